//! `remove`: units that go for good.

use std::io::Write as _;
use std::path::Path;

use dhakira::memory::Memory;

use super::args::keeping::Remove;
use super::terminal::{Terminal, counted};
use super::{CommandResult, Outcome, ids};

pub(super) fn run(args: &Remove, memory: &Path, terminal: &mut Terminal) -> CommandResult {
    let ids = ids::read(&args.ids)?;
    let mut memory = Memory::open(memory)?;
    let removed = memory.remove(ids)?;
    memory.close()?;
    writeln!(terminal.out(), "{} removed", counted(removed, "unit"))?;
    Ok(Outcome::Done)
}
