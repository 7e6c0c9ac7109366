//! A file of lines or rows as UTF-8, whatever it was before.
//!
//! Spreadsheets write UTF-16 ("Unicode text") or the encoding of their country; both are decoded
//! as they are read. What cannot be decoded becomes the byte [`BROKEN`], which no UTF-8 holds, so
//! that it costs the one row it stands in and not the rows after it.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};

use super::input;
use crate::read;

/// How much is read or decoded at a time, in bytes.
const BUFFER: usize = 64 << 10;

/// Stands for what could not be decoded.
const BROKEN: u8 = 0xFF;

/// A source whose first bytes come together, so that a mark is not seen in pieces: pipes give what they have.
struct Gathered<R> {
    source: R,
    has_begun: bool,
}

/// How many bytes come together: a mark has three at most.
const MARK: usize = 4;

impl<R: Read> Read for Gathered<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let mut count = self.source.read(target)?;
        while !self.has_begun && (1..MARK.min(target.len())).contains(&count) {
            match self.source.read(&mut target[count..]) {
                // What fails now fails again.
                Ok(0) | Err(_) => break,
                Ok(more) => count += more,
            }
        }
        self.has_begun = true;
        Ok(count)
    }
}

/// Decodes `source` to UTF-8, without a byte order mark.
pub(super) struct Recoded<R: Read> {
    source: BufReader<Gathered<R>>,
    /// What the caller says of the encoding; a byte order mark knows better.
    said: Option<read::Encoding>,
    has_begun: bool,
    /// `None` where the bytes are handed on as they are.
    decoder: Option<Decoder>,
    /// Decoded bytes, of which those from `start` on wait to be used.
    decoded: Vec<u8>,
    start: usize,
    is_dry: bool,
}

impl<R: Read> Recoded<R> {
    /// Reads `source` in the encoding that its mark names, else in the one that is said, else as UTF-8.
    pub(super) fn new(source: R, said: Option<read::Encoding>) -> Self {
        Self {
            source: BufReader::with_capacity(
                BUFFER,
                Gathered {
                    source,
                    has_begun: false,
                },
            ),
            said,
            has_begun: false,
            decoder: None,
            decoded: Vec::new(),
            start: 0,
            is_dry: false,
        }
    }

    /// Returns the name of the encoding that is read.
    pub(super) fn encoding(&self) -> &'static str {
        match &self.decoder {
            Some(decoder) => decoder.encoding().name(),
            None => UTF_8.name(),
        }
    }

    /// Tells whether the file is in UTF-16, once something has been read.
    pub(super) fn is_utf16(&self) -> bool {
        self.encoding().starts_with("UTF-16")
    }

    fn begin(&mut self) -> io::Result<()> {
        let start = fill(&mut self.source)?;
        if let Some(reason) = input::packed(start) {
            return Err(io::Error::new(ErrorKind::InvalidData, reason));
        }
        let marked = Encoding::for_bom(start);
        if let Some((_, mark)) = marked {
            self.source.consume(mark);
        }
        let said = self
            .said
            .and_then(|said| Encoding::for_label(said.name().as_bytes()));
        let encoding = marked.map(|(encoding, _)| encoding).or(said);
        self.decoder = encoding
            .filter(|&encoding| encoding != UTF_8)
            .map(Encoding::new_decoder_without_bom_handling);
        self.has_begun = true;
        Ok(())
    }

    fn decode(&mut self) -> io::Result<()> {
        let Some(decoder) = &mut self.decoder else {
            return Ok(());
        };
        self.decoded.clear();
        self.start = 0;
        while self.decoded.is_empty() && !self.is_dry {
            let raw = fill(&mut self.source)?;
            let is_last = raw.is_empty();
            self.decoded.resize(BUFFER, 0);
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(raw, &mut self.decoded, is_last);
            self.decoded.truncate(written);
            self.source.consume(read);
            match result {
                DecoderResult::Malformed(..) => self.decoded.push(BROKEN),
                DecoderResult::InputEmpty => self.is_dry = is_last,
                DecoderResult::OutputFull => {}
            }
        }
        Ok(())
    }
}

fn fill<R: Read>(source: &mut BufReader<Gathered<R>>) -> io::Result<&[u8]> {
    while let Err(error) = source.fill_buf() {
        if error.kind() != ErrorKind::Interrupted {
            return Err(error);
        }
    }
    Ok(source.buffer())
}

impl<R: Read> Read for Recoded<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let mut waiting = self.fill_buf()?;
        let count = waiting.read(target)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Recoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if !self.has_begun {
            self.begin()?;
        }
        if self.decoder.is_none() {
            return fill(&mut self.source);
        }
        if self.start == self.decoded.len() {
            self.decode()?;
        }
        Ok(&self.decoded[self.start..])
    }

    fn consume(&mut self, count: usize) {
        if self.decoder.is_none() {
            self.source.consume(count);
        } else {
            self.start += count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{ISO_8859_6, WINDOWS_1256};

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(bytes)
            .collect()
    }

    fn recoded(bytes: &[u8], said: Option<read::Encoding>) -> Vec<u8> {
        let mut text = Vec::new();
        Recoded::new(bytes, said).read_to_end(&mut text).unwrap();
        text
    }

    #[test]
    fn every_encoding_comes_out_as_utf_8() {
        let text = "ذاكرة\tmemory 12\r\n";
        let encode = |table: &'static Encoding| table.encode(text).0.into_owned();
        for (name, bytes, said) in [
            ("utf-8", text.as_bytes().to_vec(), None),
            ("marked", format!("\u{feff}{text}").into_bytes(), None),
            ("utf-16le", utf16(text, u16::to_le_bytes), None),
            ("utf-16be", utf16(text, u16::to_be_bytes), None),
            (
                "a mark knows better",
                utf16(text, u16::to_le_bytes),
                Some(read::Encoding::Windows1256),
            ),
            (
                "windows-1256",
                encode(WINDOWS_1256),
                Some(read::Encoding::Windows1256),
            ),
            (
                "iso-8859-6",
                encode(ISO_8859_6),
                Some(read::Encoding::Iso8859_6),
            ),
        ] {
            assert_eq!(recoded(&bytes, said), text.as_bytes(), "{name}");
        }
        assert_eq!(recoded(b"", None), b"");
    }

    #[test]
    fn what_cannot_be_decoded_breaks_its_own_place_only() {
        let mut bytes = utf16("a", u16::to_le_bytes);
        bytes.extend([0x00, 0xD8]);
        bytes.extend([b'b', 0]);
        assert_eq!(recoded(&bytes, None), b"a\xFFb");
        bytes.push(0);
        assert_eq!(recoded(&bytes, None), b"a\xFFb\xFF");
    }

    #[test]
    fn a_mark_that_comes_byte_by_byte_is_seen() {
        struct Trickle<'a>(&'a [u8]);
        impl Read for Trickle<'_> {
            fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
                self.0
                    .take(1)
                    .read(target)
                    .inspect(|&count| self.0 = &self.0[count..])
            }
        }
        for bytes in [
            "\u{feff}نعم".as_bytes().to_vec(),
            utf16("نعم", u16::to_be_bytes),
        ] {
            let mut text = String::new();
            Recoded::new(Trickle(&bytes), None)
                .read_to_string(&mut text)
                .unwrap();
            assert_eq!(text, "نعم");
        }
    }

    #[test]
    fn long_texts_are_decoded_whole() {
        let text = "ذاكرة 𝄞 ".repeat(40_000);
        assert_eq!(
            recoded(&utf16(&text, u16::to_be_bytes), None),
            text.as_bytes()
        );
    }
}
