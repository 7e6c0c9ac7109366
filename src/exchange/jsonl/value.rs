//! Any JSON value, with its keys in their order and each as often as it came.

use std::cell::Cell;
use std::fmt;

use crate::exchange::own::is_share;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::exchange) enum Value {
    Null,
    Bool,
    /// A whole number from 0.
    Whole(u64),
    /// Any other number.
    Number(f64),
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl Value {
    /// Returns the text, if it is one.
    pub(in crate::exchange) fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the whole number that fits 32 bits, if it is one.
    pub(in crate::exchange) fn whole(&self) -> Option<u32> {
        match self {
            Value::Whole(number) => u32::try_from(*number).ok(),
            _ => None,
        }
    }

    /// Returns the number between 0 and 1, if it is one.
    pub(in crate::exchange) fn share(&self) -> Option<f64> {
        let number = match self {
            Value::Whole(0) => 0.0,
            Value::Whole(1) => 1.0,
            Value::Number(number) => *number,
            _ => return None,
        };
        is_share(number).then_some(number)
    }
}

impl From<&Value> for serde_json::Value {
    /// Forgets the order of keys, and all but the last of those that are alike.
    fn from(value: &Value) -> Self {
        match value {
            Value::Null | Value::Bool => serde_json::Value::Null,
            Value::Whole(number) => (*number).into(),
            Value::Number(number) => (*number).into(),
            Value::Text(text) => text.as_str().into(),
            Value::List(values) => values.iter().map(serde_json::Value::from).collect(),
            Value::Object(entries) => entries
                .iter()
                .map(|(key, value)| (key.clone(), serde_json::Value::from(value)))
                .collect(),
        }
    }
}

/// The most values that a text may hold: a number of two bytes takes sixteen times as many here.
const MOST: usize = 100_000;

/// Reads a text as one JSON value.
///
/// # Errors
///
/// If it is none, or one of more than 100,000 values, or 128 deep.
pub(in crate::exchange) fn parse(text: &str) -> Result<Value, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let left = Cell::new(MOST);
    let value = AnyValue { left: &left }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Reads any value.
struct AnyValue<'a> {
    /// How many more values may be read.
    left: &'a Cell<usize>,
}

impl AnyValue<'_> {
    /// Returns the reader of a value inside this one.
    fn inner<E: Error>(&self) -> Result<AnyValue<'_>, E> {
        let left = self.left.get();
        if left == 0 {
            return Err(E::custom(format_args!("more than {MOST} values")));
        }
        self.left.set(left - 1);
        Ok(AnyValue { left: self.left })
    }
}

impl<'de> DeserializeSeed<'de> for AnyValue<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyValue<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Bool)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Whole(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(self.inner()?)? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key()? {
            entries.push((key, map.next_value_seed(self.inner()?)?));
        }
        Ok(Value::Object(entries))
    }
}

/// Replaces the escapes of halves of UTF-16 characters by that of U+FFFD, and returns how many there were.
///
/// JavaScript writes them for texts that were cut inside a character; they stand for nothing.
pub(super) fn without_halves(line: &str) -> (String, u64) {
    let mut whole = String::with_capacity(line.len());
    let mut halves = 0;
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        whole.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = match (code(rest), rest.get(6..).and_then(code)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                halves += 1;
                whole.push_str("\\ufffd");
                rest = &rest[6..];
                continue;
            }
            // The character behind a backslash belongs to it, a second backslash above all.
            _ => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
        };
        whole.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    whole.push_str(rest);
    (whole, halves)
}

/// Returns the code of the `\uXXXX` with which `text` begins.
fn code(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let are_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    are_hex
        .then(|| u16::from_str_radix(digits, 16).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_characters_are_replaced_and_whole_ones_are_not() {
        for (text, whole, halves) in [
            (r"a\ud834\udd1eb", r"a\ud834\udd1eb", 0),
            (r"\ud834x", r"\ufffdx", 1),
            (r"\udd1e\ud834", r"\ufffd\ufffd", 2),
            (r"\ud834\ud834\udd1e", r"\ufffd\ud834\udd1e", 1),
            (r"\\ud834", r"\\ud834", 0),
            (r"\\\ud834", r"\\\ufffd", 1),
            (r"\ud83", r"\ud83", 0),
            (r"\ud83é\ن", r"\ud83é\ن", 0),
            ("\\", "\\", 0),
        ] {
            assert_eq!(without_halves(text), (whole.to_owned(), halves), "{text}");
        }
    }
}
