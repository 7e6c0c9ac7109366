//! `completions`: what a shell needs to complete arguments.

use clap::CommandFactory as _;

use super::args::{Args, Completions};
use super::terminal::Terminal;
use super::{CommandResult, Outcome};

pub(super) fn run(args: &Completions, terminal: &mut Terminal) -> CommandResult {
    clap_complete::generate(args.shell, &mut Args::command(), "dhakira", terminal.out());
    Ok(Outcome::Done)
}
