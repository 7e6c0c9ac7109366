//! Tab-separated values: a row a unit, Arabic, tab, English.
//!
//! Rows are read as bytes and each is decoded by itself, so that a row that is
//! no UTF-8 does not cost the rows after it.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};

use crate::bitext::{Origin, Sides, TranslationUnit};

use super::{
    Fault, ReadOptions, ReadSummary, SkipReason, WriteOptions, WriteSummary, input, legal,
};

/// How much is read or written at a time, in bytes.
const BUFFER: usize = 64 << 10;

/// How many times the limit a row may be before the file is given up.
const PATIENCE: u64 = 64;

const BYTE_ORDER_MARK: &str = "\u{feff}";

pub(super) struct TsvReader<R: Read> {
    input: BufReader<R>,
    options: ReadOptions,
    summary: ReadSummary,
    row: Vec<u8>,
    line: u64,
    /// Why the row at hand was skipped.
    skipped: Option<SkipReason>,
    /// Whether there is nothing more to read, for good or bad reasons.
    over: bool,
}

impl<R: Read> TsvReader<R> {
    pub(super) fn new(input: R, options: ReadOptions) -> Self {
        Self {
            input: BufReader::with_capacity(BUFFER, input),
            options,
            summary: ReadSummary::default(),
            row: Vec::new(),
            line: 0,
            skipped: None,
            over: false,
        }
    }

    pub(super) fn summary(&self) -> &ReadSummary {
        &self.summary
    }

    /// Reads a row into `self.row`, without its line end; `false` at the end of the file.
    fn next_row(&mut self) -> Result<bool, String> {
        self.row.clear();
        self.line += 1;
        let failed = |error: io::Error| format!("reading failed: {error}");
        let most = (self.options.limit as u64).saturating_add(1);
        let count = (&mut self.input)
            .take(most)
            .read_until(b'\n', &mut self.row)
            .map_err(failed)?;
        if count == 0 {
            self.over = true;
            self.summary.complete = true;
            return Ok(false);
        }
        if self.row.pop_if(|&mut byte| byte == b'\n').is_some() {
            self.row.pop_if(|&mut byte| byte == b'\r');
        } else if count as u64 == most && !self.pass_line(most).map_err(failed)? {
            return Err("the row does not end".to_owned());
        }
        Ok(true)
    }

    /// Passes the rest of a line that is too long to be held; `false` when it goes on and on.
    fn pass_line(&mut self, most: u64) -> io::Result<bool> {
        let mut patience = most.saturating_mul(PATIENCE);
        while patience > 0 {
            let more = match self.input.fill_buf() {
                Ok(more) => more,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = more.iter().position(|&byte| byte == b'\n');
            let count = end.map_or(more.len(), |end| end + 1);
            self.input.consume(count);
            if end.is_some() || count == 0 {
                return Ok(true);
            }
            patience = patience.saturating_sub(count as u64);
        }
        Ok(false)
    }

    /// Makes a unit of the row; `None` when it was skipped or is no row.
    fn unit(&mut self) -> Result<Option<TranslationUnit>, String> {
        if self.line == 1 {
            if let Some(reason) = input::packed(&self.row) {
                self.over = true;
                return Err(reason.to_owned());
            }
            if matches!(self.row[..], [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
                self.over = true;
                return Err("this is UTF-16; convert it to UTF-8 first".to_owned());
            }
            if self.row.starts_with(BYTE_ORDER_MARK.as_bytes()) {
                self.row.drain(..BYTE_ORDER_MARK.len());
            }
        }
        if self.row.is_empty() {
            return Ok(None);
        }
        self.summary.units += 1;
        if self.row.len() > self.options.limit {
            return Err(format!(
                "the row is longer than {} bytes",
                self.options.limit
            ));
        }
        let row = std::str::from_utf8(&self.row)
            .map_err(|error| format!("the row is not UTF-8 at byte {}", error.valid_up_to()))?;
        let mut columns = row.split('\t');
        let (Some(first), Some(second)) = (columns.next(), columns.next()) else {
            return Err("the row has one column, not two".to_owned());
        };
        self.summary.wide_rows += u64::from(columns.next().is_some());
        let (ar, en) = match self.options.invert {
            false => (first, second),
            true => (second, first),
        };
        let dropped = &mut self.summary.forbidden_characters;
        let texts = Sides { ar, en }.map(|_, column| unescape(column, dropped));
        let sides = Sides {
            ar: Some(texts.ar.as_str()),
            en: Some(texts.en.as_str()),
        };
        if let Some(reason) = SkipReason::of(&sides) {
            self.summary.skipped.add(reason);
            self.skipped = Some(reason);
            return Ok(None);
        }
        let created = self.options.created.clone();
        Ok(Some(TranslationUnit::new(
            texts.ar,
            texts.en,
            Origin::Import,
            created,
        )))
    }
}

impl<R: Read> Iterator for TsvReader<R> {
    type Item = Result<TranslationUnit, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let unit = match self.next_row() {
                Ok(true) => self.unit(),
                Ok(false) => Ok(None),
                Err(reason) => {
                    self.over = true;
                    Err(reason)
                }
            };
            match unit {
                Ok(None) => {
                    let skipped = self.skipped.take().filter(|_| self.options.tell_skipped);
                    if let Some(reason) = skipped {
                        return Some(Err(Fault::skipped(self.line, None, reason)));
                    }
                }
                Ok(Some(unit)) => {
                    self.summary.taken += 1;
                    return Some(Ok(unit));
                }
                Err(reason) => {
                    self.summary.faults += 1;
                    return Some(Err(Fault::new(self.line, None, &reason)));
                }
            }
        }
        None
    }
}

