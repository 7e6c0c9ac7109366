//! Punctuation: quotation marks and brackets without their other half, spaces, words that stand twice.

use std::ops::Range;

use crate::bitext::{Lang, Sides};
use crate::text::tokens::{TokenKind, Tokens, locate};

use super::pair::{Found, Texts};
use super::rule::Rule;

/// The quotation marks of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Quotes {
    /// How many there are, of whatever kind but single ones.
    pub(super) count: usize,
    /// Where the one stands that has no other half; the first one if that cannot be told.
    pub(super) odd: Option<Range<usize>>,
    /// The odd one stands at the beginning of the text.
    pub(super) at_start: bool,
    /// The odd one stands at the end of the text.
    pub(super) at_end: bool,
    /// Single ones are used for quotations.
    pub(super) has_singles: bool,
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '❝' | '❞' | '＂'
    )
}

impl Quotes {
    pub(super) fn of(text: &str) -> Self {
        let mut quotes = Quotes::default();
        let mut open: Option<Range<usize>> = None;
        let mut stray: Option<Range<usize>> = None;
        let mut before = ' ';
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map_or(' ', |&(_, c)| c);
            if is_quote(c) {
                let span = at..at + c.len_utf8();
                // «Waters" office», «coup d"état»: an apostrophe that went wrong.
                let is_apostrophe = c == '"'
                    && open.is_none()
                    && (before == 's' && next == ' '
                        || before.is_ascii_alphabetic() && next.is_alphabetic());
                let is_inch = c == '"'
                    && before.is_ascii_digit()
                    && open.is_none()
                    && !next.is_alphanumeric();
                if !is_inch && !is_apostrophe {
                    quotes.count += 1;
                    let opens = match c {
                        '“' | '„' | '‟' | '«' | '❝' => open.is_none(),
                        '”' | '»' | '❞' => false,
                        _ => open.is_none(),
                    };
                    if opens {
                        open = Some(span);
                    } else if open.take().is_none() {
                        stray.get_or_insert(span);
                    }
                }
            } else if matches!(c, '\'' | '‘') && !before.is_alphanumeric() && next.is_alphanumeric()
            {
                quotes.has_singles = true;
            }
            before = c;
        }
        if quotes.count % 2 == 1 {
            quotes.odd = stray.or(open);
        }
        if let Some(odd) = &quotes.odd {
            let is_text = |c: char| c.is_alphanumeric();
            quotes.at_start = !text[..odd.start].contains(is_text);
            quotes.at_end = !text[odd.end..].contains(is_text);
        }
        quotes
    }
}

pub(super) fn check(texts: Texts<'_>, tokens: &Sides<Tokens>, found: &mut Found<'_>) {
    brackets(texts, found);
    for lang in [Lang::Ar, Lang::En] {
        spaces(lang, texts.get(lang), found);
        repeated(lang, texts.get(lang), tokens.get(lang), found);
    }
}

/// Where the first bracket without its other half stands.
fn odd_bracket(text: &str) -> Option<Range<usize>> {
    if !text.contains(['(', ')', '[', ']', '{', '}']) {
        return None;
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => open.push((at, c)),
            ')' | ']' | '}' => {
                let partner = match c {
                    ')' => '(',
                    ']' => '[',
                    _ => '{',
                };
                if open.last().is_some_and(|&(_, c)| c == partner) {
                    open.pop();
                } else if !is_item(text, at) {
                    return Some(at..at + 1);
                }
            }
            _ => {}
        }
    }
    // «:(» is a face.
    open.iter()
        .find(|&&(at, _)| !text[..at].ends_with([':', ';']))
        .map(|&(at, _)| at..at + 1)
}

/// Tells whether the closing bracket at `at` belongs to the marker of an item: «1)», «أ)», «:)».
fn is_item(text: &str, at: usize) -> bool {
    // A word may be as long as the text; no more of it is needed than would be too long.
    let word = || {
        let before = text[..at].chars().rev();
        before.take_while(|c| !c.is_whitespace()).take(4)
    };
    let length = word().count();
    word().next().is_some_and(|c| matches!(c, ':' | ';'))
        || (1..=3).contains(&length) && (length == 1 || word().all(char::is_numeric))
}

fn brackets(texts: Texts<'_>, found: &mut Found<'_>) {
    let (ar, en) = (odd_bracket(texts.ar), odd_bracket(texts.en));
    let (lang, span) = match (ar, en) {
        (Some(span), None) => (Lang::Ar, span),
        (None, Some(span)) => (Lang::En, span),
        _ => return,
    };
    let evidence = format!("{} without its other half", &texts.get(lang)[span.clone()]);
    found.add(Rule::Brackets, lang, span, evidence);
}

fn spaces(lang: Lang, text: &str, found: &mut Found<'_>) {
    let trimmed = text.trim();
    if trimmed.len() != text.len() {
        let span = match text.starts_with(trimmed) {
            true => trimmed.len()..text.len(),
            false => 0..text.len() - text.trim_start().len(),
        };
        found.add(
            Rule::Spaces,
            lang,
            span,
            "white space at the end of the text".to_owned(),
        );
    } else if let Some(at) = text.find("  ") {
        let length = text[at..].len() - text[at..].trim_start_matches(' ').len();
        found.add(
            Rule::Spaces,
            lang,
            at..at + length,
            format!("{length} spaces in a row"),
        );
    }
}

/// Words that may stand twice in a row.
const TWICE: &[&str] = &[
    "had",
    "that",
    "very",
    "bye",
    "ha",
    "no",
    "so",
    "جدا",
    "شيئا",
    "رويدا",
    "يوما",
    "كلا",
    "صفا",
    "دكا",
    "واحدا",
    "نعم",
];

fn repeated(lang: Lang, text: &str, tokens: &Tokens, found: &mut Found<'_>) {
    let is_twice = |before: &str, word: &str, kind: TokenKind| {
        kind == TokenKind::Word
            && word == before
            && word.chars().count() > 1
            && !TWICE.contains(&word)
    };
    let words = tokens.iter().zip(tokens.iter().skip(1));
    let mut twice = words.filter(|(before, word)| is_twice(before.text, word.text, word.kind));
    let Some((_, first)) = twice.next() else {
        return;
    };
    // Places cost more than words, and hardly any text has a word twice.
    let located = locate(text);
    let pairs = located.windows(2);
    let mut twice = pairs
        .filter(|pair| is_twice(&pair[0].text, &pair[1].text, pair[1].kind))
        .map(|pair| (pair[1].text.as_str(), pair[1].span.clone()))
        .peekable();
    // In rare cases the words that have places are not those of the text.
    let nowhere = twice
        .peek()
        .is_none()
        .then_some((first.text, 0..text.len()));
    // «دوران دوران» is one thing, "Duran Duran" another.
    let is_name = |span: &Range<usize>| {
        lang == Lang::En && text[span.clone()].starts_with(char::is_uppercase)
    };
    if let Some((word, span)) = twice.chain(nowhere).find(|(_, span)| !is_name(span)) {
        found.add(
            Rule::RepeatedWord,
            lang,
            span,
            format!("{word} stands twice"),
        );
    }
}
