//! Inline codes of a TMX, and what else stands in its texts.

use super::{importer, read, read_with, texts, tmx, tu};
use crate::exchange::{Format, ReadOptions};

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
