//! Tables: a row a unit, as TSV or CSV.
//!
//! [`plain`] knows the cells of a TSV, [`quoted`] those of a CSV and of what spreadsheets call
//! "Unicode text"; [`columns`] knows what a header says of them, [`guard`] how a cell is kept from
//! being a formula. [`read`] and [`mod@write`] do the rest for both.

mod cells;
mod columns;
mod guard;
mod plain;
mod quoted;
mod read;
mod write;

pub use guard::before as formula_guard;
pub use plain::escape;
pub(super) use read::TableReader;
pub(super) use write::TableWriter;

/// How cells are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// By tabs, with escapes.
    Plain,
    /// By commas (read: semicolons or tabs, too), with quotes.
    Quoted,
}
