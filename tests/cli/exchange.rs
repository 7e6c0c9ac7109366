//! `import` and `export`.

use super::harness::Workdir;

const TSV: &str = "وصل الوفد مساء أمس.\tThe delegation arrived last night.\nغادر الوفد صباح اليوم.\tThe delegation left this morning.\n";

#[test]
fn what_is_imported_is_exported() {
    let dir = Workdir::new();
    dir.file("in.tsv", TSV)
        .run(["import", "in.tsv"])
        .code(0)
        .shows("2 added");
    dir.run(["export", "--format", "tsv"]).code(0).prints(TSV);
    dir.run(["export", "out.tmx"])
        .code(0)
        .prints("")
        .says("2 units written to out.tmx");
    dir.run(["--tm", "other.db", "import", "out.tmx"])
        .code(0)
        .shows("2 added");
    dir.run(["--tm", "other.db", "export", "again.tmx"]).code(0);
    assert_eq!(dir.read("out.tmx"), dir.read("again.tmx"));
}

#[test]
fn import_twice_is_import_once() {
    let dir = Workdir::new();
    dir.file("in.tsv", TSV)
        .run(["import", "in.tsv", "in.tsv"])
        .code(0);
    dir.run(["import", "in.tsv"]).code(0).shows("0 added");
    dir.run(["export", "--format", "tsv"]).code(0).prints(TSV);
}

#[test]
fn standard_input_needs_a_format() {
    let dir = Workdir::new();
    dir.run_with(["import", "-", "--format", "tsv"], TSV)
        .code(0)
        .shows("2 added");
    dir.run_with(["import", "-"], TSV).code(2).says("--format");
}

#[test]
fn english_may_come_first() {
    let dir = Workdir::new();
    dir.file("in.tsv", "Yes.\tنعم.\n")
        .run(["import", "--invert", "in.tsv"])
        .code(0);
    dir.run(["export", "--format", "tsv"])
        .code(0)
        .prints("نعم.\tYes.\n");
    dir.run(["export", "--invert", "--lang-map", "ar=ar-SA,en=en-US"])
        .code(0)
        .shows("srclang=\"en-US\"")
        .shows("xml:lang=\"ar-SA\"");
}

#[test]
fn a_row_that_is_no_pair_is_named_and_the_rest_goes_in() {
    let dir = Workdir::new();
    dir.file("in.tsv", format!("{TSV}no tab here\n\tno Arabic\n"));
    dir.run(["import", "in.tsv"])
        .code(2)
        .says("in.tsv:3: ")
        .shows("2 added")
        .says("1 unit with an empty Arabic side");
}

#[test]
fn a_conflict_is_settled_as_asked() {
    let dir = Workdir::new();
    dir.file("one.tsv", "نعم.\tYes.\n")
        .file("two.tsv", "نعم.\tIndeed.\n");
    dir.run(["import", "one.tsv"]).code(0);
    dir.run(["import", "two.tsv", "--on-conflict", "skip"])
        .code(0)
        .shows("0 added");
    dir.run(["import", "two.tsv"]).code(0).shows("1 added");
    dir.run(["export", "--format", "tsv"])
        .code(0)
        .prints("نعم.\tYes.\nنعم.\tIndeed.\n");
}

#[test]
fn a_selection_that_is_empty_is_nothing_found() {
    let dir = Workdir::new();
    dir.file("in.tsv", TSV).run(["import", "in.tsv"]).code(0);
    dir.run(["export", "--format", "tsv", "--document", "none"])
        .code(1)
        .prints("");
    dir.run(["export", "--status", "reviewed", "--format", "tsv"])
        .code(1)
        .prints("");
}

#[test]
fn a_failing_export_leaves_the_old_file_whole() {
    let dir = Workdir::new();
    dir.file("in.tsv", TSV).run(["import", "in.tsv"]).code(0);
    dir.file("folder.tmx/x", "");
    dir.run(["export", "folder.tmx"])
        .code(2)
        .says("could not write folder.tmx");
    dir.run(["export", "missing/out.tmx"])
        .code(2)
        .says("could not write missing/out.tmx");
    dir.run(["export", "out.docx"])
        .code(2)
        .says("out.docx: the suffix names no format");
    let left: Vec<_> = std::fs::read_dir(dir.path("."))
        .expect("it is there")
        .map(|entry| entry.expect("readable").file_name())
        .collect();
    assert!(
        left.iter()
            .all(|name| !name.to_string_lossy().ends_with(".part")),
        "{left:?}"
    );
}
