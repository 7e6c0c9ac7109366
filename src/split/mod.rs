//! Stage 3: a text is split into sentence-like segments.
//!
//! A line break always ends a segment. Inside a line the marks `. ؟ ? ! …` (and
//! their relatives) end one when white space or a closing quotation mark or
//! bracket follows; `، ؛ :` never do. The rules of a language then veto stops
//! that end nothing: abbreviations, initials, list numbers, a mark in brackets,
//! an attribution after a quoted question, a title in quotation marks. A quotation of
//! several sentences is split, because translators regroup inside it too; a bracket
//! inside a sentence is not, since its pieces would be no sentences.
//!
//! The text is never changed. Spans are byte ranges of the input without the
//! white space at their ends; between two spans there is white space only, so the
//! spans give back the text. The cost is linear in the length of the text.
//!
//! A user may bring rules of another tool instead, as [`srx`]; line breaks and spans stay as they are.
//!
//! # Limits
//!
//! A text without stops stays one segment however long it is, unless [`Options::longest`]
//! asks for cuts. The Arabic rules cannot see where a sentence begins (there is no case),
//! so after an abbreviation that may end a sentence they look for a word that begins one
//! (`و…`, `ثم`, `لكن`). A year with its era (`1908م.`) and a unit (`5 كم.`) go on before a
//! preposition only, although a sentence may begin with one. The English rules split
//! behind letters (`the U.N.`) before words that hardly begin a name, not before other
//! nouns. In both languages a quoted question followed by a verb that is not in the list
//! of verbs of speaking ends there, a title of several sentences is split, and dots are
//! an end unless the next word carries on.

mod arabic;
mod arabic_quotes;
mod arabic_words;
mod balance;
mod english;
mod english_words;
mod inside;
mod labels;
mod longest;
mod marks;
pub mod srx;
mod stop;

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::Arc;

use crate::bitext::{Article, Lang, Segment};
use crate::clean::Furniture;

pub use stop::{Decision, decisions};

/// The version of the splitting; goes up when the same text gives other segments.
pub const VERSION: u32 = 3;

/// How an article is split.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which lines are split.
    pub furnishing: Furnishing,
    /// The rules that take the place of the built-in ones.
    pub srx: Option<Arc<srx::Srx>>,
    /// Sentences of more words are cut, see `longest.rs`; none are by default.
    pub longest: Option<NonZeroUsize>,
}

impl Options {
    /// Returns every candidate of `text` in ascending order, by the rules in force; the end of the text is none.
    pub fn decisions(&self, text: &str, lang: Lang) -> Vec<Decision<'_>> {
        let mut decisions = match &self.srx {
            Some(srx) => srx.decisions(text, lang),
            None => decisions(text, lang),
        };
        if let Some(longest) = self.longest {
            let spans = pieces(text, &decisions);
            decisions.extend(longest::cuts(text, &spans, longest));
            decisions.sort_by_key(|decision| decision.at);
        }
        decisions
    }

    /// Returns the byte ranges of the sentences of `text`, in order, by the rules in force.
    pub fn spans(&self, text: &str, lang: Lang) -> Vec<Range<usize>> {
        pieces(text, &self.decisions(text, lang))
    }
}

/// Which lines of an article are split.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Furnishing {
    /// Lines that are tagged as page furniture are left out.
    #[default]
    LeaveOut,
    /// Every line is split.
    Keep,
}

/// Splits the lines of an article into segments.
///
/// `tags` holds, for each line, the furniture that [`crate::clean::tag`] took it for.
pub fn segments(
    article: &Article,
    tags: &[Option<Furniture>],
    lang: Lang,
    options: &Options,
) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut paragraph = 0;
    for (index, line) in article.lines.iter().enumerate() {
        let tag = tags.get(index).copied().flatten();
        let furniture = tag.is_some_and(|tag| !tag.kind.is_text());
        if furniture && options.furnishing == Furnishing::LeaveOut {
            continue;
        }
        let before = segments.len();
        let spans = options.spans(&line.text, lang);
        segments.extend(spans.into_iter().map(|span| Segment {
            text: line.text[span.clone()].to_owned(),
            line: line.number,
            span: line.origin.locate_span(span),
            paragraph,
            block: line.block,
        }));
        paragraph += usize::from(segments.len() > before);
    }
    segments
}

/// Returns the byte ranges of the sentences of `text`, in order, by the built-in rules.
pub fn spans(text: &str, lang: Lang) -> Vec<Range<usize>> {
    pieces(text, &decisions(text, lang))
}

/// Returns what lies between the places where `decisions` break, without the white space at its ends.
fn pieces(text: &str, decisions: &[Decision<'_>]) -> Vec<Range<usize>> {
    let breaks = decisions
        .iter()
        .filter(|decision| decision.breaks)
        .map(|decision| decision.at);
    let mut spans = Vec::new();
    let mut start = 0;
    for end in breaks.chain([text.len()]) {
        let piece = &text[start..end];
        let from = start + (piece.len() - piece.trim_start().len());
        let to = start + piece.trim_end().len();
        if from < to {
            spans.push(from..to);
        }
        start = end;
    }
    spans
}

#[cfg(test)]
mod tests;
