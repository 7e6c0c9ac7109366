//! Both formats through the door that callers use.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};

use super::{
    Fault, Format, ReadOptions, ReadSummary, Reader, SkipReason, WriteOptions, WriteSummary, Writer,
};
use crate::bitext::{
    BeadKind, Lang, Origin, Place, Property, Sides, Stamp, Status, TranslationUnit, Variant,
};

fn stamp(at: &str, by: Option<&str>) -> Stamp {
    Stamp {
        at: at.parse().unwrap(),
        by: by.map(str::to_owned),
    }
}

/// Who and when for units that do not say.
fn importer() -> Stamp {
    stamp("2026-11-23T18:41:36Z", Some("importer"))
}

fn unit(ar: &str, en: &str) -> TranslationUnit {
    TranslationUnit::new(ar, en, Origin::Import, importer())
}

fn read(format: Format, bytes: &[u8]) -> (Vec<TranslationUnit>, Vec<Fault>, ReadSummary) {
    read_with(format, bytes, ReadOptions::new(importer()))
}

fn read_with(
    format: Format,
    bytes: &[u8],
    options: ReadOptions,
) -> (Vec<TranslationUnit>, Vec<Fault>, ReadSummary) {
    let mut reader = Reader::new(format, bytes, options);
    let (mut units, mut faults) = (Vec::new(), Vec::new());
    for item in &mut reader {
        match item {
            Ok(unit) => units.push(unit),
            Err(fault) => faults.push(fault),
        }
    }
    let summary = reader.summary().clone();
    assert_eq!(summary.taken, units.len() as u64);
    assert_eq!(summary.faults, faults.len() as u64);
    (units, faults, summary)
}

fn write(
    format: Format,
    units: &[TranslationUnit],
    options: WriteOptions,
) -> (String, WriteSummary) {
    let mut bytes = Vec::new();
    let mut writer = Writer::new(format, &mut bytes, options);
    for unit in units {
        writer.write(unit).unwrap();
    }
    let summary = writer.finish().unwrap();
    (String::from_utf8(bytes).unwrap(), summary)
}

/// A TMX with this body, whose first line is the file's first.
fn tmx(body: &str) -> String {
    format!("<tmx version=\"1.4\"><header srclang=\"ar\"/><body>{body}</body></tmx>")
}

fn texts(units: &[TranslationUnit]) -> Vec<(&str, &str)> {
    units
        .iter()
        .map(|unit| (unit.text(Lang::Ar), unit.text(Lang::En)))
        .collect()
}

#[test]
fn formats_are_known_by_suffix_and_by_name() {
    for (path, format) in [
        ("a.tmx", Some(Format::Tmx)),
        ("dir.x/A.TMX", Some(Format::Tmx)),
        ("ذاكرة.Tsv", Some(Format::Tsv)),
        ("a.tmx.gz", None),
        ("tmx", None),
        ("", None),
    ] {
        assert_eq!(Format::of_path(path), format, "{path}");
    }
    assert_eq!("TMX".parse(), Ok(Format::Tmx));
    assert_eq!("tsv".parse(), Ok(Format::Tsv));
    assert_eq!("xliff".parse::<Format>(), Err(()));
}

#[test]
fn a_fault_names_its_file_line_and_unit() {
    let fault = Fault {
        line: 7,
        unit: Some(3),
        reason: "a bad attribute".to_owned(),
    };
    assert_eq!(
        fault.in_file("a.tmx").to_string(),
        "a.tmx:7: unit 3: a bad attribute"
    );
}

mod tmx_out {
    use super::*;

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
                forbidden_characters: 0
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
}

mod tmx_in {
    use super::*;

    /// A unit with these two segments.
    fn tu(ar: &str, en: &str) -> String {
        format!(
            "<tu><tuv xml:lang=\"ar\"><seg>{ar}</seg></tuv><tuv xml:lang=\"en\"><seg>{en}</seg></tuv></tu>"
        )
    }

