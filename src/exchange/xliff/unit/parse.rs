//! Takes the text of a unit apart, in a loop over the parser's events with a stack of the open elements.

use std::ops::Range;

use quick_xml::errors::{Error as XmlError, IllFormedError};
use quick_xml::events::{BytesStart, Event};

use crate::bitext::Property;
use crate::exchange::xliff::edit::is_sound;
use crate::exchange::xliff::walk::{Frame, Version, hyphenated};
use crate::exchange::xliff::{CATEGORY, PURPOSE, context};
use crate::exchange::xml::{self, describe};
use crate::exchange::{ReadSummary, legal};

use super::{Content, Matches, Part, Problem, Segment, Unit};

/// What an open element is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Unit,
    /// `segment` of XLIFF 2.
    Segment,
    Source,
    Segmented,
    Target,
    /// A `mrk` that is a segment.
    Seg,
    /// Inside a text, and text itself.
    Text,
    /// Inside a text, and code.
    Code,
    /// `notes`, metadata, Trados' list of segments: what only holds others.
    Frame,
    Note,
    Property,
    Matches,
    Other,
}

/// A walk through a unit.
pub(super) struct Parser<'a> {
    frame: &'a Frame,
    summary: &'a mut ReadSummary,
    limit: usize,
    /// The bytes that the unit takes up.
    size: usize,
    unit: Unit,
    open: Vec<Element>,
    /// The open `source`, `seg-source` or `target`.
    part: Part,
    /// Whether one of its parts is open.
    seg: bool,
    segment: Segment,
    /// The text of the open note or property, and the type of the latter.
    text: String,
    kind: String,
}

impl<'a> Parser<'a> {
    pub(super) fn new(frame: &'a Frame, limit: usize, summary: &'a mut ReadSummary) -> Self {
        Self {
            frame,
            summary,
            limit,
            size: 0,
            unit: Unit::default(),
            open: Vec::new(),
            part: Part::default(),
            seg: false,
            segment: Segment::default(),
            text: String::new(),
            kind: String::new(),
        }
    }

    /// Takes the text of a unit apart.
    pub(super) fn run(mut self, raw: &str) -> Result<Unit, Problem> {
        let mut xml = quick_xml::Reader::from_str(raw);
        loop {
            let start = position(&xml, raw);
            let line = || raw[..start].matches('\n').count() as u64;
            let event = match xml.read_event() {
                Ok(event) => event,
                // What else breaks the XML has ended the walk; a stray `&` in what is passed over is none of ours.
                Err(XmlError::IllFormed(IllFormedError::UnclosedReference))
                    if !self.takes_text() =>
                {
                    continue;
                }
                Err(XmlError::IllFormed(IllFormedError::UnclosedReference)) => {
                    return Err((line(), "a `&` that begins no reference".to_owned()));
                }
                Err(error) => return Err((line(), describe(&error))),
            };
            let place = start..position(&xml, raw);
            let result = match &event {
                // The parser lets some pass that filling could not change without making them worse.
                Event::Start(_) | Event::Empty(_) if !is_sound(&raw[place.clone()]) => {
                    Err("a tag that is not well-formed".to_owned())
                }
                Event::Start(tag) => self.start(tag, &place, false),
                Event::Empty(tag) => {
                    let result = self.start(tag, &place, true);
                    self.end(&(place.end..place.end), true);
                    result
                }
                Event::End(_) => {
                    self.end(&place, false);
                    Ok(())
                }
                Event::Text(text) => self.add_text(&text.xml10_content(), &place),
                Event::CData(text) => {
                    self.add_markup(true);
                    self.add_text(&text.xml10_content(), &place)
                }
                Event::GeneralRef(reference) if self.takes_text() => xml::resolve(reference)
                    .and_then(|c| self.add_text(c.encode_utf8(&mut [0; 4]), &place)),
                Event::Comment(_) | Event::PI(_) => {
                    self.add_markup(true);
                    Ok(())
                }
                Event::Eof => return Ok(self.unit),
                _ => Ok(()),
            };
            result.map_err(|reason| (line(), reason))?;
        }
    }

