//! The shapes of what is printed as JSON; each is written down in `schemas/`, and tests hold them against it.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use dhakira::align::gold::{KindCounts, Ratios, Score};
use dhakira::bitext::{Bead, Bitext, Lang, Segment};
use dhakira::clean::FurnitureKind;
use dhakira::exchange::UnitShape;
use dhakira::lookup::concordance::Hit;
use dhakira::lookup::numbers::Corrected;
use dhakira::lookup::spelling::Spelling;
use dhakira::lookup::{Match, MatchKind, Penalty};
use dhakira::memory::StoredUnit;

use super::build::Account;
use super::doubts::DoubtfulUnit;
use super::remarks::RemarkJson;

/// A sentence of `split`: `schemas/sentence.schema.json`.
#[derive(Serialize)]
pub(super) struct SentenceJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    line: usize,
    start: usize,
    end: usize,
    text: &'a str,
    lang: Lang,
}

impl<'a> SentenceJson<'a> {
    pub(super) fn new(segment: &'a Segment, lang: Lang, file: Option<&'a str>) -> Self {
        Self {
            file,
            line: segment.line,
            start: segment.span.start,
            end: segment.span.end,
            text: &segment.text,
            lang,
        }
    }
}

/// A bead of `align`: `schemas/bead.schema.json`.
#[derive(Serialize)]
pub(super) struct BeadJson<'a> {
    kind: String,
    confidence: f64,
    similarity: f64,
    ar: BeadSideJson<'a>,
    en: BeadSideJson<'a>,
}

#[derive(Serialize)]
struct BeadSideJson<'a> {
    indices: Vec<usize>,
    lines: Vec<usize>,
    segments: Vec<&'a str>,
}

impl<'a> BeadJson<'a> {
    pub(super) fn new(bead: &Bead, bitext: &'a Bitext) -> Self {
        let side = |range: &std::ops::Range<usize>, segments: &'a [Segment]| BeadSideJson {
            indices: range.clone().collect(),
            lines: segments[range.clone()]
                .iter()
                .map(|segment| segment.line)
                .collect(),
            segments: segments[range.clone()]
                .iter()
                .map(|segment| segment.text.as_str())
                .collect(),
        };
        Self {
            kind: bead.kind().to_string(),
            confidence: rounded(bead.confidence),
            similarity: rounded(bead.similarity),
            ar: side(&bead.ar, &bitext.ar),
            en: side(&bead.en, &bitext.en),
        }
    }
}

/// The score of `align --against`: `schemas/score.schema.json`.
///
/// The ratios are those of whole numbers, alike on all machines, and so not rounded.
#[derive(Serialize)]
pub(super) struct ScoreJson {
    documents: usize,
    found: usize,
    gold: usize,
    strict: Ratios,
    lax: Ratios,
    kinds: BTreeMap<String, KindCounts>,
}

impl ScoreJson {
    pub(super) fn new(score: &Score) -> Self {
        Self {
            documents: score.documents,
            found: score.found.all,
            gold: score.kinds.values().map(|counts| counts.gold).sum(),
            strict: score.strict(),
            lax: score.lax(),
            kinds: score
                .kinds
                .iter()
                .map(|(kind, counts)| (kind.to_string(), *counts))
                .collect(),
        }
    }
}

/// The account of `build`: `schemas/account.schema.json`.
#[derive(Serialize)]
pub(super) struct AccountJson<'a> {
    documents: usize,
    unchanged: usize,
    failed: usize,
    sentences: SentencesJson,
    beads: BTreeMap<String, usize>,
    units: UnitsJson,
    steered: usize,
    doubtful: BTreeMap<&'a str, usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doubtful_units: Option<&'a [DoubtfulUnit]>,
    remarks: &'a [RemarkJson],
    left_out: &'a BTreeMap<FurnitureKind, usize>,
    seconds: f64,
}

#[derive(Serialize)]
struct SentencesJson {
    ar: usize,
    en: usize,
}

#[derive(Serialize)]
struct UnitsJson {
    added: usize,
    kept: usize,
    removed: usize,
}

