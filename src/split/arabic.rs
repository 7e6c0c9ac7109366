//! What ends no sentence in Arabic: abbreviations, initials, attributions.
//!
//! Tokens are compared whole and in their key form, so that vowel marks, tatweel
//! (هـ) and direction marks inside an abbreviation do not hide it.

use crate::text::forms::{is_vowel_mark, key};

use super::stop::{Mark, Stop};

/// Titles and labels that are followed by what they belong to and never end a sentence.
const TITLES: &[&str] = &[
    "د",
    "أ",
    "ا",
    "أ.د",
    "ا.د",
    "أ.م",
    "أ.م.د",
    "م.د",
    "م.م",
    "ج",
    "ك",
    "ص",
    "ص.ب",
    "س.ت",
    "ت.س",
    "ت",
    "ط",
    "ف",
    "رقم",
    "جيه",
    "كيه",
    "إيه",
    "إتش",
    "دبليو",
];

/// Clitics that may stand before a title: ود. أحمد.
const TITLE_CLITICS: &[char] = &['و', 'ل', 'ف'];

/// Abbreviations that may end a sentence, and do when a word follows that begins one.
const MAY_END: &[&str] = &[
    "ق.م",
    "ب.م",
    "ق.ه",
    "ه",
    "إلخ",
    "الخ",
    "ألخ",
    "الى آخره",
    "ش.م",
    "ش.م.م",
    "ش.م.ل",
    "ذ.م.م",
    "ج.م.ع",
];

/// Latin abbreviations in Arabic text, without their stop and in lower case.
const LATIN: &[&str] = &[
    "inc", "co", "corp", "ltd", "llc", "plc", "dr", "mr", "mrs", "ms", "prof", "st", "vs", "no",
    "jr", "sr", "etc", "al",
];

/// Words that follow a quoted question or exclamation and name its speaker.
const ATTRIBUTIONS: &[&str] = &[
    "قال",
    "قالت",
    "يقول",
    "تقول",
    "سأل",
    "سألت",
    "يسأل",
    "تسأل",
    "تساءل",
    "تساءلت",
    "يتساءل",
    "تتساءل",
    "هتف",
    "هتفت",
    "يهتف",
    "تهتف",
    "صاح",
    "صاحت",
    "يصيح",
    "تصيح",
    "صرخ",
    "صرخت",
    "يصرخ",
    "تصرخ",
    "أجاب",
    "أجابت",
    "يجيب",
    "تجيب",
    "رد",
    "ردت",
    "يرد",
    "ترد",
    "همس",
    "همست",
    "يهمس",
    "تهمس",
    "أضاف",
    "أضافت",
    "يضيف",
    "تضيف",
    "علق",
    "علقت",
    "كتب",
    "كتبت",
    "حسبما",
    "بحسب",
    "وفق",
    "وفقا",
    "كما",
    "على",
    "هكذا",
    "بهذه",
    "بهذا",
    "في",
    "عبارة",
    "سؤال",
    "جملة",
    "نادى",
    "نادت",
    "ينادي",
    "تنادي",
];

/// Object pronouns that a verb of speaking may carry.
const OBJECTS: &[&str] = &["ه", "ها", "هم", "هن", "هما", "ني", "نا", "ك", "كم"];

/// Words that carry a sentence on after an ellipsis.
const CARRY_ON: &[&str] = &[
    "ثم",
    "لكن",
    "ولكن",
    "لكنه",
    "لكنها",
    "لكنهم",
    "ولكنه",
    "ولكنها",
    "بل",
    "أو",
    "أم",
    "حتى",
];

/// Words that begin a sentence after an abbreviation; a word with the conjunction و does too.
const BEGINNINGS: &[&str] = &[
    "ثم",
    "لكن",
    "لكنه",
    "لكنها",
    "كما",
    "وقد",
    "فقد",
    "أما",
    "غير",
    "بعد",
    "قبل",
    "هذا",
    "هذه",
];

