//! Where texts that a person has confirmed stand among the segments of a bitext, as pins.
//!
//! Both texts of a unit are looked for as runs of whole segments, joined as [`texts`] joins
//! them: letter by letter first, then by their key forms, so that a page whose spelling was
//! corrected is still known. What is found once on each side is fixed. What stands several
//! times is decided by its neighbors: between the units that are fixed before and behind it there
//! must be as many of its Arabic texts as of its English ones, which then belong together in their
//! order, and it takes the place nearest to where it stood. Pins that cross others are dropped,
//! as few as possible.
//!
//! # Limits
//!
//! A text that was edited by hand, or of which a segment is now cut elsewhere, is not found.
//!
//! [`texts`]: super::texts

use std::collections::HashMap;
use std::ops::Range;

use crate::bitext::{Bitext, Lang, Segment, Sides};
use crate::text::forms::key;

use super::units::JOINT;

/// The texts of a unit that a person has confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// Its texts.
    pub texts: Sides<String>,
    /// Where it stood among the units of its document, from 0.
    pub position: Option<u32>,
}

/// Runs of segments on both sides, neither empty.
pub type Place = Sides<Range<usize>>;

/// Finds where the units stand now, `(index of the unit, place)`, the places in order and none crossing another.
pub fn find(bitext: &Bitext, units: &[Confirmed]) -> Vec<(usize, Place)> {
    if units.is_empty() {
        return Vec::new();
    }
    let letters = Index::both(bitext, str::to_owned);
    let keys = Index::both(bitext, key);
    let runs: Vec<Sides<Vec<Range<usize>>>> = units
        .iter()
        .map(|unit| {
            let runs = |lang: Lang| {
                let text = unit.texts.get(lang);
                let found = letters.get(lang).runs(text);
                if found.is_empty() {
                    keys.get(lang).runs(&key(text))
                } else {
                    found
                }
            };
            Sides {
                ar: runs(Lang::Ar),
                en: runs(Lang::En),
            }
        })
        .collect();
    let mut certain = Vec::new();
    let mut doubtful = Vec::new();
    for (index, runs) in runs.iter().enumerate() {
        match (runs.ar.as_slice(), runs.en.as_slice()) {
            ([], _) | (_, []) => {}
            ([ar], [en]) => certain.push((
                index,
                Place {
                    ar: ar.clone(),
                    en: en.clone(),
                },
            )),
            _ => doubtful.extend(units[index].position.map(|position| (position, index))),
        }
    }
    let mut found = largest_chain(certain, bitext.en.len());
    doubtful.sort_unstable();
    for (position, index) in doubtful {
        let old = |(unit, _): &(usize, Place)| units[*unit].position;
        let before = found
            .iter()
            .rposition(|it| old(it).is_some_and(|old| old < position));
        let at = before.map_or(0, |before| before + 1);
        let (front, back) = found.split_at(at);
        // Where passages have moved, neighbors say nothing.
        if front
            .iter()
            .any(|it| old(it).is_some_and(|old| old > position))
        {
            continue;
        }
        let gap = Gap {
            before: front.last().map(|it| (&it.1, old(it))),
            behind: back.first().map(|it| (&it.1, old(it))),
        };
        if let Some(place) = gap.nearest(&runs[index], position) {
            found.insert(at, (index, place));
        }
    }
    found
}

