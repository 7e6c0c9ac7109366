//! The search: dynamic programming over all ways to cut both sides into beads.
//!
//! A node `(i, j)` stands for the first `i` Arabic and the first `j` English
//! segments; an edge is a bead. The best path is found forwards (Viterbi), and
//! the sums over all paths, forwards and backwards, give each bead its posterior.
//! Nodes lie in a band around the diagonal of equal shares of text; small
//! documents have all their nodes in it. Time and memory grow with
//! `segments × width of the band`.

use std::ops::Range;

use crate::bitext::Bead;

use super::LARGEST_SIDE;
use super::features::Document;
use super::score::Scorer;

/// Documents of up to so many nodes are searched whole.
const WHOLE: usize = 4_000_000;

/// The half width of the band in longer ones, in English segments.
const BAND: usize = 300;

/// The kinds of beads in the order in which ties are resolved.
fn kinds() -> impl Iterator<Item = (usize, usize)> {
    (1..=2 * LARGEST_SIDE)
        .flat_map(|size| (0..=size).map(move |ar| (ar, size - ar)))
        .filter(|&(ar, en)| is_kind(ar, en))
}

/// Tells whether a bead may join so many segments: 1-0, 0-1, up to 3-3, and 1-4, 4-1.
pub(super) fn is_kind(ar: usize, en: usize) -> bool {
    match (ar, en) {
        (0, _) | (_, 0) => ar + en == 1,
        _ => ar <= 3 && en <= 3 || ar + en <= LARGEST_SIDE + 1,
    }
}

/// The band: for each `i` the range of `j` that are searched.
struct Band {
    rows: Vec<Range<usize>>,
    /// Where each row begins in a flat list of the nodes.
    offsets: Vec<usize>,
}

impl Band {
    fn new(document: &Document) -> Self {
        let (n, m) = (document.ar.segments.len(), document.en.segments.len());
        let whole = (n + 1) * (m + 1) <= WHOLE;
        let total = (document.ar.sums[n].max(1.0), document.en.sums[m].max(1.0));
        let mut rows: Vec<Range<usize>> = Vec::with_capacity(n + 1);
        for i in 0..=n {
            if whole {
                rows.push(0..m + 1);
                continue;
            }
            let share = document.ar.sums[i] / total.0 * total.1;
            let centre = document.en.sums.partition_point(|&sum| sum < share).min(m);
            let low = if i == 0 {
                0
            } else {
                centre.saturating_sub(BAND)
            };
            let high = if i == n { m } else { (centre + BAND).min(m) };
            rows.push(low.min(high)..high + 1);
        }
        let offsets = rows
            .iter()
            .scan(0, |at, row| Some(std::mem::replace(at, *at + row.len())))
            .collect();
        Self { rows, offsets }
    }

    fn nodes(&self) -> usize {
        self.offsets
            .last()
            .map_or(0, |last| last + self.rows[self.rows.len() - 1].len())
    }

    fn node(&self, i: usize, j: usize) -> Option<usize> {
        self.rows[i]
            .contains(&j)
            .then(|| self.offsets[i] + j - self.rows[i].start)
    }
}

/// Returns the beads of the best path, with confidence and similarity.
pub(super) fn best_path(document: &Document, scorer: &Scorer<'_>) -> Vec<Bead> {
    let (n, m) = (document.ar.segments.len(), document.en.segments.len());
    let band = Band::new(document);
    let kinds: Vec<(usize, usize)> = kinds().collect();
    let mut best = vec![f64::NEG_INFINITY; band.nodes()];
    let mut forward = vec![f64::NEG_INFINITY; band.nodes()];
    let mut back = vec![(0u8, 0u8); band.nodes()];
    best[0] = 0.0;
    forward[0] = 0.0;
    let mut into = Vec::with_capacity(kinds.len());
    for i in 0..=n {
        for j in band.rows[i].clone() {
            let node = band.offsets[i] + j - band.rows[i].start;
            into.clear();
            for &(ar, en) in &kinds {
                let Some(from) = (i >= ar && j >= en)
                    .then(|| band.node(i - ar, j - en))
                    .flatten()
                else {
                    continue;
                };
                if best[from] == f64::NEG_INFINITY {
                    continue;
                }
                let score = scorer.score(i - ar..i, j - en..j);
                into.push(forward[from] + score);
                if best[from] + score > best[node] {
                    best[node] = best[from] + score;
                    back[node] = (ar as u8, en as u8);
                }
            }
            if !into.is_empty() {
                forward[node] = log_sum(&into);
            }
        }
    }
    let backward = backward(&band, &kinds, scorer, n, m);
    let total = forward[band.nodes() - 1];
    let mut beads = Vec::new();
    let (mut i, mut j) = (n, m);
    while (i, j) != (0, 0) {
        let node = band.node(i, j).expect("the path stays in the band");
        let (ar, en) = (usize::from(back[node].0), usize::from(back[node].1));
        let from = band
            .node(i - ar, j - en)
            .expect("the path stays in the band");
        let posterior =
            (forward[from] + scorer.score(i - ar..i, j - en..j) + backward[node] - total).exp();
        beads.push(Bead {
            ar: i - ar..i,
            en: j - en..j,
            confidence: posterior.clamp(0.0, 1.0),
            similarity: scorer.similarity(i - ar..i, j - en..j),
        });
        (i, j) = (i - ar, j - en);
    }
    beads.reverse();
    beads
}

/// The log sums over all paths from each node to the end.
fn backward(
    band: &Band,
    kinds: &[(usize, usize)],
    scorer: &Scorer<'_>,
    n: usize,
    m: usize,
) -> Vec<f64> {
    let mut backward = vec![f64::NEG_INFINITY; band.nodes()];
    backward[band.nodes() - 1] = 0.0;
    let mut out = Vec::with_capacity(kinds.len());
    for i in (0..=n).rev() {
        for j in band.rows[i].clone().rev() {
            if (i, j) == (n, m) {
                continue;
            }
            out.clear();
            for &(ar, en) in kinds {
                let Some(to) = (i + ar <= n && j + en <= m)
                    .then(|| band.node(i + ar, j + en))
                    .flatten()
                else {
                    continue;
                };
                if backward[to] > f64::NEG_INFINITY {
                    out.push(backward[to] + scorer.score(i..i + ar, j..j + en));
                }
            }
            if !out.is_empty() {
                backward[band.offsets[i] + j - band.rows[i].start] = log_sum(&out);
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
