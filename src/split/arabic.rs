//! What ends no sentence in Arabic: abbreviations, initials, attributions.
//!
//! Tokens are compared whole and in their key form, so that vowel marks, tatweel
//! (هـ) and direction marks inside an abbreviation do not hide it.

use crate::text::forms::{is_vowel_mark, key};

use super::arabic_quotes::{is_afterthought, is_attribution, is_quoted_title, is_series};
use super::arabic_words::{
    BEGINNINGS, BEHIND_UNITS, CARRY_ON, DESIGNATED, LABELS, LATIN, LETTER_NAMES, MAY_END, OWN_WAW,
    PREPOSITIONS, SUBORDINATE, SURE_LETTER_NAMES, TITLE_CLITICS, TITLES, UNITS,
};
use super::inside::is_gap_in_verse;
use super::marks::{Mark, is_dash};
use super::stop::Stop;

/// Returns the rule that keeps `stop` from ending a sentence, if any.
pub(super) fn veto(stop: &Stop<'_>) -> Option<&'static str> {
    let next = key(stop.word_after());
    match stop.mark {
        Mark::Question | Mark::Exclamation => question(stop, &next),
        Mark::Ellipsis if stop.before.ends_with(['«', '"', '“']) => Some("ellipsis-opens"),
        Mark::Ellipsis if stop.closes_quotation() => is_attribution(stop).then_some("attribution"),
        Mark::Ellipsis if is_gap_in_verse(stop) => Some("verse"),
        Mark::Ellipsis if is_etcetera(&key(stop.word_before())) => {
            (!begins_sentence(&next)).then_some("abbreviation-may-end")
        }
        Mark::Ellipsis => {
            (stop.closers.is_empty() && carries_on(&next)).then_some("ellipsis-carries-on")
        }
        Mark::FullStop if stop.closes_quotation() && is_afterthought(stop, &next) => {
            Some("attribution")
        }
        Mark::FullStop if stop.closers.is_empty() || stop.closers.starts_with(['[', '(']) => {
            abbreviation(stop, &next)
        }
        Mark::FullStop => closed_abbreviation(stop, &next),
    }
}

/// A question or an exclamation that is part of a sentence.
fn question(stop: &Stop<'_>, next: &str) -> Option<&'static str> {
    if stop.in_brackets {
        return (!begins_sentence(next)).then_some("in-brackets");
    }
    if stop.closes_quotation() {
        return if is_attribution(stop) {
            Some("attribution")
        } else if is_series(stop) {
            Some("series")
        } else {
            is_quoted_title(stop, next).then_some("quoted-title")
        };
    }
    if stop.closers.is_empty() && SUBORDINATE.contains(&next) {
        return Some("subordinate-clause");
    }
    // A turn of a dialogue with its speaker behind a second dash: – من أنت؟ – قال الحارس.
    if stop.after.starts_with(is_dash)
        && stop.before.trim_start().starts_with(is_dash)
        && is_attribution(stop)
    {
        return Some("attribution");
    }
    // A name in Latin letters: قالت Yahoo! إن أرباحها زادت.
    let name = stop.word_before();
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase()) && name.is_ascii();
    (is_name && stop.mark == Mark::Exclamation && next.starts_with(is_arabic_letter))
        .then(|| (!begins_sentence(next)).then_some("name-with-mark"))
        .flatten()
}

fn carries_on(word: &str) -> bool {
    CARRY_ON.contains(&word) || word.strip_prefix('و').unwrap_or(word).starts_with("لكن")
}

/// An abbreviation inside brackets or quotation marks: (م. ع.), «م.ت.ف.», (رض.).
fn closed_abbreviation(stop: &Stop<'_>, next: &str) -> Option<&'static str> {
    let word = key(stop.word_before());
    let is_alone = word.chars().count() <= 2 && stop.lead().ends_with('(');
    let is_short = is_initial(&word) || MAY_END.contains(&word.as_str());
    if stop.in_brackets && (is_short || is_alone) {
        // The sentence that the bracket stands in has no stop of its own here.
        return Some("abbreviation-may-end");
    }
    ((is_letter_chain(&word) || is_alone) && !begins_sentence(next))
        .then_some("abbreviation-may-end")
}

/// The abbreviation of «to its end», also with the conjunction.
fn is_etcetera(word: &str) -> bool {
    ["إلخ", "الخ", "ألخ"].contains(&word.strip_prefix('و').unwrap_or(word))
}

fn abbreviation(stop: &Stop<'_>, next: &str) -> Option<&'static str> {
    let word = key(stop.word_before());
    let begins = begins_sentence(next);
    if is_unit(stop, &word) {
        return BEHIND_UNITS.contains(&next).then_some("unit");
    }
    if let Some(era) = glued_era(&word) {
        return (era || PREPOSITIONS.contains(&next) || next.is_empty())
            .then_some("abbreviation-may-end")
            .filter(|_| !begins);
    }
    if word == "م" && second_is_number(stop) {
        return (!begins).then_some("abbreviation-may-end");
    }
    if is_one_letter(&word) && DESIGNATED.contains(&key(stop.second_word_before()).as_str()) {
        return None;
    }
    if is_label(&word) && next.starts_with(char::is_numeric) {
        return Some("abbreviation-number");
    }
    if is_title(&word) {
        // ص. with a number is a page; without one it is still no end of a sentence.
        return Some("abbreviation-title");
    }
    if MAY_END.contains(&word.as_str()) && (word != "ه" || second_is_number(stop)) {
        return (!begins).then_some("abbreviation-may-end");
    }
    if is_letter_chain(&word) || is_latin_chain(&word) {
        return (!begins).then_some("letter-chain");
    }
    if is_initial(&word) || word == "ه" && has_initial_beside(stop) {
        return (!word.is_ascii() || !begins).then_some("initial");
    }
    if is_letter_name(stop, &word, next) {
        return Some("initial");
    }
    if word.is_ascii() && LATIN.contains(&word.to_ascii_lowercase().as_str()) {
        return (!begins).then_some("abbreviation-latin");
    }
    None
}

/// A unit behind a number, with a space between them or without.
fn is_unit(stop: &Stop<'_>, word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_numeric() || matches!(c, '.' | ','));
    let glued = unit.len() < word.len() && word.starts_with(char::is_numeric);
    UNITS.contains(&unit) && (glued || second_is_number(stop))
}

/// The label of a number, with the conjunction or without: ص. 5 وص. 9.
fn is_label(word: &str) -> bool {
    LABELS.contains(&word)
        || word
            .strip_prefix('و')
            .is_some_and(|label| LABELS.contains(&label))
}

/// Tells whether a single letter with a stop stands to either side, as in هـ. ج. ويلز.
fn has_initial_beside(stop: &Stop<'_>) -> bool {
    let is_dotted = |word: &str| {
        word.strip_suffix('.')
            .is_some_and(|letter| is_one_letter(&key(letter)))
    };
    is_dotted(stop.second_word_before())
        || stop.after.split_whitespace().next().is_some_and(is_dotted)
}

/// A year with its era attached: 1412هـ (`Some(true)`, the stop shortens it) or 1908م.
fn glued_era(word: &str) -> Option<bool> {
    let era = word.trim_start_matches(char::is_numeric);
    match era {
        _ if era.len() == word.len() => None,
        "ق.م" | "ب.م" | "ق.ه" => Some(true),
        "ه" | "م" => Some(false),
        _ => None,
    }
}

/// The spelled name of a letter between others, each with its stop: جي. كي. تشسترتون.
fn is_letter_name(stop: &Stop<'_>, word: &str, next: &str) -> bool {
    if SURE_LETTER_NAMES.contains(&word) {
        return true;
    }
    if !LETTER_NAMES.contains(&word.strip_prefix('و').unwrap_or(word)) {
        return false;
    }
    let is_dotted = |word: &str| {
        word.strip_suffix('.')
            .is_some_and(|name| LETTER_NAMES.contains(&key(name).as_str()))
    };
    is_dotted(stop.second_word_before())
        || LETTER_NAMES.contains(&next)
            && stop.after.split_whitespace().next().is_some_and(is_dotted)
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
        || TITLE_CLITICS.iter().any(|(clitic, titles)| {
            word.strip_prefix(*clitic)
                .is_some_and(|rest| titles.contains(&rest))
        })
}

/// Tells whether a word in its key form begins a sentence rather than carrying one on.
pub(super) fn begins_sentence(word: &str) -> bool {
    let after_and = word.strip_prefix('و').unwrap_or("");
    let is_joined = !OWN_WAW.contains(&word)
        && after_and.chars().count() > 1
        && after_and.starts_with(is_arabic_letter);
    is_joined || is_consequence(word) || BEGINNINGS.contains(&word)
}

/// A verb of a derived form behind ف: فتنازع, فانتهت, فاستولى; the nouns that look so are few.
fn is_consequence(word: &str) -> bool {
    word.strip_prefix('ف').is_some_and(|verb| {
        let derived = verb.starts_with('ت')
            || verb.starts_with("ان")
            || verb.starts_with("است")
            || verb.starts_with('ا') && verb.chars().nth(2) == Some('ت');
        derived && verb.chars().count() >= 5
    })
}

/// Letters joined by stops, also with the article or a clitic before them: م.ت.ف, الو.م.أ, U.S
fn is_letter_chain(word: &str) -> bool {
    let mut parts = word.split('.');
    let first = parts.next().unwrap_or("");
    let last_of_first = first
        .strip_prefix(['و', 'ف', 'ب', 'ل', 'ك'])
        .filter(|rest| !rest.is_empty())
        .unwrap_or(first);
    let last_of_first = ["ال", "ل"]
        .iter()
        .find_map(|article| {
            last_of_first
                .strip_prefix(article)
                .filter(|rest| !rest.is_empty())
        })
        .unwrap_or(last_of_first);
    let mut more = false;
    is_one_letter(last_of_first)
        && parts.all(|part| {
            more = true;
            is_one_letter(part.strip_prefix('-').unwrap_or(part))
        })
        && more
}

/// Ph.D, B.Sc: Latin parts of one or two letters.
fn is_latin_chain(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
        })
}

fn is_one_letter(part: &str) -> bool {
    let mut chars = part.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// A single letter of either script, as in ج. ك. رولينغ.
fn is_initial(word: &str) -> bool {
    is_one_letter(word) && word != "ه"
}

fn second_is_number(stop: &Stop<'_>) -> bool {
    stop.second_word_before().contains(char::is_numeric)
}

/// Tells whether the space after the mark was forgotten: an Arabic word on both sides, or a
/// number before it that is no label.
///
/// A full stop asks for words of three letters before it, so that م.ت.ف stays whole, and
/// after it for three or a whole word of two.
pub(super) fn is_missing_space(stop: &Stop<'_>) -> bool {
    let needed = if stop.mark == Mark::FullStop { 3 } else { 2 };
    // Some put the space before the stop: انتهى .ثم بدأ
    let before = stop.before.strip_suffix(' ').unwrap_or(stop.before);
    let before =
        before.trim_end_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace() && c != '.');
    let number = before.trim_end_matches(char::is_numeric);
    let numbered = number.len() < before.len() && number.ends_with(' ');
    let word_before = arabic_letters(before.chars().rev()) >= needed;
    let after = arabic_letters(stop.after.chars());
    let whole = || {
        stop.after
            .find(|c| !is_arabic_letter(c) && !is_vowel_mark(c))
    };
    let word_after = after >= needed
        || after == 2 && whole().is_some_and(|end| stop.after[end..].starts_with(' '));
    (numbered || word_before) && word_after && stop.marks.len() <= 6
}

/// How many Arabic letters come first, vowel marks aside; three are enough.
fn arabic_letters(chars: impl Iterator<Item = char>) -> usize {
    chars
        .filter(|&c| !is_vowel_mark(c))
        .take(3)
        .take_while(|&c| is_arabic_letter(c))
        .count()
}

/// A letter of the Arabic or a related alphabet.
pub(super) fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}')
}
