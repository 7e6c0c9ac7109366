//! Lookup by scoring every unit of the memory.
//!
//! The sources are read and cut into tokens once; after that a query costs a
//! dynamic program for each unit that can still reach the threshold. Exact
//! matches come through the key index. Loading takes some microseconds a unit and
//! some hundred bytes, so this serves memories of up to some ten thousand units,
//! batches, and as the oracle for anything quicker.

use std::cmp::Reverse;
use std::collections::HashMap;

use rusqlite::OptionalExtension;

use super::score::{self, Costs, Weighted};
use super::{Match, MatchKind, Options, Query, penalties};
use crate::bitext::{Lang, Status, UnitId};
use crate::error::Result;
use crate::memory::{Memory, StoredUnit, UNIT_COLUMNS, UNIT_TABLES, key_hash, unit_from_row};
use crate::text::forms::key;
use crate::text::tokens::{TokenKind, Tokens};

/// The sources of a memory in one language, ready to be scored.
pub struct Scan<'a> {
    memory: &'a Memory,
    from: Lang,
    vocabulary: Vocabulary,
    sources: Vec<Source>,
}

/// One unit's source.
struct Source {
    id: UnitId,
    tokens: Box<[u32]>,
    weight: u32,
    /// Points that are subtracted from a fuzzy score.
    penalty: u8,
    letters: Box<[(char, char)]>,
}

/// Every token of the sources once.
#[derive(Default)]
struct Vocabulary {
    tokens: Vec<Weighted>,
    indices: HashMap<(String, TokenKind), u32>,
}

impl Vocabulary {
    fn index(&mut self, text: &str, kind: TokenKind, lang: Lang) -> u32 {
        if let Some(&index) = self.indices.get(&(text.to_owned(), kind)) {
            return index;
        }
        let index = self.tokens.len() as u32;
        self.tokens.push(Costs::STANDARD.weighted(text, kind, lang));
        self.indices.insert((text.to_owned(), kind), index);
        index
    }
}

/// A candidate before its unit is read.
struct Candidate {
    id: UnitId,
    kind: MatchKind,
    /// Before penalties.
    closeness: u32,
    /// After penalties.
    score: u8,
}

