//! What ends no sentence in English: abbreviations, initials, lower case after the stop.

use super::english_words::{
    AFTER_HOURS, ATTRIBUTIONS, BEFORE_HOURS, BEFORE_NUMBERS, BEFORE_PRONOUN, BEGINNINGS, COMPANY,
    DESIGNATED, LEGAL, MAY_END, SMALL, TITLES, UNITS,
};
use super::labels::is_small_roman;
use super::marks::Mark;
use super::stop::Stop;

/// Returns the rule that keeps `stop` from ending a sentence, if any.
pub(super) fn veto(stop: &Stop<'_>) -> Option<&'static str> {
    let next = stop.word_after();
    if next.starts_with(char::is_lowercase)
        && !stop.opens_after()
        && !is_camel(next)
        && !is_label(stop.after)
    {
        return Some("lower-case");
    }
    if stop.closes_quotation()
        && next.is_empty()
        && stop.after_dash().starts_with(char::is_lowercase)
    {
        return Some("lower-case");
    }
    match stop.mark {
        Mark::Question | Mark::Exclamation => {
            if stop.closers.is_empty() && COMPANY.contains(&next) {
                return Some("name-with-mark");
            }
            (stop.closes_quotation() && is_attribution(stop.after)).then_some("attribution")
        }
        Mark::FullStop if stop.closers.is_empty() => abbreviation(stop, next),
        Mark::FullStop => is_bracketed_abbreviation(stop).then_some("abbreviation-in-brackets"),
        Mark::Ellipsis if stop.before.ends_with(['"', '“', '«']) => Some("ellipsis-opens"),
        Mark::Ellipsis => {
            (stop.closes_quotation() && is_attribution(stop.after)).then_some("attribution")
        }
    }
}

/// The label of a list item, as in «b) Free them» and «ii. Free them».
fn is_label(after: &str) -> bool {
    let end = after
        .bytes()
        .take_while(u8::is_ascii_lowercase)
        .take(6)
        .count();
    let (label, rest) = after.split_at(end);
    (label.len() == 1 || is_small_roman(label))
        && (rest.starts_with(") ")
            || rest
                .strip_prefix(". ")
                .is_some_and(|item| item.starts_with(char::is_uppercase)))
}

/// iPhone, eBay: a name that begins with a small letter may begin a sentence.
fn is_camel(word: &str) -> bool {
    word.chars().nth(1).is_some_and(char::is_uppercase)
}

/// «John Smith asked»: up to three capitalised words, then a verb of speaking.
fn is_attribution(after: &str) -> bool {
    for (index, word) in after.split_whitespace().take(4).enumerate() {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if index > 0 && ATTRIBUTIONS.contains(&bare) {
            return true;
        }
        if BEGINNINGS.contains(&bare) {
            // A pronoun with a capital: the verb is that of a new sentence.
            return false;
        }
        if !bare.starts_with(char::is_uppercase) || bare.len() < word.len() && !word.ends_with('.')
        {
            return false;
        }
    }
    false
}

/// «Gen. (ret.) Ali», «(pens, ink, etc.) Ali»: the sentence that the bracket stands in has no stop here.
fn is_bracketed_abbreviation(stop: &Stop<'_>) -> bool {
    let word = stop.word_before();
    let lower = word.to_lowercase();
    let lower = lower.as_str();
    stop.in_brackets
        && stop.closers.starts_with(')')
        && (stop.lead().ends_with(['(', '['])
            || is_letter_chain(word)
            || MAY_END.contains(&lower) && may_be_abbreviation(word, lower))
}

fn abbreviation(stop: &Stop<'_>, next: &str) -> Option<&'static str> {
    let word = stop.word_before();
    let lower = word.to_lowercase();
    let lower = lower.as_str();
    let begins = !stop.bracket_after() && (BEGINNINGS.contains(&next) || stop.opens_after());
    let roman = next.len() > 1 && next.bytes().all(|b| b"IVXLC".contains(&b));
    if (next.starts_with(char::is_numeric) || roman)
        && (BEFORE_NUMBERS.contains(&lower)
            || UNITS.contains(&lower) && stop.second_word_before().starts_with(char::is_numeric))
    {
        return Some("abbreviation-number");
    }
    if LEGAL.contains(&lower) && word.starts_with(char::is_uppercase) && is_cited(stop.after) {
        return Some("citation");
    }
    if matches!(lower, "a.m" | "p.m") {
        return is_hour_continued(stop, next).then_some("hour");
    }
    let capital_before = stop.second_word_before().starts_with(char::is_uppercase);
    if word == "v" && capital_before && next.starts_with(char::is_uppercase) {
        return Some("abbreviation-title");
    }
    if word == "St" && capital_before && begins {
        // A street and no saint.
        return None;
    }
    // Sentences end in «gov» or «no» too; the abbreviations are written with a capital or before a name.
    if TITLES.contains(&lower) && (word.starts_with(char::is_uppercase) || SMALL.contains(&lower)) {
        return Some("abbreviation-title");
    }
    if lower == "etc" && !next.is_empty() && !stop.in_brackets && !stop.bracket_after() {
        // Lists hardly go on with a name.
        return None;
    }
    if MAY_END.contains(&lower) && may_be_abbreviation(word, lower) || is_letter_chain(word) {
        return (!begins).then_some("abbreviation-may-end");
    }
    if is_initial(word) && stop.opens_segment() {
        // «A. Definitions», «Q. Why?»
        return Some("list-letter");
    }
    if is_initial(word) {
        let noun = stop.second_word_before();
        if DESIGNATED.contains(&noun.to_lowercase().as_str())
            || word == "I" && BEFORE_PRONOUN.contains(&noun)
        {
            return None;
        }
        return (!begins || stop.second_word_before().ends_with('.')).then_some("initial");
    }
    None
}

/// Fed. R. Civ. P. 12, 9th Cir. 1999, Fed. Reg. 17: a number or another abbreviation follows.
fn is_cited(after: &str) -> bool {
    let word = after.split_whitespace().next().unwrap_or("");
    let letters = word.strip_suffix('.').unwrap_or("");
    word.starts_with(|c: char| c.is_numeric() || c == '§')
        || (1..=5).contains(&letters.len())
            && letters.starts_with(char::is_uppercase)
            && letters.bytes().all(|b| b.is_ascii_alphabetic())
            && !BEGINNINGS.contains(&letters)
}

/// «Shortly before 11.45 a.m» is no longer than this many bytes.
const LONGEST_HOUR: usize = 40;

/// 5 p.m. Friday, 9 a.m. EST, 7 p.m. Beijing time: what follows still tells the hour.
fn is_hour_continued(stop: &Stop<'_>, next: &str) -> bool {
    let is_zone = (2..=4).contains(&next.len()) && next.bytes().all(|b| b.is_ascii_uppercase());
    let second = stop.after.split_whitespace().nth(1).unwrap_or("");
    let mut lead = stop.before.split_whitespace();
    let opens_sentence = stop.before.len() <= LONGEST_HOUR
        && lead.next().is_some_and(|word| BEFORE_HOURS.contains(&word))
        && lead.nth(2).is_none();
    stop.bracket_after()
        || opens_sentence
        || is_zone
        || AFTER_HOURS.contains(&next)
        || next.starts_with(char::is_numeric)
        || second.trim_end_matches(|c: char| !c.is_alphabetic()) == "time"
}

/// Tells the abbreviation from the word that is written the same: «Co.», but «ill.».
fn may_be_abbreviation(word: &str, lower: &str) -> bool {
    word.starts_with(char::is_uppercase)
        || word.contains('.')
        || matches!(lower, "etc" | "al" | "est")
}

/// Letters joined by stops: U.S, p.m, Ph.D, J.-P.
fn is_letter_chain(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    parts.len() > 1
        && parts.iter().all(|part| {
            let part = part.strip_prefix('-').unwrap_or(part);
            (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
        })
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// Tells whether the space after the mark was forgotten, as in «infected.Health».
pub(super) fn is_missing_space(stop: &Stop<'_>) -> bool {
    let small = stop
        .before
        .chars()
        .rev()
        .take(3)
        .take_while(|c| c.is_lowercase())
        .count();
    // A year; shorter numbers are labels: «2.Methods».
    let number = stop.before.trim_end_matches(|c: char| c.is_ascii_digit());
    let year = stop.before.len() - number.len() == 4 && number.ends_with(' ');
    let mut after = stop.after.chars();
    let capital = after.next().is_some_and(char::is_uppercase);
    let needed = if stop.closers.is_empty() { 3 } else { 2 };
    (small >= needed || year)
        && capital
        && after
            .next()
            .is_some_and(|c| c.is_lowercase() || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_hold_each_word_once() {
        for table in [
            TITLES,
            BEFORE_NUMBERS,
            MAY_END,
            SMALL,
            LEGAL,
            UNITS,
            AFTER_HOURS,
            BEFORE_HOURS,
            COMPANY,
            DESIGNATED,
            BEFORE_PRONOUN,
            BEGINNINGS,
            ATTRIBUTIONS,
        ] {
            for (index, word) in table.iter().enumerate() {
                assert!(!table[..index].contains(word), "{word} twice");
            }
        }
    }
}
