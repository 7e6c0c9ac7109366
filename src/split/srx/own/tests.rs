//! The rules that are written, read back and held against the splitter that they come from.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::bitext::Lang;
use crate::split::srx::Srx;
use crate::split::{self, pieces, tests as cases};

use super::*;

fn own() -> Srx {
    Srx::read(Path::new("own.srx"), write().as_bytes()).expect("we read what we write")
}

fn sentences<'a>(srx: &Srx, lang: Lang, text: &'a str) -> Vec<&'a str> {
    let spans = pieces(text, srx.decisions(text, lang));
    spans.into_iter().map(|span| &text[span]).collect()
}

#[test]
fn every_rule_is_taken() {
    let srx = own();
    for (lang, set) in [(Lang::Ar, "Arabic"), (Lang::En, "English")] {
        let coverage = srx.coverage(lang);
        assert_eq!(coverage.sets, [set, "Default"]);
        assert_eq!(coverage.refused, []);
        assert_eq!(
            (coverage.asked.as_str(), coverage.catch_all),
            (lang.code(), false)
        );
    }
}

/// The places inside the lines of a text where a sentence ends, as the number of visible characters before them.
fn ends(lines: &str, split: impl Fn(&str) -> Vec<(usize, bool)>) -> BTreeSet<usize> {
    let mut ends = BTreeSet::new();
    let mut before = 0;
    for line in lines.lines() {
        let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let breaks = split(line).into_iter().filter(|(_, breaks)| *breaks);
        ends.extend(breaks.map(|(at, _)| before + visible(&line[..at])));
        before += visible(line);
    }
    ends
}

#[test]
fn on_the_corpus_they_split_as_the_splitter_does() {
    let srx = own();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (lang, suffix) in [(Lang::Ar, ".ar.txt"), (Lang::En, ".en.txt")] {
        let (mut both, mut built_in, mut theirs) = (0, 0, 0);
        for entry in fs::read_dir(&corpus).unwrap() {
            let path = entry.unwrap().path();
            if !path.to_string_lossy().ends_with(suffix) {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let wanted = ends(&text, |line| {
                let all = split::decisions(line, lang);
                all.iter().map(|d| (d.at, d.breaks)).collect()
            });
            let found = ends(&text, |line| {
                let all = srx.decisions(line, lang);
                all.iter().map(|d| (d.at, d.breaks)).collect()
            });
            for other in wanted.symmetric_difference(&found) {
                println!("{}: {other}", path.display());
            }
            both += wanted.intersection(&found).count();
            built_in += wanted.len();
            theirs += found.len();
        }
        let f1 = 2.0 * both as f64 / (built_in + theirs) as f64;
        println!("{lang:?}: {both} of {built_in} and {theirs}, F1 {f1:.4}");
        assert!(f1 >= 0.995, "{lang:?}: F1 {f1:.4}");
    }
}

#[test]
fn of_the_named_cases_most_come_out_the_same() {
    let srx = own();
    for (lang, cases, floor) in [
        (Lang::Ar, cases::arabic::CASES, 0.9),
        (Lang::En, cases::english::CASES, 0.9),
    ] {
        let mut same = 0;
        for (name, text, expected) in cases {
            let found = sentences(&srx, lang, text);
            if found == *expected {
                same += 1;
            } else {
                println!("{lang:?} {name}: {found:?}");
            }
        }
        println!("{lang:?}: {same} of {} cases", cases.len());
        assert!(
            same as f64 >= floor * cases.len() as f64,
            "{lang:?}: {same} of {}",
            cases.len()
        );
    }
}
