//! Lookup by looking at every unit of the memory.
//!
//! The sources are read and cut into tokens once (`sources`). A query then costs a
//! pass over those whose weight is near enough, with a bound, and the dynamic program
//! for those that the bound lets through, the most hopeful first (`sought`). Exact matches
//! come through the key index. Loading takes some ten microseconds and about a hundred
//! bytes a unit, so this serves memories of up to some ten thousand units, batches, and
//! as the oracle for anything quicker.
//!
//! The sources are those of the moment of loading; the units that are offered are read
//! when they are.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use rusqlite::OptionalExtension;

use super::score::{HIGHEST_BY_LETTERS, Likeness};
use super::sought::Sought;
use super::sources::{Source, Sources};
use super::{Match, MatchKind, Options, Query, penalties};
use crate::bitext::{Lang, Status, UnitId};
use crate::error::{Error, Result};
use crate::memory::{Memory, StoredUnit, UNIT_COLUMNS, UNIT_TABLES, key_hash, unit_from_row};
use crate::text::forms::key;

/// The sources of a memory in one language, ready to be scored.
pub struct Scan<'a> {
    memory: &'a Memory,
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

/// A fuzzy match before its unit is read.
struct Candidate {
    id: UnitId,
    /// After penalties.
    score: u8,
    is_reviewed: bool,
    likeness: Likeness,
}

impl Candidate {
    /// The part of [`order`] that is known without the unit.
    fn order(&self) -> impl Ord + use<> {
        let closeness = self.likeness.closeness;
        (Reverse(self.score), !self.is_reviewed, Reverse(closeness))
    }
}

impl<'a> Scan<'a> {
    /// Reads of the sources in `from` what queries with these options need.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn load(memory: &'a Memory, from: Lang, options: Options) -> Result<Self> {
        let sources = if options.fuzzy {
            Sources::load(memory, from, options.min <= HIGHEST_BY_LETTERS)?
        } else {
            Sources::default()
        };
        Ok(Self {
            memory,
            from,
            options,
            sources,
        })
    }

    /// Returns the units that are like the query, best first.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn find(&self, query: &Query<'_>) -> Result<Vec<Match>> {
        let options = &self.options;
        // Units are stored without white space at their ends.
        let query = Query {
            text: query.text.trim(),
            ..*query
        };
        if query.text.is_empty() || options.limit == 0 {
            return Ok(Vec::new());
        }
        let mut matches = self.same_key(&query)?;
        let known: HashSet<UnitId> = matches.iter().map(|found| found.stored.id).collect();
        matches.retain(|found| found.score >= options.min);
        // No fuzzy match comes before one of the same key.
        if options.fuzzy && matches.len() < options.limit {
            let wanted = options.limit - matches.len();
            for candidate in self.fuzzy(query.text, wanted, &known) {
                match self.memory.unit(candidate.id) {
                    // A batch goes on while others write: what has gone since the sources were read is no match.
                    Err(Error::NoUnit { .. }) => {}
                    Ok(stored) if stored.unit.status == Status::Rejected => {}
                    stored => matches.push(matched(stored?, MatchKind::Fuzzy, candidate.likeness)),
                }
            }
        }
        matches.sort_by_cached_key(order);
        matches.truncate(options.limit);
        Ok(matches)
    }

    /// Context, exact and spelling matches, through the key index.
    fn same_key(&self, query: &Query<'_>) -> Result<Vec<Match>> {
        let source = key(query.text);
        let neighbors = [(-1, query.previous), (1, query.next)]
            .map(|(offset, neighbor)| neighbor.map(|text| (offset, key(text))));
        let mut statement = self
            .memory
            .connection()
            .prepare_cached(&by_key(self.from))?;
        let mut rows = statement.query([key_hash(query.text)])?;
        let mut matches = Vec::new();
        while let Some(row) = rows.next()? {
            let stored = unit_from_row(row)?;
            let text = stored.unit.text(self.from);
            if key(text) != source {
                continue;
            }
            let kind = if self.has_context(stored.id, neighbors.iter().flatten())? {
                MatchKind::Context
            } else if text == query.text {
                MatchKind::Exact
            } else {
                MatchKind::Spelling
            };
            // Once more, for its notes and properties.
            let stored = self.memory.unit(stored.id)?;
            matches.push(matched(stored, kind, Likeness::default()));
        }
        Ok(matches)
    }

    /// Tells whether the unit at one of the offsets in the same document has the key given with it.
    fn has_context<'k>(
        &self,
        id: UnitId,
        neighbors: impl Iterator<Item = &'k (i64, String)>,
    ) -> Result<bool> {
        let column = match self.from {
            Lang::Ar => 0,
            Lang::En => 1,
        };
        for (offset, neighbor) in neighbors {
            let mut statement = self.memory.connection().prepare_cached(NEIGHBOR)?;
            let text: Option<String> = statement
                .query_row((id.0, offset), |row| row.get(column))
                .optional()?;
            if text.is_some_and(|text| key(&text) == *neighbor) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the best fuzzy matches but for those in `known`, best first.
    ///
    /// There are more than `wanted` if several tie for the last place, because only the
    /// units themselves settle that.
    fn fuzzy(&self, text: &str, wanted: usize, known: &HashSet<UnitId>) -> Vec<Candidate> {
        let min = self.options.min;
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
            if self.options.shortcuts && after_penalty(highest) < best.last() {
                break;
            }
            let likeness = if self.options.shortcuts && highest == by_letters {
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
        candidates.sort_by_key(Candidate::order);
        if let Some(last) = candidates.get(wanted - 1).map(Candidate::order) {
            candidates.retain(|candidate| candidate.order() <= last);
        }
        candidates
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

/// The scores of the best candidates so far.
struct Best {
    limit: usize,
    scores: BinaryHeap<Reverse<u8>>,
}

impl Best {
    fn new(limit: usize) -> Self {
        Self {
            limit,
            scores: BinaryHeap::new(),
        }
    }

    fn add(&mut self, score: u8) {
        self.scores.push(Reverse(score));
        if self.scores.len() > self.limit {
            self.scores.pop();
        }
    }

    /// The score of the last place; 0 while there is room.
    fn last(&self) -> u8 {
        if self.scores.len() < self.limit {
            return 0;
        }
        self.scores.peek().map_or(0, |Reverse(score)| *score)
    }
}

/// The units with a key in `from`, but for those that were rejected.
pub(super) fn by_key(from: Lang) -> String {
    let column = match from {
        Lang::Ar => "ar_key",
        Lang::En => "en_key",
    };
    format!(
        "SELECT {UNIT_COLUMNS} FROM {UNIT_TABLES} WHERE u.{column} = ?1 AND u.status <> 'rejected'"
    )
}

/// The texts of the unit that stands so many places behind another one in its document.
pub(super) const NEIGHBOR: &str = "
    SELECT n.ar, n.en FROM unit AS u JOIN unit AS n ON n.document_id = u.document_id AND n.position = u.position + ?2
    WHERE u.id = ?1 ORDER BY n.id LIMIT 1";

fn matched(stored: StoredUnit, kind: MatchKind, likeness: Likeness) -> Match {
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
fn order(found: &Match) -> impl Ord + use<> {
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
