//! `import` and `export` of each format, and of those that have several files.

use super::harness::Workdir;
use super::schemas::fits;

/// Three units, one of them of a document, with what some formats cannot carry.
const UNITS: &str = r#"{"ar":{"text":"نعم","tag":"ar"},"en":{"text":"=Yes, \"sir\"","tag":"en"},"document":"news","position":0,"bead":"2-1","confidence":0.5,"similarity":0.25,"origin":"alignment","status":"reviewed","created":{"at":"2026-01-02T03:04:05Z","by":"Amal"},"changed":null,"use_count":2,"notes":["a note"],"properties":[{"kind":"x-domain","value":"talk"}]}
{"ar":{"text":"نعم","tag":"ar"},"en":{"text":"Indeed","tag":"en"},"document":null,"position":null,"bead":null,"confidence":null,"similarity":null,"origin":"manual","status":"draft","created":{"at":"2026-01-02T03:04:05Z","by":null},"changed":{"at":"2026-01-03T03:04:05Z","by":"Amal"},"use_count":0,"notes":[],"properties":[]}
{"ar":{"text":"لا\nأبدا","tag":"ar-SA"},"en":{"text":"No","tag":"en-US"},"document":null,"position":null,"bead":null,"confidence":null,"similarity":null,"origin":"import","status":"draft","created":{"at":"2026-01-02T03:04:05Z","by":null},"changed":null,"use_count":0,"notes":[],"properties":[]}
"#;

fn with_units() -> Workdir {
    let dir = Workdir::new();
    dir.file("units.jsonl", UNITS)
        .run(["import", "units.jsonl"])
        .code(0)
        .shows("3 added");
    dir
}

#[test]
fn formats_of_all_fields_carry_them_from_one_memory_to_the_next() {
    let dir = with_units();
    dir.run(["export", "--format", "jsonl"])
        .code(0)
        .prints(UNITS);
    for (file, option) in [
        ("a.csv", "--bom"),
        ("a.tsv", "--header"),
        ("a.po", "--bom"),
        ("b.po", "--invert"),
        ("a.tmx", "--invert"),
    ] {
        let db = format!("{file}.db");
        dir.run(["export", file, option]).code(0);
        dir.run(["--tm", &db, "import", file])
            .code(0)
            .shows("3 read, 3 added");
        dir.run(["--tm", &db, "export", "--format", "jsonl"])
            .code(0)
            .prints(UNITS);
    }
}

#[test]
fn import_twice_is_import_once_in_every_format() {
    let dir = with_units();
    for (file, format) in [
        ("x.tmx", "tmx"),
        ("x.tsv", "tsv"),
        ("x.csv", "csv"),
        ("x.jsonl", "jsonl"),
        ("t.jsonl", "translation"),
        ("x.ar", "moses"),
        ("y.beads", "beads"),
        ("x.po", "po"),
    ] {
        let (db, again) = (format!("{format}.db"), format!("again-{file}"));
        dir.run(["export", file, "--format", format])
            .code(0)
            .says("3 units written");
        dir.run(["--tm", &db, "import", file])
            .code(0)
            .shows("3 read, 3 added");
        dir.run(["--tm", &db, "import", file])
            .code(0)
            .shows("3 read, 0 added, 0 updated, 3 there already");
        dir.run(["--tm", &db, "export", &again, "--format", format])
            .code(0);
        if format != "beads" {
            dir.run(["--tm", &db, "import", &again])
                .code(0)
                .shows("0 added");
        }
    }
}

#[test]
fn both_shapes_of_json_lines_are_what_their_schema_says() {
    let dir = with_units();
    fits(&dir.run(["export", "--format", "jsonl"]), "unit-line");
    fits(&dir.run(["export", "--format", "translation"]), "unit-line");
    fits(&dir.run(["show", "1", "--format", "json"]), "unit");
}

