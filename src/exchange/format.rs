//! The formats: their names, their suffixes, and what each can do.
//!
//! All of it stands in one table, [`ROWS`]: a new format is a variant, a row, and its reader and
//! writer; the command line takes its choices, help texts and messages from here.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use super::packing::Packing;

/// A format of files that hold translation units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Translation Memory eXchange 1.4.
    Tmx,
    /// Tab-separated values: Arabic, tab, English.
    Tsv,
    /// Comma-separated values, as spreadsheets have them.
    Csv,
    /// An object a line, with all fields.
    JsonLines,
    /// An object a line, `{"translation":{"ar":"…","en":"…"}}`.
    Translation,
    /// Two files, a text a line.
    Moses,
    /// A file of beads and the two texts it speaks of.
    Beads,
    /// PO of gettext.
    Po,
    /// XLIFF 1.2; any version is read, and the dialects of Trados, memoQ and Phrase.
    Xliff,
    /// XLIFF 2.1; any version is read.
    Xliff2,
}

/// The files that a format has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Files {
    /// One.
    One,
    /// One for each language, `PREFIX.ar` and `PREFIX.en`.
    Pair,
    /// `PREFIX.beads`, `PREFIX.ar` and `PREFIX.en`.
    Beads,
}

/// What is known of a format.
struct Row {
    format: Format,
    /// Its name on the command line.
    name: &'static str,
    /// The suffixes of its files, in small letters; the first is the usual one.
    suffixes: &'static [&'static str],
    /// The suffixes of dialects of other tools, which are read and not written.
    dialects: &'static [&'static str],
    /// What it is, as the help says it.
    about: &'static str,
    reads: bool,
    writes: bool,
    files: Files,
}

/// Every format once, in the order of [`Format`].
const ROWS: [Row; 10] = [
    Row {
        format: Format::Tmx,
        name: "tmx",
        suffixes: &["tmx"],
        dialects: &[],
        about: "Translation Memory eXchange 1.4",
        reads: true,
        writes: true,
        files: Files::One,
    },
    Row {
        format: Format::Tsv,
        name: "tsv",
        suffixes: &["tsv"],
        dialects: &[],
        about: "Arabic, tab, English; with --header, all fields under their names",
        reads: true,
        writes: true,
        files: Files::One,
    },
    Row {
        format: Format::Csv,
        name: "csv",
        suffixes: &["csv"],
        dialects: &[],
        about: "Comma-separated values with a header, for spreadsheets",
        reads: true,
        writes: true,
        files: Files::One,
    },
    Row {
        format: Format::JsonLines,
        name: "jsonl",
        suffixes: &["jsonl", "ndjson"],
        dialects: &[],
        about: "JSON Lines, with all fields (see schemas/)",
        reads: true,
        writes: true,
        files: Files::One,
    },
    Row {
        format: Format::Translation,
        name: "translation",
        suffixes: &[],
        dialects: &[],
        about: r#"JSON Lines of {"translation":{"ar":"…","en":"…"}}"#,
        reads: true,
        writes: true,
        files: Files::One,
    },
    Row {
        format: Format::Moses,
        name: "moses",
        suffixes: &["ar", "en"],
        dialects: &[],
        about: "A text a line, in FILE.ar and FILE.en",
        reads: true,
        writes: true,
        files: Files::Pair,
    },
    Row {
        format: Format::Beads,
        name: "beads",
        suffixes: &["beads"],
        dialects: &[],
        about: "Beads such as [0,1]:[0]:0.93 in FILE.beads, of the lines of FILE.ar and FILE.en",
        reads: true,
        writes: true,
        files: Files::Beads,
    },
    Row {
        format: Format::Po,
        name: "po",
        suffixes: &["po"],
        dialects: &[],
        about: "PO of gettext",
        reads: true,
        writes: true,
        files: Files::One,
    },
    Row {
        format: Format::Xliff,
        name: "xliff",
        suffixes: &["xlf", "xliff"],
        dialects: &["sdlxliff", "mxliff", "mqxliff"],
        about: "XLIFF 1.2; any version is read",
        reads: true,
        writes: true,
        files: Files::One,
    },
    Row {
        format: Format::Xliff2,
        name: "xliff2",
        suffixes: &[],
        dialects: &[],
        about: "XLIFF 2.1; any version is read",
        reads: true,
        writes: true,
        files: Files::One,
    },
];

