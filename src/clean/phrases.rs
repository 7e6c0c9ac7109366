//! The furniture that is told by its words: how the phrase lists of a language are written and asked.
//!
//! Phrases are compared in the folded form without punctuation, so «قد يهمك أيضــًا :»
//! and «قد يهمك ايضا» are one. A line is the phrase, or begins with it; what
//! may follow and where the line may stand is said by the list.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::datelines::is_of_the_text;
use super::facts::{Facts, Page, bare};
use super::names::is_people;
use super::places::{is_agencies, names_source};
use super::{Furniture, FurnitureKind, arabic, english};
use crate::bitext::Lang;

/// Phrases that make a line furniture of one kind.
pub(super) struct List {
    /// The kind and the rule's name.
    pub(super) tag: Furniture,
    /// What stands beside the phrase.
    pub(super) shape: Shape,
    /// Where the line may stand.
    pub(super) place: Place,
    /// The phrases in ordinary spelling.
    pub(super) phrases: &'static [&'static str],
}

/// What stands beside a phrase in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing but numbers: «التعليقات (3)».
    Whole,
    /// Nothing, or a colon and up to so many words.
    Label(usize),
    /// A colon, a dash or a slash, and one to so many words that may be a name.
    Name(usize),
    /// A colon, a dash or a slash, and the names of people or of a source, up to so many words.
    Person(usize),
    /// The same, but the mark may be left out: «بقلم».
    Signed(usize),
    /// As [`Person`](Self::Person), if the words do not come up again in the text, as those of a title would.
    Genre(usize),
    /// A colon, and names of agencies or of an archive.
    Agency,
    /// Any words up to so many in all; the line may end with a stop.
    Start(usize),
}

/// Where a line may stand to be what its words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Anywhere, headings and items included.
    Anywhere,
    /// In a paragraph anywhere: as a heading it may be one of the text.
    Paragraph,
    /// In a paragraph, but not on the first line, which may be the title.
    NotTitle,
    /// In a paragraph before or behind the running text.
    Edge,
    /// At such an edge, but not on the first line.
    BelowTitle,
    /// In a paragraph behind the running text.
    Tail,
}

/// Tags a line by its words.
pub(super) fn find(page: &Page<'_>, index: usize, lang: Lang) -> Option<Furniture> {
    let facts = &page.lines[index];
    let is_placed = |place: Place| match place {
        Place::Anywhere => true,
        _ if !facts.is_loose() => false,
        Place::Paragraph => true,
        Place::NotTitle => index > 0,
        Place::Edge => page.is_edge(index),
        Place::BelowTitle => index > 0 && page.is_edge(index),
        Place::Tail => page.is_tail(index),
    };
    let candidates = table(lang).candidates(facts);
    let fitting = candidates.into_iter().find(|&(list, phrase)| {
        let is_title =
            || matches!(list.shape, Shape::Genre(_)) && is_of_the_text(page, index, phrase);
        is_placed(list.place) && fits(list, phrase, facts) && !is_title()
    });
    fitting.map(|(list, _)| list.tag)
}

/// Tells whether what stands beside the phrase is what the list allows; `phrase` is the number of its words.
fn fits(list: &List, phrase: usize, facts: &Facts<'_>) -> bool {
    let rest = facts.words.saturating_sub(phrase);
    let label = facts.label.as_ref().filter(|label| label.words == phrase);
    match list.shape {
        Shape::Whole => facts
            .bare
            .split(' ')
            .skip(phrase)
            .all(|word| word.chars().all(|c| c.is_ascii_digit())),
        Shape::Label(words) => {
            rest == 0
                || (label.is_some()
                    && rest <= words
                    && (facts.stop.is_none() || rest <= 4 || facts.is_question()))
        }
        Shape::Name(words) => {
            label.is_some_and(|label| label.may_be_name || names_source(&after(facts, phrase)))
                && (1..=words).contains(&rest)
                && facts.stop.is_none()
        }
        Shape::Person(words) | Shape::Signed(words) | Shape::Genre(words) => {
            let has_mark = label.is_some() || matches!(list.shape, Shape::Signed(_));
            let is_source = || names_source(&after(facts, phrase)) && rest <= 6;
            has_mark
                && (1..=words).contains(&rest)
                && facts.stop.is_none()
                && (is_people(facts.after(phrase)) || is_source())
        }
        Shape::Agency => label.is_some() && rest <= 5 && is_agencies(&after(facts, phrase)),
        Shape::Start(words) => facts.words <= words,
    }
}

