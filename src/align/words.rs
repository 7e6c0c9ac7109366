//! The words of a run: every token of both sides as a number, with how often it stands there.
//!
//! An Arabic type is a folded word as it is written, clitics included; an English type is
//! a stem. Numbers and the marks that translators keep are types of their own, named
//! alike on both sides. All documents of a run share the two vocabularies, so that what
//! is learnt on one of them serves the others.

use rustc_hash::FxHashMap;

use crate::bitext::Lang;
use crate::text::calendar::signs;
use crate::text::spelled::quantities;
use crate::text::tokens::{TokenKind, Tokens};
use crate::text::transliteration::capitalized;

use super::Clues;
use super::lexicon::english_stem;

/// A type's number in the vocabulary of its language.
pub(super) type TypeId = u32;

/// What a type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A word.
    Word,
    /// A number, by its value, in digits or in words.
    Number,
    /// A month, a weekday, a currency, a measure.
    Sign,
    /// A mark that translators keep: a question mark, a quotation, a bracket.
    Mark,
}

/// The types of one language over all documents of a run.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    ids: FxHashMap<(Kind, String), TypeId>,
    /// The name of each type.
    pub(super) names: Vec<String>,
    /// What each type is.
    pub(super) kinds: Vec<Kind>,
    /// How often each stands in the run.
    pub(super) counts: Vec<u32>,
    /// All tokens of the run.
    pub(super) total: u64,
    /// The English words that were written with a capital inside a sentence, folded, each with the type of its stem.
    pub(super) capitals: FxHashMap<String, TypeId>,
}

impl Vocabulary {
    /// Returns the number of types.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Returns the number of a type, if the run has it.
    pub(super) fn id(&self, kind: Kind, name: &str) -> Option<TypeId> {
        self.ids.get(&(kind, name.to_owned())).copied()
    }

    /// Counts a token.
    fn count(&mut self, kind: Kind, name: String) -> TypeId {
        let next = self.names.len() as TypeId;
        let id = *self.ids.entry((kind, name)).or_insert_with_key(|key| {
            self.names.push(key.1.clone());
            self.kinds.push(kind);
            self.counts.push(0);
            next
        });
        self.counts[id as usize] += 1;
        self.total += 1;
        id
    }

    /// Takes the tokens of an Arabic or English sentence in.
    ///
    /// Numbers and signs stand for the words that they are written in.
    pub(super) fn sentence(&mut self, tokens: &Tokens, lang: Lang, clues: &Clues) -> Vec<TypeId> {
        let mut types = Vec::with_capacity(tokens.len());
        let mut taken = vec![false; tokens.len()];
        for quantity in quantities(lang, tokens) {
            let is_written_out = quantity.tokens.clone().all(|index| {
                tokens
                    .get(index)
                    .is_some_and(|token| token.kind == TokenKind::Word)
            });
            // One and two are often a dual, an article or a pronoun on the other side.
            let is_small = matches!(quantity.value.as_str(), "1" | "2");
            if !quantity.sure || is_written_out && is_small {
                continue;
            }
            taken[quantity.tokens].fill(true);
            if clues.numbers {
                types.push(self.count(Kind::Number, quantity.value));
            }
        }
        for (range, sign) in signs(lang, tokens) {
            if !taken[range.clone()].contains(&true) {
                taken[range].fill(true);
                if clues.numbers {
                    types.push(self.count(Kind::Sign, format!("{sign:?}")));
                }
            }
        }
        for (token, taken) in tokens.iter().zip(taken) {
            match token.kind {
                _ if taken => {}
                TokenKind::Word => {
                    let name = match lang {
                        Lang::Ar => token.text.to_owned(),
                        Lang::En => english_stem(token.text),
                    };
                    types.push(self.count(Kind::Word, name));
                }
                TokenKind::Number => {}
                TokenKind::Mark => {
                    if let Some(name) = mark(token.text).filter(|_| clues.marks) {
                        types.push(self.count(Kind::Mark, name.to_owned()));
                    }
                }
            }
        }
        types
    }

    /// Remembers the words of an English text that are written with a capital inside a sentence.
    pub(super) fn names(&mut self, text: &str) {
        for name in capitalized(text) {
            if let Some(id) = self.id(Kind::Word, &english_stem(&name)) {
                self.capitals.entry(name).or_insert(id);
            }
        }
    }
}

/// The mark under the name that both languages share.
fn mark(mark: &str) -> Option<&'static str> {
    match mark {
        "?" | "؟" => Some("?"),
        "!" => Some("!"),
        "\"" => Some("\""),
        "(" | "[" => Some("("),
        ";" | "؛" => Some(";"),
        ":" => Some(":"),
        _ => None,
    }
}
