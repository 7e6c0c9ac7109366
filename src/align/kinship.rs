//! Whether two texts are translations of each other at all.
//!
//! Any two texts can be aligned; what gives two strangers away is that their words do not
//! explain each other. So the log likelihood ratio of the words is summed up along the path,
//! and its mean over all tokens of both sides is held against a threshold. Length says
//! nothing here: it fits by chance, or is the same for two reports of a day.

use super::document::Document;
use super::score::Scorer;
use crate::bitext::Bead;

/// What speaks for two texts being translations of each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kinship {
    /// The log likelihood ratio of the words on the path, in nats a token.
    pub words: f64,
    /// The share of the tokens of both sides that stand in beads with two sides, 0..=1.
    pub joined: f64,
    /// The number of tokens of both sides.
    pub tokens: usize,
}

/// The ratio below which two texts are strangers.
const STRANGERS: f64 = 0.25;

/// The same for texts of which less than half is joined: the two reports of a day that share a paragraph.
const HALF_STRANGERS: f64 = 0.5;

/// Texts of fewer tokens say too little to be refused.
const FEW: usize = 40;

impl Kinship {
    /// Weighs the path of a search.
    pub(super) fn new(document: &Document, scorer: &Scorer<'_>, beads: &[Bead]) -> Self {
        let count = |types: &[Vec<u32>]| types.iter().map(Vec::len).sum::<usize>();
        let tokens = count(&document.ar.types) + count(&document.en.types);
        let (mut words, mut joined) = (0.0, 0);
        for bead in beads
            .iter()
            .filter(|bead| !bead.ar.is_empty() && !bead.en.is_empty())
        {
            words += 2.0 * scorer.words_of_bead(&bead.ar, &bead.en);
            joined += count(&document.ar.types[bead.ar.clone()])
                + count(&document.en.types[bead.en.clone()]);
        }
        let all = tokens.max(1) as f64;
        Self {
            words: words / all,
            joined: joined as f64 / all,
            tokens,
        }
    }

    /// Tells whether the texts hardly translate each other; texts of a few words are given the benefit of the doubt.
    pub fn are_strangers(&self) -> bool {
        let least = if self.joined < 0.5 {
            HALF_STRANGERS
        } else {
            STRANGERS
        };
        self.tokens >= FEW && self.words < least
    }
}
