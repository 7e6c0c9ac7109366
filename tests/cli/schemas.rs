//! What is printed as JSON is what the schemas in `schemas/` say.

use jsonschema::Validator;

use super::harness::{Run, Workdir};

fn schema(name: &str) -> Validator {
    let path = format!("{}/schemas/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    jsonschema::validator_for(&serde_json::from_str(&text).expect("a schema is JSON"))
        .expect("a schema is valid")
}

/// Holds every line that `run` printed against the schema; there must be one at least.
#[track_caller]
pub(crate) fn fits(run: &Run, name: &str) {
    let validator = schema(name);
    let lines = run.json();
    assert!(!lines.is_empty(), "{run}");
    for line in lines {
        let errors: Vec<String> = validator
            .iter_errors(&line)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:?} in {line}");
    }
}

/// Holds every line of a file that was written against the schema.
#[track_caller]
pub(crate) fn fits_lines(text: &str, name: &str) {
    let validator = schema(name);
    for line in text.lines() {
        let value = serde_json::from_str(line).expect("a line is JSON");
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{errors:?} in {line}");
    }
}

#[test]
fn every_command_prints_what_its_schema_says() {
    let dir = Workdir::new();
    dir.file(
        "n/a.ar.txt",
        "عنوان\nوصل الوفد أمس. ثم غادر.\nنص بلا مقابل في الترجمة على الإطلاق، وهو طويل جداً.\n",
    );
    dir.file(
        "n/a.en.txt",
        "Title\nThe delegation arrived yesterday. Then it left.\n",
    );
    fits(
        &dir.run(["split", "n/a.ar.txt", "n/a.en.txt", "--format", "json"]),
        "sentence",
    );
    fits(
        &dir.run(["align", "n/a.ar.txt", "n/a.en.txt", "--format", "json"]),
        "bead",
    );
    dir.file("a.gold", "[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[]\n");
    fits(
        &dir.run([
            "align",
            "n/a.ar.txt",
            "n/a.en.txt",
            "--against",
            "a.gold",
            "--format",
            "json",
        ]),
        "score",
    );
    fits(&dir.run(["build", "n", "--format", "json"]), "account");
    fits(
        &dir.run(["build", "n", "--format", "json", "--force", "--doubtful"]),
        "account",
    );
    let queries = "وصل الوفد أمس.\nوصل الوفد\nلا شيء\n\n";
    fits(
        &dir.run_with(["lookup", "--min", "30", "--format", "json"], queries),
        "lookup",
    );
    fits(&dir.run(["search", "الوفد", "--format", "json"]), "hit");
    dir.file(
        "in.tsv",
        "بلغت الكلفة 40 مليون دينار.\tThe cost was 40 million dinars.\n",
    );
    dir.run(["import", "in.tsv"]).code(0);
    let queries = "بلغت الكلفة 45 مليون دينار.\nبلغتِ الكلفة ٤٠ مليون دينار.\n";
    fits(
        &dir.run_with(["lookup", "--format", "json"], queries),
        "lookup",
    );
    fits(&dir.run(["show", "1", "--format", "json"]), "unit");
    fits(
        &dir.run(["stats", "--documents", "--format", "json"]),
        "statistics",
    );
}

#[test]
fn problems_are_printed_as_their_schema_says() {
    let dir = Workdir::new();
    dir.file("a.tsv", "نعم.\tYes.\n")
        .run(["import", "a.tsv"])
        .code(0);
    let connection = rusqlite::Connection::open(dir.path("tm.db")).expect("it opens");
    connection
        .execute_batch("UPDATE unit SET en = 'Yet.'; UPDATE setting SET value = '0'")
        .expect("it runs");
    drop(connection);
    let run = dir.run(["verify", "--format", "json"]);
    fits(run.code(1), "problem");
    dir.run(["verify"])
        .code(1)
        .shows("text: unit 1: the texts are not those that were written");
}
