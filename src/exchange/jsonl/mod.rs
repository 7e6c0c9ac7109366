//! JSON Lines: an object a line, with all fields of a unit or with its two texts alone.
//!
//! [`value`] reads any JSON and keeps what a map would lose: the order of keys, and keys that come
//! twice. [`fields`] knows what each key may hold, [`shape`] is what is written;
//! `schemas/unit-line.schema.json` tells both shapes.

mod fields;
mod read;
mod shape;
mod value;
mod write;

pub(super) use fields::{Taken, codes, take, take_list};
pub(super) use read::JsonReader;
pub use shape::UnitShape;
pub(super) use shape::{Known, PropertyJson};
pub(super) use value::{Value, parse};
pub(super) use write::{JsonWriter, Shape};