/// Turns the escapes of a column back into what they stand for; a backslash that begins none stays.
fn unescape(column: &str, dropped: &mut u64) -> String {
    let mut text = String::with_capacity(column.len());
    let mut rest = column;
    while let Some(at) = rest.find('\\') {
        *dropped += legal::push(&mut text, &rest[..at]);
        let (meant, length) = match rest.as_bytes().get(at + 1) {
            Some(b't') => ('\t', 2),
            Some(b'n') => ('\n', 2),
            Some(b'r') => ('\r', 2),
            Some(b'\\') => ('\\', 2),
            _ => ('\\', 1),
        };
        text.push(meant);
        rest = &rest[at + length..];
    }
    *dropped += legal::push(&mut text, rest);
    text
}

pub(super) struct TsvWriter<W: Write> {
    output: W,
    options: WriteOptions,
    summary: WriteSummary,
    buffer: String,
}

impl<W: Write> TsvWriter<W> {
    pub(super) fn new(output: W, options: WriteOptions) -> Self {
        Self {
            output,
            options,
            summary: WriteSummary::default(),
            buffer: String::with_capacity(2 * BUFFER),
        }
    }

    pub(super) fn write(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        let [first, second] = self.options.order().map(|lang| unit.text(lang));
        if [first, second].iter().any(|text| text.trim().is_empty()) {
            self.summary.empty += 1;
            return Ok(());
        }
        if self.summary.units == 0 && first.starts_with(BYTE_ORDER_MARK) {
            // Readers take the first one of a file for a mark, not for text.
            self.buffer.push_str(BYTE_ORDER_MARK);
        }
        escape(&mut self.buffer, first);
        self.buffer.push('\t');
        escape(&mut self.buffer, second);
        self.buffer.push('\n');
        self.summary.units += 1;
        if self.buffer.len() >= BUFFER {
            self.output.write_all(self.buffer.as_bytes())?;
            self.buffer.clear();
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<WriteSummary> {
        self.output.write_all(self.buffer.as_bytes())?;
        self.output.flush()?;
        Ok(self.summary)
    }
}

/// Appends `text` with the four characters escaped that would be read as something else.
///
/// They are tab, line feed, carriage return and backslash, written `\t`, `\n`, `\r` and `\\`.
pub fn escape(buffer: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['\t', '\n', '\r', '\\']) {
        buffer.push_str(&rest[..at]);
        buffer.push_str(match rest.as_bytes()[at] {
            b'\t' => "\\t",
            b'\n' => "\\n",
            b'\r' => "\\r",
            _ => "\\\\",
        });
        rest = &rest[at + 1..];
    }
    buffer.push_str(rest);
}
