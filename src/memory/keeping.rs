//! What a person does to single units: adding, editing, judging, removing, using them.
//!
//! Each is one transaction: of several units all are changed or none, and the match
//! index is told in the same one. The history of a unit is who made it and who changed it last, and when;
//! a change that changes nothing leaves it as it is.

use std::borrow::Cow;
use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::index::IndexWriter;
use super::open::Memory;
use super::units::{self, Ready, at_the_door, named};
use crate::bitext::{Lang, Stamp, Status, TranslationUnit, UnitId};
use crate::error::{Error, Result};
use crate::text::forms::is_xml_char;

/// What became of a unit that was to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It has this number now.
    New(UnitId),
    /// A unit of these two texts was there.
    There(UnitId, Status),
}

/// What is to be changed in a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// The new Arabic text.
    pub ar: Option<String>,
    /// The new English text.
    pub en: Option<String>,
    /// Whether the notes that are there go.
    pub drop_notes: bool,
    /// Notes to be added after them.
    pub notes: Vec<String>,
}

/// What an edit did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edited {
    /// Whether anything is not as it was.
    pub changed: bool,
    /// What was said of the unit before.
    pub before: Status,
    /// What is said of it now.
    pub after: Status,
    /// Another unit that has the same two texts now, in the same document or, like this one, in none.
    pub twin: Option<UnitId>,
}

impl Memory {
    /// Adds a unit; its document is made if the memory does not have it.
    ///
    /// A pair of texts that is there is not added again: in the same document, or anywhere if
    /// the unit has none.
    ///
    /// # Errors
    ///
    /// [`Error::EmptySide`]; when the database fails, and it is then as it was.
    pub fn add(&mut self, unit: &TranslationUnit) -> Result<Added> {
        let unit = ready(unit)?;
        let transaction = begin(&mut self.connection)?;
        let document = match &unit.place {
            Some(place) => {
                const DOCUMENT: &str = "
                    INSERT INTO document (name, built_at) VALUES (?1, ?2)
                    ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id";
                let made = params![place.document, unit.created.at.to_string()];
                Some(transaction.query_row(DOCUMENT, made, |row| row.get(0))?)
            }
            None => None,
        };
        let whole = document.map_or(Among::All, |document| Among::Document(Some(document)));
        if let Some((id, status)) = equal(&transaction, &unit, whole, None)? {
            return Ok(Added::There(id, status));
        }
        let mut index = IndexWriter::default();
        let ready = Ready::of_clean(Cow::Borrowed(&unit));
        let id = units::insert(&transaction, &ready, document)?;
        index.add(&transaction, id, &unit)?;
        index.finish(&transaction)?;
        transaction.commit()?;
        Ok(Added::New(UnitId(id)))
    }

    /// Changes a unit, which keeps its number, its place and what was known of it.
    ///
    /// A text that a person gives is reviewed; notes alone leave the status as it is.
    ///
    /// # Errors
    ///
    /// [`Error::NoUnit`], [`Error::EmptySide`]; when the database fails, and it is then as it was.
    pub fn edit(&mut self, id: UnitId, edit: &Edit, now: &Stamp) -> Result<Edited> {
        let transaction = begin(&mut self.connection)?;
        let old = units::read(&transaction, id)?.unit;
        let mut unit = old.clone();
        for (variant, text) in [
            (&mut unit.variants.ar, &edit.ar),
            (&mut unit.variants.en, &edit.en),
        ] {
            if let Some(text) = text {
                if variant.text != *text {
                    // Nobody can say where they stand in the new text.
                    variant.codes.clear();
                }
                variant.text.clone_from(text);
                unit.status = Status::Reviewed;
            }
        }
        if edit.drop_notes {
            unit.notes.clear();
        }
        unit.notes.extend(edit.notes.iter().cloned());
        let mut unit = ready(&unit)?.into_owned();
        let document = document_of(&transaction, id)?;
        let mut edited = Edited {
            changed: unit != old,
            before: old.status,
            after: unit.status,
            twin: equal(&transaction, &unit, Among::Document(document), Some(id))?
                .map(|(twin, _)| twin),
        };
        if edited.changed {
            unit.changed = Some(now.clone());
            let mut index = IndexWriter::default();
            let ready = Ready::of_clean(Cow::Borrowed(&unit));
            units::update(&transaction, id.0, &ready, None)?;
            index.changed(&transaction, id.0)?;
            index.add(&transaction, id.0, &unit)?;
            index.finish(&transaction)?;
            transaction.commit()?;
        } else {
            edited.twin = None;
        }
        Ok(edited)
    }

