//! What is written as TMX.

use super::{read, stamp, unit, write};
use crate::bitext::{BeadKind, Origin, Place, Property, Sides, Status, TranslationUnit, Variant};
use crate::exchange::{Format, WriteOptions, WriteSummary};

#[test]
fn a_unit_with_everything_is_written_in_full() {
    let unit = TranslationUnit {
        variants: Sides {
            ar: Variant {
                text: "قال: «نعم» & <لا>".to_owned(),
                tag: "ar-EG".to_owned(),
            },
            en: Variant {
                text: "He said \"yes\"\tand\r\nno ]]>".to_owned(),
                tag: "en".to_owned(),
            },
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
    <tu creationdate="20260102T030405Z" creationid="dhakira" changedate="20261123T184136Z" usagecount="3">
      <note>check &quot;this&quot;</note>
      <prop type="x-dhakira-document">news/1</prop>
      <prop type="x-dhakira-position">4</prop>
      <prop type="x-dhakira-bead">2-1</prop>
      <prop type="x-dhakira-confidence">0.93</prop>
      <prop type="x-dhakira-similarity">1</prop>
      <prop type="x-dhakira-origin">alignment</prop>
      <prop type="x-dhakira-status">reviewed</prop>
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
        created: None,
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
