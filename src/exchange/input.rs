//! An XML file as UTF-8, with its lines counted and its pieces bounded.
//!
//! Stands between the file and the XML parser, because the parser believes
//! that its input is UTF-8, gives places in bytes only, and holds a whole piece
//! of text or markup in memory however long it is. The parser's own decoding
//! reader is not used: it cannot take an XML declaration of more than 64 bytes,
//! and drops the good text before a bad byte.

use std::io::{self, BufRead, ErrorKind, Read};
use std::ops::Range;

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The size of the two buffers, in bytes.
const BUFFER: usize = 64 << 10;

/// How far an XML declaration is looked for, in bytes.
const DECLARATION: usize = 1 << 10;

/// Decodes `source` to UTF-8.
pub(super) struct Input<R> {
    source: R,
    raw: Buffer,
    /// The place in the source of the first byte of `raw` that is not decoded, from 0.
    offset: u64,
    /// Whether the source has ended.
    dry: bool,
    stage: Stage,
    text: Buffer,
    line: u64,
    piece: usize,
    limit: usize,
}

enum Stage {
    /// The first bytes have not been seen.
    Start,
    Text(Decoder),
    End,
    /// The text ends before its time, for this reason.
    Broken(String),
}

/// Bytes, of which those in `start..end` wait to be used.
struct Buffer {
    bytes: Box<[u8]>,
    start: usize,
    end: usize,
}

impl Buffer {
    fn new() -> Self {
        Self {
            bytes: vec![0; BUFFER].into_boxed_slice(),
            start: 0,
            end: 0,
        }
    }

    fn waiting(&self) -> &[u8] {
        &self.bytes[self.start..self.end]
    }
}

impl<R: Read> Input<R> {
    /// Reads `source`, in pieces of at most `limit` bytes of UTF-8 and one buffer.
    pub(super) fn new(source: R, limit: usize) -> Self {
        Self {
            source,
            raw: Buffer::new(),
            offset: 0,
            dry: false,
            stage: Stage::Start,
            text: Buffer::new(),
            line: 1,
            piece: 0,
            limit,
        }
    }

    /// Starts a new piece, and returns the line on which it begins, from 1.
    ///
    /// Lines end with a line feed, whatever stands before it.
    pub(super) fn begin_piece(&mut self) -> u64 {
        self.piece = 0;
        self.line
    }

