//! English words of about the same meaning: for what a free translator writes in place of the usual word.
//!
//! Two sources. Words that render the same Arabic headwords are near each other, the nearer the more of their
//! headwords they share and the fewer others stand there; that needs no list beside the lexicon. And `synonyms.txt` has
//! groups of words of everyday and literary language, a group a line, that stand for each other or for the same scene
//! (`roof, rooftop, terrace`). A word may stand in several groups.
//!
//! # Limits
//!
//! Only single words are near others; of phrases nothing is known. Nearness is of words, not of senses: what is near one
//! sense of an Arabic word is taken for near the word.

use rustc_hash::FxHashMap;

use super::{Lexicon, english_stem, stems};

/// The groups of words, a group a line, with commas between.
const GROUPS: &str = include_str!("synonyms.txt");

/// Stems in sets, and the sets of each.
#[derive(Debug, Default)]
struct Sets {
    sets: Vec<Vec<String>>,
    of: FxHashMap<String, Vec<u32>>,
}

impl Sets {
    fn insert(&mut self, mut set: Vec<String>) {
        set.sort_unstable();
        set.dedup();
        for stem in &set {
            let sets = self.of.entry(stem.clone()).or_default();
            sets.push(self.sets.len() as u32);
        }
        self.sets.push(set);
    }

    /// The sets that a stem stands in.
    fn of(&self, stem: &str) -> impl ExactSizeIterator<Item = &[String]> {
        let sets = self.of.get(stem).map_or(&[][..], Vec::as_slice);
        sets.iter().map(|&set| self.sets[set as usize].as_slice())
    }
}

/// Which English stems are near which.
#[derive(Debug)]
pub(in crate::align) struct Thesaurus {
    /// The English of each headword.
    headwords: Sets,
    groups: Sets,
}

impl Thesaurus {
    /// Takes the lexicon's own nearness and the groups.
    pub(in crate::align) fn new(lexicon: &Lexicon) -> Self {
        let mut headwords = Sets::default();
        // The order of a hash map is not the same in every run.
        let mut entries: Vec<_> = lexicon.entries.iter().collect();
        entries.sort_unstable();
        for (_, english) in entries {
            let single = english.split(',').filter_map(|phrase| {
                let mut stems = stems(phrase);
                stems.pop().filter(|_| stems.is_empty())
            });
            headwords.insert(single.collect());
        }
        let mut groups = Sets::default();
        for line in GROUPS.lines() {
            groups.insert(line.split(", ").map(english_stem).collect());
        }
        Self { headwords, groups }
    }

    /// Calls `visit` with each word that shares headwords with a stem and its share of them, 0..=1, some more than once.
    pub(in crate::align) fn sharing(&self, stem: &str, mut visit: impl FnMut(&str, f32)) {
        let headwords = self.headwords.of(stem);
        let all = headwords.len();
        for stems in headwords {
            let share = 1.0 / (all * stems.len()) as f32;
            for other in stems.iter().filter(|other| *other != stem) {
                visit(other, share);
            }
        }
    }

    /// Calls `visit` with each word that stands in a group with a stem, some more than once.
    pub(in crate::align) fn grouped(&self, stem: &str, mut visit: impl FnMut(&str)) {
        let others = self.groups.of(stem).flatten();
        others
            .filter(|other| *other != stem)
            .for_each(|other| visit(other));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn groups_are_of_two_words_or_more_in_small_letters_each_once() {
        let mut seen = BTreeSet::new();
        for line in GROUPS.lines() {
            let words: Vec<&str> = line.split(", ").collect();
            let letters = |word: &&str| {
                !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            };
            assert!(words.len() > 1 && words.iter().all(letters), "{line}");
            let once: BTreeSet<&str> = words.iter().copied().collect();
            assert_eq!(once.len(), words.len(), "{line}");
            assert!(seen.insert(once), "{line} twice");
        }
        assert!(seen.len() >= 500, "{}", seen.len());
    }

    #[test]
    fn words_are_near_that_share_headwords_or_stand_in_a_group() {
        let mut lexicon = Lexicon::default();
        let text = "بيت\thouse, home, verse\nدار\thouse, home, turn around\nقصيدة\tpoem, verse\n";
        assert_eq!(lexicon.extend(text), Ok(3));
        let thesaurus = Thesaurus::new(&lexicon);
        let near = |word: &str| {
            let mut near: Vec<(String, f32)> = Vec::new();
            thesaurus.sharing(&english_stem(word), |other, share| {
                near.push((other.to_owned(), share))
            });
            let mut sums: Vec<(String, f32)> = Vec::new();
            for (other, share) in near {
                match sums.iter_mut().find(|sum| sum.0 == other) {
                    Some(sum) => sum.1 += share,
                    None => sums.push((other, share)),
                }
            }
            sums
        };
        let house = near("house");
        let of = |word: &str| house.iter().find(|sum| sum.0 == english_stem(word));
        assert!(of("home").map(|sum| sum.1) > of("verse").map(|sum| sum.1));
        assert!(of("poem").is_none() && near("desk").is_empty());

        let mut grouped = Vec::new();
        thesaurus.grouped(&english_stem("terrace"), |other| {
            grouped.push(other.to_owned())
        });
        assert!(grouped.contains(&english_stem("roof")), "{grouped:?}");
    }
}
