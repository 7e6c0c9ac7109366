//! Import: units from elsewhere, and what happens when a source is there already.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Params, Row, TransactionBehavior, params};

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
        let mut documents = Documents::default();
        for unit in units {
            let Some((unit, removed)) = at_the_door(&unit) else {
                imported.empty += 1;
                continue;
            };
            imported.forbidden_characters += removed;
            let document = match &unit.place {
                Some(place) => documents.find(&transaction, &place.document)?,
                None => Home::None,
            };
            let count = match decide(&transaction, &unit, document, policy)? {
                Decision::Add => {
                    let document = documents.number(&transaction, &unit, document)?;
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

/// Where a unit is to stand.
#[derive(Clone, Copy)]
enum Home {
    /// In no document.
    None,
    /// In the document of this number.
    Known(i64),
    /// In a document that the memory does not have.
    New,
}

macro_rules! select_there {
    ($condition:literal) => {
        concat!(
            "SELECT id, ar, en, status = 'reviewed', coalesce(changed_at, created_at) FROM unit WHERE ",
            $condition,
            " ORDER BY id"
        )
    };
}

/// The units of these texts in a document; the texts themselves are still to be compared.
pub(super) const EQUAL: &str = select_there!("digest = ?1 AND document_id IS ?2");

/// The units of an Arabic key.
pub(super) const SAME_SOURCE: &str = select_there!("ar_key = ?1");

fn decide(
    connection: &Connection,
    unit: &TranslationUnit,
    document: Home,
    policy: OnConflict,
) -> Result<Decision> {
    let (ar, en) = (unit.text(Lang::Ar), unit.text(Lang::En));
    let document = match document {
        Home::None => Some(None),
        Home::Known(id) => Some(Some(id)),
        Home::New => None,
    };
    if let Some(document) = document {
        let digest = units::digest(ar, en);
        let is_equal = |there: &There| there.ar == ar && there.en == en;
        if let Some(there) = find(connection, EQUAL, params![digest, document], is_equal)? {
            return Ok(if policy == OnConflict::Newest {
                newest(&there, unit)
            } else {
                Decision::Leave
            });
        }
    }
    if policy == OnConflict::KeepBoth {
        return Ok(Decision::Add);
    }
    let source = key(ar);
    let conflicts = |there: &There| there.en != en && key(&there.ar) == source;
    let hash = params![units::key_hash(ar)];
    Ok(match find(connection, SAME_SOURCE, hash, conflicts)? {
        None => Decision::Add,
        Some(_) if policy == OnConflict::Skip => Decision::Leave,
        Some(there) => newest(&there, unit),
    })
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
    parameters: impl Params,
    test: impl Fn(&There) -> bool,
) -> Result<Option<There>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
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
        is_reviewed: row.get(3)?,
        touched: units::timestamp(row, 4)?,
    })
}

/// The numbers of the documents that an import has met.
#[derive(Default)]
struct Documents {
    known: HashMap<String, i64>,
}

impl Documents {
    fn find(&mut self, connection: &Connection, name: &str) -> Result<Home> {
        if let Some(&id) = self.known.get(name) {
            return Ok(Home::Known(id));
        }
        let found: Option<i64> = connection
            .prepare_cached("SELECT id FROM document WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?;
        Ok(match found {
            Some(id) => {
                self.known.insert(name.to_owned(), id);
                Home::Known(id)
            }
            None => Home::New,
        })
    }

    /// The number of the unit's document; it is made if the memory does not have it.
    fn number(
        &mut self,
        connection: &Connection,
        unit: &TranslationUnit,
        document: Home,
    ) -> Result<Option<i64>> {
        match (document, &unit.place) {
            (Home::Known(id), _) => Ok(Some(id)),
            (Home::New, Some(place)) => {
                connection
                    .prepare_cached("INSERT INTO document (name, built_at) VALUES (?1, ?2)")?
                    .execute(params![place.document, unit.created.at.to_string()])?;
                let id = connection.last_insert_rowid();
                self.known.insert(place.document.clone(), id);
                Ok(Some(id))
            }
            (Home::None | Home::New, _) => Ok(None),
        }
    }
}