    /// Fills the raw buffer until it holds `enough` bytes or the source ends.
    fn fill(&mut self, enough: usize) -> io::Result<()> {
        if self.raw.start == self.raw.end {
            (self.raw.start, self.raw.end) = (0, 0);
        }
        while !self.dry && self.raw.waiting().len() < enough {
            match self.source.read(&mut self.raw.bytes[self.raw.end..]) {
                Ok(0) => self.dry = true,
                Ok(count) => self.raw.end += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Decodes until there is text, a fault, or nothing more.
    fn decode(&mut self) -> io::Result<()> {
        (self.text.start, self.text.end) = (0, 0);
        while self.text.end == 0 {
            match &mut self.stage {
                Stage::Start => {
                    self.fill(DECLARATION)?;
                    self.stage = match encoding(self.raw.waiting()) {
                        Ok((encoding, mark)) => {
                            self.raw.start += mark;
                            self.offset += mark as u64;
                            Stage::Text(encoding.new_decoder_without_bom_handling())
                        }
                        Err(reason) => Stage::Broken(reason),
                    };
                }
                Stage::Text(_) if self.raw.waiting().is_empty() && !self.dry => self.fill(1)?,
                Stage::Text(decoder) => {
                    let (result, read, written) = decoder.decode_to_utf8_without_replacement(
                        self.raw.waiting(),
                        &mut self.text.bytes,
                        self.dry,
                    );
                    self.raw.start += read;
                    self.offset += read as u64;
                    self.text.end = written;
                    match result {
                        DecoderResult::InputEmpty if self.dry => self.stage = Stage::End,
                        DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
                        DecoderResult::Malformed(bad, after) => {
                            let back = u64::from(bad) + u64::from(after);
                            let at = self.offset.saturating_sub(back);
                            let name = decoder.encoding().name();
                            let reason = format!("the bytes at offset {at} are not {name}");
                            self.stage = Stage::Broken(reason);
                        }
                    }
                }
                Stage::End | Stage::Broken(_) => break,
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let mut waiting = self.fill_buf()?;
        let count = waiting.read(target)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Input<R> {
    /// Faults of the text come as [`ErrorKind::InvalidData`], with the reason as their message.
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece > self.limit {
            let reason = format!(
                "a piece of text or markup is longer than {} bytes",
                self.limit
            );
            return Err(io::Error::new(ErrorKind::InvalidData, reason));
        }
        if self.text.waiting().is_empty() {
            self.decode()?;
        }
        match &self.stage {
            Stage::Broken(reason) if self.text.waiting().is_empty() => {
                Err(io::Error::new(ErrorKind::InvalidData, reason.clone()))
            }
            _ => Ok(self.text.waiting()),
        }
    }

    fn consume(&mut self, count: usize) {
        let used = &self.text.waiting()[..count];
        self.line += used.iter().filter(|&&byte| byte == b'\n').count() as u64;
        self.piece += count;
        self.text.start += count;
    }
}

/// Says what a file is that begins with these bytes, where it is no text at all.
pub(super) fn packed(start: &[u8]) -> Option<&'static str> {
    match start {
        [0x1F, 0x8B, ..] => Some("this is a gzip file; unpack it first"),
        [b'P', b'K', 3, 4, ..] => Some("this is a zip archive; unpack it first"),
        _ => None,
    }
}

/// Returns the encoding of an XML file that begins with `start`, and the length of its byte order mark.
fn encoding(start: &[u8]) -> Result<(&'static Encoding, usize), String> {
    if let Some(reason) = packed(start) {
        return Err(reason.to_owned());
    }
    if let Some(found) = Encoding::for_bom(start) {
        return Ok(found);
    }
    match start {
        [b'<', 0, ..] => return Ok((UTF_16LE, 0)),
        [0, b'<', ..] => return Ok((UTF_16BE, 0)),
        _ => {}
    }
    let Some(label) = declared_encoding(start) else {
        return Ok((UTF_8, 0));
    };
    let label = &start[label];
    match Encoding::for_label_no_replacement(label) {
        // The declaration was read byte by byte, so it cannot be true.
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => Ok((UTF_8, 0)),
        Some(encoding) => Ok((encoding, 0)),
        None => {
            let label = String::from_utf8_lossy(label);
            Err(format!("the encoding {label:?} is not known"))
        }
    }
}

/// Returns where the value of `encoding` stands in the XML declaration with which a file starts, if there is one.
pub(super) fn declared_encoding(start: &[u8]) -> Option<Range<usize>> {
    let declaration = start.strip_prefix(b"<?xml")?;
    // Another instruction may begin so, such as `<?xml-stylesheet`.
    if !declaration.first()?.is_ascii_whitespace() {
        return None;
    }
    let end = declaration.windows(2).position(|pair| pair == b"?>")?;
    let after = declaration.len() - end;
    let declaration = &declaration[..end];
    let name = b"encoding";
    let at = declaration
        .windows(name.len())
        .position(|word| word == name)?;
    let value = declaration[at + name.len()..].trim_ascii_start();
    let value = value.strip_prefix(b"=")?.trim_ascii_start();
    let (&quote, value) = value.split_first()?;
    let length = value.iter().position(|&byte| byte == quote)?;
    let at = start.len() - after - value.len();
    Some(at..at + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out a byte at a time, so that every boundary is crossed.
    struct Trickle<'a>(&'a [u8]);

    impl Read for Trickle<'_> {
        fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(target.len()).min(1);
            let (now, later) = self.0.split_at(count);
            target[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    /// The text before the first fault, and the fault.
    fn decode(bytes: &[u8]) -> (String, Option<String>) {
        let mut input = Input::new(Trickle(bytes), usize::MAX);
        let mut text = Vec::new();
        let fault = loop {
            match input.fill_buf() {
                Ok([]) => break None,
                Ok(more) => {
                    let count = more.len();
                    text.extend_from_slice(more);
                    input.consume(count);
                }
                Err(error) => break Some(error.to_string()),
            }
        };
        (String::from_utf8(text).unwrap(), fault)
    }

    #[test]
    fn encodings_are_told_by_mark_or_declaration() {
        let text = "<?xml version='1.0'?><a>ذاكرة 𝄞</a>";
        let marked = format!("\u{feff}{text}");
        for (name, bytes) in [
            ("utf-8", text.as_bytes().to_vec()),
            ("utf-8 with a mark", marked.as_bytes().to_vec()),
            ("utf-16le with a mark", utf16(&marked, u16::to_le_bytes)),
            ("utf-16be with a mark", utf16(&marked, u16::to_be_bytes)),
            ("utf-16le", utf16(text, u16::to_le_bytes)),
            ("utf-16be", utf16(text, u16::to_be_bytes)),
        ] {
            assert_eq!(decode(&bytes), (text.to_owned(), None), "{name}");
        }
    }

    #[test]
    fn a_long_declaration_names_an_encoding() {
        let spaces = " ".repeat(200);
        let text = format!(
            "<?xml version=\"1.0\"{spaces} encoding = 'windows-1256'{spaces}?><a>ذاكرة</a>"
        );
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(&text);
        assert_eq!(decode(&bytes), (text.clone(), None));
    }

    #[test]
    fn another_instruction_declares_nothing() {
        let text = "<?xml-stylesheet href='a' encoding='UTF-16'?><a>ذاكرة</a>";
        assert_eq!(declared_encoding(text.as_bytes()), None);
        assert_eq!(decode(text.as_bytes()), (text.to_owned(), None));
    }

    #[test]
    fn a_declaration_that_cannot_be_true_is_not_believed() {
        let text = "<?xml version='1.0' encoding='UTF-16'?><a>ذاكرة</a>";
        assert_eq!(decode(text.as_bytes()), (text.to_owned(), None));
    }

    #[test]
    fn good_text_before_a_fault_is_kept() {
        for (name, bytes, text, fault) in [
            (
                "bad byte",
                &b"<a>good \xE6 text"[..],
                "<a>good ",
                "the bytes at offset 8 are not UTF-8",
            ),
            (
                "cut inside a letter",
                b"<a>\xD8",
                "<a>",
                "the bytes at offset 3 are not UTF-8",
            ),
            (
                "half a unit",
                b"\xFF\xFE<\0a",
                "<",
                "the bytes at offset 4 are not UTF-16LE",
            ),
            (
                "gzip",
                b"\x1F\x8B\x08\0",
                "",
                "this is a gzip file; unpack it first",
            ),
            (
                "zip",
                b"PK\x03\x04",
                "",
                "this is a zip archive; unpack it first",
            ),
            (
                "unknown",
                b"<?xml encoding='klingon'?>",
                "",
                "the encoding \"klingon\" is not known",
            ),
        ] {
            assert_eq!(
                decode(bytes),
                (text.to_owned(), Some(fault.to_owned())),
                "{name}"
            );
        }
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(decode(b""), (String::new(), None));
    }

    #[test]
    fn lines_are_counted_as_they_are_used() {
        let mut input = Input::new(&b"a\nb\r\nc"[..], 100);
        assert_eq!(input.begin_piece(), 1);
        input.fill_buf().unwrap();
        input.consume(2);
        assert_eq!(input.begin_piece(), 2);
        input.consume(3);
        assert_eq!(input.begin_piece(), 3);
    }

    #[test]
    fn a_piece_beyond_the_limit_is_a_fault_until_the_next_piece() {
        let mut input = Input::new(&b"abcdefgh"[..], 4);
        input.fill_buf().unwrap();
        input.consume(5);
        assert!(input.fill_buf().is_err());
        input.begin_piece();
        assert_eq!(input.fill_buf().unwrap(), b"fgh");
    }
}
