//! The sources that wait for a part: their tokens by words and classes, which needs no database.

use super::COLLECTED;
use super::dictionary::{Dictionary, Word};
use super::varint;
use crate::bitext::{Lang, Sides, TranslationUnit};
use crate::text::tokens::Tokens;

/// The sources of units in both languages, in their order.
#[derive(Debug, Default)]
pub(in crate::memory) struct Sources {
    pub(super) collected: Sides<Collected>,
}

impl Sources {
    /// Adds the texts of a unit.
    pub(in crate::memory) fn add(&mut self, unit: &TranslationUnit) {
        let text = |lang| Tokens::of(unit.text(lang));
        self.add_tokens(&text(Lang::Ar), &text(Lang::En));
    }

    /// Adds the tokens of a unit's texts.
    pub(super) fn add_tokens(&mut self, ar: &Tokens, en: &Tokens) {
        self.collected.ar.add(ar, Lang::Ar);
        self.collected.en.add(en, Lang::En);
    }

    /// Leaves a place for what is no unit.
    pub(in crate::memory) fn add_nothing(&mut self) {
        self.add_tokens(&Tokens::default(), &Tokens::default());
    }

    /// Tells whether it is time to make a part of them.
    pub(in crate::memory) fn is_full(&self) -> bool {
        self.len() >= COLLECTED
    }

    /// Returns the number of units.
    pub(super) fn len(&self) -> usize {
        self.collected.ar.sources.len()
    }
}

/// The sources of one language.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) dictionary: Dictionary,
    pub(super) sources: Vec<CollectedSource>,
    /// Class and form of each token, as varints.
    pub(super) tokens: Vec<u8>,
    /// The source in which each class was last seen.
    seen: Vec<u32>,
}

/// A source that was collected.
#[derive(Clone, Copy, Debug)]
pub(super) struct CollectedSource {
    /// Its weight, in points.
    pub(super) weight: u32,
    /// Where its tokens begin and end.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Collected {
    fn add(&mut self, tokens: &Tokens, lang: Lang) {
        let number = self.sources.len() as u32;
        let start = self.tokens.len();
        let mut weight = 0u32;
        for token in tokens.iter() {
            let Word { class, form } = self.dictionary.token(token, lang);
            let is_new = class as usize >= self.seen.len();
            if is_new {
                self.seen.resize(class as usize + 1, u32::MAX);
            }
            if self.seen[class as usize] != number {
                self.seen[class as usize] = number;
                self.dictionary.count(class, 1);
            }
            weight = weight.saturating_add(self.dictionary.grade(class).weight());
            varint::push(&mut self.tokens, class.into());
            varint::push(&mut self.tokens, form.into());
        }
        self.sources.push(CollectedSource {
            weight,
            start,
            end: self.tokens.len(),
        });
    }
}
