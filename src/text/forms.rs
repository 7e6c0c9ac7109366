//! The key and the folded form: what two spellings of the same text have in common.
//!
//! ```text
//! text ──NFKC, unify──▶ key ──fold──▶ folded ──UAX #29──▶ match tokens ──stem──▶ stems
//! ```
//!
//! The *key* keeps every difference that makes another word (أن and إن, كتاب and
//! كتابة) and drops those that only make another spelling. The *folded* form also
//! drops what writers often confuse; it is for matching and never for identity.
//!
//! | in the text | in the key | why |
//! |---|---|---|
//! | vowel marks ([`is_vowel_mark`]), tatweel U+0640 | – | spelling leaves them out |
//! | controls ([`is_invisible`]) | – | nobody sees them |
//! | compatibility characters (ﻻ, ２, ﬁ, …) | their NFKC | another shape |
//! | U+FE70–FE7F, marks on a space or a tatweel | – | NFKC would leave the space |
//! | ﷺ U+FDFA, U+FDFB | as they are | NFKC would make a clause of them |
//! | ٠–٩ U+0660–0669, ۰–۹ U+06F0–06F9 | 0–9 | another script |
//! | ٪ U+066A, ٫ U+066B, ٬ U+066C | `%` `.` `,` | another script |
//! | ی U+06CC, ک U+06A9 | ي ك | Persian keyboards |
//! | « » “ ” „ ‟ ❝ ❞ | `"` | another shape |
//! | ‘ ’ ‚ ‛ ′ ‹ › | `'` | another shape |
//! | ‐ ‒ – — ― − | `-` | another shape |
//! | white space | one space, none at the ends | |
//!
//! | in the key | in the folded form |
//! |---|---|
//! | أ إ آ ٱ | ا |
//! | ى | ي |
//! | ة | ه |
//! | capital letters | small ones, a character each; İ loses its dot |
//!
//! # What is promised
//!
//! - Both forms are idempotent, and `folded(key(x)) == folded(x)`: the folded form is
//!   made from the key.
//! - Neither is longer than six times the bytes of the text, and ㌖ (three bytes, six
//!   letters of three bytes) is: a character gives at most six times its bytes under
//!   NFKD; composing, unifying and folding give no more bytes than they take, but for
//!   Ⱥ and Ⱦ, which grow from two to three and are parts of nothing.
//! - No letter or digit is lost. Call the *bare* characters of a text those of its NFKD
//!   that are letters or digits, neither combining marks nor in the first four rows of
//!   the table. The bare characters of the key are those of the text, in order, each as
//!   the table writes it.
//!
//! The tests hold the first over generated text and the others over every character.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

/// Returns the key form: equal for two spellings of the same text.
///
/// Idempotent, and at most six times as many bytes as the text.
pub fn key(text: &str) -> String {
    if is_simple(text) {
        return derive_simple(text, stays_key, unify);
    }
    let mut out = Collapsed::with_capacity(text.len());
    let kept = text.chars().filter(|&c| !is_shape_of_mark(c));
    let mut run = String::with_capacity(text.len());
    for c in kept {
        if is_blessing(c) {
            run.nfkc().filter_map(unify).for_each(|c| out.push(c));
            run.clear();
            out.push(c);
        } else {
            run.push(c);
        }
    }
    run.nfkc().filter_map(unify).for_each(|c| out.push(c));
    // What was dropped may have stood between a letter and a mark that now compose.
    composed(out.text)
}

/// Returns the folded form, from which match tokens are taken.
///
/// Idempotent, and at most six times as many bytes as the text.
/// `folded(key(x)) == folded(x)`.
pub fn folded(text: &str) -> String {
    if is_simple(text) {
        derive_simple(text, stays_folded, |c| unify(c).map(fold))
    } else {
        let folded: String = key(text).chars().map(fold).collect();
        composed(folded)
    }
}

/// Tells whether XML 1.0 allows the character in a document.
pub fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Tells whether the character is an Arabic vowel mark or another mark that spelling leaves out.
pub fn is_vowel_mark(c: char) -> bool {
    matches!(c,
        '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{897}'..='\u{89f}' | '\u{8ca}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}'
        | '\u{10efc}'..='\u{10eff}')
}

