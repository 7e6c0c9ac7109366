//! From the files of a job to their segments.

use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use dhakira::bitext::{self, Lang, TranslationUnit};
use dhakira::clean::Recurring;
use dhakira::exchange::packing::{self, Unpacked};
use dhakira::exchange::{
    self, FillError, FillOptions, Format, ReadOptions, ReadSummary, Reader, Sdltm,
};
use dhakira::read::Page;
use dhakira::report::analysis::{JobFile, Segment};
use dhakira::{Error, Result};

use super::super::args::analyze::Analyze;
use super::super::broken;
use super::super::pages::{self, LeftOut as FurnitureLines, Tagged, language, split_options};
use super::super::rules::{Rules, check_standard_input};
use super::super::several;
use super::super::terminal::{Terminal, counted};
use super::super::{Failure, stamp};
use super::files::{Found, Kind};

/// The most segments of a job: they are held in memory.
const MOST: usize = 5_000_000;

/// A file that has been read, before what recurs over all pages is known.
enum Loaded {
    Page(Box<Page>, Lang),
    Ready(JobFile),
}

/// Reads the files; one that cannot be read is reported, and the others are read.
pub(super) fn all(
    found: &[Found],
    args: &Analyze,
    terminal: &mut Terminal,
) -> Result<Vec<JobFile>, Failure> {
    let paths: Vec<_> = found.iter().map(|file| file.path.clone()).collect();
    check_standard_input(args.pages.srx.as_deref(), &paths)?;
    let mut rules = Rules::read(args.pages.srx.as_deref())?;
    let options = split_options(&args.pages, &rules);
    let mut recurring = Recurring::default();
    let mut loaded = Vec::new();
    let mut segments = 0;
    for file in found {
        match load(file, args, terminal) {
            Ok(None) => {}
            Ok(Some(read)) => {
                if let Loaded::Ready(file) = &read {
                    segments += file.segments.len();
                    check_size(segments, Path::new(&file.name))?;
                }
                if let Loaded::Page(page, lang) = &read {
                    recurring.add(&page.article, *lang);
                }
                loaded.push((file.path.as_path(), read));
            }
            Err(Failure::Library(error)) => terminal.report(&error),
            Err(failure) => return Err(failure),
        }
    }
    let mut job = Vec::new();
    for (path, read) in loaded {
        let file = match read {
            Loaded::Ready(file) => file,
            Loaded::Page(page, lang) => {
                let page = Tagged::of(*page, lang, &recurring);
                page.remark(path, terminal)?;
                rules.tell(lang, terminal)?;
                let mut left_out = FurnitureLines::new();
                if !args.pages.keep_boilerplate {
                    page.count_left_out(&mut left_out);
                }
                let texts = page.segments(&options).into_iter();
                let mut file = of_texts(path, texts.map(|segment| segment.text), lang);
                file.left_out.furniture_lines = left_out.values().sum::<usize>() as u64;
                segments += file.segments.len();
                check_size(segments, path)?;
                file
            }
        };
        job.push(file);
    }
    rules.tell_overruns(terminal)?;
    Ok(job)
}

/// Refuses a job of so many segments, the last of which are of the file `path`.
fn check_size(segments: usize, path: &Path) -> Result<()> {
    if segments <= MOST {
        return Ok(());
    }
    Err(Error::Format {
        path: path.to_path_buf(),
        reason: format!("the job has more than {MOST} segments; analyze it in parts"),
    })
}

/// Reads a file; `None` for a text of a folder that is in the other language.
fn load(file: &Found, args: &Analyze, terminal: &mut Terminal) -> Result<Option<Loaded>, Failure> {
    let path = file.path.as_path();
    let from = args.from.map(bitext::Lang::from);
    let is_other = |lang: Lang| file.in_folder && from.is_some_and(|from| from != lang);
    let lang = match file.kind {
        Kind::Page => {
            let page = pages::page(path, &args.pages)?;
            let lang = language(&page.article);
            if !is_other(lang) {
                let lang = from.unwrap_or(lang);
                return Ok(Some(Loaded::Page(Box::new(page), lang)));
            }
            lang
        }
        Kind::Lines(lang) if !is_other(lang) => {
            let lines = pages::sentences(path, &args.pages)?.into_iter();
            let lines = of_texts(path, lines.map(|line| line.text), lang);
            return Ok(Some(Loaded::Ready(lines)));
        }
        Kind::Lines(lang) => lang,
        Kind::Xliff => return Ok(Some(Loaded::Ready(of_xliff(path, terminal)?))),
        Kind::Units(format) => {
            let Unpacked {
                input,
                format: inside,
            } = unpack(path)?;
            let options = options(args);
            let reader = Reader::new(inside.unwrap_or(format), input, options);
            let units = of_units(path, reader, format == Format::Po, from, terminal)?;
            return Ok(Some(Loaded::Ready(units)));
        }
        Kind::Sdltm => {
            let reader: Reader<Box<dyn Read + Send>> =
                Reader::of_sdltm(Sdltm::open(path)?, options(args));
            let units = of_units(path, reader, false, from, terminal)?;
            return Ok(Some(Loaded::Ready(units)));
        }
    };
    let lang = pages::name(lang);
    terminal.note(&format!("{}: in {lang}, passed over", path.display()))?;
    Ok(None)
}

fn options(args: &Analyze) -> ReadOptions {
    ReadOptions {
        untranslated: true,
        encoding: args.pages.encoding.map(Into::into),
        ..ReadOptions::new(stamp(None))
    }
}

