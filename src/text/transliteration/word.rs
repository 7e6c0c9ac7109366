//! Words made ready for comparison: their letters in arrays of fixed size, with the sums of their weights.

use unicode_normalization::UnicodeNormalization;

use super::letters::{
    ARABIC_ENDINGS, CONJUNCTION, Cost, Ending, LATIN_ENDINGS, PREPOSITION, arabic_weight,
    is_arabic_consonant, is_vowel, latin_weight,
};
use crate::text::clitics;

/// The most letters of a word; a longer one is no name and like nothing.
pub(super) const MAX_LETTERS: usize = 24;

/// The most endings that a word can be taken to have, none among them.
const MAX_ENDINGS: usize = 8;

/// Where a word ends when an ending is off, for each it may have; the whole word first.
#[derive(Clone, Copy, Debug)]
struct Ends {
    ends: [(usize, Ending); MAX_ENDINGS],
    len: usize,
}

impl Ends {
    fn of<T: PartialEq>(word: &[T], endings: &[(&[T], Ending)]) -> Self {
        let mut ends = Self {
            ends: [(word.len(), Ending::None); MAX_ENDINGS],
            len: 1,
        };
        for &(ending, kind) in endings {
            if word.len() >= ending.len() + 2 && word.ends_with(ending) && ends.len < MAX_ENDINGS {
                ends.ends[ends.len] = (word.len() - ending.len(), kind);
                ends.len += 1;
            }
        }
        ends
    }

    fn as_slice(&self) -> &[(usize, Ending)] {
        &self.ends[..self.len]
    }
}

/// The most ways to take clitics off a word.
const MAX_READINGS: usize = 10;

/// An Arabic word: its letters from the first to the last, with every clitic still on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arabic {
    letters: [char; MAX_LETTERS],
    len: usize,
    /// What each letter costs that is left out.
    left_out: [Cost; MAX_LETTERS],
    /// `sums[i]` is the weight of the letters before `i`.
    sums: [Cost; MAX_LETTERS + 1],
    /// Where the word begins behind clitics, and what they cost.
    readings: [(usize, Cost); MAX_READINGS],
    n_readings: usize,
    ends: Ends,
}

impl Arabic {
    /// Takes a folded word; `None` unless it has one to 24 letters, and no others than Arabic ones.
    pub(super) fn new(word: &str) -> Option<Self> {
        let mut new = Self {
            letters: ['\0'; MAX_LETTERS],
            len: 0,
            left_out: [0; MAX_LETTERS],
            sums: [0; MAX_LETTERS + 1],
            readings: [(0, 0); MAX_READINGS],
            n_readings: 0,
            ends: Ends::of::<char>(&[], &[]),
        };
        for letter in word.chars() {
            let is_letter = matches!(letter, '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' | 'پ' | 'چ' | 'ژ' | 'ڤ' | 'گ');
            if !is_letter || new.len == MAX_LETTERS {
                return None;
            }
            new.letters[new.len] = letter;
            new.len += 1;
        }
        for at in 0..new.len {
            let (weight, left_out) = arabic_weight(new.letters[at], at == 0, at + 1 == new.len);
            new.left_out[at] = left_out;
            new.sums[at + 1] = new.sums[at] + weight;
        }
        new.ends = Ends::of(new.letters(), &ARABIC_ENDINGS);
        for reading in clitics::readings(word) {
            let start = new.len - reading.word.chars().count();
            let stem = &new.letters()[start..];
            // One consonant alone, behind what may be clitics, is no word to compare.
            let is_word = start == 0 || stem.iter().filter(|&&c| is_heard(c)).nth(1).is_some();
            if is_word && new.n_readings < MAX_READINGS {
                let off = Cost::from(reading.conjunction) * CONJUNCTION
                    + Cost::from(reading.preposition) * PREPOSITION;
                new.readings[new.n_readings] = (start, off);
                new.n_readings += 1;
            }
        }
        (new.len > 0).then_some(new)
    }

