//! `align --against`: finds the gold of each pair, scores what was found, and prints the score.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use dhakira::Error;
use dhakira::align::gold::{self, Ratios, Score};
use dhakira::bitext::{Bead, Bitext};

use super::args::BeadFormat;
use super::json::ScoreJson;
use super::pins;
use super::terminal::{Terminal, styles};

/// The endings of gold files, the one that is taken first in front.
const ENDINGS: [&str; 3] = ["gold", "beads", "ladder"];

/// Returns the gold file of the pair `name` in `folder`.
pub(super) fn find(folder: &Path, name: &str) -> dhakira::Result<PathBuf> {
    ENDINGS
        .iter()
        .map(|ending| folder.join(format!("{name}.{ending}")))
        .find(|path| path.is_file())
        .ok_or_else(|| Error::Format {
            path: folder.to_path_buf(),
            reason: format!(
                "no gold for {name}: expected {name}.gold, {name}.beads or {name}.ladder"
            ),
        })
}

/// Adds the beads that were found in `bitext` to the score, against the gold in `path`.
///
/// Gold of another splitting is refused, as far as it shows: its score would mean nothing.
pub(super) fn add(
    score: &mut Score,
    path: &Path,
    bitext: &Bitext,
    beads: &[Bead],
) -> dhakira::Result<()> {
    let listed = pins::listed(path)?;
    if let Some(bad) = listed.beyond(bitext) {
        return Err(pins::at(path)(bad));
    }
    let gold = gold::of_listed(listed).map_err(pins::at(path))?;
    if gold.is_empty() {
        return Err(Error::Empty {
            path: path.to_path_buf(),
        });
    }
    score.add(beads, &gold);
    Ok(())
}

/// Prints the score, as an object if `format` is JSON.
pub(super) fn print(score: &Score, format: BeadFormat, terminal: &mut Terminal) -> io::Result<()> {
    if format == BeadFormat::Json {
        return terminal.json(&ScoreJson::new(score));
    }
    let ratios = |name: &str, ratios: Ratios| {
        format!(
            "{name} P {:.1} R {:.1} F1 {:.1}",
            100.0 * ratios.precision,
            100.0 * ratios.recall,
            100.0 * ratios.f1
        )
    };
    let all = format!(
        "{}  {}  beads {}",
        ratios("strict", score.strict()),
        ratios("lax", score.lax()),
        score.found.all
    );
    let all = terminal.styled(styles::STRONG, &all);
    writeln!(terminal.out(), "{all}")?;
    for (kind, counts) in &score.kinds {
        writeln!(
            terminal.out(),
            "{kind}  gold {}  found {}  right {}",
            counts.gold,
            counts.found,
            counts.right
        )?;
    }
    Ok(())
}
