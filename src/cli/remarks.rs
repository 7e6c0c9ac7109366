//! What `align` and `build` say of blocks that are missing, moved or strange, a line each.

use std::io;
use std::ops::Range;

use dhakira::align::Remark;
use dhakira::bitext::{Bitext, Lang, Segment};
use serde::Serialize;

use super::doubts::lines;
use super::pages::name;
use super::terminal::{Terminal, counted};

/// A remark on a document, as `build` counts it: part of `schemas/account.schema.json`.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RemarkJson {
    document: String,
    kind: &'static str,
    ar: PlacesJson,
    en: PlacesJson,
}

/// Segments of one side: none where the other side has what it lacks.
#[derive(Clone, Debug, Serialize)]
struct PlacesJson {
    indices: Vec<usize>,
    lines: Vec<usize>,
}

impl RemarkJson {
    pub(super) fn new(document: &str, remark: &Remark, bitext: &Bitext) -> Self {
        let none = 0..0;
        let (ar, en) = match remark {
            Remark::Missing { lang, segments, .. } => match lang {
                Lang::Ar => (segments, &none),
                Lang::En => (&none, segments),
            },
            Remark::Moved { ar, en } | Remark::Suspect { ar, en, .. } => (ar, en),
        };
        let places = |range: &Range<usize>, segments: &[Segment]| PlacesJson {
            indices: range.clone().collect(),
            lines: segments[range.clone()]
                .iter()
                .map(|segment| segment.line)
                .collect(),
        };
        Self {
            document: document.to_owned(),
            kind: kind(remark),
            ar: places(ar, &bitext.ar),
            en: places(en, &bitext.en),
        }
    }
}

/// Says what is remarkable of a document.
pub(super) fn tell(
    document: &str,
    remarks: &[Remark],
    bitext: &Bitext,
    terminal: &mut Terminal,
) -> io::Result<()> {
    remarks
        .iter()
        .try_for_each(|remark| terminal.note(&format!("{document}: {}", line(remark, bitext))))
}

/// The remarks by kind, for the account of a build.
pub(super) fn count(remarks: &[RemarkJson]) -> String {
    let of = |kind: &str| remarks.iter().filter(|remark| remark.kind == kind).count() as u64;
    let blocks = |kind: &str| format!("{} {kind}", counted(of(kind), "block"));
    format!(
        "{}, {}, {}",
        blocks("missing"),
        blocks("moved"),
        counted(of("suspect"), "suspect stretch").replace("stretchs", "stretches")
    )
}

fn kind(remark: &Remark) -> &'static str {
    match remark {
        Remark::Missing { .. } => "missing",
        Remark::Moved { .. } => "moved",
        Remark::Suspect { .. } => "suspect",
    }
}

fn line(remark: &Remark, bitext: &Bitext) -> String {
    let place = |lang: Lang, range: &Range<usize>| {
        let lines = lines(&bitext.get(lang)[range.clone()]);
        let noun = if lines.contains('-') { "lines" } else { "line" };
        format!("{} {noun} {lines}", name(lang))
    };
    match remark {
        Remark::Missing {
            lang,
            segments,
            before,
        } => {
            let other = lang.other();
            let there = match bitext.get(other).get(*before) {
                Some(_) => format!("before {}", place(other, &(*before..before + 1))),
                None => format!("at the end of the {}", name(other)),
            };
            format!(
                "{} ({}) have no counterpart {there}",
                place(*lang, segments),
                counted(segments.len() as u64, "sentence")
            )
        }
        Remark::Moved { ar, en } => format!(
            "{} translate {}, at another place",
            place(Lang::Ar, ar),
            place(Lang::En, en)
        ),
        Remark::Suspect { ar, en, words } => format!(
            "{} and {} hardly translate each other ({words:.2} nats a token)",
            place(Lang::Ar, ar),
            place(Lang::En, en)
        ),
    }
}
