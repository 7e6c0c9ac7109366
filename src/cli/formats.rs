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

/// Returns the format of the file `path` by its suffix, if it is one that `can` do what is asked for.
///
/// # Errors
///
/// [`Error::Format`] with the suffixes to choose from.
pub(super) fn of_path(path: &Path, can: fn(Format) -> bool) -> Result<Format, Error> {
    Format::of_path(path)
        .filter(|&format| can(format))
        .ok_or_else(|| {
            let known = Format::ALL.into_iter().filter(|&format| can(format));
            let suffixes: Vec<String> = known
                .flat_map(|format| format.suffixes())
                .map(|suffix| format!(".{suffix}"))
                .collect();
            Error::Format {
                path: path.to_path_buf(),
                reason: format!(
                    "the suffix names no format: use one of {}, or --format",
                    suffixes.join(" ")
                ),
            }
        })
}
