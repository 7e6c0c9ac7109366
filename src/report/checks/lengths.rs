//! Lengths: texts that are too long, too short for each other, or break off.
//!
//! The English length is taken to be that of the Arabic text times a ratio, with a variance
//! that grows with the length (Gale and Church). Both are those of the corpus, and taken in a way
//! that bad pairs hardly move: the median of the ratios, and the median of the deviations.

use unicode_normalization::char::is_combining_mark;

use crate::bitext::{Lang, Sides};
use crate::text::forms::is_invisible;

use super::characters::is_arabic_letter;
use super::pair::{Found, Texts};
use super::rule::Rule;
use super::settings::Settings;

/// English characters for each Arabic one where there are too few pairs to tell.
const RATIO: f64 = 1.1;

/// The variance for each character where there are too few pairs to tell.
const VARIANCE: f64 = 3.5;

/// From so many pairs on the model is that of the corpus.
const ENOUGH: usize = 100;

/// How lengths go together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Model {
    ratio: f64,
    variance: f64,
}

impl Model {
    /// Takes the model from the visible lengths of pairs.
    pub(super) fn of(pairs: impl Iterator<Item = Sides<u32>>) -> Self {
        let pairs: Vec<(f64, f64)> = pairs
            .filter(|lengths| lengths.ar >= 10 && lengths.en >= 10)
            .map(|lengths| (f64::from(lengths.ar), f64::from(lengths.en)))
            .collect();
        if pairs.len() < ENOUGH {
            return Self {
                ratio: RATIO,
                variance: VARIANCE,
            };
        }
        let ratio = median(pairs.iter().map(|(ar, en)| en / ar).collect());
        let deviation = median(
            pairs
                .iter()
                .map(|(ar, en)| ((en - ratio * ar) / ar.sqrt()).abs())
                .collect(),
        );
        Self {
            ratio,
            // A corpus of pairs that are all alike says nothing of others.
            variance: (1.4826 * deviation).powi(2).max(1.0),
        }
    }

    /// Returns how many standard deviations the English text is longer than the Arabic one makes expect.
    pub(super) fn deviation(&self, ar: u32, en: u32) -> f64 {
        let (ar, en) = (f64::from(ar.max(1)), f64::from(en));
        // Both lengths count, so that a short Arabic text beside a long English one is no greater wonder than the reverse.
        let mean = (ar + en / self.ratio) / 2.0;
        (en - self.ratio * ar) / (self.variance * mean.max(4.0)).sqrt()
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    let middle = values.len() / 2;
    let (_, value, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    *value
}

/// Counts the characters that take room: no marks, no controls, nothing invisible.
pub(super) fn visible(text: &str) -> u32 {
    let is_visible = |c: char| {
        c.is_ascii() && !c.is_ascii_control()
            || is_arabic_letter(c)
            || !(c.is_ascii() || is_combining_mark(c) || is_invisible(c) || c.is_control())
    };
    text.chars().filter(|&c| is_visible(c)).count() as u32
}

pub(super) fn too_long(lengths: &Sides<u32>, settings: &Settings, found: &mut Found<'_>) {
    if lengths.ar > settings.longest || lengths.en > settings.longest {
        let evidence = format!(
            "{} Arabic and {} English characters",
            lengths.ar, lengths.en
        );
        found.add_both(Rule::TooLong, evidence);
    }
}

/// Checks the lengths of a pair against those of the corpus; `fits` says that the words speak for the pair.
pub(super) fn check(
    texts: Texts<'_>,
    lengths: &Sides<u32>,
    (model, fits): (&Model, bool),
    settings: &Settings,
    found: &mut Found<'_>,
) {
    let deviation = model.deviation(lengths.ar, lengths.en);
    let short = if deviation < 0.0 { Lang::En } else { Lang::Ar };
    let text = texts.get(short);
    let is_stopped = ends(text);
    let other_is_stopped = ends(texts.get(short.other()));
    let is_open =
        short == Lang::En && ends_open_english(text) || short == Lang::Ar && ends_open_arabic(text);
    let breaks_off = !is_stopped
        && (other_is_stopped && deviation.abs() > 1.8 || is_open && deviation.abs() > 1.0);
    if breaks_off {
        let start = text.trim_end().rfind(' ').map_or(0, |at| at + 1);
        let evidence = format!(
            "ends without a stop, {} characters beside {}",
            lengths.get(short),
            lengths.get(short.other())
        );
        // Said once, also where that rule is off: what one rule finds does not hang on another.
        found.add(Rule::Truncated, short, start..text.len(), evidence);
    } else if deviation.abs() > settings.length_deviation * if fits { 2.0 } else { 1.0 } {
        let evidence = format!(
            "{} Arabic and {} English characters, {:.1} standard deviations from the usual",
            lengths.ar,
            lengths.en,
            deviation.abs()
        );
        found.add_both(Rule::Length, evidence);
    }
}

/// Tells whether a text ends with a stop or with what may stand for one.
fn ends(text: &str) -> bool {
    let last = text
        .chars()
        .rev()
        .find(|&c| !c.is_whitespace() && !is_invisible(c));
    last.is_some_and(|c| {
        !c.is_alphanumeric() && !is_combining_mark(c) && !matches!(c, ',' | '،' | '-' | '(')
    })
}

/// Tells whether an English text ends with a word that needs another.
fn ends_open_english(text: &str) -> bool {
    let word = text.trim_end().rsplit(' ').next().unwrap_or_default();
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "of"
            | "and"
            | "or"
            | "to"
            | "its"
            | "their"
            | "his"
            | "my"
            | "our"
            | "with"
            | "from"
            | "that"
            | "which"
            | "is"
            | "was"
            | "were"
            | "are"
            | "has"
            | "had"
            | "no"
            | "by"
            | "at"
            | "for"
            | "but"
            | "as"
            | "into"
            | "who"
            | "be"
            | "very"
            | "than"
            | "if"
            | "because"
    )
}

/// Tells whether an Arabic text ends with a word that needs another.
fn ends_open_arabic(text: &str) -> bool {
    let word = text.trim_end().rsplit(' ').next().unwrap_or_default();
    matches!(
        word,
        "في" | "من"
            | "إلى"
            | "على"
            | "عن"
            | "أن"
            | "إن"
            | "التي"
            | "الذي"
            | "الذين"
            | "مع"
            | "بعد"
            | "قبل"
            | "بين"
            | "حتى"
            | "أو"
            | "ثم"
            | "لا"
            | "لم"
            | "لن"
            | "قد"
            | "كان"
            | "كانت"
            | "عند"
            | "منذ"
            | "خلال"
            | "كل"
            | "أي"
            | "غير"
            | "هذا"
            | "هذه"
    )
}
