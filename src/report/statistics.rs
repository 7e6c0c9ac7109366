//! Statistics of translation units: sizes, lengths, beads, confidence, duplicates.
//!
//! Words are match tokens that are no marks (UAX #29 on the folded form: vowel
//! marks and tatweel do not count, clitics are not cut off); types are distinct
//! words; characters are those of the text as stored, white space included, vowel
//! marks too. The units are streamed through a [`Counter`], which keeps a hash of
//! each word and each pair of texts: some tens of bytes a unit.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use crate::bitext::{Lang, TranslationUnit};
use crate::text::forms::key;
use crate::text::tokens::Tokens;

/// The confidence below which a unit is doubtful, 0..=1.
///
/// Under it lie 40 of the 536 beads of our own corpus, 19 of them wrong, which is 63 % of
/// the wrong ones; the mark was chosen on them. Closer translations have fewer doubtful beads and more of them right: 4 to 12 % of
/// the beads of test sets lie under it, and 57 to 83 % of the wrong ones.
pub const DOUBTFUL: f64 = 0.75;

/// The statistics of a memory or of a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Statistics {
    /// The versions that the numbers depend on, so that two reports can be compared.
    pub signature: String,
    /// The number of documents that have units.
    pub documents: usize,
    /// The number of units.
    pub units: u64,
    /// Units by status.
    pub status: BTreeMap<&'static str, u64>,
    /// Units by origin.
    pub origin: BTreeMap<&'static str, u64>,
    /// Units by the kind of their bead, for those that were aligned.
    pub beads: BTreeMap<String, u64>,
    /// The Arabic side.
    pub ar: SideStatistics,
    /// The English side.
    pub en: SideStatistics,
    /// English characters for each Arabic one, over all units; 0 without units.
    pub length_ratio: f64,
    /// Units by tenths of confidence, `[0, 0.1)` first; 1 is in the last.
    pub confidence: [u64; 10],
    /// Units of a confidence below [`DOUBTFUL`].
    pub doubtful: u64,
    /// Units of which an earlier one has the same key on both sides.
    pub duplicates: u64,
    /// Arabic keys that have several translations.
    pub ambiguous: u64,
    /// The documents in the order of their first unit.
    pub by_document: Vec<DocumentStatistics>,
}

/// The statistics of one language's side.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SideStatistics {
    /// Running words.
    pub words: u64,
    /// Distinct words.
    pub types: u64,
    /// Characters.
    pub characters: u64,
    /// Words of a unit.
    pub words_per_unit: Spread,
}

/// The spread of a count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Spread {
    /// The smallest.
    pub min: u64,
    /// The one in the middle; the lower of two.
    pub median: u64,
    /// The mean, rounded to two decimals.
    pub mean: f64,
    /// The largest.
    pub max: u64,
}

/// The counts of one document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentStatistics {
    /// Its name; empty for units of no document.
    pub name: String,
    /// Units.
    pub units: u64,
    /// Running words of the Arabic side.
    pub ar_words: u64,
    /// Running words of the English side.
    pub en_words: u64,
    /// The mean confidence of the units that have one, 0..=1.
    pub confidence: Option<f64>,
}

/// Counts units one by one.
#[derive(Debug, Default)]
pub struct Counter {
    status: BTreeMap<&'static str, u64>,
    origin: BTreeMap<&'static str, u64>,
    beads: BTreeMap<String, u64>,
    ar: SideCounter,
    en: SideCounter,
    confidence: [u64; 10],
    doubtful: u64,
    duplicates: u64,
    pairs: HashSet<(u64, u64)>,
    /// For each Arabic key whether it has several translations.
    sources: HashMap<u64, (u64, bool)>,
    documents: Vec<DocumentCounter>,
    document_indices: HashMap<String, usize>,
}

#[derive(Debug, Default)]
struct SideCounter {
    words: Vec<u32>,
    characters: u64,
    types: HashSet<u64>,
}

#[derive(Debug)]
struct DocumentCounter {
    name: String,
    units: u64,
    words: [u64; 2],
    confidence: (f64, u64),
}

impl Counter {
    /// Counts one more unit.
    pub fn add(&mut self, unit: &TranslationUnit) {
        *self.status.entry(unit.status.name()).or_default() += 1;
        *self.origin.entry(unit.origin.name()).or_default() += 1;
        if let Some(bead) = unit.bead {
            *self.beads.entry(bead.to_string()).or_default() += 1;
        }
        let words = [
            self.ar.add(unit.text(Lang::Ar)),
            self.en.add(unit.text(Lang::En)),
        ];
        if let Some(confidence) = unit.confidence {
            self.confidence[((confidence * 10.0) as usize).min(9)] += 1;
            self.doubtful += u64::from(confidence < DOUBTFUL);
        }
        let hash = |lang| xxh3_64(key(unit.text(lang)).as_bytes());
        let (source, target) = (hash(Lang::Ar), hash(Lang::En));
        self.duplicates += u64::from(!self.pairs.insert((source, target)));
        self.sources
            .entry(source)
            .and_modify(|(first, several)| *several |= *first != target)
            .or_insert((target, false));
        self.document(unit, words);
    }

