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
    let stems: Vec<String> = en.iter().map(|word| english_stem(&word.text)).collect();
    let is_in = |lang: Lang, word: &Located| spans.get(lang).contains(&word.span);
    let mut found = Sides {
        ar: vec![false; ar.len()],
        en: vec![false; en.len()],
    };
    for (index, word) in ar.iter().enumerate() {
        let is_hit = is_in(Lang::Ar, word);
        if !is_hit && spans.en.is_empty() {
            continue;
        }
        for rendering in lexicon.renderings(&word.text) {
            for place in places(&rendering.stems, &en, &stems) {
                found.ar[index] |= place.iter().all(|&at| is_in(Lang::En, &en[at]));
                if is_hit {
                    for at in place {
                        found.en[at] = true;
                    }
                }
            }
        }
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

/// Where the stems of a rendering stand together in an English text, small words between them or not: the words of each place.
fn places(rendering: &[String], words: &[Located], stems: &[String]) -> Vec<Vec<usize>> {
    let Some((first, rest)) = rendering.split_first() else {
        return Vec::new();
    };
    let mut places = Vec::new();
    for start in (0..stems.len()).filter(|&at| stems[at] == *first) {
        let mut place = vec![start];
        for stem in rest {
            let last = place.last().map_or(start, |&at| at);
            let next = (last + 1..stems.len())
                .find(|&at| stems[at] == *stem || !is_small(&words[at].text));
            match next {
                Some(at) if stems[at] == *stem => place.push(at),
                _ => break,
            }
        }
        if place.len() == rendering.len() {
            places.push(place);
        }
    }
    places
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
                ar: vec![0..ar.len()],
                en: vec![],
            };
            let found = counterparts(&Sides { ar, en }, &spans, &lexicon);
            let found: Vec<&str> = found.en.into_iter().map(|range| &en[range]).collect();
            assert_eq!(found, expected, "{en}");
        }
    }
}
