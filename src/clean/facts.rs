//! What the rules ask of a line and of the page around it.

use crate::bitext::{Article, Block};
use crate::text::forms::folded;

/// What is known of one line.
pub(super) struct Facts<'a> {
    /// The line as it stands.
    pub(super) text: &'a str,
    /// Its folded form.
    pub(super) folded: String,
    /// The words of the folded form, without punctuation, joined by single spaces.
    pub(super) bare: String,
    /// The number of those words.
    pub(super) words: usize,
    /// The mark that ends the line as a sentence.
    pub(super) stop: Option<char>,
    /// What stands before the first colon, dash or slash that sets something off.
    pub(super) label: Option<Label>,
    /// What the block is.
    pub(super) block: Block,
    /// The line of the input.
    pub(super) number: usize,
}

/// The beginning of a line that is set off from the rest.
pub(super) struct Label {
    /// The number of its words.
    pub(super) words: usize,
    /// What follows is written as names are; Arabic has no capitals that could tell.
    pub(super) may_be_name: bool,
}

impl Facts<'_> {
    /// Tells whether the line is running text and not a headline, a list or furniture.
    pub(super) fn is_prose(&self) -> bool {
        (self.stop.is_some() && self.words >= 12) || self.words >= 25
    }

    /// Tells whether the page has not marked the line as a heading or an item, so that it may be furniture by its looks.
    pub(super) fn is_loose(&self) -> bool {
        matches!(self.block, Block::Paragraph | Block::Caption)
    }

    /// Returns the line after its first `words` words and the marks that follow them.
    pub(super) fn after(&self, words: usize) -> &str {
        let is_mark = |c: char| {
            c.is_whitespace() || matches!(c, ':' | '/' | '|' | '-' | '–' | '—' | '：' | 'ـ')
        };
        let mut rest = self.text.trim_start_matches(|c: char| !c.is_alphanumeric());
        for _ in 0..words {
            let end = rest.find(is_mark).unwrap_or(rest.len());
            rest = rest[end..].trim_start_matches(is_mark);
        }
        rest
    }

    /// Tells whether the line ends as a question.
    pub(super) fn is_question(&self) -> bool {
        matches!(self.stop, Some('?' | '؟'))
    }
}

/// An article seen as a page.
pub(super) struct Page<'a> {
    /// What is known of each line.
    pub(super) lines: Vec<Facts<'a>>,
    first_prose: Option<usize>,
    last_prose: Option<usize>,
}

/// How many lines are the head of a page without running text.
const HEAD: usize = 5;

/// How many lines are the head of a page though running text stands among them: a title, a summary, a byline.
const SHORT_HEAD: usize = 3;

/// How many lines above the running text may be the head of the page.
const LONG_HEAD: usize = 12;

impl<'a> Page<'a> {
    /// Looks at every line of the article; what `is_page` knows is not taken for running text.
    pub(super) fn new(article: &'a Article, is_page: impl Fn(&Facts<'_>) -> bool) -> Self {
        let facts = article.lines.iter().map(|line| Facts {
            text: &line.text,
            block: line.block,
            number: line.number,
            ..facts(&line.text)
        });
        let lines: Vec<Facts<'a>> = facts.collect();
        let prose = |line: &Facts<'_>| line.is_prose() && !is_page(line);
        Self {
            first_prose: lines.iter().position(prose),
            last_prose: lines.iter().rposition(prose),
            lines,
        }
    }

    /// Tells whether the line stands where a page gives its date, place and author.
    pub(super) fn is_head(&self, index: usize) -> bool {
        match self.first_prose {
            Some(prose) => (index < prose && index < LONG_HEAD) || index < SHORT_HEAD,
            None => index < HEAD,
        }
    }

    /// Tells whether the line stands before or behind the running text.
    pub(super) fn is_edge(&self, index: usize) -> bool {
        self.is_head(index) || self.is_tail(index)
    }

    /// Tells whether all running text stands before the line.
    pub(super) fn is_tail(&self, index: usize) -> bool {
        self.last_prose.is_some_and(|prose| index >= prose)
    }

    /// Returns the index of the last line of running text.
    pub(super) fn last_prose(&self) -> Option<usize> {
        self.last_prose
    }

    /// Tells whether no running text stands before the line, nor in it.
    pub(super) fn is_above_prose(&self, index: usize) -> bool {
        self.first_prose.is_none_or(|prose| index < prose)
    }

    /// Tells whether running text follows the line.
    pub(super) fn is_before_prose(&self, index: usize) -> bool {
        self.last_prose.is_some_and(|prose| index < prose)
    }
}

