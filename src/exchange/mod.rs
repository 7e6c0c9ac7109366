//! Files of translation units, in and out: TMX, XLIFF, tables, JSON Lines, Moses pairs, beads, PO; Trados' memories and
//! glossaries in.
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
//! | format | carries | a broken unit | out and in again loses |
//! |---|---|---|---|
//! | [TMX](self#tmx) 1.4 | every field | a fault, the next unit is read | nothing |
//! | [TSV](self#tsv) | the texts | a fault, the next row is read | all but the texts |
//! | TSV with a header | every field | the same | nothing |
//! | [CSV](self#csv) | every field | the same | nothing |
//! | [JSON Lines](self#json-lines) | every field | a fault, the next line is read | nothing |
//! | its `translation` shape | the texts | the same | all but the texts |
//! | [Moses](self#moses-pairs) | the texts | a fault, the next pair of lines is read | all but the texts; their line breaks and tabs |
//! | [beads](self#beads) | the texts, confidence | a fault, the next bead is read | all else, line breaks and tabs; each bead is 1-1, the document that of the file, the origin alignment |
//! | [XLIFF](self#xliff) 1.2, 2.1 | all but dates, persons, use, inline codes | a fault, the next unit is read | these, and empty notes |
//! | [PO](self#po) | every field | a fault, the next message is read | nothing |
//!
//! Of a broken file, everything before is given and then one fault. Nothing is lost but what no
//! format of ours tells apart: instants are kept to the second, an empty name of a document or a
//! person is none, a position needs a document. [`Format`] lists the formats; a new one is a row
//! there.
//!
//! # TMX
//!
//! Out: valid against the DTD and the schema of TMX 1.4, the same bytes for
//! the same units. Dates, persons and the use count are attributes of `tu`; inline codes stand in the texts;
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
//! | `x-dhakira-tuid` | the name that another tool knows it by | there is none |
//! | `x-dhakira-ar-tag`, `x-dhakira-en-tag` | the unit's own language tag | it is the file's, or bare |
//! | `x-dhakira-kept-TYPE` | a property whose type would read as one of these | – |
//!
//! A [`Flavor`] adds the properties by which one tool knows a unit's neighbors and
//! worth; a file that says so in its header is read without them. All of it is
//! written down for others in `schemas/tmx-properties.md`.
//!
//! One language code stands in the header and in every `tuv`, because
//! translate-toolkit compares them byte for byte. There is no `tuid` unless the
//! flavor has one: OmegaT can take a unit with one as bound to a place. A tab or a line break inside a
//! text is written as a character reference, so that `seg` holds no raw one and
//! nothing is lost; characters that XML forbids are dropped and counted. Read
//! back, such a file gives equal units (instants to the second; an empty
//! person's name is none).
//!
//! In: UTF-8, UTF-16, or what the XML declaration names; versions 1.1 to 2.0;
//! `xml:lang` or `lang`, with `-` or `_`. Of a header the notes are kept, and nothing else matters. Of
//! several variants of a language the first with text is taken. The text of
//! `bpt`, `ept`, `ph`, `it` and `ut` is native code and kept beside the text, with
//! its place ([`bitext::inline`](crate::bitext::inline)); that of `hi`, `sub` and
//! unknown elements is text. What TMX knows of these comes back on the way out; halves
//! of pairs without a number are numbered, and an `it` that does not say which half
//! it is becomes a `ph`. No DTD is read and no entity expanded: one
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
//! A row a unit: Arabic, tab, English, without quoting. `\t`, `\n`, `\r` and `\\` stand for tab,
//! line feed, carriage return and backslash; a backslash before anything else is a backslash.
//! Further columns are left out and counted, blank lines are no rows. A first row that names a
//! column for Arabic and one for English is a header, and all columns are then read by their names
//! as in a CSV; without one it is Arabic, English. We write a header where it is asked for, and
//! where the first unit would else be taken for one. UTF-16 is taken for the "Unicode text" of a
//! spreadsheet, and read as a CSV with tabs.
//!
//! # CSV
//!
//! RFC 4180, with a header: `ar`, `en`, `ar_tag`, `en_tag`, `document`, `position`, `bead`,
//! `confidence`, `similarity`, `origin`, `status`, `created_at`, `created_by`, `changed_at`,
//! `changed_by`, `use_count`, `last_used`, `tuid`, `notes`, `properties`, `ar_codes`, `en_codes`; the last four
//! are JSON arrays: of strings, of objects with `kind` and `value`, and of inline codes as JSON Lines have them. What a unit does not have is an empty cell.
//!
//! In: a header is known by its names, in any case and order, with `-` or a space for `_`: those
//! above, `Arabic` and `English`, language tags (`ar-SA`, which is then the units' tag), `source` and
//! `target` (Arabic to English unless inverted). Columns of other names are counted and left out.
//! Commas, semicolons or tabs stand between the cells: what makes a header of the first row, else
//! what cuts most of the first hundred rows alike; or what `sep=` in the first line says. UTF-8 with
//! or without a mark, UTF-16 with one, or the encoding that is named. Text behind a closing quote, a
//! quote never closed, too few cells for the texts: a fault with the line on which the row begins,
//! and reading goes on with the line after that.
//!
//! A cell *looks like a formula* if, behind any white space, controls, byte order marks, `'` and `"`
//! at its beginning, there stands `=` `+` `-` `@` or the full-width form of one, or if, behind any
//! `'` and `"`, it begins with a tab, a carriage return or a line feed. Such a cell is written with a
//! `'` before it. In a table whose texts stand under `ar` and `en`, a `'` before what looks like a
//! formula is taken away again.
//!
//! # JSON Lines
//!
//! An object a line: a unit with all fields, as [`UnitShape`] and `schemas/unit-line.schema.json`
//! have it, or `{"translation":{"ar":"…","en":"…"}}`. In, each line may be either; a side may be a
//! mere string, a key of `translation` any tag of the language; what is left out or `null` is not
//! known. Of a key that comes twice the first counts, unknown keys are left out, values that make no
//! sense for their key too; all are counted. The escape of half a character becomes U+FFFD.
//!
//! # Moses pairs
//!
//! Two files, line by line. Only a line feed ends a line, with or without a carriage return. Line
//! breaks of any kind and tabs inside a text are written as spaces, and the units counted. A pair
//! of lines both empty is skipped. Where one file has fewer lines, what was paired is given, then a
//! fault with both counts.
//!
//! # Beads
//!
//! A bead a line, `[0,1]:[0]:0.93`, as [`align::listed`](crate::align::listed) has it, of the lines
//! of two texts; the segments must ascend, because the texts are read once. A bead with both sides is
//! a unit, its segments joined by spaces; others are skipped, segments in no bead counted. The score
//! is the confidence where it lies in 0..=1, as our own aligner writes it; vecalign's costs are better
//! when low, so cut them off before. Out, each unit is a bead of its own.
//!
//! # PO
//!
//! In: a message a unit, and one more of the plural: `msgid` with `msgstr[0]` (of six forms, which
//! are Arabic, with `msgstr[1]`: the first is that of zero) and `msgid_plural` with the last; other
//! forms are counted. The header's `Language` says in what the translations are, else the letters of
//! each message, else Arabic is the source; inverted, the other way round. Comments become notes;
//! `msgctxt`, references and flags the properties `x-context`, `x-reference`, `x-flags`. The header's
//! charset is read. Messages that are *fuzzy* are skipped: gettext marks so what it carried over from
//! a similar message, and no tool of its family offers them. Obsolete ones are skipped, too; former
//! wordings (`#|`) are counted.
//!
//! Out: what PO has no place for stands in a comment `#. x-dhakira: {…}`, with the keys of JSON
//! Lines; read back, it goes before the rest. A source that comes again gets a number as `msgctxt`,
//! as gettext wants each message once; some thirty bytes a unit are held for that. Drafts are not fuzzy,
//! because translate-toolkit and Poedit would then leave out a memory of unreviewed alignments
//! altogether; their status is in the comment. `msgfmt -c` passes it unless one text of a unit ends
//! in a line break and the other does not, or a unit flagged as a format breaks it.
//!
//! # Limits
//!
//! One unit, row or piece of markup may hold 16 MiB ([`ReadOptions::limit`]),
//! elements may stand 100 deep and have 64 attributes; memory stays within
//! twice the limit, and four times in other formats than TMX. White space at
//! the ends of a text is kept as it came.
//! Attributes that [`TranslationUnit`] has no field for (`segtype`, `datatype`,
//! `o-tmf`, …), inline codes of XLIFF and elements that TMX does not know are left out and counted; notes
//! and properties of a `tuv` become the unit's. Packed files are for [`packing`] to unpack, and refused here. A TSV written by
//! another program with `\t` or `\n` meant as it stands is misread, as is one of
//! quoted cells: that is a CSV. A row has 1,024 cells at most. A line over the
//! limit is passed over without being held.

