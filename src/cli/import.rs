//! `import`: the units of files into the memory.

use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use dhakira::bitext::{Lang, Sides, TranslationUnit};
use dhakira::exchange::packing::{self, Unpacked};
use dhakira::exchange::{Format, ReadOptions, ReadSummary, Reader, Sdltm};
use dhakira::memory::{self, Memory};
use dhakira::text::script;
use dhakira::{Error, Result};

use super::args::exchanging::{Import, OnConflict};
use super::broken;
use super::formats;
use super::outfile::{self, Verdict};
use super::several::{self, Names};
use super::terminal::{Terminal, counted, styles};
use super::untaken::Untaken;
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

/// What is read from.
pub(super) type Input = Box<dyn Read + Send>;

/// A file that is open.
pub(super) struct Source<'a> {
    path: &'a Path,
    pub(super) reader: Reader<Input>,
}

pub(super) fn run(args: &Import, memory: &Path, terminal: &mut Terminal) -> CommandResult {
    let Some(report) = &args.report else {
        return import(args, memory, None, terminal);
    };
    let files = args.files.iter().map(PathBuf::as_path);
    let inputs: Vec<&Path> = files.chain([memory]).collect();
    let mut outcome = Ok(Outcome::Failed);
    outfile::write(report, &inputs, |file| {
        let mut untaken = Untaken::new(report, file);
        outcome = import(args, memory, Some(&mut untaken), terminal);
        untaken.finish()?;
        Ok(match outcome {
            Ok(_) => Verdict::Keep,
            Err(_) => Verdict::Drop,
        })
    })?;
    outcome
}

fn import(
    args: &Import,
    memory: &Path,
    mut untaken: Option<&mut Untaken<'_>>,
    terminal: &mut Terminal,
) -> CommandResult {
    let spool = match args.strict && args.files.iter().any(|file| is_stdin(file)) {
        // What is read twice must lie somewhere.
        true => Some(spooled()?),
        false => None,
    };
    let options = ReadOptions {
        invert: args.invert,
        encoding: args.encoding.map(Into::into),
        tell_skipped: untaken.is_some(),
        ..ReadOptions::new(stamp(None))
    };
    let opening = Opening {
        format: args.format,
        texts: Sides {
            ar: args.ar.as_ref(),
            en: args.en.as_ref(),
        },
        options: &options,
        spool: spool.as_ref(),
    };
    let mut sources = opening.all(&args.files, untaken.as_deref_mut(), terminal)?;
    if sources.is_empty() {
        return Ok(Outcome::Failed);
    }
    if args.dry_run || args.strict {
        let mut units = Units::new(sources, untaken.take(), terminal);
        units.by_ref().for_each(drop);
        units.bar.finish_and_clear();
        let has_faults = units.read.iter().any(|file| file.summary.faults > 0);
        if args.dry_run || has_faults || terminal.faults() > 0 {
            let total = account(&units.read, terminal)?;
            writeln!(
                terminal.out(),
                "{} read, {} good, {} skipped, {} failed; nothing was changed",
                total.units,
                total.taken,
                total.skipped,
                total.failed
            )?;
            return Ok(outcome(terminal));
        }
        sources = opening.all(&args.files, None, terminal)?;
    }
    let mut units = Units::new(sources, untaken, terminal);
    // A file that holds nothing but faults makes no memory.
    let imported = match units.next() {
        Some(first) => {
            let mut memory = Memory::create_or_open(memory)?;
            let all = std::iter::once(first).chain(&mut units);
            let imported = memory.import(all, args.on_conflict.into())?;
            let notes = units
                .read
                .iter()
                .flat_map(|file| &file.summary.header_notes);
            memory.add_header_notes(notes.map(String::as_str))?;
            memory.close()?;
            imported
        }
        None => memory::Imported::default(),
    };
    units.bar.finish_and_clear();
    let total = account(&units.read, terminal)?;
    let added = terminal.styled(styles::STRONG, &imported.added.to_string());
    writeln!(
        terminal.out(),
        "{} read, {added} added, {} updated, {} there already, {} skipped, {} failed",
        total.units,
        imported.updated,
        imported.skipped,
        total.skipped + imported.empty,
        total.failed
    )?;
    Ok(outcome(terminal))
}

/// Units of all files together.
#[derive(Default)]
struct Total {
    units: u64,
    taken: u64,
    skipped: u64,
    failed: u64,
}

