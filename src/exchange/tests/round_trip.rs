//! What is written is read back as it was, and damage never goes unnoticed.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::{importer, of_one_file, read, read_beads, read_pair, read_with, unit, write};
use crate::bitext::inline::fit;
use crate::bitext::{
    BeadKind, InlineAttribute, InlineCode, InlineElement, InlineEvent, InlineName, Origin, Place,
    Property, Sides, Stamp, Status, TranslationUnit, Variant,
};
use crate::exchange::{
    Flavor, Format, ReadOptions, WriteOptions, WriteSummary, Writer, input, legal,
};

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

/// What may be done to a list of codes: an element begins or ends, or native code comes.
#[derive(Clone, Debug)]
enum Step {
    Open(InlineName, [String; 2]),
    Close,
    Native(String),
}

/// A text with codes that fit it, or mostly none.
fn marked_up() -> impl Strategy<Value = (String, Vec<InlineCode>)> {
    let value = || prop_oneof![hostile(), Just("1".to_owned()), Just(String::new())];
    let step = prop_oneof![
        (
            proptest::sample::select(InlineName::ALL.to_vec()),
            value(),
            value()
        )
            .prop_map(|(name, x, kind)| Step::Open(name, [x, kind])),
        Just(Step::Close),
        hostile().prop_map(Step::Native),
    ];
    let steps = prop_oneof![
        Just(Vec::new()),
        vec((any::<proptest::sample::Index>(), step), 0..12)
    ];
    (side(), steps).prop_map(|(text, steps)| {
        let codes = codes_of(&text, steps);
        (text, codes)
    })
}

