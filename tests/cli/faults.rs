//! Bad input: one clear line each, the right exit code, nothing half done.

use super::harness::Workdir;

/// Runs `args` and holds that standard error is one line of error with all of `parts`, and perhaps one of hint.
#[track_caller]
fn one_line(dir: &Workdir, args: &[&str], parts: &[&str]) {
    let run = dir.run(args);
    run.code(2);
    for part in parts {
        run.says(part);
    }
    let stderr = run.stderr();
    let lines: Vec<&str> = stderr.lines().collect();
    assert!(lines[0].starts_with("dhakira: error: "), "{run}");
    assert!(
        lines.len() == 1 || lines.len() == 2 && lines[1].starts_with("hint: "),
        "{run}"
    );
}

#[test]
fn missing_inputs_are_named() {
    let dir = Workdir::new();
    for args in [
        &["split", "none.txt"][..],
        &["build", "none.txt"],
        &["import", "none.txt", "--format", "tsv"],
    ] {
        one_line(&dir, args, &["could not read none.txt", "No such file"]);
    }
    dir.file("a.ar.txt", "نعم.");
    one_line(
        &dir,
        &["align", "a.ar.txt", "none.txt"],
        &["could not read none.txt"],
    );
}

#[test]
fn empty_inputs_are_named() {
    let dir = Workdir::new();
    dir.file("a.ar.txt", "")
        .file("a.en.txt", "Yes.")
        .file("b.txt", " \n\n")
        .file("folder/x.txt", "");
    one_line(&dir, &["build", "a.ar.txt"], &["a.ar.txt holds no text"]);
    one_line(&dir, &["split", "b.txt"], &["b.txt holds no text"]);
    one_line(
        &dir,
        &["build", "folder"],
        &["no pair of articles in folder"],
    );
    dir.run_with(["split"], "").code(0).prints("");
}

#[test]
fn binary_inputs_are_named_with_the_place() {
    let dir = Workdir::new();
    dir.file("a.ar.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00")
        .file("a.en.txt", "Yes.");
    one_line(
        &dir,
        &["build", "a.ar.txt"],
        &["a.ar.txt is not text", "at byte"],
    );
    one_line(
        &dir,
        &["split", "a.ar.txt"],
        &["a.ar.txt is not text", "at byte"],
    );
}

#[test]
fn half_pairs_are_named() {
    let dir = Workdir::new();
    dir.file("f/a.en.txt", "Yes.");
    one_line(
        &dir,
        &["build", "f"],
        &["a.en.txt has no Arabic side: expected", "a.ar.txt"],
    );
}

#[cfg(unix)]
#[test]
fn unreadable_inputs_are_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = Workdir::new();
    dir.file("f/a.ar.txt", "نعم.").file("f/a.en.txt", "Yes.");
    let path = dir.path("f/a.ar.txt");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("it is ours");
    if std::fs::read(&path).is_ok() {
        // The super-user reads everything: a folder in the file's place is as unreadable to anyone.
        std::fs::remove_file(&path).expect("it is ours");
        dir.file("f/a.ar.txt/x", "");
        one_line(
            &dir,
            &["split", "f/a.ar.txt"],
            &["could not read f/a.ar.txt"],
        );
    } else {
        one_line(&dir, &["build", "f"], &["could not read f/a.ar.txt"]);
    }
}

#[test]
fn a_missing_memory_is_named_and_not_made() {
    let dir = Workdir::new();
    for args in [
        &["lookup", "نعم"][..],
        &["search", "نعم"],
        &["stats"],
        &["export"],
        &["verify"],
        &["show", "1"],
        &["edit", "1", "--en", "Yes"],
        &["confirm", "1"],
        &["reject", "1"],
        &["remove", "1"],
        &["optimize"],
        &["backup", "copy.db"],
    ] {
        one_line(
            &dir,
            args,
            &["there is no memory at tm.db", "hint: make one"],
        );
    }
    assert!(!dir.path("tm.db").exists());
}

#[test]
fn what_is_no_memory_is_left_as_it_is() {
    let dir = Workdir::new();
    dir.file("a.ar.txt", "نعم.").file("a.en.txt", "Yes.");
    for content in [
        &b"this is a letter, not a database, and it is long enough to be read as a header"[..],
        &[0u8; 4096],
    ] {
        dir.file("tm.db", content);
        for args in [&["lookup", "نعم"][..], &["build", "a.ar.txt"], &["stats"]] {
            one_line(&dir, args, &["tm.db is not a dhakira memory", "hint: "]);
        }
        assert_eq!(
            std::fs::read(dir.path("tm.db")).expect("it is there"),
            content
        );
    }
}

#[test]
fn a_unit_that_is_not_there_is_named() {
    let dir = Workdir::new();
    dir.file("a.tsv", "نعم.\tYes.\n")
        .run(["import", "a.tsv"])
        .code(0);
    one_line(&dir, &["show", "99"], &["there is no unit 99"]);
}