/// Says what was wrong with the files and what was left out of them, and counts.
fn account(read: &[FileRead<'_>], terminal: &mut Terminal) -> io::Result<Total> {
    let mut total = Total::default();
    for file in read {
        for fault in &file.faults {
            terminal.report(fault);
        }
        note_skipped(file, terminal)?;
        total.units += file.summary.units;
        total.taken += file.summary.taken;
        total.skipped += file.summary.skipped.total();
        total.failed += file.summary.faults;
    }
    Ok(total)
}

fn outcome(terminal: &Terminal) -> Outcome {
    match terminal.faults() {
        0 => Outcome::Done,
        _ => Outcome::Failed,
    }
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Puts standard input into a file that nobody else sees.
fn spooled() -> Result<File> {
    let spool = || {
        let mut file = tempfile::tempfile()?;
        io::copy(&mut io::stdin().lock(), &mut file)?;
        Ok(file)
    };
    spool().map_err(Error::read("-"))
}

/// How the files are opened.
pub(super) struct Opening<'a> {
    /// Their format, where it is said.
    pub(super) format: Option<Format>,
    /// The files of the texts, where they are said, in formats that have them.
    pub(super) texts: Sides<Option<&'a PathBuf>>,
    pub(super) options: &'a ReadOptions,
    /// Standard input, where it is to be read twice.
    pub(super) spool: Option<&'a File>,
}

impl<'a> Opening<'a> {
    /// Opens the files; one that cannot be is reported, and the others are read.
    fn all(
        &self,
        files: &'a [PathBuf],
        mut untaken: Option<&mut Untaken<'_>>,
        terminal: &mut Terminal,
    ) -> Result<Vec<Source<'a>>, Failure> {
        let mut sources = Vec::new();
        let mut taken = Vec::new();
        for path in files {
            match self.one(path, &mut taken) {
                Ok(source) => sources.extend(source),
                Err(Failure::Library(error)) => {
                    if let Some(untaken) = untaken.as_deref_mut() {
                        untaken.add_file(path, &error);
                    }
                    terminal.report(&error);
                }
                Err(failure) => return Err(failure),
            }
        }
        Ok(sources)
    }

    /// Opens a file and those that belong to it; `None` for one that belongs to a pair in `taken`.
    pub(super) fn one(
        &self,
        path: &'a Path,
        taken: &mut Vec<Names>,
    ) -> Result<Option<Source<'a>>, Failure> {
        if self.format.is_none() && Sdltm::is_named(path) {
            let reader = Reader::of_sdltm(Sdltm::open(path)?, self.options.clone());
            return Ok(Some(Source { path, reader }));
        }
        let format = match self.format {
            None if is_stdin(path) => {
                return Err(Failure::Usage(
                    "standard input has no suffix: name its --format".to_owned(),
                ));
            }
            format => format.or_else(|| Format::of_path(path)),
        };
        if let Some((format, names)) = format.and_then(|it| Some((it, Names::of(path, it)?))) {
            if is_stdin(path) {
                return Err(Failure::Usage(format!(
                    "{format} is several files, and standard input is one"
                )));
            }
            Names::refuse_packed(path)?;
            return self.several(path, names, taken);
        }
        if self.texts.ar.is_some() || self.texts.en.is_some() {
            return Err(Failure::Usage(
                "--ar and --en go with beads and texts of a line each only".to_owned(),
            ));
        }
        let Unpacked { input, format } = self.unpack(path)?;
        let format = match self.format.or(format) {
            Some(format) => format,
            None => formats::to_read(path)?,
        };
        let reader = Reader::new(format, input, self.options.clone());
        Ok(Some(Source { path, reader }))
    }

    fn unpack(&self, path: &Path) -> Result<Unpacked> {
        let stream = |input| Unpacked {
            input,
            format: None,
        };
        let unpacked = if let Some(spool) = self.spool.filter(|_| is_stdin(path)) {
            spool.try_clone().and_then(packing::unpack)
        } else if is_stdin(path) {
            packing::unpack_stream(io::stdin()).map(stream)
        } else {
            let file = several::open(path)?;
            // A pipe has a name, too, but cannot be read twice.
            match file.metadata().map_err(Error::read(path))?.is_file() {
                true => packing::unpack(file),
                false => packing::unpack_stream(file).map(stream),
            }
        };
        unpacked.map_err(Error::read(path))
    }

    fn several(
        &self,
        path: &'a Path,
        mut names: Names,
        taken: &mut Vec<Names>,
    ) -> Result<Option<Source<'a>>, Failure> {
        let files = &mut names.texts;
        for (file, said) in [
            (&mut files.ar, self.texts.ar),
            (&mut files.en, self.texts.en),
        ] {
            if let Some(said) = said {
                file.clone_from(said);
            }
        }
        if taken.contains(&names) {
            return Ok(None);
        }
        let texts = names.open_texts()?.map(|_, file| Box::new(file) as Input);
        let options = self.options.clone();
        let reader = match &names.beads {
            Some(beads) => {
                let beads = Box::new(several::open(beads)?) as Input;
                Reader::beads(beads, texts, &names.document(), options)
            }
            None => Reader::pair(texts, options),
        };
        taken.push(names);
        Ok(Some(Source { path, reader }))
    }
}

