//! TMX: what the room's documentation says of it, in code.
//!
//! [`read`] walks through the XML and collects a [`draft`] of each unit, which
//! judges what was collected, with the [`inline`] codes of its texts; [`mod@write`] puts a unit down; [`own`] names the
//! properties that both must agree on, [`flavor`] those of other tools, [`date`] the instants.

mod attributes;
mod date;
mod draft;
mod element;
mod flavor;
mod inline;
mod own;
mod read;
mod write;

pub(super) use date::parse as instant;
pub use flavor::Flavor;
pub(super) use read::TmxReader;
pub(super) use write::TmxWriter;
