//! Pins: beads fixed by a file for `align`, and by what was reviewed for `build`.

use dhakira::bitext::{BeadKind, Stamp, Status, TranslationUnit, UnitId};
use dhakira::memory::{Documents, Memory, Selected, StoredUnit, UnitFilter};

use super::harness::{Run, Workdir};

fn with_sentences() -> Workdir {
    let dir = Workdir::new();
    dir.file("in/x.ar", "نعم.\nلا.\nشكراً.\nمع السلامة.\n")
        .file("in/x.en", "Yes.\nNo.\nThank you.\nGoodbye.\n");
    dir
}

fn pinned(dir: &Workdir, pins: &str, format: &str) -> Run {
    dir.file("pins", pins);
    dir.run([
        "align",
        "--sentences",
        "in/x.ar",
        "in/x.en",
        "--pin",
        "pins",
        "--format",
        format,
    ])
}

/// The beads without their confidence.
fn beads(run: &Run) -> Vec<String> {
    run.code(0);
    run.stdout()
        .lines()
        .map(|line| {
            line.rsplit_once(':')
                .expect("it has a confidence")
                .0
                .to_owned()
        })
        .collect()
}

#[test]
fn beads_of_a_file_are_kept_and_the_rest_is_aligned_around_them() {
    let dir = with_sentences();
    for (name, pins, expected) in [
        ("joined", "[1,2]:[1,2]", "[0]:[0] [1,2]:[1,2] [3]:[3]"),
        (
            "scores and comments",
            "# by hand\n\n[1,2]:[1,2]:0.1\n",
            "[0]:[0] [1,2]:[1,2] [3]:[3]",
        ),
        (
            "in any order",
            "[3]:[2,3]\n[0]:[0]\n[1,2]:[1]",
            "[0]:[0] [1,2]:[1] [3]:[2,3]",
        ),
        (
            "a bead of nothing",
            "[]:[]",
            "[0]:[0] [1]:[1] [2]:[2] [3]:[3]",
        ),
    ] {
        let run = pinned(&dir, &format!("{pins}\n"), "beads");
        assert_eq!(beads(&run).join(" "), expected, "{name}");
    }
    // The rest may go either way.
    let alone = pinned(&dir, "[3]:[]\n", "beads");
    alone.code(0).shows("[3]:[]:1.0000\n");
    let ladder = pinned(&dir, "1\t2\t0.3\n4\t4\t0\n", "ladder");
    ladder.code(0).shows("\n1\t2\t");
}

#[test]
fn a_file_of_all_beads_is_converted_into_any_format() {
    let dir = with_sentences();
    let all = "[0,1]:[0]:1.0000\n[2]:[1]:1.0000\n[3]:[]:1.0000\n[]:[2]:1.0000\n[]:[3]:1.0000\n";
    let run = pinned(&dir, all, "beads");
    let mut lines: Vec<String> = run.code(0).stdout().lines().map(str::to_owned).collect();
    let mut expected: Vec<&str> = all.lines().collect();
    lines.sort();
    expected.sort_unstable();
    assert_eq!(lines, expected);
    pinned(&dir, all, "tmx").code(0).shows("<seg>نعم. لا.</seg>");
    pinned(&dir, all, "json")
        .code(0)
        .shows("\"kind\":\"2-1\",\"confidence\":1.0");
    pinned(&dir, all, "tsv")
        .code(0)
        .shows("نعم. لا.\tYes.\t2-1\t1.0000");
}

#[test]
fn pins_that_cannot_be_kept_are_named_with_their_lines() {
    let dir = with_sentences();
    for (name, pins, expected) in [
        (
            "crossing",
            "[1]:[2]\n\n[2]:[1]\n",
            "pins:3: contradicts line 1: they cross or share a segment; take one of them out",
        ),
        (
            "overlapping",
            "[0,1]:[0]\n[1]:[1]\n",
            "pins:2: contradicts line 1",
        ),
        (
            "alone and joined",
            "[0]:[0]\n[0]:[]\n",
            "pins:2: contradicts line 1",
        ),
        (
            "beyond",
            "[0]:[0]\n[1]:[4]\n",
            "pins:2: names English segment 4 (from 0), but the text has 4: was it split otherwise (--sentences)?",
        ),
        (
            "a rung beyond",
            "0\t0\t1\n9\t4\t0\n",
            "pins:2: names Arabic segment 8",
        ),
        (
            "back on a ladder",
            "2\t2\t1\n3\t1\t0\n",
            "pins:2: contradicts line 1",
        ),
        (
            "a gap",
            "[0,2]:[0]\n",
            "pins:1: a bead that is fixed joins neighbors, but segment 1 is left out: list it, or cut the bead there",
        ),
        (
            "prose",
            "[0]:[0]\nhello\n",
            "pins:2: no bead such as [0,1]:[0]",
        ),
        ("nothing", "# all gone\n", "pins holds no text"),
    ] {
        let run = pinned(&dir, pins, "beads");
        run.code(2).prints("").says(expected);
        assert!(run.stderr().lines().count() <= 2, "{name}: {run}");
    }
    dir.run(["align", "--sentences", "in/x.ar", "in/x.en", "--pin", "no"])
        .code(2)
        .says("could not read no");
}

