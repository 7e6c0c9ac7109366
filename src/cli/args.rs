//! What the commands take. The doc comments are the help texts.

pub(super) mod analyze;
pub(super) mod checking;
pub(super) mod keeping;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use dhakira::{bitext, exchange, read};

use super::formats;

/// Turn Arabic articles and their English translations into a translation memory
///
/// Pairs of articles are read, cleaned of page furniture, split into sentences and
/// aligned; the pairs of sentences are kept in one SQLite file, looked up by fuzzy
/// match, searched, counted, and exported as TMX for CAT tools.
#[derive(Debug, Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "\
Example:
  dhakira --tm news.db build articles --tmx news.tmx
  dhakira --tm news.db lookup 'وصل الوفد إلى المدينة مساء أمس.'

Exit codes: 0 done (and found), 1 ran well and found nothing, 2 an error, also when only some inputs failed."
)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What every command takes.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Common {
    /// The translation memory [default: $DHAKIRA_TM, else dhakira/memory.db in your data directory]
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) tm: Option<PathBuf>,

    /// When to color the output (NO_COLOR is obeyed)
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,

    /// Leave out progress and notes; errors are still printed
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,

    /// Say more of what is done
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
}

/// Reads a number from 1.
fn at_least_one(number: &str) -> Result<usize, String> {
    match number.parse() {
        Ok(0) | Err(_) => Err("a whole number from 1 is needed".to_owned()),
        Ok(number) => Ok(number),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// A language, as an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    Ar,
    En,
}

impl From<Lang> for bitext::Lang {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ar => bitext::Lang::Ar,
            Lang::En => bitext::Lang::En,
        }
    }
}

/// The formats of commands that print for people or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// An object a line (see schemas/)
    Json,
}

/// The formats of commands that print pairs of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PairFormat {
    /// For people
    Text,
    /// An object a line (see schemas/)
    Json,
    /// Columns with tabs between, without a header
    Tsv,
}

/// How pages are read and split; `build`, `split` and `align` take it alike.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Reading and splitting")]
pub(super) struct Pages {
    /// The encoding of the files [default: told from their bytes]
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<Encoding>,

    /// Keep lines that look like page furniture
    #[arg(long)]
    pub(super) keep_boilerplate: bool,

    /// Split by the rules of an SRX file instead of the built-in ones
    #[arg(long, value_name = "FILE")]
    pub(super) srx: Option<PathBuf>,

    /// Cut sentences of more words at a semicolon, a colon or a comma
    #[arg(long, value_name = "WORDS")]
    pub(super) longest: Option<NonZeroUsize>,
}

/// How pairs are aligned; `build` and `align` take it alike.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Aligning")]
pub(super) struct Aligning {
    /// Add the words of a file to the lexicon: Arabic, tab, English with commas between
    ///
    /// Also a glossary of OmegaT (either language first, `#` begins a comment), a CSV with or without
    /// a header, or a TBX (.tbx). Arabic headwords are single words; what is none is counted and left out.
    #[arg(long, value_name = "FILE")]
    pub(super) lexicon: Option<PathBuf>,

    /// Align texts also where their words say that they do not translate each other
    #[arg(long)]
    pub(super) trust_pairs: bool,
}

/// An encoding, as an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Encoding {
    #[value(name = "utf-8", alias = "utf8")]
    Utf8,
    #[value(name = "utf-16le", alias = "utf-16")]
    Utf16Le,
    #[value(name = "utf-16be")]
    Utf16Be,
    #[value(name = "windows-1256", alias = "cp1256")]
    Windows1256,
    #[value(name = "windows-1252", alias = "cp1252")]
    Windows1252,
    #[value(name = "iso-8859-6")]
    Iso8859_6,
}

impl From<Encoding> for read::Encoding {
    fn from(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Utf8 => read::Encoding::Utf8,
            Encoding::Utf16Le => read::Encoding::Utf16Le,
            Encoding::Utf16Be => read::Encoding::Utf16Be,
            Encoding::Windows1256 => read::Encoding::Windows1256,
            Encoding::Windows1252 => read::Encoding::Windows1252,
            Encoding::Iso8859_6 => read::Encoding::Iso8859_6,
        }
    }
}

/// The commands; their help is that of what they take.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Build(Build),
    Split(Split),
    Align(Align),
    Lookup(Lookup),
    Search(Search),
    Add(keeping::Add),
    Edit(keeping::Edit),
    Confirm(keeping::Confirm),
    Reject(keeping::Reject),
    Remove(keeping::Remove),
    Show(keeping::Show),
    Import(Import),
    Export(Export),
    Pretranslate(Pretranslate),
    Stats(Stats),
    Analyze(analyze::Analyze),
    Check(Box<checking::Check>),
    Verify(Verify),
    Optimize(keeping::Optimize),
    Backup(keeping::Backup),
    Completions(Completions),
}