fn facts(text: &str) -> Facts<'_> {
    // A tatweel between spaces is a dash; the folded form would lose it.
    let folded = folded(&text.replace(" ـ ", " - "));
    let bare = bare_of_folded(&folded);
    Facts {
        text,
        words: count(&bare),
        stop: stop(text),
        label: label(text),
        bare,
        folded,
        block: Block::Paragraph,
        number: 0,
    }
}

/// The words of a text in the folded form, without punctuation, joined by single spaces.
pub(super) fn bare(text: &str) -> String {
    bare_of_folded(&folded(text))
}

fn bare_of_folded(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if c != '\'' && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The number of words of a bare text.
pub(super) fn count(bare: &str) -> usize {
    bare.split_whitespace().count()
}

/// The mark that ends a text as a sentence, closing marks after it looked through.
fn stop(text: &str) -> Option<char> {
    let is_closing = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\'' | '»' | '«' | '”' | '’' | ')' | ']' | '\u{200e}' | '\u{200f}'
            )
    };
    let last = text.trim_end_matches(is_closing).chars().next_back()?;
    matches!(last, '.' | '!' | '?' | '؟' | '…' | '۔').then_some(last)
}

/// Finds what sets off the beginning of a line: a colon, a slash, a bar, or a dash with a space beside it.
fn label(text: &str) -> Option<Label> {
    let (at, mark) = text.char_indices().find(|&(at, c)| {
        let before = text[..at].chars().next_back();
        let after = text[at + c.len_utf8()..].chars().next();
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        match c {
            // Not in times and addresses.
            ':' | '：' => !before.is_some_and(char::is_numeric) && after != Some('/'),
            '/' | '|' => {
                at > 0 && !before.is_some_and(|c| c.is_numeric() || matches!(c, ':' | '/'))
            }
            '-' | '–' | '—' => is_space(before) || is_space(after),
            _ => false,
        }
    })?;
    Some(Label {
        words: count(&bare(&text[..at])),
        may_be_name: is_name(&text[at + mark.len_utf8()..]),
    })
}

/// Tells whether a text can be a list of names: in English each word but small ones is capitalized.
fn is_name(text: &str) -> bool {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '&' | '|'));
    words.filter(|word| !word.is_empty()).all(|word| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        first.is_none_or(|c| !c.is_lowercase())
            || word.contains('@')
            || ["al-", "el-", "an-", "ash-", "as-", "d'", "www.", "http"]
                .iter()
                .any(|small| word.starts_with(small))
            || matches!(
                word,
                "and"
                    | "al"
                    | "el"
                    | "de"
                    | "der"
                    | "den"
                    | "di"
                    | "van"
                    | "von"
                    | "bin"
                    | "ibn"
                    | "bint"
                    | "the"
                    | "of"
                    | "for"
                    | "in"
                    | "via"
                    | "our"
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_set_off_by_colons_slashes_and_loose_dashes() {
        for (text, words) in [
            ("المصدر: وكالات", Some(1)),
            ("كتبت/ منى", Some(1)),
            ("By Samer al-Huwaiti", None),
            ("الأحد - ٠٩:١٥", Some(1)),
            ("بدأ في 09:15 صباحا", None),
            ("https://a.b", None),
            ("قد يهمك أيضاً :", Some(3)),
        ] {
            assert_eq!(label(text).map(|label| label.words), words, "{text}");
        }
    }

    #[test]
    fn stops_are_seen_through_closing_marks() {
        for (text, expected) in [
            ("نعم».", Some('.')),
            ("نعم؟»", Some('؟')),
            ("(نعم.)\u{200f}", Some('.')),
            ("نعم:", None),
            ("نعم", None),
        ] {
            assert_eq!(stop(text), expected, "{text}");
        }
    }

    #[test]
    fn small_words_tell_english_sentences_from_names() {
        for (text, expected) in [
            (" Karim Fathi and Samer al-Huwaiti", true),
            (" رائد عبابنة", true),
            (" press@site.example", true),
            (" a general view shown here", false),
        ] {
            assert_eq!(is_name(text), expected, "{text}");
        }
    }
}
