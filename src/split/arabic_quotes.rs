//! Quotations and their speakers in Arabic: what follows a quotation without beginning a sentence.

use crate::text::forms::{is_vowel_mark, key};

use super::arabic::{begins_sentence, is_arabic_letter};
use super::arabic_words::{ATTRIBUTIONS, OBJECTS, PLACES, PREPOSITIONS, SPEECH};
use super::stop::Stop;

/// How many words after a quotation are looked at for the speaker's own clause.
const CLAUSE: usize = 8;

/// A verb of speaking after a quotation, also with the person spoken to: سأل, سأله, سألتني.
///
/// Where the verb has a clause or a quotation of its own (قال إن…, سأل: «…»), it begins
/// a sentence.
pub(super) fn is_attribution(stop: &Stop<'_>) -> bool {
    let mut words = stop.after_dash().split_whitespace();
    let Some(first) = words.next() else {
        return false;
    };
    let bare = first.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_vowel_mark(c));
    let Some(verb) = spoken(bare) else {
        return false;
    };
    if first.ends_with(':') {
        return false;
    }
    if !verb || bare.len() < first.len() {
        return true;
    }
    let mut last = key(bare);
    for word in words.take(CLAUSE) {
        if word.ends_with(':') || word.starts_with(['«', '"', '“']) {
            return false;
        }
        let word = key(word);
        let temporal = matches!(
            last.as_str(),
            "قبل" | "بعد" | "دون" | "إلى" | "غير" | "على" | "منذ"
        );
        if !temporal && is_that(&word) {
            return false;
        }
        if word.ends_with(|c: char| !c.is_alphanumeric()) {
            break;
        }
        last = word;
    }
    true
}

/// أن or إن, with a pronoun or without: what is said follows.
fn is_that(word: &str) -> bool {
    let word = word.strip_prefix('ب').unwrap_or(word);
    ["أن", "إن"].iter().any(|that| {
        word.strip_prefix(that)
            .is_some_and(|rest| rest.is_empty() || OBJECTS.contains(&rest))
    })
}

/// Tells whether a word names a speaker: by a verb (`Some(true)`) or otherwise.
fn spoken(word: &str) -> Option<bool> {
    let word = key(word);
    let word = word.as_str();
    if ATTRIBUTIONS.contains(&word) {
        return Some(false);
    }
    let plain = word.strip_prefix('ف').unwrap_or(word);
    let is_verb = |word: &str| is_speech(word) || word != plain && is_speech(plain);
    is_verb(word).then_some(true)
}

/// A verb of speaking in any person of the third, with or without an object.
fn is_speech(word: &str) -> bool {
    let inflected = |word: &str| {
        SPEECH.contains(&word)
            || ["ت", "وا", "ون", "ا", "تا"].iter().any(|ending| {
                word.strip_suffix(ending)
                    .is_some_and(|stem| SPEECH.contains(&stem))
            })
            || word.strip_prefix('ت').is_some_and(|rest| {
                SPEECH
                    .iter()
                    .any(|verb| verb.strip_prefix('ي') == Some(rest))
            })
    };
    inflected(word)
        || OBJECTS
            .iter()
            .any(|object| word.strip_suffix(object).is_some_and(inflected))
}

/// «… .» حسبما قال: a phrase that hangs on the quotation before it and begins no sentence.
pub(super) fn is_afterthought(stop: &Stop<'_>, next: &str) -> bool {
    let second = stop.after.split_whitespace().nth(1);
    next == "حسبما" || next == "على" && second == Some("حد")
}

/// «عاش الملك!» و«عاش الشعب!»: another quotation is joined to the one that closes.
pub(super) fn is_series(stop: &Stop<'_>) -> bool {
    let joined = stop.after.strip_prefix('و');
    let joined = joined.or_else(|| stop.after.strip_prefix("أو "));
    joined.is_some_and(|rest| rest.starts_with(['«', '"', '“', '»']))
}

/// A short title in the middle of a sentence: كتابه «من نحن؟» عن الهوية.
pub(super) fn is_quoted_title(stop: &Stop<'_>, next: &str) -> bool {
    let Some((title, lead)) = stop.quotation() else {
        return false;
    };
    let lead = lead.trim_end();
    lead.ends_with(|c: char| c.is_alphanumeric() || is_vowel_mark(c))
        && title.split_whitespace().count() <= 5
        && next.starts_with(is_arabic_letter)
        && !begins_sentence(next)
        && (PREPOSITIONS.contains(&next)
            || PLACES.contains(&next)
            || !lead
                .split_whitespace()
                .rev()
                .take(CLAUSE)
                .any(|word| is_speech(key(word).trim_start_matches(['و', 'ف']))))
}
