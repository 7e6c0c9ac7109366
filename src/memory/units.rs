//! Units: rows of the database and back, and reading them in order.

use std::borrow::Cow;
use std::str::FromStr;

use jiff::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::open::Memory;
use crate::bitext::inline::fit;
use crate::bitext::{
    BeadKind, InlineCode, Lang, Place, Property, Sides, Stamp, Status, TranslationUnit, UnitId,
    Variant,
};
use crate::error::{Error, Result};
use crate::text::forms::{is_xml_char, key};

/// A unit with its number.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredUnit {
    /// The number.
    pub id: UnitId,
    /// The unit.
    pub unit: TranslationUnit,
}

/// Units of which status are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Selected {
    /// Every unit.
    #[default]
    All,
    /// Every unit that has not been rejected.
    Offered,
    /// Only those of one status.
    Only(Status),
}

/// Units of which documents are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Documents {
    /// Of every document, and of none.
    #[default]
    All,
    /// Of the one of this name.
    Named(String),
    /// Those that stand in no document.
    None,
}

/// Which units are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitFilter {
    /// By what a person has said of them.
    pub status: Selected,
    /// By where they stand.
    pub document: Documents,
    /// Only those of at least this confidence, 0..=1; units without one are kept.
    pub min_confidence: Option<f64>,
}

impl UnitFilter {
    fn accepts(&self, unit: &TranslationUnit) -> bool {
        let status = match self.status {
            Selected::All => true,
            Selected::Offered => unit.status != Status::Rejected,
            Selected::Only(status) => unit.status == status,
        };
        status
            && self
                .min_confidence
                .is_none_or(|min| unit.confidence.is_none_or(|confidence| confidence >= min))
    }
}

/// The columns that [`unit_from_row`] reads, in its order.
pub(crate) const UNIT_COLUMNS: &str = "
    u.id, u.ar, u.en, u.ar_tag, u.en_tag, d.name, u.position, u.bead, u.confidence, u.similarity,
    u.origin, u.status, u.created_at, u.created_by, u.changed_at, u.changed_by, u.use_count,
    u.last_used_at, u.tuid";

/// The tables that they come from.
pub(crate) const UNIT_TABLES: &str = "unit AS u LEFT JOIN document AS d ON d.id = u.document_id";

/// Reads a unit without its notes, properties and inline codes.
pub(crate) fn unit_from_row(row: &Row<'_>) -> rusqlite::Result<StoredUnit> {
    let stamp = |at: usize| -> rusqlite::Result<Stamp> {
        Ok(Stamp {
            at: timestamp(row, at)?,
            by: row.get(at + 1)?,
        })
    };
    let changed = row
        .get::<_, Option<String>>(14)?
        .map(|_| stamp(14))
        .transpose()?;
    let last_used = row
        .get::<_, Option<String>>(17)?
        .map(|_| timestamp(row, 17))
        .transpose()?;
    let document: Option<String> = row.get(5)?;
    let position = row.get(6)?;
    Ok(StoredUnit {
        id: UnitId(row.get(0)?),
        unit: TranslationUnit {
            variants: Sides {
                ar: Variant::plain(row.get::<_, String>(1)?, row.get::<_, String>(3)?),
                en: Variant::plain(row.get::<_, String>(2)?, row.get::<_, String>(4)?),
            },
            place: document.map(|document| Place { document, position }),
            bead: row
                .get::<_, Option<String>>(7)?
                .map(|bead| named::<BeadKind>(7, &bead))
                .transpose()?,
            confidence: row.get(8)?,
            similarity: row.get(9)?,
            origin: named(10, &row.get::<_, String>(10)?)?,
            status: named(11, &row.get::<_, String>(11)?)?,
            created: stamp(12)?,
            changed,
            use_count: row.get(16)?,
            last_used,
            tuid: row.get(18)?,
            notes: Vec::new(),
            properties: Vec::new(),
        },
    })
}

