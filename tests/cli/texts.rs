//! `split` and `align`: texts in, sentences and beads out, without a memory.

use super::harness::Workdir;

const AR: &str = "عمّان – وكالات\nوصل الوفد إلى المدينة مساء أمس، وكان في استقباله محافظ المدينة ورئيس البلدية. \
ويضم الوفد 12 خبيراً.\nوغادر الوفد صباح اليوم.\n";
const EN: &str = "The delegation arrived in the city last night. The governor and the mayor were there to receive it. \
It has 12 experts.\n\nThe delegation left this morning.\n";

#[test]
fn split_prints_a_sentence_a_line() {
    let dir = Workdir::new();
    dir.run_with(["split"], "حضر د. سامي. ثم غادر!\nوبقي أخوه.\n")
        .code(0)
        .prints("حضر د. سامي.\nثم غادر!\nوبقي أخوه.\n");
    dir.file("a.txt", "One. Two.")
        .run(["split", "a.txt"])
        .code(0)
        .prints("One.\nTwo.\n");
}

#[test]
fn split_gives_byte_offsets_into_the_input() {
    let text = "\u{feff}نعم. لا.\r\n  Yes. No.\n";
    let run = Workdir::new();
    let sentences = run
        .run_with(["split", "--lang", "ar", "--format", "json"], text)
        .code(0)
        .json();
    assert_eq!(sentences.len(), 4);
    for sentence in &sentences {
        let at = |name: &str| {
            usize::try_from(sentence[name].as_u64().expect("a number")).expect("it fits")
        };
        assert_eq!(&text[at("start")..at("end")], sentence["text"]);
    }
    assert_eq!(sentences[2]["line"], 2);
    assert_eq!(sentences[2]["lang"], "ar");
}

#[test]
fn split_leaves_furniture_out_unless_asked_and_says_which() {
    let dir = Workdir::new();
    dir.file("a.ar.txt", AR);
    dir.run(["split", "a.ar.txt"])
        .code(0)
        .shows("وصل الوفد")
        .shows("ويضم");
    assert!(!dir.run(["split", "a.ar.txt"]).stdout().contains("وكالات"));
    dir.run(["split", "a.ar.txt", "--keep-boilerplate"])
        .code(0)
        .shows("وكالات");
    dir.run(["split", "a.ar.txt", "--explain"])
        .code(0)
        .shows("left out\tdateline")
        .shows("break\tfull-stop");
}

#[test]
fn split_explains_what_a_page_says_of_itself() {
    let page = "<html lang=ar><title>خبر | صحيفة</title><meta property=article:published_time content=2030-05-01>\
                <body><h1>خبر</h1><p>وصل الوفد إلى المدينة مساء أمس.</p>";
    Workdir::new()
        .file("a.html", page)
        .run(["split", "a.html", "--explain"])
        .code(0)
        .shows("page says\ttitle\tخبر\n")
        .shows("page says\tdate\t2030-05-01\n")
        .shows("11-13\tpage says\tlanguage\tar\n");
}

#[test]
fn long_sentences_are_cut_on_demand() {
    let dir = Workdir::new();
    dir.file("a.txt", "We came, we saw; they slept.\n");
    dir.run(["split", "a.txt"])
        .code(0)
        .prints("We came, we saw; they slept.\n");
    dir.run(["split", "a.txt", "--longest", "4"])
        .code(0)
        .prints("We came, we saw;\nthey slept.\n");
    dir.run(["split", "a.txt", "--longest", "4", "--explain"])
        .code(0)
        .shows("1:16\tbreak\tlongest-semicolon");
    dir.run(["split", "a.txt", "--longest", "0"]).code(2);
}

#[test]
fn the_encoding_can_be_forced_and_is_reported() {
    let dir = Workdir::new();
    // «نعم.» in windows-1256, which is too short to tell.
    dir.file("a.txt", b"\xe4\xda\xe3.\n");
    dir.run(["split", "a.txt", "--encoding", "windows-1256"])
        .code(0)
        .prints("نعم.\n")
        .says("read as windows-1256");
    dir.run(["split", "a.txt", "--encoding", "utf-8"])
        .code(2)
        .says("a broken UTF-8 character at byte 0");
    dir.run(["split", "a.txt", "--encoding", "latin-7"])
        .code(2)
        .says("windows-1256");
}

#[test]
fn split_explains_what_is_no_end() {
    Workdir::new()
        .run_with(["split", "--explain"], "حضر د. سامي. ثم غادر.")
        .code(0)
        .shows("no break\tabbreviation-title");
}

