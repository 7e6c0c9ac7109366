//! All formats through the door that callers use.

mod beads;
mod csv;
mod fill;
mod jsonl;
mod moses;
mod po;
mod round_trip;
mod sdltm;
mod tmx_broken;
mod tmx_codes;
mod tmx_hostile;
mod tmx_in;
mod tmx_out;
mod tsv;
mod xliff;

use super::{
    Fault, Files, Format, ReadOptions, ReadSummary, Reader, WriteOptions, WriteSummary, Writer,
};
use crate::bitext::{Lang, Origin, Sides, Stamp, TranslationUnit};

fn stamp(at: &str, by: Option<&str>) -> Stamp {
    Stamp {
        at: at.parse().unwrap(),
        by: by.map(str::to_owned),
    }
}

/// Who and when for units that do not say.
fn importer() -> Stamp {
    stamp("2026-11-23T18:41:36Z", Some("importer"))
}

fn unit(ar: &str, en: &str) -> TranslationUnit {
    TranslationUnit::new(ar, en, Origin::Import, importer())
}

fn read(format: Format, bytes: &[u8]) -> (Vec<TranslationUnit>, Vec<Fault>, ReadSummary) {
    read_with(format, bytes, ReadOptions::new(importer()))
}

fn read_with(
    format: Format,
    bytes: &[u8],
    options: ReadOptions,
) -> (Vec<TranslationUnit>, Vec<Fault>, ReadSummary) {
    drain(Reader::new(format, bytes, options))
}

/// Reads a Moses pair.
fn read_pair(ar: &str, en: &str) -> (Vec<TranslationUnit>, Vec<Fault>, ReadSummary) {
    let (ar, en) = (ar.as_bytes(), en.as_bytes());
    drain(Reader::pair(Sides { ar, en }, ReadOptions::new(importer())))
}

/// Reads beads of the document `news`.
fn read_beads(beads: &str, ar: &str, en: &str) -> (Vec<TranslationUnit>, Vec<Fault>, ReadSummary) {
    let (ar, en) = (ar.as_bytes(), en.as_bytes());
    let options = ReadOptions::new(importer());
    drain(Reader::beads(
        beads.as_bytes(),
        Sides { ar, en },
        "news",
        options,
    ))
}

fn drain(mut reader: Reader<&[u8]>) -> (Vec<TranslationUnit>, Vec<Fault>, ReadSummary) {
    let (mut units, mut faults) = (Vec::new(), Vec::new());
    for item in &mut reader {
        match item {
            Ok(unit) => units.push(unit),
            Err(fault) => faults.push(fault),
        }
    }
    let summary = reader.summary().clone();
    assert_eq!(summary.taken, units.len() as u64);
    assert_eq!(summary.faults, faults.len() as u64);
    (units, faults, summary)
}

fn write(
    format: Format,
    units: &[TranslationUnit],
    options: WriteOptions,
) -> (String, WriteSummary) {
    let mut bytes = Vec::new();
    let mut writer = Writer::new(format, &mut bytes, options);
    for unit in units {
        writer.write(unit).unwrap();
    }
    let summary = writer.finish().unwrap();
    (String::from_utf8(bytes).unwrap(), summary)
}

/// Every format of one file.
fn of_one_file() -> impl Iterator<Item = Format> {
    Format::ALL
        .into_iter()
        .filter(|format| format.files() == Files::One)
}

/// The lines and reasons of faults.
fn reasons(faults: &[Fault]) -> Vec<(u64, &str)> {
    faults
        .iter()
        .map(|fault| (fault.line, fault.reason.as_str()))
        .collect()
}

/// A unit with these two segments.
fn tu(ar: &str, en: &str) -> String {
    format!(
        "<tu><tuv xml:lang=\"ar\"><seg>{ar}</seg></tuv><tuv xml:lang=\"en\"><seg>{en}</seg></tuv></tu>"
    )
}

/// A TMX with this body, whose first line is the file's first.
fn tmx(body: &str) -> String {
    format!("<tmx version=\"1.4\"><header srclang=\"ar\"/><body>{body}</body></tmx>")
}

fn texts(units: &[TranslationUnit]) -> Vec<(&str, &str)> {
    units
        .iter()
        .map(|unit| (unit.text(Lang::Ar), unit.text(Lang::En)))
        .collect()
}

#[test]
fn a_fault_names_its_file_line_and_unit() {
    let fault = Fault {
        line: 7,
        unit: Some(3),
        reason: "a bad attribute".to_owned(),
        skipped: None,
    };
    assert_eq!(
        fault.in_file("a.tmx").to_string(),
        "a.tmx:7: unit 3: a bad attribute"
    );
}

/// Hands out the same byte for ever.
struct Endless(u8);

impl std::io::Read for Endless {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        target.fill(self.0);
        Ok(target.len())
    }
}

#[test]
fn an_endless_input_ends_in_a_fault() {
    for (format, reason) in [
        (
            Format::Tmx,
            "a piece of text or markup is longer than 1000 bytes",
        ),
        (Format::Tsv, "the line does not end"),
        (Format::Csv, "the line does not end"),
        (Format::JsonLines, "the line does not end"),
        (Format::Po, "the line does not end"),
    ] {
        let options = ReadOptions {
            limit: 1000,
            ..ReadOptions::new(importer())
        };
        let items: Vec<_> = Reader::new(format, Endless(b'a'), options).collect();
        assert_eq!(
            items,
            [Err(Fault {
                line: 1,
                unit: None,
                reason: reason.to_owned(),
                skipped: None,
            })]
        );
    }
}

#[test]
fn failing_to_read_is_a_fault_and_failing_to_write_an_error() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    impl std::io::Write for Broken {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    for format in of_one_file() {
        let items: Vec<_> = Reader::new(format, Broken, ReadOptions::new(importer())).collect();
        let reason = "reading failed: the disk is gone".to_owned();
        assert_eq!(
            items,
            [Err(Fault {
                line: 1,
                unit: None,
                reason,
                skipped: None,
            })]
        );
        let mut writer = Writer::new(format, Broken, WriteOptions::default());
        writer.write(&unit("نعم", "Yes")).unwrap();
        assert!(writer.finish().is_err());
    }
}

#[test]
fn names_from_the_file_are_shown_short_and_without_controls() {
    let file = format!("<\u{1b}\u{202e}{}>", "x".repeat(1000));
    let (_, faults, _) = read(Format::Tmx, file.as_bytes());
    let reason = &faults[0].reason;
    assert!(
        reason.starts_with("the file holds <\\u{1b}\\u{202e}xxx"),
        "{reason}"
    );
    assert!(
        reason.ends_with("x…") && reason.chars().count() < 400,
        "{reason}"
    );
}