/// Reads an instant in RFC 3339.
pub(super) fn timestamp(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    let text: String = row.get(column)?;
    text.parse().map_err(|error: jiff::Error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into())
    })
}

/// Reads a value that is stored by its name.
pub(crate) fn named<T: FromStr<Err = ()>>(column: usize, name: &str) -> rusqlite::Result<T> {
    let unknown = || {
        rusqlite::Error::FromSqlConversionFailure(
            column,
            Type::Text,
            format!("unknown value {name:?}").into(),
        )
    };
    name.parse().map_err(|()| unknown())
}

impl Memory {
    /// Returns the unit of this number.
    ///
    /// # Errors
    ///
    /// [`Error::NoUnit`] if there is none.
    pub fn unit(&self, id: UnitId) -> Result<StoredUnit> {
        read(&self.connection, id)
    }

    /// Returns the number of units.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn count_units(&self) -> Result<u64> {
        Ok(self
            .connection
            .query_row("SELECT count(*) FROM unit", [], |row| row.get(0))?)
    }

    /// Calls `visit` for each unit that `filter` accepts: by document name, position and number.
    ///
    /// Those of no document come last, those without a position first in their
    /// document. The units are streamed, all as they were at the start, whatever
    /// others write meanwhile.
    ///
    /// # Errors
    ///
    /// When the database fails, and what `visit` returns.
    pub fn for_each_unit(
        &self,
        filter: &UnitFilter,
        mut visit: impl FnMut(StoredUnit) -> Result<()>,
    ) -> Result<()> {
        // The inner one of two walks stands in the transaction of the outer one.
        let _snapshot = if self.connection.is_autocommit() {
            Some(self.connection.unchecked_transaction()?)
        } else {
            None
        };
        // Each document through the index gives the order without sorting a million rows.
        const ALL: &str = "SELECT id FROM document WHERE ?1 IS NULL ORDER BY name";
        const NAMED: &str = "SELECT id FROM document WHERE name = ?1";
        let (sql, name) = match &filter.document {
            Documents::All | Documents::None => (ALL, None),
            Documents::Named(name) => (NAMED, Some(name)),
        };
        let mut documents: Vec<Option<i64>> = Vec::new();
        if filter.document != Documents::None {
            let mut statement = self.connection.prepare_cached(sql)?;
            let ids = statement.query_map([name], |row| row.get(0))?;
            documents = ids.collect::<rusqlite::Result<_>>()?;
        }
        if name.is_none() {
            documents.push(None);
        }
        let has_extras: bool = self.connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM note) OR EXISTS (SELECT 1 FROM property)
                 OR EXISTS (SELECT 1 FROM inline_code)",
            [],
            |row| row.get(0),
        )?;
        let mut statement = self.connection.prepare_cached(&in_document())?;
        for document in documents {
            let mut rows = statement.query([document])?;
            while let Some(row) = rows.next()? {
                let mut stored = unit_from_row(row)?;
                if filter.accepts(&stored.unit) {
                    if has_extras {
                        add_extras(&self.connection, &mut stored)?;
                    }
                    visit(stored)?;
                }
            }
        }
        Ok(())
    }
}

