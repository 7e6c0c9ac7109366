//! How well the words of one side are explained by ranges of segments of the other.
//!
//! For a token `e` and a range `x` of the other side, the log likelihood ratio of the
//! mixture of having a counterpart and having none:
//!
//! ```text
//! log(λ · Σ t(e|a) / (|x| + 1) / p(e) + 1 − λ)        the sum over the tokens a of x
//! ```
//!
//! after IBM Model 1 (Brown et al., "The Mathematics of Statistical Machine
//! Translation", 1993), against `e` standing there by chance; `1 − λ` is what is left of a
//! token that nothing explains. The ratio of a segment is the sum over its tokens. A bead of
//! *m* and *n* segments needs the sums of *n* segments given a range of *m*, so
//! they are kept for every range that ends at a row and summed up along the row: any
//! bead's words then cost two subtractions.

use std::collections::VecDeque;
use std::ops::Range;

use rayon::prelude::*;

use super::LARGEST_SIDE;
use super::translations::Table;
use super::words::{Kind, TypeId};

/// How many rows one thread sums up at a time; its scratch room is as large as the vocabulary.
const CHUNK: usize = 512;

/// How many factors, each between a tenth and a hundred thousand, a product can have.
const FACTORS: usize = 6;

/// How sure a token of the kind is to have a counterpart in a translation.
///
/// Higher values make every unexplained token speak so loudly that all is taken for omitted.
fn lambda(kind: Kind) -> f32 {
    match kind {
        Kind::Word => 0.4,
        Kind::Number => 0.8,
        Kind::Sign => 0.5,
        Kind::Mark => 0.3,
    }
}

/// One side of a document, and what explains its tokens.
pub(super) struct Side<'a> {
    /// The types of each segment.
    pub(super) segments: &'a [Vec<TypeId>],
    /// The probability of each type anywhere.
    pub(super) probabilities: &'a [f32],
    /// What each type is.
    pub(super) kinds: &'a [Kind],
}

/// The sums of a direction, for every row of a band.
pub(super) struct Explained {
    rows: Vec<Row>,
}

/// The sums of the segments near a row, given the ranges that end there.
struct Row {
    /// The first segment of the row.
    first: usize,
    /// How many there are.
    len: usize,
    /// For each length of the range, from 1, the sums before each segment and behind the last.
    sums: Vec<f32>,
}

impl Explained {
    /// Sums up how the segments of `to` are explained by ranges of `from`.
    ///
    /// `near` gives for each end of a range, from 0 to the number of segments, the segments
    /// of `to` that may stand beside it, ascending at both ends.
    pub(super) fn new(
        from: &[Vec<TypeId>],
        to: &Side<'_>,
        table: &Table,
        near: &[Range<usize>],
    ) -> Self {
        let alone: Vec<f32> = to
            .segments
            .iter()
            .map(|types| {
                types
                    .iter()
                    .map(|&id| (1.0 - lambda(to.kinds[id as usize])).ln())
                    .sum()
            })
            .collect();
        let none = Row {
            first: 0,
            len: 0,
            sums: Vec::new(),
        };
        let ends: Vec<usize> = (1..=from.len()).collect();
        let rows = ends.par_chunks(CHUNK).flat_map_iter(|ends| {
            let mut scratch = Scratch::new(to);
            let mut recent: VecDeque<Matches> = VecDeque::new();
            let begin = ends[0].saturating_sub(LARGEST_SIDE - 1).max(1);
            let mut rows = Vec::with_capacity(ends.len());
            for end in begin..=ends[ends.len() - 1] {
                let last = (end + LARGEST_SIDE - 1).min(from.len());
                let wide = near[end].start..near[last].end;
                if recent.len() == LARGEST_SIDE {
                    recent.pop_front();
                }
                recent.push_back(scratch.matches(&from[end - 1], to, table, wide));
                if end >= ends[0] {
                    rows.push(scratch.row(from, end, &recent, to, &alone, near[end].clone()));
                }
            }
            rows
        });
        Self {
            rows: std::iter::once(none)
                .chain(rows.collect::<Vec<Row>>())
                .collect(),
        }
    }

    /// The sum of the segments `to` given the `length` segments that end at `end`.
    pub(super) fn sum(&self, end: usize, length: usize, to: Range<usize>) -> f32 {
        let row = &self.rows[end];
        let at = (length - 1) * (row.len + 1);
        row.sums[at + to.end - row.first] - row.sums[at + to.start - row.first]
    }
}

