//! What is read and written as CSV.

use proptest::collection::vec;
use proptest::prelude::{prop_assert_eq, prop_oneof, proptest};

use super::{importer, read, read_with, reasons, texts, unit, write};
use crate::bitext::{BeadKind, Lang, Origin, Place, Property, Status};
use crate::exchange::{Format, ReadOptions, SkipReason, WriteOptions};
use crate::read::Encoding;

#[test]
fn cells_are_read_as_spreadsheets_write_them() {
    for (name, rows, ar, en) in [
        ("bare", "نعم,Yes\r\n", "نعم", "Yes"),
        ("no line end", "نعم,Yes", "نعم", "Yes"),
        (
            "quotes",
            "\"نعم\",\"Yes, \"\"sir\"\"\"\n",
            "نعم",
            "Yes, \"sir\"",
        ),
        (
            "a line break inside",
            "\"نعم\r\nلا\",\"Yes\nNo\"\r\n",
            "نعم\r\nلا",
            "Yes\nNo",
        ),
        (
            "a quote inside a bare cell",
            "نعم,5\" wide\n",
            "نعم",
            "5\" wide",
        ),
        ("semicolons", "نعم;Yes, sir\nلا;No\n", "نعم", "Yes, sir"),
        ("tabs", "نعم\tYes, sir\n", "نعم", "Yes, sir"),
        ("said", "sep=;\r\nنعم;Yes\r\n", "نعم", "Yes"),
        ("said to be a tab", "sep=\t\r\nنعم\tYes\r\n", "نعم", "Yes"),
        ("a header", "\u{feff}en,ar\nYes,نعم\n", "نعم", "Yes"),
        (
            "a header with semicolons",
            "English;id;Arabic\nYes, sir;1;نعم\n",
            "نعم",
            "Yes, sir",
        ),
        (
            "an apostrophe of another program",
            "'=نعم,'Yes'\n",
            "'=نعم",
            "'Yes'",
        ),
        (
            "an apostrophe of ours",
            "ar,en\n'=نعم,'Yes'\n",
            "=نعم",
            "'Yes'",
        ),
        ("empty lines", "\n\r\nar,en\n\nنعم,Yes\n", "نعم", "Yes"),
        ("controls", "نعم\u{1},Y\0es\n", "نعم", "Yes"),
    ] {
        let (units, faults, summary) = read(Format::Csv, rows.as_bytes());
        assert_eq!(texts(&units).first(), Some(&(ar, en)), "{name}");
        assert_eq!(faults, [], "{name}");
        assert!(summary.complete, "{name}");
    }
}

#[test]
fn a_header_names_every_field() {
    let table = "ID,EN-us,ar,Status,document,position,bead,confidence,origin,created_at,created_by,changed at,use_count,notes,properties,ar_tag\n\
        7,Yes,نعم,reviewed,news,3,2-1,0.5,manual,2026-01-02T03:04:05Z,Amal,2026-02-03,4,\"[\"\"a\"\",\"\"b\"\"]\",\"[{\"\"kind\"\":\"\"x\"\",\"\"value\"\":\"\"y\"\"}]\",ar-EG\n\
        8,No,لا,perhaps,,,,2,,yesterday,,,-1,a plain note,[1],fr\n";
    let (units, faults, summary) = read(Format::Csv, table.as_bytes());
    assert_eq!(faults, []);
    let mut first = unit("نعم", "Yes");
    first.variants.ar.tag = "ar-EG".to_owned();
    first.variants.en.tag = "en-us".to_owned();
    first.status = Status::Reviewed;
    first.place = Some(Place {
        document: "news".to_owned(),
        position: Some(3),
    });
    first.bead = Some(BeadKind { ar: 2, en: 1 });
    first.confidence = Some(0.5);
    first.origin = Origin::Manual;
    first.created = super::stamp("2026-01-02T03:04:05Z", Some("Amal"));
    first.changed = Some(super::stamp("2026-02-03T00:00:00Z", None));
    first.use_count = 4;
    first.notes = vec!["a".to_owned(), "b".to_owned()];
    first.properties = vec![Property {
        kind: "x".to_owned(),
        value: "y".to_owned(),
    }];
    let mut second = unit("لا", "No");
    second.variants.en.tag = "en-us".to_owned();
    second.notes = vec!["a plain note".to_owned()];
    let mut units = units;
    for unit in &mut units {
        unit.variants.en.tag.make_ascii_lowercase();
    }
    assert_eq!(units, [first, second]);
    // perhaps, 2, yesterday, -1, [1], fr
    assert_eq!((summary.unknown_columns, summary.unread_attributes), (1, 6));
}

