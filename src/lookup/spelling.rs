//! In what two spellings of one text differ, by name.
//!
//! The key ([`crate::text::forms`]) says which differences are only of spelling. Here
//! they are told apart: the characters of one kind are put out of the key's reach, and if the two
//! keys are then no longer the same, the texts differ in that kind.
//!
//! # Limits
//!
//! Two kinds in one place may both be named, though one would do.

use serde::Serialize;

use crate::text::forms::{is_invisible, is_vowel_mark, key};

/// What two texts of one key may differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spelling {
    /// Vowel marks and other marks that spelling leaves out.
    VowelMarks,
    /// Tatweel.
    Tatweel,
    /// The script of digits, their separators and the percent sign.
    Digits,
    /// The shape of quotation marks and apostrophes.
    Quotes,
    /// The shape of dashes.
    Dashes,
    /// How wide or how many spaces are.
    Spaces,
    /// Characters that nobody sees: of direction, of no width.
    Invisible,
    /// Letters as presentation forms, in parts or in a Persian keyboard's shape, and other characters in another form.
    LetterForms,
}

impl Spelling {
    /// All of them, in the order in which they are named.
    pub const ALL: [Spelling; 8] = [
        Spelling::VowelMarks,
        Spelling::Tatweel,
        Spelling::Digits,
        Spelling::Quotes,
        Spelling::Dashes,
        Spelling::Spaces,
        Spelling::Invisible,
        Spelling::LetterForms,
    ];

    /// Returns the name under which results show it.
    pub fn name(self) -> &'static str {
        match self {
            Spelling::VowelMarks => "vowel marks",
            Spelling::Tatweel => "tatweel",
            Spelling::Digits => "digits",
            Spelling::Quotes => "quotes",
            Spelling::Dashes => "dashes",
            Spelling::Spaces => "spaces",
            Spelling::Invisible => "invisible characters",
            Spelling::LetterForms => "letter forms",
        }
    }

    /// Tells of what kind a character is that the key drops or writes otherwise.
    fn of(c: char) -> Option<Self> {
        match c {
            c if c.is_whitespace() => return Some(Spelling::Spaces),
            c if c.is_ascii() => return None,
            // Most letters of Arabic; the key need not be asked.
            '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' => return None,
            // With the letter before them they are أ, إ or آ in parts.
            '\u{653}'..='\u{655}' => return Some(Spelling::LetterForms),
            c if is_vowel_mark(c) => return Some(Spelling::VowelMarks),
            c if is_invisible(c) => return Some(Spelling::Invisible),
            '\u{640}' => return Some(Spelling::Tatweel),
            '\u{660}'..='\u{66c}' | '\u{6f0}'..='\u{6f9}' => return Some(Spelling::Digits),
            _ => {}
        }
        let key = key(c.encode_utf8(&mut [0; 4]));
        match key.as_str() {
            "" => Some(Spelling::VowelMarks),
            "-" => Some(Spelling::Dashes),
            key if key.chars().all(|c| matches!(c, '"' | '\'')) => Some(Spelling::Quotes),
            key if key.chars().eq([c]) => None,
            _ => Some(Spelling::LetterForms),
        }
    }
}

/// Returns what two spellings of a text differ in: at least one thing, unless they are the same.
///
/// Nothing for texts that differ in more than spelling.
pub fn differences(a: &str, b: &str) -> Vec<Spelling> {
    if a == b || key(a) != key(b) {
        return Vec::new();
    }
    let mut differences: Vec<Spelling> = Spelling::ALL
        .into_iter()
        .filter(|&kind| key(&kept(a, kind)) != key(&kept(b, kind)))
        .collect();
    if differences.is_empty() {
        // No character alone is another form, but some are of one composed letter.
        differences.push(Spelling::LetterForms);
    }
    differences
}

/// The text with the characters of one kind as private ones, which the key leaves as they are.
fn kept(text: &str, kind: Spelling) -> String {
    text.chars()
        .map(|c| match Spelling::of(c) {
            Some(own) if own == kind => private(c),
            _ => c,
        })
        .collect()
}

