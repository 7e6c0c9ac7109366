//! What rules decide, by example, and that no rules can break what holds for every split.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::split::pieces;

use super::*;

const LANGUAGETOOL: &str = include_str!("../../../tests/srx/languagetool-style.srx");
const OKAPI: &str = include_str!("../../../tests/srx/okapi-style.srx");
const OMEGAT: &str = include_str!("../../../tests/srx/omegat-style.srx");
const VERSION_ONE: &str = include_str!("../../../tests/srx/version-one.srx");
const PREFIXED: &str = include_str!("../../../tests/srx/prefixed.srx");
const PARTLY_REFUSED: &str = include_str!("../../../tests/srx/partly-refused.srx");

fn read(text: &str) -> Srx {
    Srx::read(Path::new("a.srx"), text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// A file with one set of rules, each `+before→after` for a break or `-before→after` for an exception.
fn file(rules: &[&str]) -> String {
    let rules: String = rules
        .iter()
        .map(|rule| {
            let (breaks, rule) = rule.split_at(1);
            let (before, after) = rule.split_once('→').unwrap();
            let breaks = if breaks == "+" { "yes" } else { "no" };
            let escape = quick_xml::escape::escape;
            format!(
                "<rule break='{breaks}'><beforebreak>{}</beforebreak><afterbreak>{}</afterbreak></rule>\n",
                escape(before),
                escape(after)
            )
        })
        .collect();
    format!(
        "<srx version='2.0'><header cascade='no'/><body><languagerules><languagerule languagerulename='A'>\n{rules}\
         </languagerule></languagerules><maprules><languagemap languagepattern='.*' languagerulename='A'/></maprules></body></srx>"
    )
}

fn sentences<'a>(srx: &Srx, lang: Lang, text: &'a str) -> Vec<&'a str> {
    let spans = pieces(text, &srx.decisions(text, lang));
    spans.into_iter().map(|span| &text[span]).collect()
}

macro_rules! splits {
    ($($file:ident $lang:ident $name:ident: $text:literal => $($sentence:literal)|+;)+) => {
        $(#[test] fn $name() {
            assert_eq!(sentences(&read($file), Lang::$lang, $text), [$($sentence),+]);
        })+
    };
}

splits! {
    LANGUAGETOOL Ar titles_go_on: "حضر د. سامي ود. ليلى. ثم غادرا؟ لا." => "حضر د. سامي ود. ليلى." | "ثم غادرا؟" | "لا.";
    LANGUAGETOOL Ar negative_look_ahead_decides: "سنة 300 ق.م. على التل. وسنة 200 ق.م. وهدم." => "سنة 300 ق.م. على التل." | "وسنة 200 ق.م." | "وهدم.";
    LANGUAGETOOL Ar possessive_quantifiers: "أهذا معقول؟!» لم يصدق أحد." => "أهذا معقول؟!»" | "لم يصدق أحد.";
    LANGUAGETOOL En words_have_boundaries: "Prof. Lee met Mr. Day. The euromr. Left." => "Prof. Lee met Mr. Day." | "The euromr." | "Left.";
    LANGUAGETOOL En number_sign_needs_a_number: "See no. 5 now. He said no. She left." => "See no. 5 now." | "He said no." | "She left.";
    LANGUAGETOOL En back_reference: "J.J. Abrams met J.K. Rowling. Then left." => "J.J. Abrams met J.K." | "Rowling." | "Then left.";
    LANGUAGETOOL En look_ahead_at_the_end: "Vitamin d. is here. Plan B. It works." => "Vitamin d. is here." | "Plan B." | "It works.";
    LANGUAGETOOL En intersection_of_classes: "It sold well. iPhone sales rose. in fact. but no." => "It sold well." | "iPhone sales rose." | "in fact. but no.";
    OKAPI En initials_and_titles: "Mr. Day is from the U.K. He came. Why?" => "Mr. Day is from the U.K. He came." | "Why?";
    OKAPI Ar question_mark_by_its_number: "هل حضر؟ نعم. \u{e101}a لا." => "هل حضر؟" | "نعم." | "\u{e101}a لا.";
    OMEGAT Ar capital_codes: "ماذا حدث؟ لا شيء. حضر د. سامي." => "ماذا حدث؟" | "لا شيء." | "حضر د. سامي.";
    OMEGAT En common_rules_follow: "Mr. Day waited... and left. 1.1. Then?" => "Mr. Day waited... and left." | "1.1." | "Then?";
    OMEGAT En heading_number_is_broken_off: "1.1. Then it began." => "1.1." | "Then it began.";
    VERSION_ONE Ar first_map_only: "حضر د. سامي, ثم غادر. نعم." => "حضر د. سامي, ثم غادر." | "نعم.";
    PREFIXED Ar only_what_has_the_prefix: "x y. z؟ w" => "x y." | "z؟" | "w";
    PARTLY_REFUSED Ar rules_that_are_left: "أين د. سامي؟ هنا." => "أين د." | "سامي؟" | "هنا.";
}

