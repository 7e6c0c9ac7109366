//! What is done with the faults of a file of units: some are reported, and a file of nothing else is given up.

use std::io;
use std::path::Path;

use dhakira::exchange::ReadSummary;

use super::terminal::{Terminal, counted};

/// How many faults of a file are reported one by one.
const REPORTED: u64 = 20;

/// After how many faults a file that gave no unit is given up.
const HOPELESS: u64 = 10_000;

/// Tells whether the fault that came last is reported.
pub(super) fn is_reported(summary: &ReadSummary) -> bool {
    summary.faults <= REPORTED
}

/// Tells whether reading on is of no use: it may be no file of its format at all.
pub(super) fn is_hopeless(summary: &ReadSummary) -> bool {
    summary.faults >= HOPELESS && summary.taken == 0
}

/// Says how many faults were not reported, and whether the file was not read to its end.
///
/// Of a file of which nothing could be read, the fault itself has said so.
pub(super) fn note(path: &Path, summary: &ReadSummary, terminal: &mut Terminal) -> io::Result<()> {
    let path = path.display();
    if !is_reported(summary) {
        let more = counted(summary.faults - REPORTED, "more fault");
        terminal.note(&format!("{path}: {more} of the kind"))?;
    }
    if !summary.complete && (summary.taken > 0 || is_hopeless(summary)) {
        terminal.note(&format!("{path}: the rest of the file was not read"))?;
    }
    Ok(())
}
