//! What `analyze` takes.

use std::path::PathBuf;

use clap::ValueEnum;

use dhakira::report::analysis::Bands;

use super::{Lang, Pages, at_least_one};

/// The formats of an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ReportFormat {
    /// A table a file, and one of all
    Text,
    /// A row a band of each file and of all, with a header
    Csv,
    /// An object (see schemas/analysis.schema.json)
    Json,
    /// A page that needs nothing but itself
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Switch {
    On,
    Off,
}

/// Count what a translation job has in the memory, in bands of scores
///
/// Files are texts (also HTML and Markdown, which are cleaned and split as build does: page
/// furniture is left out, and said), XLIFF and its dialects, TMX, TSV, CSV, JSON Lines, PO, Trados'
/// memories (.sdltm), NAME.ar and NAME.en with a segment a line; folders are searched for
/// them. Of XLIFF and PO, what is translated already is counted apart; of the others, every
/// source text is a segment, translated or not.
///
/// Each segment counts once, in the first row that fits: 101 (the memory has it in the same context),
/// repetitions of a text that came before in the file or in an earlier one, 100, then the
/// bands, by the best score of lookup, penalties subtracted. Internal rows are for what is more
/// like an earlier segment of the job than anything that the memory has. Rejected units never count.
///
/// A word is what stands between white space and has a letter or digit in it: hyphens cut
/// nothing, Arabic prefixes and suffixes are part of their word. A character is a code point, vowel marks too.
///
/// With --rates, words are weighted: NAME=RATE in per cent, by the names of the rows (101,
/// repetitions, cross-file, 100, 95-99, internal-95-99, none, …). Without a rate of its own,
/// cross-file has that of repetitions, an internal row that of its band, any other 100.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira analyze job.xlf article.ar.txt
  dhakira analyze job --from en --rates 101=0,repetitions=10,100=10,95-99=30,85-94=50
  dhakira analyze job --format html > job.html

Exit codes: 0 done, 1 nothing to translate, 2 an error, also when only some files failed.")]
pub(in crate::cli) struct Analyze {
    /// Files and folders of the job; `-` is a text from standard input
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,

    /// The language to translate from, where the file does not say it; in folders, texts of the other one are passed
    /// over [default: that of most letters of a text; Arabic for files of both]
    #[arg(long)]
    pub(in crate::cli) from: Option<Lang>,

    /// The lowest score of each band, from 99 down to 50
    #[arg(long, value_name = "SCORES", default_value = "95,85,75,50")]
    pub(in crate::cli) bands: Bands,

    /// How many per cent of a word are counted in each row
    #[arg(long, value_name = "RATES")]
    pub(in crate::cli) rates: Option<String>,

    /// Whether segments are compared with those before them in the job
    #[arg(long, value_name = "SWITCH", default_value = "on")]
    pub(in crate::cli) internal_fuzzy: Switch,

    /// How many segments are looked up at once [default: one a core]
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(in crate::cli) jobs: Option<usize>,

    /// How the analysis is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(in crate::cli) format: ReportFormat,

    #[command(flatten)]
    pub(in crate::cli) pages: Pages,
}
