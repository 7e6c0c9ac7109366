//! What only shows beside other pairs: pairs that come again, and texts with several translations.
//!
//! Hashes of all pairs are held, some 150 bytes a pair with what the tables leave free.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::bitext::{Lang, Sides};
use crate::text::forms::key;
use crate::text::tokens::Tokens;

use super::characters::is_arabic_letter;
use super::pair::{Found, Texts};
use super::rule::Rule;

/// From so many bytes on a text is long.
const LONG: usize = 80;

/// The hashes of a pair.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hashes {
    pub(super) ar: u64,
    pub(super) en: u64,
    /// Of the letters of both sides alone, and of the digits of short ones.
    rough: u64,
    is_long: bool,
}

impl Hashes {
    pub(super) fn of(texts: Texts<'_>, tokens: &Sides<Tokens>) -> Self {
        let mut rough =
            String::with_capacity(tokens.ar.folded().len() + tokens.en.folded().len() + 2);
        for lang in [Lang::Ar, Lang::En] {
            // A long text of which only numbers have changed is nearly the same, a short one another.
            let is_long = texts.get(lang).len() >= LONG;
            rough.extend(
                tokens
                    .get(lang)
                    .folded()
                    .chars()
                    .filter(|c| is_letter(*c) || !is_long && c.is_numeric()),
            );
            rough.push('\n');
        }
        Self {
            ar: xxh3_64(key(texts.ar).as_bytes()),
            en: xxh3_64(key(texts.en).as_bytes()),
            rough: xxh3_64(rough.as_bytes()),
            // Titles and short answers come again with other translations, and rightly so.
            is_long: texts.en.len() >= 25,
        }
    }
}

/// Tells whether the character is a letter; asks the tables only for unusual ones.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || is_arabic_letter(c) || !c.is_ascii() && c.is_alphabetic()
}

/// The pairs that were seen so far.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pairs: FxHashMap<(u64, u64, u64), u64>,
    rough: FxHashMap<(u64, u64), u64>,
    ar: FxHashMap<u64, (u64, u64)>,
    en: FxHashMap<u64, (u64, u64)>,
}

impl Seen {
    /// Looks for earlier pairs like this one; `number` is how it is called, and `scope` the document within which pairs come again.
    pub(super) fn check(
        &mut self,
        hashes: Hashes,
        number: u64,
        name: &str,
        scope: u64,
        found: &mut Found<'_>,
    ) {
        let earlier = *self
            .pairs
            .entry((scope, hashes.ar, hashes.en))
            .or_insert(number);
        let earlier_rough = *self.rough.entry((scope, hashes.rough)).or_insert(number);
        if earlier != number {
            found.add_both(Rule::Duplicate, format!("the same as {name} {earlier}"));
            return;
        }
        if earlier_rough != number {
            found.add_both(
                Rule::NearDuplicate,
                format!("nearly the same as {name} {earlier_rough}"),
            );
            return;
        }
        let &mut (english, first) = self.ar.entry(hashes.ar).or_insert((hashes.en, number));
        if english != hashes.en {
            found.add_both(
                Rule::InconsistentEnglish,
                format!("{name} {first} has another translation"),
            );
        }
        let &mut (arabic, first) = self.en.entry(hashes.en).or_insert((hashes.ar, number));
        if arabic != hashes.ar && hashes.is_long {
            found.add_both(
                Rule::InconsistentArabic,
                format!("{name} {first} has another translation"),
            );
        }
    }
}
