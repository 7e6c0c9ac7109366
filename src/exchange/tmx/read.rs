//! Reads TMX of any version, as real tools write it.
//!
//! A loop over the parser's events with a stack of the open elements, so that
//! no nesting can exhaust the call stack. What is broken in a unit but leaves
//! the XML readable (an unknown entity, a stray `&`, a bad attribute) costs
//! that unit; what breaks the XML ends the reading, with everything before it
//! handed out.

use std::io::Read;

use quick_xml::errors::{Error as XmlError, IllFormedError};
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::bitext::{Lang, Property, TranslationUnit};
use crate::exchange::input::Input;
use crate::exchange::xml::{self, DEPTH};
use crate::exchange::{Fault, ReadOptions, ReadSummary, legal};

use super::attributes::{self, describe};
use super::draft::{Draft, DraftVariant};
use super::element::Element;

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
    unit: Option<Draft>,
    /// The text of the open `seg`, `note` or `prop`.
    text: String,
    /// The type of the open `prop`.
    kind: String,
}

impl<R: Read> TmxReader<R> {
    pub(in crate::exchange) fn new(input: R, options: ReadOptions) -> Self {
        let mut xml = quick_xml::Reader::from_reader(Input::new(input, options.limit));
        xml.config_mut().expand_empty_elements = true;
        Self {
            xml,
            buffer: Vec::new(),
            options,
            summary: ReadSummary::default(),
            open: Vec::new(),
            has_root: false,
            over: false,
            line: 1,
            unit: None,
            text: String::new(),
            kind: String::new(),
        }
    }

    pub(in crate::exchange) fn summary(&self) -> &ReadSummary {
        &self.summary
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
            // The parser has passed the stray `&` and can go on.
            Err(XmlError::IllFormed(IllFormedError::UnclosedReference))
                if !self.open.is_empty() =>
            {
                if self.takes_text() {
                    self.spoil("a `&` that begins no reference".to_owned());
                }
                Ok(None)
            }
            Err(error) => Err(describe(&error)),
        };
        self.buffer = buffer;
        result
    }

    fn take(&mut self, event: &Event<'_>) -> Result<Option<Draft>, String> {
        match event {
            Event::Start(tag) => self.start(tag)?,
            Event::End(_) => return Ok(self.end()),
            Event::Text(text) => self.add_text(&text.xml10_content())?,
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
                "header" => Element::Header,
                "body" => Element::Body,
                "tu" => self.start_unit(tag),
                _ => Element::Other,
            },
            Some(Element::Unit) if self.is_spoilt() => Element::Other,
            Some(Element::Unit) => match name {
                "tuv" => self.start_variant(tag),
                "note" => self.start_text(Element::Note),
                "prop" => self.start_prop(tag),
                _ => self.pass(name),
            },
            Some(Element::Variant) => match name {
                "seg" => self.start_seg(),
                "note" => self.start_text(Element::Note),
                "prop" => self.start_prop(tag),
                _ => self.pass(name),
            },
            Some(Element::Seg | Element::Text) => match name {
                "bpt" | "ept" | "ph" | "it" | "ut" => {
                    self.summary.codes += 1;
                    Element::Code
                }
                "tu" | "tuv" | "seg" => self.pass(name),
                _ => Element::Text,
            },
            Some(Element::Code) if name == "sub" => Element::Text,
            Some(Element::Code) => Element::Code,
            Some(Element::Note | Element::Prop) => Element::Text,
            Some(Element::Header | Element::Other) => Element::Other,
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
        Element::Other
    }

    fn start_unit(&mut self, tag: &BytesStart<'_>) -> Element {
        self.summary.units += 1;
        self.unit = Some(Draft {
            number: self.summary.units,
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

    fn start_prop(&mut self, tag: &BytesStart<'_>) -> Element {
        self.kind.clear();
        let Self { kind, summary, .. } = self;
        let result = attributes::each(tag, summary, |name, value| {
            if name == "type" {
                kind.push_str(value);
            }
        });
        if let Err(reason) = result {
            self.spoil(reason);
        }
        self.charge(self.kind.len());
        self.start_text(Element::Prop)
    }

    fn start_text(&mut self, element: Element) -> Element {
        self.charge(size_of::<Property>());
        self.text.clear();
        element
    }

    /// Closes the innermost element; gives the unit when it was one.
    fn end(&mut self) -> Option<Draft> {
        let element = self.open.pop()?;
        if element == Element::Unit {
            return self.unit.take();
        }
        if let Some(unit) = &mut self.unit {
            match element {
                Element::Seg => {
                    if let Some(variant) = unit.variants.last_mut() {
                        variant.text = std::mem::take(&mut self.text);
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
            Some(Element::Seg | Element::Note | Element::Prop | Element::Text)
        )
    }

    fn add_text(&mut self, text: &str) -> Result<(), String> {
        if self.takes_text() {
            self.summary.forbidden_characters += legal::push(&mut self.text, text);
            self.charge(text.len());
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
        let Some(unit) = &mut self.unit else { return };
        unit.size = unit.size.saturating_add(bytes);
        if unit.size > limit {
            unit.notes.clear();
            unit.properties.clear();
            unit.variants.clear();
            self.text.clear();
            self.spoil(format!("the unit holds more than {limit} bytes"));
        }
    }

    /// Adds the character that a reference names; entities other than the predefined ones are not looked up.
    fn add_reference(&mut self, reference: &BytesRef<'_>) -> Result<(), String> {
        if !self.takes_text() && !self.open.is_empty() {
            return Ok(());
        }
        match xml::resolve(reference) {
            Ok(c) => self.add_text(c.encode_utf8(&mut [0; 4])),
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

    /// Judges a unit that was read to its end; `None` when it is skipped.
    fn settle(&mut self, draft: Draft) -> Option<Result<TranslationUnit, Fault>> {
        let number = draft.number;
        if let Some((line, reason)) = draft.problem {
            self.summary.faults += 1;
            return Some(Err(Fault::new(line, Some(number), &reason)));
        }
        match draft.into_unit(&self.options.created) {
            Ok((unit, second_variants)) => {
                self.summary.taken += 1;
                self.summary.second_variants += second_variants;
                Some(Ok(unit))
            }
            Err(reason) => {
                self.summary.skipped.add(reason);
                None
            }
        }
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
