//! Puts translations into an XLIFF file; what is none of a translation stays byte for byte.
//!
//! One unit waits until the next one has been read, so that each segment is asked for
//! with the source before and after it. Memory holds these two and what stands between.
//!
//! # Codes
//!
//! A segment is looked up by its plain text. Where its codes stand only before and
//! after the text, the translation gets the same codes around it. Where one stands
//! inside, its place in the translation cannot be known: the translation is given as an alternative
//! only. What has codes is never marked as finished.

mod change;

use std::fmt;
use std::io::{self, Read, Write};

use crate::bitext::Lang;
use crate::exchange::input::declared_encoding;
use crate::exchange::{Fault, ReadSummary};
use crate::text::script;

use super::edit::Edits;
use super::state;
use super::unit::{Segment, Unit};
use super::walk::{Frame, Piece, UnitText, Version, Walk};

use change::{Changes, Found};

/// How much is written at a time, in bytes.
const BUFFER: usize = 64 << 10;

/// The most faults that are kept; all are counted.
const FAULTS: usize = 20;

/// A segment that wants a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// The language of the text; the translation is in the other one.
    pub from: Lang,
    /// The text, without codes.
    pub text: &'a str,
    /// The segment before it in the file, and the one after it.
    pub previous: Option<&'a str>,
    /// The segment after it.
    pub next: Option<&'a str>,
}

/// A translation for a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The text that it translates.
    pub source: String,
    /// The translation.
    pub target: String,
    /// The translation as it fits the segment better, such as with its numbers.
    pub fitted: Option<String>,
    /// How like the segment the source is, in per cent, less what is subtracted; from 100 on it is finished.
    pub score: u8,
    /// How like the segment the source is, in per cent.
    pub similarity: u8,
    /// Where it is from.
    pub origin: String,
}

/// How a file is filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FillOptions {
    /// The most bytes of UTF-8 that one unit or piece of markup may hold.
    pub limit: usize,
}

/// What filling a file amounted to.
///
/// `segments` is the sum of `done`, `locked`, `blank`, `other_languages` and the segments that were asked for,
/// which are those in `scores` and `unmatched`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FillSummary {
    /// Segments in the file.
    pub segments: u64,
    /// Segments that were translated already.
    pub done: u64,
    /// Segments that the file says are not to be translated.
    pub locked: u64,
    /// Segments without text.
    pub blank: u64,
    /// Segments that are no Arabic to be put into English, nor the other way round.
    pub other_languages: u64,
    /// Segments by the score of their best suggestion.
    pub scores: std::collections::BTreeMap<u8, u64>,
    /// Segments for which nothing was found.
    pub unmatched: u64,
    /// Segments that got a translation as their target.
    pub filled: u64,
    /// Segments whose suggestions are alternatives only, because of codes inside.
    pub alternatives_only: u64,
    /// Units that are broken and were copied as they are: the first ones, and how many in all.
    pub faults: Vec<Fault>,
    /// How many units are broken.
    pub broken: u64,
}

/// Why a file could not be filled.
#[derive(Debug)]
pub enum FillError {
    /// The file is broken.
    Input(Fault),
    /// The output could not be written.
    Output(io::Error),
    /// No suggestion could be had.
    Find(crate::Error),
}

impl fmt::Display for FillError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FillError::Input(fault) => write!(f, "line {}: {fault}", fault.line),
            FillError::Output(_) => f.write_str("could not write the filled file"),
            FillError::Find(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for FillError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            FillError::Input(_) => None,
            FillError::Output(error) => Some(error),
            FillError::Find(error) => error.source(),
        }
    }
}

impl From<io::Error> for FillError {
    fn from(error: io::Error) -> Self {
        FillError::Output(error)
    }
}

