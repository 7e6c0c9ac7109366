//! Pairs with what each rule says of them; the texts are made up for it.

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

#[test]
fn sides_of_the_wrong_language_are_told_by_script_letters_and_small_words() {
    finds(Rule::Swapped, &[("The delegation came.", "وصل الوفد.")]);
    finds(
        Rule::Untranslated,
        &[
            ("وصل الوفد إلى المدينة.", "وصل الوَفد إلى المدينة"),
            (
                "the delegation came to the city",
                "The delegation came to the city.",
            ),
        ],
    );
    finds(
        Rule::PartlyUntranslated,
        &[
            (
                "وصل الوفد to the city in the evening.",
                "The delegation came to the city in the evening.",
            ),
            (
                "وصل الوفد إلى المدينة القديمة في المساء.",
                "It came إلى المدينة القديمة في المساء.",
            ),
        ],
    );
    passes(
        Rule::PartlyUntranslated,
        &[(
            "شاهدنا فيلم Journey to the North Pole أمس.",
            "We saw Journey to the North Pole yesterday.",
        )],
    );
    finds(
        Rule::WrongLanguage,
        &[
            (
                "او گفت که این کتاب را خوانده است.",
                "He said that he had read this book.",
            ),
            (
                "اس نے کہا کہ وہ یہ کتاب پڑھ چکا ہے۔",
                "He said that he had read this book.",
            ),
            (
                "قال إنه قرأ هذا الكتاب.",
                "Il a dit qu'il avait lu ce livre dans le train.",
            ),
            (
                "قال إنه قرأ هذا الكتاب.",
                "Dijo que había leído este libro en el tren.",
            ),
            (
                "قال إنه قرأ هذا الكتاب.",
                "Er sagte, dass er dieses Buch im Zug gelesen hat.",
            ),
            ("قال إنه قرأ هذا الكتاب.", "قال إنه قرأ هذا الكتاب أيضا."),
        ],
    );
    passes(
        Rule::WrongLanguage,
        &[
            (
                "زار گيل پاريس مع أصدقائه في الصيف.",
                "Gil visited Paris with his friends in the summer.",
            ),
            (
                "قال في القاهرة إن المشروع بدأ.",
                "He said in Cairo that the project had begun.",
            ),
            ("لا، لا، لا!", "No, no, no!"),
            ("وصل إلى لوس أنجلوس.", "He reached Los Angeles."),
        ],
    );
}

#[test]
fn characters_that_should_not_stand_in_a_text_are_found() {
    finds(
        Rule::WrongDigits,
        &[("وصل 20.", "٢٠ came."), ("وصل ۲۰.", "20 came.")],
    );
    finds(
        Rule::Mojibake,
        &[
            ("ظˆطµظ„ ط§ظ„ظˆظپط¯", "The delegation came."),
            ("æÕá ÇáæÝÏ ÃãÓ", "The delegation came."),
            (
                "Ù\u{88}ØµÙ\u{84} Ø§Ù\u{84}Ù\u{88}Ù\u{81}Ø¯",
                "The delegation came.",
            ),
            ("لا أعرف.", "I donâ€™t know."),
        ],
    );
    passes(
        Rule::Mojibake,
        &[
            ("ظل طفلا طيبا.", "He stayed a good child."),
            ("مقهى في القاهرة", "A café in Cairo"),
            ("نعم", "Ça va, Zoë?"),
        ],
    );
    finds(
        Rule::Control,
        &[
            ("وصل\u{feff} الوفد.", "It came."),
            ("وصل.", "It c\u{8}ame."),
            ("وصل\u{fffd}.", "It came."),
            ("وصل.", "It\u{92}s here."),
        ],
    );
    passes(
        Rule::Control,
        &[("وصل.\nثم غادر.", "It came.\nThen it left.\t")],
    );
    finds(
        Rule::Bidi,
        &[
            ("وصل \u{202e}الوفد.", "It came."),
            ("وصل.", "It \u{2067}came."),
            ("وصل\u{202c}.", "It came."),
        ],
    );
    passes(
        Rule::Bidi,
        &[(
            "قال \u{2066}IBM\u{2069} و\u{202a}HP\u{202c}.",
            "Said \u{200e}IBM and HP.",
        )],
    );
    finds(Rule::PresentationForms, &[("ﻭﺻﻞ ﺍﻟﻮﻓﺪ.", "It came.")]);
    passes(
        Rule::PresentationForms,
        &[("قال النبي ﷺ والحمد ﷲ", "The Prophet said")],
    );
    finds(
        Rule::Tatweel,
        &[
            ("وصـــل الوفد.", "It came."),
            ("الوطـنية", "The national one"),
        ],
    );
    passes(
        Rule::Tatweel,
        &[
            ("عام 1445 هـ", "1445 AH"),
            ("الـ21 من مايو", "21 May"),
            ("لـ«نعم»", "for yes"),
        ],
    );
}

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
