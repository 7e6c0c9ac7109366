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
const WHOLE: usize = 250_000;

/// The half width of the band in longer ones, in English segments.
const BAND: usize = 300;

/// How far below the best of its row a node of the band may lie, in nats: a path through it is `exp(-40)` as likely.
const BEAM: f64 = 40.0;

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
    /// Whether every node is in it.
    is_whole: bool,
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
            let center = document.en.sums.partition_point(|&sum| sum < share).min(m);
            let low = if i == 0 {
                0
            } else {
                center.saturating_sub(BAND)
            };
            let high = if i == n { m } else { (center + BAND).min(m) };
            // One segment may be as long as hundreds of others; neighboring rows still share a node.
            let reached = rows.last().map_or(0, |above| above.end - 1);
            rows.push(low.min(high).min(reached)..high + 1);
        }
        let offsets = rows
            .iter()
            .scan(0, |at, row| Some(std::mem::replace(at, *at + row.len())))
            .collect();
        Self {
            rows,
            offsets,
            is_whole: whole,
        }
    }

    /// The last node: all segments of both sides.
    fn end(&self) -> (usize, usize) {
        let last = self.rows.len() - 1;
        (last, self.rows[last].end - 1)
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
    let band = Band::new(document);
    let (n, m) = band.end();
    let kinds: Vec<(usize, usize)> = kinds().collect();
    let beam = if band.is_whole { f64::INFINITY } else { BEAM };
    let mut forwards = Forwards::new(&band, &kinds, scorer, beam);
    if forwards.best[band.nodes() - 1] == f64::NEG_INFINITY {
        // Hardly ever: every path that the beam kept ran out of the band.
        forwards = Forwards::new(&band, &kinds, scorer, f64::INFINITY);
    }
    let backward = backward(&band, &kinds, scorer, &forwards.best);
    let total = forwards.sum[band.nodes() - 1];
    let mut beads = Vec::new();
    let (mut i, mut j) = (n, m);
    while (i, j) != (0, 0) {
        let node = band.node(i, j).expect("the path stays in the band");
        let (ar, en) = forwards.back[node];
        let from = (i - usize::from(ar), j - usize::from(en));
        let (ar, en) = (from.0..i, from.1..j);
        let start = band
            .node(from.0, from.1)
            .expect("the path stays in the band");
        let score = scorer.score(ar.clone(), en.clone());
        let posterior = (forwards.sum[start] + score + backward[node] - total).exp();
        beads.push(Bead {
            confidence: posterior.clamp(0.0, 1.0),
            similarity: scorer.similarity(ar.clone(), en.clone()),
            ar,
            en,
        });
        (i, j) = from;
    }
    beads.reverse();
    beads
}

/// What is known of each node from the start on.
struct Forwards {
    /// The score of the best path to it; negative infinity where none leads.
    best: Vec<f64>,
    /// The log sum over all paths to it.
    sum: Vec<f64>,
    /// The kind of the last bead of the best path.
    back: Vec<(u8, u8)>,
}

impl Forwards {
    /// Goes through the band row by row; nodes that lie more than `beam` below the best of their row are given up.
    fn new(band: &Band, kinds: &[(usize, usize)], scorer: &Scorer<'_>, beam: f64) -> Self {
        let mut best = vec![f64::NEG_INFINITY; band.nodes()];
        let mut sum = vec![f64::NEG_INFINITY; band.nodes()];
        let mut back = vec![(0u8, 0u8); band.nodes()];
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
                    let score = scorer.score(i - ar..i, j - en..j);
                    into.push(sum[from] + score);
                    if best[from] + score > best[node] {
                        best[node] = best[from] + score;
                        back[node] = (ar as u8, en as u8);
                    }
                }
                if !into.is_empty() {
                    sum[node] = log_sum(&into);
                }
            }
            let nodes = band.offsets[i]..band.offsets[i] + row.len();
            let leader = best[nodes.clone()]
                .iter()
                .copied()
                .fold(f64::NEG_INFINITY, f64::max);
            for node in nodes {
                if best[node] < leader - beam {
                    best[node] = f64::NEG_INFINITY;
                    sum[node] = f64::NEG_INFINITY;
                }
            }
        }
        Self { best, sum, back }
    }
}

/// The log sums over all paths from each node to the end, through nodes that are reached from the start.
fn backward(band: &Band, kinds: &[(usize, usize)], scorer: &Scorer<'_>, best: &[f64]) -> Vec<f64> {
    let (n, m) = band.end();
    let mut backward = vec![f64::NEG_INFINITY; band.nodes()];
    backward[band.nodes() - 1] = 0.0;
    let mut out = Vec::with_capacity(kinds.len());
    for i in (0..=n).rev() {
        for j in band.rows[i].clone().rev() {
            let node = band.offsets[i] + j - band.rows[i].start;
            if (i, j) == (n, m) || best[node] == f64::NEG_INFINITY {
                continue;
            }
            out.clear();
            for &(ar, en) in kinds.iter().filter(|&&(ar, en)| i + ar <= n && j + en <= m) {
                let to = band.node(i + ar, j + en);
                if let Some(to) = to.filter(|&to| backward[to] > f64::NEG_INFINITY) {
                    out.push(backward[to] + scorer.score(i..i + ar, j..j + en));
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
