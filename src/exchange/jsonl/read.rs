//! JSON Lines in.

use std::borrow::Cow;
use std::io::Read;

use crate::bitext::{Lang, TranslationUnit};
use crate::exchange::account::Found;
use crate::exchange::lines::{Lines, Next};
use crate::exchange::record::{Field, Record, is_tag, side};
use crate::exchange::{Fault, ReadOptions, ReadSummary};

use super::fields::{Taken, take};
use super::value::{Value, parse, without_halves};

pub(in crate::exchange) struct JsonReader<R: Read> {
    lines: Lines<R>,
    options: ReadOptions,
    summary: ReadSummary,
    over: bool,
}

impl<R: Read> JsonReader<R> {
    pub(in crate::exchange) fn new(input: R, options: ReadOptions) -> Self {
        Self {
            lines: Lines::new(input, &options),
            options,
            summary: ReadSummary::default(),
            over: false,
        }
    }

    pub(in crate::exchange) fn summary(&self) -> &ReadSummary {
        &self.summary
    }

    /// Returns the line of the unit given last.
    pub(in crate::exchange) fn line(&self) -> u64 {
        self.lines.number()
    }

    /// Makes a unit of the line.
    fn unit(&mut self) -> Result<Found, String> {
        let line = self.lines.text()?;
        let line = if line.contains("\\u") {
            let (whole, halves) = without_halves(line);
            self.summary.halves += halves;
            Cow::Owned(whole)
        } else {
            Cow::Borrowed(line)
        };
        let value = parse(&line).map_err(|error| {
            // The line that it names is always the first, and the fault has its own.
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default();
            format!("no JSON at column {}: {reason}", error.column())
        })?;
        let Value::Object(entries) = value else {
            return Err("the line holds no JSON object".to_owned());
        };
        let mut record = Record::default();
        object(&mut record, entries, &mut self.summary)?;
        self.summary.forbidden_characters += record.dropped;
        self.summary.unread_attributes += record.drop_unfit_codes();
        Ok(record.into_unit(&self.options).into())
    }
}

impl<R: Read> Iterator for JsonReader<R> {
    type Item = Result<TranslationUnit, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let found = match self.lines.next() {
                Ok(Next::End) => {
                    self.over = true;
                    self.summary.complete = true;
                    return None;
                }
                Ok(Next::Line) if self.lines.bytes().trim_ascii().is_empty() => Ok(Found::Nothing),
                Ok(Next::Line) => {
                    self.summary.units += 1;
                    self.unit()
                }
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
                .settle(found, self.lines.number(), None, &self.options);
            if item.is_some() {
                return item;
            }
        }
        None
    }
}

/// Takes the keys of an object; those that come again or are not known are counted.
fn object(
    record: &mut Record,
    entries: Vec<(String, Value)>,
    summary: &mut ReadSummary,
) -> Result<(), String> {
    let mut seen: Vec<String> = Vec::new();
    for (key, value) in entries {
        if seen.contains(&key) {
            summary.doubled_keys += 1;
            continue;
        }
        match key.as_str() {
            "translation" => translation(record, value, summary)?,
            // The number that `show` prints is the memory's own.
            "unit" => {}
            _ => match take(record, &key, &value) {
                Taken::Yes => {}
                Taken::Senseless => summary.unread_attributes += 1,
                Taken::Unknown => {
                    // Foreign objects may have very many keys; those of ours are few, and only they matter.
                    summary.unknown_keys += 1;
                    continue;
                }
                Taken::Broken(reason) => return Err(reason),
            },
        }
        seen.push(key);
    }
    Ok(())
}

/// Takes `{"ar": "…", "en": "…"}`, with language tags of any kind.
fn translation(record: &mut Record, value: Value, summary: &mut ReadSummary) -> Result<(), String> {
    let Value::Object(entries) = value else {
        return Err("translation is no object".to_owned());
    };
    for (key, value) in entries {
        let Some(lang) = lang_of(&key) else {
            summary.unknown_keys += 1;
            continue;
        };
        if value == Value::Null {
            continue;
        }
        let Some(text) = value.text() else {
            return Err(format!("the {} text is no string", lang.name()));
        };
        if side(&mut record.texts, lang).is_some() {
            summary.second_variants += 1;
            continue;
        }
        record.take(Field::Text(lang), text);
        if key != lang.code() {
            record.take(Field::Tag(lang), &key);
        }
    }
    Ok(())
}

/// Returns the language whose tag a key is.
fn lang_of(key: &str) -> Option<Lang> {
    Lang::from_tag(key).filter(|_| is_tag(key))
}
