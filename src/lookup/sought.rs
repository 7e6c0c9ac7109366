//! One query against the sources: its distance from each, and how small that can be at best.
//!
//! # The bound
//!
//! Every token of the heavier text that finds no partner of its class costs at least
//! the share of words that are alike, because nothing else makes a replacement cheaper.

use super::score::{Cost, Costs, Likeness, Weighted, distance, weigh};
use super::sources::{Source, Sources};
use crate::bitext::Lang;

/// The longest query, in tokens, of which the costs are kept for every word they were computed for.
const MOST_KEPT: usize = 1_000;

/// No place in a list.
const NOWHERE: u32 = u32::MAX;

/// A query, weighed and numbered by the vocabulary of the sources.
pub(super) struct Sought<'a> {
    sources: &'a Sources,
    tokens: Vec<Weighted>,
    weights: Vec<Cost>,
    weight: Cost,
    /// How many tokens of each class the query has, and a copy to count down in.
    counts: Vec<u32>,
    left: Vec<u32>,
    /// For each token of the vocabulary, where its costs begin.
    column_of: Vec<u32>,
    /// The tokens that have costs.
    used: Vec<u32>,
    /// What it costs to put a token of the vocabulary in the place of each of the query's.
    columns: Vec<Cost>,
    source_weights: Vec<Cost>,
    source_columns: Vec<u32>,
}

impl<'a> Sought<'a> {
    pub(super) fn new(text: &str, from: Lang, sources: &'a Sources) -> Self {
        Self::of_tokens(weigh(text, from), sources)
    }

    /// Returns nothing yet, to [`look_for`](Self::look_for) the sources themselves.
    pub(super) fn nothing(sources: &'a Sources) -> Self {
        Self::of_tokens(Vec::new(), sources)
    }

    /// Looks for another of the sources, without allocating again.
    pub(super) fn look_for(&mut self, source: &Source) {
        let vocabulary = &self.sources.vocabulary;
        for token in &self.tokens {
            if let Some(class) = vocabulary.class(token) {
                (self.counts[class], self.left[class]) = (0, 0);
            }
        }
        for token in self.used.drain(..) {
            self.column_of[token as usize] = NOWHERE;
        }
        self.columns.clear();
        self.tokens.clear();
        for &token in self.sources.tokens(source) {
            let class = vocabulary.class_of(token);
            self.counts[class] += 1;
            self.left[class] += 1;
            self.tokens.push(vocabulary.token(token).clone());
        }
        self.weights.clear();
        self.weights
            .extend(self.tokens.iter().map(Weighted::weight));
        self.weight = self.weights.iter().sum();
    }

    fn of_tokens(tokens: Vec<Weighted>, sources: &'a Sources) -> Self {
        let weights: Vec<Cost> = tokens.iter().map(Weighted::weight).collect();
        let mut counts = vec![0; sources.vocabulary.classes()];
        for token in &tokens {
            if let Some(class) = sources.vocabulary.class(token) {
                counts[class] += 1;
            }
        }
        Self {
            sources,
            weight: weights.iter().sum(),
            weights,
            tokens,
            left: counts.clone(),
            counts,
            column_of: vec![NOWHERE; sources.vocabulary.len()],
            used: Vec::new(),
            columns: Vec::new(),
            source_weights: Vec::new(),
            source_columns: Vec::new(),
        }
    }

    /// Returns the likeness that `source` has at most by its words, from the weights alone.
    pub(super) fn by_weight(&self, source: &Source) -> Likeness {
        self.likeness(source, self.weight.abs_diff(source.weight))
    }

    /// Returns the likeness that `source` has at most by its words, from the classes of its tokens.
    pub(super) fn at_most(&mut self, source: &Source) -> Likeness {
        let vocabulary = &self.sources.vocabulary;
        let tokens = self.sources.tokens(source);
        let mut partnered = 0;
        for &token in tokens {
            let class = vocabulary.class_of(token);
            if self.left[class] > 0 {
                self.left[class] -= 1;
                partnered += vocabulary.token(token).weight();
            }
        }
        for &token in tokens {
            let class = vocabulary.class_of(token);
            self.left[class] = self.counts[class];
        }
        let alone = self.weight.max(source.weight).saturating_sub(partnered);
        // Weights are whole hundreds, so nothing is lost to rounding.
        let least = alone / 100 * Costs::STANDARD.alike;
        self.likeness(source, least.max(self.weight.abs_diff(source.weight)))
    }

    /// Returns the likeness of `source` by its words.
    pub(super) fn by_words(&mut self, source: &Source) -> Likeness {
        let costs = Costs::STANDARD;
        let vocabulary = &self.sources.vocabulary;
        let tokens = self.sources.tokens(source);
        self.source_weights.clear();
        let weights = tokens.iter().map(|&token| vocabulary.token(token).weight());
        self.source_weights.extend(weights);
        if self.tokens.len() > MOST_KEPT {
            let distance = distance(&self.weights, &self.source_weights, |i, j| {
                costs.replacement(&self.tokens[i], vocabulary.token(tokens[j]))
            });
            return self.likeness(source, distance);
        }
        self.source_columns.clear();
        for &token in tokens {
            let column = &mut self.column_of[token as usize];
            if *column == NOWHERE {
                *column = self.columns.len() as u32;
                self.used.push(token);
                let token = vocabulary.token(token);
                let replacements = self.tokens.iter().map(|t| costs.replacement(t, token));
                self.columns.extend(replacements);
            }
            self.source_columns.push(*column);
        }
        let distance = distance(&self.weights, &self.source_weights, |i, j| {
            self.columns[self.source_columns[j] as usize + i]
        });
        self.likeness(source, distance)
    }

    fn likeness(&self, source: &Source, distance: Cost) -> Likeness {
        Likeness::by_words(self.weight, source.weight, distance)
    }
}
