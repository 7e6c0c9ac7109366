//! How large segments are, as translators count.

use std::ops::AddAssign;

use serde::Serialize;

/// The size of segments.
///
/// A *word* is what stands between white space and has a letter or a digit in it: a
/// hyphen, an apostrophe or a slash cuts nothing, Arabic prefixes and suffixes are part
/// of their word, a dash or a stop that stands alone is no word. A no-break space is white space. A *character* is a code
/// point: vowel marks, tatweel and marks of direction count as the file has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Size {
    /// Segments.
    pub segments: u64,
    /// Words.
    pub words: u64,
    /// Characters without white space.
    pub characters: u64,
    /// Characters with white space.
    pub characters_with_spaces: u64,
}

impl Size {
    /// Returns the size of one segment.
    pub fn of(text: &str) -> Self {
        let words = text.split_whitespace();
        let words = words.filter(|word| word.contains(char::is_alphanumeric));
        let spaces = text.chars().filter(|c| c.is_whitespace()).count();
        let all = text.chars().count();
        Self {
            segments: 1,
            words: words.count() as u64,
            characters: (all - spaces) as u64,
            characters_with_spaces: all as u64,
        }
    }
}

impl AddAssign for Size {
    fn add_assign(&mut self, other: Self) {
        self.segments += other.segments;
        self.words += other.words;
        self.characters += other.characters;
        self.characters_with_spaces += other.characters_with_spaces;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_white_space_parts_and_has_a_letter_or_digit() {
        for (text, words, characters, with_spaces) in [
            ("وصل الوفد مساء أمس.", 4, 16, 19),
            ("وبالمدرسة", 1, 9, 9),
            ("كَتَبَ", 1, 6, 6),
            ("State-of-the-art, isn't it?", 3, 25, 27),
            ("A – B", 2, 3, 5),
            ("12\u{a0}% of 3.5", 3, 8, 11),
            ("٪ ١٢", 1, 3, 4),
            ("***", 0, 3, 3),
            ("", 0, 0, 0),
        ] {
            let size = Size::of(text);
            let counted = (size.words, size.characters, size.characters_with_spaces);
            assert_eq!(counted, (words, characters, with_spaces), "{text}");
        }
    }
}