/// Tells whether the character is an invisible control: bidirectional, zero-width, soft hyphen, BOM.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

const TATWEEL: char = '\u{640}';

/// The ligatures of blessing, which NFKC would take apart.
fn is_blessing(c: char) -> bool {
    matches!(c, '\u{fdfa}' | '\u{fdfb}')
}

/// The marks on a space or a tatweel, and the tail of a letter: shapes of nothing that is spelled.
fn is_shape_of_mark(c: char) -> bool {
    matches!(c, '\u{fe70}'..='\u{fe7f}')
}

/// The table of the key: what is dropped (`None`) and what is written in one way.
///
/// It sees characters of the NFKC form only, which has no ″, ＂ or U+2011.
fn unify(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c);
    }
    if is_vowel_mark(c) || is_invisible(c) || c == TATWEEL || is_shape_of_mark(c) {
        return None;
    }
    Some(match c {
        '\u{660}'..='\u{669}' => digit(c, '\u{660}'),
        '\u{6f0}'..='\u{6f9}' => digit(c, '\u{6f0}'),
        '\u{66a}' => '%',
        '\u{66b}' => '.',
        '\u{66c}' => ',',
        '\u{6cc}' => 'ي',
        '\u{6a9}' => 'ك',
        '«' | '»' | '“' | '”' | '„' | '‟' | '❝' | '❞' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' => '\'',
        '‐' | '‒' | '–' | '—' | '―' | '−' => '-',
        c => c,
    })
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(c as u32 - zero as u32, 10).expect("the range holds ten digits")
}

/// The table of the folded form, applied to the key.
///
/// Lower case is taken character by character, so that spans of the two forms can be compared.
fn fold(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        // No Arabic letter has a case.
        '\u{600}'..='\u{6ff}' => c,
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Tells whether the NFKC of a text is the text, and stays so whatever the tables do to its characters.
///
/// Most text is: it has no character that could be composed with another.
fn is_simple(text: &str) -> bool {
    is_plain(text.as_bytes()) || is_nfkc_quick(text.chars()) == IsNormalized::Yes
}

/// Tells whether a text has only characters of which NFKC changes none, whatever stands beside them.
///
/// Vowel marks in the wrong order are no NFKC, but they are dropped.
fn is_plain(mut bytes: &[u8]) -> bool {
    loop {
        bytes = match bytes {
            [] => return true,
            [0..=0x7F, rest @ ..] => rest,
            // ، ؛ ؟ U+0621–063A
            [0xD8, 0x8C | 0x9B | 0x9F | 0xA1..=0xBA, rest @ ..] => rest,
            // U+0640–0652 U+0660–066C
            [0xD9, 0x80..=0x92 | 0xA0..=0xAC, rest @ ..] => rest,
            // « »
            [0xC2, 0xAB | 0xBB, rest @ ..] => rest,
            // U+200E U+200F – — ‘ ’ ‚ ‛ “ ”
            [
                0xE2,
                0x80,
                0x8E | 0x8F | 0x93 | 0x94 | 0x98..=0x9D,
                rest @ ..,
            ] => rest,
            _ => return false,
        };
    }
}

/// Runs the characters of a [simple](is_simple) text through `map` and collapses white space.
///
/// `stays` gives the length of the character at the start of the bytes if `map` gives it back as it is; stretches
/// of such characters are copied as they stand.
fn derive_simple(
    text: &str,
    stays: impl Fn(&[u8]) -> Option<usize>,
    map: impl Fn(char) -> Option<char>,
) -> String {
    let bytes = text.as_bytes();
    let mut out = Collapsed::with_capacity(text.len());
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while let Some(length) = stays(&bytes[at..]) {
            at += length;
            // A single space between such characters stays, too.
            if bytes.get(at) == Some(&b' ')
                && let Some(length) = stays(&bytes[at + 1..])
            {
                at += 1 + length;
            }
        }
        out.push_str(&text[start..at]);
        if let Some(c) = text[at..].chars().next() {
            at += c.len_utf8();
            if let Some(c) = map(c) {
                out.push(c);
            }
        }
    }
    out.text
}

