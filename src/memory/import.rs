//! Import: units from elsewhere, and what happens when a source is there already.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use super::open::Memory;
use super::units::{self, at_the_door};
use crate::bitext::{Lang, Status, TranslationUnit};
use crate::error::Result;
use crate::text::forms::key;

/// What happens to a unit whose source is there with another translation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnConflict {
    /// Both translations are kept.
    #[default]
    KeepBoth,
    /// The one that was changed last is kept; a reviewed one is not replaced by a draft.
    Newest,
    /// What is there is kept.
    Skip,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Units that are new.
    pub added: u64,
    /// Units that took the place of an older one.
    pub updated: u64,
    /// Units that were there already, or whose source was and kept its place.
    pub skipped: u64,
    /// Units of which a side held nothing that can be stored.
    pub empty: u64,
    /// Characters removed because XML forbids them.
    pub forbidden_characters: u64,
}

/// A unit that is there, as far as a decision needs it.
struct There {
    id: i64,
    ar: String,
    en: String,
    document: Option<String>,
    is_reviewed: bool,
    touched: Timestamp,
}

impl Memory {
    /// Adds units, all of them or none.
    ///
    /// A unit whose two texts and document are there already is not added again, so
    /// importing twice is importing once; [`OnConflict`] settles what happens to one
    /// whose Arabic text is there (by its key) with another translation. A unit whose
    /// stamps are newer than those of its equal takes its place under
    /// [`OnConflict::Newest`].
    ///
    /// # Errors
    ///
    /// When the database fails; it is then as it was.
    pub fn import(
        &mut self,
        units: impl IntoIterator<Item = TranslationUnit>,
        policy: OnConflict,
    ) -> Result<Imported> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut imported = Imported::default();
        let mut documents = HashMap::new();
        for unit in units {
            let Some((unit, removed)) = at_the_door(&unit) else {
                imported.empty += 1;
                continue;
            };
            imported.forbidden_characters += removed;
            let count = match decide(&transaction, &unit, policy)? {
                Decision::Add => {
                    let document = document_id(&transaction, &unit, &mut documents)?;
                    units::insert(&transaction, &unit, document)?;
                    &mut imported.added
                }
                Decision::Replace(id) => {
                    units::update(&transaction, id, &unit)?;
                    &mut imported.updated
                }
                Decision::Leave => &mut imported.skipped,
            };
            *count += 1;
        }
        transaction.commit()?;
        Ok(imported)
    }
}

enum Decision {
    Add,
    Replace(i64),
    Leave,
}

const THERE: &str = "
    SELECT u.id, u.ar, u.en, d.name, u.status = 'reviewed', coalesce(u.changed_at, u.created_at)
    FROM unit AS u LEFT JOIN document AS d ON d.id = u.document_id";

fn decide(connection: &Connection, unit: &TranslationUnit, policy: OnConflict) -> Result<Decision> {
    let (ar, en) = (unit.text(Lang::Ar), unit.text(Lang::En));
    let document = unit.place.as_ref().map(|place| place.document.as_str());
    let equal =
        |there: &There| there.ar == ar && there.en == en && there.document.as_deref() == document;
    let by_digest = format!("{THERE} WHERE u.digest = ?1 ORDER BY u.id");
    if let Some(there) = find(connection, &by_digest, units::digest(ar, en), equal)? {
        return Ok(if policy == OnConflict::Newest {
            newest(&there, unit)
        } else {
            Decision::Leave
        });
    }
    if policy == OnConflict::KeepBoth {
        return Ok(Decision::Add);
    }
    let source = key(ar);
    let conflicts = |there: &There| there.en != en && key(&there.ar) == source;
    let by_key = format!("{THERE} WHERE u.ar_key = ?1 ORDER BY u.id");
    Ok(
        match find(connection, &by_key, units::key_hash(ar), conflicts)? {
            None => Decision::Add,
            Some(_) if policy == OnConflict::Skip => Decision::Leave,
            Some(there) => newest(&there, unit),
        },
    )
}

/// The newer one; what a person has reviewed gives way only to what a person has reviewed.
fn newest(there: &There, unit: &TranslationUnit) -> Decision {
    let touched = unit.changed.as_ref().unwrap_or(&unit.created).at;
    if touched > there.touched && (!there.is_reviewed || unit.status == Status::Reviewed) {
        Decision::Replace(there.id)
    } else {
        Decision::Leave
    }
}

fn find(
    connection: &Connection,
    sql: &str,
    hash: i64,
    test: impl Fn(&There) -> bool,
) -> Result<Option<There>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([hash])?;
    while let Some(row) = rows.next()? {
        let there = there_from_row(row)?;
        if test(&there) {
            return Ok(Some(there));
        }
    }
    Ok(None)
}

fn there_from_row(row: &Row<'_>) -> rusqlite::Result<There> {
    Ok(There {
        id: row.get(0)?,
        ar: row.get(1)?,
        en: row.get(2)?,
        document: row.get(3)?,
        is_reviewed: row.get(4)?,
        touched: units::timestamp(row, 5)?,
    })
}

/// The number of the unit's document; it is made if the memory has none of this name.
fn document_id(
    connection: &Connection,
    unit: &TranslationUnit,
    known: &mut HashMap<String, i64>,
) -> Result<Option<i64>> {
    let Some(place) = &unit.place else {
        return Ok(None);
    };
    if let Some(&id) = known.get(&place.document) {
        return Ok(Some(id));
    }
    let found: Option<i64> = connection
        .prepare_cached("SELECT id FROM document WHERE name = ?1")?
        .query_row([&place.document], |row| row.get(0))
        .optional()?;
    let id = match found {
        Some(id) => id,
        None => {
            connection
                .prepare_cached("INSERT INTO document (name, built_at) VALUES (?1, ?2)")?
                .execute(params![place.document, unit.created.at.to_string()])?;
            connection.last_insert_rowid()
        }
    };
    known.insert(place.document.clone(), id);
    Ok(Some(id))
}