    fn document(&mut self, unit: &TranslationUnit, words: [u64; 2]) {
        let name = unit
            .place
            .as_ref()
            .map_or("", |place| place.document.as_str());
        let index = match self.document_indices.get(name) {
            Some(&index) => index,
            None => {
                self.document_indices
                    .insert(name.to_owned(), self.documents.len());
                self.documents.push(DocumentCounter {
                    name: name.to_owned(),
                    units: 0,
                    words: [0; 2],
                    confidence: (0.0, 0),
                });
                self.documents.len() - 1
            }
        };
        let document = &mut self.documents[index];
        document.units += 1;
        document.words[0] += words[0];
        document.words[1] += words[1];
        if let Some(confidence) = unit.confidence {
            document.confidence.0 += confidence;
            document.confidence.1 += 1;
        }
    }

    /// Returns the statistics of what was added; `signature` says which versions and filters they were made with.
    pub fn finish(self, signature: String) -> Statistics {
        let (ar, en) = (self.ar.finish(), self.en.finish());
        let by_document: Vec<_> = self
            .documents
            .into_iter()
            .map(DocumentCounter::finish)
            .collect();
        Statistics {
            signature,
            documents: by_document
                .iter()
                .filter(|document| !document.name.is_empty())
                .count(),
            units: self.status.values().sum(),
            status: self.status,
            origin: self.origin,
            beads: self.beads,
            length_ratio: if ar.characters == 0 {
                0.0
            } else {
                rounded(en.characters as f64 / ar.characters as f64, 4)
            },
            ar,
            en,
            confidence: self.confidence,
            doubtful: self.doubtful,
            duplicates: self.duplicates,
            ambiguous: self
                .sources
                .values()
                .filter(|(_, several)| *several)
                .count() as u64,
            by_document,
        }
    }
}

impl SideCounter {
    /// Adds a text and returns the number of its words.
    fn add(&mut self, text: &str) -> u64 {
        let tokens = Tokens::of(text);
        let mut words = 0;
        for token in tokens.words() {
            words += 1;
            self.types.insert(xxh3_64(token.text.as_bytes()));
        }
        self.words.push(words);
        self.characters += text.chars().count() as u64;
        u64::from(words)
    }

    fn finish(mut self) -> SideStatistics {
        self.words.sort_unstable();
        let words: u64 = self.words.iter().map(|&words| u64::from(words)).sum();
        let n = self.words.len();
        let at = |index: usize| self.words.get(index).copied().map_or(0, u64::from);
        SideStatistics {
            words,
            types: self.types.len() as u64,
            characters: self.characters,
            words_per_unit: Spread {
                min: at(0),
                median: at(n.saturating_sub(1) / 2),
                mean: if n == 0 {
                    0.0
                } else {
                    rounded(words as f64 / n as f64, 2)
                },
                max: at(n.saturating_sub(1)),
            },
        }
    }
}

impl DocumentCounter {
    fn finish(self) -> DocumentStatistics {
        let (sum, n) = self.confidence;
        DocumentStatistics {
            name: self.name,
            units: self.units,
            ar_words: self.words[0],
            en_words: self.words[1],
            confidence: (n > 0).then(|| rounded(sum / n as f64, 4)),
        }
    }
}

fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10f64.powi(decimals);
    (value * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::{Origin, Place, Stamp};

    fn unit(ar: &str, en: &str, confidence: Option<f64>, document: &str) -> TranslationUnit {
        let created = Stamp {
            at: jiff::Timestamp::UNIX_EPOCH,
            by: None,
        };
        let mut unit = TranslationUnit::new(ar, en, Origin::Alignment, created);
        unit.confidence = confidence;
        unit.bead = "1-2".parse().ok();
        unit.place = (!document.is_empty()).then(|| Place {
            document: document.to_owned(),
            position: None,
        });
        unit
    }

    fn counted(units: &[TranslationUnit]) -> Statistics {
        let mut counter = Counter::default();
        units.iter().for_each(|unit| counter.add(unit));
        counter.finish("test".to_owned())
    }

    #[test]
    fn words_types_and_characters_are_counted_by_side() {
        let statistics = counted(&[
            unit("ذَهَبَ الولد.", "The boy went.", Some(0.95), "a"),
            unit("ذهب 3 أولاد", "Three boys went", None, "a"),
        ]);
        assert_eq!(
            (
                statistics.ar.words,
                statistics.ar.types,
                statistics.ar.characters
            ),
            (5, 4, 24)
        );
        assert_eq!((statistics.en.words, statistics.en.types), (6, 5));
        assert_eq!(
            statistics.ar.words_per_unit,
            Spread {
                min: 2,
                median: 2,
                mean: 2.5,
                max: 3
            }
        );
        assert_eq!(statistics.confidence[9], 1);
        assert_eq!((statistics.units, statistics.documents), (2, 1));
    }

    #[test]
    fn duplicates_and_ambiguous_sources_are_told_apart() {
        let statistics = counted(&[
            unit("نعم", "Yes", None, ""),
            unit("نَعَم", "Yes", None, ""),
            unit("نعم", "Indeed", Some(0.2), ""),
        ]);
        assert_eq!(
            (
                statistics.duplicates,
                statistics.ambiguous,
                statistics.doubtful
            ),
            (1, 1, 1)
        );
        assert_eq!(statistics.documents, 0);
    }

    #[test]
    fn nothing_gives_zeros() {
        let statistics = counted(&[]);
        assert_eq!((statistics.units, statistics.length_ratio), (0, 0.0));
        assert_eq!(statistics.ar, SideStatistics::default());
    }
}
