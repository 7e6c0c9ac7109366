//! A page as it was read: its lines, what it says of itself, and where in the input each character stands.

use std::ops::Range;

/// What a line is in the page it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Block {
    /// A heading or a title.
    Heading,
    /// A paragraph of running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// What the page marks as describing a picture.
    Caption,
}

/// A page as it was read: its text blocks in order, one a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The lines that hold text; blank ones are left out.
    pub lines: Vec<Line>,
    /// What the page says of itself.
    pub about: About,
}

/// What a page says of the article that it holds, where it says it; nothing of it is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its title.
    pub title: Option<Said>,
    /// When it was published, in whatever form the page gives it.
    pub date: Option<Said>,
    /// From where, and by whom, was reported.
    pub dateline: Option<Said>,
    /// The tag of its language.
    pub lang: Option<Said>,
}

impl About {
    /// Returns what is said, with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Said)> {
        let all = [
            ("title", &self.title),
            ("date", &self.date),
            ("dateline", &self.dateline),
            ("language", &self.lang),
        ];
        all.into_iter()
            .filter_map(|(name, said)| Some((name, said.as_ref()?)))
    }

    /// Returns what is said, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Said> {
        [
            &mut self.title,
            &mut self.date,
            &mut self.dateline,
            &mut self.lang,
        ]
        .into_iter()
        .flatten()
    }
}

/// Something that a page says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it says.
    pub text: String,
    /// Where it stands: byte offsets into the input, end-exclusive.
    pub span: Range<usize>,
}

/// One block of text, without a line break inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The text, with markup removed and nothing else changed.
    pub text: String,
    /// The line of the input on which the block begins, from 1.
    pub number: usize,
    /// What the block is.
    pub block: Block,
    /// Where the text stands in the input.
    pub origin: Origins,
}

/// Maps byte offsets of a line's text back to byte offsets of the input.
///
/// A list of runs. Most were copied from the input unchanged, and between them
/// markup was left out; the others stand for something that is written
/// otherwise there: a character reference, a line break inside a paragraph, a
/// letter in another encoding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// The runs in ascending order of `text`.
    runs: Vec<Run>,
}

/// A stretch of text that came from one stretch of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where it begins in the line's text.
    text: usize,
    /// Where it begins in the input.
    input: usize,
    /// Where it ends in the input, if it was not copied unchanged.
    end: Option<usize>,
}

impl Origins {
    /// Returns the map of a text that stands in the input as it is, from `start` on.
    pub fn verbatim(start: usize) -> Self {
        let mut origins = Self::default();
        origins.push(0, start);
        origins
    }

    /// Adds a run that begins at `text` in the line's text and at `input` in the input.
    ///
    /// Runs are added in ascending order of `text`; a second one at the same
    /// place replaces the first.
    pub fn push(&mut self, text: usize, input: usize) {
        self.add(Run {
            text,
            input,
            end: None,
        });
    }

    /// Adds a run that begins at `text` and stands for the whole range `input`, which reads otherwise there.
    ///
    /// The order is that of [`push`](Self::push).
    pub fn push_replaced(&mut self, text: usize, input: Range<usize>) {
        self.add(Run {
            text,
            input: input.start,
            end: Some(input.end),
        });
    }

    fn add(&mut self, run: Run) {
        match self.runs.last_mut() {
            Some(last) if last.text == run.text => *last = run,
            Some(last)
                if last.end.is_none()
                    && run.end.is_none()
                    && last.input + (run.text - last.text) == run.input => {}
            _ => self.runs.push(run),
        }
    }

    /// Returns the offset in the input of the byte at `offset` of the text.
    pub fn locate(&self, offset: usize) -> usize {
        match self.run_at(offset) {
            Some(run) if run.end.is_some() => run.input,
            Some(run) => run.input + (offset - run.text),
            None => offset,
        }
    }

    /// Returns the range in the input that the `span` of the text came from.
    ///
    /// The end is the place after the last byte of the span, not the start of
    /// whatever follows it.
    pub fn locate_span(&self, span: Range<usize>) -> Range<usize> {
        let start = self.locate(span.start);
        if span.is_empty() {
            return start..start;
        }
        let last = span.end - 1;
        match self.run_at(last) {
            Some(Run { end: Some(end), .. }) => start..end,
            _ => start..self.locate(last) + 1,
        }
    }

    /// Returns the map of `text` when its input was itself made from another one.
    ///
    /// `input` gives for each range of the first input, a character long, the
    /// range of the other from which it came.
    pub fn through(&self, text: &str, input: impl Fn(Range<usize>) -> Range<usize>) -> Self {
        let mut origins = Self::default();
        for (at, c) in text.char_indices() {
            let range = input(self.locate_span(at..at + c.len_utf8()));
            if range.len() == c.len_utf8() {
                origins.push(at, range.start);
            } else {
                origins.push_replaced(at, range);
            }
        }
        origins
    }

    fn run_at(&self, offset: usize) -> Option<Run> {
        let after = self.runs.partition_point(|run| run.text <= offset);
        Some(self.runs[after.checked_sub(1)?])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back_over_markup_that_was_left_out() {
        // «see [this](url) now» read as «see this now»
        let mut origins = Origins::default();
        origins.push(0, 0);
        origins.push(4, 5);
        origins.push(8, 15);
        assert_eq!(origins.locate_span(0..4), 0..4);
        assert_eq!(origins.locate_span(4..8), 5..9);
        assert_eq!(origins.locate_span(5..12), 6..19);
        assert_eq!(origins.locate_span(8..8), 15..15);
    }

    #[test]
    fn spans_cover_the_whole_of_what_was_replaced() {
        // «a &amp; b» read as «a & b»
        let mut origins = Origins::verbatim(0);
        origins.push_replaced(2, 2..7);
        origins.push(3, 7);
        assert_eq!(origins.locate_span(0..3), 0..7);
        assert_eq!(origins.locate_span(2..5), 2..9);
        assert_eq!(origins.locate_span(3..5), 7..9);
    }

    #[test]
    fn maps_are_joined_character_by_character() {
        // «[نعم]» in UTF-16 with a mark, of which the brackets were left out.
        let origins = Origins::verbatim(1);
        let joined = origins.through("نعم a", |range| 2 + range.start..2 + range.end);
        assert_eq!(joined, Origins::verbatim(3));
        let wide = Origins::verbatim(0).through("ab", |range| 2 * range.start..2 * range.end);
        assert_eq!(wide.locate_span(1..2), 2..4);
        assert_eq!(wide.locate_span(0..2), 0..4);
    }

    #[test]
    fn adjoining_runs_are_one() {
        let mut origins = Origins::verbatim(10);
        origins.push(5, 15);
        assert_eq!(origins, Origins::verbatim(10));
    }
}