/// Read, clean, split, align and store pairs of articles
///
/// Pairs are NAME.ar.txt and NAME.en.txt in one folder, or ar/NAME.txt and en/NAME.txt
/// below it; .md, .html and .htm as well. A second run does only what has changed, and
/// keeps what a person has reviewed: its beads are fixed where the new text still has them. Each document is stored whole or not at all.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira --tm news.db build articles --tmx news.tmx")]
pub(super) struct Build {
    /// Folders with pairs of articles, or files of a pair
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Export the whole memory as TMX afterwards
    #[arg(long, value_name = "FILE")]
    pub(super) tmx: Option<PathBuf>,

    /// Align again what has not changed, too
    #[arg(long)]
    pub(super) force: bool,

    /// List the doubtful units (confidence below 0.75) of what was aligned, the least sure first
    #[arg(long)]
    pub(super) doubtful: bool,

    /// How the closing account is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: Format,

    #[command(flatten)]
    pub(super) pages: Pages,

    #[command(flatten)]
    pub(super) aligning: Aligning,
}

/// Split texts into sentences
///
/// Prints a sentence a line. A line break always ends a sentence; page furniture
/// (datelines, related headlines, comment forms, …) is left out.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira split article.ar.txt
  dhakira split article.ar.txt --srx segmentation.srx
  echo 'حضر د. سامي. ثم غادر.' | dhakira split --explain")]
pub(super) struct Split {
    /// Files to split; `-` or none is standard input
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,

    /// The language [default: that of most letters]
    #[arg(long)]
    pub(super) lang: Option<Lang>,

    /// Print each place where a sentence may end, what was decided there, and by which rule
    #[arg(long, conflicts_with = "format")]
    pub(super) explain: bool,

    /// How the sentences are printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: Format,

    #[command(flatten)]
    pub(super) pages: Pages,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum BeadFormat {
    /// For people
    Text,
    /// Indices from 0 and confidence: [0,1]:[0]:0.93
    Beads,
    /// Arabic, English, kind, confidence, similarity
    Tsv,
    /// An object a bead
    Json,
    /// TMX 1.4, of the beads with both sides
    Tmx,
    /// The ladder of hunalign: Arabic index, English index, score
    Ladder,
}

/// Align two texts, or the pairs of a folder, without a memory
///
/// The texts are cleaned, split and aligned; with --sentences they are a sentence a
/// line already. The pairs of a folder are aligned with one model over all of them.
///
/// With --against, the beads are scored by gold ones instead of being printed: precision
/// (P), recall (R) and F1 in per cent. Strict, a bead must be in the gold; lax, it must share
/// a pair of sentences with a gold bead. Recall leaves out gold beads with an empty side.
/// Gold is a bead a line, [0,1]:[0], indices from 0, or the ladder of hunalign.
///
/// With --pin, beads are fixed beforehand, and the rest is aligned around them. Fixed beads
/// are listed a line each, [0,1]:[0], with or without :SCORE, which is not looked at; they may be
/// of any size. [5]:[] says that Arabic sentence 5 has no counterpart, wherever the English text
/// stands. Of a ladder (Arabic index, English index, score between tabs), each rung is a place
/// where both texts are cut; what lies between two rungs is aligned. Blank lines and lines that
/// begin with # are passed over. A file that lists all beads is thus converted into any --format.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira align article.ar.txt article.en.txt
  dhakira align articles --out aligned --format tsv
  dhakira align x.ar x.en --sentences --pin x.beads --format tmx
  dhakira align mine --sentences --against gold")]
pub(super) struct Align {
    /// The Arabic and the English file, or a folder of pairs
    #[arg(required = true, num_args = 1..=2, value_names = ["AR|FOLDER", "EN"])]
    pub(super) paths: Vec<PathBuf>,

    /// Where the results for a folder go, a file a pair
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,

    /// Score the result by the gold beads of this file, or folder of NAME.gold, .beads or .ladder
    #[arg(long, value_name = "GOLD")]
    pub(super) against: Option<PathBuf>,

    /// Fix the beads or cuts of this file, or folder of NAME.beads or .ladder
    #[arg(long, value_name = "PINS")]
    pub(super) pin: Option<PathBuf>,

    /// Write the words that were learnt as a lexicon, the surest first: Arabic, English, P(en|ar), P(ar|en), beads,
    /// known or new; --lexicon reads it as it is
    #[arg(long, value_name = "FILE")]
    pub(super) dump_lexicon: Option<PathBuf>,

