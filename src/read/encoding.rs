//! Bytes to text: which encoding they are in, and where they are none.
//!
//! UTF-8 and UTF-16 are told by their marks or by being valid. Other bytes are
//! taken for text of an older time, in one of the encodings that Arabic and
//! English pages were written in, if the guess of `chardetng` and the bytes
//! allow it. UTF-8 with a few broken bytes is not: it is reported with the
//! place, since every older encoding would turn it into other letters.
//! Nothing is ever replaced. Control characters are what tells binary files; a
//! text may hold a stray one, which is left where it is.
//!
//! # Limits
//!
//! UTF-16 without a byte order mark is told only where it holds a space, a line end or
//! another ASCII character. UTF-8 is believed against what a page declares of itself.

use std::ops::Range;
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use crate::error::Error;

/// An encoding in which articles are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, the low byte first, with a byte order mark.
    Utf16Le,
    /// UTF-16, the high byte first, with a byte order mark.
    Utf16Be,
    /// Windows code page 1256: Arabic.
    Windows1256,
    /// ISO/IEC 8859-6: Arabic.
    Iso8859_6,
    /// Windows code page 1252: Western European.
    Windows1252,
}

impl Encoding {
    /// Returns the name under which the WHATWG Encoding Standard lists it.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Windows1256 => "windows-1256",
            Encoding::Iso8859_6 => "ISO-8859-6",
            Encoding::Windows1252 => "windows-1252",
        }
    }
}

/// A text with the way it stood in its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding of the bytes.
    pub encoding: Encoding,
    /// Where the text begins in the input: the length of the byte order mark in bytes.
    pub offset: usize,
}

/// Why bytes are no text, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotText {
    /// What was found.
    pub reason: &'static str,
    /// Where, in bytes from 0.
    pub offset: usize,
}

impl NotText {
    /// Returns the error that names `path`, which is `-` for standard input.
    pub fn at(self, path: impl AsRef<Path>) -> Error {
        Error::NotText {
            path: path.as_ref().to_path_buf(),
            reason: self.reason,
            offset: self.offset,
        }
    }
}

/// Turns bytes into text, read as `forced` says or else as the bytes tell.
///
/// # Errors
///
/// [`NotText`] at the first NUL byte, at the first control byte of a file that
/// holds more than a stray one, at the first character that is broken in the
/// encoding, or where bytes that are not UTF-8 fit no other encoding either.
pub fn decode(bytes: &[u8], forced: Option<Encoding>) -> Result<Decoded, NotText> {
    let (marked, offset) = match bytes {
        [0xef, 0xbb, 0xbf, ..] => (Some(Encoding::Utf8), 3),
        [0xff, 0xfe, ..] => (Some(Encoding::Utf16Le), 2),
        [0xfe, 0xff, ..] => (Some(Encoding::Utf16Be), 2),
        _ => (None, 0),
    };
    // The mark of another encoding than the one that was asked for is no mark.
    let offset = if forced.is_none() || marked == forced {
        offset
    } else {
        0
    };
    let body = &bytes[offset..];
    let (encoding, text) = match forced.or(marked) {
        Some(encoding) => (encoding, in_encoding(body, encoding)),
        None => match eight_bits(body) {
            Ok((encoding, text)) => (encoding, Ok(text)),
            Err(fault) => match unmarked_utf16(body) {
                Some((encoding, text)) => (encoding, Ok(text)),
                None => (Encoding::Utf8, Err(fault)),
            },
        },
    };
    let text = text.map_err(|fault| NotText {
        offset: fault.offset + offset,
        ..fault
    })?;
    Ok(Decoded {
        text,
        encoding,
        offset,
    })
}