    #[test]
    fn text_is_what_a_reader_of_the_segment_sees() {
        for (name, seg, text) in [
            (
                "references",
                "&lt;b&gt; &amp;&quot;&apos;&#65;&#x627;",
                "<b> &\"'Aا",
            ),
            ("cdata", "<![CDATA[<&>]]> and &gt;", "<&> and >"),
            (
                "paired codes",
                "a <bpt i='1'>&lt;b&gt;</bpt>bold<ept i='1'>&lt;/b&gt;</ept> b",
                "a bold b",
            ),
            (
                "single codes",
                "a<ph/><it pos='begin'>{</it><ut>\\b</ut>b",
                "ab",
            ),
            (
                "highlight",
                "a <hi type='x'>marked <hi>twice</hi></hi> b",
                "a marked twice b",
            ),
            (
                "text inside a code",
                "a <ph>&lt;img alt=\"<sub>a <ph>{}</ph>cat</sub>\"&gt;</ph> b",
                "a a cat b",
            ),
            ("unknown elements", "a <b>bold</b> b", "a bold b"),
            ("comments", "a<!-- not this --><?nor this?>b", "ab"),
            ("white space", "  a\tb\r\nc ", "  a\tb\nc "),
            ("written line ends", "a&#13;&#10;b", "a\r\nb"),
            ("controls", "a\u{1}&#1;&#0;&#xD800;b\u{fffe}", "ab"),
        ] {
            let (units, faults, _) = read(Format::Tmx, tmx(&tu("نعم", seg)).as_bytes());
            assert_eq!(faults, [], "{name}");
            assert_eq!(texts(&units), [("نعم", text)], "{name}");
        }
    }

    #[test]
    fn what_was_left_out_of_texts_is_counted() {
        let body = tu("نعم\u{1}&#2;", "a<ph>x<sub>y</sub>z</ph><bpt i='1'/>b");
        let (_, _, summary) = read(Format::Tmx, tmx(&body).as_bytes());
        assert_eq!(summary.forbidden_characters, 2);
        assert_eq!(summary.codes, 2);
    }

    #[test]
    fn languages_are_known_in_every_spelling() {
        for (ar, en, tags) in [
            ("xml:lang='ar'", "xml:lang='en'", ("ar", "en")),
            ("xml:lang='AR-SA'", "xml:lang='en_US'", ("AR-SA", "en-US")),
            ("lang='ara'", "lang='eng'", ("ara", "eng")),
            (
                "xml:lang=' arb '",
                "lang='fr' xml:lang='en-GB'",
                ("arb", "en-GB"),
            ),
        ] {
            let body =
                format!("<tu><tuv {en}><seg>Yes</seg></tuv><tuv {ar}><seg>نعم</seg></tuv></tu>");
            let (units, faults, _) = read(Format::Tmx, tmx(&body).as_bytes());
            assert_eq!(faults, []);
            let read = &units[0].variants;
            assert_eq!((read.ar.tag.as_str(), read.en.tag.as_str()), tags);
            assert_eq!(texts(&units), [("نعم", "Yes")]);
        }
    }

    #[test]
    fn versions_and_headers_do_not_matter() {
        let unit = tu("نعم", "Yes");
        for file in [
            format!("<tmx><body>{unit}</body></tmx>"),
            format!("<tmx version='1.4b'><header/><body>{unit}</body></tmx>\n\n"),
            format!(
                "<!DOCTYPE tmx SYSTEM 'http://example.org/x.dtd' [<!ENTITY a 'b'>]><tmx version='1.1'><body>{unit}</body></tmx>"
            ),
            format!(
                "<tmx xmlns='urn:x' version='2.0'><header><note>&unknown;</note><prop type='x'/></header><body>{unit}</body></tmx>"
            ),
            format!(
                "<t:tmx xmlns:t='urn:x'><t:body>{}</t:body></t:tmx>",
                unit.replace("<t", "<t:t")
                    .replace("</t", "</t:t")
                    .replace("<seg", "<t:seg")
                    .replace("</seg", "</t:seg")
            ),
        ] {
            let (units, faults, summary) = read(Format::Tmx, file.as_bytes());
            assert_eq!(faults, [], "{file}");
            assert_eq!(texts(&units), [("نعم", "Yes")], "{file}");
            assert!(summary.complete);
        }
    }

    #[test]
    fn files_are_read_in_the_encoding_they_are_in() {
        let file = format!(
            "<?xml version='1.0' encoding='windows-1256'?>\n{}",
            tmx(&tu("ذاكرة", "Memory"))
        );
        let utf16 = |bytes: fn(u16) -> [u8; 2]| {
            format!("\u{feff}{file}")
                .encode_utf16()
                .flat_map(bytes)
                .collect::<Vec<u8>>()
        };
        for bytes in [
            encoding_rs::WINDOWS_1256.encode(&file).0.into_owned(),
            format!("\u{feff}{file}").into_bytes(),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
        ] {
            let (units, faults, _) = read(Format::Tmx, &bytes);
            assert_eq!((texts(&units), faults), (vec![("ذاكرة", "Memory")], vec![]));
        }
    }

