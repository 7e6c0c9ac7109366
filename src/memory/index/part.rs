//! Reading a part: its words, its lists, its sources.

use std::ops::{Range, RangeInclusive};

use rusqlite::{Connection, OptionalExtension};

use super::keys::{first_of, list_block, source_block};
use super::{SOURCES_PER_BLOCK, varint};
use crate::bitext::{Lang, UnitId};
use crate::text::classes::Grade;

/// How much of a source a class makes up together with the commoner ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Band {
    /// Half of its weight or more.
    Half,
    /// A quarter or more.
    Quarter,
    /// Less.
    Rest,
}

impl Band {
    /// All bands, the one with the rarest classes first.
    pub(crate) const ALL: [Band; 3] = [Band::Half, Band::Quarter, Band::Rest];

    /// Returns the band of the next commoner classes.
    pub(crate) fn next(self) -> Option<Self> {
        match self {
            Band::Half => Some(Band::Quarter),
            Band::Quarter => Some(Band::Rest),
            Band::Rest => None,
        }
    }

    /// Returns the band of a class that makes up `weight` of `total`, with the commoner ones.
    pub(super) fn of(weight: u32, total: u32) -> Self {
        if weight >= total.div_ceil(2) {
            Band::Half
        } else if weight >= total.div_ceil(4) {
            Band::Quarter
        } else {
            Band::Rest
        }
    }

    /// Returns how much of a source of this weight the classes in the bands after this one make up at most.
    pub(crate) fn after(self, weight: u32) -> u32 {
        match self {
            Band::Half => weight / 2,
            Band::Quarter => weight / 4,
            Band::Rest => 0,
        }
    }
}

/// A class of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Listed {
    /// The rank of the class.
    pub(super) number: u32,
    /// The weight of its tokens.
    weight: u32,
    /// The band of its list in which the source stands.
    pub(super) band: Band,
}

/// Puts the classes of a source of this weight into `classes`, each with its band.
pub(super) fn bands(tokens: &[SourceToken], weight: u32, classes: &mut Vec<Listed>) {
    classes.clear();
    classes.extend(tokens.iter().map(|token| Listed {
        number: token.class,
        weight: token.grade.weight(),
        band: Band::Rest,
    }));
    classes.sort_unstable();
    classes.dedup_by(|later, kept| {
        let is_same = later.number == kept.number;
        if is_same {
            kept.weight = kept.weight.saturating_add(later.weight);
        }
        is_same
    });
    // From the rarest: a class is in the band of what is left when its turn comes.
    let mut left = weight;
    for class in classes.iter_mut().rev() {
        class.band = Band::of(left, weight);
        left = left.saturating_sub(class.weight);
    }
}

/// What a part knows of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its class: the rank from the commonest.
    pub(crate) class: u32,
    /// Which form of it it is; `None` if no source has it.
    pub(crate) form: Option<u32>,
}

/// A token of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SourceToken {
    /// Its class: the rank from the commonest.
    pub(crate) class: u32,
    /// Which form of it it is.
    pub(crate) form: u32,
    /// What it is and weighs.
    pub(crate) grade: Grade,
}

/// A part of the index: the texts of one language of a set of units.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(super) id: i64,
    pub(super) age: i64,
    pub(super) sources: u32,
    pub(super) classes: usize,
    /// Each weight with its first source, ascending.
    weights: Vec<(u32, u32)>,
    /// Where in `weights` every [`STRIDE`]th source lies.
    landmarks: Vec<u32>,
}

/// The distance of the landmarks, in sources: few weights are so rare that several lie between two.
const STRIDE: u32 = 256;

