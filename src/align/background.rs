//! How probable a type is anywhere: what a translation must beat to be evidence.
//!
//! A page of three sentences says nothing of how rare its words are, so its counts are
//! drawn to those of the language at large, which are known here for the commonest
//! words only; every other word is taken for a rare one.

use crate::bitext::Lang;

use super::words::{Kind, Vocabulary};

/// How many tokens' worth the language at large weighs against the run.
const PRIOR_TOKENS: f64 = 2000.0;

/// The share of a word, number or mark that is none of the commonest.
const RARE: f64 = 1.0 / 15_000.0;

/// English stems with how many of a thousand words they are, about.
#[rustfmt::skip]
const ENGLISH: [(&str, f64); 52] = [
    ("the", 58.0), ("of", 29.0), ("and", 27.0), ("to", 25.0), ("a", 22.0), ("in", 20.0), ("that", 10.0), ("it", 10.0), ("he", 14.0), ("for", 8.5),
    ("on", 7.0), ("with", 7.0), ("as", 6.5), ("be", 32.0), ("at", 5.0), ("by", 6.0), ("have", 14.0), ("from", 4.5), ("this", 4.5), ("not", 5.0),
    ("but", 4.2), ("or", 3.2), ("which", 2.8), ("an", 3.3), ("they", 8.0), ("you", 4.0), ("she", 6.0), ("we", 4.5), ("there", 2.3), ("one", 2.9),
    ("all", 2.6), ("who", 2.4), ("will", 5.0), ("say", 5.0), ("if", 2.2), ("when", 2.1), ("into", 1.6), ("no", 1.9), ("so", 1.9), ("can", 3.3),
    ("what", 2.0), ("out", 1.8), ("up", 1.8), ("about", 1.8), ("than", 1.5), ("some", 1.3), ("other", 1.5), ("do", 2.9), ("after", 1.3), ("also", 1.2),
    ("me", 9.0), ("mani", 3.2),
];

/// Arabic words with how many of a thousand words they are, about.
#[rustfmt::skip]
const ARABIC: [(&str, f64); 60] = [
    ("في", 33.0), ("من", 27.0), ("علي", 16.0), ("ان", 18.0), ("الي", 12.0), ("التي", 7.0), ("عن", 6.0), ("لا", 6.5), ("ما", 6.0), ("هذا", 4.5),
    ("مع", 4.5), ("الذي", 4.5), ("هذه", 4.0), ("كان", 4.0), ("بين", 3.2), ("كل", 3.2), ("قد", 3.0), ("هو", 3.2), ("او", 5.0), ("بعد", 3.2),
    ("لم", 3.5), ("كما", 2.6), ("ذلك", 3.2), ("و", 4.0), ("كانت", 2.4), ("لكن", 1.6), ("خلال", 2.0), ("اذا", 1.7), ("هي", 2.0), ("غير", 1.8),
    ("حتي", 1.6), ("عند", 1.4), ("عليه", 1.3), ("حيث", 1.5), ("فيه", 1.2), ("فيها", 1.2), ("له", 1.6), ("لها", 1.2), ("به", 1.3), ("بها", 1.0),
    ("ولا", 1.7), ("وقد", 1.4), ("وان", 1.4), ("بن", 1.2), ("ثم", 1.4), ("يكون", 1.2), ("اي", 1.3), ("قبل", 1.3), ("منه", 1.0), ("انه", 1.8),
    ("اكثر", 1.1), ("الا", 1.3), ("وقال", 1.3), ("قال", 1.8), ("تم", 1.2), ("مثل", 1.0), ("ايضا", 1.1), ("الذين", 1.1), ("عندما", 0.8), ("يمكن", 1.0),
];

/// Marks with how many of a thousand tokens they are.
const MARKS: [(&str, f64); 6] = [
    ("?", 4.0),
    ("!", 2.0),
    ("\"", 20.0),
    ("(", 5.0),
    (";", 3.0),
    (":", 8.0),
];

/// Returns the probability of each type of a vocabulary.
pub(super) fn probabilities(vocabulary: &Vocabulary, lang: Lang) -> Vec<f32> {
    let mut priors = vec![RARE; vocabulary.len()];
    let words: &[(&str, f64)] = match lang {
        Lang::Ar => &ARABIC,
        Lang::En => &ENGLISH,
    };
    let of = |kind, list: &[(&str, f64)], priors: &mut Vec<f64>| {
        for &(name, of_thousand) in list {
            if let Some(id) = vocabulary.id(kind, name) {
                priors[id as usize] = of_thousand / 1000.0;
            }
        }
    };
    of(Kind::Word, words, &mut priors);
    of(Kind::Mark, &MARKS, &mut priors);
    let total = vocabulary.total as f64 + PRIOR_TOKENS;
    let counts = vocabulary.counts.iter().zip(priors);
    counts
        .map(|(&count, prior)| ((f64::from(count) + PRIOR_TOKENS * prior) / total) as f32)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::lexicon::english_stem;
    use crate::text::forms::folded;

    #[test]
    fn the_commonest_words_are_listed_once_and_as_their_types_are_named() {
        for (index, (word, _)) in ENGLISH.iter().enumerate() {
            assert_eq!(&english_stem(word), word);
            assert!(
                ENGLISH[..index].iter().all(|(other, _)| other != word),
                "{word} twice"
            );
        }
        for (index, (word, _)) in ARABIC.iter().enumerate() {
            assert_eq!(&folded(word), word);
            assert!(
                ARABIC[..index].iter().all(|(other, _)| other != word),
                "{word} twice"
            );
        }
    }
}
