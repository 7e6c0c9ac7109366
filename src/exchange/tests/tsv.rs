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
            (
                8,
                "this is not UTF-8 at byte 0 (--encoding names another encoding)"
            )
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
fn a_packed_file_is_said_to_be_one_once() {
    for format in [Format::Tsv, Format::Csv, Format::JsonLines, Format::Po] {
        let (units, faults, _) = read(format, b"\x1F\x8B\x08\n\n");
        assert_eq!(units, []);
        assert_eq!(
            faults,
            [Fault {
                line: 1,
                unit: None,
                reason: "this is a gzip file; unpack it first".to_owned(),
                skipped: None,
            }]
        );
    }
}

#[test]
fn a_first_unit_that_looks_like_a_header_stands_below_one() {
    let units = [unit("Arabic", "English"), unit("نعم", "Yes")];
    let (written, _) = write(Format::Tsv, &units, WriteOptions::default());
    assert_eq!(written, "ar\ten\nArabic\tEnglish\nنعم\tYes\n");
    assert_eq!(read(Format::Tsv, written.as_bytes()).0, units);
}

#[test]
fn with_a_header_a_tsv_has_all_fields() {
    let options = WriteOptions {
        header: true,
        mark: true,
        ..WriteOptions::default()
    };
    let mut unit = unit("نعم", "Yes");
    unit.notes = vec!["a\tb".to_owned()];
    let (written, _) = write(Format::Tsv, std::slice::from_ref(&unit), options);
    assert_eq!(
        written,
        "\u{feff}ar\ten\tar_tag\ten_tag\tdocument\tposition\tbead\tconfidence\tsimilarity\torigin\tstatus\t\
         created_at\tcreated_by\tchanged_at\tchanged_by\tuse_count\tlast_used\ttuid\tnotes\tproperties\tar_codes\ten_codes\n\
         نعم\tYes\tar\ten\t\t\t\t\t\timport\tdraft\t2026-11-23T18:41:36Z\timporter\t\t\t0\t\t\t[\"a\\\\tb\"]\t\t\t\n"
    );
    assert_eq!(read(Format::Tsv, written.as_bytes()).0, [unit]);
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
