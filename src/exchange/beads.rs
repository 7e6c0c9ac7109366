//! Beads with their texts: a file of beads, a bead a line, and the two texts it speaks of, a
//! segment a line.
//!
//! All three are read side by side, each line once, so that memory stays flat; that is why the
//! segments of the beads must ascend.

use std::io::{self, Read, Write};

use crate::align::JOINT;
use crate::align::listed::scored_bead;
use crate::bitext::{BeadKind, Lang, Origin, Place, Sides, TranslationUnit};

use super::account::Found;
use super::lines::{Lines, Next};
use super::moses::MosesWriter;
use super::own::is_share;
use super::record::side;
use super::{Fault, ReadOptions, ReadSummary, SkipReason, WriteOptions, WriteSummary, legal};

/// How much is written at a time, in bytes.
const BUFFER: usize = 64 << 10;

pub(super) struct BeadReader<R: Read> {
    beads: Lines<R>,
    texts: Sides<Segments<R>>,
    document: String,
    options: ReadOptions,
    summary: ReadSummary,
    over: bool,
}

/// The segments of one text, as they come.
struct Segments<R: Read> {
    lang: Lang,
    lines: Lines<R>,
    /// How many have been read.
    read: usize,
    is_over: bool,
}

impl<R: Read> Segments<R> {
    /// Appends a segment, which stands behind those that were read before; `wanted` counts from 0.
    ///
    /// Returns the number of segments that were passed over, and of characters dropped.
    fn push(
        &mut self,
        wanted: usize,
        limit: usize,
        text: &mut String,
    ) -> Result<(u64, u64), String> {
        let name = self.lang.name();
        if wanted < self.read {
            return Err(format!(
                "{name} segment {wanted} (from 0) comes again or too late: the segments of the beads must ascend"
            ));
        }
        let passed = (wanted - self.read) as u64;
        let mut next = Next::End;
        while self.read <= wanted && !self.is_over {
            next = self
                .lines
                .next()
                .map_err(|reason| format!("the {name} text: {reason}"))?;
            self.is_over = next == Next::End;
            self.read += usize::from(!self.is_over);
        }
        if self.is_over {
            let read = self.read;
            return Err(format!(
                "names {name} segment {wanted} (from 0), but the text has {read}"
            ));
        }
        let line = self.lines.text();
        let line = line.map_err(|reason| format!("{name} segment {wanted}: {reason}"))?;
        if next == Next::Long || text.len() + line.len() > limit {
            return Err(format!("the {name} side is longer than {limit} bytes"));
        }
        if !text.is_empty() {
            text.push_str(JOINT);
        }
        Ok((passed, legal::push(text, line)))
    }

    /// Passes over what is left, and returns how many segments there were.
    fn rest(&mut self) -> u64 {
        let mut rest = 0;
        while !self.is_over {
            match self.lines.next() {
                Ok(Next::Line | Next::Long) => rest += 1,
                Ok(Next::End) | Err(_) => self.is_over = true,
            }
        }
        rest
    }
}

impl<R: Read> BeadReader<R> {
    pub(super) fn new(beads: R, texts: Sides<R>, document: &str, options: ReadOptions) -> Self {
        let lines = |input: R| Lines::new(input, &options);
        Self {
            beads: lines(beads),
            texts: texts.map(|lang, input| Segments {
                lang,
                lines: lines(input),
                read: 0,
                is_over: false,
            }),
            document: document.to_owned(),
            options,
            summary: ReadSummary::default(),
            over: false,
        }
    }

    pub(super) fn summary(&self) -> &ReadSummary {
        &self.summary
    }

    /// Returns the line of the unit given last.
    pub(super) fn line(&self) -> u64 {
        self.beads.number()
    }

    /// Makes a unit of the line; nothing of a comment or a blank line.
    fn unit(&mut self) -> Result<Found, String> {
        let line = self.beads.text()?.trim();
        if line.is_empty() || line.starts_with('#') {
            return Ok(Found::Nothing);
        }
        self.summary.units += 1;
        let (bead, score) =
            scored_bead(line).ok_or("no bead such as [0,1]:[0] or [0,1]:[0]:0.93")?;
        let mut texts = Sides::<String>::default();
        for lang in [Lang::Ar, Lang::En] {
            let segments = side(&mut self.texts, lang);
            for &wanted in bead.get(lang) {
                let text = side(&mut texts, lang);
                let (passed, dropped) = segments.push(wanted, self.options.limit, text)?;
                self.summary.unlisted_segments += passed;
                self.summary.forbidden_characters += dropped;
            }
        }
        let is_there = |lang: Lang| !bead.get(lang).is_empty();
        let sides = Sides {
            ar: is_there(Lang::Ar).then_some(texts.ar.as_str()),
            en: is_there(Lang::En).then_some(texts.en.as_str()),
        };
        if let Some(reason) = SkipReason::of(&sides) {
            return Ok(Found::Skipped(reason));
        }
        let count = |lang: Lang| u8::try_from(bead.get(lang).len()).unwrap_or(u8::MAX);
        let created = self.options.created.clone();
        let mut unit = TranslationUnit::new(texts.ar, texts.en, Origin::Alignment, created);
        unit.place = Some(Place {
            document: self.document.clone(),
            position: u32::try_from(self.summary.taken).ok(),
        });
        unit.bead = Some(BeadKind {
            ar: count(Lang::Ar),
            en: count(Lang::En),
        });
        unit.confidence = score.filter(|&score| is_share(score));
        self.summary.unread_attributes += u64::from(score.is_some() && unit.confidence.is_none());
        Ok(Found::Unit(unit))
    }
}

impl<R: Read> Iterator for BeadReader<R> {
    type Item = Result<TranslationUnit, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let found = match self.beads.next() {
                Ok(Next::End) => {
                    self.over = true;
                    self.summary.complete = true;
                    let rest = self.texts.ar.rest() + self.texts.en.rest();
                    self.summary.unlisted_segments += rest;
                    return None;
                }
                Ok(Next::Line) => self.unit(),
                Ok(Next::Long) => {
                    self.summary.units += 1;
                    let limit = self.options.limit;
                    Err(format!("the line is longer than {limit} bytes"))
                }
                Err(reason) => {
                    self.over = true;
                    Err(reason)
                }
            };
            let item = self
                .summary
                .settle(found, self.beads.number(), None, &self.options);
            if item.is_some() {
                return item;
            }
        }
        None
    }
}

/// Writes a bead a unit, and its texts as Moses has them.
pub(super) struct BeadWriter<W: Write> {
    beads: W,
    buffer: String,
    texts: MosesWriter<W>,
}

impl<W: Write> BeadWriter<W> {
    pub(super) fn new(beads: W, texts: Sides<W>, options: &WriteOptions) -> Self {
        Self {
            beads,
            buffer: String::new(),
            texts: MosesWriter::new(texts, options),
        }
    }

    pub(super) fn write(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        let index = self.texts.summary.units;
        if !self.texts.write(unit)? {
            return Ok(());
        }
        let confidence = unit.confidence.filter(|&share| is_share(share));
        self.buffer.push_str(&match confidence {
            Some(confidence) => format!("[{index}]:[{index}]:{confidence}\n"),
            None => format!("[{index}]:[{index}]\n"),
        });
        if self.buffer.len() >= BUFFER {
            self.beads.write_all(self.buffer.as_bytes())?;
            self.buffer.clear();
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<WriteSummary> {
        self.beads.write_all(self.buffer.as_bytes())?;
        self.beads.flush()?;
        self.texts.finish()
    }
}
