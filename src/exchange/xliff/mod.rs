//! XLIFF: what the room's documentation says of it, in code.
//!
//! [`walk`] cuts a file into units and what stands between them, [`mod@unit`] takes a
//! unit apart, [`read`] makes translation units of it, [`mod@write`] writes them,
//! [`mod@fill`] puts translations into a file and leaves the rest as it is, with
//! [`edit`] for the changes; [`context`] spells the types of properties, [`state`] judges what the many words for a target's state mean.

mod context;
mod edit;
mod fill;
mod read;
mod state;
mod unit;
mod walk;
mod write;

pub use fill::{FillError, FillOptions, FillSummary, Suggestion, Wanted, fill};
pub(super) use read::XliffReader;
pub(super) use write::XliffWriter;

/// The namespace of what is ours in XLIFF 2.
const NAMESPACE: &str = "urn:dhakira:xliff";

/// The purpose of the contexts of XLIFF 1 that hold properties.
const PURPOSE: &str = "x-dhakira";

/// The category of the metadata of XLIFF 2 that hold properties.
const CATEGORY: &str = "dhakira";

/// The value of a position that says there is none.
const NO_POSITION: &str = "none";

/// The type of the property that holds the id of a unit from elsewhere.
const ID: &str = "x-xliff-id";
