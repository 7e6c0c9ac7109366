//! The words of one side that translate words of the other, as far as the seed lexicon tells.
//!
//! A concordance shows where the words stand that were searched for; this shows what became of
//! them. Arabic words are read behind their clitics and English ones by their stems, as the
//! aligner does; a rendering of several words («central bank») counts where they stand together.
//!
//! # Limits
//!
//! Nothing is guessed: what the lexicon does not have is not marked, and which of two places
//! that have the word is its counterpart is not decided; both are marked.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::align::Lexicon;
use crate::align::lexicon::{english_stem, is_small};
use crate::bitext::{Lang, Sides};
use crate::text::tokens::{Located, TokenKind, locate};

/// Returns where the counterparts of the words at `spans` stand: byte ranges of each text, ascending, end-exclusive.
///
/// A span of one text has its counterparts in the other. What is in `spans` itself is left out.
pub(super) fn counterparts(
    texts: &Sides<&str>,
    spans: &Sides<Vec<Range<usize>>>,
    lexicon: &Lexicon,
) -> Sides<Vec<Range<usize>>> {
    let (ar, en) = (words(texts.ar), words(texts.en));
    let english = English::of(&en);
    let is_in = |lang: Lang, word: &Located| {
        let starts = spans.get(lang);
        starts
            .binary_search_by_key(&word.span.start, |span| span.start)
            .is_ok()
    };
    let mut found = Sides {
        ar: vec![false; ar.len()],
        en: vec![false; en.len()],
    };
    // Whether a word of the key translates a hit; a text may have it many times.
    let mut known: FxHashMap<(&str, bool), bool> = FxHashMap::default();
    for (index, word) in ar.iter().enumerate() {
        let is_hit = is_in(Lang::Ar, word);
        if !is_hit && spans.en.is_empty() {
            continue;
        }
        found.ar[index] = *known.entry((&word.text, is_hit)).or_insert_with(|| {
            let renderings = lexicon.renderings(&word.text);
            let places = renderings
                .iter()
                .flat_map(|rendering| english.places(&rendering.stems));
            let mut translates = false;
            for place in places {
                translates |= place.iter().all(|&at| is_in(Lang::En, &en[at]));
                if is_hit {
                    for at in place {
                        found.en[at] = true;
                    }
                }
            }
            translates
        });
    }
    let marked = |lang: Lang, words: &[Located], found: &[bool]| {
        let mut ranges: Vec<Range<usize>> = words
            .iter()
            .zip(found)
            .filter(|(word, found)| **found && !is_in(lang, word))
            .map(|(word, _)| word.span.clone())
            .collect();
        ranges.dedup();
        ranges
    };
    Sides {
        ar: marked(Lang::Ar, &ar, &found.ar),
        en: marked(Lang::En, &en, &found.en),
    }
}

fn words(text: &str) -> Vec<Located> {
    let mut words = locate(text);
    words.retain(|token| token.kind == TokenKind::Word);
    words
}

/// The words of an English text by their stems.
struct English<'a> {
    words: &'a [Located],
    stems: Vec<String>,
    /// Where each stem stands.
    by_stem: FxHashMap<String, Vec<usize>>,
}

impl<'a> English<'a> {
    fn of(words: &'a [Located]) -> Self {
        let stems: Vec<String> = words.iter().map(|word| english_stem(&word.text)).collect();
        let mut by_stem: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (index, stem) in stems.iter().enumerate() {
            by_stem.entry(stem.clone()).or_default().push(index);
        }
        Self {
            words,
            stems,
            by_stem,
        }
    }

    /// Where the stems of a rendering stand together, small words between them or not: the words of each place.
    fn places(&self, rendering: &[String]) -> Vec<Vec<usize>> {
        let Some((first, rest)) = rendering.split_first() else {
            return Vec::new();
        };
        let starts = self.by_stem.get(first).map_or(&[][..], Vec::as_slice);
        starts
            .iter()
            .filter_map(|&start| self.place(start, rest))
            .collect()
    }

