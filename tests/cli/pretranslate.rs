//! `pretranslate`, and XLIFF and Trados' memories through `import` and `export`.

use super::harness::Workdir;

const TSV: &str = "قبله.\tBefore it.\nوصل الوفد مساء أمس.\tThe delegation arrived last night.\n\
                   ارتفع السعر إلى 25 دولاراً.\tThe price rose to 25 dollars.\nبعده.\tAfter it.\n";

fn job(units: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\
         <file original=\"a.txt\" source-language=\"en-GB\" target-language=\"ar-EG\" datatype=\"plaintext\"><body>\n\
         {units}</body></file></xliff>\n"
    )
}

fn unit(id: u8, source: &str) -> String {
    format!("<trans-unit id=\"{id}\"><source>{source}</source></trans-unit>\n")
}

/// A folder with a memory and a job of four segments.
fn folder() -> Workdir {
    let dir = Workdir::new();
    dir.file("in.tsv", TSV).run(["import", "in.tsv"]).code(0);
    let units = [
        unit(1, "The delegation arrived last night."),
        unit(2, "The price rose to 31 dollars."),
        unit(3, "Nothing of the kind is known here."),
        "<trans-unit id=\"4\"><source>After it.</source><target>خلفه.</target></trans-unit>\n"
            .to_owned(),
    ];
    dir.file("job.xlf", job(&units.concat()));
    dir
}

#[test]
fn a_job_is_filled_and_accounted_for() {
    let dir = folder();
    dir.run(["pretranslate", "job.xlf", "--out", "out.xlf"])
        .code(0)
        .prints(
            "segments   4\nalready    1 translated\n101        0\n100        1\n95–99      1\n\
             85–94      0\n75–84      0\n50–74      0\nnone       1\n",
        );
    let filled = dir.read("out.xlf");
    for part in [
        "<target state=\"translated\" state-qualifier=\"exact-match\">وصل الوفد مساء أمس.</target>",
        "<target state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\">ارتفع السعر إلى 31 دولاراً.</target>\
         <alt-trans match-quality=\"96\" origin=\"dhakira\"><source xml:lang=\"en-GB\">The price rose to 25 dollars.",
        "<source>Nothing of the kind is known here.</source></trans-unit>",
        "<target>خلفه.</target>",
    ] {
        assert!(filled.contains(part), "no {part} in {filled}");
    }
    // Without a file to write, the file is the result.
    let run = dir.run(["pretranslate", "job.xlf"]);
    run.code(0).prints(&filled).says("segments   4");
    dir.run(["pretranslate", "job.xlf", "--in-place", "-q"])
        .code(0);
    assert_eq!(dir.read("job.xlf"), filled);
}

#[test]
fn neighbors_make_a_context_match_and_the_threshold_counts() {
    let dir = folder();
    let three = "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"en\" trgLang=\"ar\">\
                 <file id=\"f\"><unit id=\"u\"><segment id=\"s\"><source>The price rose to 31 dollars.</source></segment>\
                 </unit></file></xliff>";
    dir.file("two.xlf", three);
    dir.run(["pretranslate", "two.xlf", "--min", "97"])
        .code(1)
        .prints(three);
    dir.run(["pretranslate", "two.xlf"])
        .code(0)
        .shows("<mtc:match ref=\"#s\" matchQuality=\"96\" similarity=\"96\"")
        .shows("subState=\"dhakira:fuzzy-match\"");
    dir.file(
        "n/a.ar.txt",
        "كان الوفد في المدينة أمس. ثم سافر إلى العاصمة صباحا. وعاد بعد يومين إلى بلده.\n",
    );
    dir.file(
        "n/a.en.txt",
        "The delegation was in the city yesterday. Then it travelled to the capital in the morning. \
         It returned to its country after two days.\n",
    );
    dir.run(["build", "n", "--trust-pairs"]).code(0);
    let ids = dir.run([
        "lookup",
        "Then it travelled to the capital in the morning.",
        "--format",
        "json",
    ]);
    let id = ids.json()[0]["matches"][0]["unit"].to_string();
    dir.run(["confirm", &id]).code(0);
    let units = [
        unit(1, "The delegation was in the city yesterday."),
        unit(2, "Then it travelled to the capital in the morning."),
    ];
    dir.file("context.xlf", job(&units.concat()));
    dir.run(["pretranslate", "context.xlf", "--out", "out.xlf"])
        .code(0)
        .shows("101        1\n");
}

#[test]
fn an_input_is_not_overwritten_and_a_broken_file_changes_nothing() {
    let dir = folder();
    let whole = dir.read("job.xlf");
    dir.run(["pretranslate", "job.xlf", "--out", "job.xlf"])
        .code(2)
        .says("would be written over what is read");
    dir.run(["pretranslate", "job.xlf", "--out", "tm.db"])
        .code(2)
        .says("would be written over what is read");
    let cut = &whole[..whole.len() - 30];
    dir.file("cut.xlf", cut);
    dir.run(["pretranslate", "cut.xlf", "--in-place"])
        .code(2)
        .says("cut.xlf:");
    assert_eq!(dir.read("cut.xlf"), cut);
    dir.run(["pretranslate", "in.tsv"])
        .code(2)
        .says("in.tsv:1: ");
    dir.run(["pretranslate", "none.xlf"])
        .code(2)
        .says("could not read none.xlf");
}

#[test]
fn xliff_goes_in_and_out() {
    let dir = folder();
    for (name, format) in [("one.xlf", "xliff"), ("two.xlf", "xliff2")] {
        dir.run(["export", name, "--format", format, "--invert"])
            .code(0);
        let other = format!("{format}.db");
        dir.run(["--tm", &other, "import", name])
            .code(0)
            .shows("4 read, 4 added");
        dir.run(["--tm", &other, "export", "--format", "tsv"])
            .code(0)
            .prints(TSV);
    }
    dir.run(["import", "job.xlf"])
        .code(0)
        .shows("4 read, 1 added, 0 updated, 0 there already, 3 skipped")
        .says("3 units not translated yet");
}

#[test]
fn a_memory_of_trados_goes_in() {
    let dir = Workdir::new();
    let file = rusqlite::Connection::open(dir.path("a.sdltm")).expect("a file can be made");
    file.execute_batch(
        "CREATE TABLE translation_units (id INTEGER PRIMARY KEY, source_segment TEXT, target_segment TEXT);
         INSERT INTO translation_units VALUES
         (1, '<Segment><Elements><Text><Value>Yes.</Value></Text></Elements><CultureName>en-US</CultureName></Segment>',
             '<Segment><Elements><Text><Value>نعم.</Value></Text></Elements><CultureName>ar-SA</CultureName></Segment>'),
         (2, 'broken', 'broken');",
    )
    .expect("it is SQL");
    file.close().expect("it can be closed");
    dir.run(["import", "a.sdltm"])
        .code(2)
        .shows("2 read, 1 added")
        .says("a.sdltm:2: unit 2: there is no <Segment>");
    dir.file("b.sdltm", "no database");
    dir.run(["import", "b.sdltm"])
        .code(2)
        .says("b.sdltm: is no memory of Trados");
}