    fn start(
        &mut self,
        tag: &BytesStart<'_>,
        place: &Range<usize>,
        is_empty: bool,
    ) -> Result<(), String> {
        let name = tag.local_name();
        let name = name.as_ref();
        let full = tag.name();
        let is_own = full.as_ref().strip_suffix(name) == Some(self.frame.prefix.as_str());
        let one = self.frame.version == Version::One;
        let element = match self.open.last() {
            None => {
                self.start_unit(tag, place)?;
                Element::Unit
            }
            Some(Element::Unit) if is_own => match (name, one) {
                ("source", true) => self.start_content(tag, place, is_empty, Element::Source)?,
                ("seg-source", true) => {
                    self.start_content(tag, place, is_empty, Element::Segmented)?
                }
                ("target", true) => self.start_content(tag, place, is_empty, Element::Target)?,
                ("note", true) => self.start_note(),
                ("context-group", true) if has(tag, "purpose", PURPOSE, self.summary)? => {
                    Element::Frame
                }
                ("alt-trans", true) => {
                    self.unit.alternatives += 1;
                    Element::Other
                }
                ("segment", false) => self.start_segment(tag, place)?,
                ("notes", false) => Element::Frame,
                ("trans-unit" | "unit" | "file" | "body" | "xliff", _) => {
                    return Err(format!("<{name}> stands inside a unit"));
                }
                _ => Element::Other,
            },
            Some(Element::Unit) => match name {
                "seg-defs" => Element::Frame,
                "metadata" if !one => Element::Frame,
                "matches" if !one => {
                    let prefix = full.as_ref().strip_suffix(name).unwrap_or_default();
                    self.unit.matches = Some(Matches {
                        prefix: prefix.to_owned(),
                        end: place.clone(),
                        is_empty_tag: is_empty,
                    });
                    Element::Matches
                }
                _ => Element::Other,
            },
            Some(Element::Segment) if is_own => match name {
                "source" => self.start_content(tag, place, is_empty, Element::Source)?,
                "target" => self.start_content(tag, place, is_empty, Element::Target)?,
                _ => Element::Other,
            },
            Some(Element::Frame) => match name {
                "note" if is_own => self.start_note(),
                "metaGroup" if has(tag, "category", CATEGORY, self.summary)? => Element::Frame,
                "meta" | "context" => self.start_property(tag)?,
                "seg" => self.start_confirmation(tag)?,
                _ => Element::Other,
            },
            Some(Element::Matches) => {
                self.unit.alternatives += u64::from(name == "match");
                Element::Other
            }
            Some(
                Element::Source
                | Element::Segmented
                | Element::Target
                | Element::Seg
                | Element::Text
                | Element::Code,
            ) => self.start_inline(tag, name, is_own, place, is_empty)?,
            Some(Element::Note | Element::Property) => Element::Text,
            Some(Element::Segment | Element::Other) => Element::Other,
        };
        self.open.push(element);
        Ok(())
    }

    fn start_unit(&mut self, tag: &BytesStart<'_>, place: &Range<usize>) -> Result<(), String> {
        let unit = &mut self.unit;
        unit.tag = place.clone();
        if self.frame.version == Version::One {
            unit.segments.push(Segment::default());
        }
        xml::each(tag, self.summary, |name, value| match name {
            "id" => unit.id = value.to_owned(),
            "approved" => unit.is_approved = value == "yes",
            "translate" => unit.translate = Some(value != "no"),
            _ => {
                if let Some((_, "status" | "confirmed")) = name.split_once(':') {
                    unit.tool_state = Some(value.to_owned());
                }
            }
        })
    }

    fn start_segment(
        &mut self,
        tag: &BytesStart<'_>,
        place: &Range<usize>,
    ) -> Result<Element, String> {
        self.charge(size_of::<Segment>())?;
        let mut segment = Segment {
            tag: place.clone(),
            ..Segment::default()
        };
        xml::each(tag, self.summary, |name, value| match name {
            "id" => segment.id = value.to_owned(),
            "state" => segment.state = Some(value.to_owned()),
            "subState" => segment.qualifier = Some(value.to_owned()),
            _ => {}
        })?;
        self.segment = segment;
        Ok(Element::Segment)
    }

