//! Pins: what a person has fixed before a bitext is aligned.
//!
//! A pin is a bead that must come out as it is, a boundary that every path goes through
//! (a bead that is empty on both sides), or segments that have no counterpart, wherever
//! the other side stands. Beads and boundaries cut a document into stretches, and each
//! stretch is searched on its own with the scores of the whole: a path through all pins is
//! a path through each stretch, so the best one and all posteriors are exact. Segments
//! without a counterpart forbid the edges that would give them one.
//!
//! # Limits
//!
//! Pins that contradict each other are refused as a whole: none is more right than the other.

use std::ops::Range;

use crate::bitext::{Bitext, Lang, Sides};

/// Something that is fixed before an alignment; indices count segments from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pin {
    /// These segments are one bead, however large; empty on both sides, a boundary at `(ar.start, en.start)`.
    Bead {
        /// The Arabic segments.
        ar: Range<usize>,
        /// The English segments.
        en: Range<usize>,
    },
    /// Each of these segments is a bead of its own, empty on the other side.
    Alone {
        /// The language of the segments.
        lang: Lang,
        /// The segments.
        segments: Range<usize>,
    },
}

/// Why pins cannot be used; they are named by their indices in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// A pin names segments that the text does not have.
    #[error("pin {pin} names segments that are not there")]
    Beyond {
        /// The pin.
        pin: usize,
    },
    /// Two pins cross, overlap, or want a segment both joined and alone.
    #[error("pins {first} and {second} contradict each other")]
    Contradiction {
        /// The one that stands earlier in the list.
        first: usize,
        /// The other one.
        second: usize,
    },
}

/// A bead that is fixed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fixed {
    /// Where it begins: what fixed beads are ordered by.
    start: (usize, usize),
    /// Where it ends.
    end: (usize, usize),
}

impl Fixed {
    pub(super) fn ar(&self) -> Range<usize> {
        self.start.0..self.end.0
    }

    pub(super) fn en(&self) -> Range<usize> {
        self.start.1..self.end.1
    }

    fn has_both_sides(&self) -> bool {
        !self.ar().is_empty() && !self.en().is_empty()
    }

    fn side(&self, lang: Lang) -> Range<usize> {
        match lang {
            Lang::Ar => self.ar(),
            Lang::En => self.en(),
        }
    }
}

/// Pins that hold together, for one bitext.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pins {
    size: (usize, usize),
    /// In order, none of them crossing or overlapping another.
    fixed: Vec<Fixed>,
    /// How many segments without a counterpart there are among the first `i`; no counts if there are none at all.
    alone: Sides<Vec<u32>>,
}

impl Pins {
    /// Takes the pins of a bitext, in any order; one that is listed twice counts once.
    ///
    /// # Errors
    ///
    /// The first pin of the list that reaches beyond the bitext, else two that cannot both be kept.
    pub fn new(pins: &[Pin], bitext: &Bitext) -> Result<Self, PinError> {
        let size = (bitext.ar.len(), bitext.en.len());
        let is_within =
            |range: &Range<usize>, count: usize| range.start <= range.end && range.end <= count;
        let mut fixed: Vec<(Fixed, usize)> = Vec::new();
        let mut alone: Vec<(Lang, Range<usize>, usize)> = Vec::new();
        for (index, pin) in pins.iter().enumerate() {
            let fits = match pin {
                Pin::Bead { ar, en } => {
                    fixed.push((
                        Fixed {
                            start: (ar.start, en.start),
                            end: (ar.end, en.end),
                        },
                        index,
                    ));
                    is_within(ar, size.0) && is_within(en, size.1)
                }
                Pin::Alone { lang, segments } => {
                    alone.push((*lang, segments.clone(), index));
                    is_within(segments, bitext.get(*lang).len())
                }
            };
            if !fits {
                return Err(PinError::Beyond { pin: index });
            }
        }
        // Of two that go together, the one in front also begins first, or ends first where both begin.
        fixed.sort();
        fixed.dedup_by(|later, earlier| later.0 == earlier.0);
        let both = |a: usize, b: usize| PinError::Contradiction {
            first: a.min(b),
            second: a.max(b),
        };
        for pair in fixed.windows(2) {
            let ((before, first), (after, second)) = (&pair[0], &pair[1]);
            if before.end.0 > after.start.0 || before.end.1 > after.start.1 {
                return Err(both(*first, *second));
            }
        }
        let mut marked = Sides {
            ar: vec![false; size.0],
            en: vec![false; size.1],
        };
        for (lang, segments, index) in &alone {
            let from = fixed.partition_point(|(bead, _)| bead.side(*lang).end <= segments.start);
            let joined = fixed[from..]
                .iter()
                .take_while(|(bead, _)| bead.side(*lang).start < segments.end)
                .find(|(bead, _)| bead.has_both_sides());
            if let Some((_, other)) = joined {
                return Err(both(*index, *other));
            }
            let marked = match lang {
                Lang::Ar => &mut marked.ar,
                Lang::En => &mut marked.en,
            };
            marked[segments.clone()].fill(true);
        }
        Ok(Self {
            size,
            fixed: fixed.into_iter().map(|(bead, _)| bead).collect(),
            alone: marked.map(|_, marked| counts(&marked)),
        })
    }

