//! What `check` takes.

use std::path::PathBuf;

use clap::ValueEnum;

use dhakira::exchange;
use dhakira::report::checks::{Rule, Severity};

use super::Encoding;
use crate::cli::formats;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FindingFormat {
    /// For people
    Text,
    /// An object a line (see schemas/)
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

fn rule(name: &str) -> Result<Rule, String> {
    name.parse().map_err(|()| {
        let all: Vec<&str> = Rule::ALL.into_iter().map(Rule::name).collect();
        format!("no rule has this name; there are {}", all.join(", "))
    })
}

fn severity(name: &str) -> Result<Severity, String> {
    name.parse()
        .map_err(|()| "note, warning or error is needed".to_owned())
}

/// Find the pairs that are probably bad, and say why
///
/// Checks the units of the memory (rejected ones are left out), or the pairs of a file of any format that `import` reads. Each finding has a
/// rule, a severity (error: hardly ever right; warning: probably wrong; note: odd), a place and
/// evidence. Nothing is changed. `--explain RULE` says what a rule finds and how it is switched off.
///
/// A file for --rules is TOML:
///
///   longest = 800              # visible characters of a side
///   length-deviation = 4.0     # standard deviations
///   window = 8                 # pairs of a run out of step
///   [rules]
///   tatweel = "off"            # off, note, warning or error
///   inconsistent-arabic = "warning"
///
/// A finding is waived by its rule and the hash of its two texts, so that waivers hold whatever
/// happens to other pairs: --write-waivers writes those of all that is found, --waive leaves them out.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dhakira check
  dhakira check delivery.tmx --severity warning --skip furniture,duplicate
  dhakira check pairs.tsv --format sarif > findings.sarif
  dhakira check --explain numbers

Exit codes: 0 no errors (but perhaps warnings and notes), 1 errors were found, 2 something could not be read.")]
pub(in crate::cli) struct Check {
    /// The file; `-` is standard input, which needs --from; none is the memory
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: Option<PathBuf>,

    /// The format of the file [default: by its suffix]
    #[arg(long, value_name = "FORMAT", requires = "file", value_parser = formats::imported())]
    pub(in crate::cli) from: Option<exchange::Format>,

    /// English stands first in a file that does not say so
    #[arg(long, requires = "file")]
    pub(in crate::cli) invert: bool,

    /// The encoding of a file that does not say it
    #[arg(long, value_name = "NAME", requires = "file")]
    pub(in crate::cli) encoding: Option<Encoding>,

    /// Only the memory's units of this document
    #[arg(long, value_name = "NAME", conflicts_with = "file")]
    pub(in crate::cli) document: Option<String>,

    /// How the findings are printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(in crate::cli) format: FindingFormat,

    /// The settings of the rules, TOML
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) rules: Option<PathBuf>,

    /// Only these rules
    #[arg(long, value_name = "RULE,…", value_delimiter = ',', value_parser = rule)]
    pub(in crate::cli) only: Vec<Rule>,

    /// Not these rules
    #[arg(long, value_name = "RULE,…", value_delimiter = ',', value_parser = rule)]
    pub(in crate::cli) skip: Vec<Rule>,

    /// Only findings of this severity or a graver one: note, warning or error
    #[arg(long, value_name = "SEVERITY", default_value = "note", value_parser = severity)]
    pub(in crate::cli) severity: Severity,

    /// Leave out the findings that this file waives
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) waive: Option<PathBuf>,

    /// Write waivers for all that is found, those of --waive included
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) write_waivers: Option<PathBuf>,

    /// Say what a rule finds, with an example, and how to switch it off
    #[arg(long, value_name = "RULE", value_parser = rule, exclusive = true)]
    pub(in crate::cli) explain: Option<Rule>,
}

impl Check {
    /// Tells whether it is the memory that is checked.
    pub(in crate::cli) fn needs_memory(&self) -> bool {
        self.file.is_none() && self.explain.is_none()
    }
}
