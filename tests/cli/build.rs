//! `build`: the main job.

use super::harness::Workdir;

const AR: &str = "افتتاح مكتبة في المدينة\nافتتحت البلدية أمس مكتبة عامة تضم 12000 كتاب. وحضر الافتتاح مئات السكان.\nوتفتح المكتبة أبوابها كل يوم حتى الثامنة مساء.\n";
const EN: &str = "Library opens in the city\nYesterday the municipality opened a public library with 12,000 books. Hundreds of residents attended.\nThe library is open every day until eight in the evening.\n";

fn with_pairs() -> Workdir {
    let dir = Workdir::new();
    dir.file("news/a.ar.txt", AR).file("news/a.en.txt", EN);
    dir.file(
        "news/ar/sub/b.md",
        "# عنوان الصفحة\n\nهذا نص قصير عن **المدينة**.\n",
    );
    dir.file("news/en/sub/b.html", "<html><body><article><h1>Page title</h1><p>This is a short text on the <b>city</b>.</p></article></body></html>");
    dir
}

fn account(dir: &Workdir, args: &[&str]) -> serde_json::Value {
    let args = ["build", "news", "--format", "json"].iter().chain(args);
    dir.run(args).code(0).json().remove(0)
}

#[test]
fn build_finds_pairs_aligns_stores_and_exports() {
    let dir = with_pairs();
    let run = dir.run(["build", "news", "--tmx", "news.tmx"]);
    run.code(0)
        .shows("documents  2 stored, 0 unchanged, 0 failed")
        .shows("units      6 added");
    let tmx = dir.read("news.tmx");
    assert_eq!(tmx.matches("<tu ").count() + tmx.matches("<tu>").count(), 6);
    assert!(tmx.contains("<seg>هذا نص قصير عن المدينة.</seg>"), "{tmx}");
    dir.run(["lookup", "وحضر الافتتاح مئات السكان."])
        .code(0)
        .shows("Hundreds of residents attended.");
}

#[test]
fn what_recurs_at_the_end_of_the_pages_of_a_folder_is_left_out() {
    let dir = Workdir::new();
    let pair = |n: usize| {
        dir.file(
            &format!("news/{n}.ar.txt"),
            format!("افتتاح مكتبة {n}\nافتتحت البلدية أمس المكتبة العامة رقم {n} التي تضم آلاف الكتب للكبار والصغار في المدينة.\nصوت الجبل في كل بيت\n"),
        )
        .file(
            &format!("news/{n}.en.txt"),
            format!("Library {n} opens\nYesterday the municipality opened public library number {n}, which holds thousands of books for old and young.\nThe Voice in Every Home\n"),
        );
    };
    (1..=2).for_each(pair);
    assert_eq!(account(&dir, &[])["left_out"], serde_json::json!({}));
    // What is there already shows what recurs, too.
    pair(3);
    let third = account(&dir, &[]);
    assert_eq!(third["unchanged"], 2);
    assert_eq!(third["left_out"], serde_json::json!({"navigation": 2}));
    dir.run([
        "split",
        "news/1.ar.txt",
        "news/2.ar.txt",
        "news/3.ar.txt",
        "--explain",
    ])
    .code(0)
    .shows("left out\tnavigation (recurs)\tصوت الجبل في كل بيت");
}

#[test]
fn a_second_run_does_only_what_changed() {
    let dir = with_pairs();
    assert_eq!(account(&dir, &[])["documents"], 2);
    let second = account(&dir, &[]);
    assert_eq!(
        (&second["documents"], &second["unchanged"]),
        (&0.into(), &2.into())
    );
    let shorter = EN.replace(" Hundreds of residents attended.", "");
    dir.file("news/a.en.txt", shorter).file(
        "news/a.ar.txt",
        AR.replace(" وحضر الافتتاح مئات السكان.", ""),
    );
    let third = account(&dir, &[]);
    assert_eq!(
        (&third["documents"], &third["unchanged"]),
        (&1.into(), &1.into())
    );
    assert_eq!(
        third["units"],
        serde_json::json!({"added": 0, "kept": 3, "removed": 1})
    );
    assert_eq!(account(&dir, &["--force"])["documents"], 2);
}

