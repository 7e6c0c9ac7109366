//! Making a part: of sources that were collected, and of parts that it takes the place of.
//!
//! The sources come by weight from each side and go out in that order, so that memory is
//! needed for the words, the lists' open blocks and what was collected, never for all.

use std::collections::HashMap;
use std::io;
use std::panic::resume_unwind;
use std::sync::mpsc::sync_channel;
use std::thread;

use rusqlite::{Connection, Rows, params};

use super::dictionary::{Mapping, Word};
use super::keys::{list_blocks, source_blocks};
use super::part::{Block, Part, SourceToken, read_entry};
use super::rows::{Entry, PartWriter, Row};
use super::sources::{Collected, RunReader};
use super::varint;
use crate::bitext::{Lang, UnitId};
use crate::error::{Error, Result};

/// Makes a part of `collected` and of the parts `old`, which are removed.
///
/// `unit_of` gives for each source that was collected, by its number, the unit it is of; some are of none any more.
/// What is stale in them is left out; `stale` gives for each unit the age up to which parts hold it as it was.
pub(super) fn make_part(
    connection: &Connection,
    lang: Lang,
    old: &[Part],
    collected: Collected,
    unit_of: impl Fn(u32) -> Option<UnitId> + Send,
    stale: &HashMap<i64, i64>,
    age: i64,
) -> Result<()> {
    let (mut dictionary, runs) = collected.into_runs().map_err(put_aside)?;
    let mappings = old
        .iter()
        .map(|part| dictionary.take_in(connection, part.id))
        .collect::<rusqlite::Result<Vec<Mapping>>>()?;
    let ranks = dictionary.ranks();
    let id: i64 = connection
        .prepare_cached(
            "SELECT min(n) FROM (SELECT 1 AS n UNION ALL SELECT id + 1 FROM match_part)
             WHERE n NOT IN (SELECT id FROM match_part)",
        )?
        .query_row([], |row| row.get(0))?;
    let ranked = |word: Word| SourceToken {
        class: ranks[word.class as usize],
        form: word.form,
        grade: dictionary.grade(word.class),
    };
    let mut newer = Newer {
        runs,
        unit_of,
        ranked: &ranked,
        entry: Entry::default(),
    };
    let made =
        if old.is_empty() {
            beside(connection, |emit| {
                let mut part = PartWriter::new(id, emit);
                while newer.advance()? {
                    part.push(&newer.entry)?;
                }
                part.finish()
            })?
        } else {
            let mut statements = Vec::new();
            for _ in old {
                statements.push(connection.prepare(
                    "SELECT data FROM match_source WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
                )?);
            }
            let mut streams = Vec::new();
            for ((statement, part), mapping) in statements.iter_mut().zip(old).zip(&mappings) {
                let range = source_blocks(part.id);
                let mut stream = Stream {
                    rows: statement.query((range.start(), range.end()))?,
                    block: Vec::new(),
                    next: 0,
                    mapping,
                    age: part.age,
                    entry: Entry::default(),
                    is_over: false,
                };
                stream.advance(stale, &ranked)?;
                streams.push(stream);
            }
            let mut part = PartWriter::new(id, |row: Row| Ok(row.insert(connection)?));
            let mut has_newer = newer.advance()?;
            loop {
                let older = streams
                    .iter_mut()
                    .filter(|stream| !stream.is_over)
                    .min_by_key(|stream| (stream.entry.weight, stream.entry.unit));
                match older {
                    Some(stream) if !has_newer || stream.entry.weight <= newer.entry.weight => {
                        part.push(&stream.entry)?;
                        stream.advance(stale, &ranked)?;
                    }
                    _ if has_newer => {
                        part.push(&newer.entry)?;
                        has_newer = newer.advance()?;
                    }
                    _ => break,
                }
            }
            part.finish()?
        };
    const PART: &str = "
        INSERT INTO match_part (id, lang, age, sources, classes, weights) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    connection.prepare_cached(PART)?.execute(params![
        id,
        lang.code(),
        age,
        made.sources,
        ranks.len(),
        made.weights
    ])?;
    dictionary.store(connection, id, &ranks)?;
    for part in old {
        remove(connection, part.id)?;
    }
    Ok(())
}

