//! The model: what all documents of a run have in common, and what each has of its own.

use crate::bitext::Bead;

use super::LARGEST_SIDE;
use super::document::Document;
use super::lattice::{Searched, kinds};
use super::score::{Kinds, Parameters};

/// English characters for each Arabic one before anything is known: between news (1.07) and statutes (1.42).
const PRIOR_RATIO: f64 = 1.15;

/// The variance of the English length for each character, after clean news.
const PRIOR_VARIANCE: f64 = 4.0;

/// How many segments' worth the prior weighs against the run, and the run against a document.
const PRIOR_SEGMENTS: f64 = 25.0;

/// How many beads' worth the usual kinds weigh against those of a document.
const PRIOR_BEADS: f64 = 40.0;

/// The posterior from which a bead of the first pass counts for the second.
pub(super) const SURE: f64 = 0.8;

/// What is known of a run's documents before a single one is aligned.
#[derive(Clone, Debug)]
pub(super) struct Model {
    ratio: f64,
    variance: f64,
}

impl Model {
    /// Takes the length ratio from all the text of the documents.
    pub(super) fn from_lengths(documents: &[Document]) -> Self {
        let (mut ar, mut en, mut segments) = (0.0, 0.0, 0usize);
        for document in documents {
            let (n, m) = document.size();
            ar += document.ar.sums[n];
            en += document.en.sums[m];
            segments += n;
        }
        Self {
            ratio: shrunk(ar, en, segments, PRIOR_RATIO),
            variance: PRIOR_VARIANCE,
        }
    }

    /// Takes ratio and variance from the beads that an earlier pass was sure of.
    pub(super) fn from_beads<'a>(drafts: impl Iterator<Item = (&'a Document, &'a [Bead])>) -> Self {
        let pairs: Vec<(f64, f64)> = drafts
            .flat_map(|(document, beads)| sure_lengths(document, beads))
            .collect();
        let ratio = ratio(&pairs, PRIOR_RATIO);
        Self {
            ratio,
            variance: variance(&pairs, ratio, PRIOR_VARIANCE),
        }
    }

    /// Returns what is said of a document that has not been aligned yet.
    pub(super) fn at_first(&self, document: &Document) -> Parameters {
        let (n, m) = document.size();
        let ratio = shrunk(
            document.ar.sums[n],
            document.en.sums[m],
            n.min(m),
            self.ratio,
        );
        let paragraphs = (
            document.ar.paragraphs() as f64,
            document.en.paragraphs() as f64,
        );
        let alike = paragraphs.0.min(paragraphs.1) / paragraphs.0.max(paragraphs.1);
        Parameters {
            ratio,
            variance: self.variance,
            agreement: 0.7 * alike,
            kinds: usual_kinds(),
        }
    }

    /// Returns what is said of a document after an earlier pass.
    pub(super) fn after(&self, document: &Document, draft: &Searched) -> Parameters {
        let pairs: Vec<(f64, f64)> = sure_lengths(document, &draft.beads).collect();
        let ratio = ratio(&pairs, self.ratio);
        Parameters {
            ratio,
            variance: variance(&pairs, ratio, self.variance),
            agreement: agreement(document, &draft.beads),
            kinds: fitted_kinds(&draft.expected),
        }
    }
}

/// The ratio of pairs of lengths, drawn to `prior`.
fn ratio(pairs: &[(f64, f64)], prior: f64) -> f64 {
    let (ar, en) = pairs
        .iter()
        .fold((0.0, 0.0), |(ar, en), pair| (ar + pair.0, en + pair.1));
    shrunk(ar, en, pairs.len(), prior)
}

/// The ratio of the sums, drawn to `prior` as if that had been seen on [`PRIOR_SEGMENTS`] segments of like length.
fn shrunk(ar: f64, en: f64, segments: usize, prior: f64) -> f64 {
    if segments == 0 || ar <= 0.0 {
        return prior;
    }
    let weight = PRIOR_SEGMENTS * ar / segments as f64;
    (en + prior * weight) / (ar + weight)
}

/// The robust variance for each character: from the median, so that a few bad beads do not widen it.
fn variance(pairs: &[(f64, f64)], ratio: f64, prior: f64) -> f64 {
    let mut squares: Vec<f64> = pairs
        .iter()
        .map(|&(ar, en)| (en - ratio * ar).powi(2) / ((en + ratio * ar) / 2.0))
        .collect();
    if squares.is_empty() {
        return prior;
    }
    squares.sort_by(f64::total_cmp);
    // The median of a squared normal deviate is 0.455 of its variance.
    let robust = squares[squares.len() / 2] / 0.455;
    let n = squares.len() as f64;
    (robust * n + prior * PRIOR_SEGMENTS) / (n + PRIOR_SEGMENTS)
}

fn sure_lengths<'a>(
    document: &'a Document,
    beads: &'a [Bead],
) -> impl Iterator<Item = (f64, f64)> + 'a {
    beads
        .iter()
        .filter(|bead| bead.confidence >= SURE && !bead.ar.is_empty() && !bead.en.is_empty())
        .map(|bead| {
            (
                document.ar.length(bead.ar.clone()),
                document.en.length(bead.en.clone()),
            )
        })
}

/// How far the paragraphs of the side with fewer of them are paragraphs of the other, after an earlier pass, 0..=1.
fn agreement(document: &Document, beads: &[Bead]) -> f64 {
    let (mut shared, mut rarer) = (0.0, [0.0, 0.0]);
    for bead in beads {
        let at = (
            document.ar.breaks_before(bead.ar.start),
            document.en.breaks_before(bead.en.start),
        );
        shared += f64::from(u8::from(at.0 && at.1));
        rarer[0] += f64::from(u8::from(at.0)) + document.ar.breaks_inside(&bead.ar) as f64;
        rarer[1] += f64::from(u8::from(at.1)) + document.en.breaks_inside(&bead.en) as f64;
    }
    // Two breaks' worth of doubt, so that a page of three paragraphs is not taken at its word.
    (shared + 1.0) / (rarer[0].min(rarer[1]) + 2.0)
}

/// How often translators join so many Arabic with so many English segments.
fn usual_kinds() -> Kinds {
    let mut usual = [[0.0; LARGEST_SIDE + 1]; LARGEST_SIDE + 1];
    for (ar, en) in kinds() {
        usual[ar][en] = match (ar.min(en), ar.max(en)) {
            (1, 1) => 0.75,
            (0, 1) => 0.014,
            (0, run) => 0.0005 * 0.5f64.powi(run as i32 - 2),
            (1, 2) => 0.07,
            (1, more) => 0.012 * 0.3f64.powi(more as i32 - 3),
            (2, 2) => 0.02,
            (2, more) => 0.004 * 0.3f64.powi(more as i32 - 3),
            (_, more) => 0.001 * 0.3f64.powi(more as i32 - 3),
        };
    }
    usual
}

/// The usual kinds, moved as far towards those of the document as it has beads.
fn fitted_kinds(expected: &Kinds) -> Kinds {
    let all: f64 = expected.iter().flatten().sum();
    let mut fitted = usual_kinds();
    let total: f64 = fitted.iter().flatten().sum();
    for (row, counts) in fitted.iter_mut().zip(expected) {
        for (p, count) in row.iter_mut().zip(counts) {
            *p = (count + PRIOR_BEADS * *p / total) / (all + PRIOR_BEADS);
        }
    }
    fitted
}
