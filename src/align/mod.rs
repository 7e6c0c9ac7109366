//! Stage 4: two lists of segments in, one list of beads out.
//!
//! The beads cover both sides once and in order, without gaps and without
//! crossings. A bead may be empty on one side (an omission, an addition), never
//! on both.
//!
//! # Score
//!
//! Every bead has one log likelihood ratio: how much better its two sides are
//! explained as translations of each other than as texts that have nothing to do
//! with each other. Length (after Gale and Church, "A Program for
//! Aligning Sentences in Bilingual Corpora", 1993), words, and the paragraphs of both pages
//! take part. Words are compared by a table of what translates what: the seed
//! [`lexicon`], which knows Arabic words behind their clitics; names that sound alike; numbers, dates,
//! money and measures in digits and in words; marks; and what the run itself teaches.
//!
//! | part | holds |
//! |---|---|
//! | `words`, `document` | the bitext as the aligner sees it |
//! | `lexicon`, `translations`, `learning`, `background` | what translates what, what is near in meaning, and what is chance |
//! | `learnt` | what a run has taught, as a lexicon |
//! | `explained`, `score` | the ratio of a bead |
//! | `anchors`, `band`, `lattice` | the search |
//! | [`pins`], [`confirmed`] | what is fixed beforehand, by a list or by texts known to belong together |
//! | [`listed`] | beads and ladders as files hold them |
//! | `confidence` | what a posterior is worth |
//! | `kinship` | whether the texts translate each other at all |
//! | `remarks` | blocks that are missing, moved or strange |
//! | `model` | what is fitted to the run and to each document |
//! | `units` | from beads to units |
//! | [`gold`] | how far the result agrees with beads made by hand |
//!
//! # Two passes, or three
//!
//! The first pass knows the lexicon and takes lengths from all the text; the second has
//! learnt words from the beads of the first, and fits to each document its ratio of
//! lengths and their spread, how far its paragraphs agree, and how often it joins so many
//! segments with so many, each shrunk to the run and to a prior: a fixed ratio ruins statutes, a raw one short
//! pages. Where lengths spread widely, they are trusted less.
//!
//! Where the words of the first pass explain little though the texts are no strangers, the translation is free: its
//! usual words are not the usual ones. Such a document gets a third pass, fitted to the second, which knows words that
//! are near in meaning, too ([`lexicon`]'s thesaurus). Close translations do not: there a loose match is a wrong one more often.
//!
//! The path that is returned has the greatest expected number of right beads. The share of all paths
//! that go through a bead is its posterior; its confidence is how often beads of such a
//! posterior are right.
//!
//! # Limits
//!
//! Beads go up to [`LARGEST_SIDE`] segments a side, pinned ones to any number. Passages in another order are not
//! joined; `remarks` tells where they stand.
//! Documents of more than two hundred segments a side are searched in a band around
//! anchors (`anchors`), in memory and time linear in their length.

mod anchors;
mod background;
mod band;
mod confidence;
pub mod confirmed;
mod document;
mod explained;
pub mod gold;
mod kinship;
mod lattice;
mod learning;
mod learnt;
pub mod lexicon;
pub mod listed;
mod model;
pub mod pins;
mod remarks;
mod score;
mod translations;
mod units;
mod words;

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;

use crate::bitext::{Bead, Bitext, Lang, Sides};
use crate::text::tokens::Tokens;

use background::probabilities;
use document::Document;
use explained::Explained;
pub use kinship::Kinship;
use lattice::{Searched, search};
use learning::{Example, Taught, learn};
pub use learnt::{Learnt, write_lexicon};
pub use lexicon::Lexicon;
use model::Model;
use pins::Fixed;
pub use pins::{Pin, PinError, Pins};
pub use remarks::Remark;
use remarks::Weighed;
use score::{Parameters, Scorer, Words};
use translations::{Pairs, Translations};
pub(crate) use units::JOINT;
pub use units::{texts, units};
use words::{TypeId, Vocabulary};

