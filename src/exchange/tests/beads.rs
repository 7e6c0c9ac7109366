//! What is read and written as beads with their texts.

use super::{read_beads, reasons, texts, unit};
use crate::bitext::{BeadKind, Origin, Place, Sides, TranslationUnit};
use crate::exchange::{SkipReason, WriteOptions, Writer};

const AR: &str = "أ\nب\nج\nد\n";
const EN: &str = "a\nb\nc\nd\n";

#[test]
fn beads_with_two_sides_become_units() {
    let beads = "# vecalign\n[0]:[0, 1]:0.9\n\n[1]:[]:0.5\n[2,3]:[2]\n[]:[3]:0.1\n";
    let (units, faults, summary) = read_beads(beads, AR, EN);
    assert_eq!(faults, []);
    assert_eq!(texts(&units), [("أ", "a b"), ("ج د", "c")]);
    let told: Vec<_> = units
        .iter()
        .map(|unit| (unit.bead, unit.confidence, unit.origin, unit.place.clone()))
        .collect();
    let told_of = |ar, en, confidence, position| {
        let place = Place {
            document: "news".to_owned(),
            position: Some(position),
        };
        (
            Some(BeadKind { ar, en }),
            confidence,
            Origin::Alignment,
            Some(place),
        )
    };
    assert_eq!(told, [told_of(1, 2, Some(0.9), 0), told_of(2, 1, None, 1)]);
    let skipped: Vec<_> = summary.skipped.iter().collect();
    assert_eq!(
        skipped,
        [(SkipReason::NoArabic, 1), (SkipReason::NoEnglish, 1)]
    );
    assert_eq!((summary.units, summary.unlisted_segments), (4, 0));
}

#[test]
fn what_does_not_fit_is_a_fault_and_what_is_not_named_is_counted() {
    let beads = "[0]:[0]:7\nnonsense\n[2]:[1]\n[1]:[2]\n[3]:[9]\n";
    let (units, faults, summary) = read_beads(beads, AR, EN);
    assert_eq!(texts(&units), [("أ", "a"), ("ج", "b")]);
    assert_eq!(
        reasons(&faults),
        [
            (2, "no bead such as [0,1]:[0] or [0,1]:[0]:0.93"),
            (
                4,
                "Arabic segment 1 (from 0) comes again or too late: the segments of the beads must ascend"
            ),
            (5, "names English segment 9 (from 0), but the text has 4"),
        ]
    );
    // 7 is no confidence; Arabic segment 1 was passed over.
    assert_eq!(
        (summary.unread_attributes, summary.unlisted_segments),
        (1, 1)
    );
    let (_, _, summary) = read_beads("[0]:[0]\n", AR, EN);
    assert_eq!(summary.unlisted_segments, 6);
}

#[test]
fn a_unit_is_written_as_a_bead_and_a_line_of_each_text() {
    let (mut beads, mut ar, mut en) = (Vec::new(), Vec::new(), Vec::new());
    let outputs = Sides {
        ar: &mut ar,
        en: &mut en,
    };
    let mut writer = Writer::beads(&mut beads, outputs, &WriteOptions::default());
    let sure = TranslationUnit {
        confidence: Some(0.25),
        ..unit("نعم\nلا", "Yes")
    };
    for unit in [&sure, &unit(" ", "x"), &unit("لا", "No")] {
        writer.write(unit).unwrap();
    }
    let summary = writer.finish().unwrap();
    let [beads, ar, en] = [beads, ar, en].map(|bytes| String::from_utf8(bytes).unwrap());
    assert_eq!(beads, "[0]:[0]:0.25\n[1]:[1]\n");
    assert_eq!((ar.as_str(), en.as_str()), ("نعم لا\nلا\n", "Yes\nNo\n"));
    assert_eq!((summary.units, summary.empty, summary.folded), (2, 1, 1));
}