/// The bare words of a line after the first `phrase` of them.
fn after(facts: &Facts<'_>, phrase: usize) -> String {
    facts
        .bare
        .split(' ')
        .skip(phrase)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Tells whether a line begins with a phrase of furniture that may go on as a sentence, wherever it stands.
pub(super) fn may_be_sentence_of_page(facts: &Facts<'_>, lang: Lang) -> bool {
    let candidates = table(lang).candidates(facts);
    candidates
        .into_iter()
        .any(|(list, phrase)| matches!(list.shape, Shape::Start(_)) && fits(list, phrase, facts))
}

/// The lists of a language by the words of their phrases.
struct Table {
    by_phrase: HashMap<String, Vec<&'static List>>,
    /// The number of words of the longest phrase.
    longest: usize,
}

impl Table {
    fn new(lists: &'static [List]) -> Self {
        let mut by_phrase: HashMap<String, Vec<&'static List>> = HashMap::new();
        let mut longest = 0;
        for list in lists {
            for phrase in list.phrases {
                let phrase = bare(phrase);
                longest = longest.max(phrase.split(' ').count());
                by_phrase.entry(phrase).or_default().push(list);
            }
        }
        Self { by_phrase, longest }
    }

    /// The lists with a phrase that begins the line, the longest phrase first, each with its number of words.
    fn candidates(&self, facts: &Facts<'_>) -> Vec<(&'static List, usize)> {
        let ends = facts
            .bare
            .match_indices(' ')
            .map(|(at, _)| at)
            .chain([facts.bare.len()]);
        let beginnings: Vec<_> = ends.take(self.longest).enumerate().collect();
        let found = beginnings.into_iter().rev().filter_map(|(index, end)| {
            let lists = self.by_phrase.get(&facts.bare[..end])?;
            Some(lists.iter().map(move |&list| (list, index + 1)))
        });
        found.flatten().collect()
    }
}

fn table(lang: Lang) -> &'static Table {
    match lang {
        Lang::Ar => &ARABIC,
        Lang::En => &ENGLISH,
    }
}

static ARABIC: LazyLock<Table> = LazyLock::new(|| Table::new(arabic::LISTS));
static ENGLISH: LazyLock<Table> = LazyLock::new(|| Table::new(english::LISTS));

/// Makes a tag.
pub(super) const fn tag(kind: FurnitureKind, rule: &'static str) -> Furniture {
    Furniture { kind, rule }
}

/// Tells whether the bare words are the name of a section of a site.
pub(super) fn is_section(bare: &str) -> bool {
    let lists = [&*ARABIC, &*ENGLISH]
        .into_iter()
        .filter_map(|table| table.by_phrase.get(bare))
        .flatten();
    lists.into_iter().any(|list| list.tag.rule == "section")
}

/// Tells whether a folded text begins like a byline and goes on with names.
pub(super) fn is_byline(folded: &str, lang: Lang) -> bool {
    let lists = match lang {
        Lang::Ar => arabic::LISTS,
        Lang::En => english::LISTS,
    };
    let Some((label, names)) = folded.split_once([':', '/', '-']) else {
        return false;
    };
    let label = bare(label);
    let bylines = lists
        .iter()
        .filter(|list| list.tag.kind == FurnitureKind::Byline);
    !bare(names).is_empty()
        && bylines
            .flat_map(|list| list.phrases)
            .any(|phrase| bare(phrase) == label)
}
