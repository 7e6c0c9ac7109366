//! Context, exact and spelling matches, through the index of keys.

use rusqlite::{Connection, OptionalExtension};

use super::ranking::matched;
use super::score::Likeness;
use super::{Match, MatchKind, Query};
use crate::bitext::{Lang, UnitId};
use crate::error::Result;
use crate::memory::{UNIT_COLUMNS, UNIT_TABLES, key_hash, unit_from_row};
use crate::text::forms::key;

/// Returns the matches of the query's key, in no order; their notes and properties are not read.
pub(super) fn same_key(
    connection: &Connection,
    from: Lang,
    query: &Query<'_>,
) -> Result<Vec<Match>> {
    let source = key(query.text);
    let neighbors = [(-1, query.previous), (1, query.next)]
        .map(|(offset, neighbor)| neighbor.map(|text| (offset, key(text))));
    let mut statement = connection.prepare_cached(&by_key(from))?;
    let mut rows = statement.query([key_hash(query.text)])?;
    let mut matches = Vec::new();
    while let Some(row) = rows.next()? {
        let stored = unit_from_row(row)?;
        let text = stored.unit.text(from);
        if key(text) != source {
            continue;
        }
        let kind = if has_context(connection, from, stored.id, neighbors.iter().flatten())? {
            MatchKind::Context
        } else if text == query.text {
            MatchKind::Exact
        } else {
            MatchKind::Spelling
        };
        matches.push(matched(stored, kind, Likeness::default()));
    }
    Ok(matches)
}

/// Tells whether the unit at one of the offsets in the same document has the key given with it.
fn has_context<'k>(
    connection: &Connection,
    from: Lang,
    id: UnitId,
    neighbors: impl Iterator<Item = &'k (i64, String)>,
) -> Result<bool> {
    let column = match from {
        Lang::Ar => 0,
        Lang::En => 1,
    };
    for (offset, neighbor) in neighbors {
        let mut statement = connection.prepare_cached(NEIGHBOR)?;
        let text: Option<String> = statement
            .query_row((id.0, offset), |row| row.get(column))
            .optional()?;
        if text.is_some_and(|text| key(&text) == *neighbor) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The units with a key in `from`, but for those that were rejected.
pub(super) fn by_key(from: Lang) -> String {
    let column = match from {
        Lang::Ar => "ar_key",
        Lang::En => "en_key",
    };
    format!(
        "SELECT {UNIT_COLUMNS} FROM {UNIT_TABLES} WHERE u.{column} = ?1 AND u.status <> 'rejected'"
    )
}

/// The texts of the unit that stands so many places behind another one in its document.
pub(super) const NEIGHBOR: &str = "
    SELECT n.ar, n.en FROM unit AS u JOIN unit AS n ON n.document_id = u.document_id AND n.position = u.position + ?2
    WHERE u.id = ?1 ORDER BY n.id LIMIT 1";
