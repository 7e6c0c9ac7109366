//! `lookup` of standard input: several threads, one order.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::Stdio;

use super::harness::{Workdir, program};

const WORDS: [&str; 6] = ["وصل", "الوفد", "المدينة", "أمس", "غادر", "العاصمة"];

/// A sentence of some words, another one for each number.
fn sentence(number: usize) -> String {
    let word = |n: usize| WORDS[n % WORDS.len()];
    let (a, b, c) = (number, number / 6, number / 36);
    format!("{} {} {} {}.", word(a), word(b), word(c), number % 7)
}

fn with_memory() -> Workdir {
    let dir = Workdir::new();
    let rows: Vec<String> = (0..200)
        .map(|n| format!("{}\ttext {n}", sentence(3 * n)))
        .collect();
    dir.file("in.tsv", rows.join("\n"));
    dir.run(["import", "in.tsv"]).code(0);
    dir
}

#[test]
fn the_number_of_threads_makes_no_difference() {
    let dir = with_memory();
    let mut input: Vec<u8> = Vec::new();
    for number in 0..400 {
        input.extend_from_slice(sentence(number).as_bytes());
        input.extend_from_slice(if number % 50 == 0 {
            b"\xff\n\n"
        } else {
            b"\r\n"
        });
    }
    input.extend_from_slice("text 7".as_bytes());
    for format in ["text", "json"] {
        let run = |jobs: &str| {
            let run = dir.run_with(["lookup", "--format", format, "--jobs", jobs], &input);
            run.code(2);
            assert_eq!(run.stderr().lines().count(), 8, "{run}");
            (run.stdout(), run.stderr())
        };
        let one = run("1");
        assert!(!one.0.is_empty());
        assert_eq!(run("4"), one);
        assert_eq!(run("4"), one);
        assert_eq!(run("40"), one);
    }
}

#[test]
fn answers_come_before_the_input_ends() {
    let dir = with_memory();
    let mut child = program(&dir.path("."))
        .args(["lookup", "--format", "json", "--jobs", "3"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("it is piped");
    let mut output = BufReader::new(child.stdout.take().expect("it is piped"));
    for number in [3, 6, 9] {
        writeln!(input, "{}", sentence(number)).expect("it reads");
        let mut answer = String::new();
        output.read_line(&mut answer).expect("it answers");
        assert!(
            answer.contains(&sentence(number)) && answer.ends_with('\n'),
            "{answer}"
        );
    }
    drop(input);
    let mut rest = String::new();
    output.read_to_string(&mut rest).expect("it ends");
    assert_eq!(rest, "");
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn who_closes_the_output_is_not_waited_for_with_the_input_open() {
    let dir = with_memory();
    let mut child = program(&dir.path("."))
        .args(["lookup", "--format", "json", "--jobs", "3"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("it is piped");
    drop(child.stdout.take());
    let lines: String = (0..2_000).map(|number| sentence(number) + "\n").collect();
    // It may end before it has read them all.
    let _ = input.write_all(lines.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let left = std::fs::read_dir(dir.path("."))
        .expect("it is there")
        .count();
    assert_eq!(left, 2, "the memory and what was imported");
    drop(input);
}
