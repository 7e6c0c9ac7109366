//! What is read and written as TSV.

use super::{importer, read, read_with, texts, unit, write};
use crate::exchange::{Fault, Format, ReadOptions, SkipReason, WriteOptions};

#[test]
fn columns_are_read_as_they_are_written() {
    for (name, row, ar, en) in [
        ("plain", "نعم\tYes\n", "نعم", "Yes"),
        ("no line end", "نعم\tYes", "نعم", "Yes"),
        ("windows line end", "نعم\tYes\r\n", "نعم", "Yes"),
        ("byte order mark", "\u{feff}نعم\tYes\n", "نعم", "Yes"),
        ("quotes stay", "\"نعم\tYes\"\n", "\"نعم", "Yes\""),
        ("escapes", "أ\\tب\\nج\\r\\\\د\tYes", "أ\tب\nج\r\\د", "Yes"),
        ("no escapes", "أ\\د\\\tC:\\Users\\", "أ\\د\\", "C:\\Users\\"),
        ("more columns", "نعم\tYes\t1-1\t0.9\n", "نعم", "Yes"),
        ("controls", "نعم\u{1}\tY\0es\n", "نعم", "Yes"),
    ] {
        let (units, faults, _) = read(Format::Tsv, row.as_bytes());
        assert_eq!((texts(&units), faults), (vec![(ar, en)], vec![]), "{name}");
        assert_eq!(units[0], unit(ar, en));
    }
}

#[test]
fn english_may_come_first() {
    let options = ReadOptions {
        invert: true,
        ..ReadOptions::new(importer())
    };
    let (units, ..) = read_with(Format::Tsv, "Yes\tنعم\n".as_bytes(), options);
    assert_eq!(texts(&units), [("نعم", "Yes")]);
}

#[test]
fn rows_that_are_no_pair_are_skipped_or_faults_by_line() {
    let rows = "نعم\tYes\n\n\tNo\nلا\t \n\t\nwithout a tab\nلا\tNo\tmore\n".as_bytes();
    let mut bytes = rows.to_vec();
    bytes.extend(b"\xE1\t\xFF\n");
    bytes.extend("ربما\tMaybe".as_bytes());
    let (units, faults, summary) = read(Format::Tsv, &bytes);
    assert_eq!(
        texts(&units),
        [("نعم", "Yes"), ("لا", "No"), ("ربما", "Maybe")]
    );
    let faults: Vec<_> = faults
        .iter()
        .map(|fault| (fault.line, fault.reason.as_str()))
        .collect();
    assert_eq!(
        faults,
        [
            (6, "the row has one column, not two"),
            (8, "the row is not UTF-8 at byte 0")
        ]
    );
    let skipped: Vec<_> = summary.skipped.iter().collect();
    let reasons = [
        SkipReason::EmptyArabic,
        SkipReason::EmptyEnglish,
        SkipReason::BothEmpty,
    ];
    assert_eq!(skipped, reasons.map(|reason| (reason, 1)));
    assert_eq!(
        (summary.units, summary.wide_rows, summary.complete),
        (8, 1, true)
    );
}

#[test]
fn a_row_beyond_the_limit_costs_only_itself() {
    for end in ["\n", "\r\n"] {
        let rows = [
            "نعم\tYes",
            &"x".repeat(100_000),
            &"x".repeat(2_001),
            "لا\tNo",
        ]
        .join(end);
        let options = ReadOptions {
            limit: 2_000,
            ..ReadOptions::new(importer())
        };
        let (units, faults, _) = read_with(Format::Tsv, rows.as_bytes(), options);
        assert_eq!(texts(&units), [("نعم", "Yes"), ("لا", "No")]);
        let faults: Vec<_> = faults
            .iter()
            .map(|fault| (fault.line, fault.reason.as_str()))
            .collect();
        let reason = "the row is longer than 2000 bytes";
        assert_eq!(faults, [(2, reason), (3, reason)]);
    }
}

#[test]
fn what_is_no_utf_8_text_is_said_once() {
    for (bytes, reason) in [
        (
            &b"\x1F\x8B\x08\n\n"[..],
            "this is a gzip file; unpack it first",
        ),
        (
            b"\xFF\xFEa\0\t\0b\0\n\0",
            "this is UTF-16; convert it to UTF-8 first",
        ),
    ] {
        let (units, faults, _) = read(Format::Tsv, bytes);
        assert_eq!(units, []);
        assert_eq!(
            faults,
            [Fault {
                line: 1,
                unit: None,
                reason: reason.to_owned(),
                skipped: None,
            }]
        );
    }
}

#[test]
fn a_tsv_is_arabic_tab_english_unless_inverted() {
    let units = [
        unit("نعم\\", "Yes\tor\r\nno"),
        unit(" ", "x"),
        unit("لا", "No"),
    ];
    let (written, summary) = write(Format::Tsv, &units, WriteOptions::default());
    assert_eq!(written, "نعم\\\\\tYes\\tor\\r\\nno\nلا\tNo\n");
    assert_eq!((summary.units, summary.empty), (2, 1));
    let options = WriteOptions {
        invert: true,
        ..WriteOptions::default()
    };
    assert_eq!(write(Format::Tsv, &units[2..], options).0, "No\tلا\n");
}
