//! Files that commands write: whole or not at all, and never over what is being read.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use dhakira::{Error, Result};

/// What becomes of a file that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It takes its place.
    Keep,
    /// It is dropped, and what was there stays.
    Drop,
}

/// Writes `path` through `body`: beside its place and then renamed, so that what was there stays whole if anything fails.
///
/// A link is followed; a device or a pipe is written as it is.
///
/// # Errors
///
/// If `path` is one of `inputs`, if it cannot be written, and what `body` returns.
pub(super) fn write(
    path: &Path,
    inputs: &[&Path],
    body: impl FnOnce(&mut File) -> Result<Verdict>,
) -> Result<()> {
    refuse_input(path, inputs)?;
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    match fs::metadata(&target) {
        Ok(there) if there.is_dir() => {
            return Err(Error::Write {
                path: path.to_path_buf(),
                source: io::ErrorKind::IsADirectory.into(),
            });
        }
        Ok(there) if !there.is_file() => {
            let mut file = File::options()
                .write(true)
                .open(&target)
                .map_err(Error::write(path))?;
            return body(&mut file).map(drop);
        }
        _ => {}
    }
    let mut file = beside(path, &target)?;
    if body(file.as_file_mut())? == Verdict::Keep {
        place(file, path, &target, Existing::Replace)?;
    }
    Ok(())
}

/// Writes several files through `body` as [`write`] does: none takes its place before all are whole.
///
/// # Errors
///
/// As [`write`], and if one of `paths` is there and no file. If a file cannot take its place after
/// others have, the error names that file; the others are new then.
pub(super) fn write_together(
    paths: &[&Path],
    inputs: &[&Path],
    body: impl FnOnce(Vec<&mut File>) -> Result<Verdict>,
) -> Result<()> {
    let mut files = Vec::new();
    for path in paths {
        refuse_input(path, inputs)?;
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        if fs::metadata(&target).is_ok_and(|there| !there.is_file()) {
            return Err(Error::Format {
                path: path.to_path_buf(),
                reason: "is no file, but this format has several; name another one".to_owned(),
            });
        }
        files.push((*path, beside(path, &target)?, target));
    }
    let all = files.iter_mut().map(|(_, file, _)| file.as_file_mut());
    if body(all.collect())? == Verdict::Drop {
        return Ok(());
    }
    // What can fail for want of room fails before the first takes its place.
    for (path, file, _) in &files {
        file.as_file().sync_all().map_err(Error::write(path))?;
    }
    for (path, file, target) in files {
        place(file, path, &target, Existing::Replace)?;
    }
    Ok(())
}

/// What happens to a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existing {
    /// It is replaced.
    Replace,
    /// It stays, and that is an error.
    Refuse,
}

/// Writes `path` as [`write`] does, through a `body` that is given the name of an empty file.
///
/// # Errors
///
/// If `path` is one of `inputs`, no file, or there and to be refused; if it cannot be written, and what `body` returns.
pub(super) fn write_named(
    path: &Path,
    inputs: &[&Path],
    existing: Existing,
    body: impl FnOnce(&Path) -> Result<()>,
) -> Result<()> {
    refuse_input(path, inputs)?;
    if path.symlink_metadata().is_ok() && existing == Existing::Refuse {
        return Err(is_there(path));
    }
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    if fs::metadata(&target).is_ok_and(|there| !there.is_file()) {
        return Err(Error::Format {
            path: path.to_path_buf(),
            reason: "is no file; name another one".to_owned(),
        });
    }
    let file = beside(path, &target)?;
    body(file.path())?;
    place(file, path, &target, existing)
}

fn is_there(path: &Path) -> Error {
    Error::Format {
        path: path.to_path_buf(),
        reason: "is there already; name another file, or replace it with --force".to_owned(),
    }
}

fn refuse_input(path: &Path, inputs: &[&Path]) -> Result<()> {
    if inputs.iter().any(|input| is_same_file(path, input)) {
        let reason = "would be written over what is read; name another file".to_owned();
        return Err(Error::Format {
            path: path.to_path_buf(),
            reason,
        });
    }
    Ok(())
}

/// Makes a temporary file in the folder of `target`, which the user calls `path`.
fn beside(path: &Path, target: &Path) -> Result<NamedTempFile> {
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    // Asked first, because the message about the temporary file would name that.
    fs::metadata(folder).map_err(Error::write(path))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dhakira-").suffix(".part");
    // Temporary files are for their owner only; this one will be as any new file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder).map_err(Error::write(path))
}

/// Puts a file that is written in its place.
fn place(file: NamedTempFile, path: &Path, target: &Path, existing: Existing) -> Result<()> {
    file.as_file().sync_all().map_err(Error::write(path))?;
    let placed = match existing {
        Existing::Replace => file.persist(target),
        Existing::Refuse => file.persist_noclobber(target),
    };
    match placed {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(is_there(path)),
        Err(error) => Err(Error::write(path)(error.error)),
    }
}

/// Tells whether two paths name one file, through links too.
fn is_same_file(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    if let (Ok(a), Ok(b)) = (fs::metadata(a), fs::metadata(b)) {
        use std::os::unix::fs::MetadataExt as _;
        return (a.dev(), a.ino()) == (b.dev(), b.ino());
    }
    let whole = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| PathBuf::from(path));
    whole(a) == whole(b)
}