#[test]
fn a_folder_of_pins_has_a_file_for_the_pairs_that_need_one() {
    let dir = with_sentences();
    for name in ["y", "z"] {
        dir.file(&format!("in/{name}.ar"), "أ.\nنعم.\n")
            .file(&format!("in/{name}.en"), "One.\nYes.\n");
    }
    let run = |pins: &str, out: &str| {
        let args = ["align", "--sentences", "in", "--format", "beads"];
        dir.run(args.iter().chain(&["--pin", pins, "--out", out]))
    };
    dir.file("pins/y.beads", "[0,1]:[0,1]\n");
    run("pins", "out").code(0);
    assert_eq!(dir.read("out/y.beads"), "[0,1]:[0,1]:1.0000\n");
    assert_eq!(dir.read("out/z.beads").lines().count(), 2);
    // A bad one is named, and its pair left out.
    dir.file("pins/z.ladder", "7\t7\t1\n");
    run("pins", "second")
        .code(2)
        .says("z.ladder:1: names Arabic segment 6");
    assert!(dir.path("second/y.beads").exists() && !dir.path("second/z.beads").exists());
    // Nothing is written over pins.
    dir.file("pins/z.ladder", "1\t1\t1\n");
    run("pins", "pins").code(2);
    assert_eq!(dir.read("pins/y.beads"), "[0,1]:[0,1]\n");
    run("in", "out")
        .code(2)
        .says("in: no pins for any of the pairs: expected NAME.beads or NAME.ladder");
    run("pins/y.beads", "out")
        .code(2)
        .says("--pin names a folder");
}

const AR: &str = "افتتاح مكتبة في المدينة\nافتتحت البلدية أمس مكتبة عامة تضم 12000 كتاب. وحضر الافتتاح مئات السكان.\nوتفتح المكتبة أبوابها كل يوم حتى الثامنة مساء.\n";
const EN: &str = "Library opens in the city\nYesterday the municipality opened a public library with 12,000 books. Hundreds of residents attended.\nThe library is open every day until eight in the evening.\n";

/// Joins the second and the third unit of the document into one that a person has confirmed, and returns its number.
fn join_and_confirm(dir: &Workdir) -> UnitId {
    let mut memory = Memory::create_or_open(&dir.path("tm.db")).expect("it is a memory");
    let stamp = Stamp {
        at: "2026-01-02T03:04:05Z".parse().expect("it is a time"),
        by: Some("editor".to_owned()),
    };
    let mut units: Vec<TranslationUnit> = units(&memory)
        .into_iter()
        .map(|stored| stored.unit)
        .collect();
    let next = units.remove(2);
    units[1].variants.ar.text += &format!(" {}", next.variants.ar.text);
    units[1].variants.en.text += &format!(" {}", next.variants.en.text);
    units[1].bead = Some(BeadKind { ar: 2, en: 2 });
    let document = memory
        .document("a")
        .expect("it can be read")
        .expect("it is there");
    memory
        .replace_document(&document.record, &units, &stamp)
        .expect("it goes in");
    let joined = self::units(&memory).remove(1).id;
    memory
        .set_status([joined], Status::Reviewed, &stamp)
        .expect("it is there");
    memory.close().expect("it closes");
    joined
}

fn units(memory: &Memory) -> Vec<StoredUnit> {
    let mut units = Vec::new();
    let filter = UnitFilter {
        status: Selected::All,
        document: Documents::Named("a".to_owned()),
        ..UnitFilter::default()
    };
    memory
        .for_each_unit(&filter, |stored| {
            units.push(stored);
            Ok(())
        })
        .expect("they can be read");
    units
}

