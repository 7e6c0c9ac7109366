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

#[test]
fn packed_files_go_in_and_out() {
    let dir = Workdir::new();
    dir.file("in.tsv", TSV).run(["import", "in.tsv"]).code(0);
    for file in ["out.tmx.gz", "OUT.TSV.GZ"] {
        dir.run(["export", file]).code(0);
        let bytes = std::fs::read(dir.path(file)).expect("it is there");
        assert_eq!(bytes[..2], [0x1F, 0x8B]);
        dir.run(["--tm", "packed.db", "import", file]).code(0);
    }
    dir.run(["--tm", "packed.db", "export", "--format", "tsv"])
        .code(0)
        .prints(TSV);
    let bytes = std::fs::read(dir.path("out.tmx.gz")).expect("it is there");
    dir.file("named.tmx", &bytes)
        .run(["--tm", "other.db", "import", "named.tmx"])
        .code(0)
        .shows("2 added");
    dir.run_with(
        ["--tm", "stdin.db", "import", "-", "--format", "tmx"],
        &bytes,
    )
    .code(0)
    .shows("2 added");
    dir.file("cut.tmx.gz", &bytes[..bytes.len() - 12])
        .run(["--tm", "cut.db", "import", "cut.tmx.gz"])
        .code(2)
        .says("cut.tmx.gz:");
    dir.run(["export", "out.tmx.zip"])
        .code(2)
        .says("zip archives are only read");
}

#[test]
fn an_archive_of_one_file_is_imported() {
    let dir = Workdir::new();
    let archive = |files: &[(&str, &str)]| {
        use std::io::Write as _;
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, content) in files {
            let options = zip::write::SimpleFileOptions::default();
            archive.start_file(*name, options).expect("it is new");
            archive
                .write_all(content.as_bytes())
                .expect("it is in memory");
        }
        archive.finish().expect("it is in memory").into_inner()
    };
    dir.file("a.zip", archive(&[("../a.tsv", TSV), ("readme.md", "")]))
        .run(["import", "a.zip"])
        .code(0)
        .shows("2 added");
    dir.file("b.tmx.zip", archive(&[("a.tsv", TSV), ("b.tsv", TSV)]))
        .run(["import", "b.tmx.zip"])
        .code(2)
        .says("could not read b.tmx.zip: the archive holds several files of units");
    assert!(!dir.path("../a.tsv").exists());
}

#[test]
fn an_export_is_divided_by_document() {
    let dir = Workdir::new();
    let tmx = |document: &str, ar: &str| {
        format!(
            "<tu><prop type=\"x-dhakira-document\">{document}</prop><tuv xml:lang=\"ar\"><seg>{ar}</seg></tuv>\
             <tuv xml:lang=\"en\"><seg>Yes</seg></tuv></tu>"
        )
    };
    dir.file(
        "in.tmx",
        format!(
            "<tmx><body>{}{}{}{}</body></tmx>",
            tmx("../up", "أ"),
            tmx("no-document", "ب"),
            tmx("", "ج"),
            tmx("../up", "د")
        ),
    )
    .run(["import", "in.tmx"])
    .code(0);
    dir.run([
        "export",
        "out/of/here",
        "--split-by",
        "document",
        "--format",
        "tsv",
    ])
    .code(0)
    .says("4 units written to 3 files in out/of/here");
    assert_eq!(dir.read("out/of/here/_.._up.tsv"), "أ\tYes\nد\tYes\n");
    assert_eq!(dir.read("out/of/here/no-document-2.tsv"), "ب\tYes\n");
    assert_eq!(dir.read("out/of/here/no-document.tsv"), "ج\tYes\n");
    // Whatever a format is called, its files have a suffix by which they are read.
    for (format, files) in [
        ("xliff2", &["x/no-document.xlf"][..]),
        ("translation", &["x/no-document.jsonl"]),
        ("moses", &["x/no-document.ar", "x/no-document.en"]),
    ] {
        dir.run(["export", "x", "--split-by", "document", "--format", format])
            .code(0);
        for file in files {
            dir.run(["--tm", "again.db", "import", file]).code(0);
        }
    }
    dir.run([
        "export",
        "none",
        "--split-by",
        "document",
        "--status",
        "reviewed",
    ])
    .code(1);
    dir.run(["export", "--split-by", "document"])
        .code(2)
        .says("<FILE>");
    dir.run(["export", "-", "--split-by", "document"])
        .code(2)
        .says("--split-by needs a folder");
}

