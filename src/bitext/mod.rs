//! The nouns of the program: languages, articles, segments, beads, translation units.
//!
//! Everything here is plain data without effects. The stages turn one noun into
//! the next: an [`Article`] is read, its lines are cut into [`Segment`]s, two
//! lists of segments are joined by [`Bead`]s, and a bead with text on both sides
//! becomes a [`TranslationUnit`].
//!
//! | part | holds |
//! |---|---|
//! | here | the two languages and sides |
//! | `article` | a page, its lines, and where in the input their text stands |
//! | `bead` | segments, and how they are joined |
//! | `inline` | the markup inside a text, kept beside it |
//! | `unit` | pairs of texts with all that is known of them |

mod article;
mod bead;
pub mod inline;
mod unit;

pub use article::{About, Article, Block, Line, Origins, Said};
pub use bead::{Bead, BeadKind, Bitext, Segment};
pub use inline::{InlineAttribute, InlineCode, InlineElement, InlineEvent, InlineName};
pub use unit::{Origin, Place, Property, Stamp, Status, TranslationUnit, UnitId, Variant};

use std::fmt;

use serde::Serialize;

/// One of the two languages of every bitext.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Arabic, in any of its regional tags.
    Ar,
    /// English, in any of its regional tags.
    En,
}

impl Lang {
    /// Returns the bare ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Ar => "ar",
            Lang::En => "en",
        }
    }

    /// Returns its English name.
    pub fn name(self) -> &'static str {
        match self {
            Lang::Ar => "Arabic",
            Lang::En => "English",
        }
    }

    /// Returns the language of the other side.
    pub fn other(self) -> Lang {
        match self {
            Lang::Ar => Lang::En,
            Lang::En => Lang::Ar,
        }
    }

    /// Returns the language of a tag such as `ar`, `ar-SA`, `AR_sa`, `ara`, `arb` or `en-US`.
    ///
    /// `None` for every other language.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        match primary.to_ascii_lowercase().as_str() {
            "ar" | "ara" | "arb" => Some(Lang::Ar),
            "en" | "eng" => Some(Lang::En),
            _ => None,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A value for each of the two languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sides<T> {
    /// The Arabic side.
    pub ar: T,
    /// The English side.
    pub en: T,
}

impl<T> Sides<T> {
    /// Returns the side of `lang`.
    pub fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::Ar => &self.ar,
            Lang::En => &self.en,
        }
    }

    /// Applies `f` to both sides, the Arabic one first.
    pub fn map<U>(self, mut f: impl FnMut(Lang, T) -> U) -> Sides<U> {
        Sides {
            ar: f(Lang::Ar, self.ar),
            en: f(Lang::En, self.en),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_both_languages_are_known_in_every_spelling() {
        for (tag, lang) in [
            ("ar", Some(Lang::Ar)),
            ("ar-SA", Some(Lang::Ar)),
            ("AR_eg", Some(Lang::Ar)),
            ("arb", Some(Lang::Ar)),
            ("ara", Some(Lang::Ar)),
            ("en-US", Some(Lang::En)),
            ("eng", Some(Lang::En)),
            ("arg", None),
            ("fr", None),
            ("", None),
        ] {
            assert_eq!(Lang::from_tag(tag), lang, "{tag}");
        }
    }
}
