//! The match index: which sources of the memory hold which classes of tokens.
//!
//! It lies in the memory's own file and is read by primary key, so that nothing is loaded at the
//! start. It proposes units and never decides: whoever asks scores the texts
//! themselves. So it must hold every unit as it is, and may hold others.
//!
//! # Parts
//!
//! A part indexes the texts of one language of a set of units and is never changed. A unit that is
//! new or edited goes into the list of *fresh* ones, which are read in full by every
//! query; when there are more than [`FRESH`] of them they become a part, which takes in
//! those that are not much larger (the logarithmic method of Bentley and Saxe, 1980). So an
//! added unit is written some few times in its life, and a memory of a
//! million has a handful of parts; `optimize` makes one of them.
//!
//! A text that was edited or removed leaves its old entry in its part; it is known to be *stale*
//! and left out when the part is next rewritten.
//!
//! # What a part holds
//!
//! | table | holds |
//! |---|---|
//! | `match_part` | its sources by weight: how many there are of each |
//! | `match_class`, `match_word` | its classes and words; classes are numbered from the commonest |
//! | `match_source` | the tokens of each source, by weight, sixteen in a block |
//! | `match_list` | for each class the sources that have it, some hundred in a block |
//!
//! The sources are numbered by weight, because a score bounds how far the weights of two texts are
//! apart: a query reads a stretch of each list. Each list is in three bands: sources in which
//! the class and what is commoner than it make up half of the weight or more, a quarter or more, and the rest.
//! Two texts that share much share some of it among the rarest of both, so that the first
//! band is enough for high scores (prefix filtering: Chaudhuri, Ganti and Kaushik, "A primitive operator for
//! similarity joins in data cleaning", 2006; Bayardo, Ma and Srikant, "Scaling up all pairs similarity
//! search", 2007).
//!
//! # Limits
//!
//! A part holds at most 16,777,215 sources and 8,388,607 classes; there are at most 8,191 parts.

mod check;
mod dictionary;
mod keys;
mod merge;
mod part;
mod sources;
mod varint;
mod writer;

pub(in crate::memory) use check::faults;
pub(crate) use part::{Band, Known, Part, SourceToken, fresh, is_stale, parts};
#[cfg(test)]
pub(crate) use part::{CLASS, LISTED, SOURCE, STALE, WORD};
pub(in crate::memory) use sources::Sources;
pub(in crate::memory) use writer::IndexWriter;

// In tests a few units are enough to make parts, blocks and merges.

/// How many fresh units there may be before they become a part.
const FRESH: usize = if cfg!(test) { 3 } else { 64 };

/// A part takes in the parts before it that are at most so many times as large as what it holds.
const ABSORBS: u64 = if cfg!(test) { 1 } else { 8 };

/// How many sources lie in a block of `match_source`.
const SOURCES_PER_BLOCK: u32 = 16;

/// How many sources a block of `match_list` lists.
const LISTED_PER_BLOCK: usize = if cfg!(test) { 2 } else { 256 };

/// How many units an import collects before it writes a part.
const COLLECTED: usize = if cfg!(test) { 11 } else { 4_000_000 };

/// How many bytes of sources of a language wait in memory before they are put aside.
const RUN: usize = if cfg!(test) { 64 } else { 6 << 20 };
