//! What the commands take that keep the memory.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;

use crate::cli::args::Format;
use crate::cli::ids::Ids;

/// Who a change is kept under.
#[derive(Clone, Debug, clap::Args)]
pub(in crate::cli) struct By {
    /// Who says so [default: $DHAKIRA_USER, else your login name]
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(in crate::cli) by: Option<String>,
}

/// Reads a text that says something.
fn text(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("a side must hold text".to_owned()),
        text => Ok(text.to_owned()),
    }
}

/// Add a pair of texts
///
/// What a person types is reviewed. A pair that is there already is not added again: its
/// number is told. The memory is made if it is not there.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira add 'سعر الصرف' 'exchange rate'
  dhakira add 'سعر الصرف' 'exchange rate' --document glossary --note 'as the central bank has it'")]
pub(in crate::cli) struct Add {
    /// The Arabic text
    #[arg(value_parser = text)]
    pub(in crate::cli) ar: String,

    /// The English text
    #[arg(value_parser = text)]
    pub(in crate::cli) en: String,

    /// The document it belongs to; made if it is not there
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(in crate::cli) document: Option<String>,

    /// A note on it; may be given several times
    #[arg(long = "note", value_name = "TEXT", allow_hyphen_values = true)]
    pub(in crate::cli) notes: Vec<String>,

    /// It is reviewed (so it is unless you say --draft)
    #[arg(long, conflicts_with = "draft")]
    pub(in crate::cli) reviewed: bool,

    /// It is a draft that is still to be reviewed
    #[arg(long)]
    pub(in crate::cli) draft: bool,

    #[command(flatten)]
    pub(in crate::cli) by: By,
}

/// Change a unit's texts or notes
///
/// The unit keeps its number and its place. A new text makes it reviewed; a note alone
/// leaves the status as it is.
#[derive(Debug, clap::Args)]
#[command(
    group = clap::ArgGroup::new("change").required(true).multiple(true).args(["ar", "en", "notes", "drop_notes"]),
    after_help = "\
Example:
  dhakira edit 12 --en 'The delegation arrived last night.'
  dhakira edit 12 --note 'checked against the printed edition'"
)]
pub(in crate::cli) struct Edit {
    /// The unit's number
    #[arg(value_name = "ID", value_parser = clap::value_parser!(i64).range(1..))]
    pub(in crate::cli) id: i64,

    /// The new Arabic text
    #[arg(long, value_name = "TEXT", value_parser = text, allow_hyphen_values = true)]
    pub(in crate::cli) ar: Option<String>,

    /// The new English text
    #[arg(long, value_name = "TEXT", value_parser = text, allow_hyphen_values = true)]
    pub(in crate::cli) en: Option<String>,

    /// A note to add; may be given several times
    #[arg(long = "note", value_name = "TEXT", allow_hyphen_values = true)]
    pub(in crate::cli) notes: Vec<String>,

    /// Drop the notes that are there
    #[arg(long)]
    pub(in crate::cli) drop_notes: bool,

    #[command(flatten)]
    pub(in crate::cli) by: By,
}

/// Which units, and who says so.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Judged {
    /// Numbers of units, such as 12, or 3-7; `-` reads them from standard input, one a line
    #[arg(required = true, value_name = "ID")]
    pub(in crate::cli) ids: Vec<Ids>,

    #[command(flatten)]
    pub(in crate::cli) by: By,
}

/// Mark units as reviewed
///
/// All of them or, if one is not there, none. Nothing is subtracted from the score of a
/// reviewed unit, and `build` keeps it and aligns around it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira confirm 12 15-19
  dhakira confirm - < numbers.txt")]
pub(in crate::cli) struct Confirm {
    #[command(flatten)]
    pub(in crate::cli) judged: Judged,
}

/// Mark units as wrong, so that they are never offered
///
/// All of them or, if one is not there, none. They stay in the memory, so that no later
/// `build` of their article or `import` of their file brings them back; `confirm` takes them up again.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira reject 12 15-19")]
pub(in crate::cli) struct Reject {
    #[command(flatten)]
    pub(in crate::cli) judged: Judged,
}

/// Remove units for good
///
/// All of them or, if one is not there, none. Their numbers are not given again. What an
/// article or a file still holds, the next `build` or `import` of it may bring back: `reject` is
/// for that.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira remove 12 15-19")]
pub(in crate::cli) struct Remove {
    /// Numbers of units, such as 12, or 3-7; `-` reads them from standard input, one a line
    #[arg(required = true, value_name = "ID")]
    pub(in crate::cli) ids: Vec<Ids>,
}

/// Show all that is known of units
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira show 12
  dhakira show 3-7 12 --format json")]
pub(in crate::cli) struct Show {
    /// Numbers of units, such as 12, or 3-7; `-` reads them from standard input, one a line
    #[arg(required = true, value_name = "ID")]
    pub(in crate::cli) ids: Vec<Ids>,

    /// How the units are printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(in crate::cli) format: Format,
}

/// Write the memory anew, so that it is as small and quick as it can be
///
/// Lookup gives the same before and after. It needs as much room again while it lasts, and
/// is worth its time after a large import or many changes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira optimize")]
pub(in crate::cli) struct Optimize {}

/// Copy the memory into a file
///
/// The copy is a memory of its own, as the memory was at one moment; others may go on
/// writing meanwhile. It is written beside its place and then renamed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira backup memory-friday.db
  dhakira --tm memory-friday.db verify")]
pub(in crate::cli) struct Backup {
    /// The file; it must not be there yet
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,

    /// Replace a file that is there
    #[arg(long)]
    pub(in crate::cli) force: bool,
}
