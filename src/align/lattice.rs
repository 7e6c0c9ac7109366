//! The search: dynamic programming over all ways to cut both sides into beads.
//!
//! A node `(i, j)` stands for the first `i` Arabic and the first `j` English
//! segments; an edge is a bead. The best path is found forwards (Viterbi); the sums over all
//! paths, forwards and backwards, give each bead its posterior. Nodes lie in a
//! [`Band`]; time and memory grow with their number.
//!
//! The path that is returned is not the most probable one but the one with the
//! greatest expected number of right beads (the sum of posteriors), because that is what
//! its user counts: where two cuts are about equally likely it prefers beads that
//! stand on most paths.

use std::ops::Range;

use crate::bitext::{Bead, Lang};

use super::LARGEST_SIDE;
use super::band::{Band, Stretch};
use super::document::Document;
use super::kinship::{Kinship, evidence};
use super::pins::Pins;
use super::score::{Kinds, Scorer};

/// How far below the best of its row a node may lie, in nats: a path through it is `exp(-25)` as likely.
const BEAM: f64 = 25.0;

/// The kinds of beads in the order in which ties are resolved: small ones first.
pub(super) fn kinds() -> impl Iterator<Item = (usize, usize)> {
    (1..=2 * LARGEST_SIDE)
        .flat_map(|size| (0..=size).map(move |ar| (ar, size - ar)))
        .filter(|&(ar, en)| ar.max(en) <= LARGEST_SIDE && is_kind(ar, en))
}

/// Tells whether an edge may join so many segments: runs of omissions, 1-8, 8-1, 2-6, 6-2, and up to 4-4 between.
pub(super) fn is_kind(ar: usize, en: usize) -> bool {
    match (ar.min(en), ar.max(en)) {
        (0, _) => true,
        (1, more) => more <= 8,
        (2, more) => more <= 6,
        (3, more) => more <= 5,
        (_, more) => more <= 4,
    }
}

/// What a search gives.
pub(super) struct Searched {
    /// The beads of the path; their confidence is their posterior.
    pub(super) beads: Vec<Bead>,
    /// The evidence of their words.
    pub(super) evidence: Vec<f64>,
    /// Whether the sides translate each other at all.
    pub(super) kinship: Kinship,
    /// The expected number of beads of each kind.
    pub(super) expected: Kinds,
}

/// Searches a document, stretch by stretch; between two of them stands a pin.
pub(super) fn search(
    document: &Document,
    stretches: &[Stretch],
    pins: &Pins,
    scorer: &Scorer<'_>,
) -> Searched {
    let mut beads = Vec::new();
    let mut expected = [[0.0; LARGEST_SIDE + 1]; LARGEST_SIDE + 1];
    let between = pins.fixed().iter().map(Some).chain([None]);
    for (stretch, pin) in stretches.iter().zip(between) {
        beads.extend(best_beads(stretch, pins, scorer, &mut expected));
        let Some((ar, en)) = pin.map(|pin| (pin.ar(), pin.en())) else {
            continue;
        };
        if ar.is_empty() && en.is_empty() {
            continue;
        }
        if ar.len().max(en.len()) <= LARGEST_SIDE && is_kind(ar.len(), en.len()) {
            expected[ar.len()][en.len()] += 1.0;
        }
        beads.push(Bead {
            confidence: 1.0,
            similarity: scorer.similarity(ar.clone(), en.clone()),
            ar,
            en,
        });
    }
    let evidence = evidence(scorer, &beads);
    Searched {
        kinship: Kinship::new(document, &beads, &evidence),
        evidence,
        beads,
        expected,
    }
}

/// The beads of a stretch; `expected` takes in how often each kind is made there.
fn best_beads(
    Stretch { start, band }: &Stretch,
    pins: &Pins,
    scorer: &Scorer<'_>,
    expected: &mut Kinds,
) -> Vec<Bead> {
    let kinds: Vec<(usize, usize)> = kinds().collect();
    let score = |i: usize, j: usize, ar: usize, en: usize| {
        let (i, j) = (start.0 + i, start.1 + j);
        let (ar, en) = (i - ar..i, j - en..j);
        if pins.may_join(&ar, &en) {
            scorer.score(ar, en)
        } else {
            f64::NEG_INFINITY
        }
    };
    let forward = Forward::new(band, &kinds, score);
    let backward = backward(band, &kinds, &forward.best, score);
    let total = forward.sum[forward.sum.len() - 1];
    let Forward { best, sum } = forward;
    drop(best);
    let mut gain = vec![f64::NEG_INFINITY; band.nodes()];
    let mut back = vec![(0u8, 0u8, 0f32); band.nodes()];
    gain[0] = 0.0;
    for (i, row) in band.rows.iter().enumerate() {
        for (node, j) in (band.offsets[i]..).zip(row.clone()) {
            if backward[node] == f64::NEG_INFINITY {
                continue;
            }
            for &(ar, en) in kinds.iter().filter(|&&(ar, en)| i >= ar && j >= en) {
                let Some(from) = band.node(i - ar, j - en) else {
                    continue;
                };
                if gain[from] == f64::NEG_INFINITY {
                    continue;
                }
                let score = score(i, j, ar, en);
                if score == f64::NEG_INFINITY {
                    continue;
                }
                let posterior = (sum[from] + score + backward[node] - total).exp();
                expected[ar][en] += posterior;
                // An omission is half a bead: it is counted when it is wrong, but not when it is right.
                let worth = match (ar, en) {
                    (0, alone) | (alone, 0) => 0.5 * alone as f64,
                    _ => 1.0,
                };
                let value = gain[from] + worth * posterior;
                if value > gain[node] {
                    gain[node] = value;
                    back[node] = (ar as u8, en as u8, posterior as f32);
                }
            }
        }
    }
    let mut beads = Vec::new();
    let (mut i, mut j) = band.end();
    while (i, j) != (0, 0) {
        let node = band.node(i, j).expect("the path stays in the band");
        let (ar, en, posterior) = back[node];
        let from = (i - usize::from(ar), j - usize::from(en));
        let confidence = f64::from(posterior).clamp(0.0, 1.0);
        let segments = (start.0 + from.0..start.0 + i, start.1 + from.1..start.1 + j);
        if ar == 0 || en == 0 {
            // A run of omissions is one edge and as many beads.
            let alone = |ar: Range<usize>, en: Range<usize>| Bead {
                confidence: if pins.has_alone(Lang::Ar, &ar) || pins.has_alone(Lang::En, &en) {
                    1.0
                } else {
                    confidence
                },
                ar,
                en,
                similarity: 0.0,
            };
            let (ar, en) = segments;
            let (i, j) = (ar.end, en.end);
            beads.extend(ar.rev().map(|at| alone(at..at + 1, j..j)));
            beads.extend(en.rev().map(|at| alone(i..i, at..at + 1)));
        } else {
            let (ar, en) = segments;
            beads.push(Bead {
                confidence,
                similarity: scorer.similarity(ar.clone(), en.clone()),
                ar,
                en,
            });
        }
        (i, j) = from;
    }
    beads.reverse();
    beads
}

