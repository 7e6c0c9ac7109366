//! Opening a memory: what it must be, its migrations, its settings, closing it.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, TransactionBehavior};

use super::index::IndexWriter;
use super::units;
use crate::error::{Cause, Error, Result};
use crate::text::FORMS_VERSION;

/// "dhkr": what tells a memory from any other SQLite file.
const APPLICATION_ID: i64 = 0x6468_6b72;

/// The schema, a file a version. A file that was released is never changed.
const MIGRATIONS: &[&str] = &[
    include_str!("../../schemas/001-memory.sql"),
    include_str!("../../schemas/002-match-index.sql"),
    include_str!("../../schemas/003-exchange.sql"),
];

/// How long a writer waits for another one.
const BUSY: Duration = Duration::from_secs(5);

/// The page cache, in KiB: an import touches pages of four indexes at random, and with SQLite's 2,000 takes twice as long.
const CACHE_KIB: i64 = 32_768;

/// How much of the file is mapped, in bytes: all that SQLite maps.
const MAPPED: i64 = 0x7fff_0000;

/// The first bytes of every SQLite file.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// An open translation memory.
#[derive(Debug)]
pub struct Memory {
    pub(super) connection: Connection,
    path: PathBuf,
}

/// What SQLite says; its own cause only says the same with a number.
fn message(error: &rusqlite::Error) -> Cause {
    error.to_string().into()
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::MemoryBusy {
                source: message(&error),
            },
            _ => Error::Memory {
                source: message(&error),
            },
        }
    }
}