/// Reads a unit with all that hangs on it.
///
/// # Errors
///
/// [`Error::NoUnit`] if there is none.
pub(super) fn read(connection: &Connection, id: UnitId) -> Result<StoredUnit> {
    let sql = format!("SELECT {UNIT_COLUMNS} FROM {UNIT_TABLES} WHERE u.id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut stored = statement
        .query_row([id.0], unit_from_row)
        .optional()?
        .ok_or(Error::NoUnit { id: id.0 })?;
    add_extras(connection, &mut stored)?;
    Ok(stored)
}

fn add_extras(connection: &Connection, stored: &mut StoredUnit) -> Result<()> {
    const NOTES: &str = "SELECT text FROM note WHERE unit_id = ?1 ORDER BY position";
    const PROPERTIES: &str =
        "SELECT kind, value FROM property WHERE unit_id = ?1 ORDER BY position";
    const CODES: &str = "SELECT lang, codes FROM inline_code WHERE unit_id = ?1";
    let mut notes = connection.prepare_cached(NOTES)?;
    stored.unit.notes = notes
        .query_map([stored.id.0], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut properties = connection.prepare_cached(PROPERTIES)?;
    let properties = properties.query_map([stored.id.0], |row| {
        Ok(Property {
            kind: row.get(0)?,
            value: row.get(1)?,
        })
    })?;
    stored.unit.properties = properties.collect::<rusqlite::Result<_>>()?;
    let mut codes = connection.prepare_cached(CODES)?;
    let mut rows = codes.query([stored.id.0])?;
    while let Some(row) = rows.next()? {
        // A list that is none leaves the text plain, and `verify` says so.
        let codes = codes_of(&row.get::<_, String>(1)?).unwrap_or_default();
        let lang: String = row.get(0)?;
        let variants = &mut stored.unit.variants;
        match Lang::from_tag(&lang) {
            Some(Lang::Ar) => variants.ar.codes = codes,
            Some(Lang::En) => variants.en.codes = codes,
            None => {}
        }
    }
    Ok(())
}

/// Reads the inline codes of a text as they are stored; `None` for what is no such list.
pub(super) fn codes_of(json: &str) -> Option<Vec<InlineCode>> {
    serde_json::from_str(json).ok()
}

/// The units of a document, or of none for NULL, in order.
pub(super) fn in_document() -> String {
    format!(
        "SELECT {UNIT_COLUMNS} FROM {UNIT_TABLES} WHERE u.document_id IS ?1 ORDER BY u.position, u.id"
    )
}

/// The hash under which a text is found whatever its spelling.
pub(crate) fn key_hash(text: &str) -> i64 {
    xxh3_64(key(text).as_bytes()).cast_signed()
}

/// The hash of both texts byte for byte.
pub(super) fn digest(ar: &str, en: &str) -> i64 {
    let mut hasher = Xxh3::new();
    hasher.update(&(ar.len() as u64).to_le_bytes());
    hasher.update(ar.as_bytes());
    hasher.update(en.as_bytes());
    hasher.digest().cast_signed()
}

/// Readies a unit to be stored: without the characters that XML forbids and without white space at the ends.
///
/// Returns it with the number of characters removed; `None` if a side is empty then.
pub(super) fn at_the_door(unit: &TranslationUnit) -> Option<(Cow<'_, TranslationUnit>, u64)> {
    // Most texts have no byte of a forbidden character.
    let is_legal = |text: &str| {
        !text.bytes().any(|byte| byte < 0x20 || byte == 0xEF) || text.chars().all(is_xml_char)
    };
    let is_clean = |text: &str| is_legal(text) && text.trim() == text;
    let (ar, en) = (unit.text(Lang::Ar), unit.text(Lang::En));
    let are_clean =
        |variant: &Variant| variant.codes.is_empty() || fit(&variant.codes, &variant.text);
    if is_clean(ar) && is_clean(en) && are_clean(&unit.variants.ar) && are_clean(&unit.variants.en)
    {
        return (!ar.is_empty() && !en.is_empty()).then_some((Cow::Borrowed(unit), 0));
    }
    let mut unit = unit.clone();
    let mut removed = 0;
    for variant in [&mut unit.variants.ar, &mut unit.variants.en] {
        let before = variant.text.chars().count();
        move_codes(variant);
        variant.text.retain(is_xml_char);
        removed += (before - variant.text.chars().count()) as u64;
        variant.text = variant.text.trim().to_owned();
        if variant.text.is_empty() {
            return None;
        }
    }
    Some((Cow::Owned(unit), removed))
}

/// Moves the inline codes of a text to where they will stand without the characters that go at the door.
///
/// Codes that do not fit the text are dropped.
fn move_codes(variant: &mut Variant) {
    let Variant { text, codes, .. } = variant;
    if codes.is_empty() {
        return;
    }
    if !fit(codes, text) {
        codes.clear();
        return;
    }
    let kept: String = text.chars().filter(|&c| is_xml_char(c)).collect();
    let lead = kept.len() - kept.trim_start().len();
    let length = kept.trim().len();
    let (mut read, mut written) = (0, 0);
    for code in codes {
        let passed = &text[read..code.at];
        written += passed
            .chars()
            .filter(|&c| is_xml_char(c))
            .map(char::len_utf8)
            .sum::<usize>();
        read = code.at;
        code.at = written.saturating_sub(lead).min(length);
    }
}

/// A unit that can be stored, with what is derived from its texts: the work that needs no database.
pub(super) struct Ready<'u> {
    pub(super) unit: Cow<'u, TranslationUnit>,
    pub(super) keys: Sides<i64>,
    pub(super) digest: i64,
    /// The number of characters removed because XML forbids them.
    pub(super) removed: u64,
}

impl<'u> Ready<'u> {
    /// Readies a unit; `None` if a side holds nothing that can be stored.
    pub(super) fn of(unit: Cow<'u, TranslationUnit>) -> Option<Self> {
        let (changed, removed) = match at_the_door(&unit)? {
            (Cow::Borrowed(_), removed) => (None, removed),
            (Cow::Owned(changed), removed) => (Some(changed), removed),
        };
        Some(Self {
            removed,
            ..Self::of_clean(changed.map_or(unit, Cow::Owned))
        })
    }

    /// Readies a unit that came through the door already.
    pub(super) fn of_clean(unit: Cow<'u, TranslationUnit>) -> Self {
        let (ar, en) = (unit.text(Lang::Ar), unit.text(Lang::En));
        Self {
            keys: Sides {
                ar: key_hash(ar),
                en: key_hash(en),
            },
            digest: digest(ar, en),
            removed: 0,
            unit,
        }
    }
}

/// Adds a unit with its notes, properties and inline codes; the index is still to be told.
pub(super) fn insert(
    connection: &Connection,
    ready: &Ready<'_>,
    document: Option<i64>,
) -> rusqlite::Result<i64> {
    const INSERT: &str = "
        INSERT INTO unit (ar, en, ar_tag, en_tag, ar_key, en_key, digest, document_id, position, bead, confidence, similarity,
                          origin, status, created_at, created_by, changed_at, changed_by, use_count, last_used_at, tuid)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)";
    let Ready {
        unit, keys, digest, ..
    } = ready;
    connection.prepare_cached(INSERT)?.execute(params![
        unit.text(Lang::Ar),
        unit.text(Lang::En),
        unit.variants.ar.tag,
        unit.variants.en.tag,
        keys.ar,
        keys.en,
        digest,
        document,
        unit.position(),
        unit.bead.map(|bead| bead.to_string()),
        unit.confidence,
        unit.similarity,
        unit.origin.name(),
        unit.status.name(),
        unit.created.at.to_string(),
        unit.created.by,
        unit.changed.as_ref().map(|stamp| stamp.at.to_string()),
        unit.changed.as_ref().and_then(|stamp| stamp.by.as_ref()),
        unit.use_count,
        unit.last_used.map(|at| at.to_string()),
        unit.tuid,
    ])?;
    let id = connection.last_insert_rowid();
    insert_extras(connection, id, unit)?;
    Ok(id)
}

