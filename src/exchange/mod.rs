//! Files of translation units, in and out: TMX and TSV.
//!
//! A [`Reader`] is an iterator over the units of a file, a [`Writer`] is fed
//! unit by unit; both stream, so that memory stays flat whatever the file's
//! size. Neither knows the memory or a path: what goes wrong in a file comes
//! out as a [`Fault`] with its line, and the caller says which file it was.
//!
//! Nothing is lost in silence. A unit that is not taken is either a [`Fault`]
//! (something is broken) or counted in [`ReadSummary::skipped`] under its
//! [`SkipReason`] (nothing is broken, but it is no Arabic–English pair); what
//! was left out of units that were taken is counted too.
//!
//! | | TMX 1.4 | TSV |
//! |---|---|---|
//! | carries | every field of a unit | the two texts |
//! | reads | see [`tmx`](self#tmx) | UTF-8, with or without a byte order mark |
//! | a broken unit | a fault, the next unit is read | a fault, the next row is read |
//! | a broken file | everything before, then one fault | the same, where no row ends |
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
//! Inline codes, and the attributes that [`TranslationUnit`] has no field for
//! (`tuid`, `lastusagedate`, `segtype`, …) do not survive; notes and properties
//! of a `tuv` become the unit's. Compressed files are refused. A TSV written by
//! another program with `\t` or `\n` meant as it stands is misread.

mod account;
mod beads;
mod format;
mod input;
mod jsonl;
mod legal;
mod lines;
mod moses;
mod po;
mod recoded;
mod record;
mod table;
mod tmx;

use std::io::{self, Read, Write};

use jiff::Timestamp;

use crate::bitext::{Lang, Sides, Stamp, TranslationUnit};
use crate::read::Encoding;

pub use account::{Fault, ReadSummary, SkipReason, Skipped, WriteSummary};
pub use format::{Files, Format};
pub use jsonl::UnitShape;
pub use table::escape;

/// Stands at the beginning of a file, and says no more there than that it is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// How a file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// Who and when, for units whose file says nothing of it.
    pub created: Stamp,
    /// Whether English stands first in a file that does not say so; in a PO, whether what it says is wrong.
    pub invert: bool,
    /// The most bytes of UTF-8 that one unit, row or piece of markup may hold.
    pub limit: usize,
    /// The encoding of a file that does not say it; XML says it.
    pub encoding: Option<Encoding>,
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
            encoding: None,
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
    Table(Box<table::TableReader<R>>),
    Json(Box<jsonl::JsonReader<R>>),
    Moses(Box<moses::MosesReader<R>>),
    Beads(Box<beads::BeadReader<R>>),
    Po(Box<po::PoReader<R>>),
    /// One file of a format that has several.
    Alone(Box<(ReadSummary, Option<Fault>)>),
}

impl<R: Read> Reader<R> {
    /// Starts to read; `input` needs no buffer of its own.
    ///
    /// A format of several files ([`Format::files`]) gives nothing but a fault here: see
    /// [`Reader::pair`] and [`Reader::beads`].
    pub fn new(format: Format, input: R, options: ReadOptions) -> Self {
        let table = |kind, input, options| {
            FormatReader::Table(Box::new(table::TableReader::new(kind, input, options)))
        };
        let format = match format {
            Format::Tmx => FormatReader::Tmx(Box::new(tmx::TmxReader::new(input, options))),
            Format::Tsv => table(table::Kind::Plain, input, options),
            Format::Csv => table(table::Kind::Quoted, input, options),
            Format::JsonLines | Format::Translation => {
                FormatReader::Json(Box::new(jsonl::JsonReader::new(input, options)))
            }
            Format::Po => FormatReader::Po(Box::new(po::PoReader::new(input, options))),
            Format::Moses | Format::Beads => {
                let fault = Fault::new(1, None, "the format has several files");
                FormatReader::Alone(Box::new((ReadSummary::default(), Some(fault))))
            }
        };
        Self { format }
    }

    /// Starts to read a Moses pair.
    pub fn pair(texts: Sides<R>, options: ReadOptions) -> Self {
        Self {
            format: FormatReader::Moses(Box::new(moses::MosesReader::new(texts, options))),
        }
    }

    /// Starts to read beads with their texts, which are those of the document of this name.
    pub fn beads(beads: R, texts: Sides<R>, document: &str, options: ReadOptions) -> Self {
        let reader = beads::BeadReader::new(beads, texts, document, options);
        Self {
            format: FormatReader::Beads(Box::new(reader)),
        }
    }

