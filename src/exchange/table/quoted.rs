//! Rows of cells with quotes, as RFC 4180 has them.
//!
//! A cell that begins with a quote goes on to the next quote that is not doubled, over line ends
//! too, and ends there; any other cell is taken as it stands. What a lenient reader would guess at
//! is a fault here: text behind a closing quote, or a quote that is never closed. The row is then
//! given up and reading goes on with the line after its first, so that a stray quote costs one row
//! and not the file; that is why the rows are not read by a library. What follows a stray quote is
//! looked at twice at most: the next cell that begins with a quote closes it.

use std::io::{BufRead, Read};

use crate::exchange::lines::{Lines, Next};

use super::cells::Cells;
use super::columns::Columns;

/// The characters that may stand between cells, the likeliest first.
const DELIMITERS: [u8; 3] = [b'\t', b',', b';'];

/// How many lines are looked at for the delimiter.
const LOOKED_AT: usize = 100;

/// What a row was.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Row {
    Cells,
    Blank,
    End,
}

/// A row that is none.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoRow {
    /// The line on which it begins.
    pub(super) line: u64,
    pub(super) reason: String,
    /// Whether reading cannot go on.
    pub(super) over: bool,
}

/// Where in a row one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before a cell.
    Start,
    /// In a cell without quotes.
    Bare,
    /// Between the quotes of a cell.
    Inside,
    /// Behind the closing quote.
    Behind,
}

/// How far a line led.
#[derive(Debug, PartialEq, Eq)]
enum Scanned {
    /// To the end of the row.
    Row,
    /// Into a cell that goes on in the next line.
    Open,
    Broken(String),
}

/// Rows with quotes.
pub(super) struct Quoted<R: Read> {
    lines: Lines<R>,
    delimiter: u8,
    limit: usize,
    /// The row as it stands in the file, without its last line end.
    raw: Vec<u8>,
    /// The line on which it begins.
    line: u64,
}

impl<R: Read> Quoted<R> {
    /// Reads rows of at most `limit` bytes, with what its first lines tell between the cells.
    pub(super) fn new(mut lines: Lines<R>, limit: usize) -> Self {
        // What fails here fails again where it is reported.
        let sample = lines.input().fill_buf().unwrap_or_default();
        let said = said(sample);
        let delimiter = said.map_or_else(|| guess(sample), |(delimiter, _)| delimiter);
        if let Some((_, length)) = said {
            lines.input().consume(length);
            lines.give_back(&[], 2);
        }
        Self {
            lines,
            delimiter,
            limit,
            raw: Vec::new(),
            line: 0,
        }
    }

    /// Reads the next row into `cells`.
    pub(super) fn next(&mut self, cells: &mut Cells) -> Result<Row, NoRow> {
        cells.clear();
        self.raw.clear();
        let mut place = Place::Start;
        let mut first_line = 0;
        loop {
            let next = self.lines.next();
            if self.raw.is_empty() {
                self.line = self.lines.number();
            }
            let line = self.line;
            match next {
                Ok(Next::End) if self.raw.is_empty() => return Ok(Row::End),
                Ok(Next::End) => {
                    let reason = "a quote is opened and never closed".to_owned();
                    return Err(self.give_up(line, first_line, reason));
                }
                Ok(Next::Line) => {}
                Ok(Next::Long) => return Err(self.give_up(line, first_line, self.too_long())),
                Err(reason) => {
                    return Err(NoRow {
                        line,
                        reason,
                        over: true,
                    });
                }
            }
            let bytes = self.lines.bytes();
            if self.raw.is_empty() && bytes.is_empty() {
                return Ok(Row::Blank);
            }
            self.raw.extend_from_slice(bytes);
            let scanned = scan(bytes, self.delimiter, &mut place, cells);
            let end = self.lines.end().as_bytes();
            if scanned == Scanned::Row {
                break;
            }
            self.raw.extend_from_slice(end);
            if first_line == 0 {
                first_line = self.raw.len();
            }
            if let Scanned::Broken(reason) = scanned {
                return Err(self.give_up(line, first_line, reason));
            }
            if self.raw.len() > self.limit {
                return Err(self.give_up(line, first_line, self.too_long()));
            }
            cells.push(end);
        }
        match std::str::from_utf8(&self.raw) {
            Ok(_) => Ok(Row::Cells),
            Err(error) => Err(NoRow {
                line: self.line,
                reason: self.lines.not_text(error.valid_up_to()),
                over: false,
            }),
        }
    }