pub mod glossary;

mod account;
mod beads;
mod date;
mod flavor;
mod format;
mod input;
mod jsonl;
mod legal;
mod lines;
mod moses;
mod own;
pub mod packing;
mod po;
mod recoded;
mod record;
mod sdltm;
mod table;
mod tmx;
mod xliff;
mod xml;

use std::io::{self, Read, Write};

use jiff::Timestamp;

use crate::bitext::{Lang, Sides, Stamp, TranslationUnit};
use crate::read::Encoding;

pub use account::{Fault, ReadSummary, SkipReason, Skipped, WriteSummary};
pub use flavor::Flavor;
pub use format::{Files, Format};
pub use jsonl::UnitShape;
pub use packing::Packing;
pub use sdltm::Sdltm;
pub use table::{escape, formula_guard};
pub use xliff::{FillError, FillOptions, FillSummary, Suggestion, Wanted, fill};

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
    /// Whether units that are skipped come out one by one, as a [`Fault`] that says so and is not counted as one.
    pub tell_skipped: bool,
    /// Whether units with text on one side only come out, too, with an empty other side (TMX, tables, JSON Lines, PO, where
    /// a fuzzy translation is none): what is to be translated yet.
    pub untranslated: bool,
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
            tell_skipped: false,
            untranslated: false,
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
    Xliff(Box<xliff::XliffReader<R>>),
    Sdltm(Box<sdltm::SdltmReader>),
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
            Format::Xliff | Format::Xliff2 => {
                FormatReader::Xliff(Box::new(xliff::XliffReader::new(input, options)))
            }
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
            FormatReader::Table(reader) => reader.summary(),
            FormatReader::Json(reader) => reader.summary(),
            FormatReader::Moses(reader) => reader.summary(),
            FormatReader::Beads(reader) => reader.summary(),
            FormatReader::Po(reader) => reader.summary(),
            FormatReader::Alone(alone) => &alone.0,
            FormatReader::Xliff(reader) => reader.summary(),
            FormatReader::Sdltm(reader) => reader.summary(),
        }
    }

    /// Returns the line, from 1, on which the unit given last begins; `None` in a format without lines.
    pub fn line(&self) -> Option<u64> {
        match &self.format {
            FormatReader::Tmx(reader) => Some(reader.begun_on()),
            FormatReader::Table(reader) => Some(reader.line()),
            FormatReader::Json(reader) => Some(reader.line()),
            FormatReader::Moses(reader) => Some(reader.line()),
            FormatReader::Beads(reader) => Some(reader.line()),
            FormatReader::Po(reader) => Some(reader.line()),
            FormatReader::Xliff(reader) => Some(reader.line()),
            FormatReader::Alone(_) | FormatReader::Sdltm(_) => None,
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
    /// Whether English comes first: as source language and first variant of a TMX, as message of a PO, as first column.
    pub invert: bool,
    /// The instant to be named in the header, if any: without one the same units give the same bytes at any time.
    pub created: Option<Timestamp>,
    /// The tool that a TMX is for.
    pub flavor: Flavor,
    /// Notes for the header of a TMX.
    pub notes: Vec<String>,
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
            flavor: Flavor::Plain,
            notes: Vec::new(),
            header: false,
            mark: false,
        }
    }
}

