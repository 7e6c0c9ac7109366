//! Any bytes are a TMX or refused, and what was read of it is written and read again as it was.
//!
//! The first byte chooses the flavor and the direction in which it is written.

#![no_main]

use dhakira::bitext::inline::fit;
use dhakira::bitext::{Lang, Stamp, TranslationUnit};
use dhakira::exchange::{Flavor, Format, ReadOptions, ReadSummary, Reader, WriteOptions, Writer};
use libfuzzer_sys::fuzz_target;

/// Small, so that the fuzzer meets it.
const LIMIT: usize = 1 << 16;

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, bytes)) = bytes.split_first() else {
        return;
    };
    let (units, summary) = read(bytes);
    for unit in &units {
        for lang in [Lang::Ar, Lang::En] {
            let variant = unit.variants.get(lang);
            assert!(!variant.text.trim().is_empty());
            assert!(fit(&variant.codes, &variant.text), "{variant:?}");
        }
    }
    let options = WriteOptions {
        flavor: Flavor::ALL[usize::from(choice >> 1) % Flavor::ALL.len()],
        invert: choice & 1 == 1,
        notes: summary.header_notes.clone(),
        ..WriteOptions::default()
    };
    let written = write(&units, &options);
    let (again, summary_again) = read(&written);
    assert_eq!(again, units);
    assert_eq!(summary_again.header_notes, summary.header_notes);
    assert_eq!(write(&again, &options), written);
});

/// Reads all units and checks that each that was begun is accounted for.
fn read(bytes: &[u8]) -> (Vec<TranslationUnit>, ReadSummary) {
    let created = Stamp {
        at: "2026-11-23T18:41:36Z".parse().expect("it is an instant"),
        by: None,
    };
    let options = ReadOptions {
        limit: LIMIT,
        ..ReadOptions::new(created)
    };
    let mut reader = Reader::new(Format::Tmx, bytes, options);
    let (mut units, mut faulty) = (Vec::new(), 0);
    let mut has_fault = false;
    for item in reader.by_ref() {
        match item {
            Ok(unit) => units.push(unit),
            Err(fault) => {
                assert!(fault.line >= 1 && !fault.reason.is_empty());
                has_fault = true;
                faulty += u64::from(fault.unit.is_some());
            }
        }
    }
    let summary = reader.summary().clone();
    assert_eq!(
        summary.units,
        summary.taken + summary.skipped.total() + faulty
    );
    assert!(summary.complete || has_fault);
    (units, summary)
}

fn write(units: &[TranslationUnit], options: &WriteOptions) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = Writer::new(Format::Tmx, &mut bytes, options.clone());
    for unit in units {
        writer.write(unit).expect("it is in memory");
    }
    let summary = writer.finish().expect("it is in memory");
    assert_eq!(summary.units, units.len() as u64);
    assert_eq!(
        (
            summary.empty,
            summary.forbidden_characters,
            summary.unfit_codes
        ),
        (0, 0, 0)
    );
    bytes
}
