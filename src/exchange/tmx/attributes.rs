//! Attributes, and what is wrong with XML in our words.

use std::io::ErrorKind;

use quick_xml::XmlVersion;
use quick_xml::errors::Error as XmlError;
use quick_xml::escape::EscapeError;
use quick_xml::events::BytesStart;

use crate::exchange::{ReadSummary, legal};

use super::date;
use super::draft::Facts;

/// How many attributes an element may have; TMX knows fifteen.
const MOST: usize = 64;

/// Hands each attribute of `tag` to `take`, normalized and without forbidden characters, which are counted.
pub(super) fn each(
    tag: &BytesStart<'_>,
    summary: &mut ReadSummary,
    mut take: impl FnMut(&str, &str),
) -> Result<(), String> {
    let mut legal = String::new();
    for (number, attribute) in tag.attributes().enumerate() {
        // The parser compares each name with all before it.
        if number == MOST {
            return Err(format!("an element with more than {MOST} attributes"));
        }
        let attribute = attribute.map_err(|error| format!("a bad attribute: {error}"))?;
        let name = attribute.key.as_ref();
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| format!("in {name}: {}", describe(&error)))?;
        legal.clear();
        summary.forbidden_characters += legal::push(&mut legal, &value);
        take(name, &legal);
    }
    Ok(())
}

/// Reads the attributes of a `tu` or `tuv`: its history and its language, hyphenated.
pub(super) fn facts(
    tag: &BytesStart<'_>,
    summary: &mut ReadSummary,
) -> Result<(Facts, String), String> {
    let mut facts = Facts::default();
    let (mut unread, mut dropped) = (0, 0);
    let mut lang = None;
    let mut old_lang = None;
    each(tag, summary, |name, value| {
        let mut when = || {
            let at = date::parse(value);
            unread += u64::from(at.is_none() && !value.trim().is_empty());
            at
        };
        let who = || (!value.is_empty()).then(|| value.to_owned());
        match name {
            "creationdate" => facts.created.at = when(),
            "creationid" => facts.created.by = who(),
            "changedate" => facts.changed.at = when(),
            "changeid" => facts.changed.by = who(),
            "usagecount" => {
                facts.use_count = value.trim().parse().ok();
                unread += u64::from(facts.use_count.is_none() && !value.trim().is_empty());
            }
            "lastusagedate" => facts.last_used = when(),
            "tuid" => facts.tuid = who(),
            "xml:lang" => lang = Some(value.trim().replace('_', "-")),
            "lang" => old_lang = Some(value.trim().replace('_', "-")),
            name => dropped += u64::from(!is_lost_on_nobody(name, value)),
        }
    })?;
    summary.dropped_attributes += dropped;
    summary.unread_attributes += unread;
    Ok((facts, lang.or(old_lang).unwrap_or_default()))
}

/// Tells whether an attribute says nothing that could be missed: it is empty, or a name space.
pub(super) fn is_lost_on_nobody(name: &str, value: &str) -> bool {
    value.trim().is_empty() || name.starts_with("xmlns")
}

/// Says in our words what the parser found.
pub(super) fn describe(error: &XmlError) -> String {
    match error {
        XmlError::Io(error) if error.kind() == ErrorKind::InvalidData => error.to_string(),
        XmlError::Io(error) => format!("reading failed: {error}"),
        XmlError::Escape(EscapeError::UnrecognizedEntity(_, name)) => unknown_entity(name),
        XmlError::Escape(EscapeError::UnterminatedEntity(_)) => {
            "a `&` that begins no reference".to_owned()
        }
        XmlError::Escape(error) => error.to_string(),
        XmlError::Syntax(error) => error.to_string(),
        XmlError::IllFormed(error) => error.to_string(),
        XmlError::InvalidAttr(error) => error.to_string(),
        XmlError::Encoding(error) => error.to_string(),
        XmlError::Namespace(error) => error.to_string(),
    }
}

/// Says that an entity is none that XML itself defines.
pub(super) fn unknown_entity(name: &str) -> String {
    format!("the entity &{name}; is not predefined, and no DTD is read")
}
