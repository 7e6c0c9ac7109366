//! Concordance: words in their context, on both sides.
//!
//! The index is FTS5 over match tokens, so that vowel marks, tatweel, hamza and
//! capital letters make no difference. What the user types is data: every term is
//! quoted, and no string is a syntax error.
//!
//! FTS5 only proposes units; their texts decide. Its own tokens are a little finer than
//! ours («3.5» is two of them), it knows no letters younger than Unicode 6.1, and a query of
//! very many terms would cost it hours, so it is asked for some of them.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;

use crate::bitext::{Lang, Sides};
use crate::error::Result;
use crate::memory::{Memory, StoredUnit, UNIT_COLUMNS, UNIT_TABLES, unit_from_row};
use crate::text::tokens::{Located, TokenKind, Tokens, locate};

/// The most phrases that FTS5 is asked for.
const MOST_PHRASES: usize = 8;

/// The most words of a phrase that FTS5 is asked for.
const MOST_WORDS: usize = 8;

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Each a word, or several that must stand together, as match tokens.
    phrases: Vec<Vec<String>>,
}

impl Terms {
    /// Reads a query: words in any order, and words in double quotes that stand together.
    ///
    /// A quote that is not closed holds to the end. Marks are passed over.
    pub fn parse(query: &str) -> Self {
        let mut phrases = Vec::new();
        for (index, piece) in query.split(['"', '“', '”', '«', '»']).enumerate() {
            let tokens: Vec<String> = Tokens::of(piece)
                .words()
                .map(|token| token.text.to_owned())
                .collect();
            if index % 2 == 1 {
                phrases.push(tokens);
            } else {
                phrases.extend(tokens.into_iter().map(|token| vec![token]));
            }
        }
        let mut seen = HashSet::new();
        phrases.retain(|phrase| !phrase.is_empty() && seen.insert(phrase.clone()));
        Self { phrases }
    }

    /// Tells whether there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// The query of FTS5: phrases that must all stand in one of the columns; `None` if it has none of them.
    fn expression(&self, lang: Option<Lang>) -> Option<String> {
        let mut indexed: Vec<&[String]> = self
            .phrases
            .iter()
            .map(|phrase| &phrase[..phrase.len().min(MOST_WORDS)])
            .filter(|phrase| phrase.iter().any(|word| word.chars().any(is_indexed)))
            .collect();
        // Long ones stand in the fewest units.
        indexed.sort_by_key(|phrase| Reverse(phrase.iter().map(String::len).sum::<usize>()));
        indexed.truncate(MOST_PHRASES);
        if indexed.is_empty() {
            return None;
        }
        let quoted = indexed
            .iter()
            .map(|phrase| format!("\"{}\"", phrase.join(" ").replace('"', "\"\"")));
        let all = quoted.collect::<Vec<_>>().join(" AND ");
        let column = |lang: Lang| format!("{{{}}} : ({all})", lang.code());
        Some(match lang {
            Some(lang) => column(lang),
            None => format!("({}) OR ({})", column(Lang::Ar), column(Lang::En)),
        })
    }

    /// Tells whether `text` has every phrase.
    fn are_in(&self, text: &str) -> bool {
        let tokens = Tokens::of(text);
        let words: Vec<&str> = tokens.words().map(|word| word.text).collect();
        self.phrases.iter().all(|phrase| {
            words
                .windows(phrase.len())
                .any(|window| window.iter().eq(phrase))
        })
    }

    /// Where the phrases stand in `text`: byte ranges, ascending.
    fn spans(&self, text: &str) -> Vec<Range<usize>> {
        let words: Vec<Located> = locate(text)
            .into_iter()
            .filter(|token| token.kind != TokenKind::Mark)
            .collect();
        let mut hits = vec![false; words.len()];
        for phrase in &self.phrases {
            for (start, window) in words.windows(phrase.len()).enumerate() {
                if window.iter().map(|word| &word.text).eq(phrase) {
                    hits[start..start + phrase.len()].fill(true);
                }
            }
        }
        let mut spans: Vec<Range<usize>> = words
            .into_iter()
            .zip(hits)
            .filter(|(_, hit)| *hit)
            .map(|(word, _)| word.span)
            .collect();
        spans.dedup();
        spans
    }
}

/// A unit that has all the words on one side.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The unit.
    pub stored: StoredUnit,
    /// Where the words stand: byte ranges of each text, ascending, end-exclusive.
    pub spans: Sides<Vec<Range<usize>>>,
}

/// Returns the units that have all the terms on one side, by number; rejected ones are left out.
///
/// # Errors
///
/// When the database fails.
pub fn search(
    memory: &Memory,
    terms: &Terms,
    lang: Option<Lang>,
    limit: usize,
) -> Result<Vec<Hit>> {
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    let expression = terms.expression(lang);
    let mut statement = memory.connection().prepare_cached(&match expression {
        Some(_) => proposed(),
        None => offered(),
    })?;
    let mut rows = match expression {
        Some(expression) => statement.query([expression])?,
        None => statement.query([])?,
    };
    let mut hits = Vec::new();
    while hits.len() < limit
        && let Some(row) = rows.next()?
    {
        let stored = unit_from_row(row)?;
        let has_all = |side: Lang| {
            lang.is_none_or(|lang| lang == side) && terms.are_in(stored.unit.text(side))
        };
        let sides = [has_all(Lang::Ar), has_all(Lang::En)];
        if sides == [false, false] {
            continue;
        }
        let spans = |side: Lang, has_all: bool| {
            if has_all {
                terms.spans(stored.unit.text(side))
            } else {
                // A side that has only some of the words is not what was asked for.
                Vec::new()
            }
        };
        let spans = Sides {
            ar: spans(Lang::Ar, sides[0]),
            en: spans(Lang::En, sides[1]),
        };
        hits.push(Hit { stored, spans });
    }
    Ok(hits)
}

/// Tells whether FTS5 surely takes the character for a part of a word.
fn is_indexed(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, 'à'..='ö' | 'ø'..='ž' | 'ء'..='غ' | 'ف'..='ي')
}

/// The units that the concordance proposes for an expression; the CROSS JOIN keeps it the outer loop.
pub(super) fn proposed() -> String {
    format!(
        "SELECT {UNIT_COLUMNS} FROM concordance AS c CROSS JOIN unit AS u ON u.id = c.rowid
         LEFT JOIN document AS d ON d.id = u.document_id
         WHERE c.concordance MATCH ?1 AND u.status <> 'rejected' ORDER BY c.rowid"
    )
}

/// Every unit that is offered, for words that no index has.
fn offered() -> String {
    format!("SELECT {UNIT_COLUMNS} FROM {UNIT_TABLES} WHERE u.status <> 'rejected' ORDER BY u.id")
}
