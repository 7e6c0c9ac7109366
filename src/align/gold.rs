//! How far found beads agree with gold beads: takes a gold file ([`listed`]), counts, gives precision, recall and F1.
//!
//! Strict, a bead is right if the other side has the very same bead; lax, if it shares a pair of
//! segments with one. Precision asks this of the found beads against the gold, recall of the gold beads
//! against the found ones. Recall leaves out beads that are empty on one side: what is not
//! translated cannot be found. A bead that is listed twice counts once, one that is empty on both
//! sides not at all. Documents are summed up before anything is divided.
//!
//! In a ladder, a bead lies between two rungs.
//!
//! # Limits
//!
//! Gold is by number, so both sides must be split as they were when it was made. A ladder's step is at most
//! [`LONGEST_STEP`] segments a side.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use crate::bitext::{Bead, BeadKind, Sides};

use super::listed::{self, Listed};
pub use super::listed::{BadLine, ListedBead as GoldBead};

/// The most segments of one side between two rungs of a ladder; a typing error must not fill the memory.
pub const LONGEST_STEP: usize = 10_000;

/// Reads the beads of a gold file; of a ladder, each step is a bead.
///
/// # Errors
///
/// The first line that is in another form than the file's first one, or goes back on a ladder.
pub fn read(text: &str) -> Result<Vec<GoldBead>, BadLine> {
    of_listed(listed::read(text)?)
}

/// Returns the beads that a file lists; of a ladder, each step is a bead.
///
/// # Errors
///
/// The first rung that goes back on a ladder, or is too far from the one before.
pub fn of_listed(listed: Listed) -> Result<Vec<GoldBead>, BadLine> {
    match listed {
        Listed::Beads(beads) => Ok(beads.into_iter().map(|bead| bead.it).collect()),
        Listed::Ladder(rungs) => rungs
            .windows(2)
            .map(|pair| {
                between(pair[0].it, pair[1].it).map_err(|reason| BadLine {
                    line: pair[1].line,
                    reason: reason.to_owned(),
                })
            })
            .collect(),
    }
}

fn between(below: (usize, usize), above: (usize, usize)) -> Result<GoldBead, &'static str> {
    let step = |from: usize, to: usize| match to.checked_sub(from) {
        None => Err("the rung lies before the one above it"),
        Some(LONGEST_STEP..) => Err("the rung is 10000 segments or more from the one above it"),
        Some(_) => Ok((from..to).collect()),
    };
    Ok(Sides {
        ar: step(below.0, above.0)?,
        en: step(below.1, above.1)?,
    })
}

/// Counts of found and gold beads, summed up over documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// How many documents were added.
    pub documents: usize,
    /// The found beads, and how many of them the gold has.
    pub found: Tally,
    /// The gold beads with text on both sides, and how many of them were found.
    pub gold: Tally,
    /// The beads of each kind.
    pub kinds: BTreeMap<BeadKind, KindCounts>,
}

/// Beads, and how many of them are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that the other side has as they are.
    pub strict: usize,
    /// Those that share a pair of segments with one of the other side, or are strictly right.
    pub lax: usize,
    /// All of them.
    pub all: usize,
}

/// The beads of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KindCounts {
    /// In the gold.
    pub gold: usize,
    /// Found.
    pub found: usize,
    /// In both.
    pub right: usize,
}

/// Precision, recall and their harmonic mean, 0..=1 each; 0 where there is nothing to divide by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Ratios {
    /// The share of the found beads that is right.
    pub precision: f64,
    /// The share of the gold beads that was found.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
}

