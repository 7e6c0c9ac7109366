//! JSON Lines in.

use std::borrow::Cow;
use std::io::Read;

use crate::bitext::{Lang, Property, TranslationUnit};
use crate::exchange::lines::{Lines, Next};
use crate::exchange::recoded::Recoded;
use crate::exchange::record::{Field, Record, is_tag, side};
use crate::exchange::tmx::instant;
use crate::exchange::{Fault, ReadOptions, ReadSummary};

use super::value::{Value, parse, without_halves};

pub(in crate::exchange) struct JsonReader<R: Read> {
    lines: Lines<R>,
    options: ReadOptions,
    summary: ReadSummary,
    over: bool,
}

impl<R: Read> JsonReader<R> {
    pub(in crate::exchange) fn new(input: R, options: ReadOptions) -> Self {
        let input = Recoded::new(input, options.encoding);
        Self {
            lines: Lines::new(input, options.limit),
            options,
            summary: ReadSummary::default(),
            over: false,
        }
    }

    pub(in crate::exchange) fn summary(&self) -> &ReadSummary {
        &self.summary
    }

    /// Makes a unit of the line; `None` when it was skipped.
    fn unit(&mut self) -> Result<Option<TranslationUnit>, String> {
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
        match record.into_unit(&self.options.created) {
            Ok(unit) => Ok(Some(unit)),
            Err(reason) => {
                self.summary.skipped.add(reason);
                Ok(None)
            }
        }
    }
}

impl<R: Read> Iterator for JsonReader<R> {
    type Item = Result<TranslationUnit, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let unit = match self.lines.next() {
                Ok(Next::End) => {
                    self.over = true;
                    self.summary.complete = true;
                    return None;
                }
                Ok(Next::Line) if self.lines.bytes().trim_ascii().is_empty() => Ok(None),
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
            match unit {
                Ok(None) => {}
                Ok(Some(unit)) => {
                    self.summary.taken += 1;
                    return Some(Ok(unit));
                }
                Err(reason) => {
                    self.summary.faults += 1;
                    return Some(Err(Fault::new(self.lines.number(), None, &reason)));
                }
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
                Taken::Unknown => summary.unknown_keys += 1,
                Taken::Broken(reason) => return Err(reason),
            },
        }
        // Foreign objects may have very many keys; those of ours are few, and only they matter.
        if seen.len() < 32 {
            seen.push(key);
        }
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

/// What became of a key and its value.
pub(in crate::exchange) enum Taken {
    Yes,
    /// The value makes no sense for the key.
    Senseless,
    /// The key is none of ours.
    Unknown,
    /// A text is none, so that the unit is broken.
    Broken(String),
}

/// Takes a key of our own shape with its value; `null` says nothing.
pub(in crate::exchange) fn take(record: &mut Record, key: &str, value: &Value) -> Taken {
    let makes_sense = match key {
        "ar" => return text(record, Lang::Ar, value),
        "en" => return text(record, Lang::En, value),
        "created" | "changed" => stamp(record, key == "created", value),
        "notes" => notes(record, value),
        "properties" => properties(record, value),
        _ => {
            let named = Field::ALL.iter().find(|(_, name)| *name == key);
            let Some(&(field, _)) = named else {
                return Taken::Unknown;
            };
            match (field, value) {
                (_, Value::Null) => true,
                (Field::Confidence, value) => set(&mut record.confidence, value.share()),
                (Field::Similarity, value) => set(&mut record.similarity, value.share()),
                (Field::Position, value) => set(&mut record.position, value.whole()),
                (Field::UseCount, value) => set(&mut record.use_count, value.whole()),
                (field, Value::Text(text)) => record.take(field, text),
                _ => false,
            }
        }
    };
    if makes_sense {
        Taken::Yes
    } else {
        Taken::Senseless
    }
}

fn set<T>(field: &mut Option<T>, value: Option<T>) -> bool {
    let makes_sense = value.is_some();
    *field = value;
    makes_sense
}

/// Takes the text of a side: a string, or an object with `text` and `tag`.
fn text(record: &mut Record, lang: Lang, value: &Value) -> Taken {
    let no_text = || Taken::Broken(format!("the {} text is no string", lang.name()));
    match value {
        Value::Null => Taken::Yes,
        Value::Text(text) => {
            record.take(Field::Text(lang), text);
            Taken::Yes
        }
        Value::Object(entries) => {
            let mut taken = Taken::Yes;
            for (key, value) in entries {
                match (key.as_str(), value) {
                    ("text", Value::Text(text)) => {
                        record.take(Field::Text(lang), text);
                    }
                    ("text", _) => return no_text(),
                    ("tag", Value::Text(tag)) => {
                        if !record.take(Field::Tag(lang), tag) {
                            taken = Taken::Senseless;
                        }
                    }
                    _ => taken = Taken::Unknown,
                }
            }
            taken
        }
        _ => no_text(),
    }
}

fn stamp(record: &mut Record, is_created: bool, value: &Value) -> bool {
    let entries = match value {
        Value::Null => return true,
        Value::Object(entries) => entries,
        _ => return false,
    };
    let mut told = (None, None);
    let mut makes_sense = true;
    for (key, value) in entries {
        match (key.as_str(), value) {
            ("by", Value::Text(by)) => {
                told.1 = Some(record.legal(by)).filter(|by| !by.is_empty());
            }
            ("at", Value::Text(at)) => {
                told.0 = instant(at);
                makes_sense &= told.0.is_some();
            }
            (_, Value::Null) => {}
            _ => makes_sense = false,
        }
    }
    if is_created {
        record.created = told;
    } else {
        record.changed = told;
    }
    makes_sense
}

fn notes(record: &mut Record, value: &Value) -> bool {
    let notes = match value {
        Value::Null => return true,
        Value::List(notes) => notes,
        _ => return false,
    };
    let mut makes_sense = true;
    for note in notes {
        match note.text() {
            Some(note) => {
                let note = record.legal(note);
                record.notes.push(note);
            }
            None => makes_sense = false,
        }
    }
    makes_sense
}

fn properties(record: &mut Record, value: &Value) -> bool {
    let properties = match value {
        Value::Null => return true,
        Value::List(properties) => properties,
        _ => return false,
    };
    let mut makes_sense = true;
    for property in properties {
        let Value::Object(entries) = property else {
            makes_sense = false;
            continue;
        };
        let text = |name: &str| {
            let mut found = entries.iter().filter(|(key, _)| key == name);
            found.next().and_then(|(_, value)| value.text())
        };
        match (text("kind"), text("value")) {
            (Some(kind), Some(value)) => {
                let (kind, value) = (record.legal(kind), record.legal(value));
                record.properties.push(Property { kind, value });
            }
            _ => makes_sense = false,
        }
    }
    makes_sense
}

/// Takes notes or properties that stand in a cell as a JSON array; `false` when they make no sense.
///
/// Notes that are no array are one note: so a person writes them into a cell.
pub(in crate::exchange) fn take_list(record: &mut Record, field: Field, cell: &str) -> bool {
    match (field, parse(cell)) {
        (Field::Notes, Ok(list @ Value::List(_))) => notes(record, &list),
        (Field::Notes, _) => {
            let note = record.legal(cell);
            record.notes.push(note);
            true
        }
        (_, Ok(list)) => properties(record, &list),
        (_, Err(_)) => false,
    }
}
