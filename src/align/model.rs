//! The model: what all documents of a run have in common, and what each has of its own.

use crate::bitext::Bead;

use super::LARGEST_SIDE;
use super::features::Document;
use super::lattice::{best_path, is_kind};
use super::score::{Parameters, Scorer};

/// English characters for each Arabic one before anything is known: between news (1.07) and statutes (1.42).
const PRIOR_RATIO: f64 = 1.15;

/// The variance of the English length for each character, after clean news.
const PRIOR_VARIANCE: f64 = 4.0;

/// How many segments' worth the prior weighs against the run, and the run against a document.
const PRIOR_SEGMENTS: f64 = 25.0;

/// The confidence from which a bead of the first pass counts for the second.
const SURE: f64 = 0.8;

/// What is known of a run's documents before a single one is aligned.
#[derive(Clone, Debug)]
pub(super) struct Model {
    ratio: f64,
    variance: f64,
    /// `None` while no document has been aligned: then from the counts of paragraphs.
    agreement: Option<f64>,
}

impl Model {
    /// Takes the length ratio from all the text of the documents.
    pub(super) fn from_lengths(documents: &[Document]) -> Self {
        let (mut ar, mut en, mut segments) = (0.0, 0.0, 0usize);
        for document in documents {
            ar += document.ar.sums[document.ar.segments.len()];
            en += document.en.sums[document.en.segments.len()];
            segments += document.ar.segments.len();
        }
        Self {
            ratio: shrunk(ar, en, segments, PRIOR_RATIO),
            variance: PRIOR_VARIANCE,
            agreement: None,
        }
    }

    /// Takes ratio and variance from the beads that a first pass was sure of.
    pub(super) fn from_beads(documents: &[Document], drafts: &[Vec<Bead>]) -> Self {
        let pairs: Vec<(f64, f64)> = documents
            .iter()
            .zip(drafts)
            .flat_map(|(document, beads)| sure_lengths(document, beads))
            .collect();
        let (ar, en) = pairs
            .iter()
            .fold((0.0, 0.0), |(ar, en), pair| (ar + pair.0, en + pair.1));
        let ratio = shrunk(ar, en, pairs.len(), PRIOR_RATIO);
        Self {
            ratio,
            variance: variance(&pairs, ratio, PRIOR_VARIANCE),
            agreement: None,
        }
    }

    /// Returns the model of one document, from the beads of its first pass.
    pub(super) fn for_document(&self, document: &Document, draft: &[Bead]) -> Self {
        let pairs: Vec<(f64, f64)> = sure_lengths(document, draft).collect();
        let (ar, en) = pairs
            .iter()
            .fold((0.0, 0.0), |(ar, en), pair| (ar + pair.0, en + pair.1));
        let ratio = shrunk(ar, en, pairs.len(), self.ratio);
        Self {
            ratio,
            variance: variance(&pairs, ratio, self.variance),
            agreement: Some(agreement(document, draft)),
        }
    }

    /// Aligns one document.
    pub(super) fn align(&self, document: &Document) -> Vec<Bead> {
        let parameters = self.parameters(document);
        best_path(document, &Scorer::new(document, &parameters))
    }

    fn parameters(&self, document: &Document) -> Parameters {
        let (ar, en) = (document.ar.segments.len(), document.en.segments.len());
        let ratio = match self.agreement {
            Some(_) => self.ratio,
            None => shrunk(
                document.ar.sums[ar],
                document.en.sums[en],
                ar.min(en),
                self.ratio,
            ),
        };
        let paragraphs = (
            document.ar.paragraphs() as f64,
            document.en.paragraphs() as f64,
        );
        let alike = paragraphs.0.min(paragraphs.1) / paragraphs.0.max(paragraphs.1);
        Parameters {
            ratio,
            variance: self.variance,
            agreement: self.agreement.unwrap_or(0.7 * alike),
            kinds: kinds(),
        }
    }
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

/// How far the paragraphs of the sides with fewer of them are paragraphs of the other, after a first pass, 0..=1.
fn agreement(document: &Document, beads: &[Bead]) -> f64 {
    let (mut shared, mut rarer) = (0.0, [0.0, 0.0]);
    for bead in beads {
        let inside = |side: &super::features::Side, range: &std::ops::Range<usize>| {
            (range.start + 1..range.end)
                .filter(|&index| side.breaks_before(index))
                .count() as f64
        };
        let at = (
            document.ar.breaks_before(bead.ar.start),
            document.en.breaks_before(bead.en.start),
        );
        shared += f64::from(u8::from(at.0 && at.1));
        rarer[0] += f64::from(u8::from(at.0)) + inside(&document.ar, &bead.ar);
        rarer[1] += f64::from(u8::from(at.1)) + inside(&document.en, &bead.en);
    }
    // Two breaks' worth of doubt, so that a page of three paragraphs is not taken at its word.
    (shared + 1.0) / (rarer[0].min(rarer[1]) + 2.0)
}

/// How often translators join so many Arabic with so many English segments.
fn kinds() -> [[f64; LARGEST_SIDE + 1]; LARGEST_SIDE + 1] {
    let mut kinds = [[0.0; LARGEST_SIDE + 1]; LARGEST_SIDE + 1];
    for (ar, row) in kinds.iter_mut().enumerate() {
        for (en, p) in row
            .iter_mut()
            .enumerate()
            .filter(|(en, _)| is_kind(ar, *en))
        {
            *p = match (ar.min(en), ar.max(en)) {
                (1, 1) => 0.75,
                (0, 1) => 0.01,
                (1, 2) => 0.07,
                (2, 2) => 0.02,
                (1, 3) => 0.012,
                (2, 3) => 0.004,
                (1, 4) => 0.003,
                _ => 0.001,
            };
        }
    }
    kinds
}
