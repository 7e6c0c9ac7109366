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
        let mut start = 0;
        // The folded form has no other white space, and a word never goes on behind a space.
        for chunk in folded.split(' ') {
            if !cut_plain(chunk.as_bytes(), start, &mut spans) {
                for (at, piece) in chunk.split_word_bound_indices() {
                    if let Some(kind) = kind_of(piece) {
                        let at = start + at;
                        spans.push((at as u32, (at + piece.len()) as u32, kind));
                    }
                }
            }
            start += chunk.len() + 1;
        }
        Self { folded, spans }
    }

    /// Returns the folded form that the tokens stand in.
    pub fn folded(&self) -> &str {
        &self.folded
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

/// Cuts what stands between two spaces, if it is a word of plain letters or a number of plain digits, with marks around it.
///
/// Most text is. The rules for all other text look up every character in a table; here each
/// mark is a token, because a mark joins letters or digits only where it stands between them. Returns
/// `false`, having done nothing, for what it does not understand.
fn cut_plain(chunk: &[u8], start: usize, spans: &mut Vec<(u32, u32, TokenKind)>) -> bool {
    let marks = |from: usize| {
        let mut at = from;
        while let Some(length) = plain_mark(&chunk[at..]) {
            at += length;
        }
        at
    };
    let core = marks(0);
    let mut end = core;
    while let Some(length) = plain_letter(&chunk[end..]) {
        end += length;
    }
    let mut kind = TokenKind::Word;
    if end == core {
        kind = TokenKind::Number;
        end += chunk[core..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
    }
    if marks(end) != chunk.len() {
        return false;
    }
    let push_marks = |spans: &mut Vec<_>, from: usize, to: usize| {
        let mut at = from;
        while at < to {
            let length = if chunk[at].is_ascii() { 1 } else { 2 };
            let span = (start + at, start + at + length);
            spans.push((span.0 as u32, span.1 as u32, TokenKind::Mark));
            at += length;
        }
    };
    push_marks(spans, 0, core);
    if end > core {
        spans.push(((start + core) as u32, (start + end) as u32, kind));
    }
    push_marks(spans, end, chunk.len());
    true
}

/// Returns the length of the letter at the start of `bytes`, if it is an Arabic or English one without marks.
fn plain_letter(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b'a'..=b'z', ..] => Some(1),
        // U+0621–063A, U+0641–064A
        [0xD8, 0xA1..=0xBA, ..] | [0xD9, 0x81..=0x8A, ..] => Some(2),
        _ => None,
    }
}

/// Returns the length of the mark at the start of `bytes`, if it is one that joins nothing at the edge of a word.
fn plain_mark(bytes: &[u8]) -> Option<usize> {
    match bytes {
        // It joins what stands on one side of it.
        [b'_', ..] => None,
        [mark, ..] if mark.is_ascii_punctuation() => Some(1),
        // ، ؛ ؟
        [0xD8, 0x8C | 0x9B | 0x9F, ..] => Some(2),
        _ => None,
    }
}

fn kind_of(piece: &str) -> Option<TokenKind> {
    let mut digits = false;
    for c in piece.chars() {
        if matches!(c, '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}') || c.is_alphabetic() {
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

    /// The tokens by the rules of UAX #29 over the whole text, without any shortcut.
    fn oracle(text: &str) -> Vec<(String, TokenKind)> {
        let folded = folded(text);
        let pieces = folded.split_word_bounds().map(str::trim_start);
        pieces
            .filter_map(|piece| Some((piece.to_owned(), kind_of(piece)?)))
            .collect()
    }

    #[test]
    fn plain_words_are_cut_as_all_others_are() {
        for text in [
            "قال: \"نعم!\" (لا)، ثم... 1,000 3.5 12. a_b _a a_ don't 'tis rock-n-roll",
            "word12 12word السبت١٢ 3a %5 5% @a #1 a\u{301} \u{301} b \u{301}c 1\u{301}",
            "\u{1f468}\u{200d}\u{1f469} \u{1f1f8}\u{1f1e6}\u{1f1ea}\u{1f1ec} #\u{fe0f}\u{20e3} ب\u{651} ،؛؟ م.ت.ف. و،ب",
        ] {
            assert_eq!(tokens(text), oracle(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn tokens_are_those_of_the_rules(
            text in "([ \"'.,:;!?_%()،؛؟-]|[a-zA-Z0-9]{1,3}|[ابتثةىأيو٠-٩\u{640}-\u{652}]{1,4}|\\PC|[\u{300}\u{200d}\u{1f1e6}\u{1f469}\u{5d0}\u{30ab}]){0,40}"
        ) {
            prop_assert_eq!(tokens(&text), oracle(&text));
        }

        #[test]
        fn tokens_hold_every_visible_character(text in "\\PC{0,40}") {
            let all: String = Tokens::of(&text).iter().map(|token| token.text.to_owned()).collect();
            let folded: String = folded(&text).split_whitespace().collect();
            prop_assert_eq!(all, folded);
        }
    }
}
