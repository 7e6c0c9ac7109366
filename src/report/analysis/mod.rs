//! Match analysis: how much of a job the memory has already, in the bands that translators are paid by.
//!
//! A [`JobFile`] is the segments of a file that are to be translated. [`analyze()`] puts each into one [`Row`]
//! and adds up; [`Analysis`] is the model that every rendering shows. Rows are tried in this order:
//!
//! 1. *101*: lookup gives a context match without penalty.
//! 2. *repetitions*: the same text stands before it in the file, or *across files*: in an earlier file only.
//! 3. *100*, and the bands below: the best score that lookup gives, penalties subtracted.
//! 4. *internal*: an earlier segment of the job that the memory does not have itself (with 99 or more) is more like it
//!    than that; scored as in lookup, 99 for another spelling, without penalties.
//! 5. *none*.
//!
//! | part | holds |
//! |---|---|
//! | `bands` | the rows, their names, their rates |
//! | `size` | what a word and a character is |
//! | `matching` | the scores of all segments, by several threads |
//!
//! The job is held in memory, about a kilobyte a segment, most of it for internal matches.

mod bands;
mod matching;
mod size;

use std::collections::BTreeSet;
use std::ops::AddAssign;
use std::sync::Arc;

use serde::Serialize;

use crate::bitext::Lang;
use crate::error::Result;
use crate::memory::Memory;
use crate::text;

pub use bands::{Bands, Rates, Row};
pub use size::Size;

/// A segment that is to be translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its text, without white space at its ends; not empty.
    pub text: Arc<str>,
    /// The language of the text.
    pub from: Lang,
    /// The segment before it in the file.
    pub previous: Option<Arc<str>>,
    /// The segment after it.
    pub next: Option<Arc<str>>,
}

/// The segments of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobFile {
    /// The name of the file.
    pub name: String,
    /// What is to be translated, in its order.
    pub segments: Vec<Segment>,
    /// What is not.
    pub left_out: LeftOut,
}

/// What a file holds beside the segments that are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Lines of page furniture.
    pub furniture_lines: u64,
    /// Segments that are translated already (XLIFF, PO).
    pub translated: u64,
    /// Segments that the file says are not to be translated.
    pub locked: u64,
    /// Segments without text.
    pub blank: u64,
    /// Segments that are no Arabic to be put into English, nor the other way round.
    pub other_languages: u64,
    /// Segments that could not be read.
    pub broken: u64,
}

impl LeftOut {
    /// Returns each count with what it is of: in the singular, and what follows.
    pub fn named(&self) -> [(u64, &'static str, &'static str); 6] {
        [
            (self.furniture_lines, "line", "of page furniture"),
            (self.translated, "segment", "translated already"),
            (self.locked, "segment", "not to be translated"),
            (self.blank, "segment", "without text"),
            (self.other_languages, "segment", "in other languages"),
            (self.broken, "segment", "that could not be read"),
        ]
    }
}

impl AddAssign for LeftOut {
    fn add_assign(&mut self, other: Self) {
        self.furniture_lines += other.furniture_lines;
        self.translated += other.translated;
        self.locked += other.locked;
        self.blank += other.blank;
        self.other_languages += other.other_languages;
        self.broken += other.broken;
    }
}

/// How a job is analyzed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The bands of scores.
    pub bands: Bands,
    /// Whether segments are also compared with those before them in the job.
    pub internal: bool,
    /// What a word counts in each row; without it nothing is weighted.
    pub rates: Option<Rates>,
    /// How many threads look up; at least one does.
    pub jobs: usize,
}

/// A job against a memory.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Analysis {
    /// The versions and bands that the numbers depend on. Rates stand in the rows; how the files were cut into segments is
    /// not in it.
    pub signature: String,
    /// The units of the memory.
    pub memory_units: u64,
    /// The files in their order.
    pub files: Vec<FileAnalysis>,
    /// All files together.
    pub total: Counts,
}

/// A file of a job.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FileAnalysis {
    /// Its name.
    pub name: String,
    /// The languages of its segments.
    pub from: BTreeSet<Lang>,
    /// What it holds.
    #[serde(flatten)]
    pub counts: Counts,
}

/// The counts of a file or of all.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Counts {
    /// The rows; every row that there is.
    pub rows: Vec<RowCounts>,
    /// The sum of the rows.
    pub sum: Weighed,
    /// What is in no row.
    pub left_out: LeftOut,
}

