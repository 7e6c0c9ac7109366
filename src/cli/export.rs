//! `export`: the units of the memory in any format that is written.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use indicatif::ProgressBar;

use dhakira::bitext::{self, Lang, Sides};
use dhakira::exchange::packing::{Output, Packing};
use dhakira::exchange::{self, Files, Format, WriteOptions, WriteSummary, Writer};
use dhakira::memory::{Documents, Memory, Selected, UnitFilter};
use dhakira::{Error, Result, split};

use super::args::exchanging::{Export, Flavor, SplitBy, Status};
use super::formats;
use super::names::Named;
use super::outfile::{self, Verdict};
use super::several;
use super::terminal::{Terminal, counted};
use super::{CommandResult, Failure, Outcome};

impl From<Flavor> for exchange::Flavor {
    fn from(flavor: Flavor) -> Self {
        match flavor {
            Flavor::Plain => exchange::Flavor::Plain,
            Flavor::Omegat => exchange::Flavor::Omegat,
            Flavor::Trados => exchange::Flavor::Trados,
            Flavor::Memoq => exchange::Flavor::Memoq,
            Flavor::Phrase => exchange::Flavor::Phrase,
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

impl Selection {
    /// How the units of `memory` are written.
    fn options(&self, memory: &Memory) -> Result<WriteOptions> {
        Ok(WriteOptions {
            notes: memory.header_notes()?,
            ..self.options.clone()
        })
    }
}

pub(super) fn run(args: &Export, memory: &Memory, terminal: &mut Terminal) -> CommandResult {
    let selection = Selection {
        filter: UnitFilter {
            status: args
                .status
                .map_or(Selected::Offered, |status| Selected::Only(status.into())),
            document: args
                .document
                .clone()
                .map_or(Documents::All, Documents::Named),
            min_confidence: args.min_confidence.map(share).transpose()?,
        },
        options: WriteOptions {
            lang_tags: lang_tags(&args.lang_map)?,
            invert: args.invert,
            flavor: args.flavor.into(),
            header: args.header,
            mark: args.bom,
            ..WriteOptions::default()
        },
    };
    let file = args.file.as_deref().filter(|file| *file != Path::new("-"));
    let format = match (args.format, file) {
        (Some(format), _) => format,
        (None, None) => Format::Tmx,
        (None, Some(_)) if args.split_by.is_some() => Format::Tmx,
        (None, Some(file)) => formats::to_write(file)?,
    };
    if format != Format::Tmx && args.flavor != Flavor::Plain {
        return Err(Failure::Usage(format!(
            "--flavor is for TMX, and the file is to be {format}"
        )));
    }
    if args.split_by.is_some() && file.is_none() {
        let reason = "--split-by needs a folder, not standard output";
        return Err(Failure::Usage(reason.to_owned()));
    }
    let written = match file {
        Some(folder) if args.split_by == Some(SplitBy::Document) => {
            write_folder(memory, folder, format, &selection, terminal)?
        }
        Some(file) => write_file(memory, file, &[], format, &selection, terminal)?,
        None if format.files() != Files::One => {
            return Err(Failure::Usage(format!(
                "{format} is several files: name what stands before their suffixes"
            )));
        }
        None => {
            let writer = Writer::new(format, terminal.out(), selection.options(memory)?);
            let path = Path::new("standard output");
            let written = put_units(memory, path, &selection, writer, &ProgressBar::hidden())?;
            note_left_out(&written, terminal)?;
            written
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
    let bar = terminal.spinner("exporting");
    let written = put_file(memory, path, &inputs, format, selection, &bar)?;
    bar.finish_and_clear();
    let path = path.display();
    match written.units {
        0 => terminal.note(&format!("no unit to write; {path} is left as it is"))?,
        units => terminal.note(&format!("{} written to {path}", counted(units, "unit")))?,
    }
    note_left_out(&written, terminal)?;
    Ok(written)
}

/// Writes a file a document into `folder`, and one for the units of none; documents without a unit to write have no file.
fn write_folder(
    memory: &Memory,
    folder: &Path,
    format: Format,
    selection: &Selection,
    terminal: &mut Terminal,
) -> Result<WriteSummary, Failure> {
    fs::create_dir_all(folder).map_err(Error::write(folder))?;
    let bar = terminal.spinner("exporting");
    let mut all = WriteSummary::default();
    let mut files = 0;
    memory.at_one_moment(|| {
        let mut names = Named::new(format.suffix());
        let alone = names.of("no-document");
        let documents = memory.documents()?.into_iter().map(|document| {
            let name = document.record.name;
            (names.of(&name), Documents::Named(name))
        });
        for (name, documents) in documents.chain([(alone, Documents::None)]) {
            let selection = Selection {
                filter: UnitFilter {
                    document: documents,
                    ..selection.filter.clone()
                },
                options: selection.options.clone(),
            };
            let file = folder.join(name);
            let written = put_file(memory, &file, &[memory.path()], format, &selection, &bar)?;
            files += u64::from(written.units > 0);
            all += written;
        }
        Ok(())
    })?;
    bar.finish_and_clear();
    let folder = folder.display();
    terminal.note(&format!(
        "{} written to {} in {folder}",
        counted(all.units, "unit"),
        counted(files, "file")
    ))?;
    note_left_out(&all, terminal)?;
    Ok(all)
}

/// Writes a file; without a unit to write, what was there stays.
fn put_file(
    memory: &Memory,
    path: &Path,
    inputs: &[&Path],
    format: Format,
    selection: &Selection,
    bar: &ProgressBar,
) -> Result<WriteSummary> {
    let options = selection.options(memory)?;
    let mut written = WriteSummary::default();
    if let Some(names) = several::Names::of(path, format) {
        several::Names::refuse_packed(path)?;
        return names.write(inputs, &options, |writer| {
            put_units(memory, path, selection, writer, bar)
        });
    }
    outfile::write(path, inputs, |file| {
        let mut output = Output::new(Packing::of_path(path), file).map_err(Error::write(path))?;
        let writer = Writer::new(format, &mut output, options);
        written = put_units(memory, path, selection, writer, bar)?;
        output.finish().map_err(Error::write(path))?;
        Ok(if written.units > 0 {
            Verdict::Keep
        } else {
            Verdict::Drop
        })
    })?;
    Ok(written)
}

/// Writes the units that are selected.
fn put_units(
    memory: &Memory,
    path: &Path,
    selection: &Selection,
    mut writer: Writer<impl Write>,
    bar: &ProgressBar,
) -> Result<WriteSummary> {
    memory.for_each_unit(&selection.filter, |stored| {
        bar.inc(1);
        writer.write(&stored.unit).map_err(Error::write(path))
    })?;
    writer.finish().map_err(Error::write(path))
}

/// Says what was left out of what was written.
fn note_left_out(written: &WriteSummary, terminal: &mut Terminal) -> io::Result<()> {
    if written.empty > 0 {
        let units = counted(written.empty, "unit");
        terminal.note(&format!("{units} with an empty side left out"))?;
    }
    if written.dropped_codes > 0 {
        let codes = counted(written.dropped_codes, "text");
        terminal.note(&format!(
            "{codes} written without inline codes, which the format does not keep"
        ))?;
    }
    if written.forbidden_characters > 0 {
        let characters = counted(written.forbidden_characters, "character");
        terminal.note(&format!("{characters} that XML forbids left out"))?;
    }
    if written.unfit_codes > 0 {
        let texts = counted(written.unfit_codes, "text");
        terminal.note(&format!(
            "{texts} written without inline codes, which did not fit; see `dhakira verify`"
        ))?;
    }
    if written.folded > 0 {
        let units = counted(written.folded, "unit");
        terminal.note(&format!(
            "{units} with line breaks or tabs, which became spaces"
        ))?;
    }
    Ok(())
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