    /// No pins, for a bitext of this size.
    pub(super) fn none(size: (usize, usize)) -> Self {
        Self {
            size,
            ..Self::default()
        }
    }

    /// The number of Arabic and English segments of their bitext.
    pub(super) fn size(&self) -> (usize, usize) {
        self.size
    }

    /// The beads that are fixed, in order; boundaries are empty on both sides.
    pub(super) fn fixed(&self) -> &[Fixed] {
        &self.fixed
    }

    /// Tells whether a bead is fixed: pinned as it is, or made of a segment that is alone.
    pub(super) fn fixes(&self, ar: &Range<usize>, en: &Range<usize>) -> bool {
        self.position(ar, en).is_some()
            || self.has_alone(Lang::Ar, ar)
            || self.has_alone(Lang::En, en)
    }

    /// The place of a bead among the fixed ones.
    pub(super) fn position(&self, ar: &Range<usize>, en: &Range<usize>) -> Option<usize> {
        let sought = Fixed {
            start: (ar.start, en.start),
            end: (ar.end, en.end),
        };
        self.fixed.binary_search(&sought).ok()
    }

    /// What lies before each fixed bead, and behind the last; some are empty.
    pub(super) fn stretches(&self) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
        let starts = std::iter::once((0, 0)).chain(self.fixed.iter().map(|bead| bead.end));
        let ends = self.fixed.iter().map(|bead| bead.start);
        starts
            .zip(ends.chain([self.size]))
            .map(|(start, end)| (start.0..end.0, start.1..end.1))
    }

    /// Tells whether two ranges may stand in a bead: a segment that is alone is joined with nothing.
    pub(super) fn may_join(&self, ar: &Range<usize>, en: &Range<usize>) -> bool {
        ar.is_empty()
            || en.is_empty()
            || !(self.has_alone(Lang::Ar, ar) || self.has_alone(Lang::En, en))
    }

    /// Tells whether a range holds a segment that has no counterpart.
    pub(super) fn has_alone(&self, lang: Lang, range: &Range<usize>) -> bool {
        let counts = self.alone.get(lang);
        !counts.is_empty() && counts[range.end] > counts[range.start]
    }
}

