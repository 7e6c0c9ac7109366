//! Pairs with what each rule says of them; the texts are made up for it.

mod copies;
mod counterparts;
mod fit;
mod language;

use proptest::prelude::{any, prop, prop_assert, proptest};

use super::{Checked, Checker, Finding, Rule, Settings, Severity, Side};

fn pair(number: u64, ar: &str, en: &str) -> Checked {
    Checked {
        number,
        ar: ar.to_owned(),
        en: en.to_owned(),
        ..Checked::default()
    }
}

fn checked(pairs: &[(&str, &str)]) -> Vec<Vec<Finding>> {
    let pairs: Vec<Checked> = (1..)
        .zip(pairs)
        .map(|(number, (ar, en))| pair(number, ar, en))
        .collect();
    Checker::new(Settings::default(), "line", false).check(&pairs)
}

/// The rules that find something in one pair by itself.
fn rules(ar: &str, en: &str) -> Vec<Rule> {
    let mut rules: Vec<Rule> = checked(&[(ar, en)])
        .remove(0)
        .iter()
        .map(|finding| finding.rule)
        .collect();
    rules.sort();
    rules.dedup();
    rules
}

#[track_caller]
fn finds(rule: Rule, pairs: &[(&str, &str)]) {
    for (ar, en) in pairs {
        assert!(
            rules(ar, en).contains(&rule),
            "{rule} misses {ar:?} / {en:?}: {:?}",
            rules(ar, en)
        );
    }
}

#[track_caller]
fn passes(rule: Rule, pairs: &[(&str, &str)]) {
    for (ar, en) in pairs {
        assert!(
            !rules(ar, en).contains(&rule),
            "{rule} finds {ar:?} / {en:?}"
        );
    }
}

#[test]
fn good_pairs_are_left_alone() {
    for (ar, en) in [
        (
            "وصل الوفد إلى المدينة مساء أمس.",
            "The delegation reached the city yesterday evening.",
        ),
        (
            "وَصَلَ الوَفْدُ إلى المدينةِ مساءَ أمسِ.",
            "The delegation reached the city yesterday evening.",
        ),
        (
            "قال الوزير: «بدأ العمل في المصنع الجديد.»",
            "The minister said: \"Work in the new factory has begun.\"",
        ),
        (
            "أطلقت شركة \u{200f}IBM\u{200f} حاسوبا جديدا عام ٢٠٢١.",
            "IBM launched a new computer in 2021.",
        ),
        (
            "ارتفعت الأسعار ٣٫٥٪ في يومين.",
            "Prices rose 3.5% in 2 days.",
        ),
        (
            "بلغ عدد السكان 1.5 مليون نسمة.",
            "The population is 1,500,000 people.",
        ),
        (
            "تفتح المكتبة الساعة 15:30 وتغلق الساعة 21.",
            "The library opens at 3:30 and closes at 9.",
        ),
        ("سنة 1445 هـ", "The year 1445 AH"),
        ("هاتف iPhone 15 Pro", "iPhone 15 Pro phone"),
        ("iPhone 15 Pro", "iPhone 15 Pro"),
        ("نعم.", "Yes."),
    ] {
        let grave: Vec<Finding> = checked(&[(ar, en)])
            .remove(0)
            .into_iter()
            .filter(|finding| finding.severity > Severity::Note)
            .collect();
        assert!(grave.is_empty(), "{ar} / {en}: {grave:?}");
    }
}

#[test]
fn sides_without_text_that_can_be_seen_are_empty() {
    finds(
        Rule::Empty,
        &[
            ("وصل الوفد.", ""),
            ("\u{a0}\u{200f}", "It came."),
            (" ", "\u{feff}"),
        ],
    );
}

const STORY: [(&str, &str); 10] = [
    (
        "ارتفعت أسعار القمح بعد حصاد سيئ.",
        "Prices of wheat rose after a bad harvest.",
    ),
    (
        "زار الرئيس المستشفى الجديد في العاصمة.",
        "The president visited the new hospital in the capital.",
    ),
    (
        "لعب الأطفال في الحديقة تحت المطر.",
        "The children played in the garden under the rain.",
    ),
    (
        "كتب الصحفي مقالا طويلا عن الحرب.",
        "The journalist wrote a long article about the war.",
    ),
    (
        "أغلقت المدرسة أبوابها بسبب الثلج.",
        "The school closed its doors because of the snow.",
    ),
    (
        "اشترى المزارع حصانا من السوق.",
        "The farmer bought a horse from the market.",
    ),
    (
        "غرقت السفينة في البحر قبل سنوات.",
        "The ship sank in the sea years ago.",
    ),
    (
        "يدرس الطالب التاريخ والفلسفة في الجامعة.",
        "The student studies history and philosophy at the university.",
    ),
    (
        "أعلنت الشركة عن أرباح كبيرة هذا العام.",
        "The company announced large profits this year.",
    ),
    (
        "فتح الطبيب النافذة ونظر إلى الشارع.",
        "The doctor opened the window and looked at the street.",
    ),
];

#[test]
fn rules_are_switched_off_and_set() {
    let mut settings = Settings::default();
    settings.set(Rule::Tatweel, None);
    settings.set(Rule::Spaces, Some(Severity::Error));
    let found = Checker::new(settings, "line", false).check(&[pair(
        1,
        "وصـــل  الوفد.",
        "The delegation came.",
    )]);
    let found: Vec<(Rule, Severity)> = found[0].iter().map(|f| (f.rule, f.severity)).collect();
    assert_eq!(found, [(Rule::Spaces, Severity::Error)]);
}

