//! What is written as TMX.

use super::{read, stamp, unit, write};
use crate::bitext::{BeadKind, Origin, Place, Property, Sides, Status, TranslationUnit, Variant};
use crate::exchange::{Flavor, Format, WriteOptions, WriteSummary};

#[test]
fn a_unit_with_everything_is_written_in_full() {
    let unit = TranslationUnit {
        variants: Sides {
            ar: Variant::plain("قال: «نعم» & <لا>", "ar-EG"),
            en: Variant::plain("He said \"yes\"\tand\r\nno ]]>", "en"),
        },
        place: Some(Place {
            document: "news/1".to_owned(),
            position: Some(4),
        }),
        bead: Some(BeadKind { ar: 2, en: 1 }),
        confidence: Some(0.93),
        similarity: Some(1.0),
        origin: Origin::Alignment,
        status: Status::Reviewed,
        created: stamp("2026-01-02T03:04:05Z", Some("dhakira")),
        changed: Some(stamp("2026-11-23T18:41:36Z", None)),
        use_count: 3,
        last_used: Some("2026-11-24T00:00:00Z".parse().unwrap()),
        tuid: Some("7".to_owned()),
        notes: vec!["check \"this\"".to_owned()],
        properties: ["x-domain", "x-domain", "x-dhakira-bead"]
            .map(|kind| Property {
                kind: kind.to_owned(),
                value: "law".to_owned(),
            })
            .to_vec(),
    };
    let options = WriteOptions {
        created: Some("2026-11-24T00:00:00Z".parse().unwrap()),
        ..WriteOptions::default()
    };
    let (written, summary) = write(Format::Tmx, &[unit], options);
    let version = env!("CARGO_PKG_VERSION");
    let expected = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="dhakira" creationtoolversion="{version}" segtype="sentence" o-tmf="dhakira" adminlang="en" srclang="ar" datatype="plaintext" creationdate="20261124T000000Z"/>
  <body>
    <tu creationdate="20260102T030405Z" creationid="dhakira" changedate="20261123T184136Z" usagecount="3" lastusagedate="20261124T000000Z">
      <note>check &quot;this&quot;</note>
      <prop type="x-dhakira-document">news/1</prop>
      <prop type="x-dhakira-position">4</prop>
      <prop type="x-dhakira-bead">2-1</prop>
      <prop type="x-dhakira-confidence">0.93</prop>
      <prop type="x-dhakira-similarity">1</prop>
      <prop type="x-dhakira-origin">alignment</prop>
      <prop type="x-dhakira-status">reviewed</prop>
      <prop type="x-dhakira-tuid">7</prop>
      <prop type="x-dhakira-ar-tag">ar-EG</prop>
      <prop type="x-domain">law</prop>
      <prop type="x-domain">law</prop>
      <prop type="x-dhakira-kept-x-dhakira-bead">law</prop>
      <tuv xml:lang="ar"><seg>قال: «نعم» &amp; &lt;لا&gt;</seg></tuv>
      <tuv xml:lang="en"><seg>He said &quot;yes&quot;&#9;and&#13;&#10;no ]]&gt;</seg></tuv>
    </tu>
  </body>
</tmx>
"#
    );
    assert_eq!(written, expected);
    assert_eq!(
        summary,
        WriteSummary {
            units: 1,
            ..WriteSummary::default()
        }
    );
}

#[test]
fn a_unit_with_nothing_but_texts_is_written_in_short() {
    let (written, _) = write(Format::Tmx, &[unit("نعم", "Yes")], WriteOptions::default());
    let tu = "    <tu creationdate=\"20261123T184136Z\" creationid=\"importer\">
      <tuv xml:lang=\"ar\"><seg>نعم</seg></tuv>
      <tuv xml:lang=\"en\"><seg>Yes</seg></tuv>
    </tu>
";
    assert!(
        written.contains(&format!("  <body>\n{tu}  </body>\n")),
        "{written}"
    );
}

