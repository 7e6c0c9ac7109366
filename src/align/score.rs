//! The log likelihood ratio of a bead.
//!
//! The sum of five terms, each the logarithm of a probability if the two sides
//! translate each other, divided by the probability if they do not:
//!
//! - *kind*: how often translators join so many segments with so many;
//! - *length*: the English length given the Arabic one, against the lengths of
//!   English segments at large;
//! - *words*: how well the words of each side are explained by those of the other
//!   ([`super::explained`]), the mean of both directions;
//! - *paragraphs*: whether the pages begin paragraphs at the same places;
//! - *blocks*: headings go with headings, items with items.
//!
//! A bead that is empty on one side has its kind term only: it is what the others are
//! compared with.

use std::ops::Range;
use std::sync::LazyLock;

use super::document::{Document, Side};
use super::explained::Explained;
use super::pins::Pins;
use super::{Clues, LARGEST_SIDE};
use crate::bitext::Sides;

/// The probability of each kind of bead, `[ar][en]`.
pub(super) type Kinds = [[f64; LARGEST_SIDE + 1]; LARGEST_SIDE + 1];

/// What a model says of one document.
#[derive(Clone, Debug)]
pub(super) struct Parameters {
    /// English characters for each Arabic one.
    pub(super) ratio: f64,
    /// The variance of the English length for each English character.
    pub(super) variance: f64,
    /// How far paragraphs of one side are those of the other, 0..=1.
    pub(super) agreement: f64,
    /// How often each kind of bead is made.
    pub(super) kinds: Kinds,
}

/// Scores the beads of one document.
pub(super) struct Scorer<'a> {
    document: &'a Document,
    pins: &'a Pins,
    parameters: &'a Parameters,
    words: &'a Words,
    weights: Weights,
    ln_kinds: Kinds,
    /// For each English segment and each number of segments from it on, the log density of their length at large.
    unrelated: Vec<f64>,
    breaks: Breaks,
}

/// How well the words of each side are explained by the other.
pub(super) struct Words {
    /// English segments, by ranges of Arabic ones.
    pub(super) en: Explained,
    /// Arabic segments, by ranges of English ones.
    pub(super) ar: Explained,
    /// The same for the beads that are fixed: each side of one counts as a segment.
    pub(super) fixed: Sides<Explained>,
}

/// How far the kinds of beads are trusted against the other terms, which see the text itself.
const KINDS: f64 = 0.7;

/// How far the words are trusted: the tokens of a sentence are no independent witnesses.
const WORDS: f64 = 0.65;

/// How far the lengths are trusted where translators keep close to them.
const LENGTH: f64 = 2.0;

/// The variance of the length up to which they do; beyond it, trust falls as it grows.
const CLOSE: f64 = 4.0;

/// How far the terms are trusted; a clue that is switched off weighs nothing.
#[derive(Clone, Copy, Debug)]
struct Weights {
    words: f64,
    length: f64,
    paragraphs: f64,
}

impl Weights {
    fn new(clues: &Clues, variance: f64) -> Self {
        let on = |clue: bool| f64::from(u8::from(clue));
        Self {
            words: WORDS,
            length: on(clues.length) * LENGTH * (CLOSE / variance).min(1.0),
            paragraphs: on(clues.paragraphs),
        }
    }
}

/// Logarithms of the paragraph term.
struct Breaks {
    /// `[Arabic break][English break]` at a boundary between two beads.
    between: [[f64; 2]; 2],
    inside_ar: f64,
    inside_en: f64,
}

