//! Stems: what the forms of a word have in common.
//!
//! Arabic goes through a light stemmer after Larkey, Ballesteros and Connell
//! ("Improving Stemming for Arabic Information Retrieval", 2002; Light10): one
//! prefix of conjunction, preposition and article, then endings of number and
//! possession. No root is looked for, so broken plurals keep stems of their own.
//! English goes through Snowball's English stemmer.
//!
//! Stems are for scoring and alignment; two words with one stem are never taken
//! for the same word.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use crate::bitext::Lang;

/// Returns the stem of a word in its folded form.
///
/// A word in the other language's script is returned as it is.
pub fn stem(lang: Lang, word: &str) -> Cow<'_, str> {
    match lang {
        Lang::Ar => Cow::Borrowed(arabic(word)),
        Lang::En if word.is_ascii() => Stemmer::create(Algorithm::English).stem(word),
        Lang::En => Cow::Borrowed(word),
    }
}

/// Prefixes, longest first; each with the letters that must be left after it.
const PREFIXES: [(&str, usize); 9] = [
    ("وبال", 2),
    ("وال", 2),
    ("بال", 2),
    ("كال", 2),
    ("فال", 2),
    ("ولل", 2),
    ("لل", 2),
    ("ال", 2),
    ("و", 3),
];

/// Endings in the order in which they are taken off, each at most once; at least two letters stay.
const SUFFIXES: [&str; 10] = ["ها", "ان", "ات", "ون", "ين", "يه", "هم", "نا", "ه", "ي"];

fn arabic(word: &str) -> &str {
    if !word.chars().all(|c| ('\u{621}'..='\u{64a}').contains(&c)) {
        return word;
    }
    let mut stem = word;
    for (prefix, left) in PREFIXES {
        if let Some(rest) = stem.strip_prefix(prefix)
            && letters(rest) >= left
        {
            stem = rest;
            break;
        }
    }
    for suffix in SUFFIXES {
        if let Some(rest) = stem.strip_suffix(suffix)
            && letters(rest) >= 2
        {
            stem = rest;
        }
    }
    stem
}

/// The number of letters of a word of Arabic letters, each two bytes long.
fn letters(word: &str) -> usize {
    word.len() / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::forms::folded;
    use proptest::prelude::*;

    #[test]
    fn forms_of_an_arabic_word_share_their_stem() {
        for (a, b) in [
            ("المدرسة", "مدرسة"),
            ("والمدرسة", "المدرسة"),
            ("المعلمون", "معلم"),
            ("للحكومة", "حكومة"),
            ("بالاتفاق", "الاتفاق"),
            ("اجتماعات", "اجتماع"),
            ("باكستانية", "باكستاني"),
        ] {
            assert_eq!(
                stem(Lang::Ar, &folded(a)),
                stem(Lang::Ar, &folded(b)),
                "{a} / {b}"
            );
        }
    }

    #[test]
    fn short_words_and_foreign_script_stay_whole() {
        for word in ["ود", "ال", "هي", "iphone", "و"] {
            assert_eq!(stem(Lang::Ar, word), word);
        }
        assert_eq!(stem(Lang::En, "كتاب"), "كتاب");
    }

    #[test]
    fn forms_of_an_english_word_share_their_stem() {
        assert_eq!(stem(Lang::En, "agreements"), stem(Lang::En, "agreement"));
    }

    proptest! {
        #[test]
        fn an_arabic_stem_is_a_part_of_its_word(word in "[\u{621}-\u{64a}]{1,12}") {
            let stem = stem(Lang::Ar, &word).into_owned();
            prop_assert!(word.contains(&stem) && !stem.is_empty());
        }
    }
}
