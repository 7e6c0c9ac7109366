//! Units from elsewhere, and what becomes of those that are there.

use super::*;

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
fn a_document_that_says_the_same_twice_has_it_twice_and_imported_again_no_more() {
    let units = || [0, 1, 1, 2].map(|position| aligned(position, "نعم", "Yes"));
    for is_empty in [true, false] {
        for policy in [OnConflict::KeepBoth, OnConflict::Newest, OnConflict::Skip] {
            let mut memory = Memory::in_memory().expect("it opens");
            if !is_empty {
                memory
                    .import([unit("لا", "No")], policy)
                    .expect("it goes in");
            }
            for (added, skipped) in [(3, 1), (0, 4)] {
                let imported = memory.import(units(), policy).expect("it goes in");
                assert_eq!(
                    (imported.added, imported.skipped),
                    (added, skipped),
                    "{policy:?}"
                );
            }
        }
    }
}

/// The statements that made what the file holds.
fn schema(memory: &Memory) -> Vec<String> {
    let mut statement = memory
        .connection
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        .expect("it can be read");
    let rows = statement.query_map([], |row| row.get(0));
    let rows = rows.expect("it can be read");
    rows.collect::<rusqlite::Result<_>>()
        .expect("it can be read")
}

#[test]
fn an_import_into_an_empty_memory_leaves_the_schema_as_it_was() {
    for count in [0, 1, 5, 40] {
        let mut memory = Memory::in_memory().expect("it opens");
        let before = schema(&memory);
        let units = (0..count).map(|n| unit(&format!("جملة {n}"), "Sentence"));
        memory
            .import(units, OnConflict::KeepBoth)
            .expect("it goes in");
        assert_eq!(schema(&memory), before, "{count}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Of few texts and documents, so that nearly every unit has its equal.
    #[test]
    fn units_at_once_into_an_empty_memory_give_what_they_give_one_by_one(
        units in prop::collection::vec((0..4u8, 0..3u8, 0..3u8), 0..40)
    ) {
        let units: Vec<_> = units
            .into_iter()
            .map(|(ar, en, document)| {
                let mut unit = unit(&format!("جملة {ar}"), &format!("Sentence {en}"));
                if document > 0 {
                    unit.place = Some(Place { document: document.to_string(), position: None });
                }
                unit
            })
            .collect();
        let mut at_once = Memory::in_memory().expect("it opens");
        let imported = at_once.import(units.clone(), OnConflict::KeepBoth).expect("it goes in");
        let mut one_by_one = Memory::in_memory().expect("it opens");
        let mut counts = (0, 0);
        for unit in units {
            let imported = one_by_one.import([unit], OnConflict::KeepBoth).expect("it goes in");
            counts = (counts.0 + imported.added, counts.1 + imported.skipped);
        }
        prop_assert_eq!((imported.added, imported.skipped), counts);
        prop_assert_eq!(all(&at_once), all(&one_by_one));
        prop_assert_eq!(at_once.verify().expect("it can be read"), []);
    }

    /// Without its indexes or with them, by heart or by asking: an import does the same.
    #[test]
    fn a_first_import_takes_what_a_later_one_takes(
        units in prop::collection::vec((0..3u8, 0..2u8, 0..3u8, prop::option::of(0..3u32)), 0..40)
    ) {
        let units: Vec<_> = units
            .into_iter()
            .map(|(ar, en, document, position)| {
                let mut unit = unit(&format!("جملة {ar}"), &format!("Sentence {en}"));
                if document > 0 {
                    unit.place = Some(Place { document: document.to_string(), position });
                }
                unit
            })
            .collect();
        let mut first = Memory::in_memory().expect("it opens");
        let imported = first.import(units.clone(), OnConflict::KeepBoth).expect("it goes in");
        let mut later = Memory::in_memory().expect("it opens");
        later.import([unit("أخرى", "Other")], OnConflict::KeepBoth).expect("it goes in");
        prop_assert_eq!(later.import(units, OnConflict::KeepBoth).expect("it goes in"), imported);
        let units = |memory: &Memory| -> Vec<TranslationUnit> {
            let units = all(memory).into_iter().map(|stored| stored.unit);
            units.filter(|unit| unit.text(crate::bitext::Lang::En) != "Other").collect()
        };
        prop_assert_eq!(units(&first), units(&later));
    }
}

#[test]
fn what_is_there_already_leaves_no_words_in_the_index() {
    let mut memory = Memory::in_memory().expect("it opens");
    let units = |from: u32| (from..from + 12).map(|n| unit(&format!("كلمة{n}"), "Word"));
    memory
        .import(units(0), OnConflict::KeepBoth)
        .expect("it goes in");
    memory.remove([UnitId(1), UnitId(2)]).expect("they go");
    memory.optimize().expect("it is made anew");
    let count = |memory: &Memory, sql: &str| -> i64 {
        memory
            .connection
            .query_row(sql, [], |row| row.get(0))
            .expect("it can be read")
    };
    assert_eq!(count(&memory, "SELECT count(*) FROM match_stale"), 0);
    let words = "SELECT count(*) FROM match_word WHERE word LIKE 'كلمه%'";
    assert_eq!(count(&memory, words), 10);
    assert_eq!(memory.verify().expect("it can be read"), []);
}
