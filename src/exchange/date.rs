//! Instants as TMX writes them: `20261123T184136Z`.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// Appends `at` in UTC, to the second.
pub(super) fn push(target: &mut String, at: Timestamp) {
    let at = Offset::UTC.to_datetime(at);
    let (year, month, day) = (at.year(), at.month(), at.day());
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    write!(
        target,
        "{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z"
    )
    .expect("a string takes whatever is written");
}

/// Reads a date: as TMX writes it, as ISO 8601 does, or without a time.
///
/// An instant without a zone is taken for UTC, a day for its first second.
pub(in crate::exchange) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let at = text.parse().ok().or_else(|| {
        let at: DateTime = text.parse().ok()?;
        Offset::UTC.to_timestamp(at).ok()
    })?;
    Timestamp::from_second(at.as_second()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_form_that_tools_write() {
        for (text, instant) in [
            ("20261123T184136Z", Some("2026-11-23T18:41:36Z")),
            (" 20261123T184136Z ", Some("2026-11-23T18:41:36Z")),
            ("20261123T184136", Some("2026-11-23T18:41:36Z")),
            ("2026-11-23T18:41:36Z", Some("2026-11-23T18:41:36Z")),
            ("2026-11-23T18:41:36.75Z", Some("2026-11-23T18:41:36Z")),
            ("2026-11-23T18:41:36+03:00", Some("2026-11-23T15:41:36Z")),
            ("20261123", Some("2026-11-23T00:00:00Z")),
            ("23.11.2026", None),
            ("yesterday", None),
            ("", None),
        ] {
            let instant = instant.map(|instant| instant.parse().unwrap());
            assert_eq!(parse(text), instant, "{text}");
        }
    }

    #[test]
    fn dates_are_written_as_they_are_read() {
        for text in [
            "20261123T184136Z",
            "19700101T000000Z",
            "00010203T040506Z",
            "99991230T215959Z",
        ] {
            let mut written = String::new();
            push(&mut written, parse(text).unwrap());
            assert_eq!(written, text);
        }
    }
}
