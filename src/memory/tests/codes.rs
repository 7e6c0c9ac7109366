//! Inline codes beside the texts that are stored.

use super::*;
use crate::bitext::InlineCode;
use crate::bitext::inline::fit;

fn codes(json: &str) -> Vec<InlineCode> {
    serde_json::from_str(json).expect("it is a list of codes")
}

/// A code alone, at a byte of its text.
fn alone(at: usize) -> Vec<InlineCode> {
    codes(&format!(
        r#"[{{"at":{at},"open":{{"name":"ph","attributes":{{"x":"1"}}}}}},{{"at":{at},"native":"<br>"}},{{"at":{at},"close":null}}]"#
    ))
}

fn marked_up(ar: &str, at: usize) -> TranslationUnit {
    let mut unit = unit(ar, "Yes");
    unit.variants.ar.codes = alone(at);
    unit
}

#[test]
fn codes_come_back_as_they_went_in() {
    let mut memory = Memory::in_memory().expect("it opens");
    let unit = marked_up("نعم", 2);
    memory
        .import([unit.clone()], OnConflict::KeepBoth)
        .expect("it goes in");
    assert_eq!(memory.unit(UnitId(1)).expect("it is there").unit, unit);
    assert_eq!(all(&memory)[0].unit, unit);
    assert_eq!(memory.verify().expect("it can be read"), []);
    memory.remove([UnitId(1)]).expect("it is there");
    assert_eq!(memory.verify().expect("it can be read"), []);
}

#[test]
fn what_goes_at_the_door_moves_the_codes_behind_it() {
    for (text, at, kept, moved) in [
        ("نعم", 6, "نعم", Some(6)),
        ("  نعم", 2, "نعم", Some(0)),
        ("  نعم", 0, "نعم", Some(0)),
        ("  نعم", 1, "نعم", Some(0)),
        ("نعم \n", 8, "نعم", Some(6)),
        ("نعم \n", 7, "نعم", Some(6)),
        ("\u{1} \u{fffe}ن\u{1}عم", 10, "نعم", Some(4)),
        ("ن\u{1}عم", 2, "نعم", Some(2)),
        ("ن\u{1}عم", 3, "نعم", Some(2)),
        ("نعم", 1, "نعم", None),
        ("نعم", 7, "نعم", None),
    ] {
        let mut memory = Memory::in_memory().expect("it opens");
        memory
            .import([marked_up(text, at)], OnConflict::KeepBoth)
            .expect("it goes in");
        let variant = memory
            .unit(UnitId(1))
            .expect("it is there")
            .unit
            .variants
            .ar;
        assert_eq!(variant.text, kept);
        let expected = moved.map_or(vec![], alone);
        assert_eq!(variant.codes, expected, "{text:?} {at}");
    }
}

#[test]
fn an_edited_text_loses_its_codes_and_the_other_keeps_them() {
    let mut memory = Memory::in_memory().expect("it opens");
    let mut unit = marked_up("نعم", 2);
    unit.variants.en.codes = alone(1);
    memory
        .import([unit], OnConflict::KeepBoth)
        .expect("it goes in");
    let edit = |ar: &str| Edit {
        ar: Some(ar.to_owned()),
        ..Edit::default()
    };
    let codes = |memory: &Memory| {
        let variants = memory.unit(UnitId(1)).expect("it is there").unit.variants;
        (variants.ar.codes.len(), variants.en.codes.len())
    };
    memory
        .edit(UnitId(1), &edit("نعم"), &stamp(2))
        .expect("it is there");
    assert_eq!(codes(&memory), (3, 3), "the text is as it was");
    memory
        .edit(UnitId(1), &edit("أجل"), &stamp(3))
        .expect("it is there");
    assert_eq!(codes(&memory), (0, 3));
}

#[test]
fn codes_that_are_none_leave_a_plain_text_and_are_told() {
    let mut memory = Memory::in_memory().expect("it opens");
    memory
        .import(
            [marked_up("نعم", 2), marked_up("لا", 2)],
            OnConflict::KeepBoth,
        )
        .expect("it goes in");
    let damage = r#"UPDATE inline_code SET codes = '[{"at":1' WHERE unit_id = 1; UPDATE inline_code SET codes = replace(codes, '2', '3') WHERE unit_id = 2"#;
    memory.connection.execute_batch(damage).expect("it runs");
    let found: Vec<_> = memory
        .verify()
        .expect("it can be read")
        .into_iter()
        .map(|problem| (problem.kind, problem.unit.map(|id| id.0)))
        .collect();
    assert_eq!(
        found,
        [(ProblemKind::Codes, Some(1)), (ProblemKind::Codes, Some(2))]
    );
    let variants: Vec<_> = all(&memory)
        .into_iter()
        .map(|stored| stored.unit.variants.ar)
        .collect();
    assert_eq!(variants[0].codes, []);
    assert!(!fit(&variants[1].codes, &variants[1].text));
}

#[test]
fn a_memory_of_the_schema_before_takes_codes() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("tm.db");
    let old = rusqlite::Connection::open(&path).expect("it opens");
    for schema in [
        include_str!("../../../schemas/001-memory.sql"),
        include_str!("../../../schemas/002-match-index.sql"),
    ] {
        old.execute_batch(schema).expect("it runs");
    }
    old.execute_batch(&format!(
        "PRAGMA application_id = {}; PRAGMA user_version = 2;
         INSERT INTO setting VALUES ('forms', '{}')",
        0x6468_6b72,
        crate::text::FORMS_VERSION
    ))
    .expect("it runs");
    drop(old);
    let mut memory = Memory::open(&path).expect("it is brought up to date");
    let unit = marked_up("نعم", 2);
    memory
        .import([unit.clone()], OnConflict::KeepBoth)
        .expect("it goes in");
    assert_eq!(memory.unit(UnitId(1)).expect("it is there").unit, unit);
    assert_eq!(memory.verify().expect("it can be read"), []);
}
