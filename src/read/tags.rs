//! HTML cut into its tags and the text between them, each with its place.
//!
//! `html5gum` tells tags from text by the rules of the HTML standard, also
//! where they are broken; the text between the tags and the values of
//! attributes are taken from the input itself, so that their offsets are exact.
//! Of the attributes only those that the reader asks for are kept.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span, Tokenizer};

use super::elements::Element;

/// A part of an HTML text.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// Text, its references not yet decoded: a byte range of the input.
    Text(Range<usize>),
    /// A start tag.
    Open(Tag),
    /// An end tag.
    Close(Rc<Element>),
}

/// A start tag.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    /// The element it opens.
    pub(super) element: Rc<Element>,
    /// It is written `<name/>`.
    pub(super) closed: bool,
    /// The attributes that the reader asks for, in order.
    attributes: Vec<(Key, Range<usize>)>,
}

impl Tag {
    /// Tells whether the tag has no attribute that the reader asks for.
    pub(super) fn is_bare(&self) -> bool {
        self.attributes.is_empty()
    }

    /// Returns where in the input the value of an attribute stands, without its quotation marks.
    pub(super) fn get(&self, key: Key) -> Option<Range<usize>> {
        let found = self.attributes.iter().find(|(found, _)| *found == key);
        found.map(|(_, value)| value.clone())
    }
}

/// The name of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    AriaHidden,
    Class,
    Content,
    DateTime,
    Hidden,
    Href,
    HrefLang,
    HttpEquiv,
    Id,
    ItemProp,
    Lang,
    Name,
    Property,
    Rel,
    Role,
    Size,
    Style,
    Title,
    Type,
}

impl Key {
    fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"aria-hidden" => Key::AriaHidden,
            b"class" => Key::Class,
            b"content" => Key::Content,
            b"datetime" => Key::DateTime,
            b"hidden" => Key::Hidden,
            b"href" => Key::Href,
            b"hreflang" => Key::HrefLang,
            b"http-equiv" => Key::HttpEquiv,
            b"id" => Key::Id,
            b"itemprop" => Key::ItemProp,
            b"lang" | b"xml:lang" => Key::Lang,
            b"name" => Key::Name,
            b"property" => Key::Property,
            b"rel" => Key::Rel,
            b"role" => Key::Role,
            b"size" => Key::Size,
            b"style" => Key::Style,
            b"title" => Key::Title,
            b"type" => Key::Type,
            _ => return None,
        })
    }
}

/// What the tokenizer reports: a tag with its place, or that the input ends within one.
enum Event {
    Tag(Range<usize>, Option<Part>),
    Unfinished,
}

/// Makes tags of the tokenizer's events.
#[derive(Default)]
struct Tags<'a> {
    html: &'a str,
    /// The elements met so far: a page has many tags and few names.
    elements: HashMap<Vec<u8>, Rc<Element>>,
    /// The start tag that is open, and where it begins.
    open: Option<(usize, Rc<Element>)>,
    attributes: Vec<(Key, Range<usize>)>,
    /// The last attribute is one that is asked for.
    asked: bool,
}

impl Tags<'_> {
    fn handle(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Event> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.open = Some((span.start, self.element(name)));
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => {
                let key = Key::of(name);
                self.asked = key.is_some();
                self.attributes.extend(key.map(|key| (key, 0..0)));
            }
            CallbackEvent::AttributeValue { .. } if self.asked => {
                let value = value(self.html, span.start);
                if let Some(last) = self.attributes.last_mut() {
                    last.1 = value;
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let (start, element) = self.open.take()?;
                let tag = Tag {
                    element,
                    closed: self_closing,
                    attributes: std::mem::take(&mut self.attributes),
                };
                return Some(Event::Tag(start..span.end, Some(Part::Open(tag))));
            }
            CallbackEvent::EndTag { name } => {
                self.attributes.clear();
                let part = Part::Close(self.element(name));
                return Some(Event::Tag(span.start..span.end, Some(part)));
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                return Some(Event::Tag(span.start..span.end, None));
            }
            CallbackEvent::Error(Error::EofInTag) => return Some(Event::Unfinished),
            _ => {}
        }
        None
    }

    fn element(&mut self, name: &[u8]) -> Rc<Element> {
        if let Some(element) = self.elements.get(name) {
            return Rc::clone(element);
        }
        let text = String::from_utf8_lossy(name);
        let element = Rc::new(Element::new(&text, self.elements.len()));
        self.elements.insert(name.to_vec(), Rc::clone(&element));
        element
    }
}

/// Where the attribute's value that begins at `start` stands as it is written.
fn value(html: &str, start: usize) -> Range<usize> {
    let Some(rest) = html.get(start..) else {
        return 0..0;
    };
    let length = match html.as_bytes().get(start.wrapping_sub(1)) {
        Some(b'"') => rest.find('"'),
        Some(b'\'') => rest.find('\''),
        _ => rest.find(|c: char| c.is_ascii_whitespace() || c == '>'),
    };
    start..start + length.unwrap_or(0)
}

