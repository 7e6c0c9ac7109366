//! `build`: the main job, from folders of pairs to units in the memory.
//!
//! All pairs that are new or changed are read first and aligned with one model;
//! then each document goes into the memory in a transaction of its own.

use std::collections::{BTreeMap, HashSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use dhakira::bitext::{Bead, BeadKind, Bitext, Lang, Segment, Sides, Status};
use dhakira::clean::{self, Recurring};
use dhakira::exchange::Format as FileFormat;
use dhakira::memory::{Document, DocumentRecord, Memory, UnitFilter};
use dhakira::read::{self, Page, Pair};
use dhakira::report::DOUBTFUL;
use dhakira::{Error, Result, align, split, text};

use super::args::{Build, Format, Pages};
use super::doubts::{self, DoubtfulUnit};
use super::export;
use super::json::AccountJson;
use super::pages::{
    self, LeftOut, Tagged, both, bytes, check_kinship, check_language, lexicon, own_words,
    split_options,
};
use super::pins::{self, Steered};
use super::remarks::{self, RemarkJson};
use super::rules::Rules;
use super::terminal::{Terminal, counted, styles};
use super::{CommandResult, Failure, Outcome, stamp};

/// What a run did.
#[derive(Debug, Default)]
pub(super) struct Account {
    /// Documents stored.
    pub(super) documents: usize,
    /// Documents left as they were.
    pub(super) unchanged: usize,
    /// Inputs that could not be used.
    pub(super) failed: usize,
    /// Sentences of the documents stored.
    pub(super) sentences: Sides<usize>,
    /// Their beads by kind.
    pub(super) beads: BTreeMap<BeadKind, usize>,
    /// Units that are new in the memory.
    pub(super) added: usize,
    /// Units that were there and stay.
    pub(super) kept: usize,
    /// Draft units that are no longer in their documents.
    pub(super) removed: usize,
    /// Reviewed units that were found in the new text and fixed their beads.
    pub(super) steered: usize,
    /// Units of low confidence, `(document, units)`.
    pub(super) doubtful: Vec<(String, usize)>,
    /// The doubtful units themselves, if they are to be listed.
    pub(super) doubtful_units: Option<Vec<DoubtfulUnit>>,
    /// Blocks that are missing, moved or strange.
    pub(super) remarks: Vec<RemarkJson>,
    /// Lines left out as page furniture.
    pub(super) left_out: LeftOut,
    pub(super) time: Duration,
}

/// A document that has to be aligned.
struct Job {
    /// The document's name in the memory.
    name: String,
    /// The absolute path of its Arabic file.
    source: String,
    fingerprint: String,
    files: Sides<PathBuf>,
    bitext: Bitext,
}

pub(super) fn run(args: &Build, memory: &Path, terminal: &mut Terminal) -> CommandResult {
    let start = Instant::now();
    if let Some(tmx) = args
        .tmx
        .as_deref()
        .filter(|path| FileFormat::of_path(path) != Some(FileFormat::Tmx))
    {
        return Err(Failure::Usage(format!(
            "--tmx {} does not end in .tmx",
            tmx.display()
        )));
    }
    let mut rules = Rules::read(args.pages.srx.as_deref())?;
    let pairs = read::pairs(&args.paths);
    pairs.faults.iter().for_each(|fault| terminal.report(fault));
    let inputs: Vec<PathBuf> = pairs
        .found
        .iter()
        .flat_map(|pair| [pair.ar.clone(), pair.en.clone()])
        .collect();
    let own = own_words(&args.aligning, terminal)?;
    let signature = signature(&args.pages, &rules, own.as_deref());
    let mut account = Account {
        doubtful_units: args.doubtful.then(Vec::new),
        ..Account::default()
    };
    let existing = if memory.exists() {
        Some(Memory::create_or_open(memory)?)
    } else {
        None
    };
    let jobs = read_changed(
        pairs.found,
        existing.as_ref(),
        &signature,
        args,
        &mut rules,
        &mut account,
        terminal,
    )?;
    rules.tell_overruns(terminal)?;
    if jobs.is_empty() && account.unchanged == 0 {
        return Ok(Outcome::Failed);
    }
    let bar = terminal.spinner("aligning");
    let bitexts: Vec<Bitext> = jobs.iter().map(|job| job.bitext.clone()).collect();
    let lexicon = lexicon(&args.aligning, own.as_deref())?;
    let known = match &existing {
        Some(memory) if !jobs.is_empty() => known(memory, &jobs)?,
        _ => Vec::new(),
    };
    let (pins, steered) = match &existing {
        Some(memory) if !jobs.is_empty() => pins::of_reviewed(
            memory,
            jobs.iter().map(|job| (job.name.as_str(), &job.bitext)),
        )?,
        _ => (Vec::new(), vec![Vec::new(); jobs.len()]),
    };
    let options = align::Options {
        lexicon: &lexicon,
        known: &known,
        pins: &pins,
        ..align::Options::default()
    };
    let results = align::align(&bitexts, &options);
    bar.finish_and_clear();
    let mut memory = match existing {
        Some(memory) => memory,
        None => Memory::create_or_open(memory)?,
    };
    let bar = terminal.progress(jobs.len() as u64, "storing");
    for ((job, alignment), steered) in jobs.iter().zip(&results).zip(&steered) {
        bar.set_message(job.name.clone());
        if let Err(error) = check_kinship(alignment, &job.files.ar, &job.files.en, &args.aligning) {
            bar.suspend(|| terminal.report(&error));
            continue;
        }
        let beads = &alignment.beads;
        if let Err(error) = store(job, beads, steered, &signature, &mut memory, &mut account) {
            // What is stored is stored; the account says how much that is.
            bar.suspend(|| terminal.report(&error));
            break;
        }
        let remarks = &alignment.remarks;
        bar.suspend(|| remarks::tell(&job.name, remarks, &job.bitext, terminal))?;
        let listed = remarks
            .iter()
            .map(|remark| RemarkJson::new(&job.name, remark, &job.bitext));
        account.remarks.extend(listed);
        bar.inc(1);
    }
    bar.finish_and_clear();
    if let Some(path) = &args.tmx {
        let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
        match export::whole_memory(&memory, path, &inputs, terminal) {
            Err(Failure::Library(error)) => terminal.report(&error),
            other => other?,
        }
    }
    if let Some(units) = &mut account.doubtful_units {
        doubts::sort(units);
    }
    account.failed = terminal.faults();
    account.time = start.elapsed();
    match args.format {
        Format::Text => print(&account, &memory, terminal)?,
        Format::Json => terminal.json(&AccountJson::new(&account))?,
    }
    memory.close()?;
    Ok(if account.failed > 0 {
        Outcome::Failed
    } else {
        Outcome::Done
    })
}

/// How many units of the memory the aligner learns from at most.
const KNOWN: usize = 50_000;

/// The confidence from which a unit that nobody has reviewed is known: of our own corpus 98 % are right there.
const SURE: f64 = 0.8;

/// The texts of reviewed and confident units, from which the aligner learns.
///
/// What an earlier run made of the same documents would only prove itself again.
fn known(memory: &Memory, jobs: &[Job]) -> Result<Vec<Sides<String>>> {
    let again: HashSet<&str> = jobs.iter().map(|job| job.name.as_str()).collect();
    let mut known = Vec::new();
    memory.for_each_unit(&UnitFilter::default(), |unit| {
        let unit = &unit.unit;
        let is_sure = unit.status == Status::Reviewed
            || unit.confidence.is_none_or(|confidence| confidence >= SURE)
                && unit
                    .place
                    .as_ref()
                    .is_none_or(|place| !again.contains(place.document.as_str()));
        if unit.status != Status::Rejected && is_sure && known.len() < KNOWN {
            known.push(Sides {
                ar: unit.text(Lang::Ar).to_owned(),
                en: unit.text(Lang::En).to_owned(),
            });
        }
        Ok(())
    })?;
    Ok(known)
}

/// What a document's units depend on beside its files.
fn signature(args: &Pages, rules: &Rules, own_words: Option<&str>) -> String {
    let clean = if args.keep_boilerplate {
        "off".to_owned()
    } else {
        clean::VERSION.to_string()
    };
    let encoding = args.encoding.map_or(String::new(), |encoding| {
        format!("encoding:{}|", read::Encoding::from(encoding).name())
    });
    let srx = rules
        .srx()
        .map_or(String::new(), |srx| format!("srx:{}|", srx.fingerprint()));
    let longest = args
        .longest
        .map_or(String::new(), |words| format!("/longest:{words}"));
    let own_words = own_words.map_or(String::new(), |words| {
        format!("/lexicon:{:032x}", xxh3_128(words.as_bytes()))
    });
    format!(
        "{encoding}{srx}read:{}|clean:{clean}|split:{}{longest}|forms:{}|align:{}{own_words}",
        read::VERSION,
        split::VERSION,
        text::FORMS_VERSION,
        align::VERSION
    )
}

/// Reads the pairs whose files are not what the memory was built from; a bad one is reported and left out.
fn read_changed(
    pairs: Vec<Pair>,
    memory: Option<&Memory>,
    signature: &str,
    args: &Build,
    rules: &mut Rules,
    account: &mut Account,
    terminal: &mut Terminal,
) -> Result<Vec<Job>, Failure> {
    let options = split_options(&args.pages, rules);
    let bar = terminal.progress(pairs.len() as u64, "reading");
    let mut taken = HashSet::new();
    let mut changed = Vec::new();
    let mut unchanged = Vec::new();
    let mut recurring = Recurring::default();
    for pair in pairs {
        bar.set_message(pair.name.clone());
        bar.inc(1);
        let files = match both(bytes(&pair.ar), bytes(&pair.en)) {
            Ok(files) => files,
            Err(errors) => {
                bar.suspend(|| errors.iter().for_each(|error| terminal.report(error)));
                continue;
            }
        };
        let fingerprint = fingerprint(&files);
        let source = absolute(&pair.ar);
        let (name, known) = identify(&pair, &source, &fingerprint, memory, &taken)?;
        taken.insert(name.clone());
        if !args.force
            && known.is_some_and(|document| document.is_built_from(&fingerprint, signature))
        {
            account.unchanged += 1;
            unchanged.push(pair);
            continue;
        }
        let ar = pages::decode(&pair.ar, &files.ar, &args.pages);
        let en = pages::decode(&pair.en, &files.en, &args.pages);
        match both(ar, en) {
            Ok(pages) => {
                recurring.add(&pages.ar.article, Lang::Ar);
                recurring.add(&pages.en.article, Lang::En);
                changed.push((pair, name, source, fingerprint, pages));
            }
            Err(errors) => bar.suspend(|| errors.iter().for_each(|error| terminal.report(error))),
        }
    }
    bar.finish_and_clear();
    if !changed.is_empty() {
        // What has not changed still shows what recurs; it could be read once, so it can be again.
        for pair in &unchanged {
            for lang in [Lang::Ar, Lang::En] {
                if let Ok(page) = pages::page(path(pair, lang), &args.pages) {
                    recurring.add(&page.article, lang);
                }
            }
        }
    }
    let mut jobs = Vec::new();
    for (pair, name, source, fingerprint, pages) in changed {
        let cut =
            pages.map(|lang, page| segments(path(&pair, lang), page, lang, &recurring, &options));
        match both(cut.ar, cut.en) {
            Ok(cut) => {
                for (path, (page, _)) in [(&pair.ar, &cut.ar), (&pair.en, &cut.en)] {
                    page.remark(path, terminal)?;
                    rules.tell(page.lang, terminal)?;
                    if !args.pages.keep_boilerplate {
                        page.count_left_out(&mut account.left_out);
                    }
                }
                jobs.push(Job {
                    name,
                    source,
                    fingerprint,
                    files: Sides {
                        ar: pair.ar,
                        en: pair.en,
                    },
                    bitext: cut.map(|_, (_, segments)| segments),
                });
            }
            Err(errors) => errors.iter().for_each(|error| terminal.report(error)),
        }
    }
    Ok(jobs)
}

/// The file of one side of a pair.
fn path(pair: &Pair, lang: Lang) -> &Path {
    match lang {
        Lang::Ar => &pair.ar,
        Lang::En => &pair.en,
    }
}

/// A file's path from the root, so that it says the same from any folder.
fn absolute(path: &Path) -> String {
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    path.to_string_lossy().into_owned()
}

/// The name of a pair's document, and the document if the memory has it.
///
/// A document is told by where its Arabic file lies. One of the same name from another place is
/// the same if it has been moved (the old place is empty) or copied (the files are
/// equal); otherwise it is another document, and this one gets a number.
fn identify(
    pair: &Pair,
    source: &str,
    fingerprint: &str,
    memory: Option<&Memory>,
    taken: &HashSet<String>,
) -> Result<(String, Option<Document>)> {
    if let Some(memory) = memory
        && let Some(document) = memory.document_from(source)?
    {
        return Ok((document.record.name.clone(), Some(document)));
    }
    let is_other = |document: &Document| {
        let lies_there = document
            .record
            .source
            .as_ref()
            .is_some_and(|source| Path::new(source).exists());
        lies_there && document.record.fingerprint.as_deref() != Some(fingerprint)
    };
    let numbered = (2..).map(|number: u32| format!("{} ({number})", pair.name));
    for name in std::iter::once(pair.name.clone()).chain(numbered) {
        let known = match memory {
            Some(memory) => memory.document(&name)?,
            None => None,
        };
        if !taken.contains(&name) && !known.as_ref().is_some_and(is_other) {
            return Ok((name, known));
        }
    }
    unreachable!("the numbers do not end before the documents do")
}

/// A page with the segments that are aligned; one that has none is as good as empty.
fn segments(
    path: &Path,
    page: Page,
    lang: Lang,
    recurring: &Recurring,
    options: &split::Options,
) -> Result<(Tagged, Vec<Segment>)> {
    let page = Tagged::of(page, lang, recurring);
    let segments = page.segments(options);
    if segments.is_empty() {
        return Err(Error::Empty {
            path: path.to_path_buf(),
        });
    }
    check_language(
        path,
        segments.iter().map(|segment| segment.text.as_str()),
        lang,
    )?;
    Ok((page, segments))
}

/// A hash of both files' bytes.
fn fingerprint(files: &Sides<Vec<u8>>) -> String {
    let mut hasher = Xxh3::new();
    hasher.update(&(files.ar.len() as u64).to_le_bytes());
    hasher.update(&files.ar);
    hasher.update(&files.en);
    format!("{:032x}", hasher.digest128())
}

fn store(
    job: &Job,
    beads: &[Bead],
    steered: &Steered,
    signature: &str,
    memory: &mut Memory,
    account: &mut Account,
) -> Result<()> {
    let name = &job.name;
    let stamp = stamp(None);
    let mut units = align::units(&job.bitext, beads, name, &stamp);
    pins::keep_texts(&mut units, &job.bitext, beads, steered);
    let alone = |lang: Lang| {
        let side = |bead: &&Bead| match lang {
            Lang::Ar => bead.en.is_empty(),
            Lang::En => bead.ar.is_empty(),
        };
        beads.iter().filter(side).count()
    };
    let record = DocumentRecord {
        name: name.clone(),
        source: Some(job.source.clone()),
        fingerprint: Some(job.fingerprint.clone()),
        signature: Some(signature.to_owned()),
        segments: Sides {
            ar: job.bitext.ar.len(),
            en: job.bitext.en.len(),
        },
        alone: Sides {
            ar: alone(Lang::Ar),
            en: alone(Lang::En),
        },
    };
    let replaced = memory.replace_document(&record, &units, &stamp)?;
    account.documents += 1;
    account.sentences.ar += job.bitext.ar.len();
    account.sentences.en += job.bitext.en.len();
    beads
        .iter()
        .for_each(|bead| *account.beads.entry(bead.kind()).or_default() += 1);
    account.added += replaced.added;
    account.kept += replaced.kept;
    account.removed += replaced.removed;
    account.steered += steered.len();
    if let Some(list) = &mut account.doubtful_units {
        list.extend(units.iter().filter_map(DoubtfulUnit::of));
    }
    let doubtful = units
        .iter()
        .filter(|unit| {
            unit.confidence
                .is_some_and(|confidence| confidence < DOUBTFUL)
        })
        .count();
    if doubtful > 0 {
        account.doubtful.push((name.clone(), doubtful));
    }
    Ok(())
}

/// The closing account, a line a subject.
fn print(account: &Account, memory: &Memory, terminal: &mut Terminal) -> Result<(), Failure> {
    let strong = |n: usize| terminal.styled(styles::STRONG, &n.to_string());
    let mut rows = Vec::new();
    rows.push((
        "documents",
        format!(
            "{} stored, {} unchanged, {} failed",
            strong(account.documents),
            account.unchanged,
            account.failed
        ),
    ));
    if account.documents > 0 {
        rows.push((
            "sentences",
            format!(
                "{} Arabic, {} English",
                account.sentences.ar, account.sentences.en
            ),
        ));
        rows.push(("beads", beads(&account.beads)));
        rows.push((
            "units",
            format!(
                "{} added, {} kept, {} removed",
                strong(account.added),
                account.kept,
                account.removed
            ),
        ));
    }
    if account.steered > 0 {
        let units = counted(account.steered as u64, "reviewed unit");
        rows.push(("steered", format!("by {units}, found in the new text")));
    }
    if !account.doubtful.is_empty() {
        rows.push(("doubtful", doubtful(&account.doubtful, terminal)));
    }
    if !account.remarks.is_empty() {
        rows.push(("remarks", remarks::count(&account.remarks)));
    }
    if !account.left_out.is_empty() {
        let kinds: Vec<String> = account
            .left_out
            .iter()
            .map(|(kind, lines)| format!("{kind} {lines}"))
            .collect();
        let lines: usize = account.left_out.values().sum();
        rows.push((
            "left out",
            format!("{lines} lines of page furniture: {}", kinds.join(", ")),
        ));
    }
    let path = memory.path().display().to_string();
    rows.push((
        "memory",
        format!(
            "{} units in {}",
            memory.count_units()?,
            terminal.part(&path)
        ),
    ));
    rows.push(("time", format!("{:.1} s", account.time.as_secs_f64())));
    for (name, value) in rows {
        writeln!(terminal.out(), "{name:<11}{value}")?;
    }
    if let Some(units) = &account.doubtful_units {
        doubts::print(units, terminal)?;
    }
    Ok(())
}

/// The beads by kind, the commonest first.
fn beads(beads: &BTreeMap<BeadKind, usize>) -> String {
    let mut kinds: Vec<_> = beads.iter().collect();
    kinds.sort_by_key(|(kind, count)| (std::cmp::Reverse(**count), **kind));
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(kind, count)| format!("{kind} {count}"))
        .collect();
    format!("{}: {}", beads.values().sum::<usize>(), kinds.join(", "))
}

/// The number of doubtful units, and the documents that have most of them.
fn doubtful(documents: &[(String, usize)], terminal: &Terminal) -> String {
    const LISTED: usize = 5;
    let mut documents: Vec<_> = documents.iter().collect();
    documents.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let units: usize = documents.iter().map(|(_, units)| units).sum();
    let listed: Vec<String> = documents
        .iter()
        .take(LISTED)
        .map(|(name, units)| format!("{} {units}", terminal.text(name)))
        .collect();
    let more = if documents.len() > LISTED {
        ", …"
    } else {
        ""
    };
    format!("{units}, most in {}{more}", listed.join(", "))
}
