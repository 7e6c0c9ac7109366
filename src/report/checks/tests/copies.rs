//! What comes again, and what stands on every page.

use super::{checked, finds, pair, passes};
use crate::report::checks::{Checked, Checker, Finding, Rule, Settings};

#[test]
fn pairs_that_come_again_name_the_first() {
    let found = checked(&[
        ("وصل الوفد إلى المدينة.", "The delegation came to the city."),
        ("وَصل الوفد إلى المدينة.", "The delegation came to the city."),
        ("وصل الوفد الى المدينة", "THE DELEGATION CAME TO THE CITY"),
        ("وصل الوفد إلى المدينة.", "The delegates arrived in town."),
        ("بلغ الوفد المدينة.", "The delegation came to the city."),
    ]);
    let has = |index: usize, rule: Rule| {
        found[index]
            .iter()
            .any(|f: &Finding| f.rule == rule && f.evidence.contains("line 1"))
    };
    assert!(has(1, Rule::Duplicate), "{found:?}");
    assert!(has(2, Rule::NearDuplicate), "{found:?}");
    assert!(has(3, Rule::InconsistentEnglish), "{found:?}");
    assert!(has(4, Rule::InconsistentArabic), "{found:?}");
}

#[test]
fn in_a_memory_documents_may_have_the_same_pair() {
    let of = |number, document: &str| Checked {
        document: document.to_owned(),
        ..pair(number, "وصل الوفد.", "The delegation came.")
    };
    let found = Checker::new(Settings::default(), "unit", true).check(&[
        of(1, "a"),
        of(2, "b"),
        of(3, "b"),
    ]);
    let count = |index: usize| {
        found[index]
            .iter()
            .filter(|f: &&Finding| f.rule == Rule::Duplicate)
            .count()
    };
    assert_eq!([count(0), count(1), count(2)], [0, 0, 1]);
}

#[test]
fn furniture_of_pages_is_told_where_both_sides_are_it() {
    finds(
        Rule::Furniture,
        &[
            (
                "الصفحة الأولى » رياضة » كرة القدم",
                "Front page » Sports » Football",
            ),
            (
                "اقرأ أيضا: وصول الوفد إلى المدينة",
                "Read also: delegation arrives in city",
            ),
            ("تابعونا على تويتر", "Follow us on Twitter"),
            ("إقرأ أيضاً: وصول الوفد", "RELATED: delegation arrives"),
            ("شاهد أيضًا: وصول الوفد", "Watch: delegation arrives"),
        ],
    );
    passes(
        Rule::Furniture,
        &[
            (
                "اقرأ أيضا ما كتبه في الصيف.",
                "Read more of what he wrote in summer.",
            ),
            ("وصل الوفد", "Share on"),
        ],
    );
}
