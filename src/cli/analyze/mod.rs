//! `analyze`: what a translator's files have in the memory.
//!
//! `files` finds the files of the job, `read` makes segments of them; the library counts;
//! `table` prints it for people and as CSV, `html` as a page.

mod files;
mod html;
mod read;
mod table;

use std::io::Write as _;
use std::path::Path;
use std::thread;

use dhakira::Error;
use dhakira::memory::Memory;
use dhakira::report::analysis::{self, LeftOut, Options, Rates};

use super::args::analyze::{Analyze, ReportFormat, Switch};
use super::terminal::{Terminal, counted};
use super::{CommandResult, Failure, Outcome};

pub(super) fn run(args: &Analyze, memory: &Path, terminal: &mut Terminal) -> CommandResult {
    let rates = args.rates.as_deref();
    let rates = rates.map(|rates| Rates::read(rates, &args.bands));
    let rates = rates
        .transpose()
        .map_err(|reason| Failure::Usage(format!("--rates: {reason}")))?;
    let options = Options {
        bands: args.bands.clone(),
        internal: args.internal_fuzzy == Switch::On,
        rates,
        jobs: args
            .jobs
            .unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from)),
    };
    // What is wrong with the memory is said before anything is read.
    Memory::open_read_only(memory)?;
    let found = files::find(&args.files, terminal)?;
    let job = read::all(&found, args, terminal)?;
    for file in &job {
        note_left_out(&file.name, &file.left_out, terminal)?;
    }
    let bar = terminal.progress(analysis::steps(&job, &options), "analyzing");
    let open = || Memory::open_read_only(memory);
    let analysis = analysis::analyze(&job, &options, &open, &|steps| bar.inc(steps))?;
    bar.finish_and_clear();
    match args.format {
        ReportFormat::Text => table::print(&analysis, terminal)?,
        ReportFormat::Csv => {
            let csv = table::csv(&analysis).map_err(Error::write("standard output"))?;
            terminal.out().write_all(&csv)?;
        }
        ReportFormat::Json => terminal.json(&analysis)?,
        ReportFormat::Html => {
            let page = html::page(&analysis);
            terminal.out().write_all(page.as_bytes())?;
        }
    }
    Ok(match terminal.faults() {
        0 if analysis.total.sum.size.segments == 0 => Outcome::Nothing,
        0 => Outcome::Done,
        _ => Outcome::Failed,
    })
}

/// Says what of a file is not counted.
fn note_left_out(file: &str, left_out: &LeftOut, terminal: &mut Terminal) -> std::io::Result<()> {
    for (count, noun, what) in left_out.named() {
        if count > 0 {
            terminal.note(&format!("{file}: {} {what} left out", counted(count, noun)))?;
        }
    }
    Ok(())
}
