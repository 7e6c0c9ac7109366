//! What the commands take. The doc comments are the help texts.

pub(super) mod analyze;
pub(super) mod checking;
pub(super) mod exchanging;
pub(super) mod keeping;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use dhakira::{bitext, read};

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
    Import(exchanging::Import),
    Export(exchanging::Export),
    Pretranslate(exchanging::Pretranslate),
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