/// Returns the encoding that an HTML page declares for itself, if it is one of ours.
///
/// Looks where the HTML standard has it: in a `<meta>` within the first 1024 bytes.
pub fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    head.match_indices("<meta").find_map(|(at, _)| {
        let tag = &head[at..];
        let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
        let (_, value) = tag.split_once("charset")?;
        let value = value.trim_start().strip_prefix('=')?;
        let label = value
            .trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
            .next()?;
        match encoding_rs::Encoding::for_label(label.as_bytes())?.name() {
            "UTF-8" => Some(Encoding::Utf8),
            "windows-1256" => Some(Encoding::Windows1256),
            "ISO-8859-6" => Some(Encoding::Iso8859_6),
            "windows-1252" => Some(Encoding::Windows1252),
            _ => None,
        }
    })
}

/// Reads bytes that are said to be in `encoding`.
fn in_encoding(body: &[u8], encoding: Encoding) -> Result<String, NotText> {
    let table = match encoding {
        Encoding::Utf16Le => return utf16(body, u16::from_le_bytes),
        Encoding::Utf16Be => return utf16(body, u16::from_be_bytes),
        Encoding::Utf8 => {
            let codes = body.iter().map(|&byte| u32::from(byte)).enumerate();
            not_binary(codes, body.len())?;
            let text = std::str::from_utf8(body).map_err(|fault| NotText {
                reason: BROKEN,
                offset: fault.valid_up_to(),
            })?;
            return Ok(text.to_owned());
        }
        Encoding::Windows1256 => encoding_rs::WINDOWS_1256,
        Encoding::Iso8859_6 => encoding_rs::ISO_8859_6,
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
    };
    let codes = body.iter().map(|&byte| u32::from(byte)).enumerate();
    not_binary(codes, body.len())?;
    in_table(body, table).map_err(|offset| NotText {
        reason: "a byte that the encoding does not have",
        offset,
    })
}

/// Reads bytes of a one-byte encoding, or tells where it has a hole.
fn in_table(bytes: &[u8], table: &'static encoding_rs::Encoding) -> Result<String, usize> {
    // The holes of the tables fail or come out as C1 controls.
    let is_hole = |c: char| matches!(c, '\u{80}'..='\u{9f}');
    match table.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) if !text.contains(is_hole) => Ok(text.into_owned()),
        _ => {
            let decode = |byte: &u8| {
                table
                    .decode_without_bom_handling_and_without_replacement(std::slice::from_ref(byte))
                    .is_none_or(|text| text.contains(is_hole))
            };
            Err(bytes.iter().position(decode).unwrap_or(0))
        }
    }
}

/// Reads UTF-16 that lacks its mark, if the bytes can hardly be anything else.
///
/// Half of the bytes of a Latin letter, a space or a digit are NUL, always the same half; and
/// what comes out must be text of our two languages almost everywhere.
fn unmarked_utf16(body: &[u8]) -> Option<(Encoding, String)> {
    let nuls = |half: usize| {
        body.iter()
            .skip(half)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let (encoding, read): (Encoding, fn([u8; 2]) -> u16) = match (nuls(0), nuls(1)) {
        (0, 1..) => (Encoding::Utf16Le, u16::from_le_bytes),
        (1.., 0) => (Encoding::Utf16Be, u16::from_be_bytes),
        _ => return None,
    };
    let text = utf16(body, read).ok()?;
    let ours = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{ff}' | '\u{600}'..='\u{6ff}' | '\u{2000}'..='\u{206f}' | '\u{fb50}'..='\u{feff}');
    let (known, all) = (text.chars().filter(ours).count(), text.chars().count());
    (10 * known >= 9 * all).then_some((encoding, text))
}

const BROKEN: &str = "a broken UTF-8 character";

/// Reads bytes that are UTF-8 or in an older encoding.
fn eight_bits(bytes: &[u8]) -> Result<(Encoding, String), NotText> {
    let codes = bytes.iter().map(|&byte| u32::from(byte)).enumerate();
    not_binary(codes, bytes.len())?;
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Encoding::Utf8, text.to_owned())),
        Err(fault) => {
            let offset = fault.valid_up_to();
            if is_mostly_utf8(bytes) {
                return Err(NotText {
                    reason: BROKEN,
                    offset,
                });
            }
            older_encoding(bytes).ok_or(NotText {
                reason: "a byte that fits neither UTF-8 nor an older Arabic or Western encoding",
                offset,
            })
        }
    }
}

