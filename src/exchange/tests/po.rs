//! What is read and written as PO.

use super::{importer, read, read_with, reasons, texts, unit, write};
use crate::bitext::Property;
use crate::exchange::{Format, ReadOptions, SkipReason, WriteOptions};

/// A PO whose header names the language of its translations; its messages begin on line 5.
fn po(language: &str, messages: &str) -> String {
    format!("msgid \"\"\nmsgstr \"\"\n\"Language: {language}\\n\"\n\n{messages}")
}

#[test]
fn messages_are_read_with_what_is_said_of_them() {
    let file = po(
        "ar_EG",
        "# a note\n#  of two lines\n#\n# another\n#. from the source\n#: main.c:1\n#: main.c:2\n#, c-format, no-wrap\n#| msgid \"Old\"\n\
         msgctxt \"menu\"\nmsgid \"Op\"\n\"en\\n\"\nmsgstr \"افتح \\\"%s\\\"\"\n",
    );
    let (units, faults, summary) = read(Format::Po, file.as_bytes());
    assert_eq!(faults, []);
    let mut expected = unit("افتح \"%s\"", "Open\n");
    expected.variants.ar.tag = "ar-EG".to_owned();
    expected.notes = ["a note\n of two lines", "another", "from the source"]
        .map(str::to_owned)
        .to_vec();
    expected.properties = [
        ("x-context", "menu"),
        ("x-reference", "main.c:1 main.c:2"),
        ("x-flags", "c-format, no-wrap"),
    ]
    .map(|(kind, value)| Property {
        kind: kind.to_owned(),
        value: value.to_owned(),
    })
    .to_vec();
    assert_eq!(units, [expected]);
    assert_eq!((summary.units, summary.previous), (1, 1));
}

#[test]
fn the_languages_are_told_by_header_letters_and_order() {
    let message = "msgid \"Yes\"\nmsgstr \"نعم\"\n";
    let other = "msgid \"نعم\"\nmsgstr \"Yes\"\n";
    let neither = "msgid \"1\"\nmsgstr \"2\"\n";
    for (file, invert, read_as) in [
        (po("ar", message), false, Some(("نعم", "Yes"))),
        (po("en_US", other), false, Some(("نعم", "Yes"))),
        (po("en", message), false, Some(("Yes", "نعم"))),
        (po("en", message), true, Some(("نعم", "Yes"))),
        (po("", message), false, Some(("نعم", "Yes"))),
        (other.to_owned(), false, Some(("نعم", "Yes"))),
        (neither.to_owned(), false, Some(("1", "2"))),
        (neither.to_owned(), true, Some(("2", "1"))),
        (po("ar", neither), false, Some(("2", "1"))),
        (po("fr", message), false, None),
    ] {
        let options = ReadOptions {
            invert,
            ..ReadOptions::new(importer())
        };
        let (units, faults, summary) = read_with(Format::Po, file.as_bytes(), options);
        assert_eq!(faults, []);
        assert_eq!(texts(&units).first().copied(), read_as, "{file}");
        let others = u64::from(read_as.is_none());
        assert_eq!(summary.skipped.count(SkipReason::OtherLanguages), others);
    }
}

#[test]
fn what_is_no_translation_is_skipped_and_counted() {
    let file = po(
        "ar",
        "#, fuzzy\nmsgid \"a\"\nmsgstr \"أ\"\n\nmsgid \"b\"\nmsgstr \"\"\n\n#~ msgid \"c\"\n#~ msgstr \"ج\"\n#~ \"ج\"\n\n\
         #~| msgid \"x\"\n#~ msgid \"d\"\n#~ msgstr \"د\"\n\nmsgid \"e\"\nmsgstr \"ه\"\n# the end\n",
    );
    let (units, faults, summary) = read(Format::Po, file.as_bytes());
    assert_eq!((texts(&units), faults), (vec![("ه", "e")], vec![]));
    let skipped: Vec<_> = summary.skipped.iter().collect();
    assert_eq!(
        skipped,
        [
            (SkipReason::EmptyArabic, 1),
            (SkipReason::Fuzzy, 1),
            (SkipReason::Obsolete, 2)
        ]
    );
    assert_eq!((summary.units, summary.complete), (5, true));
}

#[test]
fn of_the_plural_forms_the_singular_and_the_last_are_taken() {
    let forms = |texts: &[&str]| {
        let forms = texts.iter().enumerate();
        let forms: String = forms
            .map(|(place, text)| format!("msgstr[{place}] \"{text}\"\n"))
            .collect();
        po(
            "ar",
            &format!("msgid \"a file\"\nmsgid_plural \"%d files\"\n{forms}"),
        )
    };
    for (texts_of, taken, left) in [
        (
            &["صفر", "واحد", "اثنان", "قليل", "كثير", "غير"][..],
            ["واحد", "غير"],
            4,
        ),
        (&["واحد", "غير"], ["واحد", "غير"], 0),
        (&["واحد", "قليل", "غير"], ["واحد", "غير"], 1),
    ] {
        let (units, faults, summary) = read(Format::Po, forms(texts_of).as_bytes());
        assert_eq!(faults, []);
        assert_eq!(
            texts(&units),
            [(taken[0], "a file"), (taken[1], "%d files")]
        );
        assert_eq!((summary.plural_forms, summary.units), (left, 2));
    }
    let (units, ..) = read(Format::Po, forms(&["واحد"]).as_bytes());
    assert_eq!(texts(&units), [("واحد", "a file")]);
}

