//! Plain text: a line that holds something visible is a line of the article.
//!
//! Line ends are those of UAX #14's mandatory breaks: LF, CR, CR LF, vertical
//! tab, form feed, NEL, U+2028 and U+2029, in any mixture.

use std::ops::Range;

use super::builder::is_blank;
use crate::bitext::{Block, Line, Origins};

/// Tells whether the character ends a line.
pub(super) fn is_line_end(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Where the first line of `text` ends. Most bytes can begin no such mark, and are passed over undecoded.
pub(super) fn find_line_end(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let begins = |byte: &u8| matches!(byte, b'\n'..=b'\r' | 0xc2 | 0xe2);
        let at = from + text.as_bytes()[from..].iter().position(begins)?;
        let c = text[at..].chars().next()?;
        if is_line_end(c) {
            return Some(at);
        }
        from = at + c.len_utf8();
    }
}

/// Returns the byte ranges of the lines of `text`, without their ends; the last one may be empty.
pub(super) fn ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = &text[start..];
        let Some(length) = find_line_end(rest) else {
            next = None;
            return Some(start..text.len());
        };
        let end = &rest[length..];
        let skip = if end.starts_with("\r\n") {
            2
        } else {
            end.chars().next().map_or(0, char::len_utf8)
        };
        next = Some(start + length + skip);
        Some(start..start + length)
    })
}

/// Reads the lines of a plain text.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let numbered = ranges(text).zip(1..);
    numbered
        .filter_map(|(range, number)| {
            let line = &text[range.clone()];
            let visible = line.trim();
            let start = range.start + (line.len() - line.trim_start().len());
            (!is_blank(visible)).then(|| Line {
                text: visible.to_owned(),
                number,
                block: Block::Paragraph,
                origin: Origins::verbatim(start),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        let found: Vec<_> = lines("واحد\r\nاثنان\rثلاثة\n\n\u{200f}\n  أربعة \u{2028}خمسة\u{c}ستة")
            .into_iter()
            .map(|line| (line.number, line.text))
            .collect();
        let expected = [
            (1, "واحد"),
            (2, "اثنان"),
            (3, "ثلاثة"),
            (6, "أربعة"),
            (7, "خمسة"),
            (8, "ستة"),
        ];
        assert_eq!(
            found,
            expected.map(|(number, text)| (number, text.to_owned()))
        );
    }

    proptest! {
        #[test]
        fn origins_are_exact(text in "[aن \t\r\n\u{85}\u{2028}\u{200f}]{0,30}") {
            for line in lines(&text) {
                prop_assert_eq!(&text[line.origin.locate_span(0..line.text.len())], line.text.as_str());
            }
        }
    }
}
