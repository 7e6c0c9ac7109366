//! `pretranslate`: the segments of a job file get the translations that the memory has.

use std::io::{self, Read, Write};
use std::path::Path;

use dhakira::exchange::{
    self, FillError, FillOptions, FillSummary, ReadOptions, Suggestion, Wanted,
};
use dhakira::lookup::{Finder, Options, Query};
use dhakira::memory::Memory;
use dhakira::{Error, Result};

use super::args::exchanging::Pretranslate;
use super::outfile::{self, Verdict};
use super::several;
use super::terminal::{Terminal, counted};
use super::{CommandResult, Outcome};

/// The bands of scores that translators count in, each with its lowest score.
const BANDS: [(&str, u8); 7] = [
    ("101", 101),
    ("100", 100),
    ("95–99", 95),
    ("85–94", 85),
    ("75–84", 75),
    ("50–74", 50),
    ("1–49", 1),
];

pub(super) fn run(args: &Pretranslate, memory: &Memory, terminal: &mut Terminal) -> CommandResult {
    let path = args.file.as_path();
    let input = open(path)?;
    let out = match args.in_place {
        true => Some(path),
        false => args.out.as_deref().filter(|out| *out != Path::new("-")),
    };
    let mut suggestions = Suggestions::new(args, memory);
    let filled = match out {
        Some(out) => {
            // In place, the old file stays until the new one is whole.
            let inputs = match args.in_place {
                true => vec![memory.path()],
                false => vec![path, memory.path()],
            };
            let mut filled = FillSummary::default();
            outfile::write(out, &inputs, |file| {
                filled = suggestions.fill(path, input, file, out)?;
                Ok(Verdict::Keep)
            })?;
            filled
        }
        None => {
            let out = Path::new("standard output");
            suggestions.fill(path, input, terminal.out(), out)?
        }
    };
    for fault in &filled.faults {
        terminal.report(&fault.clone().in_file(path));
    }
    if filled.broken > filled.faults.len() as u64 {
        let more = counted(filled.broken - filled.faults.len() as u64, "more fault");
        terminal.note(&format!("{}: {more} of the kind", path.display()))?;
    }
    let account = account(&filled);
    match out {
        Some(_) => terminal.out().write_all(account.as_bytes())?,
        None => {
            for line in account.lines() {
                terminal.note(line)?;
            }
        }
    }
    Ok(match (terminal.faults(), filled.scores.is_empty()) {
        (0, false) => Outcome::Done,
        (0, true) => Outcome::Nothing,
        _ => Outcome::Failed,
    })
}

fn open(path: &Path) -> Result<Box<dyn Read>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    Ok(Box::new(several::open(path)?))
}

/// What the memory has for the segments of a file, with a finder a language.
struct Suggestions<'a> {
    memory: &'a Memory,
    options: Options,
    finders: [Option<Finder<'a>>; 2],
}

impl<'a> Suggestions<'a> {
    fn new(args: &Pretranslate, memory: &'a Memory) -> Self {
        Self {
            memory,
            options: Options {
                min: args.min,
                limit: args.limit,
                fuzzy: true,
                shortcuts: true,
            },
            finders: [None, None],
        }
    }

    /// Copies the file at `path` to `output`, which is called `out`, with translations.
    fn fill(
        &mut self,
        path: &Path,
        input: impl Read,
        output: impl Write,
        out: &Path,
    ) -> Result<FillSummary> {
        let options = FillOptions {
            limit: ReadOptions::LIMIT,
        };
        exchange::fill(input, output, &options, |wanted| self.find(wanted)).map_err(|error| {
            match error {
                FillError::Input(fault) => fault.in_file(path),
                FillError::Output(source) => Error::write(out)(source),
                FillError::Find(error) => error,
            }
        })
    }

    fn find(&mut self, wanted: &Wanted<'_>) -> Result<Vec<Suggestion>> {
        let Wanted {
            from,
            text,
            previous,
            next,
        } = *wanted;
        let slot = &mut self.finders[from as usize];
        let finder = match slot {
            Some(finder) => finder,
            None => slot.insert(Finder::new(self.memory, from, self.options)?),
        };
        let matches = finder.find(&Query {
            text,
            previous,
            next,
        })?;
        let suggestions = matches.into_iter().map(|found| {
            let points: u8 = found.penalties.iter().map(|penalty| penalty.points).sum();
            let place = found.stored.unit.place.as_ref();
            Suggestion {
                source: found.source(from).to_owned(),
                target: found.target(from).to_owned(),
                fitted: found.corrected(text.trim(), from).map(|fitted| fitted.text),
                score: found.score,
                similarity: found.score.saturating_add(points),
                origin: place.map_or_else(|| "dhakira".to_owned(), |place| place.document.clone()),
            }
        });
        Ok(suggestions.collect())
    }
}

/// Says how many segments there are, and in which band of scores the best match of each lies.
fn account(filled: &FillSummary) -> String {
    let mut rows = vec![
        ("segments", filled.segments.to_string()),
        ("already", format!("{} translated", filled.done)),
    ];
    for (what, count) in [
        ("locked", filled.locked),
        ("blank", filled.blank),
        ("others", filled.other_languages),
    ] {
        if count > 0 {
            let why = match what {
                "locked" => " not to be translated",
                "blank" => " without text",
                _ => " in other languages",
            };
            rows.push((what, format!("{count}{why}")));
        }
    }
    let mut below = 102;
    for (band, from) in BANDS {
        let count: u64 = filled
            .scores
            .range(from..below)
            .map(|(_, count)| count)
            .sum();
        below = from;
        if count > 0 || from >= 50 {
            rows.push((band, count.to_string()));
        }
    }
    rows.push(("none", filled.unmatched.to_string()));
    if filled.alternatives_only > 0 {
        let rest = "as alternatives only, because codes stand inside";
        rows.push(("codes", format!("{} {rest}", filled.alternatives_only)));
    }
    let line = |(label, value): (&str, String)| format!("{label:<10} {value}\n");
    rows.into_iter().map(line).collect()
}
