//! `stats`: what the memory amounts to.

use std::io::Write as _;

use dhakira::memory::{Memory, UnitFilter};
use dhakira::report::{Counter, SideStatistics, Statistics};
use dhakira::text;

use super::args::{Format, Stats};
use super::terminal::{Terminal, counted, styles};
use super::{CommandResult, Outcome};

pub(super) fn run(args: &Stats, memory: &Memory, terminal: &mut Terminal) -> CommandResult {
    let bar = terminal.spinner("counting");
    let mut counter = Counter::default();
    memory.for_each_unit(&UnitFilter::default(), |stored| {
        bar.inc(1);
        counter.add(&stored.unit);
        Ok(())
    })?;
    bar.finish_and_clear();
    let signature = format!(
        "dhakira:{}|forms:{}|units:all",
        env!("CARGO_PKG_VERSION"),
        text::FORMS_VERSION
    );
    let mut statistics = counter.finish(signature);
    if !args.documents {
        statistics.by_document.clear();
    }
    match args.format {
        Format::Json => terminal.json(&statistics)?,
        Format::Text => print(&statistics, terminal)?,
    }
    Ok(Outcome::Done)
}

fn print(statistics: &Statistics, terminal: &mut Terminal) -> std::io::Result<()> {
    let counts = |pairs: &mut dyn Iterator<Item = (String, u64)>| {
        pairs
            .map(|(name, count)| format!("{name} {count}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let named = |map: &std::collections::BTreeMap<&'static str, u64>| {
        counts(&mut map.iter().map(|(name, n)| ((*name).to_owned(), *n)))
    };
    let mut beads: Vec<(String, u64)> = statistics
        .beads
        .iter()
        .map(|(kind, n)| (kind.clone(), *n))
        .collect();
    beads.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut rows = vec![
        ("documents", statistics.documents.to_string()),
        ("units", statistics.units.to_string()),
        ("status", named(&statistics.status)),
        ("origin", named(&statistics.origin)),
        ("beads", counts(&mut beads.into_iter())),
        ("duplicates", statistics.duplicates.to_string()),
        (
            "ambiguous",
            format!(
                "{} with several translations",
                counted(statistics.ambiguous, "Arabic text")
            ),
        ),
        (
            "doubtful",
            format!(
                "{} of a confidence below {}",
                counted(statistics.doubtful, "unit"),
                dhakira::report::DOUBTFUL
            ),
        ),
    ];
    rows.retain(|(_, value)| !value.is_empty());
    for (name, value) in rows {
        let name = terminal.styled(styles::STRONG, &format!("{name:<12}"));
        writeln!(terminal.out(), "{name}{value}")?;
    }
    writeln!(terminal.out())?;
    let head = terminal.styled(
        styles::STRONG,
        &format!("{:<24}{:>12}{:>12}", "", "Arabic", "English"),
    );
    writeln!(terminal.out(), "{head}")?;
    let side = |name: &str, value: fn(&SideStatistics) -> String| {
        format!(
            "{name:<24}{:>12}{:>12}",
            value(&statistics.ar),
            value(&statistics.en)
        )
    };
    for line in [
        side("words", |side| side.words.to_string()),
        side("types", |side| side.types.to_string()),
        side("characters", |side| side.characters.to_string()),
        side("words a unit, median", |side| {
            side.words_per_unit.median.to_string()
        }),
        side("words a unit, mean", |side| {
            format!("{:.2}", side.words_per_unit.mean)
        }),
        side("words a unit, longest", |side| {
            side.words_per_unit.max.to_string()
        }),
    ] {
        writeln!(terminal.out(), "{line}")?;
    }
    writeln!(
        terminal.out(),
        "\n{:.3} English characters for each Arabic one",
        statistics.length_ratio
    )?;
    if !statistics.by_document.is_empty() {
        writeln!(
            terminal.out(),
            "\n{:>7} {:>9} {:>9} {:>6}  document",
            "units",
            "ar words",
            "en words",
            "conf."
        )?;
    }
    for document in &statistics.by_document {
        let confidence = document
            .confidence
            .map_or_else(|| "–".to_owned(), |confidence| format!("{confidence:.2}"));
        let name = if document.name.is_empty() {
            "(none)".into()
        } else {
            terminal.text(&document.name)
        }
        .into_owned();
        let line = format!(
            "{:>7} {:>9} {:>9} {confidence:>6}  {name}",
            document.units, document.ar_words, document.en_words
        );
        writeln!(terminal.out(), "{line}")?;
    }
    writeln!(terminal.out(), "\n{}", statistics.signature)
}
