//! Classes of match tokens: those that can stand for one another at little cost.
//!
//! Words of one stem are a class, all numbers are one, and each mark is one for
//! itself. The weight of a token belongs to its class, so that what two texts have in common
//! can be bounded from their classes alone: the match index rests on that.
//!
//! | token | weight in points |
//! |---|---|
//! | word | 10 + the letters of its stem, 5 at most |
//! | number | 15 |
//! | mark in Arabic | 8 |
//! | mark in English | 12 |
//!
//! The numbers were set with the score (`lookup::score`), on translators' own work: there, marks tell
//! English messages apart better than Arabic ones.

use std::borrow::Cow;

use super::stems::stem;
use super::tokens::TokenKind;
use crate::bitext::Lang;

/// The most letters of a stem that count.
const LETTERS: usize = 5;

/// What a token is and weighs, in three bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Grade(u8);

impl Grade {
    const MARK: Grade = Grade(0);
    const NUMBER: Grade = Grade(6);
    const ENGLISH_MARK: Grade = Grade(7);

    /// Returns the grade of this code, 0..=7; any other is taken for the nearest.
    pub fn from_code(code: u8) -> Self {
        Grade(code.min(Self::ENGLISH_MARK.0))
    }

    /// Returns its code, 0..=7.
    pub fn code(self) -> u8 {
        self.0
    }

    /// Returns what the token is.
    pub fn kind(self) -> TokenKind {
        match self {
            Self::MARK | Self::ENGLISH_MARK => TokenKind::Mark,
            Self::NUMBER => TokenKind::Number,
            _ => TokenKind::Word,
        }
    }

    /// Returns the weight in points.
    pub fn weight(self) -> u32 {
        match self {
            Self::MARK => 8,
            Self::NUMBER => 15,
            Self::ENGLISH_MARK => 12,
            Grade(letters) => 10 + u32::from(letters),
        }
    }
}

/// A class of match tokens.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Class<'a> {
    /// Its name: the stem, `0` for numbers, the mark itself. No two classes of a language share one.
    pub name: Cow<'a, str>,
    /// What its tokens are and weigh.
    pub grade: Grade,
}

impl<'a> Class<'a> {
    /// Returns the class of a match token of a text in `lang`.
    pub fn of(lang: Lang, token: &'a str, kind: TokenKind) -> Self {
        match kind {
            TokenKind::Word => {
                let name = stem(lang, token);
                let letters = name.chars().take(LETTERS).count();
                Self {
                    name,
                    grade: Grade(letters.max(1) as u8),
                }
            }
            // No stem is without a letter, so none has this name.
            TokenKind::Number => Self {
                name: Cow::Borrowed("0"),
                grade: Grade::NUMBER,
            },
            TokenKind::Mark => Self {
                name: Cow::Borrowed(token),
                grade: match lang {
                    Lang::Ar => Grade::MARK,
                    Lang::En => Grade::ENGLISH_MARK,
                },
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens::Tokens;
    use proptest::prelude::*;

    #[test]
    fn a_class_has_its_name_and_weight() {
        for (lang, token, kind, name, weight) in [
            (Lang::Ar, "والمدرسه", TokenKind::Word, "مدرس", 14),
            (Lang::Ar, "في", TokenKind::Word, "في", 12),
            (Lang::En, "agreements", TokenKind::Word, "agreement", 15),
            (Lang::En, "2,500", TokenKind::Number, "0", 15),
            (Lang::Ar, ".", TokenKind::Mark, ".", 8),
            (Lang::En, ".", TokenKind::Mark, ".", 12),
        ] {
            let class = Class::of(lang, token, kind);
            assert_eq!((&*class.name, class.grade.weight()), (name, weight));
            assert_eq!(class.grade.kind(), kind);
            assert_eq!(Grade::from_code(class.grade.code()), class.grade);
        }
    }

    proptest! {
        #[test]
        fn kinds_never_share_a_name(a in "\\PC{1,8}", b in "\\PC{1,8}") {
            for lang in [Lang::Ar, Lang::En] {
                let (a, b) = (Tokens::of(&a), Tokens::of(&b));
                for (a, b) in a.iter().flat_map(|a| b.iter().map(move |b| (a, b))) {
                    let (a, b) = (Class::of(lang, a.text, a.kind), Class::of(lang, b.text, b.kind));
                    prop_assert!(a.name != b.name || a.grade == b.grade);
                }
            }
        }
    }
}