#[test]
fn the_unit_of_a_line_is_the_one_that_show_prints() {
    let schema = |name: &str| -> serde_json::Value {
        let path = format!("{}/schemas/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&std::fs::read_to_string(path).expect("it is there")).expect("JSON")
    };
    let mut shown = schema("unit")["properties"].clone();
    shown
        .as_object_mut()
        .expect("an object")
        .remove("unit")
        .expect("show has it");
    assert_eq!(schema("unit-line")["oneOf"][0]["properties"], shown);
}

#[test]
fn a_pair_is_imported_by_either_name_and_once() {
    let dir = Workdir::new();
    dir.file("news.ar", "نعم\nلا\n").file("news.en", "Yes\nNo\n");
    dir.run(["import", "news.ar", "news.en"])
        .code(0)
        .shows("2 read, 2 added");
    dir.run(["import", "news.en"]).code(0).shows("0 added");
    dir.run(["import", "news", "--format", "moses"])
        .code(0)
        .shows("0 added");
    dir.file("other.txt", "Indeed\nNo\n")
        .run(["import", "news.ar", "--en", "other.txt"])
        .code(0)
        .shows("1 added");
}

#[test]
fn a_missing_partner_and_unequal_texts_are_named() {
    let dir = Workdir::new();
    dir.file("alone.ar", "نعم\n")
        .run(["import", "alone.ar"])
        .code(2)
        .says("alone.ar has no English side: expected alone.en");
    dir.file("x.beads", "[0]:[0]\n")
        .run(["import", "x.beads"])
        .code(2)
        .says("could not read x.ar");
    dir.file("u.ar", "نعم\nلا\n")
        .file("u.en", "Yes\n")
        .run(["import", "u.ar"])
        .code(2)
        .shows("1 added")
        .says("u.ar:2: the English text has 1 lines and the Arabic one 2");
}

#[test]
fn beads_are_imported_with_texts_of_other_names() {
    let dir = Workdir::new();
    dir.file("news.beads", "[0,1]:[0]:0.9\n[2]:[]\n")
        .file("a.txt", "نعم\nلا\nأبدا\n")
        .file("e.txt", "Yes. No.\n");
    dir.run(["import", "news.beads", "--ar", "a.txt", "--en", "e.txt"])
        .code(0)
        .shows("2 read, 1 added")
        .says("skipped 1 unit without English");
    dir.run(["show", "1", "--format", "json"])
        .code(0)
        .shows("\"text\":\"نعم لا\"")
        .shows("\"document\":\"news\",\"position\":0,\"bead\":\"2-1\",\"confidence\":0.9");
    dir.file("a.tsv", "نعم\tYes\n");
    dir.run(["import", "a.tsv", "--ar", "a.txt"])
        .code(2)
        .says("--ar and --en go with beads and texts");
}

#[test]
fn several_files_are_written_together_or_not_at_all() {
    let dir = with_units();
    dir.run(["export", "out", "--format", "moses"])
        .code(0)
        .says("3 units written to out")
        .says("1 unit with line breaks or tabs, which became spaces");
    assert_eq!(dir.read("out.ar"), "نعم\nنعم\nلا أبدا\n");
    assert_eq!(dir.read("out.en"), "=Yes, \"sir\"\nIndeed\nNo\n");
    dir.run(["export", "b.beads"]).code(0);
    assert_eq!(dir.read("b.beads"), "[0]:[0]:0.5\n[1]:[1]\n[2]:[2]\n");
    dir.run(["export", "--format", "moses"])
        .code(2)
        .says("moses is several files");
    dir.run_with(["import", "-", "--format", "beads"], "")
        .code(2)
        .says("beads is several files");
    dir.file("half.en/x", "");
    dir.run(["export", "half.ar"])
        .code(2)
        .says("half.en: is no file");
    assert!(!dir.path("half.ar").exists());
}

#[test]
fn a_table_of_a_spreadsheet_is_read_in_its_encoding() {
    let dir = Workdir::new();
    let table: Vec<u8> = "\u{feff}English\tid\tArabic\r\n\"Yes\r\nno\"\t1\tنعم\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    dir.file("excel.txt", table)
        .run(["import", "excel.txt", "--format", "csv"])
        .code(0)
        .shows("1 added")
        .says("1 column without a known name left out");
    dir.file("old.csv", b"\xe4\xda\xe3;Yes\r\n")
        .run(["import", "old.csv"])
        .code(2)
        .says("old.csv:1: this is not UTF-8");
    dir.run(["import", "old.csv", "--encoding", "windows-1256"])
        .code(0)
        .shows("1 added");
    dir.run(["export", "--format", "tsv"])
        .code(0)
        .prints("نعم\tYes\\r\\nno\nنعم\tYes\n");
}
