//! `--srx`: rules that a user brings along, and our own for other tools.

use super::harness::Workdir;

const OMEGAT: &str = include_str!("../srx/omegat-style.srx");
const PARTLY_REFUSED: &str = include_str!("../srx/partly-refused.srx");
const AR: &str = "ماذا حدث؟ حضر د. سامي. ثم غادر.\n";

#[test]
fn split_takes_the_rules_and_says_which() {
    let dir = Workdir::new();
    dir.file("a.srx", OMEGAT)
        .file("a.txt", AR)
        .file("b.txt", AR);
    let run = dir.run(["split", "--srx", "a.srx", "a.txt", "b.txt"]);
    let sentences = "ماذا حدث؟\nحضر د. سامي.\nثم غادر.\n";
    run.code(0).prints(&sentences.repeat(2));
    let told =
        "a.srx: \"AR\" has the rules of \"Arabic\", \"Default\", \"HTML\": 6 taken, none refused\n";
    assert_eq!(run.stderr(), told, "once for a file and language");
    assert_eq!(
        dir.run(["split", "-q", "--srx", "a.srx", "a.txt"]).stderr(),
        ""
    );
}

#[test]
fn rules_that_are_refused_are_counted_and_with_v_explained() {
    let dir = Workdir::new();
    dir.file("a.srx", PARTLY_REFUSED).file("a.txt", AR);
    dir.run(["split", "--srx", "a.srx", "a.txt"])
        .code(0)
        .says("1 taken, 6 refused (-v says why)");
    dir.run(["split", "-v", "--srx", "a.srx", "a.txt"])
        .code(0)
        .says("a.srx:6: a rule of \"Arabic\" is refused: in beforebreak: \\X has no counterpart\n");
}

#[test]
fn a_language_without_rules_is_warned_of() {
    let dir = Workdir::new();
    dir.file("a.srx", PARTLY_REFUSED)
        .file("a.txt", "One. Two.\n");
    dir.run(["split", "-q", "--srx", "a.srx", "a.txt"])
        .code(0)
        .prints("One. Two.\n")
        .says("dhakira: warning: a.srx has no rules for English: no languagepattern matches \"en\" or \"EN\"\nhint: ");
}

#[test]
fn explain_names_the_rule_and_its_line() {
    let dir = Workdir::new();
    dir.file("a.srx", OMEGAT);
    dir.run_with(["split", "--explain", "--srx", "a.srx"], AR)
        .code(0)
        .shows("1:17\tbreak\tsrx:Arabic:2 (line 13)\t")
        .shows("\tno break\tsrx:Arabic:1 (line 8)\t");
}

#[test]
fn broken_files_are_one_line_with_a_hint() {
    let dir = Workdir::new();
    dir.file("a.txt", AR);
    for (name, content, said) in [
        (
            "plain-text",
            include_str!("../srx/broken/plain-text.srx"),
            "1: this is no XML: it begins with text",
        ),
        (
            "a-tmx",
            include_str!("../srx/broken/a-tmx.srx"),
            "2: this is no SRX: the file holds <tmx>",
        ),
        (
            "version-three",
            include_str!("../srx/broken/version-three.srx"),
            "3: SRX of version \"3.0\" is not known",
        ),
        (
            "cut-off",
            include_str!("../srx/broken/cut-off.srx"),
            "31: the file ends inside an element",
        ),
        (
            "ill-formed",
            include_str!("../srx/broken/ill-formed.srx"),
            "17: this is no well-formed XML: ",
        ),
        (
            "no-map",
            include_str!("../srx/broken/no-map.srx"),
            "49: there is no <languagemap>, so no language has rules",
        ),
        (
            "bad-map",
            include_str!("../srx/broken/bad-map.srx"),
            "47: in languagepattern: a ( that is not closed",
        ),
        (
            "map-to-nothing",
            include_str!("../srx/broken/map-to-nothing.srx"),
            "47: there are no rules named \"Englisch\"",
        ),
        (
            "no-rules",
            include_str!("../srx/broken/no-rules.srx"),
            "7: the file holds no <rule>",
        ),
        (
            "no-rule-left",
            include_str!("../srx/broken/no-rule-left.srx"),
            "6: no rule for \"ar\" can be taken; the first: in beforebreak: \\X",
        ),
    ] {
        let file = format!("{name}.srx");
        dir.file(&file, content);
        let run = dir.run(["split", "--srx", &file, "a.txt"]);
        run.code(2).says(&format!("dhakira: error: {file}:{said}"));
        let stderr = run.stderr();
        let lines: Vec<&str> = stderr.lines().collect();
        assert!(
            lines.len() == 2 && lines[1].starts_with("hint: --srx takes SRX"),
            "{run}"
        );
    }
    dir.run(["split", "--srx", "none.srx", "a.txt"])
        .code(2)
        .says("could not read none.srx: ");
    dir.run(["split", "--srx", "-"])
        .code(2)
        .says("cannot be the rules and a text at once");
}

#[test]
fn build_depends_on_what_the_rules_say() {
    let dir = Workdir::new();
    let comma = OMEGAT.replace("[؟!]+", "[؟!،]+");
    dir.file("in/a.ar.txt", "جاء الوفد، ثم غادر. وبقي أخوه.\n")
        .file(
            "in/a.en.txt",
            "The delegation came, then left. His brother stayed.\n",
        )
        .file("a.srx", OMEGAT);
    let build = || dir.run(["build", "in", "--srx", "a.srx"]);
    build()
        .code(0)
        .shows("documents  1 stored")
        .shows("2 Arabic, 2 English");
    build().code(0).shows("documents  0 stored, 1 unchanged");
    dir.file("a.srx", comma);
    build()
        .code(0)
        .shows("documents  1 stored")
        .shows("3 Arabic, 2 English")
        .says("\"AR\" has the rules of")
        .says("\"EN\" has the rules of");
    dir.run(["build", "in"])
        .code(0)
        .shows("documents  1 stored");
}

#[test]
fn align_takes_the_rules() {
    let dir = Workdir::new();
    dir.file("a.srx", OMEGAT)
        .file("a.ar.txt", "ماذا حدث؟ لا شيء.\n")
        .file("a.en.txt", "What happened? Nothing.\n");
    dir.run([
        "align", "--srx", "a.srx", "a.ar.txt", "a.en.txt", "--format", "beads",
    ])
    .code(0)
    .shows("[0]:[0]:")
    .shows("[1]:[1]:");
}

#[test]
fn our_own_rules_are_written_and_read_back() {
    let dir = Workdir::new();
    dir.run(["export", "--srx", "own.srx"])
        .code(0)
        .prints("")
        .says("segmentation rules written to own.srx");
    dir.run(["export", "--srx", "-"])
        .code(0)
        .prints(&dir.read("own.srx"));
    assert!(!dir.path("tm.db").exists(), "no memory is made");
    dir.run_with(["split", "--srx", "own.srx"], AR)
        .code(0)
        .prints("ماذا حدث؟\nحضر د. سامي.\nثم غادر.\n")
        .says("none refused");
    dir.run_with(["split", "--srx", "-", "a.txt"], "")
        .code(2)
        .says("-:1: this is no XML");
}