impl Format {
    /// Every format.
    pub const ALL: [Format; ROWS.len()] = {
        let mut all = [Format::Tmx; ROWS.len()];
        let mut place = 0;
        while place < ROWS.len() {
            all[place] = ROWS[place].format;
            place += 1;
        }
        all
    };

    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// Returns the name under which the command line knows it.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Returns the suffixes of its files, in small letters and without a dot, the usual one first.
    pub fn suffixes(self) -> &'static [&'static str] {
        self.row().suffixes
    }

    /// Returns the suffixes of its dialects, which are read and not written, in small letters and without a dot.
    pub fn dialects(self) -> &'static [&'static str] {
        self.row().dialects
    }

    /// Returns the suffix that the name of a file of this format gets, without a dot; `None` where the format has several files,
    /// which get their own.
    pub fn suffix(self) -> Option<&'static str> {
        match self {
            Format::Translation => Some("jsonl"),
            Format::Xliff2 => Format::Xliff.suffix(),
            format if format.files() == Files::One => format.suffixes().first().copied(),
            _ => None,
        }
    }

    /// Returns what it is, in a few words.
    pub fn about(self) -> &'static str {
        self.row().about
    }

    /// Tells whether units can be read from it.
    pub fn reads(self) -> bool {
        self.row().reads
    }

    /// Tells whether units can be written in it.
    pub fn writes(self) -> bool {
        self.row().writes
    }

    /// Returns which files it has.
    pub fn files(self) -> Files {
        self.row().files
    }

    /// Returns the format that the suffix of `path` names, in capital or small letters; `.gz` and `.zip` behind it are passed over.
    pub fn of_path(path: impl AsRef<Path>) -> Option<Format> {
        let path = path.as_ref();
        let path = match Packing::of_path(path) {
            Some(_) => path.with_extension(""),
            None => path.to_path_buf(),
        };
        let suffix = path.extension()?.to_str()?;
        let is_named = |known: &&str| known.eq_ignore_ascii_case(suffix);
        Format::ALL.into_iter().find(|format| {
            let mut suffixes = format.suffixes().iter().chain(format.dialects());
            suffixes.any(is_named)
        })
    }
}

impl FromStr for Format {
    type Err = ();

    /// Reads a name, in capital or small letters.
    fn from_str(name: &str) -> Result<Self, ()> {
        Format::ALL
            .into_iter()
            .find(|format| format.name().eq_ignore_ascii_case(name))
            .ok_or(())
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_row_for_each_format_in_their_order() {
        for (place, row) in ROWS.iter().enumerate() {
            assert_eq!(row.format as usize, place, "{}", row.name);
        }
    }

    #[test]
    fn a_file_of_one_format_gets_a_suffix_that_leads_back_to_what_reads_it() {
        for format in Format::ALL {
            let suffix = format.suffix();
            assert_eq!(suffix.is_some(), format.files() == Files::One, "{format}");
            let Some(suffix) = suffix else { continue };
            let read = Format::of_path(format!("a.{suffix}")).expect("it is named");
            let is_read_alike = matches!(
                (format, read),
                (Format::Translation, Format::JsonLines) | (Format::Xliff2, Format::Xliff)
            );
            assert!(read == format || is_read_alike, "{format}");
        }
    }

    #[test]
    fn no_name_and_no_suffix_stands_for_two_formats() {
        let mut names: Vec<&str> = ROWS.iter().map(|row| row.name).collect();
        let mut suffixes: Vec<&str> = ROWS
            .iter()
            .flat_map(|row| row.suffixes.iter().chain(row.dialects))
            .copied()
            .collect();
        for list in [&mut names, &mut suffixes] {
            let all = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), all, "{list:?}");
        }
    }

    #[test]
    fn formats_are_known_by_suffix_and_by_name() {
        for (path, format) in [
            ("a.tmx", Some(Format::Tmx)),
            ("dir.x/A.TMX", Some(Format::Tmx)),
            ("ذاكرة.Tsv", Some(Format::Tsv)),
            ("a.CSV", Some(Format::Csv)),
            ("a.jsonl", Some(Format::JsonLines)),
            ("news.ar", Some(Format::Moses)),
            ("news.EN", Some(Format::Moses)),
            ("news.beads", Some(Format::Beads)),
            ("ar.po", Some(Format::Po)),
            ("a.xlf", Some(Format::Xliff)),
            ("a.docx.sdlxliff", Some(Format::Xliff)),
            ("a.MXLIFF", Some(Format::Xliff)),
            ("a.tmx.gz", Some(Format::Tmx)),
            ("a.TSV.GZ", Some(Format::Tsv)),
            ("a.tmx.zip", Some(Format::Tmx)),
            ("a.zip", None),
            ("a.gz.tmx", Some(Format::Tmx)),
            (".gz", None),
            ("a.docx", None),
            ("tmx", None),
            ("", None),
        ] {
            assert_eq!(Format::of_path(path), format, "{path}");
        }
        assert_eq!("TMX".parse(), Ok(Format::Tmx));
        assert_eq!("tsv".parse(), Ok(Format::Tsv));
        assert_eq!("xliff2".parse(), Ok(Format::Xliff2));
        assert_eq!("docx".parse::<Format>(), Err(()));
    }
}
