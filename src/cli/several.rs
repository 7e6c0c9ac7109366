//! Formats of several files: `PREFIX.ar` and `PREFIX.en`, and for some `PREFIX.beads`.

use std::ffi::OsString;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use dhakira::bitext::{Lang, Sides};
use dhakira::exchange::{Files, Format, Packing, WriteOptions, WriteSummary, Writer};
use dhakira::{Error, Result};

use super::outfile::{self, Verdict};

/// The names of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Names {
    /// The file of beads, in formats that have one.
    pub(super) beads: Option<PathBuf>,
    /// The texts.
    pub(super) texts: Sides<PathBuf>,
}

impl Names {
    /// Returns the names of the files of which `path` is one, or the name without a suffix; `None` for a format of one file.
    pub(super) fn of(path: &Path, format: Format) -> Option<Names> {
        if format.files() == Files::One {
            return None;
        }
        let known = ["ar", "en", "beads"];
        let suffix = path.extension().and_then(|suffix| suffix.to_str());
        let suffix = suffix.filter(|suffix| known.iter().any(|it| it.eq_ignore_ascii_case(suffix)));
        let prefix = match suffix {
            Some(_) => path.with_extension(""),
            None => path.to_path_buf(),
        };
        let is_capital = suffix.is_some_and(|suffix| suffix.chars().all(char::is_uppercase));
        let named = |wanted: &str| match suffix {
            Some(suffix) if suffix.eq_ignore_ascii_case(wanted) => path.to_path_buf(),
            _ => {
                let mut name = OsString::from(&prefix);
                name.push(".");
                name.push(match is_capital {
                    true => wanted.to_uppercase(),
                    false => wanted.to_owned(),
                });
                PathBuf::from(name)
            }
        };
        Some(Names {
            beads: (format.files() == Files::Beads).then(|| named("beads")),
            texts: Sides {
                ar: named(Lang::Ar.code()),
                en: named(Lang::En.code()),
            },
        })
    }

    /// Refuses a name that says that the files are packed: they are read and written as they are.
    ///
    /// # Errors
    ///
    /// [`Error::Format`] with what to do.
    pub(super) fn refuse_packed(path: &Path) -> Result<()> {
        match Packing::of_path(path) {
            None => Ok(()),
            Some(_) => Err(Error::Format {
                path: path.to_path_buf(),
                reason: "a format of several files is not packed; leave the last suffix away"
                    .to_owned(),
            }),
        }
    }

    /// Returns the name that stands for all of them: what their names have in common.
    pub(super) fn document(&self) -> String {
        let path = self.beads.as_ref().unwrap_or(&self.texts.ar);
        let name = path.file_stem().unwrap_or(path.as_os_str());
        name.to_string_lossy().into_owned()
    }

    fn all(&self) -> Vec<&Path> {
        let texts = [&self.texts.ar, &self.texts.en];
        let all = self.beads.iter().chain(texts);
        all.map(PathBuf::as_path).collect()
    }

    /// Opens the texts.
    ///
    /// # Errors
    ///
    /// [`Error::HalfPair`] where one is there and the other is not, [`Error::Read`] else.
    pub(super) fn open_texts(&self) -> Result<Sides<File>> {
        let Sides { ar, en } = &self.texts;
        for (present, expected, missing) in [(ar, en, Lang::En), (en, ar, Lang::Ar)] {
            if present.exists() && !expected.exists() {
                return Err(Error::HalfPair {
                    present: present.clone(),
                    missing: missing.name(),
                    expected: expected.clone(),
                });
            }
        }
        Ok(Sides {
            ar: open(ar)?,
            en: open(en)?,
        })
    }

    /// Writes the files through `body`, all of them or none as near as a file system allows.
    pub(super) fn write(
        &self,
        inputs: &[&Path],
        options: &WriteOptions,
        body: impl FnOnce(Writer<BufWriter<&mut File>>) -> Result<WriteSummary>,
    ) -> Result<WriteSummary> {
        let mut written = WriteSummary::default();
        outfile::write_together(&self.all(), inputs, |files| {
            let mut files: Vec<_> = files
                .into_iter()
                .map(|file| BufWriter::with_capacity(1 << 18, file))
                .collect();
            let writer = match (files.pop(), files.pop(), files.pop()) {
                (Some(en), Some(ar), Some(beads)) => {
                    Writer::beads(beads, Sides { ar, en }, options)
                }
                (Some(en), Some(ar), None) => Writer::pair(Sides { ar, en }, options),
                _ => return Ok(Verdict::Drop),
            };
            written = body(writer)?;
            Ok(match written.units {
                0 => Verdict::Drop,
                _ => Verdict::Keep,
            })
        })?;
        Ok(written)
    }
}

/// Opens a file to be read.
pub(super) fn open(path: &Path) -> Result<File> {
    let file = File::open(path).map_err(Error::read(path))?;
    // A folder can be opened, but not read.
    if file.metadata().map_err(Error::read(path))?.is_dir() {
        return Err(Error::Read {
            path: path.to_path_buf(),
            source: std::io::ErrorKind::IsADirectory.into(),
        });
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_tells_the_others() {
        for (path, format, names) in [
            ("d/news.ar", Format::Moses, "d/news.ar d/news.en"),
            ("news.EN", Format::Moses, "news.AR news.EN"),
            ("news", Format::Moses, "news.ar news.en"),
            ("news.v1", Format::Moses, "news.v1.ar news.v1.en"),
            ("news.beads", Format::Beads, "news.beads news.ar news.en"),
            ("news", Format::Beads, "news.beads news.ar news.en"),
        ] {
            let of = Names::of(Path::new(path), format).unwrap();
            let all: Vec<_> = of
                .all()
                .iter()
                .map(|path| path.display().to_string())
                .collect();
            assert_eq!(all.join(" "), names, "{path}");
            assert_eq!(
                of.document(),
                Path::new(names.split(' ').next().unwrap())
                    .file_stem()
                    .unwrap()
                    .to_string_lossy()
            );
        }
        assert_eq!(Names::of(Path::new("a.tmx"), Format::Tmx), None);
    }
}