impl Memory {
    /// Opens the memory at `path` to read and write; makes it, and the folders above it, if it is not there.
    ///
    /// # Errors
    ///
    /// [`Error::NotAMemory`] for any other file that is not empty, [`Error::MemoryTooNew`], [`Error::Write`] where
    /// the folder, the file or its log cannot be made or written.
    pub fn create_or_open(path: &Path) -> Result<Self> {
        let is_new = match fs::metadata(path) {
            Ok(metadata) => metadata.is_file() && metadata.len() == 0,
            Err(_) => true,
        };
        if !is_new {
            return Self::open(path);
        }
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            fs::create_dir_all(folder).map_err(Error::write(folder))?;
        }
        Self::connect(path, OpenFlags::SQLITE_OPEN_CREATE)?.writable()
    }

    /// Opens the memory at `path` to read and write.
    ///
    /// # Errors
    ///
    /// [`Error::NoMemory`], [`Error::NotAMemory`], [`Error::MemoryTooNew`], [`Error::Write`] where the file or its
    /// log cannot be written.
    pub fn open(path: &Path) -> Result<Self> {
        check_file(path)?;
        Self::connect(path, OpenFlags::empty())?.writable()
    }

    /// Opens the memory at `path` to read only, also where nothing can be written.
    ///
    /// Where the folder can be written the connection could write too, so that the
    /// log does not stay behind; it is told not to.
    ///
    /// # Errors
    ///
    /// [`Error::NoMemory`], [`Error::NotAMemory`], [`Error::MemoryTooNew`], [`Error::Format`] for a memory that
    /// would have to be written first: to bring its schema up to date, or to take in what its log still holds.
    pub fn open_read_only(path: &Path) -> Result<Self> {
        check_file(path)?;
        match Self::connect(path, OpenFlags::empty()) {
            Ok(memory) => {
                memory.connection.pragma_update(None, "query_only", true)?;
                memory.map()?;
                return Ok(memory);
            }
            Err(Error::Write { .. }) => {}
            Err(error) => return Err(error),
        }
        let unfit = |reason: &str| Error::Format {
            path: path.to_path_buf(),
            reason: reason.to_owned(),
        };
        // What is immutable is read without its log, and without what a journal would put right.
        let holds = |suffix| {
            fs::metadata(beside(path, suffix)).is_ok_and(|file| file.is_file() && file.len() > 0)
        };
        if holds("-wal") || holds("-journal") {
            return Err(unfit(
                "its last changes are in the log beside it, and it cannot be written to take them in",
            ));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let memory = Self {
            connection: Connection::open_with_flags(immutable(path), flags).map_err(cause(path))?,
            path: path.to_path_buf(),
        };
        memory.defend()?;
        let version = memory.check_identity()?;
        if version < MIGRATIONS.len() as i64 {
            return Err(unfit(
                "its schema is older, and it cannot be written to be brought up to date",
            ));
        }
        memory.map()?;
        Ok(memory)
    }

    /// Reads pages into a cache of its own from now on, not through the mapped file.
    ///
    /// For a walk over all units, which needs each page once: mapped pages would count as memory of the process, as much as
    /// the file is large.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn unmapped(self) -> Result<Self> {
        self.connection.pragma_update(None, "mmap_size", 0)?;
        Ok(self)
    }

    /// Opens a memory that lives as long as the value.
    ///
    /// # Errors
    ///
    /// When SQLite cannot be started.
    pub fn in_memory() -> Result<Self> {
        Self::with(Connection::open_in_memory()?, Path::new(":memory:"))
    }

    /// Returns the file of the memory.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Closes the memory and folds its log back into the file.
    ///
    /// # Errors
    ///
    /// When the last changes cannot be written; the log then stays beside the file and nothing is lost.
    pub fn close(self) -> Result<()> {
        self.connection.close().map_err(|(_, error)| error.into())
    }

    /// Makes the match index one part a language, and the file as small as it can be.
    ///
    /// Lookup gives the same before and after; it is a little quicker. The file is written anew, which needs as
    /// much room again while it lasts.
    ///
    /// # Errors
    ///
    /// When the database fails; it is then as it was.
    pub fn optimize(&mut self) -> Result<()> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        IndexWriter::unite(&transaction)?;
        transaction.commit()?;
        self.connection.execute_batch("VACUUM; PRAGMA optimize")?;
        Ok(())
    }

    /// Reads all that `read` reads as it is at one moment, whatever others write meanwhile.
    ///
    /// # Errors
    ///
    /// When the database fails, and what `read` returns.
    pub fn at_one_moment<T>(&self, read: impl FnOnce() -> Result<T>) -> Result<T> {
        let connection = &self.connection;
        if !connection.is_autocommit() {
            return read();
        }
        // Compiled once, where a transaction of rusqlite would be compiled for every lookup.
        connection.prepare_cached("BEGIN")?.execute([])?;
        let result = read();
        connection.prepare_cached("COMMIT")?.execute([])?;
        result
    }

    /// The connection, for the room that looks up.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Opens a file to write, with further flags; one that is write-protected is open to read only.
    fn connect(path: &Path, flags: OpenFlags) -> Result<Self> {
        let flags = flags | OpenFlags::SQLITE_OPEN_READ_WRITE;
        // SQLite takes a bare name such as `:memory:` or `file:x` for something else than a file.
        let file = std::path::absolute(path).map_err(Error::write(path))?;
        let connection = Connection::open_with_flags(file, flags).map_err(cause(path))?;
        Self::with(connection, path)
    }

    /// Refuses a file that is write-protected; SQLite would say so at the first change only.
    fn writable(self) -> Result<Self> {
        if self.connection.is_readonly("main")? {
            let reason = io::ErrorKind::PermissionDenied.into();
            return Err(Error::write(&self.path)(reason));
        }
        Ok(self)
    }

    fn with(connection: Connection, path: &Path) -> Result<Self> {
        let mut memory = Self {
            connection,
            path: path.to_path_buf(),
        };
        memory.defend()?;
        memory.check_identity()?;
        // Only now: it reads the file, which a foreign one would answer with an error of its own.
        memory
            .connection
            .pragma_update(None, "cache_size", -CACHE_KIB)?;
        memory.migrate()?;
        Ok(memory)
    }

    fn defend(&self) -> Result<()> {
        self.connection.busy_timeout(BUSY)?;
        self.connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        self.connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        // One plan a statement: without this, a NULL among the parameters has it compiled anew, every time.
        self.connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        self.connection.pragma_update(None, "foreign_keys", true)?;
        self.connection.set_prepared_statement_cache_capacity(64);
        Ok(())
    }

    /// Lets pages be read where the system keeps them: a lookup touches hundreds all over the file.
    fn map(&self) -> Result<()> {
        Ok(self.connection.pragma_update(None, "mmap_size", MAPPED)?)
    }

    /// Returns the schema's version; 0 for a file that is empty as yet.
    fn check_identity(&self) -> Result<i64> {
        let read = || -> rusqlite::Result<(i64, i64, bool)> {
            // At one instant: another process may be making the schema.
            let snapshot = self.connection.unchecked_transaction()?;
            let number = |pragma: &str| snapshot.pragma_query_value(None, pragma, |row| row.get(0));
            let is_empty = snapshot.query_row(
                "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)",
                [],
                |row| row.get(0),
            )?;
            Ok((number("application_id")?, number("user_version")?, is_empty))
        };
        let (id, version, is_empty) = read().map_err(cause(&self.path))?;
        let supported = MIGRATIONS.len() as i64;
        if id == APPLICATION_ID && version > supported {
            return Err(Error::MemoryTooNew {
                path: self.path.clone(),
                found: version,
                supported,
            });
        }
        if !(is_empty && id == 0 && version == 0 || id == APPLICATION_ID && version > 0) {
            return Err(Error::NotAMemory {
                path: self.path.clone(),
                source: None,
            });
        }
        Ok(version)
    }

    /// Gives up the write-ahead log until [`take_up_log`](Self::take_up_log); `false` where somebody else has the memory open.
    ///
    /// What is written is then written once, not twice, and what was there is kept in a journal until all is done. But nobody can
    /// read meanwhile, so this is for a memory in which there is nothing to be read.
    pub(super) fn leave_log(&self) -> Result<bool> {
        let is_log = |mode: String| mode == "wal";
        let mode = self
            .connection
            .pragma_query_value(None, "journal_mode", |row| row.get(0))?;
        if !is_log(mode) {
            return Ok(false);
        }
        // Whoever has it open may keep it open for long.
        self.connection.busy_timeout(Duration::ZERO)?;
        let left = self
            .connection
            .pragma_update_and_check(None, "journal_mode", "delete", |row| row.get(0));
        self.connection.busy_timeout(BUSY)?;
        Ok(left.is_ok_and(|mode| !is_log(mode)))
    }

    /// Takes the write-ahead log up again. Where that fails, the next one who opens the memory does it.
    pub(super) fn take_up_log(&self) {
        let _ = self.connection.pragma_update(None, "journal_mode", "wal");
    }

    /// Runs the schema files that are missing, all of them or none.
    fn migrate(&mut self) -> Result<()> {
        // The mode cannot change inside a transaction; it stays in the file.
        self.connection
            .pragma_update(None, "journal_mode", "wal")
            .map_err(cause(&self.path))?;
        let supported = MIGRATIONS.len() as i64;
        let version = |connection: &Connection| {
            connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))
        };
        if version(&self.connection)? == supported && !has_old_forms(&self.connection) {
            return Ok(());
        }
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have done it while this one waited.
        let found = version(&transaction)?;
        for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
            transaction.execute_batch(migration)?;
        }
        let is_old = found > 0 && has_old_forms(&transaction);
        if is_old {
            units::rekey(&transaction)?;
            transaction.execute(
                "UPDATE setting SET value = ?1 WHERE name = 'forms'",
                [FORMS_VERSION.to_string()],
            )?;
        }
        if found == 1 || found == 2 || is_old {
            // The first schema had no index of its own, and the second's was made with other weights.
            IndexWriter::rebuild(&transaction)?;
        }
        if found == 0 {
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
            transaction.execute(
                "INSERT INTO setting (name, value) VALUES ('forms', ?1)",
                [FORMS_VERSION.to_string()],
            )?;
        }
        transaction.pragma_update(None, "user_version", supported)?;
        transaction.commit()?;
        Ok(())
    }
}