/// Cuts `html` into parts; comments and declarations are left out.
pub(super) fn parts(html: &str) -> Vec<Part> {
    // The tokenizer normalizes line ends; spaces of the same length leave the offsets alone.
    let input: Cow<'_, str> = if html.contains('\r') {
        html.replace('\r', " ").into()
    } else {
        html.into()
    };
    let mut tags = Tags {
        html,
        ..Tags::default()
    };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
        tags.handle(event, span)
    });
    emitter.naively_switch_states(true);
    let mut parts = Vec::new();
    let mut end = 0;
    let mut unfinished = false;
    for event in Tokenizer::new_with_emitter(&*input, emitter) {
        let Ok(event) = event;
        let (span, part) = match event {
            Event::Tag(span, part) => (span, part),
            Event::Unfinished => {
                unfinished = true;
                continue;
            }
        };
        // Text of which no tag is certain stays text.
        if span.start < end
            || html.as_bytes().get(span.start) != Some(&b'<')
            || !html.is_char_boundary(span.end)
        {
            continue;
        }
        if span.start > end {
            parts.push(Part::Text(end..span.start));
        }
        end = span.end;
        parts.extend(part);
    }
    let mut rest = &html[end..];
    if unfinished && let Some(tag) = rest.rfind('<') {
        rest = &rest[..tag];
    }
    if !rest.is_empty() {
        parts.push(Part::Text(end..end + rest.len()));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(html: &str) -> String {
        let parts = parts(html).into_iter();
        parts
            .map(|part| match part {
                Part::Text(range) => html[range].to_owned(),
                Part::Open(tag) => format!("[{}]", tag.element.name),
                Part::Close(element) => format!("[/{}]", element.name),
            })
            .collect()
    }

    #[test]
    fn tags_are_told_from_text() {
        for (html, expected) in [
            ("<p class='a>b'>نص</p>", "[p]نص[/p]"),
            ("<P\r\nID=x>نص\r\n</P >", "[p]نص\r\n[/p]"),
            ("2 < 3 &amp; 4 > 1", "2 < 3 &amp; 4 > 1"),
            ("أ<!-- <p> -->ب<!DOCTYPE html>ج", "أبج"),
            (
                "<script>if (a<b) '<p>'</script>ن",
                "[script]if (a<b) '<p>'[/script]ن",
            ),
            ("<title>أ <b> ب</title>", "[title]أ <b> ب[/title]"),
            ("نص<br/>نص", "نص[br]نص"),
            ("آخر الكلام <a href='x", "آخر الكلام "),
            ("آخر الكلام <!-- x", "آخر الكلام "),
        ] {
            assert_eq!(written(html), expected);
        }
    }

    #[test]
    fn attributes_are_ranges_of_the_input() {
        let html = "<DIV Class = \"أ &amp; ب\" data-x='1' ID=x1 title='' hidden><p\tlang='ar' id='a\"b'></p id=z><b>";
        let tags: Vec<Tag> = parts(html)
            .into_iter()
            .filter_map(|part| match part {
                Part::Open(tag) => Some(tag),
                _ => None,
            })
            .collect();
        let value = |tag: usize, key| tags[tag].get(key).map(|range| &html[range]);
        assert_eq!(value(0, Key::Class), Some("أ &amp; ب"));
        assert_eq!(value(0, Key::Id), Some("x1"));
        assert_eq!(value(0, Key::Title), Some(""));
        assert_eq!(value(0, Key::Hidden), Some(""));
        assert_eq!(value(0, Key::Lang), None);
        assert_eq!(value(1, Key::Lang), Some("ar"));
        assert_eq!(value(1, Key::Id), Some("a\"b"));
        assert_eq!(value(2, Key::Id), None);
    }

    proptest! {
        #[test]
        fn text_between_tags_is_never_lost(words in proptest::collection::vec("[نبa1]{1,4}", 1..8), tag in "(<p>|<br/>|</p >|<b\r\nx=\"ن\">|<!--ن-->|<A HREF='>'>|</p>)") {
            let html = words.join(&tag);
            let found: String = parts(&html).into_iter().filter_map(|part| match part {
                Part::Text(range) => Some(&html[range]),
                _ => None,
            }).collect();
            prop_assert_eq!(found, words.concat());
        }

        #[test]
        fn any_tags_are_answered(html in "[<>/=\"' aن\u{0}!-]{0,30}|(<a (href|class|id)( ?= ?|=)[\"']?[ن\"'> &;x]{0,6}>?){1,4}") {
            for part in parts(&html) {
                if let Part::Open(tag) = part {
                    for key in [Key::Href, Key::Class, Key::Id] {
                        prop_assert!(tag.get(key).is_none_or(|range| html.get(range).is_some()));
                    }
                }
            }
        }
    }
}
