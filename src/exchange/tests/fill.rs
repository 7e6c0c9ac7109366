//! Job files get translations where they belong, and nothing else of them changes.

use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_assert_eq, prop_oneof, proptest};

use crate::bitext::Lang;
use crate::exchange::{FillError, FillOptions, FillSummary, Suggestion, fill};

const OPTIONS: FillOptions = FillOptions { limit: 100_000 };

/// What a memory would say: `text=target@score` for each text it knows; several of one text are in their order.
fn filled_by(file: &str, known: &[(&str, &str, u8)]) -> (String, FillSummary, Vec<String>) {
    let mut output = Vec::new();
    let mut asked = Vec::new();
    let summary = fill(file.as_bytes(), &mut output, &OPTIONS, |wanted| {
        let side = |text: Option<&str>| text.unwrap_or("-").trim().to_owned();
        asked.push(format!(
            "{} [{}] {}",
            side(wanted.previous),
            wanted.text.trim(),
            side(wanted.next)
        ));
        assert_eq!(wanted.from, Lang::En);
        let of_text = known
            .iter()
            .filter(|(text, ..)| *text == wanted.text.trim());
        let suggestions = of_text.map(|&(text, target, score)| Suggestion {
            source: text.to_owned(),
            target: target.to_owned(),
            fitted: None,
            score,
            similarity: score,
            origin: "doc".to_owned(),
        });
        Ok(suggestions.collect())
    });
    (String::from_utf8(output).unwrap(), summary.unwrap(), asked)
}

fn one(body: &str) -> String {
    format!(
        "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ar\" original=\"a\" \
         datatype=\"x\"><body>{body}</body></file></xliff>"
    )
}

fn two(body: &str) -> String {
    format!(
        "<xliff version=\"2.1\" srcLang=\"en\" trgLang=\"ar\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\">\
         <file id=\"f\">{body}</file></xliff>"
    )
}

/// The first of the texts is filled in for the second, in a file that is otherwise the same.
#[track_caller]
fn becomes(frame: fn(&str) -> String, known: &[(&str, &str, u8)], before: &str, after: &str) {
    let (filled, ..) = filled_by(&frame(before), known);
    assert_eq!(filled, frame(after));
}

#[test]
fn targets_of_version_1_are_filled_with_state_and_alternatives() {
    let exact = "<target state=\"translated\" state-qualifier=\"exact-match\">نعم &amp; لا</target>";
    let known = [("Yes", "نعم & لا", 100)];
    for (before, after) in [
        (
            "<source>Yes</source>",
            format!("<source>Yes</source>{exact}"),
        ),
        (
            "<source>Yes</source>\n<target/> <note>n</note>",
            format!("<source>Yes</source>\n{exact} <note>n</note>"),
        ),
        (
            "<source>Yes</source><target xml:lang='ar'></target>",
            format!(
                "<source>Yes</source>{}",
                exact.replace("<target", "<target xml:lang='ar'")
            ),
        ),
        (
            "<source>Yes</source><target state=\"new\" >Yes</target>",
            format!("<source>Yes</source>{exact}"),
        ),
        (
            "<source>Yes</source><target>ليس</target>",
            "<source>Yes</source><target>ليس</target>".to_owned(),
        ),
        ("<source>No</source>", "<source>No</source>".to_owned()),
    ] {
        let unit = |inside: &str| format!("<trans-unit id=\"1\">{inside}</trans-unit>");
        becomes(one, &known, &unit(before), &unit(&after));
    }
    becomes(
        one,
        &[("Yes", "نعم", 87), ("Yes", "أجل", 80)],
        "<trans-unit id=\"1\"><source>Yes</source></trans-unit>",
        "<trans-unit id=\"1\"><source>Yes</source>\
         <target state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\">نعم</target>\
         <alt-trans match-quality=\"87\" origin=\"doc\"><source xml:lang=\"en\">Yes</source>\
         <target xml:lang=\"ar\">نعم</target></alt-trans>\
         <alt-trans match-quality=\"80\" origin=\"doc\"><source xml:lang=\"en\">Yes</source>\
         <target xml:lang=\"ar\">أجل</target></alt-trans></trans-unit>",
    );
}

