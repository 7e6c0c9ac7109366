//! The marks the rules know, by what they do: end a sentence, open, close, hang on to it.
//!
//! Lengths are in bytes and are taken from the start of the text given, so that a
//! scan goes on behind what it has measured.

use crate::text::forms::{is_invisible, is_vowel_mark};

/// The kind of mark at a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    FullStop,
    Ellipsis,
    Question,
    Exclamation,
}

impl Mark {
    /// The name of the rule by which the mark ends a sentence.
    pub(super) fn rule(self) -> &'static str {
        match self {
            Mark::FullStop => "full-stop",
            Mark::Ellipsis => "ellipsis",
            Mark::Question => "question",
            Mark::Exclamation => "exclamation",
        }
    }
}

/// The kind of a run of marks; a question mark in it outranks the others.
pub(super) fn mark(marks: &str) -> Mark {
    let full_stops = marks.chars().filter(|c| matches!(c, '.' | '．')).count();
    if marks.contains(['?', '؟', '？', '⁇', '⁈', '⁉', '‽', '⸮', '﹖']) {
        Mark::Question
    } else if marks.contains(['!', '！', '‼', '﹗']) {
        Mark::Exclamation
    } else if full_stops > 1 || marks.contains('…') {
        Mark::Ellipsis
    } else {
        Mark::FullStop
    }
}

/// The length in bytes of the leading characters that satisfy `test`.
fn run(text: &str, test: impl Fn(char) -> bool) -> usize {
    text.find(|c| !test(c)).unwrap_or(text.len())
}

/// The length in bytes of the marks at the start of `text`, with controls between them.
///
/// Single marks with spaces between them («. . .», «؟ !») are one run.
pub(super) fn marks_length(text: &str) -> usize {
    let is_mark = |c| is_terminator(c) || is_invisible(c);
    let mut length = run(text, is_mark);
    let is_single = |marks: &str| marks.chars().filter(|&c| is_terminator(c)).count() == 1;
    let mut last = &text[..length];
    while is_single(last) {
        let rest = &text[length..];
        let spaced = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let next = &spaced[..run(spaced, is_mark)];
        let alone = spaced[next.len()..]
            .chars()
            .next()
            .is_none_or(|c| c.is_whitespace() || is_closer(c));
        if !is_single(next) || !alone {
            break;
        }
        length += rest.len() - spaced.len() + next.len();
        last = next;
    }
    length
}

