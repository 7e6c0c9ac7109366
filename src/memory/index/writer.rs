//! Keeping the index while the memory is written.
//!
//! A transaction has one writer. It is told of each unit that is added, changed or
//! removed, and before the transaction ends it sees to it that the index holds every unit: in the list
//! of fresh ones, or in a part.

use std::collections::HashMap;
use std::num::NonZero;

use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use super::keys::{MOST_CLASSES, MOST_PARTS, MOST_SOURCES};
use super::merge::make_part;
use super::part::{Part, fresh, parts};
use super::sources::Sources;
use super::{ABSORBS, FRESH};
use crate::bitext::{Lang, Sides, TranslationUnit, UnitId};
use crate::error::Result;
use crate::text::tokens::Tokens;

/// What a transaction has to tell the index.
#[derive(Debug, Default)]
pub(in crate::memory) struct IndexWriter {
    sources: Sources,
    /// The unit of each source; `None` if it is of none.
    units: Vec<Option<NonZero<i64>>>,
    /// The source of each unit that was changed in this transaction, if it has one since.
    changed: FxHashMap<UnitId, Option<usize>>,
    /// How many units were put into parts so far.
    written: u64,
}

impl IndexWriter {
    /// Tells that a unit has these texts now, and had none before or was said to have [`changed`](Self::changed).
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub(in crate::memory) fn add(
        &mut self,
        connection: &Connection,
        id: i64,
        unit: &TranslationUnit,
    ) -> Result<()> {
        self.sources.add(unit);
        self.place(Some(id));
        self.write_if_full(connection)
    }

    /// Tells that the next source that is collected elsewhere is of this unit, or of none.
    pub(in crate::memory) fn place(&mut self, id: Option<i64>) {
        if let Some(source) = id.and_then(|id| self.changed.get_mut(&UnitId(id))) {
            *source = Some(self.units.len());
        }
        self.units.push(id.and_then(NonZero::new));
    }

    /// Returns the unit of a source; `None` if it is of none any more.
    fn unit_of(&self, source: usize) -> Option<UnitId> {
        let unit = UnitId((*self.units.get(source)?)?.get());
        match self.changed.get(&unit) {
            Some(&last) if last != Some(source) => None,
            _ => Some(unit),
        }
    }

    /// Returns the units that have a source.
    fn placed(&self) -> impl Iterator<Item = UnitId> {
        (0..self.units.len()).filter_map(|source| self.unit_of(source))
    }