/// What is known of each node from the start on.
struct Forward {
    /// The score of the best path to it; negative infinity where none leads.
    best: Vec<f64>,
    /// The log sum over all paths to it.
    sum: Vec<f64>,
}

impl Forward {
    /// Goes through the band row by row.
    fn new(
        band: &Band,
        kinds: &[(usize, usize)],
        score: impl Fn(usize, usize, usize, usize) -> f64,
    ) -> Self {
        let mut best = vec![f64::NEG_INFINITY; band.nodes()];
        let mut sum = vec![f64::NEG_INFINITY; band.nodes()];
        best[0] = 0.0;
        sum[0] = 0.0;
        let mut into = Vec::with_capacity(kinds.len());
        for (i, row) in band.rows.iter().enumerate() {
            for (node, j) in (band.offsets[i]..).zip(row.clone()) {
                into.clear();
                for &(ar, en) in kinds.iter().filter(|&&(ar, en)| i >= ar && j >= en) {
                    let Some(from) = band.node(i - ar, j - en) else {
                        continue;
                    };
                    if best[from] == f64::NEG_INFINITY {
                        continue;
                    }
                    let score = score(i, j, ar, en);
                    into.push(sum[from] + score);
                    best[node] = best[node].max(best[from] + score);
                }
                if !into.is_empty() {
                    sum[node] = log_sum(&into);
                }
            }
            // The end is not given up, however little leads there.
            if let Some(next) = band.rows.get(i + 1) {
                give_up(&mut best, &mut sum, band, i, next.start);
            }
        }
        Self { best, sum }
    }
}

/// Gives up the nodes of a row that lie far below its best one.
///
/// Only nodes from which the next row can be reached lead; others may have the better
/// score and no future, as where a passage is missing.
fn give_up(best: &mut [f64], sum: &mut [f64], band: &Band, row: usize, ahead: usize) {
    let nodes = band.offsets[row]..band.offsets[row] + band.rows[row].len();
    let ahead = nodes.start + ahead - band.rows[row].start;
    let leader = best[ahead..nodes.end]
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    for node in nodes {
        if best[node] < leader - BEAM {
            best[node] = f64::NEG_INFINITY;
            sum[node] = f64::NEG_INFINITY;
        }
    }
}

/// The log sums over all paths from each node that is reached to the end.
fn backward(
    band: &Band,
    kinds: &[(usize, usize)],
    reached: &[f64],
    score: impl Fn(usize, usize, usize, usize) -> f64,
) -> Vec<f64> {
    let (n, m) = band.end();
    let mut backward = vec![f64::NEG_INFINITY; band.nodes()];
    backward[band.nodes() - 1] = 0.0;
    let mut out = Vec::with_capacity(kinds.len());
    for i in (0..=n).rev() {
        for j in band.rows[i].clone().rev() {
            let node = band.offsets[i] + j - band.rows[i].start;
            if (i, j) == (n, m) || reached[node] == f64::NEG_INFINITY {
                continue;
            }
            out.clear();
            for &(ar, en) in kinds.iter().filter(|&&(ar, en)| i + ar <= n && j + en <= m) {
                let to = band.node(i + ar, j + en);
                if let Some(to) = to.filter(|&to| backward[to] > f64::NEG_INFINITY) {
                    out.push(backward[to] + score(i + ar, j + en, ar, en));
                }
            }
            if !out.is_empty() {
                backward[node] = log_sum(&out);
            }
        }
    }
    backward
}

fn log_sum(terms: &[f64]) -> f64 {
    let largest = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if largest == f64::NEG_INFINITY {
        return largest;
    }
    largest
        + terms
            .iter()
            .map(|term| (term - largest).exp())
            .sum::<f64>()
            .ln()
}
