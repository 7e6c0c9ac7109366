//! Fuzzy matches of the texts of one list among those before them, by the score of lookup.
//!
//! What a translator of a job will have translated by the time a segment comes is no
//! memory yet; this tells how like it the segment will be. The list lies in memory, some hundred bytes a text, with the
//! texts that have each class of tokens. A text that is to be found must share a part of the weight
//! (see `sought`), so that only the texts of its rarest classes are looked at. Of more than a thousand that may be
//! like it, those that share the most; what is missed is less like it by what it shares, but may be more like it by its order or numbers.

use std::cmp::Reverse;

use super::indexed::EXACT_FROM;
use super::score::{Cost, Likeness};
use super::sought::Sought;
use super::sources::{Source, Sources};
use crate::bitext::Lang;

/// How many entries of a list are read rather than one text looked at.
const MORE: usize = 16;

/// How many texts are looked at for one, the most hopeful first: where thousands differ in their numbers only, each would
/// else be scored against all before it.
const MOST: usize = 1_000;

/// Texts in one language, each to be found by those behind it.
pub struct Earlier {
    sources: Sources,
    /// The texts, by their places, that have a token of each class.
    places: Vec<Vec<u32>>,
}

/// A run of searches in one list.
pub struct EarlierSearch<'a> {
    earlier: &'a Earlier,
    sought: Sought<'a>,
    /// What each text is known to share, in hundredths; all nothing between two searches.
    shared: Vec<Cost>,
    touched: Vec<u32>,
}

impl Earlier {
    /// Takes the texts in their order; those that come with `false` are not found by others.
    pub fn new<'t>(texts: impl IntoIterator<Item = (&'t str, bool)>, from: Lang) -> Self {
        let mut found = Vec::new();
        let texts = texts.into_iter().map(|(text, is_found)| {
            found.push(is_found);
            text
        });
        let sources = Sources::of_texts(texts, from);
        let mut places = vec![Vec::new(); sources.vocabulary.classes()];
        for (place, source) in sources
            .all()
            .iter()
            .enumerate()
            .filter(|(at, _)| found[*at])
        {
            for &token in sources.tokens(source) {
                let of_class: &mut Vec<u32> = &mut places[sources.vocabulary.class_of(token)];
                let place = place as u32;
                if of_class.last() != Some(&place) {
                    of_class.push(place);
                }
            }
        }
        Self { sources, places }
    }

    /// Readies searches; a thread has its own.
    pub fn search(&self) -> EarlierSearch<'_> {
        EarlierSearch {
            earlier: self,
            sought: Sought::nothing(&self.sources),
            shared: vec![0; self.sources.all().len()],
            touched: Vec::new(),
        }
    }
}

