//! `check`: findings of files and of the memory, as text, JSON and SARIF; rules files and waivers.

use super::harness::Workdir;
use super::schemas::fits;

const PAIRS: &str = "\
وصل الوفد إلى المدينة.\tThe delegation came to the city.
حضر 130 ضيفا الحفل.\t150 guests came to the party.
بدأ العمل.\t
<b>انتهى العمل.\tThe work has ended.
وصل\u{8} الضيف.\tThe guest came.
";

#[test]
fn findings_have_a_line_a_rule_a_side_a_place_and_evidence() {
    let dir = Workdir::new();
    dir.file("pairs.tsv", PAIRS);
    let run = dir.run(["check", "pairs.tsv", "--format", "json"]);
    run.code(1);
    fits(&run, "finding");
    let found: Vec<String> = run
        .json()
        .iter()
        .map(|f| format!("{} {} {} {}", f["line"], f["rule"], f["side"], f["span"]))
        .collect();
    assert_eq!(
        found,
        [
            "2 \"numbers\" \"ar\" [4,7]",
            "3 \"empty\" \"en\" null",
            "4 \"markup\" \"ar\" [0,3]",
            "5 \"control\" \"both\" null",
        ]
    );
    let text = dir.run(["check", "pairs.tsv"]);
    text.code(1);
    assert!(
        text.stdout()
            .contains("line 2: warning numbers ar 4-7: 130 here, 150 there"),
        "{text}"
    );
    assert!(
        text.stderr().contains("5 pairs checked, 4 findings"),
        "{text}"
    );
}

#[test]
fn without_errors_the_exit_code_is_0() {
    let dir = Workdir::new();
    dir.file("pairs.tsv", PAIRS);
    dir.run(["check", "pairs.tsv", "--skip", "empty,markup,control"])
        .code(0);
    let only = dir.run([
        "check",
        "pairs.tsv",
        "--only",
        "numbers",
        "--format",
        "json",
    ]);
    only.code(0);
    assert_eq!(only.json().len(), 1, "{only}");
    let grave = dir.run([
        "check",
        "pairs.tsv",
        "--severity",
        "error",
        "--format",
        "json",
    ]);
    grave.code(1);
    assert_eq!(grave.json().len(), 3, "{grave}");
    dir.run(["check", "pairs.tsv", "--only", "nummers"]).code(2);
    dir.run(["check", "none.tsv"]).code(2);
}

#[test]
fn a_file_of_rules_tunes_them_and_is_told_where_it_is_wrong() {
    let dir = Workdir::new();
    dir.file("pairs.tsv", PAIRS)
        .file(
            "ours.toml",
            "[rules]\nempty = \"off\"\nmarkup = \"note\"\ncontrol = \"off\"\nnumbers = \"error\"\n",
        )
        .file("bad.toml", "[rules]\nnumber = \"off\"\n");
    let run = dir.run([
        "check",
        "pairs.tsv",
        "--rules",
        "ours.toml",
        "--format",
        "json",
    ]);
    run.code(1);
    let found: Vec<(String, String)> = run
        .json()
        .iter()
        .map(|f| (f["rule"].to_string(), f["severity"].to_string()))
        .collect();
    let expected = [("\"numbers\"", "\"error\""), ("\"markup\"", "\"note\"")];
    assert_eq!(
        found,
        expected.map(|(rule, severity)| (rule.to_owned(), severity.to_owned()))
    );
    let bad = dir.run(["check", "pairs.tsv", "--rules", "bad.toml"]);
    bad.code(2);
    assert!(
        bad.stderr().contains("bad.toml") && bad.stderr().contains("\"number\""),
        "{bad}"
    );
}

