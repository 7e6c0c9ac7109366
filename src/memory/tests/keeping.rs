//! What the memory promises of single units: adding, editing, judging, removing, using; and of copies.

use std::sync::mpsc;
use std::thread;

use super::*;

/// A memory of `doc` with three aligned units, and one unit of no document.
fn kept() -> Memory {
    let mut memory = Memory::in_memory().expect("it opens");
    let units = [
        aligned(0, "وصل الوفد.", "The delegation arrived."),
        aligned(1, "غادر الوفد.", "The delegation left."),
        aligned(2, "عاد الوفد.", "The delegation returned."),
    ];
    memory
        .replace_document(&record("a"), &units, &stamp(1))
        .expect("it goes in");
    memory
        .import([unit("نعم", "Yes")], OnConflict::KeepBoth)
        .expect("it goes in");
    memory
}

fn texts_of(edit: (&str, &str)) -> Edit {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Edit {
        ar: text(edit.0),
        en: text(edit.1),
        ..Edit::default()
    }
}

#[test]
fn a_pair_that_is_there_is_told_and_not_added_again() {
    let mut memory = kept();
    let of = |document: Option<&str>, ar: &str, en: &str| {
        let mut unit = unit(ar, en);
        unit.place = document.map(|document| Place {
            document: document.to_owned(),
            position: None,
        });
        unit
    };
    for (document, ar, en, added) in [
        (None, "لا", "No", Added::New(UnitId(5))),
        (
            None,
            " لا\u{1}",
            "No ",
            Added::There(UnitId(5), Status::Draft),
        ),
        (None, "لا", "Nay", Added::New(UnitId(6))),
        (
            None,
            "وصل الوفد.",
            "The delegation arrived.",
            Added::There(UnitId(1), Status::Draft),
        ),
        (
            Some("doc"),
            "وصل الوفد.",
            "The delegation arrived.",
            Added::There(UnitId(1), Status::Draft),
        ),
        (
            Some("new"),
            "وصل الوفد.",
            "The delegation arrived.",
            Added::New(UnitId(7)),
        ),
        (Some("new"), "لا", "No", Added::New(UnitId(8))),
    ] {
        let result = memory.add(&of(document, ar, en)).expect("it goes in");
        assert_eq!(result, added, "{document:?} {ar} {en}");
        assert_eq!(memory.verify().expect("it can be read"), []);
    }
    let place = memory.unit(UnitId(8)).expect("it is there").unit.place;
    assert_eq!(place.expect("it has one").document, "new");
}

#[test]
fn an_empty_side_is_named_and_leaves_no_document() {
    let mut memory = kept();
    let mut new = unit("نعم", " \u{1}");
    new.place = Some(Place {
        document: "new".to_owned(),
        position: None,
    });
    let error = memory.add(&new).expect_err("it is empty").to_string();
    assert_eq!(error, "the English side holds no text");
    let edit = texts_of((" ", ""));
    let edited = memory.edit(UnitId(1), &edit, &stamp(9));
    assert!(matches!(
        edited,
        Err(Error::EmptySide {
            lang: crate::bitext::Lang::Ar
        })
    ));
    let mut there = new;
    there.variants.en.text = "Yes".to_owned();
    memory.add(&there).expect("it goes in");
    assert_eq!(memory.documents().expect("it can be read").len(), 2);
    assert_eq!(
        memory.unit(UnitId(1)).expect("it is there").unit.changed,
        None
    );
}

#[test]
fn an_edited_unit_keeps_its_number_its_place_and_what_was_known_of_it() {
    let mut memory = kept();
    let before = memory.unit(UnitId(2)).expect("it is there").unit;
    let edit = Edit {
        notes: vec!["one".to_owned()],
        ..texts_of(("", " The delegation has left. "))
    };
    let edited = memory
        .edit(UnitId(2), &edit, &stamp(9))
        .expect("it goes in");
    let expected = Edited {
        changed: true,
        before: Status::Draft,
        after: Status::Reviewed,
        twin: None,
    };
    assert_eq!(edited, expected);
    let mut after = before;
    after.variants.en.text = "The delegation has left.".to_owned();
    after.status = Status::Reviewed;
    after.changed = Some(stamp(9));
    after.notes = vec!["one".to_owned()];
    assert_eq!(memory.unit(UnitId(2)).expect("it is there").unit, after);
    assert_eq!(memory.verify().expect("it can be read"), []);
}