    #[test]
    fn the_first_variant_with_text_is_taken() {
        let body = "<tu><tuv xml:lang='fr'><seg>Oui</seg></tuv><tuv xml:lang='ar'><seg>نعم</seg></tuv>\
            <tuv xml:lang='en-GB'><seg> </seg></tuv><tuv xml:lang='en-US'><seg>Yes</seg></tuv>\
            <tuv xml:lang='en'><seg>Yeah</seg></tuv></tu>";
        let (units, _, summary) = read(Format::Tmx, tmx(body).as_bytes());
        assert_eq!(texts(&units), [("نعم", "Yes")]);
        assert_eq!(units[0].variants.en.tag, "en-US");
        assert_eq!(summary.second_variants, 2);
    }

    #[test]
    fn units_that_are_no_pair_are_counted_by_reason() {
        let ar = "<tuv xml:lang='ar'><seg>نعم</seg></tuv>";
        let en = "<tuv xml:lang='en'><seg>Yes</seg></tuv>";
        let fr = "<tuv xml:lang='fr'><seg>Oui</seg></tuv>";
        let nameless = "<tuv><seg>Yes</seg></tuv>";
        for (body, reason) in [
            (String::new(), SkipReason::OtherLanguages),
            (format!("{fr}{nameless}"), SkipReason::OtherLanguages),
            (format!("{fr}{en}"), SkipReason::NoArabic),
            (format!("{ar}{fr}{nameless}"), SkipReason::NoEnglish),
            (
                format!("{ar}<tuv xml:lang='en'><seg/></tuv>"),
                SkipReason::EmptyEnglish,
            ),
            (
                format!("{ar}<tuv xml:lang='en'/>"),
                SkipReason::EmptyEnglish,
            ),
            (
                format!("{en}<tuv xml:lang='ar'><seg><ph>x</ph> </seg></tuv>"),
                SkipReason::EmptyArabic,
            ),
            (
                tu("", "\n").replace("<tu>", "").replace("</tu>", ""),
                SkipReason::BothEmpty,
            ),
        ] {
            let body = format!("{}<tu>{body}</tu>", tu("نعم", "Yes"));
            let (units, faults, summary) = read(Format::Tmx, tmx(&body).as_bytes());
            assert_eq!((units.len(), faults.len()), (1, 0));
            assert_eq!(
                summary.skipped.iter().collect::<Vec<_>>(),
                [(reason, 1)],
                "{body}"
            );
            assert_eq!(summary.units, 2);
        }
    }

    #[test]
    fn history_notes_and_properties_are_kept() {
        let body = "<tu creationdate='20200102T030405Z' creationid='a &amp; b' usagecount='7' tuid='9'>\
            <note>one</note><prop type='x-domain'>law</prop><prop type='x-domain'>law</prop>\
            <tuv xml:lang='ar'><prop type='file'/><seg>نعم</seg></tuv>\
            <tuv xml:lang='en' changedate='2021-02-03T04:05:06Z' changeid='c'><note>two</note><seg>Yes</seg></tuv></tu>";
        let (units, _, summary) = read(Format::Tmx, tmx(body).as_bytes());
        let unit = &units[0];
        assert_eq!(unit.created, stamp("2020-01-02T03:04:05Z", Some("a & b")));
        assert_eq!(unit.changed, Some(stamp("2021-02-03T04:05:06Z", Some("c"))));
        assert_eq!(unit.use_count, 7);
        assert_eq!(unit.notes, ["one", "two"]);
        let properties: Vec<_> = unit
            .properties
            .iter()
            .map(|property| (property.kind.as_str(), property.value.as_str()))
            .collect();
        assert_eq!(
            properties,
            [("x-domain", "law"), ("x-domain", "law"), ("file", "")]
        );
        assert_eq!(summary.unread_attributes, 0);
    }