impl Score {
    /// Adds a document's found beads, and its gold ones.
    pub fn add(&mut self, found: &[Bead], gold: &[GoldBead]) {
        let found: Vec<GoldBead> = found
            .iter()
            .map(|bead| Sides {
                ar: bead.ar.clone().collect(),
                en: bead.en.clone().collect(),
            })
            .collect();
        let (found, gold) = (Beads::new(&found), Beads::new(gold));
        self.documents += 1;
        for bead in &found.set {
            let (strict, lax) = (gold.has(bead), gold.touches(bead));
            self.found.count(strict, lax);
            let counts = self.kinds.entry(kind(bead)).or_default();
            counts.found += 1;
            counts.right += usize::from(strict);
        }
        for bead in &gold.set {
            self.kinds.entry(kind(bead)).or_default().gold += 1;
            if !bead.ar.is_empty() && !bead.en.is_empty() {
                self.gold.count(found.has(bead), found.touches(bead));
            }
        }
    }

    /// Returns the ratios of beads that are the same on both sides.
    pub fn strict(&self) -> Ratios {
        Ratios::new(self.found, self.gold, |tally| tally.strict)
    }

    /// Returns the ratios of beads that share a pair of segments.
    pub fn lax(&self) -> Ratios {
        Ratios::new(self.found, self.gold, |tally| tally.lax)
    }
}

impl Tally {
    fn count(&mut self, strict: bool, lax: bool) {
        self.all += 1;
        self.strict += usize::from(strict);
        self.lax += usize::from(strict || lax);
    }
}

impl Ratios {
    fn new(found: Tally, gold: Tally, right: impl Fn(Tally) -> usize) -> Self {
        let share = |tally: Tally| match tally.all {
            0 => 0.0,
            all => right(tally) as f64 / all as f64,
        };
        let (precision, recall) = (share(found), share(gold));
        let sum = precision + recall;
        let f1 = if sum > 0.0 {
            2.0 * precision * recall / sum
        } else {
            0.0
        };
        Self {
            precision,
            recall,
            f1,
        }
    }
}

fn kind(bead: &GoldBead) -> BeadKind {
    let count = |side: &[usize]| u8::try_from(side.len()).unwrap_or(u8::MAX);
    BeadKind {
        ar: count(&bead.ar),
        en: count(&bead.en),
    }
}

/// Beads as they are looked up by those of the other side.
struct Beads<'a> {
    /// Each once, in the order of the list.
    set: Vec<&'a GoldBead>,
    exact: HashSet<(&'a [usize], &'a [usize])>,
    /// The beads in which an Arabic segment stands, as indices into `set`.
    by_ar: HashMap<usize, Vec<usize>>,
    /// The same for English.
    by_en: HashMap<usize, Vec<usize>>,
}

impl<'a> Beads<'a> {
    fn new(beads: &'a [GoldBead]) -> Self {
        let mut new = Self {
            set: Vec::new(),
            exact: HashSet::new(),
            by_ar: HashMap::new(),
            by_en: HashMap::new(),
        };
        for bead in beads {
            let is_empty = bead.ar.is_empty() && bead.en.is_empty();
            if is_empty || !new.exact.insert((&bead.ar, &bead.en)) {
                continue;
            }
            for (segments, by_segment) in [(&bead.ar, &mut new.by_ar), (&bead.en, &mut new.by_en)] {
                for &segment in segments {
                    by_segment.entry(segment).or_default().push(new.set.len());
                }
            }
            new.set.push(bead);
        }
        new
    }

    fn has(&self, bead: &GoldBead) -> bool {
        self.exact
            .contains(&(bead.ar.as_slice(), bead.en.as_slice()))
    }

