//! What the commands take that read and write files of units.

use std::path::PathBuf;

use clap::ValueEnum;

use dhakira::exchange;

use crate::cli::args::{Encoding, at_least_one};
use crate::cli::formats;

/// What to do with a unit whose source is there with another translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum OnConflict {
    /// Keep both translations
    KeepBoth,
    /// Keep the one that was changed last
    Newest,
    /// Keep what is there
    Skip,
}

/// Take the units of files into the memory: TMX, XLIFF, tables, JSON Lines, Moses pairs, beads, PO, Trados' memories
///
/// Of an XLIFF file (.xlf, .xliff, .sdlxliff, .mxliff, .mqxliff; any version) the translated
/// segments are taken; what is approved, final, signed off or reviewed is reviewed. A memory
/// of Trados (.sdltm) is only read.
///
/// The memory is made if it is not there. All of a run goes in at once, so that one that
/// is broken off changes nothing; a unit that is there already is not added again.
///
/// A table may begin with a header, in any order of columns: ar and en (also Arabic, ar-SA,
/// or source and target) and our own names of fields; without one it is Arabic, English. CSV
/// may have commas, semicolons or tabs. A text file NAME.ar takes NAME.en with it, and
/// NAME.beads takes both. Of a PO, what is fuzzy or obsolete is left out.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira import agency.tmx glossary.tsv --on-conflict newest
  dhakira import agency.tmx.gz mailed.zip
  dhakira import agency.tmx --dry-run --report untaken.tsv
  dhakira import client.csv --encoding windows-1256
  dhakira import news.ar
  dhakira import news.beads --ar arabic.txt --en english.txt
  dhakira import app/ar.po
  dhakira import done.sdlxliff trados.sdltm")]
pub(in crate::cli) struct Import {
    /// Files to import, packed (gz, or zip of one file) or not; `-` is standard input (with --format)
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,

    /// The format [default: by the file's suffix]
    #[arg(long, value_name = "FORMAT", value_parser = formats::imported())]
    pub(in crate::cli) format: Option<exchange::Format>,

    /// What to do when a source is there with another translation
    #[arg(long, value_name = "POLICY", default_value = "keep-both")]
    pub(in crate::cli) on_conflict: OnConflict,

    /// English stands before Arabic in a table without a header, or is the source; of a PO, exchange its languages
    #[arg(long)]
    pub(in crate::cli) invert: bool,

    /// Only read and report: change nothing, make no memory
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,

    /// Take nothing at all if anything in any file is broken; the files are read twice
    #[arg(long)]
    pub(in crate::cli) strict: bool,

    /// Write every unit that is not taken into this file, with file, line, unit, kind and reason: TSV, or JSON Lines if
    /// its name ends in .jsonl
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) report: Option<PathBuf>,

    /// The encoding of tables, JSON Lines, texts and PO [default: told by a byte order mark, else utf-8]
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) encoding: Option<Encoding>,

    /// The Arabic text that goes with a file of beads or an English text
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) ar: Option<PathBuf>,

    /// The English text that goes with a file of beads or an Arabic text
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) en: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Status {
    Draft,
    Reviewed,
    Rejected,
}

/// The tool that a TMX is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Flavor {
    /// What all tools take
    Plain,
    /// The segments before and after, as OmegaT has them (prev, next)
    Omegat,
    /// Confirmation level, origin and document as in Trados Studio
    Trados,
    /// The segments before and after and the document, as memoQ has them
    Memoq,
    /// The segments before and after and the document, as Phrase has them
    Phrase,
}

/// By what an export is divided into files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SplitBy {
    /// A file a document, and one for the units of none
    Document,
}

/// Write the units of the memory as TMX, XLIFF, tables, JSON Lines, Moses pairs, beads or PO
///
/// A file is written beside its place and then renamed, so that an old export stays
/// whole if anything fails. Rejected units are left out unless asked for. With --srx,
/// the built-in rules for sentences are written instead, for tools that have no Arabic
/// ones; OmegaT takes them as segmentation.srx in a project's folder omegat.
///
/// Moses pairs and beads are several files: FILE is what stands before their suffixes, or
/// one of them. In a CSV, a cell that a spreadsheet would take for a formula gets an
/// apostrophe before it, which import takes away again.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira export news.tmx
  dhakira export - --format tsv --status reviewed
  dhakira export omegat/tm/news.tmx --flavor omegat
  dhakira export news.tmx.gz
  dhakira export folder --split-by document --format tsv
  dhakira export for-excel.csv --bom
  dhakira export corpus --format moses
  dhakira export corpus.jsonl --format translation
  dhakira export review.xlf --status draft
  dhakira export --srx segmentation.srx
  dhakira export en-ar.tmx --invert --lang-map ar=ar-SA,en=en-US")]
