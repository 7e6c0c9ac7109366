//! The properties that carry what TMX and XLIFF have no place for.
//!
//! All types begin with [`PREFIX`], so that they clash with no other tool's:
//! memoQ has an `x-document`, Trados an `x-Origin`. A property of a unit that
//! begins so itself is written with [`KEPT`] before it, and is told from ours; so is one of a
//! type that the file's flavor speaks of.

use std::fmt::Display;
use std::str::FromStr;

use super::flavor::Flavor;
use crate::bitext::{BeadKind, Lang, Origin, Place, Property, Sides, Status, TranslationUnit};

/// How every type of ours begins.
pub(super) const PREFIX: &str = "x-dhakira-";
/// Stands before the type of a property that would be taken for ours.
const KEPT: &str = "x-dhakira-kept-";

pub(super) const DOCUMENT: &str = "document";
pub(super) const POSITION: &str = "position";
const BEAD: &str = "bead";
const CONFIDENCE: &str = "confidence";
const SIMILARITY: &str = "similarity";
const ORIGIN: &str = "origin";
pub(super) const STATUS: &str = "status";
const TUID: &str = "tuid";
const AR_TAG: &str = "ar-tag";
const EN_TAG: &str = "en-tag";

fn tag_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Ar => AR_TAG,
        Lang::En => EN_TAG,
    }
}

/// Tells whether a bead's confidence or similarity is one.
pub(super) fn is_share(value: f64) -> bool {
    (0.0..=1.0).contains(&value)
}

/// Hands every property of `unit` to `put` as the two parts of its type, and its value: ours first, then its own.
///
/// `tags` are the language codes of the file, `flavor` is the tool that it is for.
pub(super) fn each(
    unit: &TranslationUnit,
    tags: &Sides<String>,
    flavor: Flavor,
    mut put: impl FnMut(&str, &str, &str),
) {
    let mut ours = |name, value: &dyn Display| put(PREFIX, name, &value.to_string());
    if let Some(place) = unit
        .place
        .as_ref()
        .filter(|place| !place.document.is_empty())
    {
        ours(DOCUMENT, &place.document);
        if let Some(position) = place.position {
            ours(POSITION, &position);
        }
    }
    if let Some(bead) = unit.bead {
        ours(BEAD, &bead);
    }
    for (name, share) in [(CONFIDENCE, unit.confidence), (SIMILARITY, unit.similarity)] {
        if let Some(share) = share.filter(|&share| is_share(share)) {
            ours(name, &share);
        }
    }
    if unit.origin != Origin::Import {
        ours(ORIGIN, &unit.origin);
    }
    if unit.status != Status::Draft {
        ours(STATUS, &unit.status);
    }
    if let Some(tuid) = unit
        .tuid
        .as_ref()
        .filter(|tuid| !tuid.is_empty() && !flavor.has_tuid())
    {
        ours(TUID, tuid);
    }
    for lang in [Lang::Ar, Lang::En] {
        let tag = &unit.variants.get(lang).tag;
        if tag != lang.code() && tag != tags.get(lang) {
            ours(tag_name(lang), tag);
        }
    }
    for Property { kind, value } in &unit.properties {
        let is_other = kind.starts_with(PREFIX) || flavor.types().contains(&kind.as_str());
        let before = if is_other { KEPT } else { "" };
        put(before, kind, value);
    }
}

/// What the properties of a unit say, once ours are told from its own.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Told {
    pub(super) place: Option<Place>,
    pub(super) bead: Option<BeadKind>,
    pub(super) confidence: Option<f64>,
    pub(super) similarity: Option<f64>,
    pub(super) origin: Option<Origin>,
    pub(super) status: Option<Status>,
    pub(super) tuid: Option<String>,
    pub(super) tags: Sides<Option<String>>,
    pub(super) properties: Vec<Property>,
}

impl Told {
    /// Sorts the properties of a unit.
    ///
    /// One of ours that comes a second time or makes no sense stays a property; `tuid` is what the unit is called already.
    pub(super) fn by(properties: Vec<Property>, tuid: Option<String>) -> Told {
        Told::by_in(None, properties, tuid)
    }

