//! Trados Studio's memory, an SQLite file, read-only.
//!
//! Its makers have not described it; what is read here is what the files show: a
//! table `translation_units` with a fragment of XML a side, dates, persons and a
//! count of uses, `translation_memories` with the languages, and custom fields in
//! tables of attributes. A column or table that is not there leaves its field empty.
//!
//! # Trust
//!
//! The file may come from anywhere. It is opened as immutable, so that nothing is
//! ever written and no log of it taken in; only tables with pages of their own are read, so that no
//! view, virtual table or computed column of its schema runs; no value may be longer than the limit.

mod segment;

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use jiff::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row};

use crate::bitext::{Lang, Origin, Property, Sides, Stamp, TranslationUnit, Variant};
use crate::error::{Error, Result};
use crate::exchange::account::Found;
use crate::exchange::record::side;
use crate::exchange::{Fault, ReadOptions, ReadSummary, SkipReason, date, legal};
use crate::memory::{beside, immutable};

/// The columns of a unit that are read, in this order.
const COLUMNS: [&str; 9] = [
    "source_segment",
    "target_segment",
    "translation_memory_id",
    "creation_date",
    "creation_user",
    "change_date",
    "change_user",
    "usage_counter",
    "last_used_date",
];

/// The tables of custom fields whose values stand in them.
const ATTRIBUTES: [&str; 3] = ["string_attributes", "numeric_attributes", "date_attributes"];

/// Custom fields by unit: the file's own tables have no index for that.
const OWN_TABLE: &str = "CREATE TEMP TABLE dhakira_field (unit INTEGER, name TEXT, value TEXT)";

/// An open memory of Trados.
#[derive(Debug)]
pub struct Sdltm {
    connection: Connection,
    /// The query for a unit by its row.
    query: String,
    /// The language tags of source and target of each memory in the file.
    languages: HashMap<i64, (String, String)>,
}

impl Sdltm {
    /// Tells whether the suffix of `path` is that of Trados' memories.
    pub fn is_named(path: &Path) -> bool {
        path.extension()
            .is_some_and(|suffix| suffix.eq_ignore_ascii_case("sdltm"))
    }

    /// Opens the file at `path`.
    ///
    /// # Errors
    ///
    /// [`Error::Read`], and [`Error::Format`] for what is no memory of Trados, or one that another program has not closed.
    pub fn open(path: &Path) -> Result<Self> {
        let unfit = |reason: String| Error::Format {
            path: path.to_path_buf(),
            reason,
        };
        let metadata = fs::metadata(path).map_err(Error::read(path))?;
        if !metadata.is_file() {
            return Err(unfit("is no file".to_owned()));
        }
        if fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0) {
            let reason = "its last changes are in the log beside it; close it in the program that has it open";
            return Err(unfit(reason.to_owned()));
        }
        let unread = |error: rusqlite::Error| unfit(format!("is no memory of Trados: {error}"));
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(immutable(path), flags).map_err(unread)?;
        Self::with(connection).map_err(|error| match error {
            Unfit::Sqlite(error) => unread(error),
            Unfit::Lacks(what) => unfit(format!("is no memory of Trados: there is no {what}")),
        })
    }

    fn with(connection: Connection) -> Result<Self, Unfit> {
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        connection.pragma_update(None, "cell_size_check", true)?;
        let limit = i32::try_from(ReadOptions::LIMIT).unwrap_or(i32::MAX);
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, limit)?;
        connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;

        let there = columns(&connection, "translation_units")?;
        if there.is_empty() {
            return Err(Unfit::Lacks("table translation_units"));
        }
        let has = |column: &str| there.iter().any(|known| known == column);
        if !has("source_segment") || !has("target_segment") {
            return Err(Unfit::Lacks("column source_segment or target_segment"));
        }
        let wanted = COLUMNS.map(|column| if has(column) { column } else { "NULL" });
        let query = format!(
            "SELECT {} FROM main.translation_units WHERE rowid = ?1",
            wanted.join(", ")
        );
        let languages = languages(&connection)?;
        connection.execute_batch(OWN_TABLE)?;
        collect_fields(&connection)?;
        Ok(Self {
            connection,
            query,
            languages,
        })
    }
}

/// Why a file is no memory of Trados.
enum Unfit {
    Sqlite(rusqlite::Error),
    Lacks(&'static str),
}

impl From<rusqlite::Error> for Unfit {
    fn from(error: rusqlite::Error) -> Self {
        Unfit::Sqlite(error)
    }
}

/// Returns the stored columns of a table; none for what is no table with pages of its own.
fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let is_table = "SELECT EXISTS (SELECT 1 FROM main.sqlite_schema
        WHERE type = 'table' AND rootpage > 0 AND lower(name) = ?1)";
    if !connection.query_row(is_table, [table], |row| row.get::<_, bool>(0))? {
        return Ok(Vec::new());
    }
    // Columns that are computed are not in this list.
    let mut statement = connection.prepare("SELECT lower(name) FROM pragma_table_info(?1)")?;
    statement.query_map([table], |row| row.get(0))?.collect()
}

