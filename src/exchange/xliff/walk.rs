//! Walks through an XLIFF file and cuts it into units and what stands between them, as it came.
//!
//! A loop over the parser's events with a stack of the open elements, so that no
//! nesting can exhaust the call stack. It knows the frames around the units only:
//! what is in a unit is for [`super::unit`], which may find it broken without
//! harm to the next one. What breaks the XML ends the walk.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use quick_xml::errors::{Error as XmlError, IllFormedError};
use quick_xml::events::{BytesStart, Event};

use crate::exchange::ReadSummary;
use crate::exchange::input::Input;
use crate::exchange::xml::{self, DEPTH, describe};

/// Which of the two families of XLIFF a file is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// 1.0 to 1.2: `trans-unit`.
    One,
    /// 2.0 and later: `unit` with `segment`s.
    Two,
}

/// What is known of a unit from the elements around it.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) version: Version,
    /// The prefix of XLIFF's own elements, with its colon; empty for none.
    pub(super) prefix: String,
    /// The number of the `file`, from 1.
    pub(super) file: u64,
    /// What the `file` says it was made from; empty where it says nothing.
    pub(super) original: String,
    /// The language tags of the two sides, hyphenated; empty where they are not given.
    pub(super) source: String,
    pub(super) target: String,
    /// Whether we wrote the file.
    pub(super) is_ours: bool,
}

/// A unit as it came.
#[derive(Clone, Debug)]
pub(super) struct UnitText {
    /// From `<` to `>`; empty when it was longer than the limit.
    pub(super) raw: String,
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    pub(super) frame: Arc<Frame>,
    /// Whether it is to be translated, as far as the elements around it say.
    pub(super) translate: bool,
    /// What is wrong with it already: it is too long.
    pub(super) problem: Option<String>,
}

/// What comes next in a file.
#[derive(Debug)]
pub(super) enum Piece {
    /// Something outside of the units; [`Walk::raw`] holds it.
    Between,
    Unit(UnitText),
    /// The end of a whole file.
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Root,
    File,
    /// `body` and `group`.
    Body,
    Unit,
    /// What stands in a unit.
    Inside,
    Other,
}

/// An open element, and whether what is in it is to be translated.
#[derive(Clone, Copy, Debug)]
struct Open {
    element: Element,
    translate: bool,
}

/// Passes an input on and keeps what was used of it.
struct Recorder<R> {
    input: Input<R>,
    raw: Vec<u8>,
}

impl<R: Read> Read for Recorder<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let mut waiting = self.input.fill_buf()?;
        let count = waiting.read(target)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Recorder<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        // What was handed out is handed out again until it is consumed.
        if let Ok(waiting) = self.input.fill_buf() {
            self.raw.extend_from_slice(&waiting[..count]);
        }
        self.input.consume(count);
    }
}

/// A walk through a file.
pub(super) struct Walk<R: Read> {
    xml: quick_xml::Reader<Recorder<R>>,
    buffer: Vec<u8>,
    limit: usize,
    open: Vec<Open>,
    frame: Arc<Frame>,
    has_root: bool,
    /// The line on which the event at hand begins.
    line: u64,
    /// The line on which the open unit begins, and what is wrong with it.
    unit: Option<(u64, Option<String>)>,
}

impl<R: Read> Walk<R> {
    pub(super) fn new(input: R, limit: usize) -> Self {
        let mut xml = quick_xml::Reader::from_reader(Recorder {
            input: Input::new(input, limit),
            raw: Vec::new(),
        });
        xml.config_mut().expand_empty_elements = true;
        Self {
            xml,
            buffer: Vec::new(),
            limit,
            open: Vec::new(),
            frame: Arc::new(Frame {
                version: Version::One,
                prefix: String::new(),
                file: 0,
                original: String::new(),
                source: String::new(),
                target: String::new(),
                is_ours: false,
            }),
            has_root: false,
            line: 1,
            unit: None,
        }
    }

