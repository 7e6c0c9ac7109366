//! `lookup`: matches for a text, or for each line of standard input.

use std::borrow::Cow;
use std::io::{self, BufRead as _, Write as _};
use std::ops::Range;

use anstyle::Style;

use dhakira::Error;
use dhakira::bitext::Lang;
use dhakira::lookup::difference::difference;
use dhakira::lookup::{Finder, Match, MatchKind, Options, Query};
use dhakira::memory::Memory;
use dhakira::text::script;

use super::args::{Format, Lookup};
use super::json::AnswerJson;
use super::terminal::{Terminal, styles};
use super::{CommandResult, Failure, Outcome};

pub(super) fn run(args: &Lookup, memory: &Memory, terminal: &mut Terminal) -> CommandResult {
    let mut session = Session {
        args,
        memory,
        finders: [None, None],
        found: false,
    };
    match &args.text {
        Some(text) => session.answer(text, terminal)?,
        None => {
            let mut line = Vec::new();
            let mut input = io::stdin().lock();
            for number in 1.. {
                line.clear();
                if input
                    .read_until(b'\n', &mut line)
                    .map_err(Error::read("standard input"))?
                    == 0
                {
                    break;
                }
                let text = String::from_utf8_lossy(&line);
                if matches!(text, Cow::Owned(_)) {
                    let (path, reason) =
                        ("standard input".into(), "this line is not UTF-8".to_owned());
                    terminal.report(&Error::Input {
                        path,
                        line: number,
                        reason,
                    });
                }
                session.answer(text.trim_end_matches(['\n', '\r']), terminal)?;
            }
        }
    }
    if terminal.faults() > 0 {
        return Ok(Outcome::Failed);
    }
    if session.found {
        return Ok(Outcome::Done);
    }
    if args.format == Format::Text {
        match args.exact {
            true => terminal.note("no match of the same text")?,
            false => terminal.note(&format!("no match of {} or more", args.min))?,
        }
    }
    Ok(Outcome::Nothing)
}

/// A run of queries against one memory, with a finder a language.
struct Session<'a> {
    args: &'a Lookup,
    memory: &'a Memory,
    finders: [Option<Finder<'a>>; 2],
    found: bool,
}

impl Session<'_> {
    fn answer(&mut self, text: &str, terminal: &mut Terminal) -> Result<(), Failure> {
        let from = self
            .args
            .from
            .map(Into::into)
            .or_else(|| script::guess(text))
            .unwrap_or(Lang::Ar);
        let options = Options {
            min: self.args.min,
            limit: self.args.limit,
            fuzzy: !self.args.exact,
            shortcuts: !self.args.exhaustive,
        };
        let slot = &mut self.finders[from as usize];
        let finder = match slot {
            Some(finder) => finder,
            None => slot.insert(Finder::new(self.memory, from, options)?),
        };
        let query = Query {
            text,
            previous: self.args.previous.as_deref(),
            next: self.args.next.as_deref(),
        };
        let matches = finder.find(&query)?;
        self.found |= !matches.is_empty();
        match self.args.format {
            Format::Json => terminal.json(&AnswerJson::new(text, &matches, from))?,
            Format::Text => {
                let is_batch = self.args.text.is_none();
                if is_batch && !text.trim().is_empty() {
                    let line = terminal.styled(styles::STRONG, &terminal.text(text));
                    writeln!(terminal.out(), "{line}")?;
                }
                for found in &matches {
                    print(found, text, from, terminal)?;
                }
            }
        }
        Ok(())
    }
}

/// A match for people: what it is, the two texts with what differs, the translation.
fn print(found: &Match, query: &str, from: Lang, terminal: &mut Terminal) -> io::Result<()> {
    let unit = &found.stored.unit;
    let score = terminal.styled(
        styles::STRONG,
        &format!("{:>3} {}", found.score, found.kind.name()),
    );
    let mut about = format!("unit {}, {}", found.stored.id, unit.status);
    if let Some(place) = &unit.place {
        about += &format!(", {}", terminal.text(&place.document));
    }
    for penalty in &found.penalties {
        about += &format!(", −{} {}", penalty.points, penalty.name);
    }
    let about = terminal.styled(styles::FAINT, &about);
    writeln!(terminal.out(), "{score}  {about}")?;
    let source = found.source(from);
    if found.kind == MatchKind::Fuzzy || found.kind == MatchKind::Spelling {
        let difference = difference(query, source, from);
        let asked = marked(
            query,
            &difference.query,
            ("{+", "+}"),
            styles::MORE,
            terminal,
        );
        let there = marked(
            source,
            &difference.source,
            ("[-", "-]"),
            styles::LESS,
            terminal,
        );
        writeln!(terminal.out(), "    {asked}\n    {there}")?;
    }
    let target = terminal.text(found.target(from)).into_owned();
    writeln!(terminal.out(), "    {target}")
}

/// A text in which some ranges are colored, or set in brackets where there are no colors.
pub(super) fn marked(
    text: &str,
    ranges: &[Range<usize>],
    brackets: (&str, &str),
    style: Style,
    terminal: &Terminal,
) -> String {
    let mut parts = String::with_capacity(text.len() + 16 * ranges.len());
    let mut at = 0;
    for range in ranges {
        parts += &terminal.part(&text[at..range.start]);
        let inside = terminal.part(&text[range.clone()]);
        parts += &match terminal.has_colors() {
            true => terminal.styled(style, &inside),
            false => format!("{}{inside}{}", brackets.0, brackets.1),
        };
        at = range.end;
    }
    parts += &terminal.part(&text[at..]);
    terminal.isolate(parts)
}
