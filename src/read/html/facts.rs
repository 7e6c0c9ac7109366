//! What is known of a line beside its text.

use super::hints::Hints;
use crate::text::forms::is_invisible;

/// What is known of a line beside its text.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// The block it stands in.
    pub(super) node: usize,
    /// How many words it has.
    pub(super) words: usize,
    /// How many bytes of it are no white space.
    pub(super) size: usize,
    /// How many of these are links.
    pub(super) linked: usize,
    /// How many links begin in it.
    pub(super) links: usize,
    /// How many of its bytes say when, by whom and where the article was written.
    pub(super) said: usize,
    /// The rank of the heading that it is, from 1; 0 for none.
    pub(super) rank: u8,
    /// It is the page's `<title>`.
    pub(super) is_title: bool,
    /// It ends as a sentence does.
    pub(super) stops: bool,
    /// What stands for the text of the link with which it ends, if it does.
    pub(super) tail: Option<u64>,
    /// The hints of the elements within a line with which it begins.
    pub(super) hints: Hints,
}

impl Facts {
    /// Tells whether the line is nothing but links.
    pub(super) fn is_linked(&self) -> bool {
        self.linked > 0 && 10 * self.linked >= 9 * self.size
    }

    /// Tells whether the line is running text.
    pub(super) fn is_prose(&self) -> bool {
        self.rank == 0
            && !self.is_title
            && 2 * self.linked < self.size
            && 2 * self.said < self.size
            && (self.words >= 12 || (self.words >= 5 && self.stops))
    }
}

/// Tells whether a text ends as a sentence does.
pub(super) fn stops(text: &str) -> bool {
    let closes = |c: char| {
        c.is_whitespace()
            || is_invisible(c)
            || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']')
    };
    text.trim_end_matches(closes)
        .ends_with(['.', '!', '?', '؟', '…', '۔', ':'])
}
