//! `search`: words in their context, on both sides.

use std::io::Write as _;
use std::ops::Range;

use dhakira::bitext::Lang;
use dhakira::lookup::concordance::{self, Hit, Terms};
use dhakira::memory::Memory;

use super::args::{Format, Search};
use super::json::HitJson;
use super::lookup::marked;
use super::terminal::{Terminal, styles};
use super::{CommandResult, Outcome};

pub(super) fn run(args: &Search, memory: &Memory, terminal: &mut Terminal) -> CommandResult {
    let terms = Terms::parse(&args.words.join(" "));
    let hits = concordance::search(memory, &terms, args.lang.map(Into::into), args.limit)?;
    for hit in &hits {
        match args.format {
            Format::Json => terminal.json(&HitJson::new(hit))?,
            Format::Text => print(hit, terminal)?,
        }
    }
    if hits.len() == args.limit {
        terminal.note(&format!(
            "the first {} hits; --limit shows more",
            args.limit
        ));
    }
    Ok(if hits.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

fn print(hit: &Hit, terminal: &mut Terminal) -> std::io::Result<()> {
    let unit = &hit.stored.unit;
    let mut about = format!("unit {}, {}", hit.stored.id, unit.status);
    if let Some(place) = &unit.place {
        about += &format!(", {}", terminal.text(&place.document));
    }
    let about = terminal.styled(styles::FAINT, &about);
    writeln!(terminal.out(), "{about}")?;
    for lang in [Lang::Ar, Lang::En] {
        let spans: &[Range<usize>] = hit.spans.get(lang);
        let line = marked(unit.text(lang), spans, ("[", "]"), styles::HIT, terminal);
        writeln!(terminal.out(), "    {line}")?;
    }
    Ok(())
}
