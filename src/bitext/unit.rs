//! Translation units: two texts that translate each other, and what is known of them.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::Serialize;

use super::{BeadKind, InlineCode, Lang, Sides};

/// A unit's number in the memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct UnitId(pub i64);

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where a unit came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The aligner joined two articles.
    Alignment,
    /// A file of units was imported.
    Import,
    /// A person wrote it.
    Manual,
}

/// What a person has said of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nobody has looked at it.
    Draft,
    /// A person has confirmed it.
    Reviewed,
    /// A person has rejected it; it is never offered.
    Rejected,
}

macro_rules! names {
    ($type:ident { $($variant:ident => $name:literal),+ $(,)? }) => {
        impl $type {
            /// Returns the name under which the memory, TMX and JSON know it.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }
        }

        impl FromStr for $type {
            type Err = ();

            fn from_str(s: &str) -> Result<Self, ()> {
                match s { $($name => Ok($type::$variant),)+ _ => Err(()) }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

names!(Origin { Alignment => "alignment", Import => "import", Manual => "manual" });
names!(Status { Draft => "draft", Reviewed => "reviewed", Rejected => "rejected" });

/// When something was done to a unit, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// The instant, to the second.
    pub at: Timestamp,
    /// The person or program, as far as known.
    pub by: Option<String>,
}

/// One language of a translation unit (TMX `tuv`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The text as it came, without markup; never empty, free of characters that XML forbids.
    pub text: String,
    /// The language tag as it came, hyphenated: `ar`, `ar-SA`, `en-US`.
    pub tag: String,
    /// The markup that stood in the text; empty for most.
    pub codes: Vec<InlineCode>,
}

impl Variant {
    /// Returns a text without markup.
    pub fn plain(text: impl Into<String>, tag: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tag: tag.into(),
            codes: Vec::new(),
        }
    }
}

/// A property of a unit (TMX `prop`): a type and a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Property {
    /// The TMX type, such as `x-domain`.
    pub kind: String,
    /// The value.
    pub value: String,
}

/// Where a unit stands in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The document's name.
    pub document: String,
    /// The position in it, from 0; unknown for units that were imported without one.
    pub position: Option<u32>,
}

/// A pair of texts that translate each other, with all that is known of them.
#[derive(Clone, Debug, PartialEq)]
pub struct TranslationUnit {
    /// The two texts.
    pub variants: Sides<Variant>,
    /// The document it stands in.
    pub place: Option<Place>,
    /// The kind of the bead it was made from.
    pub bead: Option<BeadKind>,
    /// The bead's confidence, 0..=1.
    pub confidence: Option<f64>,
    /// The bead's similarity, 0..=1.
    pub similarity: Option<f64>,
    /// Where it came from.
    pub origin: Origin,
    /// What a person has said of it.
    pub status: Status,
    /// When it was made.
    pub created: Stamp,
    /// When it was last changed.
    pub changed: Option<Stamp>,
    /// How often a person has used it.
    pub use_count: u32,
    /// When a person last used it, to the second.
    pub last_used: Option<Timestamp>,
    /// The name that the tool it came from knows it by (TMX `tuid`).
    pub tuid: Option<String>,
    /// Notes in their order.
    pub notes: Vec<String>,
    /// Properties in their order: a multiset, types may repeat.
    pub properties: Vec<Property>,
}

impl TranslationUnit {
    /// Returns a draft with the two texts, the bare language tags and nothing else known.
    pub fn new(
        ar: impl Into<String>,
        en: impl Into<String>,
        origin: Origin,
        created: Stamp,
    ) -> Self {
        Self {
            variants: Sides {
                ar: Variant::plain(ar, Lang::Ar.code()),
                en: Variant::plain(en, Lang::En.code()),
            },
            place: None,
            bead: None,
            confidence: None,
            similarity: None,
            origin,
            status: Status::Draft,
            created,
            changed: None,
            use_count: 0,
            last_used: None,
            tuid: None,
            notes: Vec::new(),
            properties: Vec::new(),
        }
    }

    /// Returns the position in its document, from 0, as far as it is known.
    pub fn position(&self) -> Option<u32> {
        self.place.as_ref()?.position
    }

    /// Returns the text of one side.
    pub fn text(&self, lang: Lang) -> &str {
        &self.variants.get(lang).text
    }
}
