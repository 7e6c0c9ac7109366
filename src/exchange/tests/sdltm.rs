//! Memories of Trados, made here as Trados makes them.

use std::path::Path;

use rusqlite::Connection;

use super::{importer, stamp, texts};
use crate::bitext::{Property, TranslationUnit};
use crate::exchange::{Fault, ReadOptions, ReadSummary, Reader, Sdltm, SkipReason};

/// The tables of a memory, as far as they are read, and some that are not.
const SCHEMA: &str = "
    CREATE TABLE translation_memories (id INTEGER PRIMARY KEY, name TEXT, source_language TEXT, target_language TEXT);
    CREATE TABLE translation_units (id INTEGER PRIMARY KEY, guid BLOB, translation_memory_id INT NOT NULL,
        source_hash INT, source_segment TEXT, target_hash INT, target_segment TEXT, creation_date DATETIME NOT NULL,
        creation_user TEXT NOT NULL, change_date DATETIME NOT NULL, change_user TEXT NOT NULL,
        last_used_date DATETIME, last_used_user TEXT, usage_counter INT NOT NULL DEFAULT 0, flags INT);
    CREATE TABLE attributes (id INTEGER PRIMARY KEY, name TEXT NOT NULL, type INT, tm_id INT);
    CREATE TABLE string_attributes (translation_unit_id INT NOT NULL, attribute_id INT NOT NULL, value TEXT);
    CREATE TABLE picklist_values (id INTEGER PRIMARY KEY, attribute_id INT, value TEXT);
    CREATE TABLE picklist_attributes (translation_unit_id INT NOT NULL, picklist_value_id INT NOT NULL);
    INSERT INTO translation_memories VALUES (1, 'Bank', 'en-US', 'ar-SA');
    INSERT INTO attributes VALUES (1, 'Client', 1, 1), (2, 'Field', 3, 1);
    INSERT INTO picklist_values VALUES (7, 2, 'Law');";

fn segment(text: &str, culture: &str) -> String {
    let culture = match culture {
        "" => String::new(),
        culture => format!("<CultureName>{culture}</CultureName>"),
    };
    format!(
        "<Segment xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><Elements><Text><Value>{text}</Value>\
         </Text></Elements>{culture}</Segment>"
    )
}

/// Adds a unit with these two fragments.
fn add(file: &Connection, source: &str, target: &str) {
    file.execute(
        "INSERT INTO translation_units (translation_memory_id, source_segment, target_segment, creation_date,
         creation_user, change_date, change_user, usage_counter)
         VALUES (1, ?1, ?2, '2024-05-06 07:08:09', 'OFFICE\\sami', '2024-05-06 07:08:09', 'OFFICE\\sami', 3)",
        [source, target],
    )
    .unwrap();
}

/// Makes a memory and reads it.
fn read(make: impl FnOnce(&Connection)) -> (Vec<TranslationUnit>, Vec<Fault>, ReadSummary) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a #1?.sdltm");
    let file = Connection::open(&path).unwrap();
    make(&file);
    file.close().unwrap();
    let before = std::fs::read(&path).unwrap();
    let sdltm = Sdltm::open(&path).unwrap();
    let mut reader = Reader::<&[u8]>::of_sdltm(sdltm, ReadOptions::new(importer()));
    let (mut units, mut faults) = (Vec::new(), Vec::new());
    for item in &mut reader {
        match item {
            Ok(unit) => units.push(unit),
            Err(fault) => faults.push(fault),
        }
    }
    let summary = reader.summary().clone();
    assert_eq!(std::fs::read(&path).unwrap(), before, "it was written");
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 1, "a file was left beside it");
    (units, faults, summary)
}

#[test]
fn units_are_taken_with_their_dates_persons_uses_and_fields() {
    let (units, faults, summary) = read(|file| {
        file.execute_batch(SCHEMA).unwrap();
        let tagged = segment("Yes", "en-GB").replace(
            "</Elements>",
            "<Tag><Type>Start</Type><TagID>1</TagID></Tag><Text><Value> &amp; no.</Value></Text></Elements>",
        );
        add(file, &tagged, &segment("نعم ولا.", "ar-EG"));
        add(file, &segment("No.", ""), &segment("لا.", ""));
        file.execute_batch(
            "UPDATE translation_units SET change_date = '2025-01-02 03:04:05', change_user = 'lina' WHERE id = 2;
             INSERT INTO string_attributes VALUES (1, 1, 'Nile Co.'), (1, 1, 'Delta');
             INSERT INTO picklist_attributes VALUES (2, 7);",
        )
        .unwrap();
    });
    assert_eq!(faults, []);
    assert_eq!(texts(&units), [("نعم ولا.", "Yes & no."), ("لا.", "No.")]);
    let made = stamp("2024-05-06T07:08:09Z", Some("OFFICE\\sami"));
    assert_eq!((&units[0].created, &units[0].changed), (&made, &None));
    let changed = stamp("2025-01-02T03:04:05Z", Some("lina"));
    assert_eq!(units[1].changed, Some(changed));
    assert_eq!(units[0].use_count, 3);
    let field = |kind: &str, value: &str| Property {
        kind: kind.to_owned(),
        value: value.to_owned(),
    };
    assert_eq!(
        units[0].properties,
        [field("x-Client", "Nile Co."), field("x-Client", "Delta")]
    );
    assert_eq!(units[1].properties, [field("x-Field", "Law")]);
    let tags = |unit: &TranslationUnit| {
        let variants = &unit.variants;
        (variants.ar.tag.clone(), variants.en.tag.clone())
    };
    assert_eq!(tags(&units[0]), ("ar-EG".to_owned(), "en-GB".to_owned()));
    assert_eq!(tags(&units[1]), ("ar-SA".to_owned(), "en-US".to_owned()));
    assert_eq!((summary.dropped_codes, summary.complete), (1, true));
}

