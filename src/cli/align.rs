//! `align`: beads of two texts or of a folder's pairs, without a memory.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use dhakira::Error;
use dhakira::align;
use dhakira::align::gold::Score;
use dhakira::bitext::{Bead, Bitext, Lang, Segment, Sides};
use dhakira::clean::Recurring;
use dhakira::exchange::{Format as FileFormat, WriteOptions, Writer};
use dhakira::read::{self, Page, Pair};

use super::against;
use super::args::{Align, BeadFormat};
use super::json::BeadJson;
use super::outfile::{self, Verdict};
use super::pages::{
    self, Tagged, both, check_kinship, check_language, lexicon, own_words, split_options,
};
use super::pins;
use super::rules::{Rules, check_standard_input};
use super::terminal::{Terminal, counted, styles};
use super::{CommandResult, Failure, Outcome, stamp};

pub(super) fn run(args: &Align, terminal: &mut Terminal) -> CommandResult {
    check_standard_input(args.pages.srx.as_deref(), &args.paths)?;
    let mut rules = Rules::read(args.pages.srx.as_deref())?;
    let outcome = align(args, &mut rules, terminal)?;
    rules.tell_overruns(terminal)?;
    Ok(outcome)
}

fn align(args: &Align, rules: &mut Rules, terminal: &mut Terminal) -> CommandResult {
    if args.against.is_some()
        && args.out.is_none()
        && !matches!(args.format, BeadFormat::Text | BeadFormat::Json)
    {
        return Err(Failure::Usage(
            "a score is printed as text or json; other formats go with --out DIR".to_owned(),
        ));
    }
    match (args.paths.as_slice(), &args.out) {
        ([ar, en], None) => {
            let alone = Recurring::default();
            let bitext = Sides {
                ar: Source::read(ar, args)?.segments(
                    ar,
                    Lang::Ar,
                    &alone,
                    args,
                    rules,
                    terminal,
                )?,
                en: Source::read(en, args)?.segments(
                    en,
                    Lang::En,
                    &alone,
                    args,
                    rules,
                    terminal,
                )?,
            };
            let lexicon = lexicon(&args.aligning, own_words(&args.aligning)?.as_deref())?;
            let pins = [pins::of_file(args.pin.as_deref(), &bitext)?];
            let options = align::Options {
                lexicon: &lexicon,
                pins: &pins,
                ..align::Options::default()
            };
            let alignment = align::align(std::slice::from_ref(&bitext), &options).remove(0);
            check_kinship(&alignment, ar, en, &args.aligning)?;
            let beads = alignment.beads;
            let name = ar
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if let Some(gold) = &args.against {
                let mut score = Score::default();
                against::add(&mut score, gold, &bitext, &beads)?;
                against::print(&score, args.format, terminal)?;
                return Ok(Outcome::Done);
            }
            print(&bitext, &beads, &name, args.format, terminal)?;
            Ok(Outcome::Done)
        }
        ([_], _) if args.against.as_ref().is_some_and(|gold| !gold.is_dir()) => Err(
            Failure::Usage("for a folder of pairs, --against names a folder".to_owned()),
        ),
        ([_], _) if args.pin.as_ref().is_some_and(|pins| !pins.is_dir()) => Err(Failure::Usage(
            "for a folder of pairs, --pin names a folder".to_owned(),
        )),
        ([folder], out) if out.is_some() || args.against.is_some() => {
            align_folder(folder, args, rules, terminal)
        }
        ([_], _) => Err(Failure::Usage(
            "name two files, or a folder and --out DIR or --against DIR".to_owned(),
        )),
        _ => Err(Failure::Usage(
            "--out goes with one folder; two files are printed".to_owned(),
        )),
    }
}

/// One side of a pair as it was read.
enum Source {
    /// A sentence a line.
    Sentences(Vec<Segment>),
    /// A page that is still to be cleaned and split.
    Page(Page),
}

impl Source {
    fn read(path: &Path, args: &Align) -> dhakira::Result<Self> {
        if args.sentences {
            pages::sentences(path, &args.pages).map(Source::Sentences)
        } else {
            pages::page(path, &args.pages).map(Source::Page)
        }
    }

    fn count(&self, lang: Lang, recurring: &mut Recurring) {
        if let Source::Page(page) = self {
            recurring.add(&page.article, lang);
        }
    }

    fn segments(
        self,
        path: &Path,
        lang: Lang,
        recurring: &Recurring,
        args: &Align,
        rules: &mut Rules,
        terminal: &mut Terminal,
    ) -> Result<Vec<Segment>, Failure> {
        let segments = match self {
            Source::Sentences(segments) => segments,
            Source::Page(page) => {
                let page = Tagged::of(page, lang, recurring);
                page.remark(path, terminal)?;
                rules.tell(lang, terminal)?;
                page.segments(&split_options(&args.pages, rules))
            }
        };
        check_language(
            path,
            segments.iter().map(|segment| segment.text.as_str()),
            lang,
        )?;
        Ok(segments)
    }
}

