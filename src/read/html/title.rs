//! Which line of a page is its article's title.
//!
//! A page says it several times: in `<title>` with the name of the site, in
//! `og:title`, in JSON-LD, and in a heading, which need not be the first nor of
//! the first rank. The heading that agrees with the others is the title; where
//! the page shows none, `<title>` without the site's name is.

use std::ops::Range;

use super::grams::is_of_word;
use super::hints::Hints;
use super::judge::Fate;
use super::scan::Scanned;
use crate::bitext::{Block, Line, Origins};
use crate::read::elements::Kind;

/// How many words a title may have.
const LONGEST: usize = 40;

/// How many titles a page may declare: more are those of several articles.
const MOST: usize = 4;

/// How many lines before the text its title may stand if nothing else tells it.
const NEAR: usize = 16;

/// The titles that a page declares, as their letters and digits in small letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Titles {
    /// The article's: `og:title`, the headline of JSON-LD.
    of_article: Vec<String>,
    /// The page's, often with the name of the site.
    of_page: Option<String>,
    /// The longest part of the page's, if it has several.
    part: Option<String>,
}

/// How well a line agrees with the titles that are declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Agreement {
    None,
    /// It is a good part of the page's title.
    Part,
    /// It is the article's title.
    Whole,
}

impl Titles {
    /// Notes the titles of the article and of the page.
    pub(super) fn new<'a>(
        of_article: impl Iterator<Item = &'a str>,
        of_page: Option<&str>,
    ) -> Self {
        let mut known: Vec<String> = Vec::new();
        for title in of_article.map(letters) {
            if known.len() < MOST && !title.is_empty() && !known.contains(&title) {
                known.push(title);
            }
        }
        Self {
            of_article: known,
            of_page: of_page.map(letters).filter(|title| !title.is_empty()),
            part: of_page.and_then(|title| {
                let parts = parts(title).into_iter().map(letters);
                parts
                    .max_by_key(String::len)
                    .filter(|part| !part.is_empty())
            }),
        }
    }

    /// Compares a line with them.
    pub(super) fn agreement(&self, text: &str) -> Agreement {
        let titles = self.of_article.iter().chain(&self.of_page);
        let whole = titles.map(|title| compare(text, title)).max();
        let part = self.part.as_ref().map(|part| match compare(text, part) {
            Agreement::Whole => Agreement::Part,
            _ => Agreement::None,
        });
        whole.max(part).unwrap_or(Agreement::None)
    }
}

/// Compares a text with the letters of a title; nearly all lines of a page differ in the first letters.
fn compare(text: &str, title: &str) -> Agreement {
    let ahead = common(letters_of(text.chars()), title.chars());
    let found = match ahead {
        None => common(letters_of(text.chars().rev()), title.chars().rev()),
        found => found,
    };
    // Before the name of the site stands the title; what stands behind it may be either.
    let all = title.chars().count();
    let least = if ahead.is_some() { 2 * all } else { 3 * all };
    match found {
        Some(length) if length == all => Agreement::Whole,
        Some(length) if length > 0 && 5 * length >= least => Agreement::Part,
        _ => Agreement::None,
    }
}

/// How many letters the text has, if the title begins with them.
fn common(
    text: impl Iterator<Item = char>,
    mut title: impl Iterator<Item = char>,
) -> Option<usize> {
    let mut count = 0;
    for c in text {
        if title.next() != Some(c) {
            return None;
        }
        count += 1;
    }
    Some(count)
}

fn letters_of(text: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    text.filter(|&c| is_of_word(c)).flat_map(char::to_lowercase)
}

/// The letters and digits of a text, small.
pub(super) fn letters(text: &str) -> String {
    letters_of(text.chars()).collect()
}

/// Returns which line is the title of the article in `region`, if the page shows it.
pub(super) fn shown(
    page: &Scanned,
    fates: &[Fate],
    agreements: &[Agreement],
    region: &Range<usize>,
) -> Option<usize> {
    let first_prose = region
        .clone()
        .find(|&line| fates[line] == Fate::Kept && page.facts[line].is_prose())
        .unwrap_or(region.end);
    let score = |line: usize| {
        let fact = &page.facts[line];
        if fact.is_title || fact.words > LONGEST {
            return 0;
        }
        let hints = around(page, fact.node) | fact.hints;
        let agrees = match agreements[line] {
            Agreement::Whole => 10,
            Agreement::Part => 8,
            Agreement::None => 0,
        };
        let rank = match fact.rank {
            1 => 4,
            2 => 2,
            3 => 1,
            _ => 0,
        };
        let named = if hints.any(Hints::TITLE) { 3 } else { 0 };
        let is_head = fact.rank > 0 || hints.any(Hints::TITLE);
        let is_near = line + NEAR >= region.start && line < first_prose;
        let placed = if is_head && is_near && fates[line] == Fate::Kept {
            2 + i32::from(is_within_article(page, fact.node))
        } else {
            0
        };
        let site = if hints.any(Hints::SITE) { 8 } else { 0 };
        let furniture = match fates[line] {
            Fate::Furniture => 4,
            _ => 0,
        };
        agrees + rank + named + placed - site - furniture
    };
    let lines = (0..region.end).filter(|&line| {
        line <= first_prose || agreements[line] != Agreement::None || page.facts[line].rank == 1
    });
    // The first of several of one score.
    lines
        .map(|line| (line, score(line)))
        .filter(|&(_, score)| score >= 4)
        .min_by_key(|&(line, score)| (-score, line))
        .map(|(line, _)| line)
}

/// Tells whether the article's element is one of the few around a node.
fn is_within_article(page: &Scanned, mut node: usize) -> bool {
    for _ in 0..4 {
        if page.nodes[node].kind == Kind::Article {
            return true;
        }
        node = page.nodes[node].parent;
    }
    false
}