    #[test]
    fn history_of_the_variants_stands_in_for_the_units() {
        let body = "<tu><tuv xml:lang='ar' creationdate='20200101T000000Z' creationid='a' changedate='20200101T000000Z' usagecount='2'><seg>نعم</seg></tuv>\
            <tuv xml:lang='en' creationdate='20210101T000000Z' creationid='b' changedate='20210101T000000Z' changeid='c' usagecount='1'><seg>Yes</seg></tuv></tu>";
        let (units, ..) = read(Format::Tmx, tmx(body).as_bytes());
        assert_eq!(units[0].created, stamp("2020-01-01T00:00:00Z", Some("a")));
        assert_eq!(
            units[0].changed,
            Some(stamp("2021-01-01T00:00:00Z", Some("c")))
        );
        assert_eq!(units[0].use_count, 2);
    }

    #[test]
    fn what_the_file_does_not_date_is_the_importers() {
        let body = format!(
            "{}{}",
            tu("نعم", "Yes"),
            tu("لا", "No").replace(
                "<tu>",
                "<tu creationdate='yesterday' creationid='a' usagecount='often'>"
            )
        );
        let (units, _, summary) = read(Format::Tmx, tmx(&body).as_bytes());
        assert_eq!(units[0].created, importer());
        assert_eq!(
            units[1].created,
            Stamp {
                by: Some("a".to_owned()),
                ..importer()
            }
        );
        assert_eq!(summary.unread_attributes, 2);
    }

    #[test]
    fn a_broken_unit_costs_only_itself() {
        for (name, broken, reason) in [
            (
                "entity",
                tu("نعم", "&co; Ltd"),
                "the entity &co; is not predefined, and no DTD is read",
            ),
            (
                "ampersand",
                tu("نعم", "AT&T"),
                "a `&` that begins no reference",
            ),
            (
                "ampersand and semicolon",
                tu("نعم", "R&D;"),
                "the entity &D; is not predefined, and no DTD is read",
            ),
            (
                "number",
                tu("نعم", "&#x;"),
                "the reference &#x; is no number",
            ),
            (
                "entity in an attribute",
                tu("نعم", "Yes").replace("<tu>", "<tu creationid='&co;'>"),
                "a bad value of creationid: at 1..3: unrecognized entity `co`",
            ),
            (
                "second seg",
                tu("نعم", "Yes</seg><seg>No"),
                "a second <seg> in a <tuv>",
            ),
            (
                "unit in a unit",
                tu("نعم", "Yes").replace("<tu>", "<tu><tu/>"),
                "<tu> stands inside <tu>",
            ),
            (
                "seg in a seg",
                tu("نعم", "Yes <seg/>"),
                "<seg> stands inside <seg>",
            ),
        ] {
            let file = tmx(&format!(
                "\n{}\n{broken}\n{}",
                tu("نعم", "Yes"),
                tu("لا", "No")
            ));
            let (units, faults, summary) = read(Format::Tmx, file.as_bytes());
            assert_eq!(texts(&units), [("نعم", "Yes"), ("لا", "No")], "{name}");
            let fault = Fault {
                line: 3,
                unit: Some(2),
                reason: reason.to_owned(),
            };
            assert_eq!(faults, [fault], "{name}");
            assert!(summary.complete);
        }
    }

    #[test]
    fn attributes_twice_or_unquoted_cost_the_unit() {
        for bad in ["<tuv xml:lang='ar' xml:lang='en'>", "<tuv xml:lang=ar>"] {
            let body = tu("نعم", "Yes").replace("<tuv xml:lang=\"ar\">", bad);
            let (units, faults, summary) = read(Format::Tmx, tmx(&body).as_bytes());
            assert_eq!(units, []);
            assert!(
                faults[0].reason.starts_with("a bad attribute: "),
                "{faults:?}"
            );
            assert!(summary.complete);
        }
    }

    #[test]
    fn what_is_broken_in_other_languages_costs_nothing() {
        let body =
            tu("نعم", "Yes").replace("<tu>", "<tu><tuv xml:lang='fr'><seg>&eacute; &</seg></tuv>");
        let (units, faults, _) = read(Format::Tmx, tmx(&body).as_bytes());
        assert_eq!((units.len(), faults.len()), (1, 0));
    }

