//! The log likelihood ratio of a bead.
//!
//! The sum of four terms, each the logarithm of a probability if the two sides
//! translate each other, divided by the probability if they do not:
//!
//! - *kind*: how often translators join so many segments with so many;
//! - *length*: the English length given the Arabic one, against the lengths of
//!   English segments at large;
//! - *features*: what stands on both sides, the rarer the better, against what
//!   has no counterpart;
//! - *paragraphs*: whether the pages begin paragraphs at the same places, and of
//!   the same make (headings with headings).
//!
//! A bead that is empty on one side has its kind term only.

use std::ops::Range;

use crate::bitext::Block;

use super::LARGEST_SIDE;
use super::features::{Document, FeatureId, Kind, Side};

/// What a model says of one document.
#[derive(Clone, Debug)]
pub(super) struct Parameters {
    /// English characters for each Arabic one.
    pub(super) ratio: f64,
    /// The variance of the English length for each English character.
    pub(super) variance: f64,
    /// How far paragraphs of one side are those of the other, 0..=1.
    pub(super) agreement: f64,
    /// The probability of each kind of bead, `[ar][en]`.
    pub(super) kinds: [[f64; LARGEST_SIDE + 1]; LARGEST_SIDE + 1],
}

/// Scores the beads of one document.
pub(super) struct Scorer<'a> {
    document: &'a Document,
    parameters: &'a Parameters,
    ln_kinds: [[f64; LARGEST_SIDE + 1]; LARGEST_SIDE + 1],
    /// For each feature: what a match adds, by the side that is searched.
    gains: Vec<f64>,
    /// The mean and the variance of an English segment's length.
    background: (f64, f64),
    breaks: Breaks,
}

/// Logarithms of the paragraph term.
struct Breaks {
    /// `[Arabic break][English break]` at a boundary between two beads.
    between: [[f64; 2]; 2],
    inside_ar: f64,
    inside_en: f64,
}

/// How much of its own probability a feature without counterpart keeps: `ln` of it is the penalty.
fn kept_alone(kind: Kind) -> f64 {
    match kind {
        Kind::Number => 0.35,
        Kind::Latin => 0.7,
        Kind::Mark => 0.75,
    }
}

impl<'a> Scorer<'a> {
    pub(super) fn new(document: &'a Document, parameters: &'a Parameters) -> Self {
        let ln_kinds = parameters.kinds.map(|row| row.map(|p| p.max(1e-9).ln()));
        let gains = (0..document.kinds.len())
            .map(|id| gain(document, id))
            .collect();
        let n = document.en.segments.len().max(1) as f64;
        let mean = document.en.sums[document.en.segments.len()] / n;
        let spread = document
            .en
            .segments
            .iter()
            .map(|segment| (segment.length - mean).powi(2))
            .sum::<f64>()
            / n;
        // A page of like lines would make its own lengths too good an explanation.
        let variance = spread.max((0.5 * mean).powi(2)).max(1.0);
        Self {
            document,
            parameters,
            ln_kinds,
            gains,
            background: (mean.max(1.0), variance),
            breaks: Breaks::new(&document.ar, &document.en, parameters.agreement),
        }
    }

    /// The score of the bead that joins the two ranges, each at most [`LARGEST_SIDE`] long.
    pub(super) fn score(&self, ar: Range<usize>, en: Range<usize>) -> f64 {
        let kind = self.ln_kinds[ar.len()][en.len()];
        let boundary = self.boundary(ar.start, en.start);
        if ar.is_empty() || en.is_empty() {
            return kind + boundary;
        }
        kind + boundary
            + self.length(&ar, &en)
            + self.features(&ar, &en)
            + self.inside(&ar, &en)
            + self.blocks(&ar, &en)
    }

    /// How alike the sides of a bead are, 0..=1: by length, and by features where there are any.
    pub(super) fn similarity(&self, ar: Range<usize>, en: Range<usize>) -> f64 {
        if ar.is_empty() || en.is_empty() {
            return 0.0;
        }
        let z = self.deviation(&ar, &en);
        let length = (-0.5 * z * z / 4.0).exp();
        let (mut both, mut all) = (0.0, 0.0);
        for_each_feature(
            &self.document.ar,
            &self.document.en,
            &ar,
            &en,
            |id, in_ar, in_en| {
                let weight = self.gains[id as usize].max(0.1);
                all += weight;
                both += if in_ar && in_en { weight } else { 0.0 };
            },
        );
        // Few features say little: three weigh as much as the length.
        let trust = all / (all + 6.0);
        if all > 0.0 {
            (1.0 - trust) * length + trust * both / all
        } else {
            length
        }
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
        let related = heavy_tailed(z).ln() - self.sd(expected, length).ln();
        let (mean, variance) = self.background;
        let n = en.len() as f64;
        let sd = (variance * n).sqrt();
        let unrelated = heavy_tailed((length - mean * n) / sd).ln() - sd.ln();
        related - unrelated
    }

