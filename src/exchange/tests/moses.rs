//! What is read and written as Moses pairs.

use super::{read, read_pair, reasons, texts, unit};
use crate::bitext::{Sides, TranslationUnit};
use crate::exchange::{Format, SkipReason, WriteOptions, WriteSummary, Writer};

fn written(units: &[TranslationUnit]) -> (Sides<String>, WriteSummary) {
    let mut files = Sides::<Vec<u8>>::default();
    let outputs = Sides {
        ar: &mut files.ar,
        en: &mut files.en,
    };
    let mut writer = Writer::pair(outputs, &WriteOptions::default());
    for unit in units {
        writer.write(unit).unwrap();
    }
    let summary = writer.finish().unwrap();
    (
        files.map(|_, bytes| String::from_utf8(bytes).unwrap()),
        summary,
    )
}

#[test]
fn the_same_lines_are_a_unit() {
    let (units, faults, summary) = read_pair(
        "\u{feff}نعم\r\nلا\u{2028}أبدا\n\n \nأ\u{85}ب",
        "Yes\nNo\u{85}never\nalone\n\na\rb\r\n",
    );
    assert_eq!(faults, []);
    assert_eq!(
        texts(&units),
        [
            ("نعم", "Yes"),
            ("لا\u{2028}أبدا", "No\u{85}never"),
            ("أ\u{85}ب", "a\rb")
        ]
    );
    assert_eq!(units[0], unit("نعم", "Yes"));
    let skipped: Vec<_> = summary.skipped.iter().collect();
    assert_eq!(
        skipped,
        [(SkipReason::EmptyArabic, 1), (SkipReason::BothEmpty, 1)]
    );
    assert_eq!((summary.units, summary.complete), (5, true));
}

#[test]
fn unequal_files_give_what_was_paired_and_both_counts() {
    let (units, faults, summary) = read_pair("أ\nب\n", "a\nb\nc\nd\n");
    assert_eq!(texts(&units), [("أ", "a"), ("ب", "b")]);
    let reason = "the Arabic text has 2 lines and the English one 4: the rest has no partner";
    assert_eq!(reasons(&faults), [(3, reason)]);
    assert!(!summary.complete);
    let (units, faults, _) = read_pair("أ\nب\nج\n", "");
    assert_eq!(units, []);
    let reason = "the English text has 0 lines and the Arabic one 3: the rest has no partner";
    assert_eq!(reasons(&faults), [(1, reason)]);
}

#[test]
fn line_breaks_and_tabs_become_spaces() {
    let units = [
        unit("أ\r\nب\tج", "a\u{2028}b\u{85}"),
        unit("", "left out"),
        unit("نعم", "Yes"),
    ];
    let (files, summary) = written(&units);
    assert_eq!(files.ar, "أ ب ج\nنعم\n");
    assert_eq!(files.en, "a b \nYes\n");
    assert_eq!((summary.units, summary.empty, summary.folded), (2, 1, 1));
}

#[test]
fn one_file_of_a_pair_is_none() {
    let (units, faults, _) = read(Format::Moses, "نعم".as_bytes());
    assert_eq!(units, []);
    assert_eq!(reasons(&faults), [(1, "the format has several files")]);
}
