//! The sources of a memory in one language, in the shape in which they are scored.
//!
//! Tokens are numbers into a vocabulary, so that a word is weighed and stemmed once
//! for the whole memory, and compared with each of a query's words once for that
//! query. The sources lie by weight, because a score bounds how far the weights of two
//! texts are apart.

use std::collections::HashMap;
use std::ops::Range;

use super::score::{Cost, Likeness, Weighted, letter_pairs};
use super::{MatchKind, penalties};
use crate::bitext::{Lang, Status, UnitId};
use crate::error::Result;
use crate::memory::{Memory, named};
use crate::text::tokens::{TokenKind, Tokens};

/// Every token of the sources once.
#[derive(Default)]
pub(super) struct Vocabulary {
    tokens: Vec<Weighted>,
    indices: HashMap<Box<str>, u32>,
    /// The class of each token.
    classes: Vec<u32>,
    class_indices: HashMap<Box<str>, u32>,
}

impl Vocabulary {
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn token(&self, index: u32) -> &Weighted {
        &self.tokens[index as usize]
    }

    pub(super) fn class_of(&self, index: u32) -> usize {
        self.classes[index as usize] as usize
    }

    /// Returns the number of classes.
    pub(super) fn classes(&self) -> usize {
        self.class_indices.len()
    }

    /// Returns the class of a token that may be new; `None` if no source has one of it.
    pub(super) fn class(&self, token: &Weighted) -> Option<usize> {
        let class = self.class_indices.get(token.class.as_str())?;
        Some(*class as usize)
    }

    fn add(&mut self, text: &str, kind: TokenKind, lang: Lang) -> u32 {
        if let Some(&index) = self.indices.get(text) {
            return index;
        }
        let token = Weighted::new(text, kind, lang);
        let next = self.class_indices.len() as u32;
        let class = self.class_indices.entry(token.class.as_str().into());
        self.classes.push(*class.or_insert(next));
        let index = self.tokens.len() as u32;
        self.tokens.push(token);
        self.indices.insert(text.into(), index);
        index
    }
}

/// One unit's source.
pub(super) struct Source {
    pub(super) id: UnitId,
    pub(super) weight: Cost,
    /// Points that are subtracted from a fuzzy score.
    pub(super) penalty: u8,
    pub(super) is_reviewed: bool,
    tokens: Range<usize>,
    pairs: Range<usize>,
}

/// The sources of a memory, lightest first, or of texts in their order.
#[derive(Default)]
pub(super) struct Sources {
    pub(super) vocabulary: Vocabulary,
    all: Vec<Source>,
    tokens: Vec<u32>,
    /// The pairs of letters of all sources, as numbers.
    pairs: Vec<u32>,
    pair_indices: HashMap<(char, char), u32>,
}

impl Sources {
    /// Reads every source in `from` of a unit that is not rejected; its letters too if they are wanted.
    pub(super) fn load(memory: &Memory, from: Lang, with_letters: bool) -> Result<Self> {
        let mut sources = Self::default();
        // Whole units would take twice as long to read.
        let mut statement = memory.connection().prepare(match from {
            Lang::Ar => "SELECT id, status, origin, ar FROM unit WHERE status <> 'rejected'",
            Lang::En => "SELECT id, status, origin, en FROM unit WHERE status <> 'rejected'",
        })?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let status: Status = named(1, &row.get::<_, String>(1)?)?;
            let origin = named(2, &row.get::<_, String>(2)?)?;
            let text: String = row.get(3)?;
            let (tokens, pairs) = (sources.tokens.len(), sources.pairs.len());
            let weight = sources.add_tokens(&text, from);
            if with_letters {
                for pair in letter_pairs(&text) {
                    let next = sources.pair_indices.len() as u32;
                    let index = *sources.pair_indices.entry(pair).or_insert(next);
                    sources.pairs.push(index);
                }
            }
            let penalties = penalties(origin, status, MatchKind::Fuzzy);
            sources.all.push(Source {
                id: UnitId(row.get(0)?),
                weight,
                penalty: penalties.iter().map(|penalty| penalty.points).sum(),
                is_reviewed: status == Status::Reviewed,
                tokens: tokens..sources.tokens.len(),
                pairs: pairs..sources.pairs.len(),
            });
        }
        sources.all.sort_by_key(|source| (source.weight, source.id));
        Ok(sources)
    }

    /// Takes texts in their order, without their letters; the numbers of the units are those of the texts, from 0.
    pub(super) fn of_texts<'t>(texts: impl IntoIterator<Item = &'t str>, from: Lang) -> Self {
        let mut sources = Self::default();
        for (index, text) in texts.into_iter().enumerate() {
            let tokens = sources.tokens.len();
            let weight = sources.add_tokens(text, from);
            sources.all.push(Source {
                id: UnitId(index as i64),
                weight,
                penalty: 0,
                is_reviewed: true,
                tokens: tokens..sources.tokens.len(),
                pairs: 0..0,
            });
        }
        sources
    }

    /// Adds the tokens of a text, and returns their weight.
    fn add_tokens(&mut self, text: &str, from: Lang) -> Cost {
        let mut weight = 0;
        for token in Tokens::of(text).iter() {
            let index = self.vocabulary.add(token.text, token.kind, from);
            weight += self.vocabulary.token(index).weight();
            self.tokens.push(index);
        }
        weight
    }

    /// Returns the sources, lightest first, or in the order of the texts that they are of.
    pub(super) fn all(&self) -> &[Source] {
        &self.all
    }

    pub(super) fn tokens(&self, source: &Source) -> &[u32] {
        &self.tokens[source.tokens.clone()]
    }

    /// Counts the pairs of letters of a query.
    pub(super) fn count_pairs(&self, text: &str) -> PairCounts {
        let pairs = letter_pairs(text);
        let mut left = vec![0; self.pair_indices.len()];
        for pair in &pairs {
            if let Some(&index) = self.pair_indices.get(pair) {
                left[index as usize] += 1;
            }
        }
        PairCounts {
            left,
            all: pairs.len(),
        }
    }

    /// Returns how alike a query and a source are by their letters.
    pub(super) fn likeness_by_letters(&self, query: &mut PairCounts, source: &Source) -> Likeness {
        let pairs = &self.pairs[source.pairs.clone()];
        // Taken off one by one, which shows what is there as often, and put back.
        let mut common = 0;
        for &pair in pairs {
            let left = &mut query.left[pair as usize];
            common += usize::from(*left > 0);
            *left -= 1;
        }
        for &pair in pairs {
            query.left[pair as usize] += 1;
        }
        Likeness::by_letters(query.all, pairs.len(), common)
    }
}

/// The pairs of letters of a query.
pub(super) struct PairCounts {
    /// How often each pair stands in it, by its number.
    left: Vec<i32>,
    /// How many there are, with those that no source has.
    all: usize,
}