    #[test]
    fn everything_before_broken_xml_is_taken() {
        let start = format!("<tmx>\n<body>\n{}\n", tu("نعم", "Yes"));
        let open = "<tu><tuv xml:lang='en'><seg>No";
        for (name, rest, line, unit, reason) in [
            (
                "no end",
                String::new(),
                4,
                None,
                "the file ends inside <body>",
            ),
            (
                "cut in a text",
                format!("{open}\n"),
                5,
                Some(2),
                "the file ends inside <seg>",
            ),
            (
                "cut in a tag",
                "<tu creationid='\n".to_owned(),
                4,
                None,
                "attribute value not closed: `'` not found before end of input",
            ),
            (
                "crossed tags",
                format!("{open}\n</tuv>"),
                5,
                Some(2),
                "expected `</seg>`, but `</tuv>` was found",
            ),
            (
                "stray end",
                "</body></tmx></tmx>".to_owned(),
                4,
                None,
                "close tag `</tmx>` does not match any open tag",
            ),
            (
                "second root",
                "</body></tmx>\n<tmx/>".to_owned(),
                5,
                None,
                "there is more after </tmx>",
            ),
            (
                "text at the end",
                "</body></tmx>!".to_owned(),
                4,
                None,
                "there is more after </tmx>",
            ),
        ] {
            let (units, faults, summary) = read(Format::Tmx, format!("{start}{rest}").as_bytes());
            assert_eq!(texts(&units), [("نعم", "Yes")], "{name}");
            assert_eq!(
                faults,
                [Fault {
                    line,
                    unit,
                    reason: reason.to_owned()
                }],
                "{name}"
            );
            assert!(!summary.complete);
        }
    }

    #[test]
    fn bytes_that_are_no_text_end_the_reading() {
        let mut file = format!("<tmx><body>\n{}\n<tu>", tu("نعم", "Yes")).into_bytes();
        let at = file.len();
        file.extend(b"\xFF</tu></body></tmx>");
        let (units, faults, _) = read(Format::Tmx, &file);
        assert_eq!(texts(&units), [("نعم", "Yes")]);
        let reason = format!("the bytes at offset {at} are not UTF-8");
        assert_eq!(
            faults,
            [Fault {
                line: 3,
                unit: Some(2),
                reason
            }]
        );
    }

    #[test]
    fn what_is_no_tmx_is_said_so() {
        for (bytes, reason) in [
            (&b""[..], "there is no <tmx> in the file"),
            (b"  <!-- nothing -->", "there is no <tmx> in the file"),
            (b"just a text", "the file begins with text, not with <tmx>"),
            (b"<html><body/></html>", "the file holds <html>, not <tmx>"),
            (b"\x1F\x8B\x08", "this is a gzip file; unpack it first"),
        ] {
            let (units, faults, _) = read(Format::Tmx, bytes);
            assert_eq!(units, []);
            assert_eq!(
                faults,
                [Fault {
                    line: 1,
                    unit: None,
                    reason: reason.to_owned()
                }]
            );
        }
    }

    #[test]
    fn nested_entities_are_never_expanded() {
        let laughs = format!(
            "<!DOCTYPE tmx [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]>{}",
            tmx(&format!(
                "{}{}{}",
                tu("نعم", "&b;"),
                tu("نعم", "&x;"),
                tu("نعم", "Yes")
            ))
        );
        let (units, faults, _) = read(Format::Tmx, laughs.as_bytes());
        assert_eq!(texts(&units), [("نعم", "Yes")]);
        assert_eq!(faults.len(), 2);
    }

    #[test]
    fn hostile_sizes_are_faults() {
        let limited = |file: String| {
            let options = ReadOptions {
                limit: 10_000,
                ..ReadOptions::new(importer())
            };
            read_with(Format::Tmx, file.as_bytes(), options)
        };
        let good = tu("نعم", "Yes");
        for (name, body, whole, reason) in [
            (
                "long text",
                tu("نعم", &"x".repeat(200_000)),
                false,
                "a piece of text or markup is longer than 10000 bytes",
            ),
            (
                "long tag",
                format!("<tu {}/>", " ".repeat(200_000)),
                false,
                "a piece of text or markup is longer than 10000 bytes",
            ),
            (
                "many texts",
                tu("نعم", &"x &amp; ".repeat(10_000)),
                true,
                "the unit holds more than 10000 bytes",
            ),
            (
                "many variants",
                format!("<tu>{}</tu>", "<tuv lang='ar'/>".repeat(1_000)),
                true,
                "the unit holds more than 10000 bytes",
            ),
            (
                "many notes",
                format!("<tu>{}</tu>", "<note/>".repeat(1_000)),
                true,
                "the unit holds more than 10000 bytes",
            ),
            (
                "many attributes",
                format!(
                    "<tu {}/>",
                    (0..70).map(|n| format!("a{n}='' ")).collect::<String>()
                ),
                true,
                "an element with more than 64 attributes",
            ),
            (
                "deep",
                tu(
                    "نعم",
                    &format!("{}{}", "<hi>".repeat(1_000), "</hi>".repeat(1_000)),
                ),
                false,
                "more than 100 elements one inside the other",
            ),
        ] {
            let (units, faults, summary) = limited(tmx(&format!("{good}{body}{good}")));
            assert_eq!(units.len(), if whole { 2 } else { 1 }, "{name}");
            assert_eq!(faults.len(), 1, "{name}");
            assert_eq!(
                (faults[0].unit, faults[0].reason.as_str()),
                (if name == "long tag" { None } else { Some(2) }, reason)
            );
            assert_eq!(summary.complete, whole, "{name}");
        }
    }
}

