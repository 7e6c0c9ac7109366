//! From beads to translation units.

use crate::bitext::{Bead, Bitext, Origin, Place, Segment, Sides, Stamp, TranslationUnit};

/// Between the segments of one side of a bead: both languages put a space between sentences.
pub(crate) const JOINT: &str = " ";

/// Returns the texts of a bead's two sides, its segments joined by spaces; empty where the bead is.
pub fn texts(bitext: &Bitext, bead: &Bead) -> Sides<String> {
    let join = |segments: &[Segment]| {
        segments
            .iter()
            .map(|segment| segment.text.as_str())
            .collect::<Vec<_>>()
            .join(JOINT)
    };
    Sides {
        ar: join(&bitext.ar[bead.ar.clone()]),
        en: join(&bitext.en[bead.en.clone()]),
    }
}

/// Returns a draft unit for each bead with text on both sides, in order.
///
/// Positions count the units of the document from 0. Confidence and similarity are
/// rounded to four decimals: what lies below says nothing.
pub fn units(
    bitext: &Bitext,
    beads: &[Bead],
    document: &str,
    stamp: &Stamp,
) -> Vec<TranslationUnit> {
    let rounded = |share: f64| (share * 1e4).round() / 1e4;
    let mut units = Vec::new();
    for bead in beads {
        let Sides { ar, en } = texts(bitext, bead);
        if ar.trim().is_empty() || en.trim().is_empty() {
            continue;
        }
        let mut unit = TranslationUnit::new(ar, en, Origin::Alignment, stamp.clone());
        unit.place = Some(Place {
            document: document.to_owned(),
            position: u32::try_from(units.len()).ok(),
        });
        unit.bead = Some(bead.kind());
        unit.confidence = Some(rounded(bead.confidence));
        unit.similarity = Some(rounded(bead.similarity));
        units.push(unit);
    }
    units
}