#[test]
fn every_flavor_imports_as_the_plain_file_does() {
    let dir = Workdir::new();
    dir.file("n/a.ar.txt", "نعم.\nلا.\nربما.\n")
        .file("n/a.en.txt", "Yes.\nNo.\nMaybe.\n");
    dir.run(["build", "n", "--trust-pairs"]).code(0);
    dir.run(["export", "plain.tmx"]).code(0);
    for flavor in ["omegat", "trados", "memoq", "phrase"] {
        let file = format!("{flavor}.tmx");
        dir.run(["export", &file, "--flavor", flavor]).code(0);
        assert_ne!(dir.read(&file), dir.read("plain.tmx"));
        let memory = format!("{flavor}.db");
        dir.run(["--tm", &memory, "import", &file]).code(0);
        dir.run(["--tm", &memory, "export", "again.tmx"]).code(0);
        assert_eq!(dir.read("again.tmx"), dir.read("plain.tmx"), "{flavor}");
    }
    dir.run(["export", "a.tsv", "--flavor", "memoq"])
        .code(2)
        .says("--flavor is for TMX");
}

#[test]
fn what_stands_in_a_tmx_comes_back_in_full() {
    let dir = Workdir::new();
    let file = "<tmx version=\"1.4\"><header><note>from the agency</note></header><body>\
        <tu tuid=\"7\" lastusagedate=\"20200102T030405Z\"><tuv xml:lang=\"ar\"><seg>قال <bpt i=\"1\">&lt;b&gt;</bpt>نعم<ept i=\"1\">&lt;/b&gt;</ept></seg></tuv>\
        <tuv xml:lang=\"en\"><seg>He said <hi x=\"1\">yes</hi><ph/></seg></tuv></tu></body></tmx>";
    dir.file("in.tmx", file).run(["import", "in.tmx"]).code(0);
    dir.run(["export"])
        .code(0)
        .shows("<note>from the agency</note>")
        .shows("lastusagedate=\"20200102T030405Z\"")
        .shows("<prop type=\"x-dhakira-tuid\">7</prop>")
        .shows("<seg>قال <bpt i=\"1\">&lt;b&gt;</bpt>نعم<ept i=\"1\">&lt;/b&gt;</ept></seg>")
        .shows("<seg>He said <hi x=\"1\">yes</hi><ph/></seg>");
    let run = dir.run(["show", "1", "--format", "json"]);
    super::schemas::fits(run.code(0), "unit");
    run.shows("\"codes\":[").shows("\"tuid\":\"7\"");
    dir.run(["show", "1"])
        .code(0)
        .shows("2 inline codes in the Arabic");
    dir.run(["lookup", "قال نعم"]).code(0);
}

/// Three units of which the second is broken and the third in no language of ours.
const FAULTY: &str = "<tmx><body>\n\
    <tu><tuv xml:lang=\"ar\"><seg>نعم.</seg></tuv><tuv xml:lang=\"en\"><seg>Yes.</seg></tuv></tu>\n\
    <tu><tuv xml:lang=\"ar\"><seg>لا&co;</seg></tuv><tuv xml:lang=\"en\"><seg>No.</seg></tuv></tu>\n\
    <tu><tuv xml:lang=\"fr\"><seg>Oui</seg></tuv></tu>\n</body></tmx>";

#[test]
fn a_dry_run_reads_and_reports_and_changes_nothing() {
    let dir = Workdir::new();
    dir.file("in.tmx", FAULTY);
    dir.run(["import", "in.tmx", "--dry-run"])
        .code(2)
        .says("in.tmx:3: unit 2: the entity &co; is not predefined")
        .prints("3 read, 1 good, 1 skipped, 1 failed; nothing was changed\n");
    dir.file("in.tsv", TSV)
        .run(["import", "in.tsv", "--dry-run"])
        .code(0);
    assert!(!dir.path("tm.db").exists());
}