    fn start_content(
        &mut self,
        tag: &BytesStart<'_>,
        place: &Range<usize>,
        is_empty: bool,
        element: Element,
    ) -> Result<Element, String> {
        self.part = Part {
            content: opened(place, is_empty),
            parts: Vec::new(),
        };
        self.seg = false;
        let (mut state, mut qualifier) = (None, None);
        let lang = &mut self.part.content.lang;
        xml::each(tag, self.summary, |name, value| match name {
            "xml:lang" => *lang = hyphenated(value),
            "state" => state = Some(value.to_owned()),
            "state-qualifier" => qualifier = Some(value.to_owned()),
            _ => {}
        })?;
        let is_second = match (element, self.frame.version) {
            (Element::Source, Version::One) => self.unit.source.is_some(),
            (Element::Segmented, _) => self.unit.segmented.is_some(),
            (_, Version::One) => self.unit.target.is_some(),
            (Element::Source, Version::Two) => !self.segment.source.whole.is_empty(),
            (_, Version::Two) => self.segment.target.is_some(),
        };
        if is_second {
            return Err("a second <source> or <target>".to_owned());
        }
        if element == Element::Target
            && let Some(segment) = self.unit.segments.first_mut()
            && self.frame.version == Version::One
        {
            segment.state = state;
            segment.qualifier = qualifier;
        }
        Ok(element)
    }

    /// Starts an element inside a text.
    fn start_inline(
        &mut self,
        tag: &BytesStart<'_>,
        name: &str,
        is_own: bool,
        place: &Range<usize>,
        is_empty: bool,
    ) -> Result<Element, String> {
        let is_code = self.open.last() == Some(&Element::Code);
        if is_code {
            return Ok(match name {
                "sub" => {
                    // Text in a code cannot be told from the codes around it.
                    self.broken();
                    Element::Text
                }
                _ => Element::Code,
            });
        }
        if !is_own {
            self.add_markup(true);
            return Ok(Element::Text);
        }
        if name == "mrk" {
            let (mut kind, mut id) = (String::new(), String::new());
            xml::each(tag, self.summary, |name, value| match name {
                "mtype" => kind = value.to_owned(),
                "mid" => id = value.to_owned(),
                _ => {}
            })?;
            if kind == "seg" && !self.seg && self.frame.version == Version::One {
                self.charge(size_of::<Content>())?;
                self.add_markup(false);
                self.part.parts.push((id, opened(place, is_empty)));
                self.seg = true;
                return Ok(Element::Seg);
            }
            self.add_markup(true);
            // Trados keeps what a reviewer has struck out.
            return Ok(match kind.as_str() {
                "x-sdl-deleted" => Element::Code,
                _ => Element::Text,
            });
        }
        self.add_markup(true);
        let (is_counted, element) = match name {
            "bpt" | "ept" | "ph" | "it" | "x" | "bx" | "ex" | "sc" | "ec" => (true, Element::Code),
            "cp" => {
                self.summary.forbidden_characters += 1;
                (false, Element::Code)
            }
            "g" | "pc" => (true, Element::Text),
            "source" | "target" | "trans-unit" | "segment" | "unit" => {
                return Err(format!("<{name}> stands inside a text"));
            }
            _ => (false, Element::Text),
        };
        if is_counted {
            self.each_content(|content| content.codes += 1);
        }
        Ok(element)
    }

    fn start_note(&mut self) -> Element {
        self.text.clear();
        Element::Note
    }

    fn start_property(&mut self, tag: &BytesStart<'_>) -> Result<Element, String> {
        self.charge(size_of::<Property>())?;
        self.text.clear();
        self.kind.clear();
        let Self { kind, summary, .. } = self;
        xml::each(tag, summary, |name, value| {
            if name == "type" || name == "context-type" {
                kind.push_str(value);
            }
        })?;
        Ok(Element::Property)
    }

    /// Reads what Trados knows of a segment.
    fn start_confirmation(&mut self, tag: &BytesStart<'_>) -> Result<Element, String> {
        self.charge(size_of::<(String, Option<String>)>())?;
        let (mut id, mut state) = (String::new(), None);
        xml::each(tag, self.summary, |name, value| match name {
            "id" => id = value.to_owned(),
            "conf" => state = Some(value.to_owned()),
            _ => {}
        })?;
        self.unit.confirmations.push((id, state));
        Ok(Element::Other)
    }

