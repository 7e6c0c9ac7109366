//! `backup`: a copy of the memory.

use std::fs;
use std::path::{Path, PathBuf};

use indicatif::HumanBytes;

use dhakira::memory::Memory;
use dhakira::{Error, Result};

use super::args::keeping::Backup;
use super::outfile::{self, Existing};
use super::terminal::{Terminal, counted};
use super::{CommandResult, Outcome};

pub(super) fn run(args: &Backup, memory: &Memory, terminal: &mut Terminal) -> CommandResult {
    let existing = match args.force {
        true => Existing::Replace,
        false => Existing::Refuse,
    };
    let bar = terminal.progress(0, "copying");
    bar.set_message("pages");
    outfile::write_named(&args.file, &[memory.path()], existing, |file| {
        refuse_open(&args.file)?;
        memory.copy_to(file, |copied| {
            bar.set_length(copied.of);
            bar.set_position(copied.pages);
        })
    })?;
    bar.finish_and_clear();
    let copy = Memory::open_read_only(&args.file)?;
    let (units, size) = (copy.count_units()?, copy.extent()?.bytes);
    copy.close()?;
    let (units, file) = (counted(units, "unit"), args.file.display());
    terminal.note(&format!("{units}, {} written to {file}", HumanBytes(size)))?;
    Ok(Outcome::Done)
}

/// Refuses a file with the log of another memory beside it, which would be taken for that of the copy.
fn refuse_open(path: &Path) -> Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    for suffix in ["-wal", "-journal"] {
        let mut log = target.as_os_str().to_os_string();
        log.push(suffix);
        let log = PathBuf::from(log);
        if log.symlink_metadata().is_ok() {
            let reason = format!(
                "{} is beside it: a memory of this name is open, or was not closed; name another file",
                log.display()
            );
            return Err(Error::Format {
                path: path.to_path_buf(),
                reason,
            });
        }
    }
    Ok(())
}
