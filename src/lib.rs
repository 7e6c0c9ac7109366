//! dhakira (ذاكرة, "memory") turns Arabic articles and their English translations into a translation memory.
//!
//! One way leads through the library, and a stage knows only the stages above it:
//!
//! ```text
//! files ──read──▶ Article ──clean──▶ tagged lines ──split──▶ segments ──align──▶ beads ──memory──▶ SQLite
//!                                                                                                   │
//!                                      matches, concordance ◀──lookup──┬──exchange──▶ TMX, XLIFF, … │
//!                                                                      └──report────▶ statistics ◀──┘
//! ```
//!
//! | room | takes | gives |
//! |---|---|---|
//! | [`error`] | – | what can go wrong, for all others |
//! | [`bitext`] | – | the nouns all others use |
//! | [`text`] | any text | its forms, tokens, stems, script; numbers, dates, measures and names that both languages share |
//! | [`read`] | bytes, folders | [`bitext::Article`]s, pairs of files |
//! | [`clean`] | an article | a tag for each line that is page furniture |
//! | [`split`] | a text, an article with its tags | sentence spans, [`bitext::Segment`]s |
//! | [`align`] | two lists of segments | [`bitext::Bead`]s, [`bitext::TranslationUnit`]s |
//! | [`memory`] | documents and units | the SQLite file, with its match index |
//! | [`lookup`] | a query | matches with their score, concordance hits |
//! | [`exchange`] | units | TMX, XLIFF, tables, JSON Lines, Moses, beads, PO, in and out; memories of Trados in; job files filled |
//! | [`report`] | units, a job | statistics, a match analysis, what is probably wrong |
//!
//! `text`, `clean`, `split` and `align` are pure: they accept any text and return values, never errors.
//! Nothing here prints or asks for the time or the environment; that is the command line's.
//! Only `memory` and `lookup` know SQLite (and `exchange::sdltm`, which reads Trados' memories), only `exchange` and `split::srx` know XML, only `read` knows HTML and Markdown.

pub mod error;
pub mod bitext;
pub mod text;

pub mod read;
pub mod clean;
pub mod split;
pub mod align;
pub mod memory;
pub mod lookup;
pub mod exchange;
pub mod report;

pub use error::{Error, Result};