mod tsv_in {
    use super::*;

    #[test]
    fn columns_are_read_as_they_are_written() {
        for (name, row, ar, en) in [
            ("plain", "نعم\tYes\n", "نعم", "Yes"),
            ("no line end", "نعم\tYes", "نعم", "Yes"),
            ("windows line end", "نعم\tYes\r\n", "نعم", "Yes"),
            ("byte order mark", "\u{feff}نعم\tYes\n", "نعم", "Yes"),
            ("quotes stay", "\"نعم\tYes\"\n", "\"نعم", "Yes\""),
            ("escapes", "أ\\tب\\nج\\r\\\\د\tYes", "أ\tب\nج\r\\د", "Yes"),
            ("no escapes", "أ\\د\\\tC:\\Users\\", "أ\\د\\", "C:\\Users\\"),
            ("more columns", "نعم\tYes\t1-1\t0.9\n", "نعم", "Yes"),
            ("controls", "نعم\u{1}\tY\0es\n", "نعم", "Yes"),
        ] {
            let (units, faults, _) = read(Format::Tsv, row.as_bytes());
            assert_eq!((texts(&units), faults), (vec![(ar, en)], vec![]), "{name}");
            assert_eq!(units[0], unit(ar, en));
        }
    }

    #[test]
    fn english_may_come_first() {
        let options = ReadOptions {
            invert: true,
            ..ReadOptions::new(importer())
        };
        let (units, ..) = read_with(Format::Tsv, "Yes\tنعم\n".as_bytes(), options);
        assert_eq!(texts(&units), [("نعم", "Yes")]);
    }

    #[test]
    fn rows_that_are_no_pair_are_skipped_or_faults_by_line() {
        let rows = "نعم\tYes\n\n\tNo\nلا\t \n\t\nwithout a tab\nلا\tNo\tmore\n".as_bytes();
        let mut bytes = rows.to_vec();
        bytes.extend(b"\xE1\t\xFF\n");
        bytes.extend("ربما\tMaybe".as_bytes());
        let (units, faults, summary) = read(Format::Tsv, &bytes);
        assert_eq!(
            texts(&units),
            [("نعم", "Yes"), ("لا", "No"), ("ربما", "Maybe")]
        );
        let faults: Vec<_> = faults
            .iter()
            .map(|fault| (fault.line, fault.reason.as_str()))
            .collect();
        assert_eq!(
            faults,
            [
                (6, "the row has one column, not two"),
                (8, "the row is not UTF-8 at byte 0")
            ]
        );
        let skipped: Vec<_> = summary.skipped.iter().collect();
        let reasons = [
            SkipReason::EmptyArabic,
            SkipReason::EmptyEnglish,
            SkipReason::BothEmpty,
        ];
        assert_eq!(skipped, reasons.map(|reason| (reason, 1)));
        assert_eq!(
            (summary.units, summary.wide_rows, summary.complete),
            (8, 1, true)
        );
    }

    #[test]
    fn a_row_beyond_the_limit_costs_only_itself() {
        for end in ["\n", "\r\n"] {
            let rows = ["نعم\tYes", &"x".repeat(200_000), &"x".repeat(17), "لا\tNo"].join(end);
            let options = ReadOptions {
                limit: 16,
                ..ReadOptions::new(importer())
            };
            let (units, faults, _) = read_with(Format::Tsv, rows.as_bytes(), options);
            assert_eq!(texts(&units), [("نعم", "Yes"), ("لا", "No")]);
            let faults: Vec<_> = faults
                .iter()
                .map(|fault| (fault.line, fault.reason.as_str()))
                .collect();
            let reason = "the row is longer than 16 bytes";
            assert_eq!(faults, [(2, reason), (3, reason)]);
        }
    }