    /// Takes the sources that were collected elsewhere for the units that were [`place`](Self::place)d.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub(in crate::memory) fn take(
        &mut self,
        connection: &Connection,
        sources: Sources,
    ) -> Result<()> {
        self.sources = sources;
        self.write_if_full(connection)
    }

    fn write_if_full(&mut self, connection: &Connection) -> Result<()> {
        match self.sources.is_full() {
            true => self.write(connection, &Sides::default()),
            false => Ok(()),
        }
    }

    /// Tells that a unit's texts are no longer what they were, or that it is removed.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub(in crate::memory) fn changed(&mut self, connection: &Connection, unit: i64) -> Result<()> {
        self.changed.insert(UnitId(unit), None);
        connection
            .prepare_cached("DELETE FROM match_fresh WHERE unit_id = ?1")?
            .execute([unit])?;
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO match_stale (unit_id, age)
                 SELECT ?1, max(age) FROM match_part HAVING max(age) IS NOT NULL",
            )?
            .execute([unit])?;
        Ok(())
    }

    /// Writes what is to be known of the units; the last thing in a transaction.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub(in crate::memory) fn finish(mut self, connection: &Connection) -> Result<()> {
        let placed = self.placed().count();
        if placed == 0 && self.written == 0 {
            return Ok(());
        }
        if 2 * placed < self.units.len() {
            // Most of what was collected is of no unit; its words would stay in the part for good.
            let units: Vec<UnitId> = self.placed().collect();
            self = Self {
                written: self.written,
                ..Self::default()
            };
            self.collect(connection, &units)?;
        }
        let waiting = fresh(connection)?;
        if self.written == 0 && waiting.len() + placed <= FRESH {
            let mut insert =
                connection.prepare_cached("INSERT INTO match_fresh (unit_id) VALUES (?1)")?;
            let mut units: Vec<UnitId> = self.placed().collect();
            units.sort_unstable();
            for unit in units {
                insert.execute([unit.0])?;
            }
            return Ok(());
        }
        self.take_in(connection, &waiting)?;
        let size = self.written + (placed + waiting.len()) as u64;
        let old = self.absorbed(connection, size, false)?;
        self.write(connection, &old)
    }

    /// Makes one part of all there are, without what is stale.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub(in crate::memory) fn unite(connection: &Connection) -> Result<()> {
        let has_stale: bool =
            connection.query_row("SELECT EXISTS (SELECT 1 FROM match_stale)", [], |row| {
                row.get(0)
            })?;
        if has_stale {
            // A part that is merged leaves stale sources out, but keeps their words.
            return Self::rebuild(connection);
        }
        let mut writer = Self::default();
        writer.take_in(connection, &fresh(connection)?)?;
        let old = writer.absorbed(connection, 0, true)?;
        writer.write(connection, &old)
    }

    /// Makes the index anew, of every unit.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub(in crate::memory) fn rebuild(connection: &Connection) -> Result<()> {
        for table in [
            "match_part",
            "match_class",
            "match_word",
            "match_source",
            "match_list",
            "match_fresh",
            "match_stale",
        ] {
            connection.execute(&format!("DELETE FROM {table}"), [])?;
        }
        let mut writer = Self::default();
        let mut statement = connection.prepare("SELECT id, ar, en FROM unit ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let text = |column| -> rusqlite::Result<Tokens> {
                Ok(Tokens::of(row.get_ref(column)?.as_str()?))
            };
            writer.sources.add_tokens(&text(1)?, &text(2)?);
            writer.place(Some(row.get(0)?));
            writer.write_if_full(connection)?;
        }
        writer.finish(connection)
    }

    /// Returns for each language the parts that the next one takes in.
    fn absorbed(&self, connection: &Connection, size: u64, all: bool) -> Result<Sides<Vec<Part>>> {
        let classes = self.sources.classes();
        let of = |lang, classes| -> rusqlite::Result<Vec<Part>> {
            Ok(absorbed(parts(connection, lang)?, size, classes, all))
        };
        Ok(Sides {
            ar: of(Lang::Ar, classes.ar)?,
            en: of(Lang::En, classes.en)?,
        })
    }

    /// Collects the units that were fresh.
    fn take_in(&mut self, connection: &Connection, units: &[UnitId]) -> Result<()> {
        self.collect(connection, units)?;
        connection.execute("DELETE FROM match_fresh", [])?;
        Ok(())
    }

    /// Collects units that are stored.
    fn collect(&mut self, connection: &Connection, units: &[UnitId]) -> Result<()> {
        let mut texts = connection.prepare_cached("SELECT ar, en FROM unit WHERE id = ?1")?;
        for unit in units {
            let tokens = texts
                .query_row([unit.0], |row| {
                    let text = |column| -> rusqlite::Result<Tokens> {
                        Ok(Tokens::of(row.get_ref(column)?.as_str()?))
                    };
                    Ok((text(0)?, text(1)?))
                })
                .optional()?;
            if let Some((ar, en)) = tokens {
                self.sources.add_tokens(&ar, &en);
                self.place(Some(unit.0));
            }
        }
        Ok(())
    }

    /// Makes a part a language of what is collected and of older ones.
    fn write(&mut self, connection: &Connection, old: &Sides<Vec<Part>>) -> Result<()> {
        debug_assert_eq!(
            self.sources.len(),
            self.units.len(),
            "each source is placed"
        );
        let Sources { collected } = std::mem::take(&mut self.sources);
        let count = self.placed().count();
        self.written += count as u64;
        let stale: HashMap<i64, i64> = {
            let mut statement =
                connection.prepare_cached("SELECT unit_id, age FROM match_stale")?;
            let stale = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            stale.collect::<rusqlite::Result<_>>()?
        };
        let age: i64 = connection
            .prepare_cached("SELECT coalesce(max(age), 0) + 1 FROM match_part")?
            .query_row([], |row| row.get(0))?;
        for (lang, collected) in [(Lang::Ar, collected.ar), (Lang::En, collected.en)] {
            let old = match lang {
                Lang::Ar => &old.ar,
                Lang::En => &old.en,
            };
            if count > 0 || old.len() > 1 {
                let unit_of = |source: u32| self.unit_of(source as usize);
                make_part(connection, lang, old, collected, unit_of, &stale, age)?;
            }
        }
        self.units.clear();
        self.changed.clear();
        connection
            .prepare_cached(
                "DELETE FROM match_stale WHERE age < (SELECT coalesce(min(age), ?1) FROM match_part)",
            )?
            .execute(params![i64::MAX])?;
        Ok(())
    }
}

/// Returns the parts that a part of `size` sources and `classes` classes takes in, of all parts from the newest on.
///
/// Those that are not much larger, or `all` of them, as far as one part can hold them.
fn absorbed(mut parts: Vec<Part>, mut size: u64, mut classes: usize, all: bool) -> Vec<Part> {
    // Where there is hardly a number left for another part, one takes in all it can.
    let all = all || parts.len() as i64 >= MOST_PARTS / 4;
    parts.retain(|part| {
        let sources = u64::from(part.sources);
        let fits = size + sources <= MOST_SOURCES && classes + part.classes <= MOST_CLASSES;
        let is_taken = fits && (all || sources <= size.saturating_mul(ABSORBS));
        if is_taken {
            size += sources;
            classes += part.classes;
        }
        is_taken
    });
    parts
}
