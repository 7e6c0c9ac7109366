//! `check`: the pairs that are probably bad, and why.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};

use dhakira::bitext::Sides;
use dhakira::exchange::{ReadOptions, ReadSummary, SkipReason};
use dhakira::memory::{Documents, Memory, Selected, UnitFilter};
use dhakira::report::checks::{Checked, Checker, Finding, Rule, Settings, Severity, Side, Waivers};
use dhakira::text::forms::is_invisible;
use dhakira::{Error, Result};
use serde::Serialize;

use super::args::checking::{Check, FindingFormat};
use super::broken;
use super::import::Opening;
use super::outfile::{self, Verdict};
use super::sarif;
use super::terminal::{Terminal, counted, styles};
use super::{CommandResult, Failure, Outcome, stamp};

/// How many pairs are checked at once.
const BATCH: usize = 16_384;

/// A pair and where it stands, or one that has no text on a side.
struct Entry {
    line: Option<u64>,
    unit: u64,
    pair: Checked,
    /// The side that holds no text, where the reader left the pair out for that.
    missing: Option<(Option<Side>, String)>,
}

/// A line of the output.
#[derive(Serialize)]
struct FindingJson<'a> {
    line: Option<u64>,
    unit: u64,
    rule: Rule,
    severity: Severity,
    side: Side,
    span: Option<[usize; 2]>,
    evidence: &'a str,
}

pub(super) fn run(args: &Check, memory: &Path, terminal: &mut Terminal) -> CommandResult {
    if let Some(rule) = args.explain {
        explain(rule, terminal)?;
        return Ok(Outcome::Done);
    }
    let settings = settings(args)?;
    let waivers = match &args.waive {
        Some(path) => Waivers::read(&text(path)?).map_err(|(line, reason)| Error::Input {
            path: path.clone(),
            line: line as u64,
            reason,
        })?,
        None => Waivers::default(),
    };
    let counted = match args.file {
        Some(_) => "line",
        None => "unit",
    };
    let mut check = Checking {
        args,
        severity: settings.severity(Rule::Empty),
        checker: Checker::new(settings, counted, args.file.is_none()),
        waivers,
        batch: Vec::new(),
        counts: BTreeMap::new(),
        waived: 0,
        pairs: 0,
        written: Vec::new(),
        sarif: sarif::Log::default(),
    };
    if args.format == FindingFormat::Sarif {
        check.sarif.begin(terminal.out())?;
    }
    let has_faults = match &args.file {
        Some(path) => check.file(path, terminal)?,
        None => {
            check.memory(memory, terminal)?;
            false
        }
    };
    if args.format == FindingFormat::Sarif {
        check.sarif.end(terminal.out())?;
    }
    terminal.flush()?;
    check.write_waivers(memory)?;
    check.account(terminal)?;
    let has_errors = check
        .counts
        .keys()
        .any(|(severity, _)| severity.0 == Severity::Error);
    Ok(match (has_faults, has_errors) {
        (true, _) => Outcome::Failed,
        (false, true) => Outcome::Nothing,
        (false, false) => Outcome::Done,
    })
}

fn text(path: &Path) -> Result<String> {
    let bytes = fs::read(path).map_err(Error::read(path))?;
    String::from_utf8(bytes).map_err(|error| Error::NotText {
        path: path.to_path_buf(),
        reason: "no UTF-8",
        offset: error.utf8_error().valid_up_to(),
    })
}

fn settings(args: &Check) -> Result<Settings> {
    let mut settings = Settings::default();
    if let Some(path) = &args.rules {
        settings
            .apply(&text(path)?)
            .map_err(|reason| Error::Format {
                path: path.clone(),
                reason,
            })?;
    }
    if !args.only.is_empty() {
        settings.only(&args.only);
    }
    for &rule in &args.skip {
        settings.set(rule, None);
    }
    for rule in Rule::ALL {
        if settings
            .severity(rule)
            .is_some_and(|severity| severity < args.severity)
        {
            settings.set(rule, None);
        }
    }
    Ok(settings)
}

fn explain(rule: Rule, terminal: &mut Terminal) -> io::Result<()> {
    let (ar, en) = rule.example();
    let name = terminal.styled(styles::STRONG, rule.name());
    let (ar, en) = (escaped(ar), escaped(en));
    writeln!(
        terminal.out(),
        "{name} ({})\n\n{}\n\nFor example:",
        rule.severity().name(),
        rule.about()
    )?;
    writeln!(terminal.out(), "  ar  {ar}\n  en  {en}")?;
    writeln!(
        terminal.out(),
        "\nSwitched off by --skip {rule}, or in a file for --rules:\n  [rules]\n  {rule} = \"off\"    # or note, warning, error\nA single pair is waived by a line of --write-waivers in a file for --waive."
    )
}

