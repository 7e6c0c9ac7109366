//! What the memory promises.

mod files;
mod keeping;

use std::path::Path;

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::bitext::{Origin, Place, Property, Sides, Stamp, Status, TranslationUnit, UnitId};
use crate::error::Error;

fn stamp(second: i64) -> Stamp {
    Stamp {
        at: Timestamp::from_second(second).expect("in range"),
        by: Some("tester".to_owned()),
    }
}

fn unit(ar: &str, en: &str) -> TranslationUnit {
    TranslationUnit::new(ar, en, Origin::Import, stamp(1))
}

fn aligned(position: u32, ar: &str, en: &str) -> TranslationUnit {
    let mut unit = TranslationUnit::new(ar, en, Origin::Alignment, stamp(1));
    unit.place = Some(Place {
        document: "doc".to_owned(),
        position: Some(position),
    });
    unit.confidence = Some(0.9);
    unit.bead = "1-1".parse().ok();
    unit
}

fn record(fingerprint: &str) -> DocumentRecord {
    DocumentRecord {
        name: "doc".to_owned(),
        source: Some("/articles/doc.ar.txt".to_owned()),
        fingerprint: Some(fingerprint.to_owned()),
        signature: Some("v1".to_owned()),
        segments: Sides { ar: 2, en: 2 },
        alone: Sides { ar: 0, en: 0 },
    }
}

fn all(memory: &Memory) -> Vec<StoredUnit> {
    let mut units = Vec::new();
    memory
        .for_each_unit(&UnitFilter::default(), |unit| {
            units.push(unit);
            Ok(())
        })
        .expect("it can be read");
    units
}

fn texts(memory: &Memory) -> Vec<(i64, String, String)> {
    all(memory)
        .into_iter()
        .map(|u| (u.id.0, u.unit.variants.ar.text, u.unit.variants.en.text))
        .collect()
}

fn row(id: i64, ar: &str, en: &str) -> (i64, String, String) {
    (id, ar.to_owned(), en.to_owned())
}

#[test]
fn a_unit_comes_back_as_it_went_in() {
    let mut memory = Memory::in_memory().expect("it opens");
    let mut full = aligned(3, "نعم", "Yes");
    full.variants.ar.tag = "ar-SA".to_owned();
    full.changed = Some(stamp(9));
    full.status = Status::Reviewed;
    full.use_count = 4;
    full.notes = vec!["one".to_owned(), "two".to_owned()];
    let property = |value: &str| Property {
        kind: "x-domain".to_owned(),
        value: value.to_owned(),
    };
    full.properties = vec![property("b"), property("a"), property("b")];
    memory
        .import([full.clone()], OnConflict::KeepBoth)
        .expect("it goes in");
    assert_eq!(memory.unit(UnitId(1)).expect("it is there").unit, full);
    assert_eq!(all(&memory)[0].unit, full);
    assert!(matches!(
        memory.unit(UnitId(2)),
        Err(Error::NoUnit { id: 2 })
    ));
}

#[test]
fn import_twice_is_import_once() {
    let mut memory = Memory::in_memory().expect("it opens");
    let units = || {
        [
            unit("نعم", "Yes"),
            unit("نعم", "Indeed"),
            aligned(0, "نعم", "Yes"),
            unit("  نعم\u{1}", "Yes "),
        ]
    };
    let first = memory
        .import(units(), OnConflict::KeepBoth)
        .expect("it goes in");
    assert_eq!(
        (first.added, first.skipped, first.forbidden_characters),
        (3, 1, 1)
    );
    for policy in [OnConflict::KeepBoth, OnConflict::Newest, OnConflict::Skip] {
        let again = memory.import(units(), policy).expect("it goes in");
        assert_eq!(
            (again.added, again.updated, again.skipped),
            (0, 0, 4),
            "{policy:?}"
        );
    }
}

#[test]
fn a_conflict_is_settled_by_the_policy() {
    let conflict = |policy: OnConflict, second: i64, is_reviewed: bool| {
        let mut memory = Memory::in_memory().expect("it opens");
        let mut old = unit("نَعَم", "Yes");
        old.created = stamp(5);
        old.status = if is_reviewed {
            Status::Reviewed
        } else {
            Status::Draft
        };
        memory
            .import([old], OnConflict::KeepBoth)
            .expect("it goes in");
        let mut new = unit("نعم", "Indeed");
        new.created = stamp(second);
        let imported = memory.import([new], policy).expect("it goes in");
        assert_eq!(memory.verify().expect("it can be read"), []);
        (imported.added, imported.updated, imported.skipped)
    };
    assert_eq!(conflict(OnConflict::KeepBoth, 1, false), (1, 0, 0));
    assert_eq!(conflict(OnConflict::Skip, 9, false), (0, 0, 1));
    assert_eq!(conflict(OnConflict::Newest, 9, false), (0, 1, 0));
    assert_eq!(conflict(OnConflict::Newest, 1, false), (0, 0, 1));
    assert_eq!(conflict(OnConflict::Newest, 9, true), (0, 0, 1));
}