/// The hints of a node and of the few around it.
fn around(page: &Scanned, mut node: usize) -> Hints {
    let mut hints = Hints::default();
    for _ in 0..3 {
        hints |= page.nodes[node].hints;
        node = page.nodes[node].parent;
    }
    hints
}

/// Takes the title out of the page's `<title>`: the part that the article's title is, else the part that is no site's name.
pub(super) fn without_site(title: &Line, titles: &Titles) -> Line {
    let text = &title.text;
    let known = titles.of_article.iter().find_map(|known| part(text, known));
    let range = known.unwrap_or_else(|| longest_part(text));
    let kept = text[range.clone()].trim();
    let start = range.start + (text[range.clone()].len() - text[range].trim_start().len());
    Line {
        text: kept.to_owned(),
        number: title.number,
        block: Block::Heading,
        origin: Origins::verbatim(start).through(kept, |range| title.origin.locate_span(range)),
    }
}

/// Where at the beginning or at the end of `text` stands what has these letters.
fn part(text: &str, known: &str) -> Option<Range<usize>> {
    let all = letters(text);
    let is_whole = |range: &Range<usize>| letters(&text[range.clone()]) == known;
    if all.starts_with(known) {
        let mut count = known.chars().count();
        let end = text.char_indices().find_map(|(at, c)| {
            count -= usize::from(c.is_alphanumeric()).min(count);
            (count == 0).then(|| at + c.len_utf8())
        })?;
        // What follows the last letter belongs to it as long as it is no space: a question mark.
        let more = text[end..]
            .find(char::is_whitespace)
            .unwrap_or(text.len() - end);
        let marks = text[end..end + more].chars().all(|c| !c.is_alphanumeric());
        return Some(0..if marks { end + more } else { end }).filter(is_whole);
    }
    if all.ends_with(known) {
        let words = text.char_indices().filter(|&(at, c)| {
            !c.is_whitespace() && (at == 0 || text[..at].ends_with(char::is_whitespace))
        });
        let mut starts = words.map(|(at, _)| at);
        return starts.find_map(|at| Some(at..text.len()).filter(is_whole));
    }
    None
}

/// What stands between the article's title and the name of the site.
const SEPARATORS: [&str; 9] = [" | ", "|", " :: ", " » ", " « ", " - ", " – ", " — ", " • "];

/// The parts of a page's title.
fn parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for separator in SEPARATORS {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(separator))
            .collect();
    }
    parts
}

/// How many words the name of a site may have.
const NAME: usize = 5;

/// The text without what is, behind or before it, short enough to be the name of a site.
fn longest_part(text: &str) -> Range<usize> {
    let words = |text: &str| text.split_whitespace().count();
    let is_name = |name: &str, title: &str| {
        words(name) <= NAME && words(title) > 1 && words(title) >= words(name)
    };
    let last = SEPARATORS
        .iter()
        .filter_map(|separator| text.rfind(separator).map(|at| (at, at + separator.len())))
        .max();
    if let Some((at, after)) = last
        && is_name(&text[after..], &text[..at])
    {
        return 0..at;
    }
    let first = SEPARATORS
        .iter()
        .filter_map(|separator| text.find(separator).map(|at| (at, at + separator.len())))
        .min();
    match first {
        Some((at, after)) if is_name(&text[..at], &text[after..]) => after..text.len(),
        _ => 0..text.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str, known: &[&str]) -> String {
        let line = Line {
            text: text.to_owned(),
            number: 1,
            block: Block::Heading,
            origin: Origins::verbatim(7),
        };
        let found = without_site(&line, &Titles::new(known.iter().copied(), Some(text)));
        let span = found.origin.locate_span(0..found.text.len());
        assert_eq!(&text[span.start - 7..span.end - 7], found.text);
        found.text
    }

    #[test]
    fn the_name_of_the_site_is_taken_off_the_title() {
        for (text, known, expected) in [
            ("عنوان الخبر | موقع", vec![], "عنوان الخبر"),
            (
                "صحيفة الصباح :: عنوان خبر طويل جدا هنا",
                vec![],
                "عنوان خبر طويل جدا هنا",
            ),
            ("عنوان الخبر - جريدة الصباح", vec![], "عنوان الخبر"),
            (
                "سوريا - مرحلة جديدة بعد الحرب الطويلة",
                vec!["سوريا - مرحلة جديدة بعد الحرب الطويلة"],
                "سوريا - مرحلة جديدة بعد الحرب الطويلة",
            ),
            (
                "هل نجح؟ - جريدة الصباح اليومية السياسية المستقلة",
                vec!["هل نجح؟"],
                "هل نجح؟",
            ),
            ("مدونتي: رسالة", vec!["رسالة"], "رسالة"),
            ("عنوان", vec![], "عنوان"),
            ("عنوان", vec!["غيره"], "عنوان"),
        ] {
            assert_eq!(title(text, &known), expected);
        }
    }

    #[test]
    fn lines_are_compared_by_their_letters() {
        let titles = Titles::new(["«نعم» للجسر"].into_iter(), Some("«نعم» للجسر | الصباح"));
        assert_eq!(titles.agreement("نعم للجسر!"), Agreement::Whole);
        assert_eq!(titles.agreement("«نعم» للجسر – الصباح"), Agreement::Whole);
        assert_eq!(titles.agreement("الصباح"), Agreement::None);
        assert_eq!(titles.agreement("نعم للج"), Agreement::Part);
        assert_eq!(titles.agreement("…"), Agreement::None);
        assert_eq!(Titles::default().agreement("نعم"), Agreement::None);
    }
}
