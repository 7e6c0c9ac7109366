//! The keys of our own shape, each with the values that make sense for it.

use crate::bitext::{InlineCode, InlineEvent, Lang, Property};
use crate::exchange::date::parse as instant;
use crate::exchange::record::{Field, Record, side};

use super::value::{Value, parse};

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
                    (_, Value::Null) => {}
                    ("tag", Value::Text(tag)) => {
                        if !record.take(Field::Tag(lang), tag) {
                            taken = Taken::Senseless;
                        }
                    }
                    ("codes", list) => {
                        if !codes(record, lang, list) {
                            taken = Taken::Senseless;
                        }
                    }
                    ("tag", _) => taken = Taken::Senseless,
                    _ => taken = Taken::Unknown,
                }
            }
            taken
        }
        _ => no_text(),
    }
}

/// Takes the inline codes of a side; `false` when they make no sense.
pub(in crate::exchange) fn codes(record: &mut Record, lang: Lang, value: &Value) -> bool {
    if *value == Value::Null {
        return true;
    }
    let Ok(mut codes) = serde_json::from_value::<Vec<InlineCode>>(value.into()) else {
        return false;
    };
    for code in &mut codes {
        match &mut code.event {
            InlineEvent::Open(element) => {
                for value in element.attributes.values_mut() {
                    *value = record.legal(value);
                }
            }
            InlineEvent::Native(native) => *native = record.legal(native),
            InlineEvent::Close => {}
        }
    }
    *side(&mut record.codes, lang) = codes;
    true
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
