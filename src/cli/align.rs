//! `align`: beads of two texts or of a folder's pairs, without a memory.

use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use dhakira::Error;
use dhakira::align::gold::Score;
use dhakira::align::{self, Alignment};
use dhakira::bitext::{Bead, Bitext, Lang, Segment, Sides};
use dhakira::clean::Recurring;
use dhakira::read::{self, Page, Pair};

use super::against;
use super::args::{Align, BeadFormat};
use super::beads::{Form, print, suffix, write_file};
use super::doubts;
use super::outfile::{self, Verdict};
use super::pages::{
    self, Tagged, both, check_kinship, check_language, lexicon, own_words, split_options,
};
use super::pins;
use super::remarks;
use super::rules::{Rules, check_standard_input};
use super::terminal::{Terminal, counted};
use super::{CommandResult, Failure, Outcome};

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
    if args.doubtful && args.format == BeadFormat::Ladder {
        return Err(Failure::Usage(
            "--doubtful leaves beads out, and a ladder has no gaps; take another --format"
                .to_owned(),
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
            let lexicon = lexicon(
                &args.aligning,
                own_words(&args.aligning, terminal)?.as_deref(),
            )?;
            let pins = [pins::of_file(args.pin.as_deref(), &bitext)?];
            let options = align::Options {
                lexicon: &lexicon,
                pins: &pins,
                ..align::Options::default()
            };
            let mut alignments = aligned(std::slice::from_ref(&bitext), &options, &[ar, en], args)?;
            let alignment = alignments.remove(0);
            check_kinship(&alignment, ar, en, &args.aligning)?;
            let (beads, remarks) = (alignment.beads, alignment.remarks);
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
            remarks::tell(&name, &remarks, &bitext, terminal)?;
            print(&bitext, &beads, &name, Form::of(args), terminal)?;
            Ok(Outcome::Done)
        }
        ([_], _) if args.against.as_ref().is_some_and(|gold| !gold.is_dir()) => Err(
            Failure::Usage("for a folder of pairs, --against names a folder".to_owned()),
        ),
        ([_], _) if args.pin.as_ref().is_some_and(|pins| !pins.is_dir()) => Err(Failure::Usage(
            "for a folder of pairs, --pin names a folder".to_owned(),
        )),
        ([folder], out)
            if out.is_some() || args.against.is_some() || args.dump_lexicon.is_some() =>
        {
            align_folder(folder, args, rules, terminal)
        }
        ([_], _) => Err(Failure::Usage(
            "name two files, or a folder and --out DIR, --against DIR or --dump-lexicon FILE"
                .to_owned(),
        )),
        _ => Err(Failure::Usage(
            "--out goes with one folder; two files are printed".to_owned(),
        )),
    }
}

/// Aligns, and writes what was learnt if that is asked for.
fn aligned(
    bitexts: &[Bitext],
    options: &align::Options<'_>,
    inputs: &[&Path],
    args: &Align,
) -> dhakira::Result<Vec<Alignment>> {
    let Some(path) = &args.dump_lexicon else {
        return Ok(align::align(bitexts, options));
    };
    let (alignments, learnt) = align::align_and_learn(bitexts, options);
    let own = args.aligning.lexicon.as_deref();
    let inputs: Vec<&Path> = inputs.iter().copied().chain(own).collect();
    outfile::write(path, &inputs, |file| {
        let mut file = BufWriter::new(file);
        let written = align::write_lexicon(&learnt, &mut file).and_then(|()| file.flush());
        written.map_err(Error::write(path))?;
        Ok(Verdict::Keep)
    })?;
    Ok(alignments)
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
    let lexicon = lexicon(
        &args.aligning,
        own_words(&args.aligning, terminal)?.as_deref(),
    )?;
    let options = align::Options {
        lexicon: &lexicon,
        pins: &pins,
        ..align::Options::default()
    };
    let read: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
    let results = aligned(&bitexts, &options, &read, args);
    bar.finish_and_clear();
    let results = results?;
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
            write_file(&path, &kept, bitext, beads, name, Form::of(args))?;
            remarks::tell(name, &alignment.remarks, bitext, terminal)?;
            if args.doubtful
                && let Some(summary) = doubts::summary(name, beads)
            {
                terminal.note(&summary)?;
            }
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