fn languages(connection: &Connection) -> rusqlite::Result<HashMap<i64, (String, String)>> {
    let there = columns(connection, "translation_memories")?;
    let wanted = ["id", "source_language", "target_language"];
    if !wanted
        .iter()
        .all(|column| there.iter().any(|known| known == column))
    {
        return Ok(HashMap::new());
    }
    let mut statement = connection.prepare(
        "SELECT id, source_language, target_language FROM main.translation_memories LIMIT 1000",
    )?;
    let mut rows = statement.query([])?;
    let mut languages = HashMap::new();
    while let Some(row) = rows.next()? {
        let id = row.get_ref(0)?.as_i64().unwrap_or_default();
        let tag = |value: Option<String>| value.unwrap_or_default().replace('_', "-");
        languages.insert(id, (tag(text(row, 1)?), tag(text(row, 2)?)));
    }
    Ok(languages)
}

/// Puts the custom fields of all units into a table of our own, with an index.
fn collect_fields(connection: &Connection) -> rusqlite::Result<()> {
    let has = |table: &str, wanted: &[&str]| -> rusqlite::Result<bool> {
        let there = columns(connection, table)?;
        Ok(wanted
            .iter()
            .all(|column| there.iter().any(|known| known == column)))
    };
    if has("attributes", &["id", "name"])? {
        for table in ATTRIBUTES {
            if has(table, &["translation_unit_id", "attribute_id", "value"])? {
                connection.execute_batch(&format!(
                    "INSERT INTO temp.dhakira_field SELECT v.translation_unit_id, a.name, v.value
                     FROM main.{table} AS v JOIN main.attributes AS a ON a.id = v.attribute_id"
                ))?;
            }
        }
        if has(
            "picklist_attributes",
            &["translation_unit_id", "picklist_value_id"],
        )? && has("picklist_values", &["id", "attribute_id", "value"])?
        {
            connection.execute_batch(
                "INSERT INTO temp.dhakira_field SELECT v.translation_unit_id, a.name, p.value
                 FROM main.picklist_attributes AS v JOIN main.picklist_values AS p ON p.id = v.picklist_value_id
                 JOIN main.attributes AS a ON a.id = p.attribute_id",
            )?;
        }
    }
    connection.execute_batch("CREATE INDEX temp.dhakira_field_unit ON dhakira_field (unit)")
}