#[test]
fn furniture_is_left_out_and_counted() {
    let dir = with_pairs();
    dir.file(
        "news/a.ar.txt",
        format!("عمّان – وكالات\n{AR}اقرأ أيضاً:\nخبر آخر من المدينة\n"),
    );
    let first = account(&dir, &[]);
    assert_eq!(first["left_out"]["dateline"], 1);
    assert_eq!(first["units"]["added"], 6);
    assert!(
        !dir.run(["export", "-", "--format", "tsv"])
            .code(0)
            .stdout()
            .contains("خبر آخر")
    );
    assert_eq!(
        account(&dir, &["--keep-boilerplate"])["left_out"],
        serde_json::json!({})
    );
}

#[test]
fn another_longest_sentence_aligns_again() {
    let dir = with_pairs();
    assert_eq!(account(&dir, &[])["documents"], 2);
    assert_eq!(account(&dir, &[])["unchanged"], 2);
    assert_eq!(account(&dir, &["--longest", "5"])["documents"], 2);
    assert_eq!(account(&dir, &["--longest", "5"])["unchanged"], 2);
}

#[test]
fn half_a_pair_is_named_and_the_rest_goes_in() {
    let dir = with_pairs();
    dir.file("news/alone.ar.txt", AR);
    let run = dir.run(["build", "news"]);
    run.code(2)
        .says("alone.ar.txt has no English side: expected")
        .says("hint:")
        .shows("2 stored, 0 unchanged, 1 failed");
    assert_eq!(run.stderr().lines().count(), 2, "{run}");
}

#[test]
fn two_folders_give_two_documents_of_their_own() {
    let dir = Workdir::new();
    dir.file("x/a.ar.txt", "نعم.")
        .file("x/a.en.txt", "Yes.")
        .file("y/a.ar.txt", "لا.")
        .file("y/a.en.txt", "No.");
    dir.run(["build", "x", "y"]).code(0).shows("2 stored");
    dir.run(["build", "x", "y"])
        .code(0)
        .shows("0 stored, 2 unchanged");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (one, two) = (with_pairs(), with_pairs());
    for dir in [&one, &two] {
        dir.run(["build", "news"]).code(0);
    }
    let tsv = |dir: &Workdir| dir.run(["export", "--format", "tsv"]).code(0).stdout();
    assert_eq!(tsv(&one), tsv(&two));
    assert_eq!(
        one.run(["export", "-"]).stdout(),
        one.run(["export", "-"]).stdout()
    );
}

#[test]
fn a_clean_end_leaves_one_file() {
    let dir = with_pairs();
    dir.run(["build", "news"]).code(0);
    assert!(
        dir.path("tm.db").exists()
            && !dir.path("tm.db-wal").exists()
            && !dir.path("tm.db-shm").exists()
    );
}

#[test]
fn a_document_of_the_same_name_from_another_folder_is_another() {
    let dir = Workdir::new();
    dir.file("x/a.ar.txt", "نعم.")
        .file("x/a.en.txt", "Yes.")
        .file("y/a.ar.txt", "لا.")
        .file("y/a.en.txt", "No.");
    dir.run(["build", "x"])
        .code(0)
        .shows("1 added, 0 kept, 0 removed");
    dir.run(["build", "y"])
        .code(0)
        .shows("1 added, 0 kept, 0 removed");
    dir.run(["build", "x", "y"])
        .code(0)
        .shows("0 stored, 2 unchanged");
    dir.file("y/a.en.txt", "No!")
        .run(["build", "y"])
        .code(0)
        .shows("1 added, 0 kept, 1 removed");
    dir.run(["export", "--format", "tsv"])
        .code(0)
        .prints("نعم.\tYes.\nلا.\tNo!\n");
}

#[test]
fn a_folder_that_was_moved_or_copied_is_known_again() {
    let dir = Workdir::new();
    dir.file("x/a.ar.txt", "نعم.")
        .file("x/a.en.txt", "Yes.")
        .run(["build", "x"])
        .code(0);
    dir.file("copy/a.ar.txt", "نعم.")
        .file("copy/a.en.txt", "Yes.")
        .run(["build", "copy"])
        .code(0)
        .shows("0 stored, 1 unchanged");
    std::fs::rename(dir.path("x"), dir.path("moved")).expect("folders can be moved");
    dir.run(["build", "moved"])
        .code(0)
        .shows("0 stored, 1 unchanged");
    dir.file("moved/a.en.txt", "Yes!")
        .run(["build", "moved"])
        .code(0)
        .shows("1 added, 0 kept, 1 removed");
}
