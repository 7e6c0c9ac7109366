//! `lookup`, `search`, `show`, `stats`, `verify`: asking the memory.

use super::harness::Workdir;

fn with_memory() -> Workdir {
    let dir = Workdir::new();
    dir.file(
        "in.tsv",
        "وصل الوفد إلى المدينة مساء أمس.\tThe delegation arrived in the city last night.\n\
         غادر الوفد المدينة صباح اليوم.\tThe delegation left the city this morning.\n\
         بلغت الكلفة 40 مليون دينار.\tThe cost was 40 million dinars.\n",
    );
    dir.run(["import", "in.tsv"]).code(0);
    dir
}

fn first(dir: &Workdir, args: &[&str]) -> serde_json::Value {
    let args = ["lookup", "--format", "json"].iter().chain(args);
    dir.run(args).code(0).json().remove(0)["matches"][0].clone()
}

#[test]
fn the_kinds_of_matches_are_told_apart() {
    let dir = with_memory();
    for (query, score, kind) in [
        ("وصل الوفد إلى المدينة مساء أمس.", 100, "exact"),
        ("وصلَ الوفدُ إلى المدينة مساء أمس.", 99, "spelling"),
        ("The cost was 40 million dinars.", 100, "exact"),
    ] {
        let found = first(&dir, &[query]);
        assert_eq!(
            (&found["score"], &found["kind"]),
            (&score.into(), &kind.into()),
            "{query}"
        );
    }
    let fuzzy = first(&dir, &["بلغت الكلفة 45 مليون دينار."]);
    assert_eq!(fuzzy["kind"], "fuzzy");
    assert!(
        (85..=98).contains(&fuzzy["score"].as_u64().expect("a number")),
        "{fuzzy}"
    );
}

#[test]
fn numbers_are_put_right_where_nothing_else_differs() {
    let dir = with_memory();
    let found = first(&dir, &["بلغت الكلفة ٤٥ مليون دينار."]);
    let expected = serde_json::json!({
        "text": "The cost was 45 million dinars.",
        "spans": [[13, 15]],
    });
    assert_eq!(found["corrected"], expected);
    assert_eq!(found["target"], "The cost was 40 million dinars.");
    dir.run(["lookup", "بلغت الكلفة 45 مليون دينار."])
        .code(0)
        .shows("  ≈ The cost was {+45+} million dinars.  (numbers put right)\n");
    for query in ["بلغت الكلفة 45 مليون درهم.", "بلغت الكلفة 40 مليون دينار."]
    {
        assert!(first(&dir, &[query]).get("corrected").is_none(), "{query}");
    }
}

#[test]
fn a_match_of_another_spelling_says_in_what_it_differs() {
    let dir = with_memory();
    let query = "بلغتِ الكلفة ٤٠ مليون دينار.";
    let found = first(&dir, &[query]);
    assert_eq!(
        found["differences"],
        serde_json::json!(["vowel-marks", "digits"])
    );
    dir.run(["lookup", query])
        .code(0)
        .shows("draft; differs in: vowel marks, digits\n");
    let same = first(&dir, &["بلغت الكلفة 40 مليون دينار."]);
    assert!(same.get("differences").is_none());
}

#[test]
fn each_line_of_standard_input_is_a_query_and_gives_an_object() {
    let dir = with_memory();
    let run = dir.run_with(
        ["lookup", "--format", "json"],
        "غادر الوفد المدينة صباح اليوم.\n\nشيء آخر تماماً\n",
    );
    let answers = run.code(0).json();
    let counts: Vec<usize> = answers
        .iter()
        .map(|a| a["matches"].as_array().expect("a list").len())
        .collect();
    assert_eq!(counts, [1, 0, 0]);
}

#[test]
fn nothing_found_is_exit_code_one() {
    let dir = with_memory();
    dir.run(["lookup", "شيء آخر تماماً"]).code(1);
    dir.run(["search", "بحر"]).code(1).prints("");
}

#[test]
fn exhaustive_lookup_agrees() {
    let dir = with_memory();
    let query = "وصل الوفد إلى القرية مساء أمس.";
    let args = ["lookup", query, "--min", "30", "--format", "json"];
    let quick = dir.run(args).code(0).stdout();
    assert_eq!(
        dir.run(args.iter().chain(&["--exhaustive"]))
            .code(0)
            .stdout(),
        quick
    );
}

#[test]
fn text_output_shows_score_difference_and_translation() {
    let dir = with_memory();
    let run = dir.run(["lookup", "وصل الوفد إلى القرية مساء أمس."]);
    run.code(0)
        .shows("fuzzy")
        .shows("The delegation arrived in the city last night.")
        .shows("القرية")
        .shows("المدينة");
}