#[test]
fn align_prints_beads_in_every_format() {
    let dir = Workdir::new();
    dir.file("a.ar.txt", AR).file("a.en.txt", EN);
    let align = |format: &str| dir.run(["align", "a.ar.txt", "a.en.txt", "--format", format]);
    let beads = align("beads").code(0).stdout();
    let indices: Vec<&str> = beads
        .lines()
        .map(|line| line.rsplit_once(':').expect("a confidence").0)
        .collect();
    assert_eq!(indices, ["[0]:[0,1]", "[1]:[2]", "[2]:[3]"]);
    let tsv = align("tsv").code(0).stdout();
    let rows: Vec<Vec<&str>> = tsv.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(
        (rows[1][0], rows[1][1], rows[1][2]),
        ("ويضم الوفد 12 خبيراً.", "It has 12 experts.", "1-1")
    );
    assert!(rows.iter().all(|row| row.len() == 5));
    let json = align("json").code(0).json();
    assert_eq!(json[0]["kind"], "1-2");
    assert_eq!(json[0]["en"]["indices"], serde_json::json!([0, 1]));
    align("ladder").code(0).shows("1\t2\t").shows("3\t4\t0");
    align("tmx").code(0).shows("<seg>It has 12 experts.</seg>");
    align("text").code(0).shows("1-2 ");
}

#[test]
fn align_takes_sentences_as_they_are() {
    let dir = Workdir::new();
    dir.file("in/x.ar", "د. أ. ب.\n\nنعم.\n")
        .file("in/x.en", "One. Two.\n\nYes.\n");
    dir.run([
        "align",
        "--sentences",
        "--format",
        "beads",
        "--out",
        "out",
        "in",
    ])
    .code(0);
    let beads = dir.read("out/x.beads");
    let covered: String = beads
        .lines()
        .map(|line| line.rsplit_once(':').expect("a confidence").0)
        .collect::<Vec<_>>()
        .join(" ");
    assert_eq!(covered, "[0]:[0] [1]:[1] [2]:[2]");
}

#[test]
fn align_writes_a_file_for_each_pair_of_a_folder() {
    let dir = Workdir::new();
    dir.file("in/a.ar.txt", AR)
        .file("in/a.en.txt", EN)
        .file("in/ar/b.md", "# عنوان\n\nنص.")
        .file("in/en/b.md", "# Title\n\nText.");
    dir.run(["align", "in", "--out", "out", "--format", "tsv"])
        .code(0)
        .says("2 pairs");
    assert!(dir.read("out/b.tsv").starts_with("عنوان\tTitle\t1-1"));
    assert_eq!(dir.read("out/a.tsv").lines().count(), 3);
}

#[test]
fn align_scores_two_texts_by_a_gold_file() {
    let dir = Workdir::new();
    dir.file("x.ar", "أ.\nب.\nنعم.\n")
        .file("x.en", "One.\nTwo.\nYes.\n")
        .file("beads", "[0]:[0]\n[1,2]:[1,2]\n")
        .file("ladder", "0\t0\t1\n1\t1\t1\n2\t2\t1\n3\t3\t0\n")
        .file("far", "[0]:[0]\n[7]:[1]\n")
        .file("bad", "[0]:[0]\nhello\n");
    let run = |gold| dir.run(["align", "--sentences", "x.ar", "x.en", "--against", gold]);
    run("beads").code(0).prints(
        "strict P 33.3 R 50.0 F1 40.0  lax P 100.0 R 100.0 F1 100.0  beads 3\n\
         1-1  gold 1  found 3  right 1\n2-2  gold 1  found 0  right 0\n",
    );
    run("ladder")
        .code(0)
        .shows("strict P 100.0 R 100.0 F1 100.0");
    run("bad").code(2).prints("").says("bad:2: no bead such as");
    run("far")
        .code(2)
        .prints("")
        .says("far:2: names Arabic segment 7");
}

#[test]
fn align_scores_a_folder_and_names_the_pair_without_gold() {
    let dir = Workdir::new();
    for name in ["a", "b", "c"] {
        dir.file(&format!("in/{name}.ar"), "أ.\nنعم.\n")
            .file(&format!("in/{name}.en"), "One.\nYes.\n");
    }
    dir.file("gold/a.gold", "[0]:[0]\n[1]:[1]\n")
        .file("gold/b.beads", "[0,1]:[0,1]:0.5\n");
    let args = ["align", "--sentences", "in", "--against", "gold"];
    let score = "strict P 50.0 R 66.7 F1 57.1  lax P 100.0 R 100.0 F1 100.0  beads 4\n\
                 1-1  gold 2  found 4  right 2\n2-2  gold 1  found 0  right 0\n";
    dir.run(args)
        .code(2)
        .prints(score)
        .says("gold: no gold for c: expected c.gold, c.beads or c.ladder");
    dir.file("gold/c.ladder", "0\t0\t0\n1\t1\t0\n2\t2\t0\n");
    dir.run(args.iter().chain(&["--out", "out", "--format", "beads"]))
        .code(0)
        .shows("beads 6\n");
    assert_eq!(dir.read("out/c.beads").lines().count(), 2);
    let written = args.iter().chain(&["--out", "gold", "--format", "beads"]);
    dir.run(written).code(2);
    assert_eq!(dir.read("gold/b.beads"), "[0,1]:[0,1]:0.5\n");
    dir.run(["align", "in", "--against", "gold/a.gold"])
        .code(2)
        .says("--against names a folder");
}

