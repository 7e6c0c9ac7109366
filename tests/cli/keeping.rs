//! `add`, `edit`, `confirm`, `reject`, `remove`, `show`, `optimize`, `backup`: keeping the memory.

use serde_json::Value;

use super::harness::{Run, Workdir, program};

fn with_memory() -> Workdir {
    let dir = Workdir::new();
    dir.file(
        "in.tsv",
        "وصل الوفد.\tThe delegation arrived.\nغادر الوفد.\tThe delegation left.\nعاد الوفد.\tIt returned.\n",
    );
    dir.run(["import", "in.tsv"]).code(0);
    dir
}

fn shown(dir: &Workdir, id: &str) -> Value {
    dir.run(["show", id, "--format", "json"])
        .code(0)
        .json()
        .remove(0)
}

/// One line of error, exit code 2, and the memory is as it was.
#[track_caller]
fn refused(dir: &Workdir, args: &[&str], message: &str) -> Run {
    let before = dir.run(["export", "--format", "tsv"]).stdout();
    let run = dir.run(args);
    run.code(2).prints("").says(message);
    let errors = run.stderr();
    assert_eq!(errors.matches("dhakira: error: ").count(), 1, "{run}");
    assert!(errors.lines().count() <= 2, "{run}");
    assert_eq!(dir.run(["export", "--format", "tsv"]).stdout(), before);
    run
}

#[test]
fn what_a_person_adds_is_found_as_reviewed_with_who_and_when() {
    let dir = Workdir::new();
    dir.run([
        "add",
        " سعر الصرف ",
        "exchange rate",
        "--note",
        "one",
        "--note",
        "two",
    ])
    .code(0)
    .prints("unit 1 added, reviewed\n");
    let unit = shown(&dir, "1");
    assert_eq!(unit["ar"]["text"], "سعر الصرف");
    assert_eq!(unit["origin"], "manual");
    assert_eq!(unit["created"]["by"], "tester");
    assert_eq!(unit["notes"], serde_json::json!(["one", "two"]));
    dir.run(["lookup", "سعر الصرف", "--exact"])
        .code(0)
        .shows("100 exact  unit 1, reviewed");
    dir.run(["add", "سعر الصرف", "exchange rate"])
        .code(0)
        .prints("unit 1 is there already, reviewed\n");
    dir.run([
        "add",
        "سعر الصرف",
        "rate",
        "--draft",
        "--document",
        "glossary",
        "--by",
        "Mona",
    ])
    .code(0)
    .prints("unit 2 added, draft\n");
    let unit = shown(&dir, "2");
    assert_eq!(
        (&unit["document"], &unit["created"]["by"]),
        (&"glossary".into(), &"Mona".into())
    );
    dir.run(["add", "سعر الصرف", "rate"])
        .code(0)
        .prints("unit 2 is there already, draft\n")
        .says("`dhakira confirm 2` makes it reviewed");
    dir.run(["verify"]).code(0).shows("sound: 2 units");
}

#[test]
fn what_cannot_be_added_makes_no_memory() {
    let dir = Workdir::new();
    for (args, message) in [
        (&["add", " ", "Yes"][..], "a side must hold text"),
        (&["add", "نعم", ""], "a side must hold text"),
        (&["add", "Yes.", "نعم."], "the Arabic text comes first"),
        (&["add", "نعم"], "were not provided"),
        (
            &["add", "نعم", "Yes", "--draft", "--reviewed"],
            "cannot be used with",
        ),
        (&["add", "نعم", "Yes", "--by", ""], "--by"),
    ] {
        refused(&dir, args, message);
    }
    assert!(!dir.path("tm.db").exists());
}

#[test]
fn an_edit_keeps_the_number_and_makes_reviewed() {
    let dir = with_memory();
    dir.run([
        "edit",
        "2",
        "--en",
        "The delegation has left.",
        "--note",
        "-checked",
    ])
    .code(0)
    .prints("unit 2 changed, reviewed (was draft)\n");
    let unit = shown(&dir, "2");
    assert_eq!(unit["en"]["text"], "The delegation has left.");
    assert_eq!(unit["status"], "reviewed");
    assert_eq!(
        (&unit["created"]["by"], &unit["changed"]["by"]),
        (&"tester".into(), &"tester".into())
    );
    dir.run(["lookup", "The delegation has left.", "--exact"])
        .code(0)
        .shows("unit 2");
    dir.run(["lookup", "The delegation left.", "--exact"])
        .code(1);
    dir.run(["edit", "1", "--note", "to be asked"])
        .code(0)
        .prints("unit 1 changed, draft\n");
    dir.run(["edit", "2", "--ar", "غادر الوفد."])
        .code(0)
        .prints("unit 2 is as it was, reviewed\n");
    dir.run([
        "edit",
        "2",
        "--ar",
        "وصل الوفد.",
        "--en",
        "The delegation arrived.",
    ])
    .code(0)
    .says("unit 1 has the same two texts");
    refused(&dir, &["edit", "9", "--en", "No"], "there is no unit 9");
    refused(&dir, &["edit", "1"], "were not provided");
    refused(&dir, &["edit", "1", "--en", " "], "a side must hold text");
    refused(&dir, &["edit", "one", "--en", "No"], "invalid value 'one'");
    dir.run(["verify"]).code(0);
}

