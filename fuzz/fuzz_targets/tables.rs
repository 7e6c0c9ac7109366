//! Any bytes are a table, JSON Lines, a PO, a pair of texts or beads: what is read of them is
//! accounted for, and what is written of that and read again is the same.

#![no_main]

use dhakira::bitext::{Sides, Stamp, TranslationUnit};
use dhakira::exchange::{Files, Format, ReadOptions, Reader, WriteOptions, Writer};
use libfuzzer_sys::fuzz_target;

/// The formats that carry every field of a unit.
const WHOLE: [Format; 4] = [Format::Csv, Format::Tsv, Format::JsonLines, Format::Po];

/// Small, so that the fuzzer meets it.
const LIMIT: usize = 1 << 10;

fn options(limit: usize) -> ReadOptions {
    let at = "2026-11-23T18:41:36Z".parse().expect("an instant");
    ReadOptions {
        limit,
        ..ReadOptions::new(Stamp { at, by: None })
    }
}

fuzz_target!(|bytes: &[u8]| {
    for format in Format::ALL {
        if format == Format::Tmx || format.files() != Files::One {
            continue;
        }
        drain(Reader::new(format, bytes, options(LIMIT)));
        let units = drain(Reader::new(format, bytes, options(ReadOptions::LIMIT)));
        for format in WHOLE {
            again(format, &units);
        }
    }
    // Three files in one, for what is made of three.
    let mut parts = bytes.split(|&byte| byte == 0);
    let [beads, ar, en] = [(); 3].map(|()| parts.next().unwrap_or_default());
    drain(Reader::pair(Sides { ar, en }, options(LIMIT)));
    drain(Reader::beads(
        beads,
        Sides { ar, en },
        "fuzz",
        options(LIMIT),
    ));
});

/// Reads all units, and checks that every unit of the file is accounted for.
fn drain(mut reader: Reader<&[u8]>) -> Vec<TranslationUnit> {
    let mut units = Vec::new();
    let mut faults = 0;
    for item in &mut reader {
        match item {
            Ok(unit) => units.push(unit),
            Err(fault) => {
                assert!(fault.line >= 1 && !fault.reason.is_empty());
                faults += 1;
            }
        }
    }
    let summary = reader.summary();
    assert_eq!(summary.taken, units.len() as u64);
    assert_eq!(summary.faults, faults);
    assert!(summary.complete || faults > 0, "an end without a reason");
    assert!(summary.units >= summary.taken + summary.skipped.total());
    units
}

/// Writes units and reads them again.
fn again(format: Format, units: &[TranslationUnit]) {
    let mut bytes = Vec::new();
    let options_out = WriteOptions {
        header: true,
        ..WriteOptions::default()
    };
    let mut writer = Writer::new(format, &mut bytes, options_out);
    for unit in units {
        writer.write(unit).expect("a vector takes all");
    }
    let written = writer.finish().expect("a vector takes all");
    assert_eq!(written.units, units.len() as u64);
    let read = drain(Reader::new(format, &bytes[..], options(usize::MAX >> 8)));
    assert_eq!(read, units, "{format}");
}