    /// The words of a place that begins at `start` and goes on with these stems.
    fn place(&self, start: usize, rest: &[String]) -> Option<Vec<usize>> {
        let mut place = vec![start];
        let mut last = start;
        for stem in rest {
            last = (last + 1..self.stems.len())
                .find(|&at| self.stems[at] == *stem || !is_small(&self.words[at].text))
                .filter(|&at| self.stems[at] == *stem)?;
            place.push(last);
        }
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The two texts with brackets around the counterparts of the words given.
    fn shown(ar: &str, en: &str, hits: &[&str]) -> (String, String) {
        let hit_spans = |text: &str| -> Vec<Range<usize>> {
            let mut words = words(text);
            words.retain(|word| hits.contains(&&text[word.span.clone()]));
            words.into_iter().map(|word| word.span).collect()
        };
        let spans = Sides {
            ar: hit_spans(ar),
            en: hit_spans(en),
        };
        let found = counterparts(&Sides { ar, en }, &spans, Lexicon::built_in());
        let marked = |text: &str, ranges: &[Range<usize>]| {
            let mut text = text.to_owned();
            for range in ranges.iter().rev() {
                text.insert(range.end, '›');
                text.insert(range.start, '‹');
            }
            text
        };
        (marked(ar, &found.ar), marked(en, &found.en))
    }

    #[test]
    fn words_have_the_counterparts_that_the_lexicon_knows() {
        for (name, ar, en, hits, ar_marked, en_marked) in [
            (
                "a word",
                "وصل الوفد إلى المدينة",
                "The delegation reached the city",
                &["المدينة"][..],
                "وصل الوفد إلى المدينة",
                "The delegation reached the ‹city›",
            ),
            (
                "behind clitics, in the plural",
                "وبكتابهم",
                "and with their Books",
                &["وبكتابهم"],
                "وبكتابهم",
                "and with their ‹Books›",
            ),
            (
                "from English",
                "قرأت الكتاب في المدرسة",
                "I read the book at school",
                &["book"],
                "قرأت ‹الكتاب› في المدرسة",
                "I read the book at school",
            ),
            (
                "several words",
                "قرأت الكتاب في المدرسة",
                "I read the book at school",
                &["book", "school"],
                "قرأت ‹الكتاب› في ‹المدرسة›",
                "I read the book at school",
            ),
            (
                "two places",
                "كتاب عن كتاب",
                "a book about a book",
                &["كتاب"],
                "كتاب عن كتاب",
                "a ‹book› about a ‹book›",
            ),
            (
                "hits on both sides are no counterparts",
                "الكتاب",
                "the book",
                &["الكتاب", "book"],
                "الكتاب",
                "the book",
            ),
            (
                "free translation",
                "المدينة",
                "the capital",
                &["المدينة"],
                "المدينة",
                "the capital",
            ),
            ("no word", "", "", &[], "", ""),
            ("no hit", "الكتاب", "the book", &[], "الكتاب", "the book"),
        ] {
            let expected = (ar_marked.to_owned(), en_marked.to_owned());
            assert_eq!(shown(ar, en, hits), expected, "{name}");
        }
    }

    #[test]
    fn the_words_of_a_rendering_stand_together() {
        let mut lexicon = Lexicon::default();
        let extended = lexicon.extend("ككك\tcentral bank, ministry of finance\n");
        assert_eq!(extended, Ok(1));
        for (en, expected) in [
            ("Central banks rule", vec!["Central", "banks"]),
            ("the ministry of finance", vec!["ministry", "finance"]),
            ("the ministry of the finance", vec!["ministry", "finance"]),
            ("a bank, central", vec![]),
            ("the bank", vec![]),
            ("a central and large bank", vec![]),
            ("central", vec![]),
        ] {
            let ar = "ككك";
            let spans = Sides {
                ar: words(ar).into_iter().map(|word| word.span).collect(),
                en: vec![],
            };
            let found = counterparts(&Sides { ar, en }, &spans, &lexicon);
            let found: Vec<&str> = found.en.into_iter().map(|range| &en[range]).collect();
            assert_eq!(found, expected, "{en}");
        }
    }
}
