//! Documents: pairs of articles with the units that were made of them.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, TransactionBehavior, params};

use super::index::IndexWriter;
use super::open::Memory;
use super::units::{self, Ready};
use crate::bitext::{Lang, Origin, Sides, Stamp, Status, TranslationUnit};
use crate::error::Result;

/// What is known of a document beside its units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRecord {
    /// The name: the pair's path without language and suffix.
    pub name: String,
    /// The absolute path of its Arabic file; `None` when it was not built from files.
    pub source: Option<String>,
    /// A hash of both files' bytes; `None` when it was not built from files.
    pub fingerprint: Option<String>,
    /// Versions and options of the stages that made its units.
    pub signature: Option<String>,
    /// The number of segments of each side.
    pub segments: Sides<usize>,
    /// The number of beads that have this side only.
    pub alone: Sides<usize>,
}

/// A document of the memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What is known of it.
    pub record: DocumentRecord,
    /// When it was last built or first imported.
    pub built_at: Timestamp,
}

impl Document {
    /// Tells whether it was built from files with this fingerprint, by stages with this signature.
    pub fn is_built_from(&self, fingerprint: &str, signature: &str) -> bool {
        self.record.fingerprint.as_deref() == Some(fingerprint)
            && self.record.signature.as_deref() == Some(signature)
    }
}

/// What a replacement did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// Units that are new.
    pub added: usize,
    /// Units that were there and stay.
    pub kept: usize,
    /// Drafts that are gone.
    pub removed: usize,
}

const SELECT_DOCUMENT: &str = "
    SELECT name, source, fingerprint, signature, ar_segments, en_segments, ar_alone, en_alone, built_at
    FROM document";

