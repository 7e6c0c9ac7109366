//! What reading and writing a file amounted to: faults, reasons, counts.

use std::fmt;
use std::ops::AddAssign;
use std::path::Path;

use super::ReadOptions;
use crate::Error;
use crate::bitext::{Lang, Sides, TranslationUnit};

/// Something broken at a place in a file, or a unit there that is no pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: u64,
    /// The number of the unit in the file, from 1; `None` outside units and in formats whose lines are units.
    pub unit: Option<u64>,
    /// What is wrong there, in lower case and without a full stop.
    pub reason: String,
    /// Why the unit was skipped, where nothing is broken; only with [`ReadOptions::tell_skipped`](super::ReadOptions).
    pub skipped: Option<SkipReason>,
}

/// The most characters of a reason that are kept: names from the file stand in it, and they may be long.
const REASON: usize = 300;

impl Fault {
    /// Makes a fault whose reason can be shown: short, with controls as escapes.
    pub(super) fn new(line: u64, unit: Option<u64>, reason: &str) -> Fault {
        let mut shown = String::new();
        for c in reason.chars().take(REASON) {
            match c {
                '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                    shown.extend(c.escape_unicode());
                }
                c if c.is_control() => shown.extend(c.escape_unicode()),
                c => shown.push(c),
            }
        }
        if reason.chars().nth(REASON).is_some() {
            shown.push('…');
        }
        Fault {
            line,
            unit,
            reason: shown,
            skipped: None,
        }
    }

    /// Tells of a unit that was skipped.
    pub(super) fn skipped(line: u64, unit: Option<u64>, reason: SkipReason) -> Fault {
        Fault {
            line,
            unit,
            reason: reason.to_string(),
            skipped: Some(reason),
        }
    }

    /// Makes it an [`Error::Input`] of the file it was found in.
    pub fn in_file(self, path: impl AsRef<Path>) -> Error {
        Error::Input {
            path: path.as_ref().to_path_buf(),
            line: self.line,
            reason: self.to_string(),
        }
    }
}

impl fmt::Display for Fault {
    /// Writes the unit and the reason, without the line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit {
            Some(unit) => write!(f, "unit {unit}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

/// Why a unit that is not broken was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SkipReason {
    /// It has neither an Arabic nor an English variant.
    OtherLanguages,
    /// It has an English variant only.
    NoArabic,
    /// It has an Arabic variant only.
    NoEnglish,
    /// Its Arabic side holds no text.
    EmptyArabic,
    /// Its English side holds no text.
    EmptyEnglish,
    /// Neither side holds text.
    BothEmpty,
    /// Its translation is marked as a guess (PO).
    Fuzzy,
    /// It is kept as a comment only (PO).
    Obsolete,
    /// It has no translation yet, or one that nobody has confirmed.
    Untranslated,
}

impl SkipReason {
    /// Every reason, in the order in which they are reported.
    pub const ALL: [SkipReason; 9] = [
        SkipReason::OtherLanguages,
        SkipReason::NoArabic,
        SkipReason::NoEnglish,
        SkipReason::EmptyArabic,
        SkipReason::EmptyEnglish,
        SkipReason::BothEmpty,
        SkipReason::Fuzzy,
        SkipReason::Obsolete,
        SkipReason::Untranslated,
    ];

    /// Returns why a pair of texts is no pair: a side that is `None` is not there at all.
    pub(super) fn of(texts: &Sides<Option<&str>>) -> Option<SkipReason> {
        let empty = |text: &str| text.trim().is_empty();
        match (texts.ar, texts.en) {
            (None, None) => Some(SkipReason::OtherLanguages),
            (None, Some(_)) => Some(SkipReason::NoArabic),
            (Some(_), None) => Some(SkipReason::NoEnglish),
            (Some(ar), Some(en)) => match (empty(ar), empty(en)) {
                (true, true) => Some(SkipReason::BothEmpty),
                (true, false) => Some(SkipReason::EmptyArabic),
                (false, true) => Some(SkipReason::EmptyEnglish),
                (false, false) => None,
            },
        }
    }

    /// Returns why a pair of texts does not come out, where one text may be enough.
    pub(super) fn unless_wanted(
        texts: &Sides<Option<&str>>,
        untranslated: bool,
    ) -> Option<SkipReason> {
        let has_text = |text: &Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
        match untranslated && (has_text(&texts.ar) || has_text(&texts.en)) {
            true => None,
            false => Self::of(texts),
        }
    }
}

impl fmt::Display for SkipReason {
    /// Completes the sentence "3 units …".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SkipReason::OtherLanguages => "in other languages",
            SkipReason::NoArabic => "without Arabic",
            SkipReason::NoEnglish => "without English",
            SkipReason::EmptyArabic => "with an empty Arabic side",
            SkipReason::EmptyEnglish => "with an empty English side",
            SkipReason::BothEmpty => "with both sides empty",
            SkipReason::Fuzzy => "marked fuzzy",
            SkipReason::Obsolete => "marked obsolete",
            SkipReason::Untranslated => "not translated yet",
        })
    }
}

/// How many units were left out, for each reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    counts: [u64; SkipReason::ALL.len()],
}

