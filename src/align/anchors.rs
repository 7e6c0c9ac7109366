//! Where a long document is searched: anchors, a chain of them, a band around it.
//!
//! An anchor is a pair of segments that share rare words, names or numbers. Most such
//! pairs are true and some are not; the true ones lie on one ascending chain, which is
//! the heaviest one (a longest increasing subsequence with weights). The band takes in, for each
//! position, the anchors a few rows above and below it with room to both sides, so
//! that one false anchor within the chain does not cut off the path. Time and memory grow
//! with the number of segments, not with their product.

use std::ops::Range;

use crate::bitext::Bead;

use super::band::{Band, Stretch};
use super::document::Document;
use super::pins::Pins;
use super::translations::Table;

/// Documents of up to so many nodes are searched whole.
const WHOLE: usize = 40_000;

/// A type that stands in more English segments than this says nothing of where one is.
const OFTEN: usize = 40;

/// How many anchors a segment may have before the chain is chosen.
const CANDIDATES: usize = 4;

/// The weight from which a pair is an anchor, in nats.
const LEAST: f32 = 4.0;

/// How many rows above and below a position its anchors are taken from.
const ROWS: usize = 4;

/// How many English segments more are searched to either side of the anchors.
const ROOM: usize = 6;

/// Between anchors that lie further apart than this, the band follows the straight line.
const GAP: usize = 400;

/// Returns the stretches of a document, with the band of each.
pub(super) fn stretches(
    document: &Document,
    pins: &Pins,
    table: &Table,
    probabilities: &[f32],
) -> Vec<Stretch> {
    let anchors = if is_short(document) {
        Vec::new()
    } else {
        candidates(document, table, probabilities)
    };
    banded(document, pins, &anchors, |anchors, n, m| {
        rows(&chain(anchors, m), n, m, ROOM)
    })
}

/// Returns the same with narrower bands around the path of an earlier search.
pub(super) fn stretches_around(document: &Document, pins: &Pins, beads: &[Bead]) -> Vec<Stretch> {
    let starts: Vec<Anchor> = beads
        .iter()
        .filter(|bead| !bead.ar.is_empty() && !bead.en.is_empty())
        .map(|bead| Anchor {
            ar: bead.ar.start,
            en: bead.en.start,
            weight: 0.0,
        })
        .collect();
    banded(document, pins, &starts, |anchors, n, m| {
        rows(anchors, n, m, ROOM / 2)
    })
}

/// Tells whether a document is searched whole.
fn is_short(document: &Document) -> bool {
    let (n, m) = document.size();
    (n + 1) * (m + 1) <= WHOLE
}

/// Cuts a document at its pins; `rows` makes the band of a long one from the anchors of each stretch.
///
/// Anchors stand in the order of their Arabic segments.
fn banded(
    document: &Document,
    pins: &Pins,
    anchors: &[Anchor],
    rows: impl Fn(&[Anchor], usize, usize) -> Vec<Range<usize>>,
) -> Vec<Stretch> {
    let is_short = is_short(document);
    pins.stretches()
        .map(|(ar, en)| {
            let (n, m) = (ar.len(), en.len());
            let band = if is_short {
                Band::whole(n, m)
            } else {
                let from = anchors.partition_point(|anchor| anchor.ar < ar.start);
                let inside: Vec<Anchor> = anchors[from..]
                    .iter()
                    .take_while(|anchor| anchor.ar < ar.end)
                    .filter(|anchor| en.contains(&anchor.en))
                    .map(|anchor| Anchor {
                        ar: anchor.ar - ar.start,
                        en: anchor.en - en.start,
                        weight: anchor.weight,
                    })
                    .collect();
                Band::new(rows(&inside, n, m), m)
            };
            Stretch {
                start: (ar.start, en.start),
                band,
            }
        })
        .collect()
}

/// A pair of segments that share rare words.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    ar: usize,
    en: usize,
    weight: f32,
}

/// Finds the anchors of each Arabic segment, by the words that the other side has seldom.
fn candidates(document: &Document, table: &Table, probabilities: &[f32]) -> Vec<Anchor> {
    let mut postings: Vec<Vec<u32>> = vec![Vec::new(); probabilities.len()];
    for (segment, types) in document.en.types.iter().enumerate() {
        for &id in types {
            let list = &mut postings[id as usize];
            if list.len() <= OFTEN && list.last() != Some(&(segment as u32)) {
                list.push(segment as u32);
            }
        }
    }
    let mut anchors = Vec::new();
    let mut weights = vec![0f32; document.en.types.len()];
    let mut touched: Vec<u32> = Vec::new();
    for (ar, types) in document.ar.types.iter().enumerate() {
        for &id in types {
            for &(other, value) in table.row(id) {
                let list = &postings[other as usize];
                if list.len() > OFTEN {
                    continue;
                }
                let weight = value.sqrt() * -probabilities[other as usize].ln() / 2.0;
                for &en in list {
                    if weights[en as usize] == 0.0 {
                        touched.push(en);
                    }
                    weights[en as usize] += weight;
                }
            }
        }
        let start = anchors.len();
        anchors.extend(touched.drain(..).filter_map(|en| {
            let weight = std::mem::take(&mut weights[en as usize]);
            let en = en as usize;
            (weight >= LEAST).then_some(Anchor { ar, en, weight })
        }));
        anchors[start..]
            .sort_by(|a: &Anchor, b: &Anchor| b.weight.total_cmp(&a.weight).then(a.en.cmp(&b.en)));
        anchors.truncate(start + CANDIDATES);
    }
    anchors
}

