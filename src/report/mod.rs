//! Stage 6c: what the memory amounts to.
//!
//! A report is a model first and a rendering after: [`Statistics`] is counted
//! here, and the command line prints it as text or JSON with equal numbers. [`analysis`] is
//! what a memory has for a translator's files.

pub mod analysis;

pub mod checks;
mod statistics;

pub use statistics::{Counter, DOUBTFUL, DocumentStatistics, SideStatistics, Spread, Statistics};