#[test]
fn places_are_judged_as_srx_says() {
    for (name, rules, text, expected) in [
        (
            "first that fits decides",
            &["+a→b", "-a→b"][..],
            "ab",
            &["a", "b"][..],
        ),
        ("an exception before", &["-a→b", "+a→b"], "ab", &["ab"]),
        ("no rule is no break", &["+x→y"], "ab", &["ab"]),
        ("every end counts", &["+[.]+→"], "a..b", &["a.", ".", "b"]),
        ("any start counts", &["+a.*→b"], "aabab", &["aa", "ba", "b"]),
        (
            "the longer is not preferred",
            &["+a→"],
            "aaab",
            &["a", "a", "a", "b"],
        ),
        ("no beforebreak", &["+→b"], "abab", &["a", "ba", "b"]),
        (
            "no beforebreak, with others",
            &["-x→b", "+→b"],
            "abxbb",
            &["a", "bxb", "b"],
        ),
        (
            "a line's start and end",
            &["+^a→", "+c→.$"],
            "aacbca",
            &["a", "acbc", "a"],
        ),
        ("before the place", &["+a→(?<=a)b"], "abcb", &["a", "bcb"]),
        ("behind the place", &["+a(?=b)→"], "abac", &["a", "bac"]),
        ("behind it, not", &["+a(?!b)→\\w"], "abac", &["aba", "c"]),
        (
            "a word's end",
            &["+\\bab\\b→"],
            "ab abc cab ab.",
            &["ab", "abc cab ab", "."],
        ),
        ("a word's start in Arabic", &["+\\bلا→"], "كلا لا", &["كلا لا"]),
        (
            "inside an Arabic word",
            &["+\\Bلا→\\b"],
            "كلا لا",
            &["كلا", "لا"],
        ),
        (
            "a word's start behind it",
            &["+\\s→\\bب"],
            "ا ب اب",
            &["ا", "ب اب"],
        ),
        (
            "empty sides between letters of many bytes",
            &["+→(?=ب)"],
            "ابتب",
            &["ا", "بت", "ب"],
        ),
        (
            "a line break ends always",
            &["-x→y"],
            "a\nb\u{2028}c",
            &["a", "b", "c"],
        ),
        (
            "no line reaches into the next",
            &["+a\\s→b", "+^b→"],
            "a\nbc",
            &["a", "b", "c"],
        ),
        (
            "white space at the end is none",
            &["+[.]→\\s"],
            "a. b.  ",
            &["a.", "b."],
        ),
    ] {
        let srx = read(&file(rules));
        assert_eq!(sentences(&srx, Lang::En, text), expected, "{name}");
    }
}

#[test]
fn a_decision_names_its_rule_and_line() {
    let srx = read(OMEGAT);
    let decisions = srx.decisions("ماذا؟ حضر د. سامي. نعم", Lang::Ar);
    let found: Vec<_> = decisions.iter().map(|d| (d.breaks, d.rule)).collect();
    assert_eq!(
        found,
        [
            (true, "srx:Arabic:2 (line 13)"),
            (false, "srx:Arabic:1 (line 8)"),
            (true, "srx:Default:3 (line 33)")
        ]
    );
}

