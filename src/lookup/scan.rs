//! Lookup by scoring every unit of the memory.
//!
//! The sources are read and cut into tokens once; after that a query costs a pass
//! over them with a bound, and a dynamic program for each that the bound lets
//! through. Exact matches come through the key index. Loading takes some ten
//! microseconds and some hundred bytes a unit, so this serves memories of up to
//! some ten thousand units, batches, and as the oracle for anything quicker.
//!
//! # The bound
//!
//! Two tokens are of one class if they have the same stem, are both numbers, or are
//! the same. Every token of the heavier text that finds no partner of its class
//! costs at least the share of words that are alike, because nothing else makes a
//! replacement cheaper. Partners are counted with the greatest weight of their
//! class, so the bound never promises too little.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use rusqlite::OptionalExtension;

use super::score::{self, Cost, Costs, Weighted};
use super::{Match, MatchKind, Options, Query, penalties};
use crate::bitext::{Lang, Status, UnitId};
use crate::error::{Error, Result};
use crate::memory::{Memory, StoredUnit, UNIT_COLUMNS, UNIT_TABLES, key_hash, unit_from_row};
use crate::text::forms::key;
use crate::text::tokens::{Token, TokenKind, Tokens};

/// The sources of a memory in one language, ready to be scored.
pub struct Scan<'a> {
    memory: &'a Memory,
    from: Lang,
    options: Options,
    vocabulary: Vocabulary,
    sources: Vec<Source>,
}

/// One unit's source.
struct Source {
    id: UnitId,
    tokens: Box<[u32]>,
    weight: Cost,
    /// Points that are subtracted from a fuzzy score.
    penalty: u8,
    /// Its pairs of letters; empty where no score under 50 is wanted.
    letters: Box<[(char, char)]>,
}

/// Every token of the sources once.
#[derive(Default)]
struct Vocabulary {
    tokens: Vec<Weighted>,
    /// By the text alone: it says what kind of token it is.
    indices: HashMap<String, u32>,
    /// The class of each token.
    classes: Vec<u32>,
    class_indices: HashMap<(String, TokenKind), u32>,
    /// The greatest weight in each class.
    heaviest: Vec<Cost>,
}

impl Vocabulary {
    fn index(&mut self, token: Token<'_>, lang: Lang) -> u32 {
        let text = token.text;
        if let Some(&index) = self.indices.get(text) {
            return index;
        }
        let index = self.tokens.len() as u32;
        let token = Costs::STANDARD.weighted(text, token.kind, lang);
        let next = self.heaviest.len() as u32;
        let class = *self.class_indices.entry(class_name(&token)).or_insert(next);
        if class == next {
            self.heaviest.push(0);
        }
        let heaviest = &mut self.heaviest[class as usize];
        *heaviest = token.weight.max(*heaviest);
        self.classes.push(class);
        self.tokens.push(token);
        self.indices.insert(text.to_owned(), index);
        index
    }

    /// The class of a token that may be new; `None` if no source has one of it.
    fn class(&self, token: &Weighted) -> Option<u32> {
        self.class_indices.get(&class_name(token)).copied()
    }
}

/// What the tokens of a class have in common.
fn class_name(token: &Weighted) -> (String, TokenKind) {
    let name = match token.kind {
        TokenKind::Word => token.stem.clone(),
        TokenKind::Number => String::new(),
        TokenKind::Mark => token.text.clone(),
    };
    (name, token.kind)
}

/// A candidate before its unit is read.
struct Candidate {
    id: UnitId,
    /// Before penalties.
    closeness: u32,
    /// After penalties.
    score: u8,
}