/// Returns the rule that keeps `stop` from ending a sentence, if any.
pub(super) fn veto(stop: &Stop<'_>) -> Option<&'static str> {
    let next = key(stop.word_after());
    match stop.mark {
        Mark::Question | Mark::Exclamation => {
            (stop.closes_quotation() && is_attribution(&next)).then_some("attribution")
        }
        Mark::Ellipsis => (stop.closers.is_empty() && CARRY_ON.contains(&next.as_str()))
            .then_some("ellipsis-carries-on"),
        Mark::FullStop if !stop.closers.is_empty() => None,
        Mark::FullStop => abbreviation(stop, &next),
    }
}

/// A verb of speaking, also with the person spoken to: سأل, سأله, سألتني.
fn is_attribution(word: &str) -> bool {
    let listed = |word: &str| ATTRIBUTIONS.contains(&word);
    listed(word)
        || OBJECTS
            .iter()
            .any(|object| word.strip_suffix(object).is_some_and(listed))
}

fn abbreviation(stop: &Stop<'_>, next: &str) -> Option<&'static str> {
    let word = key(stop.word_before());
    let begins = begins_sentence(next);
    if word == "م" && second_is_number(stop) {
        return (!begins).then_some("abbreviation-may-end");
    }
    if is_title(&word) {
        // ص. with a number is a page; without one it is still no end of a sentence.
        return Some("abbreviation-title");
    }
    if MAY_END.contains(&word.as_str()) && (word != "ه" || second_is_number(stop)) {
        return (!begins).then_some("abbreviation-may-end");
    }
    if is_letter_chain(&word) {
        return (!begins).then_some("letter-chain");
    }
    if is_initial(&word) {
        return Some("initial");
    }
    if word.is_ascii() && LATIN.contains(&word.to_ascii_lowercase().as_str()) {
        return (!begins).then_some("abbreviation-latin");
    }
    None
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
        || word
            .strip_prefix(TITLE_CLITICS)
            .is_some_and(|rest| matches!(rest, "د" | "أ.د" | "ا.د" | "م"))
}

/// Tells whether a word in its key form begins a sentence rather than carrying one on.
fn begins_sentence(word: &str) -> bool {
    BEGINNINGS.contains(&word) || word.starts_with('و') && word.chars().count() > 2
}

/// Letters joined by stops: م.ت.ف, U.S
fn is_letter_chain(word: &str) -> bool {
    let mut letters = 0;
    for part in word.split('.') {
        let mut chars = part.chars();
        if !(chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()) {
            return false;
        }
        letters += 1;
    }
    letters > 1
}

/// A single letter of either script, as in ج. ك. رولينغ.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() && c != 'ه') && chars.next().is_none()
}

fn second_is_number(stop: &Stop<'_>) -> bool {
    stop.second_word_before().contains(char::is_numeric)
}

/// Tells whether the space after the mark was forgotten: three Arabic letters or more on both sides.
pub(super) fn is_missing_space(stop: &Stop<'_>) -> bool {
    let letters = |text: &mut dyn Iterator<Item = char>| {
        text.filter(|&c| !is_vowel_mark(c))
            .take_while(|&c| is_arabic_letter(c))
            .count()
    };
    let needed = if stop.mark == Mark::FullStop { 3 } else { 2 };
    let before = stop
        .before
        .trim_end_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace() && c != '.');
    letters(&mut before.chars().rev()) >= needed
        && letters(&mut stop.after.chars()) >= needed
        && stop.marks.len() <= 6
}

fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_written_in_key_form_and_once() {
        for table in [TITLES, MAY_END, LATIN, ATTRIBUTIONS, CARRY_ON, BEGINNINGS] {
            for (index, word) in table.iter().enumerate() {
                assert_eq!(key(word), *word);
                assert!(!table[..index].contains(word), "{word} twice");
            }
        }
    }
}