/// An example with what cannot be seen in it as escapes.
fn escaped(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars() {
        match is_invisible(c) || c.is_control() {
            true => shown.extend(c.escape_unicode()),
            false => shown.push(c),
        }
    }
    shown
}

/// A check that is under way.
struct Checking<'a> {
    args: &'a Check,
    /// How grave an empty side is.
    severity: Option<Severity>,
    checker: Checker,
    waivers: Waivers,
    batch: Vec<Entry>,
    /// By severity, the graver ones first.
    counts: BTreeMap<(Reverse<Severity>, Rule), u64>,
    waived: u64,
    pairs: u64,
    written: Vec<String>,
    sarif: sarif::Log,
}

impl Checking<'_> {
    /// Checks a file; tells whether something of it could not be read.
    fn file(&mut self, path: &PathBuf, terminal: &mut Terminal) -> Result<bool, Failure> {
        let options = ReadOptions {
            invert: self.args.invert,
            encoding: self.args.encoding.map(Into::into),
            tell_skipped: true,
            ..ReadOptions::new(stamp(None))
        };
        let opening = Opening {
            format: self.args.from,
            texts: Sides { ar: None, en: None },
            options: &options,
            spool: None,
        };
        let Some(mut source) = opening.one(path, &mut Vec::new())? else {
            return Ok(false);
        };
        let bar = terminal.spinner("checking");
        let mut dropped = 0;
        while let Some(item) = source.reader.next() {
            let summary = source.reader.summary();
            let (unit, now) = (summary.units, summary.forbidden_characters);
            let (number, line) = (unit, source.reader.line());
            let mut entry = Entry {
                line,
                unit: number,
                pair: Checked {
                    number: line.unwrap_or(number),
                    dropped: now - std::mem::replace(&mut dropped, now),
                    ..Checked::default()
                },
                missing: None,
            };
            match item {
                Ok(unit) => {
                    entry.pair.ar = unit.variants.ar.text;
                    entry.pair.en = unit.variants.en.text;
                    entry.pair.document =
                        unit.place.map_or_else(String::new, |place| place.document);
                }
                Err(fault) => {
                    let side = match fault.skipped {
                        Some(SkipReason::EmptyArabic) => Some(Side::Ar),
                        Some(SkipReason::EmptyEnglish) => Some(Side::En),
                        Some(SkipReason::BothEmpty) => Some(Side::Both),
                        Some(_) => None,
                        None => {
                            let summary = source.reader.summary();
                            if broken::is_reported(summary) {
                                bar.suspend(|| terminal.report(&fault.in_file(path)));
                            }
                            if broken::is_hopeless(summary) {
                                break;
                            }
                            continue;
                        }
                    };
                    entry.line = Some(fault.line);
                    entry.missing = Some((side, fault.reason));
                }
            }
            bar.inc(1);
            self.batch.push(entry);
            if self.batch.len() >= BATCH {
                self.flush(terminal)?;
            }
        }
        self.flush(terminal)?;
        bar.finish_and_clear();
        let summary = source.reader.summary();
        broken::note(path, summary, terminal)?;
        note_skipped(summary, terminal)?;
        Ok(summary.faults > 0)
    }

    /// Checks the units of a memory that are not rejected.
    fn memory(&mut self, path: &Path, terminal: &mut Terminal) -> Result<(), Failure> {
        let memory = Memory::open_read_only(path)?;
        let bar = terminal.spinner("checking");
        let filter = UnitFilter {
            status: Selected::Offered,
            document: match &self.args.document {
                Some(name) => Documents::Named(name.clone()),
                None => Documents::All,
            },
            ..UnitFilter::default()
        };
        memory.for_each_unit(&filter, |stored| {
            let unit = stored.unit;
            let number = stored.id.0.unsigned_abs();
            self.batch.push(Entry {
                line: None,
                unit: number,
                pair: Checked {
                    number,
                    ar: unit.variants.ar.text,
                    en: unit.variants.en.text,
                    document: unit.place.map_or_else(String::new, |place| place.document),
                    dropped: 0,
                },
                missing: None,
            });
            bar.inc(1);
            if self.batch.len() >= BATCH {
                // Nobody reads on where nothing can be written.
                self.flush(terminal)
                    .map_err(Error::write("standard output"))?;
            }
            Ok(())
        })?;
        bar.finish_and_clear();
        Ok(self.flush(terminal)?)
    }

    /// Checks the pairs that have come together, and prints what is found.
    fn flush(&mut self, terminal: &mut Terminal) -> io::Result<()> {
        let mut entries = std::mem::take(&mut self.batch);
        let pairs: Vec<Checked> = entries
            .iter_mut()
            .filter(|entry| entry.missing.is_none())
            .map(|entry| std::mem::take(&mut entry.pair))
            .collect();
        let mut found = self.checker.check(&pairs).into_iter();
        let mut pairs = pairs.into_iter();
        for mut entry in entries {
            self.pairs += 1;
            let findings = match &entry.missing {
                Some((side, reason)) => match (side, self.severity) {
                    (Some(side), Some(severity)) => vec![Finding {
                        rule: Rule::Empty,
                        severity,
                        side: *side,
                        span: None,
                        evidence: reason.clone(),
                    }],
                    _ => Vec::new(),
                },
                None => {
                    entry.pair = pairs.next().unwrap_or_default();
                    found.next().unwrap_or_default()
                }
            };
            for finding in findings {
                self.print(&entry, &finding, terminal)?;
            }
        }
        Ok(())
    }

    fn print(
        &mut self,
        entry: &Entry,
        finding: &Finding,
        terminal: &mut Terminal,
    ) -> io::Result<()> {
        let can_be_waived = entry.missing.is_none();
        let is_waived = can_be_waived && self.waivers.covers(finding.rule, &entry.pair);
        if can_be_waived && self.args.write_waivers.is_some() {
            self.written.push(Waivers::line(finding.rule, &entry.pair));
        }
        if is_waived {
            self.waived += 1;
            return Ok(());
        }
        *self
            .counts
            .entry((Reverse(finding.severity), finding.rule))
            .or_default() += 1;
        let span = characters(entry, finding);
        match self.args.format {
            FindingFormat::Json => terminal.json(&FindingJson {
                line: entry.line,
                unit: entry.unit,
                rule: finding.rule,
                severity: finding.severity,
                side: finding.side,
                span,
                evidence: &finding.evidence,
            }),
            FindingFormat::Sarif => {
                let place = sarif::Place {
                    file: self.args.file.as_deref(),
                    line: entry.line,
                    unit: entry.unit,
                    span,
                    digest: entry
                        .missing
                        .is_none()
                        .then(|| Waivers::line(finding.rule, &entry.pair)),
                };
                self.sarif.add(finding, &place, terminal.out())
            }
            FindingFormat::Text => {
                let place = match entry.line {
                    Some(line) => format!("line {line}"),
                    None => format!("unit {}", entry.unit),
                };
                let span = span.map_or_else(String::new, |[start, end]| format!(" {start}-{end}"));
                let side = match finding.side {
                    Side::Ar => "ar",
                    Side::En => "en",
                    Side::Both => "both",
                };
                let name = terminal.styled(styles::STRONG, finding.rule.name());
                let evidence = terminal.text(&finding.evidence).into_owned();
                writeln!(
                    terminal.out(),
                    "{place}: {} {name} {side}{span}: {evidence}",
                    finding.severity.name()
                )
            }
        }
    }

    fn write_waivers(&mut self, memory: &Path) -> Result<(), Failure> {
        let Some(path) = &self.args.write_waivers else {
            return Ok(());
        };
        self.written.sort_unstable();
        self.written.dedup();
        let file = self.args.file.as_deref();
        let inputs: Vec<&Path> = file.into_iter().chain([memory]).collect();
        let lines = &self.written;
        outfile::write(path, &inputs, |file| {
            let mut text = "# Findings that dhakira check leaves out with --waive: rule, hash of the two texts\n".to_owned();
            for line in lines {
                text += line;
                text.push('\n');
            }
            file.write_all(text.as_bytes())
                .map_err(Error::write(path))?;
            Ok(Verdict::Keep)
        })?;
        Ok(())
    }

    fn account(&self, terminal: &mut Terminal) -> io::Result<()> {
        for ((severity, rule), count) in &self.counts {
            terminal.note(&format!(
                "{:<8} {:<22} {count}",
                severity.0.name(),
                rule.name()
            ))?;
        }
        let total: u64 = self.counts.values().sum();
        let waived = match self.waived {
            0 => String::new(),
            waived => format!(", {waived} waived"),
        };
        terminal.note(&format!(
            "{} checked, {}{waived}",
            counted(self.pairs, "pair"),
            counted(total, "finding")
        ))
    }
}

fn note_skipped(summary: &ReadSummary, terminal: &mut Terminal) -> io::Result<()> {
    for (reason, count) in summary.skipped.iter() {
        let is_finding = matches!(
            reason,
            SkipReason::EmptyArabic | SkipReason::EmptyEnglish | SkipReason::BothEmpty
        );
        if !is_finding {
            terminal.note(&format!("{} {reason}, not checked", counted(count, "unit")))?;
        }
    }
    Ok(())
}

/// The place of a finding in characters of its side's text.
fn characters(entry: &Entry, finding: &Finding) -> Option<[usize; 2]> {
    let text = match finding.side {
        Side::Ar => &entry.pair.ar,
        Side::En => &entry.pair.en,
        Side::Both => return None,
    };
    let Range { start, end } = finding.span.clone()?;
    let before = text.get(..start)?.chars().count();
    Some([before, before + text.get(start..end)?.chars().count()])
}