    /// Sets what a person says of units, of all or none; returns of how many it was not said before.
    ///
    /// # Errors
    ///
    /// [`Error::NoUnit`] for the first that is not there; when the database fails, and it is then as it was.
    pub fn set_status(
        &mut self,
        ids: impl IntoIterator<Item = UnitId>,
        status: Status,
        now: &Stamp,
    ) -> Result<u64> {
        const SET: &str =
            "UPDATE unit SET status = ?2, changed_at = ?3, changed_by = ?4 WHERE id = ?1";
        let transaction = begin(&mut self.connection)?;
        let mut changed = 0;
        for id in ids {
            if status_of(&transaction, id)? != status {
                let set = params![id.0, status.name(), now.at.to_string(), now.by];
                transaction.prepare_cached(SET)?.execute(set)?;
                changed += 1;
            }
        }
        transaction.commit()?;
        Ok(changed)
    }

    /// Removes units, all or none; returns how many.
    ///
    /// A number that stands twice among `ids` counts once.
    ///
    /// # Errors
    ///
    /// [`Error::NoUnit`] for the first that is not there; when the database fails, and it is then as it was.
    pub fn remove(&mut self, ids: impl IntoIterator<Item = UnitId>) -> Result<u64> {
        let transaction = begin(&mut self.connection)?;
        let mut index = IndexWriter::default();
        let mut removed = HashSet::new();
        for id in ids {
            if !removed.insert(id) {
                continue;
            }
            status_of(&transaction, id)?;
            units::delete(&transaction, id.0)?;
            index.changed(&transaction, id.0)?;
        }
        index.finish(&transaction)?;
        transaction.commit()?;
        Ok(removed.len() as u64)
    }

    /// Counts that a person has used a unit.
    ///
    /// # Errors
    ///
    /// [`Error::NoUnit`]; when the database fails.
    pub fn count_use(&mut self, id: UnitId) -> Result<()> {
        const COUNT: &str = "UPDATE unit SET use_count = min(use_count + 1, ?2) WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(COUNT)?;
        match statement.execute(params![id.0, u32::MAX])? {
            0 => Err(Error::NoUnit { id: id.0 }),
            _ => Ok(()),
        }
    }
}

/// Begins to write at once, so that whoever comes second waits here and nowhere later.
fn begin(connection: &mut Connection) -> Result<Transaction<'_>> {
    Ok(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

/// Readies a unit to be stored; names the side that is empty.
fn ready(unit: &TranslationUnit) -> Result<Cow<'_, TranslationUnit>> {
    match at_the_door(unit) {
        Some((unit, _)) => Ok(unit),
        None => {
            let is_empty = |text: &str| {
                let text: String = text.chars().filter(|&c| is_xml_char(c)).collect();
                text.trim().is_empty()
            };
            let lang = match is_empty(unit.text(Lang::Ar)) {
                true => Lang::Ar,
                false => Lang::En,
            };
            Err(Error::EmptySide { lang })
        }
    }
}

fn status_of(connection: &Connection, id: UnitId) -> Result<Status> {
    connection
        .prepare_cached("SELECT status FROM unit WHERE id = ?1")?
        .query_row([id.0], |row| named(0, &row.get::<_, String>(0)?))
        .optional()?
        .ok_or(Error::NoUnit { id: id.0 })
}

fn document_of(connection: &Connection, id: UnitId) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached("SELECT document_id FROM unit WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))?)
}

/// Where an equal unit is looked for.
#[derive(Clone, Copy)]
enum Among {
    /// Everywhere.
    All,
    /// In a document, or among those of none.
    Document(Option<i64>),
}

/// Returns the first unit but `but` that has the two texts of `unit`; one that is rejected only if there is no other.
fn equal(
    connection: &Connection,
    unit: &TranslationUnit,
    among: Among,
    but: Option<UnitId>,
) -> Result<Option<(UnitId, Status)>> {
    const EQUAL: &str = "
        SELECT id, status FROM unit
        WHERE digest = ?1 AND ar = ?2 AND en = ?3 AND (?4 OR document_id IS ?5) AND id IS NOT ?6
        ORDER BY status = 'rejected', id LIMIT 1";
    let (ar, en) = (unit.text(Lang::Ar), unit.text(Lang::En));
    let (is_all, document) = match among {
        Among::All => (true, None),
        Among::Document(document) => (false, document),
    };
    let wanted = params![
        units::digest(ar, en),
        ar,
        en,
        is_all,
        document,
        but.map(|id| id.0)
    ];
    Ok(connection
        .prepare_cached(EQUAL)?
        .query_row(wanted, |row| {
            Ok((UnitId(row.get(0)?), named(1, &row.get::<_, String>(1)?)?))
        })
        .optional()?)
}