/// Imports each list of `(translation, second of creation)` of one source, keeping the newest; gives what is there then.
fn newest(imports: &[&[(&str, i64)]]) -> Vec<String> {
    let mut memory = Memory::in_memory().expect("it opens");
    for rows in imports {
        let units = rows.iter().map(|&(en, second)| {
            let mut unit = unit("نعم", en);
            unit.created = stamp(second);
            unit
        });
        memory
            .import(units, OnConflict::Newest)
            .expect("it goes in");
    }
    texts(&memory).into_iter().map(|row| row.2).collect()
}

#[test]
fn a_file_without_dates_imported_again_changes_nothing() {
    let at = |second| [("Yes", second), ("Indeed", second)];
    for times in 1..4 {
        let imports: Vec<_> = (1..=times).map(at).collect();
        let imports: Vec<&[(&str, i64)]> = imports.iter().map(|rows| rows.as_slice()).collect();
        assert_eq!(newest(&imports), ["Indeed"], "{times}");
    }
}

#[test]
fn what_is_newer_than_one_of_several_is_not_newest() {
    let mut memory = Memory::in_memory().expect("it opens");
    let at = |en: &str, second| {
        let mut unit = unit("نعم", en);
        unit.created = stamp(second);
        unit
    };
    memory
        .import([at("Old", 1), at("New", 9)], OnConflict::KeepBoth)
        .expect("it goes in");
    let mid = memory
        .import([at("Mid", 5)], OnConflict::Newest)
        .expect("it goes in");
    assert_eq!((mid.updated, mid.skipped), (0, 1));
    let newer = memory
        .import([at("Newer", 10)], OnConflict::Newest)
        .expect("it goes in");
    assert_eq!(newer.updated, 1);
    assert_eq!(
        texts(&memory),
        [row(1, "نعم", "Old"), row(2, "نعم", "Newer")]
    );
}

#[test]
fn an_equal_unit_keeps_its_history_unless_it_was_changed_since() {
    let mut memory = Memory::in_memory().expect("it opens");
    let mut used = unit("نعم", "Yes");
    used.use_count = 7;
    used.notes = vec!["a note".to_owned()];
    memory
        .import([used.clone()], OnConflict::KeepBoth)
        .expect("it goes in");
    let mut later = unit("نعم", "Yes");
    later.created = stamp(9);
    memory
        .import([later.clone()], OnConflict::Newest)
        .expect("it goes in");
    assert_eq!(memory.unit(UnitId(1)).expect("it is there").unit, used);
    later.changed = Some(stamp(10));
    later.status = Status::Reviewed;
    memory
        .import([later], OnConflict::Newest)
        .expect("it goes in");
    let unit = memory.unit(UnitId(1)).expect("it is there").unit;
    assert_eq!((unit.status, unit.use_count), (Status::Reviewed, 7));
}

#[test]
fn a_rejected_translation_stands_in_nobodys_way_and_does_not_come_back() {
    for policy in [OnConflict::Newest, OnConflict::Skip] {
        let mut memory = Memory::in_memory().expect("it opens");
        memory
            .import([unit("نعم", "Nope")], OnConflict::KeepBoth)
            .expect("it goes in");
        memory
            .set_status([UnitId(1)], Status::Rejected, &stamp(3))
            .expect("it is there");
        let mut again = unit("نعم", "Nope");
        again.changed = Some(stamp(9));
        let imported = memory
            .import([unit("نعم", "Yes"), again], policy)
            .expect("it goes in");
        assert_eq!(
            (imported.added, imported.updated, imported.skipped),
            (1, 0, 1),
            "{policy:?}"
        );
        assert_eq!(
            memory.unit(UnitId(1)).expect("it stays").unit.status,
            Status::Rejected
        );
    }
}