    /// Give only the doubtful beads (confidence below 0.75), with indices from 0 and lines of the files
    #[arg(long, conflicts_with = "against")]
    pub(super) doubtful: bool,

    /// The inputs are a sentence a line: clean and split nothing
    #[arg(long, conflicts_with_all = ["keep_boilerplate", "srx"])]
    pub(super) sentences: bool,

    /// How the beads are printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: BeadFormat,

    #[command(flatten)]
    pub(super) pages: Pages,

    #[command(flatten)]
    pub(super) aligning: Aligning,
}

/// Find units whose source is like a text
///
/// 101 is a context match (same text, same neighbor), 100 the same text, 99 the same
/// text in another spelling (vowel marks, tatweel, digits), and which. Below, matches are fuzzy:
/// the score is 100 · (1 − D / max(W)) rounded down, at most 98, where W is the weight of
/// a text's tokens (word 10 + the letters of its stem up to 5, number 15, mark 8 in Arabic and
/// 12 in English) and D what the
/// cheapest edit of one text into the other costs: a token inserted or deleted its
/// weight, replaced the heavier one's, but 25 % of it for another form of the word or
/// another number, and 80 % for a word with half of its letters alike. Vowel marks,
/// أ إ آ ا, ى ي, ة ه and capital letters cost nothing. Under 50, common pairs of letters
/// count if they give more. Penalties are named and subtracted: 1 point for what the
/// aligner made and nobody has reviewed (2 from a context match).
///
/// Where a fuzzy match differs in numbers only, a line with ≈ shows the translation with the
/// numbers put right, if the place of each is certain.
///
/// Without TEXT, each line of standard input is a query, answered as soon as it is there. On a
/// terminal a prompt takes the queries: a match's number prints its translation alone, to
/// be copied, and counts its use; :q ends.
///
/// The columns of a TSV are query, score, kind, source, target, status, document and unit.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira lookup 'وصل الوفد إلى المدينة مساء أمس.'
  dhakira lookup --min 50 --format json < queries.txt
  dhakira lookup

Exit codes: 0 at least one match, 1 none.")]
pub(super) struct Lookup {
    /// The text; without it, a query a line from standard input
    #[arg(value_name = "TEXT")]
    pub(super) text: Option<String>,

    /// The language of the text [default: that of most letters]
    #[arg(long)]
    pub(super) from: Option<Lang>,

    /// The lowest score to show, in per cent
    #[arg(long, value_name = "SCORE", default_value_t = 70, value_parser = clap::value_parser!(u8).range(1..=101))]
    pub(super) min: u8,

    /// The most matches to show
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = at_least_one)]
    pub(super) limit: usize,

    /// Only context, exact and spelling matches
    #[arg(long)]
    pub(super) exact: bool,

    /// Score every unit without any shortcut: what the quick way must agree with
    #[arg(long, conflicts_with = "exact")]
    pub(super) exhaustive: bool,

    /// How many queries of standard input are answered at once [default: one a core]
    #[arg(long, value_name = "N", value_parser = at_least_one, conflicts_with = "text")]
    pub(super) jobs: Option<usize>,

    /// The segment before the text, for context matches
    #[arg(long, value_name = "TEXT")]
    pub(super) previous: Option<String>,

    /// The segment after the text, for context matches
    #[arg(long, value_name = "TEXT")]
    pub(super) next: Option<String>,

    /// How the matches are printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: PairFormat,
}

/// Find words in their context, on both sides
///
/// All words must stand in a text, in any order; words in double quotes stand together.
/// Vowel marks, tatweel, أ إ آ ا, ى ي, ة ه and capital letters make no difference. Words are
/// whole: البنك does not find بالبنك, unless --stem is given.
///
/// On the other side, the words that translate them by the seed lexicon are marked, too.
///
/// The columns of a TSV are unit, Arabic, English and document.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira search التضخم
  dhakira search '\"central bank\"' --lang en

Exit codes: 0 at least one hit, 1 none.")]
pub(super) struct Search {
    /// The words
    #[arg(required = true, value_name = "WORD")]
    pub(super) words: Vec<String>,

    /// Search one side only
    #[arg(long)]
    pub(super) lang: Option<Lang>,

    /// Find other forms of the words too: مدرسة finds والمدرسة, agreement finds agreements
    #[arg(long)]
    pub(super) stem: bool,

    /// The most hits to show
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = at_least_one)]
    pub(super) limit: usize,

    /// How the hits are printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: PairFormat,
}

/// What to do with a unit whose source is there with another translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OnConflict {
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
pub(super) struct Import {
    /// Files to import, packed (gz, or zip of one file) or not; `-` is standard input (with --format)
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,

