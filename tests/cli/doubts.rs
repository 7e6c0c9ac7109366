//! What the aligner says of its doubts.

use super::harness::Workdir;

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
