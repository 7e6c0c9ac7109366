//! A unit of an XLIFF file: its segments with their texts, and where in the unit they stand.
//!
//! Takes the text of a `trans-unit` or `unit` apart. The places are byte offsets
//! into that text, so that a translation can be put into it and all the rest stay
//! as it is.

use std::ops::Range;

use quick_xml::errors::{Error as XmlError, IllFormedError};
use quick_xml::events::{BytesStart, Event};

use crate::bitext::Property;
use crate::exchange::xml::{self, describe};
use crate::exchange::{ReadSummary, legal};

use super::walk::{Frame, UnitText, Version, hyphenated};
use super::{CATEGORY, PURPOSE, context};

/// The text of a `source`, a `target` or a part of one, with its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    /// From the start tag to the end tag, both included.
    pub(super) whole: Range<usize>,
    /// What stands between the tags.
    pub(super) inner: Range<usize>,
    /// The language tag, where it has one of its own.
    pub(super) lang: String,
    /// The text without codes.
    pub(super) text: String,
    /// The inline codes in it, pairs that hold text among them.
    pub(super) codes: u64,
    /// Whether it holds anything but text: codes, annotations, comments.
    pub(super) has_markup: bool,
    /// From its first to its last text that is not white space.
    pub(super) core: Option<Range<usize>>,
    /// Whether markup stands in the core.
    pub(super) is_broken: bool,
    /// Whether markup has come since the core.
    is_followed: bool,
    /// Whether it is an empty-element tag, without anything between tags.
    pub(super) is_empty_tag: bool,
}

impl Content {
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn markup(&mut self) {
        self.has_markup = true;
        self.is_followed = self.core.is_some();
    }
}

/// A source with its target.
#[derive(Clone, Debug, Default)]
pub(super) struct Segment {
    /// The id that it has in the unit; empty for none.
    pub(super) id: String,
    pub(super) source: Content,
    pub(super) target: Option<Content>,
    /// The state of the target, and what qualifies it.
    pub(super) state: Option<String>,
    pub(super) qualifier: Option<String>,
    /// The start tag of a `segment`.
    pub(super) tag: Range<usize>,
}

/// A `source`, `seg-source` or `target` with the parts that `mrk` elements of type `seg` make in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    pub(super) content: Content,
    pub(super) parts: Vec<(String, Content)>,
}

/// Where the alternatives of a unit stand in XLIFF 2.
#[derive(Clone, Debug)]
pub(super) struct Matches {
    /// The prefix of the element, with its colon.
    pub(super) prefix: String,
    /// Before its end tag, or for an empty one the whole of it.
    pub(super) end: Range<usize>,
    pub(super) is_empty_tag: bool,
}

/// What a unit holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Unit {
    pub(super) id: String,
    /// `approved` of XLIFF 1.
    pub(super) is_approved: bool,
    /// Whether the segments are parts of one source, of XLIFF 1.
    pub(super) is_cut: bool,
    /// What the unit itself says of its translation.
    pub(super) translate: Option<bool>,
    pub(super) segments: Vec<Segment>,
    pub(super) notes: Vec<String>,
    pub(super) properties: Vec<Property>,
    /// `alt-trans` and `match` elements.
    pub(super) alternatives: u64,
    /// States of segments by their id, as Trados has them.
    pub(super) confirmations: Vec<(String, Option<String>)>,
    /// The state of the whole unit, as memoQ and Phrase have it.
    pub(super) tool_state: Option<String>,
    /// The start tag of the unit.
    pub(super) tag: Range<usize>,
    /// The parts of XLIFF 1, of which `segments` was made.
    pub(super) source: Option<Part>,
    pub(super) segmented: Option<Part>,
    pub(super) target: Option<Part>,
    pub(super) matches: Option<Matches>,
}

/// What is wrong with a unit: the line in it, from 0, and the reason.
pub(super) type Problem = (u64, String);

impl Unit {
    /// Takes `text` apart; what is wrong with it costs the whole unit.
    pub(super) fn parse(
        text: &UnitText,
        limit: usize,
        summary: &mut ReadSummary,
    ) -> Result<Unit, Problem> {
        if let Some(problem) = &text.problem {
            return Err((0, problem.clone()));
        }
        let mut parser = Parser {
            frame: &text.frame,
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
        };
        parser.run(&text.raw)?;
        let mut unit = parser.unit;
        if text.frame.version == Version::One {
            unit.pair();
        }
        Ok(unit)
    }

    /// Makes the segments of XLIFF 1 out of its parts.
    fn pair(&mut self) {
        let Some(source) = &self.source else { return };
        let cut = match &self.segmented {
            Some(segmented) if !segmented.parts.is_empty() => segmented,
            _ => source,
        };
        let target = self.target.as_ref();
        let targets = target.map_or(&[][..], |target| &target.parts);
        let is_whole = target.is_some_and(|target| {
            target.parts.is_empty() && !target.content.is_blank() && cut.parts.len() > 1
        });
        if cut.parts.is_empty() || is_whole {
            self.segments[0].source = source.content.clone();
            self.segments[0].target = target.map(|target| target.content.clone());
            return;
        }
        let (state, qualifier) = match self.segments.pop() {
            Some(segment) => (segment.state, segment.qualifier),
            None => (None, None),
        };
        self.is_cut = true;
        let only = cut.parts.len() == 1 && targets.is_empty();
        for (id, content) in &cut.parts {
            let mut content = content.clone();
            if content.lang.is_empty() {
                content.lang.clone_from(&source.content.lang);
            }
            let found = targets.iter().find(|(other, _)| other == id);
            let found = match (found, target) {
                (Some((_, found)), _) => Some(found.clone()),
                (None, Some(target)) if only && !target.content.is_blank() => {
                    Some(target.content.clone())
                }
                _ => None,
            };
            let target = found.map(|mut found| {
                if let Some(target) = target
                    && found.lang.is_empty()
                {
                    found.lang.clone_from(&target.content.lang);
                }
                found
            });
            self.segments.push(Segment {
                id: id.clone(),
                source: content,
                target,
                state: state.clone(),
                qualifier: qualifier.clone(),
                tag: 0..0,
            });
        }
    }
}

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

struct Parser<'a> {
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

impl Parser<'_> {
    fn run(&mut self, raw: &str) -> Result<(), Problem> {
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
                Event::Eof => return Ok(()),
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
        if inside && self.seg {
            if let Some((_, content)) = self.part.parts.last_mut() {
                content.markup();
            }
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