impl Memory {
    /// Returns the document of this name.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn document(&self, name: &str) -> Result<Option<Document>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{SELECT_DOCUMENT} WHERE name = ?1"))?;
        Ok(statement.query_row([name], document_from_row).optional()?)
    }

    /// Returns the document that was built from the Arabic file at this absolute path.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn document_from(&self, source: &str) -> Result<Option<Document>> {
        let sql = format!("{SELECT_DOCUMENT} WHERE source = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement
            .query_row([source], document_from_row)
            .optional()?)
    }

    /// Returns all documents by name.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn documents(&self) -> Result<Vec<Document>> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{SELECT_DOCUMENT} ORDER BY name"))?;
        let documents = statement.query_map([], document_from_row)?;
        Ok(documents.collect::<rusqlite::Result<_>>()?)
    }

    /// Puts `units` in the place of the units that were made of the document before, all or none.
    ///
    /// A unit whose two texts are there already keeps its id and its history; where they are
    /// there more often than in `units`, drafts are the ones that go. What a person has
    /// reviewed or rejected stays, also when the document no longer holds
    /// it, and so do units that came with an import.
    ///
    /// # Errors
    ///
    /// When the database fails; it is then as it was.
    pub fn replace_document(
        &mut self,
        record: &DocumentRecord,
        units: &[TranslationUnit],
        now: &Stamp,
    ) -> Result<Replaced> {
        const UPSERT: &str = "
            INSERT INTO document (name, source, fingerprint, signature, ar_segments, en_segments, ar_alone, en_alone, built_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (name) DO UPDATE SET
              source = excluded.source, fingerprint = excluded.fingerprint, signature = excluded.signature,
              ar_segments = excluded.ar_segments, en_segments = excluded.en_segments,
              ar_alone = excluded.ar_alone, en_alone = excluded.en_alone, built_at = excluded.built_at
            RETURNING id";
        const THERE: &str = "
            SELECT id, ar, en, status, origin FROM unit WHERE document_id = ?1 ORDER BY position, id";
        const PLACE: &str = "UPDATE unit SET position = ?2, bead = ?3, confidence = ?4, similarity = ?5 WHERE id = ?1";
        const UNPLACE: &str = "UPDATE unit SET position = NULL WHERE id = ?1";

        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let document: i64 = transaction.query_row(
            UPSERT,
            params![
                record.name,
                record.source,
                record.fingerprint,
                record.signature,
                record.segments.ar,
                record.segments.en,
                record.alone.ar,
                record.alone.en,
                now.at.to_string()
            ],
            |row| row.get(0),
        )?;
        // Equal texts may stand several times; they are matched in their order.
        let mut there: HashMap<(String, String), VecDeque<(i64, bool)>> = HashMap::new();
        {
            let mut statement = transaction.prepare_cached(THERE)?;
            let mut rows = statement.query([document])?;
            while let Some(row) = rows.next()? {
                let is_replaceable = row.get::<_, String>(3)? == Status::Draft.name()
                    && row.get::<_, String>(4)? == Origin::Alignment.name();
                there
                    .entry((row.get(1)?, row.get(2)?))
                    .or_default()
                    .push_back((row.get(0)?, is_replaceable));
            }
        }
        let units: Vec<Ready<'_>> = units
            .iter()
            .filter_map(|unit| Ready::of(Cow::Borrowed(unit)))
            .collect();
        let mut replaced = Replaced::default();
        let mut index = IndexWriter::default();
        for id in surplus(&units, &mut there) {
            units::delete(&transaction, id)?;
            index.changed(&transaction, id)?;
            replaced.removed += 1;
        }
        for ready in units {
            let unit = &ready.unit;
            let position = unit.position();
            let texts = (unit.variants.ar.text.clone(), unit.variants.en.text.clone());
            if let Some((id, _)) = there.get_mut(&texts).and_then(VecDeque::pop_front) {
                let bead = unit.bead.map(|bead| bead.to_string());
                transaction.prepare_cached(PLACE)?.execute(params![
                    id,
                    position,
                    bead,
                    unit.confidence,
                    unit.similarity
                ])?;
                replaced.kept += 1;
            } else {
                let id = units::insert(&transaction, &ready, Some(document))?;
                index.add(&transaction, id, unit)?;
                replaced.added += 1;
            }
        }
        // In order, so that equal runs leave equal files.
        let mut left: Vec<i64> = there.into_values().flatten().map(|(id, _)| id).collect();
        left.sort_unstable();
        for id in left {
            transaction.prepare_cached(UNPLACE)?.execute([id])?;
            replaced.kept += 1;
        }
        index.finish(&transaction)?;
        transaction.commit()?;
        Ok(replaced)
    }
}

/// Takes out of `there` the drafts that are too many of their texts, and returns their numbers in order.
fn surplus(
    units: &[Ready<'_>],
    there: &mut HashMap<(String, String), VecDeque<(i64, bool)>>,
) -> Vec<i64> {
    let mut wanted: HashMap<(&str, &str), usize> = HashMap::new();
    for Ready { unit, .. } in units {
        let texts = (unit.text(Lang::Ar), unit.text(Lang::En));
        *wanted.entry(texts).or_default() += 1;
    }
    let mut surplus = Vec::new();
    for ((ar, en), queue) in there {
        let wanted = wanted.get(&(ar.as_str(), en.as_str())).copied();
        let mut too_many = queue.len().saturating_sub(wanted.unwrap_or(0));
        // From the end, so that the first ones keep their places.
        for at in (0..queue.len()).rev() {
            if too_many > 0 && queue[at].1 {
                surplus.extend(queue.remove(at).map(|(id, _)| id));
                too_many -= 1;
            }
        }
    }
    surplus.sort_unstable();
    surplus
}

fn document_from_row(row: &Row<'_>) -> rusqlite::Result<Document> {
    Ok(Document {
        record: DocumentRecord {
            name: row.get(0)?,
            source: row.get(1)?,
            fingerprint: row.get(2)?,
            signature: row.get(3)?,
            segments: Sides {
                ar: row.get(4)?,
                en: row.get(5)?,
            },
            alone: Sides {
                ar: row.get(6)?,
                en: row.get(7)?,
            },
        },
        built_at: units::timestamp(row, 8)?,
    })
}
