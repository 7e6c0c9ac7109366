//! Runs of pairs that are out of step: the Arabic text of one fits the English text of the next.
//!
//! A single pair says little. Over some pairs in a row the words that fit as the pairs stand are held
//! against those that would fit if one side moved by a pair.

use std::collections::VecDeque;

use super::pair::Facts;
use super::words::evidence;

/// The pairs of a document that came last.
#[derive(Debug, Default)]
pub(super) struct Window {
    document: u64,
    pairs: VecDeque<(u64, Facts)>,
    /// The direction of the run that is being told, so that it is told once.
    told: Option<i8>,
}

/// A run of pairs that are out of step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The number of the first pair.
    pub(super) first: u64,
    /// The number of the last pair.
    pub(super) last: u64,
    /// 1 if the English text stands a pair too late, -1 if too early.
    pub(super) direction: i8,
}

impl Window {
    /// Adds a pair; returns the run that ends with it, if it is the first window of it.
    pub(super) fn add(
        &mut self,
        number: u64,
        document: u64,
        facts: Facts,
        size: usize,
    ) -> Option<Run> {
        if document != self.document {
            self.pairs.clear();
            self.told = None;
            self.document = document;
        }
        self.pairs.push_back((number, facts));
        // A pair more than the window, which the shifted ones need.
        if self.pairs.len() > size + 1 {
            self.pairs.pop_front();
        }
        if self.pairs.len() <= size {
            return None;
        }
        let share = |shift: i8| {
            let (mut hits, mut known, mut pairs) = (0, 0, 0);
            for index in 0..size {
                // Of the pairs that both readings have.
                let (ar, en) = match shift {
                    0 => (index, index),
                    1 => (index, index + 1),
                    _ => (index + 1, index),
                };
                let found = match ar == en {
                    true => self.pairs[ar].1.own,
                    false => evidence(&self.pairs[ar].1.words, &self.pairs[en].1.words),
                };
                hits += found.hits;
                known += found.known;
                pairs += usize::from(found.hits * 5 >= found.known && found.hits > 0);
            }
            (hits as f64 / known.max(1) as f64, known, pairs)
        };
        let (now, known, fitting) = share(0);
        // Most windows fit as they stand, and nothing else needs to be looked at.
        if known < 2 * size || now > 0.3 || fitting * 2 > size {
            self.told = None;
            return None;
        }
        for direction in [1, -1] {
            let (moved, known, fitting) = share(direction);
            if moved > 0.3 && moved > 2.0 * now && known >= 2 * size && fitting * 5 >= size * 4 {
                if self.told == Some(direction) {
                    return None;
                }
                self.told = Some(direction);
                return Some(Run {
                    first: self.pairs[0].0,
                    last: number,
                    direction,
                });
            }
        }
        self.told = None;
        None
    }
}
