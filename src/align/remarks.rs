//! What an alignment shows of a document as a whole: blocks that are missing or moved, stretches that do not translate each other.
//!
//! A wrong pair is hard to tell from a free one; a run of them is not. Three things are
//! looked for when the beads are there:
//!
//! - *missing*: a run of segments of one side without a counterpart;
//! - *moved*: such a run, or a part of it, that translates one at another place of the other side: the
//!   two are aligned with each other by the same search and the same words;
//! - *suspect*: windows of [`WINDOW`] beads whose words explain each other no better than those
//!   of strangers do ([`super::Kinship`]), though the document as a whole is kin.
//!
//! # Where the figures come from
//!
//! Of all windows of five beads, those of the articles in `corpus/` have 0.78 nats a token at least, and 99 of a
//! hundred 1.04; paired with one another's translations, the articles give 0.24 at most in 95 of a
//! hundred, and one window of 421 lies over 0.4.
//!
//! With six beads of each article removed, moved or replaced on one side, 33, 35 and 35 of 35 are found where they stand,
//! with four 30, 34 and 33, with three 26, 22 and 25; of a moved block it counts, too, if what it was moved over is told
//! instead. The untouched articles give no remark. The marks were set with these articles in view, so other texts may do less well.
//!
//! # Limits
//!
//! A block of one segment or a few words is not seen, nor is one that became a part of a larger bead. A passage that
//! is moved and rewritten is missing twice. Of many runs only the [`MOST`] longest of each side are compared.

use std::ops::Range;

use rayon::prelude::*;

use crate::bitext::{Bead, Lang};

use super::document::Document;
use super::kinship::Kinship;
use super::lattice::Searched;

/// The beads of a window.
const WINDOW: usize = 5;

/// The mean below which the words of a window are those of strangers, in nats a token.
const LEVEL: f64 = 0.4;

/// The mean from which a bead at the end of such a stretch does not belong to it.
const KIN: f64 = 0.8;

/// A block or a window of fewer tokens says too little.
const FEW: usize = 40;

/// A run of so many segments is a block, however long the document.
const BLOCK: usize = 4;

/// A run of this share of its side's tokens is one, too, if it has two segments.
const SHARE: f64 = 0.1;

/// How many runs of each side are compared with those of the other.
const MOST: usize = 6;

/// Something that a document's alignment shows; ranges are of segments.
#[derive(Clone, Debug, PartialEq)]
pub enum Remark {
    /// A block of one side has no counterpart.
    Missing {
        /// The side that has it.
        lang: Lang,
        /// Its segments there.
        segments: Range<usize>,
        /// The segment of the other side before which it would stand.
        before: usize,
    },
    /// A block stands at one place of the Arabic and at another of the English.
    Moved {
        /// Its Arabic segments.
        ar: Range<usize>,
        /// Its English segments.
        en: Range<usize>,
    },
    /// A stretch whose sides hardly translate each other.
    Suspect {
        /// Its Arabic segments.
        ar: Range<usize>,
        /// Its English segments.
        en: Range<usize>,
        /// The log likelihood ratio of its words, in nats a token.
        words: f64,
    },
}

/// Beads with the evidence of their words, in nats each; none where a side is empty.
pub(super) struct Weighed {
    pub(super) beads: Vec<Bead>,
    pub(super) evidence: Vec<f64>,
}

impl From<Searched> for Weighed {
    fn from(searched: Searched) -> Self {
        Self {
            beads: searched.beads,
            evidence: searched.evidence,
        }
    }
}

/// A run of segments that are alone, or that might as well be.
#[derive(Clone, Debug, PartialEq)]
struct Run {
    segments: Range<usize>,
    /// Where the other side stands meanwhile.
    beside: Range<usize>,
}

