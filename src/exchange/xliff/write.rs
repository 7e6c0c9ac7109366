//! Writes XLIFF 1.2 and 2.1: the same bytes for the same units.

use std::io::{self, Write};

use crate::bitext::{Status, TranslationUnit};
use crate::exchange::xml::{push_attribute, push_text};
use crate::exchange::{Flavor, WriteOptions, WriteSummary, legal, own};

use super::walk::Version;
use super::{CATEGORY, NAMESPACE, NO_POSITION, PURPOSE, context};

/// How much is written at a time, in bytes.
const BUFFER: usize = 64 << 10;

pub(in crate::exchange) struct XliffWriter<W: Write> {
    output: W,
    options: WriteOptions,
    version: Version,
    summary: WriteSummary,
    buffer: String,
    /// The document of the open `file`.
    document: Option<String>,
    files: u64,
    /// The place in the open `file` of its next unit, from 0.
    position: u32,
}

impl<W: Write> XliffWriter<W> {
    /// Starts a file of version 1.2.
    pub(in crate::exchange) fn one(output: W, options: WriteOptions) -> Self {
        Self::new(output, options, Version::One)
    }

    /// Starts a file of version 2.1.
    pub(in crate::exchange) fn two(output: W, options: WriteOptions) -> Self {
        Self::new(output, options, Version::Two)
    }

    fn new(output: W, options: WriteOptions, version: Version) -> Self {
        let mut writer = Self {
            output,
            options,
            version,
            summary: WriteSummary::default(),
            buffer: String::with_capacity(2 * BUFFER),
            document: None,
            files: 0,
            position: 0,
        };
        writer.root();
        writer
    }

    fn root(&mut self) {
        let [source, target] = self.options.order();
        let tags = &self.options.lang_tags;
        let buffer = &mut self.buffer;
        buffer.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        let mut dropped = 0;
        match self.version {
            Version::One => buffer
                .push_str("<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\""),
            Version::Two => {
                buffer.push_str(concat!(
                    "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" ",
                    "xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\" xmlns:dhk=\""
                ));
                buffer.push_str(NAMESPACE);
                buffer.push('"');
                dropped += push_attribute(buffer, "srcLang", tags.get(source));
                dropped += push_attribute(buffer, "trgLang", tags.get(target));
                buffer.push_str(concat!(" dhk:tool=\"", env!("CARGO_PKG_VERSION"), "\""));
            }
        }
        buffer.push_str(">\n");
        self.summary.forbidden_characters += dropped;
    }

    /// Ends the open `file`, if there is one.
    fn end_file(&mut self) {
        if self.files > 0 {
            self.buffer.push_str(match self.version {
                Version::One => "  </body></file>\n",
                Version::Two => "  </file>\n",
            });
        }
    }

    fn start_file(&mut self, document: &str) {
        self.end_file();
        self.files += 1;
        self.position = 0;
        self.document = Some(document.to_owned());
        let buffer = &mut self.buffer;
        let mut dropped = 0;
        match self.version {
            Version::One => {
                let [source, target] = self.options.order();
                let tags = &self.options.lang_tags;
                buffer.push_str("  <file");
                dropped += push_attribute(buffer, "original", document);
                dropped += push_attribute(buffer, "source-language", tags.get(source));
                dropped += push_attribute(buffer, "target-language", tags.get(target));
                buffer.push_str(" datatype=\"plaintext\" tool-id=\"dhakira\"");
                if let Some(at) = self.options.created {
                    push_attribute(buffer, "date", &at.to_string());
                }
                buffer.push_str(concat!(
                    "><header><tool tool-id=\"dhakira\" tool-name=\"dhakira\" tool-version=\"",
                    env!("CARGO_PKG_VERSION"),
                    "\"/></header><body>\n"
                ));
            }
            Version::Two => {
                buffer.push_str("  <file");
                push_attribute(buffer, "id", &format!("f{}", self.files));
                if !document.is_empty() {
                    dropped += push_attribute(buffer, "original", document);
                }
                buffer.push_str(">\n");
            }
        }
        self.summary.forbidden_characters += dropped;
    }

    pub(in crate::exchange) fn write(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        let blank = |text: &str| {
            text.chars()
                .all(|c| c.is_whitespace() || !legal::is_legal(c))
        };
        if self
            .options
            .order()
            .iter()
            .any(|&lang| blank(unit.text(lang)))
        {
            self.summary.empty += 1;
            return Ok(());
        }
        let document = unit.place.as_ref().map_or("", |place| &place.document);
        if self.document.as_deref() != Some(document) {
            self.start_file(document);
        }
        self.summary.units += 1;
        let variants = [&unit.variants.ar, &unit.variants.en];
        let with_codes = variants.iter().filter(|variant| !variant.codes.is_empty());
        self.summary.dropped_codes += with_codes.count() as u64;
        let dropped = match self.version {
            Version::One => self.trans_unit(unit),
            Version::Two => self.unit(unit),
        };
        self.summary.forbidden_characters += dropped;
        self.position = self.position.saturating_add(1);
        if self.buffer.len() >= BUFFER {
            self.output.write_all(self.buffer.as_bytes())?;
            self.buffer.clear();
        }
        Ok(())
    }