#[test]
fn the_maps_are_asked_in_small_letters_then_in_capitals() {
    let asked = |text: &str, lang| {
        let coverage = read(text).coverage(lang).clone();
        (coverage.asked, coverage.sets.join(" "), coverage.catch_all)
    };
    let answer = |code: &str, sets: &str, catch_all| (code.to_owned(), sets.to_owned(), catch_all);
    assert_eq!(
        asked(LANGUAGETOOL, Lang::Ar),
        answer("ar", "Arabic Common", false)
    );
    assert_eq!(
        asked(OMEGAT, Lang::Ar),
        answer("AR", "Arabic Default HTML", false)
    );
    assert_eq!(asked(OKAPI, Lang::Ar), answer("ar", "default", true));
    assert_eq!(asked(VERSION_ONE, Lang::Ar), answer("ar", "Arabic", false));
    assert_eq!(asked(VERSION_ONE, Lang::En), answer("en", "Default", true));
    assert_eq!(asked(PARTLY_REFUSED, Lang::En), answer("en", "", false));
}

#[test]
fn without_rules_only_lines_are_split() {
    assert_eq!(
        sentences(&read(PARTLY_REFUSED), Lang::En, "A. B.\nC."),
        ["A. B.", "C."]
    );
}

#[test]
fn what_is_refused_is_told_with_line_and_reason() {
    let coverage = read(PARTLY_REFUSED).coverage(Lang::Ar).clone();
    assert_eq!(coverage.taken, 1);
    let refused: Vec<_> = coverage
        .refused
        .iter()
        .map(|r| (r.line, r.reason.as_str()))
        .collect();
    assert_eq!(
        refused,
        [
            (6, "in beforebreak: \\X has no counterpart"),
            (7, "in beforebreak: a ( that is not closed"),
            (8, "break=\"maybe\" is neither yes nor no"),
            (9, "&company; is no character, and no DTD is read"),
            (10, "both sides are empty, so it would fit everywhere"),
            (11, "in beforebreak: it is too large"),
        ]
    );
}

#[test]
fn any_encoding_of_a_file_is_read() {
    let marked = format!("\u{feff}{OMEGAT}");
    let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [marked.as_bytes(), &utf16] {
        let srx = Srx::read(Path::new("a.srx"), bytes).unwrap();
        assert_eq!(sentences(&srx, Lang::Ar, "ماذا؟ لا."), ["ماذا؟", "لا."]);
    }
}

#[test]
fn the_fingerprint_is_that_of_the_bytes() {
    assert_eq!(read(OKAPI).fingerprint(), read(OKAPI).fingerprint());
    assert_ne!(
        read(OKAPI).fingerprint(),
        read(&format!("{OKAPI}\n")).fingerprint()
    );
}

#[test]
fn hostile_rules_and_long_lines_come_to_an_end() {
    let rules: Vec<String> = ["(a+)+b", "(a|a)*b", "(?:(?:a*)*)*c", ".*a.*a.*b", "[^b]*"]
        .iter()
        .flat_map(|pattern| {
            [
                format!("-{pattern}→x"),
                format!("-(?<!z){pattern}→{pattern}"),
                format!("-\\b{pattern}\\b→\\B{pattern}"),
                format!("-({pattern})\\1→(?={pattern})"),
            ]
        })
        .chain(["+.→".to_owned()])
        .collect();
    let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
    let srx = read(&file(&rules));
    let start = Instant::now();
    let line = "a".repeat(3_000);
    assert!(!srx.decisions(&line, Lang::En).is_empty());
    let time = start.elapsed();
    assert!(time < Duration::from_secs(60), "{time:?}");
}

