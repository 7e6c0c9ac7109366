//! Import: units from elsewhere, and what happens when a source is there already.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::mpsc::sync_channel;
use std::thread;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Params, Row, TransactionBehavior, params};

use super::first_import::{FirstImport, is_empty};
use super::index::{IndexWriter, Sources};
use super::open::Memory;
use super::units::{self, Ready};
use crate::bitext::{Lang, Status, TranslationUnit};
use crate::error::Result;
use crate::text::forms::key;

/// What happens to a unit whose source is there with another translation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnConflict {
    /// Both translations are kept.
    #[default]
    KeepBoth,
    /// The one that was changed last is kept, of equally new ones the last; what a person has judged is not replaced by a draft.
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
    is_judged: bool,
    touched: Timestamp,
    position: Option<u32>,
}

impl Memory {
    /// Adds units, all of them or none.
    ///
    /// A unit whose two texts and document are there already is not added again, so
    /// importing twice is importing once; but a document that says the same at two positions, in one
    /// import, has both. [`OnConflict`] settles what happens to one
    /// whose Arabic text is there (by its key) with another translation, rejected ones
    /// apart. Under [`OnConflict::Newest`] it takes the place of the newest of those, unless
    /// that is newer still, and what is known of a unit takes the place of what was known
    /// of its equal if it was changed since; that it was made later is no reason, because
    /// files without dates are always new.
    ///
    /// # Errors
    ///
    /// When the database fails; it is then as it was.
    pub fn import<I>(&mut self, units: I, policy: OnConflict) -> Result<Imported>
    where
        I: IntoIterator<Item = TranslationUnit, IntoIter: Send>,
    {
        let has_left_log =
            policy == OnConflict::KeepBoth && is_empty(&self.connection)? && self.leave_log()?;
        let imported = self.import_at_once(units, policy);
        if has_left_log {
            self.take_up_log();
        }
        imported
    }

    /// Imports in one transaction.
    fn import_at_once<I>(&mut self, units: I, policy: OnConflict) -> Result<Imported>
    where
        I: IntoIterator<Item = TranslationUnit, IntoIter: Send>,
    {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut imported = Imported::default();
        let before: i64 = transaction.query_row(LAST, [], |row| row.get(0))?;
        let mut first = match policy {
            OnConflict::KeepBoth => FirstImport::begin(&transaction)?,
            OnConflict::Newest | OnConflict::Skip => None,
        };
        let mut index = IndexWriter::default();
        let mut documents = Documents::default();
        for_each_batch(units, |batch| {
            for ready in batch.units {
                let Some(ready) = ready else {
                    imported.empty += 1;
                    index.place(None);
                    continue;
                };
                imported.forbidden_characters += ready.removed;
                let unit = &ready.unit;
                let document = match &unit.place {
                    Some(place) => documents.find(&transaction, &place.document)?,
                    None => Home::None,
                };
                let decision = match &first {
                    Some(first) => match document.id() {
                        Some(id) if first.has_equal(&transaction, &ready, id)? => Decision::Leave,
                        _ => Decision::Add,
                    },
                    None => decide(&transaction, &ready, document, policy, before)?,
                };
                let count = match decision {
                    Decision::Add => {
                        let document = documents.number(&transaction, unit, document)?;
                        let id = units::insert(&transaction, &ready, document)?;
                        if let Some(known) = &mut first {
                            known.add(&transaction, &ready, document, id)?;
                            if known.is_full() {
                                FirstImport::end(&transaction)?;
                                first = None;
                            }
                        }
                        index.place(Some(id));
                        &mut imported.added
                    }
                    Decision::Replace(id) => {
                        let document = documents.number(&transaction, unit, document)?;
                        units::update(&transaction, id, &ready, document)?;
                        index.changed(&transaction, id)?;
                        index.place(Some(id));
                        &mut imported.updated
                    }
                    Decision::Leave => {
                        index.place(None);
                        &mut imported.skipped
                    }
                };
                *count += 1;
            }
            match batch.sources {
                Some(sources) => Ok(index.take(&transaction, sources)?),
                None => Ok(()),
            }
        })?;
        if first.take().is_some() {
            FirstImport::end(&transaction)?;
        }
        index.finish(&transaction)?;
        transaction.commit()?;
        Ok(imported)
    }
}

/// How many units are readied at a time; in tests few, so that several threads take part.
const BATCH: usize = if cfg!(test) { 4 } else { 512 };

/// Units that are ready to be stored, in order; `None` for one that holds nothing that can be.
type ReadyUnits = Vec<Option<Ready<'static>>>;

/// Units with what the index needs of them.
struct Batch {
    units: ReadyUnits,
    /// The tokens of these and of those in the batches before that brought none.
    sources: Option<Sources>,
}

/// Reads and readies the next units; those of a batch that is not full are the last.
fn next_units(units: &mut impl Iterator<Item = TranslationUnit>) -> ReadyUnits {
    let next = units.take(BATCH);
    next.map(|unit| Ready::of(Cow::Owned(unit))).collect()
}

/// Collects the tokens of the units that are handed to it.
#[derive(Default)]
struct Collecting {
    sources: Sources,
}