#[test]
fn what_a_format_does_not_keep_is_said() {
    let dir = Workdir::new();
    let coded = "<tmx version='1.4'><header srclang='ar'/><body><tu><tuv xml:lang='ar'><seg>نعم<ph>x</ph></seg></tuv>\
                 <tuv xml:lang='en'><seg>Yes</seg></tuv></tu></body></tmx>";
    dir.file("in.tmx", coded).run(["import", "in.tmx"]).code(0);
    for file in ["out.xlf", "-"] {
        dir.run(["export", file, "--format", "xliff"])
            .code(0)
            .says("1 text written without inline codes, which the format does not keep");
    }
    dir.file(
        "coded.xlf",
        dir.read("out.xlf").replace("نعم", "لا<ph id='1'/>"),
    )
    .run(["import", "coded.xlf"])
    .code(0)
    .says("1 inline code left out of texts");
    for name in ["p.ar.gz", "p.beads.gz"] {
        dir.run(["export", name])
            .code(2)
            .says("a format of several files is not packed");
        dir.run(["import", name]).code(2).says("is not packed");
    }
}

#[test]
fn a_strict_import_takes_all_or_nothing() {
    let dir = Workdir::new();
    dir.file("in.tmx", FAULTY).file("in.tsv", TSV);
    dir.run(["import", "--strict", "in.tsv", "in.tmx"])
        .code(2)
        .says("in.tmx:3: unit 2: ")
        .shows("nothing was changed");
    dir.run(["import", "--strict", "in.tsv", "missing.tsv"])
        .code(2)
        .says("missing.tsv");
    assert!(!dir.path("tm.db").exists());
    dir.run(["import", "--strict", "in.tsv"])
        .code(0)
        .shows("2 added");
    dir.run_with(["import", "--strict", "-", "--format", "tsv"], "لا.\tNo.\n")
        .code(0)
        .shows("1 added");
    dir.run_with(["import", "--strict", "-", "--format", "tsv"], "لا.\n")
        .code(2)
        .says("-:1: ");
}

#[test]
fn a_file_of_nothing_but_faults_is_given_up_and_that_is_said() {
    let dir = Workdir::new();
    let rows = "no tab\n".repeat(10_050) + "نعم\tYes\n";
    dir.file("bad.tsv", rows).file("good.tsv", "لا\tNo\n");
    dir.run(["import", "good.tsv"]).code(0);
    for command in ["import", "check", "analyze"] {
        dir.run([command, "bad.tsv"])
            .code(2)
            .says("9980 more faults of the kind")
            .says("bad.tsv: the rest of the file was not read");
    }
    dir.run(["import", "bad.tsv", "--report", "out.tsv"])
        .code(2);
    assert!(
        dir.read("out.tsv")
            .ends_with("the rest of the file was not read\n")
    );
}

#[test]
fn a_report_lists_every_unit_that_was_not_taken() {
    let dir = Workdir::new();
    dir.file("in.tmx", FAULTY).file("b.tsv", "no tab\n\tx\n");
    let run = ["import", "in.tmx", "b.tsv", "missing.tsv", "--report"];
    dir.run(run.into_iter().chain(["out.tsv"])).code(2);
    let lines = dir.read("out.tsv");
    let lines: Vec<&str> = lines.lines().collect();
    assert_eq!(lines[0], "file\tline\tunit\tkind\treason");
    // What cannot be opened is known before anything is read.
    assert!(lines[1].starts_with("missing.tsv\t\t\tfailed\tcould not read missing.tsv: "));
    assert_eq!(
        lines[2..],
        [
            "in.tmx\t3\t2\tfailed\tthe entity &co; is not predefined, and no DTD is read",
            "in.tmx\t4\t3\tskipped\tin other languages",
            "b.tsv\t1\t\tfailed\tthe row has one column, not two",
            "b.tsv\t2\t\tskipped\twith an empty Arabic side",
        ]
    );
    for more in [
        vec!["out.jsonl"],
        vec!["out.jsonl", "--dry-run"],
        vec!["out.jsonl", "--strict"],
    ] {
        dir.run(run.into_iter().chain(more)).code(2);
        let report = dir.read("out.jsonl");
        assert_eq!(report.lines().count(), 5);
        super::schemas::fits_lines(&report, "untaken");
    }
    dir.run(["import", "in.tmx", "--report", "in.tmx"])
        .code(2)
        .says("would be written over what is read");
}