impl Skipped {
    /// Returns how many were left out for `reason`.
    pub fn count(&self, reason: SkipReason) -> u64 {
        self.counts[reason as usize]
    }

    /// Returns how many were left out in all.
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Iterates over the reasons that occurred, with their counts.
    pub fn iter(&self) -> impl Iterator<Item = (SkipReason, u64)> + '_ {
        SkipReason::ALL
            .into_iter()
            .map(|reason| (reason, self.count(reason)))
            .filter(|&(_, count)| count > 0)
    }

    /// Counts one more.
    pub(super) fn add(&mut self, reason: SkipReason) {
        self.counts[reason as usize] += 1;
    }
}

/// What a [`Reader`](super::Reader) has met so far.
///
/// `units` is the sum of `taken`, `skipped.total()` and the units that gave a fault.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadSummary {
    /// Units (or rows) begun in the file.
    pub units: u64,
    /// Units handed out.
    pub taken: u64,
    /// Units left out that are not broken.
    pub skipped: Skipped,
    /// The language that the file says it is to be translated from (TMX, PO).
    pub source_lang: Option<Lang>,
    /// Faults handed out.
    pub faults: u64,
    /// Second variants of Arabic or English that were left out of units taken.
    pub second_variants: u64,
    /// Inline elements that were kept beside the text, in Arabic and English variants.
    pub codes: u64,
    /// Inline codes that were left out of texts, of formats whose codes are not kept.
    pub dropped_codes: u64,
    /// Elements inside a text, a code, a note or a property that TMX does not know there; what they hold was kept.
    pub foreign_elements: u64,
    /// Elements outside of texts that TMX does not know there, left out with all that they hold.
    pub dropped_elements: u64,
    /// Alternative translations beside those of the units, passed over.
    pub alternatives: u64,
    /// Characters that XML forbids, dropped.
    pub forbidden_characters: u64,
    /// Dates, counts, scores and other values that made no sense in their place.
    pub unread_attributes: u64,
    /// Attributes with a value that a unit has no place for.
    pub dropped_attributes: u64,
    /// The notes in the header, in their order.
    pub header_notes: Vec<String>,
    /// Properties and other elements of the header that were left out.
    pub header_elements: u64,
    /// Rows with more columns than two, or than the header.
    pub wide_rows: u64,
    /// Columns that the header gives no known name, or a second time.
    pub unknown_columns: u64,
    /// Keys of JSON objects that are not known.
    pub unknown_keys: u64,
    /// Keys that an object has had before; the first counts.
    pub doubled_keys: u64,
    /// Halves of UTF-16 characters, for which U+FFFD stands now.
    pub halves: u64,
    /// Segments that no bead names.
    pub unlisted_segments: u64,
    /// Plural forms between the singular and the last.
    pub plural_forms: u64,
    /// Messages whose former wording was left out.
    pub previous: u64,
    /// Whether the end of the file was reached.
    pub complete: bool,
}

/// What a row, a line or a bead of a file amounts to.
#[expect(
    clippy::large_enum_variant,
    reason = "nearly all are units, and are handed on at once"
)]
pub(super) enum Found {
    Unit(TranslationUnit),
    Skipped(SkipReason),
    /// It is a header, a comment, or blank.
    Nothing,
}

impl From<Result<TranslationUnit, SkipReason>> for Found {
    fn from(unit: Result<TranslationUnit, SkipReason>) -> Self {
        match unit {
            Ok(unit) => Found::Unit(unit),
            Err(reason) => Found::Skipped(reason),
        }
    }
}

impl ReadSummary {
    /// Counts what was found, or why it is broken, and returns what is to be handed out, if anything.
    ///
    /// `unit` is the number of the unit, in formats that number them.
    pub(super) fn settle(
        &mut self,
        found: Result<Found, String>,
        line: u64,
        unit: Option<u64>,
        options: &ReadOptions,
    ) -> Option<Result<TranslationUnit, Fault>> {
        match found {
            Ok(Found::Unit(unit)) => {
                self.taken += 1;
                Some(Ok(unit))
            }
            Ok(Found::Skipped(reason)) => {
                self.skipped.add(reason);
                let is_told = options.tell_skipped;
                is_told.then(|| Err(Fault::skipped(line, unit, reason)))
            }
            Ok(Found::Nothing) => None,
            Err(reason) => {
                self.faults += 1;
                Some(Err(Fault::new(line, unit, &reason)))
            }
        }
    }
}

/// What a [`Writer`](super::Writer) has written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WriteSummary {
    /// Units written.
    pub units: u64,
    /// Units left out because a side holds no text.
    pub empty: u64,
    /// Characters dropped because XML forbids them.
    pub forbidden_characters: u64,
    /// Texts written without their inline codes, because these do not fit them.
    pub unfit_codes: u64,
    /// Texts written without their inline codes, because the format keeps none.
    pub dropped_codes: u64,
    /// Units whose line breaks or tabs became spaces.
    pub folded: u64,
}

impl AddAssign for WriteSummary {
    fn add_assign(&mut self, other: Self) {
        self.units += other.units;
        self.empty += other.empty;
        self.forbidden_characters += other.forbidden_characters;
        self.unfit_codes += other.unfit_codes;
        self.dropped_codes += other.dropped_codes;
        self.folded += other.folded;
    }
}
