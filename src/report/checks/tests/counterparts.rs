//! What one side has and the other must have too: markup, numbers, marks.

use std::time::{Duration, Instant};

use super::{checked, finds, pair, passes};
use crate::report::checks::{Checked, Checker, Rule, Settings};

#[test]
fn what_is_the_same_in_every_language_must_be_on_both_sides() {
    finds(
        Rule::Placeholders,
        &[
            ("مرحبا بك.", "Welcome, {name}."),
            ("مرحبا %s.", "Welcome."),
            ("لديك %1$d رسائل.", "You have %2$d messages."),
            ("مرحبا ${user}", "Welcome {user}"),
            ("<x id=\"1\"/>وصل", "It came"),
        ],
    );
    passes(
        Rule::Placeholders,
        &[
            ("مرحبا {name}، لديك %d.", "Welcome {name}, %d."),
            ("ارتفع 50% سنويا.", "It rose 50% so far."),
            ("100 % أكيد", "100 % sure"),
        ],
    );
    finds(
        Rule::Markup,
        &[
            ("<b>وصل", "It came"),
            ("وصل&nbsp;أمس", "It came yesterday"),
            ("وصل", "It came &#39;here"),
            ("<p>وصل</p>", "<p>It came"),
        ],
    );
    passes(
        Rule::Markup,
        &[
            ("<b>وصل</b>", "It <b>came</b>"),
            ("3 < 5 و7 > 6", "3 < 5 and 7 > 6"),
            ("شركة", "AT&T; Co"),
        ],
    );
    finds(Rule::RawMarkup, &[("<b>وصل</b>", "It <b>came</b>")]);
    finds(
        Rule::Addresses,
        &[
            ("راجع https://example.org/a", "See https://example.org/b"),
            ("راسل a@example.org", "Write to us"),
        ],
    );
    passes(
        Rule::Addresses,
        &[("راجع https://example.org/.", "See https://example.org")],
    );
}

#[test]
fn numbers_are_held_against_each_other_by_their_value() {
    finds(
        Rule::Numbers,
        &[
            ("حضر 130 ضيفا.", "150 guests came."),
            ("عام ١٩٨٢", "In 1986"),
            ("بنسبة 3.26 مليون", "By 4.26 million"),
        ],
    );
    passes(
        Rule::Numbers,
        &[
            ("حضر ١٣٠ ضيفا.", "130 guests came."),
            ("حضر خمسة ضيوف.", "5 guests came."),
            ("بعد يومين", "After 2 days"),
            ("الساعة 15", "At 3"),
            ("الساعة 7.55", "At 7:55"),
            ("1.250.000 نسمة", "1,250,000 people"),
            ("في التسعينيات", "In the 1990s"),
        ],
    );
    finds(
        Rule::MissingNumber,
        &[("حضر 130 ضيفا.", "The guests came.")],
    );
}

#[test]
fn marks_without_their_other_half_are_found_on_one_side_only() {
    finds(
        Rule::Quotes,
        &[
            (
                "قال إن \"الوفد وصل أمس.",
                "He said \"the delegation\" came yesterday.",
            ),
            (
                "وصف المدينة بأنها «كبيرة» و«جميلة».",
                "He called the town \"large\" and beautiful\".",
            ),
        ],
    );
    passes(
        Rule::Quotes,
        &[
            ("قال «نعم» ثم خرج.", "He said “yes” and left."),
            ("شاشة 15 بوصة", "A 15\" screen"),
            ("«بدأ العمل اليوم.", "\"Work began today."),
            ("مكتب ووترز", "Waters\" office"),
        ],
    );
    finds(
        Rule::Brackets,
        &[("وصل الوفد (أمس.", "It came (yesterday).")],
    );
    passes(
        Rule::Brackets,
        &[
            ("1) وصل", "1) It came"),
            ("أ) وصل", "First, it came"),
            ("وصل :)", "It came"),
        ],
    );
    finds(
        Rule::Spaces,
        &[("وصل  الوفد.", "It came."), ("وصل.", " It came.")],
    );
    finds(
        Rule::RepeatedWord,
        &[
            ("وصل إلى إلى المدينة.", "It came."),
            ("وصل.", "It came to to town."),
        ],
    );
    passes(
        Rule::RepeatedWord,
        &[("جيد جدا جدا", "Very very good"), ("فرقة", "Duran Duran")],
    );
}

#[test]
fn a_name_that_stands_twice_hides_no_word_that_does() {
    let found = checked(&[("وصل.", "New New York had a new new rule.")]).remove(0);
    let twice = found
        .iter()
        .find(|finding| finding.rule == Rule::RepeatedWord)
        .expect("a word that stands twice");
    assert_eq!(twice.span, Some(23..26), "{twice:?}");
}

#[test]
fn long_hostile_texts_are_checked_in_time_that_grows_with_them() {
    // What is quadratic takes minutes; without optimization everything takes ten times as long.
    let bytes = match cfg!(debug_assertions) {
        true => 200_000,
        false => 1_000_000,
    };
    for piece in [
        "<",
        "<a ",
        "<a>",
        "{",
        "{{",
        "{a ",
        "{a}",
        "%(",
        "%(a)s ",
        "&amp;",
        ":)",
        "Duran Duran ",
        "a@b.c ",
        "www.",
        "http://!",
    ] {
        let text = piece.repeat(bytes / piece.len());
        let begun = Instant::now();
        checked(&[("وصل الوفد.", &text)]);
        checked(&[(&text, "It came.")]);
        let took = begun.elapsed();
        assert!(took < Duration::from_secs(2), "{piece}: {took:?}");
    }
}

#[test]
fn a_quotation_may_go_on_in_the_next_pair() {
    let found = checked(&[
        (
            "قال: «بدأ العمل في المصنع» اليوم.",
            "He said: \"Work in the factory has begun today.",
        ),
        (
            "وسوف ينتهي في الصيف القادم.",
            "It will end next summer,\" he said.",
        ),
    ]);
    assert!(
        found
            .iter()
            .flatten()
            .all(|finding| finding.rule != Rule::Quotes),
        "{found:?}"
    );
}

#[test]
fn no_quotation_goes_on_in_another_document() {
    let of = |number, document: &str| Checked {
        document: document.to_owned(),
        ..pair(
            number,
            "قال: «بدأ العمل في المصنع» اليوم.",
            "He said: \"Work in the factory has begun today.",
        )
    };
    for (second, expected) in [("a", 0), ("b", 2)] {
        let pairs = [of(1, "a"), of(2, second)];
        for size in [1, 2] {
            let mut checker = Checker::new(Settings::default(), "unit", true);
            let batches = pairs.chunks(size).map(|batch| checker.check(batch));
            let found: Vec<_> = batches.flatten().flatten().collect();
            let quotes = found.iter().filter(|finding| finding.rule == Rule::Quotes);
            // The first of a batch of one cannot look at what comes.
            let expected = expected.max(usize::from(size == 1));
            assert_eq!(quotes.count(), expected, "{second} {size}: {found:?}");
        }
    }
}