/// The counts of a row.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RowCounts {
    /// The row.
    pub row: Row,
    /// What a word of it counts, in per cent; `None` without rates.
    pub rate: Option<u8>,
    /// How much it is.
    #[serde(flatten)]
    pub weighed: Weighed,
}

/// A size, and what it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Weighed {
    /// The size.
    #[serde(flatten)]
    pub size: Size,
    /// The words by their rates; `None` without rates.
    #[serde(rename = "weighted_words")]
    pub weighted: Option<Hundredths>,
}

/// A number in whole hundredths, so that sums are exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hundredths(pub u64);

impl Serialize for Hundredths {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0 as f64 / 100.0)
    }
}

impl std::fmt::Display for Hundredths {
    /// Writes it with two decimals and a stop.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{}.{:02}", self.0 / 100, self.0 % 100))
    }
}

impl AddAssign for Weighed {
    fn add_assign(&mut self, other: Self) {
        self.size += other.size;
        if let Some(Hundredths(more)) = other.weighted {
            self.weighted.get_or_insert_default().0 += more;
        }
    }
}

impl Counts {
    fn new(options: &Options) -> Self {
        let weighted = options.rates.as_ref().map(|_| Hundredths::default());
        let empty = Weighed {
            weighted,
            ..Weighed::default()
        };
        let rows = options.bands.rows(options.internal).into_iter();
        let rows = rows.map(|row| RowCounts {
            row,
            rate: options.rates.as_ref().map(|rates| rates.of(row)),
            weighed: empty,
        });
        Self {
            rows: rows.collect(),
            sum: empty,
            left_out: LeftOut::default(),
        }
    }

    fn add(&mut self, row: Row, size: Size) {
        let Some(counts) = self.rows.iter_mut().find(|counts| counts.row == row) else {
            return;
        };
        let weighted = counts
            .rate
            .map(|rate| Hundredths(size.words * u64::from(rate)));
        let weighed = Weighed { size, weighted };
        counts.weighed += weighed;
        self.sum += weighed;
    }

    fn add_all(&mut self, other: &Counts) {
        for (counts, other) in self.rows.iter_mut().zip(&other.rows) {
            counts.weighed += other.weighed;
        }
        self.sum += other.sum;
        self.left_out += other.left_out;
    }
}

/// Returns how many steps the analysis of a job takes, as `progress` is told of them.
pub fn steps(files: &[JobFile], options: &Options) -> u64 {
    let segments: usize = files.iter().map(|file| file.segments.len()).sum();
    segments as u64 * (1 + u64::from(options.internal))
}

/// Analyzes a job against a memory that `open` opens, once a thread; `progress` is told of each step or several.
///
/// # Errors
///
/// When the memory cannot be opened or read.
pub fn analyze(
    files: &[JobFile],
    options: &Options,
    open: &(dyn Fn() -> Result<Memory> + Sync),
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Analysis> {
    let memory_units = open()?.count_units()?;
    let rows = matching::rows(files, options, open, progress)?;
    let lowest: Vec<String> = options.bands.lowest().iter().map(u8::to_string).collect();
    let signature = format!(
        "dhakira:{}|forms:{}|bands:{}|internal:{}|words:space",
        env!("CARGO_PKG_VERSION"),
        text::FORMS_VERSION,
        lowest.join(","),
        if options.internal { "on" } else { "off" },
    );
    Ok(Analysis::of(files, &rows, options, signature, memory_units))
}

impl Analysis {
    /// Adds up the segments of all files, each in its row.
    fn of(
        files: &[JobFile],
        rows: &[Row],
        options: &Options,
        signature: String,
        memory_units: u64,
    ) -> Self {
        let mut rows = rows.iter();
        let mut total = Counts::new(options);
        let files = files.iter().map(|file| {
            let mut counts = Counts::new(options);
            counts.left_out = file.left_out;
            let mut from = BTreeSet::new();
            for (segment, row) in file.segments.iter().zip(rows.by_ref()) {
                from.insert(segment.from);
                counts.add(*row, Size::of(&segment.text));
            }
            total.add_all(&counts);
            FileAnalysis {
                name: file.name.clone(),
                from,
                counts,
            }
        });
        let files = files.collect();
        Self {
            signature,
            memory_units,
            files,
            total,
        }
    }
}

#[cfg(test)]
mod tests;
