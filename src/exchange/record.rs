//! A unit field by field: what a file says of it, and what a file is told.
//!
//! Tables name the fields in their header and JSON Lines as keys. A [`Record`] takes what a file
//! says in any order, and becomes a unit once all of it is known.

use std::fmt::{Display, Write as _};

use jiff::Timestamp;

use super::date::parse as instant;
use super::own::is_share;
use super::{ReadOptions, SkipReason, WriteOptions, legal};
use crate::bitext::inline::fit;
use crate::bitext::{
    BeadKind, InlineCode, Lang, Origin, Place, Property, Sides, Stamp, Status, TranslationUnit,
    Variant,
};

/// A field of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    /// The text of one side.
    Text(Lang),
    /// The language tag of one side.
    Tag(Lang),
    Document,
    Position,
    Bead,
    Confidence,
    Similarity,
    Origin,
    Status,
    CreatedAt,
    CreatedBy,
    ChangedAt,
    ChangedBy,
    UseCount,
    LastUsed,
    Tuid,
    /// A JSON array of strings.
    Notes,
    /// A JSON array of objects with `kind` and `value`.
    Properties,
    /// The inline codes of the text of one side, a JSON array.
    Codes(Lang),
}

impl Field {
    /// Every field with its name, in the order in which tables have them.
    pub(super) const ALL: [(Field, &'static str); 22] = [
        (Field::Text(Lang::Ar), "ar"),
        (Field::Text(Lang::En), "en"),
        (Field::Tag(Lang::Ar), "ar_tag"),
        (Field::Tag(Lang::En), "en_tag"),
        (Field::Document, "document"),
        (Field::Position, "position"),
        (Field::Bead, "bead"),
        (Field::Confidence, "confidence"),
        (Field::Similarity, "similarity"),
        (Field::Origin, "origin"),
        (Field::Status, "status"),
        (Field::CreatedAt, "created_at"),
        (Field::CreatedBy, "created_by"),
        (Field::ChangedAt, "changed_at"),
        (Field::ChangedBy, "changed_by"),
        (Field::UseCount, "use_count"),
        (Field::LastUsed, "last_used"),
        (Field::Tuid, "tuid"),
        (Field::Notes, "notes"),
        (Field::Properties, "properties"),
        (Field::Codes(Lang::Ar), "ar_codes"),
        (Field::Codes(Lang::En), "en_codes"),
    ];

    /// Appends what `unit` has in this field; nothing where it has nothing.
    pub(super) fn push(self, unit: &TranslationUnit, options: &WriteOptions, cell: &mut String) {
        let share = |share: Option<f64>| share.filter(|&share| is_share(share));
        match self {
            Field::Text(lang) => cell.push_str(unit.text(lang)),
            Field::Tag(lang) => cell.push_str(tag(unit, lang, options)),
            Field::Document => put(cell, unit.place.as_ref().map(|place| &place.document)),
            Field::Position => put(cell, unit.position()),
            Field::Bead => put(cell, unit.bead),
            Field::Confidence => put(cell, share(unit.confidence)),
            Field::Similarity => put(cell, share(unit.similarity)),
            Field::Origin => cell.push_str(unit.origin.name()),
            Field::Status => cell.push_str(unit.status.name()),
            Field::CreatedAt => put(cell, Some(unit.created.at)),
            Field::CreatedBy => put(cell, unit.created.by.as_ref()),
            Field::ChangedAt => put(cell, unit.changed.as_ref().map(|stamp| stamp.at)),
            Field::ChangedBy => put(
                cell,
                unit.changed.as_ref().and_then(|stamp| stamp.by.as_ref()),
            ),
            Field::UseCount => put(cell, Some(unit.use_count)),
            Field::LastUsed => put(cell, unit.last_used),
            Field::Tuid => put(cell, unit.tuid.as_ref()),
            Field::Codes(lang) => {
                let codes = &unit.variants.get(lang).codes;
                if !codes.is_empty() {
                    put(cell, serde_json::to_string(codes).ok());
                }
            }
            Field::Notes if unit.notes.is_empty() => {}
            Field::Notes => put(cell, serde_json::to_string(&unit.notes).ok()),
            Field::Properties if unit.properties.is_empty() => {}
            Field::Properties => {
                let properties: Vec<_> = unit
                    .properties
                    .iter()
                    .map(super::jsonl::PropertyJson::new)
                    .collect();
                put(cell, serde_json::to_string(&properties).ok());
            }
        }
    }
}

fn put(cell: &mut String, value: Option<impl Display>) {
    if let Some(value) = value {
        write!(cell, "{value}").expect("a string takes whatever is written");
    }
}

/// Returns the language tag that a file has for a side: the unit's own, or the file's where that is bare.
pub(super) fn tag<'a>(unit: &'a TranslationUnit, lang: Lang, options: &'a WriteOptions) -> &'a str {
    match unit.variants.get(lang).tag.as_str() {
        tag if tag == lang.code() => options.lang_tags.get(lang),
        tag => tag,
    }
}

/// What a file says of a unit.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) texts: Sides<Option<String>>,
    pub(super) tags: Sides<Option<String>>,
    pub(super) document: Option<String>,
    pub(super) position: Option<u32>,
    pub(super) bead: Option<BeadKind>,
    pub(super) confidence: Option<f64>,
    pub(super) similarity: Option<f64>,
    pub(super) origin: Option<Origin>,
    pub(super) status: Option<Status>,
    pub(super) created: (Option<Timestamp>, Option<String>),
    pub(super) changed: (Option<Timestamp>, Option<String>),
    pub(super) use_count: Option<u32>,
    pub(super) last_used: Option<Timestamp>,
    pub(super) tuid: Option<String>,
    pub(super) codes: Sides<Vec<InlineCode>>,
    pub(super) notes: Vec<String>,
    pub(super) properties: Vec<Property>,
    /// Characters that XML forbids, dropped so far.
    pub(super) dropped: u64,
}

