//! The program: parses, runs, prints the error chain, gives the exit code.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
