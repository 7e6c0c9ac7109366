//! TMX that means harm, or was harmed.

use std::io::{self, Read};

use super::{importer, read, read_with, texts, tmx};
use crate::exchange::{Fault, Format, ReadOptions, Reader};

const GOOD: &str =
    "<tu><tuv xml:lang=\"ar\"><seg>نعم</seg></tuv><tuv xml:lang=\"en\"><seg>Yes</seg></tuv></tu>";

/// The files of `tests/tmx`, which are also what the fuzzer begins with.
const FILES: [(&str, &[u8]); 3] = [
    (
        "level-2.tmx",
        include_bytes!("../../../tests/tmx/level-2.tmx"),
    ),
    ("old.tmx", include_bytes!("../../../tests/tmx/old.tmx")),
    (
        "broken.tmx",
        include_bytes!("../../../tests/tmx/broken.tmx"),
    ),
];

/// A beginning, a piece again and again, and an end: a file that need not be held.
fn long<'a>(start: &'a str, piece: &'a str, times: u64, end: &'a str) -> impl Read + 'a {
    struct Again<'a> {
        piece: &'a [u8],
        at: usize,
        left: u64,
    }
    impl Read for Again<'_> {
        fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
            let mut count = 0;
            while count < target.len() && self.left > 0 {
                let rest = &self.piece[self.at..];
                let more = rest.len().min(target.len() - count);
                target[count..count + more].copy_from_slice(&rest[..more]);
                count += more;
                self.at += more;
                if self.at == self.piece.len() {
                    (self.at, self.left) = (0, self.left - 1);
                }
            }
            Ok(count)
        }
    }
    let again = Again {
        piece: piece.as_bytes(),
        at: 0,
        left: times,
    };
    start.as_bytes().chain(again).chain(end.as_bytes())
}

/// How many units come out of a long file, and its faults.
fn outcome(file: impl Read) -> (usize, Vec<String>) {
    let options = ReadOptions {
        limit: 1 << 20,
        ..ReadOptions::new(importer())
    };
    let mut reader = Reader::new(Format::Tmx, file, options);
    let (units, faults): (Vec<_>, Vec<_>) = reader.by_ref().partition(Result::is_ok);
    let faults = faults.into_iter().filter_map(Result::err);
    (units.len(), faults.map(|fault| fault.reason).collect())
}

#[test]
fn what_is_large_without_end_is_a_fault() {
    let start = format!("<tmx><body>{GOOD}");
    let seg = format!("{start}<tu><tuv xml:lang='ar'><seg>");
    let megabyte = "x".repeat(1 << 20);
    let attribute = "a='b' ";
    let whole = "the unit holds more than 1048576 bytes";
    let piece = "a piece of text or markup is longer than 1048576 bytes";
    for (name, file, units, reason) in [
        ("a text of 100 MB", long(&seg, &megabyte, 100, ""), 1, piece),
        (
            "a text of 100 MB in pieces",
            long(
                &seg,
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx&amp;",
                100_000,
                "</seg></tuv></tu></body></tmx>",
            ),
            1,
            whole,
        ),
        (
            "a text of empty codes",
            long(&seg, "<ph/>", 100_000, "</seg></tuv></tu></body></tmx>"),
            1,
            whole,
        ),
        (
            "nested elements",
            long(&seg, "<hi>", 200_000, ""),
            1,
            "more than 100 elements one inside the other",
        ),
        (
            "nested elements that are passed over",
            long(&start, "<x>", 200_000, ""),
            1,
            "more than 100 elements one inside the other",
        ),
        (
            "attributes",
            long(
                &format!("{start}<tu "),
                attribute,
                5_000,
                "></tu></body></tmx>",
            ),
            1,
            "a bad attribute: ",
        ),
        (
            "a tag without end",
            long(&format!("{start}<tu "), attribute, 20_000_000, ""),
            1,
            piece,
        ),
        (
            "a comment without end",
            long(&format!("{start}<!--"), &megabyte, 100, ""),
            1,
            piece,
        ),
        (
            "a document type without end",
            long("<!DOCTYPE tmx [", "<!ENTITY a 'b'>", 5_000_000, ""),
            0,
            piece,
        ),
    ] {
        let (count, faults) = outcome(file);
        assert_eq!((count, faults.len()), (units, 1), "{name}");
        assert!(faults[0].starts_with(reason), "{name}: {faults:?}");
    }
}