#[test]
fn several_units_are_judged_or_removed_at_once_or_not_at_all() {
    let dir = with_memory();
    dir.run(["confirm", "1-2"])
        .code(0)
        .prints("2 units reviewed\n");
    dir.run_with(["confirm", "-"], "2\n\n 3 \n1-2\n")
        .code(0)
        .prints("1 unit reviewed, 3 before\n");
    for command in ["confirm", "reject", "remove", "show"] {
        refused(&dir, &[command, "7", "1"], "there is no unit 7");
        refused(&dir, &[command, "x"], "a unit's number is needed");
        refused(&dir, &[command, "3-1"], "the first number comes first: 1-3");
        dir.run_with([command, "-"], "1\n2,3\n")
            .code(2)
            .prints("")
            .says("standard input:2: \"2,3\": a unit's number is needed");
    }
    for command in ["confirm", "reject", "remove"] {
        refused(
            &dir,
            &[command, "1", "2-9000000000000000000"],
            "there is no unit 4",
        );
    }
    assert_eq!(shown(&dir, "3")["status"], "reviewed");
    dir.run(["reject", "3"]).code(0).prints("1 unit rejected\n");
    dir.run(["lookup", "عاد الوفد.", "--exact"]).code(1);
    dir.run(["import", "in.tsv"]).code(0).shows("0 added");
    dir.run(["remove", "3", "1", "3"])
        .code(0)
        .prints("2 units removed\n");
    dir.run(["lookup", "وصل الوفد.", "--exact"]).code(1);
    dir.run(["add", "نعم", "Yes"])
        .code(0)
        .prints("unit 4 added, reviewed\n");
    dir.run(["verify"]).code(0).shows("sound: 2 units");
}

#[test]
fn who_says_so_is_named_by_option_variable_or_login() {
    let dir = with_memory();
    dir.run(["confirm", "1"]).code(0);
    dir.run(["confirm", "2", "--by", "Mona"]).code(0);
    let status = program(&dir.path("."))
        .env("DHAKIRA_USER", "Salma")
        .args(["-q", "reject", "3"])
        .output()
        .expect("it runs")
        .status;
    assert!(status.success());
    for (id, by) in [("1", "tester"), ("2", "Mona"), ("3", "Salma")] {
        assert_eq!(shown(&dir, id)["changed"]["by"], by, "{id}");
    }
}

#[test]
fn several_units_are_shown_one_after_the_other() {
    let dir = with_memory();
    let text = dir.run(["show", "1", "3"]).code(0).stdout();
    assert_eq!(text.matches("\n\nunit ").count(), 1, "{text}");
    let units = dir
        .run(["show", "2-3", "1", "--format", "json"])
        .code(0)
        .json();
    let ids: Vec<&Value> = units.iter().map(|unit| &unit["unit"]).collect();
    assert_eq!(ids, [2, 3, 1]);
}

#[test]
fn optimize_tells_the_size_before_and_after() {
    let dir = with_memory();
    let text = dir.run(["optimize"]).code(0).stdout();
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[0].starts_with("before  ") && lines[0].ends_with("3 single units"),
        "{text}"
    );
    assert!(
        lines[1].starts_with("after   ") && lines[1].ends_with("in 2 parts"),
        "{text}"
    );
    dir.run(["lookup", "وصل الوفد."]).code(0).shows("unit 1");
    dir.run(["verify"]).code(0);
}

#[test]
fn a_backup_is_a_memory_of_its_own_and_replaces_nothing_unasked() {
    let dir = with_memory();
    dir.run(["backup", "copy.db"])
        .code(0)
        .prints("")
        .says("3 units, ")
        .says(" written to copy.db");
    dir.run(["--tm", "copy.db", "verify"])
        .code(0)
        .shows("sound: 3 units");
    dir.run(["remove", "1"]).code(0);
    refused(&dir, &["backup", "copy.db"], "copy.db: is there already");
    dir.run(["backup", "copy.db", "--force"])
        .code(0)
        .says("2 units");
    dir.run(["--tm", "copy.db", "lookup", "عاد الوفد."]).code(0);
    refused(&dir, &["backup", "tm.db", "--force"], "over what is read");
    refused(
        &dir,
        &["backup", "none/copy.db"],
        "could not write none/copy.db",
    );
    dir.file("folder/x", "");
    refused(&dir, &["backup", "folder", "--force"], "folder: is no file");
    // A memory that is open has its log beside it.
    dir.file("open.db", "").file("open.db-wal", "");
    refused(
        &dir,
        &["backup", "open.db", "--force"],
        "open.db-wal is beside it",
    );
    let left = std::fs::read_dir(dir.path(".")).expect("it is there");
    let parts = left.filter(|entry| {
        let name = entry.as_ref().expect("readable").file_name();
        name.to_string_lossy().starts_with(".dhakira-")
    });
    assert_eq!(parts.count(), 0);
}
