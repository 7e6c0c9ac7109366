//! `export`: the units of the memory as TMX, XLIFF or TSV.

use std::io::{BufWriter, Write as _};
use std::path::Path;

use dhakira::bitext::{self, Lang, Sides};
use dhakira::exchange::{Format, WriteOptions, WriteSummary, Writer};
use dhakira::memory::{Memory, Selected, UnitFilter};
use dhakira::{Error, Result, split};

use super::args::{Export, Status, UnitFormat};
use super::outfile::{self, Verdict};
use super::terminal::{Terminal, counted};
use super::{CommandResult, Failure, Outcome};

impl From<UnitFormat> for Format {
    fn from(format: UnitFormat) -> Self {
        match format {
            UnitFormat::Tmx => Format::Tmx,
            UnitFormat::Tsv => Format::Tsv,
            UnitFormat::Xliff => Format::Xliff,
            UnitFormat::Xliff2 => Format::Xliff2,
        }
    }
}

impl From<Status> for bitext::Status {
    fn from(status: Status) -> Self {
        match status {
            Status::Draft => bitext::Status::Draft,
            Status::Reviewed => bitext::Status::Reviewed,
            Status::Rejected => bitext::Status::Rejected,
        }
    }
}

/// Which units are written, and how.
#[derive(Debug)]
pub(super) struct Selection {
    filter: UnitFilter,
    options: WriteOptions,
}

impl Default for Selection {
    /// Everything that has not been rejected, as bare `ar` and `en`.
    fn default() -> Self {
        Self {
            filter: UnitFilter {
                status: Selected::Offered,
                ..UnitFilter::default()
            },
            options: WriteOptions::default(),
        }
    }
}

pub(super) fn run(args: &Export, memory: &Memory, terminal: &mut Terminal) -> CommandResult {
    let selection = Selection {
        filter: UnitFilter {
            status: args
                .status
                .map_or(Selected::Offered, |status| Selected::Only(status.into())),
            document: args.document.clone(),
            min_confidence: args.min_confidence.map(share).transpose()?,
        },
        options: WriteOptions {
            lang_tags: lang_tags(&args.lang_map)?,
            invert: args.invert,
            created: None,
        },
    };
    let file = args.file.as_deref().filter(|file| *file != Path::new("-"));
    let format = match (args.format, file) {
        (Some(format), _) => format.into(),
        (None, None) => Format::Tmx,
        (None, Some(file)) => Format::of_path(file).ok_or_else(|| {
            let reason =
                "the suffix names no format: use .tmx, .xlf or .tsv, or --format".to_owned();
            Error::Format {
                path: file.to_path_buf(),
                reason,
            }
        })?,
    };
    let written = match file {
        Some(file) => write_file(memory, file, &[], format, &selection, terminal)?,
        None => {
            let mut writer = Writer::new(format, terminal.out(), selection.options.clone());
            memory.for_each_unit(&selection.filter, |stored| {
                writer
                    .write(&stored.unit)
                    .map_err(Error::write("standard output"))
            })?;
            writer.finish()?
        }
    };
    Ok(if written.units > 0 {
        Outcome::Done
    } else {
        Outcome::Nothing
    })
}

/// Writes the built-in segmentation rules as SRX.
pub(super) fn rules(file: &Path, terminal: &mut Terminal) -> CommandResult {
    let srx = split::srx::write();
    if file == Path::new("-") {
        terminal.out().write_all(srx.as_bytes())?;
        return Ok(Outcome::Done);
    }
    outfile::write(file, &[], |output| {
        output
            .write_all(srx.as_bytes())
            .map_err(Error::write(file))?;
        Ok(Verdict::Keep)
    })?;
    terminal.note(&format!("segmentation rules written to {}", file.display()))?;
    Ok(Outcome::Done)
}

/// Writes every unit that has not been rejected as TMX into `path`, which may be none of `inputs`.
pub(super) fn whole_memory(
    memory: &Memory,
    path: &Path,
    inputs: &[&Path],
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    write_file(
        memory,
        path,
        inputs,
        Format::Tmx,
        &Selection::default(),
        terminal,
    )
    .map(drop)
}

/// Writes a file; without a unit to write, what was there stays.
fn write_file(
    memory: &Memory,
    path: &Path,
    inputs: &[&Path],
    format: Format,
    selection: &Selection,
    terminal: &mut Terminal,
) -> Result<WriteSummary, Failure> {
    let inputs: Vec<&Path> = inputs.iter().copied().chain([memory.path()]).collect();
    let mut written = WriteSummary::default();
    let bar = terminal.spinner("exporting");
    outfile::write(path, &inputs, |file| {
        let output = BufWriter::with_capacity(1 << 18, file);
        let mut writer = Writer::new(format, output, selection.options.clone());
        memory.for_each_unit(&selection.filter, |stored| {
            bar.inc(1);
            writer.write(&stored.unit).map_err(Error::write(path))
        })?;
        written = writer.finish().map_err(Error::write(path))?;
        Ok(if written.units > 0 {
            Verdict::Keep
        } else {
            Verdict::Drop
        })
    })?;
    bar.finish_and_clear();
    let path = path.display();
    match written.units {
        0 => terminal.note(&format!("no unit to write; {path} is left as it is"))?,
        units => terminal.note(&format!("{} written to {path}", counted(units, "unit")))?,
    }
    if written.forbidden_characters > 0 {
        let characters = counted(written.forbidden_characters, "character");
        terminal.note(&format!("{characters} that XML forbids left out"))?;
    }
    Ok(written)
}

fn share(value: f64) -> Result<f64, Failure> {
    if (0.0..=1.0).contains(&value) {
        return Ok(value);
    }
    Err(Failure::Usage(format!(
        "--min-confidence {value} is not between 0 and 1"
    )))
}

/// Reads `ar=ar-SA,en=en-US`; a language that is not named keeps its bare code.
fn lang_tags(map: &[String]) -> Result<Sides<String>, Failure> {
    let mut tags = WriteOptions::default().lang_tags;
    for entry in map {
        let unfit = || {
            Failure::Usage(format!(
                "--lang-map {entry} is not of the form ar=ar-SA or en=en-US"
            ))
        };
        let (code, tag) = entry.split_once('=').ok_or_else(unfit)?;
        let well_formed = tag.split(['-', '_']).all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        });
        match (code, Lang::from_tag(tag)) {
            ("ar", Some(Lang::Ar)) if well_formed => tags.ar = tag.to_owned(),
            ("en", Some(Lang::En)) if well_formed => tags.en = tag.to_owned(),
            _ => return Err(unfit()),
        }
    }
    Ok(tags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_maps_are_read_or_refused() {
        let map = |entries: &[&str]| {
            lang_tags(&entries.iter().map(|e| (*e).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(
            map(&["ar=ar-SA"]).ok().map(|tags| (tags.ar, tags.en)),
            Some(("ar-SA".into(), "en".into()))
        );
        for bad in ["ar", "ar=", "ar=fr", "en=ar", "ar=ar-\"", "fr=fr"] {
            assert!(map(&[bad]).is_err(), "{bad}");
        }
    }
}
