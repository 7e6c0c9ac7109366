//! An index over names in Latin letters: which of them sound like an Arabic word.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

use super::skeleton::{Skeleton, arabic_signature, latin_signature};
use super::word::{Arabic, Latin};
use super::{Grid, best};
use crate::text::forms::folded;

/// English names by their sound.
///
/// [`Names::like`] gives exactly the names that are
/// [`comparable`](super::comparable) with a word and have a
/// [`likeness`](super::likeness) of at least the threshold, without looking at the others.
#[derive(Clone, Debug, Default)]
pub struct Names {
    words: Vec<(String, Latin)>,
    by_skeleton: HashMap<Skeleton, Vec<u32>>,
}

impl Names {
    /// Indexes folded words; those that cannot be names (digits, other letters) are left out, doubles kept once.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut names = Self::default();
        let mut all: Vec<&str> = words.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        for word in all {
            if let Some(latin) = Latin::new(word) {
                let id = names.words.len() as u32;
                for skeleton in latin_signature(&latin) {
                    names.by_skeleton.entry(skeleton).or_default().push(id);
                }
                names.words.push((word.to_owned(), latin));
            }
        }
        names
    }

    /// Returns the number of names.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Tells whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns the names that a folded Arabic word sounds like, with their likeness, in the order of their letters.
    pub fn like(&self, ar: &str, at_least: f64) -> Vec<(&str, f64)> {
        let Some(arabic) = Arabic::new(ar) else {
            return Vec::new();
        };
        let mut candidates: Vec<u32> = arabic_signature(&arabic)
            .iter()
            .filter_map(|skeleton| self.by_skeleton.get(skeleton))
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut grid = Grid::default();
        candidates
            .into_iter()
            .filter_map(|id| {
                let (word, latin) = &self.words[id as usize];
                let likeness = best(&arabic, latin, at_least, &mut grid);
                (likeness >= at_least).then_some((word.as_str(), likeness))
            })
            .collect()
    }
}

/// Returns the words of an English text that are written as names, in their folded form: with a capital, not at the start of a sentence.
///
/// A text in which every longer word has a capital is a headline, which tells nothing.
pub fn capitalized(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut is_start, mut long, mut long_capital) = (true, 0, 0);
    for piece in text.split_word_bounds() {
        let Some(first) = piece.chars().find(|c| c.is_alphanumeric()) else {
            // What may begin a sentence or a quotation.
            is_start |= piece.contains(['.', '!', '?', ':', '"', '“', '«', '‘', '\n', '…']);
            continue;
        };
        let is_capital = first.is_uppercase();
        if piece.len() > 3 {
            long += 1;
            long_capital += usize::from(is_capital);
        }
        if is_capital && !std::mem::take(&mut is_start) && piece.len() > 1 {
            names.push(folded(piece));
        }
        is_start = false;
    }
    if long > 2 && long == long_capital {
        names.clear();
    }
    names
}