    /// Closes the innermost element, whose end tag stands at `place`.
    fn end(&mut self, place: &Range<usize>, is_empty: bool) {
        let Some(element) = self.open.pop() else {
            return;
        };
        match element {
            Element::Source | Element::Segmented | Element::Target => {
                close(&mut self.part.content, place, is_empty);
                let part = std::mem::take(&mut self.part);
                match (element, self.frame.version) {
                    (Element::Source, Version::One) => self.unit.source = Some(part),
                    (Element::Segmented, _) => self.unit.segmented = Some(part),
                    (_, Version::One) => self.unit.target = Some(part),
                    (Element::Source, Version::Two) => self.segment.source = part.content,
                    (_, Version::Two) => self.segment.target = Some(part.content),
                }
            }
            Element::Seg => {
                if let Some((_, content)) = self.part.parts.last_mut() {
                    close(content, place, is_empty);
                }
                self.seg = false;
                self.add_markup(false);
            }
            Element::Segment => self.unit.segments.push(std::mem::take(&mut self.segment)),
            Element::Note if !self.text.is_empty() => {
                self.unit.notes.push(std::mem::take(&mut self.text));
            }
            Element::Property => {
                let kind = std::mem::take(&mut self.kind);
                self.unit.properties.push(Property {
                    kind: match self.frame.version {
                        Version::One => context::read(kind),
                        Version::Two => kind,
                    },
                    value: std::mem::take(&mut self.text),
                });
            }
            Element::Matches if !is_empty => {
                if let Some(matches) = &mut self.unit.matches {
                    matches.end = place.clone();
                }
            }
            Element::Text | Element::Code if self.is_in_content() => self.add_markup(true),
            _ => {}
        }
    }

    fn is_in_content(&self) -> bool {
        self.open.iter().any(|element| {
            matches!(
                element,
                Element::Source | Element::Segmented | Element::Target
            )
        })
    }

    /// Tells whether text that comes now belongs to the unit.
    fn takes_text(&self) -> bool {
        matches!(
            self.open.last(),
            Some(
                Element::Source
                    | Element::Segmented
                    | Element::Target
                    | Element::Seg
                    | Element::Text
                    | Element::Note
                    | Element::Property
            )
        )
    }

    fn add_text(&mut self, text: &str, place: &Range<usize>) -> Result<(), String> {
        if !self.takes_text() {
            return Ok(());
        }
        self.charge(text.len())?;
        if !self.is_in_content() {
            self.summary.forbidden_characters += legal::push(&mut self.text, text);
            return Ok(());
        }
        let mut dropped = 0;
        self.each_content(|content| {
            dropped = legal::push(&mut content.text, text);
            if text.trim().is_empty() {
                return;
            }
            content.is_broken |= content.is_followed;
            match &mut content.core {
                Some(core) => core.end = place.end,
                core => *core = Some(place.clone()),
            }
        });
        self.summary.forbidden_characters += dropped;
        Ok(())
    }

    /// Notes markup in the open text; in the part of it that is a segment only if it is `inside`.
    fn add_markup(&mut self, inside: bool) {
        self.part.content.markup();
        if inside
            && self.seg
            && let Some((_, content)) = self.part.parts.last_mut()
        {
            content.markup();
        }
    }

    fn broken(&mut self) {
        self.each_content(|content| content.is_broken = true);
    }

    /// Hands out what text goes to: the open text, and the part of it that is a segment.
    fn each_content(&mut self, mut take: impl FnMut(&mut Content)) {
        take(&mut self.part.content);
        if self.seg
            && let Some((_, content)) = self.part.parts.last_mut()
        {
            take(content);
        }
    }

    /// Counts bytes that the unit takes up beside its text.
    fn charge(&mut self, bytes: usize) -> Result<(), String> {
        self.size = self.size.saturating_add(bytes);
        match self.size > self.limit {
            true => Err(format!("the unit holds more than {} bytes", self.limit)),
            false => Ok(()),
        }
    }
}

/// Tells whether an element has an attribute with this value.
fn has(
    tag: &BytesStart<'_>,
    attribute: &str,
    wanted: &str,
    summary: &mut ReadSummary,
) -> Result<bool, String> {
    let mut found = false;
    xml::each(tag, summary, |name, value| {
        found |= name == attribute && value == wanted;
    })?;
    Ok(found)
}

fn position(xml: &quick_xml::Reader<&[u8]>, raw: &str) -> usize {
    usize::try_from(xml.buffer_position()).map_or(raw.len(), |at| at.min(raw.len()))
}

/// Begins a content whose start tag stands at `place`.
fn opened(place: &Range<usize>, is_empty: bool) -> Content {
    Content {
        whole: place.clone(),
        inner: place.end..place.end,
        is_empty_tag: is_empty,
        ..Content::default()
    }
}

fn close(content: &mut Content, place: &Range<usize>, is_empty: bool) {
    if !is_empty {
        content.whole.end = place.end;
        content.inner.end = place.start;
    }
}
