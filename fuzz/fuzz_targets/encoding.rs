//! Any bytes are decoded or refused, and each character leads back to its bytes.

#![no_main]

use dhakira::read::{Encoding, decode};
use libfuzzer_sys::fuzz_target;

/// How many characters are decoded once more from their own bytes.
const SAMPLE: usize = 64;

fuzz_target!(|bytes: &[u8]| {
    for forced in [
        None,
        Some(Encoding::Utf8),
        Some(Encoding::Utf16Le),
        Some(Encoding::Utf16Be),
        Some(Encoding::Windows1256),
        Some(Encoding::Iso8859_6),
        Some(Encoding::Windows1252),
    ] {
        check(bytes, forced);
    }
});

fn check(bytes: &[u8], forced: Option<Encoding>) {
    let decoded = match decode(bytes, forced) {
        Ok(decoded) => decoded,
        Err(fault) => {
            assert!(fault.offset <= bytes.len());
            return;
        }
    };
    assert!(forced.is_none_or(|forced| forced == decoded.encoding));
    let Some(offsets) = decoded.offsets() else {
        assert_eq!(decoded.text.as_bytes(), bytes);
        return;
    };
    let mut reached = decoded.offset;
    for (index, (at, c)) in decoded.text.char_indices().enumerate() {
        let range = offsets.locate(at..at + c.len_utf8());
        assert_eq!(range.start, reached, "the characters tile the bytes");
        assert!(range.start < range.end && range.end <= bytes.len());
        reached = range.end;
        // A character alone may be a mark of order, or no text by itself.
        if index < SAMPLE
            && c != '\u{feff}'
            && let Ok(alone) = decode(&bytes[range], Some(decoded.encoding))
        {
            assert_eq!(alone.text.chars().collect::<Vec<_>>(), [c]);
        }
    }
    assert_eq!(reached, bytes.len(), "no byte is left over");
}
