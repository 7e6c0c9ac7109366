//! Numbers put right: the translation of a text that differs from the query in its numbers only.
//!
//! News and reports repeat sentences with other figures. Where the query and the source
//! of a match are the same but for numbers, the translation can be offered with the query's
//! numbers in the place of the source's. It is offered whole or not at all: each
//! number that changed must stand in the target, in digits, as often as in the source, and
//! be changed to one other number everywhere. What is put in is written as the target
//! wrote its own: its digits, its separators, its leading zeros.
//!
//! # Limits
//!
//! Words are left alone, so that what agrees with a number («1 day», «an 8 percent») may be
//! wrong afterwards. A number that either text also has in words is not told from it, and nothing
//! is offered; nor is it for numbers in Latin words («G7») and English ordinals («3rd»).

mod written;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use written::rewritten;

use crate::bitext::Lang;
use crate::text::numbers::{Written, located, numbers};
use crate::text::spelled::quantities;
use crate::text::tokens::{TokenKind, Tokens, locate};

/// A translation with its numbers put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The translation.
    pub text: String,
    /// What was put in: byte ranges of the text, ascending, end-exclusive.
    pub spans: Vec<Range<usize>>,
}

/// Returns `target` with the numbers of `query` for those of `source`, which is in `from` and translated by `target`.
///
/// `None` unless the texts differ in numbers only, and each of those that changed has its certain place.
pub fn corrected(query: &str, source: &str, target: &str, from: Lang) -> Option<Corrected> {
    if !differ_in_numbers_only(query, source) {
        return None;
    }
    let (asked, there, translated) = (located(query)?, located(source)?, located(target)?);
    let changes = changes(query, &asked, source, &there)?;
    if changes.is_empty() {
        return None;
    }
    let (in_source, in_target) = (counts(&there), counts(&translated));
    let in_words = [
        values_in_words(source, from),
        values_in_words(target, from.other()),
    ];
    let is_certain = |value: &str| {
        in_source.get(value) == in_target.get(value)
            && !in_words.iter().any(|values| values.contains(value))
    };
    if !changes.keys().all(|value| is_certain(value)) {
        return None;
    }
    let mut text = String::with_capacity(target.len() + 16);
    let (mut spans, mut expected) = (Vec::new(), Vec::new());
    let mut at = 0;
    for written in &translated {
        let Some(change) = changes.get(written.value.as_str()) else {
            expected.push(written.value.as_str());
            continue;
        };
        expected.push(change.value);
        if is_in_latin_word(target, &written.span) {
            return None;
        }
        let new = rewritten(change.query, change.source, &target[written.span.clone()])?;
        text.push_str(&target[at..written.span.start]);
        spans.push(text.len()..text.len() + new.len());
        text.push_str(&new);
        at = written.span.end;
    }
    text.push_str(&target[at..]);
    // Whoever reads it must read the query's numbers.
    (numbers(&text) == expected).then_some(Corrected { text, spans })
}

/// Tells whether the match tokens of two texts are the same but for numbers.
fn differ_in_numbers_only(query: &str, source: &str) -> bool {
    let (x, y) = (locate(query), locate(source));
    let is_number = |kind| kind == TokenKind::Number;
    x.len() == y.len()
        && x.iter().zip(&y).all(|(a, b)| {
            a.text == b.text && a.kind == b.kind || is_number(a.kind) && is_number(b.kind)
        })
}

/// What a number of the source became in the query.
struct Change<'a> {
    /// Its value in the query.
    value: &'a str,
    /// As the query writes it.
    query: &'a str,
    /// As the source writes the number that was changed.
    source: &'a str,
}

/// The values of the source that changed; `None` if the numbers do not pair or a value became several.
fn changes<'a>(
    query: &'a str,
    asked: &'a [Written],
    source: &'a str,
    there: &'a [Written],
) -> Option<BTreeMap<&'a str, Change<'a>>> {
    if asked.len() != there.len() {
        return None;
    }
    let mut became: BTreeMap<&str, Change<'_>> = BTreeMap::new();
    for (new, old) in asked.iter().zip(there) {
        let change = Change {
            value: &new.value,
            query: &query[new.span.clone()],
            source: &source[old.span.clone()],
        };
        let first = became.entry(&old.value).or_insert(change);
        if first.value != new.value {
            return None;
        }
    }
    became.retain(|old, change| *old != change.value);
    Some(became)
}

/// How often each value stands in a text.
fn counts(all: &[Written]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for written in all {
        *counts.entry(written.value.as_str()).or_default() += 1;
    }
    counts
}

/// The values that a text has in words, alone or beside digits.
fn values_in_words(text: &str, lang: Lang) -> HashSet<String> {
    let tokens = Tokens::of(text);
    let is_word = |index: usize| {
        tokens
            .get(index)
            .filter(|token| token.kind == TokenKind::Word)
            .is_some_and(|token| !token.text.contains(|c: char| c.is_ascii_digit()))
    };
    quantities(lang, &tokens)
        .into_iter()
        .filter(|quantity| quantity.tokens.clone().any(is_word))
        .map(|quantity| quantity.value)
        .collect()
}

/// Tells whether a number is part of a Latin word or has the ending of an English ordinal.
fn is_in_latin_word(text: &str, span: &Range<usize>) -> bool {
    let before = text[..span.start].chars().next_back();
    let after: String = text[span.end..]
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    before.is_some_and(|c| c.is_ascii_alphabetic())
        || matches!(
            after.to_ascii_lowercase().as_str(),
            "st" | "nd" | "rd" | "th"
        )
}

#[cfg(test)]
mod tests;