impl WriteOptions {
    /// Returns them with hyphens in the language codes.
    fn hyphenated(mut self) -> Self {
        self.lang_tags = self.lang_tags.map(|_, tag| tag.replace('_', "-"));
        self
    }

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
    Tmx(Box<tmx::TmxWriter<W>>),
    Table(table::TableWriter<W>),
    Json(jsonl::JsonWriter<W>),
    Moses(moses::MosesWriter<W>),
    Beads(beads::BeadWriter<W>),
    Po(po::PoWriter<W>),
    /// One file of a format that has several.
    Alone,
    Xliff(xliff::XliffWriter<W>),
}

impl<W: Write> Writer<W> {
    /// Starts a file; `output` needs no buffer of its own.
    ///
    /// A format of several files ([`Format::files`]) takes no unit here: see [`Writer::pair`] and
    /// [`Writer::beads`].
    pub fn new(format: Format, output: W, options: WriteOptions) -> Self {
        use jsonl::{JsonWriter, Shape};
        use table::{Kind, TableWriter};
        let options = options.hyphenated();
        let format = match format {
            Format::Tmx => FormatWriter::Tmx(Box::new(tmx::TmxWriter::new(output, options))),
            Format::Tsv => FormatWriter::Table(TableWriter::new(Kind::Plain, output, options)),
            Format::Csv => FormatWriter::Table(TableWriter::new(Kind::Quoted, output, options)),
            Format::JsonLines => FormatWriter::Json(JsonWriter::new(output, Shape::Whole, options)),
            Format::Translation => {
                FormatWriter::Json(JsonWriter::new(output, Shape::Translation, options))
            }
            Format::Po => FormatWriter::Po(po::PoWriter::new(output, options)),
            Format::Moses | Format::Beads => FormatWriter::Alone,
            Format::Xliff => FormatWriter::Xliff(xliff::XliffWriter::one(output, options)),
            Format::Xliff2 => FormatWriter::Xliff(xliff::XliffWriter::two(output, options)),
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
            FormatWriter::Table(writer) => writer.finish(),
            FormatWriter::Json(writer) => writer.finish(),
            FormatWriter::Moses(writer) => writer.finish(),
            FormatWriter::Beads(writer) => writer.finish(),
            FormatWriter::Po(writer) => writer.finish(),
            FormatWriter::Alone => Ok(WriteSummary::default()),
            FormatWriter::Xliff(writer) => writer.finish(),
        }
    }
}

#[cfg(test)]
mod tests;