    #[test]
    fn what_is_no_utf_8_text_is_said_once() {
        for (bytes, reason) in [
            (
                &b"\x1F\x8B\x08\n\n"[..],
                "this is a gzip file; unpack it first",
            ),
            (
                b"\xFF\xFEa\0\t\0b\0\n\0",
                "this is UTF-16; convert it to UTF-8 first",
            ),
        ] {
            let (units, faults, _) = read(Format::Tsv, bytes);
            assert_eq!(units, []);
            assert_eq!(
                faults,
                [Fault {
                    line: 1,
                    unit: None,
                    reason: reason.to_owned()
                }]
            );
        }
    }
}

#[test]
fn a_tsv_is_arabic_tab_english_unless_inverted() {
    let units = [
        unit("نعم\\", "Yes\tor\r\nno"),
        unit(" ", "x"),
        unit("لا", "No"),
    ];
    let (written, summary) = write(Format::Tsv, &units, WriteOptions::default());
    assert_eq!(written, "نعم\\\\\tYes\\tor\\r\\nno\nلا\tNo\n");
    assert_eq!((summary.units, summary.empty), (2, 1));
    let options = WriteOptions {
        invert: true,
        ..WriteOptions::default()
    };
    assert_eq!(write(Format::Tsv, &units[2..], options).0, "No\tلا\n");
}

#[test]
fn failing_to_read_is_a_fault_and_failing_to_write_an_error() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    impl std::io::Write for Broken {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    for format in Format::ALL {
        let items: Vec<_> = Reader::new(format, Broken, ReadOptions::new(importer())).collect();
        let reason = "reading failed: the disk is gone".to_owned();
        assert_eq!(
            items,
            [Err(Fault {
                line: 1,
                unit: None,
                reason
            })]
        );
        let mut writer = Writer::new(format, Broken, WriteOptions::default());
        writer.write(&unit("نعم", "Yes")).unwrap();
        assert!(writer.finish().is_err());
    }
}

/// What breaks XML, TSV, displays, or our own marks.
const TRAPS: &[&str] = &[
    "]]>",
    "&",
    "&amp;",
    "&#1;",
    "<",
    "<!--",
    "-->",
    "</seg>",
    "\"",
    "'",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\\",
    "\\n",
    "\\\\",
    " ",
    "\u{feff}",
    "\u{200f}",
    "\u{202e}",
    "\u{2066}",
    "\u{2028}",
    "\u{85}",
    "\u{64b}",
    "\u{fffd}",
    "\u{fdf2}",
    "𝄞",
    "\u{1fffe}",
    "\u{10ffff}",
    "x-dhakira-",
    "x-dhakira-kept-",
];

/// Text of what breaks XML, TSV or displays, all of it allowed in XML.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ء-ي]{1,4}",
        "[ -~]{1,4}",
        proptest::sample::select(TRAPS).prop_map(str::to_owned),
        any::<char>()
            .prop_filter("not in XML", |&c| super::legal::is_legal(c))
            .prop_map(String::from),
    ];
    vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

fn side() -> impl Strategy<Value = String> {
    hostile().prop_filter("empty", |text| !text.trim().is_empty())
}

fn stamps() -> impl Strategy<Value = Stamp> {
    let seconds = -62_135_596_800i64..253_402_200_000;
    (seconds, option::of(hostile())).prop_map(|(second, by)| Stamp {
        at: jiff::Timestamp::from_second(second).unwrap(),
        by,
    })
}

fn properties() -> impl Strategy<Value = Vec<Property>> {
    let ours = ["bead", "document", "position", "origin", "kept-x", "ar-tag"]
        .map(|name| format!("x-dhakira-{name}"));
    let kind = prop_oneof![
        hostile(),
        Just(String::new()),
        proptest::sample::select(ours.to_vec())
    ];
    let value = prop_oneof![
        hostile(),
        Just("2-1".to_owned()),
        Just("7".to_owned()),
        Just(String::new())
    ];
    vec(
        (kind, value).prop_map(|(kind, value)| Property { kind, value }),
        0..4,
    )
}