    /// Tells whether a pair of segments of `bead` stands in one of these.
    fn touches(&self, bead: &GoldBead) -> bool {
        // By the beads met from both sides, as the pairs of a large bead are many.
        let met: HashSet<usize> = bead
            .ar
            .iter()
            .filter_map(|segment| self.by_ar.get(segment))
            .flatten()
            .copied()
            .collect();
        bead.en
            .iter()
            .filter_map(|segment| self.by_en.get(segment))
            .flatten()
            .any(|index| met.contains(index))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn show(beads: &[GoldBead]) -> String {
        let shown: Vec<String> = beads
            .iter()
            .map(|bead| format!("{:?}:{:?}", bead.ar, bead.en).replace(' ', ""))
            .collect();
        shown.join(" ")
    }

    /// Consecutive beads of so many segments a side.
    fn found(kinds: &[(usize, usize)]) -> Vec<Bead> {
        let (mut ar, mut en) = (0, 0);
        let mut beads = Vec::new();
        for (of_ar, of_en) in kinds {
            beads.push(Bead {
                ar: ar..ar + of_ar,
                en: en..en + of_en,
                confidence: 1.0,
                similarity: 1.0,
            });
            (ar, en) = (ar + of_ar, en + of_en);
        }
        beads
    }

    fn score(kinds: &[(usize, usize)], gold: &str) -> Score {
        let mut score = Score::default();
        score.add(&found(kinds), &read(gold).expect("the gold is sound"));
        score
    }

    #[test]
    fn both_forms_are_read() {
        for (name, text, expected) in [
            ("beads", "[0,1]:[0]\n[2]:[1]\n", "[0,1]:[0] [2]:[1]"),
            (
                "with a score",
                "[0]:[0]:0.9300\n[1]:[1]:-1e3",
                "[0]:[0] [1]:[1]",
            ),
            ("empty lists", "[]:[0]\n[0]:[ ]", "[]:[0] [0]:[]"),
            (
                "spaces and blank lines",
                "\n [0, 1] : [0] \r\n\n[2]:[1]",
                "[0,1]:[0] [2]:[1]",
            ),
            ("any order", "[1,0,1]:[0]", "[0,1]:[0]"),
            ("comments", "# mine\n[0]:[0]\n # end", "[0]:[0]"),
            (
                "ladder",
                "0\t0\t0.5\n2\t1\t-0.3\n3\t1\t0\n",
                "[0,1]:[0] [2]:[]",
            ),
            ("ladder from further on", "\n4\t5\t1\n5\t7\t0", "[4]:[5,6]"),
            ("a single rung", "0\t0\t0", ""),
            ("nothing", " \n\n", ""),
        ] {
            assert_eq!(show(&read(text).expect(name)), expected, "{name}");
        }
    }

    #[test]
    fn a_bad_line_is_named_with_its_reason() {
        for (name, text, line, reason) in [
            ("prose", "\nhello", 2, "neither a bead"),
            ("list left open", "[0]:[0]\n[1:[1]", 2, "no bead"),
            ("one side", "[0]", 1, "no bead"),
            ("below zero", "[-1]:[0]", 1, "no bead"),
            ("missing index", "[0,]:[0]", 1, "no bead"),
            ("something behind", "[0]:[0]:high", 1, "no bead"),
            ("rung among beads", "[0]:[0]\n\n1\t1\t0.2", 3, "no bead"),
            ("bead among rungs", "0\t0\t0\n[0]:[0]", 2, "neither a bead"),
            ("rung without a score", "0\t0", 1, "neither a bead"),
            (
                "back",
                "0\t0\t0\n2\t2\t0\n1\t3\t0",
                3,
                "the rung lies before",
            ),
            ("far", "0\t0\t0\n99999999999\t2\t0", 2, "10000 segments"),
            (
                "more than a number holds",
                "[99999999999999999999999]:[0]",
                1,
                "no bead",
            ),
        ] {
            let bad = read(text).expect_err(name);
            assert_eq!(bad.line, line, "{name}");
            assert!(bad.reason.contains(reason), "{name}: {}", bad.reason);
        }
    }

    #[test]
    fn counts_are_those_of_the_definition() {
        let tally = |strict, lax, all| Tally { strict, lax, all };
        for (name, kinds, gold, found, of_gold) in [
            (
                "all right",
                &[(1, 1), (2, 1)][..],
                "[0]:[0]\n[1,2]:[1]",
                tally(2, 2, 2),
                tally(2, 2, 2),
            ),
            (
                "split in two",
                &[(1, 1), (1, 0)],
                "[0,1]:[0]",
                tally(0, 1, 2),
                tally(0, 1, 1),
            ),
            (
                "joined",
                &[(2, 2)],
                "[0]:[0]\n[1]:[1]",
                tally(0, 1, 1),
                tally(0, 2, 2),
            ),
            (
                "crossed shares no pair",
                &[(1, 1), (1, 1)],
                "[0]:[1]\n[1]:[0]",
                tally(0, 0, 2),
                tally(0, 0, 2),
            ),
            (
                "an omission counts for precision only",
                &[(1, 0), (1, 1)],
                "[0]:[]\n[1]:[0]",
                tally(2, 2, 2),
                tally(1, 1, 1),
            ),
            (
                "gold listed twice",
                &[(1, 1)],
                "[0]:[0]\n[0]:[0]\n[]:[]",
                tally(1, 1, 1),
                tally(1, 1, 1),
            ),
            (
                "nothing found",
                &[],
                "[0]:[0]",
                tally(0, 0, 0),
                tally(0, 0, 1),
            ),
        ] {
            let score = score(kinds, gold);
            assert_eq!((score.found, score.gold), (found, of_gold), "{name}");
        }
    }

    #[test]
    fn documents_are_summed_up_before_the_division() {
        // Found 1-1 2-1 1-0, then 1-1: three of four strictly right, and gold 1-1 2-1 1-1, then 1-1.
        let mut sum = score(&[(1, 1), (2, 1), (1, 0)], "[0]:[0]\n[1,2]:[1]\n[3]:[2]");
        sum.add(&found(&[(1, 1)]), &read("[0]:[0]").expect("it is sound"));
        assert_eq!(sum.documents, 2);
        assert_eq!(
            sum.strict(),
            Ratios {
                precision: 0.75,
                recall: 0.75,
                f1: 0.75
            }
        );
        let kinds: Vec<(String, usize, usize, usize)> = sum
            .kinds
            .iter()
            .map(|(kind, n)| (kind.to_string(), n.gold, n.found, n.right))
            .collect();
        let expected = [("1-0", 0, 1, 0), ("1-1", 3, 2, 2), ("2-1", 1, 1, 1)];
        assert_eq!(
            kinds,
            expected.map(|(kind, gold, found, right)| (kind.to_owned(), gold, found, right))
        );
    }

    #[test]
    fn precision_and_recall_differ_where_a_side_has_more() {
        let score = score(&[(1, 1), (1, 1), (2, 0)], "[0]:[0]\n[1,2]:[1]");
        assert_eq!(
            score.strict(),
            Ratios {
                precision: 1.0 / 3.0,
                recall: 0.5,
                f1: 0.4
            }
        );
        assert_eq!(
            score.lax(),
            Ratios {
                precision: 2.0 / 3.0,
                recall: 1.0,
                f1: 0.8
            }
        );
        let none = Ratios {
            precision: 0.0,
            recall: 0.0,
            f1: 0.0,
        };
        assert_eq!(Score::default().strict(), none);
    }

    proptest! {
        #[test]
        fn beads_against_themselves_are_all_right(kinds in prop::collection::vec((0..4_usize, 0..4_usize), 0..30)) {
            let mut all = vec![(1, 1)];
            all.extend(kinds.into_iter().filter(|kind| *kind != (0, 0)));
            let found = found(&all);
            let written: String = found
                .iter()
                .map(|bead| format!("{:?}:{:?}\n", Vec::from_iter(bead.ar.clone()), Vec::from_iter(bead.en.clone())))
                .collect();
            let mut score = Score::default();
            score.add(&found, &read(&written).expect("it is written as it is read"));
            let all_right = Ratios { precision: 1.0, recall: 1.0, f1: 1.0 };
            prop_assert_eq!((score.strict(), score.lax()), (all_right, all_right));
        }
    }
}