fn unpack(path: &Path) -> Result<Unpacked> {
    let file = several::open(path)?;
    let unpacked = match file.metadata().map_err(Error::read(path))?.is_file() {
        true => packing::unpack(file),
        false => packing::unpack_stream(file).map(|input| Unpacked {
            input,
            format: None,
        }),
    };
    unpacked.map_err(Error::read(path))
}

fn named(path: &Path) -> JobFile {
    JobFile {
        name: path.to_string_lossy().into_owned(),
        ..JobFile::default()
    }
}

/// Makes segments of texts that follow each other; those without text are left out.
fn of_texts(path: &Path, texts: impl Iterator<Item = String>, from: Lang) -> JobFile {
    let mut file = named(path);
    for text in texts {
        match text.trim() {
            "" => file.left_out.blank += 1,
            text => push(&mut file.segments, text, from, true),
        }
    }
    file
}

/// Adds a segment, which is the neighbor of the last one where it `follows` it.
fn push(segments: &mut Vec<Segment>, text: &str, from: Lang, follows: bool) {
    let text: Arc<str> = text.into();
    let last = segments.last_mut().filter(|_| follows);
    let previous = last.map(|last| {
        last.next = Some(Arc::clone(&text));
        Arc::clone(&last.text)
    });
    segments.push(Segment {
        text,
        from,
        previous,
        next: None,
    });
}

/// Makes segments of what a file of XLIFF wants translated.
fn of_xliff(path: &Path, terminal: &mut Terminal) -> Result<JobFile> {
    let mut file = named(path);
    let options = FillOptions {
        limit: ReadOptions::LIMIT,
    };
    let segments = &mut file.segments;
    let filled = exchange::fill(unpack(path)?.input, io::sink(), &options, |wanted| {
        // Texts that stand beside each other are held once.
        let last: Option<&Segment> = segments.last();
        let same = |text: &str, held: Option<&Arc<str>>| match held {
            Some(held) if **held == *text => Arc::clone(held),
            _ => Arc::from(text),
        };
        let text = same(wanted.text.trim(), last.and_then(|last| last.next.as_ref()));
        let previous = wanted
            .previous
            .map(|text| same(text.trim(), last.map(|last| &last.text)));
        segments.push(Segment {
            text,
            from: wanted.from,
            previous,
            next: wanted.next.map(|text| text.trim().into()),
        });
        Ok(Vec::new())
    });
    let filled = filled.map_err(|error| match error {
        FillError::Input(fault) => fault.in_file(path),
        FillError::Output(source) => Error::write(path)(source),
        FillError::Find(error) => error,
    })?;
    for fault in &filled.faults {
        terminal.report(&fault.clone().in_file(path));
    }
    file.left_out.translated = filled.done;
    file.left_out.locked = filled.locked;
    file.left_out.blank = filled.blank;
    file.left_out.other_languages = filled.other_languages;
    file.left_out.broken = filled.broken;
    Ok(file)
}

/// A unit as far as it matters here.
struct Pair {
    ar: String,
    en: String,
    document: Option<String>,
}

/// Makes segments of the source sides of units; of a `job`, of those that are not translated.
fn of_units<R: Read>(
    path: &Path,
    mut reader: Reader<R>,
    is_job: bool,
    from: Option<Lang>,
    terminal: &mut Terminal,
) -> Result<JobFile, Failure> {
    let mut pairs = Vec::new();
    while let Some(next) = reader.next() {
        let summary = reader.summary();
        match next {
            Ok(unit) => pairs.push(pair(unit)),
            Err(fault) if broken::is_reported(summary) => terminal.report(&fault.in_file(path)),
            Err(_) if broken::is_hopeless(summary) => break,
            Err(_) => {}
        }
        if pairs.len() > MOST {
            break;
        }
    }
    let summary = reader.summary();
    broken::note(path, summary, terminal)?;
    for (reason, count) in summary.skipped.iter() {
        let units = counted(count, "unit");
        terminal.note(&format!("{}: skipped {units} {reason}", path.display()))?;
    }
    let from = from.unwrap_or_else(|| source_lang(&pairs, summary));
    let mut file = named(path);
    file.left_out.broken = summary.faults;
    let mut document: Option<Option<String>> = None;
    for pair in pairs {
        let (source, target) = match from {
            Lang::Ar => (pair.ar.trim(), pair.en.trim()),
            Lang::En => (pair.en.trim(), pair.ar.trim()),
        };
        if source.is_empty() {
            file.left_out.blank += 1;
        } else if is_job && !target.is_empty() {
            file.left_out.translated += 1;
        } else {
            let follows = document.as_ref() == Some(&pair.document);
            push(&mut file.segments, source, from, follows);
            document = Some(pair.document);
        }
    }
    Ok(file)
}

fn pair(unit: TranslationUnit) -> Pair {
    Pair {
        ar: unit.variants.ar.text,
        en: unit.variants.en.text,
        document: unit.place.map(|place| place.document),
    }
}

/// Returns the language that a file is to be translated from: what it says, else the one that more often has text where the
/// other has none, else Arabic.
fn source_lang(pairs: &[Pair], summary: &ReadSummary) -> Lang {
    let alone = |text: fn(&Pair) -> (&str, &str)| {
        let is_alone = |pair: &&Pair| {
            let (this, other) = text(pair);
            other.trim().is_empty() && !this.trim().is_empty()
        };
        pairs.iter().filter(is_alone).count()
    };
    let (ar, en) = (
        alone(|pair| (&pair.ar, &pair.en)),
        alone(|pair| (&pair.en, &pair.ar)),
    );
    summary.source_lang.unwrap_or(match ar < en {
        true => Lang::En,
        false => Lang::Ar,
    })
}
