//! What is fixed before an alignment: files of beads for `align --pin`, reviewed units for `build`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use dhakira::align::confirmed::{self, Confirmed, Place};
use dhakira::align::listed::{self, BadLine, Listed};
use dhakira::align::{self, Pin, PinError, Pins};
use dhakira::bitext::{Bead, Bitext, Lang, Sides, Status, TranslationUnit};
use dhakira::memory::{Memory, Selected, UnitFilter};
use dhakira::{Error, Result, read};

use super::pages::bytes;

/// The endings of the files in a folder of pins, the one that is taken first in front.
const ENDINGS: [&str; 2] = ["beads", "ladder"];

/// Reads what a file of beads or a ladder lists.
pub(super) fn listed(path: &Path) -> Result<Listed> {
    let decoded = read::decode(&bytes(path)?, None).map_err(|fault| fault.at(path))?;
    let listed = listed::read(&decoded.text).map_err(at(path))?;
    if listed.is_empty() {
        return Err(Error::Empty {
            path: path.to_path_buf(),
        });
    }
    Ok(listed)
}

/// Says in which file a bad line stands.
pub(super) fn at(path: &Path) -> impl Fn(BadLine) -> Error {
    move |bad| Error::Input {
        path: path.to_path_buf(),
        line: bad.line as u64,
        reason: bad.reason,
    }
}

/// The file of the pair `name` in a folder of pins, if there is one.
pub(super) fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    ENDINGS
        .iter()
        .map(|ending| folder.join(format!("{name}.{ending}")))
        .find(|path| path.is_file())
}

/// Says that a folder of pins has nothing for any pair.
pub(super) fn none_in(folder: &Path) -> Error {
    Error::Format {
        path: folder.to_path_buf(),
        reason: "no pins for any of the pairs: expected NAME.beads or NAME.ladder".to_owned(),
    }
}

/// Reads the pins of a bitext; without a file there are none.
pub(super) fn of_file(path: Option<&Path>, bitext: &Bitext) -> Result<Pins> {
    let Some(path) = path else {
        return Ok(Pins::default());
    };
    let listed = listed(path)?;
    if let Some(bad) = listed.beyond(bitext) {
        return Err(at(path)(bad));
    }
    let (lines, pins): (Vec<usize>, Vec<Pin>) = listed
        .pins()
        .map_err(at(path))?
        .into_iter()
        .map(|pin| (pin.line, pin.it))
        .unzip();
    Pins::new(&pins, bitext).map_err(|error| {
        let (line, reason) = match error {
            PinError::Beyond { pin } => (
                lines[pin],
                "names segments that the text does not have".to_owned(),
            ),
            PinError::Contradiction { first, second } => (
                lines[second],
                format!(
                    "contradicts line {}: they cross or share a segment; take one of them out",
                    lines[first]
                ),
            ),
        };
        at(path)(BadLine { line, reason })
    })
}

/// The reviewed units of a document that were found in its new text, with their places in order.
pub(super) type Steered = Vec<(Confirmed, Place)>;

/// Finds the reviewed units of each document, and fixes them as beads there.
pub(super) fn of_reviewed<'a>(
    memory: &Memory,
    documents: impl Iterator<Item = (&'a str, &'a Bitext)>,
) -> Result<(Vec<Pins>, Vec<Steered>)> {
    let reviewed = UnitFilter {
        status: Selected::Only(Status::Reviewed),
        ..UnitFilter::default()
    };
    let mut units: HashMap<String, Vec<Confirmed>> = HashMap::new();
    memory.for_each_unit(&reviewed, |stored| {
        let unit = stored.unit;
        let texts = Sides {
            ar: unit.variants.ar.text,
            en: unit.variants.en.text,
        };
        if let Some(place) = unit.place {
            let position = place.position;
            units
                .entry(place.document)
                .or_default()
                .push(Confirmed { texts, position });
        }
        Ok(())
    })?;
    let steered = documents.map(|(name, bitext)| {
        let units = units.get(name).map_or(&[][..], Vec::as_slice);
        let places = confirmed::find(bitext, units);
        let pins: Vec<Pin> = places
            .iter()
            .map(|(_, place)| Pin::Bead {
                ar: place.ar.clone(),
                en: place.en.clone(),
            })
            .collect();
        // Places are in order and within the text; if not, nothing is fixed.
        match Pins::new(&pins, bitext) {
            Ok(pins) => {
                let steered = places
                    .into_iter()
                    .map(|(unit, place)| (units[unit].clone(), place));
                (pins, steered.collect())
            }
            Err(_) => (Pins::default(), Steered::new()),
        }
    });
    Ok(steered.unzip())
}

/// Gives the units of fixed beads the texts that were reviewed, which may differ in spelling.
///
/// The memory then knows them again, and no draft is stored beside them.
pub(super) fn keep_texts(
    units: &mut [TranslationUnit],
    bitext: &Bitext,
    beads: &[Bead],
    steered: &Steered,
) {
    let fixed: HashMap<usize, &Confirmed> = steered
        .iter()
        .map(|(unit, place)| (place.ar.start, unit))
        .collect();
    if fixed.is_empty() {
        return;
    }
    let has_unit = |bead: &&Bead| {
        let texts = align::texts(bitext, bead);
        !texts.ar.trim().is_empty() && !texts.en.trim().is_empty()
    };
    for (bead, unit) in beads.iter().filter(has_unit).zip(units) {
        if let Some(confirmed) = fixed.get(&bead.ar.start) {
            for (lang, variant) in [
                (Lang::Ar, &mut unit.variants.ar),
                (Lang::En, &mut unit.variants.en),
            ] {
                variant.text.clone_from(confirmed.texts.get(lang));
            }
        }
    }
}
