//! What a run teaches of its own words: IBM Model 1, trained in both directions on beads.
//!
//! After Brown et al., "The Mathematics of Statistical Machine Translation" (1993), with what
//! small and doubtful data need:
//!
//! - Arabic words are pooled by their stem, so that `المدينة` and `مدينتنا` teach each other;
//! - pairs that another clue knows begin with more weight, so that what they explain is
//!   not explained by a neighbor, too;
//! - a bead counts as much as the aligner is sure of it;
//! - words of grammar learn nothing, and neither do words seen once: what is left of a
//!   pair is its expected count over that of the word and a few imagined ones more, so a readiness of
//!   weight needs evidence.

use rustc_hash::FxHashMap;

use crate::bitext::{Lang, Sides};
use crate::text::stems::stem;

use super::translations::Pairs;
use super::words::{Kind, TypeId, Vocabulary};

/// The rounds of expectation and maximization.
const ROUNDS: usize = 4;

/// How many imagined occurrences without a counterpart each word has.
const DOUBT: f32 = 2.0;

/// A word more frequent than this is one of grammar.
const GRAMMAR: f32 = 0.004;

/// The expected count that a pair owes to the bead it may be used on: without this, a wrong bead would prove itself.
const OWN: f32 = 1.0;

/// The readiness from which a pair is kept.
const LEAST: f32 = 0.03;

/// How much more a pair weighs at first that another clue knows.
const KNOWN: f32 = 8.0;

/// The words of two texts that are taken for translations of each other.
pub(super) struct Example<'a> {
    pub(super) ar: &'a [Vec<TypeId>],
    pub(super) en: &'a [Vec<TypeId>],
    /// How sure that is, 0..=1.
    pub(super) weight: f32,
}

/// A pair of words under training.
#[derive(Clone, Copy)]
struct Pair {
    to_en: f32,
    to_ar: f32,
    count_en: f32,
    count_ar: f32,
}

/// A pair of words that was learnt.
pub(super) struct Taught {
    /// The forms of the Arabic word.
    pub(super) forms: Vec<TypeId>,
    pub(super) en: TypeId,
    pub(super) to_en: f32,
    pub(super) to_ar: f32,
    /// Its expected count, by the direction that gives it fewer.
    pub(super) count: f32,
}

impl Taught {
    /// Offers it to the pairs of all its forms.
    pub(super) fn offer_to(&self, pairs: &mut Pairs) {
        for &form in &self.forms {
            pairs.offer(form, self.en, self.to_en, self.to_ar);
        }
    }
}

