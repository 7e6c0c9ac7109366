//! What `align` and `build` say of beads and units that are doubtful.
//!
//! Doubtful is what has a confidence below [`DOUBTFUL`]. A unit is shown with the document
//! and the position where it stands, so that it can be found; long texts are cut for
//! people and whole in JSON.

use std::io::{self, Write as _};
use std::ops::Range;

use dhakira::bitext::{Bead, Lang, Segment, TranslationUnit};
use dhakira::report::DOUBTFUL;
use serde::Serialize;

use super::terminal::{Terminal, styles};

/// How many characters of a text are shown to people.
const SHOWN: usize = 160;

/// A doubtful unit of a build, as it is listed.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DoubtfulUnit {
    document: String,
    position: Option<u32>,
    confidence: f64,
    ar: String,
    en: String,
}

impl DoubtfulUnit {
    /// Returns what is listed of a unit, if it is doubtful.
    pub(super) fn of(unit: &TranslationUnit) -> Option<Self> {
        let confidence = unit
            .confidence
            .filter(|&confidence| confidence < DOUBTFUL)?;
        Some(Self {
            document: unit
                .place
                .as_ref()
                .map_or_else(String::new, |place| place.document.clone()),
            position: unit.position(),
            confidence,
            ar: unit.text(Lang::Ar).to_owned(),
            en: unit.text(Lang::En).to_owned(),
        })
    }
}

/// Puts the least sure first; equals by document and position.
pub(super) fn sort(units: &mut [DoubtfulUnit]) {
    units.sort_by(|a, b| {
        a.confidence
            .total_cmp(&b.confidence)
            .then_with(|| a.document.cmp(&b.document))
            .then_with(|| a.position.cmp(&b.position))
    });
}

/// Prints the units for people: document, position and confidence, then both texts.
pub(super) fn print(units: &[DoubtfulUnit], terminal: &mut Terminal) -> io::Result<()> {
    for unit in units {
        let position = unit
            .position
            .map_or_else(String::new, |position| format!(" {position}"));
        let confidence = terminal.styled(styles::FAINT, &format!("{:.2}", unit.confidence));
        let document = terminal.text(&unit.document).into_owned();
        let (ar, en) = (cut(&unit.ar), cut(&unit.en));
        let (ar, en) = (terminal.text(&ar), terminal.text(&en));
        let lines = format!("{document}{position} {confidence}\n  {ar}\n  {en}\n");
        terminal.out().write_all(lines.as_bytes())?;
    }
    Ok(())
}

/// The beginning of a text that is too long to be shown.
fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Returns the doubtful ones of some beads.
pub(super) fn doubtful(beads: &[Bead]) -> Vec<Bead> {
    let is_doubtful = |bead: &&Bead| bead.confidence < DOUBTFUL;
    beads.iter().filter(is_doubtful).cloned().collect()
}

/// Says in a line how many beads of a document are doubtful; nothing where none is.
pub(super) fn summary(name: &str, beads: &[Bead]) -> Option<String> {
    let doubtful = doubtful(beads);
    let least = doubtful
        .iter()
        .map(|bead| bead.confidence)
        .fold(1.0, f64::min);
    (!doubtful.is_empty()).then(|| {
        let (some, all) = (doubtful.len(), beads.len());
        format!("{name}: {some} of {all} beads doubtful, the least sure {least:.2}")
    })
}

/// Where segments stand in a list: `3`, `4-5`, or `–` for none.
pub(super) fn indices(range: &Range<usize>) -> String {
    match range.len() {
        0 => "–".to_owned(),
        1 => range.start.to_string(),
        _ => format!("{}-{}", range.start, range.end - 1),
    }
}

/// The lines of a file on which segments stand, from 1: `5`, `7-8`, or `–` for none.
pub(super) fn lines(segments: &[Segment]) -> String {
    match segments {
        [] => "–".to_owned(),
        [first, .., last] if first.line != last.line => format!("{}-{}", first.line, last.line),
        [first, ..] => first.line.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(cut("نص"), "نص");
        assert_eq!(cut(&"م".repeat(200)), format!("{}…", "م".repeat(160)));
    }

    #[test]
    fn ranges_are_named_by_their_ends() {
        for (range, name) in [(3..3, "–"), (3..4, "3"), (3..6, "3-5")] {
            assert_eq!(indices(&range), name);
        }
    }
}