    /// Returns what has been met so far.
    pub fn summary(&self) -> &ReadSummary {
        match &self.format {
            FormatReader::Tmx(reader) => reader.summary(),
            FormatReader::Table(reader) => reader.summary(),
            FormatReader::Json(reader) => reader.summary(),
            FormatReader::Moses(reader) => reader.summary(),
            FormatReader::Beads(reader) => reader.summary(),
            FormatReader::Po(reader) => reader.summary(),
            FormatReader::Alone(alone) => &alone.0,
        }
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<TranslationUnit, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.format {
            FormatReader::Tmx(reader) => reader.next(),
            FormatReader::Table(reader) => reader.next(),
            FormatReader::Json(reader) => reader.next(),
            FormatReader::Moses(reader) => reader.next(),
            FormatReader::Beads(reader) => reader.next(),
            FormatReader::Po(reader) => reader.next(),
            FormatReader::Alone(alone) => {
                let fault = alone.1.take()?;
                alone.0.faults += 1;
                Some(Err(fault))
            }
        }
    }
}

/// How a file is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteOptions {
    /// The language codes of the file, as in BCP 47; a `_` is written as `-`.
    pub lang_tags: Sides<String>,
    /// Whether English comes first: as source language and first variant of a TMX, as message of a PO, as first column.
    pub invert: bool,
    /// The instant to be named in the header, if any: without one the same units give the same bytes at any time.
    pub created: Option<Timestamp>,
    /// Whether a TSV has a header, and with it all fields; a CSV always has.
    pub header: bool,
    /// Whether a table or a text begins with a byte order mark, without which Excel takes it for another encoding.
    pub mark: bool,
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
            header: false,
            mark: false,
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

/// Tells whether a side of a unit holds no text.
fn is_empty(unit: &TranslationUnit) -> bool {
    [Lang::Ar, Lang::En]
        .iter()
        .any(|&lang| unit.text(lang).trim().is_empty())
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
    Table(table::TableWriter<W>),
    Json(jsonl::JsonWriter<W>),
    Moses(moses::MosesWriter<W>),
    Beads(beads::BeadWriter<W>),
    Po(po::PoWriter<W>),
    /// One file of a format that has several.
    Alone,
}

impl<W: Write> Writer<W> {
    /// Starts a file; `output` needs no buffer of its own.
    ///
    /// A format of several files ([`Format::files`]) takes no unit here: see [`Writer::pair`] and
    /// [`Writer::beads`].
    pub fn new(format: Format, output: W, options: WriteOptions) -> Self {
        use jsonl::{JsonWriter, Shape};
        use table::{Kind, TableWriter};
        let format = match format {
            Format::Tmx => FormatWriter::Tmx(tmx::TmxWriter::new(output, options)),
            Format::Tsv => FormatWriter::Table(TableWriter::new(Kind::Plain, output, options)),
            Format::Csv => FormatWriter::Table(TableWriter::new(Kind::Quoted, output, options)),
            Format::JsonLines => FormatWriter::Json(JsonWriter::new(output, Shape::Whole, options)),
            Format::Translation => {
                FormatWriter::Json(JsonWriter::new(output, Shape::Translation, options))
            }
            Format::Po => FormatWriter::Po(po::PoWriter::new(output, options)),
            Format::Moses | Format::Beads => FormatWriter::Alone,
        };
        Self { format }
    }

    /// Starts a Moses pair.
    pub fn pair(texts: Sides<W>, options: &WriteOptions) -> Self {
        Self {
            format: FormatWriter::Moses(moses::MosesWriter::new(texts, options)),
        }
    }

    /// Starts beads with their texts, a unit a bead.
    pub fn beads(beads: W, texts: Sides<W>, options: &WriteOptions) -> Self {
        Self {
            format: FormatWriter::Beads(beads::BeadWriter::new(beads, texts, options)),
        }
    }

    /// Adds a unit.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn write(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        match &mut self.format {
            FormatWriter::Tmx(writer) => writer.write(unit),
            FormatWriter::Table(writer) => writer.write(unit),
            FormatWriter::Json(writer) => writer.write(unit),
            FormatWriter::Moses(writer) => writer.write(unit).map(drop),
            FormatWriter::Beads(writer) => writer.write(unit),
            FormatWriter::Po(writer) => writer.write(unit),
            FormatWriter::Alone => Err(io::ErrorKind::Unsupported.into()),
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
            FormatWriter::Table(writer) => writer.finish(),
            FormatWriter::Json(writer) => writer.finish(),
            FormatWriter::Moses(writer) => writer.finish(),
            FormatWriter::Beads(writer) => writer.finish(),
            FormatWriter::Po(writer) => writer.finish(),
            FormatWriter::Alone => Ok(WriteSummary::default()),
        }
    }
}

#[cfg(test)]
mod tests;