#[test]
fn a_broken_row_costs_only_itself() {
    let table =
        "ar,en\nنعم,Yes\n\"لا,No\n\"open\" x,y\nربما,Maybe\nواحد\n\"a\nb\",\"c\nd\"\n\u{ff},x\n";
    let mut bytes = table.as_bytes().to_vec();
    let bad = bytes
        .windows(2)
        .position(|pair| pair == "\u{ff}".as_bytes());
    bytes[bad.unwrap()] = 0xFF;
    let (units, faults, summary) = read(Format::Csv, &bytes);
    assert_eq!(
        texts(&units),
        [("نعم", "Yes"), ("ربما", "Maybe"), ("a\nb", "c\nd")]
    );
    assert_eq!(
        reasons(&faults),
        [
            (3, "text stands behind a closing quote"),
            (4, "text stands behind a closing quote"),
            (6, "the row has one column, not two"),
            (
                10,
                "this is not UTF-8 at byte 0 (--encoding names another encoding)"
            ),
        ]
    );
    assert_eq!(summary.units, 7);
    assert!(summary.complete);
}

#[test]
fn a_quote_that_is_never_closed_costs_one_row() {
    let rows = "نعم,Yes\n\"لا,No\nربما,Maybe\nأبدا,Never";
    for limit in [ReadOptions::LIMIT, 40] {
        let options = ReadOptions {
            limit,
            ..ReadOptions::new(importer())
        };
        let (units, faults, _) = read_with(Format::Csv, rows.as_bytes(), options);
        assert_eq!(
            texts(&units),
            [("نعم", "Yes"), ("ربما", "Maybe"), ("أبدا", "Never")]
        );
        assert_eq!((faults.len(), faults[0].line), (1, 2));
    }
}

#[test]
fn rows_and_cells_have_limits() {
    let options = ReadOptions {
        limit: 2_000,
        ..ReadOptions::new(importer())
    };
    let long = "x".repeat(5_000);
    let rows = format!(
        "نعم,Yes\n{long},{long}\n\"{long}\n\",x\n{}\nلا,No\n",
        ",".repeat(1_500)
    );
    let (units, faults, _) = read_with(Format::Csv, rows.as_bytes(), options);
    assert_eq!(texts(&units), [("نعم", "Yes"), ("لا", "No")]);
    let lines: Vec<u64> = faults.iter().map(|fault| fault.line).collect();
    // What followed the first line of the third row is a row of its own, and a stray quote.
    assert_eq!(lines, [2, 3, 4, 5], "{faults:?}");
}

#[test]
fn a_row_without_a_text_is_skipped_and_one_with_too_many_cells_is_counted() {
    let rows = "ar,en\n,Yes\nنعم,\n,,\nلا,No,more\n";
    let (units, _, summary) = read(Format::Csv, rows.as_bytes());
    assert_eq!(texts(&units), [("لا", "No")]);
    let reasons = [
        SkipReason::EmptyArabic,
        SkipReason::EmptyEnglish,
        SkipReason::BothEmpty,
    ];
    let skipped: Vec<_> = summary.skipped.iter().collect();
    assert_eq!(skipped, reasons.map(|reason| (reason, 1)));
    assert_eq!(summary.wide_rows, 2);
}

#[test]
fn the_encodings_of_excel_are_read() {
    let table = "ar\ten\r\nنعم\t\"Yes\r\n\"\"sir\"\"\"\r\n";
    let utf16: Vec<u8> = format!("\u{feff}{table}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for format in [Format::Csv, Format::Tsv] {
        let (units, faults, _) = read(format, &utf16);
        assert_eq!(
            (texts(&units), faults),
            (vec![("نعم", "Yes\r\n\"sir\"")], vec![])
        );
    }
    let mut half = utf16.clone();
    half.extend([0x00, 0xD8, b'\n', 0]);
    let (units, faults, _) = read(Format::Csv, &half);
    assert_eq!(units.len(), 1);
    assert_eq!(
        reasons(&faults),
        [(4, "this is not UTF-16LE behind 0 bytes of UTF-8")]
    );
    let old = encoding_rs::WINDOWS_1256.encode("نعم;Yes\r\n").0;
    let options = ReadOptions {
        encoding: Some(Encoding::Windows1256),
        ..ReadOptions::new(importer())
    };
    assert_eq!(
        texts(&read_with(Format::Csv, &old, options).0),
        [("نعم", "Yes")]
    );
    let (_, faults, _) = read(Format::Csv, &old);
    assert!(faults[0].reason.contains("--encoding"), "{faults:?}");
}