#[test]
fn segments_of_version_1_are_filled_one_by_one() {
    let seg = |id: &str, text: &str| format!("<mrk mtype=\"seg\" mid=\"{id}\">{text}</mrk>");
    let before = format!(
        "<trans-unit id=\"1\"><source>One. Two.</source><seg-source>{} {}</seg-source></trans-unit>",
        seg("a", "One."),
        seg("b", "Two.")
    );
    let target = |attributes: &str, first: &str, second: &str| {
        format!(
            "</seg-source><target {attributes}>{} {}</target></trans-unit>",
            seg("a", first),
            seg("b", second)
        )
    };
    let after = |end: &str| before.replace("</seg-source></trans-unit>", end);
    let exact = "state=\"translated\" state-qualifier=\"exact-match\"";
    becomes(
        one,
        &[("One.", "واحد.", 100), ("Two.", "اثنان.", 101)],
        &before,
        &after(&target(exact, "واحد.", "اثنان.")),
    );
    let part = "state=\"needs-review-translation\" state-qualifier=\"exact-match\"";
    let half = after(&target(part, "واحد.", ""));
    becomes(one, &[("One.", "واحد.", 100)], &before, &half);
    // What is there is kept, and the rest is put beside it.
    let alternative = "</target><alt-trans match-quality=\"90\" origin=\"doc\" mid=\"b\"><source xml:lang=\"en\">Two.\
                       </source><target xml:lang=\"ar\">اثنان.</target></alt-trans>";
    let fuzzy = "state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\"";
    becomes(
        one,
        &[("One.", "غيره", 100), ("Two.", "اثنان.", 90)],
        &half,
        &after(&target(fuzzy, "واحد.", "اثنان.").replace("</target>", alternative)),
    );
}

#[test]
fn segments_of_version_2_are_filled_with_state_and_matches() {
    becomes(
        two,
        &[("Yes", "نعم", 100)],
        "<unit id=\"1\"><segment><source>Yes</source></segment></unit>",
        "<unit id=\"1\"><segment state=\"translated\" subState=\"dhakira:exact-match\">\
         <source>Yes</source><target>نعم</target></segment></unit>",
    );
    let module = "<mtc:matches xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\">";
    let found = |id: &str| {
        format!(
            "<mtc:match ref=\"#{id}\" matchQuality=\"87\" similarity=\"87\" origin=\"doc\" type=\"tm\">\
             <source>Yes</source><target>نعم</target></mtc:match>"
        )
    };
    let fuzzy = "state=\"initial\" subState=\"dhakira:fuzzy-match\"";
    becomes(
        two,
        &[("Yes", "نعم", 87)],
        "<unit id=\"1\"><segment><source>Yes</source><target/></segment></unit>",
        &format!(
            "<unit id=\"1\">{module}{}</mtc:matches><segment {fuzzy} id=\"dhakira1\"><source>Yes</source>\
             <target>نعم</target></segment></unit>",
            found("dhakira1")
        ),
    );
    // A list that is there is added to.
    let there = format!("{module}{}</mtc:matches>", found("other"));
    becomes(
        two,
        &[("Yes", "نعم", 87)],
        &format!("<unit id=\"1\">{there}<segment id=\"s\"><source>Yes</source></segment></unit>"),
        &format!(
            "<unit id=\"1\">{}<segment id=\"s\" {fuzzy}><source>Yes</source><target>نعم</target></segment></unit>",
            there.replace("</mtc:matches>", &format!("{}</mtc:matches>", found("s")))
        ),
    );
}

