//! What is read from the TMX of others, whole, odd and broken.

use super::{importer, read, read_with, stamp, texts, tmx};
use crate::bitext::Stamp;
use crate::exchange::{Fault, Format, ReadOptions, Reader, SkipReason};

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
    assert_eq!(summary.codes, 3);
}

/// The inline codes of the English text of a unit that has this segment, as JSON.
fn codes(seg: &str) -> String {
    let (units, faults, _) = read(Format::Tmx, tmx(&tu("نعم", seg)).as_bytes());
    assert_eq!(faults, [], "{seg}");
    serde_json::to_string(&units[0].variants.en.codes).unwrap()
}

#[test]
fn inline_codes_are_kept_beside_the_text() {
    for (name, seg, expected) in [
        ("none", "Yes", "[]"),
        (
            "a pair",
            "a <bpt i='1' x='2' type='bold'>&lt;b&gt;</bpt>b<ept i='1'>&lt;/b&gt;</ept>",
            r#"[{"at":2,"open":{"name":"bpt","attributes":{"i":"1","x":"2","type":"bold"}}},{"at":2,"native":"<b>"},{"at":2,"close":null},{"at":3,"open":{"name":"ept","attributes":{"i":"1"}}},{"at":3,"native":"</b>"},{"at":3,"close":null}]"#,
        ),
        (
            "text in a code",
            "a<ph>x<sub type='alt'>é</sub>y</ph>",
            r#"[{"at":1,"open":{"name":"ph"}},{"at":1,"native":"x"},{"at":1,"open":{"name":"sub","attributes":{"type":"alt"}}},{"at":3,"close":null},{"at":3,"native":"y"},{"at":3,"close":null}]"#,
        ),
        (
            "native code in pieces",
            "a<ph>x<!-- -->&amp;<![CDATA[<]]>&nbsp;&x y<b>z</b></ph>",
            r#"[{"at":1,"open":{"name":"ph"}},{"at":1,"native":"x&<&nbsp;&x yz"},{"at":1,"close":null}]"#,
        ),
        (
            "pairs without numbers",
            "<bpt/>a<bpt>b</bpt>c<ept/><ept/>",
            r#"[{"at":0,"open":{"name":"bpt","attributes":{"i":"1"}}},{"at":0,"close":null},{"at":1,"open":{"name":"bpt","attributes":{"i":"2"}}},{"at":1,"native":"b"},{"at":1,"close":null},{"at":2,"open":{"name":"ept","attributes":{"i":"2"}}},{"at":2,"close":null},{"at":2,"open":{"name":"ept","attributes":{"i":"1"}}},{"at":2,"close":null}]"#,
        ),
        (
            "halves",
            "a<it pos='Begin'/><it x='1'/>",
            r#"[{"at":1,"open":{"name":"it","attributes":{"pos":"begin"}}},{"at":1,"close":null},{"at":1,"open":{"name":"ph","attributes":{"x":"1"}}},{"at":1,"close":null}]"#,
        ),
        (
            "what TMX does not know there",
            "a<b><hi x='1'>b</hi></b><sub>c</sub><ph mid='1'><ph/></ph>",
            r#"[{"at":1,"open":{"name":"hi","attributes":{"x":"1"}}},{"at":2,"close":null},{"at":3,"open":{"name":"ph"}},{"at":3,"close":null}]"#,
        ),
    ] {
        assert_eq!(codes(seg), expected, "{name}");
    }
}

#[test]
fn what_stands_where_it_cannot_be_kept_is_counted() {
    let body = tu(
        "نعم",
        "a<b c='d'>b</b><sub/><ph mid='1' x='2' equiv='' x='3'><b/></ph>",
    )
    .replace(
        "<tu>",
        "<tu segtype='sentence' o-tmf=''><x><y/></x><note xml:lang='en'>a<b/></note>",
    );
    let (units, _, summary) = read(Format::Tmx, tmx(&body).as_bytes());
    assert_eq!(texts(&units), [("نعم", "ab")]);
    assert_eq!((summary.codes, summary.foreign_elements), (1, 4));
    assert_eq!(summary.dropped_elements, 1);
    // segtype, mid, and the x that comes twice; the language of the note.
    assert_eq!(summary.dropped_attributes, 4);
}