#[test]
fn notes_alone_leave_the_status_and_an_edit_to_what_is_there_leaves_all() {
    let mut memory = kept();
    let notes = |drop_notes: bool, notes: &[&str]| Edit {
        drop_notes,
        notes: notes.iter().map(|&note| note.to_owned()).collect(),
        ..Edit::default()
    };
    let all_notes = |memory: &Memory| memory.unit(UnitId(1)).expect("it is there").unit.notes;
    for (edit, left) in [
        (notes(false, &["one", "two"]), &["one", "two"][..]),
        (notes(false, &["three"]), &["one", "two", "three"]),
        (notes(true, &["four"]), &["four"]),
        (notes(true, &[]), &[]),
    ] {
        let edited = memory
            .edit(UnitId(1), &edit, &stamp(9))
            .expect("it goes in");
        assert!(edited.changed && edited.after == Status::Draft);
        assert_eq!(all_notes(&memory), left);
    }
    let same = texts_of(("نعم", "Yes"));
    let edited = memory
        .edit(UnitId(4), &same, &stamp(9))
        .expect("it goes in");
    assert!(
        edited.changed,
        "a draft that a person has typed is reviewed"
    );
    let edited = memory
        .edit(UnitId(4), &same, &stamp(10))
        .expect("it goes in");
    assert!(!edited.changed);
    let changed = memory.unit(UnitId(4)).expect("it is there").unit.changed;
    assert_eq!(changed, Some(stamp(9)));
}

#[test]
fn an_edit_that_makes_two_units_alike_tells_the_other() {
    let mut memory = kept();
    let edit = texts_of(("وصل الوفد.", "The delegation arrived."));
    let edited = memory
        .edit(UnitId(3), &edit, &stamp(9))
        .expect("it goes in");
    assert_eq!(edited.twin, Some(UnitId(1)));
    // In another document it is no twin.
    let edited = memory
        .edit(UnitId(4), &edit, &stamp(9))
        .expect("it goes in");
    assert_eq!(edited.twin, None);
}

#[test]
fn of_several_units_all_are_changed_or_none() {
    let mut memory = kept();
    let ids = [UnitId(1), UnitId(9), UnitId(2)];
    let before = all(&memory);
    let missing = memory.set_status(ids, Status::Reviewed, &stamp(9));
    assert!(matches!(missing, Err(Error::NoUnit { id: 9 })));
    assert!(matches!(memory.remove(ids), Err(Error::NoUnit { id: 9 })));
    assert!(matches!(
        memory.count_use(UnitId(9)),
        Err(Error::NoUnit { id: 9 })
    ));
    assert_eq!(all(&memory), before);
    assert_eq!(memory.verify().expect("it can be read"), []);

    let ids = [UnitId(1), UnitId(2), UnitId(1)];
    let mut confirm = |second| memory.set_status(ids, Status::Reviewed, &stamp(second));
    assert_eq!(confirm(9).expect("they are there"), 2);
    assert_eq!(confirm(10).expect("they are there"), 0);
    let changed = memory.unit(UnitId(1)).expect("it is there").unit.changed;
    assert_eq!(
        changed,
        Some(stamp(9)),
        "what was said before is not said again"
    );
    assert_eq!(memory.remove(ids).expect("they are there"), 2);
    assert_eq!(memory.count_units().expect("it can be read"), 2);
    assert_eq!(memory.verify().expect("it can be read"), []);
}

#[test]
fn a_use_is_counted_and_is_no_change() {
    let mut memory = kept();
    memory.count_use(UnitId(1)).expect("it is there");
    memory.count_use(UnitId(1)).expect("it is there");
    let unit = memory.unit(UnitId(1)).expect("it is there").unit;
    assert_eq!((unit.use_count, unit.changed), (2, None));
}