impl<'a> Scan<'a> {
    /// Reads the sources in `from`; without `fuzzy` none, for queries that want exact matches only.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn load(memory: &'a Memory, from: Lang, fuzzy: bool) -> Result<Self> {
        let mut scan = Self {
            memory,
            from,
            vocabulary: Vocabulary::default(),
            sources: Vec::new(),
        };
        if !fuzzy {
            return Ok(scan);
        }
        let sql = format!(
            "SELECT {UNIT_COLUMNS} FROM {UNIT_TABLES} WHERE u.status <> 'rejected' ORDER BY u.id"
        );
        let mut statement = memory.connection().prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let StoredUnit { id, unit } = unit_from_row(row)?;
            let tokens: Box<[u32]> = Tokens::of(unit.text(from))
                .iter()
                .map(|token| scan.vocabulary.index(token.text, token.kind, from))
                .collect();
            scan.sources.push(Source {
                id,
                weight: tokens
                    .iter()
                    .map(|&token| scan.vocabulary.tokens[token as usize].weight)
                    .sum(),
                tokens,
                penalty: penalties(&unit, MatchKind::Fuzzy)
                    .iter()
                    .map(|penalty| penalty.points)
                    .sum(),
                letters: score::letter_pairs(unit.text(from)).into(),
            });
        }
        Ok(scan)
    }

    /// Returns the units that are like the query, best first.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn find(&self, query: &Query<'_>, options: &Options) -> Result<Vec<Match>> {
        if query.text.trim().is_empty() || options.limit == 0 {
            return Ok(Vec::new());
        }
        let mut matches = self.same_key(query, options)?;
        if options.fuzzy {
            let known: Vec<UnitId> = matches.iter().map(|found| found.stored.id).collect();
            let mut candidates = self.fuzzy(query.text, options);
            candidates.retain(|candidate| !known.contains(&candidate.id));
            // What ties with the last place is read too, because the ties are settled by the units themselves.
            candidates.sort_by_key(|candidate| Reverse(candidate.score));
            if let Some(last) = candidates
                .get(options.limit.saturating_sub(1))
                .map(|candidate| candidate.score)
            {
                candidates.retain(|candidate| candidate.score >= last);
            }
            for candidate in candidates {
                matches.push(self.matched(
                    self.memory.unit(candidate.id)?,
                    candidate.kind,
                    candidate.closeness,
                ));
            }
        }
        matches.retain(|found| found.score >= options.min);
        matches.sort_by_cached_key(order);
        matches.truncate(options.limit);
        Ok(matches)
    }

    /// Context, exact and spelling matches, through the key index.
    fn same_key(&self, query: &Query<'_>, _options: &Options) -> Result<Vec<Match>> {
        let source = key(query.text);
        let sql = match self.from {
            Lang::Ar => format!(
                "SELECT {UNIT_COLUMNS} FROM {UNIT_TABLES} WHERE u.ar_key = ?1 AND u.status <> 'rejected'"
            ),
            Lang::En => format!(
                "SELECT {UNIT_COLUMNS} FROM {UNIT_TABLES} WHERE u.en_key = ?1 AND u.status <> 'rejected'"
            ),
        };
        let mut statement = self.memory.connection().prepare_cached(&sql)?;
        let mut rows = statement.query([key_hash(query.text)])?;
        let mut matches = Vec::new();
        while let Some(row) = rows.next()? {
            let stored = unit_from_row(row)?;
            let text = stored.unit.text(self.from);
            if key(text) != source {
                continue;
            }
            let kind = if self.has_context(&stored, query)? {
                MatchKind::Context
            } else if text == query.text {
                MatchKind::Exact
            } else {
                MatchKind::Spelling
            };
            let stored = self.memory.unit(stored.id)?;
            matches.push(self.matched(stored, kind, 1_000_000));
        }
        Ok(matches)
    }

    /// Tells whether the unit before or after in the same document has the key of the query's neighbor.
    fn has_context(&self, stored: &StoredUnit, query: &Query<'_>) -> Result<bool> {
        const NEIGHBOR: &str = "
            SELECT n.ar, n.en FROM unit AS u JOIN unit AS n ON n.document_id = u.document_id AND n.position = u.position + ?2
            WHERE u.id = ?1 ORDER BY n.id LIMIT 1";
        for (offset, neighbor) in [(-1, query.previous), (1, query.next)] {
            let Some(neighbor) = neighbor else { continue };
            let column = match self.from {
                Lang::Ar => 0,
                Lang::En => 1,
            };
            let mut statement = self.memory.connection().prepare_cached(NEIGHBOR)?;
            let text: Option<String> = statement
                .query_row((stored.id.0, offset), |row| row.get(column))
                .optional()?;
            if text.is_some_and(|text| key(&text) == key(neighbor)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Scores every source.
    fn fuzzy(&self, text: &str, options: &Options) -> Vec<Candidate> {
        let query = Costs::STANDARD.weigh(text, self.from);
        let weights: Vec<u32> = query.iter().map(|token| token.weight).collect();
        let weight: u32 = weights.iter().sum();
        let letters = score::letter_pairs(text);
        // Replacements are the costly part; a word of the memory is compared once with each of the query.
        let mut replacements: Vec<HashMap<u32, u32>> = vec![HashMap::new(); query.len()];
        let mut candidates = Vec::new();
        let mut source_weights = Vec::new();
        for source in &self.sources {
            let reaches = |closeness: u32| {
                score::per_cent(closeness).saturating_sub(source.penalty) >= options.min
            };
            let bound = score::closeness(weight, source.weight, weight.abs_diff(source.weight));
            let mut closeness = 0;
            if !options.shortcuts || reaches(bound) {
                source_weights.clear();
                source_weights.extend(
                    source
                        .tokens
                        .iter()
                        .map(|&token| self.vocabulary.tokens[token as usize].weight),
                );
                let distance = score::distance(&weights, &source_weights, |i, j| {
                    let token = source.tokens[j];
                    *replacements[i].entry(token).or_insert_with(|| {
                        Costs::STANDARD
                            .replacement(&query[i], &self.vocabulary.tokens[token as usize])
                    })
                });
                closeness = score::closeness(weight, source.weight, distance);
            }
            let by_letters = u32::from(score::HIGHEST_BY_LETTERS) * 10_000 + 9_999;
            if closeness < by_letters && (!options.shortcuts || reaches(by_letters)) {
                closeness = closeness.max(score::closeness_by_letters(&letters, &source.letters));
            }
            if reaches(closeness) {
                let score = score::per_cent(closeness).saturating_sub(source.penalty);
                candidates.push(Candidate {
                    id: source.id,
                    kind: MatchKind::Fuzzy,
                    closeness,
                    score,
                });
            }
        }
        candidates
    }

    fn matched(&self, stored: StoredUnit, kind: MatchKind, closeness: u32) -> Match {
        let penalties = penalties(&stored.unit, kind);
        let full = match kind {
            MatchKind::Fuzzy => score::per_cent(closeness),
            kind => kind.score(),
        };
        let points: u8 = penalties.iter().map(|penalty| penalty.points).sum();
        Match {
            stored,
            score: full.saturating_sub(points),
            kind,
            penalties,
            closeness,
        }
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