fn stored(dir: &Workdir) -> Vec<StoredUnit> {
    units(&Memory::open_read_only(&dir.path("tm.db")).expect("it is a memory"))
}

fn built(dir: &Workdir, args: &[&str]) -> serde_json::Value {
    let args = ["build", "news", "--format", "json"].iter().chain(args);
    dir.run(args).code(0).json().remove(0)
}

/// Builds a document, and confirms a unit of two of its beads.
fn confirmed() -> (Workdir, UnitId) {
    let dir = Workdir::new();
    dir.file("news/a.ar.txt", AR).file("news/a.en.txt", EN);
    assert_eq!(built(&dir, &[])["steered"], 0);
    let id = join_and_confirm(&dir);
    (dir, id)
}

fn positions(units: &[StoredUnit]) -> Vec<Option<u32>> {
    let position =
        |stored: &StoredUnit| stored.unit.place.as_ref().and_then(|place| place.position);
    units.iter().map(position).collect()
}

#[test]
fn a_reviewed_unit_fixes_its_bead_when_the_page_has_changed() {
    let (dir, id) = confirmed();
    let before = stored(&dir);
    dir.file(
        "news/a.ar.txt",
        format!("{AR}وقال رئيس البلدية إن العمل استغرق ثلاثة أعوام.\n"),
    )
    .file(
        "news/a.en.txt",
        format!("{EN}The mayor said the work had taken three years.\n"),
    );
    let account = built(&dir, &[]);
    assert_eq!(account["steered"], 1);
    assert_eq!(
        account["units"],
        serde_json::json!({"added": 1, "kept": 3, "removed": 0})
    );
    let after = stored(&dir);
    assert_eq!(positions(&after), [Some(0), Some(1), Some(2), Some(3)]);
    let unit = &after[1];
    assert_eq!(
        (unit.id, unit.unit.status, unit.unit.confidence),
        (id, Status::Reviewed, Some(1.0))
    );
    assert_eq!(
        unit.unit.bead.map(|bead| bead.to_string()).as_deref(),
        Some("2-2")
    );
    assert_eq!(
        (&unit.unit.variants, &unit.unit.changed),
        (&before[1].unit.variants, &before[1].unit.changed)
    );
    // Its neighbors hold nothing of it.
    for neighbor in [&after[0], &after[2], &after[3]] {
        assert!(
            !unit
                .unit
                .variants
                .en
                .text
                .contains(&neighbor.unit.variants.en.text),
            "{neighbor:?}"
        );
    }
    dir.run(["build", "news", "--force"])
        .code(0)
        .shows("steered    by 1 reviewed unit, found in the new text");
}

#[test]
fn a_reviewed_unit_keeps_its_text_where_only_the_spelling_has_changed() {
    let (dir, id) = confirmed();
    dir.file("news/a.ar.txt", AR.replace("السكان", "السُّكّان"));
    let account = built(&dir, &[]);
    assert_eq!(account["steered"], 1);
    assert_eq!(
        account["units"],
        serde_json::json!({"added": 0, "kept": 3, "removed": 0})
    );
    let after = stored(&dir);
    assert_eq!(
        (after.len(), after[1].id, after[1].unit.status),
        (3, id, Status::Reviewed)
    );
    assert!(
        after[1].unit.variants.ar.text.ends_with("مئات السكان."),
        "{:?}",
        after[1]
    );
}

#[test]
fn a_reviewed_unit_whose_text_is_gone_stays_without_a_place() {
    let (dir, id) = confirmed();
    dir.file(
        "news/a.en.txt",
        EN.replace("Hundreds of residents", "Many people"),
    );
    let account = built(&dir, &[]);
    assert_eq!(account["steered"], 0);
    let after = stored(&dir);
    assert_eq!((after[0].id, positions(&after)[0]), (id, None));
    assert_eq!(after.len(), 5);
}

#[test]
fn a_rejected_unit_fixes_nothing() {
    let (dir, id) = confirmed();
    let mut memory = Memory::create_or_open(&dir.path("tm.db")).expect("it is a memory");
    let stamp = Stamp {
        at: "2026-01-02T03:04:05Z".parse().expect("it is a time"),
        by: None,
    };
    memory
        .set_status([id], Status::Rejected, &stamp)
        .expect("it is there");
    memory.close().expect("it closes");
    let account = built(&dir, &["--force"]);
    assert_eq!(account["steered"], 0);
    assert_eq!(stored(&dir).len(), 5);
}
