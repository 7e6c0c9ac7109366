//! Names of people, as bylines and credits give them.
//!
//! English names are told by their capitals, Arabic ones only by what they are
//! not: they hold no particle, no digit, and few words.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::facts::{bare, count};

/// Words that no name holds.
#[rustfmt::skip]
const NOT_IN_NAMES: &[&str] = &[
    "من", "في", "على", "إلى", "عن", "ما", "ماذا", "لماذا", "كيف", "هل", "متى", "أين", "لا", "لم", "لن", "بعد", "قبل", "بين", "مع", "أم", "أو", "ثم", "هذا", "هذه", "ذلك", "التي", "الذي", "كل", "نعم", "حين", "عندما", "ضد", "نحو",
    "رصاص", "حبر", "جديد", "جديدة", "قديم", "قديمة",
    "a", "an", "any", "all", "is", "are", "was", "be", "no", "not", "my", "his", "her", "your", "their", "its", "this", "that", "these", "every", "some", "in", "on", "at", "to", "from", "with", "without", "through", "after", "before",
    "how", "why", "what", "when", "where", "who", "or", "but", "new", "yes", "hand", "land", "sea", "air", "night", "day", "way", "means",
];

static FORBIDDEN: LazyLock<HashSet<String>> =
    LazyLock::new(|| NOT_IN_NAMES.iter().map(|word| bare(word)).collect());

/// Tells whether a text may be the names of one to three people and nothing else.
pub(super) fn is_people(text: &str) -> bool {
    let text = text.trim().trim_end_matches([')', ']', '.', '|', ' ']);
    let people = text
        .split([',', '،', '&', ';', '/', '|'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" و "));
    let mut found = 0;
    for person in people.map(str::trim).filter(|person| !person.is_empty()) {
        found += 1;
        if !is_person(person) {
            return false;
        }
    }
    (1..=3).contains(&found)
}

fn is_person(text: &str) -> bool {
    let words = bare(text);
    (1..=5).contains(&count(&words))
        && !text
            .contains(|c: char| c.is_numeric() || matches!(c, '؟' | '?' | '!' | ':' | '«' | '"'))
        && words.split(' ').all(|word| !FORBIDDEN.contains(word))
        && text.split_whitespace().all(is_name_word)
}

/// Tells whether a word can stand in a name: Arabic, capitalized, or a particle of names.
fn is_name_word(word: &str) -> bool {
    const PREFIXES: [&str; 8] = ["al-", "el-", "an-", "as-", "ash-", "ad-", "ar-", "d'"];
    const PARTICLES: [&str; 16] = [
        "al", "el", "bin", "ibn", "bint", "abu", "de", "da", "di", "du", "del", "der", "den",
        "van", "von", "y",
    ];
    let first = word.chars().find(|c| c.is_alphabetic());
    first.is_none_or(|c| !c.is_lowercase())
        || PREFIXES.iter().any(|prefix| word.starts_with(prefix))
        || PARTICLES.contains(&word)
}

/// Tells whether each person of an English list has a first and a last name.
pub(super) fn are_full(text: &str) -> bool {
    let people = text
        .split([',', '&', ';', '/', '|'])
        .flat_map(|part| part.split(" and "));
    people
        .filter(|person| !person.trim().is_empty())
        .all(|person| count(&bare(person)) >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_titles() {
        for (text, expected) in [
            ("محمود عبد الحليم", true),
            ("د. عبد الله الفارس", true),
            ("Samer al-Huwaiti and Layla Haddad", true),
            ("AHMED SALEM", true),
            ("ما بعد الاتفاق", false),
            ("رصاص وورقة بيضاء", false),
            ("كيف تبدأ؟", false),
            ("Any Means", false),
            ("a love story", false),
            ("the port at dawn", false),
            ("2030", false),
            ("", false),
        ] {
            assert_eq!(is_people(text), expected, "{text}");
        }
    }
}
