//! `verify`: the memory's own health.

use std::io::Write as _;

use dhakira::memory::Memory;

use super::args::{Format, Verify};
use super::terminal::Terminal;
use super::{CommandResult, Outcome};

pub(super) fn run(args: &Verify, memory: &Memory, terminal: &mut Terminal) -> CommandResult {
    let problems = memory.verify()?;
    for problem in &problems {
        match args.format {
            Format::Json => terminal.json(problem)?,
            Format::Text => {
                let unit = problem
                    .unit
                    .map_or_else(String::new, |unit| format!("unit {unit}: "));
                let message = terminal.part(&problem.message).into_owned();
                writeln!(terminal.out(), "{}: {unit}{message}", problem.kind)?;
            }
        }
    }
    if problems.is_empty() && args.format == Format::Text {
        let units = memory.count_units()?;
        writeln!(terminal.out(), "sound: {units} units checked")?;
    }
    Ok(if problems.is_empty() {
        Outcome::Done
    } else {
        Outcome::Nothing
    })
}
