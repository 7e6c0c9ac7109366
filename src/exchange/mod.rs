//! Files of translation units, in and out: TMX, XLIFF and TSV; Trados' memories and glossaries in.
//!
//! A [`Reader`] is an iterator over the units of a file, a [`Writer`] is fed
//! unit by unit; both stream, so that memory stays flat whatever the file's
//! size. Neither knows the memory or a path: what goes wrong in a file comes
//! out as a [`Fault`] with its line, and the caller says which file it was. Only
//! [`Sdltm`] is opened by its path, because it is a database.
//!
//! Nothing is lost in silence. A unit that is not taken is either a [`Fault`]
//! (something is broken) or counted in [`ReadSummary::skipped`] under its
//! [`SkipReason`] (nothing is broken, but it is no Arabic–English pair); what
//! was left out of units that were taken is counted too.
//!
//! | | TMX 1.4 | XLIFF 1.2, 2.1 | TSV |
//! |---|---|---|---|
//! | carries | every field of a unit | all but dates, persons and use count | the two texts |
//! | reads | see [`tmx`](self#tmx) | see [`xliff`](self#xliff) | UTF-8, with or without a byte order mark |
//! | a broken unit | a fault, the next unit is read | the same | a fault, the next row is read |
//! | a broken file | everything before, then one fault | the same | the same, where no row ends |
//!
//! # TMX
//!
//! Out: valid against the DTD and the schema of TMX 1.4, the same bytes for
//! the same units. Dates, persons and the use count are attributes of `tu`;
//! notes and properties stand in their order; what TMX has no place for is in
//! properties of ours, and only where it says something:
//!
//! | `prop type` | value | absent when |
//! |---|---|---|
//! | `x-dhakira-document` | the document's name | there is none |
//! | `x-dhakira-position` | the place in it, from 0 | unknown |
//! | `x-dhakira-bead` | `2-1`: Arabic segments, English segments | unknown |
//! | `x-dhakira-confidence`, `x-dhakira-similarity` | 0..=1 | unknown |
//! | `x-dhakira-origin` | `alignment`, `manual` | the unit was imported |
//! | `x-dhakira-status` | `reviewed`, `rejected` | it is a draft |
//! | `x-dhakira-ar-tag`, `x-dhakira-en-tag` | the unit's own language tag | it is the file's, or bare |
//! | `x-dhakira-kept-TYPE` | a property whose type would read as one of these | – |
//!
//! One language code stands in the header and in every `tuv`, because
//! translate-toolkit compares them byte for byte. There is no `tuid`: OmegaT
//! can take a unit with one as bound to a place. A tab or a line break inside a
//! text is written as a character reference, so that `seg` holds no raw one and
//! nothing is lost; characters that XML forbids are dropped and counted. Read
//! back, such a file gives equal units (instants to the second; an empty
//! person's name is none).
//!
//! In: UTF-8, UTF-16, or what the XML declaration names; versions 1.1 to 2.0;
//! `xml:lang` or `lang`, with `-` or `_`; header attributes do not matter. Of
//! several variants of a language the first with text is taken. The text of
//! `bpt`, `ept`, `ph`, `it` and `ut` is code and left out; that of `hi`, `sub`
//! and unknown elements is text. No DTD is read and no entity expanded: one
//! that is not predefined is a fault of its unit.
//!
//! # XLIFF
//!
//! Out: valid against the schemas (1.2 strict, 2.1 with its metadata module). Units
//! that follow each other in one document are a `file`; its `original` is the
//! document, empty for none. The place in it is where the unit stands, unless a
//! property says otherwise (`none`: it has none). A reviewed unit is `approved` and
//! `final` (`reviewed`), a draft `translated`; a rejected one, as far as it is
//! written, needs review. Other fields are the properties of TMX: in 1.2 a
//! `context-group` of the purpose `x-dhakira`, whose types are spelled so that they
//! fit (`x-dhakira-type:domain`), in 2.1 metadata of the category `dhakira`. Ids are
//! counted through. Empty notes are not written.
//!
//! In: any version from 1.0, and the dialects of Trados, memoQ and Phrase; either
//! direction, by the tags of the file or of a text, without one by its letters. A unit that is cut into
//! segments (`seg-source`, `mrk`) gives one a segment, by their ids; notes go to the first. What is
//! `approved`, `final`, `signed-off`, `reviewed`, or so in the words of Trados and memoQ, is
//! reviewed. Not translated, and counted so, is what has no target, is `new`,
//! `needs-translation` or `initial`, or is a program's suggestion that still needs
//! review. The content of codes is left out, the text in `g`, `mrk`, `pc`, `sub` is
//! text; what Trados marks as deleted is not. The id is kept as `x-xliff-id`, in the form
//! `UNIT/SEGMENT` where the segment has one. `bin-unit`, `ignorable` and alternatives are
//! passed over, the last counted. Entities and DTDs are as in TMX.
//!
//! [`fill()`] copies a file and puts translations into it; its alternatives go where the version has a place for them.
//!
//! # Memories of Trados
//!
//! [`Sdltm`] says what is read and what is not trusted. Neither place nor notes are in such a file; a
//! custom field `Client` becomes the property `x-Client`.
//!
//! # TSV
//!
//! A row a unit: Arabic, tab, English, without a header and without quoting.
//! `\t`, `\n`, `\r` and `\\` stand for tab, line feed, carriage return and
//! backslash; a backslash before anything else is a backslash. Further columns
//! are ignored and counted, blank lines are no rows.
//!
//! # Limits
//!
//! One unit, row or piece of markup may hold 16 MiB ([`ReadOptions::limit`]),
//! elements may stand 100 deep and have 64 attributes; memory stays within
//! twice the limit. White space at the ends of a text is kept as it came.
//! Inline codes, of XLIFF the whole history of a unit, and the attributes that [`TranslationUnit`] has no field for
//! (`tuid`, `lastusagedate`, `segtype`, …) do not survive; notes and properties
//! of a `tuv` become the unit's. Compressed files are refused. A TSV written by
//! another program with `\t` or `\n` meant as it stands is misread.

