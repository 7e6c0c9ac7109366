//! TMX that is broken, in a unit or as a file, and what is taken all the same.

use super::{importer, read, read_with, texts, tmx, tu};
use crate::exchange::{Fault, Format, ReadOptions};

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
