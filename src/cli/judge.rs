//! `confirm` and `reject`: what a person says of units.

use std::io::Write as _;
use std::path::Path;

use dhakira::bitext::Status;
use dhakira::memory::Memory;

use super::args::keeping::Judged;
use super::terminal::{Terminal, counted};
use super::{CommandResult, Outcome, ids, stamp};

pub(super) fn run(
    args: &Judged,
    status: Status,
    memory: &Path,
    terminal: &mut Terminal,
) -> CommandResult {
    let mut named = 0;
    let ids = ids::read(&args.ids)?.inspect(|_| named += 1);
    let mut memory = Memory::open(memory)?;
    let changed = memory.set_status(ids, status, &stamp(args.by.by.as_deref()))?;
    memory.close()?;
    let units = counted(changed, "unit");
    match named - changed {
        0 => writeln!(terminal.out(), "{units} {status}")?,
        before => writeln!(terminal.out(), "{units} {status}, {before} before")?,
    }
    Ok(Outcome::Done)
}
