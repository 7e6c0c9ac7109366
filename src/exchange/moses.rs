//! Moses pairs: two files, a text a line, the same line in both a unit.

use std::io::{self, Read, Write};

use crate::bitext::{Lang, Origin, Sides, TranslationUnit};

use super::account::Found;
use super::lines::{Lines, Next};
use super::{
    BYTE_ORDER_MARK, Fault, ReadOptions, ReadSummary, SkipReason, WriteOptions, WriteSummary,
    is_empty, legal,
};

/// How much is written at a time, in bytes.
const BUFFER: usize = 64 << 10;

pub(super) struct MosesReader<R: Read> {
    lines: Sides<Lines<R>>,
    options: ReadOptions,
    summary: ReadSummary,
    over: bool,
}

impl<R: Read> MosesReader<R> {
    pub(super) fn new(texts: Sides<R>, options: ReadOptions) -> Self {
        Self {
            lines: texts.map(|_, input| Lines::new(input, &options)),
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
        self.lines.ar.number()
    }

    /// Reads a line of both and makes a unit of them.
    fn unit(&mut self) -> Result<Found, String> {
        let (ar, en) = (self.lines.ar.next(), self.lines.en.next());
        let (ar, en) = match (ar, en) {
            (Ok(ar), Ok(en)) => (ar, en),
            (Err(reason), _) => return Err(self.give_up(Lang::Ar, &reason)),
            (_, Err(reason)) => return Err(self.give_up(Lang::En, &reason)),
        };
        match (ar, en) {
            (Next::End, Next::End) => {
                self.over = true;
                self.summary.complete = true;
                return Ok(Found::Nothing);
            }
            (Next::End, _) => return Err(self.unequal(Lang::En)),
            (_, Next::End) => return Err(self.unequal(Lang::Ar)),
            _ => {}
        }
        self.summary.units += 1;
        for (lang, next) in [(Lang::Ar, ar), (Lang::En, en)] {
            if next == Next::Long {
                let limit = self.options.limit;
                let lang = lang.name();
                return Err(format!("the {lang} line is longer than {limit} bytes"));
            }
        }
        let mut texts = Sides::<String>::default();
        for (lang, text) in [(Lang::Ar, &mut texts.ar), (Lang::En, &mut texts.en)] {
            let line = self.lines.get(lang).text();
            let line = line.map_err(|reason| format!("{}: {reason}", lang.name()))?;
            self.summary.forbidden_characters += legal::push(text, line);
        }
        let sides = Sides {
            ar: Some(texts.ar.as_str()),
            en: Some(texts.en.as_str()),
        };
        if let Some(reason) = SkipReason::of(&sides) {
            return Ok(Found::Skipped(reason));
        }
        let created = self.options.created.clone();
        let Sides { ar, en } = texts;
        let unit = TranslationUnit::new(ar, en, Origin::Import, created);
        Ok(Found::Unit(unit))
    }

    fn give_up(&mut self, lang: Lang, reason: &str) -> String {
        self.over = true;
        format!("{}: {reason}", lang.name())
    }

    /// Counts what is left of the longer file, whose language this is, and says how long both are.
    fn unequal(&mut self, longer: Lang) -> String {
        self.over = true;
        let mut rest = 0u64;
        let lines = super::record::side(&mut self.lines, longer);
        let paired = lines.number() - 1;
        let is_whole = loop {
            rest += 1;
            match lines.next() {
                Ok(Next::End) => break true,
                Ok(Next::Line | Next::Long) => {}
                Err(_) => break false,
            }
        };
        self.summary.units += rest;
        let all = paired + rest;
        let at_least = if is_whole { "" } else { "at least " };
        format!(
            "the {} text has {paired} lines and the {} one {at_least}{all}: the rest has no partner",
            longer.other().name(),
            longer.name(),
        )
    }
}

impl<R: Read> Iterator for MosesReader<R> {
    type Item = Result<TranslationUnit, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let found = self.unit();
            let line = self.lines.ar.number().min(self.lines.en.number());
            let item = self.summary.settle(found, line, None, &self.options);
            if item.is_some() {
                return item;
            }
        }
        None
    }
}

/// The two text files, a unit a line.
pub(super) struct MosesWriter<W: Write> {
    outputs: Sides<W>,
    buffers: Sides<Vec<u8>>,
    pub(super) summary: WriteSummary,
}

impl<W: Write> MosesWriter<W> {
    pub(super) fn new(outputs: Sides<W>, options: &WriteOptions) -> Self {
        let mark = match options.mark {
            true => BYTE_ORDER_MARK,
            false => "",
        };
        Self {
            outputs,
            buffers: Sides::<()>::default().map(|_, ()| mark.as_bytes().to_vec()),
            summary: WriteSummary::default(),
        }
    }

    /// Adds a line to both files; `false` for a unit that is left out.
    pub(super) fn write(&mut self, unit: &TranslationUnit) -> io::Result<bool> {
        if is_empty(unit) {
            self.summary.empty += 1;
            return Ok(false);
        }
        let mut is_folded = false;
        for (lang, buffer, output) in [
            (Lang::Ar, &mut self.buffers.ar, &mut self.outputs.ar),
            (Lang::En, &mut self.buffers.en, &mut self.outputs.en),
        ] {
            let text = unit.text(lang);
            if self.summary.units == 0 && buffer.is_empty() && text.starts_with(BYTE_ORDER_MARK) {
                // Readers take the first one of a file for a mark, not for text.
                buffer.extend_from_slice(BYTE_ORDER_MARK.as_bytes());
            }
            is_folded |= push_folded(buffer, text);
            buffer.push(b'\n');
            if buffer.len() >= BUFFER {
                output.write_all(buffer)?;
                buffer.clear();
            }
        }
        self.summary.folded += u64::from(is_folded);
        self.summary.units += 1;
        Ok(true)
    }

    pub(super) fn finish(mut self) -> io::Result<WriteSummary> {
        for (buffer, output) in [
            (&self.buffers.ar, &mut self.outputs.ar),
            (&self.buffers.en, &mut self.outputs.en),
        ] {
            output.write_all(buffer)?;
            output.flush()?;
        }
        Ok(self.summary)
    }
}

/// Tells whether some program ends a line at the character, or a column.
fn is_fold(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Appends `text` with a space for each of its line breaks and tabs; tells whether there was one.
fn push_folded(buffer: &mut Vec<u8>, text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(is_fold) {
        buffer.extend_from_slice(&rest.as_bytes()[..at]);
        buffer.push(b' ');
        let behind = &rest[at..];
        rest = match behind.strip_prefix("\r\n") {
            Some(rest) => rest,
            None => behind.strip_prefix(is_fold).unwrap_or_default(),
        };
    }
    buffer.extend_from_slice(rest.as_bytes());
    rest.len() < text.len()
}
