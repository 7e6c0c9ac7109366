//! Stage 6a: what the memory has that is like a text, and where words stand.
//!
//! | part | holds |
//! |---|---|
//! | [`score`] | the score of two texts, by a plain dynamic program |
//! | [`Finder`] | matches, best first |
//! | `same_key` | context, exact and spelling matches, by the index of keys |
//! | `indexed`, `columns` | fuzzy matches through the memory's match index |
//! | `scan`, `sought`, `sources` | fuzzy matches by looking at every unit: where letters count, and the oracle of the index |
//! | [`Earlier`] | fuzzy matches among the texts of one list, without a memory |
//! | `ranking` | which match comes first |
//! | [`difference`] | which words of two texts are not the same, for showing |
//! | [`numbers`] | a translation with its numbers put right |
//! | [`spelling`] | in what two spellings of a text differ |
//! | [`concordance`] | words in their context |
//! | `counterparts` | what became of them on the other side |
//!
//! # Kinds and scores
//!
//! 101 *context*: the key of the text and that of its neighbor before or after are
//! those of a unit and its neighbor. 100 *exact*: the same text. 99 *spelling*: the
//! same key. Then *fuzzy*, at most 98 (see [`score`]). [`Penalty`]s are subtracted
//! from that, and the rest must reach the threshold.
//!
//! Equal scores are ordered by kind, reviewed before draft, the closer one, the newest, the
//! lowest number. Rejected units are never offered.

pub mod concordance;
pub mod difference;
pub mod numbers;
pub mod score;
pub mod spelling;

mod columns;
mod counterparts;
mod earlier;
mod finder;
mod indexed;
mod ranking;
mod same_key;
mod scan;
mod sought;
mod sources;

pub use earlier::{Earlier, EarlierSearch};
pub use finder::Finder;
pub use indexed::EXACT_FROM;

use serde::Serialize;

use crate::bitext::{Lang, Origin, Status};
use crate::memory::StoredUnit;

/// A text that is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Query<'a> {
    /// The text.
    pub text: &'a str,
    /// The segment before it, where known.
    pub previous: Option<&'a str>,
    /// The segment after it, where known.
    pub next: Option<&'a str>,
}

/// Which matches are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The lowest score, after penalties, in per cent.
    pub min: u8,
    /// The most matches.
    pub limit: usize,
    /// Whether fuzzy matches are wanted.
    pub fuzzy: bool,
    /// Whether units that cannot reach the threshold may be passed over before they are scored.
    ///
    /// From a threshold of [`EXACT_FROM`] on it makes no difference to the result; a property test says so.
    pub shortcuts: bool,
}

/// How a match is like the query, the best kind first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchKind {
    /// The same key, and the same neighbor.
    Context,
    /// The same text.
    Exact,
    /// The same key, another spelling.
    Spelling,
    /// Another text.
    Fuzzy,
}

impl MatchKind {
    /// Returns the name under which results show it.
    pub fn name(self) -> &'static str {
        match self {
            MatchKind::Context => "context",
            MatchKind::Exact => "exact",
            MatchKind::Spelling => "spelling",
            MatchKind::Fuzzy => "fuzzy",
        }
    }

    /// Returns the score of the kind, or the highest for fuzzy ones, in per cent.
    fn score(self) -> u8 {
        match self {
            MatchKind::Context => 101,
            MatchKind::Exact => 100,
            MatchKind::Spelling => 99,
            MatchKind::Fuzzy => 98,
        }
    }
}

/// Something that a score is lowered for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Penalty {
    /// Its name.
    pub name: &'static str,
    /// How much is subtracted, in points of per cent.
    pub points: u8,
}

/// A unit that is like the query.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The unit.
    pub stored: StoredUnit,
    /// The score after the penalties, in per cent.
    pub score: u8,
    /// How it is like the query.
    pub kind: MatchKind,
    /// What was subtracted.
    pub penalties: Vec<Penalty>,
    /// How close the texts are, in millionths: orders fuzzy matches of one score.
    closeness: u32,
}

impl Match {
    /// The source text, for a query in `from`.
    pub fn source(&self, from: Lang) -> &str {
        self.stored.unit.text(from)
    }

    /// The target text, for a query in `from`.
    pub fn target(&self, from: Lang) -> &str {
        self.stored.unit.text(from.other())
    }

    /// Returns in what the query is spelled otherwise than the source; nothing for fuzzy matches, and where they are the same.
    pub fn spellings(&self, query: &str, from: Lang) -> Vec<spelling::Spelling> {
        match self.kind {
            MatchKind::Exact | MatchKind::Fuzzy => Vec::new(),
            MatchKind::Context | MatchKind::Spelling => {
                spelling::differences(query.trim(), self.source(from))
            }
        }
    }

    /// Returns the target with the numbers of the query, where a fuzzy match differs in nothing else.
    pub fn corrected(&self, query: &str, from: Lang) -> Option<numbers::Corrected> {
        match self.kind {
            MatchKind::Fuzzy => {
                numbers::corrected(query, self.source(from), self.target(from), from)
            }
            _ => None,
        }
    }
}

/// Returns what is subtracted from a unit's score before any threshold.
///
/// *unreviewed*: the aligner made it and nobody has looked at it. One point, two from a
/// context match, so that such a unit never scores 100.
fn penalties(origin: Origin, status: Status, kind: MatchKind) -> Vec<Penalty> {
    if origin == Origin::Alignment && status == Status::Draft {
        let points = if kind == MatchKind::Context { 2 } else { 1 };
        return vec![Penalty {
            name: "unreviewed",
            points,
        }];
    }
    Vec::new()
}

#[cfg(test)]
mod tests;
