//! The seed lexicon: which English words an Arabic word usually becomes.
//!
//! Written for this project, in plain text that a person can edit: a headword in its
//! dictionary form, a tab, its usual English with commas between; what stands behind a second tab is not read. Files are by subject,
//! headwords in the order of the alphabet; one stands in one file only. Broken plurals and
//! the imperfect of verbs are headwords of their own, because no stemmer leads from
//! them to the singular or the perfect.
//!
//! A word of a text is looked up by its readings ([`crate::text::inflection`]): the headwords
//! found in the fewest steps are what it may be.
//!
//! # Limits
//!
//! Headwords are single words. What is written alike without vowel marks is one entry
//! (`علم`: science, flag, teach).

mod thesaurus;

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::bitext::Lang;
use crate::text::forms::folded;
use crate::text::inflection::readings;
use crate::text::stems::stem;

pub(super) use thesaurus::Thesaurus;

/// The parts of the lexicon by subject.
const PARTS: [&str; 7] = [
    include_str!("core.tsv"),
    include_str!("general.tsv"),
    include_str!("verbs.tsv"),
    include_str!("public.tsv"),
    include_str!("knowledge.tsv"),
    include_str!("letters.tsv"),
    include_str!("names.tsv"),
];

/// Irregular English forms, each with its dictionary form.
const ENGLISH_FORMS: &str = include_str!("english-forms.tsv");

/// Arabic headwords with their English.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// For each headword in its folded form, its English as it was written.
    entries: FxHashMap<String, Cow<'static, str>>,
}

/// One of the words or phrases that a headword becomes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rendering {
    /// The stems of its words; small words are left out beside others.
    pub(crate) stems: Vec<String>,
    /// How many clitics and endings lay between the word and the headword.
    pub(crate) steps: u8,
}

/// Why a line of a lexicon could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: &'static str,
}

impl Lexicon {
    /// Returns the lexicon that comes with the program.
    pub fn built_in() -> &'static Lexicon {
        static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| {
            let mut lexicon = Lexicon::default();
            for line in PARTS.iter().flat_map(|part| part.lines()) {
                if let Ok((headword, english)) = entry(line) {
                    lexicon.insert(headword, Cow::Borrowed(english));
                }
            }
            lexicon
        });
        &BUILT_IN
    }

    /// Adds the entries of a file in the same format; blank lines and lines that begin with `#` are passed over.
    ///
    /// The English of a headword that is there already comes in addition.
    ///
    /// # Errors
    ///
    /// The first line that is no entry; nothing is added then.
    pub fn extend(&mut self, text: &str) -> Result<usize, BadLine> {
        let mut entries = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let line_number = index + 1;
            entries.push(entry(line).map_err(|reason| BadLine {
                line: line_number,
                reason,
            })?);
        }
        let count = entries.len();
        for (headword, english) in entries {
            self.insert(headword, Cow::Owned(english.to_owned()));
        }
        Ok(count)
    }

    /// Returns why a word and its English can be no entry, if so; such a line is one that [`Self::extend`] refuses.
    pub fn refusal(headword: &str, english: &str) -> Option<&'static str> {
        let is_line = |text: &str| !text.contains(['\t', '\n', '\r']);
        if !is_line(headword) || !is_line(english) || headword.starts_with('#') {
            return Some("it does not fit a line");
        }
        entry(&format!("{headword}\t{english}")).err()
    }

    /// Returns the number of headwords.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there is no headword.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn insert(&mut self, headword: &str, english: Cow<'static, str>) {
        self.entries
            .entry(folded(headword))
            .and_modify(|known| *known = Cow::Owned(format!("{known}, {english}")))
            .or_insert(english);
    }

    /// Returns what a folded Arabic word may become, by the headwords that are found in the fewest steps.
    pub(crate) fn renderings(&self, word: &str) -> Vec<Rendering> {
        let mut fewest = u8::MAX;
        let mut found: Vec<&str> = Vec::new();
        readings(word, |form, steps| {
            if steps > fewest {
                return;
            }
            if let Some(english) = self.entries.get(form) {
                if steps < fewest {
                    fewest = steps;
                    found.clear();
                }
                if !found.contains(&english.as_ref()) {
                    found.push(english);
                }
            }
        });
        let phrases = found.iter().flat_map(|english| english.split(','));
        let mut renderings: Vec<Rendering> = Vec::new();
        for phrase in phrases {
            let rendering = Rendering {
                stems: stems(phrase),
                steps: fewest,
            };
            if !rendering.stems.is_empty() && !renderings.contains(&rendering) {
                renderings.push(rendering);
            }
        }
        renderings
    }
}

/// Words that carry no meaning of their own beside others.
const SMALL: [&str; 34] = [
    "a",
    "an",
    "the",
    "to",
    "of",
    "for",
    "in",
    "on",
    "at",
    "by",
    "with",
    "from",
    "up",
    "out",
    "off",
    "down",
    "away",
    "over",
    "into",
    "be",
    "is",
    "do",
    "have",
    "make",
    "take",
    "get",
    "one",
    "someone",
    "something",
    "oneself",
    "and",
    "or",
    "as",
    "go",
];

