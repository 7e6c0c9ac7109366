//! `lookup`: matches for a text; [`super::batch`] has those for a file of texts, [`super::prompt`] those for a person who asks on.

use std::io::{self, IsTerminal as _, Write};
use std::ops::Range;

use anstyle::Style;

use dhakira::Result;
use dhakira::bitext::Lang;
use dhakira::lookup::difference::difference;
use dhakira::lookup::spelling::Spelling;
use dhakira::lookup::{Finder, Match, MatchKind, Options, Query};
use dhakira::memory::Memory;
use dhakira::text::script;

use super::args::{Lookup, PairFormat};
use super::json::AnswerJson;
use super::terminal::{Look, Terminal, styles};
use super::{CommandResult, Outcome, batch, prompt};

pub(super) fn run(args: &Lookup, memory: Memory, terminal: &mut Terminal) -> CommandResult {
    let found = match &args.text {
        Some(text) => {
            let answer = Session::new(args, &memory).find(text)?;
            let look = terminal.look();
            answer.write(text, args.format, look, terminal.out())?;
            !answer.matches.is_empty()
        }
        None => {
            let is_person = io::stdin().is_terminal() && io::stdout().is_terminal();
            if is_person && args.format == PairFormat::Text {
                return prompt::run(args, &memory, terminal);
            }
            batch::run(args, memory, terminal)?
        }
    };
    if terminal.faults() > 0 {
        return Ok(Outcome::Failed);
    }
    if found {
        return Ok(Outcome::Done);
    }
    if args.format == PairFormat::Text {
        terminal.note(&nothing(args))?;
    }
    Ok(Outcome::Nothing)
}

/// What is said where there is no match.
pub(super) fn nothing(args: &Lookup) -> String {
    match args.exact {
        true => "no match of the same text".to_owned(),
        false => format!("no match of {} or more", args.min),
    }
}

/// A run of queries against one memory, with a finder a language.
pub(super) struct Session<'a> {
    args: &'a Lookup,
    memory: &'a Memory,
    finders: [Option<Finder<'a>>; 2],
}

/// The answer to a query.
pub(super) struct Answer {
    /// The language of the query.
    pub(super) from: Lang,
    /// The matches, best first.
    pub(super) matches: Vec<Match>,
}

impl<'a> Session<'a> {
    pub(super) fn new(args: &'a Lookup, memory: &'a Memory) -> Self {
        Self {
            args,
            memory,
            finders: [None, None],
        }
    }

    /// Looks a text up.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub(super) fn find(&mut self, text: &str) -> Result<Answer> {
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
        Ok(Answer { from, matches })
    }
}

impl Answer {
    /// Writes the matches for `query` in a format.
    pub(super) fn write(
        &self,
        query: &str,
        format: PairFormat,
        look: Look,
        out: &mut impl Write,
    ) -> io::Result<()> {
        match format {
            PairFormat::Json => {
                serde_json::to_writer(
                    &mut *out,
                    &AnswerJson::new(query, &self.matches, self.from),
                )?;
                out.write_all(b"\n")
            }
            PairFormat::Tsv => {
                for found in &self.matches {
                    out.write_all(row(found, query, self.from, look).as_bytes())?;
                }
                Ok(())
            }
            PairFormat::Text => {
                for found in &self.matches {
                    write_match(found, query, self.from, look, out)?;
                }
                Ok(())
            }
        }
    }
}

/// A match as a row of tab-separated values.
fn row(found: &Match, query: &str, from: Lang, look: Look) -> String {
    let unit = &found.stored.unit;
    look.row(&[
        query,
        &found.score.to_string(),
        found.kind.name(),
        found.source(from),
        found.target(from),
        unit.status.name(),
        unit.place.as_ref().map_or("", |place| &place.document),
        &found.stored.id.to_string(),
    ])
}

/// Writes a match for people: what it is, the two texts with what differs, the translation, and that with its numbers put right.
pub(super) fn write_match(
    found: &Match,
    query: &str,
    from: Lang,
    look: Look,
    out: &mut impl Write,
) -> io::Result<()> {
    let unit = &found.stored.unit;
    let score = look.styled(
        styles::STRONG,
        &format!("{:>3} {}", found.score, found.kind.name()),
    );
    let mut about = format!("unit {}, {}", found.stored.id, unit.status);
    if let Some(place) = &unit.place {
        about += &format!(", {}", look.text(&place.document));
    }
    for penalty in &found.penalties {
        about += &format!(", −{} {}", penalty.points, penalty.name);
    }
    let spellings: Vec<&str> = found
        .spellings(query, from)
        .into_iter()
        .map(Spelling::name)
        .collect();
    if !spellings.is_empty() {
        about += &format!("; differs in: {}", spellings.join(", "));
    }
    let about = look.styled(styles::FAINT, &about);
    writeln!(out, "{score}  {about}")?;
    let source = found.source(from);
    if found.kind == MatchKind::Fuzzy || found.kind == MatchKind::Spelling {
        let difference = difference(query, source, from);
        let asked = marked(query, &difference.query, ("{+", "+}"), styles::MORE, look);
        let there = marked(source, &difference.source, ("[-", "-]"), styles::LESS, look);
        writeln!(out, "    {asked}\n    {there}")?;
    }
    writeln!(out, "    {}", look.text(found.target(from)))?;
    if let Some(corrected) = found.corrected(query, from) {
        let said = look.styled(styles::FAINT, "(numbers put right)");
        let brackets = ("{+", "+}");
        let text = marked(
            &corrected.text,
            &corrected.spans,
            brackets,
            styles::MORE,
            look,
        );
        writeln!(out, "  ≈ {text}  {said}")?;
    }
    Ok(())
}

/// Ranges of a text with the look they get.
pub(super) struct Marking<'a> {
    /// Byte ranges, ascending; no two of a text overlap.
    pub(super) ranges: &'a [Range<usize>],
    /// What is set around them where there are no colors.
    pub(super) brackets: (&'a str, &'a str),
    /// Their style where there are colors.
    pub(super) style: Style,
}

/// A text in which some ranges are colored, or set in brackets where there are no colors.
fn marked(
    text: &str,
    ranges: &[Range<usize>],
    brackets: (&str, &str),
    style: Style,
    look: Look,
) -> String {
    let marking = Marking {
        ranges,
        brackets,
        style,
    };
    marked_each(text, &[marking], look)
}

/// A text in which ranges of several kinds are colored, or set in brackets where there are no colors.
pub(super) fn marked_each(text: &str, markings: &[Marking<'_>], look: Look) -> String {
    let mut ranges: Vec<(&Range<usize>, &Marking<'_>)> = markings
        .iter()
        .flat_map(|marking| marking.ranges.iter().map(move |range| (range, marking)))
        .collect();
    ranges.sort_by_key(|(range, _)| range.start);
    let mut parts = String::with_capacity(text.len() + 16 * ranges.len());
    let mut at = 0;
    for (range, marking) in ranges {
        parts += &look.part(&text[at..range.start]);
        let inside = look.part(&text[range.clone()]);
        let (open, close) = marking.brackets;
        parts += &match look.has_colors() {
            true => look.styled(marking.style, &inside),
            false => format!("{open}{inside}{close}"),
        };
        at = range.end;
    }
    parts += &look.part(&text[at..]);
    look.isolate(parts)
}
