//! Whether two texts translate each other, by their words.
//!
//! Each Arabic word has its meanings in the seed lexicon, by all the dictionary forms that it may have;
//! the English text has the stems of its words. Of a translation about half of the Arabic words that
//! the lexicon knows are found on the other side, of a stranger hardly any. Where few are, names are compared by sound.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::align::Lexicon;
use crate::align::lexicon::{english_stem, is_small};
use crate::bitext::Sides;
use crate::text::tokens::{TokenKind, Tokens};
use crate::text::transliteration::{ALIKE, Names, capitalized};

use super::pair::Texts;

/// The stem of an English word as a number; 0 for words that say nothing.
type Stem = u32;

/// The words of a pair, as far as they say whether texts translate each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// The meanings of each Arabic word that has any.
    ar: Vec<Arc<[Stem]>>,
    /// The stems of the English words, in ascending order.
    en: Vec<Stem>,
    /// Much of the Arabic text has no spaces between its words.
    pub(super) is_glued: bool,
}

/// How far the words of an Arabic text are found in an English one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    /// Arabic words of which a meaning is there.
    pub(super) hits: usize,
    /// Arabic words that the lexicon knows.
    pub(super) known: usize,
}

/// How many words a thread remembers.
const REMEMBERED: usize = 200_000;

/// What is known of words that came before; the same whatever the thread has seen.
#[derive(Default)]
struct Cache {
    ar: FxHashMap<Box<str>, Arc<[Stem]>>,
    en: FxHashMap<Box<str>, Stem>,
}

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::default();
}

fn stem_number(stem: &str) -> Stem {
    (xxh3_64(stem.as_bytes()) as Stem).max(1)
}

impl Cache {
    fn meanings(&mut self, word: &str) -> Arc<[Stem]> {
        if let Some(meanings) = self.ar.get(word) {
            return Arc::clone(meanings);
        }
        let renderings = Lexicon::built_in().renderings(word);
        let stems = renderings.iter().flat_map(|rendering| &rendering.stems);
        let mut meanings: Vec<Stem> = stems
            .filter(|stem| says_something(stem))
            .map(|stem| stem_number(stem))
            .collect();
        meanings.sort_unstable();
        meanings.dedup();
        let meanings: Arc<[Stem]> = meanings.into();
        if self.ar.len() < REMEMBERED {
            self.ar.insert(word.into(), Arc::clone(&meanings));
        }
        meanings
    }

    fn stem(&mut self, word: &str) -> Stem {
        if let Some(&stem) = self.en.get(word) {
            return stem;
        }
        let stem = english_stem(word);
        let number = if says_something(&stem) {
            stem_number(&stem)
        } else {
            0
        };
        if self.en.len() < REMEMBERED {
            self.en.insert(word.into(), number);
        }
        number
    }
}

/// Tells whether a stem says anything: not if it stands in every other text.
fn says_something(stem: &str) -> bool {
    !is_small(stem)
        && !matches!(
            stem,
            "say"
                | "that"
                | "which"
                | "who"
                | "this"
                | "these"
                | "it"
                | "he"
                | "she"
                | "they"
                | "his"
                | "her"
                | "not"
                | "no"
                | "but"
                | "if"
                | "when"
                | "was"
                | "were"
                | "are"
                | "has"
                | "had"
                | "been"
                | "will"
                | "would"
                | "can"
                | "there"
                | "their"
                | "we"
                | "you"
                | "i"
                | "what"
                | "all"
                | "than"
                | "more"
        )
}

/// Takes the words of a pair.
pub(super) fn of(tokens: &Sides<Tokens>) -> Words {
    CACHE.with_borrow_mut(|cache| {
        let is_word = |kind| kind == TokenKind::Word;
        let ar_words = tokens.ar.iter().filter(|token| is_word(token.kind));
        let ar = ar_words
            .map(|token| cache.meanings(token.text))
            .filter(|meanings| !meanings.is_empty())
            .collect();
        // Words that were run together say nothing of their parts.
        let glued: usize = tokens
            .ar
            .iter()
            .map(|token| token.text.len())
            .filter(|&bytes| bytes > 30)
            .sum();
        let is_glued = glued * 4 > tokens.ar.folded().len();
        let en_words = tokens.en.iter().filter(|token| is_word(token.kind));
        let mut en: Vec<Stem> = Vec::with_capacity(tokens.en.len());
        for token in en_words {
            en.push(cache.stem(token.text));
            for part in token.text.split(['-', '\'']).skip(1) {
                en.push(cache.stem(part));
            }
        }
        en.sort_unstable();
        en.dedup();
        Words { ar, en, is_glued }
    })
}

/// Weighs the Arabic words of one pair against the English ones of another, or of the same.
pub(super) fn evidence(ar: &Words, en: &Words) -> Evidence {
    let is_hit = |meanings: &&Arc<[Stem]>| {
        meanings
            .iter()
            .any(|stem| en.en.binary_search(stem).is_ok())
    };
    Evidence {
        hits: ar.ar.iter().filter(is_hit).count(),
        known: ar.ar.len(),
    }
}

/// Counts the names of the English text that the Arabic one has by their sound.
pub(super) fn shared_names(texts: Texts<'_>) -> (usize, usize) {
    let mut all = capitalized(texts.en);
    all.sort_unstable();
    all.dedup();
    let names = Names::new(all.iter().map(String::as_str));
    if names.is_empty() {
        return (0, all.len());
    }
    let tokens = Tokens::of(texts.ar);
    let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let shared = words
        .filter(|token| !names.like(token.text, ALIKE).is_empty())
        .count();
    (shared.min(all.len()), all.len())
}