/// The length in bytes of what closes with a mark.
///
/// Press archives store guillemets mirrored, so both directions close. A closing
/// mark may stand after a space, French fashion, when nothing is attached to it and
/// it cannot open a quotation. The number of a note belongs to what it is set behind.
pub(super) fn closers(text: &str, quotation_open: bool) -> usize {
    let close = run(text, |c| is_closer(c) || is_invisible(c));
    let close = close + notes(&text[close..]);
    let spaced = text[close..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let second = run(spaced, |c| {
        matches!(c, '»' | '«' | '”' | ')' | ']') || c == '"' && quotation_open
    });
    let gap = text.len() - close - spaced.len();
    let alone = spaced[second..]
        .chars()
        .next()
        .is_none_or(char::is_whitespace);
    if gap > 0 && second > 0 && alone {
        close + gap + second
    } else {
        close
    }
}

/// The most characters between the square brackets of a note.
pub(super) const LONGEST_NOTE: usize = 24;

/// The length in bytes of notes at the start of `text`: `[1][2]`, `[note 3]`, `(٣)`, `²`.
fn notes(text: &str) -> usize {
    let mut length = run(text, |c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹'));
    while let Some(note) = note(&text[length..]) {
        length += note;
    }
    length
}

/// The length in bytes of one note in brackets; round ones hold a number only.
fn note(text: &str) -> Option<usize> {
    if let Some(inner) = text.strip_prefix('(') {
        let digits = run(inner, char::is_numeric);
        let closed = inner[digits..].starts_with(')');
        return ((1..=6).contains(&digits) && closed).then_some(digits + 2);
    }
    let inner = text.strip_prefix('[')?;
    let held: usize = inner
        .chars()
        .take(LONGEST_NOTE)
        .take_while(|&c| !matches!(c, '[' | ']') && !is_terminator(c) && !is_line_break(c))
        .map(char::len_utf8)
        .sum();
    (held > 0 && inner[held..].starts_with(']')).then_some(held + 2)
}

/// The length in bytes of the faces, hearts and hands after a mark, and of the space before them.
///
/// They comment on the sentence that ends there («وصلنا! 😊», «See you! :)»), unless pictures
/// open the sentences; pictures of things are bullets and labels of what follows.
pub(super) fn reactions(text: &str, sentence: &str) -> usize {
    let spaced = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let typed = TYPED_FACES
        .iter()
        .find(|face| spaced.starts_with(**face))
        .map_or(0, |face| face.len());
    let length = if typed > 0 {
        typed
    } else if spaced.starts_with(is_reaction) && !sentence.trim_start().starts_with(is_reaction) {
        run(spaced, |c| is_reaction(c) || is_joiner(c))
    } else {
        return 0;
    };
    let alone = spaced[length..]
        .chars()
        .next()
        .is_none_or(char::is_whitespace);
    if alone {
        text.len() - spaced.len() + length
    } else {
        0
    }
}

/// Faces that are typed in marks and letters, the longer before the shorter.
pub(super) const TYPED_FACES: &[&str] = &[
    ":-)", ":))", ":)", ":-(", ":((", ":(", ":D", ":-D", ";-)", ";)", ":P", "^_^", "<3", "xD", "XD",
];

/// Faces, hearts, hands, flowers and celebration.
pub(super) fn is_reaction(c: char) -> bool {
    matches!(c,
        '\u{2639}' | '\u{263a}' | '\u{2763}' | '\u{2764}'
        | '\u{1f337}'..='\u{1f33c}' | '\u{1f380}'..='\u{1f38a}' | '\u{1f44a}'..='\u{1f450}'
        | '\u{1f480}' | '\u{1f490}' | '\u{1f493}'..='\u{1f49f}' | '\u{1f4a5}' | '\u{1f4a9}'
        | '\u{1f4aa}' | '\u{1f4af}' | '\u{1f525}' | '\u{1f590}' | '\u{1f5a4}'
        | '\u{1f600}'..='\u{1f64f}' | '\u{1f90c}'..='\u{1f93a}' | '\u{1f970}'..='\u{1f97a}'
        | '\u{1f9d0}' | '\u{1f9e1}' | '\u{1fae0}'..='\u{1faf8}')
}

/// What joins and colors pictures: the variation selector, the joiner, the tones of skin.
pub(super) fn is_joiner(c: char) -> bool {
    matches!(
        c,
        '\u{fe0f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{2640}' | '\u{2642}'
    )
}

/// A mark that may end a sentence.
pub(super) fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '؟'
            | '…'
            | '۔'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '。'
            | '！'
            | '？'
            | '．'
            | '｡'
            | '‽'
            | '⸮'
            | '﹒'
            | '﹖'
            | '﹗'
    )
}

/// A line break, which always ends a segment.
pub(super) fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// A quotation mark or bracket that may close; press archives store guillemets mirrored.
pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '«'
            | '›'
            | '‹'
            | ')'
            | ']'
            | '}'
            | '“'
            | '＂'
            | '*'
            | '﴾'
            | '﴿'
            | '）'
    )
}

/// A quotation mark or bracket that may open.
pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '„'
            | '«'
            | '»'
            | '‹'
            | '('
            | '['
            | '{'
            | '＂'
            | '*'
            | '`'
            | '﴿'
            | '﴾'
            | '（'
    )
}

/// A dash that may stand between words, open a turn of a dialogue or enclose an aside.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '−')
}

/// A mark inside a word: a vowel mark, tatweel, a control.
pub(super) fn is_mark_in_word(c: char) -> bool {
    is_vowel_mark(c) || c == '\u{640}' || is_invisible(c)
}