/// Looks for what is remarkable; `align` aligns a part of the Arabic with a part of the English.
///
/// The remarks stand in the order of their Arabic places.
pub(super) fn find(
    document: &Document,
    weighed: &Weighed,
    kinship: Kinship,
    align: impl Fn(Range<usize>, Range<usize>) -> Weighed + Sync,
) -> Vec<Remark> {
    if kinship.are_strangers() {
        return Vec::new();
    }
    let suspects = suspects(document, weighed);
    let (ar, en) = alone(&weighed.beads);
    let moved = moved(document, [&ar, &en], &suspects, align);
    let is_moved = |lang: Lang, range: &Range<usize>| {
        let half = range.len() / 2;
        let shared = moved.iter().map(|(ar, en)| match lang {
            Lang::Ar => overlap(ar, range),
            Lang::En => overlap(en, range),
        });
        shared.sum::<usize>() > half
    };
    let mut remarks = Vec::new();
    let mut covered = Vec::new();
    for (ar, en, words) in suspects {
        if !is_moved(Lang::Ar, &ar) && !is_moved(Lang::En, &en) {
            covered.push((ar.clone(), en.clone()));
            remarks.push(Remark::Suspect { ar, en, words });
        }
    }
    for (lang, runs) in [(Lang::Ar, ar), (Lang::En, en)] {
        let side = document.side(lang);
        let blocks = moved.iter().map(|(ar, en)| match lang {
            Lang::Ar => ar,
            Lang::En => en,
        });
        let blocks: Vec<_> = blocks.cloned().collect();
        let all = side.tokens(0..side.types.len());
        for run in runs {
            let is_covered = covered.iter().any(|(ar, en)| {
                let range = match lang {
                    Lang::Ar => ar,
                    Lang::En => en,
                };
                overlap(range, &run.segments) == run.segments.len()
            });
            if is_covered {
                continue;
            }
            for segments in without(&run.segments, &blocks) {
                let tokens = side.tokens(segments.clone());
                let is_large = segments.len() >= BLOCK
                    || segments.len() >= 2 && tokens as f64 >= SHARE * all as f64;
                if is_large && tokens >= FEW {
                    remarks.push(Remark::Missing {
                        lang,
                        segments,
                        before: run.beside.end,
                    });
                }
            }
        }
    }
    remarks.extend(moved.into_iter().map(|(ar, en)| Remark::Moved { ar, en }));
    remarks.sort_by_key(|remark| match remark {
        Remark::Missing {
            lang: Lang::Ar,
            segments,
            ..
        } => segments.start,
        Remark::Missing { before, .. } => *before,
        Remark::Moved { ar, .. } | Remark::Suspect { ar, .. } => ar.start,
    });
    remarks
}

/// The stretches of beads whose words are those of strangers: both sides' segments and the mean.
fn suspects(document: &Document, weighed: &Weighed) -> Vec<(Range<usize>, Range<usize>, f64)> {
    let beads = &weighed.beads;
    let mean = |range: Range<usize>| {
        let (mut joined, mut alone, mut words) = (0, [0, 0], 0.0);
        for (bead, evidence) in beads[range.clone()].iter().zip(&weighed.evidence[range]) {
            let ar = document.ar.tokens(bead.ar.clone());
            let en = document.en.tokens(bead.en.clone());
            match (bead.ar.is_empty(), bead.en.is_empty()) {
                (false, false) => joined += ar + en,
                _ => alone = [alone[0] + ar, alone[1] + en],
            }
            words += evidence;
        }
        // What is alone on both sides could have been joined; what is alone on one only is missing.
        let tokens = joined + 2 * alone[0].min(alone[1]);
        (tokens >= FEW).then(|| words / tokens as f64)
    };
    let is_strange = |range: Range<usize>| mean(range).is_some_and(|mean| mean < LEVEL);
    let windows = (0..(beads.len() + 1).saturating_sub(WINDOW)).map(|start| start..start + WINDOW);
    // Where both sides are alone at one place, the beads of one come after those of the other.
    let mut end = 0;
    let places = beads
        .chunk_by(|a, b| is_alone(a) && is_alone(b))
        .map(|chunk| {
            end += chunk.len();
            end - chunk.len()..end
        });
    let mut strange: Vec<Range<usize>> = windows
        .chain(places.filter(|place| is_replaced(document, &beads[place.clone()])))
        .filter(|range| is_strange(range.clone()))
        .collect();
    strange.sort_by_key(|range| (range.start, range.end));
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for range in strange {
        match stretches.last_mut() {
            Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
            _ => stretches.push(range),
        }
    }
    let is_kin = |index: usize| {
        let tokens = document.ar.tokens(beads[index].ar.clone())
            + document.en.tokens(beads[index].en.clone());
        weighed.evidence[index] >= KIN * tokens as f64 && tokens > 0
    };
    let mut extended: Vec<Range<usize>> = Vec::new();
    for mut stretch in stretches {
        while !stretch.is_empty() && is_kin(stretch.start) {
            stretch.start += 1;
        }
        while !stretch.is_empty() && is_kin(stretch.end - 1) {
            stretch.end -= 1;
        }
        if !is_strange(stretch.clone()) {
            continue;
        }
        // What is alone beside it is so because of it.
        while stretch.start > 0 && is_alone(&beads[stretch.start - 1]) {
            stretch.start -= 1;
        }
        while beads.get(stretch.end).is_some_and(is_alone) {
            stretch.end += 1;
        }
        match extended.last_mut() {
            Some(last) if last.end >= stretch.start => last.end = stretch.end,
            _ => extended.push(stretch),
        }
    }
    let measured = extended.into_iter().filter_map(|stretch| {
        let words = mean(stretch.clone()).filter(|&words| words < LEVEL)?;
        let (first, last) = (&beads[stretch.start], &beads[stretch.end - 1]);
        let (ar, en) = (first.ar.start..last.ar.end, first.en.start..last.en.end);
        Some((ar, en, words))
    });
    measured.collect()
}

