//! Which types of the two vocabularies translate each other, and how readily.
//!
//! A table of `t(e|a)`, the readiness of an Arabic type to become an English one, 0..=1,
//! and of its reverse. A pair takes the greatest value that any clue gives it: the seed lexicon, what was
//! learnt from the run and the memory, equal numbers and marks, foreign words that
//! stand in Arabic text as they are, names that sound alike. They are readinesses, not
//! probabilities that sum to one: a clue that is not sure says less, and none takes
//! from another.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::bitext::{Lang, Sides};
use crate::text::transliteration::{ALIKE, Names};

use super::lexicon::{Lexicon, Thesaurus, english_stem};
use super::words::{Kind, TypeId, Vocabulary};

/// What each clue is worth.
const NUMBER: f32 = 0.9;
const SIGN: f32 = 0.8;
const MARK: f32 = 0.5;
const LATIN: f32 = 0.9;
const SEED: f32 = 0.6;

/// What two names are worth that sound the same.
const NAME: f32 = 0.6;

/// Words of fewer letters sound alike by chance.
const SHORT: usize = 4;

/// What is left of a seed for each clitic or ending between the word and its headword.
const STEP: f32 = 0.85;

/// What a word is worth that shares all headwords with the usual English of an Arabic one, and one that stands in a group with it.
const SHARING: f32 = 0.5;
const GROUPED: f32 = 0.3;

/// Below this, words are not near enough.
const NEAREST: f32 = 0.01;

/// Pairs of types with what they are worth, under construction.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs {
    /// `t(e|a)` and `t(a|e)` for each pair.
    pub(super) values: FxHashMap<(TypeId, TypeId), (f32, f32)>,
}

impl Pairs {
    /// Gives a pair these values unless it has greater ones.
    pub(super) fn offer(&mut self, ar: TypeId, en: TypeId, to_en: f32, to_ar: f32) {
        let pair = self.values.entry((ar, en)).or_default();
        pair.0 = pair.0.max(to_en);
        pair.1 = pair.1.max(to_ar);
    }

    /// Adds what both languages write alike: numbers, marks, foreign words.
    pub(super) fn alike(&mut self, words: &Sides<Vocabulary>) {
        for (ar, name) in words.ar.names.iter().enumerate() {
            let kind = words.ar.kinds[ar];
            let (en, value) = match kind {
                Kind::Number => (words.en.id(kind, name), NUMBER),
                Kind::Sign => (words.en.id(kind, name), SIGN),
                Kind::Mark => (words.en.id(kind, name), MARK),
                Kind::Word if is_latin(name) => (words.en.id(kind, &english_stem(name)), LATIN),
                Kind::Word => continue,
            };
            if let Some(en) = en {
                self.offer(ar as TypeId, en, value, value);
            }
        }
    }

    /// Adds what the lexicon knows.
    pub(super) fn seed(&mut self, words: &Sides<Vocabulary>, lexicon: &Lexicon) {
        for (ar, name) in words.ar.names.iter().enumerate() {
            if words.ar.kinds[ar] != Kind::Word || is_latin(name) {
                continue;
            }
            for rendering in lexicon.renderings(name) {
                let value = SEED * STEP.powi(i32::from(rendering.steps))
                    / (rendering.stems.len() as f32).sqrt();
                for stem in &rendering.stems {
                    if let Some(en) = words.en.id(Kind::Word, stem) {
                        self.offer(ar as TypeId, en, value, value);
                    }
                }
            }
        }
    }