impl Collecting {
    fn batch(&mut self, units: ReadyUnits) -> Batch {
        for ready in &units {
            match ready {
                Some(ready) => self.sources.add(&ready.unit),
                None => self.sources.add_nothing(),
            }
        }
        let is_last = units.len() < BATCH;
        let is_time = is_last || self.sources.is_full();
        Batch {
            units,
            sources: is_time.then(|| std::mem::take(&mut self.sources)),
        }
    }
}

/// Calls `store` for the units in order, batch by batch.
///
/// While these are stored another thread takes the tokens of the next ones, and a third reads those after them.
fn for_each_batch<I>(units: I, mut store: impl FnMut(Batch) -> Result<()>) -> Result<()>
where
    I: IntoIterator<Item = TranslationUnit, IntoIter: Send>,
{
    let mut units = units.into_iter();
    let mut collecting = Collecting::default();
    let first = next_units(&mut units);
    if first.len() < BATCH {
        return store(collecting.batch(first));
    }
    thread::scope(|scope| {
        // Few batches lie between the threads, so that memory stays flat. Where nobody takes one, the
        // other side has met an error and wants no more.
        let (read, to_collect) = sync_channel::<ReadyUnits>(4);
        let (collected, to_store) = sync_channel(4);
        scope.spawn(move || {
            let mut next = first;
            loop {
                // One that is not full is the last, also if it is empty.
                let is_last = next.len() < BATCH;
                if read.send(next).is_err() || is_last {
                    return;
                }
                next = next_units(&mut units);
            }
        });
        scope.spawn(move || {
            for units in to_collect {
                if collected.send(collecting.batch(units)).is_err() {
                    return;
                }
            }
        });
        to_store.into_iter().try_for_each(&mut store)
    })
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

impl Home {
    /// Returns the number of the document, if it is in one; `None` where nothing can stand yet.
    fn id(self) -> Option<Option<i64>> {
        match self {
            Home::None => Some(None),
            Home::Known(id) => Some(Some(id)),
            Home::New => None,
        }
    }
}

macro_rules! select_there {
    ($condition:literal) => {
        concat!(
            "SELECT id, ar, en, status <> 'draft', coalesce(changed_at, created_at), position FROM unit WHERE ",
            $condition,
            " ORDER BY id"
        )
    };
}

/// The number of the unit that was added last.
const LAST: &str = "SELECT coalesce(max(id), 0) FROM unit";

/// The units of these texts in a document; the texts themselves are still to be compared.
pub(super) const EQUAL: &str = select_there!("digest = ?1 AND document_id IS ?2");

/// The units of an Arabic key that may be in conflict with another.
pub(super) const SAME_SOURCE: &str = select_there!("ar_key = ?1 AND status <> 'rejected'");

/// Decides what becomes of a unit; those with numbers up to `before` were there before the import.
fn decide(
    connection: &Connection,
    ready: &Ready<'_>,
    document: Home,
    policy: OnConflict,
    before: i64,
) -> Result<Decision> {
    let unit = &*ready.unit;
    let (ar, en) = (unit.text(Lang::Ar), unit.text(Lang::En));
    let changed = unit.changed.as_ref().map(|stamp| stamp.at);
    if let Some(document) = document.id() {
        let hash = params![ready.digest, document];
        for there in there(connection, EQUAL, hash)? {
            let is_elsewhere = there.id > before && are_apart(unit.position(), there.position);
            if there.ar == ar && there.en == en && !is_elsewhere {
                let is_newer = policy == OnConflict::Newest
                    && changed.is_some_and(|changed| changed > there.touched);
                return Ok(replace_if(is_newer, &there, unit));
            }
        }
    }
    if policy == OnConflict::KeepBoth {
        return Ok(Decision::Add);
    }
    let source = key(ar);
    let mut newest: Option<There> = None;
    for there in there(connection, SAME_SOURCE, params![ready.keys.ar])? {
        if there.en != en && key(&there.ar) == source {
            if newest
                .as_ref()
                .is_none_or(|newest| there.touched > newest.touched)
            {
                newest = Some(there);
            }
        } else if there.ar == ar && unit.place.is_none() {
            // It stands in a document, perhaps since it took the place of another one there.
            return Ok(Decision::Leave);
        }
    }
    Ok(match newest {
        None => Decision::Add,
        Some(_) if policy == OnConflict::Skip => Decision::Leave,
        Some(there) => {
            let is_newer = changed.unwrap_or(unit.created.at) >= there.touched;
            replace_if(is_newer, &there, unit)
        }
    })
}

/// Tells whether two positions are known to be two.
fn are_apart(one: Option<u32>, other: Option<u32>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one != other)
}

/// Replaces what is older; what a person has judged gives way only to what a person has judged.
fn replace_if(is_newer: bool, there: &There, unit: &TranslationUnit) -> Decision {
    if is_newer && (!there.is_judged || unit.status != Status::Draft) {
        Decision::Replace(there.id)
    } else {
        Decision::Leave
    }
}

fn there(connection: &Connection, sql: &str, parameters: impl Params) -> Result<Vec<There>> {
    let mut statement = connection.prepare_cached(sql)?;
    let there = statement.query_map(parameters, there_from_row)?;
    Ok(there.collect::<rusqlite::Result<_>>()?)
}

fn there_from_row(row: &Row<'_>) -> rusqlite::Result<There> {
    Ok(There {
        id: row.get(0)?,
        ar: row.get(1)?,
        en: row.get(2)?,
        is_judged: row.get(3)?,
        touched: units::timestamp(row, 4)?,
        position: row.get(5)?,
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