#[test]
fn what_took_the_place_of_an_alignment_is_none_and_outlives_a_rebuild() {
    let mut memory = Memory::in_memory().expect("it opens");
    let document = [aligned(0, "نعم", "Yes")];
    memory
        .replace_document(&record("1"), &document, &stamp(1))
        .expect("it goes in");
    let mut better = unit("نعم", "Indeed");
    better.created = stamp(9);
    for expected in [(0, 1, 0), (0, 0, 1)] {
        let imported = memory
            .import([better.clone()], OnConflict::Newest)
            .expect("it goes in");
        assert_eq!(
            (imported.added, imported.updated, imported.skipped),
            expected
        );
    }
    let unit = memory.unit(UnitId(1)).expect("it is there").unit;
    assert_eq!(
        (unit.origin, unit.bead, unit.confidence),
        (Origin::Import, None, None)
    );
    memory
        .replace_document(&record("2"), &document, &stamp(10))
        .expect("it goes in");
    let expected = [row(1, "نعم", "Indeed"), row(2, "نعم", "Yes")];
    assert_eq!(texts(&memory), expected);
    assert_eq!(memory.verify().expect("it can be read"), []);
}

#[test]
fn what_took_the_place_of_another_document_s_unit_moves_to_its_own() {
    let mut memory = Memory::in_memory().expect("it opens");
    memory
        .import([aligned(0, "نعم", "Yes")], OnConflict::KeepBoth)
        .expect("it goes in");
    let mut newer = aligned(4, "نعم", "Indeed");
    newer.created = stamp(9);
    newer.place = Some(Place {
        document: "other".to_owned(),
        position: Some(4),
    });
    for expected in [(0, 1, 0), (0, 0, 1)] {
        let imported = memory
            .import([newer.clone()], OnConflict::Newest)
            .expect("it goes in");
        assert_eq!(
            (imported.added, imported.updated, imported.skipped),
            expected
        );
    }
    assert_eq!(memory.unit(UnitId(1)).expect("it is there").unit, newer);
}

#[test]
fn what_holds_no_text_is_not_stored() {
    let mut memory = Memory::in_memory().expect("it opens");
    let imported = memory
        .import(
            [unit(" \u{1}", "Yes"), unit("نعم", "\n")],
            OnConflict::KeepBoth,
        )
        .expect("it goes in");
    assert_eq!((imported.added, imported.empty), (0, 2));
}

#[test]
fn of_equal_texts_a_draft_goes_before_what_was_reviewed() {
    let mut memory = Memory::in_memory().expect("it opens");
    let twice = [aligned(0, "أ", "A"), aligned(1, "أ", "A")];
    memory
        .replace_document(&record("1"), &twice, &stamp(2))
        .expect("it goes in");
    memory
        .set_status([UnitId(2)], Status::Reviewed, &stamp(3))
        .expect("it is there");
    let replaced = memory
        .replace_document(&record("2"), &[aligned(0, "أ", "A")], &stamp(4))
        .expect("it goes in");
    assert_eq!(
        replaced,
        Replaced {
            added: 0,
            kept: 1,
            removed: 1
        }
    );
    let kept = memory.unit(UnitId(2)).expect("it stays").unit;
    assert_eq!(
        kept.place.and_then(|place| place.position),
        Some(0),
        "it has its place"
    );
}

#[test]
fn a_rebuilt_document_keeps_ids_and_what_was_reviewed() {
    let mut memory = Memory::in_memory().expect("it opens");
    let first = [
        aligned(0, "أ", "A"),
        aligned(1, "ب", "B"),
        aligned(2, "ج", "C"),
        aligned(3, "د", "D"),
    ];
    let replaced = memory
        .replace_document(&record("1"), &first, &stamp(2))
        .expect("it goes in");
    assert_eq!(
        replaced,
        Replaced {
            added: 4,
            kept: 0,
            removed: 0
        }
    );
    memory
        .set_status([UnitId(2)], Status::Reviewed, &stamp(3))
        .expect("it is there");
    memory
        .set_status([UnitId(3)], Status::Rejected, &stamp(3))
        .expect("it is there");
    let second = [
        aligned(0, "أ", "A"),
        aligned(1, "ج", "C"),
        aligned(2, "هـ", "E"),
    ];
    let replaced = memory
        .replace_document(&record("2"), &second, &stamp(4))
        .expect("it goes in");
    assert_eq!(
        replaced,
        Replaced {
            added: 1,
            kept: 3,
            removed: 1
        }
    );
    let reviewed = memory.unit(UnitId(2)).expect("it stays").unit;
    assert_eq!(
        (
            reviewed.status,
            reviewed.place.and_then(|place| place.position)
        ),
        (Status::Reviewed, None)
    );
    assert_eq!(
        memory.unit(UnitId(3)).expect("it stays").unit.status,
        Status::Rejected
    );
    let expected = [
        row(2, "ب", "B"),
        row(1, "أ", "A"),
        row(3, "ج", "C"),
        row(5, "هـ", "E"),
    ];
    assert_eq!(texts(&memory), expected);
    let document = memory
        .document("doc")
        .expect("it can be read")
        .expect("it is there");
    assert!(
        document.is_built_from("2", "v1")
            && !document.is_built_from("1", "v1")
            && !document.is_built_from("2", "v2")
    );
    assert_eq!(memory.verify().expect("it can be read"), []);
}