/// Makes a list of what fits of `steps`, at the places that they ask for as far as these follow each other.
fn codes_of(text: &str, steps: Vec<(proptest::sample::Index, Step)>) -> Vec<InlineCode> {
    let places: Vec<usize> = (0..=text.len())
        .filter(|&at| text.is_char_boundary(at))
        .collect();
    let mut open: Vec<InlineName> = Vec::new();
    let mut codes: Vec<InlineCode> = Vec::new();
    for (at, step) in steps {
        let before = codes.last().map_or(0, |code| code.at);
        let in_code = open.last().is_some_and(|name| name.is_code());
        let at = match in_code {
            true => before,
            false => before.max(*at.get(&places)),
        };
        let event = match step {
            Step::Open(name, values) if in_code == (name == InlineName::Sub) => {
                let mut attributes: BTreeMap<_, _> =
                    name.attributes().iter().copied().zip(values).collect();
                if let Some(pos) = attributes.get_mut(&InlineAttribute::Pos) {
                    *pos = "end".to_owned();
                }
                open.push(name);
                InlineEvent::Open(InlineElement { name, attributes })
            }
            Step::Close if open.pop().is_some() => InlineEvent::Close,
            Step::Native(code)
                if in_code
                    && !matches!(codes.last(), Some(last) if matches!(last.event, InlineEvent::Native(_))) =>
            {
                InlineEvent::Native(code)
            }
            _ => continue,
        };
        codes.push(InlineCode { at, event });
    }
    let end = match open.last() {
        Some(name) if name.is_code() => codes.last().map_or(0, |code| code.at),
        _ => text.len(),
    };
    // The innermost one, if it is a code, ends where it stands; those around it may end anywhere behind.
    for (depth, _) in open.iter().rev().enumerate() {
        let last = codes.last().map_or(0, |code| code.at);
        let at = if depth == 0 { end } else { last };
        let event = InlineEvent::Close;
        codes.push(InlineCode { at, event });
    }
    codes
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
    let theirs = [
        "prev",
        "next",
        "file",
        "x-Origin",
        "x-ConfirmationLevel",
        "x-document",
        "x-context-pre",
        "context_next",
        "filename",
    ];
    let kind = prop_oneof![
        hostile(),
        proptest::sample::select(theirs.map(str::to_owned).to_vec()),
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
        marked_up(),
        tag(&["ar", "ar-SA", "arb"]),
        marked_up(),
        tag(&["en", "en-US", "EN"]),
    )
        .prop_map(|(ar, ar_tag, en, en_tag)| Sides {
            ar: Variant {
                text: ar.0,
                tag: ar_tag,
                codes: ar.1,
            },
            en: Variant {
                text: en.0,
                tag: en_tag,
                codes: en.1,
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
    let history = (
        stamps(),
        option::of(stamps()),
        any::<u32>(),
        option::of(stamps()),
        option::of(hostile()),
    );
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
            last_used: history.3.map(|stamp| stamp.at),
            tuid: history.4,
            notes: lists.0,
            properties: lists.1,
        },
    )
}

/// What the readers of tables, JSON Lines and PO look for.
const MARKS: &[&str] = &[
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    "'",
    "=",
    "\\n",
    "\\",
    "ar",
    "en",
    "ar,en\n",
    "notes",
    "ar-SA",
    "msgid ",
    "msgstr ",
    "msgctxt ",
    "msgid_plural ",
    "msgstr[1] ",
    "\"x\"\n",
    "#~ ",
    "# ",
    "#. ",
    "#, fuzzy\n",
    "#. x-dhakira: {}\n",
    "\"Language: ar\\n\"\n",
    "{",
    "}",
    "[",
    "]",
    ":",
    "{\"ar\":\"",
    "\",\"en\":\"",
    "\"}\n",
    "{\"translation\":{\"en\":\"x\",\"ar\":\"",
    "\"}}\n",
    "\\ud800",
    "\u{feff}",
    "نعم",
    "Yes",
    " ",
    "\u{b}",
    "null",
    "7",
];

proptest! {
    #[test]
    fn any_text_is_accounted_for_and_what_is_taken_comes_back(
        pieces in vec(proptest::sample::select(MARKS), 0..40), limit in prop_oneof![Just(30), Just(ReadOptions::LIMIT)],
    ) {
        let text = pieces.concat();
        for format in of_one_file().filter(|&format| format != Format::Tmx) {
            let options = ReadOptions { limit, ..ReadOptions::new(importer()) };
            let (units, faults, summary) = read_with(format, text.as_bytes(), options);
            prop_assert!(summary.complete || !faults.is_empty());
            prop_assert!(summary.units >= summary.taken + summary.skipped.total());
            for whole in [Format::Csv, Format::Tsv, Format::JsonLines, Format::Po] {
                let options = WriteOptions { header: true, ..WriteOptions::default() };
                let (written, _) = write(whole, &units, options);
                let (again, faults, _) = read(whole, written.as_bytes());
                prop_assert_eq!(faults, vec![], "{} {}", whole, written);
                prop_assert_eq!(&again, &units, "{} {}", whole, written);
            }
        }
    }

    #[test]
    fn a_unit_read_back_from_tmx_is_the_unit_written(
        units in vec(units(), 0..4), invert in any::<bool>(), flavor in proptest::sample::select(Flavor::ALL.to_vec()),
        notes in vec(side(), 0..3), in_a_row in any::<bool>(),
    ) {
        let mut units = units;
        if in_a_row {
            for (position, unit) in (7..).zip(&mut units) {
                unit.place = Some(Place { document: "d".to_owned(), position: Some(position) });
            }
        }
        let options = WriteOptions { invert, flavor, notes: notes.clone(), ..WriteOptions::default() };
        let (written, summary) = write(Format::Tmx, &units, options);
        prop_assert_eq!(summary, WriteSummary { units: units.len() as u64, ..WriteSummary::default() });
        let segs = written.lines().filter(|line| line.contains("<seg>"));
        prop_assert_eq!(segs.filter(|line| line.ends_with("</seg></tuv>")).count(), 2 * units.len());
        for variant in units.iter().flat_map(|unit| [&unit.variants.ar, &unit.variants.en]) {
            prop_assert!(fit(&variant.codes, &variant.text), "{variant:?}");
        }
        let (read, faults, summary) = read(Format::Tmx, written.as_bytes());
        prop_assert_eq!(faults, vec![]);
        prop_assert_eq!(read, units);
        prop_assert_eq!((summary.forbidden_characters, summary.unread_attributes), (0, 0));
        prop_assert_eq!((summary.dropped_attributes, summary.header_elements), (0, 0));
        prop_assert_eq!(summary.header_notes, notes);
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
    fn a_unit_read_back_from_a_format_of_all_fields_is_the_unit_written(
        units in vec(units(), 0..4), invert in any::<bool>(), mark in any::<bool>(),
    ) {
        for format in [Format::Csv, Format::Tsv, Format::JsonLines, Format::Po] {
            let options = WriteOptions { invert, mark, header: true, ..WriteOptions::default() };
            let (written, summary) = write(format, &units, options);
            prop_assert_eq!(summary, WriteSummary { units: units.len() as u64, ..WriteSummary::default() });
            let (read, faults, summary) = read(format, written.as_bytes());
            prop_assert_eq!(faults, vec![], "{}", written);
            prop_assert_eq!(&read, &units, "{}", written);
            prop_assert_eq!((summary.forbidden_characters, summary.unread_attributes), (0, 0));
            prop_assert_eq!((summary.unknown_columns, summary.unknown_keys, summary.wide_rows), (0, 0, 0));
        }
    }

    #[test]
    fn texts_read_back_from_the_shape_of_translations_are_the_texts_written(
        sides in vec((side(), side()), 0..4),
    ) {
        let units: Vec<_> = sides.iter().map(|(ar, en)| unit(ar, en)).collect();
        let (written, _) = write(Format::Translation, &units, WriteOptions::default());
        prop_assert_eq!(written.matches('\n').count(), units.len());
        prop_assert_eq!(read(Format::Translation, written.as_bytes()).0, units);
    }

    #[test]
    fn texts_read_back_from_a_pair_are_the_texts_written_but_for_line_breaks_and_tabs(
        sides in vec((side(), side()), 0..4), mark in any::<bool>(),
    ) {
        let units: Vec<_> = sides.iter().map(|(ar, en)| unit(ar, en)).collect();
        let options = WriteOptions { mark, ..WriteOptions::default() };
        let mut files = Sides::<Vec<u8>>::default();
        let mut writer = Writer::pair(Sides { ar: &mut files.ar, en: &mut files.en }, &options);
        for unit in &units {
            writer.write(unit).unwrap();
        }
        let summary = writer.finish().unwrap();
        let files = files.map(|_, bytes| String::from_utf8(bytes).unwrap());
        let (read, faults, _) = read_pair(&files.ar, &files.en);
        prop_assert_eq!(faults, vec![]);
        let fold = |text: &str| {
            text.replace("\r\n", " ").replace(['\t', '\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'], " ")
        };
        let folded: Vec<_> = sides.iter().map(|(ar, en)| unit(&fold(ar), &fold(en))).collect();
        let count = units.iter().zip(&folded).filter(|(a, b)| a != b).count();
        prop_assert_eq!(read, folded);
        prop_assert_eq!(summary.folded, count as u64);
    }

    #[test]
    fn confidence_read_back_from_beads_is_that_written(
        units in vec((side(), side(), option::of(0.0..=1.0)), 0..4),
    ) {
        let (mut beads, mut ar, mut en) = (Vec::new(), Vec::new(), Vec::new());
        let texts = Sides { ar: &mut ar, en: &mut en };
        let mut writer = Writer::beads(&mut beads, texts, &WriteOptions::default());
        for (ar, en, confidence) in &units {
            let confidence = *confidence;
            writer.write(&TranslationUnit { confidence, ..unit(ar, en) }).unwrap();
        }
        writer.finish().unwrap();
        let [beads, ar, en] = [beads, ar, en].map(|bytes| String::from_utf8(bytes).unwrap());
        let (read, faults, summary) = read_beads(&beads, &ar, &en);
        prop_assert_eq!(faults, vec![]);
        prop_assert_eq!(summary.unlisted_segments, 0);
        for (place, (read, (_, _, confidence))) in read.iter().zip(&units).enumerate() {
            prop_assert_eq!(read.confidence, *confidence);
            prop_assert_eq!(read.bead, Some(BeadKind { ar: 1, en: 1 }));
            prop_assert_eq!(&read.place, &Some(Place { document: "news".to_owned(), position: Some(place as u32) }));
        }
        prop_assert_eq!(read.len(), units.len());
    }

    #[test]
    fn a_unit_read_back_from_xliff_is_the_unit_written_but_for_its_history(
        units in vec(units(), 0..4), invert in any::<bool>(), is_two in any::<bool>(),
    ) {
        let format = if is_two { Format::Xliff2 } else { Format::Xliff };
        let (written, summary) = write(format, &units, WriteOptions { invert, ..WriteOptions::default() });
        let variants = units.iter().flat_map(|unit| [&unit.variants.ar, &unit.variants.en]);
        let dropped_codes = variants.filter(|variant| !variant.codes.is_empty()).count() as u64;
        let units_written = units.len() as u64;
        prop_assert_eq!(summary, WriteSummary { units: units_written, dropped_codes, ..WriteSummary::default() });
        let (read, faults, summary) = read(format, written.as_bytes());
        prop_assert_eq!(faults, vec![]);
        let carried = units.into_iter().map(|mut unit| {
            unit.created = importer();
            unit.changed = None;
            unit.use_count = 0;
            unit.last_used = None;
            unit.variants.ar.codes.clear();
            unit.variants.en.codes.clear();
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
        for format in of_one_file() {
            let mut bytes = write(format, &units, WriteOptions::default()).0.into_bytes();
            let at = at.index(bytes.len());
            match scratch {
                Some(byte) => bytes[at] = byte,
                None => bytes.truncate(at),
            }
            let (_, faults, summary) = read(format, &bytes);
            if input::packed(&bytes).is_some() {
                // A scratch has made it look like an archive, of which no line is a unit.
                prop_assert_eq!((summary.units, faults.len()), (0, 1));
                continue;
            }
            let is_a_line_a_unit = !matches!(format, Format::Tmx | Format::Po | Format::Xliff | Format::Xliff2);
            let accounted = summary.taken + summary.skipped.total();
            prop_assert_eq!(summary.complete || !faults.is_empty(), true);
            let faulty = faults.iter().filter(|fault| fault.unit.is_some() || is_a_line_a_unit).count() as u64;
            prop_assert_eq!(summary.units, accounted + faulty);
        }
    }
}
