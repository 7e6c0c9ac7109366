//! `search`: words in their context, on both sides.

use std::io::Write as _;

use dhakira::bitext::Lang;
use dhakira::lookup::concordance::{self, Hit, Terms};
use dhakira::memory::Memory;

use super::args::{PairFormat, Search};
use super::json::HitJson;
use super::lookup::{Marking, marked_each};
use super::terminal::{Look, Terminal, counted, styles};
use super::{CommandResult, Outcome};

pub(super) fn run(args: &Search, memory: &Memory, terminal: &mut Terminal) -> CommandResult {
    let mut terms = Terms::parse(&args.words.join(" "));
    if args.stem {
        terms = terms.by_stem();
    }
    // One more than is shown tells whether there are more.
    let wanted = args.limit.saturating_add(1);
    let mut hits = concordance::search(memory, &terms, args.lang.map(Into::into), wanted)?;
    let has_more = hits.len() > args.limit;
    hits.truncate(args.limit);
    for hit in &hits {
        match args.format {
            PairFormat::Json => terminal.json(&HitJson::new(hit))?,
            PairFormat::Tsv => {
                let row = row(hit, terminal.look());
                terminal.out().write_all(row.as_bytes())?;
            }
            PairFormat::Text => print(hit, terminal)?,
        }
    }
    if has_more {
        let hits = counted(args.limit as u64, "hit");
        terminal.note(&format!("{hits} shown, there are more; --limit shows them"))?;
    }
    if hits.is_empty() && args.format == PairFormat::Text {
        terminal.note("no hit")?;
    }
    Ok(if hits.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

/// A hit as a row of tab-separated values.
fn row(hit: &Hit, look: Look) -> String {
    let unit = &hit.stored.unit;
    look.row(&[
        &hit.stored.id.to_string(),
        unit.text(Lang::Ar),
        unit.text(Lang::En),
        unit.place.as_ref().map_or("", |place| &place.document),
    ])
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
        let markings = [
            Marking {
                ranges: hit.spans.get(lang),
                brackets: ("[", "]"),
                style: styles::HIT,
            },
            Marking {
                ranges: hit.counterparts.get(lang),
                brackets: ("‹", "›"),
                style: styles::COUNTERPART,
            },
        ];
        let line = marked_each(unit.text(lang), &markings, terminal.look());
        writeln!(terminal.out(), "    {line}")?;
    }
    Ok(())
}
