//! Numbers of units, as they are typed or piped in.

use std::io::{self, BufRead as _};
use std::ops::RangeInclusive;
use std::str::FromStr;

use dhakira::Error;
use dhakira::bitext::UnitId;

use super::Failure;

/// An argument that names units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ids {
    /// From the first number to the last.
    Range(RangeInclusive<i64>),
    /// The numbers on standard input.
    StandardInput,
}

impl FromStr for Ids {
    type Err = String;

    /// Reads `12`, `3-7` or `-`.
    fn from_str(ids: &str) -> Result<Self, String> {
        match ids {
            "-" => Ok(Ids::StandardInput),
            _ => range(ids).map(Ids::Range),
        }
    }
}

fn range(ids: &str) -> Result<RangeInclusive<i64>, String> {
    let number = |digits: &str| {
        digits
            .parse()
            .ok()
            .filter(|&number: &i64| number > 0 && !digits.starts_with('+'))
            .ok_or_else(|| "a unit's number is needed, such as 12, or 3-7".to_owned())
    };
    let (first, last) = ids.split_once('-').unwrap_or((ids, ids));
    let (first, last) = (number(first)?, number(last)?);
    if first > last {
        return Err(format!("the first number comes first: {last}-{first}"));
    }
    Ok(first..=last)
}

/// Reads all that the arguments name, in their order.
///
/// # Errors
///
/// [`Error::Input`] with the line of standard input that is no number; [`Error::Read`].
pub(super) fn read(ids: &[Ids]) -> Result<impl Iterator<Item = UnitId> + use<>, Failure> {
    let mut ranges = Vec::new();
    for ids in ids {
        match ids {
            Ids::Range(range) => ranges.push(range.clone()),
            Ids::StandardInput => {
                for (number, line) in (1..).zip(io::stdin().lock().lines()) {
                    let line = line.map_err(Error::read("standard input"))?;
                    if line.trim().is_empty() {
                        continue;
                    }
                    let range = range(line.trim()).map_err(|reason| Error::Input {
                        path: "standard input".into(),
                        line: number,
                        reason: format!("{:?}: {reason}", line.trim()),
                    })?;
                    ranges.push(range);
                }
            }
        }
    }
    // One by one, because a range may be of any length.
    Ok(ranges.into_iter().flatten().map(UnitId))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_a_range_and_a_dash_are_read_and_nothing_else() {
        for (ids, read) in [
            ("12", Some(Ids::Range(12..=12))),
            ("3-7", Some(Ids::Range(3..=7))),
            ("3-3", Some(Ids::Range(3..=3))),
            ("-", Some(Ids::StandardInput)),
            ("7-3", None),
            ("0", None),
            ("-5", None),
            ("5-", None),
            ("+5", None),
            ("3-7-9", None),
            ("١٢", None),
            ("99999999999999999999", None),
            ("", None),
        ] {
            assert_eq!(ids.parse().ok(), read, "{ids:?}");
        }
    }
}
