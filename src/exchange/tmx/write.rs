//! Writes TMX 1.4: the same bytes for the same units.

use std::io::{self, Write};

use jiff::Timestamp;

use crate::bitext::{Stamp, TranslationUnit};
use crate::exchange::xml::{push_attribute, push_text};
use crate::exchange::{WriteOptions, WriteSummary, legal};

use super::{date, own};

/// How much is written at a time, in bytes.
const BUFFER: usize = 64 << 10;

pub(in crate::exchange) struct TmxWriter<W: Write> {
    output: W,
    options: WriteOptions,
    summary: WriteSummary,
    buffer: String,
}

impl<W: Write> TmxWriter<W> {
    pub(in crate::exchange) fn new(output: W, mut options: WriteOptions) -> Self {
        // The schema allows hyphens only.
        options.lang_tags = options.lang_tags.map(|_, tag| tag.replace('_', "-"));
        let mut writer = Self {
            output,
            options,
            summary: WriteSummary::default(),
            buffer: String::with_capacity(2 * BUFFER),
        };
        writer.header();
        writer
    }

    fn header(&mut self) {
        self.buffer.push_str(concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n",
            "<tmx version=\"1.4\">\n",
            "  <header creationtool=\"dhakira\" creationtoolversion=\"",
            env!("CARGO_PKG_VERSION"),
            "\" segtype=\"sentence\" o-tmf=\"dhakira\" adminlang=\"en\"",
        ));
        let [source, _] = self.options.order();
        let source = self.options.lang_tags.get(source);
        let dropped = &mut self.summary.forbidden_characters;
        *dropped += push_attribute(&mut self.buffer, "srclang", source);
        self.buffer.push_str(" datatype=\"plaintext\"");
        if let Some(at) = self.options.created {
            push_date(&mut self.buffer, "creationdate", at);
        }
        self.buffer.push_str("/>\n  <body>\n");
    }

    pub(in crate::exchange) fn write(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        let whole = self.buffer.len();
        if self.unit(unit) {
            self.summary.units += 1;
        } else {
            self.buffer.truncate(whole);
            self.summary.empty += 1;
        }
        if self.buffer.len() >= BUFFER {
            self.output.write_all(self.buffer.as_bytes())?;
            self.buffer.clear();
        }
        Ok(())
    }

    /// Appends a unit to the buffer; `false` when a side of it holds no text.
    fn unit(&mut self, unit: &TranslationUnit) -> bool {
        let Self {
            buffer, options, ..
        } = self;
        let mut dropped = 0;
        buffer.push_str("    <tu");
        dropped += push_stamp(buffer, "creationdate", "creationid", &unit.created);
        if let Some(changed) = &unit.changed {
            dropped += push_stamp(buffer, "changedate", "changeid", changed);
        }
        if unit.use_count > 0 {
            dropped += push_attribute(buffer, "usagecount", &unit.use_count.to_string());
        }
        buffer.push_str(">\n");
        for note in &unit.notes {
            buffer.push_str("      <note>");
            dropped += push_text(buffer, note);
            buffer.push_str("</note>\n");
        }
        own::each(unit, &options.lang_tags, |prefix, kind, value| {
            buffer.push_str("      <prop type=\"");
            buffer.push_str(prefix);
            dropped += push_text(buffer, kind);
            buffer.push_str("\">");
            dropped += push_text(buffer, value);
            buffer.push_str("</prop>\n");
        });
        for lang in options.order() {
            buffer.push_str("      <tuv");
            dropped += push_attribute(buffer, "xml:lang", options.lang_tags.get(lang));
            buffer.push_str("><seg>");
            let text = unit.text(lang);
            dropped += push_text(buffer, text);
            if text
                .chars()
                .all(|c| c.is_whitespace() || !legal::is_legal(c))
            {
                return false;
            }
            buffer.push_str("</seg></tuv>\n");
        }
        buffer.push_str("    </tu>\n");
        self.summary.forbidden_characters += dropped;
        true
    }

    pub(in crate::exchange) fn finish(mut self) -> io::Result<WriteSummary> {
        self.buffer.push_str("  </body>\n</tmx>\n");
        self.output.write_all(self.buffer.as_bytes())?;
        self.output.flush()?;
        Ok(self.summary)
    }
}

fn push_stamp(buffer: &mut String, date: &str, id: &str, stamp: &Stamp) -> u64 {
    push_date(buffer, date, stamp.at);
    match stamp.by.as_deref() {
        None | Some("") => 0,
        Some(by) => push_attribute(buffer, id, by),
    }
}

fn push_date(buffer: &mut String, name: &str, at: Timestamp) {
    buffer.extend([" ", name, "=\""]);
    date::push(buffer, at);
    buffer.push('"');
}