    /// Sorts the properties of a unit of which the file says otherwise in which document it stands.
    pub(super) fn by_in(
        place: Option<Place>,
        properties: Vec<Property>,
        tuid: Option<String>,
    ) -> Told {
        let mut told = Told {
            place,
            tuid,
            ..Told::default()
        };
        let mut position = None;
        for property in properties {
            if !told.take(&property, &mut position) {
                let kind = property.kind.strip_prefix(KEPT).map(str::to_owned);
                told.properties.push(Property {
                    kind: kind.unwrap_or(property.kind),
                    value: property.value,
                });
            }
        }
        if let (Some(place), Some(position)) = (&mut told.place, position) {
            place.position = Some(position);
        }
        told
    }

    /// Takes a property of ours; `false` when it is none.
    fn take(&mut self, property: &Property, position: &mut Option<u32>) -> bool {
        let Some(name) = property.kind.strip_prefix(PREFIX) else {
            return false;
        };
        let value = property.value.as_str();
        match name {
            DOCUMENT if self.place.is_none() && !value.is_empty() => {
                self.place = Some(Place {
                    document: value.to_owned(),
                    position: None,
                });
                true
            }
            POSITION if self.place.is_some() => fill(position, value),
            BEAD => fill(&mut self.bead, value),
            CONFIDENCE => fill_share(&mut self.confidence, value),
            SIMILARITY => fill_share(&mut self.similarity, value),
            ORIGIN => fill(&mut self.origin, value),
            STATUS => fill(&mut self.status, value),
            TUID if !value.is_empty() => fill(&mut self.tuid, value),
            AR_TAG => fill_tag(&mut self.tags.ar, Lang::Ar, value),
            EN_TAG => fill_tag(&mut self.tags.en, Lang::En, value),
            _ => false,
        }
    }
}

fn fill<T: FromStr>(field: &mut Option<T>, value: &str) -> bool {
    match value.parse() {
        Ok(parsed) if field.is_none() => {
            *field = Some(parsed);
            true
        }
        _ => false,
    }
}

fn fill_share(field: &mut Option<f64>, value: &str) -> bool {
    value.parse().is_ok_and(is_share) && fill(field, value)
}

fn fill_tag(field: &mut Option<String>, lang: Lang, value: &str) -> bool {
    Lang::from_tag(value) == Some(lang) && fill(field, value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn property(kind: &str, value: &str) -> Property {
        Property {
            kind: kind.to_owned(),
            value: value.to_owned(),
        }
    }

    #[test]
    fn what_makes_no_sense_stays_a_property() {
        for (kind, value) in [
            ("x-dhakira-bead", "many"),
            ("x-dhakira-confidence", "2"),
            ("x-dhakira-similarity", "NaN"),
            ("x-dhakira-origin", "heaven"),
            ("x-dhakira-status", ""),
            ("x-dhakira-position", "3"),
            ("x-dhakira-document", ""),
            ("x-dhakira-ar-tag", "en"),
            ("x-dhakira-future", "1"),
            ("x-document", "a.txt"),
            ("", ""),
        ] {
            let told = Told::by(vec![property(kind, value)], None);
            assert_eq!(told.properties, [property(kind, value)], "{kind}");
            assert_eq!(
                told,
                Told {
                    properties: told.properties.clone(),
                    ..Told::default()
                }
            );
        }
    }

    #[test]
    fn the_first_of_several_counts() {
        let twice = ["1-2", "2-1"].map(|value| property("x-dhakira-bead", value));
        let told = Told::by(twice.to_vec(), None);
        assert_eq!(told.bead, Some(BeadKind { ar: 1, en: 2 }));
        assert_eq!(told.properties, [property("x-dhakira-bead", "2-1")]);
    }

    #[test]
    fn a_kept_type_comes_back_as_it_was() {
        let told = Told::by(vec![property("x-dhakira-kept-x-dhakira-bead", "2-1")], None);
        assert_eq!(told.bead, None);
        assert_eq!(told.properties, [property("x-dhakira-bead", "2-1")]);
    }
}