fn units() -> impl Strategy<Value = TranslationUnit> {
    let tag = |tags: &[&str]| {
        proptest::sample::select(tags.iter().map(|&tag| tag.to_owned()).collect::<Vec<_>>())
    };
    let variants = (
        side(),
        tag(&["ar", "ar-SA", "arb"]),
        side(),
        tag(&["en", "en-US", "EN"]),
    )
        .prop_map(|(ar, ar_tag, en, en_tag)| Sides {
            ar: Variant {
                text: ar,
                tag: ar_tag,
            },
            en: Variant {
                text: en,
                tag: en_tag,
            },
        });
    let place = option::of((hostile(), option::of(any::<u32>())))
        .prop_map(|place| place.map(|(document, position)| Place { document, position }));
    let bead = option::of((any::<u8>(), any::<u8>()).prop_map(|(ar, en)| BeadKind { ar, en }));
    let judged = (
        proptest::sample::select(vec![Origin::Alignment, Origin::Import, Origin::Manual]),
        proptest::sample::select(vec![Status::Draft, Status::Reviewed, Status::Rejected]),
    );
    let lists = (
        vec(prop_oneof![hostile(), Just(String::new())], 0..3),
        properties(),
    );
    let shares = (option::of(0.0..=1.0), option::of(0.0..=1.0));
    let history = (stamps(), option::of(stamps()), any::<u32>());
    (variants, place, bead, shares, judged, history, lists).prop_map(
        |(variants, place, bead, shares, judged, history, lists)| TranslationUnit {
            variants,
            place,
            bead,
            confidence: shares.0,
            similarity: shares.1,
            origin: judged.0,
            status: judged.1,
            created: history.0,
            changed: history.1,
            use_count: history.2,
            notes: lists.0,
            properties: lists.1,
        },
    )
}

proptest! {
    #[test]
    fn a_unit_read_back_from_tmx_is_the_unit_written(units in vec(units(), 0..4), invert in any::<bool>()) {
        let options = WriteOptions { invert, ..WriteOptions::default() };
        let (written, summary) = write(Format::Tmx, &units, options);
        prop_assert_eq!(summary, WriteSummary { units: units.len() as u64, ..WriteSummary::default() });
        let segs = written.lines().filter(|line| line.contains("<seg>"));
        prop_assert_eq!(segs.filter(|line| line.ends_with("</seg></tuv>")).count(), 2 * units.len());
        let (read, faults, summary) = read(Format::Tmx, written.as_bytes());
        prop_assert_eq!(faults, vec![]);
        prop_assert_eq!(read, units);
        prop_assert_eq!((summary.forbidden_characters, summary.unread_attributes), (0, 0));
    }

    #[test]
    fn texts_read_back_from_tsv_are_the_texts_written(sides in vec((side(), side()), 0..4), invert in any::<bool>()) {
        let units: Vec<_> = sides.iter().map(|(ar, en)| unit(ar, en)).collect();
        let (written, _) = write(Format::Tsv, &units, WriteOptions { invert, ..WriteOptions::default() });
        prop_assert_eq!(written.matches('\n').count(), units.len());
        let options = ReadOptions { invert, ..ReadOptions::new(importer()) };
        let (read, faults, _) = read_with(Format::Tsv, written.as_bytes(), options);
        prop_assert_eq!(faults, vec![]);
        prop_assert_eq!(read, units);
    }

    #[test]
    fn a_file_cut_or_scratched_anywhere_gives_units_and_faults(
        units in vec(units(), 1..3), at in any::<proptest::sample::Index>(), scratch in option::of(any::<u8>()),
    ) {
        for format in Format::ALL {
            let mut bytes = write(format, &units, WriteOptions::default()).0.into_bytes();
            let at = at.index(bytes.len());
            match scratch {
                Some(byte) => bytes[at] = byte,
                None => bytes.truncate(at),
            }
            let (_, faults, summary) = read(format, &bytes);
            let accounted = summary.taken + summary.skipped.total();
            prop_assert_eq!(summary.complete || !faults.is_empty(), true);
            let faulty = faults.iter().filter(|fault| fault.unit.is_some() || format == Format::Tsv).count() as u64;
            prop_assert_eq!(summary.units, accounted + faulty);
        }
    }
}