/// The room between two places, each with where its unit stood.
struct Gap<'a> {
    before: Option<(&'a Place, Option<u32>)>,
    behind: Option<(&'a Place, Option<u32>)>,
}

impl Gap<'_> {
    /// Returns the place in the gap that is nearest to where the unit stood, counted from the nearer neighbor.
    fn nearest(&self, runs: &Sides<Vec<Range<usize>>>, position: u32) -> Option<Place> {
        let inside = |lang: Lang| -> Vec<&Range<usize>> {
            let start = self.before.map_or(0, |(place, _)| place.get(lang).end);
            let end = self
                .behind
                .map_or(usize::MAX, |(place, _)| place.get(lang).start);
            let fits = |run: &&Range<usize>| start <= run.start && run.end <= end;
            runs.get(lang).iter().filter(fits).collect()
        };
        let (ar, en) = (inside(Lang::Ar), inside(Lang::En));
        if ar.len() != en.len() {
            return None;
        }
        let since = match self.before {
            Some((_, old)) => old.map(|old| position - old - 1),
            None => Some(position),
        };
        let until = self.behind.and_then(|(_, old)| Some(old? - position));
        let expected = |lang: Lang| -> Option<usize> {
            let forwards = |since: u32| {
                self.before.map_or(0, |(place, _)| place.get(lang).end) + since as usize
            };
            let backwards = |until: u32| {
                let (place, _) = self.behind?;
                Some(place.get(lang).start.saturating_sub(until as usize))
            };
            match (since, until) {
                (Some(since), Some(until)) if until < since => backwards(until),
                (Some(since), _) => Some(forwards(since)),
                (None, Some(until)) => backwards(until),
                (None, None) => None,
            }
        };
        let (x, y) = (expected(Lang::Ar)?, expected(Lang::En)?);
        let mut places: Vec<(usize, Place)> = ar
            .into_iter()
            .zip(en)
            .map(|(ar, en)| {
                let place = Place {
                    ar: ar.clone(),
                    en: en.clone(),
                };
                (ar.start.abs_diff(x) + en.start.abs_diff(y), place)
            })
            .collect();
        places.sort_by_key(|(distance, _)| *distance);
        let is_tie = places.len() > 1 && places[0].0 == places[1].0;
        let nearest = places.into_iter().next()?;
        (!is_tie).then_some(nearest.1)
    }
}

/// The segments of a side in one of their forms, found by their first words.
struct Index {
    texts: Vec<String>,
    by_first_word: HashMap<String, Vec<usize>>,
}

impl Index {
    fn both(bitext: &Bitext, form: impl Fn(&str) -> String) -> Sides<Self> {
        Sides {
            ar: Self::new(&bitext.ar, &form),
            en: Self::new(&bitext.en, &form),
        }
    }

    fn new(segments: &[Segment], form: impl Fn(&str) -> String) -> Self {
        let texts: Vec<String> = segments
            .iter()
            .map(|segment| form(&segment.text).trim().to_owned())
            .collect();
        let mut by_first_word: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, text) in texts.iter().enumerate() {
            by_first_word
                .entry(first_word(text).to_owned())
                .or_default()
                .push(index);
        }
        Self {
            texts,
            by_first_word,
        }
    }

    /// The runs of segments whose joined texts are `text`, ascending.
    fn runs(&self, text: &str) -> Vec<Range<usize>> {
        let starts = self.by_first_word.get(first_word(text));
        let starts = starts.map_or(&[][..], Vec::as_slice);
        starts
            .iter()
            .filter_map(|&start| Some(start..self.end_of_run(start, text)?))
            .collect()
    }

    /// The end of the run from `start` that makes up `text`.
    fn end_of_run(&self, start: usize, text: &str) -> Option<usize> {
        let mut rest = text;
        for (index, segment) in self.texts.iter().enumerate().skip(start) {
            rest = rest.strip_prefix(segment.as_str())?;
            if rest.is_empty() {
                return Some(index + 1);
            }
            rest = rest.strip_prefix(JOINT)?;
        }
        None
    }
}

fn first_word(text: &str) -> &str {
    text.split(JOINT).next().unwrap_or_default()
}

