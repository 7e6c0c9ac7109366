//! `split`: the sentences of files, and why they end where they do.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use dhakira::bitext::Line;
use dhakira::split::{self, Decision};

use super::args::{Format, Pages, Split};
use super::json::SentenceJson;
use super::pages::{Tagged, split_options};
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
    let options = split_options(&args.pages);
    for path in files {
        let page = match Tagged::read(path, args.lang.map(Into::into), &args.pages) {
            Ok(page) => page,
            // Splitting nothing gives nothing; that is no error in a pipe.
            Err(dhakira::Error::Empty { .. }) if path == &stdin[0] => continue,
            Err(error) => {
                terminal.report(&error);
                continue;
            }
        };
        page.remark(path, terminal)?;
        if args.explain {
            explain(&page, &args.pages, terminal)?;
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
    Ok(if terminal.faults() > 0 {
        Outcome::Failed
    } else {
        Outcome::Done
    })
}

/// Prints each line's furniture, or each of its candidates with the rule that decided.
fn explain(page: &Tagged, args: &Pages, terminal: &mut Terminal) -> std::io::Result<()> {
    let keep = args.keep_boilerplate;
    for (line, tag) in page.article.lines.iter().zip(&page.tags) {
        if let Some(tag) = tag {
            let text = terminal.text(&line.text).into_owned();
            let fate = if keep { "kept" } else { "left out" };
            writeln!(
                terminal.out(),
                "{}\t{fate}\t{} ({})\t{text}",
                line.number,
                tag.kind,
                tag.rule
            )?;
            if !keep {
                continue;
            }
        }
        let mut decisions = split::decisions(&line.text, page.lang);
        if let Some(longest) = args.longest {
            let spans = split::spans(&line.text, page.lang);
            decisions.extend(split::longest::cuts(&line.text, &spans, longest));
            decisions.sort_by_key(|decision| decision.at);
        }
        for decision in decisions {
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
fn context(line: &Line, decision: &Decision, terminal: &Terminal) -> String {
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
    terminal.isolate(parts)
}
