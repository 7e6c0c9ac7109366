//! The one error type: a variant for each decision a caller can take.
//!
//! `Display` speaks of its own layer only, in lower case and without a full
//! stop; what caused it is in `source()`, and the command line prints the chain.
//! [`Error::hint`] says what to do next where there is something to do.

use std::io;
use std::path::{Path, PathBuf};

use crate::bitext::Lang;

/// A result with the library's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A cause whose type does not concern the caller.
pub type Cause = Box<dyn std::error::Error + Send + Sync + 'static>;

/// Everything that can go wrong outside the pure stages.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    #[error("could not read {}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },

    /// A file could not be written.
    #[error("could not write {}", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },

    /// A file holds bytes that are no text.
    #[error("{} is not text: {reason} at byte {offset}", .path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// What was found.
        reason: &'static str,
        /// Where, in bytes from 0.
        offset: usize,
    },

    /// A file or a side of a bitext holds no text at all.
    #[error("{} holds no text", .path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },

    /// A bitext lacks one of its sides.
    #[error("{} has no {missing} side: expected {}", .present.display(), .expected.display())]
    HalfPair {
        /// The file that is there.
        present: PathBuf,
        /// The language that is missing.
        missing: &'static str,
        /// Where the other file was looked for.
        expected: PathBuf,
    },

    /// No pair of articles was found.
    #[error("no pair of articles in {}", .path.display())]
    NoPairs {
        /// The folder.
        path: PathBuf,
    },

    /// A file is in no format that can be told, or in one that does not fit.
    #[error("{}: {reason}", .path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        reason: String,
    },

    /// A fault at a place in an input file.
    #[error("{}:{line}: {reason}", .path.display())]
    Input {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong there.
        reason: String,
    },

    /// Segmentation rules that cannot be used.
    #[error("{}:{line}: {reason}", .path.display())]
    Rules {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong there.
        reason: String,
    },

    /// Two texts are no translations of each other.
    #[error(
        "{} and {} hardly translate each other: their words speak for it with {words:.2} nats a token where translations have 0.8 to 2, and {} % of the text is joined",
        .ar.display(), .en.display(), (100.0 * .joined).round()
    )]
    Strangers {
        /// The Arabic file.
        ar: PathBuf,
        /// The English file.
        en: PathBuf,
        /// The log likelihood ratio of the words, in nats a token.
        words: f64,
        /// The share of the tokens that found a counterpart, 0..=1.
        joined: f64,
    },

    /// The memory does not exist.
    #[error("there is no memory at {}", .path.display())]
    NoMemory {
        /// The file.
        path: PathBuf,
    },

    /// The file is something else than a memory.
    #[error("{} is not a dhakira memory", .path.display())]
    NotAMemory {
        /// The file.
        path: PathBuf,
        /// The reason, where SQLite gave one.
        source: Option<Cause>,
    },

    /// The memory was written by a newer version of the program.
    #[error("{} has schema {found}, this program knows up to {supported}", .path.display())]
    MemoryTooNew {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest schema this program can use.
        supported: i64,
    },

    /// The memory failed while it was read or written.
    #[error("the memory failed")]
    Memory {
        /// The reason that the database gave.
        source: Cause,
    },

    /// Another process has been writing the memory for longer than one waits.
    #[error("the memory is busy")]
    MemoryBusy {
        /// The reason that the database gave.
        source: Cause,
    },

    /// A side of a unit holds nothing that can be stored.
    #[error("the {} side holds no text", .lang.name())]
    EmptySide {
        /// The side.
        lang: Lang,
    },

    /// There is no such unit.
    #[error("there is no unit {id}")]
    NoUnit {
        /// The number asked for.
        id: i64,
    },
}

impl Error {
    /// Returns what the user can do about it, where that is not plain from the message.
    pub fn hint(&self) -> Option<String> {
        match self {
            Error::NoMemory { .. } => {
                Some("make one with `dhakira build FOLDER` or `dhakira import FILE`, or name another with --tm".to_owned())
            }
            Error::NotAMemory { .. } => Some("name another file with --tm; this one is left as it is".to_owned()),
            Error::MemoryTooNew { .. } => Some("use a newer dhakira; the file is left as it is".to_owned()),
            Error::Memory { .. } => Some(
                "`dhakira verify` says what is damaged; keep a copy of the file before you do more with it".to_owned(),
            ),
            Error::MemoryBusy { .. } => {
                Some("another program is writing it; try again when that is done".to_owned())
            }
            Error::HalfPair { .. } => Some("add the missing file, or remove the one that is alone".to_owned()),
            Error::NoPairs { .. } => {
                Some("name pairs NAME.ar.txt and NAME.en.txt, or ar/NAME.txt and en/NAME.txt (.md and .html too)".to_owned())
            }
            Error::Rules { .. } => {
                Some("--srx takes SRX 2.0 or 1.0; `dhakira export --srx FILE` writes one to begin with".to_owned())
            }
            Error::Strangers { .. } => Some(
                "check that the two files belong together; --trust-pairs aligns them all the same".to_owned(),
            ),
            Error::NotText { .. } => Some("name its encoding with --encoding, or convert it to UTF-8 text, Markdown or HTML first".to_owned()),
            _ => None,
        }
    }

    /// Wraps a reading failure of `path`.
    pub fn read(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Error {
        move |source| Error::Read {
            path: path.as_ref().to_path_buf(),
            source,
        }
    }

    /// Wraps a writing failure of `path`.
    pub fn write(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Error {
        move |source| Error::Write {
            path: path.as_ref().to_path_buf(),
            source,
        }
    }
}