impl<'a> AccountJson<'a> {
    pub(super) fn new(account: &'a Account) -> Self {
        Self {
            documents: account.documents,
            unchanged: account.unchanged,
            failed: account.failed,
            sentences: SentencesJson {
                ar: account.sentences.ar,
                en: account.sentences.en,
            },
            beads: account
                .beads
                .iter()
                .map(|(kind, count)| (kind.to_string(), *count))
                .collect(),
            units: UnitsJson {
                added: account.added,
                kept: account.kept,
                removed: account.removed,
            },
            steered: account.steered,
            doubtful: account
                .doubtful
                .iter()
                .map(|(name, units)| (name.as_str(), *units))
                .collect(),
            doubtful_units: account.doubtful_units.as_deref(),
            remarks: &account.remarks,
            left_out: &account.left_out,
            seconds: rounded(account.time.as_secs_f64()),
        }
    }
}

/// A unit of `show`: `schemas/unit.schema.json`.
#[derive(Serialize)]
pub(super) struct UnitJson<'a> {
    unit: i64,
    #[serde(flatten)]
    fields: UnitShape<'a>,
}

impl<'a> UnitJson<'a> {
    pub(super) fn new(stored: &'a StoredUnit) -> Self {
        Self {
            unit: stored.id.0,
            fields: UnitShape::new(&stored.unit),
        }
    }
}

/// The answer to a query of `lookup`: `schemas/lookup.schema.json`.
#[derive(Serialize)]
pub(super) struct AnswerJson<'a> {
    query: &'a str,
    matches: Vec<MatchJson<'a>>,
}

#[derive(Serialize)]
struct MatchJson<'a> {
    unit: i64,
    score: u8,
    kind: MatchKind,
    source: &'a str,
    target: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<CorrectedJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differences: Vec<Spelling>,
    penalties: &'a [Penalty],
    status: &'static str,
    document: Option<&'a str>,
}

#[derive(Serialize)]
struct CorrectedJson {
    text: String,
    spans: Vec<(usize, usize)>,
}

impl CorrectedJson {
    fn new(corrected: Corrected) -> Self {
        Self {
            text: corrected.text,
            spans: pairs(&corrected.spans),
        }
    }
}

impl<'a> AnswerJson<'a> {
    pub(super) fn new(query: &'a str, matches: &'a [Match], from: Lang) -> Self {
        let matches = matches.iter().map(|found| MatchJson {
            unit: found.stored.id.0,
            score: found.score,
            kind: found.kind,
            source: found.source(from),
            target: found.target(from),
            corrected: found.corrected(query, from).map(CorrectedJson::new),
            differences: found.spellings(query, from),
            penalties: &found.penalties,
            status: found.stored.unit.status.name(),
            document: document(&found.stored),
        });
        Self {
            query,
            matches: matches.collect(),
        }
    }
}

/// A hit of `search`: `schemas/hit.schema.json`.
#[derive(Serialize)]
pub(super) struct HitJson<'a> {
    unit: i64,
    ar: HitSideJson<'a>,
    en: HitSideJson<'a>,
    status: &'static str,
    document: Option<&'a str>,
}

#[derive(Serialize)]
struct HitSideJson<'a> {
    text: &'a str,
    hits: Vec<(usize, usize)>,
    counterparts: Vec<(usize, usize)>,
}

impl<'a> HitJson<'a> {
    pub(super) fn new(hit: &'a Hit) -> Self {
        let side = |lang: Lang| HitSideJson {
            text: hit.stored.unit.text(lang),
            hits: pairs(hit.spans.get(lang)),
            counterparts: pairs(hit.counterparts.get(lang)),
        };
        Self {
            unit: hit.stored.id.0,
            ar: side(Lang::Ar),
            en: side(Lang::En),
            status: hit.stored.unit.status.name(),
            document: document(&hit.stored),
        }
    }
}

/// Byte ranges as pairs of start and end.
fn pairs(spans: &[Range<usize>]) -> Vec<(usize, usize)> {
    spans.iter().map(|span| (span.start, span.end)).collect()
}

fn document(stored: &StoredUnit) -> Option<&str> {
    stored
        .unit
        .place
        .as_ref()
        .map(|place| place.document.as_str())
}

/// Four decimals: what lies below differs between machines.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