    /// Returns the line on which the event at hand begins, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Tells whether a unit is open.
    pub(super) fn is_in_unit(&self) -> bool {
        self.unit.is_some()
    }

    /// Returns the text of the last piece that was none of a unit.
    pub(super) fn raw(&self) -> &[u8] {
        &self.xml.get_ref().raw
    }

    /// Returns the next piece.
    ///
    /// # Errors
    ///
    /// What is wrong where nothing more can be read.
    pub(super) fn next(&mut self, summary: &mut ReadSummary) -> Result<Piece, String> {
        loop {
            if self.unit.is_none() {
                self.xml.get_mut().raw.clear();
            }
            let mut buffer = std::mem::take(&mut self.buffer);
            buffer.clear();
            self.line = self.xml.get_mut().input.begin_piece();
            let result = match self.xml.read_event_into(&mut buffer) {
                Ok(event) => self.take(&event, summary),
                // The parser has passed the stray `&` and can go on; in a unit it is met again.
                Err(XmlError::IllFormed(IllFormedError::UnclosedReference))
                    if !self.open.is_empty() =>
                {
                    Ok(None)
                }
                Err(error) => Err(describe(&error)),
            };
            self.buffer = buffer;
            match result? {
                Some(piece) => return Ok(piece),
                None if self.unit.is_some() => self.bound(),
                None => return Ok(Piece::Between),
            }
        }
    }

    /// Lets the text of the open unit go when it is too long.
    fn bound(&mut self) {
        let Some((_, problem)) = &mut self.unit else {
            return;
        };
        let raw = &mut self.xml.get_mut().raw;
        if problem.is_some() || raw.len() > self.limit {
            *raw = Vec::new();
            let limit = self.limit;
            problem.get_or_insert_with(|| format!("the unit holds more than {limit} bytes"));
        }
    }

    fn take(
        &mut self,
        event: &Event<'_>,
        summary: &mut ReadSummary,
    ) -> Result<Option<Piece>, String> {
        match event {
            Event::Start(tag) => self.start(tag, summary)?,
            Event::End(_) => return Ok(self.end()),
            Event::Text(text) if self.open.is_empty() && !text.trim().is_empty() => {
                return Err(self.stray());
            }
            Event::CData(_) | Event::GeneralRef(_) if self.open.is_empty() => {
                return Err(self.stray());
            }
            Event::Eof => match self.open.last() {
                Some(_) if self.unit.is_some() => {
                    return Err("the file ends inside a unit".to_owned());
                }
                Some(_) => return Err("the file ends before </xliff>".to_owned()),
                None if !self.has_root => return Err("there is no <xliff> in the file".to_owned()),
                None => return Ok(Some(Piece::End)),
            },
            _ => {}
        }
        Ok(None)
    }

    fn stray(&self) -> String {
        match self.has_root {
            true => "there is more after </xliff>",
            false => "the file begins with text, not with <xliff>",
        }
        .to_owned()
    }

    fn start(&mut self, tag: &BytesStart<'_>, summary: &mut ReadSummary) -> Result<(), String> {
        if self.open.len() == DEPTH {
            return Err(format!("more than {DEPTH} elements one inside the other"));
        }
        let name = tag.local_name();
        let name = name.as_ref();
        let full = tag.name();
        let is_ours = full.as_ref().strip_suffix(name) == Some(self.frame.prefix.as_str());
        let mut translate = self.open.last().is_none_or(|open| open.translate);
        let element = match self.open.last().map(|open| open.element) {
            None if self.has_root => return Err("there is more after </xliff>".to_owned()),
            None if name == "xliff" => {
                self.has_root = true;
                self.start_root(tag, summary)?;
                Element::Root
            }
            None => return Err(format!("the file holds <{name}>, not <xliff>")),
            Some(Element::Unit | Element::Inside) => Element::Inside,
            Some(Element::Root | Element::File | Element::Body) if !is_ours => Element::Other,
            Some(inside @ (Element::Root | Element::File | Element::Body)) => {
                match (inside, name, self.frame.version) {
                    (Element::Root, "file", _) => {
                        self.start_file(tag, &mut translate, summary)?;
                        Element::File
                    }
                    (Element::File, "body", Version::One) => Element::Body,
                    (Element::Body, "group", Version::One)
                    | (Element::File | Element::Body, "group", Version::Two) => {
                        each_translate(tag, &mut translate, summary)?;
                        Element::Body
                    }
                    (Element::Body, "trans-unit", Version::One)
                    | (Element::File | Element::Body, "unit", Version::Two) => {
                        self.unit = Some((self.line, None));
                        Element::Unit
                    }
                    _ => Element::Other,
                }
            }
            Some(Element::Other) => Element::Other,
        };
        self.open.push(Open { element, translate });
        Ok(())
    }