#[derive(Clone, Debug)]
enum Keeping {
    Add(String, String),
    Edit(i64, String, String),
    Remove(Vec<i64>),
    Optimize,
}

fn keeping() -> impl Strategy<Value = Keeping> {
    let text = || proptest::string::string_regex("(وصل|الوفد|أمس|a|b| ){0,4}").expect("it is one");
    prop_oneof![
        4 => (text(), text()).prop_map(|(ar, en)| Keeping::Add(ar, en)),
        3 => (1i64..12, text(), text()).prop_map(|(id, ar, en)| Keeping::Edit(id, ar, en)),
        2 => proptest::collection::vec(1i64..12, 0..3).prop_map(Keeping::Remove),
        1 => Just(Keeping::Optimize),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_index_is_exact_whatever_is_done_to_units(steps in proptest::collection::vec(keeping(), 1..14)) {
        let mut memory = Memory::in_memory().expect("it opens");
        for step in steps {
            let result = match step {
                Keeping::Add(ar, en) => memory.add(&unit(&ar, &en)).map(drop),
                Keeping::Edit(id, ar, en) => memory.edit(UnitId(id), &texts_of((&ar, &en)), &stamp(2)).map(drop),
                Keeping::Remove(ids) => memory.remove(ids.into_iter().map(UnitId)).map(drop),
                Keeping::Optimize => memory.optimize(),
            };
            if let Err(error) = result {
                prop_assert!(matches!(error, Error::NoUnit { .. } | Error::EmptySide { .. }), "{error}");
            }
            prop_assert_eq!(memory.verify().expect("it can be read"), vec![]);
        }
    }
}

#[test]
fn two_who_keep_one_memory_wait_for_each_other() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("tm.db");
    let mut first = Memory::create_or_open(&path).expect("it is made");
    first.add(&unit("نعم", "Yes")).expect("it goes in");
    let mut second = Memory::open(&path).expect("it opens");
    let (ready, is_ready) = mpsc::channel();
    let writing = first.connection.unchecked_transaction().expect("it begins");
    writing
        .execute("UPDATE unit SET use_count = 7", [])
        .expect("it runs");
    let judging = thread::spawn(move || {
        ready.send(()).expect("it is awaited");
        second.set_status([UnitId(1)], Status::Reviewed, &stamp(9))
    });
    is_ready.recv().expect("it begins");
    writing.commit().expect("it ends");
    let changed = judging.join().expect("it does not panic");
    assert_eq!(changed.expect("it waits"), 1);
    let unit = first.unit(UnitId(1)).expect("it is there").unit;
    assert_eq!((unit.use_count, unit.status), (7, Status::Reviewed));
}

#[test]
fn a_copy_is_of_the_moment_at_which_it_began() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("tm.db");
    let mut writer = Memory::create_or_open(&path).expect("it is made");
    let many = (0..3_000).map(|n| unit(&format!("نص رقم {n}"), &format!("text number {n}")));
    writer
        .import(many, OnConflict::KeepBoth)
        .expect("it goes in");
    let reader = Memory::open_read_only(&path).expect("it opens");
    let copy = folder.path().join("copy.db");
    std::fs::write(&copy, "").expect("it can be written");
    let (mut steps, mut last) = (0, None);
    reader
        .copy_to(&copy, |copied| {
            steps += 1;
            last = Some(copied);
            let new = unit(&format!("جديد {steps}"), "new");
            writer.add(&new).expect("it goes in");
        })
        .expect("it is written");
    assert!(
        steps > 1,
        "the memory has more pages than are copied at once"
    );
    assert!(last.is_some_and(|last| last.pages == last.of), "{last:?}");
    let copy = Memory::open_read_only(&copy).expect("it opens");
    assert_eq!(copy.count_units().expect("it can be read"), 3_000);
    assert_eq!(copy.verify().expect("it can be read"), []);
    copy.close().expect("it closes");
    reader.close().expect("it closes");
    writer.close().expect("it closes");
    assert_eq!(
        std::fs::read_dir(folder.path())
            .expect("it is there")
            .count(),
        2
    );
}
