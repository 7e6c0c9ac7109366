//! The import into an empty memory, which need not ask the database for what it has just been told.

use std::collections::hash_map::Entry;

use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;

use super::units::Ready;
use crate::bitext::Lang;

/// An import into a memory that was empty, under a policy that only asks for equal units.
///
/// The indexes of keys would be written at random, which took a quarter of such an import. They
/// are left off until its end and then made in one go; which units are there is known from
/// what was added. The write-ahead log is left, too, if nobody else has the memory open.
pub(super) struct FirstImport {
    /// The first unit of each digest, document and place in it.
    units: FxHashMap<u64, i64>,
    /// Further ones, where those agree and texts do not.
    more: FxHashMap<u64, Vec<i64>>,
}

/// How many units are known by heart, at 17 bytes or so each; beyond them the indexes are made and kept.
const BY_HEART: usize = if cfg!(test) { 12 } else { 1_800_000 };

/// The indexes that are left off, as the schema makes them.
const KEY_INDEXES: [(&str, &str); 3] = [
    ("unit_ar_key", "unit (ar_key)"),
    ("unit_en_key", "unit (en_key)"),
    ("unit_digest", "unit (digest, document_id)"),
];

impl FirstImport {
    /// Leaves the indexes off; `None`, and nothing is done, where there are units.
    pub(super) fn begin(connection: &Connection) -> rusqlite::Result<Option<Self>> {
        if !is_empty(connection)? {
            return Ok(None);
        }
        for (name, _) in KEY_INDEXES {
            connection.execute(&format!("DROP INDEX {name}"), [])?;
        }
        Ok(Some(Self {
            units: FxHashMap::default(),
            more: FxHashMap::default(),
        }))
    }

    /// Makes the indexes.
    pub(super) fn end(connection: &Connection) -> rusqlite::Result<()> {
        for (name, columns) in KEY_INDEXES {
            connection.execute(&format!("CREATE INDEX {name} ON {columns}"), [])?;
        }
        Ok(())
    }

    pub(super) fn is_full(&self) -> bool {
        self.units.len() + self.more.len() >= BY_HEART
    }

    /// Tells of a unit that was added.
    pub(super) fn add(
        &mut self,
        connection: &Connection,
        ready: &Ready<'_>,
        document: Option<i64>,
        id: i64,
    ) -> rusqlite::Result<()> {
        let place = ready.unit.position().map_or(Spot::Unknown, Spot::At);
        self.put(Self::hash(ready.digest, document, place), id);
        // One of those whose positions are known is enough for a unit that says nothing of its own.
        if place != Spot::Unknown && !self.has(connection, ready, document, Spot::Any)? {
            self.put(Self::hash(ready.digest, document, Spot::Any), id);
        }
        Ok(())
    }

    fn put(&mut self, hash: u64, id: i64) {
        match self.units.entry(hash) {
            Entry::Vacant(place) => {
                place.insert(id);
            }
            Entry::Occupied(_) => self.more.entry(hash).or_default().push(id),
        }
    }

    /// Tells whether there is a unit with these texts in the document, at its position as far as both have one.
    pub(super) fn has_equal(
        &self,
        connection: &Connection,
        ready: &Ready<'_>,
        document: Option<i64>,
    ) -> rusqlite::Result<bool> {
        let spots = match ready.unit.position() {
            Some(position) => [Spot::At(position), Spot::Unknown],
            None => [Spot::Unknown, Spot::Any],
        };
        for spot in spots {
            if self.has(connection, ready, document, spot)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Tells whether there is a unit with these texts at this place of the document.
    fn has(
        &self,
        connection: &Connection,
        ready: &Ready<'_>,
        document: Option<i64>,
        spot: Spot,
    ) -> rusqlite::Result<bool> {
        let hash = Self::hash(ready.digest, document, spot);
        let Some(first) = self.units.get(&hash) else {
            return Ok(false);
        };
        let mut is_equal = connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM unit WHERE id = ?1 AND document_id IS ?2 AND ar = ?3 AND en = ?4
                            AND CASE ?5 WHEN -1 THEN position IS NULL WHEN -2 THEN position IS NOT NULL ELSE position = ?5 END)",
        )?;
        let (ar, en) = (ready.unit.text(Lang::Ar), ready.unit.text(Lang::En));
        for id in std::iter::once(first).chain(self.more.get(&hash).into_iter().flatten()) {
            if is_equal.query_row(params![id, document, ar, en, spot.number()], |row| {
                row.get(0)
            })? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Mixes the three; what is no digest is multiplied, because digests are spread over all bits already.
    fn hash(digest: i64, document: Option<i64>, spot: Spot) -> u64 {
        let document = document.map_or(0, i64::cast_unsigned);
        let mixed = digest.cast_unsigned()
            ^ document.wrapping_mul(0x9E37_79B9_7F4A_7C15)
            ^ spot
                .number()
                .cast_unsigned()
                .wrapping_mul(0xD6E8_FEB8_6659_FD93);
        // In tests nearly all agree, so that the texts have to decide.
        if cfg!(test) { mixed & 3 } else { mixed }
    }
}

/// Where in a document a unit stands, as far as that is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spot {
    At(u32),
    /// Nobody has said where.
    Unknown,
    /// Somewhere that somebody has said.
    Any,
}

impl Spot {
    /// Returns the position, or what stands for none of them.
    fn number(self) -> i64 {
        match self {
            Spot::At(position) => i64::from(position),
            Spot::Unknown => -1,
            Spot::Any => -2,
        }
    }
}

/// Tells whether there is no unit.
pub(super) fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM unit)", [], |row| {
        row.get(0)
    })
}