impl Record {
    /// Returns `text` without the characters that XML forbids, which are counted.
    pub(super) fn legal(&mut self, text: &str) -> String {
        let mut kept = String::with_capacity(text.len());
        self.dropped += legal::push(&mut kept, text);
        kept
    }

    /// Takes what stands in a field; an empty text says nothing. `false` when it makes no sense there.
    pub(super) fn take(&mut self, field: Field, text: &str) -> bool {
        if let Field::Text(lang) = field {
            let text = self.legal(text);
            *side(&mut self.texts, lang) = Some(text);
            return true;
        }
        if text.is_empty() {
            return true;
        }
        match field {
            Field::Text(_) => true,
            Field::Tag(lang) => {
                let fits = is_tag(text) && Lang::from_tag(text) == Some(lang);
                if fits {
                    *side(&mut self.tags, lang) = Some(text.replace('_', "-"));
                }
                fits
            }
            Field::Document => {
                self.document = Some(self.legal(text));
                true
            }
            Field::CreatedBy => {
                self.created.1 = Some(self.legal(text));
                true
            }
            Field::ChangedBy => {
                self.changed.1 = Some(self.legal(text));
                true
            }
            Field::Position => fill(&mut self.position, text.trim().parse().ok()),
            Field::Bead => fill(&mut self.bead, text.trim().parse().ok()),
            Field::Confidence => fill(&mut self.confidence, share(text)),
            Field::Similarity => fill(&mut self.similarity, share(text)),
            Field::Origin => fill(&mut self.origin, text.trim().parse().ok()),
            Field::Status => fill(&mut self.status, text.trim().parse().ok()),
            Field::CreatedAt => fill(&mut self.created.0, instant(text)),
            Field::ChangedAt => fill(&mut self.changed.0, instant(text)),
            Field::UseCount => fill(&mut self.use_count, text.trim().parse().ok()),
            Field::LastUsed => fill(&mut self.last_used, instant(text)),
            Field::Tuid => {
                self.tuid = Some(self.legal(text));
                true
            }
            Field::Codes(lang) => {
                super::jsonl::parse(text).is_ok_and(|codes| super::jsonl::codes(self, lang, &codes))
            }
            Field::Notes | Field::Properties => super::jsonl::take_list(self, field, text),
        }
    }

    /// Lets inline codes go that do not fit their text, and returns of how many texts.
    pub(super) fn drop_unfit_codes(&mut self) -> u64 {
        let mut dropped = 0;
        for lang in [Lang::Ar, Lang::En] {
            let text = self.texts.get(lang).as_deref().unwrap_or_default();
            if !fit(self.codes.get(lang), text) {
                side(&mut self.codes, lang).clear();
                dropped += 1;
            }
        }
        dropped
    }

    /// Makes a unit of it, as the options want it.
    pub(super) fn into_unit(self, options: &ReadOptions) -> Result<TranslationUnit, SkipReason> {
        let created = &options.created;
        let texts = Sides {
            ar: self.texts.ar.as_deref(),
            en: self.texts.en.as_deref(),
        };
        if let Some(reason) = SkipReason::unless_wanted(&texts, options.untranslated) {
            return Err(reason);
        }
        let variant =
            |lang: Lang, text: Option<String>, tag: Option<String>, codes: Vec<_>| Variant {
                text: text.unwrap_or_default(),
                tag: tag.unwrap_or_else(|| lang.code().to_owned()),
                codes,
            };
        let stamp = |(at, by): (Option<Timestamp>, Option<String>)| {
            (at.is_some() || by.is_some()).then(|| Stamp {
                at: at.unwrap_or(created.at),
                by,
            })
        };
        Ok(TranslationUnit {
            variants: Sides {
                ar: variant(Lang::Ar, self.texts.ar, self.tags.ar, self.codes.ar),
                en: variant(Lang::En, self.texts.en, self.tags.en, self.codes.en),
            },
            place: self.document.map(|document| Place {
                document,
                position: self.position,
            }),
            bead: self.bead,
            confidence: self.confidence,
            similarity: self.similarity,
            origin: self.origin.unwrap_or(Origin::Import),
            status: self.status.unwrap_or(Status::Draft),
            created: stamp(self.created).unwrap_or_else(|| created.clone()),
            changed: stamp(self.changed),
            use_count: self.use_count.unwrap_or(0),
            last_used: self.last_used,
            tuid: self.tuid,
            notes: self.notes,
            properties: self.properties,
        })
    }
}

/// Returns the side of `lang`, to be changed.
pub(super) fn side<T>(sides: &mut Sides<T>, lang: Lang) -> &mut T {
    match lang {
        Lang::Ar => &mut sides.ar,
        Lang::En => &mut sides.en,
    }
}

fn fill<T>(field: &mut Option<T>, value: Option<T>) -> bool {
    let makes_sense = value.is_some();
    *field = value.or(field.take());
    makes_sense
}

fn share(text: &str) -> Option<f64> {
    let share = text.trim().parse().ok()?;
    is_share(share).then_some(share)
}

/// Tells whether `text` has the form of a language tag.
pub(super) fn is_tag(text: &str) -> bool {
    text.split(['-', '_']).all(|part| {
        (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    })
}