impl<'a> Scorer<'a> {
    pub(super) fn new(
        document: &'a Document,
        pins: &'a Pins,
        parameters: &'a Parameters,
        words: &'a Words,
        clues: &Clues,
    ) -> Self {
        let ln_kinds = parameters
            .kinds
            .map(|row| row.map(|p| KINDS * p.max(1e-12).ln()));
        let n = document.en.shapes.len().max(1) as f64;
        let mean = document.en.sums[document.en.shapes.len()] / n;
        let spread = document
            .en
            .shapes
            .iter()
            .map(|shape| (shape.length - mean).powi(2))
            .sum::<f64>()
            / n;
        // A page of like lines would make its own lengths too good an explanation.
        let variance = spread.max((0.5 * mean).powi(2)).max(1.0);
        Self {
            document,
            pins,
            parameters,
            words,
            weights: Weights::new(clues, parameters.variance),
            ln_kinds,
            unrelated: lengths_at_large(&document.en, mean.max(1.0), variance),
            breaks: Breaks::new(&document.ar, &document.en, parameters.agreement),
        }
    }

    /// The score of the bead that joins the two ranges, each at most [`LARGEST_SIDE`] long.
    pub(super) fn score(&self, ar: Range<usize>, en: Range<usize>) -> f64 {
        let kind = self.ln_kinds[ar.len()][en.len()];
        let boundary = self.weights.paragraphs * self.boundary(ar.start, en.start);
        if ar.is_empty() || en.is_empty() {
            return kind + boundary;
        }
        kind + boundary
            + self.weights.length * self.length(&ar, &en)
            + self.weights.words * self.words(&ar, &en)
            + self.weights.paragraphs * self.inside(&ar, &en)
            + self.blocks(&ar, &en)
    }

    /// How alike the sides of a bead are, 0..=1: by length and by words.
    pub(super) fn similarity(&self, ar: Range<usize>, en: Range<usize>) -> f64 {
        if ar.is_empty() || en.is_empty() {
            return 0.0;
        }
        let z = self.deviation(&ar, &en);
        let length = (-0.5 * z * z / 4.0).exp();
        let tokens: usize = self.document.ar.types[ar.clone()]
            .iter()
            .chain(&self.document.en.types[en.clone()])
            .map(Vec::len)
            .sum();
        // A token that is explained gives some two nats, one that is not takes a third of one.
        let mean = 2.0 * self.words_of_bead(&ar, &en) / tokens.max(1) as f64;
        let words = 1.0 / (1.0 + (-3.0 * mean).exp());
        0.3 * length + 0.7 * words
    }

    /// The words of a bead that may be fixed, and so of any size.
    pub(super) fn words_of_bead(&self, ar: &Range<usize>, en: &Range<usize>) -> f64 {
        let Some(at) = self.pins.position(ar, en) else {
            return self.words(ar, en);
        };
        let fixed = &self.words.fixed;
        let sum = |side: &Explained| side.sum(at + 1, 1, at..at + 1);
        0.5 * f64::from(sum(&fixed.en) + sum(&fixed.ar))
    }

    /// The mean of the two directions.
    fn words(&self, ar: &Range<usize>, en: &Range<usize>) -> f64 {
        let to_en = self.words.en.sum(ar.end, ar.len(), en.clone());
        let to_ar = self.words.ar.sum(en.end, en.len(), ar.clone());
        0.5 * f64::from(to_en + to_ar)
    }

    /// The difference of the English length from the expected one, in standard deviations.
    fn deviation(&self, ar: &Range<usize>, en: &Range<usize>) -> f64 {
        let (expected, length) = (
            self.document.ar.length(ar.clone()) * self.parameters.ratio,
            self.document.en.length(en.clone()),
        );
        (length - expected) / self.sd(expected, length)
    }

    fn sd(&self, expected: f64, length: f64) -> f64 {
        (self.parameters.variance * (expected + length) / 2.0).sqrt()
    }

    fn length(&self, ar: &Range<usize>, en: &Range<usize>) -> f64 {
        let length = self.document.en.length(en.clone());
        let expected = self.document.ar.length(ar.clone()) * self.parameters.ratio;
        let z = self.deviation(ar, en);
        let related =
            ln_heavy_tailed(z) - 0.5 * (self.parameters.variance * (expected + length) / 2.0).ln();
        related - self.unrelated[en.start * LARGEST_SIDE + en.len() - 1]
    }

