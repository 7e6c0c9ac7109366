//! The formats in which `align` gives beads.
//!
//! What goes into a file or a pipe is the text as it is; what goes to a terminal is made safe on the way.

use std::borrow::Cow;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;

use dhakira::Error;
use dhakira::align;
use dhakira::bitext::{Bead, Bitext, Segment, Sides};
use dhakira::exchange::{Format as FileFormat, WriteOptions, Writer};

use super::args::{Align, BeadFormat};
use super::doubts;
use super::json::BeadJson;
use super::outfile::{self, Verdict};
use super::stamp;
use super::terminal::{Terminal, styles};

/// In what form beads are given.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    pub(super) format: BeadFormat,
    /// Only the doubtful beads, with the places where they stand.
    pub(super) doubtful: bool,
}

impl Form {
    pub(super) fn of(args: &Align) -> Self {
        Self {
            format: args.format,
            doubtful: args.doubtful,
        }
    }

    /// Returns those of the beads that are asked for.
    fn of_those<'a>(self, beads: &'a [Bead]) -> Cow<'a, [Bead]> {
        if self.doubtful {
            Cow::Owned(doubts::doubtful(beads))
        } else {
            Cow::Borrowed(beads)
        }
    }
}

/// How the name of a file in the format ends.
pub(super) fn suffix(format: BeadFormat) -> &'static str {
    match format {
        BeadFormat::Text => "txt",
        BeadFormat::Beads => "beads",
        BeadFormat::Tsv => "tsv",
        BeadFormat::Json => "jsonl",
        BeadFormat::Tmx => "tmx",
        BeadFormat::Ladder => "ladder",
    }
}

/// Writes the beads of a pair to a file that is none of the inputs, whole or not at all.
pub(super) fn write_file(
    path: &Path,
    inputs: &[&Path],
    bitext: &Bitext,
    beads: &[Bead],
    name: &str,
    form: Form,
) -> dhakira::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::write(folder))?;
    }
    outfile::write(path, inputs, |file| {
        let mut file = BufWriter::new(file);
        let written = plain(&mut file, bitext, beads, name, form).and_then(|()| file.flush());
        written.map_err(Error::write(path))?;
        Ok(Verdict::Keep)
    })
}

/// Prints the beads of a pair.
pub(super) fn print(
    bitext: &Bitext,
    beads: &[Bead],
    name: &str,
    form: Form,
    terminal: &mut Terminal,
) -> io::Result<()> {
    if form.format != BeadFormat::Text {
        return plain(terminal.out(), bitext, beads, name, form);
    }
    let text = text(bitext, beads, form, |part, content| match part {
        Part::Kind => terminal.styled(styles::STRONG, content),
        Part::Confidence => terminal.styled(styles::FAINT, content),
        Part::Segment => terminal.text(content).into_owned(),
    });
    terminal.out().write_all(text.as_bytes())
}

/// What a piece of the text format is.
enum Part {
    Kind,
    Confidence,
    Segment,
}

/// The format for people: kind and confidence, then the segments, Arabic first; `dress` readies each piece for its place.
fn text(
    bitext: &Bitext,
    beads: &[Bead],
    form: Form,
    dress: impl Fn(Part, &str) -> String,
) -> String {
    let mut out = String::new();
    for bead in form.of_those(beads).iter() {
        out += &dress(Part::Kind, &bead.kind().to_string());
        out += " ";
        out += &dress(Part::Confidence, &format!("{:.2}", bead.confidence));
        if form.doubtful {
            let side = |range: &Range<usize>, segments: &[Segment]| match range.len() {
                0 => "–".to_owned(),
                1 => format!(
                    "{} (line {})",
                    doubts::indices(range),
                    doubts::lines(segments)
                ),
                _ => format!(
                    "{} (lines {})",
                    doubts::indices(range),
                    doubts::lines(segments)
                ),
            };
            let ar = side(&bead.ar, &bitext.ar[bead.ar.clone()]);
            let en = side(&bead.en, &bitext.en[bead.en.clone()]);
            out += &format!(" ar {ar}, en {en}");
        }
        out += "\n";
        for segment in bitext.ar[bead.ar.clone()]
            .iter()
            .chain(&bitext.en[bead.en.clone()])
        {
            out += "  ";
            out += &dress(Part::Segment, &segment.text);
            out += "\n";
        }
    }
    out
}

/// Any format as it goes into a file or a pipe.
fn plain(
    out: &mut impl Write,
    bitext: &Bitext,
    beads: &[Bead],
    name: &str,
    form: Form,
) -> io::Result<()> {
    let beads = &form.of_those(beads)[..];
    match form.format {
        BeadFormat::Text => {
            out.write_all(text(bitext, beads, form, |_, part| part.to_owned()).as_bytes())
        }
        BeadFormat::Beads => {
            let list = |range: &std::ops::Range<usize>| {
                range
                    .clone()
                    .map(|index| index.to_string())
                    .collect::<Vec<_>>()
                    .join(",")
            };
            beads.iter().try_for_each(|bead| {
                writeln!(
                    out,
                    "[{}]:[{}]:{:.4}",
                    list(&bead.ar),
                    list(&bead.en),
                    bead.confidence
                )
            })
        }
        BeadFormat::Tsv => beads.iter().try_for_each(|bead| {
            let Sides { ar, en } = align::texts(bitext, bead);
            let cell = |text: &str| text.replace(['\t', '\n', '\r'], " ");
            write!(
                out,
                "{}\t{}\t{}\t{:.4}\t{:.4}",
                cell(&ar),
                cell(&en),
                bead.kind(),
                bead.confidence,
                bead.similarity
            )?;
            if form.doubtful {
                let (ar, en) = (doubts::indices(&bead.ar), doubts::indices(&bead.en));
                let ar_lines = doubts::lines(&bitext.ar[bead.ar.clone()]);
                let en_lines = doubts::lines(&bitext.en[bead.en.clone()]);
                write!(out, "\t{ar}\t{en}\t{ar_lines}\t{en_lines}")?;
            }
            out.write_all(b"\n")
        }),
        BeadFormat::Json => beads.iter().try_for_each(|bead| {
            serde_json::to_writer(&mut *out, &BeadJson::new(bead, bitext))?;
            out.write_all(b"\n")
        }),
        BeadFormat::Ladder => ladder(out, bitext, beads),
        BeadFormat::Tmx => {
            let stamp = stamp(None);
            let mut writer = Writer::new(FileFormat::Tmx, out, WriteOptions::default());
            for unit in align::units(bitext, beads, name, &stamp) {
                writer.write(&unit)?;
            }
            writer.finish().map(drop)
        }
    }
}

/// hunalign's ladder: a rung where both texts are cut, with the score of the bead that begins there.
fn ladder(out: &mut impl Write, bitext: &Bitext, beads: &[Bead]) -> io::Result<()> {
    for bead in beads {
        writeln!(
            out,
            "{}\t{}\t{:.4}",
            bead.ar.start, bead.en.start, bead.confidence
        )?;
    }
    writeln!(out, "{}\t{}\t0", bitext.ar.len(), bitext.en.len())
}