#[test]
fn codes_around_a_text_are_kept_and_codes_inside_leave_alternatives_only() {
    let review = "<target state=\"needs-review-translation\" state-qualifier=\"exact-match\">";
    for (source, target) in [
        ("<g id=\"1\">Yes</g>", Some("<g id=\"1\">نعم</g>")),
        (
            "<bpt id=\"1\">&lt;b></bpt> Yes <ept id=\"1\">&lt;/b></ept>.",
            None,
        ),
        (
            " <x id=\"1\"/><g id=\"2\"> Yes\n</g> ",
            Some(" <x id=\"1\"/><g id=\"2\"> نعم\n</g> "),
        ),
        ("Y<x id=\"1\"/>es", None),
        ("<ph id=\"1\">a<sub>Yes</sub></ph>", None),
    ] {
        let known = [("Yes", "نعم", 100), ("Yes .", "نعم", 100)];
        let unit = format!("<trans-unit id=\"1\"><source>{source}</source></trans-unit>");
        let (filled, summary, _) = filled_by(&one(&unit), &known);
        match target {
            Some(target) => {
                let expected =
                    unit.replace("</source>", &format!("</source>{review}{target}</target>"));
                assert_eq!(filled, one(&expected));
                assert_eq!((summary.filled, summary.alternatives_only), (1, 0));
            }
            None => {
                assert!(
                    filled.contains(&format!("<source>{source}</source><alt-trans ")),
                    "{filled}"
                );
                assert_eq!((summary.filled, summary.alternatives_only), (0, 1));
            }
        }
    }
}

#[test]
fn each_segment_is_asked_for_with_its_neighbors_in_the_file() {
    let unit = |text: &str| format!("<trans-unit id=\"1\"><source>{text}</source></trans-unit>");
    let cut = "<trans-unit id=\"1\"><source>c d</source><seg-source><mrk mtype=\"seg\" mid=\"1\">c</mrk> \
               <mrk mtype=\"seg\" mid=\"2\">d</mrk></seg-source></trans-unit>";
    let body = format!(
        "{} <group>{}{}</group>\n{cut}",
        unit("a"),
        unit(" "),
        unit("b")
    );
    let file = one(&body);
    let file = file.replace("</file>", "</file><file source-language=\"en\" target-language=\"ar\"><body><trans-unit><source>e</source></trans-unit></body></file>");
    let (same, summary, asked) = filled_by(&file, &[]);
    assert_eq!(same, file);
    assert_eq!(
        asked,
        ["- [a] -", "a [b] c", "b [c] d", "c [d] -", "- [e] -"]
    );
    assert_eq!(
        (summary.segments, summary.blank, summary.unmatched),
        (6, 1, 5)
    );
}

#[test]
fn what_is_done_locked_or_in_other_languages_is_not_asked_for() {
    let body = "<trans-unit id=\"1\" approved=\"yes\"><source>a</source><target state=\"new\">ب</target></trans-unit>\
                <trans-unit id=\"2\" translate=\"no\"><source>a</source></trans-unit>\
                <group translate=\"no\"><trans-unit id=\"3\"><source>a</source></trans-unit></group>\
                <trans-unit id=\"4\"><source xml:lang=\"fr\">a</source></trans-unit>\
                <trans-unit id=\"5\"><source>a</source><target xml:lang=\"de\"/></trans-unit>";
    let (same, summary, asked) = filled_by(&one(body), &[("a", "ب", 100)]);
    assert_eq!(same, one(body));
    assert_eq!(asked, Vec::<String>::new());
    assert_eq!(
        (summary.done, summary.locked, summary.other_languages),
        (1, 2, 2)
    );
}

#[test]
fn a_tag_that_is_not_well_formed_breaks_its_unit_and_is_copied() {
    for unit in [
        "<unit id=\"u\"><mtc:matches xmlns:mtc=\"m\"//><segment id=\"s\"><source>a</source></segment></unit>",
        "<unit id=\"u\"><segment id=\"s\"><source>a</source><target a=\"b\" / /></segment></unit>",
        "<unit id=\"u\"><segment id=\"s\"state=\"initial\"><source>a</source></segment></unit>",
    ] {
        let file = two(unit);
        let (filled, summary, _) = filled_by(&file, &[("a", "ب", 100)]);
        assert_eq!((filled, summary.broken), (file, 1));
    }
}