/// Learns from the examples; `pairs` is what other clues know.
///
/// Takes time linear in the pairs of words within examples.
pub(super) fn learn(
    examples: &[Example<'_>],
    words: &Sides<Vocabulary>,
    probabilities: &Sides<Vec<f32>>,
    pairs: &Pairs,
) -> Vec<Taught> {
    let stems = stems_of(&words.ar);
    let known: std::collections::HashSet<(u32, TypeId), rustc_hash::FxBuildHasher> = pairs
        .values
        .keys()
        .map(|&(ar, en)| (stems[ar as usize], en))
        .collect();
    let teaches = |vocabulary: &Vocabulary, p: &[f32], id: TypeId| {
        vocabulary.kinds[id as usize] == Kind::Word && p[id as usize] < GRAMMAR
    };
    // What stands once in a run has nothing to be compared with.
    let mut often = vec![0u32; words.ar.len()];
    for (id, &stem) in stems.iter().enumerate() {
        often[stem as usize] += words.ar.counts[id];
    }
    // The words of each example.
    let mut sides: Vec<(Vec<u32>, Vec<TypeId>, f32)> = Vec::with_capacity(examples.len());
    let mut seen: Sides<FxHashMap<u32, f32>> = Sides::default();
    for example in examples {
        let mut ar: Vec<u32> = example
            .ar
            .iter()
            .flatten()
            .filter(|&&id| teaches(&words.ar, &probabilities.ar, id))
            .map(|&id| stems[id as usize])
            .filter(|&stem| often[stem as usize] > 1)
            .collect();
        let mut en: Vec<TypeId> = example
            .en
            .iter()
            .flatten()
            .copied()
            .filter(|&id| words.en.counts[id as usize] > 1)
            .filter(|&id| teaches(&words.en, &probabilities.en, id))
            .collect();
        ar.sort_unstable();
        ar.dedup();
        en.sort_unstable();
        en.dedup();
        ar.iter()
            .for_each(|&a| *seen.ar.entry(a).or_default() += example.weight);
        en.iter()
            .for_each(|&e| *seen.en.entry(e).or_default() += example.weight);
        sides.push((ar, en, example.weight));
    }
    let met = Met::of(&sides, words.en.len());
    let mut trained: Vec<((u32, TypeId), Pair)> = met
        .pairs()
        .map(|(a, e)| {
            let start = if known.contains(&(a, e)) { KNOWN } else { 1.0 };
            let pair = Pair {
                to_en: start,
                to_ar: start,
                count_en: 0.0,
                count_ar: 0.0,
            };
            ((a, e), pair)
        })
        .collect();
    let mut grids: Vec<(usize, usize, f32)> = Vec::with_capacity(sides.len());
    let mut cells: Vec<u32> = Vec::with_capacity(met.cells);
    for (ar, en, weight) in sides {
        en.iter().for_each(|&e| met.number(&ar, e, &mut cells));
        grids.push((ar.len(), en.len(), weight));
    }
    drop(met);
    for _ in 0..ROUNDS {
        let mut at = 0;
        for &(ar, en, weight) in &grids {
            let grid = &cells[at..at + ar * en];
            at += ar * en;
            share(grid, ar, weight, &mut trained);
        }
        for ((a, e), pair) in &mut trained {
            let of =
                |seen: &FxHashMap<u32, f32>, word: &u32| seen.get(word).copied().unwrap_or(0.0);
            pair.to_en = pair.count_en / (of(&seen.ar, a) + DOUBT);
            pair.to_ar = pair.count_ar / (of(&seen.en, e) + DOUBT);
            (pair.count_en, pair.count_ar) = (0.0, 0.0);
        }
    }
    let mut forms: FxHashMap<u32, Vec<TypeId>> = FxHashMap::default();
    for (id, &stem) in stems.iter().enumerate() {
        forms.entry(stem).or_default().push(id as TypeId);
    }
    let mut taught = Vec::new();
    for ((a, e), pair) in trained {
        // Both directions must see it: one alone is how rare words collect what is left over.
        let of = |seen: &FxHashMap<u32, f32>, word: &u32| seen.get(word).copied().unwrap_or(0.0);
        let (na, ne) = (of(&seen.ar, &a) + DOUBT, of(&seen.en, &e) + DOUBT);
        let (to_en, to_ar) = (pair.to_en - OWN / na, pair.to_ar - OWN / ne);
        if to_en.min(to_ar) < LEAST {
            continue;
        }
        taught.push(Taught {
            forms: forms[&a].clone(),
            en: e,
            to_en,
            to_ar,
            count: (pair.to_en * na).min(pair.to_ar * ne),
        });
    }
    taught
}

/// The pairs of words that stand in examples together, numbered by their English word: a million of them, so in two flat lists.
struct Met {
    /// Where the Arabic words of each English one begin; one more for the end.
    starts: Vec<u32>,
    ar: Vec<u32>,
    /// How often pairs stand in examples, all together.
    cells: usize,
}

impl Met {
    fn of(sides: &[(Vec<u32>, Vec<TypeId>, f32)], types: usize) -> Self {
        let mut starts = vec![0u32; types + 1];
        for (ar, en, _) in sides {
            for &e in en {
                starts[e as usize + 1] += ar.len() as u32;
            }
        }
        for e in 0..types {
            starts[e + 1] += starts[e];
        }
        let cells = starts[types] as usize;
        let mut all = vec![0u32; cells];
        let mut next = starts.clone();
        for (ar, en, _) in sides {
            for &e in en {
                let at = next[e as usize] as usize;
                all[at..at + ar.len()].copy_from_slice(ar);
                next[e as usize] += ar.len() as u32;
            }
        }
        // Each word's list is sorted and closed up, in place.
        let mut end = 0;
        for e in 0..types {
            let (from, to) = (starts[e] as usize, starts[e + 1] as usize);
            all[from..to].sort_unstable();
            starts[e] = end as u32;
            for at in from..to {
                if end == starts[e] as usize || all[end - 1] != all[at] {
                    all[end] = all[at];
                    end += 1;
                }
            }
        }
        starts[types] = end as u32;
        all.truncate(end);
        all.shrink_to_fit();
        Self {
            starts,
            ar: all,
            cells,
        }
    }

    /// The pairs, in the order of their numbers.
    fn pairs(&self) -> impl Iterator<Item = (u32, TypeId)> {
        self.starts.windows(2).enumerate().flat_map(|(e, range)| {
            let ar = &self.ar[range[0] as usize..range[1] as usize];
            ar.iter().map(move |&a| (a, e as TypeId))
        })
    }

    /// Appends the numbers of the pairs of `e` with each of `ar`, which ascend.
    fn number(&self, ar: &[u32], e: TypeId, numbers: &mut Vec<u32>) {
        let (mut from, to) = (
            self.starts[e as usize] as usize,
            self.starts[e as usize + 1] as usize,
        );
        for a in ar {
            from += self.ar[from..to].partition_point(|there| there < a);
            numbers.push(from as u32);
        }
    }
}

/// Shares out the words of one example among those that may explain them.
fn share(grid: &[u32], ar: usize, weight: f32, trained: &mut [((u32, TypeId), Pair)]) {
    if ar == 0 {
        return;
    }
    /// What no word of the other side explains.
    const NOTHING: f32 = 0.1;
    for row in grid.chunks_exact(ar) {
        let total: f32 = NOTHING
            + row
                .iter()
                .map(|&n| trained[n as usize].1.to_en)
                .sum::<f32>();
        for &n in row {
            let pair = &mut trained[n as usize].1;
            pair.count_en += weight * pair.to_en / total;
        }
    }
    for column in 0..ar {
        let cells = || grid.iter().skip(column).step_by(ar);
        let total: f32 = NOTHING + cells().map(|&n| trained[n as usize].1.to_ar).sum::<f32>();
        for &n in cells() {
            let pair = &mut trained[n as usize].1;
            pair.count_ar += weight * pair.to_ar / total;
        }
    }
}

/// The number of each Arabic type's stem.
fn stems_of(words: &Vocabulary) -> Vec<u32> {
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    words
        .names
        .iter()
        .map(|name| {
            let next = numbers.len() as u32;
            *numbers
                .entry(stem(Lang::Ar, name).into_owned())
                .or_insert(next)
        })
        .collect()
}
