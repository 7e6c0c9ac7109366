//! The object that a unit is in JSON: of JSON Lines, and of `show`.

use jiff::Timestamp;
use serde::Serialize;

use crate::bitext::{InlineCode, Property, Stamp, TranslationUnit};
use crate::exchange::WriteOptions;
use crate::exchange::record::tag;

/// A unit with all its fields, as JSON has them: `schemas/unit-line.schema.json`.
#[derive(Debug, Serialize)]
pub struct UnitShape<'a> {
    ar: VariantJson<'a>,
    en: VariantJson<'a>,
    document: Option<&'a str>,
    position: Option<u32>,
    bead: Option<String>,
    confidence: Option<f64>,
    similarity: Option<f64>,
    origin: &'static str,
    status: &'static str,
    created: &'a Stamp,
    changed: Option<&'a Stamp>,
    use_count: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tuid: Option<&'a str>,
    notes: &'a [String],
    properties: Vec<PropertyJson<'a>>,
}

#[derive(Debug, Serialize)]
struct VariantJson<'a> {
    text: &'a str,
    tag: &'a str,
    #[serde(skip_serializing_if = "<[InlineCode]>::is_empty")]
    codes: &'a [InlineCode],
}

#[derive(Debug, Serialize)]
pub(in crate::exchange) struct PropertyJson<'a> {
    kind: &'a str,
    value: &'a str,
}

impl<'a> PropertyJson<'a> {
    pub(in crate::exchange) fn new(property: &'a Property) -> Self {
        Self {
            kind: &property.kind,
            value: &property.value,
        }
    }
}

impl<'a> UnitShape<'a> {
    /// Returns the shape of a unit, with its language tags as they are.
    pub fn new(unit: &'a TranslationUnit) -> Self {
        let variants = &unit.variants;
        Self::with_tags(unit, &variants.ar.tag, &variants.en.tag)
    }

    /// Returns the shape that a file has, whose options name language tags.
    pub(super) fn in_file(unit: &'a TranslationUnit, options: &'a WriteOptions) -> Self {
        use crate::bitext::Lang::{Ar, En};
        Self::with_tags(unit, tag(unit, Ar, options), tag(unit, En, options))
    }

    fn with_tags(unit: &'a TranslationUnit, ar_tag: &'a str, en_tag: &'a str) -> Self {
        let place = unit.place.as_ref();
        Self {
            ar: VariantJson {
                text: &unit.variants.ar.text,
                tag: ar_tag,
                codes: &unit.variants.ar.codes,
            },
            en: VariantJson {
                text: &unit.variants.en.text,
                tag: en_tag,
                codes: &unit.variants.en.codes,
            },
            document: place.map(|place| place.document.as_str()),
            position: place.and_then(|place| place.position),
            bead: unit.bead.map(|bead| bead.to_string()),
            confidence: unit.confidence,
            similarity: unit.similarity,
            origin: unit.origin.name(),
            status: unit.status.name(),
            created: &unit.created,
            changed: unit.changed.as_ref(),
            use_count: unit.use_count,
            last_used: unit.last_used,
            tuid: unit.tuid.as_deref(),
            notes: &unit.notes,
            properties: unit.properties.iter().map(PropertyJson::new).collect(),
        }
    }
}

/// What is known of a unit beside its texts, as far as it says something, in the keys of [`UnitShape`].
///
/// For formats that have no place of their own for it.
#[derive(Debug, Serialize)]
pub(in crate::exchange) struct Known<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    ar: Option<BesideText<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    en: Option<BesideText<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bead: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    similarity: Option<f64>,
    origin: &'static str,
    status: &'static str,
    created: &'a Stamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<&'a Stamp>,
    #[serde(skip_serializing_if = "is_zero")]
    use_count: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tuid: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    properties: Vec<PropertyJson<'a>>,
}

#[derive(Debug, Serialize)]
struct BesideText<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    tag: Option<&'a str>,
    #[serde(skip_serializing_if = "<[InlineCode]>::is_empty")]
    codes: &'a [InlineCode],
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl<'a> Known<'a> {
    /// Returns what is known of a unit; `with_notes` unless its notes stand elsewhere.
    pub(in crate::exchange) fn new(
        unit: &'a TranslationUnit,
        options: &'a WriteOptions,
        with_notes: bool,
    ) -> Self {
        let shape = UnitShape::in_file(unit, options);
        let beside = |side: VariantJson<'a>, bare: &str| {
            let tag = Some(side.tag).filter(|&tag| tag != bare);
            (tag.is_some() || !side.codes.is_empty()).then_some(BesideText {
                tag,
                codes: side.codes,
            })
        };
        Self {
            ar: beside(shape.ar, "ar"),
            en: beside(shape.en, "en"),
            document: shape.document,
            position: shape.position,
            bead: shape.bead,
            confidence: shape.confidence,
            similarity: shape.similarity,
            origin: shape.origin,
            status: shape.status,
            created: shape.created,
            changed: shape.changed,
            use_count: shape.use_count,
            last_used: shape.last_used,
            tuid: shape.tuid,
            notes: (with_notes && !shape.notes.is_empty()).then_some(shape.notes),
            properties: shape.properties,
        }
    }
}