#[test]
fn one_code_stands_in_header_and_variants() {
    let options = WriteOptions {
        lang_tags: Sides {
            ar: "ar_SA".to_owned(),
            en: "en-US".to_owned(),
        },
        invert: true,
        ..WriteOptions::default()
    };
    let (written, _) = write(Format::Tmx, &[unit("نعم", "Yes")], options);
    assert!(written.contains(" srclang=\"en-US\""));
    let en = written
        .find("<tuv xml:lang=\"en-US\"><seg>Yes</seg>")
        .unwrap();
    let ar = written
        .find("<tuv xml:lang=\"ar-SA\"><seg>نعم</seg>")
        .unwrap();
    assert!(en < ar);
    assert!(!written.contains("-tag"), "a bare tag takes the file's");
}

#[test]
fn an_empty_side_is_never_written() {
    let units = [
        unit("نعم", " \u{1}\n"),
        unit("\0", "No"),
        unit("نعم", "Yes"),
    ];
    let (written, summary) = write(Format::Tmx, &units, WriteOptions::default());
    assert_eq!(written.matches("<tu ").count(), 1);
    assert_eq!(
        summary,
        WriteSummary {
            units: 1,
            empty: 2,
            ..WriteSummary::default()
        }
    );
}

#[test]
fn forbidden_characters_are_dropped_and_counted() {
    let mut unit = unit("نع\u{1}م", "Y\u{ffff}es");
    unit.created.by = Some("a\u{b}b".to_owned());
    let (written, summary) = write(Format::Tmx, &[unit], WriteOptions::default());
    assert!(written.contains("creationid=\"ab\""));
    assert!(written.contains("<seg>نعم</seg>") && written.contains("<seg>Yes</seg>"));
    assert_eq!(summary.forbidden_characters, 3);
}

#[test]
fn no_units_make_a_whole_file() {
    let (written, _) = write(Format::Tmx, &[], WriteOptions::default());
    let (units, faults, summary) = read(Format::Tmx, written.as_bytes());
    assert_eq!((units, faults), (vec![], vec![]));
    assert!(summary.complete);
}

#[test]
fn inline_codes_stand_where_they_stood() {
    let mut marked = unit("نعم", "Yes & no");
    marked.variants.en.codes = serde_json::from_str(
        r#"[{"at":0,"open":{"name":"hi","attributes":{"x":"<"}}},{"at":4,"open":{"name":"ph"}},{"at":4,"native":"<br>"},{"at":4,"close":null},
            {"at":5,"open":{"name":"ph"}},{"at":5,"close":null},{"at":8,"close":null}]"#,
    )
    .unwrap();
    let (written, summary) = write(Format::Tmx, &[marked], WriteOptions::default());
    let seg = r#"<seg><hi x="&lt;">Yes <ph>&lt;br&gt;</ph>&amp;<ph/> no</hi></seg>"#;
    assert!(written.contains(seg), "{written}");
    assert_eq!(summary.unfit_codes, 0);
}

