//! What an Arabic word may be without its clitics and endings: the forms under which a dictionary has it.
//!
//! Arabic writes conjunctions, prepositions, the article and object pronouns together
//! with the word (`وبكتابهم`: and, with, book, their) and inflects what is left
//! (`كتبت`, `يكتبون`, `اقتصادية`). Without knowledge of words no rule can tell
//! which letters are clitics, so this gives *all* readings within reach, each with the
//! number of steps it took; a dictionary then picks those that it has. That is the
//! stemmer of the aligner: the stem of a word is the headword found in the fewest steps.
//!
//! # Limits
//!
//! Broken plurals and weak verbs change inside and are headwords of their own. Words are in
//! the folded form (no vowel marks, ا for أ إ آ, ه for ة, ي for ى).

/// Proclitics in the order in which they stand: one of each group at most.
const CONJUNCTIONS: [&str; 2] = ["و", "ف"];
const PARTICLES: [&str; 4] = ["ب", "ك", "ل", "س"];

/// Object and possessive pronouns.
const PRONOUNS: [&str; 12] = [
    "ها", "هم", "هن", "هما", "كما", "كم", "كن", "نا", "ني", "ه", "ك", "ي",
];

/// Endings of number, gender, case and person, each with what stands in the dictionary form for it.
const ENDINGS: [(&str, &str); 24] = [
    ("ات", ""),
    ("ات", "ه"),
    ("ون", ""),
    ("ين", ""),
    ("ان", ""),
    ("تين", "ه"),
    ("تان", "ه"),
    ("تي", "ه"),
    ("تا", "ه"),
    ("يه", "ي"),
    ("يه", ""),
    ("يا", "ي"),
    ("وا", ""),
    ("ه", ""),
    ("ت", ""),
    ("تم", ""),
    ("نا", ""),
    ("ن", ""),
    ("ا", ""),
    ("و", ""),
    ("ي", ""),
    ("ه", "ي"),
    ("ت", "ي"),
    ("تا", ""),
];

/// Prefixes of the imperfect, for which the dictionary has ي.
const PERSONS: [&str; 3] = ["ت", "ن", "ا"];

/// The fewest letters that a reading keeps.
const SHORTEST: usize = 2;

/// Calls `visit` with every reading of a folded word, itself first; some come more than once.
///
/// A word of *n* letters has some two hundred readings at most.
pub fn readings(word: &str, mut visit: impl FnMut(&str, u8)) {
    visit(word, 0);
    if !word.chars().all(|c| ('\u{621}'..='\u{64a}').contains(&c)) {
        return;
    }
    let mut buffer = String::with_capacity(word.len() + 4);
    without_proclitics(word, &mut |rest, steps| {
        if rest.len() < word.len() {
            visit(rest, steps);
        }
        without_endings(rest, steps, &mut buffer, &mut visit);
    });
}

/// Visits what is left of a word behind its proclitics, the whole word included.
fn without_proclitics(word: &str, visit: &mut impl FnMut(&str, u8)) {
    let conjunction = CONJUNCTIONS
        .iter()
        .filter_map(|clitic| rest_of(word, clitic))
        .map(|rest| (rest, 1));
    for (word, steps) in std::iter::once((word, 0)).chain(conjunction) {
        visit(word, steps);
        if let Some(rest) = rest_of(word, "ال") {
            visit(rest, steps);
        }
        // The article loses its alef behind ل.
        if let Some(rest) = rest_of(word, "لل") {
            visit(rest, steps);
        }
        for particle in PARTICLES {
            if let Some(rest) = rest_of(word, particle) {
                visit(rest, steps + 1);
                if let Some(rest) = rest_of(rest, "ال") {
                    visit(rest, steps);
                }
            }
        }
    }
}

fn rest_of<'a>(word: &'a str, clitic: &str) -> Option<&'a str> {
    word.strip_prefix(clitic)
        .filter(|rest| letters(rest) >= SHORTEST)
}