/// The most segments that a bead holds on one side.
pub const LARGEST_SIDE: usize = 8;

/// The version of the alignment; goes up when the same input gives other beads or confidences.
pub const VERSION: u32 = 3;

/// The posterior from which a bead of the first pass teaches words.
const PLAUSIBLE: f64 = 0.3;

/// How bitexts are aligned.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// What is asked.
    pub clues: Clues,
    /// The seed lexicon.
    pub lexicon: &'a Lexicon,
    /// Texts that are known to translate each other; words are learnt from them, too.
    pub known: &'a [Sides<String>],
    /// What is fixed in each bitext, in their order; where the list ends, or pins are for a bitext of
    /// another size, nothing is.
    pub pins: &'a [Pins],
}

impl Default for Options<'_> {
    /// All clues, the lexicon that comes with the program, nothing known or fixed beside it.
    fn default() -> Self {
        Self {
            clues: Clues::default(),
            lexicon: Lexicon::built_in(),
            known: &[],
            pins: &[],
        }
    }
}

/// The clues to which sentences belong together; each can be switched off to see what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clues {
    /// The lengths of the segments.
    pub length: bool,
    /// The seed lexicon.
    pub lexicon: bool,
    /// What is learnt from the run and from what is known.
    pub learning: bool,
    /// Names that sound alike.
    pub names: bool,
    /// Numbers, dates, money, measures, in digits and in words.
    pub numbers: bool,
    /// Question marks, quotation marks, brackets.
    pub marks: bool,
    /// Where the pages begin paragraphs.
    pub paragraphs: bool,
}

impl Default for Clues {
    fn default() -> Self {
        Self {
            length: true,
            lexicon: true,
            learning: true,
            names: true,
            numbers: true,
            marks: true,
            paragraphs: true,
        }
    }
}

/// What is known of a bitext when it has been aligned.
#[derive(Clone, Debug)]
pub struct Alignment {
    /// The beads, which cover both sides in order.
    pub beads: Vec<Bead>,
    /// Whether its sides translate each other at all.
    pub kinship: Kinship,
    /// Blocks that are missing or moved, and stretches whose sides hardly translate each other.
    pub remarks: Vec<Remark>,
}

/// Aligns each of the bitexts, with one model over all of them.
///
/// Beads that are pinned come out as they are, with confidence 1, and the rest is aligned around
/// them, with its posteriors given the pins.
///
/// The results stand in the order of the input and depend on nothing else, whatever the
/// number of threads. Equal scores are resolved in favor of the smaller bead.
pub fn align(bitexts: &[Bitext], options: &Options<'_>) -> Vec<Alignment> {
    run(&Run::new(bitexts, options)).0
}

/// Aligns as [`align`] does, and returns the words that the run has taught, too.
pub fn align_and_learn(bitexts: &[Bitext], options: &Options<'_>) -> (Vec<Alignment>, Vec<Learnt>) {
    let aligning = Run::new(bitexts, options);
    let (alignments, taught) = run(&aligning);
    let learnt = learnt::learnt(&taught, &aligning.words, bitexts, options.lexicon);
    (alignments, learnt)
}

