//! JSON Lines out.

use std::io::{self, Write};

use serde::Serialize;

use crate::bitext::{Lang, TranslationUnit};
use crate::exchange::{WriteOptions, WriteSummary, is_empty};

use super::shape::UnitShape;

/// How much is written at a time, in bytes.
const BUFFER: usize = 64 << 10;

/// Which object a unit becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Shape {
    /// Ours, with all fields.
    Whole,
    /// `{"translation":{"ar":"…","en":"…"}}`, as tools that train on bitext read it.
    Translation,
}

#[derive(Serialize)]
struct Translation<'a> {
    translation: Texts<'a>,
}

#[derive(Serialize)]
struct Texts<'a> {
    ar: &'a str,
    en: &'a str,
}

pub(in crate::exchange) struct JsonWriter<W: Write> {
    output: W,
    shape: Shape,
    options: WriteOptions,
    summary: WriteSummary,
    buffer: Vec<u8>,
}

impl<W: Write> JsonWriter<W> {
    pub(in crate::exchange) fn new(output: W, shape: Shape, options: WriteOptions) -> Self {
        Self {
            output,
            shape,
            options,
            summary: WriteSummary::default(),
            buffer: Vec::with_capacity(2 * BUFFER),
        }
    }

    pub(in crate::exchange) fn write(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        if is_empty(unit) {
            self.summary.empty += 1;
            return Ok(());
        }
        match self.shape {
            Shape::Whole => {
                serde_json::to_writer(&mut self.buffer, &UnitShape::in_file(unit, &self.options))?;
            }
            Shape::Translation => {
                let translation = Texts {
                    ar: unit.text(Lang::Ar),
                    en: unit.text(Lang::En),
                };
                serde_json::to_writer(&mut self.buffer, &Translation { translation })?;
            }
        }
        self.buffer.push(b'\n');
        self.summary.units += 1;
        if self.buffer.len() >= BUFFER {
            self.output.write_all(&self.buffer)?;
            self.buffer.clear();
        }
        Ok(())
    }

    pub(in crate::exchange) fn finish(mut self) -> io::Result<WriteSummary> {
        self.output.write_all(&self.buffer)?;
        self.output.flush()?;
        Ok(self.summary)
    }
}