    fn trans_unit(&mut self, unit: &TranslationUnit) -> u64 {
        let [source, target] = self.options.order();
        let (approved, state) = match unit.status {
            Status::Reviewed => ("yes", "final"),
            Status::Draft => ("no", "translated"),
            Status::Rejected => ("no", "needs-review-translation"),
        };
        let tags = &self.options.lang_tags;
        let buffer = &mut self.buffer;
        let mut dropped = 0;
        buffer.push_str("    <trans-unit");
        push_attribute(buffer, "id", &self.summary.units.to_string());
        push_attribute(buffer, "approved", approved);
        buffer.push_str(" xml:space=\"preserve\">\n      <source");
        dropped += push_attribute(buffer, "xml:lang", tags.get(source));
        buffer.push('>');
        dropped += push_text(buffer, unit.text(source));
        buffer.push_str("</source>\n      <target");
        dropped += push_attribute(buffer, "xml:lang", tags.get(target));
        push_attribute(buffer, "state", state);
        buffer.push('>');
        dropped += push_text(buffer, unit.text(target));
        buffer.push_str("</target>\n");
        for note in unit.notes.iter().filter(|note| !note.is_empty()) {
            buffer.push_str("      <note>");
            dropped += push_text(buffer, note);
            buffer.push_str("</note>\n");
        }
        let mut any = false;
        each_property(unit, &self.options, self.position, |parts, value| {
            if !std::mem::replace(&mut any, true) {
                buffer.extend(["      <context-group purpose=\"", PURPOSE, "\">\n"]);
            }
            buffer.push_str("        <context context-type=\"");
            dropped += push_text(buffer, &context::spelled(&parts.concat()));
            buffer.push_str("\">");
            dropped += push_text(buffer, value);
            buffer.push_str("</context>\n");
        });
        if any {
            buffer.push_str("      </context-group>\n");
        }
        buffer.push_str("    </trans-unit>\n");
        dropped
    }

    fn unit(&mut self, unit: &TranslationUnit) -> u64 {
        let [source, target] = self.options.order();
        let state = match unit.status {
            Status::Reviewed => "reviewed",
            Status::Draft | Status::Rejected => "translated",
        };
        let buffer = &mut self.buffer;
        let mut dropped = 0;
        buffer.push_str("    <unit");
        push_attribute(buffer, "id", &format!("u{}", self.summary.units));
        buffer.push_str(">\n");
        let mut any = false;
        each_property(unit, &self.options, self.position, |parts, value| {
            if !std::mem::replace(&mut any, true) {
                buffer.extend([
                    "      <mda:metadata><mda:metaGroup category=\"",
                    CATEGORY,
                    "\">\n",
                ]);
            }
            buffer.push_str("        <mda:meta type=\"");
            for part in parts {
                dropped += push_text(buffer, part);
            }
            buffer.push_str("\">");
            dropped += push_text(buffer, value);
            buffer.push_str("</mda:meta>\n");
        });
        if any {
            buffer.push_str("      </mda:metaGroup></mda:metadata>\n");
        }
        let mut notes = unit.notes.iter().filter(|note| !note.is_empty()).peekable();
        if notes.peek().is_some() {
            buffer.push_str("      <notes>\n");
            for note in notes {
                buffer.push_str("        <note>");
                dropped += push_text(buffer, note);
                buffer.push_str("</note>\n");
            }
            buffer.push_str("      </notes>\n");
        }
        buffer.push_str("      <segment");
        push_attribute(buffer, "state", state);
        buffer.push_str(">\n        <source xml:space=\"preserve\">");
        dropped += push_text(buffer, unit.text(source));
        buffer.push_str("</source>\n        <target xml:space=\"preserve\">");
        dropped += push_text(buffer, unit.text(target));
        buffer.push_str("</target>\n      </segment>\n    </unit>\n");
        dropped
    }

    pub(in crate::exchange) fn finish(mut self) -> io::Result<WriteSummary> {
        if self.files == 0 && self.version == Version::One {
            self.start_file("");
        }
        self.end_file();
        self.buffer.push_str("</xliff>\n");
        self.output.write_all(self.buffer.as_bytes())?;
        self.output.flush()?;
        Ok(self.summary)
    }
}

/// Hands out what XLIFF has no place for, as the parts of a type and a value.
///
/// Document, place in it and review are said by the file itself, as far as they are there.
fn each_property(
    unit: &TranslationUnit,
    options: &WriteOptions,
    position: u32,
    mut put: impl FnMut([&str; 2], &str),
) {
    if let Some(place) = unit
        .place
        .as_ref()
        .filter(|place| !place.document.is_empty())
    {
        match place.position {
            Some(own) if own == position => {}
            Some(own) => put([own::PREFIX, own::POSITION], &own.to_string()),
            None => put([own::PREFIX, own::POSITION], NO_POSITION),
        }
    }
    let is_reviewed = unit.status == Status::Reviewed;
    own::each(
        unit,
        &options.lang_tags,
        Flavor::Plain,
        |prefix, kind, value| {
            let is_said = prefix == own::PREFIX
                && (kind == own::DOCUMENT
                    || kind == own::POSITION
                    || kind == own::STATUS && is_reviewed);
            if !is_said {
                put([prefix, kind], value);
            }
        },
    );
}
