//! Candidates: every place where a sentence may end, and what was decided there.

use crate::bitext::Lang;
use crate::text::forms::is_invisible;

use super::{arabic, english};

/// What was decided at a place where a sentence may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The byte offset after the mark and what closes with it.
    pub at: usize,
    /// Whether a sentence ends here.
    pub breaks: bool,
    /// The rule that decided.
    pub rule: &'static str,
}

/// The kind of mark at a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    FullStop,
    Ellipsis,
    Question,
    Exclamation,
}

impl Mark {
    fn rule(self) -> &'static str {
        match self {
            Mark::FullStop => "full-stop",
            Mark::Ellipsis => "ellipsis",
            Mark::Question => "question",
            Mark::Exclamation => "exclamation",
        }
    }
}

/// A mark that may end a sentence, with its surroundings.
pub(super) struct Stop<'a> {
    /// The kind of its marks; a question mark in the run outranks the others.
    pub(super) mark: Mark,
    /// What stands before the mark, from the start of the segment on.
    pub(super) before: &'a str,
    /// The marks themselves, with controls between them.
    pub(super) marks: &'a str,
    /// What closes with it: quotation marks and brackets, possibly none.
    pub(super) closers: &'a str,
    /// What follows, from the first character that is no white space.
    pub(super) after: &'a str,
}

impl<'a> Stop<'a> {
    /// The characters before the mark up to the last white space, without opening marks and controls at their start.
    pub(super) fn word_before(&self) -> &'a str {
        let word = self.before.rsplit(char::is_whitespace).next().unwrap_or("");
        word.trim_start_matches(|c| is_opener(c) || is_closer(c) || is_invisible(c))
            .trim_end_matches(is_invisible)
    }

    /// The white-space word before [`Self::word_before`].
    pub(super) fn second_word_before(&self) -> &'a str {
        self.before.split_whitespace().rev().nth(1).unwrap_or("")
    }

    /// The first word of what follows, without opening marks and controls.
    pub(super) fn word_after(&self) -> &'a str {
        let after = self
            .after
            .trim_start_matches(|c| is_opener(c) || is_invisible(c));
        let end = after
            .find(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’' || is_mark_in_word(c)));
        &after[..end.unwrap_or(after.len())]
    }

    /// Tells whether a quotation closes with the mark.
    pub(super) fn closes_quotation(&self) -> bool {
        self.closers
            .contains(|c: char| !matches!(c, ')' | ']' | '}') && is_closer(c))
    }

    /// Tells whether a bracket opens after the mark: what it holds belongs to what stands before it.
    pub(super) fn bracket_after(&self) -> bool {
        self.after
            .trim_start_matches(is_invisible)
            .starts_with(['(', '['])
    }

    /// Tells whether what follows opens a quotation or a bracket.
    pub(super) fn opens_after(&self) -> bool {
        self.after
            .trim_start_matches(is_invisible)
            .starts_with(is_opener)
    }
}

/// Returns every candidate of `text` in ascending order; the end of the text is none.
pub fn decisions(text: &str, lang: Lang) -> Vec<Decision> {
    let mut found = Vec::new();
    let mut segment = 0;
    let mut from = 0;
    while let Some(offset) = text[from..].find(|c: char| is_terminator(c) || is_line_break(c)) {
        let start = from + offset;
        let first = text[start..].chars().next().expect("find gave a character");
        if is_line_break(first) {
            from = start + first.len_utf8();
            found.push(Decision {
                at: from,
                breaks: true,
                rule: "line-break",
            });
            segment = from;
            continue;
        }
        let marks_end = start + run(&text[start..], |c| is_terminator(c) || is_invisible(c));
        let end = marks_end + closers(&text[marks_end..]);
        from = end;
        let rest = &text[end..];
        let after = rest.trim_start_matches(|c: char| c.is_whitespace() && !is_line_break(c));
        if after.is_empty() || after.starts_with(is_line_break) {
            continue;
        }
        let stop = Stop {
            mark: mark(&text[start..marks_end]),
            before: &text[segment..start],
            marks: &text[start..marks_end],
            closers: &text[marks_end..end],
            after,
        };
        let spaced = after.len() < rest.len();
        let veto = if spaced {
            veto(&stop, lang)
        } else {
            glued(&stop, text, start, lang)
        };
        let decision = match veto {
            Veto::None => Decision {
                at: end,
                breaks: true,
                rule: if spaced {
                    stop.mark.rule()
                } else {
                    "missing-space"
                },
            },
            Veto::Rule(rule) => Decision {
                at: end,
                breaks: false,
                rule,
            },
            Veto::NoCandidate => continue,
        };
        if decision.breaks {
            segment = end;
        }
        found.push(decision);
    }
    found
}