#[test]
fn equal_texts_of_a_document_are_matched_one_by_one() {
    let mut memory = Memory::in_memory().expect("it opens");
    memory
        .replace_document(
            &record("1"),
            &[aligned(0, "أ", "A"), aligned(1, "أ", "A")],
            &stamp(2),
        )
        .expect("it goes in");
    let replaced = memory
        .replace_document(&record("2"), &[aligned(0, "أ", "A")], &stamp(2))
        .expect("it goes in");
    assert_eq!(
        replaced,
        Replaced {
            added: 0,
            kept: 1,
            removed: 1
        }
    );
    assert_eq!(texts(&memory), [row(1, "أ", "A")]);
}

#[test]
fn units_are_read_by_document_and_position_and_filter() {
    let mut memory = Memory::in_memory().expect("it opens");
    memory
        .import([unit("ت", "T")], OnConflict::KeepBoth)
        .expect("it goes in");
    memory
        .replace_document(
            &record("1"),
            &[aligned(1, "ب", "B"), aligned(0, "أ", "A")],
            &stamp(2),
        )
        .expect("it goes in");
    assert_eq!(
        texts(&memory),
        [row(3, "أ", "A"), row(2, "ب", "B"), row(1, "ت", "T")]
    );
    memory
        .set_status([UnitId(3)], Status::Rejected, &stamp(3))
        .expect("it is there");
    let count = |filter: UnitFilter| {
        let mut n = 0;
        memory
            .for_each_unit(&filter, |_| {
                n += 1;
                Ok(())
            })
            .expect("it can be read");
        n
    };
    assert_eq!(
        count(UnitFilter {
            status: Selected::Offered,
            ..UnitFilter::default()
        }),
        2
    );
    assert_eq!(
        count(UnitFilter {
            status: Selected::Only(Status::Rejected),
            ..UnitFilter::default()
        }),
        1
    );
    assert_eq!(
        count(UnitFilter {
            document: Some("doc".to_owned()),
            ..UnitFilter::default()
        }),
        2
    );
    assert_eq!(
        count(UnitFilter {
            document: Some("none".to_owned()),
            ..UnitFilter::default()
        }),
        0
    );
    assert_eq!(
        count(UnitFilter {
            min_confidence: Some(0.95),
            ..UnitFilter::default()
        }),
        1
    );
}

#[test]
fn damage_is_named_with_its_unit() {
    let mut memory = Memory::in_memory().expect("it opens");
    memory
        .import(
            [unit("نعم", "Yes"), unit("لا", "No"), unit("ربما", "Maybe")],
            OnConflict::KeepBoth,
        )
        .expect("it goes in");
    memory.connection.execute_batch("UPDATE unit SET en = 'Yet' WHERE id = 1; UPDATE unit SET ar_key = 7 WHERE id = 2; DELETE FROM match_fresh WHERE unit_id = 3;").expect("it runs");
    let found: Vec<_> = memory
        .verify()
        .expect("it can be read")
        .into_iter()
        .map(|p| (p.kind, p.unit.map(|id| id.0)))
        .collect();
    assert_eq!(
        found,
        [
            (ProblemKind::Text, Some(1)),
            (ProblemKind::Key, Some(2)),
            (ProblemKind::Index, Some(3)),
            (ProblemKind::Index, Some(3))
        ]
    );
}

