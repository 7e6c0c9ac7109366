//! The lines of a file, counted and bounded.
//!
//! A line ends with a line feed, before which a carriage return belongs to the end; nothing else
//! ends one, neither a form feed nor U+2028. Lines are handed out as bytes, so that one that is no
//! UTF-8 does not cost the lines after it.

use std::io::{self, BufRead, ErrorKind, Read};

use super::ReadOptions;
use super::recoded::Recoded;

/// How many times the limit a line may be before the file is given up.
const PATIENCE: u64 = 64;

/// What came next in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A line, which [`Lines::bytes`] returns.
    Line,
    /// A line that was longer than the limit, and passed over.
    Long,
    /// The end of the file.
    End,
}

/// The lines of a file.
pub(super) struct Lines<R: Read> {
    input: Recoded<R>,
    limit: usize,
    bytes: Vec<u8>,
    /// How the line ended: with nothing, a line feed, or a carriage return and a line feed.
    end: &'static str,
    number: u64,
    /// Lines that were given back and come again.
    again: Vec<u8>,
    /// How much of them has come.
    at: usize,
}

impl<R: Read> Lines<R> {
    /// Reads `input` in lines of at most [`ReadOptions::limit`] bytes.
    pub(super) fn new(input: R, options: &ReadOptions) -> Self {
        Self {
            input: Recoded::new(input, options.encoding),
            limit: options.limit,
            bytes: Vec::new(),
            end: "",
            number: 0,
            again: Vec::new(),
            at: 0,
        }
    }

    /// Reads the next line.
    ///
    /// # Errors
    ///
    /// Why there is no more to read; the file is then to be given up.
    pub(super) fn next(&mut self) -> Result<Next, String> {
        self.bytes.clear();
        self.end = "";
        self.number += 1;
        let count = self.read().map_err(|error| match error.kind() {
            ErrorKind::InvalidData => error.to_string(),
            _ => format!("reading failed: {error}"),
        })?;
        if count == 0 {
            return Ok(Next::End);
        }
        if self.bytes.pop_if(|&mut byte| byte == b'\n').is_some() {
            self.end = match self.bytes.pop_if(|&mut byte| byte == b'\r') {
                Some(_) => "\r\n",
                None => "\n",
            };
        } else if self.bytes.len() > self.limit {
            let is_passed = self
                .pass()
                .map_err(|error| format!("reading failed: {error}"))?;
            if !is_passed {
                return Err("the line does not end".to_owned());
            }
        }
        Ok(match self.bytes.len() > self.limit {
            true => Next::Long,
            false => Next::Line,
        })
    }

    fn read(&mut self) -> io::Result<usize> {
        let most = (self.limit as u64).saturating_add(2);
        if self.at < self.again.len() {
            let count = (&self.again[self.at..])
                .take(most)
                .read_until(b'\n', &mut self.bytes)?;
            self.at += count;
            return Ok(count);
        }
        (&mut self.input)
            .take(most)
            .read_until(b'\n', &mut self.bytes)
    }

    /// Passes the rest of a line that is too long to be held; `false` when it goes on and on.
    fn pass(&mut self) -> io::Result<bool> {
        let mut patience = (self.limit as u64)
            .saturating_add(1)
            .saturating_mul(PATIENCE);
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

    /// Returns the line without its end.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the line as text, or says why it is none.
    pub(super) fn text(&self) -> Result<&str, String> {
        std::str::from_utf8(&self.bytes).map_err(|error| self.not_text(error.valid_up_to()))
    }

    /// Says that what was read is no text in the encoding of the file.
    pub(super) fn not_text(&self, at: usize) -> String {
        match self.input.encoding() {
            "UTF-8" => {
                format!("this is not UTF-8 at byte {at} (--encoding names another encoding)")
            }
            other => format!("this is not {other} behind {at} bytes of UTF-8"),
        }
    }

    /// Returns the name of the encoding that the file is decoded from.
    pub(super) fn encoding(&self) -> &'static str {
        self.input.encoding()
    }

    /// Returns what ended the line.
    pub(super) fn end(&self) -> &'static str {
        self.end
    }

    /// Returns the number of the line, from 1.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Gives lines back, with their ends, that come again as the next; `number` is that of the first of them.
    pub(super) fn give_back(&mut self, lines: &[u8], number: u64) {
        let rest = self.again.split_off(self.at);
        self.again.clear();
        self.again.extend_from_slice(lines);
        self.again.extend_from_slice(&rest);
        self.at = 0;
        self.number = number.saturating_sub(1);
    }

    /// Returns the file itself, to look at what comes.
    pub(super) fn input(&mut self) -> &mut Recoded<R> {
        &mut self.input
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limited(limit: usize) -> ReadOptions {
        let created = crate::bitext::Stamp {
            at: jiff::Timestamp::UNIX_EPOCH,
            by: None,
        };
        ReadOptions {
            limit,
            ..ReadOptions::new(created)
        }
    }

    /// Each line with its end; `…` for a long one.
    fn lines(bytes: &[u8], limit: usize) -> Vec<String> {
        let mut lines = Lines::new(bytes, &limited(limit));
        let mut all = Vec::new();
        loop {
            match lines.next().unwrap() {
                Next::Line => all.push(format!("{}{}", lines.text().unwrap(), lines.end())),
                Next::Long => all.push("…".to_owned()),
                Next::End => return all,
            }
        }
    }

    #[test]
    fn only_a_line_feed_ends_a_line() {
        assert_eq!(
            lines("a\n\r\nb\u{2028}c\u{c}d\re\u{85}f\r\n\ng".as_bytes(), 100),
            ["a\n", "\r\n", "b\u{2028}c\u{c}d\re\u{85}f\r\n", "\n", "g"]
        );
        assert_eq!(lines(b"", 100), [""; 0]);
    }

    #[test]
    fn a_line_over_the_limit_is_passed_over() {
        assert_eq!(
            lines(b"abcd\nabcde\nabcd\r\nabcdefgh\nx", 4),
            ["abcd\n", "…", "abcd\r\n", "…", "x"]
        );
        assert_eq!(lines(b"abcdefgh", 4), ["…"]);
    }

    #[test]
    fn lines_that_were_given_back_come_again() {
        let mut lines = Lines::new(&b"a\nb\nc\nd"[..], &limited(100));
        for _ in 0..3 {
            lines.next().unwrap();
        }
        lines.give_back(b"b\nc\n", 2);
        lines.next().unwrap();
        assert_eq!((lines.bytes(), lines.number()), (&b"b"[..], 2));
        lines.give_back(b"B\n", 2);
        let mut rest = Vec::new();
        while lines.next().unwrap() == Next::Line {
            rest.push((lines.number(), lines.text().unwrap().to_owned()));
        }
        let rest: Vec<(u64, &str)> = rest
            .iter()
            .map(|(line, text)| (*line, text.as_str()))
            .collect();
        assert_eq!(rest, [(2, "B"), (3, "c"), (4, "d")]);
    }
}