/// Puts a unit in the place of the unit `id`, which stays where it stands if it has no document; the index is still to be told.
pub(super) fn update(
    connection: &Connection,
    id: i64,
    ready: &Ready<'_>,
    document: Option<i64>,
) -> rusqlite::Result<()> {
    const UPDATE: &str = "
        UPDATE unit SET ar = ?2, en = ?3, ar_tag = ?4, en_tag = ?5, ar_key = ?6, en_key = ?7, digest = ?8, status = ?9,
                        created_at = ?10, created_by = ?11, changed_at = ?12, changed_by = ?13,
                        use_count = max(use_count, ?14), origin = ?15, bead = ?16, confidence = ?17, similarity = ?18,
                        document_id = coalesce(?19, document_id), position = iif(?19 IS NULL, position, ?20),
                        last_used_at = max(coalesce(last_used_at, ?21), coalesce(?21, last_used_at)),
                        tuid = coalesce(?22, tuid)
        WHERE id = ?1";
    delete_extras(connection, id)?;
    let Ready {
        unit, keys, digest, ..
    } = ready;
    connection.prepare_cached(UPDATE)?.execute(params![
        id,
        unit.text(Lang::Ar),
        unit.text(Lang::En),
        unit.variants.ar.tag,
        unit.variants.en.tag,
        keys.ar,
        keys.en,
        digest,
        unit.status.name(),
        unit.created.at.to_string(),
        unit.created.by,
        unit.changed.as_ref().map(|stamp| stamp.at.to_string()),
        unit.changed.as_ref().and_then(|stamp| stamp.by.as_ref()),
        unit.use_count,
        unit.origin.name(),
        unit.bead.map(|bead| bead.to_string()),
        unit.confidence,
        unit.similarity,
        document,
        unit.position(),
        unit.last_used.map(|at| at.to_string()),
        unit.tuid,
    ])?;
    insert_extras(connection, id, unit)
}