#[test]
fn every_kind_of_problem_is_found() {
    let problems = |sql: &str| {
        let mut memory = Memory::in_memory().expect("it opens");
        memory
            .import([unit("نعم", "Yes")], OnConflict::KeepBoth)
            .expect("it goes in");
        memory.connection.execute_batch(sql).expect("it runs");
        let found = memory.verify().expect("it can be read");
        found
            .into_iter()
            .map(|p| (p.kind, p.unit.map(|id| id.0)))
            .collect::<Vec<_>>()
    };
    for (sql, kind, unit) in [
        (
            "PRAGMA ignore_check_constraints = 1; UPDATE unit SET use_count = -1; PRAGMA ignore_check_constraints = 0",
            ProblemKind::File,
            None,
        ),
        (
            "PRAGMA foreign_keys = 0; UPDATE unit SET document_id = 7",
            ProblemKind::Reference,
            None,
        ),
        (
            "UPDATE unit SET ar = CAST(x'd9' AS TEXT)",
            ProblemKind::Text,
            Some(1),
        ),
        ("UPDATE unit SET en_key = 7", ProblemKind::Key, Some(1)),
        // Keys of other forms are not each a problem of their own.
        (
            "UPDATE setting SET value = '0'; UPDATE unit SET en_key = 7",
            ProblemKind::Forms,
            None,
        ),
        ("DELETE FROM setting", ProblemKind::Forms, None),
    ] {
        assert_eq!(problems(sql), [(kind, unit)], "{sql}");
    }
}

#[test]
fn damage_of_the_index_is_found() {
    let problems = |sql: &str| {
        let mut memory = Memory::in_memory().expect("it opens");
        let units = (0..40).map(|n| unit(&format!("نعم {n}"), &format!("Yes {n} of {}", n / 3)));
        memory
            .import(units, OnConflict::KeepBoth)
            .expect("it goes in");
        memory.connection.execute_batch(sql).expect("it runs");
        let found = memory.verify().expect("it can be read");
        found.into_iter().map(|p| p.kind).collect::<Vec<_>>()
    };
    assert_eq!(problems(""), []);
    for sql in [
        "DELETE FROM match_source WHERE id IN (SELECT id FROM match_source LIMIT 1)",
        "DELETE FROM match_list WHERE id IN (SELECT max(id) FROM match_list)",
        "UPDATE match_list SET data = CAST(x'01' || data AS BLOB)",
        "UPDATE match_source SET data = CAST(x'05' || data AS BLOB)",
        "UPDATE match_source SET data = x''",
        "DELETE FROM match_word WHERE word = 'yes'",
        "UPDATE match_class SET class = class + 1",
        "UPDATE match_part SET weights = x'0101'",
        "DELETE FROM match_part WHERE lang = 'en'",
        "DELETE FROM unit WHERE id = 1",
    ] {
        let found = problems(sql);
        let is_index = |kind: &ProblemKind| *kind == ProblemKind::Index;
        assert!(
            !found.is_empty() && found.iter().all(is_index),
            "{sql}: {found:?}"
        );
    }
}

#[test]
fn hot_queries_go_through_their_indexes() {
    let memory = Memory::in_memory().expect("it opens");
    let plan = |sql: &str| {
        let mut statement = memory
            .connection
            .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
            .expect("it is SQL");
        let parameters = rusqlite::params_from_iter(vec![1; statement.parameter_count()]);
        let rows = statement
            .query_map(parameters, |row| row.get::<_, String>(3))
            .expect("it runs");
        rows.collect::<rusqlite::Result<Vec<_>>>()
            .expect("it can be read")
            .join("; ")
    };
    for (sql, index) in [
        (import::EQUAL, "unit_digest (digest=? AND document_id=?)"),
        (import::SAME_SOURCE, "unit_ar_key (ar_key=?)"),
        (&units::in_document(), "unit_document (document_id=?)"),
    ] {
        let plan = plan(sql);
        assert!(plan.contains(&format!("USING INDEX {index}")), "{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
}

proptest! {
    #[test]
    fn any_document_is_stored_whole_and_sound(rows in proptest::collection::vec(("[\\PC]{0,20}", "[\\PC\u{1}]{0,20}"), 0..8), again in proptest::collection::vec(("[\\PC]{0,4}", "[a-c]{1}"), 0..8)) {
        let mut memory = Memory::in_memory().expect("it opens");
        for rows in [&rows, &again] {
            let units: Vec<_> = rows.iter().enumerate().map(|(n, (ar, en))| aligned(n as u32, ar, en)).collect();
            memory.replace_document(&record("1"), &units, &stamp(2)).expect("it goes in");
            let storable = units.iter().filter(|unit| super::units::at_the_door(unit).is_some()).count();
            prop_assert_eq!(memory.count_units().expect("it can be read"), storable as u64);
            prop_assert_eq!(memory.verify().expect("it can be read"), vec![]);
        }
    }
}