#[test]
fn concordance_finds_words_in_any_spelling_order_and_language() {
    let dir = with_memory();
    for query in [
        &["الوفد", "المدينه"][..],
        &["delegation", "CITY"],
        &["\"the city\""],
        &["إلي"],
    ] {
        dir.run(["search"].iter().chain(query)).code(0);
    }
    dir.run(["search", "delegation", "--lang", "ar"]).code(1);
    let hits = dir
        .run(["search", "الكلفة", "--format", "json"])
        .code(0)
        .json();
    let ar = hits[0]["ar"]["text"].as_str().expect("a text");
    let span = &hits[0]["ar"]["hits"][0];
    let at =
        |index: usize| usize::try_from(span[index].as_u64().expect("a number")).expect("it fits");
    assert_eq!(&ar[at(0)..at(1)], "الكلفة");
}

#[test]
fn concordance_marks_the_counterparts_that_the_lexicon_knows() {
    let dir = with_memory();
    dir.run(["search", "المدينة"])
        .code(0)
        .shows("وصل الوفد إلى [المدينة] مساء أمس.")
        .shows("The delegation arrived in the ‹city› last night.");
    let hits = dir
        .run(["search", "city", "--format", "json"])
        .code(0)
        .json();
    let ar = hits[0]["ar"]["text"].as_str().expect("a text");
    let start = ar.find("المدينة").expect("it is there");
    let expected = serde_json::json!([[start, start + "المدينة".len()]]);
    assert_eq!(hits[0]["ar"]["counterparts"], expected);
    assert_eq!(hits[0]["en"]["counterparts"], serde_json::json!([]));
}

#[test]
fn matches_and_hits_are_rows_of_escaped_columns() {
    let dir = with_memory();
    dir.file("more.tsv", "سطر\\nآخر هنا\tanother\\tline\n");
    dir.run(["import", "more.tsv"]).code(0);
    dir.run(["search", "line", "--format", "tsv"])
        .code(0)
        .prints("4\tسطر\\nآخر هنا\tanother\\tline\t\n");
    let queries = "سطر آخر هنا\nبلا جواب\nThe cost was 41 million dinars.\n";
    dir.run_with(["lookup", "--format", "tsv"], queries)
        .code(0)
        .prints(
            "سطر آخر هنا\t99\tspelling\tسطر\\nآخر هنا\tanother\\tline\tdraft\t\t4\n\
             The cost was 41 million dinars.\t96\tfuzzy\tThe cost was 40 million dinars.\t\
             بلغت الكلفة 40 مليون دينار.\tdraft\t\t3\n",
        );
    dir.run(["search", "بحر", "--format", "tsv"])
        .code(1)
        .prints("");
}

#[test]
fn any_string_is_a_safe_query() {
    let dir = with_memory();
    for query in [
        "NEAR(",
        "\"",
        "AND",
        "a:b",
        "^",
        "*",
        "-x",
        "don't",
        "c++",
        "a.b",
        "؟",
        "%",
        "_",
        "'; DROP TABLE unit;--",
        "",
    ] {
        let run = dir.run(["search", "--", query]);
        run.code(1);
        assert_eq!(run.stderr(), "no hit\n", "{query}");
    }
}

#[test]
fn show_tells_all_of_a_unit() {
    let dir = with_memory();
    dir.run(["show", "1"])
        .code(0)
        .shows("The delegation arrived in the city last night.")
        .shows("import")
        .shows("draft");
    let unit = dir
        .run(["show", "1", "--format", "json"])
        .code(0)
        .json()
        .remove(0);
    assert_eq!(
        (&unit["unit"], &unit["origin"]),
        (&1.into(), &"import".into())
    );
}

#[test]
fn stats_count_units_and_words() {
    let dir = with_memory();
    let stats = dir
        .run(["stats", "--format", "json"])
        .code(0)
        .json()
        .remove(0);
    assert_eq!(
        (
            &stats["units"],
            &stats["ar"]["words"],
            &stats["en"]["words"]
        ),
        (&3.into(), &16.into(), &21.into())
    );
    dir.run(["stats"]).code(0).shows("units").shows("16");
}

#[test]
fn verify_finds_a_sound_memory_sound() {
    let dir = with_memory();
    dir.run(["verify"]).code(0).shows("sound");
    dir.run(["verify", "--format", "json"]).code(0).prints("");
}

#[test]
fn a_line_that_is_not_text_is_named_and_the_others_are_answered() {
    let dir = with_memory();
    let run = dir.run_with(
        ["lookup", "--format", "json"],
        b"\xff\xfe\n\xd9\x86\nThe cost was 40 million dinars.\n",
    );
    run.code(2).says("standard input:1: this line is not UTF-8");
    assert_eq!(run.json().len(), 3);
    assert_eq!(run.json()[2]["matches"][0]["score"], 100);
}

#[test]
fn more_hits_than_are_shown_are_told() {
    let dir = with_memory();
    dir.run(["search", "the", "--limit", "2"])
        .code(0)
        .says("2 hits shown, there are more");
    assert_eq!(
        dir.run(["search", "the", "--limit", "3"]).code(0).stderr(),
        ""
    );
}
