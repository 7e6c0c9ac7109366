//! Which files a job has, and what each of them is.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use dhakira::Error;
use dhakira::bitext::Lang;
use dhakira::exchange::{Format, Sdltm};

use super::super::terminal::{Terminal, counted};

/// How deep folders may stand in each other.
const DEPTH: usize = 64;

/// What a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An article: text, HTML, Markdown.
    Page,
    /// A segment a line.
    Lines(Lang),
    /// Units of both languages.
    Units(Format),
    /// A job of XLIFF.
    Xliff,
    /// A memory of Trados.
    Sdltm,
}

/// A file of the job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
    /// Whether it was found in a folder, and not named.
    pub(super) in_folder: bool,
}

/// Finds the files that `paths` name and those in folders, in the order of their names; each once.
///
/// What cannot be read is reported; files of unknown kinds in folders are counted.
pub(super) fn find(paths: &[PathBuf], terminal: &mut Terminal) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for path in paths {
        if path.is_dir() {
            let mut unknown = 0;
            let mut files = Vec::new();
            walk(path, DEPTH, &mut files, &mut unknown, terminal);
            if files.is_empty() {
                terminal.report(&Error::Format {
                    path: path.clone(),
                    reason: "the folder holds no file that can be analyzed".to_owned(),
                });
            }
            if unknown > 0 {
                let files = counted(unknown, "file");
                terminal.note(&format!(
                    "{}: {files} of other kinds passed over",
                    path.display()
                ))?;
            }
            found.extend(files);
        } else {
            found.push(Found {
                path: path.clone(),
                kind: kind(path).unwrap_or(Kind::Page),
                in_folder: false,
            });
        }
    }
    let mut once = Vec::new();
    for file in found {
        let name = fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone());
        match seen.insert(name) {
            true => once.push(file),
            false => terminal.note(&format!(
                "{}: named twice, counted once",
                file.path.display()
            ))?,
        }
    }
    Ok(once)
}

/// Adds the files below `folder`; links to folders are not followed, names that begin with a dot passed over.
fn walk(
    folder: &Path,
    depth: usize,
    files: &mut Vec<Found>,
    unknown: &mut u64,
    terminal: &mut Terminal,
) {
    let entries = fs::read_dir(folder).and_then(|entries| {
        let entries: Result<Vec<_>, _> = entries.collect();
        let mut entries = entries?;
        entries.sort_by_key(fs::DirEntry::file_name);
        Ok(entries)
    });
    let entries = match entries {
        Ok(entries) => entries,
        Err(source) => return terminal.report(&Error::read(folder)(source)),
    };
    for entry in entries {
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && depth == 0 {
            terminal.report(&Error::Format {
                path,
                reason: "the folder stands too deep".to_owned(),
            });
        } else if is_folder {
            walk(&path, depth - 1, files, unknown, terminal);
        } else if path.is_dir() {
            *unknown += 1;
        } else if let Some(kind) = kind(&path) {
            files.push(Found {
                path,
                kind,
                in_folder: true,
            });
        } else {
            *unknown += 1;
        }
    }
}

/// Returns what the suffix of a file says that it is.
fn kind(path: &Path) -> Option<Kind> {
    if Sdltm::is_named(path) {
        return Some(Kind::Sdltm);
    }
    let suffix = path.extension().and_then(|suffix| suffix.to_str());
    let suffix = suffix.unwrap_or_default().to_ascii_lowercase();
    match Format::of_path(path) {
        Some(Format::Xliff | Format::Xliff2) => Some(Kind::Xliff),
        Some(Format::Moses) => Lang::from_tag(&suffix).map(Kind::Lines),
        Some(Format::Beads) => None,
        Some(format) => Some(Kind::Units(format)),
        None => {
            let pages = ["txt", "text", "md", "markdown", "html", "htm"];
            pages.contains(&suffix.as_str()).then_some(Kind::Page)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_suffix_tells_what_a_file_is() {
        for (path, expected) in [
            ("a.ar.txt", Some(Kind::Page)),
            ("a.HTML", Some(Kind::Page)),
            ("a.md", Some(Kind::Page)),
            ("a.docx.sdlxliff", Some(Kind::Xliff)),
            ("a.xlf.gz", Some(Kind::Xliff)),
            ("a.tmx", Some(Kind::Units(Format::Tmx))),
            ("a.csv", Some(Kind::Units(Format::Csv))),
            ("a.po", Some(Kind::Units(Format::Po))),
            ("a.sdltm", Some(Kind::Sdltm)),
            ("a.ar", Some(Kind::Lines(Lang::Ar))),
            ("a.EN", Some(Kind::Lines(Lang::En))),
            ("a.beads", None),
            ("a.docx", None),
            ("a", None),
        ] {
            assert_eq!(kind(Path::new(path)), expected, "{path}");
        }
    }
}
