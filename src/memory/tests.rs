//! What the memory promises.

mod codes;
mod documents;
mod files;
mod import;
mod keeping;
mod verify;

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
    full.last_used = Some(stamp(8).at);
    full.tuid = Some("a 7".to_owned());
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
            document: Documents::Named("doc".to_owned()),
            ..UnitFilter::default()
        }),
        2
    );
    assert_eq!(
        count(UnitFilter {
            document: Documents::Named("none".to_owned()),
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
        (
            super::import::EQUAL,
            "unit_digest (digest=? AND document_id=?)",
        ),
        (super::import::SAME_SOURCE, "unit_ar_key (ar_key=?)"),
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