#[test]
fn entities_are_neither_expanded_nor_fetched() {
    let mut doctype =
        String::from("<!DOCTYPE tmx SYSTEM 'file:///etc/passwd' [<!ENTITY lol0 'lol'>");
    for level in 1..10 {
        let before = format!("&lol{};", level - 1).repeat(10);
        doctype += &format!("<!ENTITY lol{level} '{before}'>");
    }
    doctype += "<!ENTITY passwd SYSTEM 'file:///etc/passwd'><!ENTITY % remote SYSTEM 'http://127.0.0.1:9/x'>%remote;]>";
    for reference in ["&lol9;", "&passwd;", "&remote;"] {
        let bad = GOOD.replace("Yes", reference);
        let file = format!("{doctype}{}", tmx(&format!("{GOOD}{bad}{GOOD}")));
        let (units, faults, summary) = read(Format::Tmx, file.as_bytes());
        assert_eq!(units.len(), 2, "{reference}");
        let reason = format!("the entity {reference} is not predefined, and no DTD is read");
        let fault = Fault {
            line: 1,
            unit: Some(2),
            reason,
            skipped: None,
        };
        assert_eq!(faults, [fault]);
        assert!(summary.complete);
    }
}

#[test]
fn a_file_cut_anywhere_gives_the_units_before_and_one_fault() {
    for (name, bytes) in FILES {
        let (all, ..) = read(Format::Tmx, bytes);
        let mut most = 0;
        for at in 0..bytes.len() {
            let (units, faults, summary) = read(Format::Tmx, &bytes[..at]);
            assert!(units.len() >= most, "{name} {at}");
            assert_eq!(units, all[..units.len()], "{name} {at}");
            assert!(summary.complete || !faults.is_empty(), "{name} {at}");
            // Only line ends may be missing from a whole file.
            let is_whole = bytes[at..]
                .iter()
                .all(|byte| matches!(byte, b'\r' | b'\n' | 0));
            assert!(is_whole || !summary.complete, "{name} {at}");
            most = units.len();
        }
        assert_eq!(most, all.len(), "{name}");
    }
}

#[test]
fn a_file_with_any_byte_changed_is_read_or_refused() {
    for (_, bytes) in FILES {
        for at in 0..bytes.len() {
            for byte in [0, b'<', b'&', 0xD8, 0xFF] {
                let mut changed = bytes.to_vec();
                changed[at] = byte;
                let (_, faults, summary) = read(Format::Tmx, &changed);
                assert!(summary.complete || !faults.is_empty());
            }
        }
    }
}

#[test]
fn our_own_files_are_read_as_they_are_meant() {
    let expected = [
        ("level-2.tmx", 3, 0, 0, 0),
        ("old.tmx", 1, 1, 1, 0),
        ("broken.tmx", 3, 3, 0, 1),
    ];
    for ((name, bytes), (file, taken, faults, skipped, foreign)) in FILES.into_iter().zip(expected)
    {
        let (units, found, summary) = read(Format::Tmx, bytes);
        assert_eq!(name, file);
        assert_eq!(
            (units.len(), found.len(), summary.skipped.total()),
            (taken, faults, skipped),
            "{name}: {found:?}"
        );
        assert_eq!(summary.foreign_elements, foreign, "{name}");
    }
    let (units, ..) = read(Format::Tmx, FILES[1].1);
    assert_eq!(texts(&units), [("الميناء مفتوح.", "The harbor is open.")]);
    assert_eq!(units[0].variants.en.codes.len(), 9);
}

#[test]
fn halves_of_letters_end_the_reading() {
    let file = |bytes: &[u16]| {
        let text = tmx(&format!("{GOOD}|"));
        let (before, after) = text.split_once('|').unwrap();
        let units = before.encode_utf16().chain(bytes.iter().copied());
        let units = units.chain(after.encode_utf16());
        [0xFF, 0xFE]
            .into_iter()
            .chain(units.flat_map(u16::to_le_bytes))
            .collect::<Vec<u8>>()
    };
    for bad in [&[0xD800][..], &[0xDC00], &[0xD800, 0xD800]] {
        let (units, faults, _) = read(Format::Tmx, &file(bad));
        assert_eq!((units.len(), faults.len()), (1, 1));
        assert!(faults[0].reason.ends_with("are not UTF-16LE"), "{faults:?}");
    }
    let (units, faults, _) = read(Format::Tmx, &file(&[0xD834, 0xDD1E]));
    assert_eq!((units.len(), faults.len()), (1, 0));
}

#[test]
fn characters_that_xml_forbids_cost_nothing_else() {
    let bad = GOOD.replace("Yes", "Y\u{1}&#1;&#xFFFE;&#0;&#xD800;&#x110000;\u{ffff}es");
    let (units, faults, summary) = read_with(
        Format::Tmx,
        tmx(&bad).as_bytes(),
        ReadOptions::new(importer()),
    );
    assert_eq!((texts(&units), faults), (vec![("نعم", "Yes")], vec![]));
    assert_eq!(summary.forbidden_characters, 7);
}