    /// Where the word ends, as it stands and without the endings it may have.
    pub(super) fn ends(&self) -> &[(usize, Ending)] {
        self.ends.as_slice()
    }

    /// Where the word begins, as it stands and behind its clitics, and what taking them off costs.
    pub(super) fn readings(&self) -> &[(usize, Cost)] {
        &self.readings[..self.n_readings]
    }

    /// The letters.
    pub(super) fn letters(&self) -> &[char] {
        &self.letters[..self.len]
    }

    /// What the letter costs that is left out; the first letter of a word behind clitics counts as one within.
    pub(super) fn left_out(&self, at: usize) -> Cost {
        self.left_out[at]
    }

    /// The weight of the letters of a range.
    pub(super) fn weight(&self, start: usize, end: usize) -> Cost {
        self.sums[end] - self.sums[start]
    }
}

/// Tells whether a letter is a consonant, «ه» and «ح» among them.
fn is_heard(letter: char) -> bool {
    is_arabic_consonant(letter) || matches!(letter, 'ه' | 'ح')
}

/// A word in Latin letters: lower case, without accents, double consonants as one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Latin {
    letters: [u8; MAX_LETTERS],
    len: usize,
    /// What each letter costs that is left out.
    left_out: [Cost; MAX_LETTERS],
    /// `sums[i]` is the weight of the letters before `i`.
    sums: [Cost; MAX_LETTERS + 1],
    ends: Ends,
}

impl Latin {
    /// Takes a folded word; `None` unless it has one to 24 letters, and no others than Latin ones.
    ///
    /// A possessive ending and apostrophes are left out.
    pub(super) fn new(word: &str) -> Option<Self> {
        let word = word.strip_suffix("'s").unwrap_or(word);
        let mut new = Self {
            letters: [0; MAX_LETTERS],
            len: 0,
            left_out: [0; MAX_LETTERS],
            sums: [0; MAX_LETTERS + 1],
            ends: Ends::of::<u8>(&[], &[]),
        };
        let fits = if word.is_ascii() {
            word.bytes().all(|letter| new.push(letter))
        } else {
            word.nfd().all(|c| match c {
                '\u{300}'..='\u{36f}' | '’' | 'ʿ' | 'ʾ' => true,
                'ß' => new.push(b's'),
                'ø' => new.push(b'o'),
                'ł' => new.push(b'l'),
                'ı' => new.push(b'i'),
                'đ' | 'ð' => new.push(b'd'),
                'æ' => new.push(b'a') && new.push(b'e'),
                'œ' => new.push(b'o') && new.push(b'e'),
                'þ' => new.push(b't') && new.push(b'h'),
                c => u8::try_from(c).is_ok_and(|letter| new.push(letter)),
            })
        };
        for at in 0..new.len {
            let (weight, left_out) = latin_weight(new.letters(), at);
            new.left_out[at] = left_out;
            new.sums[at + 1] = new.sums[at] + weight;
        }
        new.ends = Ends::of(new.letters(), &LATIN_ENDINGS);
        (fits && new.len > 0).then_some(new)
    }

    /// Adds a letter; `false` if the word is too long or that is no letter.
    fn push(&mut self, letter: u8) -> bool {
        if letter == b'\'' {
            return true;
        }
        if !letter.is_ascii_lowercase() || self.len == MAX_LETTERS {
            return false;
        }
        let is_double = self.len > 0 && self.letters[self.len - 1] == letter && !is_vowel(letter);
        if !is_double {
            self.letters[self.len] = letter;
            self.len += 1;
        }
        true
    }

    /// The letters.
    pub(super) fn letters(&self) -> &[u8] {
        &self.letters[..self.len]
    }

    /// What the letter costs that is left out.
    pub(super) fn left_out(&self, at: usize) -> Cost {
        self.left_out[at]
    }

    /// The weight of the letters before an index.
    pub(super) fn weight(&self, end: usize) -> Cost {
        self.sums[end]
    }

    /// Where the word ends, as it stands and without the endings it may have.
    pub(super) fn ends(&self) -> &[(usize, Ending)] {
        self.ends.as_slice()
    }
}