impl<'a> Scan<'a> {
    /// Reads of the sources in `from` what queries with these options need.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn load(memory: &'a Memory, from: Lang, options: Options) -> Result<Self> {
        let mut scan = Self {
            memory,
            from,
            options,
            vocabulary: Vocabulary::default(),
            sources: Vec::new(),
        };
        if !options.fuzzy {
            return Ok(scan);
        }
        let sql = format!(
            "SELECT {UNIT_COLUMNS} FROM {UNIT_TABLES} WHERE u.status <> 'rejected' ORDER BY u.id"
        );
        let mut statement = memory.connection().prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let StoredUnit { id, unit } = unit_from_row(row)?;
            let text = unit.text(from);
            let tokens: Box<[u32]> = Tokens::of(text)
                .iter()
                .map(|token| scan.vocabulary.index(token, from))
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
                letters: if options.min <= score::HIGHEST_BY_LETTERS {
                    score::letter_pairs(text).into()
                } else {
                    Box::default()
                },
            });
        }
        Ok(scan)
    }

    /// Returns the units that are like the query, best first.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn find(&self, query: &Query<'_>) -> Result<Vec<Match>> {
        let options = &self.options;
        if query.text.trim().is_empty() || options.limit == 0 {
            return Ok(Vec::new());
        }
        let mut matches = self.same_key(query)?;
        if options.fuzzy {
            let known: HashSet<UnitId> = matches.iter().map(|found| found.stored.id).collect();
            for candidate in self.fuzzy(query.text, &known) {
                // A batch goes on while others write: what has gone since the sources were read is no match.
                match self.memory.unit(candidate.id) {
                    Err(Error::NoUnit { .. }) => {}
                    Ok(stored) if stored.unit.status == Status::Rejected => {}
                    stored => {
                        matches.push(matched(stored?, MatchKind::Fuzzy, candidate.closeness));
                    }
                }
            }
        }
        matches.retain(|found| found.score >= options.min);
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
            matches.push(matched(stored, kind, score::CLOSEST));
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

    /// The sources that may be among the best, but for those in `known`.
    ///
    /// What ties with the last place is in it too, because ties are settled by the units themselves.
    fn fuzzy(&self, text: &str, known: &HashSet<UnitId>) -> Vec<Candidate> {
        let options = &self.options;
        let query = Costs::STANDARD.weigh(text, self.from);
        let letters = score::letter_pairs(text);
        let weights: Vec<Cost> = query.iter().map(|token| token.weight).collect();
        let mut bound = Bound::new(&query, &self.vocabulary);
        let after_penalty = |closeness: u32, source: &Source| {
            score::per_cent(closeness).saturating_sub(source.penalty)
        };
        let mut hopeful: Vec<(u8, &Source)> = Vec::new();
        for source in self
            .sources
            .iter()
            .filter(|source| !known.contains(&source.id))
        {
            let highest = if options.shortcuts {
                let by_letters = if source.letters.is_empty() {
                    0
                } else {
                    score::MOST_BY_LETTERS
                };
                after_penalty(
                    bound.closeness(source, &self.vocabulary).max(by_letters),
                    source,
                )
            } else {
                score::HIGHEST
            };
            if highest >= options.min || !options.shortcuts {
                hopeful.push((highest, source));
            }
        }
        hopeful.sort_by_key(|(highest, _)| Reverse(*highest));
        // A word of the memory is compared once with each of the query.
        let mut replacements: Vec<HashMap<u32, Cost>> = vec![HashMap::new(); query.len()];
        let mut source_weights = Vec::new();
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut best = Best::new(options.limit);
        for (highest, source) in hopeful {
            if options.shortcuts && highest < best.last() {
                break;
            }
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
                    Costs::STANDARD.replacement(&query[i], &self.vocabulary.tokens[token as usize])
                })
            });
            let mut closeness = score::closeness(weights.iter().sum(), source.weight, distance);
            if closeness < score::MOST_BY_LETTERS {
                closeness = closeness.max(score::closeness_by_letters(&letters, &source.letters));
            }
            let score = after_penalty(closeness, source);
            if score >= options.min {
                best.add(score);
                candidates.push(Candidate {
                    id: source.id,
                    closeness,
                    score,
                });
            }
        }
        candidates.retain(|candidate| candidate.score >= best.last());
        candidates
    }
}

/// The upper bound of a source's closeness to one query.
struct Bound {
    weight: Cost,
    /// How many tokens of each class the query has, and a copy to count down in.
    counts: Vec<u32>,
    left: Vec<u32>,
}

impl Bound {
    fn new(query: &[Weighted], vocabulary: &Vocabulary) -> Self {
        let mut counts = vec![0u32; vocabulary.heaviest.len()];
        for class in query.iter().filter_map(|token| vocabulary.class(token)) {
            counts[class as usize] += 1;
        }
        Self {
            weight: query.iter().map(|token| token.weight).sum(),
            left: counts.clone(),
            counts,
        }
    }

    /// The highest closeness that the source can have, in millionths.
    fn closeness(&mut self, source: &Source, vocabulary: &Vocabulary) -> u32 {
        let mut partnered: Cost = 0;
        for &token in &source.tokens {
            let class = vocabulary.classes[token as usize] as usize;
            if self.left[class] > 0 {
                self.left[class] -= 1;
                partnered += vocabulary.heaviest[class];
            }
        }
        for &token in &source.tokens {
            let class = vocabulary.classes[token as usize] as usize;
            self.left[class] = self.counts[class];
        }
        let heavier = self.weight.max(source.weight);
        let alone = heavier.saturating_sub(partnered);
        let least = (alone * Costs::STANDARD.alike / 100).max(self.weight.abs_diff(source.weight));
        // A unit of rounding down in each share keeps it below what the program finds.
        let least = least.saturating_sub(source.tokens.len() as Cost);
        score::closeness(self.weight, source.weight, least)
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

fn matched(stored: StoredUnit, kind: MatchKind, closeness: u32) -> Match {
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