/// Runs `make` on another thread, and inserts meanwhile the rows that it emits.
fn beside<T: Send>(
    connection: &Connection,
    make: impl FnOnce(&mut dyn FnMut(Row) -> Result<()>) -> Result<T> + Send,
) -> Result<T> {
    thread::scope(|scope| {
        let (send, rows) = sync_channel::<Vec<Row>>(ROWS_WAITING);
        let maker = scope.spawn(move || {
            let mut batch = Vec::new();
            let send = |batch: &mut Vec<Row>| {
                send.send(std::mem::take(batch)).map_err(|_| Error::Memory {
                    source: "what was made for the index could not be stored".into(),
                })
            };
            let made = make(&mut |row| {
                batch.push(row);
                match batch.len() >= ROWS_AT_ONCE {
                    true => send(&mut batch),
                    false => Ok(()),
                }
            })?;
            send(&mut batch)?;
            Ok(made)
        });
        // Where a row cannot be inserted the channel closes, and its error is the one that counts.
        for row in rows.into_iter().flatten() {
            row.insert(connection)?;
        }
        maker.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

/// How many rows are handed from thread to thread at once.
const ROWS_AT_ONCE: usize = if cfg!(test) { 2 } else { 256 };

/// How often so many may wait.
const ROWS_WAITING: usize = 16;

/// Says that what was put aside cannot be read again.
fn put_aside(error: io::Error) -> Error {
    Error::Memory {
        source: format!("a temporary file could not be read: {error}").into(),
    }
}

/// The sources that were collected, by weight.
struct Newer<'d, U, R> {
    runs: Vec<RunReader>,
    unit_of: U,
    ranked: &'d R,
    /// The source at hand.
    entry: Entry,
}

impl<U, R> Newer<'_, U, R>
where
    U: Fn(u32) -> Option<UnitId>,
    R: Fn(Word) -> SourceToken,
{
    /// Goes on to the next source that is of a unit; `false` when there is none.
    fn advance(&mut self) -> Result<bool> {
        let source = |run: &RunReader| run.source.map(|source| (source.weight, source.number));
        loop {
            let next = self
                .runs
                .iter_mut()
                .filter_map(|run| Some((source(run)?, run)));
            let Some(((weight, number), run)) = next.min_by_key(|(source, _)| *source) else {
                return Ok(false);
            };
            let unit = (self.unit_of)(number);
            if let Some(unit) = unit {
                self.entry.unit = unit;
                self.entry.weight = weight;
                self.entry.tokens.clear();
                let mut bytes = run.tokens.as_slice();
                while !bytes.is_empty() {
                    let class = varint::take_u32(&mut bytes);
                    let form = varint::take_u32(&mut bytes);
                    self.entry.tokens.push((self.ranked)(Word { class, form }));
                }
            }
            run.advance().map_err(put_aside)?;
            if unit.is_some() {
                return Ok(true);
            }
        }
    }
}

fn remove(connection: &Connection, part: i64) -> rusqlite::Result<()> {
    let between = |sql: &str, range: std::ops::RangeInclusive<i64>| {
        connection
            .prepare_cached(sql)?
            .execute((range.start(), range.end()))
    };
    between(
        "DELETE FROM match_source WHERE id BETWEEN ?1 AND ?2",
        source_blocks(part),
    )?;
    between(
        "DELETE FROM match_list WHERE id BETWEEN ?1 AND ?2",
        list_blocks(part),
    )?;
    for sql in [
        "DELETE FROM match_word WHERE part = ?1",
        "DELETE FROM match_class WHERE part = ?1",
        "DELETE FROM match_part WHERE id = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([part])?;
    }
    Ok(())
}

/// The sources of an older part, one by one.
struct Stream<'s> {
    rows: Rows<'s>,
    block: Vec<u8>,
    next: u32,
    mapping: &'s Mapping,
    age: i64,
    entry: Entry,
    is_over: bool,
}

impl Stream<'_> {
    /// Goes on to the next source that is not stale.
    fn advance(
        &mut self,
        stale: &HashMap<i64, i64>,
        ranked: &impl Fn(Word) -> SourceToken,
    ) -> rusqlite::Result<()> {
        loop {
            let bytes = Block::of(&self.block)
                .filter(|block| self.next < block.len())
                .and_then(|block| block.entry(self.next));
            let Some(bytes) = bytes else {
                let Some(row) = self.rows.next()? else {
                    self.is_over = true;
                    return Ok(());
                };
                self.block.clear();
                self.block.extend_from_slice(row.get_ref(0)?.as_blob()?);
                self.next = 0;
                continue;
            };
            self.next += 1;
            let entry = &mut self.entry;
            entry.unit = read_entry(bytes, &mut entry.tokens);
            if stale.get(&entry.unit.0).is_some_and(|&age| self.age <= age) {
                continue;
            }
            entry.weight = 0;
            for token in &mut entry.tokens {
                entry.weight = entry.weight.saturating_add(token.grade.weight());
                if let Some(word) = self.mapping.word(token.class, token.form) {
                    *token = ranked(word);
                }
            }
            return Ok(());
        }
    }
}