#[test]
fn codes_count_for_the_size_of_their_unit() {
    let body = format!("{}{}", tu("نعم", &"<ph/>".repeat(2_000)), tu("لا", "No"));
    let options = ReadOptions {
        limit: 100_000,
        ..ReadOptions::new(importer())
    };
    let (units, faults, _) = read_with(Format::Tmx, tmx(&body).as_bytes(), options);
    assert_eq!((texts(&units), faults.len()), (vec![("لا", "No")], 1));
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
        let body = format!("<tu><tuv {en}><seg>Yes</seg></tuv><tuv {ar}><seg>نعم</seg></tuv></tu>");
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
            "<tmx xmlns='urn:x' version='2.0'><header><note>&unknown; AT&T & Co</note><prop type='x'/></header><body>{unit}</body></tmx>"
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
fn notes_of_the_header_are_kept_and_the_rest_of_it_is_counted() {
    let file = format!(
        "<tmx><header creationtool='x'><note>one &co; &#9;</note><note> </note><note>one</note><prop type='a'>b</prop>\
         <ude name='u'><map unicode='#xF8FF'/></ude><prop type='x-dhakira-flavor'>memoq</prop></header><body>{}</body></tmx>",
        tu("نعم", "Yes").replace("<tu>", "<tu><prop type='aligned'>no</prop>")
    );
    let (units, faults, summary) = read(Format::Tmx, file.as_bytes());
    assert_eq!(faults, []);
    assert_eq!(summary.header_notes, ["one &co; \t", "one"]);
    assert_eq!(summary.header_elements, 4);
    assert_eq!(
        units[0].properties.len(),
        1,
        "another tool wrote the header"
    );
}

#[test]
fn a_header_beyond_the_limit_costs_its_notes() {
    let file = format!(
        "<tmx><header>{}</header><body>{}</body></tmx>",
        "<note>x &amp; y</note>".repeat(1_000),
        tu("نعم", "Yes")
    );
    let options = ReadOptions {
        limit: 10_000,
        ..ReadOptions::new(importer())
    };
    let (units, faults, summary) = read_with(Format::Tmx, file.as_bytes(), options);
    assert_eq!((units.len(), faults), (1, vec![]));
    let notes = summary.header_notes.len() as u64;
    assert_eq!(notes + summary.header_elements, 1_000);
    assert!(notes < 200, "{notes}");
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
fn units_that_are_no_pair_are_told_one_by_one_if_asked() {
    let other = "<tu><tuv xml:lang='ar'><seg>نعم</seg></tuv></tu>";
    let file = tmx(&format!(
        "\n{}\n{other}\n{}{other}",
        tu("نعم", "Yes"),
        tu("", "")
    ));
    let options = ReadOptions {
        tell_skipped: true,
        ..ReadOptions::new(importer())
    };
    let mut reader = Reader::new(Format::Tmx, file.as_bytes(), options);
    let told: Vec<_> = reader
        .by_ref()
        .filter_map(Result::err)
        .map(|fault| (fault.line, fault.unit, fault.skipped))
        .collect();
    let expected = [
        (3, Some(2), Some(SkipReason::NoEnglish)),
        (4, Some(3), Some(SkipReason::BothEmpty)),
        (4, Some(4), Some(SkipReason::NoEnglish)),
    ];
    assert_eq!(told, expected);
    let summary = reader.summary();
    assert_eq!((summary.taken, summary.faults), (1, 0));
    assert_eq!(summary.skipped.total(), 3);
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
            "in creationid: the entity &co; is not predefined, and no DTD is read",
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
            skipped: None,
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
                reason: reason.to_owned(),
                skipped: None,
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
            reason,
            skipped: None,
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
                reason: reason.to_owned(),
                skipped: None,
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