/// Tells whether keys and tokens are those of other forms than the program has.
///
/// A memory that is damaged where that is said is opened as it is: nothing is rewritten because it could not be read.
fn has_old_forms(connection: &Connection) -> bool {
    let stored = connection.query_row(
        "SELECT value FROM setting WHERE name = 'forms'",
        [],
        |row| row.get::<_, String>(0),
    );
    match stored.optional() {
        Ok(version) => version != Some(FORMS_VERSION.to_string()),
        Err(_) => false,
    }
}

/// Refuses what is no SQLite file before SQLite sees it.
fn check_file(path: &Path) -> Result<()> {
    let mut file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Error::NoMemory {
                path: path.to_path_buf(),
            });
        }
        Err(error) => return Err(Error::read(path)(error)),
    };
    let mut start = [0; MAGIC.len()];
    match file.read_exact(&mut start) {
        Ok(()) if &start == MAGIC => Ok(()),
        Err(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => {
            Err(Error::read(path)(error))
        }
        _ => Err(Error::NotAMemory {
            path: path.to_path_buf(),
            source: None,
        }),
    }
}

/// Names the file where SQLite says that it is no database or cannot be written; other failures stay what they are.
fn cause(path: &Path) -> impl FnOnce(rusqlite::Error) -> Error {
    let path = path.to_path_buf();
    move |error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Error::NotAMemory {
            path,
            source: Some(message(&error)),
        },
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly) => Error::Write {
            path,
            source: io::Error::other(message(&error)),
        },
        _ => error.into(),
    }
}

/// A file that SQLite keeps beside a database.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(suffix);
    name.into()
}

/// The URI of a file that nobody writes.
pub(crate) fn immutable(path: &Path) -> String {
    // What follows two slashes would be taken for a host.
    let host = if path.is_absolute() { "//" } else { "" };
    let path = path
        .to_string_lossy()
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    format!("file:{host}{path}?immutable=1")
}