#[test]
fn a_broken_tmx_gives_what_stands_before_the_break() {
    let dir = Workdir::new();
    dir.file(
        "a.tmx",
        "<tmx version=\"1.4\"><header srclang=\"ar\"/><body>\n<tu><tuv xml:lang=\"ar\"><seg>نعم</seg></tuv><tuv xml:lang=\"en\"><seg>Yes</seg></tuv></tu>\n<tu><tuv",
    );
    dir.run(["import", "a.tmx"])
        .code(2)
        .says("a.tmx:3: ")
        .shows("1 added");
    dir.file("b.tmx", "this is no TMX");
    one_line(&dir, &["--tm", "new.db", "import", "b.tmx"], &["b.tmx:1: "]);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    use std::process::Stdio;
    let dir = Workdir::new();
    let rows: String = (0..20_000)
        .map(|n| format!("جملة {n}\tSentence {n}\n"))
        .collect();
    dir.file("a.tsv", rows).run(["import", "a.tsv"]).code(0);
    let mut child = super::harness::program(&dir.path("."))
        .args(["export", "--format", "tsv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(
        (output.status.code(), output.stderr.as_slice()),
        (Some(0), &b""[..])
    );
}

#[test]
fn nothing_is_written_over_what_is_read() {
    let dir = Workdir::new();
    let (ar, en) = ("نعم، هذا نص قصير.", "Yes, this is a short text.");
    dir.file("f/ar/a.txt", ar).file("f/en/a.txt", en);
    dir.run(["build", "f"]).code(0);
    one_line(
        &dir,
        &["export", "tm.db", "--format", "tmx"],
        &["tm.db: would be written over what is read"],
    );
    dir.run(["align", "f", "--out", "f/ar"])
        .code(2)
        .says("would be written over what is read");
    dir.run(["build", "f", "--tmx", "f/ar/a.txt"])
        .code(2)
        .says("does not end in .tmx");
    assert_eq!(
        (
            dir.read("f/ar/a.txt").as_str(),
            dir.read("f/en/a.txt").as_str()
        ),
        (ar, en)
    );
    dir.run(["verify"]).code(0);
}

#[test]
fn sides_in_each_others_place_are_refused() {
    let dir = Workdir::new();
    dir.file("f/a.ar.txt", "Yes, this is a short text.")
        .file("f/a.en.txt", "نعم، هذا نص قصير.");
    let run = dir.run(["build", "f"]);
    run.code(2)
        .says("a.ar.txt: is in English, where Arabic belongs")
        .says("a.en.txt: is in Arabic, where English belongs");
    assert!(!dir.path("tm.db").exists(), "a memory was made of nothing");
    one_line(
        &dir,
        &["align", "f/a.ar.txt", "f/a.en.txt"],
        &["is in English, where Arabic belongs"],
    );
    dir.file("a.tsv", "Yes.\tنعم.\n")
        .run(["import", "a.tsv"])
        .code(0)
        .says("1 unit with Arabic and English in each other's place");
}

#[test]
fn an_export_of_nothing_leaves_the_old_file() {
    let dir = Workdir::new();
    dir.file("a.tsv", "نعم.\tYes.\n")
        .run(["import", "a.tsv"])
        .code(0);
    dir.file("old.tsv", "old")
        .run(["export", "old.tsv", "--document", "none"])
        .code(1)
        .says("no unit to write; old.tsv is left as it is");
    assert_eq!(dir.read("old.tsv"), "old");
}

#[cfg(unix)]
#[test]
fn an_export_follows_a_link() {
    let dir = Workdir::new();
    dir.file("a.tsv", "نعم.\tYes.\n")
        .run(["import", "a.tsv"])
        .code(0);
    dir.file("far/there.tsv", "old");
    std::os::unix::fs::symlink("far/there.tsv", dir.path("link.tsv")).expect("links can be made");
    dir.run(["export", "link.tsv"]).code(0);
    assert_eq!(dir.read("far/there.tsv"), "نعم.\tYes.\n");
    assert!(
        std::fs::symlink_metadata(dir.path("link.tsv"))
            .expect("it is there")
            .is_symlink()
    );
}

#[test]
fn faults_without_end_are_cut_short() {
    let dir = Workdir::new();
    dir.file("a.tsv", "no tab\n".repeat(30_000));
    let run = dir.run(["import", "a.tsv"]);
    run.code(2)
        .says("a.tsv:20: ")
        .says("9980 more faults of the kind")
        .says("a.tsv: the rest of the file was not read");
    assert_eq!(run.stderr().lines().count(), 22, "{run}");
}

#[test]
fn control_characters_in_names_stay_on_their_line() {
    let dir = Workdir::new();
    dir.file("f/a\nb\u{1b}[2J.ar.txt", "نعم.");
    let run = dir.run(["build", "f"]);
    run.code(2)
        .says("a\\u{a}b\\u{1b}[2J.ar.txt has no English side");
    assert_eq!(run.stderr().lines().count(), 2, "{run}");
}

#[test]
fn damage_in_the_middle_of_a_memory_is_a_finding_with_its_file() {
    let dir = Workdir::new();
    let rows: String = (0..2000)
        .map(|n| format!("جملة رقم {n}\tSentence number {n}\n"))
        .collect();
    dir.file("a.tsv", rows).run(["import", "a.tsv"]).code(0);
    let mut bytes = std::fs::read(dir.path("tm.db")).expect("it is there");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 16_384].fill(0xa5);
    dir.file("tm.db", &bytes);
    dir.run(["verify"]).code(1).shows("file: ");
    let run = dir.run(["export", "--format", "tsv"]);
    if run.stderr().contains("error") {
        run.code(2)
            .says("tm.db: the memory failed: ")
            .says("hint: `dhakira verify`");
    }
}

#[test]
fn a_memory_s_name_is_always_that_of_a_file() {
    let dir = Workdir::new();
    dir.file("units.tsv", "نعم\tYes\n");
    // SQLite knows both for memories that are gone at the end.
    for name in [":memory:", "file:x.db?mode=memory"] {
        dir.run(["--tm", name, "import", "units.tsv"]).code(0);
        dir.run(["--tm", name, "lookup", "نعم"])
            .code(0)
            .shows("Yes");
    }
}