#[test]
fn waivers_survive_edits_elsewhere_and_end_with_their_texts() {
    let dir = Workdir::new();
    dir.file("pairs.tsv", PAIRS);
    dir.run(["check", "pairs.tsv", "--write-waivers", "seen.txt"])
        .code(1);
    let moved = format!(
        "خرج الضيف.\tThe guest left.\n{}",
        PAIRS.replace("\tThe work", "\tAll the work")
    );
    dir.file("moved.tsv", moved);
    let run = dir.run([
        "check",
        "moved.tsv",
        "--waive",
        "seen.txt",
        "--format",
        "json",
    ]);
    run.code(1);
    let rules: Vec<String> = run.json().iter().map(|f| f["rule"].to_string()).collect();
    assert_eq!(
        rules,
        ["\"empty\"", "\"markup\""],
        "an empty side is never waived, and a changed pair no more"
    );
    assert!(run.stderr().contains("2 waived"), "{run}");
    dir.file("bad.txt", "numbers 12\n");
    let bad = dir.run(["check", "pairs.tsv", "--waive", "bad.txt"]);
    bad.code(2);
    assert!(bad.stderr().contains("bad.txt:1"), "{bad}");
}

#[test]
fn sarif_is_one_log_with_all_rules_and_a_result_for_each_finding() {
    let dir = Workdir::new();
    dir.file("our pairs.tsv", PAIRS)
        .file("good.tsv", "وصل الوفد.\tThe delegation came.\n");
    let run = dir.run(["check", "our pairs.tsv", "--format", "sarif"]);
    run.code(1);
    let log: serde_json::Value = serde_json::from_str(&run.stdout()).expect("SARIF is JSON");
    assert_eq!(log["version"], "2.1.0");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 4);
    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules");
    for result in results {
        assert!(
            rules.iter().any(|rule| rule["id"] == result["ruleId"]),
            "{result}"
        );
        assert_eq!(
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "our%20pairs.tsv"
        );
    }
    assert_eq!(
        results[0]["locations"][0]["physicalLocation"]["region"]["startLine"],
        2
    );
    let none = dir.run(["check", "good.tsv", "--format", "sarif"]);
    none.code(0);
    let log: serde_json::Value = serde_json::from_str(&none.stdout()).expect("SARIF is JSON");
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
}

#[test]
fn the_memory_is_checked_by_its_units_without_the_rejected_ones() {
    let dir = Workdir::new();
    dir.file("pairs.tsv", PAIRS);
    dir.run(["import", "pairs.tsv"]);
    let run = dir.run(["check", "--format", "json"]);
    run.code(1);
    fits(&run, "finding");
    let found: Vec<(String, String)> = run
        .json()
        .iter()
        .map(|f| (f["line"].to_string(), f["rule"].to_string()))
        .collect();
    assert_eq!(
        found,
        ["\"numbers\"", "\"markup\""].map(|rule| ("null".to_owned(), rule.to_owned()))
    );
    let unit = run.json()[1]["unit"].to_string();
    dir.run(["reject", &unit]).code(0);
    dir.run(["check"]).code(0);
    dir.run(["check", "--document", "none"]).code(0);
}

#[test]
fn lines_of_every_format_are_those_of_the_file() {
    let dir = Workdir::new();
    dir.file(
        "pairs.tsv",
        "بدأ العمل.\tWork began.\nحضر 130 ضيفا.\t150 guests came.\n",
    );
    dir.run(["import", "pairs.tsv"]).code(0);
    for (name, starts) in [
        ("a.tmx", "<tu"),
        ("a.csv", "حضر"),
        ("a.jsonl", "{"),
        ("a.po", "msgid"),
        ("a.xlf", "<trans-unit"),
    ] {
        dir.run(["export", name]).code(0);
        let run = dir.run(["check", name, "--only", "numbers", "--format", "json"]);
        run.code(0);
        let found = run.json();
        assert_eq!(found.len(), 1, "{name}: {run}");
        let line = found[0]["line"].as_u64().expect("a line") as usize;
        let file = dir.read(name);
        let text = file.lines().skip(line - 1).take(8).collect::<String>();
        assert!(
            text.contains("130") && file.contains(starts),
            "{name}:{line}: {text}"
        );
    }
}

#[test]
fn every_rule_is_explained_with_an_example_and_how_to_switch_it_off() {
    let dir = Workdir::new();
    let run = dir.run(["check", "--explain", "numbers"]);
    run.code(0);
    for says in [
        "numbers (warning)",
        "For example:",
        "--skip numbers",
        "numbers = \"off\"",
    ] {
        assert!(run.stdout().contains(says), "{run}");
    }
    let control = dir.run(["check", "--explain", "bidi"]);
    control.code(0);
    assert!(control.stdout().contains("\\u{202e}"), "{control}");
}
