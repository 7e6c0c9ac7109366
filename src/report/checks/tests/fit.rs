//! Texts that do not fit each other, one pair by itself and a run of them.

use super::{STORY, checked, finds, passes};
use crate::report::checks::{Finding, Rule};

#[test]
fn lengths_that_do_not_fit_are_found() {
    let long = "The delegation reached the city yesterday evening and began its talks with the government at once.";
    finds(Rule::Length, &[("نعم.", long)]);
    finds(
        Rule::Truncated,
        &[
            (
                "وصل الوفد إلى المدينة مساء أمس وبدأ محادثاته مع الحكومة على الفور.",
                "The delegation came to the",
            ),
            ("وصل الوفد إلى", long),
        ],
    );
    passes(
        Rule::Truncated,
        &[("وصول الوفد إلى المدينة", "Delegation arrives in city")],
    );
    let (ar, en) = ("كلمة ".repeat(250), "word ".repeat(250));
    finds(Rule::TooLong, &[(ar.as_str(), en.as_str())]);
}

#[test]
fn texts_that_hardly_translate_each_other_are_found() {
    finds(
        Rule::Unrelated,
        &[(
            "زار الرئيس المستشفى الجديد في العاصمة وتحدث مع الأطباء والمرضى.",
            "Prices of wheat rose again because the harvest was bad, farmers in the north complained.",
        )],
    );
    for (ar, en) in STORY {
        passes(Rule::Unrelated, &[(ar, en)]);
    }
}

#[test]
fn a_run_out_of_step_is_told_once_with_its_range() {
    for shift in [1, STORY.len() - 1] {
        let shifted: Vec<(&str, &str)> = (0..STORY.len())
            .map(|index| (STORY[index].0, STORY[(index + shift) % STORY.len()].1))
            .collect();
        let found = checked(&shifted);
        let told: Vec<&Finding> = found
            .iter()
            .flatten()
            .filter(|finding| finding.rule == Rule::Shifted)
            .collect();
        assert_eq!(told.len(), 1, "{found:?}");
        assert!(told[0].evidence.contains("lines "), "{told:?}");
    }
    let found = checked(&STORY);
    assert!(
        found
            .iter()
            .flatten()
            .all(|finding| finding.rule != Rule::Shifted),
        "{found:?}"
    );
}
