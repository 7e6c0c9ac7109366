//! Making a part: of sources that were collected, and of parts that it takes the place of.
//!
//! The sources come by weight from each side and go out in that order, so that memory is
//! needed for the words, the lists' open blocks and what was collected, never for all.

use std::collections::HashMap;
use std::io;

use rusqlite::{Connection, Rows, params};
use rustc_hash::FxHashMap;

use super::dictionary::{Mapping, Word};
use super::keys::{list_block, list_blocks, source_block, source_blocks};
use super::part::{Band, Block, Listed, Part, SourceToken, bands, read_entry};
use super::sources::Collected;
use super::{LISTED_PER_BLOCK, SOURCES_PER_BLOCK, varint};
use crate::bitext::{Lang, UnitId};
use crate::error::{Error, Result};

/// A source on its way into a part, its classes by their ranks.
#[derive(Debug, Default)]
struct Entry {
    unit: UnitId,
    weight: u32,
    tokens: Vec<SourceToken>,
}

/// Makes a part of `collected` and of the parts `old`, which are removed.
///
/// `unit_of` gives for each source that was collected, by its number, the unit it is of; some are of none any more.
/// What is stale in them is left out; `stale` gives for each unit the age up to which parts hold it as it was.
pub(super) fn make_part(
    connection: &Connection,
    lang: Lang,
    old: &[Part],
    collected: Collected,
    unit_of: impl Fn(u32) -> Option<UnitId>,
    stale: &HashMap<i64, i64>,
    age: i64,
) -> Result<()> {
    let (mut dictionary, mut runs) = collected.into_runs().map_err(put_aside)?;
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
    let mut part = PartWriter::new(connection, id);
    let ranked = |word: Word| SourceToken {
        class: ranks[word.class as usize],
        form: word.form,
        grade: dictionary.grade(word.class),
    };

    let mut statements = Vec::new();
    for _ in old {
        statements.push(
            connection
                .prepare("SELECT data FROM match_source WHERE id BETWEEN ?1 AND ?2 ORDER BY id")?,
        );
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
    let mut entry = Entry::default();
    loop {
        let older = streams
            .iter()
            .enumerate()
            .filter(|(_, stream)| !stream.is_over)
            .map(|(at, stream)| ((stream.entry.weight, stream.entry.unit), at))
            .min();
        let newer = runs
            .iter()
            .enumerate()
            .filter_map(|(at, run)| Some((run.source?, at)))
            .min_by_key(|(source, _)| (source.weight, source.number));
        match (older, newer) {
            (Some(((weight, _), at)), newer)
                if newer.is_none_or(|(source, _)| weight <= source.weight) =>
            {
                part.push(&streams[at].entry)?;
                streams[at].advance(stale, &ranked)?;
            }
            (_, Some((source, at))) => {
                if let Some(unit) = unit_of(source.number) {
                    entry.unit = unit;
                    entry.weight = source.weight;
                    entry.tokens.clear();
                    let mut bytes = runs[at].tokens.as_slice();
                    while !bytes.is_empty() {
                        let class = varint::take_u32(&mut bytes);
                        let form = varint::take_u32(&mut bytes);
                        entry.tokens.push(ranked(Word { class, form }));
                    }
                    part.push(&entry)?;
                }
                runs[at].advance().map_err(put_aside)?;
            }
            (_, None) => break,
        }
    }
    drop(streams);
    drop(statements);
    part.finish(lang, age, ranks.len())?;
    dictionary.store(connection, id, &ranks)?;
    for part in old {
        remove(connection, part.id)?;
    }
    Ok(())
}

/// Says that what was put aside cannot be read again.
fn put_aside(error: io::Error) -> Error {
    Error::Memory {
        source: format!("a temporary file could not be read: {error}").into(),
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

/// Writes the sources and lists of a part as they come.
struct PartWriter<'c> {
    connection: &'c Connection,
    id: i64,
    /// The number of sources so far.
    sources: u32,
    lengths: Vec<u8>,
    entries: Vec<u8>,
    lists: FxHashMap<(u32, u8), OpenList>,
    weights: Vec<u8>,
    /// The weight that is being counted, and how many sources have it.
    weight: (u32, u32),
    /// The weight before it.
    weight_before: u32,
    /// Room for the classes of a source.
    classes: Vec<Listed>,
}

/// A block of a list that can take more.
struct OpenList {
    first: u32,
    last: u32,
    count: usize,
    bytes: Vec<u8>,
}

const SOURCE_BLOCK: &str = "INSERT INTO match_source (id, data) VALUES (?1, ?2)";
const LIST_BLOCK: &str = "INSERT INTO match_list (id, data) VALUES (?1, ?2)";

impl<'c> PartWriter<'c> {
    fn new(connection: &'c Connection, id: i64) -> Self {
        Self {
            connection,
            id,
            sources: 0,
            lengths: Vec::new(),
            entries: Vec::new(),
            lists: FxHashMap::default(),
            weights: Vec::new(),
            weight: (0, 0),
            weight_before: 0,
            classes: Vec::new(),
        }
    }

    fn push(&mut self, entry: &Entry) -> rusqlite::Result<()> {
        let source = self.sources;
        self.sources += 1;
        if self.weight.0 != entry.weight {
            self.close_weight();
            self.weight.0 = entry.weight;
        }
        self.weight.1 += 1;
        let start = self.entries.len();
        varint::push(&mut self.entries, entry.unit.0.cast_unsigned());
        for token in &entry.tokens {
            let form = token.form << 3 | u32::from(token.grade.code());
            varint::push(&mut self.entries, token.class.into());
            varint::push(&mut self.entries, form.into());
        }
        varint::push(&mut self.lengths, (self.entries.len() - start) as u64);
        if self.sources.is_multiple_of(SOURCES_PER_BLOCK) {
            self.close_block(SOURCES_PER_BLOCK)?;
        }
        let mut classes = std::mem::take(&mut self.classes);
        bands(&entry.tokens, entry.weight, &mut classes);
        for class in &classes {
            self.list(class.number, class.band, source)?;
        }
        self.classes = classes;
        Ok(())
    }

    fn list(&mut self, class: u32, band: Band, source: u32) -> rusqlite::Result<()> {
        let list = self
            .lists
            .entry((class, band as u8))
            .or_insert_with(|| OpenList {
                first: source,
                last: source,
                count: 0,
                bytes: Vec::new(),
            });
        if list.count == LISTED_PER_BLOCK {
            let key = list_block(self.id, class, band as u8, list.first);
            self.connection
                .prepare_cached(LIST_BLOCK)?
                .execute(params![key, list.bytes])?;
            list.bytes.clear();
            list.count = 0;
        }
        if list.count == 0 {
            list.first = source;
        } else {
            varint::push(&mut list.bytes, (source - list.last).into());
        }
        list.last = source;
        list.count += 1;
        Ok(())
    }

    fn close_block(&mut self, sources: u32) -> rusqlite::Result<()> {
        let mut block = Vec::with_capacity(1 + self.lengths.len() + self.entries.len());
        varint::push(&mut block, sources.into());
        block.append(&mut self.lengths);
        block.append(&mut self.entries);
        let key = source_block(self.id, self.sources - 1);
        self.connection
            .prepare_cached(SOURCE_BLOCK)?
            .execute(params![key, block])?;
        Ok(())
    }

    fn close_weight(&mut self) {
        let (weight, sources) = self.weight;
        if sources > 0 {
            varint::push(&mut self.weights, (weight - self.weight_before).into());
            varint::push(&mut self.weights, sources.into());
            self.weight_before = weight;
        }
        self.weight.1 = 0;
    }

    fn finish(mut self, lang: Lang, age: i64, classes: usize) -> rusqlite::Result<()> {
        const PART: &str = "
            INSERT INTO match_part (id, lang, age, sources, classes, weights) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let rest = self.sources % SOURCES_PER_BLOCK;
        if rest > 0 {
            self.close_block(rest)?;
        }
        self.close_weight();
        let mut lists: Vec<_> = self.lists.into_iter().collect();
        lists.sort_unstable_by_key(|(key, _)| *key);
        let mut insert = self.connection.prepare_cached(LIST_BLOCK)?;
        for ((class, band), list) in lists {
            insert.execute(params![
                list_block(self.id, class, band, list.first),
                list.bytes
            ])?;
        }
        self.connection.prepare_cached(PART)?.execute(params![
            self.id,
            lang.code(),
            age,
            self.sources,
            classes,
            self.weights
        ])?;
        Ok(())
    }
}
