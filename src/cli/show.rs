//! `show`: all that is known of units.

use std::io::{self, Write as _};

use dhakira::bitext::{InlineEvent, Stamp};
use dhakira::memory::{Memory, StoredUnit};

use super::args::Format;
use super::args::keeping::Show;
use super::json::UnitJson;
use super::terminal::{Terminal, counted, styles};
use super::{CommandResult, Outcome, ids};

pub(super) fn run(args: &Show, memory: &Memory, terminal: &mut Terminal) -> CommandResult {
    for (index, id) in ids::read(&args.ids)?.enumerate() {
        let stored = memory.unit(id)?;
        match args.format {
            Format::Json => terminal.json(&UnitJson::new(&stored))?,
            Format::Text => {
                if index > 0 {
                    writeln!(terminal.out())?;
                }
                print(&stored, terminal)?;
            }
        }
    }
    Ok(Outcome::Done)
}

fn print(stored: &StoredUnit, terminal: &mut Terminal) -> io::Result<()> {
    let unit = &stored.unit;
    let stamp = |stamp: &Stamp| match &stamp.by {
        Some(by) => format!("{} by {}", stamp.at, terminal.text(by)),
        None => stamp.at.to_string(),
    };
    let share = |share: f64| format!("{share:.2}");
    let mut rows: Vec<(&str, String)> = vec![
        ("unit", stored.id.to_string()),
        (
            "Arabic",
            format!(
                "{} ({})",
                terminal.text(&unit.variants.ar.text),
                unit.variants.ar.tag
            ),
        ),
        (
            "English",
            format!(
                "{} ({})",
                terminal.text(&unit.variants.en.text),
                unit.variants.en.tag
            ),
        ),
        ("status", unit.status.to_string()),
        ("origin", unit.origin.to_string()),
    ];
    if let Some(place) = &unit.place {
        let position = place
            .position
            .map_or_else(String::new, |position| format!(", position {position}"));
        rows.push((
            "document",
            format!("{}{position}", terminal.text(&place.document)),
        ));
    }
    rows.extend(unit.bead.map(|bead| ("bead", bead.to_string())));
    rows.extend(
        unit.confidence
            .map(|confidence| ("confidence", share(confidence))),
    );
    rows.extend(
        unit.similarity
            .map(|similarity| ("similarity", share(similarity))),
    );
    rows.push(("created", stamp(&unit.created)));
    rows.extend(
        unit.changed
            .as_ref()
            .map(|changed| ("changed", stamp(changed))),
    );
    let last = unit
        .last_used
        .map_or_else(String::new, |at| format!(", last {at}"));
    rows.push((
        "used",
        format!("{}{last}", counted(u64::from(unit.use_count), "time")),
    ));
    rows.extend(
        unit.tuid
            .as_ref()
            .map(|tuid| ("tuid", terminal.text(tuid).into_owned())),
    );
    for (variant, side) in [
        (&unit.variants.ar, "Arabic"),
        (&unit.variants.en, "English"),
    ] {
        let elements = variant
            .codes
            .iter()
            .filter(|code| matches!(code.event, InlineEvent::Open(_)))
            .count();
        if elements > 0 {
            let codes = counted(elements as u64, "inline code");
            rows.push(("markup", format!("{codes} in the {side}")));
        }
    }
    rows.extend(
        unit.notes
            .iter()
            .map(|note| ("note", terminal.text(note).into_owned())),
    );
    for property in &unit.properties {
        rows.push((
            "property",
            format!(
                "{} = {}",
                terminal.text(&property.kind),
                terminal.text(&property.value)
            ),
        ));
    }
    for (name, value) in rows {
        let name = terminal.styled(styles::STRONG, &format!("{name:<12}"));
        writeln!(terminal.out(), "{name}{value}")?;
    }
    Ok(())
}