impl EarlierSearch<'_> {
    /// Returns the score of the text at `place` against the text before it that is most like it, if it is `min` or more.
    ///
    /// It is the one of [`likeness`](super::score::likeness), between 50 ([`EXACT_FROM`]; a lower `min` counts as that) and 98,
    /// without penalties.
    pub fn best(&mut self, place: usize, min: u8) -> Option<u8> {
        let min = min.max(EXACT_FROM);
        let sources = &self.earlier.sources;
        let source = sources.all().get(place)?;
        let hopeful = self.hopeful(place, source, min);
        if hopeful.is_empty() {
            return None;
        }
        let sought = &mut self.sought;
        sought.look_for(source);
        let mut hopeful: Vec<(Likeness, &Source)> = hopeful
            .into_iter()
            .map(|place| &sources.all()[place as usize])
            .map(|source| (sought.at_most(source), source))
            .filter(|(highest, _)| highest.per_cent >= min)
            .collect();
        hopeful.sort_by_key(|(highest, _)| Reverse(*highest));
        let mut best = min - 1;
        for (highest, source) in hopeful {
            if highest.per_cent <= best {
                break;
            }
            best = best.max(sought.by_words(source).per_cent);
        }
        (best >= min).then_some(best)
    }

    /// Returns the texts before `place` that may share as much as a score of `min` needs.
    fn hopeful(&mut self, place: usize, source: &Source, min: u8) -> Vec<u32> {
        let Earlier { sources, places } = self.earlier;
        let (shared, touched) = (&mut self.shared, &mut self.touched);
        let vocabulary = &sources.vocabulary;
        let tokens = sources.tokens(source).iter();
        let mut classes: Vec<(usize, Cost)> = tokens
            .map(|&token| (vocabulary.class_of(token), vocabulary.token(token).weight()))
            .collect();
        classes.sort_unstable();
        classes.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 += next.1;
            }
            is_same
        });
        classes.sort_by_key(|&(class, _)| Reverse(places[class].len()));
        let before = |class: usize| {
            let places: &[u32] = &places[class];
            &places[..places.partition_point(|&at| (at as usize) < place)]
        };
        // What has to be shared of the heavier text, in eightieths: the rest costs 80 % of its weight at least.
        let share = Cost::from(min) - 20;
        let mut left = source.weight;
        // From the rarest: what shares none of the first classes cannot share enough any more.
        while left * 80 >= source.weight * share {
            let Some((class, weight)) = classes.pop() else {
                break;
            };
            for &at in before(class) {
                let shared = &mut shared[at as usize];
                if *shared == 0 {
                    touched.push(at);
                }
                *shared += weight;
            }
            left -= weight;
        }
        // What they share of some more tells most of them apart, as long as that is cheaper than to look at each.
        while let Some((class, weight)) = classes.pop() {
            let places = before(class);
            if places.len() > MORE * touched.len() {
                break;
            }
            for &at in places {
                let shared = &mut shared[at as usize];
                if *shared > 0 {
                    *shared += weight;
                }
            }
            left -= weight;
        }
        let hopeful = touched.iter().filter_map(|&at| {
            let heavier = source.weight.max(sources.all()[at as usize].weight);
            let most = shared[at as usize] + left;
            let part = (most * 10_000).checked_div(heavier).unwrap_or(0);
            (most * 80 >= heavier * share).then_some((Reverse(part), at))
        });
        let mut hopeful: Vec<(Reverse<Cost>, u32)> = hopeful.collect();
        if hopeful.len() > MOST {
            hopeful.select_nth_unstable(MOST);
            hopeful.truncate(MOST);
        }
        let hopeful = hopeful.into_iter().map(|(_, at)| at).collect();
        for at in touched.drain(..) {
            shared[at as usize] = 0;
        }
        hopeful
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::*;
    use crate::lookup::score::likeness;

    #[test]
    fn a_text_is_found_by_those_behind_it_only() {
        let texts = [
            ("The price rose to 25 dollars.", true),
            ("Nobody knows.", true),
            ("The price rose to 31 dollars.", true),
            ("", true),
        ];
        let earlier = Earlier::new(texts, Lang::En);
        let mut search = earlier.search();
        let mut best = |place, min| search.best(place, min);
        let score = likeness(texts[2].0, texts[0].0, Lang::En).per_cent;
        assert_eq!(best(0, 50), None);
        assert_eq!(best(1, 50), None);
        assert_eq!(best(2, 50), Some(score));
        assert_eq!(best(2, score), Some(score));
        assert_eq!(best(2, score + 1), None);
        assert_eq!(best(3, 50), None);
        assert_eq!(best(4, 50), None);
        let hidden = Earlier::new([(texts[0].0, false), texts[2]], Lang::En);
        assert_eq!(hidden.search().best(1, 50), None);
    }

    proptest! {
        #[test]
        fn the_best_is_that_of_all_earlier_texts(
            texts in proptest::collection::vec(
                ("(كتاب|كتب|الكتاب|وصل|وصلوا|الوفد|وفد|12|15|أمس|مساء|[.،])( (كتاب|كتب|وصل|الوفد|وفود|13|15|أمس|مساء|[.،])){0,7}", proptest::bool::weighted(0.8)),
                0..12,
            ),
            min in 50u8..99,
        ) {
            let all = texts.iter().map(|(text, is_found)| (text.as_str(), *is_found));
            let earlier = Earlier::new(all, Lang::Ar);
            let mut search = earlier.search();
            for (place, (text, _)) in texts.iter().enumerate() {
                let before = texts[..place].iter().filter(|(_, is_found)| *is_found);
                let best = before.map(|(other, _)| likeness(text, other, Lang::Ar).per_cent).max();
                let expected = best.filter(|&best| best >= min);
                prop_assert_eq!(search.best(place, min), expected);
            }
        }
    }
}
