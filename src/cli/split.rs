//! `split`: the sentences of files, and why they end where they do.

use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::Range;
use std::path::PathBuf;

use dhakira::bitext::Line;
use dhakira::clean::Recurring;
use dhakira::split::{Decision, Options};

use super::args::{Format, Split};
use super::json::SentenceJson;
use super::pages::{self, Tagged, language, split_options};
use super::rules::{Rules, check_standard_input};
use super::terminal::{Terminal, styles};
use super::{CommandResult, Outcome};

/// How many characters of context are shown before a place where a sentence may end, and after it.
const CONTEXT: usize = 24;

pub(super) fn run(args: &Split, terminal: &mut Terminal) -> CommandResult {
    let stdin = [PathBuf::from("-")];
    let files = if args.files.is_empty() {
        &stdin[..]
    } else {
        &args.files
    };
    check_standard_input(args.pages.srx.as_deref(), files)?;
    let mut rules = Rules::read(args.pages.srx.as_deref())?;
    let options = split_options(&args.pages, &rules);
    // What recurs over the files is known when all are read.
    let mut recurring = Recurring::default();
    let mut read = Vec::new();
    for path in files {
        let page = match pages::page(path, &args.pages) {
            Ok(page) => page,
            // Splitting nothing gives nothing; that is no error in a pipe.
            Err(dhakira::Error::Empty { .. }) if path == &stdin[0] => continue,
            Err(error) => {
                terminal.report(&error);
                continue;
            }
        };
        let lang = args
            .lang
            .map_or_else(|| language(&page.article), Into::into);
        recurring.add(&page.article, lang);
        read.push((path, page, lang));
    }
    for (path, page, lang) in read {
        let page = Tagged::of(page, lang, &recurring);
        page.remark(path, terminal)?;
        rules.tell(page.lang, terminal)?;
        if args.explain {
            explain(&page, args.pages.keep_boilerplate, &options, terminal)?;
            continue;
        }
        for segment in page.segments(&options) {
            match args.format {
                Format::Text => {
                    let text = terminal.text(&segment.text).into_owned();
                    writeln!(terminal.out(), "{text}")?;
                }
                Format::Json => {
                    let file = (files.len() > 1).then(|| path.to_string_lossy());
                    terminal.json(&SentenceJson::new(&segment, page.lang, file.as_deref()))?;
                }
            }
        }
    }
    rules.tell_overruns(terminal)?;
    Ok(if terminal.faults() > 0 {
        Outcome::Failed
    } else {
        Outcome::Done
    })
}

/// Prints what the page says of itself, then each line's furniture, or each of its candidates with the rule that decided.
fn explain(
    page: &Tagged,
    keep: bool,
    options: &Options,
    terminal: &mut Terminal,
) -> std::io::Result<()> {
    for (name, said) in page.article.about.iter() {
        let text = terminal.text(&said.text).into_owned();
        let Range { start, end } = said.span;
        writeln!(terminal.out(), "{start}-{end}\tpage says\t{name}\t{text}")?;
    }
    for (line, tag) in page.article.lines.iter().zip(&page.tags) {
        if let Some(tag) = tag {
            let text = terminal.text(&line.text).into_owned();
            let kept = keep || tag.kind.is_text();
            let fate = if kept { "kept" } else { "left out" };
            writeln!(
                terminal.out(),
                "{}\t{fate}\t{} ({})\t{text}",
                line.number,
                tag.kind,
                tag.rule
            )?;
            if !kept {
                continue;
            }
        }
        for decision in options.decisions(&line.text, page.lang) {
            let verdict = if decision.breaks {
                terminal.styled(styles::MORE, "break")
            } else {
                "no break".to_owned()
            };
            let context = context(line, &decision, terminal);
            let at = line.origin.locate(decision.at);
            writeln!(
                terminal.out(),
                "{}:{at}\t{verdict}\t{}\t{context}",
                line.number,
                decision.rule
            )?;
        }
    }
    Ok(())
}

/// The text around a decision, with a bar where it was made.
fn context(line: &Line, decision: &Decision<'_>, terminal: &Terminal) -> String {
    let (before, after) = line.text.split_at(decision.at);
    let start = before
        .char_indices()
        .rev()
        .nth(CONTEXT)
        .map_or(0, |(at, _)| at);
    let end = after
        .char_indices()
        .nth(CONTEXT)
        .map_or(after.len(), |(at, _)| at);
    let mut parts = String::new();
    let _ = write!(
        parts,
        "{}|{}",
        terminal.part(&before[start..]),
        terminal.part(&after[..end])
    );
    terminal.look().isolate(parts)
}