/// The heaviest ascending chain of anchors, which stand in the order of their Arabic segments.
///
/// Takes `n log m` steps: a Fenwick tree holds the best chain that ends before each English segment.
fn chain(anchors: &[Anchor], english: usize) -> Vec<Anchor> {
    let mut tree: Vec<(f32, Option<usize>)> = vec![(0.0, None); english + 1];
    let best_before = |tree: &[(f32, Option<usize>)], en: usize| {
        let (mut at, mut best) = (en, (0.0, None));
        while at > 0 {
            if tree[at].0 > best.0 {
                best = tree[at];
            }
            at -= at & at.wrapping_neg();
        }
        best
    };
    let mut back: Vec<Option<usize>> = vec![None; anchors.len()];
    let mut total = vec![0f32; anchors.len()];
    let mut first = 0;
    while first < anchors.len() {
        // Anchors of one Arabic segment exclude each other: all are looked up before any is entered.
        let row = anchors[first..]
            .iter()
            .take_while(|anchor| anchor.ar == anchors[first].ar)
            .count();
        for index in first..first + row {
            let (weight, before) = best_before(&tree, anchors[index].en);
            total[index] = weight + anchors[index].weight;
            back[index] = before;
        }
        for index in first..first + row {
            let mut at = anchors[index].en + 1;
            while at <= english {
                if total[index] > tree[at].0 {
                    tree[at] = (total[index], Some(index));
                }
                at += at & at.wrapping_neg();
            }
        }
        first += row;
    }
    let mut chain = Vec::new();
    let mut at = best_before(&tree, english).1;
    while let Some(index) = at {
        chain.push(anchors[index]);
        at = back[index];
    }
    chain.reverse();
    chain
}

/// The English positions that are searched beside each Arabic one.
fn rows(chain: &[Anchor], n: usize, m: usize, room: usize) -> Vec<Range<usize>> {
    let position =
        |index: Option<usize>| index.map_or((n, m), |index| (chain[index].ar, chain[index].en));
    (0..=n)
        .map(|i| {
            let below = chain.partition_point(|anchor| anchor.ar + ROWS < i);
            let above = chain.partition_point(|anchor| anchor.ar < i + ROWS);
            let from = below
                .checked_sub(1)
                .map_or((0, 0), |index| position(Some(index)));
            let to = position((above < chain.len()).then_some(above));
            let (low, high) = if to.0 - from.0 > GAP || to.1 - from.1 > GAP {
                let share = (i - from.0) as f64 / (to.0 - from.0).max(1) as f64;
                let center = from.1 + (share * (to.1 - from.1) as f64) as usize;
                (center.saturating_sub(GAP / 2), center + GAP / 2)
            } else {
                (from.1, to.1)
            };
            low.saturating_sub(room)..(high + room).min(m) + 1
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn anchor(ar: usize, en: usize, weight: f32) -> Anchor {
        Anchor { ar, en, weight }
    }

    #[test]
    fn the_heaviest_chain_leaves_a_false_anchor_out() {
        let anchors = [
            anchor(0, 1, 5.0),
            anchor(1, 2, 5.0),
            anchor(2, 90, 9.0),
            anchor(3, 4, 5.0),
            anchor(4, 5, 5.0),
        ];
        let places: Vec<(usize, usize)> =
            chain(&anchors, 100).iter().map(|a| (a.ar, a.en)).collect();
        assert_eq!(places, [(0, 1), (1, 2), (3, 4), (4, 5)]);
    }

    proptest! {
        #[test]
        fn the_chain_is_the_heaviest_of_all(places in proptest::collection::vec((0usize..8, 0usize..8, 1u8..20), 0..9)) {
            let mut anchors: Vec<Anchor> = places.iter().map(|&(ar, en, weight)| anchor(ar, en, f32::from(weight))).collect();
            anchors.sort_by_key(|a| (a.ar, a.en));
            let weigh = |chain: &[Anchor]| chain.iter().map(|a| a.weight).sum::<f32>();
            let found = chain(&anchors, 8);
            prop_assert!(found.windows(2).all(|w| w[0].ar < w[1].ar && w[0].en < w[1].en));
            let mut heaviest = 0f32;
            for subset in 0u32..1 << anchors.len() {
                let some: Vec<Anchor> = (0..anchors.len()).filter(|i| subset >> i & 1 == 1).map(|i| anchors[i]).collect();
                if some.windows(2).all(|w| w[0].ar < w[1].ar && w[0].en < w[1].en) {
                    heaviest = heaviest.max(weigh(&some));
                }
            }
            prop_assert_eq!(weigh(&found), heaviest);
        }

        #[test]
        fn a_band_leads_from_end_to_end(places in proptest::collection::vec((0usize..900, 0usize..700), 0..30)) {
            let mut anchors: Vec<Anchor> = places.iter().map(|&(ar, en)| anchor(ar, en, 5.0)).collect();
            anchors.sort_by_key(|a| (a.ar, a.en));
            let band = Band::new(rows(&chain(&anchors, 700), 900, 700, ROOM), 700);
            prop_assert_eq!(band.end(), (900, 700));
            prop_assert_eq!(band.rows[0].start, 0);
            for pair in band.rows.windows(2) {
                prop_assert!(pair[0].start <= pair[1].start && pair[0].end <= pair[1].end && pair[1].start < pair[0].end);
            }
        }
    }
}
