//! XLIFF in and out: versions, dialects, states, segments, codes, damage.

use super::{importer, read, read_with, texts, unit, write};
use crate::bitext::{Lang, Place, Property, Status};
use crate::exchange::{Format, ReadOptions, SkipReason, WriteOptions};

/// An XLIFF 1.2 with this body, whose first line is the file's first.
fn one(body: &str) -> String {
    format!(
        "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file original=\"a.docx\" \
         source-language=\"en-US\" target-language=\"ar-SA\" datatype=\"plaintext\"><body>{body}</body></file></xliff>"
    )
}

/// An XLIFF 2.1 with this file.
fn two(body: &str) -> String {
    format!(
        "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"ar\" trgLang=\"en\">\
         <file id=\"f1\">{body}</file></xliff>"
    )
}

fn pair(source: &str, target: &str) -> String {
    format!("<trans-unit id=\"1\"><source>{source}</source><target>{target}</target></trans-unit>")
}

#[test]
fn translated_units_of_version_1_are_taken_with_all_that_is_known_of_them() {
    let body = "<group id=\"g\"><trans-unit id=\"7\" approved=\"yes\"><source>Yes.</source>\
                <target state=\"translated\">نعم.</target><note>seen</note><note>twice</note></trans-unit></group>\
                <bin-unit id=\"b\"><bin-source><external-file href=\"x\"/></bin-source></bin-unit>\
                <trans-unit id=\"8\"><source>No.</source><target>لا.</target>\
                <alt-trans match-quality=\"80\"><source>No!</source><target>كلا!</target></alt-trans></trans-unit>";
    let (units, faults, summary) = read(Format::Xliff, one(body).as_bytes());
    assert_eq!(faults, []);
    assert_eq!(texts(&units), [("نعم.", "Yes."), ("لا.", "No.")]);
    assert_eq!(units[0].status, Status::Reviewed);
    assert_eq!(units[0].notes, ["seen", "twice"]);
    assert_eq!(units[0].variants.ar.tag, "ar-SA");
    assert_eq!(units[0].variants.en.tag, "en-US");
    let id = |value: &str| Property {
        kind: "x-xliff-id".to_owned(),
        value: value.to_owned(),
    };
    assert_eq!(units[0].properties, [id("7")]);
    let place = |position| {
        Some(Place {
            document: "a.docx".to_owned(),
            position: Some(position),
        })
    };
    assert_eq!((&units[0].place, &units[1].place), (&place(0), &place(1)));
    assert_eq!(units[1].status, Status::Draft);
    assert_eq!((summary.alternatives, summary.complete), (1, true));
}

#[test]
fn translated_units_of_version_2_are_taken_with_all_that_is_known_of_them() {
    let body = "<group id=\"g\"><unit id=\"u1\"><mtc:matches xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\">\
                <mtc:match ref=\"#s1\"><source>كلا</source><target>Nay</target></mtc:match></mtc:matches>\
                <notes><note>seen</note></notes><originalData><data id=\"d\">&lt;b></data></originalData>\
                <segment id=\"s1\" state=\"final\"><source>نعم.</source><target>Yes.</target></segment>\
                <ignorable><source> </source></ignorable>\
                <segment id=\"s2\" state=\"translated\"><source>لا <ph id=\"1\" dataRef=\"d\"/>\
                <pc id=\"2\"><mrk id=\"m\" type=\"term\">بل</mrk></pc>.</source><target>No <pc id=\"2\">but</pc>.</target>\
                </segment><segment state=\"initial\"><source>ثم</source><target>then</target></segment>\
                <segment><source>غدا</source></segment></unit></group>";
    let (units, faults, summary) = read(Format::Xliff2, two(body).as_bytes());
    assert_eq!(faults, []);
    assert_eq!(texts(&units), [("نعم.", "Yes."), ("لا بل.", "No but.")]);
    assert_eq!(
        (units[0].status, units[1].status),
        (Status::Reviewed, Status::Draft)
    );
    assert_eq!(units[0].notes, ["seen"]);
    assert_eq!(units[1].properties[0].value, "u1/s2");
    assert_eq!(units[1].place.as_ref().unwrap().document, "f1");
    assert_eq!(
        (summary.dropped_codes, summary.alternatives, summary.units),
        (3, 1, 4)
    );
    assert_eq!(summary.skipped.count(SkipReason::Untranslated), 2);
}