pub mod glossary;

mod account;
mod date;
mod input;
mod legal;
mod own;
mod sdltm;
mod tmx;
mod tsv;
mod xliff;
mod xml;

use std::fmt;
use std::io::{self, Read, Write};
use std::path::Path;
use std::str::FromStr;

use jiff::Timestamp;

use crate::bitext::{Lang, Sides, Stamp, TranslationUnit};

pub use account::{Fault, ReadSummary, SkipReason, Skipped, WriteSummary};
pub use sdltm::Sdltm;
pub use tsv::escape;
pub use xliff::{FillError, FillOptions, FillSummary, Suggestion, Wanted, fill};

/// A format of files that hold translation units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Translation Memory eXchange 1.4.
    Tmx,
    /// Tab-separated values: Arabic, tab, English.
    Tsv,
    /// XLIFF 1.2; any version is read, and the dialects of Trados, memoQ and Phrase.
    Xliff,
    /// XLIFF 2.1; any version is read.
    Xliff2,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 4] = [Format::Tmx, Format::Tsv, Format::Xliff, Format::Xliff2];

    /// Returns the name, which is also a suffix of its files.
    pub fn name(self) -> &'static str {
        match self {
            Format::Tmx => "tmx",
            Format::Tsv => "tsv",
            Format::Xliff => "xliff",
            Format::Xliff2 => "xliff2",
        }
    }

    /// Returns the format that the suffix of `path` names, in capital or small letters.
    pub fn of_path(path: impl AsRef<Path>) -> Option<Format> {
        let suffix = path.as_ref().extension()?.to_str()?.to_ascii_lowercase();
        match suffix.as_str() {
            "xlf" | "xliff" | "sdlxliff" | "mxliff" | "mqxliff" => Some(Format::Xliff),
            "xliff2" => None,
            suffix => suffix.parse().ok(),
        }
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

/// How a file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// Who and when, for units whose file says nothing of it.
    pub created: Stamp,
    /// Whether a TSV has English in its first column; TMX names its languages.
    pub invert: bool,
    /// The most bytes of UTF-8 that one unit, row or piece of markup may hold.
    pub limit: usize,
}

impl ReadOptions {
    /// The limit that suits all honest files: 16 MiB.
    pub const LIMIT: usize = 16 << 20;

    /// Returns the options for a file with Arabic first, with the usual limit.
    pub fn new(created: Stamp) -> Self {
        Self {
            created,
            invert: false,
            limit: Self::LIMIT,
        }
    }
}

/// Reads a file of units one by one.
///
/// After a fault it goes on with the next unit where the format allows, and
/// ends otherwise; [`ReadSummary::complete`] tells which.
pub struct Reader<R: Read> {
    format: FormatReader<R>,
}

