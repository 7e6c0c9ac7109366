//! What is read and written as JSON Lines.

use super::{importer, read, read_with, reasons, texts, unit, write};
use crate::bitext::{Place, Status};
use crate::exchange::{Format, ReadOptions, SkipReason, WriteOptions};

#[test]
fn both_shapes_are_told_line_by_line() {
    let lines = r#"
{"translation":{"ar":"نعم","en":"Yes"}}
{"ar":"لا","en":"No"}
{"unit":7,"ar":{"text":"ربما","tag":"ar-EG"},"en":{"text":"Maybe","tag":"en"},"status":"reviewed","document":"news","position":3,"created":{"at":"2026-01-02T03:04:05Z","by":null},"changed":null,"notes":["n"]}
{"id":1,"translation":{"ar_AR":"أبدا","en_XX":"Never","de":"Nie"}}
"#;
    let (units, faults, summary) = read(Format::JsonLines, lines.as_bytes());
    assert_eq!(faults, []);
    assert_eq!(
        texts(&units),
        [
            ("نعم", "Yes"),
            ("لا", "No"),
            ("ربما", "Maybe"),
            ("أبدا", "Never")
        ]
    );
    assert_eq!(units[0], unit("نعم", "Yes"));
    let third = &units[2];
    assert_eq!(third.variants.ar.tag, "ar-EG");
    assert_eq!(third.status, Status::Reviewed);
    let place = Place {
        document: "news".to_owned(),
        position: Some(3),
    };
    assert_eq!(third.place, Some(place));
    assert_eq!(third.created, super::stamp("2026-01-02T03:04:05Z", None));
    assert_eq!(units[3].variants.ar.tag, "ar-AR");
    // id and de.
    assert_eq!((summary.unknown_keys, summary.units), (2, 4));
}

#[test]
fn bad_lines_are_faults_and_the_next_is_read() {
    let lines = [
        "{",
        "[]",
        r#"{"ar":1,"en":"x"}"#,
        r#"{"translation":"x"}"#,
        r#"{"translation":{"ar":[],"en":"x"}}"#,
        r#"{"ar":{"text":null},"en":"x"}"#,
        r#"{"ar":"نعم","en":"Yes"} x"#,
        r#"{"ar":"نعم","en":"Yes"}"#,
    ];
    let (units, faults, summary) = read(Format::JsonLines, lines.join("\n").as_bytes());
    assert_eq!(texts(&units), [("نعم", "Yes")]);
    assert_eq!(
        reasons(&faults),
        [
            (1, "no JSON at column 1: EOF while parsing an object"),
            (2, "the line holds no JSON object"),
            (3, "the Arabic text is no string"),
            (4, "translation is no object"),
            (5, "the Arabic text is no string"),
            (6, "the Arabic text is no string"),
            (7, "no JSON at column 28: trailing characters"),
        ]
    );
    assert_eq!(summary.units, 8);
}

#[test]
fn null_says_nothing_and_a_key_that_comes_again_is_counted_after_any_number_of_others() {
    let foreign: String = (0..40).map(|n| format!("\"k{n}\":{n},")).collect();
    let lines = [
        r#"{"ar":{"text":"نعم","tag":null,"codes":null},"en":"Yes","bead":null}"#.to_owned(),
        r#"{"ar":{"text":"نعم","tag":5},"en":"Yes"}"#.to_owned(),
        r#"{"translation":{"ar":null,"en":"x"}}"#.to_owned(),
        format!("{{\"ar\":\"نعم\",{foreign}\"ar\":\"لا\",\"en\":\"Yes\"}}"),
    ];
    let (units, faults, summary) = read(Format::JsonLines, lines.join("\n").as_bytes());
    assert_eq!(faults, []);
    assert_eq!(texts(&units), [("نعم", "Yes"); 3]);
    assert_eq!(summary.skipped.count(SkipReason::NoArabic), 1);
    assert_eq!((summary.unread_attributes, summary.unknown_keys), (1, 40));
    assert_eq!(summary.doubled_keys, 1);
}

#[test]
fn depth_and_length_are_limited() {
    let deep = format!("{{\"x\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let lines = format!(
        "{deep}\n{}\n{{\"ar\":\"نعم\",\"en\":\"Yes\"}}\n",
        "x".repeat(300_000)
    );
    let options = ReadOptions {
        limit: 250_000,
        ..ReadOptions::new(importer())
    };
    let (units, faults, _) = read_with(Format::JsonLines, lines.as_bytes(), options);
    assert_eq!(units.len(), 1);
    assert!(
        faults[0].reason.contains("recursion limit exceeded"),
        "{faults:?}"
    );
    assert_eq!(faults[1].reason, "the line is longer than 250000 bytes");
    let many = format!("{{\"x\":[{}0]}}", "0,".repeat(100_000));
    let (_, faults, _) = read(Format::JsonLines, many.as_bytes());
    assert!(
        faults[0].reason.ends_with("more than 100000 values"),
        "{faults:?}"
    );
}

#[test]
fn what_makes_no_sense_or_comes_twice_is_counted() {
    let line = r#"{"ar":"a","ar":"b","en":"c\ud800","mood":"good","bead":"many","confidence":7,"position":-1,"use_count":1.5,"created":{"at":"then"},"notes":[1],"origin":null}"#;
    let (units, faults, summary) = read(Format::JsonLines, line.as_bytes());
    assert_eq!(faults, []);
    assert_eq!(texts(&units), [("a", "c\u{fffd}")]);
    assert_eq!(
        (summary.doubled_keys, summary.unknown_keys, summary.halves),
        (1, 1, 1)
    );
    assert_eq!(summary.unread_attributes, 6);
}

#[test]
fn a_line_without_a_side_is_skipped() {
    let lines = "{\"ar\":\"نعم\"}\n{\"en\":\"Yes\",\"ar\":null}\n{}\n{\"ar\":\" \",\"en\":\"x\"}\n";
    let (units, faults, summary) = read(Format::JsonLines, lines.as_bytes());
    assert_eq!((units, faults), (vec![], vec![]));
    let skipped: Vec<_> = summary.skipped.iter().map(|(reason, _)| reason).collect();
    assert_eq!(
        skipped,
        [
            SkipReason::OtherLanguages,
            SkipReason::NoArabic,
            SkipReason::NoEnglish,
            SkipReason::EmptyArabic
        ]
    );
}

#[test]
fn the_shapes_are_written_in_a_fixed_order() {
    let units = [unit("نعم \"١\"\n", "Yes")];
    assert_eq!(
        write(Format::Translation, &units, WriteOptions::default()).0,
        "{\"translation\":{\"ar\":\"نعم \\\"١\\\"\\n\",\"en\":\"Yes\"}}\n"
    );
    assert_eq!(
        write(Format::JsonLines, &units, WriteOptions::default()).0,
        "{\"ar\":{\"text\":\"نعم \\\"١\\\"\\n\",\"tag\":\"ar\"},\"en\":{\"text\":\"Yes\",\"tag\":\"en\"},\
         \"document\":null,\"position\":null,\"bead\":null,\"confidence\":null,\"similarity\":null,\
         \"origin\":\"import\",\"status\":\"draft\",\"created\":{\"at\":\"2026-11-23T18:41:36Z\",\"by\":\"importer\"},\
         \"changed\":null,\"use_count\":0,\"notes\":[],\"properties\":[]}\n"
    );
}
