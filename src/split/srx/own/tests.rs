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
    let spans = pieces(text, &srx.decisions(text, lang));
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
        let mut others = Vec::new();
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
            let differing = wanted.symmetric_difference(&found);
            others.extend(differing.map(|end| format!("{}: {end}", path.display())));
            both += wanted.intersection(&found).count();
            built_in += wanted.len();
            theirs += found.len();
        }
        let f1 = 2.0 * both as f64 / (built_in + theirs) as f64;
        assert!(
            f1 >= 0.995 && both > 200,
            "{lang:?}: F1 {f1:.4}, {others:?}"
        );
    }
}

#[test]
fn of_the_named_cases_most_come_out_the_same() {
    let srx = own();
    let mut all = Vec::new();
    let mut enough = true;
    for (lang, cases) in [
        (Lang::Ar, cases::arabic::CASES),
        (Lang::En, cases::english::CASES),
    ] {
        let others: Vec<String> = cases
            .iter()
            .map(|(name, text, expected)| (name, sentences(&srx, lang, text), *expected))
            .filter(|(_, found, expected)| found != expected)
            .map(|(name, found, _)| format!("{name}: {found:?}"))
            .collect();
        let same = cases.len() - others.len();
        all.push(format!("{lang:?}: {same} of {}, {others:#?}", cases.len()));
        // The splitter may learn cases that a list of exceptions cannot hold.
        enough &= same as f64 >= 0.99 * cases.len() as f64;
    }
    assert!(enough, "{}", all.join("\n"));
}

/// Escapes and classes as one letter each, so that what is left of a pattern is its operators.
fn skeleton(pattern: &str) -> String {
    let mut out = String::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let is_property = matches!(chars.next(), Some('p' | 'P'));
                if is_property {
                    chars.by_ref().find(|&c| c == '}');
                }
                out.push('e');
            }
            '[' => {
                while let Some(inner) = chars.next() {
                    match inner {
                        '\\' => drop(chars.next()),
                        ']' => break,
                        _ => {}
                    }
                }
                out.push('c');
            }
            c => out.push(c),
        }
    }
    out
}

/// The groups of a skeleton that are repeated though their inside varies in length.
fn loose_groups(skeleton: &str) -> Vec<&str> {
    let mut open = Vec::new();
    let mut loose = Vec::new();
    for (at, c) in skeleton.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => {
                let start = open.pop().expect("groups are balanced");
                let inside = skeleton[start..at].trim_start_matches("(?:");
                let repeated = skeleton[at + 1..].starts_with(['{', '*', '+']);
                if repeated && inside.contains(['{', '*', '+', '?', '|']) {
                    loose.push(&skeleton[start..=at]);
                }
            }
            _ => {}
        }
    }
    loose
}

#[test]
fn exceptions_fit_into_a_look_behind_of_java() {
    assert_eq!(
        loose_groups(&skeleton("(?:a[+]\\p{L}){2}(?:b+)*")),
        ["(?:b+)"]
    );
    let rules = [arabic::rules(), english::rules(), parts::common_breaks()];
    for rule in rules.iter().flatten().filter(|rule| !rule.breaks) {
        let skeleton = skeleton(&rule.before);
        assert_eq!(
            loose_groups(&skeleton),
            [""; 0],
            "{}: {}",
            rule.name,
            rule.before
        );
    }
}

/// What the look-behinds of a skeleton hold.
fn look_behinds(skeleton: &str) -> Vec<&str> {
    let starts = skeleton.match_indices("(?<").map(|(start, _)| start);
    let end = |start: usize| {
        let mut depth = 0;
        let closed = skeleton[start..].find(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        });
        start + closed.expect("groups are balanced")
    };
    starts.map(|start| &skeleton[start..end(start)]).collect()
}

#[test]
fn look_behinds_have_a_greatest_length() {
    assert_eq!(
        look_behinds("a(?<=b(?:c)+)d(?<!e)"),
        ["(?<=b(?:c)+", "(?<!e"]
    );
    let rules = [arabic::rules(), english::rules(), parts::common_breaks()];
    for rule in rules.iter().flatten() {
        for pattern in [&rule.before, &rule.after] {
            let skeleton = skeleton(pattern);
            for inside in look_behinds(&skeleton) {
                assert!(!inside.contains(['*', '+']), "{}: {inside}", rule.name);
                assert!(!inside.contains(",}"), "{}: {inside}", rule.name);
            }
        }
    }
}

#[test]
fn no_group_captures() {
    let rules = [arabic::rules(), english::rules(), parts::common_breaks()];
    for rule in rules.iter().flatten() {
        for pattern in [&rule.before, &rule.after] {
            let skeleton = skeleton(pattern);
            let mut groups = skeleton.split('(').skip(1);
            assert!(groups.all(|group| group.starts_with('?')), "{pattern}");
        }
    }
}
