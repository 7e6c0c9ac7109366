//! What is open at a place in a line: quotation marks, brackets, a sentence with words in it.
//!
//! Kept while the candidates go by, so that no rule looks back to the start of a
//! long line: each byte is counted once. Straight quotation marks only are counted,
//! since all others tell by their shape whether they open.

/// What is open at the place reached.
#[derive(Debug, Default)]
pub(super) struct Balance {
    /// The byte offset up to which everything is counted.
    reached: usize,
    /// Whether an odd number of straight quotation marks stands before it.
    pub(super) quotation_open: bool,
    /// Whether a letter or digit stands between the start of the segment and it.
    pub(super) has_words: bool,
    /// How many brackets are open.
    depth: u32,
    /// The offset of the outermost open bracket.
    opened: usize,
    /// Whether that bracket opened behind words of its sentence.
    inside: bool,
    /// Where the next closing bracket stands; found once, then used until it is passed.
    next_close: Option<usize>,
}

/// A bracket that holds more bytes than this was never closed, or holds a text of its own.
const LONGEST_BRACKET: usize = 400;

impl Balance {
    /// Returns the state at the start of a line.
    pub(super) fn starting_at(reached: usize) -> Self {
        Self {
            reached,
            ..Self::default()
        }
    }

    /// Counts on to the byte offset `to`.
    pub(super) fn advance(&mut self, text: &str, to: usize) {
        for (offset, c) in text[self.reached..to].char_indices() {
            match c {
                '"' => self.quotation_open = !self.quotation_open,
                '(' | '[' => {
                    if self.depth == 0 {
                        self.opened = self.reached + offset;
                        self.inside = self.has_words;
                    }
                    self.depth += 1;
                }
                ')' | ']' => self.depth = self.depth.saturating_sub(1),
                _ if !self.has_words => self.has_words = c.is_alphanumeric(),
                _ => {}
            }
        }
        self.reached = to;
    }

    /// Tells whether a bracket that opened inside the sentence is open at `at` and closes soon.
    pub(super) fn in_brackets(&mut self, text: &str, at: usize) -> bool {
        if self.depth == 0 || !self.inside {
            return false;
        }
        if self.next_close.is_none_or(|close| close < at) {
            let close = text[at..].find([')', ']', '\n', '\r']);
            self.next_close = Some(close.map_or(text.len(), |offset| at + offset));
        }
        self.next_close.is_some_and(|close| {
            close - self.opened <= LONGEST_BRACKET && text[close..].starts_with([')', ']'])
        })
    }
}