/// Tells whether beads are those of two texts of about one length beside each other, both alone.
fn is_replaced(document: &Document, beads: &[Bead]) -> bool {
    if !beads.iter().all(is_alone) {
        return false;
    }
    let tokens = beads.iter().fold((0, 0), |(ar, en), bead| {
        (
            ar + document.ar.tokens(bead.ar.clone()),
            en + document.en.tokens(bead.en.clone()),
        )
    });
    tokens.0 <= 3 * tokens.1 && tokens.1 <= 3 * tokens.0
}

/// The runs of segments without a counterpart, of either side.
fn alone(beads: &[Bead]) -> (Vec<Run>, Vec<Run>) {
    let (mut arabic, mut english) = (Vec::new(), Vec::new());
    for beads in beads.chunk_by(|a, b| is_alone(a) && is_alone(b)) {
        let (first, last) = (&beads[0], &beads[beads.len() - 1]);
        if !is_alone(first) {
            continue;
        }
        let (ar, en) = (first.ar.start..last.ar.end, first.en.start..last.en.end);
        if !ar.is_empty() {
            arabic.push(Run {
                segments: ar.clone(),
                beside: en.clone(),
            });
        }
        if !en.is_empty() {
            english.push(Run {
                segments: en,
                beside: ar,
            });
        }
    }
    (arabic, english)
}

fn is_alone(bead: &Bead) -> bool {
    bead.ar.is_empty() || bead.en.is_empty()
}

/// The blocks that stand at two places, the surest first taken.
fn moved(
    document: &Document,
    [ar, en]: [&[Run]; 2],
    suspects: &[(Range<usize>, Range<usize>, f64)],
    align: impl Fn(Range<usize>, Range<usize>) -> Weighed + Sync,
) -> Vec<(Range<usize>, Range<usize>)> {
    let candidates = |lang: Lang, runs: &[Run]| {
        let strange = suspects.iter().map(|(ar, en, _)| match lang {
            Lang::Ar => (ar.clone(), en.clone()),
            Lang::En => (en.clone(), ar.clone()),
        });
        let strange = strange.map(|(segments, beside)| Run { segments, beside });
        let side = document.side(lang);
        let mut all: Vec<Run> = strange.collect();
        let apart: Vec<Run> = runs
            .iter()
            .filter(|run| {
                all.iter()
                    .all(|other| overlap(&other.segments, &run.segments) == 0)
            })
            .cloned()
            .collect();
        all.extend(apart);
        let tokens = |run: &Run| side.tokens(run.segments.clone());
        all.retain(|run| run.segments.len() >= 2 && 2 * tokens(run) >= FEW);
        all.sort_by_key(|run| (std::cmp::Reverse(tokens(run)), run.segments.start));
        all.truncate(MOST);
        all
    };
    let (ar, en) = (candidates(Lang::Ar, ar), candidates(Lang::En, en));
    let pairs: Vec<(&Run, &Run)> = ar
        .iter()
        .flat_map(|run| en.iter().map(move |other| (run, other)))
        .filter(|(run, other)| other.segments != run.beside)
        .collect();
    let mut blocks: Vec<(f64, Range<usize>, Range<usize>)> = pairs
        .into_par_iter()
        .filter_map(|(run, other)| {
            block(
                document,
                &align(run.segments.clone(), other.segments.clone()),
            )
        })
        .collect();
    blocks.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.start.cmp(&b.1.start)));
    let mut taken: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (_, ar, en) in blocks {
        let is_free =
            |(a, e): &(Range<usize>, Range<usize>)| overlap(a, &ar) == 0 && overlap(e, &en) == 0;
        if taken.iter().all(is_free) {
            taken.push((ar, en));
        }
    }
    taken
}

