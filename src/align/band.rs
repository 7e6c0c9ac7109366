//! The nodes of the lattice that are searched: for each Arabic position a range of English ones.

use std::ops::Range;

use super::LARGEST_SIDE;
use crate::bitext::Sides;

/// A band of nodes from `(0, 0)` to the last one.
///
/// Rows ascend at both ends, and neighboring rows share a node, so that a path of
/// single omissions always leads through.
#[derive(Clone, Debug)]
pub(super) struct Band {
    /// For each `i` the range of `j`.
    pub(super) rows: Vec<Range<usize>>,
    /// Where each row begins in a flat list of the nodes.
    pub(super) offsets: Vec<usize>,
}

impl Band {
    /// Makes a band of rows, drawn out so that they ascend and hold together.
    pub(super) fn new(mut rows: Vec<Range<usize>>, english: usize) -> Self {
        let last = rows.len() - 1;
        rows[0].start = 0;
        rows[last].end = english + 1;
        for i in 1..rows.len() {
            let above = rows[i - 1].clone();
            rows[i].end = rows[i].end.clamp(above.end, english + 1);
            rows[i].start = rows[i].start.max(above.start).min(above.end - 1);
        }
        let mut at = 0;
        let offsets = rows
            .iter()
            .map(|row| {
                at += row.len();
                at - row.len()
            })
            .collect();
        Self { rows, offsets }
    }

    /// All nodes.
    pub(super) fn whole(arabic: usize, english: usize) -> Self {
        Self::new(vec![0..english + 1; arabic + 1], english)
    }

    /// The last node: all segments of both sides.
    pub(super) fn end(&self) -> (usize, usize) {
        let last = self.rows.len() - 1;
        (last, self.rows[last].end - 1)
    }

    /// The number of nodes.
    pub(super) fn nodes(&self) -> usize {
        let last = self.rows.len() - 1;
        self.offsets[last] + self.rows[last].len()
    }

    /// The place of a node in a flat list.
    pub(super) fn node(&self, i: usize, j: usize) -> Option<usize> {
        let row = &self.rows[i];
        row.contains(&j).then(|| self.offsets[i] + j - row.start)
    }

    /// For each `i`, the English segments that a bead ending there may hold.
    fn english_near(&self) -> Vec<Range<usize>> {
        let near = |row: &Range<usize>| row.start.saturating_sub(LARGEST_SIDE)..row.end - 1;
        self.rows.iter().map(near).collect()
    }

    /// For each `j`, the Arabic segments that a bead ending there may hold.
    fn arabic_near(&self) -> Vec<Range<usize>> {
        let (arabic, english) = self.end();
        let mut near = Vec::with_capacity(english + 1);
        let (mut first, mut last) = (0, 0);
        for j in 0..=english {
            while self.rows[first].end <= j {
                first += 1;
            }
            while last < arabic && self.rows[last + 1].start <= j {
                last += 1;
            }
            near.push(first.saturating_sub(LARGEST_SIDE)..last);
        }
        near
    }
}

/// A part of a document that is searched on its own: all of it, or what lies between two pins.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    /// The Arabic and the English segments before it.
    pub(super) start: (usize, usize),
    /// Its nodes, counted from there.
    pub(super) band: Band,
}

/// For each `i` and each `j` of a document, the segments of the other side that a bead ending there may hold.
///
/// Inside a pin, where no other bead ends, these are none.
pub(super) fn near(stretches: &[Stretch]) -> Sides<Vec<Range<usize>>> {
    let mut near: Sides<Vec<Range<usize>>> = Sides::default();
    for Stretch { start, band } in stretches {
        let moved = |range: Range<usize>, by: usize| range.start + by..range.end + by;
        // What ends at the first row or column of a stretch is empty on a side, or belongs to the one before.
        near.ar.resize(start.0 + 1, start.1..start.1);
        near.ar.extend(
            band.english_near()
                .into_iter()
                .skip(1)
                .map(|range| moved(range, start.1)),
        );
        near.en.resize(start.1 + 1, start.0..start.0);
        near.en.extend(
            band.arabic_near()
                .into_iter()
                .skip(1)
                .map(|range| moved(range, start.0)),
        );
    }
    near
}
