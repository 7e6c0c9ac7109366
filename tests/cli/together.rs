//! Several processes at one memory, and one that is killed.

use std::io::Write as _;
use std::process::{Child, Stdio};

use super::harness::{Workdir, program};

/// Starts an import of many units from a pipe that stays open; it has begun to write when this returns.
fn begin_import(dir: &Workdir) -> Child {
    let mut child = program(&dir.path(""))
        .args(["import", "-", "--format", "tsv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let rows: String = (0..40_000)
        .map(|n| {
            format!("الجملة الجديدة رقم {n} في الملف الكبير\tnew sentence {n} of the large file\n")
        })
        .collect();
    let pipe = child.stdin.as_mut().expect("it is piped");
    // A pipe holds little: when all is written, most of it has been read, in batches that are stored at once.
    pipe.write_all(rows.as_bytes()).expect("it reads");
    child
}

fn with_memory() -> Workdir {
    let dir = Workdir::new();
    dir.file(
        "a.tsv",
        "وصل الوفد أمس إلى المدينة.\tThe delegation arrived in the city yesterday.\n",
    );
    dir.run(["import", "a.tsv"]).code(0);
    dir
}

#[test]
fn lookups_go_on_during_an_import_and_see_what_was_there_before() {
    let dir = with_memory();
    let mut import = begin_import(&dir);
    dir.run(["lookup", "وصل الوفد اليوم إلى المدينة."])
        .code(0)
        .shows("The delegation arrived");
    dir.run(["search", "sentence"]).code(1);
    drop(import.stdin.take());
    let output = import.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{output:?}");
    dir.run(["lookup", "الجملة الجديدة رقم 7 في الملف الكبير"])
        .code(0)
        .shows("100 exact");
    dir.run(["verify"]).code(0).shows("40001 units");
}

#[test]
fn an_import_that_is_killed_leaves_the_memory_as_it_was() {
    let dir = with_memory();
    let mut import = begin_import(&dir);
    import.kill().expect("it can be killed");
    import.wait().expect("it ends");
    dir.run(["verify"]).code(0).shows("1 units checked");
    dir.run(["lookup", "وصل الوفد أمس إلى المدينة."])
        .code(0)
        .shows("100 exact");
    dir.run(["import", "a.tsv"]).code(0);
}

#[test]
fn a_first_import_that_is_killed_leaves_an_empty_memory() {
    let dir = Workdir::new();
    let mut import = begin_import(&dir);
    import.kill().expect("it can be killed");
    import.wait().expect("it ends");
    dir.run(["verify"]).code(0).shows("0 units checked");
    dir.file("a.tsv", "نعم\tYes\n");
    dir.run(["import", "a.tsv"]).code(0);
    dir.run(["lookup", "نعم"]).code(0).shows("100 exact");
}
