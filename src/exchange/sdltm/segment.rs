//! A side of a unit of Trados: its text, its tags, its language.
//!
//! ```text
//! <Segment><Elements><Text><Value>…</Value></Text><Tag>…</Tag></Elements>
//! <CultureName>ar-SA</CultureName></Segment>
//! ```

use quick_xml::events::Event;

use crate::exchange::xml::{self, DEPTH, describe};
use crate::exchange::{ReadSummary, legal};

/// What a side holds.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Segment {
    pub(super) text: String,
    /// The language tag, hyphenated; empty for none.
    pub(super) culture: String,
    /// The tags in the text.
    pub(super) codes: u64,
}

/// What an open element is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Segment,
    Elements,
    Text,
    Value,
    Culture,
    Other,
}

/// Reads a side.
pub(super) fn read(fragment: &str, summary: &mut ReadSummary) -> Result<Segment, String> {
    let mut xml = quick_xml::Reader::from_str(fragment);
    xml.config_mut().expand_empty_elements = true;
    let mut segment = Segment::default();
    let mut open: Vec<Element> = Vec::new();
    let mut has_root = false;
    loop {
        let event = xml.read_event().map_err(|error| describe(&error))?;
        let place = match open.last() {
            Some(Element::Value) => Some(&mut segment.text),
            Some(Element::Culture) => Some(&mut segment.culture),
            _ => None,
        };
        let add = |text: &str| {
            if let Some(place) = place {
                summary.forbidden_characters += legal::push(place, text);
            }
        };
        match event {
            Event::Start(tag) => {
                if open.len() == DEPTH {
                    return Err(format!("more than {DEPTH} elements one inside the other"));
                }
                let name = tag.local_name();
                let element = match (open.last(), name.as_ref()) {
                    (None, "Segment") if !has_root => Element::Segment,
                    (None, name) => return Err(format!("<{name}> where a <Segment> should be")),
                    (Some(Element::Segment), "Elements") => Element::Elements,
                    (Some(Element::Segment), "CultureName") => Element::Culture,
                    (Some(Element::Elements), "Text") => Element::Text,
                    (Some(Element::Elements), "Tag") => {
                        segment.codes += 1;
                        Element::Other
                    }
                    (Some(Element::Text), "Value") => Element::Value,
                    _ => Element::Other,
                };
                has_root = true;
                open.push(element);
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Text(text) => add(&text.xml10_content()),
            Event::CData(text) => add(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                add(xml::resolve(&reference)?.encode_utf8(&mut [0; 4]));
            }
            Event::Eof if !open.is_empty() => return Err("the segment is cut off".to_owned()),
            Event::Eof if !has_root => return Err("there is no <Segment>".to_owned()),
            Event::Eof => break,
            _ => {}
        }
    }
    segment.culture = segment.culture.trim().replace('_', "-");
    Ok(segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_that_of_values_and_tags_are_counted() {
        let fragment = "<Segment xmlns:xsi=\"x\"><Elements><Text><Value>a &lt;</Value></Text><Tag><Type>Start</Type>\
                        <Value>no</Value></Tag><Text><Value> b</Value></Text></Elements>\
                        <CultureName>en_US</CultureName></Segment>";
        let expected = Segment {
            text: "a < b".to_owned(),
            culture: "en-US".to_owned(),
            codes: 1,
        };
        assert_eq!(read(fragment, &mut ReadSummary::default()), Ok(expected));
        for (bad, reason) in [
            ("", "there is no <Segment>"),
            ("<Segment><Elements>", "the segment is cut off"),
            ("<Other/>", "<Other> where a <Segment> should be"),
            (
                "<Segment><Elements><Text><Value>&x;</Value></Text></Elements></Segment>",
                "the entity &x; is not predefined, and no DTD is read",
            ),
        ] {
            let found = read(bad, &mut ReadSummary::default());
            assert_eq!(found, Err(reason.to_owned()), "{bad}");
        }
    }
}