#[test]
fn segments_of_a_unit_are_paired_by_their_ids() {
    let seg = |id: &str, text: &str| format!("<mrk mtype=\"seg\" mid=\"{id}\">{text}</mrk>");
    let body = format!(
        "<trans-unit id=\"9\"><source>One. Two. Three.</source><seg-source><g id=\"1\">{} {}</g> {}</seg-source>\
         <target><g id=\"1\">{} {}</g> {}</target></trans-unit>",
        seg("1", "One."),
        seg("2", "Two <mrk mtype=\"x-term\">and</mrk>."),
        seg("3", "Three."),
        seg("2", "اثنان و."),
        seg("1", "واحد."),
        seg("3", ""),
    );
    let (units, faults, summary) = read(Format::Xliff, one(&body).as_bytes());
    assert_eq!(faults, []);
    assert_eq!(texts(&units), [("واحد.", "One."), ("اثنان و.", "Two and.")]);
    assert_eq!(units[1].properties[0].value, "9/2");
    assert_eq!(summary.units, 3);
    assert_eq!(summary.skipped.count(SkipReason::Untranslated), 1);
}

#[test]
fn a_target_that_is_not_segmented_is_the_whole_sources() {
    let body = "<trans-unit id=\"1\"><source>One. Two.</source><seg-source><mrk mtype=\"seg\" mid=\"1\">One.</mrk> \
                <mrk mtype=\"seg\" mid=\"2\">Two.</mrk></seg-source><target>واحد. اثنان.</target></trans-unit>";
    let (units, ..) = read(Format::Xliff, one(body).as_bytes());
    assert_eq!(texts(&units), [("واحد. اثنان.", "One. Two.")]);
}

#[test]
fn codes_are_left_out_and_what_they_hold_around_text_is_kept() {
    for (source, text, codes) in [
        ("a<x id=\"1\"/>b<bx id=\"2\"/>c<ex id=\"2\"/>", "abc", 3),
        (
            "<bpt id=\"1\">&lt;b></bpt>a<ept id=\"1\">&lt;/b></ept>",
            "a",
            2,
        ),
        (
            "a<ph id=\"1\">&lt;img alt='<sub>pic</sub>'></ph>b",
            "apicb",
            1,
        ),
        (
            "<g id=\"1\">a<g id=\"2\">b</g></g><it id=\"3\" pos=\"open\">x</it>",
            "ab",
            3,
        ),
        ("a <mrk mtype=\"x-sdl-deleted\">gone</mrk>b", "a b", 0),
        ("<![CDATA[a & b]]> &#65;&lt;", "a & b A<", 0),
        ("a<odd:y xmlns:odd=\"y\">b</odd:y>", "ab", 0),
    ] {
        let (units, faults, summary) = read(Format::Xliff, one(&pair(source, "نعم")).as_bytes());
        assert_eq!(faults, [], "{source}");
        assert_eq!(texts(&units), [("نعم", text)]);
        assert_eq!(summary.dropped_codes, codes, "{source}");
    }
}

#[test]
fn languages_are_those_of_the_file_or_of_the_text_itself() {
    let file = |langs: &str, source: &str, target: &str| {
        format!(
            "<xliff version=\"1.2\"><file original=\"a\" {langs} datatype=\"x\"><body><trans-unit id=\"1\">\
             {source}{target}</trans-unit></body></file></xliff>"
        )
    };
    let plain = ("<source>Yes</source>", "<target>نعم</target>");
    for (langs, (source, target), reason) in [
        (
            "source-language=\"en_GB\" target-language=\"ar_EG\"",
            plain,
            None,
        ),
        ("source-language=\"en\"", plain, None),
        (
            "source-language=\"fr\" target-language=\"de\"",
            (
                "<source xml:lang=\"en\">Yes</source>",
                "<target xml:lang=\"ar\">نعم</target>",
            ),
            None,
        ),
        (
            "source-language=\"fr\" target-language=\"de\"",
            plain,
            Some(SkipReason::OtherLanguages),
        ),
        (
            "source-language=\"en\" target-language=\"de\"",
            plain,
            Some(SkipReason::NoArabic),
        ),
        (
            "source-language=\"ar\" target-language=\"de\"",
            plain,
            Some(SkipReason::NoEnglish),
        ),
    ] {
        let (units, faults, summary) = read(Format::Xliff, file(langs, source, target).as_bytes());
        assert_eq!(faults, []);
        let skipped = summary.skipped.iter().next().map(|(reason, _)| reason);
        assert_eq!(skipped, reason, "{langs}");
        if reason.is_none() {
            assert_eq!(texts(&units), [("نعم", "Yes")], "{langs}");
        }
    }
}

#[test]
fn what_nobody_has_translated_is_counted() {
    let body = "<trans-unit id=\"1\"><source>a</source></trans-unit>\
                <trans-unit id=\"2\"><source>a</source><target/></trans-unit>\
                <trans-unit id=\"3\"><source>a</source><target state=\"new\">a</target></trans-unit>\
                <trans-unit id=\"4\"><source>a</source><target state=\"needs-review-translation\" \
                state-qualifier=\"fuzzy-match\">ب</target></trans-unit>\
                <trans-unit id=\"5\"><source> </source><target>ب</target></trans-unit>";
    let (units, faults, summary) = read(Format::Xliff, one(body).as_bytes());
    assert_eq!((units, faults), (vec![], vec![]));
    assert_eq!(summary.skipped.count(SkipReason::Untranslated), 4);
    assert_eq!(summary.skipped.count(SkipReason::EmptyEnglish), 1);
}

