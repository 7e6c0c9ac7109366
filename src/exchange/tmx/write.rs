//! Writes TMX 1.4: the same bytes for the same units.

use std::io::{self, Write};

use jiff::Timestamp;

use crate::bitext::{Stamp, TranslationUnit};
use crate::exchange::xml::{push_attribute, push_text};
use crate::exchange::{WriteOptions, WriteSummary, legal};

use super::flavor::{self, Flavor, HEADER_TYPE, Level, Neighbors};
use super::{date, inline, own};

/// How much is written at a time, in bytes.
const BUFFER: usize = 64 << 10;

pub(in crate::exchange) struct TmxWriter<W: Write> {
    output: W,
    options: WriteOptions,
    summary: WriteSummary,
    buffer: String,
    /// The unit that is written when the one behind it is known.
    waiting: Option<TranslationUnit>,
    /// The unit before that.
    last: Option<TranslationUnit>,
}

impl<W: Write> TmxWriter<W> {
    pub(in crate::exchange) fn new(output: W, options: WriteOptions) -> Self {
        let mut writer = Self {
            output,
            options,
            summary: WriteSummary::default(),
            buffer: String::with_capacity(2 * BUFFER),
            waiting: None,
            last: None,
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
            "\" segtype=\"sentence\"",
        ));
        let Self {
            buffer, options, ..
        } = self;
        let [source, _] = options.order();
        let mut dropped = push_attribute(buffer, "o-tmf", options.flavor.memory_format());
        buffer.push_str(" adminlang=\"en\"");
        dropped += push_attribute(buffer, "srclang", options.lang_tags.get(source));
        buffer.push_str(" datatype=\"plaintext\"");
        if let Some(at) = options.created {
            push_date(buffer, "creationdate", at);
        }
        if options.notes.is_empty() && options.flavor == Flavor::Plain {
            buffer.push_str("/>\n");
        } else {
            buffer.push_str(">\n");
            for note in &options.notes {
                buffer.push_str("    <note>");
                dropped += push_text(buffer, note);
                buffer.push_str("</note>\n");
            }
            if options.flavor != Flavor::Plain {
                buffer.push_str("    ");
                push_property(buffer, HEADER_TYPE, options.flavor.name());
                buffer.push('\n');
            }
            buffer.push_str("  </header>\n");
        }
        buffer.push_str("  <body>\n");
        self.summary.forbidden_characters += dropped;
    }

    /// Adds a unit; where the flavor tells its neighbors, it is written when the next one is known.
    pub(in crate::exchange) fn write(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        if !self.options.flavor.has_neighbors() {
            return self.put(unit, Neighbors::default());
        }
        match self.waiting.replace(unit.clone()) {
            Some(waiting) => self.put_between(waiting, Some(unit)),
            None => Ok(()),
        }
    }

    /// Writes a unit that stands before `next` in the file.
    fn put_between(
        &mut self,
        unit: TranslationUnit,
        next: Option<&TranslationUnit>,
    ) -> io::Result<()> {
        let [source, _] = self.options.order();
        let last = self.last.take();
        let neighbors = Neighbors {
            previous: last
                .as_ref()
                .filter(|last| follows(last, &unit))
                .map(|last| last.text(source)),
            next: next
                .filter(|next| follows(&unit, next))
                .map(|next| next.text(source)),
        };
        self.put(&unit, neighbors)?;
        self.last = Some(unit);
        Ok(())
    }

    fn put(&mut self, unit: &TranslationUnit, neighbors: Neighbors<'_>) -> io::Result<()> {
        let whole = self.buffer.len();
        if self.unit(unit, neighbors) {
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
    fn unit(&mut self, unit: &TranslationUnit, neighbors: Neighbors<'_>) -> bool {
        let Self {
            buffer, options, ..
        } = self;
        let (mut dropped, mut unfit) = (0, 0);
        buffer.push_str("    <tu");
        if let Some(tuid) = unit.tuid.as_deref().filter(|_| options.flavor.has_tuid()) {
            dropped += push_attribute(buffer, "tuid", tuid);
        }
        dropped += push_stamp(buffer, "creationdate", "creationid", &unit.created);
        if let Some(changed) = &unit.changed {
            dropped += push_stamp(buffer, "changedate", "changeid", changed);
        }
        if unit.use_count > 0 {
            dropped += push_attribute(buffer, "usagecount", &unit.use_count.to_string());
        }
        if let Some(at) = unit.last_used {
            push_date(buffer, "lastusagedate", at);
        }
        buffer.push_str(">\n");
        for note in &unit.notes {
            buffer.push_str("      <note>");
            dropped += push_text(buffer, note);
            buffer.push_str("</note>\n");
        }
        own::each(
            unit,
            &options.lang_tags,
            options.flavor,
            |prefix, kind, value| {
                buffer.push_str("      <prop type=\"");
                buffer.push_str(prefix);
                dropped += push_text(buffer, kind);
                buffer.push_str("\">");
                dropped += push_text(buffer, value);
                buffer.push_str("</prop>\n");
            },
        );
        flavor::each(
            options.flavor,
            Level::Unit,
            unit,
            neighbors,
            |kind, value| {
                buffer.push_str("      ");
                push_property(buffer, kind, value);
                buffer.push('\n');
            },
        );
        let [source, target] = options.order();
        for lang in [source, target] {
            buffer.push_str("      <tuv");
            dropped += push_attribute(buffer, "xml:lang", options.lang_tags.get(lang));
            buffer.push('>');
            if lang == source {
                flavor::each(
                    options.flavor,
                    Level::Source,
                    unit,
                    neighbors,
                    |kind, value| push_property(buffer, kind, value),
                );
            }
            buffer.push_str("<seg>");
            let variant = unit.variants.get(lang);
            let left_out = inline::push(buffer, variant);
            dropped += left_out.characters;
            unfit += u64::from(left_out.codes);
            if variant
                .text
                .chars()
                .all(|c| c.is_whitespace() || !legal::is_legal(c))
            {
                return false;
            }
            buffer.push_str("</seg></tuv>\n");
        }
        buffer.push_str("    </tu>\n");
        self.summary.forbidden_characters += dropped;
        self.summary.unfit_codes += unfit;
        true
    }

    pub(in crate::exchange) fn finish(mut self) -> io::Result<WriteSummary> {
        if let Some(waiting) = self.waiting.take() {
            self.put_between(waiting, None)?;
        }
        self.buffer.push_str("  </body>\n</tmx>\n");
        self.output.write_all(self.buffer.as_bytes())?;
        self.output.flush()?;
        Ok(self.summary)
    }
}

/// Tells whether `next` is the segment after `unit` in their document.
fn follows(unit: &TranslationUnit, next: &TranslationUnit) -> bool {
    let (Some(place), Some(next)) = (&unit.place, &next.place) else {
        return false;
    };
    let after = place.position.and_then(|position| position.checked_add(1));
    after.is_some() && after == next.position && place.document == next.document
}

/// Appends a property that is none of the unit's own; characters that XML forbids are counted where they stand.
fn push_property(buffer: &mut String, kind: &str, value: &str) {
    buffer.push_str("<prop");
    push_attribute(buffer, "type", kind);
    buffer.push('>');
    push_text(buffer, value);
    buffer.push_str("</prop>");
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
