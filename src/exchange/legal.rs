//! The characters that XML 1.0 forbids, even as references.
//!
//! They are C0 controls other than tab, line feed and carriage return, and
//! U+FFFE and U+FFFF. One of them makes OmegaT throw away a whole file, so they
//! are taken out on the way in and on the way out.

pub(super) use crate::text::forms::is_xml_char as is_legal;

/// Tells whether a byte of UTF-8 can belong to a forbidden character: a control, or the first byte of U+FFFE.
pub(super) fn is_suspect(byte: u8) -> bool {
    byte < 0x20 || byte == 0xEF
}

/// Appends `text` without its forbidden characters and returns how many there were.
pub(super) fn push(target: &mut String, text: &str) -> u64 {
    if !text.bytes().any(is_suspect) {
        target.push_str(text);
        return 0;
    }
    let mut dropped = 0;
    target.extend(text.chars().filter(|&c| {
        let legal = is_legal(c);
        dropped += u64::from(!legal);
        legal
    }));
    dropped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_xml_forbids_is_dropped() {
        for (text, left, dropped) in [
            ("كتاب\tو\r\nقلم", "كتاب\tو\r\nقلم", 0),
            ("a\0b\u{1}c\u{b}\u{c}\u{1f}", "abc", 5),
            ("a\u{fffe}b\u{ffff}c\u{fffd}", "abc\u{fffd}", 2),
            (
                "\u{feff}ﷲ\u{7f}\u{85}\u{1fffe}\u{10ffff}",
                "\u{feff}ﷲ\u{7f}\u{85}\u{1fffe}\u{10ffff}",
                0,
            ),
        ] {
            let mut target = String::new();
            assert_eq!(push(&mut target, text), dropped, "{text:?}");
            assert_eq!(target, left);
        }
    }
}
