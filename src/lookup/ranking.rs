//! Which matches come first, and which candidates can still be among them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::score::Likeness;
use super::{Match, MatchKind, penalties};
use crate::bitext::{Status, UnitId};
use crate::memory::StoredUnit;

/// A fuzzy match before its unit is read.
pub(super) struct Candidate {
    pub(super) id: UnitId,
    /// After penalties.
    pub(super) score: u8,
    pub(super) is_reviewed: bool,
    pub(super) likeness: Likeness,
}

impl Candidate {
    /// The part of [`order`] that is known without the unit.
    fn order(&self) -> impl Ord + use<> {
        let closeness = self.likeness.closeness;
        (Reverse(self.score), !self.is_reviewed, Reverse(closeness))
    }
}

/// Sorts candidates, best first, and drops those that are surely not among the best `wanted`.
///
/// More than that are left if several tie for the last place, because only the
/// units themselves settle that.
pub(super) fn select(mut candidates: Vec<Candidate>, wanted: usize) -> Vec<Candidate> {
    candidates.sort_by_key(Candidate::order);
    let last = wanted.checked_sub(1).and_then(|last| candidates.get(last));
    if let Some(last) = last.map(Candidate::order) {
        candidates.retain(|candidate| candidate.order() <= last);
    }
    candidates
}

/// The scores of the best candidates so far.
pub(super) struct Best {
    limit: usize,
    scores: BinaryHeap<Reverse<u8>>,
}

impl Best {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            scores: BinaryHeap::new(),
        }
    }

    pub(super) fn add(&mut self, score: u8) {
        self.scores.push(Reverse(score));
        if self.scores.len() > self.limit {
            self.scores.pop();
        }
    }

    /// The score of the last place; 0 while there is room.
    pub(super) fn last(&self) -> u8 {
        if self.scores.len() < self.limit {
            return 0;
        }
        self.scores.peek().map_or(0, |Reverse(score)| *score)
    }
}

/// A match with the score that its kind, its likeness and its unit give it.
pub(super) fn matched(stored: StoredUnit, kind: MatchKind, likeness: Likeness) -> Match {
    let penalties = penalties(stored.unit.origin, stored.unit.status, kind);
    let full = match kind {
        MatchKind::Fuzzy => likeness.per_cent,
        kind => kind.score(),
    };
    let points: u8 = penalties.iter().map(|penalty| penalty.points).sum();
    Match {
        stored,
        score: full.saturating_sub(points),
        kind,
        penalties,
        closeness: likeness.closeness,
    }
}

/// The order of matches: score, kind, reviewed before draft, closeness, the newest, the lowest number.
pub(super) fn order(found: &Match) -> impl Ord + use<> {
    let unit = &found.stored.unit;
    let touched = unit.changed.as_ref().unwrap_or(&unit.created).at;
    (
        Reverse(found.score),
        found.kind,
        unit.status != Status::Reviewed,
        Reverse(found.closeness),
        Reverse(touched),
        found.stored.id,
    )
}