/// The most places of which none crosses or overlaps another, in order.
///
/// Takes `n log m` steps: places are taken up by their Arabic start, and a Fenwick tree holds the
/// longest chain that ends before each English segment, of those whose Arabic side has ended.
fn largest_chain(mut places: Vec<(usize, Place)>, english: usize) -> Vec<(usize, Place)> {
    places.sort_by_key(|(unit, place)| (place.ar.start, place.en.start, *unit));
    let mut by_end: Vec<usize> = (0..places.len()).collect();
    by_end.sort_by_key(|&index| places[index].1.ar.end);
    let mut ended = by_end.into_iter().peekable();
    let mut tree: Vec<(usize, Option<usize>)> = vec![(0, None); english + 2];
    let mut length = vec![0usize; places.len()];
    let mut back: Vec<Option<usize>> = vec![None; places.len()];
    let longest = |tree: &[(usize, Option<usize>)], en: usize| {
        let (mut at, mut best) = (en + 1, (0, None));
        while at > 0 {
            if tree[at].0 > best.0 {
                best = tree[at];
            }
            at -= at & at.wrapping_neg();
        }
        best
    };
    for index in 0..places.len() {
        let place = &places[index].1;
        // An Arabic side that has ended here began before, so its length is known.
        while let Some(before) = ended.next_if(|&before| places[before].1.ar.end <= place.ar.start)
        {
            let mut at = places[before].1.en.end + 1;
            while at < tree.len() {
                if length[before] > tree[at].0 {
                    tree[at] = (length[before], Some(before));
                }
                at += at & at.wrapping_neg();
            }
        }
        let (before, last) = longest(&tree, place.en.start);
        (length[index], back[index]) = (before + 1, last);
    }
    // The first of equally long ones.
    let mut at = (0..places.len()).rev().max_by_key(|&index| length[index]);
    let mut chain = Vec::new();
    while let Some(index) = at {
        chain.push(index);
        at = back[index];
    }
    chain.reverse();
    chain
        .into_iter()
        .map(|index| places[index].clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::align::tests::segments;

    /// Segments between strokes; units as `(ar, en, position)`; places as they are printed.
    fn found(ar: &str, en: &str, units: &[(&str, &str, Option<u32>)]) -> String {
        let side = |text: &str| segments(&text.split('|').collect::<Vec<_>>());
        let bitext = Bitext {
            ar: side(ar),
            en: side(en),
        };
        let units: Vec<Confirmed> = units
            .iter()
            .map(|&(ar, en, position)| Confirmed {
                texts: Sides {
                    ar: ar.to_owned(),
                    en: en.to_owned(),
                },
                position,
            })
            .collect();
        let places: Vec<String> = find(&bitext, &units)
            .iter()
            .map(|(unit, place)| format!("{unit} {:?}:{:?}", place.ar, place.en))
            .collect();
        places.join(", ")
    }

    #[test]
    fn a_unit_is_found_where_its_texts_are_runs_of_segments() {
        for (name, ar, en, unit, expected) in [
            ("one and one", "أ|ب|ج", "A|B|C", ("ب", "B"), "0 1..2:1..2"),
            ("joined", "أ|ب|ج", "A|B C|D", ("ب ج", "B C"), "0 1..3:1..2"),
            (
                "several words",
                "أ ب|ج د",
                "A|B",
                ("أ ب ج د", "A B"),
                "0 0..2:0..2",
            ),
            ("moved", "د|ه|أ", "D|A", ("أ", "A"), "0 2..3:1..2"),
            ("half a segment", "أ ب|ج", "A|C", ("أ", "A"), ""),
            ("begun but not ended", "أ|ب", "A|B", ("أ ج", "A"), ""),
            ("on one side only", "أ|ب", "A|B", ("ب", "C"), ""),
            ("nothing", "أ", "A", ("", ""), ""),
            ("vowel marks", "كَتَبَ|ب", "A|B", ("كتب", "A"), "0 0..1:0..1"),
            (
                "shapes of quotes",
                "أ|ب",
                "“A”|B",
                ("أ", "\"A\""),
                "0 0..1:0..1",
            ),
        ] {
            assert_eq!(
                found(ar, en, &[(unit.0, unit.1, Some(0))]),
                expected,
                "{name}"
            );
        }
    }

    #[test]
    fn the_spelling_decides_between_two_texts_of_the_same_key() {
        let unit = [("كتب", "A", None)];
        assert_eq!(found("كَتَبَ|ب|كتب", "B|A", &unit), "0 2..3:1..2");
    }

    #[test]
    fn what_stands_several_times_is_decided_by_its_neighbors() {
        let (ar, en) = ("قال|أ|قال|ب|قال", "Said|A|Said|B|Said");
        let (a, b) = (("أ", "A", Some(1)), ("ب", "B", Some(3)));
        let said = |position| ("قال", "Said", position);
        for (name, units, expected) in [
            (
                "between two",
                vec![a, b, said(Some(2))],
                "0 1..2:1..2, 2 2..3:2..3, 1 3..4:3..4",
            ),
            (
                "behind the last",
                vec![b, said(Some(4))],
                "0 3..4:3..4, 1 4..5:4..5",
            ),
            (
                "before the first",
                vec![said(Some(0)), a],
                "0 0..1:0..1, 1 1..2:1..2",
            ),
            (
                "two of them",
                vec![said(Some(0)), said(Some(4))],
                "0 0..1:0..1, 1 4..5:4..5",
            ),
            ("no position", vec![a, said(None)], "0 1..2:1..2"),
        ] {
            assert_eq!(found(ar, en, &units), expected, "{name}");
        }
        assert_eq!(
            found("قال|أ|قال", "Said|A", &[said(Some(0))]),
            "",
            "more often on one side"
        );
        assert_eq!(
            found(
                "أ|قال|ج|قال",
                "A|Said|C|Said",
                &[("أ", "A", Some(0)), said(Some(2))]
            ),
            "0 0..1:0..1",
            "as near to one as to the other"
        );
    }

    #[test]
    fn of_units_that_cross_the_most_are_kept() {
        let units = [
            ("أ", "A", Some(0)),
            ("ب", "B", Some(1)),
            ("ج", "C", Some(2)),
        ];
        assert_eq!(found("ج|أ|ب", "A|B|C", &units), "0 1..2:0..1, 1 2..3:1..2");
        let overlapping = [
            ("أ ب", "A B", Some(0)),
            ("ب", "B", Some(1)),
            ("أ", "A", Some(2)),
        ];
        assert_eq!(
            found("أ|ب", "A|B", &overlapping),
            "2 0..1:0..1, 1 1..2:1..2"
        );
    }

    proptest! {
        #[test]
        fn places_hold_their_texts_and_stand_in_order(
            ar in "[أبج](\\|[أبج]){0,8}",
            en in "[ABC](\\|[ABC]){0,8}",
            units in proptest::collection::vec(("[أبج]( [أبج]){0,2}", "[ABC]( [ABC]){0,2}", proptest::option::of(0u32..9)), 0..6),
        ) {
            let side = |text: &str| segments(&text.split('|').collect::<Vec<_>>());
            let bitext = Bitext { ar: side(&ar), en: side(&en) };
            let units: Vec<Confirmed> = units
                .into_iter()
                .map(|(ar, en, position)| Confirmed { texts: Sides { ar, en }, position })
                .collect();
            let found = find(&bitext, &units);
            let (mut i, mut j) = (0, 0);
            let mut taken = std::collections::HashSet::new();
            for (unit, place) in found {
                prop_assert!(taken.insert(unit));
                prop_assert!(i <= place.ar.start && j <= place.en.start);
                let bead = crate::bitext::Bead { ar: place.ar.clone(), en: place.en.clone(), confidence: 1.0, similarity: 1.0 };
                prop_assert_eq!(super::super::texts(&bitext, &bead), units[unit].texts.clone());
                (i, j) = (place.ar.end, place.en.end);
            }
        }
    }
}
