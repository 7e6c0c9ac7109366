//! The rows of a part: its blocks of sources and of lists, made of sources that come by weight.
//!
//! Making them needs no database, so that it can be done beside the storing.

use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;

use super::keys::{list_block, source_block};
use super::part::{Band, Listed, SourceToken, bands};
use super::{LISTED_PER_BLOCK, SOURCES_PER_BLOCK, varint};
use crate::bitext::UnitId;
use crate::error::Result;

/// A source on its way into a part, its classes by their ranks.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) unit: UnitId,
    /// The weight of all its tokens, in points.
    pub(super) weight: u32,
    pub(super) tokens: Vec<SourceToken>,
}

/// A row of a part.
pub(super) enum Row {
    Source { key: i64, block: Vec<u8> },
    List { key: i64, block: Vec<u8> },
}

impl Row {
    /// Puts the row into its table.
    pub(super) fn insert(&self, connection: &Connection) -> rusqlite::Result<()> {
        const SOURCE: &str = "INSERT INTO match_source (id, data) VALUES (?1, ?2)";
        const LIST: &str = "INSERT INTO match_list (id, data) VALUES (?1, ?2)";
        let (sql, key, block) = match self {
            Row::Source { key, block } => (SOURCE, key, block),
            Row::List { key, block } => (LIST, key, block),
        };
        connection
            .prepare_cached(sql)?
            .execute(params![key, block])?;
        Ok(())
    }
}

/// What is known of a part when all its rows are made.
pub(super) struct Made {
    pub(super) sources: u32,
    /// As `match_part` keeps them.
    pub(super) weights: Vec<u8>,
}

/// Makes the rows of a part of sources that come by weight.
pub(super) struct PartWriter<E> {
    id: i64,
    emit: E,
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

impl<E: FnMut(Row) -> Result<()>> PartWriter<E> {
    /// Makes the rows of the part `id`, each of which is handed to `emit`.
    pub(super) fn new(id: i64, emit: E) -> Self {
        Self {
            id,
            emit,
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

    /// Takes the next source.
    pub(super) fn push(&mut self, entry: &Entry) -> Result<()> {
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

    fn list(&mut self, class: u32, band: Band, source: u32) -> Result<()> {
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
            let block = std::mem::take(&mut list.bytes);
            list.count = 0;
            (self.emit)(Row::List { key, block })?;
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

    fn close_block(&mut self, sources: u32) -> Result<()> {
        let mut block = Vec::with_capacity(1 + self.lengths.len() + self.entries.len());
        varint::push(&mut block, sources.into());
        block.append(&mut self.lengths);
        block.append(&mut self.entries);
        let key = source_block(self.id, self.sources - 1);
        (self.emit)(Row::Source { key, block })
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

    /// Makes the rows that are still open.
    pub(super) fn finish(mut self) -> Result<Made> {
        let rest = self.sources % SOURCES_PER_BLOCK;
        if rest > 0 {
            self.close_block(rest)?;
        }
        self.close_weight();
        let mut lists: Vec<_> = self.lists.into_iter().collect();
        lists.sort_unstable_by_key(|(key, _)| *key);
        for ((class, band), list) in lists {
            (self.emit)(Row::List {
                key: list_block(self.id, class, band, list.first),
                block: list.bytes,
            })?;
        }
        Ok(Made {
            sources: self.sources,
            weights: self.weights,
        })
    }
}