#[test]
fn a_file_of_trados_is_read_with_its_confirmations() {
    let file = "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?><xliff version=\"1.2\" sdl:version=\"1.0\" \
        xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" xmlns:sdl=\"http://sdl.com/FileTypes/SdlXliff/1.0\">\
        <doc-info xmlns=\"x\"><y/></doc-info><file original=\"C:\\a.docx\" source-language=\"en-US\" \
        target-language=\"ar-SA\" datatype=\"x-sdlfilterframework2\"><header><sdl:z/></header><body><group>\
        <trans-unit id=\"u\"><source>Yes. No. Then.</source><seg-source><mrk mtype=\"seg\" mid=\"1\">Yes.</mrk> \
        <mrk mtype=\"seg\" mid=\"2\">No.</mrk> <mrk mtype=\"seg\" mid=\"3\">Then.</mrk></seg-source>\
        <target><mrk mtype=\"seg\" mid=\"1\">نعم.</mrk> <mrk mtype=\"seg\" mid=\"2\">لا.</mrk> \
        <mrk mtype=\"seg\" mid=\"3\">ثم.</mrk></target><sdl:seg-defs><sdl:seg id=\"1\" \
        conf=\"ApprovedSignOff\"/><sdl:seg id=\"2\" conf=\"Translated\"><sdl:rep/></sdl:seg><sdl:seg id=\"3\"/>\
        </sdl:seg-defs></trans-unit></group></body></file></xliff>";
    let (units, faults, summary) = read(Format::Xliff, file.as_bytes());
    assert_eq!(faults, []);
    assert_eq!(texts(&units), [("نعم.", "Yes."), ("لا.", "No.")]);
    assert_eq!(
        (units[0].status, units[1].status),
        (Status::Reviewed, Status::Draft)
    );
    assert_eq!(summary.skipped.count(SkipReason::Untranslated), 1);
}

#[test]
fn a_fault_costs_its_unit() {
    for (bad, reason) in [
        (
            pair("&who;", "نعم"),
            "the entity &who; is not predefined, and no DTD is read",
        ),
        (pair("a & b", "نعم"), "a `&` that begins no reference"),
        (
            "<trans-unit id=\"1\" id=\"2\"><source>a</source></trans-unit>".to_owned(),
            "",
        ),
        (
            pair("a</source><source>b", "نعم"),
            "a second <source> or <target>",
        ),
        (
            pair("a<trans-unit/>", "نعم"),
            "<trans-unit> stands inside a text",
        ),
        (
            format!("<trans-unit id=\"1\">{}</trans-unit>", pair("a", "ب")),
            "<trans-unit> stands inside a unit",
        ),
    ] {
        let body = format!(
            "\n{}\n{bad}\n{}",
            pair("before", "قبل"),
            pair("after", "بعد")
        );
        let (units, faults, summary) = read(Format::Xliff, one(&body).as_bytes());
        assert_eq!(
            texts(&units),
            [("قبل", "before"), ("بعد", "after")],
            "{bad}"
        );
        assert_eq!(faults.len(), 1, "{bad}");
        assert_eq!((faults[0].line, faults[0].unit), (3, Some(2)));
        assert!(
            reason.is_empty() || faults[0].reason == reason,
            "{faults:?}"
        );
        assert!(summary.complete);
    }
}

#[test]
fn what_breaks_the_file_leaves_all_before_it() {
    let good = pair("yes", "نعم");
    let deep = "<group>".repeat(200);
    for (rest, unit, reason) in [
        (
            "<trans-unit id=\"2\"><source>cut",
            Some(2),
            "the file ends inside a unit",
        ),
        ("<group>", None, "the file ends before </xliff>"),
        (
            deep.as_str(),
            None,
            "more than 100 elements one inside the other",
        ),
        ("<trans-unit></oops>", Some(2), ""),
        (
            "</body></file></xliff><xliff/>",
            None,
            "there is more after </xliff>",
        ),
        (
            "</body></file></xliff>more",
            None,
            "there is more after </xliff>",
        ),
    ] {
        let whole = one(&good);
        let start = whole.split("</body>").next().unwrap();
        let (units, faults, summary) = read(Format::Xliff, format!("{start}{rest}").as_bytes());
        assert_eq!(texts(&units), [("نعم", "yes")], "{rest}");
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].unit, unit, "{rest}");
        assert!(
            reason.is_empty() || faults[0].reason == reason,
            "{faults:?}"
        );
        assert!(!summary.complete);
    }
    for (file, reason) in [
        ("", "there is no <xliff> in the file"),
        ("hello", "the file begins with text, not with <xliff>"),
        ("<tmx/>", "the file holds <tmx>, not <xliff>"),
    ] {
        let (_, faults, _) = read(Format::Xliff, file.as_bytes());
        assert_eq!(faults[0].reason, reason);
    }
}