/// Returns a value as text; `None` for what is null or bytes that are no text.
fn text(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<String>> {
    Ok(match row.get_ref(index)? {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => String::from_utf8(bytes.to_vec()).ok(),
    })
}

/// Reads the units of a memory of Trados.
pub(super) struct SdltmReader {
    sdltm: Sdltm,
    options: ReadOptions,
    summary: ReadSummary,
    /// The row after which the next one is looked for.
    after: Option<i64>,
    over: bool,
}

impl SdltmReader {
    pub(super) fn new(sdltm: Sdltm, options: ReadOptions) -> Self {
        Self {
            sdltm,
            options,
            summary: ReadSummary::default(),
            after: None,
            over: false,
        }
    }

    pub(super) fn summary(&self) -> &ReadSummary {
        &self.summary
    }

    /// Returns the number of the next row.
    fn next_row(&self) -> rusqlite::Result<Option<i64>> {
        let mut statement = self.sdltm.connection.prepare_cached(
            "SELECT rowid FROM main.translation_units WHERE ?1 IS NULL OR rowid > ?1 ORDER BY rowid LIMIT 1",
        )?;
        statement
            .query_row([self.after], |row| row.get(0))
            .optional()
    }

    fn read(&mut self, row: i64) -> Result<TranslationUnit, Left> {
        let raw = self.raw(row)?;
        let size = raw.source.len() + raw.target.len();
        let mut cost = size;
        let (source_tag, target_tag) = match self.sdltm.languages.get(&raw.memory) {
            Some((source, target)) => (source.as_str(), target.as_str()),
            None => ("", ""),
        };
        let mut sides: [Option<(Lang, Variant)>; 2] = [None, None];
        for ((side, of_memory), xml) in sides
            .iter_mut()
            .zip([source_tag, target_tag])
            .zip([&raw.source, &raw.target])
        {
            let segment = segment::read(xml, &mut self.summary).map_err(Left::Broken)?;
            self.summary.dropped_codes += segment.codes;
            let tag = match segment.culture.as_str() {
                "" => of_memory.to_owned(),
                culture => culture.to_owned(),
            };
            *side = Lang::from_tag(&tag).map(|lang| {
                let text = segment.text;
                let codes = Vec::new();
                (lang, Variant { text, tag, codes })
            });
        }
        let mut variants = Sides::<Option<Variant>>::default();
        for (lang, variant) in sides.into_iter().flatten() {
            side(&mut variants, lang).get_or_insert(variant);
        }
        let text = |lang| {
            variants
                .get(lang)
                .as_ref()
                .map(|it: &Variant| it.text.as_str())
        };
        if let Some(reason) = SkipReason::of(&Sides {
            ar: text(Lang::Ar),
            en: text(Lang::En),
        }) {
            return Err(Left::Skipped(reason));
        }
        let (Some(ar), Some(en)) = (variants.ar, variants.en) else {
            return Err(Left::Skipped(SkipReason::OtherLanguages));
        };
        let created = self.stamp(raw.created);
        let changed = self.stamp(raw.changed);
        let properties = self.fields(row, &mut cost)?;
        Ok(TranslationUnit {
            variants: Sides { ar, en },
            place: None,
            bead: None,
            confidence: None,
            similarity: None,
            origin: Origin::Import,
            status: crate::bitext::Status::Draft,
            // Trados dates a change also for what was never changed.
            changed: changed.filter(|changed| Some(changed) != created.as_ref()),
            created: created.unwrap_or_else(|| self.options.created.clone()),
            use_count: raw.use_count.unwrap_or_else(|| {
                self.summary.unread_attributes += 1;
                0
            }),
            last_used: self.instant(raw.last_used),
            tuid: None,
            notes: Vec::new(),
            properties,
        })
    }

    fn raw(&mut self, row: i64) -> Result<Raw, Left> {
        let mut statement = self.sdltm.connection.prepare_cached(&self.sdltm.query)?;
        let raw = statement.query_row([row], |row| {
            Ok(Raw {
                source: text(row, 0)?.unwrap_or_default(),
                target: text(row, 1)?.unwrap_or_default(),
                memory: row.get_ref(2)?.as_i64().unwrap_or_default(),
                created: (text(row, 3)?, text(row, 4)?),
                changed: (text(row, 5)?, text(row, 6)?),
                use_count: row
                    .get_ref(7)?
                    .as_i64_or_null()?
                    .map_or(Some(0), |count| u32::try_from(count).ok()),
                last_used: text(row, 8)?,
            })
        })?;
        Ok(raw)
    }

    /// Reads an instant; one that makes no sense is counted.
    fn instant(&mut self, at: Option<String>) -> Option<Timestamp> {
        let read = at.as_deref().and_then(date::parse);
        let is_unread = read.is_none() && at.is_some_and(|at| !at.trim().is_empty());
        self.summary.unread_attributes += u64::from(is_unread);
        read
    }

    fn stamp(&mut self, (at, by): (Option<String>, Option<String>)) -> Option<Stamp> {
        let read = self.instant(at);
        let by = by.filter(|by| !by.is_empty()).map(|by| self.legal(&by));
        match (read, by) {
            (None, None) => None,
            (at, by) => Some(Stamp {
                at: at.unwrap_or(self.options.created.at),
                by,
            }),
        }
    }

    /// Returns the custom fields of a unit.
    fn fields(&mut self, row: i64, cost: &mut usize) -> Result<Vec<Property>, Left> {
        let mut fields = Vec::new();
        {
            let mut statement = self.sdltm.connection.prepare_cached(
                "SELECT name, value FROM temp.dhakira_field WHERE unit = ?1 ORDER BY rowid",
            )?;
            let mut rows = statement.query([row])?;
            while let Some(row) = rows.next()? {
                if let (Some(name), Some(value)) = (text(row, 0)?, text(row, 1)?) {
                    *cost += name.len() + value.len() + size_of::<Property>();
                    if *cost > self.options.limit {
                        let limit = self.options.limit;
                        return Err(Left::Broken(format!(
                            "the unit holds more than {limit} bytes"
                        )));
                    }
                    fields.push((name, value));
                }
            }
        }
        let property = |(name, value): (String, String)| Property {
            kind: format!("x-{}", self.legal(&name)),
            value: self.legal(&value),
        };
        Ok(fields.into_iter().map(property).collect())
    }

    fn legal(&mut self, text: &str) -> String {
        let mut kept = String::with_capacity(text.len());
        self.summary.forbidden_characters += legal::push(&mut kept, text);
        kept
    }
}

/// A row as it stands.
struct Raw {
    source: String,
    target: String,
    memory: i64,
    created: (Option<String>, Option<String>),
    changed: (Option<String>, Option<String>),
    /// `None` for what is no count.
    use_count: Option<u32>,
    last_used: Option<String>,
}

/// Why a row gives no unit.
enum Left {
    Skipped(SkipReason),
    Broken(String),
}

impl From<rusqlite::Error> for Left {
    fn from(error: rusqlite::Error) -> Self {
        Left::Broken(error.to_string())
    }
}

impl Iterator for SdltmReader {
    type Item = Result<TranslationUnit, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let number = self.summary.units + 1;
            let row = match self.next_row() {
                Ok(Some(row)) => row,
                Ok(None) => {
                    self.over = true;
                    self.summary.complete = true;
                    break;
                }
                Err(error) => {
                    self.over = true;
                    self.summary.faults += 1;
                    return Some(Err(Fault::new(number, None, &error.to_string())));
                }
            };
            self.after = Some(row);
            self.summary.units += 1;
            let found = match self.read(row) {
                Ok(unit) => Ok(Found::Unit(unit)),
                Err(Left::Skipped(reason)) => Ok(Found::Skipped(reason)),
                Err(Left::Broken(reason)) => Err(reason),
            };
            let item = self
                .summary
                .settle(found, number, Some(number), &self.options);
            if item.is_some() {
                return item;
            }
        }
        None
    }
}