/// How many are marked among the first `i`; nothing if none is.
fn counts(marked: &[bool]) -> Vec<u32> {
    if !marked.contains(&true) {
        return Vec::new();
    }
    let mut count = 0;
    let counted = marked.iter().map(|&is_marked| {
        count += u32::from(is_marked);
        count
    });
    std::iter::once(0).chain(counted).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::align::tests::segments;
    use crate::align::{Options, align};
    use crate::bitext::Bead;

    fn sized(ar: usize, en: usize) -> Bitext {
        let side = |count: usize, text: &str| {
            let texts: Vec<String> = (0..count).map(|n| format!("{text} {n}.")).collect();
            let mut segments = segments(&texts);
            for (index, segment) in segments.iter_mut().enumerate() {
                segment.paragraph = index / 3;
            }
            segments
        };
        Bitext {
            ar: side(ar, "هذه هي الجملة رقم"),
            en: side(en, "This is sentence number"),
        }
    }

    fn aligned(bitext: &Bitext, pins: &[Pin]) -> Vec<Bead> {
        let pins = [Pins::new(pins, bitext).expect("they hold together")];
        let options = Options {
            pins: &pins,
            ..Options::default()
        };
        align(std::slice::from_ref(bitext), &options)
            .remove(0)
            .beads
    }

    fn bead(ar: Range<usize>, en: Range<usize>) -> Pin {
        Pin::Bead { ar, en }
    }

    fn alone(lang: Lang, segments: Range<usize>) -> Pin {
        Pin::Alone { lang, segments }
    }

    fn as_pin(found: &Bead) -> Pin {
        bead(found.ar.clone(), found.en.clone())
    }

    fn ranges(beads: &[Bead]) -> Vec<Pin> {
        beads.iter().map(as_pin).collect()
    }

    #[test]
    fn contradictions_name_both_pins() {
        use Lang::{Ar, En};
        let both = |first, second| Err(PinError::Contradiction { first, second });
        let beyond = |pin| Err(PinError::Beyond { pin });
        for (name, pins, expected) in [
            ("none", vec![], Ok(())),
            (
                "in any order",
                vec![bead(2..3, 1..2), bead(0..2, 0..1)],
                Ok(()),
            ),
            (
                "twice the same",
                vec![bead(0..1, 0..1), bead(0..1, 0..1)],
                Ok(()),
            ),
            (
                "a boundary on an edge",
                vec![bead(1..2, 1..2), bead(1..1, 1..1), bead(2..2, 2..2)],
                Ok(()),
            ),
            (
                "omissions side by side",
                vec![bead(1..2, 1..1), bead(2..2, 1..2)],
                Ok(()),
            ),
            (
                "crossing",
                vec![bead(0..1, 2..3), bead(3..4, 3..4), bead(1..2, 0..1)],
                both(0, 2),
            ),
            (
                "overlapping",
                vec![bead(1..3, 1..2), bead(0..2, 0..1)],
                both(0, 1),
            ),
            (
                "a boundary inside a bead",
                vec![bead(0..2, 0..2), bead(1..1, 1..1)],
                both(0, 1),
            ),
            (
                "boundaries that cross",
                vec![bead(1..1, 3..3), bead(2..2, 1..1)],
                both(0, 1),
            ),
            (
                "alone and joined",
                vec![alone(En, 1..2), bead(0..1, 0..2)],
                both(0, 1),
            ),
            (
                "alone beside what is joined",
                vec![alone(Ar, 1..2), bead(0..1, 0..2)],
                Ok(()),
            ),
            (
                "alone twice",
                vec![alone(Ar, 1..2), bead(1..3, 1..1), alone(Ar, 0..2)],
                Ok(()),
            ),
            (
                "beyond",
                vec![bead(0..1, 0..1), bead(3..5, 3..4)],
                beyond(1),
            ),
            ("alone beyond", vec![alone(En, 4..5)], beyond(0)),
            (
                "backwards",
                vec![bead(Range { start: 2, end: 1 }, 0..1)],
                beyond(0),
            ),
            ("a boundary at the end", vec![bead(4..4, 4..4)], Ok(())),
        ] {
            let new = Pins::new(&pins, &sized(4, 4)).map(drop);
            assert_eq!(new, expected, "{name}");
        }
    }

    #[test]
    fn the_rest_is_aligned_around_pins() {
        let bitext = sized(12, 12);
        let shifted = aligned(&bitext, &[bead(4..6, 4..5), bead(7..8, 6..9)]);
        assert_eq!(shifted[3].ar, 3..4);
        assert_eq!(as_pin(&shifted[4]), bead(4..6, 4..5));
        assert!(ranges(&shifted).contains(&bead(7..8, 6..9)));
        // Larger than any bead that is found.
        let large = aligned(&bitext, &[bead(1..11, 1..12)]);
        assert_eq!(large.len(), 3);
        assert_eq!(
            (large[1].confidence, large[1].kind().to_string()),
            (1.0, "10-11".to_owned())
        );
        assert!(large[1].similarity > 0.5, "{}", large[1].similarity);
    }

    #[test]
    fn a_segment_that_is_alone_is_joined_with_nothing() {
        let bitext = sized(8, 8);
        let beads = aligned(&bitext, &[alone(Lang::Ar, 3..5), alone(Lang::En, 0..1)]);
        for pin in [(3..4, true), (4..5, true), (0..1, false)] {
            let (segments, is_arabic) = pin;
            let found = beads.iter().any(|bead| {
                bead.confidence == 1.0
                    && if is_arabic {
                        bead.ar == segments && bead.en.is_empty()
                    } else {
                        bead.en == segments && bead.ar.is_empty()
                    }
            });
            assert!(found, "{segments:?} in {beads:?}");
        }
        // The others are where they were.
        assert!(ranges(&beads).contains(&bead(7..8, 7..8)), "{beads:?}");
    }

    #[test]
    fn a_boundary_is_kept_by_every_path() {
        let beads = aligned(&sized(9, 9), &[bead(3..3, 5..5)]);
        assert!(
            beads
                .iter()
                .any(|bead| (bead.ar.start, bead.en.start) == (3, 5)),
            "{beads:?}"
        );
    }

    #[test]
    fn pins_hold_in_a_document_that_is_searched_in_a_band() {
        let bitext = sized(500, 500);
        let pins = [
            bead(100..101, 110..112),
            bead(300..340, 290..345),
            bead(450..450, 460..460),
            alone(Lang::Ar, 200..201),
        ];
        let beads = aligned(&bitext, &pins);
        for pin in &pins[..2] {
            assert!(ranges(&beads).contains(pin), "{pin:?}");
        }
        assert!(ranges(&beads).contains(&bead(20..21, 20..21)));
        assert_eq!(
            beads.last().map(|bead| (bead.ar.end, bead.en.end)),
            Some((500, 500))
        );
    }

    #[test]
    fn pins_for_a_bitext_of_another_size_fix_nothing() {
        let pins = [Pins::new(&[bead(0..3, 0..1)], &sized(3, 3)).expect("they hold together")];
        let options = Options {
            pins: &pins,
            ..Options::default()
        };
        let bitexts = [sized(4, 4), sized(2, 2)];
        let free = align(&bitexts, &Options::default());
        let pinned = align(&bitexts, &options);
        for (free, pinned) in free.iter().zip(&pinned) {
            assert_eq!(free.beads, pinned.beads);
        }
    }

    #[test]
    fn one_bead_that_was_found_changes_no_other() {
        let bitext = sized(12, 11);
        let free = aligned(&bitext, &[]);
        for found in &free {
            let pinned = aligned(&bitext, &[as_pin(found)]);
            assert_eq!(ranges(&pinned), ranges(&free), "{found:?}");
        }
    }

    /// Random steps that cover a bitext in order: pins where marked, boundaries where empty.
    fn steps() -> impl Strategy<Value = Vec<(usize, usize, bool)>> {
        proptest::collection::vec((0usize..4, 0usize..4, any::<bool>()), 0..8)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn beads_cover_both_sides_in_order_and_hold_all_pins(steps in steps(), singles in proptest::collection::vec((any::<bool>(), 0usize..30), 0..3)) {
            let (mut i, mut j) = (0, 0);
            let mut pins = Vec::new();
            for (ar, en, is_pinned) in steps {
                if is_pinned {
                    pins.push(bead(i..i + ar, j..j + en));
                }
                (i, j) = (i + ar, j + en);
            }
            let bitext = sized(i, j);
            for (is_arabic, at) in singles {
                let pin = alone(if is_arabic { Lang::Ar } else { Lang::En }, at..at + 1);
                let with: Vec<Pin> = pins.iter().cloned().chain([pin]).collect();
                if Pins::new(&with, &bitext).is_ok() {
                    pins = with;
                }
            }
            let beads = aligned(&bitext, &pins);
            let (mut i, mut j) = (0, 0);
            let mut ends = vec![(0, 0)];
            for bead in &beads {
                prop_assert_eq!((bead.ar.start, bead.en.start), (i, j));
                prop_assert!(!bead.ar.is_empty() || !bead.en.is_empty());
                prop_assert!((0.0..=1.0).contains(&bead.confidence) && (0.0..=1.0).contains(&bead.similarity));
                (i, j) = (bead.ar.end, bead.en.end);
                ends.push((i, j));
            }
            prop_assert_eq!((i, j), (bitext.ar.len(), bitext.en.len()));
            for pin in &pins {
                let holds = match pin {
                    Pin::Bead { ar, en } if ar.is_empty() && en.is_empty() => ends.contains(&(ar.start, en.start)),
                    Pin::Bead { ar, en } => beads.iter().any(|it| (&it.ar, &it.en) == (ar, en) && it.confidence == 1.0),
                    Pin::Alone { lang: Lang::Ar, segments } => {
                        beads.iter().filter(|it| it.ar.start < segments.end && segments.start < it.ar.end).all(|it| it.en.is_empty())
                    }
                    Pin::Alone { lang: Lang::En, segments } => {
                        beads.iter().filter(|it| it.en.start < segments.end && segments.start < it.en.end).all(|it| it.ar.is_empty())
                    }
                };
                prop_assert!(holds, "{:?} in {:?}", pin, beads);
            }
        }

        #[test]
        fn pins_on_all_that_was_found_change_nothing(ar in 0usize..9, en in 0usize..9) {
            let bitext = sized(ar, en);
            let free = aligned(&bitext, &[]);
            prop_assert_eq!(ranges(&aligned(&bitext, &ranges(&free))), ranges(&free));
        }
    }
}
