//! Concordance: words in their context, on both sides.
//!
//! The index is FTS5 over match tokens, so that vowel marks, tatweel, hamza and
//! capital letters make no difference. What the user types is data: every term is
//! quoted, and no string is a syntax error.

use std::ops::Range;

use crate::bitext::{Lang, Sides};
use crate::error::Result;
use crate::memory::{Memory, StoredUnit, UNIT_COLUMNS, unit_from_row};
use crate::text::tokens::{Located, TokenKind, Tokens, locate};

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
        phrases.retain(|phrase| !phrase.is_empty());
        Self { phrases }
    }

    /// Tells whether there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// The query of FTS5: all phrases in one of the columns.
    fn expression(&self, lang: Option<Lang>) -> String {
        let quoted: Vec<String> = self
            .phrases
            .iter()
            .map(|phrase| format!("\"{}\"", phrase.join(" ").replace('"', "\"\"")))
            .collect();
        let all = quoted.join(" AND ");
        let column = |lang: Lang| format!("{{{}}} : ({all})", lang.code());
        match lang {
            Some(lang) => column(lang),
            None => format!("({}) OR ({})", column(Lang::Ar), column(Lang::En)),
        }
    }

    /// Where the phrases stand in `text`: byte ranges, ascending.
    fn spans(&self, text: &str) -> Vec<Range<usize>> {
        let words: Vec<Located> = locate(text)
            .into_iter()
            .filter(|token| token.kind != TokenKind::Mark)
            .collect();
        let mut hits = vec![false; words.len()];
        let mut has_all = true;
        for phrase in &self.phrases {
            let mut found = false;
            for start in 0..words.len() {
                let matches = words[start..]
                    .iter()
                    .map(|word| &word.text)
                    .take(phrase.len())
                    .eq(phrase);
                if matches {
                    hits[start..start + phrase.len()].fill(true);
                    found = true;
                }
            }
            has_all &= found;
        }
        // A side that has only some of the words is not what was asked for.
        if !has_all {
            return Vec::new();
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
    let mut statement = memory.connection().prepare_cached(&hits())?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut rows = statement.query((terms.expression(lang), limit))?;
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        let stored = unit_from_row(row)?;
        let spans = |side: Lang| {
            let wanted = lang.is_none_or(|lang| lang == side);
            if wanted {
                terms.spans(stored.unit.text(side))
            } else {
                Vec::new()
            }
        };
        let spans = Sides {
            ar: spans(Lang::Ar),
            en: spans(Lang::En),
        };
        hits.push(Hit { stored, spans });
    }
    Ok(hits)
}

/// The units that the concordance has for an expression; the CROSS JOIN keeps it the outer loop.
pub(super) fn hits() -> String {
    format!(
        "SELECT {UNIT_COLUMNS} FROM concordance AS c CROSS JOIN unit AS u ON u.id = c.rowid
         LEFT JOIN document AS d ON d.id = u.document_id
         WHERE c.concordance MATCH ?1 AND u.status <> 'rejected' ORDER BY c.rowid LIMIT ?2"
    )
}