pub(in crate::cli) struct Export {
    /// The file, packed if its name ends in .gz; `-` or none is standard output; with --split-by, a folder
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: Option<PathBuf>,

    /// The format [default: by the file's suffix (.xlf is XLIFF 1.2), else tmx]
    #[arg(long, value_name = "FORMAT", value_parser = formats::exported())]
    pub(in crate::cli) format: Option<exchange::Format>,

    /// The tool that a TMX is for: its own properties for context stand beside ours
    #[arg(long, value_name = "TOOL", default_value = "plain")]
    pub(in crate::cli) flavor: Flavor,

    /// Only units of this status
    #[arg(long)]
    pub(in crate::cli) status: Option<Status>,

    /// Only units of this document
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) document: Option<String>,

    /// Write a file a document into a folder, which is made if it is not there
    #[arg(
        long,
        value_name = "WHAT",
        requires = "file",
        conflicts_with = "document"
    )]
    pub(in crate::cli) split_by: Option<SplitBy>,

    /// Only units of at least this confidence, 0 to 1; units without one are kept
    #[arg(long, value_name = "SHARE")]
    pub(in crate::cli) min_confidence: Option<f64>,

    /// English becomes the source language
    #[arg(long)]
    pub(in crate::cli) invert: bool,

    /// Write the names of all fields and the fields themselves into a TSV; a CSV always has them
    #[arg(long)]
    pub(in crate::cli) header: bool,

    /// Begin tables and texts with a byte order mark, as Excel needs it to take them for UTF-8
    #[arg(long)]
    pub(in crate::cli) bom: bool,

    /// The language codes of the file, such as ar=ar-SA,en=en-US
    #[arg(long, value_name = "MAP", value_delimiter = ',')]
    pub(in crate::cli) lang_map: Vec<String>,

    /// Write the built-in segmentation rules as SRX 2.0; needs no memory
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["file", "format", "flavor", "status", "document", "split_by", "min_confidence", "invert", "header", "bom", "lang_map"]
    )]
    pub(in crate::cli) srx: Option<PathBuf>,
}

/// Fill an XLIFF file with the translations that the memory has
///
/// Each segment that has no translation gets the best match of --min or more: XLIFF 1.2 (also
/// .sdlxliff, .mxliff, .mqxliff) and 2. A match of 100 or 101 is marked translated; others
/// are marked for review, and stand with the further ones as alternatives with their source and
/// score. The segments before and after count as context. Where a match differs in numbers
/// only, they are put right if the place of each is certain. Rejected units are never used,
/// and what nobody has reviewed loses a point, as in lookup.
///
/// Codes around a text are kept around its translation, which is then marked for review; with
/// codes inside, the matches are given as alternatives only. All else of the file stays as it
/// is; another encoding becomes UTF-8. The new file is written beside its place and then renamed.
///
/// The account says how many segments there are and how many have their best match in which band.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira pretranslate job.xlf --out job.filled.xlf
  dhakira pretranslate job.sdlxliff --in-place --min 75

Exit codes: 0 at least one match, 1 none (the file is written all the same), 2 an error.")]
pub(in crate::cli) struct Pretranslate {
    /// The file; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,

    /// The file to write; `-` or none is standard output, and the account goes to standard error
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,

    /// Replace the file itself
    #[arg(long, conflicts_with = "out")]
    pub(in crate::cli) in_place: bool,

    /// The lowest score to use, in per cent
    #[arg(long, value_name = "SCORE", default_value_t = 70, value_parser = clap::value_parser!(u8).range(1..=101))]
    pub(in crate::cli) min: u8,

    /// The most matches of a segment, alternatives among them
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = at_least_one)]
    pub(in crate::cli) limit: usize,
}