/// Why a stop ends no sentence.
enum Veto {
    /// Nothing speaks against it.
    None,
    /// A rule does.
    Rule(&'static str),
    /// The mark is part of a number, an address or a word.
    NoCandidate,
}

fn veto(stop: &Stop<'_>, lang: Lang) -> Veto {
    let rule = if is_list_number(stop) {
        Some("list-number")
    } else if is_bracketed_mark(stop) {
        Some("bracketed-mark")
    } else {
        match lang {
            Lang::Ar => arabic::veto(stop),
            Lang::En => english::veto(stop),
        }
    };
    rule.map_or(Veto::None, Veto::Rule)
}

/// How far a token is followed to either side of a mark, in characters.
const LONGEST_TOKEN: usize = 100;

/// Judges a mark that no white space follows: a break only between two whole words.
fn glued(stop: &Stop<'_>, text: &str, start: usize, lang: Lang) -> Veto {
    // A second quotation mark or bracket follows directly: «…!»(1) or "…"—
    if !stop.after.starts_with(char::is_alphabetic) {
        return Veto::NoCandidate;
    }
    // Longer tokens are no words; the limit keeps a text without spaces linear.
    let near = |c: &char| !c.is_whitespace();
    let head = text[..start]
        .chars()
        .rev()
        .take(LONGEST_TOKEN)
        .take_while(near)
        .map(char::len_utf8)
        .sum::<usize>();
    let tail = text[start..]
        .chars()
        .take(LONGEST_TOKEN)
        .take_while(near)
        .map(char::len_utf8)
        .sum::<usize>();
    let token = &text[start - head..start + tail];
    if token.contains(['/', '@', '_']) || token.contains("www") || token.contains("http") {
        return Veto::NoCandidate;
    }
    let missing = match lang {
        Lang::Ar => arabic::is_missing_space(stop),
        Lang::En => english::is_missing_space(stop),
    };
    if missing {
        Veto::None
    } else {
        Veto::NoCandidate
    }
}

/// A number at the start of a segment, as in «1. » or «٢.٣. »; a single letter is an initial.
fn is_list_number(stop: &Stop<'_>) -> bool {
    let label = stop
        .before
        .trim_matches(|c: char| c.is_whitespace() || is_invisible(c) || is_opener(c));
    let numbered = label.len() <= 14
        && label.starts_with(char::is_numeric)
        && label
            .chars()
            .all(|c| c.is_numeric() || matches!(c, '.' | '٫'))
        && (label.contains(['.', '٫']) || label.chars().count() <= 3);
    stop.mark == Mark::FullStop && stop.closers.is_empty() && numbered
}

/// «(؟)» and «(!)»: the brackets hold the mark and nothing else.
fn is_bracketed_mark(stop: &Stop<'_>) -> bool {
    stop.before.ends_with(['(', '[']) && stop.closers.starts_with([')', ']'])
}

fn mark(marks: &str) -> Mark {
    let full_stops = marks.chars().filter(|c| matches!(c, '.' | '．')).count();
    if marks.contains(['?', '؟', '？', '⁇', '⁈', '⁉']) {
        Mark::Question
    } else if marks.contains(['!', '！', '‼']) {
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

/// The length in bytes of what closes with a mark.
///
/// Press archives store guillemets mirrored, so both directions close. A closing
/// mark may stand after a space, French fashion, when nothing is attached to it.
fn closers(text: &str) -> usize {
    let close = run(text, |c| is_closer(c) || is_invisible(c));
    let spaced = text[close..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let second = run(spaced, |c| matches!(c, '»' | '«' | '”' | '"' | ')' | ']'));
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

fn is_terminator(c: char) -> bool {
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
    )
}

fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | '»' | '«' | '›' | '‹' | ')' | ']' | '}' | '“' | '＂' | '*'
    )
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '„' | '«' | '»' | '‹' | '(' | '[' | '{' | '＂' | '*'
    )
}

fn is_mark_in_word(c: char) -> bool {
    crate::text::forms::is_vowel_mark(c) || c == '\u{640}' || is_invisible(c)
}
