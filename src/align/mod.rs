//! Stage 4: two lists of segments in, one list of beads out.
//!
//! The beads cover both sides once and in order, without gaps and without
//! crossings. A bead may be empty on one side (an omission, an addition), never
//! on both.
//!
//! # Score
//!
//! Every bead has one log likelihood ratio: how much better its two sides are
//! explained as translations of each other than as texts that have nothing to do
//! with each other. Length (after Gale and Church, "A Program for
//! Aligning Sentences in Bilingual Corpora", 1993), numbers, foreign words,
//! question and quotation marks and the paragraphs of both pages take part. The
//! path of the highest sum is the alignment; the share of all paths
//! that go through a bead is its confidence.
//!
//! # One model over all documents
//!
//! Lengths are compared by a ratio that each document has of its own, shrunk to
//! that of all documents together, and that one to a prior: a fixed ratio ruins
//! statutes, a raw one short pages. The first pass uses all the text, the second
//! the beads that the first is sure of.
//!
//! # Limits
//!
//! Beads go up to [`LARGEST_SIDE`] segments a side. Words are not compared across
//! the languages, so free literary prose is aligned by its lengths and marks.
//! Reordered passages are not found. Documents of more than about five hundred
//! segments a side are searched in a band around the diagonal, and there only near the
//! best path; where that runs out of the band (whole books), the search takes minutes.

mod features;
mod lattice;
mod model;
mod score;
mod units;

use crate::bitext::{Bead, Bitext};

use features::Document;
use model::Model;
pub use units::{texts, units};

/// The most segments that a bead holds on one side.
pub const LARGEST_SIDE: usize = 4;

/// The version of the alignment; goes up when the same input gives other beads.
pub const VERSION: u32 = 1;

/// Aligns each of the bitexts, with one model over all of them.
///
/// The results stand in the order of the input and depend on nothing else.
/// Equal scores are resolved in favor of the smaller bead.
pub fn align(bitexts: &[Bitext]) -> Vec<Vec<Bead>> {
    let documents: Vec<Document> = bitexts.iter().map(Document::new).collect();
    let first = Model::from_lengths(&documents);
    let drafts: Vec<Vec<Bead>> = documents
        .iter()
        .map(|document| first.align(document))
        .collect();
    let second = Model::from_beads(&documents, &drafts);
    documents
        .iter()
        .zip(&drafts)
        .map(|(document, draft)| second.for_document(document, draft).align(document))
        .collect()
}

#[cfg(test)]
mod tests;
