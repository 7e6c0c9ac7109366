//! Lines under construction: pieces of text and where each of them came from.

use std::ops::Range;

use super::plain::{self, find_line_end, is_line_end};
use crate::bitext::{Block, Line, Origins};
use crate::text::forms::is_invisible;

/// Tells whether a text shows nothing.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Gathers the pieces of one line after the other.
pub(super) struct Builder {
    /// Where each line of the input begins, in bytes.
    starts: Vec<usize>,
    text: String,
    origin: Origins,
    /// Where the line under construction begins in the input.
    from: usize,
    lines: Vec<Line>,
}

impl Builder {
    /// Begins the lines of `input`.
    pub(super) fn new(input: &str) -> Self {
        Self {
            starts: plain::ranges(input).map(|range| range.start).collect(),
            text: String::new(),
            origin: Origins::default(),
            from: 0,
            lines: Vec::new(),
        }
    }

    /// Adds a piece that stands in the input as it is, from `input` on.
    ///
    /// A line end in it becomes a space, and white space that would begin the
    /// line is left out.
    pub(super) fn push(&mut self, piece: &str, input: usize) {
        let mut verbatim = 0;
        while let Some(length) = find_line_end(&piece[verbatim..]) {
            let at = verbatim + length;
            let next = at + piece[at..].chars().next().map_or(1, char::len_utf8);
            self.copy(&piece[verbatim..at], input + verbatim);
            self.replace(" ", input + at..input + next);
            verbatim = next;
        }
        self.copy(&piece[verbatim..], input + verbatim);
    }

    /// Adds a piece that stands for the range `input`, where it reads otherwise.
    pub(super) fn replace(&mut self, piece: &str, input: Range<usize>) {
        let piece = if self.text.is_empty() {
            piece.trim_start()
        } else {
            piece
        };
        if piece.is_empty() {
            return;
        }
        self.begin(input.start);
        self.origin.push_replaced(self.text.len(), input);
        self.text
            .extend(piece.chars().map(|c| if is_line_end(c) { ' ' } else { c }));
    }

    fn copy(&mut self, piece: &str, input: usize) {
        let kept = if self.text.is_empty() {
            piece.trim_start()
        } else {
            piece
        };
        if kept.is_empty() {
            return;
        }
        let input = input + (piece.len() - kept.len());
        self.begin(input);
        self.origin.push(self.text.len(), input);
        self.text.push_str(kept);
    }

    fn begin(&mut self, input: usize) {
        if self.text.is_empty() {
            self.from = input;
        }
    }

    /// Tells whether a space at this place would be one too many.
    pub(super) fn is_after_space(&self) -> bool {
        self.text.is_empty() || self.text.ends_with(' ')
    }

    /// Ends the line, and tells whether it holds anything visible; if not, it is forgotten.
    pub(super) fn end(&mut self, block: Block) -> bool {
        let mut text = std::mem::take(&mut self.text);
        let origin = std::mem::take(&mut self.origin);
        if is_blank(&text) {
            return false;
        }
        text.truncate(text.trim_end().len());
        self.lines.push(Line {
            text,
            number: self.number(self.from),
            block,
            origin,
        });
        true
    }

    /// The text of the line that was ended last.
    pub(super) fn last(&self) -> &str {
        self.lines.last().map_or("", |line| &line.text)
    }

    /// Adds a line that is whole already; its number is set here.
    pub(super) fn add(&mut self, mut line: Line) {
        line.number = self.number(line.origin.locate(0));
        self.lines.push(line);
    }

    /// Returns the lines.
    pub(super) fn finish(self) -> Vec<Line> {
        self.lines
    }

    /// The line of the input, from 1, in which the byte at `offset` stands.
    fn number(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }
}