/// The units of all files in a row, which another thread may read; what is broken is kept to be reported.
struct Units<'a, 'u, 'f> {
    sources: std::vec::IntoIter<Source<'a>>,
    current: Option<Current<'a>>,
    read: Vec<FileRead<'a>>,
    bar: indicatif::ProgressBar,
    untaken: Option<&'u mut Untaken<'f>>,
}

impl<'a, 'u, 'f> Units<'a, 'u, 'f> {
    fn new(
        sources: Vec<Source<'a>>,
        untaken: Option<&'u mut Untaken<'f>>,
        terminal: &Terminal,
    ) -> Self {
        Self {
            sources: sources.into_iter(),
            current: None,
            read: Vec::new(),
            bar: terminal.spinner("importing"),
            untaken,
        }
    }
}

/// The file that is being read.
struct Current<'a> {
    path: &'a Path,
    reader: Reader<Input>,
    faults: Vec<Error>,
    swapped: u64,
}

/// A file that has been read.
struct FileRead<'a> {
    path: &'a Path,
    summary: ReadSummary,
    /// The first of its faults.
    faults: Vec<Error>,
    /// Units whose sides seem to be in each other's languages.
    swapped: u64,
}

impl Iterator for Units<'_, '_, '_> {
    type Item = TranslationUnit;

    fn next(&mut self) -> Option<TranslationUnit> {
        loop {
            if self.current.is_none() {
                let Source { path, reader } = self.sources.next()?;
                self.current = Some(Current {
                    path,
                    reader,
                    faults: Vec::new(),
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
                    if let Some(untaken) = &mut self.untaken {
                        untaken.add(current.path, &fault);
                    }
                    if fault.skipped.is_some() {
                        continue;
                    }
                    let summary = current.reader.summary();
                    if broken::is_reported(summary) {
                        current.faults.push(fault.in_file(current.path));
                    }
                    if !broken::is_hopeless(summary) {
                        continue;
                    }
                    if let Some(untaken) = &mut self.untaken {
                        untaken.add_rest(current.path);
                    }
                }
                None => {}
            }
            let Current {
                path,
                reader,
                faults,
                swapped,
            } = self.current.take()?;
            self.read.push(FileRead {
                path,
                summary: reader.summary().clone(),
                faults,
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
    broken::note(file.path, summary, terminal)?;
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
        (summary.dropped_codes, "inline code", "left out of texts"),
        (summary.header_elements, "element", "of the header left out"),
        (
            summary.foreign_elements,
            "element",
            "that TMX does not know there left out, not what it holds",
        ),
        (
            summary.dropped_elements,
            "element",
            "that TMX does not know left out, with all it holds",
        ),
        (
            summary.dropped_attributes,
            "attribute",
            "that the memory has no place for left out",
        ),
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
        (summary.unread_attributes, "value", "not understood"),
        (
            summary.wide_rows,
            "row",
            "with more columns than are known, the rest left out",
        ),
        (
            summary.unknown_columns,
            "column",
            "without a known name left out",
        ),
        (summary.unknown_keys, "unknown key", "left out"),
        (
            summary.doubled_keys,
            "key",
            "that came again, the first counts",
        ),
        (summary.halves, "lone surrogate", "replaced by U+FFFD"),
        (
            summary.unlisted_segments,
            "segment",
            "that no bead names left out",
        ),
        (summary.plural_forms, "further plural form", "left out"),
        (
            summary.previous,
            "message",
            "whose former wording was left out",
        ),
    ] {
        if count > 0 {
            terminal.note(&format!("{path}: {} {what}", counted(count, noun)))?;
        }
    }
    Ok(())
}
