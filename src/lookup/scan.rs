//! Fuzzy matches by looking at every unit of the memory.
//!
//! The sources are read and cut into tokens once (`sources`). A query then costs a
//! pass over those whose weight is near enough, with a bound, and the dynamic program
//! for those that the bound lets through, the most hopeful first (`sought`). Loading takes some ten
//! microseconds and about a hundred bytes a unit, so this serves where letters count, in small memories,
//! and, without the shortcuts, as the oracle of the index.
//!
//! The sources are those of the moment of loading.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::Options;
use super::ranking::{Best, Candidate, select};
use super::score::{HIGHEST_BY_LETTERS, Likeness};
use super::sought::Sought;
use super::sources::{Source, Sources};
use crate::bitext::{Lang, UnitId};
use crate::error::Result;
use crate::memory::Memory;

/// The sources of a memory in one language, ready to be scored.
pub(super) struct Scan {
    from: Lang,
    options: Options,
    sources: Sources,
}

/// A source that may be among the best.
struct Hopeful<'s> {
    source: &'s Source,
    /// What its likeness is at most.
    highest: Likeness,
    /// What it is by letters; nothing where that is not asked for.
    by_letters: Likeness,
}

impl Scan {
    /// Reads of the sources in `from` what queries with these options need.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub(super) fn load(memory: &Memory, from: Lang, options: Options) -> Result<Self> {
        let sources = Sources::load(memory, from, options.min <= HIGHEST_BY_LETTERS)?;
        Ok(Self {
            from,
            options,
            sources,
        })
    }

    /// Returns the best fuzzy matches but for those in `known`, best first.
    ///
    /// There are more than `wanted` if several tie for the last place, because only the
    /// units themselves settle that.
    pub(super) fn find(
        &self,
        text: &str,
        wanted: usize,
        known: &HashSet<UnitId>,
    ) -> Vec<Candidate> {
        let Options { min, shortcuts, .. } = self.options;
        let mut sought = Sought::new(text, self.from, &self.sources);
        let mut best = Best::new(wanted);
        let mut candidates: Vec<Candidate> = Vec::new();
        for hopeful in self.hopeful(text, &mut sought, known) {
            let Hopeful {
                source,
                highest,
                by_letters,
            } = hopeful;
            let after_penalty =
                |likeness: Likeness| likeness.per_cent.saturating_sub(source.penalty);
            if shortcuts && after_penalty(highest) < best.last() {
                break;
            }
            let likeness = if shortcuts && highest == by_letters {
                by_letters
            } else {
                sought.by_words(source).or_by_letters(by_letters)
            };
            let score = after_penalty(likeness);
            if score >= min {
                best.add(score);
                candidates.push(Candidate {
                    id: source.id,
                    score,
                    is_reviewed: source.is_reviewed,
                    likeness,
                });
            }
        }
        select(candidates, wanted)
    }

    /// Returns the sources that can reach the threshold, those that may score highest first.
    fn hopeful(
        &self,
        text: &str,
        sought: &mut Sought<'_>,
        known: &HashSet<UnitId>,
    ) -> Vec<Hopeful<'_>> {
        let Options { min, shortcuts, .. } = self.options;
        let mut pairs = (min <= HIGHEST_BY_LETTERS).then(|| self.sources.count_pairs(text));
        let mut all = Vec::new();
        for source in self.sources.all() {
            let by_letters = match &mut pairs {
                Some(pairs) => self.sources.likeness_by_letters(pairs, source),
                None => Likeness::default(),
            };
            let reaches = |likeness: Likeness| {
                !shortcuts || likeness.per_cent.saturating_sub(source.penalty) >= min
            };
            let mut highest = sought.by_weight(source).or_by_letters(by_letters);
            if reaches(highest) {
                highest = sought.at_most(source).or_by_letters(by_letters);
            }
            if reaches(highest) && !known.contains(&source.id) {
                all.push(Hopeful {
                    source,
                    highest,
                    by_letters,
                });
            }
        }
        all.sort_by_key(|hopeful| {
            Reverse(
                hopeful
                    .highest
                    .per_cent
                    .saturating_sub(hopeful.source.penalty),
            )
        });
        all
    }
}
