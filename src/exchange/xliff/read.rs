//! Reads the translated units of XLIFF files of any version, dialects among them.

use std::collections::VecDeque;
use std::io::Read;

use crate::bitext::{Lang, Origin, Place, Property, Sides, Status, TranslationUnit, Variant};
use crate::exchange::own::{self, Told};
use crate::exchange::{Fault, ReadOptions, ReadSummary, SkipReason};
use crate::text::script;

use super::unit::{Content, Segment, Unit};
use super::walk::{Frame, Piece, UnitText, Walk};
use super::{ID, NO_POSITION, state};

pub(in crate::exchange) struct XliffReader<R: Read> {
    walk: Walk<R>,
    options: ReadOptions,
    summary: ReadSummary,
    /// The line on which the unit taken last begins.
    line: u64,
    over: bool,
    /// The number of the `file` at hand, and the place in it of its next segment, from 0.
    file: u64,
    position: u32,
    /// What the last unit gave.
    ready: VecDeque<Result<TranslationUnit, Fault>>,
}

impl<R: Read> XliffReader<R> {
    pub(in crate::exchange) fn new(input: R, options: ReadOptions) -> Self {
        Self {
            walk: Walk::new(input, options.limit),
            options,
            summary: ReadSummary::default(),
            line: 1,
            over: false,
            file: 0,
            position: 0,
            ready: VecDeque::new(),
        }
    }

    pub(in crate::exchange) fn summary(&self) -> &ReadSummary {
        &self.summary
    }

    /// Returns the line on which the unit given last begins.
    pub(in crate::exchange) fn line(&self) -> u64 {
        self.line
    }

    /// Takes the segments of a unit.
    fn take(&mut self, text: &UnitText) {
        if text.frame.file != self.file {
            self.file = text.frame.file;
            self.position = 0;
        }
        self.line = text.line;
        let number = self.summary.units + 1;
        let mut unit = match Unit::parse(text, self.options.limit, &mut self.summary) {
            Ok(unit) => unit,
            Err((line, reason)) => {
                self.summary.units += 1;
                self.position = self.position.saturating_add(1);
                self.fault(text.line + line, Some(number), &reason);
                return;
            }
        };
        self.summary.alternatives += unit.alternatives;
        for mut segment in std::mem::take(&mut unit.segments) {
            self.summary.units += 1;
            let position = self.position;
            self.position = self.position.saturating_add(1);
            let found = self.judge(&mut unit, &mut segment, &text.frame, position);
            let number = Some(self.summary.units);
            let item = self
                .summary
                .settle(Ok(found.into()), text.line, number, &self.options);
            self.ready.extend(item);
        }
    }

