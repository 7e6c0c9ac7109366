//! The words and classes of a part while it is made.
//!
//! Classes are numbered as they come, and get their rank when all are known: the commonest
//! first, so that it takes the fewest bytes, equally common ones by name, so that equal memories have equal files.

use std::cmp::Reverse;

use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;

use crate::bitext::Lang;
use crate::text::classes::{Class, Grade};
use crate::text::tokens::Token;

/// A word's class and which form of it it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) class: u32,
    pub(super) form: u32,
}

/// A class as far as it is known.
#[derive(Debug)]
struct Entry {
    name: Box<str>,
    grade: Grade,
    /// How many words it has.
    forms: u32,
    /// How many sources have it.
    sources: u32,
    /// The last of those that were counted one by one.
    last: Option<u32>,
}

/// The words and classes of a part.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    words: Words,
    names: FxHashMap<Box<str>, u32>,
    classes: Vec<Entry>,
}

/// What the words of an older part are in a dictionary.
pub(super) struct Mapping {
    /// By class and form of the old part.
    words: Vec<Vec<Word>>,
}

impl Mapping {
    /// Returns what a word of the old part is; `None` for one that it does not have.
    pub(super) fn word(&self, class: u32, form: u32) -> Option<Word> {
        self.words.get(class as usize)?.get(form as usize).copied()
    }
}

impl Dictionary {
    /// Returns what a token is, as a new one if it has not been met.
    pub(super) fn token(&mut self, token: Token<'_>, lang: Lang) -> Word {
        if let Some(word) = self.words.get(token.text) {
            return word;
        }
        let class = Class::of(lang, token.text, token.kind);
        let class = self.class(&class.name, class.grade);
        self.form(token.text, class)
    }

    /// Counts a source of a class, once however often it is met there, and returns the grade of the class.
    ///
    /// One step for three that go to the same place in memory.
    pub(super) fn meet(&mut self, class: u32, source: u32) -> Grade {
        let entry = &mut self.classes[class as usize];
        if entry.last != Some(source) {
            entry.last = Some(source);
            entry.sources += 1;
        }
        entry.grade
    }

    /// Returns the number of classes.
    pub(super) fn classes(&self) -> usize {
        self.classes.len()
    }

    /// Returns the grade of a class.
    pub(super) fn grade(&self, class: u32) -> Grade {
        self.classes[class as usize].grade
    }

    fn class(&mut self, name: &str, grade: Grade) -> u32 {
        if let Some(&class) = self.names.get(name) {
            return class;
        }
        let class = self.classes.len() as u32;
        self.names.insert(name.into(), class);
        self.classes.push(Entry {
            name: name.into(),
            grade,
            forms: 0,
            sources: 0,
            last: None,
        });
        class
    }

    fn form(&mut self, text: &str, class: u32) -> Word {
        if let Some(word) = self.words.get(text) {
            return word;
        }
        let entry = &mut self.classes[class as usize];
        let word = Word {
            class,
            form: entry.forms,
        };
        entry.forms += 1;
        self.words.insert(text, word);
        word
    }

    /// Takes in the words of a part of the memory.
    pub(super) fn take_in(
        &mut self,
        connection: &Connection,
        part: i64,
    ) -> rusqlite::Result<Mapping> {
        const CLASSES: &str =
            "SELECT name, class, grade, sources FROM match_class WHERE part = ?1 ORDER BY class";
        const WORDS: &str =
            "SELECT word, class, form FROM match_word WHERE part = ?1 ORDER BY class, form";
        let mut classes = Vec::new();
        let mut statement = connection.prepare_cached(CLASSES)?;
        let mut rows = statement.query([part])?;
        while let Some(row) = rows.next()? {
            let name = row.get_ref(0)?.as_str()?;
            let class = self.class(name, Grade::from_code(row.get(2)?));
            self.classes[class as usize].sources += row.get::<_, u32>(3)?;
            classes.push(class);
        }
        let mut words: Vec<Vec<Word>> = vec![Vec::new(); classes.len()];
        let mut statement = connection.prepare_cached(WORDS)?;
        let mut rows = statement.query([part])?;
        while let Some(row) = rows.next()? {
            let class: usize = row.get(1)?;
            if let Some(&new) = classes.get(class) {
                words[class].push(self.form(row.get_ref(0)?.as_str()?, new));
            }
        }
        Ok(Mapping { words })
    }