/// Reads UTF-16, without a byte order mark.
fn utf16(body: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, NotText> {
    let (pairs, rest) = body.as_chunks::<2>();
    let mut offset = 0;
    let mut text = String::with_capacity(body.len());
    let mut codes = Vec::with_capacity(pairs.len());
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let c = decoded.map_err(|_| NotText {
            reason: "half of a UTF-16 character",
            offset,
        })?;
        codes.push((offset, u32::from(c)));
        text.push(c);
        offset += 2 * c.len_utf16();
    }
    if !rest.is_empty() {
        return Err(NotText {
            reason: "half of a UTF-16 character",
            offset,
        });
    }
    let count = codes.len();
    not_binary(codes.into_iter(), count)?;
    Ok(text)
}

/// How many codes a text may have for each stray control code in it.
const STRAY: usize = 200;

/// Refuses what holds a NUL, or so many control codes that they are no accident; the codes come with their offsets.
fn not_binary(codes: impl Iterator<Item = (usize, u32)>, count: usize) -> Result<(), NotText> {
    let mut controls = 0;
    let mut first = None;
    for (offset, code) in codes.filter(|&(_, code)| is_control(code)) {
        if code == 0 {
            return Err(NotText {
                reason: "a NUL byte",
                offset,
            });
        }
        controls += 1;
        first = first.or(Some(offset));
    }
    match first {
        Some(offset) if controls * STRAY > count => Err(NotText {
            reason: "a control byte",
            offset,
        }),
        _ => Ok(()),
    }
}

/// Tells whether text does not hold this control code.
fn is_control(code: u32) -> bool {
    code < 0x20 && !(0x09..=0x0d).contains(&code)
}

/// Tells whether bytes are UTF-8 that was damaged rather than another encoding.
///
/// In other encodings a valid UTF-8 character comes about by chance only: an
/// Arabic letter followed by a comma is one in windows-1256.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid >= broken
}

fn older_encoding(bytes: &[u8]) -> Option<(Encoding, String)> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = |domain: Option<&[u8]>| {
        let guess = detector.guess(domain, Utf8Detection::Deny);
        let encoding = match guess.name() {
            "windows-1256" => Encoding::Windows1256,
            "ISO-8859-6" => Encoding::Iso8859_6,
            "windows-1252" => Encoding::Windows1252,
            _ => return None,
        };
        Some((encoding, guess))
    };
    // Too little text looks like many encodings. Where most letters are beyond ASCII it is then what an Arabic
    // site would mean by it, and never Western; where few are, it is English with a foreign name.
    let ascii = bytes
        .iter()
        .filter(|byte| byte.is_ascii_alphabetic())
        .count();
    let others = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let western = |&(encoding, _): &(Encoding, _)| encoding == Encoding::Windows1252;
    let first = guess(None).filter(|found| others <= ascii || !western(found));
    let (encoding, table) = first.or_else(|| {
        if others > ascii {
            guess(Some(b"sa"))
        } else {
            Some((Encoding::Windows1252, encoding_rs::WINDOWS_1252))
        }
    })?;
    let text = in_table(bytes, table).ok()?;
    Some((encoding, text))
}

/// Leads from a text back to the bytes it was decoded from.
#[derive(Clone, Debug)]
pub struct Offsets {
    start: usize,
    /// For each byte of the text, where its character begins in the input, counted from `start`; one more for the end.
    table: Vec<usize>,
}

impl Offsets {
    /// Returns the range of the input that a range of the text came from.
    pub fn locate(&self, range: Range<usize>) -> Range<usize> {
        let at = |offset: usize| self.start + self.table.get(offset).copied().unwrap_or(offset);
        at(range.start)..at(range.end)
    }
}