#[test]
fn codes_that_do_not_fit_are_left_out_and_counted() {
    let mut marked = unit("نعم", "Yes");
    marked.variants.en.codes =
        serde_json::from_str(r#"[{"at":1,"open":{"name":"ph"}},{"at":3,"close":null}]"#).unwrap();
    let (written, summary) = write(Format::Tmx, &[marked], WriteOptions::default());
    assert!(written.contains("<seg>Yes</seg>"), "{written}");
    assert_eq!((summary.units, summary.unfit_codes), (1, 1));
}

#[test]
fn a_flavor_tells_the_neighbors_as_its_tool_does() {
    let placed = |document: &str, position: u32, ar: &str| {
        let mut unit = unit(ar, "Yes");
        unit.place = Some(Place {
            document: document.to_owned(),
            position: Some(position),
        });
        unit
    };
    let mut middle = placed("a", 1, "ب & ب");
    middle.origin = Origin::Alignment;
    middle.tuid = Some("7".to_owned());
    middle.properties = ["prev", "x-Origin"]
        .map(|kind| Property {
            kind: kind.to_owned(),
            value: "own".to_owned(),
        })
        .to_vec();
    let units = [
        placed("a", 0, "أ"),
        middle,
        placed("a", 2, "ج"),
        placed("a", 4, "د"),
        placed("b", 5, "ه"),
    ];
    let own = "<prop type=\"x-dhakira-document\">a</prop><prop type=\"x-dhakira-position\">1</prop><prop type=\"x-dhakira-origin\">alignment</prop>";
    let seg = "<seg>ب &amp; ب</seg></tuv>";
    for (flavor, expected) in [
        (
            Flavor::Omegat,
            format!(
                ">{own}<prop type=\"x-dhakira-tuid\">7</prop><prop type=\"x-dhakira-kept-prev\">own</prop><prop type=\"x-Origin\">own</prop>\
                 <prop type=\"prev\">أ</prop><prop type=\"next\">ج</prop><tuv xml:lang=\"ar\">{seg}"
            ),
        ),
        (
            Flavor::Trados,
            format!(
                " tuid=\"7\">{own}<prop type=\"prev\">own</prop><prop type=\"x-dhakira-kept-x-Origin\">own</prop>\
                 <prop type=\"x-Origin\">own</prop><prop type=\"x-ConfirmationLevel\">Draft</prop><prop type=\"x-document:SingleString\">a</prop><tuv xml:lang=\"ar\">{seg}"
            ),
        ),
        (
            Flavor::Memoq,
            format!(
                " tuid=\"7\">{own}<prop type=\"prev\">own</prop><prop type=\"x-Origin\">own</prop>\
                 <prop type=\"aligned\">yes</prop><prop type=\"x-document\">a</prop><tuv xml:lang=\"ar\">\
                 <prop type=\"x-context-pre\">&lt;seg&gt;أ&lt;/seg&gt;</prop><prop type=\"x-context-post\">&lt;seg&gt;ج&lt;/seg&gt;</prop>{seg}"
            ),
        ),
        (
            Flavor::Phrase,
            format!(
                " tuid=\"7\">{own}<prop type=\"prev\">own</prop><prop type=\"x-Origin\">own</prop><tuv xml:lang=\"ar\">\
                 <prop type=\"context_prev\">أ</prop><prop type=\"context_next\">ج</prop><prop type=\"filename\">a</prop>{seg}"
            ),
        ),
    ] {
        let options = WriteOptions {
            flavor,
            ..WriteOptions::default()
        };
        let (written, summary) = write(Format::Tmx, &units, options);
        let written: String = written.lines().map(str::trim).collect();
        let header = format!(
            "<header creationtool=\"dhakira\" creationtoolversion=\"{}\" segtype=\"sentence\" o-tmf=\"{}\" adminlang=\"en\" srclang=\"ar\" datatype=\"plaintext\"><prop type=\"x-dhakira-flavor\">{flavor}</prop></header>",
            env!("CARGO_PKG_VERSION"),
            match flavor {
                Flavor::Trados => "SDL TM8 Format",
                _ => "dhakira",
            }
        );
        assert!(written.contains(&header), "{written}");
        let dated = expected.replace(
            "7\">",
            "7\" creationdate=\"20261123T184136Z\" creationid=\"importer\">",
        );
        let dated = match flavor {
            Flavor::Omegat => expected,
            _ => dated,
        };
        assert!(written.contains(&dated), "{dated}\n{written}");
        assert_eq!(summary.units, 5);
        let neighbors = written.matches("next\">").count() + written.matches("-post\">").count();
        assert_eq!(
            neighbors,
            if flavor.to_string() == "trados" { 0 } else { 2 }
        );
    }
}

#[test]
fn neighbors_are_those_of_the_source_language() {
    let units: Vec<_> = ["One", "Two"]
        .iter()
        .zip(0..)
        .map(|(en, position)| {
            let mut unit = unit("نعم", en);
            unit.place = Some(Place {
                document: "a".to_owned(),
                position: Some(position),
            });
            unit
        })
        .collect();
    let options = WriteOptions {
        flavor: Flavor::Phrase,
        invert: true,
        ..WriteOptions::default()
    };
    let (written, _) = write(Format::Tmx, &units, options);
    let first = "<tuv xml:lang=\"en\"><prop type=\"context_next\">Two</prop><prop type=\"filename\">a</prop><seg>One</seg>";
    assert!(written.contains(first), "{written}");
}
