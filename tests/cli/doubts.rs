//! What the aligner says of its doubts.

use super::harness::Workdir;
use super::schemas::fits;

/// A second sentence without a counterpart makes one bead or two of what stands beside it.
const AR: &str = "افتتح الوزير المستشفى الجديد في بغداد عام 2014.\nوبلغت كلفته 40 مليون دينار.\nوصل الوفد إلى المدينة مساء أمس.\nثم جلس طويلاً.\nولم يقل أحد كلمة.\nويضم الوفد 12 خبيراً.\n";
const EN: &str = "The minister opened the new hospital in Baghdad in 2014.\nIt cost 40 million dinars.\nThe delegation arrived in the city yesterday evening.\nRain.\nIt has 12 experts.\n";

#[test]
fn doubtful_beads_are_listed_with_their_places() {
    let dir = Workdir::new();
    dir.file("a.ar", AR).file("a.en", EN);
    let align = |format: &str| {
        dir.run([
            "align",
            "a.ar",
            "a.en",
            "--sentences",
            "--doubtful",
            "--format",
            format,
        ])
    };
    let text = align("text").code(0).stdout();
    assert!(text.contains("ar 3") && text.contains("(line"), "{text}");
    assert!(!text.contains("بغداد"), "what is sure is left out: {text}");
    let tsv = align("tsv").code(0).stdout();
    assert!(
        !tsv.is_empty() && tsv.lines().all(|row| row.split('\t').count() == 9),
        "{tsv}"
    );
    let json = align("json").code(0).json();
    assert!(
        json.iter()
            .all(|bead| bead["confidence"].as_f64() < Some(0.75))
    );
    assert!(
        json.iter().any(|bead| bead["ar"]["lines"][0] == 4),
        "{json:?}"
    );
    align("ladder").code(2).says("--doubtful leaves beads out");
}

#[test]
fn a_folder_has_a_line_for_each_document_with_doubts() {
    let dir = Workdir::new();
    dir.file("in/a.ar", AR).file("in/a.en", EN);
    dir.file("in/b.ar", "وصل الوفد أمس.\n")
        .file("in/b.en", "The delegation arrived yesterday.\n");
    let run = dir.run(["align", "in", "--sentences", "--doubtful", "--out", "out"]);
    let said = run
        .code(0)
        .says("a: ")
        .says("beads doubtful, the least sure 0.")
        .stderr();
    assert!(!said.contains("b: "), "{said}");
    assert_eq!(dir.read("out/b.txt"), "");
}

#[test]
fn build_lists_the_doubtful_units_after_its_account() {
    let dir = Workdir::new();
    dir.file("n/a.ar.txt", AR).file("n/a.en.txt", EN);
    let build = dir.run(["build", "n", "--doubtful", "--keep-boilerplate"]);
    let text = build.code(0).stdout();
    let list = text.split_once("time ").expect("an account").1;
    assert!(list.contains("\na 3 0."), "{text}");
    let json = dir.run([
        "build",
        "n",
        "--force",
        "--keep-boilerplate",
        "--doubtful",
        "--format",
        "json",
    ]);
    let json = json.code(0).json();
    let units = json[0]["doubtful_units"].as_array().expect("a list");
    assert!(!units.is_empty() && units.iter().all(|unit| unit["document"] == "a"));
}

/// The sentences of an article of our corpus, a line each.
fn article(name: &str) -> (Vec<String>, Vec<String>) {
    let path = format!("{}/corpus/{name}.gold.tsv", env!("CARGO_MANIFEST_DIR"));
    let rows = std::fs::read_to_string(path).expect("the gold is there");
    let cells: Vec<(&str, &str)> = rows
        .lines()
        .filter_map(|row| row.split_once('\t'))
        .collect();
    let side = |cells: &[&str]| {
        let sentences = cells.iter().flat_map(|cell| cell.split(" ␞ "));
        sentences
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (ar, en): (Vec<&str>, Vec<&str>) = cells.into_iter().unzip();
    (side(&ar), side(&en))
}

#[test]
fn a_block_that_is_missing_is_said_by_align_and_counted_by_build() {
    let dir = Workdir::new();
    let (ar, mut en) = article("sport-league-late-winner");
    dir.file("n/a.ar.txt", ar.join("\n\n"))
        .file("n/whole.en", en.join("\n"))
        .file("n/whole.ar", ar.join("\n"));
    en.drain(4..10);
    dir.file("n/a.en.txt", en.join("\n\n"));
    dir.run(["align", "n/a.ar.txt", "n/a.en.txt"])
        .code(0)
        .says("a.ar: Arabic lines ")
        .says(" sentences) have no counterpart before English line 9\n");
    let whole = dir.run(["align", "n/whole.ar", "n/whole.en", "--sentences"]);
    assert_eq!(whole.code(0).stderr(), "");
    dir.run(["build", "n/a.ar.txt", "n/a.en.txt"])
        .code(0)
        .says("have no counterpart")
        .shows("remarks    1 block missing, 0 blocks moved, 0 suspect stretches\n");
    let run = dir.run([
        "build",
        "n/a.ar.txt",
        "n/a.en.txt",
        "--force",
        "--format",
        "json",
    ]);
    fits(&run, "account");
    let remark = &run.json()[0]["remarks"][0];
    assert_eq!(
        (&remark["document"], &remark["kind"]),
        (&"a".into(), &"missing".into())
    );
    assert_eq!(remark["en"]["lines"], serde_json::json!([]));
}

#[test]
fn what_was_learnt_is_written_and_read_as_a_lexicon() {
    let dir = Workdir::new();
    let (ar, en) = article("sport-league-late-winner");
    dir.file("n/a.ar.txt", ar.join("\n\n"))
        .file("n/a.en.txt", en.join("\n\n"));
    dir.run(["align", "n", "--dump-lexicon", "words.tsv"])
        .code(0)
        .prints("");
    let words = dir.read("words.tsv");
    let rows: Vec<&str> = words
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    assert!(
        !rows.is_empty() && rows.iter().all(|row| row.split('\t').count() == 6),
        "{words}"
    );
    dir.run([
        "align",
        "n/a.ar.txt",
        "n/a.en.txt",
        "--dump-lexicon",
        "again.tsv",
    ])
    .code(0);
    assert_eq!(dir.read("again.tsv"), words);
    let run = [
        "align",
        "n/a.ar.txt",
        "n/a.en.txt",
        "--lexicon",
        "words.tsv",
        "--dump-lexicon",
    ];
    dir.run(run.iter().chain(&["third.tsv"])).code(0);
    assert!(!dir.read("third.tsv").contains("\tnew\n"));
    dir.run(run.iter().chain(&["words.tsv"]))
        .code(2)
        .says("would be written over what is read");
    dir.run(run.iter().chain(&["nowhere/words.tsv"]))
        .code(2)
        .says("nowhere");
}
