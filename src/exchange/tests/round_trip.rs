//! What is written is read back as it was, and damage never goes unnoticed.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};

use super::{importer, read, read_with, unit, write};
use crate::bitext::{
    BeadKind, Origin, Place, Property, Sides, Stamp, Status, TranslationUnit, Variant,
};
use crate::exchange::{Format, ReadOptions, WriteOptions, WriteSummary, legal};

/// What breaks XML, TSV, displays, or our own marks.
const TRAPS: &[&str] = &[
    "]]>",
    "&",
    "&amp;",
    "&#1;",
    "<",
    "<!--",
    "-->",
    "</seg>",
    "\"",
    "'",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\\",
    "\\n",
    "\\\\",
    " ",
    "\u{feff}",
    "\u{200f}",
    "\u{202e}",
    "\u{2066}",
    "\u{2028}",
    "\u{85}",
    "\u{64b}",
    "\u{fffd}",
    "\u{fdf2}",
    "𝄞",
    "\u{1fffe}",
    "\u{10ffff}",
    "x-dhakira-",
    "x-dhakira-kept-",
];

/// Text of what breaks XML, TSV or displays, all of it allowed in XML.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ء-ي]{1,4}",
        "[ -~]{1,4}",
        proptest::sample::select(TRAPS).prop_map(str::to_owned),
        any::<char>()
            .prop_filter("not in XML", |&c| legal::is_legal(c))
            .prop_map(String::from),
    ];
    vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

fn side() -> impl Strategy<Value = String> {
    hostile().prop_filter("empty", |text| !text.trim().is_empty())
}

fn stamps() -> impl Strategy<Value = Stamp> {
    let seconds = -62_135_596_800i64..253_402_200_000;
    (seconds, option::of(hostile())).prop_map(|(second, by)| Stamp {
        at: jiff::Timestamp::from_second(second).unwrap(),
        by,
    })
}

fn properties() -> impl Strategy<Value = Vec<Property>> {
    let ours = ["bead", "document", "position", "origin", "kept-x", "ar-tag"]
        .map(|name| format!("x-dhakira-{name}"));
    let kind = prop_oneof![
        hostile(),
        Just(String::new()),
        proptest::sample::select(ours.to_vec())
    ];
    let value = prop_oneof![
        hostile(),
        Just("2-1".to_owned()),
        Just("7".to_owned()),
        Just(String::new())
    ];
    vec(
        (kind, value).prop_map(|(kind, value)| Property { kind, value }),
        0..4,
    )
}

fn units() -> impl Strategy<Value = TranslationUnit> {
    let tag = |tags: &[&str]| {
        proptest::sample::select(tags.iter().map(|&tag| tag.to_owned()).collect::<Vec<_>>())
    };
    let variants = (
        side(),
        tag(&["ar", "ar-SA", "arb"]),
        side(),
        tag(&["en", "en-US", "EN"]),
    )
        .prop_map(|(ar, ar_tag, en, en_tag)| Sides {
            ar: Variant {
                text: ar,
                tag: ar_tag,
            },
            en: Variant {
                text: en,
                tag: en_tag,
            },
        });
    let place = option::of((hostile(), option::of(any::<u32>())))
        .prop_map(|place| place.map(|(document, position)| Place { document, position }));
    let bead = option::of((any::<u8>(), any::<u8>()).prop_map(|(ar, en)| BeadKind { ar, en }));
    let judged = (
        proptest::sample::select(vec![Origin::Alignment, Origin::Import, Origin::Manual]),
        proptest::sample::select(vec![Status::Draft, Status::Reviewed, Status::Rejected]),
    );
    let lists = (
        vec(prop_oneof![hostile(), Just(String::new())], 0..3),
        properties(),
    );
    let shares = (option::of(0.0..=1.0), option::of(0.0..=1.0));
    let history = (stamps(), option::of(stamps()), any::<u32>());
    (variants, place, bead, shares, judged, history, lists).prop_map(
        |(variants, place, bead, shares, judged, history, lists)| TranslationUnit {
            variants,
            place,
            bead,
            confidence: shares.0,
            similarity: shares.1,
            origin: judged.0,
            status: judged.1,
            created: history.0,
            changed: history.1,
            use_count: history.2,
            notes: lists.0,
            properties: lists.1,
        },
    )
}

proptest! {
    #[test]
    fn a_unit_read_back_from_tmx_is_the_unit_written(units in vec(units(), 0..4), invert in any::<bool>()) {
        let options = WriteOptions { invert, ..WriteOptions::default() };
        let (written, summary) = write(Format::Tmx, &units, options);
        prop_assert_eq!(summary, WriteSummary { units: units.len() as u64, ..WriteSummary::default() });
        let segs = written.lines().filter(|line| line.contains("<seg>"));
        prop_assert_eq!(segs.filter(|line| line.ends_with("</seg></tuv>")).count(), 2 * units.len());
        let (read, faults, summary) = read(Format::Tmx, written.as_bytes());
        prop_assert_eq!(faults, vec![]);
        prop_assert_eq!(read, units);
        prop_assert_eq!((summary.forbidden_characters, summary.unread_attributes), (0, 0));
    }

    #[test]
    fn texts_read_back_from_tsv_are_the_texts_written(sides in vec((side(), side()), 0..4), invert in any::<bool>()) {
        let units: Vec<_> = sides.iter().map(|(ar, en)| unit(ar, en)).collect();
        let (written, _) = write(Format::Tsv, &units, WriteOptions { invert, ..WriteOptions::default() });
        prop_assert_eq!(written.matches('\n').count(), units.len());
        let options = ReadOptions { invert, ..ReadOptions::new(importer()) };
        let (read, faults, _) = read_with(Format::Tsv, written.as_bytes(), options);
        prop_assert_eq!(faults, vec![]);
        prop_assert_eq!(read, units);
    }

    #[test]
    fn a_unit_read_back_from_xliff_is_the_unit_written_but_for_its_history(
        units in vec(units(), 0..4), invert in any::<bool>(), is_two in any::<bool>(),
    ) {
        let format = if is_two { Format::Xliff2 } else { Format::Xliff };
        let (written, summary) = write(format, &units, WriteOptions { invert, ..WriteOptions::default() });
        prop_assert_eq!(summary, WriteSummary { units: units.len() as u64, ..WriteSummary::default() });
        let (read, faults, summary) = read(format, written.as_bytes());
        prop_assert_eq!(faults, vec![]);
        let carried = units.into_iter().map(|mut unit| {
            unit.created = importer();
            unit.changed = None;
            unit.use_count = 0;
            unit.notes.retain(|note| !note.is_empty());
            unit
        });
        prop_assert_eq!(read, carried.collect::<Vec<_>>());
        prop_assert_eq!(summary.forbidden_characters, 0);
    }

    #[test]
    fn a_file_cut_or_scratched_anywhere_gives_units_and_faults(
        units in vec(units(), 1..3), at in any::<proptest::sample::Index>(), scratch in option::of(any::<u8>()),
    ) {
        for format in Format::ALL {
            let mut bytes = write(format, &units, WriteOptions::default()).0.into_bytes();
            let at = at.index(bytes.len());
            match scratch {
                Some(byte) => bytes[at] = byte,
                None => bytes.truncate(at),
            }
            let (_, faults, summary) = read(format, &bytes);
            let accounted = summary.taken + summary.skipped.total();
            prop_assert_eq!(summary.complete || !faults.is_empty(), true);
            let faulty = faults.iter().filter(|fault| fault.unit.is_some() || format == Format::Tsv).count() as u64;
            prop_assert_eq!(summary.units, accounted + faulty);
        }
    }
}
