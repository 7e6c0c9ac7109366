//! Which of the two languages a text is in, told by its letters.
//!
//! Arabic and English share no letter, so a count decides; Persian or Urdu text
//! counts as Arabic here, French as English.

use crate::bitext::Lang;

/// Returns the language in whose script more letters of `text` are written.
///
/// `None` for a text without letters of either script; Arabic on a draw.
pub fn guess(text: &str) -> Option<Lang> {
    let (mut arabic, mut latin) = (0usize, 0usize);
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => latin += 1,
            '\u{620}'..='\u{64a}'
            | '\u{66e}'..='\u{6d3}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}' => {
                arabic += 1;
            }
            _ => {}
        }
    }
    match (arabic, latin) {
        (0, 0) => None,
        (arabic, latin) if arabic >= latin => Some(Lang::Ar),
        _ => Some(Lang::En),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_majority_of_letters_decides() {
        for (text, lang) in [
            ("أطلقت الشركة هاتف iPhone 15 Pro.", Some(Lang::Ar)),
            ("The word كتاب means book.", Some(Lang::En)),
            ("2021 – 3.5 %", None),
            ("", None),
        ] {
            assert_eq!(guess(text), lang, "{text}");
        }
    }
}
