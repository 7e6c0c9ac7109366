//! Reads TMX of any version, as real tools write it.
//!
//! A loop over the parser's events with a stack of the open elements, so that
//! no nesting can exhaust the call stack. What is broken in a unit but leaves
//! the XML readable (an unknown entity, a stray `&`, a bad attribute) costs
//! that unit; what breaks the XML ends the reading, with everything before it
//! handed out.

use std::io::Read;

use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::bitext::{InlineEvent, InlineName, Lang, Property, TranslationUnit};
use crate::exchange::input::Input;
use crate::exchange::xml::{self, DEPTH};
use crate::exchange::{Fault, ReadOptions, ReadSummary, legal};

use super::attributes::{self, describe};
use super::draft::{Draft, DraftVariant};
use super::element::Element;
use super::flavor::{Flavor, HEADER_TYPE};
use super::inline::Codes;

pub(in crate::exchange) struct TmxReader<R: Read> {
    xml: quick_xml::Reader<Input<R>>,
    buffer: Vec<u8>,
    options: ReadOptions,
    summary: ReadSummary,
    /// The open elements, the outermost first.
    open: Vec<Element>,
    has_root: bool,
    over: bool,
    /// The line on which the event at hand begins.
    line: u64,
    /// The line on which the unit given last begins.
    begun: u64,
    unit: Option<Draft>,
    /// The bytes of all notes and properties of the header.
    header_size: usize,
    /// Whether the header says that we wrote the file, and for whom.
    is_ours: bool,
    flavor: Flavor,
    /// The text of the open `seg`, `note` or `prop`.
    text: String,
    /// The inline codes of the open `seg`.
    codes: Codes,
    /// The type of the open `prop`.
    kind: String,
}

impl<R: Read> TmxReader<R> {
    pub(in crate::exchange) fn new(input: R, options: ReadOptions) -> Self {
        let mut xml = quick_xml::Reader::from_reader(Input::new(input, options.limit));
        xml.config_mut().expand_empty_elements = true;
        // What follows a stray `&` comes as text that begins with it.
        xml.config_mut().allow_dangling_amp = true;
        Self {
            xml,
            buffer: Vec::new(),
            options,
            summary: ReadSummary::default(),
            open: Vec::new(),
            has_root: false,
            over: false,
            line: 1,
            begun: 1,
            unit: None,
            header_size: 0,
            is_ours: false,
            flavor: Flavor::Plain,
            text: String::new(),
            codes: Codes::default(),
            kind: String::new(),
        }
    }

    pub(in crate::exchange) fn summary(&self) -> &ReadSummary {
        &self.summary
    }

    /// Returns the line on which the unit given last begins.
    pub(in crate::exchange) fn begun_on(&self) -> u64 {
        self.begun
    }

    /// Takes one event; gives a unit when the event ends one.
    ///
    /// An error is one after which nothing more can be read.
    fn step(&mut self) -> Result<Option<Draft>, String> {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        self.line = self.xml.get_mut().begin_piece();
        let result = match self.xml.read_event_into(&mut buffer) {
            Ok(event) => self.take(&event),
            Err(error) => Err(describe(&error)),
        };
        self.buffer = buffer;
        result
    }

