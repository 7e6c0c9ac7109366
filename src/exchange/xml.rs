//! XML as every format here reads and writes it: attributes, references, faults in our words, escapes.

use std::io::ErrorKind;

use quick_xml::XmlVersion;
use quick_xml::errors::Error as XmlError;
use quick_xml::escape::{EscapeError, ParseCharRefError};
use quick_xml::events::{BytesRef, BytesStart};

use super::{ReadSummary, legal};

/// How many elements may stand one inside the other; honest files have ten or so.
pub(super) const DEPTH: usize = 100;

/// How many attributes an element may have; TMX and XLIFF know some twenty.
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

/// Returns the character that a reference names, U+0000 for one that XML forbids.
///
/// Entities other than the predefined ones are not looked up: they are faults, as is what is no number.
pub(super) fn resolve(reference: &BytesRef<'_>) -> Result<char, String> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => Ok(c),
        Ok(None) => match &**reference {
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "amp" => Ok('&'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            name => Err(unknown_entity(name)),
        },
        Err(XmlError::Escape(EscapeError::InvalidCharRef(
            ParseCharRefError::IllegalCharacter(_) | ParseCharRefError::InvalidCodepoint(_),
        ))) => Ok('\0'),
        Err(_) => Err(format!("the reference &{}; is no number", &**reference)),
    }
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
fn unknown_entity(name: &str) -> String {
    format!("the entity &{name}; is not predefined, and no DTD is read")
}

/// Appends an attribute with a space before it, and returns how many characters were dropped.
pub(super) fn push_attribute(buffer: &mut String, name: &str, value: &str) -> u64 {
    buffer.extend([" ", name, "=\""]);
    let dropped = push_text(buffer, value);
    buffer.push('"');
    dropped
}

/// Appends `text` so that it can stand in an element or an attribute, and returns how many characters were dropped.
///
/// Tabs and line ends are references, because XML turns them into others.
pub(super) fn push_text(buffer: &mut String, text: &str) -> u64 {
    let mut dropped = 0;
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_special) {
        buffer.push_str(&rest[..at]);
        let special = rest[at..]
            .chars()
            .next()
            .expect("a special byte begins a character");
        match special {
            '&' => buffer.push_str("&amp;"),
            '<' => buffer.push_str("&lt;"),
            '>' => buffer.push_str("&gt;"),
            '"' => buffer.push_str("&quot;"),
            '\t' => buffer.push_str("&#9;"),
            '\n' => buffer.push_str("&#10;"),
            '\r' => buffer.push_str("&#13;"),
            c if legal::is_legal(c) => buffer.push(c),
            _ => dropped += 1,
        }
        rest = &rest[at + special.len_utf8()..];
    }
    buffer.push_str(rest);
    dropped
}

fn is_special(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"') || legal::is_suspect(byte)
}