/// Returns the length of the character at the start of `bytes` if the key has it as it is and it is no white space.
fn stays_key(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0x21..=0x7E, ..] => Some(1),
        // U+0621–063A, U+0641–064A
        [0xD8, 0xA1..=0xBA, ..] | [0xD9, 0x81..=0x8A, ..] => Some(2),
        _ => None,
    }
}

/// Returns the length of the character at the start of `bytes` if the folded form has it as it is and it is no white space.
fn stays_folded(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b'A'..=b'Z', ..] => None,
        // آ أ إ ة ى
        [0xD8, 0xA2 | 0xA3 | 0xA5 | 0xA9, ..] | [0xD9, 0x89, ..] => None,
        bytes => stays_key(bytes),
    }
}

/// The NFC of a text that is NFKC but for characters that have come together.
fn composed(text: String) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text
    } else {
        text.nfc().collect()
    }
}

/// A string under construction in which white space is one space between other characters.
struct Collapsed {
    text: String,
    space: bool,
}

impl Collapsed {
    fn with_capacity(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            space: false,
        }
    }

    /// Adds characters that begin and end with no white space.
    fn push_str(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.space) && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(text);
    }

    fn push(&mut self, c: char) {
        if c.is_whitespace() {
            self.space = true;
        } else {
            if std::mem::take(&mut self.space) && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::char::canonical_combining_class;

    #[test]
    fn the_key_unites_spellings_and_keeps_words_apart() {
        for (a, b, same) in [
            ("كَتَبَ", "كتب", true),
            ("أيضــــًا", "أيضا", true),
            ("عام ٢٠٢١", "عام 2021", true),
            ("٣٫٥٪", "3.5%", true),
            ("«نعم»", "\"نعم\"", true),
            ("\u{fefb}", "لا", true),
            ("ا\u{653}ن", "آن", true),
            ("قال\u{200f} ذلك", "قال ذلك", true),
            ("قال\u{a0} ذلك", " قال ذلك ", true),
            ("علی کل", "على كل".replace('ى', "ي").as_str(), true),
            ("\u{fe70}نعم", "نعم", true),
            ("أن", "إن", false),
            ("كتاب", "كتابة", false),
            ("The end", "the end", false),
        ] {
            assert_eq!(key(a) == key(b), same, "{a} / {b}: {} / {}", key(a), key(b));
        }
    }

    #[test]
    fn the_folded_form_also_unites_what_writers_confuse() {
        for (a, b) in [
            ("إلى", "الي"),
            ("مدرسة", "مدرسه"),
            ("آخر", "اخر"),
            ("The END", "the end"),
            ("قد يهمك أيضــــًا", "قد يهمك ايضا"),
        ] {
            assert_eq!(folded(a), folded(b));
        }
    }

    #[test]
    fn ligatures_of_blessing_stay_one_character() {
        assert_eq!(key("النبي \u{fdfa} قال"), "النبي \u{fdfa} قال");
    }

    #[test]
    fn what_comes_together_composes() {
        // A joiner, or a vowel mark of the accent's class, stood between a letter and its accent.
        for text in ["e\u{200d}\u{301}", "e\u{657}\u{301}", "e\u{301}", "\u{e9}"] {
            assert_eq!(key(text), "\u{e9}", "{text:?}");
        }
        // A small letter composes where its capital does not.
        assert_eq!(folded("J\u{30c}"), "\u{1f0}");
        assert_eq!(folded("İ"), "i");
    }

    #[test]
    fn marks_of_recitation_are_vowel_marks_and_pictures_are_one_spelling() {
        assert_eq!(key("قال\u{8d1}\u{89c}"), "قال");
        assert_eq!(key("\u{2764}\u{fe0f}"), "\u{2764}");
    }

    /// Every character that is assigned; the planes between and beyond are empty or private.
    fn all_chars() -> impl Iterator<Item = char> {
        ('\0'..='\u{33fff}').chain('\u{e0000}'..='\u{e01ff}')
    }

    fn decomposed(c: char) -> Vec<char> {
        if is_blessing(c) {
            vec![c]
        } else if is_shape_of_mark(c) {
            vec![]
        } else {
            std::iter::once(c).nfkd().collect()
        }
    }

    fn folds_to(c: char) -> usize {
        unify(c).map_or(0, |c| fold(c).len_utf8())
    }

    #[test]
    fn no_character_gives_more_than_six_times_its_bytes() {
        let mut most = 0;
        for c in all_chars() {
            let parts = decomposed(c);
            let weight: usize = parts.iter().map(|&d| d.len_utf8().max(folds_to(d))).sum();
            assert!(weight <= 6 * c.len_utf8(), "{c:?}");
            most = most.max(key(c.encode_utf8(&mut [0; 4])).len() / c.len_utf8());
            // Composing and folding give no more bytes than the parts have.
            let canonical: Vec<char> = std::iter::once(c).nfd().collect();
            let parts: usize = canonical
                .iter()
                .map(|&d| d.len_utf8().max(folds_to(d)))
                .sum();
            let appears = std::iter::once(c).nfc().eq([c]);
            assert!(
                !appears || c.len_utf8() <= parts && folds_to(c) <= parts,
                "{c:?}"
            );
        }
        assert_eq!(most, 6);
        assert_eq!(key("㌖").len(), 6 * "㌖".len());
    }

    /// The bare characters of a text, as the table of the key writes them.
    fn bare(text: &str) -> String {
        text.chars()
            .filter(|&c| !is_shape_of_mark(c))
            .flat_map(decomposed)
            .filter(|&c| c.is_alphanumeric() && canonical_combining_class(c) == 0)
            .filter_map(unify)
            .collect()
    }

    #[test]
    fn every_letter_and_digit_has_its_counterpart_in_the_key() {
        for c in all_chars() {
            let text = c.to_string();
            assert_eq!(bare(&key(&text)), bare(&text), "{c:?}");
        }
    }

    /// The key of a simple text by the tables alone, without any shortcut.
    fn by_the_tables(text: &str, map: impl Fn(char) -> Option<char>) -> String {
        let mut out = Collapsed::with_capacity(text.len());
        text.nfkc().filter_map(map).for_each(|c| out.push(c));
        out.text
    }

    #[test]
    fn nothing_composes_plain_characters() {
        let plain: Vec<char> = ('\0'..='\u{ffff}')
            .filter(|c| is_plain(c.to_string().as_bytes()))
            .collect();
        assert_eq!(plain.len(), 128 + 3 + 26 + 19 + 13 + 2 + 10);
        for &c in &plain {
            assert!(std::iter::once(c).nfkc().eq([c]), "{c:?}");
        }
        for (&a, &b) in plain.iter().flat_map(|a| plain.iter().map(move |b| (a, b))) {
            let is_composed = unicode_normalization::char::compose(a, b).is_some();
            assert!(!is_composed || is_vowel_mark(b), "{a:?} {b:?}");
        }
    }

    proptest! {
        #[test]
        fn stretches_are_copied_as_the_tables_give_them(
            text in "[a-zA-Z0-9 .,\t\u{a0}\"«»ء-ي\u{640}-\u{652}٠-٩،؛؟\u{200f}—]{0,60}"
        ) {
            prop_assume!(is_simple(&text));
            prop_assert_eq!(key(&text), by_the_tables(&text, unify));
            prop_assert_eq!(folded(&text), by_the_tables(&text, |c| unify(c).map(fold)));
        }

        #[test]
        fn forms_keep_their_promises(text in "([\\PC\u{600}-\u{6ff}\u{fe70}-\u{fefc}\u{fdfa}\u{202e}]|[A-Za-z]|[\u{300}-\u{345}\u{8ca}-\u{8ff}]|[\u{200b}-\u{200f} ]){0,40}") {
            let key_form = key(&text);
            prop_assert_eq!(&key(&key_form), &key_form);
            let folded_form = folded(&text);
            prop_assert_eq!(&folded(&folded_form), &folded_form);
            prop_assert_eq!(&folded(&key_form), &folded_form);
            prop_assert!(key_form.len() <= 6 * text.len() && folded_form.len() <= 6 * text.len());
            prop_assert_eq!(bare(&key_form), bare(&text));
        }
    }
}
