//! Files that commands write: whole or not at all, and never over what is being read.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

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
    if inputs.iter().any(|input| is_same_file(path, input)) {
        let reason = "would be written over what is read; name another file".to_owned();
        return Err(Error::Format {
            path: path.to_path_buf(),
            reason,
        });
    }
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
    let mut file = builder.tempfile_in(folder).map_err(Error::write(path))?;
    if body(file.as_file_mut())? == Verdict::Keep {
        file.as_file().sync_all().map_err(Error::write(path))?;
        file.persist(&target).map_err(|error| Error::Write {
            path: path.to_path_buf(),
            source: error.error,
        })?;
    }
    Ok(())
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
