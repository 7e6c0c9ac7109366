//! TMX: what the room's documentation says of it, in code.
//!
//! [`read`] walks through the XML and collects a [`draft`] of each unit, which
//! judges what was collected, with the [`inline`] codes of its texts; [`mod@write`] puts a unit down, with the
//! properties of other tools by [`flavor`]; the properties that both must agree on and the instants are shared
//! with other formats.

mod attributes;
mod draft;
mod element;
mod inline;
mod read;
mod write;

use super::{date, flavor, own};

pub(super) use read::TmxReader;
pub(super) use write::TmxWriter;