    /// The format [default: by the file's suffix]
    #[arg(long, value_name = "FORMAT", value_parser = formats::imported())]
    pub(super) format: Option<exchange::Format>,

    /// What to do when a source is there with another translation
    #[arg(long, value_name = "POLICY", default_value = "keep-both")]
    pub(super) on_conflict: OnConflict,

    /// English stands before Arabic in a table without a header, or is the source; of a PO, exchange its languages
    #[arg(long)]
    pub(super) invert: bool,

    /// Only read and report: change nothing, make no memory
    #[arg(long)]
    pub(super) dry_run: bool,

    /// Take nothing at all if anything in any file is broken; the files are read twice
    #[arg(long)]
    pub(super) strict: bool,

    /// Write every unit that is not taken into this file, with file, line, unit, kind and reason: TSV, or JSON Lines if
    /// its name ends in .jsonl
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,

    /// The encoding of tables, JSON Lines, texts and PO [default: told by a byte order mark, else utf-8]
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<Encoding>,

    /// The Arabic text that goes with a file of beads or an English text
    #[arg(long, value_name = "FILE")]
    pub(super) ar: Option<PathBuf>,

    /// The English text that goes with a file of beads or an Arabic text
    #[arg(long, value_name = "FILE")]
    pub(super) en: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Status {
    Draft,
    Reviewed,
    Rejected,
}

/// The tool that a TMX is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Flavor {
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
pub(super) enum SplitBy {
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
pub(super) struct Export {
    /// The file, packed if its name ends in .gz; `-` or none is standard output; with --split-by, a folder
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// The format [default: by the file's suffix (.xlf is XLIFF 1.2), else tmx]
    #[arg(long, value_name = "FORMAT", value_parser = formats::exported())]
    pub(super) format: Option<exchange::Format>,

    /// The tool that a TMX is for: its own properties for context stand beside ours
    #[arg(long, value_name = "TOOL", default_value = "plain")]
    pub(super) flavor: Flavor,

    /// Only units of this status
    #[arg(long)]
    pub(super) status: Option<Status>,

    /// Only units of this document
    #[arg(long, value_name = "NAME")]
    pub(super) document: Option<String>,

    /// Write a file a document into a folder, which is made if it is not there
    #[arg(
        long,
        value_name = "WHAT",
        requires = "file",
        conflicts_with = "document"
    )]
    pub(super) split_by: Option<SplitBy>,

    /// Only units of at least this confidence, 0 to 1; units without one are kept
    #[arg(long, value_name = "SHARE")]
    pub(super) min_confidence: Option<f64>,

    /// English becomes the source language
    #[arg(long)]
    pub(super) invert: bool,

    /// Write the names of all fields and the fields themselves into a TSV; a CSV always has them
    #[arg(long)]
    pub(super) header: bool,

    /// Begin tables and texts with a byte order mark, as Excel needs it to take them for UTF-8
    #[arg(long)]
    pub(super) bom: bool,

    /// The language codes of the file, such as ar=ar-SA,en=en-US
    #[arg(long, value_name = "MAP", value_delimiter = ',')]
    pub(super) lang_map: Vec<String>,

    /// Write the built-in segmentation rules as SRX 2.0; needs no memory
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["file", "format", "flavor", "status", "document", "split_by", "min_confidence", "invert", "header", "bom", "lang_map"]
    )]
    pub(super) srx: Option<PathBuf>,
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
pub(super) struct Pretranslate {
    /// The file; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// The file to write; `-` or none is standard output, and the account goes to standard error
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,

    /// Replace the file itself
    #[arg(long, conflicts_with = "out")]
    pub(super) in_place: bool,

    /// The lowest score to use, in per cent
    #[arg(long, value_name = "SCORE", default_value_t = 70, value_parser = clap::value_parser!(u8).range(1..=101))]
    pub(super) min: u8,

    /// The most matches of a segment, alternatives among them
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = at_least_one)]
    pub(super) limit: usize,
}

/// Count what the memory holds
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira stats
  dhakira stats --format json")]
pub(super) struct Stats {
    /// Count each document, too
    #[arg(long)]
    pub(super) documents: bool,

    /// How the counts are printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: Format,
}

/// Check the memory's own health
///
/// Checks the database file, every text against its digest and keys, and the search index
/// against the units.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira verify

Exit codes: 0 sound, 1 something was found.")]
pub(super) struct Verify {
    /// How the problems are printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: Format,
}

/// Print the completion script of a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira completions bash > ~/.local/share/bash-completion/completions/dhakira")]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}