    /// Makes a translation unit of a segment; notes and properties go to the first one of a unit.
    fn judge(
        &mut self,
        unit: &mut Unit,
        segment: &mut Segment,
        frame: &Frame,
        position: u32,
    ) -> Result<TranslationUnit, SkipReason> {
        let source_tag = tag(&segment.source, &frame.source);
        let target_tag = match &segment.target {
            Some(target) => tag(target, &frame.target),
            None => Tag::given(&frame.target),
        };
        let is_of = |lang| source_tag.lang == Some(lang) || target_tag.lang == Some(lang);
        match (is_of(Lang::Ar), is_of(Lang::En)) {
            (false, false) => return Err(SkipReason::OtherLanguages),
            (false, true) => return Err(SkipReason::NoArabic),
            (true, false) if target_tag.tag.is_empty() => return Err(SkipReason::Untranslated),
            (true, false) => return Err(SkipReason::NoEnglish),
            (true, true) => {}
        }
        let status = state::status(unit, segment, frame.version);
        let (Some(status), Some(target)) = (status, &mut segment.target) else {
            return Err(SkipReason::Untranslated);
        };
        if segment.source.is_blank() {
            return Err(match source_tag.lang {
                Some(Lang::Ar) => SkipReason::EmptyArabic,
                _ => SkipReason::EmptyEnglish,
            });
        }
        if target.is_blank() {
            return Err(SkipReason::Untranslated);
        }
        self.summary.dropped_codes += segment.source.codes + target.codes;

        let mut properties = std::mem::take(&mut unit.properties);
        let nowhere = format!("{}{}", own::PREFIX, own::POSITION);
        let count = properties.len();
        properties.retain(|property| property.kind != nowhere || property.value != NO_POSITION);
        let has_position = properties.len() == count;
        let mut told = Told::by_in(
            (!frame.original.is_empty()).then(|| Place {
                document: frame.original.clone(),
                position: None,
            }),
            properties,
            None,
        );
        if let Some(place) = &mut told.place
            && has_position
        {
            place.position.get_or_insert(position);
        }
        if !frame.is_ours {
            let id = match (unit.id.as_str(), segment.id.as_str()) {
                (id, "") => id.to_owned(),
                (id, segment) => format!("{id}/{segment}"),
            };
            if !id.is_empty() {
                told.properties.push(Property {
                    kind: ID.to_owned(),
                    value: id,
                });
            }
        }
        let status = match status {
            Status::Draft => told.status.unwrap_or(Status::Draft),
            status => status,
        };
        let source = Variant {
            text: std::mem::take(&mut segment.source.text),
            tag: source_tag.tag,
            codes: Vec::new(),
        };
        let target = Variant {
            text: std::mem::take(&mut target.text),
            tag: target_tag.tag,
            codes: Vec::new(),
        };
        let mut variants = match source_tag.lang {
            Some(Lang::Ar) => Sides {
                ar: source,
                en: target,
            },
            _ => Sides {
                ar: target,
                en: source,
            },
        };
        if let Some(tag) = told.tags.ar {
            variants.ar.tag = tag;
        }
        if let Some(tag) = told.tags.en {
            variants.en.tag = tag;
        }
        Ok(TranslationUnit {
            variants,
            place: told.place,
            bead: told.bead,
            confidence: told.confidence,
            similarity: told.similarity,
            origin: told.origin.unwrap_or(Origin::Import),
            status,
            created: self.options.created.clone(),
            changed: None,
            use_count: 0,
            last_used: None,
            tuid: told.tuid,
            notes: std::mem::take(&mut unit.notes),
            properties: told.properties,
        })
    }

    fn fault(&mut self, line: u64, unit: Option<u64>, reason: &str) {
        self.summary.faults += 1;
        self.ready.push_back(Err(Fault::new(line, unit, reason)));
    }
}

/// A language tag with what it names.
struct Tag {
    tag: String,
    lang: Option<Lang>,
}

impl Tag {
    fn given(tag: &str) -> Tag {
        Tag {
            tag: tag.to_owned(),
            lang: Lang::from_tag(tag),
        }
    }
}

/// Returns the language of a text: what it says itself, else what the file says, else what its letters say.
fn tag(content: &Content, of_file: &str) -> Tag {
    let given = match content.lang.as_str() {
        "" => of_file,
        lang => lang,
    };
    if !given.is_empty() {
        return Tag::given(given);
    }
    let lang = script::guess(&content.text);
    Tag {
        tag: lang.map_or_else(String::new, |lang| lang.code().to_owned()),
        lang,
    }
}

impl<R: Read> Iterator for XliffReader<R> {
    type Item = Result<TranslationUnit, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            if self.over {
                return None;
            }
            match self.walk.next(&mut self.summary) {
                Ok(Piece::Between) => {}
                Ok(Piece::Unit(text)) => self.take(&text),
                Ok(Piece::End) => {
                    self.over = true;
                    self.summary.complete = true;
                }
                Err(reason) => {
                    self.over = true;
                    let unit = self.walk.is_in_unit().then(|| {
                        self.summary.units += 1;
                        self.summary.units
                    });
                    self.fault(self.walk.line(), unit, &reason);
                }
            }
        }
    }
}