    /// Adds what is near in meaning to what the lexicon knows, each rendering of a word as probable as the others.
    pub(super) fn near(&mut self, words: &Sides<Vocabulary>, lexicon: &Lexicon) {
        let thesaurus = Thesaurus::new(lexicon);
        let mut near: FxHashMap<TypeId, f32> = FxHashMap::default();
        for (ar, name) in words.ar.names.iter().enumerate() {
            if words.ar.kinds[ar] != Kind::Word || is_latin(name) {
                continue;
            }
            let renderings = lexicon.renderings(name);
            let mut add = |stem: &str, value: f32| {
                if let Some(en) = words.en.id(Kind::Word, stem) {
                    *near.entry(en).or_default() += value;
                }
            };
            for rendering in &renderings {
                if let [stem] = rendering.stems.as_slice() {
                    thesaurus.grouped(stem, |other| add(other, GROUPED));
                    thesaurus.sharing(stem, |other, share| add(other, SHARING * share));
                }
            }
            let steps = renderings.first().map_or(0, |rendering| rendering.steps);
            for (en, sum) in near.drain() {
                let mean = sum / renderings.len() as f32;
                let value = mean.min(SEED) * STEP.powi(i32::from(steps));
                if value >= NEAREST {
                    self.offer(ar as TypeId, en, value, value);
                }
            }
        }
    }

    /// Adds the names that sound alike.
    pub(super) fn names(&mut self, words: &Sides<Vocabulary>) {
        let names = Names::new(words.en.capitals.keys().map(String::as_str));
        let heard: Vec<(TypeId, TypeId, f32)> = (0..words.ar.len())
            .into_par_iter()
            .filter(|&ar| words.ar.kinds[ar] == Kind::Word && !is_latin(&words.ar.names[ar]))
            .flat_map_iter(|ar| {
                let name = &words.ar.names[ar];
                let at_least = if name.chars().count() < SHORT {
                    0.95
                } else {
                    ALIKE
                };
                let alike = names.like(name, at_least);
                let heard: Vec<_> = alike
                    .into_iter()
                    .map(|(en, likeness)| {
                        let value = NAME * ((likeness - 0.6) / 0.4) as f32;
                        (ar as TypeId, words.en.capitals[en], value)
                    })
                    .collect();
                heard
            })
            .collect();
        for (ar, en, value) in heard {
            self.offer(ar, en, value, value);
        }
    }

    /// Returns the tables of both directions.
    pub(super) fn tables(&self, words: &Sides<Vocabulary>) -> Translations {
        let forward = self.values.iter().map(|(&(ar, en), &(t, _))| (ar, en, t));
        let backward = self.values.iter().map(|(&(ar, en), &(_, t))| (en, ar, t));
        Translations {
            to_en: Table::new(words.ar.len(), forward),
            to_ar: Table::new(words.en.len(), backward),
        }
    }
}

/// Tells whether a folded word is written in Latin letters.
fn is_latin(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// The tables of both directions.
#[derive(Clone, Debug)]
pub(super) struct Translations {
    /// `t(e|a)` by Arabic type.
    pub(super) to_en: Table,
    /// `t(a|e)` by English type.
    pub(super) to_ar: Table,
}

impl Translations {
    /// The table that leads to `lang`.
    pub(super) fn to(&self, lang: Lang) -> &Table {
        match lang {
            Lang::Ar => &self.to_ar,
            Lang::En => &self.to_en,
        }
    }
}

/// For each type of one language, the types of the other that it may become.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Where the row of each type begins in `cells`; one more for the end.
    starts: Vec<u32>,
    cells: Vec<(TypeId, f32)>,
}

impl Table {
    fn new(rows: usize, cells: impl Iterator<Item = (TypeId, TypeId, f32)>) -> Self {
        let mut all: Vec<(TypeId, TypeId, f32)> = cells.filter(|cell| cell.2 > 0.0).collect();
        // The order of a hash map is not the same in every run.
        all.sort_unstable_by_key(|&(from, to, _)| (from, to));
        let mut starts = vec![0u32; rows + 1];
        for &(from, _, _) in &all {
            starts[from as usize + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        Self {
            starts,
            cells: all.into_iter().map(|(_, to, value)| (to, value)).collect(),
        }
    }

    /// What a type may become, in the order of the types.
    pub(super) fn row(&self, from: TypeId) -> &[(TypeId, f32)] {
        let (start, end) = (self.starts[from as usize], self.starts[from as usize + 1]);
        &self.cells[start as usize..end as usize]
    }
}