#[test]
fn source_and_target_are_arabic_and_english_unless_inverted() {
    for (invert, ar, en) in [(false, "a", "b"), (true, "b", "a")] {
        let options = ReadOptions {
            invert,
            ..ReadOptions::new(importer())
        };
        for rows in ["source,target\na,b\n", "a,b\n"] {
            let (units, ..) = read_with(Format::Csv, rows.as_bytes(), options.clone());
            assert_eq!(texts(&units), [(ar, en)], "{rows}");
        }
    }
}

#[test]
fn a_csv_has_a_header_and_is_safe_in_spreadsheets() {
    let units = [
        unit("=1+1", "- \"a\", b"),
        unit(" ", "x"),
        unit("نعم", "'@x\ty"),
    ];
    let options = WriteOptions {
        mark: true,
        ..WriteOptions::default()
    };
    let (written, summary) = write(Format::Csv, &units, options);
    let rows: Vec<&str> = written.split("\r\n").collect();
    assert!(rows[0].starts_with("\u{feff}ar,en,ar_tag,en_tag,document,"));
    assert!(
        rows[1].starts_with("'=1+1,\"'- \"\"a\"\", b\",ar,en,"),
        "{}",
        rows[1]
    );
    assert!(rows[2].starts_with("نعم,\"''@x\ty\",ar,en,"), "{}", rows[2]);
    assert_eq!((rows.len(), summary.units, summary.empty), (4, 2, 1));
    assert_eq!(
        read(Format::Csv, written.as_bytes()).0,
        [units[0].clone(), units[2].clone()]
    );
    let nothing = write(Format::Csv, &[], WriteOptions::default()).0;
    assert!(nothing.starts_with("ar,en,") && nothing.ends_with("en_codes\r\n"));
}

#[test]
fn language_codes_of_the_file_stand_in_its_rows() {
    let mut options = WriteOptions {
        invert: true,
        ..WriteOptions::default()
    };
    options.lang_tags.ar = "ar-SA".to_owned();
    let (written, _) = write(Format::Csv, &[unit("نعم", "Yes")], options);
    assert!(written.contains("\r\nYes,نعم,ar-SA,en,"), "{written}");
    let (units, ..) = read(Format::Csv, written.as_bytes());
    assert_eq!(units[0].variants.get(Lang::Ar).tag, "ar-SA");
}

fn cells() -> impl proptest::strategy::Strategy<Value = String> {
    prop_oneof!["[a-z,;\t\"'\r\n =@-]{1,8}", "[ء-ي]{1,4}"]
}

proptest! {
    #[test]
    fn another_reader_sees_the_cells_that_we_write(sides in vec((cells(), cells()), 1..4)) {
        let units: Vec<_> = sides.iter().map(|(ar, en)| unit(ar, en)).collect();
        let (written, summary) = write(Format::Csv, &units, WriteOptions::default());
        let mut reader = csv::Reader::from_reader(written.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(rows.len() as u64, summary.units);
        let whole = sides.iter().filter(|(ar, en)| !ar.trim().is_empty() && !en.trim().is_empty());
        for (row, (ar, en)) in rows.iter().zip(whole) {
            for (cell, text) in [(&row[0], ar), (&row[1], en)] {
                prop_assert_eq!(cell.strip_prefix('\'').filter(|rest| rest == text).unwrap_or(cell), text);
            }
        }
    }

    #[test]
    fn cells_that_another_writer_writes_are_read(
        sides in vec((cells(), cells()), 1..4), delimiter in prop_oneof!["[,]", "[;]", "[\t]"],
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter.as_bytes()[0]).from_writer(Vec::new());
        writer.write_record(["arabic", "english"]).unwrap();
        for (ar, en) in &sides {
            writer.write_record([ar, en]).unwrap();
        }
        let (units, faults, _) = read(Format::Csv, &writer.into_inner().unwrap());
        prop_assert_eq!(faults, vec![]);
        let whole: Vec<_> = sides.iter().map(|(ar, en)| (ar.as_str(), en.as_str()))
            .filter(|(ar, en)| !ar.trim().is_empty() && !en.trim().is_empty()).collect();
        prop_assert_eq!(texts(&units), whole);
    }
}