/// Copies the XLIFF file `input` to `output` with the translations that `find` gives for its segments, best first.
///
/// The output is UTF-8. Neither needs a buffer of its own.
///
/// # Errors
///
/// When the input is no whole XLIFF file, the output cannot be written, or `find` fails; what was written is no whole file then.
pub fn fill<R: Read, W: Write>(
    mut input: R,
    output: W,
    options: &FillOptions,
    find: impl FnMut(&Wanted<'_>) -> crate::Result<Vec<Suggestion>>,
) -> Result<FillSummary, FillError> {
    let mut start = Vec::new();
    let unread = |error: io::Error| {
        FillError::Input(Fault::new(1, None, &format!("reading failed: {error}")))
    };
    input
        .by_ref()
        .take(3)
        .read_to_end(&mut start)
        .map_err(unread)?;
    let mut filler = Filler {
        output,
        buffer: String::with_capacity(2 * BUFFER),
        find,
        limit: options.limit,
        summary: FillSummary::default(),
        read: ReadSummary::default(),
        waiting: None,
        between: String::new(),
        previous: None,
        file: 0,
    };
    if start == b"\xEF\xBB\xBF" {
        filler.buffer.push('\u{feff}');
    }
    filler.run(Walk::new(start.as_slice().chain(input), options.limit))
}

struct Filler<W, F> {
    output: W,
    buffer: String,
    find: F,
    limit: usize,
    summary: FillSummary,
    read: ReadSummary,
    /// The unit that waits for the next one, and what has come behind it.
    waiting: Option<(UnitText, Unit)>,
    between: String,
    /// The last source that was passed in the `file` of this number.
    previous: Option<String>,
    file: u64,
}

impl<W, F> Filler<W, F>
where
    W: Write,
    F: FnMut(&Wanted<'_>) -> crate::Result<Vec<Suggestion>>,
{
    fn run<R: Read>(mut self, mut walk: Walk<R>) -> Result<FillSummary, FillError> {
        let mut number = 0;
        loop {
            let piece = walk.next(&mut self.read).map_err(|reason| {
                let unit = walk.is_in_unit().then_some(number + 1);
                FillError::Input(Fault::new(walk.line(), unit, &reason))
            })?;
            match piece {
                Piece::Between => self.between(walk.raw())?,
                Piece::Unit(text) => {
                    number += 1;
                    self.unit(text, number)?;
                }
                Piece::End => break,
            }
        }
        self.settle(None)?;
        self.output.write_all(self.buffer.as_bytes())?;
        self.output.flush()?;
        Ok(self.summary)
    }

    /// Takes what stands outside of units.
    fn between(&mut self, raw: &[u8]) -> Result<(), FillError> {
        let text = String::from_utf8_lossy(raw);
        match declared_encoding(raw) {
            Some(place) if !is_utf_8(&raw[place.clone()]) => {
                self.between.push_str(&text[..place.start]);
                self.between.push_str("UTF-8");
                self.between.push_str(&text[place.end..]);
            }
            _ => self.between.push_str(&text),
        }
        // What would be too long to wait for is not waited for.
        if self.waiting.is_none() || self.between.len() > self.limit {
            self.settle(None)?;
        }
        Ok(())
    }

    fn unit(&mut self, text: UnitText, number: u64) -> Result<(), FillError> {
        match Unit::parse(&text, self.limit, &mut self.read) {
            Ok(unit) => {
                let next = unit
                    .segments
                    .iter()
                    .find(|segment| !segment.source.is_blank())
                    .map(|segment| segment.source.text.clone())
                    .filter(|_| self.file == text.frame.file);
                self.settle(next.as_deref())?;
                if self.file != text.frame.file {
                    self.file = text.frame.file;
                    self.previous = None;
                }
                self.waiting = Some((text, unit));
            }
            Err((line, reason)) => {
                let fault = Fault::new(text.line + line, Some(number), &reason);
                // What was too long has not been kept.
                if text.problem.is_some() {
                    return Err(FillError::Input(fault));
                }
                self.settle(None)?;
                self.previous = None;
                self.buffer.push_str(&text.raw);
                self.summary.broken += 1;
                if self.summary.faults.len() < FAULTS {
                    self.summary.faults.push(fault);
                }
            }
        }
        Ok(())
    }

    /// Writes the unit that waits, and what stands behind it; `next` is the source after it.
    fn settle(&mut self, next: Option<&str>) -> Result<(), FillError> {
        if let Some((text, unit)) = self.waiting.take() {
            let edits = self.fill(&text, &unit, next)?;
            let buffer = &mut self.buffer;
            edits.apply(&text.raw, |part| buffer.push_str(part));
        }
        self.buffer.push_str(&self.between);
        self.between.clear();
        if self.buffer.len() >= BUFFER {
            self.output.write_all(self.buffer.as_bytes())?;
            self.buffer.clear();
        }
        Ok(())
    }

    /// Finds translations for the segments of a unit, and what they change in it.
    fn fill(
        &mut self,
        text: &UnitText,
        unit: &Unit,
        next: Option<&str>,
    ) -> Result<Edits, FillError> {
        let sources: Vec<&str> = unit
            .segments
            .iter()
            .map(|segment| segment.source.text.as_str())
            .collect();
        let mut found = Vec::new();
        for (index, segment) in unit.segments.iter().enumerate() {
            let full = |text: &&&str| !text.trim().is_empty();
            let previous = sources[..index].iter().rev().find(full).copied();
            let following = sources[index + 1..].iter().find(full).copied();
            let before = self.previous.clone();
            let wanted = Wanted {
                from: Lang::Ar,
                text: &segment.source.text,
                previous: previous.or(before.as_deref()),
                next: following.or(next),
            };
            found.push(self.ask(text, unit, segment, wanted)?);
        }
        if let Some(last) = sources.iter().rev().find(|text| !text.trim().is_empty()) {
            self.previous = Some((*last).to_owned());
        }
        let mut edits = Edits::default();
        if found.iter().any(|found| found.is_asked) {
            let mut changes = Changes {
                raw: &text.raw,
                frame: &text.frame,
                unit,
                edits: &mut edits,
            };
            match text.frame.version {
                Version::One => changes.one(&mut found),
                Version::Two => changes.two(&mut found),
            }
        }
        for found in &found {
            match (found.suggestions.is_empty(), found.is_filled) {
                (false, true) => self.summary.filled += 1,
                (false, false) => self.summary.alternatives_only += 1,
                _ => {}
            }
        }
        Ok(edits)
    }

    /// Asks for a segment, if it wants a translation.
    fn ask(
        &mut self,
        text: &UnitText,
        unit: &Unit,
        segment: &Segment,
        wanted: Wanted<'_>,
    ) -> Result<Found, FillError> {
        self.summary.segments += 1;
        let mut found = Found::default();
        let Some(from) = direction(segment, &text.frame) else {
            self.summary.other_languages += 1;
            return Ok(found);
        };
        if segment.source.is_blank() {
            self.summary.blank += 1;
        } else if state::is_done(unit, segment, text.frame.version) {
            self.summary.done += 1;
            found.is_done = true;
        } else if !unit.translate.unwrap_or(text.translate) {
            self.summary.locked += 1;
        } else {
            found.is_asked = true;
            found.from = Some(from);
            found.suggestions = (self.find)(&Wanted { from, ..wanted }).map_err(FillError::Find)?;
            match found.suggestions.first() {
                Some(best) => *self.summary.scores.entry(best.score).or_default() += 1,
                None => self.summary.unmatched += 1,
            }
        }
        Ok(found)
    }
}

fn is_utf_8(label: &[u8]) -> bool {
    encoding_rs::Encoding::for_label(label) == Some(encoding_rs::UTF_8)
}

/// Returns the language of a segment that is to be put into the other one of ours.
fn direction(segment: &Segment, frame: &Frame) -> Option<Lang> {
    let source = match (segment.source.lang.as_str(), frame.source.as_str()) {
        ("", "") => script::guess(&segment.source.text),
        ("", tag) | (tag, _) => Lang::from_tag(tag),
    }?;
    let lang = segment.target.as_ref().map_or("", |target| &target.lang);
    match (lang, frame.target.as_str()) {
        ("", "") => Some(source),
        ("", tag) | (tag, _) => (Lang::from_tag(tag) == Some(source.other())).then_some(source),
    }
}