/// Texts that have nothing to do with each other, of enough words to tell.
const STRANGER: &str = "The national team lost its third match in a row on Friday. Its coach blamed the heat and a goalkeeper who had been reading a novel behind the posts.\nFans left the stadium long before the whistle.\n";

#[test]
fn texts_that_do_not_translate_each_other_are_refused_by_name() {
    let dir = Workdir::new();
    dir.file("a.ar.txt", AR).file("a.en.txt", STRANGER);
    dir.run(["align", "a.ar.txt", "a.en.txt"])
        .code(2)
        .prints("")
        .says("a.ar.txt and a.en.txt hardly translate each other")
        .says("--trust-pairs");
    dir.run(["align", "a.ar.txt", "a.en.txt", "--trust-pairs"])
        .code(0);
    dir.file("news/a.ar.txt", AR)
        .file("news/a.en.txt", STRANGER);
    dir.file("news/b.ar.txt", AR).file("news/b.en.txt", EN);
    dir.run(["align", "news", "--out", "out"])
        .code(2)
        .says("1 pair aligned");
    let run = dir.run(["build", "news", "--format", "json"]);
    let account = run.code(2).json().remove(0);
    assert_eq!(
        (&account["documents"], &account["failed"]),
        (&1.into(), &1.into())
    );
}

#[test]
fn a_lexicon_of_ones_own_is_read_or_its_bad_line_named() {
    let dir = Workdir::new();
    dir.file("a.ar.txt", AR).file("a.en.txt", EN);
    dir.file("good.tsv", "# ours\nوفد\tdelegation, deputation\n");
    dir.file("bad.tsv", "وفد\tdelegation\nمحافظ governor\n");
    dir.run(["align", "a.ar.txt", "a.en.txt", "--lexicon", "good.tsv"])
        .code(0);
    // Other words are a reason to align again.
    let stored = |args: &[&str]| {
        let args = ["build", "a.ar.txt", "a.en.txt", "--format", "json"]
            .iter()
            .chain(args);
        dir.run(args).code(0).json().remove(0)["documents"].clone()
    };
    assert_eq!((stored(&[]), stored(&[])), (1.into(), 0.into()));
    let own = ["--lexicon", "good.tsv"];
    assert_eq!((stored(&own), stored(&own)), (1.into(), 0.into()));
    dir.run(["align", "a.ar.txt", "a.en.txt", "--lexicon", "bad.tsv"])
        .code(2)
        .says("bad.tsv:2: no tab");
}

#[test]
fn a_glossary_of_another_tool_is_a_lexicon_as_far_as_its_headwords_are_words() {
    let dir = Workdir::new();
    dir.file("a.ar.txt", AR).file("a.en.txt", EN);
    let tbx = "<martif type=\"TBX\"><text><body><termEntry><langSet xml:lang=\"en\"><tig><term>delegation</term></tig>\
               </langSet><langSet xml:lang=\"ar\"><tig><term>وفد</term></tig><tig><term>وفد رسمي</term></tig></langSet>\
               <langSet xml:lang=\"fr\"><tig><term>mission</term></tig></langSet></termEntry></body></text></martif>";
    dir.file(
        "omegat.utf8",
        "# ours\ndelegation\tوفد\tnote\ncentral bank\tبنك مركزي\n",
    );
    dir.file("words.csv", "English,Arabic\ndelegation,وفد\nalone,\n");
    dir.file("words.tbx", tbx);
    for (name, said) in [
        (
            "omegat.utf8",
            &[
                "1 Arabic word taken",
                "1 term left out: the headword is not one word",
            ][..],
        ),
        (
            "words.csv",
            &[
                "1 Arabic word taken",
                "1 entry without Arabic or English left out",
            ],
        ),
        (
            "words.tbx",
            &[
                "1 Arabic word taken",
                "1 term left out: the headword",
                "1 term in other languages",
            ],
        ),
    ] {
        let run = dir.run(["align", "a.ar.txt", "a.en.txt", "--lexicon", name]);
        run.code(0);
        for said in said {
            run.says(said);
        }
    }
    dir.file("bad.tbx", "<martif><text>");
    dir.run(["align", "a.ar.txt", "a.en.txt", "--lexicon", "bad.tbx"])
        .code(2)
        .says("bad.tbx:1: the file ends inside an element");
}
