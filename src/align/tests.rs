//! What the aligner promises, on small bitexts.

use proptest::prelude::*;

use super::*;
use crate::bitext::{BeadKind, Block, Segment};

/// Segments of one paragraph, a line each.
pub(super) fn segments(texts: &[impl AsRef<str>]) -> Vec<Segment> {
    let segment = |(index, text): (usize, &str)| Segment {
        text: text.to_owned(),
        line: index + 1,
        span: 0..text.len(),
        paragraph: 0,
        block: Block::Paragraph,
    };
    let texts = texts.iter().map(AsRef::as_ref);
    texts.enumerate().map(segment).collect()
}

fn kinds_of(ar: &[&str], en: &[&str]) -> Vec<BeadKind> {
    let bitext = Bitext {
        ar: segments(ar),
        en: segments(en),
    };
    align(&[bitext], &Options::default())[0]
        .beads
        .iter()
        .map(Bead::kind)
        .collect()
}

const fn kind(ar: u8, en: u8) -> BeadKind {
    BeadKind { ar, en }
}

#[test]
fn a_long_sentence_goes_with_the_two_it_became() {
    let ar = [
        "افتتح الوزير المستشفى الجديد في المدينة صباح أمس.",
        "ويضم المستشفى 250 سريراً وعشر غرف للعمليات، وقد بلغت كلفته 40 مليون دينار موّلتها الحكومة وصناديق التنمية.",
        "ويبدأ استقبال المرضى غداً.",
    ];
    let en = [
        "The minister opened the city's new hospital yesterday morning.",
        "The hospital has 250 beds and ten operating theatres.",
        "It cost 40 million dinars, paid for by the government and the development funds.",
        "The first patients will be received tomorrow.",
    ];
    assert_eq!(kinds_of(&ar, &en), [kind(1, 1), kind(1, 2), kind(1, 1)]);
}

#[test]
fn an_empty_side_gives_one_sided_beads() {
    assert_eq!(kinds_of(&["نص.", "آخر."], &[]), [kind(1, 0), kind(1, 0)]);
    assert_eq!(kinds_of(&[], &["Text."]), [kind(0, 1)]);
    assert_eq!(kinds_of(&[], &[]), []);
}

#[test]
fn equal_numbers_hold_sentences_together_across_scripts() {
    let ar = [
        "بلغ عدد القتلى في العاصمة ٤٥٠ شخصاً.",
        "وكان عددهم في الجنوب ٣١٢ شخصاً.",
        "أما في الشمال فبلغ ٢٢٠ شخصاً فقط.",
    ];
    let en = [
        "The dead in the capital numbered 450.",
        "In the north there were only 220.",
    ];
    let beads = &align(
        &[Bitext {
            ar: segments(&ar),
            en: segments(&en),
        }],
        &Options::default(),
    )[0]
    .beads;
    assert!(
        beads
            .iter()
            .any(|bead| bead.ar == (2..3) && bead.en == (1..2)),
        "{beads:?}"
    );
}

#[test]
fn units_are_made_of_beads_with_both_sides() {
    let ar = segments(&["أول.", "ثان.", "ثالث."]);
    let bitext = Bitext {
        ar,
        en: segments(&["First and second.", "Nobody said this."]),
    };
    let bead = |ar, en| Bead {
        ar,
        en,
        confidence: 0.123_456,
        similarity: 1.0,
    };
    let beads = [bead(0..2, 0..1), bead(2..3, 1..1), bead(3..3, 1..2)];
    let stamp = crate::bitext::Stamp {
        at: jiff::Timestamp::UNIX_EPOCH,
        by: None,
    };
    let units = units(&bitext, &beads, "a", &stamp);
    assert_eq!(units.len(), 1);
    assert_eq!(
        (units[0].variants.ar.text.as_str(), units[0].confidence),
        ("أول. ثان.", Some(0.1235))
    );
    assert_eq!(units[0].position(), Some(0));
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[\\PC]{1,30}|[0-9]{1,3}|[a-z ]{1,60}", 0..12)
}