#[test]
fn a_trial_that_takes_too_long_is_counted_and_is_no_match() {
    let srx = read(&file(&["-(?:(a)\\1?)*(?<=c)\\d→x", "+\\d→x"]));
    let text = format!("c{}1x", "a".repeat(500)).repeat(30);
    assert!(
        srx.decisions(&text, Lang::En)
            .iter()
            .any(|decision| decision.breaks)
    );
    let overruns: Vec<_> = srx.overruns().collect();
    assert_eq!(overruns, [("srx:A:1 (line 2)", 10)]);
}

#[test]
fn time_grows_with_the_line_and_no_faster() {
    let srx = read(&file(&["-\\bDr\\.→\\s", "-[^.]*e\\.→.*x", "+[.?!؟]+→\\s"]));
    let time = |sentences: usize| {
        let line = "الدكتور Dr. Day came late. ".repeat(sentences);
        let start = Instant::now();
        assert_eq!(srx.decisions(&line, Lang::En).len(), 2 * sentences - 1);
        start.elapsed()
    };
    time(100);
    let (short, long) = (time(2_000), time(20_000));
    assert!(
        long < short * 40 + Duration::from_millis(200),
        "{short:?}, {long:?}"
    );
}

/// What SRX says, tried at each place and from each start.
fn oracle(rules: &[(bool, String, String)], line: &str) -> Vec<(usize, bool)> {
    let whole = |pattern: &str, text: &str| pattern::matches_whole(pattern, text).unwrap();
    let places: Vec<usize> = line
        .char_indices()
        .map(|(at, _)| at)
        .chain([line.len()])
        .collect();
    let mut found = Vec::new();
    for &at in &places {
        let fits = |(_, before, after): &&(bool, String, String)| {
            let ends = places
                .iter()
                .any(|&from| from <= at && whole(before, &line[from..at]));
            let begins = places
                .iter()
                .any(|&to| to >= at && whole(after, &line[at..to]));
            ends && begins
        };
        let fitting: Vec<bool> = rules.iter().filter(fits).map(|rule| rule.0).collect();
        if 0 < at && at < line.len() && fitting.contains(&true) {
            found.push((at, fitting[0]));
        }
    }
    found
}

/// A pattern of at least so many pieces.
fn pattern(least: usize) -> impl Strategy<Value = String> {
    let pieces = [
        "a",
        "b",
        "ب",
        "[.]",
        "a*",
        "[ab]+",
        "(?:a[.]?b)+",
        "[^a]",
        "(?>b*)",
        ".?",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), least..4)
        .prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_place_is_decided_as_by_trying_everything(
        rules in prop::collection::vec((any::<bool>(), pattern(0), pattern(1)), 1..5),
        line in "(a|b|ب|\\.){1,12}",
    ) {
        let written: Vec<String> = rules
            .iter()
            .map(|(breaks, before, after)| format!("{}{before}→{after}", if *breaks { '+' } else { '-' }))
            .collect();
        let written: Vec<&str> = written.iter().map(String::as_str).collect();
        let srx = read(&file(&written));
        let found: Vec<_> = srx.decisions(&line, Lang::En).iter().map(|d| (d.at, d.breaks)).collect();
        prop_assert_eq!(found, oracle(&rules, &line));
    }

    #[test]
    fn spans_give_back_the_text(text in "([\\PC]|[ .!?؟…«»\"()\n\u{200f}]|[ء-ي]{1,4}|[A-Z]?[a-z]{1,4}){0,60}") {
        static FILES: LazyLock<[Srx; 3]> = LazyLock::new(|| [LANGUAGETOOL, OKAPI, OMEGAT].map(read));
        for srx in FILES.iter() {
            for lang in [Lang::Ar, Lang::En] {
                let mut at = 0;
                for span in pieces(&text, &srx.decisions(&text, lang)) {
                    prop_assert!(text[at..span.start].trim().is_empty());
                    let sentence = &text[span.clone()];
                    prop_assert!(!sentence.is_empty() && sentence.trim() == sentence);
                    at = span.end;
                }
                prop_assert!(text[at..].trim().is_empty());
            }
        }
    }
}