/// A private character for each; those of plane 15 and 16 are in no text, or do no harm there.
fn private(c: char) -> char {
    let plane = if c <= '\u{ffff}' { 0xf_0000 } else { 0x10_0000 };
    char::from_u32(plane + (c as u32 & 0xffff)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;

    #[test]
    fn what_differs_is_named() {
        use Spelling::*;
        for (a, b, expected) in [
            ("كتب", "كتب", vec![]),
            ("كتب", "كاتب", vec![]),
            ("كَتَبَ", "كتب", vec![VowelMarks]),
            ("كَتب", "كُتب", vec![VowelMarks]),
            ("مد\u{64e}\u{651}", "مد\u{651}\u{64e}", vec![VowelMarks]),
            ("\u{fe70}نعم", "نعم", vec![VowelMarks]),
            ("أيضــاً", "أيضاً", vec![Tatweel]),
            ("عام ٢٠٢١", "عام 2021", vec![Digits]),
            ("٣٫٥٪", "3.5%", vec![Digits]),
            ("«نعم»", "\"نعم\"", vec![Quotes]),
            ("“yes”", "\"yes\"", vec![Quotes]),
            ("don’t", "don't", vec![Quotes]),
            ("5″", "5''", vec![Quotes]),
            ("a – b", "a - b", vec![Dashes]),
            ("a\u{2011}b", "a-b", vec![Dashes]),
            ("a  b", "a b", vec![Spaces]),
            ("a\u{a0}b", "a b", vec![Spaces]),
            ("قال\u{200f} ذلك", "قال ذلك", vec![Invisible]),
            ("\u{fefb}", "لا", vec![LetterForms]),
            ("ا\u{653}ن", "آن", vec![LetterForms]),
            ("e\u{301}", "\u{e9}", vec![LetterForms]),
            ("علی", "علي", vec![LetterForms]),
            ("２", "2", vec![LetterForms]),
            ("عامَ ٢٠٢١", "عام 2021", vec![VowelMarks, Digits]),
            ("«كَتَـبَ»", "\"كتب\"", vec![VowelMarks, Tatweel, Quotes]),
        ] {
            assert_eq!(differences(a, b), expected, "{a} / {b}");
            assert_eq!(differences(b, a), expected, "{b} / {a}");
        }
    }

    #[test]
    fn what_the_key_writes_otherwise_is_of_some_kind() {
        for c in '\0'..='\u{1ffff}' {
            let mut bytes = [0; 4];
            let text: &str = c.encode_utf8(&mut bytes);
            if key(text) != text {
                assert!(Spelling::of(c).is_some(), "{c:?}");
            }
        }
    }

    /// Two spellings of a text, piece by piece.
    fn spellings() -> impl Strategy<Value = (String, String)> {
        let piece = select(vec![
            ["ك", "کَ"],
            ["لا", "\u{fefb}"],
            ["آ", "ا\u{653}"],
            ["2", "٢"],
            ["\"", "«"],
            ["-", "—"],
            [" ", "\u{2003} "],
            ["\u{e9}", "e\u{200d}\u{301}"],
            ["", "ـ"],
            ["", "\u{202b}"],
            ["\u{64e}\u{651}", "\u{651}\u{64e}"],
        ]);
        let pieces = prop::collection::vec((piece, any::<bool>(), any::<bool>()), 0..8);
        pieces.prop_map(|pieces| {
            let text = |second: fn(&([&'static str; 2], bool, bool)) -> bool| {
                pieces.iter().map(|p| p.0[usize::from(second(p))]).collect()
            };
            (text(|p| p.1), text(|p| p.2))
        })
    }

    proptest! {
        #[test]
        fn two_spellings_of_a_text_differ_in_something((a, b) in spellings()) {
            if key(&a) == key(&b) {
                prop_assert_eq!(differences(&a, &b).is_empty(), a == b);
            }
        }

        #[test]
        fn a_text_that_is_not_its_key_differs_from_it(text in "\\PC{0,20}") {
            let key = key(&text);
            prop_assert_eq!(differences(&text, &key).is_empty(), text == key);
        }
    }
}