#[test]
fn a_broken_row_costs_only_itself() {
    let (units, faults, summary) = read(|file| {
        file.execute_batch(SCHEMA).unwrap();
        add(file, &segment("a", "en"), &segment("ب", "ar"));
        add(file, "<Segment><Elements>", &segment("ب", "ar"));
        add(file, &segment("&who;", "en"), &segment("ب", "ar"));
        add(file, &segment("a", "en"), &segment("b", "fr"));
        add(file, &segment(" ", "en"), &segment("ب", "ar"));
        file.execute(
            "UPDATE translation_units SET source_segment = NULL WHERE id = 3",
            [],
        )
        .unwrap();
        add(file, &segment("c", "en"), &segment("ت", "ar"));
    });
    assert_eq!(texts(&units), [("ب", "a"), ("ت", "c")]);
    let reasons: Vec<_> = faults
        .iter()
        .map(|fault| (fault.unit, fault.reason.as_str()))
        .collect();
    assert_eq!(
        reasons,
        [
            (Some(2), "the segment is cut off"),
            (Some(3), "there is no <Segment>")
        ]
    );
    assert_eq!(summary.skipped.count(SkipReason::NoArabic), 1);
    assert_eq!(summary.skipped.count(SkipReason::EmptyEnglish), 1);
    assert_eq!(summary.units, 6);
}

#[test]
fn what_is_missing_leaves_its_field_empty() {
    let (units, faults, _) = read(|file| {
        file.execute_batch("CREATE TABLE Translation_Units (source_segment, target_segment)")
            .unwrap();
        file.execute(
            "INSERT INTO translation_units VALUES (?1, ?2)",
            [segment("a", "en"), segment("ب", "ar")],
        )
        .unwrap();
    });
    assert_eq!(faults, []);
    assert_eq!(texts(&units), [("ب", "a")]);
    assert_eq!(units[0].created, importer());
}

#[test]
fn what_is_no_memory_of_trados_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let refused = |path: &Path| Sdltm::open(path).unwrap_err().to_string();
    std::fs::write(
        path("text.sdltm"),
        "no database, but long enough to be looked at",
    )
    .unwrap();
    assert!(refused(&path("text.sdltm")).contains("is no memory of Trados"));
    assert!(refused(&path("missing.sdltm")).contains("could not read"));
    for (name, schema) in [
        ("empty", ""),
        ("other", "CREATE TABLE unit (id)"),
        (
            "columns",
            "CREATE TABLE translation_units (id, source_segment)",
        ),
        (
            "view",
            "CREATE VIEW translation_units AS SELECT 'a' AS source_segment, 'b' AS target_segment",
        ),
        (
            "computed",
            "CREATE TABLE translation_units (id, source_segment AS (zeroblob(1000)), target_segment AS ('x'))",
        ),
    ] {
        let file = Connection::open(path(name)).unwrap();
        file.execute_batch(schema).unwrap();
        file.close().unwrap();
        assert!(
            refused(&path(name)).contains("is no memory of Trados"),
            "{name}"
        );
    }
    std::fs::write(path("view-wal"), "changes").unwrap();
    assert!(refused(&path("view")).contains("close it in the program that has it open"));
}

#[test]
fn a_value_beyond_the_limit_costs_its_row() {
    let (units, faults, _) = read(|file| {
        file.execute_batch(SCHEMA).unwrap();
        let long = segment(&"a".repeat(ReadOptions::LIMIT), "en");
        add(file, &long, &segment("ب", "ar"));
        add(file, &segment("c", "en"), &segment("ت", "ar"));
    });
    assert_eq!(texts(&units), [("ت", "c")]);
    assert_eq!(faults.len(), 1);
}

#[test]
fn a_damaged_file_gives_units_and_faults() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.sdltm");
    let file = Connection::open(&path).unwrap();
    file.execute_batch(SCHEMA).unwrap();
    for number in 0..200 {
        add(
            &file,
            &segment(&format!("sentence {number}"), "en"),
            &segment("جملة", "ar"),
        );
    }
    file.close().unwrap();
    let whole = std::fs::read(&path).unwrap();
    for seed in 0..60usize {
        let mut bytes = whole.clone();
        for step in 0..40 {
            let at = 100 + (seed * 7919 + step * 104_729) % (bytes.len() - 100);
            bytes[at] = bytes[at].wrapping_add(1 + seed as u8);
        }
        if seed % 4 == 0 {
            bytes.truncate(whole.len() / 4096 / 2 * 4096);
        }
        std::fs::write(&path, &bytes).unwrap();
        if let Ok(sdltm) = Sdltm::open(&path) {
            let reader = Reader::<&[u8]>::of_sdltm(sdltm, ReadOptions::new(importer()));
            assert!(reader.take(100_000).count() < 100_000);
        }
    }
}
