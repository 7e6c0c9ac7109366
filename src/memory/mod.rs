//! Stage 5: the translation memory, one SQLite file.
//!
//! | part | holds |
//! |---|---|
//! | `open` | opening, the schema and its migrations, closing |
//! | `documents` | what was built from which files, and its replacement |
//! | `units` | rows to units and back, reading in order |
//! | `keeping` | what a person does to single units |
//! | `import` | units from elsewhere, and what happens when a source is there already |
//! | `first_import` | the import into an empty memory |
//! | `header` | what the files it came from say of themselves |
//! | `index` | which units hold which words: what lookup asks first |
//! | `verify` | whether the file still holds what was written |
//! | `upkeep` | how large it is, and copies of it |
//!
//! # Locking
//!
//! The journal is a write-ahead log: lookups go on during an import (but the first one into
//! an empty memory, which goes without the log), and a second writer waits five seconds before it is told that the memory is busy. A clean
//! close folds the log back, so that one file remains. A memory in a folder that
//! cannot be written is opened as immutable and still answers, unless a log that
//! was left behind holds changes that it would answer without.
//!
//! # Trust
//!
//! A memory may come from anywhere. Its application id is checked before anything
//! else, triggers and views of its schema are not trusted, and nothing is ever
//! deleted or rewritten because it could not be read.

mod documents;
mod first_import;
mod header;
mod import;
pub(crate) mod index;
mod keeping;
mod open;
mod units;
mod upkeep;
mod verify;

pub use documents::{Document, DocumentRecord, Replaced};
pub use import::{Imported, OnConflict};
pub use keeping::{Added, Edit, Edited};
pub use open::Memory;
pub(crate) use open::{beside, immutable};
pub use units::{Documents, Selected, StoredUnit, UnitFilter};
pub(crate) use units::{UNIT_COLUMNS, UNIT_TABLES, key_hash, named, unit_from_row};
pub use upkeep::{Copied, Extent};
pub use verify::{Problem, ProblemKind};

#[cfg(test)]
mod tests;
