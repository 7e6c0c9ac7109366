//! What a run has taught, as words that a person can read, edit and give back.
//!
//! Inside, Arabic words are pooled by their stem and English ones are stems; here each stands as a
//! word of the run: the commonest Arabic form of the stem, without the article, which the lexicon
//! finds behind clitics, and the commonest English one. A row is a line of a lexicon ([`super::lexicon`]) with the figures in
//! further columns, which a lexicon passes over.
//!
//! # Limits
//!
//! Arabic words are in their folded form (ا for أ إ آ, ه for ة, ي for ى). Pairs without an Arabic
//! letter, names and numbers that need no learning, are left out.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rustc_hash::FxHashMap;

use crate::bitext::{Bitext, Lang, Sides};
use crate::text::stems::stem;
use crate::text::tokens::Tokens;

use super::learning::Taught;
use super::lexicon::{Lexicon, english_stem, is_entry, stems};
use super::words::{Kind, Vocabulary};

/// A pair of words that a run has taught.
#[derive(Clone, Debug, PartialEq)]
pub struct Learnt {
    /// The Arabic word, folded.
    pub ar: String,
    /// The English word, folded.
    pub en: String,
    /// How readily the Arabic word becomes the English one, 0..=1, less what one bead proves.
    pub to_en: f32,
    /// How readily the English word becomes the Arabic one.
    pub to_ar: f32,
    /// The expected number of beads in which they translate each other, by the more cautious direction.
    pub count: f32,
    /// Whether the lexicon of the run has the pair.
    pub known: bool,
}

/// Returns the words of what was taught, the surest first: by the lesser readiness, the count, the words.
pub(super) fn learnt(
    taught: &[Taught],
    words: &Sides<Vocabulary>,
    bitexts: &[Bitext],
    lexicon: &Lexicon,
) -> Vec<Learnt> {
    let english = english_words(bitexts);
    let row = |pair: &Taught| {
        let forms = pair.forms.iter().map(|&id| {
            let (name, count) = (&words.ar.names[id as usize], words.ar.counts[id as usize]);
            (count, name.as_str())
        });
        let (_, form) = forms.max_by_key(|&(count, name)| {
            let shorter = std::cmp::Reverse((name.chars().count(), name));
            (count, shorter)
        })?;
        let ar = headword(form);
        let stem = &words.en.names[pair.en as usize];
        let en = english.get(stem.as_str())?;
        let known = lexicon
            .renderings(ar)
            .iter()
            .any(|rendering| rendering.stems.contains(stem));
        let is_word = words.en.kinds[pair.en as usize] == Kind::Word;
        (is_word && is_entry(ar, en)).then(|| Learnt {
            ar: ar.to_owned(),
            en: en.clone(),
            to_en: pair.to_en,
            to_ar: pair.to_ar,
            count: pair.count,
            known,
        })
    };
    let mut rows: Vec<Learnt> = taught.iter().filter_map(row).collect();
    let surely = |row: &Learnt| row.to_en.min(row.to_ar);
    rows.sort_by(|a, b| {
        surely(b)
            .total_cmp(&surely(a))
            .then_with(|| b.count.total_cmp(&a.count))
            .then_with(|| (&a.ar, &a.en).cmp(&(&b.ar, &b.en)))
    });
    rows
}

/// A folded Arabic word without its article, if it has one and is the same word without it.
fn headword(form: &str) -> &str {
    match form.strip_prefix("ال") {
        Some(bare) if stem(Lang::Ar, bare) == stem(Lang::Ar, form) => bare,
        _ => form,
    }
}

/// For each English stem the commonest word that has it.
fn english_words(bitexts: &[Bitext]) -> FxHashMap<String, String> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for segment in bitexts.iter().flat_map(|bitext| &bitext.en) {
        for token in Tokens::of(&segment.text).words() {
            let stem = english_stem(token.text);
            *counts.entry((stem, token.text.to_owned())).or_default() += 1;
        }
    }
    let mut commonest: FxHashMap<String, (String, usize)> = FxHashMap::default();
    for ((stem, word), count) in counts {
        // Only what a lexicon leads back to the same stem.
        if stems(&word) != [stem.as_str()] {
            continue;
        }
        match commonest.get(&stem) {
            Some((_, most)) if *most >= count => {}
            _ => drop(commonest.insert(stem, (word, count))),
        }
    }
    commonest
        .into_iter()
        .map(|(stem, (word, _))| (stem, word))
        .collect()
}

/// Writes the rows as a lexicon: Arabic, English, both readinesses, the count, `known` or `new`.
///
/// # Errors
///
/// Those of `out`.
pub fn write_lexicon(rows: &[Learnt], out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "# Learnt by dhakira from its run: Arabic, English, P(en|ar), P(ar|en), beads, whether the lexicon has it.\n\
         # Take out what is wrong and read it with --lexicon; columns from the third on are passed over."
    )?;
    rows.iter().try_for_each(|row| {
        let known = if row.known { "known" } else { "new" };
        writeln!(
            out,
            "{}\t{}\t{:.3}\t{:.3}\t{:.1}\t{known}",
            row.ar, row.en, row.to_en, row.to_ar, row.count
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Options, align_and_learn};
    use super::*;
    use crate::align::tests::segments;

    /// Six hundred pairs of sentences, eight of them of a thing no lexicon knows, eight of schools.
    fn bitext() -> Bitext {
        let (ar, en): (Vec<_>, Vec<_>) = (0..600)
            .map(|n| {
                let (ar, en) = match n % 75 {
                    20 => (" الزنبروط", "zanbrutes "),
                    50 => (" المدارس", "schools "),
                    _ => ("", ""),
                };
                (
                    format!("اشترى الرجل رقم {n}{ar}."),
                    format!("The man bought {en}number {n}."),
                )
            })
            .unzip();
        Sides {
            ar: segments(&ar),
            en: segments(&en),
        }
    }

    #[test]
    fn what_a_run_teaches_is_told_and_read_back() {
        let (_, rows) = align_and_learn(&[bitext()], &Options::default());
        let row = rows.iter().find(|row| row.en == "zanbrutes");
        let row = row.unwrap_or_else(|| panic!("{rows:#?}"));
        assert_eq!((row.ar.as_str(), row.known), ("زنبروط", false));
        assert!(
            row.to_en > 0.4 && row.to_ar > 0.4 && row.count > 5.0,
            "{row:?}"
        );
        assert!(rows.iter().any(|row| row.en == "schools" && row.known));
        assert!(rows.is_sorted_by(|a, b| a.to_en.min(a.to_ar) >= b.to_en.min(b.to_ar)));

        let mut file = Vec::new();
        write_lexicon(&rows, &mut file).expect("memory can be written");
        let text = String::from_utf8(file).expect("it is UTF-8");
        let mut lexicon = Lexicon::default();
        assert_eq!(lexicon.extend(&text), Ok(rows.len()));
        for row in &rows {
            let stem = english_stem(&row.en);
            let renderings = lexicon.renderings(&row.ar);
            assert!(
                renderings.iter().any(|r| r.stems == [stem.as_str()]),
                "{row:?}"
            );
        }
    }

    #[test]
    fn nothing_teaches_nothing() {
        assert_eq!(align_and_learn(&[], &Options::default()).1, []);
    }
}
