//! Whether one text repeats another, by runs of words.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

/// How many words a run has.
const RUN: usize = 3;

/// The runs of words of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Grams(HashSet<u64>);

impl Grams {
    /// Adds the runs of a text.
    pub(super) fn add(&mut self, text: &str) {
        self.0.extend(runs(text));
    }

    /// How many runs there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes out the runs of a text.
    pub(super) fn remove(&mut self, text: &str) {
        for run in runs(text) {
            self.0.remove(&run);
        }
    }

    /// Returns how many of the text's runs are among these, and how many it has.
    pub(super) fn shared(&self, text: &str) -> (usize, usize) {
        let (mut shared, mut all) = (0, 0);
        for run in runs(text) {
            all += 1;
            shared += usize::from(self.0.contains(&run));
        }
        (shared, all)
    }
}

/// The runs of a text, as hashes; a text of fewer words has none.
fn runs(text: &str) -> impl Iterator<Item = u64> {
    let mut last = [0; RUN];
    let words = text.split_whitespace();
    let words = words.map(|word| word.trim_matches(|c| !is_of_word(c)));
    let words = words.filter(|word| !word.is_empty());
    words.enumerate().filter_map(move |(index, word)| {
        last.rotate_left(1);
        last[RUN - 1] = xxh3_64(word.as_bytes());
        // An odd factor makes the order of the words count.
        let run = last.iter().fold(0_u64, |run, &word| {
            run.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word
        });
        (index + 1 >= RUN).then_some(run)
    })
}

/// Tells whether the character is a letter or a digit; the common Arabic ones are told at once.
pub(super) fn is_of_word(c: char) -> bool {
    matches!(c, '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}') || c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_text_shares_all_of_its_runs() {
        let mut grams = Grams::default();
        grams.add("قال الوزير: «لن ننتظر مرة أخرى»، ثم غادر.");
        assert_eq!(grams.shared("لن ننتظر مرة أخرى!"), (2, 2));
        assert_eq!(grams.shared("لن ننتظر مرة ثالثة"), (1, 2));
        assert_eq!(grams.shared("لن ننتظر"), (0, 0));
        grams.remove("قال الوزير لن ننتظر مرة أخرى ثم غادر");
        assert_eq!(grams.len(), 0);
    }
}
