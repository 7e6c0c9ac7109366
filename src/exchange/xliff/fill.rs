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

use std::fmt;
use std::io::{self, Read, Write};

use crate::bitext::Lang;
use crate::exchange::input::declared_encoding;
use crate::exchange::xml::{push_attribute, push_text};
use crate::exchange::{Fault, ReadSummary};
use crate::text::script;

use super::edit::{Edits, opened, with_attributes};
use super::state::{self, OWN};
use super::unit::{Content, Part, Segment, Unit};
use super::walk::{Frame, Piece, UnitText, Version, Walk};

/// How much is written at a time, in bytes.
const BUFFER: usize = 64 << 10;

/// The most faults that are kept; all are counted.
const FAULTS: usize = 20;

/// The score from which on a translation needs no review.
const FINISHED: u8 = 100;

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
            let mut writing = Writing {
                raw: &text.raw,
                frame: &text.frame,
                unit,
                edits: &mut edits,
            };
            match text.frame.version {
                Version::One => writing.one(&mut found),
                Version::Two => writing.two(&mut found),
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

/// What was found for a segment.
#[derive(Debug, Default)]
struct Found {
    is_asked: bool,
    is_done: bool,
    is_filled: bool,
    from: Option<Lang>,
    suggestions: Vec<Suggestion>,
}

impl Found {
    /// Tells whether the best suggestion is put into `source`'s place as one that needs no review.
    fn is_finished(&self, source: &Content) -> bool {
        let best = self.suggestions.first();
        best.is_some_and(|best| best.score >= FINISHED) && !source.has_markup
    }

    /// Returns what stands beside the target: all, but for what the target itself says in full.
    fn alternatives(&self) -> &[Suggestion] {
        match self.suggestions.split_first() {
            Some((best, others)) if self.is_filled && best.score >= FINISHED => others,
            _ => &self.suggestions,
        }
    }
}

/// The changes of a unit.
struct Writing<'a> {
    raw: &'a str,
    frame: &'a Frame,
    unit: &'a Unit,
    edits: &'a mut Edits,
}