    /// Gives up a row: what follows its first line, `first_line` bytes long, is read again.
    fn give_up(&mut self, line: u64, first_line: usize, reason: String) -> NoRow {
        if first_line > 0 {
            self.lines.give_back(&self.raw[first_line..], line + 1);
        }
        NoRow {
            line,
            reason,
            over: false,
        }
    }

    /// Returns the line on which the row that was read last begins, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    fn too_long(&self) -> String {
        format!(
            "the row is longer than {} bytes; is a quote not closed?",
            self.limit
        )
    }
}

/// Follows a row through one line.
fn scan(line: &[u8], delimiter: u8, place: &mut Place, cells: &mut Cells) -> Scanned {
    let too_many = || Scanned::Broken(format!("the row has more than {} cells", Cells::MOST));
    let mut at = 0;
    loop {
        let rest = &line[at..];
        match *place {
            Place::Start if rest.first() == Some(&b'"') => {
                *place = Place::Inside;
                at += 1;
            }
            Place::Start => *place = Place::Bare,
            Place::Bare => {
                let end = rest.iter().position(|&byte| byte == delimiter);
                cells.push(&rest[..end.unwrap_or(rest.len())]);
                if !cells.end() {
                    return too_many();
                }
                let Some(end) = end else {
                    return Scanned::Row;
                };
                *place = Place::Start;
                at += end + 1;
            }
            Place::Inside => {
                let Some(quote) = rest.iter().position(|&byte| byte == b'"') else {
                    cells.push(rest);
                    return Scanned::Open;
                };
                cells.push(&rest[..quote]);
                at += quote + 1;
                if line.get(at) == Some(&b'"') {
                    cells.push(b"\"");
                    at += 1;
                } else {
                    *place = Place::Behind;
                }
            }
            Place::Behind => {
                if rest.first().is_some_and(|&byte| byte != delimiter) {
                    return Scanned::Broken("text stands behind a closing quote".to_owned());
                }
                if !cells.end() {
                    return too_many();
                }
                if rest.is_empty() {
                    return Scanned::Row;
                }
                *place = Place::Start;
                at += 1;
            }
        }
    }
}

/// Returns the delimiter that the line `sep=;` names for Excel, and the length of that line.
fn said(sample: &[u8]) -> Option<(u8, usize)> {
    let end = sample.iter().position(|&byte| byte == b'\n')?;
    match sample[..end].trim_ascii_end() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => Some((*delimiter, end + 1)),
        // A tab is white space itself.
        b"sep=" if sample.get(4) == Some(&b'\t') => Some((b'\t', end + 1)),
        _ => None,
    }
}

/// Returns the delimiter of a file that begins like this.
///
/// The one that makes a header of the first row; else the one by which most rows have as many
/// cells as the first, and two at least.
fn guess(sample: &[u8]) -> u8 {
    let mut best = (0, b',');
    for delimiter in DELIMITERS {
        let mut cells = Cells::default();
        let (mut first, mut alike) = (0, 0);
        let mut place = Place::Start;
        for line in sample.split(|&byte| byte == b'\n').take(LOOKED_AT) {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            match scan(line, delimiter, &mut place, &mut cells) {
                Scanned::Open => continue,
                Scanned::Row if first == 0 => {
                    if Columns::of_header(cells.iter(), false).is_some() {
                        return delimiter;
                    }
                    first = cells.len();
                    alike = usize::from(first > 1);
                }
                Scanned::Row => alike += usize::from(first > 1 && cells.len() == first),
                Scanned::Broken(_) => {}
            }
            place = Place::Start;
            cells.clear();
        }
        if alike > best.0 {
            best = (alike, delimiter);
        }
    }
    best.1
}
