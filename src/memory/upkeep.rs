//! The memory as a file: how large it is, and copies of it.
//!
//! A copy is made by SQLite's online backup, inside one transaction that reads: it holds the memory of one moment,
//! whoever writes meanwhile, and never begins anew as a backup without one would.

use std::fs;
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::index;
use super::open::Memory;
use crate::bitext::Lang;
use crate::error::{Error, Result};

/// How many pages are copied at once.
const PAGES: i32 = 256;

/// How much room a memory takes, and in how many pieces its match index lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The size of the file when its log is folded back, in bytes.
    pub bytes: u64,
    /// The parts of the match index, of both languages.
    pub parts: usize,
    /// The units that are in no part yet and read by every query.
    pub fresh: usize,
}

/// How far a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Pages that are copied.
    pub pages: u64,
    /// Pages there are.
    pub of: u64,
}

impl Memory {
    /// Returns how large the memory is.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn extent(&self) -> Result<Extent> {
        let number = |pragma: &str| -> rusqlite::Result<u64> {
            self.connection
                .pragma_query_value(None, pragma, |row| row.get(0))
        };
        let parts = |lang| index::parts(&self.connection, lang).map(|parts| parts.len());
        Ok(Extent {
            bytes: number("page_count")? * number("page_size")?,
            parts: parts(Lang::Ar)? + parts(Lang::En)?,
            fresh: index::fresh(&self.connection)?.len(),
        })
    }

    /// Writes a copy of the memory into `file`, which is there and empty; `progress` is told after each step.
    ///
    /// Others may write the memory meanwhile; the copy is of the moment at which it began.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] where the copy cannot be written; when the memory cannot be read.
    pub fn copy_to(&self, file: &Path, mut progress: impl FnMut(Copied)) -> Result<()> {
        let unwritten = |error: rusqlite::Error| Error::Write {
            path: file.to_path_buf(),
            source: std::io::Error::other(error.to_string()),
        };
        let path = fs::canonicalize(file).map_err(Error::write(file))?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut copy = Connection::open_with_flags(path, flags).map_err(unwritten)?;
        // A copy that is broken off is of no use, so that nothing is kept to undo it with.
        copy.pragma_update(None, "journal_mode", "off")
            .map_err(unwritten)?;
        let moment = self.connection.unchecked_transaction()?;
        // Only what is read begins the transaction.
        let _: i64 = moment.pragma_query_value(None, "user_version", |row| row.get(0))?;
        {
            let backup = Backup::new(&self.connection, &mut copy).map_err(unwritten)?;
            loop {
                let step = backup.step(PAGES).map_err(unwritten)?;
                let at = backup.progress();
                let of = u64::try_from(at.pagecount).unwrap_or(0);
                let left = u64::try_from(at.remaining).unwrap_or(0);
                progress(Copied {
                    pages: of.saturating_sub(left),
                    of,
                });
                match step {
                    StepResult::More => {}
                    StepResult::Done => break,
                    // Nobody else has the copy, and the memory is being read already.
                    _ => {
                        return Err(Error::MemoryBusy {
                            source: "the copy is held by another program".into(),
                        });
                    }
                }
            }
        }
        copy.close().map_err(|(_, error)| unwritten(error))
    }
}