/// Aligns the documents of a run in two passes; returns what it learnt between them, too.
fn run(run: &Run<'_>) -> (Vec<Alignment>, Vec<Taught>) {
    let before = run.pairs.tables(&run.words);
    let model = Model::from_lengths(&run.documents);
    let drafts: Vec<Searched> = run
        .documents
        .par_iter()
        .zip(&run.pins)
        .map(|(document, pins)| run.align(document, pins, &before, &model.at_first(document), None))
        .collect();
    drop(before);
    let beads = || drafts.iter().map(|draft| draft.beads.as_slice());
    let taught = run.taught(beads());
    let after = run.with(&taught);
    let loose = drafts
        .iter()
        .any(|draft| draft.kinship.is_free())
        .then(|| run.with_what_is_near(&taught));
    let model = Model::from_beads(run.documents.iter().zip(beads()));
    let alignments = run
        .documents
        .par_iter()
        .zip(&run.pins)
        .zip(&drafts)
        .map(|((document, pins), draft)| {
            let parameters = model.after(document, draft);
            let second = run.align(document, pins, &after, &parameters, Some(&draft.beads));
            // Words that are near in meaning would make strangers akin.
            let kinship = second.kinship;
            let remarks = |beads: &Weighed, by: &Translations, parameters: &Parameters| {
                remarks::find(document, beads, kinship, |ar, en| {
                    run.align_part(document, by, parameters, ar, en)
                })
            };
            let fitted = model.after(document, &second);
            let mut weighed = Weighed::from(second);
            let mut found = remarks(&weighed, &after, &parameters);
            // What stands at another place makes a close translation look free.
            let is_moved = |remark: &Remark| matches!(remark, Remark::Moved { .. });
            if let Some(loose) = &loose
                && draft.kinship.is_free()
                && !kinship.are_strangers()
                && !found.iter().any(is_moved)
            {
                let beads = Some(weighed.beads.as_slice());
                weighed = run.align(document, pins, loose, &fitted, beads).into();
                found = remarks(&weighed, loose, &fitted);
            }
            for bead in &mut weighed.beads {
                // What a person has fixed is not to be doubted.
                if !pins.fixes(&bead.ar, &bead.en) {
                    bead.confidence = confidence::of_posterior(bead.confidence);
                }
            }
            Alignment {
                beads: weighed.beads,
                kinship,
                remarks: found,
            }
        })
        .collect();
    (alignments, taught)
}

/// What the documents of a run share.
struct Run<'a> {
    options: &'a Options<'a>,
    words: Sides<Vocabulary>,
    probabilities: Sides<Vec<f32>>,
    documents: Vec<Document>,
    /// What is fixed in each of them.
    pins: Vec<Cow<'a, Pins>>,
    /// The words of the texts that are known to translate each other.
    known: Vec<Sides<Vec<TypeId>>>,
    /// What translates what before anything is learnt.
    pairs: Pairs,
}

impl<'a> Run<'a> {
    fn new(bitexts: &[Bitext], options: &'a Options<'a>) -> Self {
        let mut words: Sides<Vocabulary> = Sides::default();
        let clues = &options.clues;
        let documents: Vec<Document> = bitexts
            .iter()
            .map(|bitext| Document::new(bitext, &mut words, clues))
            .collect();
        let pins = documents.iter().enumerate().map(|(index, document)| {
            let given = options.pins.get(index);
            match given.filter(|pins| pins.size() == document.size()) {
                Some(pins) => Cow::Borrowed(pins),
                None => Cow::Owned(Pins::none(document.size())),
            }
        });
        let pins = pins.collect();
        let known = options.known.iter().filter(|_| clues.learning);
        let known = known
            .map(|texts| Sides {
                ar: words.ar.sentence(&Tokens::of(&texts.ar), Lang::Ar, clues),
                en: words.en.sentence(&Tokens::of(&texts.en), Lang::En, clues),
            })
            .collect();
        let probabilities = Sides {
            ar: probabilities(&words.ar, Lang::Ar),
            en: probabilities(&words.en, Lang::En),
        };
        let mut pairs = Pairs::default();
        pairs.alike(&words);
        if clues.lexicon {
            pairs.seed(&words, options.lexicon);
        }
        if clues.names {
            pairs.names(&words);
        }
        Self {
            options,
            words,
            probabilities,
            documents,
            pins,
            known,
            pairs,
        }
    }

