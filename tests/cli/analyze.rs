//! `analyze`: jobs of all kinds, in all formats, with equal numbers.

use std::collections::BTreeMap;

use super::harness::{Run, Workdir};
use super::schemas::fits;

const TSV: &str = "قبله.\tBefore it.\nوصل الوفد مساء أمس.\tThe delegation arrived last night.\n\
                   ارتفع السعر إلى 25 دولاراً.\tThe price rose to 25 dollars.\n";

/// A folder with a memory of three units.
fn folder() -> Workdir {
    let dir = Workdir::new();
    dir.file("in.tsv", TSV).run(["import", "in.tsv"]).code(0);
    dir
}

/// The rows of all files together that are not empty: name, segments, words.
#[track_caller]
fn rows(run: &Run) -> String {
    let json = run.json();
    let rows = json[0]["total"]["rows"]
        .as_array()
        .expect("there are rows")
        .clone();
    let shown = rows.iter().filter(|row| row["segments"] != 0).map(|row| {
        let name = row["row"].as_str().expect("a row has a name");
        format!("{name} {} {}", row["segments"], row["words"])
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_text_is_counted_by_hand() {
    let dir = folder();
    dir.file(
        "a.txt",
        "The delegation arrived last night. The price rose to 31 dollars. Nobody knows anything. Nobody knows anything.\n",
    );
    let run = dir.run([
        "analyze",
        "a.txt",
        "--rates",
        "100=10,95-99=30,repetitions=0",
    ]);
    let stdout = run.code(0).stdout();
    let (table, signature) = stdout.split_once("\n\n").expect("a signature follows");
    assert!(
        signature.contains("|bands:95,85,75,50|internal:on|"),
        "{run}"
    );
    assert_eq!(
        table,
        "a.txt\n\
             from English\n\
             \u{20}                         segments      words  characters  with spaces     weighted\n\
             101 context                      0          0           0            0         0.00\n\
             repetitions                      1          3          20           22         0.00\n\
             repetitions across files         0          0           0            0         0.00\n\
             100                              1          5          30           34         0.50\n\
             95–99                            1          6          24           29         1.80\n\
             85–94                            0          0           0            0         0.00\n\
             75–84                            0          0           0            0         0.00\n\
             50–74                            0          0           0            0         0.00\n\
             internal 95–99                   0          0           0            0         0.00\n\
             internal 85–94                   0          0           0            0         0.00\n\
             internal 75–84                   0          0           0            0         0.00\n\
             internal 50–74                   0          0           0            0         0.00\n\
             none                             1          3          20           22         3.00\n\
             total                            4         17          94          107         5.30",
        "{run}"
    );
}

#[test]
fn every_kind_of_file_gives_its_segments() {
    let dir = folder();
    let xliff = "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\
        <file original=\"a\" source-language=\"en\" target-language=\"ar\" datatype=\"plaintext\"><body>\
        <trans-unit id=\"1\"><source>Before it.</source></trans-unit>\
        <trans-unit id=\"2\"><source>The price rose to 31 dollars.</source></trans-unit>\
        <trans-unit id=\"3\"><source>Done.</source><target>تم.</target></trans-unit>\
        <trans-unit id=\"4\" translate=\"no\"><source>Locked.</source></trans-unit>\
        <trans-unit id=\"5\"><source> </source></trans-unit>\
        </body></file></xliff>";
    let tmx = "<tmx version=\"1.4\"><header srclang=\"en\"/><body>\
        <tu><tuv xml:lang=\"en\"><seg>Before it.</seg></tuv></tu>\
        <tu><tuv xml:lang=\"ar\"><seg>جديد</seg></tuv><tuv xml:lang=\"en\"><seg>Something new here</seg></tuv></tu>\
        </body></tmx>";
    let po = "msgid \"\"\nmsgstr \"Language: ar\\nContent-Type: text/plain; charset=UTF-8\\n\"\n\n\
        msgid \"Before it.\"\nmsgstr \"\"\n\n#, fuzzy\nmsgid \"Something fuzzy here\"\nmsgstr \"غير مؤكد\"\n\n\
        msgid \"Done.\"\nmsgstr \"تم.\"\n";
    let page = "<html><body><article><h1>Before it.</h1><p>The delegation arrived last night. Something new came of it.</p>\
        </article></body></html>";
    for (name, content, expected, said) in [
        (
            "a.xlf",
            xliff,
            "100 1 2, 95-99 1 6",
            "1 segment translated already left out",
        ),
        ("a.tmx", tmx, "100 1 2, none 1 3", ""),
        (
            "a.po",
            po,
            "100 1 2, none 1 3",
            "1 segment translated already left out",
        ),
        (
            "a.tsv",
            "قبله.\tBefore it.\nشيء جديد هنا\t\n",
            "100 1 1, none 1 3",
            "",
        ),
        (
            "a.csv",
            "source,target\nقبله.,\nشيء جديد هنا,New\n",
            "100 1 1, none 1 3",
            "",
        ),
        (
            "b.csv",
            "ar,en\n,Before it.\n,Something new\n",
            "100 1 2, none 1 2",
            "",
        ),
        (
            "a.jsonl",
            "{\"translation\":{\"en\":\"Before it.\"}}\n",
            "100 1 2",
            "",
        ),
        ("a.html", page, "100 2 7, none 1 5", ""),
        (
            "a.md",
            "# Before it.\n\nSomething **new** here.\n",
            "100 1 2, none 1 3",
            "",
        ),
        (
            "a.en",
            "Before it.\n\nSomething new. And more.\n",
            "100 1 2, none 1 4",
            "1 segment without text left out",
        ),
    ] {
        let run = dir
            .file(name, content)
            .run(["analyze", name, "--format", "json"]);
        run.code(0);
        assert_eq!(rows(&run), expected, "{name}\n{run}");
        run.says(said);
        fits(&run, "analysis");
    }
    dir.run(["analyze", "a.xlf"])
        .says("a.xlf: 1 segment not to be translated left out")
        .says("a.xlf: 1 segment without text left out")
        .shows("not counted: 1 segment translated already, 1 segment not to be translated, 1 segment without text");
    let run = dir.run_with(["analyze", "-", "--format", "json"], "Before it.\n");
    assert_eq!(rows(&run), "100 1 2");
}

#[test]
fn folders_are_searched_and_the_other_language_passed_over() {
    let dir = folder();
    dir.file("job/b/خبر.ar.txt", "قبله.\n")
        .file("job/a.en.txt", "Before it.\n")
        .file("job/b/c.en.md", "Before it.\n")
        .file("job/b/.hidden.txt", "Before it.\n")
        .file("job/b/logo.png", "x");
    let run = dir.run(["analyze", "job", "job/a.en.txt", "--format", "json"]);
    run.code(0)
        .says("job: 1 file of other kinds passed over")
        .says("job/a.en.txt: named twice, counted once");
    assert_eq!(rows(&run), "cross-file 1 2, 100 2 3");
    let names: Vec<_> = run.json()[0]["files"]
        .as_array()
        .expect("there are files")
        .iter()
        .map(|file| file["name"].as_str().expect("a name").to_owned())
        .collect();
    assert_eq!(names, ["job/a.en.txt", "job/b/c.en.md", "job/b/خبر.ar.txt"]);
    let run = dir.run(["analyze", "job", "--from", "ar", "--format", "json"]);
    run.code(0).says("job/a.en.txt: in English, passed over");
    assert_eq!(rows(&run), "100 1 1");
}

#[test]
fn page_furniture_is_left_out_and_said() {
    let dir = folder();
    dir.file(
        "a.txt",
        "Before it.\nSomething new came of it.\nShare this article\n",
    );
    let run = dir.run(["analyze", "a.txt", "--format", "json"]);
    assert_eq!(rows(&run), "100 1 2, none 1 5", "{run}");
    run.says("a.txt: 1 line of page furniture left out");
    let run = dir.run(["analyze", "a.txt", "--keep-boilerplate", "--format", "json"]);
    assert_eq!(rows(&run), "100 1 2, none 2 8");
}

#[test]
fn a_broken_file_fails_and_the_others_are_counted() {
    let dir = folder();
    dir.file("a.txt", "Before it.\n").file("b.xlf", "<xliff>");
    let run = dir.run(["analyze", "a.txt", "b.xlf", "none.txt", "--format", "json"]);
    run.code(2).says("b.xlf:1").says("could not read none.txt");
    assert_eq!(rows(&run), "100 1 2");
    dir.file("empty.xlf", "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ar\"><body/></file></xliff>")
        .run(["analyze", "empty.xlf"])
        .code(1);
    dir.run(["--tm", "none.db", "analyze", "a.txt"])
        .code(2)
        .says("none.db");
    for (option, value, said) in [
        ("--bands", "50,75", "such as 95,85,75,50"),
        ("--bands", "40", "such as 95,85,75,50"),
        (
            "--rates",
            "90-99=3",
            "names no row; the rows are 101, repetitions, cross-file, 100",
        ),
        ("--rates", "none=x", "is no rate"),
        ("--jobs", "0", "a whole number from 1 is needed"),
    ] {
        dir.run(["analyze", "a.txt", option, value])
            .code(2)
            .says(said);
    }
}

/// The numbers of a table: by file and row, what is counted.
type Table = BTreeMap<(String, String), Vec<String>>;

#[test]
fn all_formats_give_equal_numbers() {
    let dir = folder();
    dir.file(
        "=a.txt",
        "Before it. The price rose to 31 dollars. Nobody knows. Nobody knows. Nobody knows it.\n",
    )
    .file(
        "خبر.txt",
        "وصل الوفد مساء أمس. وصل الوفد مساء اليوم. وصل الوفد مساء اليوم ثم غادر.\n",
    );
    let args = [
        "analyze",
        "=a.txt",
        "خبر.txt",
        "--bands",
        "90,60",
        "--rates",
        "100=10,none=95,90-99=33",
    ];
    let run = |format: &str| {
        let run = dir.run(args.into_iter().chain(["--format", format]));
        run.code(0);
        run
    };
    let json = run("json");
    fits(&json, "analysis");
    let json = json.json().remove(0);
    let files = json["files"].as_array().expect("there are files").iter();
    let files = files.map(|file| (file["name"].as_str().expect("a name"), file));
    let mut expected = Table::new();
    for (name, counts) in files.chain([("", &json["total"])]) {
        let rows = counts["rows"].as_array().expect("there are rows").iter();
        let rows = rows.map(|row| (row["row"].as_str().expect("a name"), row));
        for (row, counts) in rows.chain([("total", &counts["sum"])]) {
            let keys = ["segments", "words", "characters", "characters_with_spaces"];
            let mut numbers: Vec<String> = keys.iter().map(|key| counts[key].to_string()).collect();
            let weighted = counts["weighted_words"].as_f64().expect("there are rates");
            numbers.push(format!("{weighted:.2}"));
            expected.insert((name.to_owned(), row.to_owned()), numbers);
        }
    }

    let csv = run("csv").stdout();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let mut table = Table::new();
    for record in reader.records() {
        let record = record.expect("it is CSV");
        let name = record[1].trim_start_matches('\'').to_owned();
        let mut numbers: Vec<String> = (4..8).map(|at| record[at].to_owned()).collect();
        numbers.push(record[9].to_owned());
        table.insert((name, record[3].to_owned()), numbers);
    }
    assert_eq!(table, expected);
    assert!(csv.contains("\nfile,'=a.txt,en,101,"), "{csv}");

    let label = |label: &str| match label {
        "101 context" => "101".to_owned(),
        "repetitions across files" => "cross-file".to_owned(),
        label => label.replace(['–', ' '], "-"),
    };
    let text = run("text").stdout();
    let mut table = Table::new();
    let mut name = String::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match line {
            "=a.txt" | "خبر.txt" => name = line.to_owned(),
            "all 2 files" => name.clear(),
            _ if words.len() > 5 && words.last().is_some_and(|word| word.contains('.')) => {
                let (row, numbers) = words.split_at(words.len() - 5);
                let numbers = numbers.iter().map(|number| (*number).to_owned());
                table.insert((name.clone(), label(&row.join(" "))), numbers.collect());
            }
            _ => {}
        }
    }
    let mut full = expected.clone();
    full.retain(|(file, row), numbers| file.is_empty() || row == "total" || numbers[0] != "0");
    assert_eq!(table, full, "{text}");

    let html = run("html").stdout();
    let mut table = Table::new();
    for section in html.split("<section>\n<h2>").skip(1) {
        let title = section.split("</h2>").next().expect("it has a title");
        let name = match title {
            "All files" => "",
            title => title.trim_start_matches("<bdi>").trim_end_matches("</bdi>"),
        };
        for row in section.split("<th scope=\"row\">").skip(1) {
            let (row, cells) = row.split_once("</th>").expect("it ends");
            let cells: Vec<&str> = cells.split("<td>").skip(1).collect();
            let cells: Vec<&str> = cells
                .iter()
                .filter_map(|cell| cell.split("</td>").next())
                .collect();
            if let [segments, words, _, characters, with_spaces, _, weighted] = cells[..] {
                let numbers = [segments, words, characters, with_spaces, weighted];
                let numbers = numbers.iter().map(|number| (*number).to_owned()).collect();
                table.insert((name.to_owned(), label(row)), numbers);
            }
        }
    }
    assert_eq!(table, expected, "{html}");
}

#[test]
fn a_page_needs_nothing_and_hostile_names_are_text() {
    let dir = folder();
    let name = "<script>alert('x')</script>\u{202e}\"&.txt".replace('/', "\u{2215}");
    dir.file(&name, "Before it.\n");
    let page = dir
        .run(["analyze", &name, "--format", "html"])
        .code(0)
        .stdout();
    let escaped = "&lt;script&gt;alert(&#39;x&#39;)&lt;\u{2215}script&gt;\\u{202e}&quot;&amp;.txt";
    assert!(page.contains(&format!("<bdi>{escaped}</bdi>")), "{page}");
    for part in [
        "<script", "http://", "https://", "url(", "@import", "src=", "href=", "\u{202e}",
    ] {
        assert!(!page.contains(part), "{part} in {page}");
    }
    for part in [
        "prefers-color-scheme:dark",
        "@media print",
        "<html lang=\"en\" dir=\"ltr\">",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
}