impl Writing<'_> {
    /// Returns what stands in a target with the best suggestion, where that can be told.
    fn body(&self, source: &Content, found: &Found) -> Option<String> {
        let best = found.suggestions.first()?;
        let core = source.core.clone()?;
        if source.is_broken {
            return None;
        }
        let target = best.fitted.as_ref().unwrap_or(&best.target);
        let mut body = String::new();
        if !source.has_markup {
            let text = &source.text;
            let lead = text.len() - text.trim_start().len();
            push_text(&mut body, &text[..lead]);
            push_text(&mut body, target.trim());
            push_text(&mut body, &text[text.trim_end().len()..]);
            return Some(body);
        }
        let inside = &self.raw[core.clone()];
        let lead = inside.len() - inside.trim_start().len();
        body.push_str(&self.raw[source.inner.start..core.start + lead]);
        push_text(&mut body, target.trim());
        body.push_str(&self.raw[core.start + inside.trim_end().len()..source.inner.end]);
        Some(body)
    }

    /// Puts `body` between the tags of a content that is there.
    fn put(&mut self, content: &Content, body: &str, attributes: &[(&str, Option<&str>)]) {
        let (whole, inner) = (&content.whole, &content.inner);
        if content.is_empty_tag {
            let tag = with_attributes(&opened(&self.raw[whole.clone()]), attributes);
            let name = name(&self.raw[whole.clone()]);
            self.edits
                .replace(whole.clone(), format!("{tag}{body}</{name}>"));
            return;
        }
        if !attributes.is_empty() {
            let tag = with_attributes(&self.raw[whole.start..inner.start], attributes);
            self.edits.replace(whole.start..inner.start, tag);
        }
        self.edits.replace(inner.clone(), body.to_owned());
    }

    /// Changes a unit of XLIFF 1.
    fn one(&mut self, found: &mut [Found]) {
        let unit = self.unit;
        let bodies: Vec<Option<String>> = unit
            .segments
            .iter()
            .zip(&*found)
            .map(|(segment, found)| self.body(&segment.source, found))
            .collect();
        let target = unit.target.as_ref();
        let parts = target.is_some_and(|target| !target.parts.is_empty());
        for (index, found) in found.iter_mut().enumerate() {
            // In a target that is cut already there must be a place for it.
            let has_place = !unit.is_cut || !parts || unit.segments[index].target.is_some();
            found.is_filled = bodies[index].is_some() && has_place;
        }
        let attributes = self.state(found);
        let any = found.iter().any(|found| found.is_filled);
        let mut new = String::new();
        match (any, target) {
            (false, _) => {}
            (true, Some(target)) if unit.is_cut && parts => {
                let tag = target.content.whole.start..target.content.inner.start;
                let changed = with_attributes(&self.raw[tag.clone()], &attributes);
                self.edits.replace(tag, changed);
                for ((segment, body), found) in unit.segments.iter().zip(&bodies).zip(&*found) {
                    if let (Some(target), Some(body), true) =
                        (&segment.target, body, found.is_filled)
                    {
                        self.put(target, body, &[]);
                    }
                }
            }
            (true, target) => {
                let body = match unit.is_cut {
                    true => self.cut(&bodies),
                    false => bodies[0].clone().unwrap_or_default(),
                };
                match target {
                    Some(target) => self.put(&target.content, &body, &attributes),
                    None => {
                        let prefix = &self.frame.prefix;
                        let mut tag = format!("<{prefix}target>");
                        if self.frame.target.is_empty()
                            && let Some(from) = found.iter().find_map(|found| found.from)
                        {
                            let lang = from.other().code();
                            tag = with_attributes(&tag, &[("xml:lang", Some(lang))]);
                        }
                        new = with_attributes(&tag, &attributes);
                        new.push_str(&body);
                        new.push_str(&format!("</{prefix}target>"));
                    }
                }
            }
        }
        for (segment, found) in unit.segments.iter().zip(&*found) {
            self.alt_trans(segment, found, &mut new);
        }
        let source = unit.source.as_ref();
        let after = target.or(unit.segmented.as_ref()).or(source);
        if let (Some(after), false) = (after, new.is_empty()) {
            self.edits.insert(after.content.whole.end, new);
        }
    }

    /// Returns what the state of a target becomes.
    fn state(&self, found: &[Found]) -> [(&'static str, Option<&'static str>); 2] {
        let segments = &self.unit.segments;
        let mut all = segments.iter().zip(found);
        let is_whole = all.all(|(segment, found)| {
            segment.source.is_blank()
                || found.is_done
                || found.is_filled && found.is_finished(&segment.source)
        });
        let filled = || found.iter().filter(|found| found.is_filled);
        let is_exact = |found: &Found| found.suggestions[0].score >= FINISHED;
        let qualifier = match (filled().all(is_exact), filled().any(is_exact)) {
            (true, true) => Some("exact-match"),
            _ => Some("fuzzy-match"),
        };
        let state = match is_whole {
            true => "translated",
            false => "needs-review-translation",
        };
        [("state", Some(state)), ("state-qualifier", qualifier)]
    }

    /// Returns the source as it is cut, with bodies for its segments.
    fn cut(&self, bodies: &[Option<String>]) -> String {
        let empty = Part::default();
        let cut = match &self.unit.segmented {
            Some(segmented) if !segmented.parts.is_empty() => segmented,
            _ => self.unit.source.as_ref().unwrap_or(&empty),
        };
        let mut body = String::new();
        let mut at = cut.content.inner.start;
        for ((_, part), filled) in cut.parts.iter().zip(bodies) {
            let filled = filled.as_deref().unwrap_or_default();
            match part.is_empty_tag {
                true => body.push_str(&self.raw[at..part.whole.end]),
                false => {
                    body.push_str(&self.raw[at..part.inner.start]);
                    body.push_str(filled);
                    body.push_str(&self.raw[part.inner.end..part.whole.end]);
                }
            }
            at = part.whole.end;
        }
        body.push_str(&self.raw[at..cut.content.inner.end]);
        body
    }

    /// Appends the alternatives of a segment of XLIFF 1.
    fn alt_trans(&self, segment: &Segment, found: &Found, text: &mut String) {
        let prefix = &self.frame.prefix;
        for suggestion in found.alternatives() {
            text.extend(["<", prefix, "alt-trans"]);
            push_attribute(text, "match-quality", &suggestion.score.to_string());
            push_attribute(text, "origin", &suggestion.origin);
            if self.unit.is_cut {
                push_attribute(text, "mid", &segment.id);
            }
            text.push('>');
            for (name, own) in [
                ("source", &suggestion.source),
                ("target", &suggestion.target),
            ] {
                text.extend(["<", prefix, name]);
                if let Some(from) = found.from {
                    let (tag, lang) = match name {
                        "source" => (&self.frame.source, from),
                        _ => (&self.frame.target, from.other()),
                    };
                    let tag = match tag.is_empty() {
                        true => lang.code(),
                        false => tag,
                    };
                    push_attribute(text, "xml:lang", tag);
                }
                text.push('>');
                push_text(text, own);
                text.extend(["</", prefix, name, ">"]);
            }
            text.extend(["</", prefix, "alt-trans>"]);
        }
    }

    /// Changes a unit of XLIFF 2.
    fn two(&mut self, found: &mut [Found]) {
        let mut matches = String::new();
        let existing = self.unit.matches.as_ref();
        let module = existing
            .map_or("mtc:", |matches| &matches.prefix)
            .to_owned();
        for (index, (segment, found)) in self.unit.segments.iter().zip(found).enumerate() {
            let body = self.body(&segment.source, found);
            let mut attributes = Vec::new();
            if let Some(body) = body {
                found.is_filled = true;
                match &segment.target {
                    Some(target) => self.put(target, &body, &[]),
                    None => {
                        let prefix = &self.frame.prefix;
                        let target = format!("<{prefix}target>{body}</{prefix}target>");
                        self.edits.insert(segment.source.whole.end, target);
                    }
                }
                let (state, sub_state) = match found.is_finished(&segment.source) {
                    true => ("translated", "exact-match"),
                    false if found.suggestions[0].score >= FINISHED => ("initial", "codes"),
                    false => ("initial", "fuzzy-match"),
                };
                attributes.push(("state", state.to_owned()));
                attributes.push(("subState", format!("{OWN}{sub_state}")));
            }
            let alternatives = found.alternatives();
            if !alternatives.is_empty() {
                let id = match segment.id.as_str() {
                    "" => {
                        let id = self.free_id(index);
                        attributes.push(("id", id.clone()));
                        id
                    }
                    id => id.to_owned(),
                };
                for suggestion in alternatives {
                    self.mtc_match(&module, &id, suggestion, &mut matches);
                }
            }
            if !attributes.is_empty() {
                let attributes: Vec<(&str, Option<&str>)> = attributes
                    .iter()
                    .map(|(name, value)| (*name, Some(value.as_str())))
                    .collect();
                let tag = with_attributes(&self.raw[segment.tag.clone()], &attributes);
                self.edits.replace(segment.tag.clone(), tag);
            }
        }
        if matches.is_empty() {
            return;
        }
        match existing {
            None => self.edits.insert(
                self.unit.tag.end,
                format!(
                    "<mtc:matches xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\">{matches}</mtc:matches>"
                ),
            ),
            Some(there) if there.is_empty_tag => {
                let tag = opened(&self.raw[there.end.clone()]);
                let all = format!("{tag}{matches}</{module}matches>");
                self.edits.replace(there.end.clone(), all);
            }
            Some(there) => self.edits.insert(there.end.start, matches),
        }
    }

    /// Returns an id for a segment that nothing in the unit has.
    fn free_id(&self, index: usize) -> String {
        let mut id = format!("dhakira{}", index + 1);
        while self.raw.contains(&id) {
            id.push('x');
        }
        id
    }

    /// Appends an alternative of XLIFF 2 for the segment `id`.
    fn mtc_match(&self, module: &str, id: &str, suggestion: &Suggestion, text: &mut String) {
        let prefix = &self.frame.prefix;
        text.extend(["<", module, "match"]);
        push_attribute(text, "ref", &format!("#{id}"));
        push_attribute(text, "matchQuality", &suggestion.score.min(100).to_string());
        push_attribute(
            text,
            "similarity",
            &suggestion.similarity.min(100).to_string(),
        );
        push_attribute(text, "origin", &suggestion.origin);
        let kind = match suggestion.score {
            101.. => "ice",
            _ => "tm",
        };
        push_attribute(text, "type", kind);
        text.push('>');
        for (name, own) in [
            ("source", &suggestion.source),
            ("target", &suggestion.target),
        ] {
            text.extend(["<", prefix, name, ">"]);
            push_text(text, own);
            text.extend(["</", prefix, name, ">"]);
        }
        text.extend(["</", module, "match>"]);
    }
}

/// Returns the name in a tag.
fn name(tag: &str) -> &str {
    let tag = tag.trim_start_matches('<');
    let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
    &tag[..end.unwrap_or(tag.len())]
}
