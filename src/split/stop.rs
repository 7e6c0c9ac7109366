//! Candidates: every place where a sentence may end, and what was decided there.

use crate::bitext::Lang;
use crate::text::forms::is_invisible;

use super::balance::Balance;
use super::marks::{
    Mark, closers, is_closer, is_dash, is_line_break, is_mark_in_word, is_opener, is_terminator,
    mark, marks_length, reactions,
};
use super::{arabic, english, inside, labels};

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

    /// What stands before [`Self::word_before`], with the marks that open it.
    pub(super) fn lead(&self) -> &'a str {
        let word = self.word_before();
        let seen = self.before.trim_end_matches(is_invisible);
        seen.strip_suffix(word).unwrap_or(seen)
    }

    /// Tells whether nothing but marks stands before [`Self::word_before`].
    pub(super) fn opens_segment(&self) -> bool {
        let lead = self.lead();
        lead.len() <= LONGEST_OPENING && !lead.contains(char::is_alphanumeric)
    }

    /// What follows, behind a dash that may stand between a quotation and its speaker.
    pub(super) fn after_dash(&self) -> &'a str {
        self.after
            .trim_start_matches(|c| is_dash(c) || matches!(c, '،' | ',' | ' '))
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
        let closed = marks_end + closers(&text[marks_end..], balance.quotation_open);
        let end = closed + reactions(&text[closed..], &text[segment..start]);
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
            closers: &text[marks_end..closed],
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
    labels::veto(stop)
        .or_else(|| inside::veto(stop))
        .or_else(|| match lang {
            Lang::Ar => arabic::veto(stop),
            Lang::En => english::veto(stop),
        })
        .map_or(Veto::None, Veto::Rule)
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

/// Opening marks and dashes before the first word are no longer than this many bytes.
const LONGEST_OPENING: usize = 16;

/// A title in quotation marks is no longer than this many bytes.
const LONGEST_TITLE: usize = 160;