    fn start_root(
        &mut self,
        tag: &BytesStart<'_>,
        summary: &mut ReadSummary,
    ) -> Result<(), String> {
        let full = tag.name();
        let prefix = full.as_ref().strip_suffix("xliff").unwrap_or_default();
        let frame = Arc::make_mut(&mut self.frame);
        frame.prefix.push_str(prefix);
        let mut version = None;
        let mut namespace = None;
        xml::each(tag, summary, |name, value| match name {
            "version" => version = Some(value.trim().starts_with('2')),
            "srcLang" => frame.source = hyphenated(value),
            "trgLang" => frame.target = hyphenated(value),
            _ if name.starts_with("xmlns") && value.contains(":xliff:document:") => {
                namespace = Some(value.contains(":document:2"));
            }
            "dhk:tool" => frame.is_ours = true,
            _ => {}
        })?;
        if version.or(namespace) == Some(true) {
            frame.version = Version::Two;
        }
        Ok(())
    }

    fn start_file(
        &mut self,
        tag: &BytesStart<'_>,
        translate: &mut bool,
        summary: &mut ReadSummary,
    ) -> Result<(), String> {
        let frame = Arc::make_mut(&mut self.frame);
        frame.file += 1;
        frame.original.clear();
        let one = frame.version == Version::One;
        if one {
            frame.source.clear();
            frame.target.clear();
            frame.is_ours = false;
        }
        let mut id = String::new();
        xml::each(tag, summary, |name, value| match name {
            "original" => frame.original = value.to_owned(),
            "id" => id = value.trim().to_owned(),
            "source-language" if one => frame.source = hyphenated(value),
            "target-language" if one => frame.target = hyphenated(value),
            "tool-id" if one => frame.is_ours = value == "dhakira",
            "translate" => *translate = value != "no",
            _ => {}
        })?;
        if !one && !frame.is_ours && frame.original.is_empty() {
            frame.original = id;
        }
        Ok(())
    }

    fn end(&mut self) -> Option<Piece> {
        let open = self.open.pop()?;
        if open.element != Element::Unit {
            return None;
        }
        let (line, mut problem) = self.unit.take()?;
        let raw = std::mem::take(&mut self.xml.get_mut().raw);
        let raw = String::from_utf8(raw).unwrap_or_else(|_| {
            problem.get_or_insert("the unit is not UTF-8".to_owned());
            String::new()
        });
        Some(Piece::Unit(UnitText {
            raw,
            line,
            frame: Arc::clone(&self.frame),
            translate: open.translate,
            problem,
        }))
    }
}

fn each_translate(
    tag: &BytesStart<'_>,
    translate: &mut bool,
    summary: &mut ReadSummary,
) -> Result<(), String> {
    xml::each(tag, summary, |name, value| {
        if name == "translate" {
            *translate = value != "no";
        }
    })
}

/// A language tag as BCP 47 writes it.
pub(super) fn hyphenated(tag: &str) -> String {
    tag.trim().replace('_', "-")
}