/// The tokens of some segments that one segment of the other side explains.
struct Matches {
    /// The first segment.
    first: usize,
    /// Where the matches of each segment begin; one more for the end.
    starts: Vec<u32>,
    /// The place of a token in its segment, and the sum of its `t`.
    tokens: Vec<(u16, f32)>,
}

impl Matches {
    fn of(&self, segment: usize) -> &[(u16, f32)] {
        let Some(index) = segment.checked_sub(self.first) else {
            return &[];
        };
        match (self.starts.get(index), self.starts.get(index + 1)) {
            (Some(&start), Some(&end)) => &self.tokens[start as usize..end as usize],
            _ => &[],
        }
    }
}

/// Room for the sums of a segment, cleared after each.
struct Scratch {
    /// For each type, the sum of the `t` that lead to it.
    by_type: Vec<f32>,
    /// For each place of a segment, the same over a range.
    by_place: Vec<f32>,
    touched: Vec<u16>,
    /// `λ / p` of each type.
    gains: Vec<f32>,
    /// `1 − λ` of each type, and its logarithm.
    rest: Vec<f32>,
    ln_rest: Vec<f32>,
}

impl Scratch {
    fn new(to: &Side<'_>) -> Self {
        let longest = to.segments.iter().map(Vec::len).max().unwrap_or(0);
        let gains = to.probabilities.iter().zip(to.kinds);
        Self {
            by_type: vec![0.0; to.probabilities.len()],
            by_place: vec![0.0; longest.min(usize::from(u16::MAX))],
            touched: Vec::new(),
            gains: gains.map(|(&p, &kind)| lambda(kind) / p).collect(),
            rest: to.kinds.iter().map(|&kind| 1.0 - lambda(kind)).collect(),
            ln_rest: to
                .kinds
                .iter()
                .map(|&kind| (1.0 - lambda(kind)).ln())
                .collect(),
        }
    }

    /// Finds what `segment` explains of the segments `near`.
    fn matches(
        &mut self,
        segment: &[TypeId],
        to: &Side<'_>,
        table: &Table,
        near: Range<usize>,
    ) -> Matches {
        for &id in segment {
            for &(other, value) in table.row(id) {
                self.by_type[other as usize] += value;
            }
        }
        let mut starts = Vec::with_capacity(near.len() + 1);
        let mut tokens = Vec::new();
        starts.push(0);
        for types in &to.segments[near.clone()] {
            for (place, &id) in types.iter().enumerate().take(self.by_place.len()) {
                let value = self.by_type[id as usize];
                if value > 0.0 {
                    tokens.push((place as u16, value));
                }
            }
            starts.push(tokens.len() as u32);
        }
        for &id in segment {
            for &(other, _) in table.row(id) {
                self.by_type[other as usize] = 0.0;
            }
        }
        Matches {
            first: near.start,
            starts,
            tokens,
        }
    }

    /// Sums up the segments `near` for each range that ends at `end`; `recent` are the matches of the segments before it.
    fn row(
        &mut self,
        from: &[Vec<TypeId>],
        end: usize,
        recent: &VecDeque<Matches>,
        to: &Side<'_>,
        alone: &[f32],
        near: Range<usize>,
    ) -> Row {
        let lengths = recent.len();
        let len = near.len();
        let mut sums = vec![0.0; LARGEST_SIDE.min(lengths) * (len + 1)];
        for (index, segment) in near.clone().enumerate() {
            let types = &to.segments[segment];
            let mut explained = 0.0;
            let mut tokens = 0;
            for length in 1..=lengths {
                let matches = recent[lengths - length].of(segment);
                tokens += from[end - length].len();
                for &(place, value) in matches {
                    let sum = &mut self.by_place[usize::from(place)];
                    if *sum == 0.0 {
                        self.touched.push(place);
                        explained -= self.ln_rest[types[usize::from(place)] as usize];
                    }
                    *sum += value;
                }
                let share = 1.0 / (tokens as f32 + 1.0);
                // The logarithm of a product of a few is cheaper than the sum of theirs.
                let found: f32 = self
                    .touched
                    .chunks(FACTORS)
                    .map(|places| {
                        let factor = |&place: &u16| {
                            let id = types[usize::from(place)] as usize;
                            let value = self.by_place[usize::from(place)] * share * self.gains[id];
                            value + self.rest[id]
                        };
                        places.iter().map(factor).product::<f32>().ln()
                    })
                    .sum();
                let at = (length - 1) * (len + 1) + index;
                sums[at + 1] = sums[at] + alone[segment] + explained + found;
            }
            for place in self.touched.drain(..) {
                self.by_place[usize::from(place)] = 0.0;
            }
        }
        Row {
            first: near.start,
            len,
            sums,
        }
    }
}
