//! The key and the folded form: what two spellings of the same text have in common.
//!
//! The *key* keeps every difference that makes another word (أن and إن, كتاب and
//! كتابة) and drops those that only make another spelling: vowel marks, tatweel,
//! invisible controls, the script of digits, the shape of quotation marks, of
//! dashes and of spaces, presentation forms. The *folded* form also drops what
//! writers often confuse (أ إ آ for ا, ى for ي, ة for ه) and the case of Latin
//! letters; it is for matching and never for identity.
//!
//! Both begin with NFKC (UAX #15), which is right for Arabic but for two traps:
//! the isolated marks U+FE70–FE7F become a space or a tatweel with a mark, so
//! they are dropped before; and ﷺ (U+FDFA) becomes eighteen characters, so that
//! ligature and its neighbor U+FDFB are kept as they are.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Returns the key form: equal for two spellings of the same text.
///
/// Idempotent. White space is collapsed and trimmed.
pub fn key(text: &str) -> String {
    derive(text, unify)
}

/// Returns the folded form, from which match tokens are taken.
///
/// Idempotent. `folded(key(x)) == folded(x)`.
pub fn folded(text: &str) -> String {
    derive(text, |c| unify(c).map(fold))
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
        | '\u{8d3}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}')
}

/// Tells whether the character is an invisible control: bidirectional, zero-width, soft hyphen, BOM.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

const TATWEEL: char = '\u{640}';

/// Runs the characters of the NFKC form through `map` and collapses white space.
fn derive(text: &str, map: impl Fn(char) -> Option<char>) -> String {
    let mut out = Collapsed::with_capacity(text.len());
    let kept = text
        .chars()
        .filter(|c| !matches!(c, '\u{fe70}'..='\u{fe7f}'));
    // The quick check is linear and allocates nothing; most text passes it.
    if is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        kept.filter_map(&map).for_each(|c| out.push(c));
    } else {
        let mut run = String::with_capacity(text.len());
        for c in kept {
            if matches!(c, '\u{fdfa}' | '\u{fdfb}') {
                run.nfkc().filter_map(&map).for_each(|c| out.push(c));
                run.clear();
                out.push(c);
            } else {
                run.push(c);
            }
        }
        run.nfkc().filter_map(&map).for_each(|c| out.push(c));
    }
    out.finish()
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

    fn finish(self) -> String {
        self.text
    }
}

/// The table of the key: what is dropped (`None`) and what is written in one way.
///
/// It sees characters of the NFKC form only, which has no ″, ＂ or U+2011.
fn unify(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c);
    }
    if is_vowel_mark(c) || is_invisible(c) || c == TATWEEL {
        return None;
    }
    Some(match c {
        '\u{660}'..='\u{669}' => digit(c, '\u{660}'),
        '\u{6f0}'..='\u{6f9}' => digit(c, '\u{6f0}'),
        '\u{66a}' => '%',
        '\u{66b}' => '.',
        '\u{66c}' => ',',
        // Persian shapes of ya and kaf, typed on some keyboards.
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

/// The table of the folded form, applied after [`unify`].
///
/// Lower case is taken character by character, so that the form never grows;
/// İ keeps its first letter.
fn fold(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn forms_are_idempotent(text in "[\\PC\u{600}-\u{6ff}\u{fe70}-\u{fefc}\u{fdfa}\u{202e}]{0,40}") {
            let key_form = key(&text);
            prop_assert_eq!(&key(&key_form), &key_form);
            let folded_form = folded(&text);
            prop_assert_eq!(&folded(&folded_form), &folded_form);
            prop_assert_eq!(&folded(&key_form), &folded_form);
        }
    }
}
