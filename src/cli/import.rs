//! `import`: the units of files into the memory.

use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::Path;

use dhakira::bitext::TranslationUnit;
use dhakira::exchange::{Format, ReadOptions, ReadSummary, Reader};
use dhakira::memory::{self, Memory};
use dhakira::{Error, Result};

use super::args::{Import, OnConflict};
use super::terminal::{Terminal, styles};
use super::{CommandResult, Failure, Outcome, stamp};

impl From<OnConflict> for memory::OnConflict {
    fn from(policy: OnConflict) -> Self {
        match policy {
            OnConflict::KeepBoth => memory::OnConflict::KeepBoth,
            OnConflict::Newest => memory::OnConflict::Newest,
            OnConflict::Skip => memory::OnConflict::Skip,
        }
    }
}

/// A file that is open, with its format.
struct Source<'a> {
    path: &'a Path,
    format: Format,
    input: Box<dyn Read>,
}

pub(super) fn run(args: &Import, memory: &Path, terminal: &mut Terminal) -> CommandResult {
    let mut sources = Vec::new();
    for path in &args.files {
        match open(path, args) {
            Ok(source) => sources.push(source),
            Err(Failure::Library(error)) => terminal.report(&error),
            Err(failure) => return Err(failure),
        }
    }
    if sources.is_empty() {
        return Ok(Outcome::Failed);
    }
    let options = ReadOptions {
        invert: args.invert,
        ..ReadOptions::new(stamp())
    };
    let mut summaries = Vec::new();
    let bar = terminal.spinner("importing");
    // A file that holds nothing but faults makes no memory.
    let mut units = Units {
        sources: sources.into_iter(),
        current: None,
        options,
        summaries: &mut summaries,
        faults: Vec::new(),
        bar: &bar,
    };
    let first = units.next();
    let imported = match first {
        Some(first) => {
            let mut memory = Memory::create_or_open(memory)?;
            let imported = memory.import(
                std::iter::once(first).chain(&mut units),
                args.on_conflict.into(),
            )?;
            memory.close()?;
            imported
        }
        None => memory::Imported::default(),
    };
    bar.finish_and_clear();
    let faults = std::mem::take(&mut units.faults);
    drop(units);
    faults.iter().for_each(|fault| terminal.report(fault));
    for (path, summary) in &summaries {
        note_skipped(path, summary, terminal);
    }
    let read: u64 = summaries.iter().map(|(_, summary)| summary.units).sum();
    let skipped: u64 = summaries
        .iter()
        .map(|(_, summary)| summary.skipped.total())
        .sum();
    let added = terminal.styled(styles::STRONG, &imported.added.to_string());
    writeln!(
        terminal.out(),
        "{read} read, {added} added, {} updated, {} there already, {skipped} skipped, {} failed",
        imported.updated,
        imported.skipped,
        faults.len()
    )?;
    Ok(if terminal.faults() > 0 {
        Outcome::Failed
    } else {
        Outcome::Done
    })
}

fn open<'a>(path: &'a Path, args: &Import) -> Result<Source<'a>, Failure> {
    let is_stdin = path == Path::new("-");
    let format = match args.format {
        Some(format) => format.into(),
        None if is_stdin => {
            return Err(Failure::Usage(
                "standard input has no suffix: name its --format".to_owned(),
            ));
        }
        None => Format::of_path(path).ok_or_else(|| {
            let reason = "the suffix names no format: use .tmx or .tsv, or --format".to_owned();
            Error::Format {
                path: path.to_path_buf(),
                reason,
            }
        })?,
    };
    let input: Box<dyn Read> = if is_stdin {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(path).map_err(Error::read(path))?;
        // A folder can be opened, but not read.
        if file.metadata().map_err(Error::read(path))?.is_dir() {
            return Err(Error::Read {
                path: path.to_path_buf(),
                source: io::ErrorKind::IsADirectory.into(),
            }
            .into());
        }
        Box::new(file)
    };
    Ok(Source {
        path,
        format,
        input,
    })
}

/// The units of all files in a row; what is broken is kept aside.
struct Units<'a, 'b> {
    sources: std::vec::IntoIter<Source<'a>>,
    current: Option<(&'a Path, Reader<Box<dyn Read>>)>,
    options: ReadOptions,
    summaries: &'b mut Vec<(&'a Path, ReadSummary)>,
    faults: Vec<Error>,
    bar: &'b indicatif::ProgressBar,
}

impl Iterator for Units<'_, '_> {
    type Item = TranslationUnit;

    fn next(&mut self) -> Option<TranslationUnit> {
        loop {
            if self.current.is_none() {
                let Source {
                    path,
                    format,
                    input,
                } = self.sources.next()?;
                self.current = Some((path, Reader::new(format, input, self.options.clone())));
            }
            let (path, reader) = self.current.as_mut()?;
            match reader.next() {
                Some(Ok(unit)) => {
                    self.bar.inc(1);
                    return Some(unit);
                }
                Some(Err(fault)) => self.faults.push(fault.in_file(*path)),
                None => {
                    self.summaries.push((path, reader.summary().clone()));
                    self.current = None;
                }
            }
        }
    }
}

/// Says what was left out of a file, and of its units.
fn note_skipped(path: &Path, summary: &ReadSummary, terminal: &Terminal) {
    let path = path.display();
    for (reason, count) in summary.skipped.iter() {
        let units = if count == 1 { "unit" } else { "units" };
        terminal.note(&format!("{path}: skipped {count} {units} {reason}"));
    }
    for (count, what) in [
        (
            summary.second_variants,
            "second variants of a language were left out",
        ),
        (summary.codes, "inline codes were left out of their texts"),
        (
            summary.forbidden_characters,
            "characters that XML forbids were dropped",
        ),
        (
            summary.unread_attributes,
            "dates or counts could not be read",
        ),
        (
            summary.wide_rows,
            "rows had more than two columns; the rest was left out",
        ),
    ] {
        if count > 0 {
            terminal.note(&format!("{path}: {count} {what}"));
        }
    }
}
