//! What was made of articles, and made again.

use super::*;

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