/// Aligns all pairs of a folder with one model, writes a file for each and scores them, as asked.
fn align_folder(
    folder: &Path,
    args: &Align,
    rules: &mut Rules,
    terminal: &mut Terminal,
) -> CommandResult {
    let pairs = read::pairs(&[folder.to_path_buf()]);
    pairs.faults.iter().for_each(|fault| terminal.report(fault));
    let mut bitexts = Vec::new();
    let mut names = Vec::new();
    let mut inputs = Vec::new();
    let mut pins = Vec::new();
    let mut pin_files = Vec::new();
    let mut recurring = Recurring::default();
    let mut read = Vec::new();
    for pair in pairs.found {
        match both(Source::read(&pair.ar, args), Source::read(&pair.en, args)) {
            Ok(sources) => {
                sources.ar.count(Lang::Ar, &mut recurring);
                sources.en.count(Lang::En, &mut recurring);
                read.push((pair, sources));
            }
            Err(errors) => errors.iter().for_each(|error| terminal.report(error)),
        }
    }
    for (Pair { name, ar, en }, sources) in read {
        let mut side = |source: Source, path: &Path, lang| match source
            .segments(path, lang, &recurring, args, rules, terminal)
        {
            Ok(segments) => Ok(Some(segments)),
            Err(Failure::Library(error)) => {
                terminal.report(&error);
                Ok(None)
            }
            Err(failure) => Err(failure),
        };
        let sides = (
            side(sources.ar, &ar, Lang::Ar)?,
            side(sources.en, &en, Lang::En)?,
        );
        if let (Some(ar_side), Some(en_side)) = sides {
            let bitext = Sides {
                ar: ar_side,
                en: en_side,
            };
            let pin_file = args.pin.as_deref().and_then(|pins| pins::find(pins, &name));
            pin_files.extend(pin_file.clone());
            match pins::of_file(pin_file.as_deref(), &bitext) {
                Ok(fixed) => pins.push(fixed),
                Err(error) => {
                    terminal.report(&error);
                    continue;
                }
            }
            bitexts.push(bitext);
            names.push(name);
            inputs.extend([ar, en]);
        }
    }
    if let Some(folder) = args
        .pin
        .as_ref()
        .filter(|_| !names.is_empty() && pin_files.is_empty())
    {
        return Err(pins::none_in(folder).into());
    }
    let bar = terminal.spinner("aligning");
    let lexicon = lexicon(&args.aligning, own_words(&args.aligning)?.as_deref())?;
    let options = align::Options {
        lexicon: &lexicon,
        pins: &pins,
        ..align::Options::default()
    };
    let results = align::align(&bitexts, &options);
    bar.finish_and_clear();
    let golds: Vec<Option<PathBuf>> = names
        .iter()
        .map(|name| {
            let gold = against::find(args.against.as_deref()?, name);
            gold.map_err(|error| terminal.report(&error)).ok()
        })
        .collect();
    let files = inputs.chunks_exact(2);
    // Nothing is written over the gold or the pins either.
    let kept: Vec<&Path> = inputs
        .iter()
        .chain(golds.iter().flatten())
        .chain(&pin_files)
        .map(PathBuf::as_path)
        .collect();
    let mut written = 0;
    let mut score = Score::default();
    for ((((name, bitext), alignment), files), gold) in names
        .iter()
        .zip(&bitexts)
        .zip(&results)
        .zip(files)
        .zip(&golds)
    {
        let refused = check_kinship(alignment, &files[0], &files[1], &args.aligning);
        // In a refused pair nothing was found; left out, it would flatter the score.
        let beads: &[Bead] = match &refused {
            Ok(()) => &alignment.beads,
            Err(error) => {
                terminal.report(error);
                &[]
            }
        };
        if let Some(gold) = gold
            && let Err(error) = against::add(&mut score, gold, bitext, beads)
        {
            terminal.report(&error);
        }
        if let Some(out) = &args.out
            && refused.is_ok()
        {
            written += 1;
            let path = out.join(format!("{name}.{}", suffix(args.format)));
            write_file(&path, &kept, bitext, beads, name, args.format)?;
        }
    }
    if score.documents > 0 {
        against::print(&score, args.format, terminal)?;
    }
    if let Some(out) = args.out.as_ref().filter(|_| written > 0) {
        let pairs = counted(written, "pair");
        terminal.note(&format!("{pairs} aligned into {}", out.display()))?;
    }
    Ok(if terminal.faults() > 0 {
        Outcome::Failed
    } else {
        Outcome::Done
    })
}

