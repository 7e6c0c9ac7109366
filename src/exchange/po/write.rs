//! PO out.

use std::collections::HashMap;
use std::io::{self, Write};

use jiff::tz::Offset;
use rustc_hash::FxBuildHasher;
use xxhash_rust::xxh3::Xxh3;

use crate::bitext::{Lang, TranslationUnit};
use crate::exchange::jsonl::Known;
use crate::exchange::{WriteOptions, WriteSummary, is_empty};

use super::{CONTEXT, FLAGS, KNOWN, REFERENCE, comments, notes, quoted};

/// How much is written at a time, in bytes.
const BUFFER: usize = 64 << 10;

pub(in crate::exchange) struct PoWriter<W: Write> {
    output: W,
    options: WriteOptions,
    summary: WriteSummary,
    buffer: String,
    /// How often each message has been written with a context, by the digest of both.
    written: HashMap<u64, u32, FxBuildHasher>,
}

impl<W: Write> PoWriter<W> {
    pub(in crate::exchange) fn new(output: W, options: WriteOptions) -> Self {
        let mut buffer = String::with_capacity(2 * BUFFER);
        head(&mut buffer, &options);
        Self {
            output,
            options,
            summary: WriteSummary::default(),
            buffer,
            written: HashMap::default(),
        }
    }

    pub(in crate::exchange) fn write(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        if is_empty(unit) {
            self.summary.empty += 1;
            return Ok(());
        }
        let [source, target] = self.options.order();
        let property = |kind: &str| {
            let mut found = unit.properties.iter().filter(|found| found.kind == kind);
            found.next().map(|property| property.value.as_str())
        };
        let context = self.context(property(CONTEXT), unit.text(source));
        let buffer = &mut self.buffer;
        buffer.push('\n');
        let lines = comments(&unit.notes);
        for line in &lines {
            buffer.push_str(if line.is_empty() { "#" } else { "# " });
            // A carriage return alone ends a line for some readers.
            buffer.extend(line.chars().map(|c| if c == '\r' { ' ' } else { c }));
            buffer.push('\n');
        }
        let are_notes_told =
            notes(lines) == unit.notes && !unit.notes.iter().any(|note| is_odd(note));
        let known = Known::new(unit, &self.options, !are_notes_told);
        buffer.push_str("#. ");
        buffer.push_str(KNOWN);
        buffer.push(' ');
        buffer.push_str(&serde_json::to_string(&known)?);
        buffer.push('\n');
        for (kind, mark) in [(REFERENCE, "#: "), (FLAGS, "#, ")] {
            let value = property(kind).filter(|value| !value.contains(char::is_control));
            if let Some(value) = value.filter(|value| kind != FLAGS || are_flags(value)) {
                buffer.push_str(mark);
                buffer.push_str(value);
                buffer.push('\n');
            }
        }
        if let Some(context) = context {
            quoted::write(buffer, "msgctxt", &context);
        }
        quoted::write(buffer, "msgid", unit.text(source));
        quoted::write(buffer, "msgstr", unit.text(target));
        self.summary.units += 1;
        if self.buffer.len() >= BUFFER {
            self.output.write_all(self.buffer.as_bytes())?;
            self.buffer.clear();
        }
        Ok(())
    }

    /// Returns the context that keeps a message apart from those before it: its own, and a number where that is not enough.
    fn context(&mut self, own: Option<&str>, message: &str) -> Option<String> {
        let times = *self
            .written
            .entry(digest(own, message))
            .and_modify(|times| *times += 1)
            .or_insert(1);
        if times == 1 {
            return own.map(str::to_owned);
        }
        let mut number = times;
        loop {
            let context = match own {
                Some(own) => format!("{own} {number}"),
                None => number.to_string(),
            };
            let digest = digest(Some(&context), message);
            if self.written.insert(digest, 1).is_none() {
                return Some(context);
            }
            number = number.wrapping_add(1);
        }
    }

    pub(in crate::exchange) fn finish(mut self) -> io::Result<WriteSummary> {
        self.output.write_all(self.buffer.as_bytes())?;
        self.output.flush()?;
        Ok(self.summary)
    }
}

/// Tells whether a note is not the same once it has been a comment.
fn is_odd(note: &str) -> bool {
    note.contains('\r') || note.lines().any(|line| line != line.trim_end())
}

/// Tells whether a property holds flags, of which `fuzzy` would have the message thrown away.
fn are_flags(value: &str) -> bool {
    value.split(", ").all(|flag| {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':' || c == '.';
        !flag.is_empty() && flag != "fuzzy" && flag.chars().all(is_word)
    })
}

fn digest(context: Option<&str>, message: &str) -> u64 {
    let mut digest = Xxh3::new();
    digest.update(&[u8::from(context.is_some())]);
    digest.update(context.unwrap_or_default().as_bytes());
    // The character with which gettext itself joins the two.
    digest.update(b"\x04");
    digest.update(message.as_bytes());
    digest.digest()
}

/// Writes the header.
fn head(buffer: &mut String, options: &WriteOptions) {
    let [source, target] = options.order();
    let tag = |lang: Lang| options.lang_tags.get(lang).replace('-', "_");
    let plural = match target {
        Lang::Ar => {
            "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;"
        }
        Lang::En => "nplurals=2; plural=n != 1;",
    };
    let mut fields = String::from("Project-Id-Version: dhakira\n");
    if let Some(created) = options.created {
        let date = Offset::UTC.to_datetime(created);
        let day = date.date();
        let (hour, minute) = (date.hour(), date.minute());
        fields += &format!("PO-Revision-Date: {day} {hour:02}:{minute:02}+0000\n");
    }
    fields += &format!(
        "Last-Translator: dhakira\nLanguage-Team: {}\nLanguage: {}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n\
         Content-Transfer-Encoding: 8bit\nPlural-Forms: {plural}\nX-Source-Language: {}\n",
        target.name(),
        tag(target),
        tag(source)
    );
    quoted::write(buffer, "msgid", "");
    quoted::write(buffer, "msgstr", &fields);
}