    /// Returns the rank of each class.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.classes.len() as u32).collect();
        order.sort_unstable_by_key(|&class| {
            let entry = &self.classes[class as usize];
            (Reverse(entry.sources), &entry.name)
        });
        let mut ranks = vec![0; order.len()];
        for (rank, class) in order.into_iter().enumerate() {
            ranks[class as usize] = rank as u32;
        }
        ranks
    }

    /// Writes the words and classes of a part, each in the order of its key.
    pub(super) fn store(
        &self,
        connection: &Connection,
        part: i64,
        ranks: &[u32],
    ) -> rusqlite::Result<()> {
        const CLASS: &str = "INSERT INTO match_class (part, name, class, grade, sources) VALUES (?1, ?2, ?3, ?4, ?5)";
        const WORD: &str =
            "INSERT INTO match_word (part, word, class, form) VALUES (?1, ?2, ?3, ?4)";
        let mut order: Vec<usize> = (0..self.classes.len()).collect();
        order.sort_unstable_by_key(|&class| &self.classes[class].name);
        let mut insert = connection.prepare_cached(CLASS)?;
        for class in order {
            let entry = &self.classes[class];
            insert.execute(params![
                part,
                entry.name,
                ranks[class],
                entry.grade.code(),
                entry.sources
            ])?;
        }
        let mut words = self.words.all();
        words.sort_unstable_by(|(a, _), (b, _)| a.bytes().cmp(b.bytes()));
        let mut insert = connection.prepare_cached(WORD)?;
        for (spelled, word) in &words {
            insert.execute(params![
                part,
                spelled.text(),
                ranks[word.class as usize],
                word.form
            ])?;
        }
        Ok(())
    }
}

/// The words of a dictionary.
///
/// Nearly all have fifteen bytes or less and lie in the table itself: to look one up is what an import does most, and
/// each step to another place in memory costs more than all the comparing.
#[derive(Debug, Default)]
struct Words {
    short: FxHashMap<u128, Word>,
    long: FxHashMap<Box<str>, Word>,
    /// Short words that were met lately, each in the place that its hash gives: most tokens are of few words, and
    /// this many stay in the processor's cache.
    recent: Vec<(u128, Word)>,
}

/// How many places there are for recent words, a power of two.
const RECENT: usize = if cfg!(test) { 4 } else { 1 << 12 };

/// A word as it is kept.
enum Spelled<'w> {
    Short([u8; 16]),
    Long(&'w str),
}

impl Spelled<'_> {
    fn bytes(&self) -> &[u8] {
        match self {
            Spelled::Short(bytes) => &bytes[..usize::from(bytes[15])],
            Spelled::Long(text) => text.as_bytes(),
        }
    }

    fn text(&self) -> &str {
        std::str::from_utf8(self.bytes()).expect("a word was put in as text")
    }
}

impl Words {
    /// The bytes of a short word, their number in the last one.
    fn packed(text: &str) -> Option<u128> {
        let mut bytes = [0; 16];
        bytes[..15]
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        bytes[15] = text.len() as u8;
        Some(u128::from_le_bytes(bytes))
    }

    fn get(&mut self, text: &str) -> Option<Word> {
        let Some(packed) = Self::packed(text) else {
            return self.long.get(text).copied();
        };
        if self.recent.is_empty() {
            let none = Word { class: 0, form: 0 };
            // No word but the empty one is all zeros, because of its length.
            self.recent.resize(RECENT, (0, none));
        }
        let mixed = (packed as u64 ^ (packed >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let recent = &mut self.recent[(mixed >> 32) as usize % RECENT];
        if recent.0 != packed || packed == 0 {
            *recent = (packed, *self.short.get(&packed)?);
        }
        Some(recent.1)
    }

    fn insert(&mut self, text: &str, word: Word) {
        match Self::packed(text) {
            Some(packed) => self.short.insert(packed, word),
            None => self.long.insert(text.into(), word),
        };
    }

    /// Returns all words, in no order.
    fn all(&self) -> Vec<(Spelled<'_>, Word)> {
        let short = self.short.iter();
        let short = short.map(|(packed, word)| (Spelled::Short(packed.to_le_bytes()), *word));
        let long = self.long.iter();
        let long = long.map(|(text, word)| (Spelled::Long(text), *word));
        short.chain(long).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_found_as_they_were_put_in(texts in prop::collection::btree_set("[a\\PC\\x00]{0,12}", 0..20)) {
            let mut words = Words::default();
            let texts: Vec<String> = texts.into_iter().collect();
            for (form, text) in (0..).zip(&texts) {
                prop_assert_eq!(words.get(text), None);
                words.insert(text, Word { class: 7, form });
            }
            for (form, text) in (0..).zip(&texts) {
                prop_assert_eq!(words.get(text), Some(Word { class: 7, form }));
            }
            let all = words.all();
            let mut all: Vec<&str> = all.iter().map(|(spelled, _)| spelled.text()).collect();
            all.sort_unstable();
            prop_assert_eq!(all, texts);
        }
    }
}
