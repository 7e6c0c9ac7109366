//! Match tokens: the words, numbers and marks of a text in its folded form.
//!
//! Words are those of UAX #29 (`unicode-segmentation`), so «don't», «3.5» and
//! «م.ت.ف» stay whole; every other visible character is a mark of its own. The
//! tokens of a text share one string, because a memory holds millions of them.

use std::ops::Range;

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use super::forms::folded;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenKind {
    /// A word: it holds a letter.
    Word,
    /// A number in digits, with its separators.
    Number,
    /// A punctuation mark or a symbol.
    Mark,
}

/// One token of a [`Tokens`] list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Token<'a> {
    /// The token in its folded form.
    pub text: &'a str,
    /// What it is.
    pub kind: TokenKind,
}

/// The match tokens of a text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    folded: String,
    spans: Vec<(u32, u32, TokenKind)>,
}

impl Tokens {
    /// Cuts the folded form of `text` into tokens.
    pub fn of(text: &str) -> Self {
        let folded = folded(text);
        let mut spans = Vec::with_capacity(folded.len() / 5 + 1);
        for (start, piece) in folded.split_word_bound_indices() {
            // A space with a combining mark is one piece; the mark alone is the token.
            let start = start + (piece.len() - piece.trim_start().len());
            if let Some(kind) = kind_of(piece.trim_start()) {
                spans.push((
                    start as u32,
                    (start + piece.trim_start().len()) as u32,
                    kind,
                ));
            }
        }
        Self { folded, spans }
    }

    /// Returns the number of tokens.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Tells whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Returns the tokens in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Token<'_>> + DoubleEndedIterator + Clone {
        self.spans.iter().map(|&(start, end, kind)| Token {
            text: &self.folded[start as usize..end as usize],
            kind,
        })
    }

    /// Returns the words and numbers, without the marks.
    pub fn words(&self) -> impl Iterator<Item = Token<'_>> {
        self.iter().filter(|token| token.kind != TokenKind::Mark)
    }

    /// Returns the token at `index`, counted from 0.
    pub fn get(&self, index: usize) -> Option<Token<'_>> {
        self.spans.get(index).map(|&(start, end, kind)| Token {
            text: &self.folded[start as usize..end as usize],
            kind,
        })
    }
}

/// A match token with its place in the text as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The token in its folded form.
    pub text: String,
    /// What it is.
    pub kind: TokenKind,
    /// Bytes of the text, end-exclusive; the tokens of one ligature share theirs.
    pub span: Range<usize>,
}

/// Returns the match tokens of a text with their places, for showing what matched.
///
/// The text is cut before it is folded, so that in rare cases (marks that combine
/// across a cut) the tokens are not those of [`Tokens::of`]; scores never come from here.
pub fn locate(text: &str) -> Vec<Located> {
    let mut located = Vec::new();
    for (start, piece) in text.split_word_bound_indices() {
        for token in Tokens::of(piece).iter() {
            located.push(Located {
                text: token.text.to_owned(),
                kind: token.kind,
                span: start..start + piece.len(),
            });
        }
    }
    located
}

fn kind_of(piece: &str) -> Option<TokenKind> {
    let mut digits = false;
    for c in piece.chars() {
        if c.is_alphabetic() {
            return Some(TokenKind::Word);
        }
        digits |= c.is_numeric();
    }
    if digits {
        Some(TokenKind::Number)
    } else if piece.is_empty() {
        None
    } else {
        Some(TokenKind::Mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tokens(text: &str) -> Vec<(String, TokenKind)> {
        Tokens::of(text)
            .iter()
            .map(|token| (token.text.to_owned(), token.kind))
            .collect()
    }

    #[test]
    fn words_numbers_and_marks_are_told_apart() {
        use TokenKind::{Mark, Number, Word};
        for (text, expected) in [
            (
                "بلغت ٣٫٥٪.",
                vec![("بلغت", Word), ("3.5", Number), ("%", Mark), (".", Mark)],
            ),
            ("«أيضاً»", vec![("\"", Mark), ("ايضا", Word), ("\"", Mark)]),
            ("Don't stop", vec![("don't", Word), ("stop", Word)]),
            ("iPhone 15", vec![("iphone", Word), ("15", Number)]),
            ("?!", vec![("?", Mark), ("!", Mark)]),
            ("  ", vec![]),
        ] {
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(t, k)| (t.to_owned(), k))
                .collect();
            assert_eq!(tokens(text), expected, "{text}");
        }
    }

    #[test]
    fn vowel_marks_do_not_cut_words() {
        assert_eq!(tokens("ذَهَبَ الطَّالِبُ"), tokens("ذهب الطالب"));
    }

    #[test]
    fn tokens_are_located_in_the_text_as_it_came() {
        let text = "ذَهَبَ «3.5٪»";
        let located: Vec<(&str, String)> = locate(text)
            .into_iter()
            .map(|t| (&text[t.span], t.text))
            .collect();
        let expected = [
            ("ذَهَبَ", "ذهب"),
            ("«", "\""),
            ("3.5", "3.5"),
            ("٪", "%"),
            ("»", "\""),
        ];
        assert_eq!(
            located,
            expected.map(|(span, token)| (span, token.to_owned()))
        );
    }

    proptest! {
        #[test]
        fn tokens_hold_every_visible_character(text in "\\PC{0,40}") {
            let all: String = Tokens::of(&text).iter().map(|token| token.text.to_owned()).collect();
            let folded: String = folded(&text).split_whitespace().collect();
            prop_assert_eq!(all, folded);
        }
    }
}
