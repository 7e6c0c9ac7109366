//! The command line: the only place that prints and reads the environment or the clock.
//!
//! One file a command; [`args`] says what they take, [`terminal`] how they speak.
//! Results go to standard output, everything else to standard error. A command
//! that meets a bad input among good ones reports it, goes on, and ends with 2.

mod args;
mod terminal;
mod outfile;
mod pages;
mod rules;
mod pins;
mod json;
mod ids;
mod names;

mod beads;
mod doubts;
mod remarks;
mod build;
mod split;
mod against;
mod align;
mod lookup;
mod batch;
mod prompt;
mod search;
mod add;
mod edit;
mod judge;
mod remove;
mod show;
mod broken;
mod untaken;
mod formats;
mod several;
mod import;
mod export;
mod pretranslate;
mod stats;
mod check;
mod sarif;
mod analyze;
mod verify;
mod optimize;
mod backup;
mod completions;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use etcetera::BaseStrategy;
use jiff::{Timestamp, Unit};

use dhakira::Error;
use dhakira::bitext::{Stamp, Status};
use dhakira::memory::Memory;

use args::exchanging::Export;
use args::{Args, Command};
use terminal::Terminal;

/// How a command that ran to its end came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Done, and something was found: exit code 0.
    Done,
    /// Ran well and found nothing: exit code 1.
    Nothing,
    /// Some of the inputs failed, and that was said: exit code 2.
    Failed,
}

/// Why a command stopped.
#[derive(Debug)]
enum Failure {
    /// The library could not go on.
    Library(Error),
    /// The memory in this file could not be read or written.
    Memory(PathBuf, Error),
    /// Standard output could not be written.
    Output(io::Error),
    /// The arguments do not fit each other.
    Usage(String),
}

impl From<Error> for Failure {
    /// A closed pipe is one, also where the library was writing into it.
    fn from(error: Error) -> Self {
        match error {
            Error::Write { source, .. } if source.kind() == io::ErrorKind::BrokenPipe => {
                Failure::Output(source)
            }
            error => Failure::Library(error),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

type CommandResult = Result<Outcome, Failure>;

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    let mut terminal = Terminal::new(&args.common);
    let result = run(args, &mut terminal).and_then(|outcome| {
        terminal.flush()?;
        Ok(outcome)
    });
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(Failure::Output(error)) => {
            terminal.say_error(
                &format!("could not write to standard output: {error}"),
                None,
            );
            ExitCode::from(2)
        }
        Err(Failure::Library(error)) => {
            terminal.report(&error);
            ExitCode::from(2)
        }
        Err(Failure::Memory(path, error)) => {
            terminal.report_at(Some(&path), &error);
            ExitCode::from(2)
        }
        Err(Failure::Usage(message)) => {
            terminal.say_error(&message, Some("see `dhakira help`"));
            ExitCode::from(2)
        }
    }
}

/// Prints the help that was asked for, or one line on what is wrong with the arguments.
fn usage(error: &clap::Error) -> ExitCode {
    // A closed pipe while printing is none of the user's concern.
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.render().to_string();
    let message = text
        .lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches("error: ");
    // clap puts what is missing or allowed on the lines after.
    let more: Vec<&str> = text
        .lines()
        .skip(1)
        .map(str::trim)
        .take_while(|line| !line.is_empty())
        .collect();
    let message = format!("{message} {}", more.join(" "));
    terminal::say_error(
        message.trim(),
        Some("see `dhakira --help`, or `dhakira COMMAND --help`"),
        false,
    );
    ExitCode::from(2)
}

fn run(args: Args, terminal: &mut Terminal) -> CommandResult {
    let path = match (&args.command, memory_path(args.common.tm)) {
        // These need no memory, so it does not matter if none can be named.
        (Command::Split(_) | Command::Align(_) | Command::Completions(_), path) => {
            path.unwrap_or_default()
        }
        (Command::Export(args), path) if args.srx.is_some() => path.unwrap_or_default(),
        (Command::Check(args), path) if !args.needs_memory() => path.unwrap_or_default(),
        (_, path) => path?,
    };
    dispatch(args.command, &path, terminal).map_err(|failure| match failure {
        // SQLite does not say which file failed.
        Failure::Library(error @ (Error::Memory { .. } | Error::MemoryBusy { .. })) => {
            Failure::Memory(path, error)
        }
        failure => failure,
    })
}

fn dispatch(command: Command, memory: &Path, terminal: &mut Terminal) -> CommandResult {
    let open = || Memory::open_read_only(memory);
    match command {
        Command::Build(args) => build::run(&args, memory, terminal),
        Command::Split(args) => split::run(&args, terminal),
        Command::Align(args) => align::run(&args, terminal),
        Command::Lookup(args) => lookup::run(&args, open()?, terminal),
        Command::Search(args) => search::run(&args, &open()?, terminal),
        Command::Add(args) => add::run(&args, memory, terminal),
        Command::Edit(args) => edit::run(&args, memory, terminal),
        Command::Confirm(args) => judge::run(&args.judged, Status::Reviewed, memory, terminal),
        Command::Reject(args) => judge::run(&args.judged, Status::Rejected, memory, terminal),
        Command::Remove(args) => remove::run(&args, memory, terminal),
        Command::Show(args) => show::run(&args, &open()?, terminal),
        Command::Import(args) => import::run(&args, memory, terminal),
        Command::Export(Export {
            srx: Some(file), ..
        }) => export::rules(&file, terminal),
        Command::Export(args) => export::run(&args, &open()?.unmapped()?, terminal),
        Command::Pretranslate(args) => pretranslate::run(&args, &open()?, terminal),
        Command::Stats(args) => stats::run(&args, &open()?.unmapped()?, terminal),
        Command::Check(args) => check::run(&args, memory, terminal),
        Command::Analyze(args) => analyze::run(&args, memory, terminal),
        Command::Verify(args) => verify::run(&args, &open()?, terminal),
        Command::Optimize(_) => optimize::run(memory, terminal),
        Command::Backup(args) => backup::run(&args, &open()?, terminal),
        Command::Completions(args) => completions::run(&args, terminal),
    }
}

/// The memory's file: `--tm`, else `$DHAKIRA_TM`, else in the user's data directory.
fn memory_path(tm: Option<PathBuf>) -> Result<PathBuf, Failure> {
    let named = std::env::var_os("DHAKIRA_TM").filter(|path| !path.is_empty());
    if let Some(path) = tm.or_else(|| named.map(PathBuf::from)) {
        return Ok(path);
    }
    let directories = etcetera::choose_base_strategy().map_err(|_| {
        Failure::Usage("no home directory is known: name the memory with --tm FILE".to_owned())
    })?;
    Ok(directories.data_dir().join("dhakira").join("memory.db"))
}

/// Now, to the second, and the person who says so: who is named, or else is at the keyboard.
fn stamp(by: Option<&str>) -> Stamp {
    let now = Timestamp::now();
    let at_the_keyboard = || {
        ["DHAKIRA_USER", "USER", "LOGNAME", "USERNAME"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|name| !name.is_empty())
    };
    Stamp {
        at: now.round(Unit::Second).unwrap_or(now),
        by: by.map(str::to_owned).or_else(at_the_keyboard),
    }
}
