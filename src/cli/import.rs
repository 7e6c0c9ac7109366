//! `import`: the units of files into the memory.

use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::Path;

use dhakira::bitext::{Lang, TranslationUnit};
use dhakira::exchange::{Format, ReadOptions, ReadSummary, Reader, Sdltm};
use dhakira::memory::{self, Memory};
use dhakira::text::script;
use dhakira::{Error, Result};

use super::args::{Import, OnConflict};
use super::terminal::{Terminal, counted, styles};
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

/// A file that is open.
struct Source<'a> {
    path: &'a Path,
    input: Input,
}

/// What is read: a stream in a format, or the memory of another program.
enum Input {
    Stream(Format, Box<dyn Read>),
    Sdltm(Sdltm),
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
        ..ReadOptions::new(stamp(None))
    };
    let bar = terminal.spinner("importing");
    let mut units = Units {
        sources: sources.into_iter(),
        current: None,
        options,
        read: Vec::new(),
        terminal,
        bar,
    };
    // A file that holds nothing but faults makes no memory.
    let imported = match units.next() {
        Some(first) => {
            let mut memory = Memory::create_or_open(memory)?;
            let all = std::iter::once(first).chain(&mut units);
            let imported = memory.import(all, args.on_conflict.into())?;
            memory.close()?;
            imported
        }
        None => memory::Imported::default(),
    };
    units.bar.finish_and_clear();
    let read = std::mem::take(&mut units.read);
    drop(units);
    let mut total = (0, 0, 0);
    for file in &read {
        note_skipped(file, terminal)?;
        total.0 += file.summary.units;
        total.1 += file.summary.skipped.total();
        total.2 += file.summary.faults;
    }
    let (read, skipped, failed) = total;
    let added = terminal.styled(styles::STRONG, &imported.added.to_string());
    writeln!(
        terminal.out(),
        "{read} read, {added} added, {} updated, {} there already, {} skipped, {failed} failed",
        imported.updated,
        imported.skipped,
        skipped + imported.empty,
    )?;
    Ok(if terminal.faults() > 0 {
        Outcome::Failed
    } else {
        Outcome::Done
    })
}

fn open<'a>(path: &'a Path, args: &Import) -> Result<Source<'a>, Failure> {
    let is_stdin = path == Path::new("-");
    if args.format.is_none() && Sdltm::is_named(path) {
        let input = Input::Sdltm(Sdltm::open(path)?);
        return Ok(Source { path, input });
    }
    let format = match args.format {
        Some(format) => format.into(),
        None if is_stdin => {
            return Err(Failure::Usage(
                "standard input has no suffix: name its --format".to_owned(),
            ));
        }
        None => Format::of_path(path).ok_or_else(|| {
            let reason = "the suffix names no format: use .tmx, .xlf, .sdltm or .tsv, or --format"
                .to_owned();
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
    let input = Input::Stream(format, input);
    Ok(Source { path, input })
}

/// How many faults of a file are reported one by one.
const REPORTED: u64 = 20;

/// After how many faults a file that gave no unit is given up.
const HOPELESS: u64 = 10_000;

/// The units of all files in a row; what is broken is reported on the way.
struct Units<'a, 't> {
    sources: std::vec::IntoIter<Source<'a>>,
    current: Option<Current<'a>>,
    options: ReadOptions,
    read: Vec<FileRead<'a>>,
    terminal: &'t mut Terminal,
    bar: indicatif::ProgressBar,
}

/// The file that is being read.
struct Current<'a> {
    path: &'a Path,
    reader: Reader<Box<dyn Read>>,
    swapped: u64,
}

/// A file that has been read.
struct FileRead<'a> {
    path: &'a Path,
    summary: ReadSummary,
    /// Units whose sides seem to be in each other's languages.
    swapped: u64,
}

impl Iterator for Units<'_, '_> {
    type Item = TranslationUnit;

    fn next(&mut self) -> Option<TranslationUnit> {
        loop {
            if self.current.is_none() {
                let Source { path, input } = self.sources.next()?;
                let options = self.options.clone();
                let reader = match input {
                    Input::Stream(format, input) => Reader::new(format, input, options),
                    Input::Sdltm(sdltm) => Reader::of_sdltm(sdltm, options),
                };
                self.current = Some(Current {
                    path,
                    reader,
                    swapped: 0,
                });
            }
            let current = self.current.as_mut()?;
            match current.reader.next() {
                Some(Ok(unit)) => {
                    self.bar.inc(1);
                    current.swapped += u64::from(is_swapped(&unit));
                    return Some(unit);
                }
                Some(Err(fault)) => {
                    let summary = current.reader.summary();
                    if summary.faults <= REPORTED {
                        let error = fault.in_file(current.path);
                        self.bar.suspend(|| self.terminal.report(&error));
                    }
                    if summary.faults < HOPELESS || summary.taken > 0 {
                        continue;
                    }
                }
                None => {}
            }
            let Current {
                path,
                reader,
                swapped,
            } = self.current.take()?;
            self.read.push(FileRead {
                path,
                summary: reader.summary().clone(),
                swapped,
            });
        }
    }
}

fn is_swapped(unit: &TranslationUnit) -> bool {
    let is_in = |side: Lang, lang: Lang| script::guess(unit.text(side)) == Some(lang);
    is_in(Lang::Ar, Lang::En) && is_in(Lang::En, Lang::Ar)
}

/// Says what was left out of a file, and of its units.
fn note_skipped(file: &FileRead<'_>, terminal: &mut Terminal) -> io::Result<()> {
    let (path, summary) = (file.path.display(), &file.summary);
    if summary.faults > REPORTED {
        let more = counted(summary.faults - REPORTED, "more fault");
        terminal.note(&format!("{path}: {more} of the kind"))?;
    }
    if !summary.complete && summary.taken > 0 {
        terminal.note(&format!("{path}: the rest of the file was not read"))?;
    }
    if file.swapped > 0 {
        let units = counted(file.swapped, "unit");
        terminal.note(&format!(
            "{path}: {units} with Arabic and English in each other's place; see --invert"
        ))?;
    }
    for (reason, count) in summary.skipped.iter() {
        terminal.note(&format!(
            "{path}: skipped {} {reason}",
            counted(count, "unit")
        ))?;
    }
    for (count, noun, what) in [
        (
            summary.second_variants,
            "second variant",
            "of a language left out",
        ),
        (summary.codes, "inline code", "left out of the texts"),
        (
            summary.alternatives,
            "alternative translation",
            "passed over",
        ),
        (
            summary.forbidden_characters,
            "character",
            "that XML forbids left out",
        ),
        (summary.unread_attributes, "date or count", "not understood"),
        (
            summary.wide_rows,
            "row",
            "with more than two columns, the rest left out",
        ),
    ] {
        if count > 0 {
            terminal.note(&format!("{path}: {} {what}", counted(count, noun)))?;
        }
    }
    Ok(())
}