#[test]
fn entities_are_not_expanded_and_sizes_are_bounded() {
    let laughs = format!(
        "<!DOCTYPE xliff [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>{}",
        one(&(pair("&b;", "نعم") + &pair("&c;", "نعم") + &pair("a", "ب")))
    );
    let (units, faults, _) = read(Format::Xliff, laughs.as_bytes());
    assert_eq!(texts(&units), [("ب", "a")]);
    assert_eq!(faults.len(), 2);

    let options = ReadOptions {
        limit: 1000,
        ..ReadOptions::new(importer())
    };
    let long = "<x id=\"1\"/>a ".repeat(100);
    let body = pair("a", "ب") + &pair(&long, "نعم") + &pair("b", "ت");
    let (units, faults, _) = read_with(Format::Xliff, one(&body).as_bytes(), options);
    assert_eq!(texts(&units), [("ب", "a"), ("ت", "b")]);
    assert_eq!(faults[0].reason, "the unit holds more than 1000 bytes");
}

#[test]
fn a_file_of_version_1_is_written_as_the_standard_has_it() {
    let mut reviewed = unit("نعم.", "Yes & <no>.");
    reviewed.status = Status::Reviewed;
    reviewed.notes = vec!["seen".to_owned()];
    reviewed.place = Some(Place {
        document: "a\"b".to_owned(),
        position: Some(0),
    });
    let options = WriteOptions {
        invert: true,
        ..WriteOptions::default()
    };
    let (written, _) = write(Format::Xliff, &[reviewed, unit("لا", "No")], options);
    let expected = concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n",
        "  <file original=\"a&quot;b\" source-language=\"en\" target-language=\"ar\" datatype=\"plaintext\" ",
        "tool-id=\"dhakira\"><header><tool tool-id=\"dhakira\" tool-name=\"dhakira\" tool-version=\"VERSION\"/>",
        "</header><body>\n",
        "    <trans-unit id=\"1\" approved=\"yes\" xml:space=\"preserve\">\n",
        "      <source xml:lang=\"en\">Yes &amp; &lt;no&gt;.</source>\n",
        "      <target xml:lang=\"ar\" state=\"final\">نعم.</target>\n",
        "      <note>seen</note>\n",
        "    </trans-unit>\n",
        "  </body></file>\n",
    )
    .replace("VERSION", env!("CARGO_PKG_VERSION"));
    assert!(written.starts_with(&expected), "{written}");
    assert!(written.contains("<file original=\"\" "), "{written}");
    assert!(written.contains("<trans-unit id=\"2\" approved=\"no\""));
    assert!(written.ends_with("  </body></file>\n</xliff>\n"));
}

#[test]
fn a_file_of_version_2_is_written_as_the_standard_has_it() {
    let mut aligned = unit("نعم.", "Yes.");
    aligned.confidence = Some(0.5);
    aligned.place = Some(Place {
        document: "a".to_owned(),
        position: None,
    });
    let (written, _) = write(Format::Xliff2, &[aligned], WriteOptions::default());
    let expected = concat!(
        "  <file id=\"f1\" original=\"a\">\n",
        "    <unit id=\"u1\">\n",
        "      <mda:metadata><mda:metaGroup category=\"dhakira\">\n",
        "        <mda:meta type=\"x-dhakira-position\">none</mda:meta>\n",
        "        <mda:meta type=\"x-dhakira-confidence\">0.5</mda:meta>\n",
        "      </mda:metaGroup></mda:metadata>\n",
        "      <segment state=\"translated\">\n",
        "        <source xml:space=\"preserve\">نعم.</source>\n",
        "        <target xml:space=\"preserve\">Yes.</target>\n",
        "      </segment>\n",
        "    </unit>\n",
        "  </file>\n",
        "</xliff>\n",
    );
    assert!(written.ends_with(expected), "{written}");
}

#[test]
fn both_directions_come_back() {
    for format in [Format::Xliff, Format::Xliff2] {
        for invert in [false, true] {
            let options = WriteOptions {
                invert,
                ..WriteOptions::default()
            };
            let (written, _) = write(format, &[unit("نعم", "Yes")], options);
            let (units, ..) = read(format, written.as_bytes());
            assert_eq!(units[0].text(Lang::Ar), "نعم");
        }
    }
}