/// Returns the parts of a language, the newest first.
pub(crate) fn parts(connection: &Connection, lang: Lang) -> rusqlite::Result<Vec<Part>> {
    const PARTS: &str = "SELECT id, age, sources, classes, weights FROM match_part WHERE lang = ?1 ORDER BY age DESC";
    let mut statement = connection.prepare_cached(PARTS)?;
    let parts = statement.query_map([lang.code()], |row| {
        let mut bytes = row.get_ref(4)?.as_blob()?;
        let mut weights = Vec::with_capacity(bytes.len() / 2);
        let (mut weight, mut first) = (0u32, 0u32);
        while !bytes.is_empty() {
            weight = weight.saturating_add(varint::take_u32(&mut bytes));
            weights.push((weight, first));
            first = first.saturating_add(varint::take_u32(&mut bytes));
        }
        let sources: u32 = row.get(2)?;
        let mut landmarks = Vec::with_capacity((sources / STRIDE) as usize + 1);
        let mut at = 0;
        for source in (0..sources).step_by(STRIDE as usize) {
            while weights.get(at + 1).is_some_and(|next| next.1 <= source) {
                at += 1;
            }
            landmarks.push(at as u32);
        }
        Ok(Part {
            id: row.get(0)?,
            age: row.get(1)?,
            sources,
            classes: row.get(3)?,
            weights,
            landmarks,
        })
    })?;
    parts.collect()
}

/// Returns the units that are in no part.
pub(crate) fn fresh(connection: &Connection) -> rusqlite::Result<Vec<UnitId>> {
    let mut statement =
        connection.prepare_cached("SELECT unit_id FROM match_fresh ORDER BY unit_id")?;
    let units = statement.query_map([], |row| row.get(0).map(UnitId))?;
    units.collect()
}

/// Tells whether what a part holds of a unit is no more.
pub(crate) fn is_stale(
    connection: &Connection,
    unit: UnitId,
    part: &Part,
) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare_cached(STALE)?;
    let age: Option<i64> = statement.query_row([unit.0], |row| row.get(0)).optional()?;
    Ok(age.is_some_and(|age| part.age <= age))
}

impl Part {
    /// Returns the sources whose weight lies in a range.
    pub(crate) fn window(&self, weights: RangeInclusive<u32>) -> Range<u32> {
        let first = |after: usize| self.weights.get(after).map_or(self.sources, |w| w.1);
        let start = first(self.weights.partition_point(|w| w.0 < *weights.start()));
        let end = first(self.weights.partition_point(|w| w.0 <= *weights.end()));
        start..end.max(start)
    }

    /// Returns all its sources.
    pub(crate) fn all(&self) -> Range<u32> {
        0..self.sources
    }

    /// Returns the weight of a source.
    pub(crate) fn weight(&self, source: u32) -> u32 {
        let Some(&landmark) = self.landmarks.get((source / STRIDE) as usize) else {
            return 0;
        };
        let later = &self.weights[landmark as usize..];
        let at = later.iter().skip(1).take_while(|w| w.1 <= source).count();
        later.get(at).map_or(0, |w| w.0)
    }