    fn features(&self, ar: &Range<usize>, en: &Range<usize>) -> f64 {
        let mut sum = 0.0;
        for_each_feature(
            &self.document.ar,
            &self.document.en,
            ar,
            en,
            |id, in_ar, in_en| {
                sum += if in_ar && in_en {
                    self.gains[id as usize]
                } else {
                    kept_alone(self.document.kinds[id as usize]).ln()
                };
            },
        );
        sum
    }

    /// The paragraph term of the boundary before the two segments.
    fn boundary(&self, ar: usize, en: usize) -> f64 {
        if ar == 0
            || en == 0
            || ar == self.document.ar.segments.len()
            || en == self.document.en.segments.len()
        {
            return 0.0;
        }
        let breaks = (
            self.document.ar.breaks_before(ar),
            self.document.en.breaks_before(en),
        );
        self.breaks.between[usize::from(breaks.0)][usize::from(breaks.1)]
    }

    fn inside(&self, ar: &Range<usize>, en: &Range<usize>) -> f64 {
        let count = |side: &Side, range: &Range<usize>| {
            (range.start + 1..range.end)
                .filter(|&i| side.breaks_before(i))
                .count() as f64
        };
        count(&self.document.ar, ar) * self.breaks.inside_ar
            + count(&self.document.en, en) * self.breaks.inside_en
    }

    fn blocks(&self, ar: &Range<usize>, en: &Range<usize>) -> f64 {
        let has = |side: &Side, range: &Range<usize>, block: Block| {
            side.segments[range.clone()]
                .iter()
                .any(|s| s.block == block)
        };
        let mut sum = 0.0;
        for (block, alike, unlike) in [(Block::Heading, 2.0, -4.0), (Block::Item, 0.7, -1.0)] {
            sum += match (
                has(&self.document.ar, ar, block),
                has(&self.document.en, en, block),
            ) {
                (true, true) => alike,
                (false, false) => 0.0,
                _ => unlike,
            };
        }
        sum
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

/// What a match of a feature adds: the rarer it is on both sides, the more.
fn gain(document: &Document, id: usize) -> f64 {
    let rate =
        |side: &Side| f64::from(side.frequency[id].max(1)) / side.segments.len().max(1) as f64;
    let alone = kept_alone(document.kinds[id]);
    let chance = rate(&document.ar).max(rate(&document.en));
    (alone + (1.0 - alone) / chance).ln().min(4.0)
}

/// The density of a normal distribution with a share of one three times as wide, so that one odd sentence does not decide.
///
/// Never 0: the difference of two infinite logarithms would be no number.
fn heavy_tailed(z: f64) -> f64 {
    let normal = |z: f64| (-0.5 * z * z).exp() / (2.0 * std::f64::consts::PI).sqrt();
    (0.9 * normal(z) + 0.1 * normal(z / 3.0) / 3.0).max(f64::MIN_POSITIVE)
}

/// Visits each feature of the two ranges once, saying on which sides it stands.
fn for_each_feature(
    ar: &Side,
    en: &Side,
    ar_range: &Range<usize>,
    en_range: &Range<usize>,
    mut visit: impl FnMut(FeatureId, bool, bool),
) {
    let (ar, en) = (
        &ar.segments[ar_range.clone()],
        &en.segments[en_range.clone()],
    );
    let stands = |side: &[super::features::Features], id: FeatureId| {
        side.iter().any(|s| s.ids.binary_search(&id).is_ok())
    };
    for (index, segment) in ar.iter().enumerate() {
        for &id in segment.ids.iter().filter(|&&id| !stands(&ar[..index], id)) {
            visit(id, true, stands(en, id));
        }
    }
    for (index, segment) in en.iter().enumerate() {
        for &id in segment
            .ids
            .iter()
            .filter(|&&id| !stands(&en[..index], id) && !stands(ar, id))
        {
            visit(id, false, true);
        }
    }
}