impl Decoded {
    /// Returns the way back to the input; `None` where the offsets in both are the same.
    pub fn offsets(&self) -> Option<Offsets> {
        let width: fn(char) -> usize = match self.encoding {
            Encoding::Utf8 if self.offset == 0 => return None,
            Encoding::Utf8 => char::len_utf8,
            Encoding::Utf16Le | Encoding::Utf16Be => |c| 2 * c.len_utf16(),
            Encoding::Windows1256 | Encoding::Iso8859_6 | Encoding::Windows1252 => |_| 1,
        };
        let mut table = Vec::with_capacity(self.text.len() + 1);
        let mut at = 0;
        for c in self.text.chars() {
            table.extend(std::iter::repeat_n(at, c.len_utf8()));
            at += width(c);
        }
        table.push(at);
        Some(Offsets {
            start: self.offset,
            table,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{ISO_8859_6, WINDOWS_1252, WINDOWS_1256};
    use proptest::prelude::*;

    const ARABIC: &str = "قال الوزير إن الاجتماع، الذي عُقد أمس، انتهى.";

    fn with_mark(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xfeff)
            .chain(text.encode_utf16())
            .flat_map(bytes)
            .collect()
    }

    #[test]
    fn every_encoding_is_recognized() {
        let encode =
            |table: &'static encoding_rs::Encoding, text: &str| table.encode(text).0.into_owned();
        for (bytes, encoding, offset, text) in [
            (ARABIC.as_bytes().to_vec(), Encoding::Utf8, 0, ARABIC),
            (
                format!("\u{feff}{ARABIC}").into_bytes(),
                Encoding::Utf8,
                3,
                ARABIC,
            ),
            (
                with_mark(ARABIC, u16::to_le_bytes),
                Encoding::Utf16Le,
                2,
                ARABIC,
            ),
            (
                with_mark(ARABIC, u16::to_be_bytes),
                Encoding::Utf16Be,
                2,
                ARABIC,
            ),
            (
                encode(WINDOWS_1256, ARABIC),
                Encoding::Windows1256,
                0,
                ARABIC,
            ),
            (encode(ISO_8859_6, ARABIC), Encoding::Iso8859_6, 0, ARABIC),
            (
                encode(
                    WINDOWS_1252,
                    "The café’s “guests” — Señor Núñez among them.",
                ),
                Encoding::Windows1252,
                0,
                "The café’s “guests” — Señor Núñez among them.",
            ),
            (Vec::new(), Encoding::Utf8, 0, ""),
        ] {
            let decoded = decode(&bytes, None).unwrap();
            assert_eq!(
                (decoded.encoding, decoded.offset, decoded.text.as_str()),
                (encoding, offset, text)
            );
        }
    }

    #[test]
    fn utf_16_without_its_mark_is_told_by_its_nul_bytes() {
        for (bytes, encoding) in [
            (
                ARABIC.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                Encoding::Utf16Le,
            ),
            (
                "abc".encode_utf16().flat_map(u16::to_be_bytes).collect(),
                Encoding::Utf16Be,
            ),
        ] as [(Vec<u8>, _); 2]
        {
            let decoded = decode(&bytes, None).unwrap();
            assert_eq!((decoded.encoding, decoded.offset), (encoding, 0));
        }
    }

    #[test]
    fn an_encoding_can_be_forced_and_is_then_held_to() {
        let bytes = WINDOWS_1256.encode(ARABIC).0.into_owned();
        let forced = |encoding| decode(&bytes, Some(encoding));
        assert_eq!(forced(Encoding::Windows1256).unwrap().text, ARABIC);
        assert!(
            forced(Encoding::Windows1252)
                .unwrap()
                .text
                .starts_with("ÞÇá")
        );
        assert_eq!(
            forced(Encoding::Utf8),
            Err(NotText {
                reason: BROKEN,
                offset: 0
            })
        );
        let hole = [bytes.as_slice(), b"\xa1"].concat();
        assert_eq!(
            decode(&hole, Some(Encoding::Iso8859_6)).unwrap_err().reason,
            "a byte that the encoding does not have"
        );
        let marked = format!("\u{feff}{ARABIC}").into_bytes();
        assert_eq!(decode(&marked, Some(Encoding::Utf8)).unwrap().offset, 3);
    }

    #[test]
    fn a_page_declares_its_encoding_in_its_head() {
        for (html, encoding) in [
            ("<meta charset=windows-1256>", Some(Encoding::Windows1256)),
            (
                "<META http-equiv='Content-Type' content='text/html; charset=cp1256'>",
                Some(Encoding::Windows1256),
            ),
            (
                "<meta charset = \"iso-8859-6\" />",
                Some(Encoding::Iso8859_6),
            ),
            ("<meta name=a><meta charset='utf8'>", Some(Encoding::Utf8)),
            ("<meta charset=shift_jis>", None),
            ("<p>charset=windows-1256", None),
        ] {
            assert_eq!(declared(html.as_bytes()), encoding, "{html}");
        }
    }

    #[test]
    fn what_is_no_text_is_reported_with_its_place() {
        let odd = [with_mark("نعم", u16::to_le_bytes), vec![0x41]].concat();
        let half = [
            with_mark("نعم", u16::to_le_bytes),
            vec![0x00, 0xd8, 0x41, 0x00],
        ]
        .concat();
        for (bytes, reason, offset) in [
            (b"abc\0def".to_vec(), "a NUL byte", 3),
            (b"\x7fELF\x02\x01\x01\0".to_vec(), "a NUL byte", 7),
            (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "a NUL byte", 8),
            (b"a\0b\0\0c".to_vec(), "a NUL byte", 1),
            (odd, "half of a UTF-16 character", 8),
            (half, "half of a UTF-16 character", 8),
            (with_mark("ن\0", u16::to_be_bytes), "a NUL byte", 4),
            (
                [ARABIC.as_bytes(), b" \xc3("].concat(),
                BROKEN,
                ARABIC.len() + 1,
            ),
            (ARABIC.as_bytes()[..8].to_vec(), BROKEN, 7),
            ([b"\xef\xbb\xbf".as_slice(), b"caf\xe9"].concat(), BROKEN, 6),
        ] {
            assert_eq!(
                decode(&bytes, None),
                Err(NotText { reason, offset }),
                "{bytes:x?}"
            );
        }
    }

    #[test]
    fn a_stray_control_character_makes_no_binary_file() {
        let text = format!("{}\u{6}{}", ARABIC.repeat(3), ARABIC.repeat(3));
        assert_eq!(decode(text.as_bytes(), None).unwrap().text, text);
        assert_eq!(
            decode(&with_mark(&text, u16::to_le_bytes), None)
                .unwrap()
                .text,
            text
        );
    }

    #[test]
    fn tabs_form_feeds_and_line_ends_are_text() {
        assert!(decode(b"a\tb\x0bc\x0cd\r\n", None).is_ok());
    }

    proptest! {
        #[test]
        fn what_is_decoded_leads_back_to_its_bytes(text in "[a-z \u{620}-\u{64a}،؛؟😀]{1,30}") {
            for bytes in [with_mark(&text, u16::to_le_bytes), with_mark(&text, u16::to_be_bytes), format!("\u{feff}{text}").into_bytes()] {
                let decoded = decode(&bytes, None).unwrap();
                prop_assert_eq!(&decoded.text, &text);
                let offsets = decoded.offsets().unwrap();
                for (at, c) in text.char_indices() {
                    let range = offsets.locate(at..at + c.len_utf8());
                    let part = [&bytes[..decoded.offset], &bytes[range]].concat();
                    prop_assert_eq!(decode(&part, None).unwrap().text, c.to_string());
                }
            }
        }

        #[test]
        fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            if let Err(fault) = decode(&bytes, None) {
                prop_assert!(fault.offset < bytes.len());
            }
        }
    }
}