    /// Returns what the part knows of a token of this class; `None` if it has none of the class.
    pub(crate) fn known(
        &self,
        connection: &Connection,
        token: &str,
        class: &str,
    ) -> rusqlite::Result<Option<Known>> {
        let mut statement = connection.prepare_cached(WORD)?;
        let word = statement
            .query_row((self.id, token), |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((class, form)) = word {
            let form = Some(form);
            return Ok(Some(Known { class, form }));
        }
        let mut statement = connection.prepare_cached(CLASS)?;
        let class = statement
            .query_row((self.id, class), |row| row.get(0))
            .optional()?;
        Ok(class.map(|class| Known { class, form: None }))
    }

    /// Calls `visit` for each source in `window` that has the class in the band, ascending.
    pub(crate) fn for_each_listed(
        &self,
        connection: &Connection,
        class: u32,
        band: Band,
        window: Range<u32>,
        mut visit: impl FnMut(u32),
    ) -> rusqlite::Result<()> {
        if window.is_empty() {
            return Ok(());
        }
        let key = |first| list_block(self.id, class, band as u8, first);
        let mut statement = connection.prepare_cached(LISTED)?;
        let mut rows = statement.query((key(0), key(window.start), key(window.end - 1)))?;
        while let Some(row) = rows.next()? {
            let mut source = first_of(row.get(0)?);
            if source >= window.end {
                break;
            }
            if source >= window.start {
                visit(source);
            }
            // The loop that all lookups spend most of their time in: varints byte by byte.
            let (mut delta, mut shift) = (0u32, 0);
            for &byte in row.get_ref(1)?.as_blob()? {
                delta |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
                if byte >= 0x80 {
                    shift += 7;
                    continue;
                }
                source = source.saturating_add(delta);
                (delta, shift) = (0, 0);
                if source >= window.end {
                    break;
                }
                if source >= window.start {
                    visit(source);
                }
            }
        }
        Ok(())
    }

    /// Reads a source into `tokens`; returns its unit, or `None` where the index is damaged.
    pub(crate) fn source(
        &self,
        connection: &Connection,
        source: u32,
        tokens: &mut Vec<SourceToken>,
    ) -> rusqlite::Result<Option<UnitId>> {
        let mut statement = connection.prepare_cached(SOURCE)?;
        let mut rows = statement.query([source_block(self.id, source)])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let block = row.get_ref(0)?.as_blob()?;
        let entry = Block::of(block).and_then(|block| block.entry(source % SOURCES_PER_BLOCK));
        Ok(entry.map(|entry| read_entry(entry, tokens)))
    }
}

/// Until what age parts hold a unit as it was.
pub(crate) const STALE: &str = "SELECT age FROM match_stale WHERE unit_id = ?1";

/// The word of a part.
pub(crate) const WORD: &str = "SELECT class, form FROM match_word WHERE part = ?1 AND word = ?2";

/// The class of a part.
pub(crate) const CLASS: &str = "SELECT class FROM match_class WHERE part = ?1 AND name = ?2";

/// The blocks of a list: from the one in which the window begins to the one in which it ends.
pub(crate) const LISTED: &str = "
    SELECT id, data FROM match_list
    WHERE id >= coalesce((SELECT id FROM match_list WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1), ?2)
      AND id <= ?3 ORDER BY id";

/// A block of sources.
pub(crate) const SOURCE: &str = "SELECT data FROM match_source WHERE id = ?1";

/// A block of sources, opened.
pub(super) struct Block<'b> {
    lengths: [u32; SOURCES_PER_BLOCK as usize],
    count: u32,
    entries: &'b [u8],
}

impl<'b> Block<'b> {
    /// Opens a block; `None` for one that is damaged.
    pub(super) fn of(mut bytes: &'b [u8]) -> Option<Self> {
        let count = varint::take_u32(&mut bytes);
        if count > SOURCES_PER_BLOCK {
            return None;
        }
        let mut lengths = [0; SOURCES_PER_BLOCK as usize];
        for length in &mut lengths[..count as usize] {
            *length = varint::take_u32(&mut bytes);
        }
        Some(Self {
            lengths,
            count,
            entries: bytes,
        })
    }

    /// Returns the number of sources.
    pub(super) fn len(&self) -> u32 {
        self.count
    }

    /// Returns one of its sources.
    pub(super) fn entry(&self, index: u32) -> Option<&'b [u8]> {
        let lengths = self.lengths[..self.count as usize].get(..=index as usize)?;
        let (&length, before) = lengths.split_last()?;
        let start = before
            .iter()
            .try_fold(0usize, |sum, &l| sum.checked_add(l as usize))?;
        self.entries.get(start..start.checked_add(length as usize)?)
    }
}

/// Reads a source of a block into `tokens`; returns its unit.
pub(super) fn read_entry(mut entry: &[u8], tokens: &mut Vec<SourceToken>) -> UnitId {
    tokens.clear();
    let unit = UnitId(varint::take(&mut entry).cast_signed());
    while !entry.is_empty() {
        let class = varint::take_u32(&mut entry);
        let form = varint::take_u32(&mut entry);
        tokens.push(SourceToken {
            class,
            form: form >> 3,
            grade: Grade::from_code((form & 7) as u8),
        });
    }
    unit
}
