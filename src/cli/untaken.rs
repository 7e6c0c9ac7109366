//! The report of an import: every unit that was not taken, where it stands, and why.
//!
//! JSON Lines where the name of the file ends in `.json` or `.jsonl` (`schemas/untaken.schema.json`),
//! else tab-separated values under a line of names.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use dhakira::exchange::{Fault, escape};
use dhakira::{Error, Result};
use serde::Serialize;

/// A line of the report.
#[derive(Serialize)]
struct UntakenJson<'a> {
    file: &'a str,
    line: Option<u64>,
    unit: Option<u64>,
    kind: &'static str,
    reason: &'a str,
}

/// The report that is being written.
pub(super) struct Untaken<'f> {
    path: &'f Path,
    output: BufWriter<&'f mut File>,
    is_json: bool,
    /// What went wrong with writing it; the rest is not written then.
    failure: Option<io::Error>,
}

impl<'f> Untaken<'f> {
    /// Starts a report that will stand at `path`.
    pub(super) fn new(path: &'f Path, file: &'f mut File) -> Self {
        let suffix = path.extension().and_then(|suffix| suffix.to_str());
        let is_json = suffix.is_some_and(|suffix| {
            ["json", "jsonl"]
                .iter()
                .any(|json| suffix.eq_ignore_ascii_case(json))
        });
        let mut report = Self {
            path,
            output: BufWriter::new(file),
            is_json,
            failure: None,
        };
        if !is_json {
            report.put("file\tline\tunit\tkind\treason");
        }
        report
    }

    /// Adds what a reader met in `file`.
    pub(super) fn add(&mut self, file: &Path, fault: &Fault) {
        let kind = match fault.skipped {
            Some(_) => "skipped",
            None => "failed",
        };
        self.row(file, Some(fault.line), fault.unit, kind, &fault.reason);
    }

    /// Adds what stands behind the fault with which a file was given up.
    pub(super) fn add_rest(&mut self, file: &Path) {
        self.row(
            file,
            None,
            None,
            "failed",
            "the rest of the file was not read",
        );
    }

    /// Adds a file that could not be read at all.
    pub(super) fn add_file(&mut self, file: &Path, error: &Error) {
        let mut reason = error.to_string();
        if let Some(cause) = std::error::Error::source(error) {
            reason = format!("{reason}: {cause}");
        }
        self.row(file, None, None, "failed", &reason);
    }

    fn row(
        &mut self,
        file: &Path,
        line: Option<u64>,
        unit: Option<u64>,
        kind: &'static str,
        reason: &str,
    ) {
        let file = file.to_string_lossy();
        if self.is_json {
            let row = UntakenJson {
                file: &file,
                line,
                unit,
                kind,
                reason,
            };
            match serde_json::to_string(&row) {
                Ok(row) => self.put(&row),
                Err(error) => self.failure = self.failure.take().or(Some(error.into())),
            }
            return;
        }
        let number = |number: Option<u64>| number.map_or_else(String::new, |n| n.to_string());
        let mut row = String::new();
        escape(&mut row, &file);
        row += &format!("\t{}\t{}\t{kind}\t", number(line), number(unit));
        escape(&mut row, reason);
        self.put(&row);
    }

    fn put(&mut self, row: &str) {
        if self.failure.is_none() {
            self.failure = writeln!(self.output, "{row}").err();
        }
    }

    /// Ends the report.
    ///
    /// # Errors
    ///
    /// If any of it could not be written.
    pub(super) fn finish(mut self) -> Result<()> {
        let failure = self.failure.take().or_else(|| self.output.flush().err());
        failure.map_or(Ok(()), |failure| Err(Error::write(self.path)(failure)))
    }
}
