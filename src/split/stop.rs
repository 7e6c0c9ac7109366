//! Candidates: every place where a sentence may end, and what was decided there.

use crate::bitext::Lang;
use crate::text::forms::is_invisible;

use super::balance::Balance;
use super::{arabic, english};

/// What was decided at a place where a sentence may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision<'a> {
    /// The byte offset after the mark and what closes with it.
    pub at: usize,
    /// Whether a sentence ends here.
    pub breaks: bool,
    /// The rule that decided.
    pub rule: &'a str,
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
    /// Whether a bracket that opened inside the sentence is still open at the mark.
    pub(super) in_brackets: bool,
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

    /// What follows, behind a dash that may stand between a quotation and its speaker.
    pub(super) fn after_dash(&self) -> &'a str {
        self.after
            .trim_start_matches(['-', '–', '—', '،', ',', ' '])
    }

    /// What the quotation that closes with the mark holds, and what stands before it.
    ///
    /// Looks back no further than a long title reaches.
    pub(super) fn quotation(&self) -> Option<(&'a str, &'a str)> {
        let opener = match self.closers.chars().find(|&c| is_closer(c))? {
            '"' => '"',
            '»' => '«',
            '«' => '»',
            '”' => '“',
            '“' => '”',
            _ => return None,
        };
        let from = self.before.len().saturating_sub(LONGEST_TITLE);
        let near = (from..=self.before.len()).find(|&at| self.before.is_char_boundary(at))?;
        let open = near + self.before[near..].rfind(opener)?;
        Some((
            &self.before[open + opener.len_utf8()..],
            &self.before[..open],
        ))
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
pub fn decisions(text: &str, lang: Lang) -> Vec<Decision<'static>> {
    let mut found = Vec::new();
    let mut balance = Balance::default();
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
            balance = Balance::starting_at(from);
            continue;
        }
        balance.advance(text, start);
        let marks_end = start + marks_length(&text[start..]);
        let end = marks_end + closers(&text[marks_end..], balance.quotation_open);
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
            in_brackets: balance.in_brackets(text, start),
        };
        let spaced = after.len() < rest.len();
        let veto = if !balance.has_words {
            Veto::Rule("nothing-before")
        } else if spaced {
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
            balance.advance(text, end);
            balance.has_words = false;
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
    } else if stop.in_brackets && !stop.closers.contains([')', ']']) {
        Some("in-brackets")
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
    let missing = match lang {
        Lang::Ar => arabic::is_missing_space(stop),
        Lang::En => english::is_missing_space(stop),
    };
    if !missing {
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
    veto(stop, lang)
}

/// A number at the start of a segment, as in «1. », «٢.٣. », «iv. » or «المادة 5. »; a
/// single letter is an initial.
fn is_list_number(stop: &Stop<'_>) -> bool {
    if stop.mark != Mark::FullStop || !stop.closers.is_empty() || stop.before.len() > LONGEST_LABEL
    {
        return false;
    }
    let label = stop
        .before
        .trim_matches(|c: char| c.is_whitespace() || is_invisible(c) || is_opener(c));
    let (part, number) = label.rsplit_once(' ').unwrap_or(("", label));
    let numbered = number.starts_with(char::is_numeric)
        && number
            .chars()
            .all(|c| c.is_numeric() || matches!(c, '.' | '٫'))
        && (number.contains(['.', '٫']) || number.chars().count() <= 3);
    (numbered || is_small_roman(number)) && (part.is_empty() || PARTS.contains(&part.trim_end()))
}

/// A title in quotation marks is no longer than this many bytes.
const LONGEST_TITLE: usize = 160;

/// A label such as «Article 12» is no longer than this many bytes.
const LONGEST_LABEL: usize = 40;

/// Parts of a statute or of a book, which a number and a stop may label.
pub(super) const PARTS: &[&str] = &[
    "المادة",
    "مادة",
    "الفصل",
    "الباب",
    "البند",
    "القسم",
    "الفرع",
    "الفقرة",
    "الجدول",
    "الشكل",
    "الملحق",
    "المبحث",
    "المطلب",
    "السؤال",
    "المسألة",
    "Article",
    "Section",
    "Chapter",
    "Part",
    "Clause",
    "Paragraph",
    "Table",
    "Figure",
    "Annex",
    "Appendix",
    "Rule",
    "Question",
];

/// Roman numbers of list items; longer ones are hardly ever labels, and words look like them.
pub(super) fn is_small_roman(label: &str) -> bool {
    (1..=5).contains(&label.len())
        && (label.bytes().all(|b| b"ivx".contains(&b))
            || label.bytes().all(|b| b"IVX".contains(&b)))
}

/// «(؟)» and «(!)»: the brackets hold the mark and nothing else.
fn is_bracketed_mark(stop: &Stop<'_>) -> bool {
    stop.before.ends_with(['(', '[']) && stop.closers.starts_with([')', ']'])
}

fn mark(marks: &str) -> Mark {
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
fn marks_length(text: &str) -> usize {
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
fn closers(text: &str, quotation_open: bool) -> usize {
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

/// The length in bytes of note numbers at the start of `text`: `[1][2]`, `(٣)`, `²`.
fn notes(text: &str) -> usize {
    let mut length = run(text, |c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹'));
    while let Some(inner) = text[length..].strip_prefix(['[', '(']) {
        let digits = run(inner, char::is_numeric);
        if !(1..=6).contains(&digits) || !inner[digits..].starts_with([']', ')']) {
            break;
        }
        length += digits + 2;
    }
    length
}

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

pub(super) fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

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

pub(super) fn is_mark_in_word(c: char) -> bool {
    crate::text::forms::is_vowel_mark(c) || c == '\u{640}' || is_invisible(c)
}