/// Pairs that many rules find something in, some of them in what another has found before.
fn odd_pairs() -> Vec<Checked> {
    let examples = Rule::ALL.map(Rule::example);
    let again = [STORY[0], STORY[0], ("وصل الوفد", "THE DELEGATION CAME")];
    let hidden = [
        // Out of the way of the rules behind those that tell them.
        ("the delegation of 130 came", "وصل الوفد وهم 150 في المساء"),
        ("<b>وصل</b> &nbsp; الوفد", "<b>It</b> came"),
        (
            "وصل الوفد إلى المدينة مساء أمس وبدأ محادثاته مع الحكومة على الفور وانتهى منها.",
            "The",
        ),
        ("", "  "),
        ("", "It came."),
        ("", "It came."),
        ("ﻭﺻﻞ 130", "150 came (yesterday"),
        (
            "كتب مقالا من from the city in the evening 12",
            "He came from the city in the evening 13",
        ),
    ];
    let shifted =
        (0..STORY.len()).map(|index| (STORY[index].0, STORY[(index + 1) % STORY.len()].1));
    let all = examples
        .into_iter()
        .chain(again)
        .chain(hidden)
        .chain(shifted);
    (1..)
        .zip(all)
        .map(|(n, (ar, en))| pair(n, ar, en))
        .collect()
}

#[test]
fn a_rule_finds_the_same_whichever_others_are_on() {
    let mut pairs = odd_pairs();
    let long = "word ".repeat(250);
    pairs.push(pair(1000, &"كلمة ".repeat(250), &long));
    // Enough of them that the lengths are those of the pairs.
    let many = (2000..).zip(STORY.iter().cycle().take(120));
    pairs.extend(many.map(|(n, (ar, en))| pair(n, &format!("{ar} {n}"), &format!("{en} {n}"))));
    let whole = Checker::new(Settings::default(), "line", false).check(&pairs);
    for rule in Rule::ALL {
        let of_rule = |found: &[Vec<Finding>]| -> Vec<Vec<Finding>> {
            let of =
                |found: &Vec<Finding>| found.iter().filter(|f| f.rule == rule).cloned().collect();
            found.iter().map(of).collect()
        };
        let expected = of_rule(&whole);
        assert!(
            expected.iter().any(|found| !found.is_empty()),
            "{rule} finds nothing"
        );
        let mut only = Settings::default();
        only.only(&[rule]);
        let alone = Checker::new(only, "line", false).check(&pairs);
        assert_eq!(alone, expected, "only {rule}");
        let mut without = Settings::default();
        without.set(rule, None);
        let others = Checker::new(without, "line", false).check(&pairs);
        let mut left = whole.clone();
        left.iter_mut()
            .for_each(|found| found.retain(|f| f.rule != rule));
        assert_eq!(others, left, "without {rule}");
    }
}

#[test]
fn rules_have_names_that_lead_back_to_them_and_examples_that_they_find() {
    for rule in Rule::ALL {
        assert_eq!(rule.name().parse(), Ok(rule));
        assert!(rule.about().ends_with('.'), "{rule}");
        let needs_others = matches!(
            rule,
            Rule::Shifted
                | Rule::Duplicate
                | Rule::NearDuplicate
                | Rule::InconsistentEnglish
                | Rule::InconsistentArabic
                | Rule::TooLong
        );
        if !needs_others {
            finds(rule, &[rule.example()]);
        }
    }
}

#[test]
fn batches_do_not_change_what_is_found_across_pairs() {
    let pairs: Vec<Checked> = (1..)
        .zip(STORY.iter().chain(&STORY))
        .map(|(n, (ar, en))| pair(n, ar, en))
        .collect();
    let whole = Checker::new(Settings::default(), "line", false).check(&pairs);
    let mut checker = Checker::new(Settings::default(), "line", false);
    let parts: Vec<Vec<Finding>> = pairs
        .chunks(3)
        .flat_map(|part| checker.check(part))
        .collect();
    assert_eq!(whole, parts);
}

proptest! {
    #[test]
    fn spans_lie_in_the_texts_whatever_they_are(
        pairs in prop::collection::vec((any::<String>(), any::<String>()), 1..4),
        odd in prop::collection::vec("[ a-zA-Zاوصلـﻭ٠-٩0-9<>&;:@%{}$\"'«»()\\[\\]\u{feff}\u{202e}\u{2067}ظط§ØÙâ€™.,]{0,30}", 2..8),
    ) {
        let odd = odd.chunks(2).map(|two| (two[0].clone(), two.get(1).cloned().unwrap_or_default()));
        let pairs: Vec<Checked> = (1..).zip(pairs.into_iter().chain(odd)).map(|(n, (ar, en))| pair(n, &ar, &en)).collect();
        let found = Checker::new(Settings::default(), "line", false).check(&pairs);
        prop_assert!(found.len() == pairs.len());
        for (pair, findings) in pairs.iter().zip(found) {
            for finding in findings {
                let text = match finding.side {
                    Side::Ar => &pair.ar,
                    Side::En => &pair.en,
                    Side::Both => {
                        prop_assert!(finding.span.is_none());
                        continue;
                    }
                };
                if let Some(span) = finding.span {
                    prop_assert!(text.get(span.clone()).is_some(), "{:?} {span:?} {text:?}", finding.rule);
                }
            }
        }
    }
}