proptest! {
    #[test]
    fn beads_cover_both_sides_once_and_in_order(ar in texts(), en in texts()) {
        let ar: Vec<&str> = ar.iter().map(String::as_str).collect();
        let en: Vec<&str> = en.iter().map(String::as_str).collect();
        let beads = align(&[Bitext { ar: segments(&ar), en: segments(&en) }], &Options::default()).remove(0).beads;
        let (mut i, mut j) = (0, 0);
        for bead in &beads {
            prop_assert_eq!((bead.ar.start, bead.en.start), (i, j));
            prop_assert!(!bead.ar.is_empty() || !bead.en.is_empty());
            prop_assert!((0.0..=1.0).contains(&bead.confidence) && (0.0..=1.0).contains(&bead.similarity));
            (i, j) = (bead.ar.end, bead.en.end);
        }
        prop_assert_eq!((i, j), (ar.len(), en.len()));
    }
}

#[test]
fn long_documents_are_searched_in_a_band_that_holds_together() {
    // Six hundred sentences, of which one Arabic one is as long as hundreds.
    let ar: Vec<String> = (0..600)
        .map(|n| {
            if n == 300 {
                format!("{n} {}", "كلمة ".repeat(5000))
            } else {
                format!("هذه هي الجملة رقم {n} من النص.")
            }
        })
        .collect();
    let en: Vec<String> = (0..600)
        .map(|n| format!("This is sentence number {n} of the text."))
        .collect();
    let texts = |side: &[String]| segments(side);
    let beads = align(
        &[Bitext {
            ar: texts(&ar),
            en: texts(&en),
        }],
        &Options::default(),
    )
    .remove(0)
    .beads;
    let right = beads
        .iter()
        .filter(|bead| bead.ar == bead.en && bead.ar.len() == 1)
        .count();
    assert_eq!(
        beads.last().map(|bead| (bead.ar.end, bead.en.end)),
        Some((600, 600))
    );
    assert!(right > 500, "{right} of 600");
}

#[test]
fn texts_that_do_not_translate_each_other_are_told() {
    let ar = [
        "افتتح الوزير المستشفى الجديد في المدينة صباح أمس.",
        "ويضم المستشفى 250 سريراً وعشر غرف للعمليات، وقد بلغت كلفته 40 مليون دينار موّلتها الحكومة وصناديق التنمية.",
        "ويبدأ استقبال المرضى غداً.",
    ];
    let translation = [
        "The minister opened the city's new hospital yesterday morning.",
        "The hospital has 250 beds and ten operating theatres, and cost 40 million dinars, paid by the government and the development funds.",
        "The first patients will be received tomorrow.",
    ];
    let stranger = [
        "The national team lost its third match in a row on Friday.",
        "Its coach blamed the heat, the referee and a goalkeeper who, he said, had been reading a novel behind the posts.",
        "Fans left the stadium long before the whistle.",
    ];
    let are_strangers = |en: &[&str]| {
        let bitext = Bitext {
            ar: segments(&ar),
            en: segments(en),
        };
        align(&[bitext], &Options::default())[0]
            .kinship
            .are_strangers()
    };
    assert!(!are_strangers(&translation));
    assert!(are_strangers(&stranger));
}

#[test]
fn a_long_text_beside_a_short_stranger_is_searched_to_its_end() {
    let ar: Vec<String> = (0..90)
        .map(|n| format!("وصل القطار رقم {n} إلى المحطة."))
        .collect();
    let en: Vec<String> = (0..7)
        .map(|n| format!("Nobody bought bread on day {}.", n * 900))
        .collect();
    let texts = |side: &[String]| segments(side);
    let bitext = Bitext {
        ar: texts(&ar),
        en: texts(&en),
    };
    let beads = align(&[bitext], &Options::default()).remove(0).beads;
    assert_eq!(
        beads.last().map(|bead| (bead.ar.end, bead.en.end)),
        Some((90, 7))
    );
}
