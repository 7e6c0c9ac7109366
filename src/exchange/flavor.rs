//! The properties by which single tools know where a unit stood and what it is worth.
//!
//! TMX has no place for the segments around a unit, so that each tool has made its
//! own. A flavor writes those of one tool beside everything that a plain file
//! holds, and says so in the header ([`HEADER_TYPE`]); a file that says so is read without
//! them, and gives the units that a plain one gives. A property of a unit that has such
//! a type itself is kept under another name (see [`own`](super::own)), and stands
//! under its own, too, where the flavor has nothing to say.
//!
//! What cannot be computed is not made up: the hashes of Trados's `x-Context` and the
//! serialized segments of its `x-ContextContent` are left out, and with them its
//! context matches.

use std::fmt;
use std::str::FromStr;

use super::xml;
use crate::bitext::{Origin, Status, TranslationUnit};

/// The tool that a TMX is written for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Flavor {
    /// None: what all tools take.
    #[default]
    Plain,
    /// OmegaT.
    Omegat,
    /// Trados Studio 2009 and later.
    Trados,
    /// memoQ.
    Memoq,
    /// Phrase, formerly Memsource.
    Phrase,
}

/// The property of the header that names the flavor.
pub(super) const HEADER_TYPE: &str = "x-dhakira-flavor";

impl Flavor {
    /// Every flavor.
    pub const ALL: [Flavor; 5] = [
        Flavor::Plain,
        Flavor::Omegat,
        Flavor::Trados,
        Flavor::Memoq,
        Flavor::Phrase,
    ];

    /// Returns the name.
    pub fn name(self) -> &'static str {
        match self {
            Flavor::Plain => "plain",
            Flavor::Omegat => "omegat",
            Flavor::Trados => "trados",
            Flavor::Memoq => "memoq",
            Flavor::Phrase => "phrase",
        }
    }

    /// Returns the types of properties that the flavor speaks of: they are not the unit's own.
    ///
    /// OmegaT's `file`, `id` and `path` are never written: they bind a unit to one place, and it is used nowhere else.
    pub(super) fn types(self) -> &'static [&'static str] {
        match self {
            Flavor::Plain => &[],
            Flavor::Omegat => &["prev", "next", "file", "id", "path"],
            Flavor::Trados => &["x-Origin", "x-ConfirmationLevel", "x-document:SingleString"],
            Flavor::Memoq => &["x-context-pre", "x-context-post", "x-document", "aligned"],
            Flavor::Phrase => &["context_prev", "context_next", "filename"],
        }
    }

    /// Tells whether the segments around a unit are written.
    pub(super) fn has_neighbors(self) -> bool {
        matches!(self, Flavor::Omegat | Flavor::Memoq | Flavor::Phrase)
    }

    /// Tells whether the name of a unit is written as its `tuid`; OmegaT may take that for a place.
    pub(super) fn has_tuid(self) -> bool {
        !matches!(self, Flavor::Plain | Flavor::Omegat)
    }

    /// Returns the format of the memory that the file pretends to come from.
    pub(super) fn memory_format(self) -> &'static str {
        match self {
            Flavor::Trados => "SDL TM8 Format",
            _ => "dhakira",
        }
    }
}

impl FromStr for Flavor {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Flavor::ALL
            .into_iter()
            .find(|flavor| flavor.name() == name)
            .ok_or(())
    }
}

impl fmt::Display for Flavor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The source segments before and after a unit in its document, as far as they are in the file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Neighbors<'a> {
    pub(super) previous: Option<&'a str>,
    pub(super) next: Option<&'a str>,
}

/// Where a property stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// On the unit.
    Unit,
    /// On the variant of the source language.
    Source,
}

/// Hands the properties of a flavor for `unit` to `put` as type and value.
pub(super) fn each(
    flavor: Flavor,
    level: Level,
    unit: &TranslationUnit,
    neighbors: Neighbors<'_>,
    mut put: impl FnMut(&str, &str),
) {
    if flavor == Flavor::Plain {
        return;
    }
    let Neighbors { previous, next } = neighbors;
    let document = unit.place.as_ref().map(|place| place.document.as_str());
    let document = document.filter(|name| !name.is_empty());
    // Where the unit itself says it, it knows better.
    let own = |kind: &str| {
        let mut own = unit.properties.iter();
        own.find(|property| property.kind == kind)
            .map(|property| property.value.as_str())
    };
    let mut tell = |kind: &str, value: Option<&str>| {
        if let Some(value) = value {
            put(kind, value);
        }
    };
    match (flavor, level) {
        (Flavor::Omegat, Level::Unit) => {
            tell("prev", previous);
            tell("next", next);
        }
        (Flavor::Trados, Level::Unit) => {
            let origin = (unit.origin == Origin::Alignment).then_some("Alignment");
            tell("x-Origin", own("x-Origin").or(origin));
            let level = match (unit.status, unit.origin) {
                (Status::Reviewed, _) => Some("ApprovedTranslation"),
                (Status::Rejected, _) => Some("RejectedTranslation"),
                (Status::Draft, Origin::Alignment) => Some("Draft"),
                (Status::Draft, Origin::Manual) => Some("Translated"),
                (Status::Draft, Origin::Import) => None,
            };
            tell("x-ConfirmationLevel", own("x-ConfirmationLevel").or(level));
            tell(
                "x-document:SingleString",
                own("x-document:SingleString").or(document),
            );
        }
        (Flavor::Memoq, Level::Unit) => {
            let aligned = (unit.origin == Origin::Alignment).then_some("yes");
            tell("aligned", own("aligned").or(aligned));
            tell("x-document", own("x-document").or(document));
        }
        (Flavor::Memoq, Level::Source) => {
            let segment = |text: &str| {
                let mut segment = String::from("<seg>");
                xml::push_text(&mut segment, text);
                segment + "</seg>"
            };
            let [previous, next] = [previous, next].map(|text| text.map(segment));
            tell(
                "x-context-pre",
                previous.as_deref().or_else(|| own("x-context-pre")),
            );
            tell(
                "x-context-post",
                next.as_deref().or_else(|| own("x-context-post")),
            );
        }
        (Flavor::Phrase, Level::Source) => {
            tell("context_prev", previous.or_else(|| own("context_prev")));
            tell("context_next", next.or_else(|| own("context_next")));
            tell("filename", own("filename").or(document));
        }
        (Flavor::Plain, _)
        | (Flavor::Omegat | Flavor::Trados, Level::Source)
        | (Flavor::Phrase, Level::Unit) => {}
    }
}