    /// The paragraph term of the boundary before the two segments.
    fn boundary(&self, ar: usize, en: usize) -> f64 {
        let (n, m) = self.document.size();
        if ar == 0 || en == 0 || ar == n || en == m {
            return 0.0;
        }
        let breaks = (
            self.document.ar.breaks_before(ar),
            self.document.en.breaks_before(en),
        );
        self.breaks.between[usize::from(breaks.0)][usize::from(breaks.1)]
    }

    fn inside(&self, ar: &Range<usize>, en: &Range<usize>) -> f64 {
        self.document.ar.breaks_inside(ar) as f64 * self.breaks.inside_ar
            + self.document.en.breaks_inside(en) as f64 * self.breaks.inside_en
    }

    fn blocks(&self, ar: &Range<usize>, en: &Range<usize>) -> f64 {
        let Document {
            ar: arabic,
            en: english,
        } = self.document;
        let compared = |on: (bool, bool), alike: f64, unlike: f64| match on {
            (true, true) => alike,
            (false, false) => 0.0,
            _ => unlike,
        };
        compared((arabic.has_heading(ar), english.has_heading(en)), 2.0, -4.0)
            + compared((arabic.has_item(ar), english.has_item(en)), 0.7, -1.0)
    }
}

impl Breaks {
    /// Both sides' breaks are taken as one set with probability `agreement`, as independent otherwise.
    ///
    /// A side on which every segment is a paragraph says nothing then, as it should.
    fn new(ar: &Side, en: &Side, agreement: f64) -> Self {
        let (p_ar, p_en) = (ar.break_rate(), en.break_rate());
        let shared = p_ar.min(p_en);
        let both = agreement * shared + (1.0 - agreement) * p_ar * p_en;
        let ratio = |joint: f64, independent: f64| {
            if independent <= 0.0 {
                0.0
            } else {
                (joint.max(1e-3) / independent.max(1e-3)).ln()
            }
        };
        let inside = |rate: f64| {
            if rate > 0.0 {
                (1.0 - 0.98 * agreement * shared / rate).ln()
            } else {
                0.0
            }
        };
        Self {
            between: [
                [
                    ratio(1.0 - p_ar - p_en + both, (1.0 - p_ar) * (1.0 - p_en)),
                    ratio(p_en - both, (1.0 - p_ar) * p_en),
                ],
                [
                    ratio(p_ar - both, p_ar * (1.0 - p_en)),
                    ratio(both, p_ar * p_en),
                ],
            ],
            inside_ar: inside(p_ar),
            inside_en: inside(p_en),
        }
    }
}

/// The log density of the length of each run of segments, given the mean and the variance of one.
fn lengths_at_large(side: &Side, mean: f64, variance: f64) -> Vec<f64> {
    let count = side.shapes.len();
    let mut densities = vec![0.0; count * LARGEST_SIDE];
    for start in 0..count {
        for n in 1..=LARGEST_SIDE.min(count - start) {
            let sd = (variance * n as f64).sqrt();
            let length = side.length(start..start + n);
            densities[start * LARGEST_SIDE + n - 1] =
                ln_heavy_tailed((length - mean * n as f64) / sd) - sd.ln();
        }
    }
    densities
}

/// The log density of a normal distribution with a share of one three times as wide, so that one odd sentence does not decide.
///
/// Read from a table of hundredths, which is exact to a thousandth; far out the wide part alone is left.
fn ln_heavy_tailed(z: f64) -> f64 {
    const FAR: usize = 1200;
    static TABLE: LazyLock<Vec<f64>> = LazyLock::new(|| {
        let normal = |z: f64| (-0.5 * z * z).exp() / (2.0 * std::f64::consts::PI).sqrt();
        let density = |z: f64| 0.9 * normal(z) + 0.1 * normal(z / 3.0) / 3.0;
        (0..=FAR)
            .map(|at| density(at as f64 / 100.0).ln())
            .collect()
    });
    let at = z.abs() * 100.0;
    if at < FAR as f64 {
        TABLE[at as usize]
    } else {
        TABLE[FAR] - (z * z - (FAR as f64 / 100.0).powi(2)) / 18.0
    }
}