    /// What the beads of a first pass teach.
    fn taught<'b>(&self, drafts: impl Iterator<Item = &'b [Bead]>) -> Vec<Taught> {
        if !self.options.clues.learning {
            return Vec::new();
        }
        let of_beads = self
            .documents
            .iter()
            .zip(drafts)
            .flat_map(|(document, beads)| {
                beads.iter().filter_map(|bead| {
                    let is_pair = !bead.ar.is_empty() && !bead.en.is_empty();
                    (is_pair && bead.confidence >= PLAUSIBLE).then(|| Example {
                        ar: &document.ar.types[bead.ar.clone()],
                        en: &document.en.types[bead.en.clone()],
                        weight: bead.confidence as f32,
                    })
                })
            });
        let of_known = self.known.iter().map(|types| Example {
            ar: std::slice::from_ref(&types.ar),
            en: std::slice::from_ref(&types.en),
            weight: 1.0,
        });
        let examples: Vec<Example<'_>> = of_beads.chain(of_known).collect();
        learn(&examples, &self.words, &self.probabilities, &self.pairs)
    }

    /// What translates what, with what was taught.
    fn with(&self, taught: &[Taught]) -> Translations {
        self.pairs_with(taught).tables(&self.words)
    }

    /// The same with words that are near in meaning to what the lexicon knows.
    fn with_what_is_near(&self, taught: &[Taught]) -> Translations {
        let mut pairs = self.pairs_with(taught);
        if self.options.clues.lexicon {
            pairs.near(&self.words, self.options.lexicon);
        }
        pairs.tables(&self.words)
    }

    fn pairs_with(&self, taught: &[Taught]) -> Pairs {
        let mut pairs = self.pairs.clone();
        taught.iter().for_each(|pair| pair.offer_to(&mut pairs));
        pairs
    }

    /// Aligns a part of a document as if it were one; the beads are given in segments of the document.
    fn align_part(
        &self,
        document: &Document,
        translations: &Translations,
        parameters: &Parameters,
        ar: Range<usize>,
        en: Range<usize>,
    ) -> Weighed {
        let part = document.part(ar.clone(), en.clone());
        let Weighed {
            mut beads,
            evidence,
        } = Weighed::from(self.align(
            &part,
            &Pins::none(part.size()),
            translations,
            parameters,
            None,
        ));
        for bead in &mut beads {
            bead.ar = bead.ar.start + ar.start..bead.ar.end + ar.start;
            bead.en = bead.en.start + en.start..bead.en.end + en.start;
        }
        Weighed { beads, evidence }
    }

    /// Aligns a document, near the path of an earlier pass if there was one.
    fn align(
        &self,
        document: &Document,
        pins: &Pins,
        translations: &Translations,
        parameters: &Parameters,
        draft: Option<&[Bead]>,
    ) -> Searched {
        let stretches = match draft {
            Some(beads) => anchors::stretches_around(document, pins, beads),
            None => anchors::stretches(
                document,
                pins,
                translations.to(Lang::En),
                &self.probabilities.en,
            ),
        };
        let near = band::near(&stretches);
        let explained = |from: &[Vec<TypeId>], to: &[Vec<TypeId>], lang, near: &[Range<usize>]| {
            let to = explained::Side {
                segments: to,
                probabilities: self.probabilities.get(lang),
                kinds: &self.words.get(lang).kinds,
            };
            Explained::new(from, &to, translations.to(lang), near)
        };
        let (ar, en) = (&document.ar.types, &document.en.types);
        let joined = |segments: &[Vec<TypeId>], side: &dyn Fn(&Fixed) -> Range<usize>| {
            let fixed = pins.fixed().iter();
            fixed
                .map(|bead| segments[side(bead)].concat())
                .collect::<Vec<_>>()
        };
        let fixed = (joined(ar, &Fixed::ar), joined(en, &Fixed::en));
        let itself: Vec<Range<usize>> = (0..=fixed.0.len())
            .map(|end| end.saturating_sub(1)..end)
            .collect();
        let words = Words {
            en: explained(ar, en, Lang::En, &near.ar),
            ar: explained(en, ar, Lang::Ar, &near.en),
            fixed: Sides {
                en: explained(&fixed.0, &fixed.1, Lang::En, &itself),
                ar: explained(&fixed.1, &fixed.0, Lang::Ar, &itself),
            },
        };
        let scorer = Scorer::new(document, pins, parameters, &words, &self.options.clues);
        search(document, &stretches, pins, &scorer)
    }
}

#[cfg(test)]
mod tests;