enum FormatReader<R: Read> {
    Tmx(Box<tmx::TmxReader<R>>),
    Tsv(Box<tsv::TsvReader<R>>),
    Xliff(Box<xliff::XliffReader<R>>),
    Sdltm(Box<sdltm::SdltmReader>),
}

impl<R: Read> Reader<R> {
    /// Starts to read; `input` needs no buffer of its own.
    pub fn new(format: Format, input: R, options: ReadOptions) -> Self {
        let format = match format {
            Format::Tmx => FormatReader::Tmx(Box::new(tmx::TmxReader::new(input, options))),
            Format::Tsv => FormatReader::Tsv(Box::new(tsv::TsvReader::new(input, options))),
            Format::Xliff | Format::Xliff2 => {
                FormatReader::Xliff(Box::new(xliff::XliffReader::new(input, options)))
            }
        };
        Self { format }
    }

    /// Starts to read a memory of Trados, which is a database and no stream.
    pub fn of_sdltm(sdltm: Sdltm, options: ReadOptions) -> Self {
        let reader = sdltm::SdltmReader::new(sdltm, options);
        Self {
            format: FormatReader::Sdltm(Box::new(reader)),
        }
    }

    /// Returns what has been met so far.
    pub fn summary(&self) -> &ReadSummary {
        match &self.format {
            FormatReader::Tmx(reader) => reader.summary(),
            FormatReader::Tsv(reader) => reader.summary(),
            FormatReader::Xliff(reader) => reader.summary(),
            FormatReader::Sdltm(reader) => reader.summary(),
        }
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<TranslationUnit, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.format {
            FormatReader::Tmx(reader) => reader.next(),
            FormatReader::Tsv(reader) => reader.next(),
            FormatReader::Xliff(reader) => reader.next(),
            FormatReader::Sdltm(reader) => reader.next(),
        }
    }
}

/// How a file is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteOptions {
    /// The language codes of the file, as in BCP 47; a `_` is written as `-`.
    pub lang_tags: Sides<String>,
    /// Whether English comes first: as source language and first variant of a TMX, as first column of a TSV.
    pub invert: bool,
    /// The instant to be named in the header, if any: without one the same units give the same bytes at any time.
    pub created: Option<Timestamp>,
}

impl Default for WriteOptions {
    /// Returns `ar` before `en`, without a date.
    fn default() -> Self {
        Self {
            lang_tags: Sides {
                ar: Lang::Ar.code().to_owned(),
                en: Lang::En.code().to_owned(),
            },
            invert: false,
            created: None,
        }
    }
}

impl WriteOptions {
    /// Returns the two languages in the order in which they are written.
    fn order(&self) -> [Lang; 2] {
        match self.invert {
            false => [Lang::Ar, Lang::En],
            true => [Lang::En, Lang::Ar],
        }
    }
}

/// Writes units into a file one by one.
///
/// A unit with an empty side is left out and counted: OmegaT would put the
/// empty line into its user's document.
pub struct Writer<W: Write> {
    format: FormatWriter<W>,
}

enum FormatWriter<W: Write> {
    Tmx(tmx::TmxWriter<W>),
    Tsv(tsv::TsvWriter<W>),
    Xliff(xliff::XliffWriter<W>),
}

impl<W: Write> Writer<W> {
    /// Starts a file; `output` needs no buffer of its own.
    pub fn new(format: Format, output: W, options: WriteOptions) -> Self {
        let format = match format {
            Format::Tmx => FormatWriter::Tmx(tmx::TmxWriter::new(output, options)),
            Format::Tsv => FormatWriter::Tsv(tsv::TsvWriter::new(output, options)),
            Format::Xliff => FormatWriter::Xliff(xliff::XliffWriter::one(output, options)),
            Format::Xliff2 => FormatWriter::Xliff(xliff::XliffWriter::two(output, options)),
        };
        Self { format }
    }

    /// Adds a unit.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn write(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        match &mut self.format {
            FormatWriter::Tmx(writer) => writer.write(unit),
            FormatWriter::Tsv(writer) => writer.write(unit),
            FormatWriter::Xliff(writer) => writer.write(unit),
        }
    }

    /// Ends the file and flushes it; without this call it is not whole.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn finish(self) -> io::Result<WriteSummary> {
        match self.format {
            FormatWriter::Tmx(writer) => writer.finish(),
            FormatWriter::Tsv(writer) => writer.finish(),
            FormatWriter::Xliff(writer) => writer.finish(),
        }
    }
}

#[cfg(test)]
mod tests;