/// The beads in a row whose words speak most for each other, if they make a block: by how much, and both sides' segments.
fn block(document: &Document, part: &Weighed) -> Option<(f64, Range<usize>, Range<usize>)> {
    let (mut sum, mut start) = (0.0, 0);
    let mut best = (0.0, 0..0);
    for (index, (bead, evidence)) in part.beads.iter().zip(&part.evidence).enumerate() {
        let tokens = document.ar.tokens(bead.ar.clone()) + document.en.tokens(bead.en.clone());
        if sum <= 0.0 {
            (sum, start) = (0.0, index);
        }
        sum += evidence - LEVEL * tokens as f64;
        if sum > best.0 {
            best = (sum, start..index + 1);
        }
    }
    let (excess, range) = best;
    let beads = &part.beads[range.clone()];
    let (first, last) = (beads.first()?, beads.last()?);
    let (ar, en) = (first.ar.start..last.ar.end, first.en.start..last.en.end);
    let tokens = document.ar.tokens(ar.clone()) + document.en.tokens(en.clone());
    let words: f64 = part.evidence[range].iter().sum();
    let is_block = ar.len() >= 2 && en.len() >= 2 && tokens >= FEW;
    (is_block && words >= KIN * tokens as f64).then_some((excess, ar, en))
}

/// How many segments two ranges share.
fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// What is left of a range without some others.
fn without(range: &Range<usize>, others: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut others: Vec<&Range<usize>> = others.iter().collect();
    others.sort_by_key(|other| other.start);
    let mut left = Vec::new();
    let mut start = range.start;
    for other in others {
        if overlap(other, range) > 0 {
            left.push(start..other.start.max(start));
            start = start.max(other.end);
        }
    }
    left.push(start..range.end.max(start));
    left.retain(|range| !range.is_empty());
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_left_without_others() {
        let ranges = |text: &str| -> Vec<Range<usize>> {
            let bounds = text
                .split_whitespace()
                .filter_map(|range| range.split_once('-'));
            let number = |text: &str| text.parse().expect("a number");
            bounds
                .map(|(start, end)| number(start)..number(end))
                .collect()
        };
        for (range, others, left) in [
            (0..5, "", "0-5"),
            (0..5, "1-2", "0-1 2-5"),
            (2..5, "0-3 4-9", "3-4"),
            (2..5, "2-5", ""),
            (2..5, "6-7", "2-5"),
        ] {
            assert_eq!(
                without(&range, &ranges(others)),
                ranges(left),
                "{range:?} {others}"
            );
        }
    }

    #[test]
    fn runs_are_told_for_each_side_with_the_place_beside_them() {
        let bead = |ar, en| Bead {
            ar,
            en,
            confidence: 1.0,
            similarity: 0.0,
        };
        let beads = [
            bead(0..1, 0..1),
            bead(1..2, 1..1),
            bead(2..3, 1..1),
            bead(3..3, 1..2),
        ];
        let (ar, en) = alone(&beads);
        assert_eq!(
            ar,
            [Run {
                segments: 1..3,
                beside: 1..2
            }]
        );
        assert_eq!(
            en,
            [Run {
                segments: 1..2,
                beside: 1..3
            }]
        );
    }
}
