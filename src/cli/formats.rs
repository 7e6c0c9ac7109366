//! The formats of files of units, as arguments and by the names of files.

use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use dhakira::Error;
use dhakira::exchange::Format;

/// Reads the name of a format that can be imported.
pub(super) fn imported() -> impl TypedValueParser<Value = Format> {
    named(Format::reads)
}

/// Reads the name of a format that can be exported.
pub(super) fn exported() -> impl TypedValueParser<Value = Format> {
    named(Format::writes)
}

fn named(can: fn(Format) -> bool) -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.into_iter().filter(|&format| can(format));
    let values = names.map(|format| PossibleValue::new(format.name()).help(format.about()));
    PossibleValuesParser::new(values).try_map(|name| {
        name.parse()
            .map_err(|()| format!("{name} is the name of no format"))
    })
}

/// Returns the format of the file `path`, which is to be read, by its suffix.
///
/// # Errors
///
/// [`Error::Format`] with the suffixes to choose from.
pub(super) fn to_read(path: &Path) -> Result<Format, Error> {
    let format = Format::of_path(path).filter(|format| format.reads());
    let suffixes = |format: Format| format.suffixes().iter().chain(format.dialects());
    format.ok_or_else(|| unnamed(path, Format::reads, suffixes))
}

/// Returns the format of the file `path`, which is to be written, by its suffix.
///
/// # Errors
///
/// [`Error::Format`] with the suffixes to choose from, also for a dialect of another tool.
pub(super) fn to_write(path: &Path) -> Result<Format, Error> {
    let suffix = path.extension().unwrap_or_default();
    let format = Format::of_path(path).filter(|format| {
        let mut dialects = format.dialects().iter();
        format.writes() && !dialects.any(|dialect| suffix.eq_ignore_ascii_case(dialect))
    });
    let suffixes = |format: Format| format.suffixes().iter().chain(&[]);
    format.ok_or_else(|| unnamed(path, Format::writes, suffixes))
}

fn unnamed<I>(path: &Path, can: fn(Format) -> bool, suffixes: fn(Format) -> I) -> Error
where
    I: Iterator<Item = &'static &'static str>,
{
    let known = Format::ALL.into_iter().filter(|&format| can(format));
    let suffixes: Vec<String> = known
        .flat_map(suffixes)
        .map(|suffix| format!(".{suffix}"))
        .collect();
    Error::Format {
        path: path.to_path_buf(),
        reason: format!(
            "the suffix names no format: use one of {}, or --format",
            suffixes.join(" ")
        ),
    }
}