/// Tells whether a folded English word carries no meaning of its own beside others.
pub(crate) fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

/// The stems of a phrase.
pub(super) fn stems(phrase: &str) -> Vec<String> {
    let phrase = folded(phrase);
    let words: Vec<&str> = phrase
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    let large = words.iter().filter(|word| !is_small(word)).count();
    let kept = words.iter().filter(|word| large == 0 || !is_small(word));
    kept.map(|word| english_stem(word)).collect()
}

/// Returns the stem of a folded English word, irregular forms led back to their dictionary form first.
pub(crate) fn english_stem(word: &str) -> String {
    static FORMS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
        let pairs = ENGLISH_FORMS
            .lines()
            .filter_map(|line| line.split_once('\t'));
        pairs.collect()
    });
    let bare = word.strip_suffix("'s").unwrap_or(word);
    stem(Lang::En, FORMS.get(bare).copied().unwrap_or(bare)).into_owned()
}

/// Tells whether a line of a lexicon can be made of a headword and its English.
pub(super) fn is_entry(headword: &str, english: &str) -> bool {
    let line = format!("{headword}\t{english}");
    !headword.starts_with('#') && entry(&line) == Ok((headword, english))
}

/// Reads a line of a lexicon; what follows a second tab is the writer's own.
fn entry(line: &str) -> Result<(&str, &str), &'static str> {
    let (headword, english) = line
        .split_once('\t')
        .ok_or("no tab between the Arabic word and its English")?;
    let english = english.split('\t').next().unwrap_or(english);
    let headword = headword.trim();
    if headword.is_empty() || headword.contains(char::is_whitespace) {
        return Err("the headword is not one word");
    }
    if !headword
        .chars()
        .any(|c| ('\u{620}'..='\u{64a}').contains(&c))
    {
        return Err("the headword is not Arabic");
    }
    if !english.chars().any(char::is_alphanumeric) {
        return Err("no English");
    }
    Ok((headword, english))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_headword_is_one_folded_word_in_one_place_and_stems_to_itself() {
        let mut seen = FxHashMap::default();
        for part in PARTS {
            for (index, line) in part.lines().enumerate() {
                let (headword, english) = entry(line)
                    .unwrap_or_else(|reason| panic!("line {}: {reason}: {line}", index + 1));
                assert_eq!(line.matches('\t').count(), 1, "{line}");
                assert!(
                    headword
                        .chars()
                        .all(|c| ('\u{621}'..='\u{64a}').contains(&c) && c != 'ـ'),
                    "{headword}"
                );
                let known = seen.insert(folded(headword), headword);
                assert!(known.is_none(), "{headword} stands beside {known:?}");
                for phrase in english.split(", ") {
                    assert!(
                        !stems(phrase).is_empty() && phrase.trim() == phrase,
                        "{headword}: {phrase:?}"
                    );
                }
                let renderings = Lexicon::built_in().renderings(&folded(headword));
                assert!(renderings.iter().all(|rendering| rendering.steps == 0));
                assert_eq!(
                    renderings[0].stems,
                    stems(english.split(',').next().unwrap_or(""))
                );
            }
        }
        assert!(seen.len() >= 10_000, "{}", seen.len());
        assert_eq!(Lexicon::built_in().len(), seen.len());
    }

    #[test]
    fn english_forms_are_known_once() {
        let mut seen = FxHashMap::default();
        for line in ENGLISH_FORMS.lines() {
            let (form, lemma) = line.split_once('\t').expect(line);
            assert_ne!(form, lemma);
            assert!(seen.insert(form, lemma).is_none(), "{form} twice");
        }
        assert_eq!(english_stem("went"), english_stem("going"));
        assert_eq!(english_stem("children's"), english_stem("child"));
    }

    #[test]
    fn words_are_found_behind_their_clitics() {
        let lexicon = Lexicon::built_in();
        for (word, english) in [
            ("وبكتابهم", "book"),
            ("المدرسه", "school"),
            ("وقالت", "said"),
            ("سيكتبون", "write"),
            ("الاقتصاديه", "economic"),
        ] {
            let stem = english_stem(english);
            assert!(
                lexicon
                    .renderings(word)
                    .iter()
                    .any(|r| r.stems == [stem.as_str()]),
                "{word}: {:?}",
                lexicon.renderings(word)
            );
        }
    }

    #[test]
    fn a_lexicon_is_extended_by_a_file_or_the_bad_line_is_named() {
        let mut lexicon = Lexicon::default();
        let text = "# ours\n\nذاكرة\tmemory, recollection\t0.25\tours\n";
        assert_eq!(lexicon.extend(text), Ok(1));
        assert_eq!(lexicon.renderings("والذاكره").len(), 2);
        for (text, line) in [
            ("ذاكرة memory\n", 1),
            ("\nذاكرة\t\n", 2),
            ("memory\tmemory", 1),
            ("ذاكرة ما\tm", 1),
        ] {
            assert_eq!(
                lexicon.extend(text).map_err(|bad| bad.line),
                Err(line),
                "{text}"
            );
        }
    }
}
