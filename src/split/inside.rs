//! Marks inside a sentence that are told by their shape, in either language.
//!
//! A date with spaces, a mark in brackets, an exclamation between dashes; for Arabic also
//! the gap between the halves of a verse.

use super::marks::{Mark, is_dash, is_line_break, is_terminator};
use super::stop::Stop;

/// Returns the rule by which `stop` stands inside a sentence.
pub(super) fn veto(stop: &Stop<'_>) -> Option<&'static str> {
    if stop.in_brackets && !stop.closers.contains([')', ']']) {
        Some("in-brackets")
    } else if is_bracketed_mark(stop) {
        Some("bracketed-mark")
    } else if is_date(stop) {
        Some("date")
    } else if is_aside(stop) {
        Some("aside")
    } else {
        None
    }
}

/// «(؟)» and «(!)»: the brackets hold the mark and nothing else.
fn is_bracketed_mark(stop: &Stop<'_>) -> bool {
    stop.before.ends_with(['(', '[']) && stop.closers.starts_with([')', ']'])
}

/// «3 . 5 . 2020» and «3. 5. 2020»: the stop is the first or the second of a date.
fn is_date(stop: &Stop<'_>) -> bool {
    if stop.mark != Mark::FullStop || !stop.closers.is_empty() {
        return false;
    }
    let Some((before, part)) = number_at_end(stop.before) else {
        return false;
    };
    let Some((next, after)) = number_at_start(stop.after) else {
        return false;
    };
    if part > 2 {
        return false;
    }
    let first = next <= 2
        && after
            .trim_start_matches(' ')
            .strip_prefix('.')
            .and_then(|rest| number_at_start(rest.trim_start_matches(' ')))
            .is_some_and(|(year, _)| is_year(year));
    let second = is_year(next)
        && before
            .trim_end_matches(' ')
            .strip_suffix('.')
            .and_then(|rest| number_at_end(rest))
            .is_some_and(|(_, day)| day <= 2);
    first || second
}

/// Years have two or four digits.
fn is_year(digits: usize) -> bool {
    matches!(digits, 2 | 4)
}

/// What stands before the digits at the end, but for spaces, and how many they are.
fn number_at_end(text: &str) -> Option<(&str, usize)> {
    let text = text.trim_end_matches(' ');
    let digits = text
        .chars()
        .rev()
        .take(5)
        .take_while(|c| c.is_numeric())
        .count();
    let rest = text.trim_end_matches(char::is_numeric);
    let alone = rest.is_empty() || rest.ends_with([' ', '.', '(', ':']);
    (1..5)
        .contains(&digits)
        .then_some((rest, digits))
        .filter(|_| alone)
}

/// How many digits stand at the start, and what follows them.
fn number_at_start(text: &str) -> Option<(usize, &str)> {
    let digits = text.chars().take(5).take_while(|c| c.is_numeric()).count();
    let rest = text.trim_start_matches(char::is_numeric);
    let alone = !rest.starts_with(char::is_alphanumeric);
    (1..5)
        .contains(&digits)
        .then_some((digits, rest))
        .filter(|_| alone)
}

/// A half of a verse is no longer than this many characters.
const LONGEST_HALF: usize = 120;

/// The gap between the halves of a verse: dots alone between two halves of like length that fill a
/// line without a stop at its end.
pub(super) fn is_gap_in_verse(stop: &Stop<'_>) -> bool {
    let is_gap = stop.mark == Mark::Ellipsis
        && stop.closers.is_empty()
        && stop.marks.len() >= "...".len()
        && stop.before.ends_with(' ')
        && stop.before.len() <= 4 * LONGEST_HALF;
    if !is_gap {
        return false;
    }
    let rest_of_line: usize = stop
        .after
        .chars()
        .take(LONGEST_HALF)
        .take_while(|&c| !is_line_break(c))
        .map(char::len_utf8)
        .sum();
    let second = &stop.after[..rest_of_line];
    let words = |half: &str| half.split_whitespace().count();
    let (left, right) = (words(stop.before), words(second));
    (3..=8).contains(&left)
        && (3..=8).contains(&right)
        && left.abs_diff(right) <= 2
        && !stop.before.contains(is_terminator)
        && !second.contains(is_terminator)
}

/// An aside between dashes is looked for in this many bytes before its mark.
const LONGEST_ASIDE: usize = 80;

/// «هو – يا للغرابة! – لم يحضر»: the mark ends what stands between two dashes.
fn is_aside(stop: &Stop<'_>) -> bool {
    let asks = matches!(stop.mark, Mark::Question | Mark::Exclamation);
    let Some(dash) = stop.after.chars().next().filter(|&c| is_dash(c)) else {
        return false;
    };
    let closed = stop.after[dash.len_utf8()..].starts_with(char::is_whitespace);
    if !asks || !closed || !stop.closers.is_empty() {
        return false;
    }
    let near = tail(stop.before, LONGEST_ASIDE);
    let Some((lead, aside)) = near
        .rmatch_indices(dash)
        .find(|(at, _)| near[..*at].ends_with(' ') && near[at + dash.len_utf8()..].starts_with(' '))
        .map(|(at, _)| (&near[..at], &near[at + dash.len_utf8()..]))
    else {
        return false;
    };
    lead.contains(char::is_alphanumeric) && !aside.contains([':', '،', ','])
}

/// The last characters of `text` that fit into `bytes`.
fn tail(text: &str, bytes: usize) -> &str {
    let from = text.len().saturating_sub(bytes);
    let from = (from..=text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len());
    &text[from..]
}