    fn take(&mut self, event: &Event<'_>) -> Result<Option<Draft>, String> {
        match event {
            Event::Start(tag) => self.start(tag)?,
            Event::End(_) => return Ok(self.end()),
            Event::Text(text) => {
                let text = text.xml10_content();
                if text.starts_with('&') && self.takes_text() {
                    self.spoil("a `&` that begins no reference".to_owned());
                }
                self.add_text(&text)?;
            }
            Event::CData(text) => self.add_text(&text.xml10_content())?,
            Event::GeneralRef(reference) => self.add_reference(reference)?,
            Event::Eof => match self.open.last() {
                Some(inside) => return Err(format!("the file ends inside {}", inside.in_words())),
                None if !self.has_root => return Err("there is no <tmx> in the file".to_owned()),
                None => {
                    self.over = true;
                    self.summary.complete = true;
                }
            },
            Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
        Ok(None)
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        if self.open.len() == DEPTH {
            return Err(format!("more than {DEPTH} elements one inside the other"));
        }
        let name = tag.local_name();
        let name = name.as_ref();
        let element = match self.open.last() {
            None if self.has_root => return Err("there is more after </tmx>".to_owned()),
            None if name == "tmx" => {
                self.has_root = true;
                Element::Tmx
            }
            None => return Err(format!("the file holds <{name}>, not <tmx>")),
            Some(Element::Tmx | Element::Body) => match name {
                "header" => self.start_header(tag),
                "body" => Element::Body,
                "tu" => self.start_unit(tag),
                _ => {
                    self.summary.dropped_elements += 1;
                    Element::Other
                }
            },
            Some(Element::Unit) if self.is_spoilt() => Element::Other,
            Some(Element::Unit) => match name {
                "tuv" => self.start_variant(tag),
                "note" => self.start_note(tag),
                "prop" => self.start_prop(tag),
                _ => self.pass(name),
            },
            Some(Element::Variant) => match name {
                "seg" => self.start_seg(),
                "note" => self.start_note(tag),
                "prop" => self.start_prop(tag),
                _ => self.pass(name),
            },
            Some(Element::Seg | Element::Text) => self.start_in_text(name, tag),
            Some(Element::Inline(inside)) if !inside.is_code() => self.start_in_text(name, tag),
            Some(Element::Inline(_) | Element::Native) => match InlineName::from_name(name) {
                Some(sub @ InlineName::Sub) => self.start_inline(sub, tag),
                _ => {
                    self.summary.foreign_elements += 1;
                    Element::Native
                }
            },
            Some(Element::Note | Element::Prop | Element::Plain) => {
                self.summary.foreign_elements += 1;
                Element::Plain
            }
            Some(Element::Header) => match name {
                "note" => self.start_note(tag),
                "prop" => self.start_prop(tag),
                _ => {
                    self.summary.header_elements += 1;
                    Element::Other
                }
            },
            Some(Element::Other) => Element::Other,
        };
        self.open.push(element);
        Ok(())
    }

    /// Passes over an element; one that has its own place elsewhere spoils the unit.
    fn pass(&mut self, name: &str) -> Element {
        if matches!(name, "tmx" | "header" | "body" | "tu" | "tuv" | "seg") {
            let inside = self.open.last().map_or("", |element| element.in_words());
            self.spoil(format!("<{name}> stands inside {inside}"));
        }
        self.summary.dropped_elements += 1;
        Element::Other
    }

    fn start_header(&mut self, tag: &BytesStart<'_>) -> Element {
        let mut is_ours = false;
        let mut source = None;
        // What is wrong with it costs nothing: nothing else of it is used.
        let _ = attributes::each(tag, &mut self.summary, |name, value| {
            is_ours |= name == "creationtool" && value == "dhakira";
            if name == "srclang" {
                source = Lang::from_tag(value);
            }
        });
        self.is_ours = is_ours;
        self.summary.source_lang = source;
        Element::Header
    }

    /// Takes a note or a property of the header, which is at its end.
    fn end_in_header(&mut self, element: Element) {
        let text = std::mem::take(&mut self.text);
        match element {
            Element::Note if !text.trim().is_empty() && self.header_size <= self.options.limit => {
                self.summary.header_notes.push(text);
            }
            Element::Prop if self.is_ours && self.kind == HEADER_TYPE => {
                self.flavor = text.parse().unwrap_or_default();
            }
            _ => self.summary.header_elements += 1,
        }
    }

    fn start_unit(&mut self, tag: &BytesStart<'_>) -> Element {
        self.summary.units += 1;
        self.unit = Some(Draft {
            number: self.summary.units,
            line: self.line,
            ..Draft::default()
        });
        match attributes::facts(tag, &mut self.summary) {
            Ok((facts, _)) => {
                if let Some(unit) = &mut self.unit {
                    unit.facts = facts;
                }
            }
            Err(reason) => self.spoil(reason),
        }
        Element::Unit
    }

    fn start_variant(&mut self, tag: &BytesStart<'_>) -> Element {
        let (facts, tag) = match attributes::facts(tag, &mut self.summary) {
            Ok(known) => known,
            Err(reason) => {
                self.spoil(reason);
                return Element::Other;
            }
        };
        self.charge(size_of::<DraftVariant>() + tag.len());
        match (Lang::from_tag(&tag), &mut self.unit) {
            (Some(lang), Some(unit)) => {
                unit.variants.push(DraftVariant {
                    lang,
                    tag,
                    facts,
                    text: String::new(),
                    codes: Vec::new(),
                    has_seg: false,
                });
                Element::Variant
            }
            _ => Element::Other,
        }
    }

    fn start_seg(&mut self) -> Element {
        let variant = self.unit.as_mut().and_then(|unit| unit.variants.last_mut());
        if variant.is_some_and(|variant| std::mem::replace(&mut variant.has_seg, true)) {
            self.spoil("a second <seg> in a <tuv>".to_owned());
        }
        self.start_text(Element::Seg)
    }

    fn start_note(&mut self, tag: &BytesStart<'_>) -> Element {
        let mut dropped = 0;
        let result = attributes::each(tag, &mut self.summary, |name, value| {
            dropped += u64::from(!attributes::is_lost_on_nobody(name, value));
        });
        // Nothing of them is kept, so that what is wrong with one costs nothing else.
        self.summary.dropped_attributes += dropped + u64::from(result.is_err());
        self.start_text(Element::Note)
    }

    fn start_prop(&mut self, tag: &BytesStart<'_>) -> Element {
        self.kind.clear();
        let Self { kind, summary, .. } = self;
        let mut dropped = 0;
        let result = attributes::each(tag, summary, |name, value| match name {
            "type" => kind.push_str(value),
            _ => dropped += u64::from(!attributes::is_lost_on_nobody(name, value)),
        });
        summary.dropped_attributes += dropped;
        if let Err(reason) = result {
            self.spoil(reason);
        }
        self.charge(self.kind.len());
        self.start_text(Element::Prop)
    }

    /// Begins an element inside a text.
    fn start_in_text(&mut self, name: &str, tag: &BytesStart<'_>) -> Element {
        match InlineName::from_name(name) {
            Some(inline) if inline != InlineName::Sub => self.start_inline(inline, tag),
            _ if matches!(name, "tu" | "tuv" | "seg") => self.pass(name),
            _ => {
                self.summary.foreign_elements += 1;
                Element::Text
            }
        }
    }

    fn start_inline(&mut self, name: InlineName, tag: &BytesStart<'_>) -> Element {
        self.summary.codes += 1;
        let bytes = self
            .codes
            .open(self.text.len(), name, tag, &mut self.summary);
        self.charge(bytes);
        Element::Inline(name)
    }

    fn start_text(&mut self, element: Element) -> Element {
        self.charge(size_of::<Property>());
        self.text.clear();
        self.codes.clear();
        element
    }

    /// Closes the innermost element; gives the unit when it was one.
    fn end(&mut self) -> Option<Draft> {
        let element = self.open.pop()?;
        if element == Element::Unit {
            return self.unit.take();
        }
        if let Element::Inline(_) = element {
            let bytes = self.codes.add(self.text.len(), InlineEvent::Close);
            self.charge(bytes);
        }
        if matches!(element, Element::Note | Element::Prop) && self.unit.is_none() {
            self.end_in_header(element);
            return None;
        }
        if let Some(unit) = &mut self.unit {
            match element {
                // What the flavor told is no property of the unit.
                Element::Prop if self.flavor.types().contains(&self.kind.as_str()) => {}
                Element::Seg => {
                    if let Some(variant) = unit.variants.last_mut() {
                        variant.text = std::mem::take(&mut self.text);
                        variant.codes = self.codes.take();
                    }
                }
                Element::Note => unit.notes.push(std::mem::take(&mut self.text)),
                Element::Prop => unit.properties.push(Property {
                    kind: std::mem::take(&mut self.kind),
                    value: std::mem::take(&mut self.text),
                }),
                _ => {}
            }
        }
        None
    }

    /// Tells whether text that comes now belongs to the unit.
    fn takes_text(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Element::Seg | Element::Note | Element::Prop | Element::Text | Element::Plain)
        ) || matches!(self.open.last(), Some(Element::Inline(name)) if !name.is_code())
    }

    /// Tells whether text that comes now is native code of an inline code.
    fn takes_native(&self) -> bool {
        match self.open.last() {
            Some(Element::Native) => true,
            Some(Element::Inline(name)) => name.is_code(),
            _ => false,
        }
    }

    fn add_text(&mut self, text: &str) -> Result<(), String> {
        if self.takes_text() {
            self.summary.forbidden_characters += legal::push(&mut self.text, text);
            self.charge(text.len());
        } else if self.takes_native() {
            let dropped = &mut self.summary.forbidden_characters;
            let bytes = self.codes.add_native(self.text.len(), text, dropped);
            self.charge(bytes);
        } else if self.open.is_empty() && !text.trim().is_empty() {
            return Err(match self.has_root {
                true => "there is more after </tmx>",
                false => "the file begins with text, not with <tmx>",
            }
            .to_owned());
        }
        Ok(())
    }

    /// Counts bytes that the unit at hand takes up; beyond the limit it is let go.
    fn charge(&mut self, bytes: usize) {
        let limit = self.options.limit;
        let Some(unit) = &mut self.unit else {
            self.header_size = self.header_size.saturating_add(bytes);
            if self.header_size > limit {
                self.text.clear();
            }
            return;
        };
        unit.size = unit.size.saturating_add(bytes);
        if unit.size > limit {
            unit.notes.clear();
            unit.properties.clear();
            unit.variants.clear();
            self.text.clear();
            self.codes.clear();
            self.spoil(format!("the unit holds more than {limit} bytes"));
        }
    }

    /// Adds the character that a reference names; entities other than the predefined ones are not looked up.
    ///
    /// In native code and in the header such an entity is kept as the file has it.
    fn add_reference(&mut self, reference: &BytesRef<'_>) -> Result<(), String> {
        // A note of the header has no unit that could be lost with it.
        let in_code = self.takes_native() || (self.takes_text() && self.unit.is_none());
        if !self.takes_text() && !in_code && !self.open.is_empty() {
            return Ok(());
        }
        match xml::resolve(reference) {
            Ok(c) => self.add_text(c.encode_utf8(&mut [0; 4])),
            Err(_) if in_code => self.add_text(&format!("&{};", &**reference)),
            Err(reason) => {
                self.spoil(reason);
                Ok(())
            }
        }
    }

    /// Notes what is wrong with the unit at hand, if there is one; the first thing counts.
    fn spoil(&mut self, reason: String) {
        let line = self.line;
        if let Some(unit) = &mut self.unit {
            unit.problem.get_or_insert((line, reason));
        }
    }

    fn is_spoilt(&self) -> bool {
        self.unit
            .as_ref()
            .is_some_and(|unit| unit.problem.is_some())
    }

    /// Judges a unit that was read to its end; `None` when it is skipped and nobody wants to know.
    fn settle(&mut self, draft: Draft) -> Option<Result<TranslationUnit, Fault>> {
        let (number, line) = (draft.number, draft.line);
        self.begun = line;
        let (found, line) = match draft.problem {
            Some((line, reason)) => (Err(reason), line),
            None => {
                let unit = draft
                    .into_unit(&self.options)
                    .map(|(unit, second_variants)| {
                        self.summary.second_variants += second_variants;
                        unit
                    });
                (Ok(unit.into()), line)
            }
        };
        self.summary
            .settle(found, line, Some(number), &self.options)
    }
}

impl<R: Read> Iterator for TmxReader<R> {
    type Item = Result<TranslationUnit, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            match self.step() {
                Ok(None) => {}
                Ok(Some(draft)) => {
                    let item = self.settle(draft);
                    if item.is_some() {
                        return item;
                    }
                }
                Err(reason) => {
                    self.over = true;
                    self.summary.faults += 1;
                    let unit = self.unit.take().map(|unit| unit.number);
                    return Some(Err(Fault::new(self.line, unit, &reason)));
                }
            }
        }
        None
    }
}