/// Visits the forms that a word may have without pronoun and ending, and with the person of the dictionary.
fn without_endings(word: &str, steps: u8, buffer: &mut String, visit: &mut impl FnMut(&str, u8)) {
    third_person(word, steps, buffer, visit);
    inflected(word, steps, buffer, visit);
    for pronoun in PRONOUNS {
        let Some(rest) = word
            .strip_suffix(pronoun)
            .filter(|rest| letters(rest) >= SHORTEST)
        else {
            continue;
        };
        let steps = steps + 1;
        visit(rest, steps);
        // Before a pronoun ة opens into ت, ى into ا, and hamza takes a seat.
        for (open, closed) in [("ت", "ه"), ("ا", "ي"), ("ئ", "ء"), ("ؤ", "ء")] {
            if let Some(stem) = rest.strip_suffix(open) {
                with(stem, closed, buffer, |form| visit(form, steps));
            }
        }
        third_person(rest, steps, buffer, visit);
        inflected(rest, steps, buffer, visit);
    }
}

fn inflected(word: &str, steps: u8, buffer: &mut String, visit: &mut impl FnMut(&str, u8)) {
    for (ending, closed) in ENDINGS {
        let Some(rest) = word.strip_suffix(ending) else {
            continue;
        };
        if letters(rest) < SHORTEST {
            continue;
        }
        let steps = steps + 1;
        with(rest, closed, buffer, |form| visit(form, steps));
        if closed.is_empty() {
            third_person(rest, steps, buffer, visit);
        }
    }
}

/// يكتب for تكتب, نكتب, اكتب.
fn third_person(word: &str, steps: u8, buffer: &mut String, visit: &mut impl FnMut(&str, u8)) {
    for person in PERSONS {
        if let Some(rest) = rest_of(word, person) {
            buffer.clear();
            buffer.push('ي');
            buffer.push_str(rest);
            visit(buffer, steps + 1);
        }
    }
}

fn with(stem: &str, ending: &str, buffer: &mut String, visit: impl FnOnce(&str)) {
    buffer.clear();
    buffer.push_str(stem);
    buffer.push_str(ending);
    visit(buffer);
}

/// The number of letters of a word of Arabic letters, each two bytes long.
fn letters(word: &str) -> usize {
    word.len() / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::forms::folded;

    fn steps_to(word: &str, form: &str) -> Option<u8> {
        let mut best = None;
        readings(&folded(word), |reading, steps| {
            if reading == folded(form) {
                best = Some(best.map_or(steps, |best: u8| best.min(steps)));
            }
        });
        best
    }

    #[test]
    fn the_dictionary_form_is_among_the_readings() {
        for (word, form, steps) in [
            ("كتاب", "كتاب", 0),
            ("الكتاب", "كتاب", 0),
            ("وبالكتاب", "كتاب", 1),
            ("للمدرسة", "مدرسة", 0),
            ("مدرسته", "مدرسة", 1),
            ("كتابهم", "كتاب", 1),
            ("معلمات", "معلم", 1),
            ("جامعاتها", "جامعة", 2),
            ("سيكتبون", "يكتب", 2),
            ("تكتب", "يكتب", 1),
            ("كتبت", "كتب", 1),
            ("وقالوا", "قال", 2),
            ("اقتصادية", "اقتصادي", 1),
            ("رسمياً", "رسمي", 1),
            ("أبنائه", "أبناء", 1),
            ("مستشفاها", "مستشفى", 1),
        ] {
            assert_eq!(steps_to(word, form), Some(steps), "{word} / {form}");
        }
    }

    #[test]
    fn a_word_in_another_script_has_one_reading() {
        let mut all = Vec::new();
        readings("iphone", |reading, steps| {
            all.push((reading.to_owned(), steps))
        });
        assert_eq!(all, [("iphone".to_owned(), 0)]);
    }
}
