//! What is read from the TMX of others, whole and odd.

use super::{importer, read, read_with, stamp, texts, tmx, tu};

use crate::bitext::Stamp;

use crate::exchange::{Format, ReadOptions, Reader, SkipReason};

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
