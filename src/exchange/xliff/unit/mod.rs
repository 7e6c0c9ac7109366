//! A unit of an XLIFF file: its segments with their texts, and where in the unit they stand.
//!
//! Takes the text of a `trans-unit` or `unit` apart. The places are byte offsets
//! into that text, so that a translation can be put into it and all the rest stay
//! as it is.

mod parse;

use std::ops::Range;

use crate::bitext::Property;
use crate::exchange::ReadSummary;

use super::walk::{UnitText, Version};

use parse::Parser;

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
        let mut unit = Parser::new(&text.frame, limit, summary).run(&text.raw)?;
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
