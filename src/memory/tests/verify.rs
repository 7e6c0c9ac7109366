//! Damage, and by what it is found.

use super::*;

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