#[test]
fn a_broken_unit_is_copied_and_a_broken_file_is_an_error() {
    let body = "<trans-unit id=\"1\"><source>&who;</source></trans-unit>\n\
                <trans-unit id=\"2\"><source>a</source></trans-unit>";
    let (filled, summary, _) = filled_by(&one(body), &[("a", "ب", 101)]);
    assert!(filled.contains("&who;") && filled.contains(">ب</target>"));
    assert_eq!((summary.broken, summary.faults[0].unit), (1, Some(1)));
    let whole = one(body);
    for file in [&whole[..whole.len() - 20], "<tmx/>", ""] {
        let result = fill(file.as_bytes(), Vec::new(), &OPTIONS, |_| Ok(Vec::new()));
        assert!(matches!(result, Err(FillError::Input(_))), "{file}");
    }
}

#[test]
fn another_encoding_becomes_utf_8_and_says_so() {
    let file = format!("<?xml version='1.0'  encoding='UTF-16' ?>\r\n{}", one(""));
    let bytes: Vec<u8> = format!("\u{feff}{file}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut output = Vec::new();
    fill(bytes.as_slice(), &mut output, &OPTIONS, |_| Ok(Vec::new())).unwrap();
    assert_eq!(
        String::from_utf8(output).unwrap(),
        file.replace("UTF-16", "UTF-8")
    );
}

/// A piece of a job file, well formed.
fn piece() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        "[ a-zء-ي]{0,5}",
        proptest::sample::select(vec![
            "&amp;",
            "&#1;",
            "&x;",
            "<![CDATA[<&]]>",
            "<!--c-->",
            "<?p i?>",
            "\r\n",
            "\u{feff}"
        ])
        .prop_map(str::to_owned),
    ];
    text.prop_recursive(4, 24, 4, |inner| {
        let name = proptest::sample::select(vec![
            "trans-unit",
            "unit",
            "source",
            "target",
            "seg-source",
            "segment",
            "g",
            "ph",
            "sub",
            "note",
            "group",
            "mrk mtype='seg' mid='1'",
            "mrk",
            "alt-trans",
            "mtc:matches",
            "x:y",
            "target state='new'",
        ]);
        (name, vec(inner, 0..4), any::<bool>()).prop_map(|(tag, inside, is_empty)| {
            let name = tag.split(' ').next().unwrap_or(tag);
            match is_empty {
                true => format!("<{tag} />"),
                false => format!("<{tag}>{}</{name}>", inside.concat()),
            }
        })
    })
}

proptest! {
    #[test]
    fn without_translations_a_file_is_copied_byte_for_byte(
        pieces in vec(piece(), 0..4), is_two in any::<bool>(), mark in any::<bool>(),
    ) {
        let body = format!("<trans-unit>{}</trans-unit>{}", pieces.concat(), pieces.concat());
        let file = if is_two { two(&body) } else { one(&body) };
        let file = format!("{}<?xml version='1.0' encoding='utf-8'?>{file}\n", if mark { "\u{feff}" } else { "" });
        let mut output = Vec::new();
        fill(file.as_bytes(), &mut output, &OPTIONS, |_| Ok(Vec::new())).unwrap();
        prop_assert_eq!(String::from_utf8(output).unwrap(), file);
    }

    #[test]
    fn a_filled_file_is_whole_and_has_as_many_units(
        pieces in vec(piece(), 0..4), is_two in any::<bool>(), score in 1u8..=101,
    ) {
        let unit = if is_two { "unit" } else { "trans-unit" };
        let body = format!("<{unit}>{}</{unit}>{}", pieces.concat(), pieces.concat());
        let file = if is_two { two(&body) } else { one(&body) };
        let fill_in = |file: &str| {
            let mut output = Vec::new();
            let summary = fill(file.as_bytes(), &mut output, &OPTIONS, |wanted| {
                let suggestion = Suggestion {
                    source: wanted.text.to_owned(),
                    target: "<&\">".to_owned(),
                    fitted: None,
                    score,
                    similarity: score,
                    origin: "\"".to_owned(),
                };
                Ok(vec![suggestion.clone(), suggestion])
            });
            (String::from_utf8(output).unwrap(), summary.unwrap())
        };
        let (filled, first) = fill_in(&file);
        let (_, second) = fill_in(&filled);
        prop_assert_eq!((first.segments, first.broken), (second.segments, second.broken));
        prop_assert_eq!(first.done + first.filled, second.done);
    }
}