fn suffix(format: BeadFormat) -> &'static str {
    match format {
        BeadFormat::Text => "txt",
        BeadFormat::Beads => "beads",
        BeadFormat::Tsv => "tsv",
        BeadFormat::Json => "jsonl",
        BeadFormat::Tmx => "tmx",
        BeadFormat::Ladder => "ladder",
    }
}

fn write_file(
    path: &Path,
    inputs: &[&Path],
    bitext: &Bitext,
    beads: &[Bead],
    name: &str,
    format: BeadFormat,
) -> dhakira::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::write(folder))?;
    }
    outfile::write(path, inputs, |file| {
        let mut file = BufWriter::new(file);
        let written = plain(&mut file, bitext, beads, name, format).and_then(|()| file.flush());
        written.map_err(Error::write(path))?;
        Ok(Verdict::Keep)
    })
}

fn print(
    bitext: &Bitext,
    beads: &[Bead],
    name: &str,
    format: BeadFormat,
    terminal: &mut Terminal,
) -> io::Result<()> {
    if format != BeadFormat::Text {
        return plain(terminal.out(), bitext, beads, name, format);
    }
    let text = text(bitext, beads, |part, content| match part {
        Part::Kind => terminal.styled(styles::STRONG, content),
        Part::Confidence => terminal.styled(styles::FAINT, content),
        Part::Segment => terminal.text(content).into_owned(),
    });
    terminal.out().write_all(text.as_bytes())
}

/// What a piece of the text format is.
enum Part {
    Kind,
    Confidence,
    Segment,
}

/// The format for people: kind and confidence, then the segments, Arabic first; `dress` readies each piece for its place.
fn text(bitext: &Bitext, beads: &[Bead], dress: impl Fn(Part, &str) -> String) -> String {
    let mut out = String::new();
    for bead in beads {
        out += &dress(Part::Kind, &bead.kind().to_string());
        out += " ";
        out += &dress(Part::Confidence, &format!("{:.2}", bead.confidence));
        out += "\n";
        for segment in bitext.ar[bead.ar.clone()]
            .iter()
            .chain(&bitext.en[bead.en.clone()])
        {
            out += "  ";
            out += &dress(Part::Segment, &segment.text);
            out += "\n";
        }
    }
    out
}

/// Any format as it goes into a file or a pipe.
fn plain(
    out: &mut impl Write,
    bitext: &Bitext,
    beads: &[Bead],
    name: &str,
    format: BeadFormat,
) -> io::Result<()> {
    match format {
        BeadFormat::Text => {
            out.write_all(text(bitext, beads, |_, part| part.to_owned()).as_bytes())
        }
        BeadFormat::Beads => {
            let list = |range: &std::ops::Range<usize>| {
                range
                    .clone()
                    .map(|index| index.to_string())
                    .collect::<Vec<_>>()
                    .join(",")
            };
            beads.iter().try_for_each(|bead| {
                writeln!(
                    out,
                    "[{}]:[{}]:{:.4}",
                    list(&bead.ar),
                    list(&bead.en),
                    bead.confidence
                )
            })
        }
        BeadFormat::Tsv => beads.iter().try_for_each(|bead| {
            let Sides { ar, en } = align::texts(bitext, bead);
            let cell = |text: &str| text.replace(['\t', '\n', '\r'], " ");
            writeln!(
                out,
                "{}\t{}\t{}\t{:.4}\t{:.4}",
                cell(&ar),
                cell(&en),
                bead.kind(),
                bead.confidence,
                bead.similarity
            )
        }),
        BeadFormat::Json => beads.iter().try_for_each(|bead| {
            serde_json::to_writer(&mut *out, &BeadJson::new(bead, bitext))?;
            out.write_all(b"\n")
        }),
        BeadFormat::Ladder => ladder(out, bitext, beads),
        BeadFormat::Tmx => {
            let stamp = stamp(None);
            let mut writer = Writer::new(FileFormat::Tmx, out, WriteOptions::default());
            for unit in align::units(bitext, beads, name, &stamp) {
                writer.write(&unit)?;
            }
            writer.finish().map(drop)
        }
    }
}

/// hunalign's ladder: a rung where both texts are cut, with the score of the bead that begins there.
fn ladder(out: &mut impl Write, bitext: &Bitext, beads: &[Bead]) -> io::Result<()> {
    for bead in beads {
        writeln!(
            out,
            "{}\t{}\t{:.4}",
            bead.ar.start, bead.en.start, bead.confidence
        )?;
    }
    writeln!(out, "{}\t{}\t0", bitext.ar.len(), bitext.en.len())
}