/// Removes a unit and, by the schema, everything that hangs on it; the index is still to be told.
pub(super) fn delete(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM unit WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

/// Makes the keys of every unit anew, after the forms have changed.
pub(super) fn rekey(connection: &Connection) -> rusqlite::Result<()> {
    const NEXT: &str = "SELECT id, ar, en FROM unit WHERE id > ?1 ORDER BY id LIMIT 1000";
    const UPDATE: &str = "UPDATE unit SET ar_key = ?2, en_key = ?3 WHERE id = ?1";
    let mut last = i64::MIN;
    loop {
        let mut next = connection.prepare_cached(NEXT)?;
        let keys = next.query_map([last], |row| {
            let key =
                |column| -> rusqlite::Result<i64> { Ok(key_hash(row.get_ref(column)?.as_str()?)) };
            Ok((row.get(0)?, key(1)?, key(2)?))
        })?;
        let keys: Vec<(i64, i64, i64)> = keys.collect::<rusqlite::Result<_>>()?;
        let Some(&(id, ..)) = keys.last() else {
            return Ok(());
        };
        last = id;
        for keys in keys {
            connection.prepare_cached(UPDATE)?.execute(keys)?;
        }
    }
}

fn insert_extras(connection: &Connection, id: i64, unit: &TranslationUnit) -> rusqlite::Result<()> {
    const CODES: &str = "INSERT INTO inline_code (unit_id, lang, codes) VALUES (?1, ?2, ?3)";
    const NOTE: &str = "INSERT INTO note (unit_id, position, text) VALUES (?1, ?2, ?3)";
    const PROPERTY: &str =
        "INSERT INTO property (unit_id, position, kind, value) VALUES (?1, ?2, ?3, ?4)";
    for lang in [Lang::Ar, Lang::En] {
        let codes = &unit.variants.get(lang).codes;
        // What cannot be written in JSON is not lost from a text: there is no such list.
        if let Some(json) = (!codes.is_empty())
            .then(|| serde_json::to_string(codes).ok())
            .flatten()
        {
            connection
                .prepare_cached(CODES)?
                .execute(params![id, lang.code(), json])?;
        }
    }
    for (position, note) in unit.notes.iter().enumerate() {
        connection
            .prepare_cached(NOTE)?
            .execute(params![id, position, note])?;
    }
    for (position, property) in unit.properties.iter().enumerate() {
        connection.prepare_cached(PROPERTY)?.execute(params![
            id,
            position,
            property.kind,
            property.value
        ])?;
    }
    Ok(())
}

fn delete_extras(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM note WHERE unit_id = ?1",
        "DELETE FROM property WHERE unit_id = ?1",
        "DELETE FROM inline_code WHERE unit_id = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([id])?;
    }
    Ok(())
}
