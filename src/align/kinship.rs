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

/// The ratio after the first pass below which a translation is free.
///
/// Of news, health and statutes none lies below 0.95 and few below 1.1, of free literary ones most between 0.4 and 0.75.
const FREE: f64 = 0.85;

/// The log likelihood ratio of the words of each bead, in both directions together, in nats; 0 where a side is empty.
pub(super) fn evidence(scorer: &Scorer<'_>, beads: &[Bead]) -> Vec<f64> {
    let of_bead = |bead: &Bead| match bead.ar.is_empty() || bead.en.is_empty() {
        true => 0.0,
        false => 2.0 * scorer.words_of_bead(&bead.ar, &bead.en),
    };
    beads.iter().map(of_bead).collect()
}

impl Kinship {
    /// Weighs the path of a search.
    ///
    /// `evidence` is what [`evidence`] gives for the beads.
    pub(super) fn new(document: &Document, beads: &[Bead], evidence: &[f64]) -> Self {
        let (n, m) = document.size();
        let tokens = document.ar.tokens(0..n) + document.en.tokens(0..m);
        let mut joined = 0;
        for bead in beads
            .iter()
            .filter(|bead| !bead.ar.is_empty() && !bead.en.is_empty())
        {
            joined += document.ar.tokens(bead.ar.clone()) + document.en.tokens(bead.en.clone());
        }
        let all = tokens.max(1) as f64;
        Self {
            words: evidence.iter().sum::<f64>() / all,
            joined: joined as f64 / all,
            tokens,
        }
    }

    /// Tells, after the first pass, whether the words are those of a free translation (or of none).
    pub(super) fn is_free(&self) -> bool {
        self.words < FREE
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
