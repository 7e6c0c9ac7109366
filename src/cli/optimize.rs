//! `optimize`: the memory written anew.

use std::io::{self, Write as _};
use std::path::Path;

use indicatif::HumanBytes;

use dhakira::memory::{Extent, Memory};

use super::terminal::{Terminal, counted};
use super::{CommandResult, Outcome};

pub(super) fn run(memory: &Path, terminal: &mut Terminal) -> CommandResult {
    let mut memory = Memory::open(memory)?;
    let before = memory.extent()?;
    let bar = terminal.waiting("optimizing");
    memory.optimize()?;
    bar.finish_and_clear();
    let after = memory.extent()?;
    memory.close()?;
    print("before", &before, terminal)?;
    print("after", &after, terminal)?;
    Ok(Outcome::Done)
}

fn print(when: &str, extent: &Extent, terminal: &mut Terminal) -> io::Result<()> {
    let size = HumanBytes(extent.bytes);
    let parts = counted(extent.parts as u64, "part");
    let fresh = match extent.fresh {
        0 => String::new(),
        fresh => format!(" and {}", counted(fresh as u64, "single unit")),
    };
    writeln!(
        terminal.out(),
        "{when:<8}{size}, match index in {parts}{fresh}"
    )
}