#[test]
fn a_broken_message_costs_only_itself() {
    let file = po(
        "ar",
        "msgid \"a\"\nmsgstr \"أ\"\n\nmsgid \"b\nmsgstr \"ب\"\n\nmsgid \"c\"\nnonsense\nmsgstr \"ج\"\nmsgid \"d\"\n\n\
         msgid \"e\"\nmsgstr \"ه\"\n\nmsgstr \"alone\"\n\nmsgid \"f\"\nmsgstr \"و\" x\n\nmsgid \"g\"\nmsgstr \"ز\"\n",
    );
    let (units, faults, summary) = read(Format::Po, file.as_bytes());
    assert_eq!(texts(&units), [("أ", "a"), ("ز", "g")]);
    assert_eq!(
        reasons(&faults),
        [
            (8, "the string has no closing quote"),
            (12, "neither a keyword nor a string between quotes"),
            (16, "a second msgid without another msgid"),
            (19, "a message without a msgid"),
            (22, "text stands behind the closing quote"),
        ]
    );
    let numbers: Vec<_> = faults.iter().map(|fault| fault.unit).collect();
    assert_eq!(numbers, [2, 3, 4, 5, 6].map(Some));
    assert_eq!(summary.units, 7);
}

#[test]
fn the_declared_encoding_is_read() {
    let file = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=LABEL\\nLanguage: ar\\n\"\n\nmsgid \"Yes\"\nmsgstr \"نعم\"\n";
    for (label, table) in [
        ("windows-1256", encoding_rs::WINDOWS_1256),
        ("ISO-8859-6", encoding_rs::ISO_8859_6),
        ("UTF-8", encoding_rs::UTF_8),
        ("CHARSET", encoding_rs::UTF_8),
    ] {
        let file = file.replace("LABEL", label);
        let (units, faults, _) = read(Format::Po, &table.encode(&file).0);
        assert_eq!(
            (texts(&units), faults),
            (vec![("نعم", "Yes")], vec![]),
            "{label}"
        );
    }
    let file = file.replace("LABEL", "klingon");
    let (units, faults, _) = read(Format::Po, file.as_bytes());
    assert_eq!(units.len(), 1);
    let reason = "the encoding \"klingon\" is not known; read as UTF-8";
    assert_eq!(reasons(&faults), [(1, reason)]);
    let mut bad = po(
        "ar",
        "msgid \"a\"\nmsgstr \"X\"\n\nmsgid \"b\"\nmsgstr \"ب\"\n",
    )
    .into_bytes();
    let place = bad.iter().position(|&byte| byte == b'X').unwrap();
    bad[place] = 0xE6;
    let (units, faults, _) = read(Format::Po, &bad);
    assert_eq!((texts(&units), faults[0].line), (vec![("ب", "b")], 6));
}

#[test]
fn a_message_over_the_limit_costs_only_itself() {
    let long = "\"xxxxxxxxxxxxxxxxxxxxxxxx\"\n".repeat(200);
    let file = po(
        "ar",
        &format!("msgid \"\"\n{long}msgstr \"أ\"\n\nmsgid \"b\"\nmsgstr \"ب\"\n"),
    );
    let options = ReadOptions {
        limit: 1_000,
        ..ReadOptions::new(importer())
    };
    let (units, faults, _) = read_with(Format::Po, file.as_bytes(), options);
    assert_eq!(texts(&units), [("ب", "b")]);
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].reason, "the message is longer than 1000 bytes");
}

#[test]
fn a_source_with_several_translations_gets_contexts() {
    let mut own = unit("نعم", "Sure");
    own.properties = vec![Property {
        kind: "x-context".to_owned(),
        value: "2".to_owned(),
    }];
    let units = [
        unit("نعم", "Yes"),
        own,
        unit("نعم", "Indeed"),
        unit("نعم", "Aye"),
    ];
    let (written, _) = write(Format::Po, &units, WriteOptions::default());
    let contexts: Vec<&str> = written
        .lines()
        .filter(|line| line.starts_with("msgctxt"))
        .collect();
    assert_eq!(
        contexts,
        ["msgctxt \"2\"", "msgctxt \"3\"", "msgctxt \"4\""]
    );
    assert_eq!(read(Format::Po, written.as_bytes()).0, units);
}

#[test]
fn the_header_says_what_gettext_asks_for() {
    let mut options = WriteOptions {
        invert: true,
        ..WriteOptions::default()
    };
    options.lang_tags.ar = "ar-SA".to_owned();
    let mut unit = unit("نعم\nلا", "Yes\tno");
    unit.notes = vec!["a note\nof two lines".to_owned()];
    let (written, _) = write(Format::Po, &[unit], options);
    for part in [
        "\"Language: ar_SA\\n\"\n",
        "charset=UTF-8\\n",
        "\"Plural-Forms: nplurals=6; ",
        "\n\n# a note\n# of two lines\n#. x-dhakira: {",
        "msgid \"Yes\\tno\"\nmsgstr \"\"\n\"نعم\\n\"\n\"لا\"\n",
    ] {
        assert!(written.contains(part), "{part}\n{written}");
    }
}
