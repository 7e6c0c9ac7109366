//! `add`: a pair of texts that a person types.

use std::io::Write as _;
use std::path::Path;

use dhakira::bitext::{Lang, Origin, Place, Status, TranslationUnit};
use dhakira::memory::{Added, Memory};
use dhakira::text::script;

use super::args::keeping::Add;
use super::terminal::Terminal;
use super::{CommandResult, Failure, Outcome, stamp};

pub(super) fn run(args: &Add, memory: &Path, terminal: &mut Terminal) -> CommandResult {
    let is_swapped =
        script::guess(&args.ar) == Some(Lang::En) && script::guess(&args.en) == Some(Lang::Ar);
    if is_swapped {
        return Err(Failure::Usage(
            "the Arabic text comes first, then the English one".to_owned(),
        ));
    }
    let stamp = stamp(args.by.by.as_deref());
    let mut unit = TranslationUnit::new(&args.ar, &args.en, Origin::Manual, stamp);
    unit.status = match args.draft {
        true => Status::Draft,
        false => Status::Reviewed,
    };
    unit.place = args.document.as_ref().map(|document| Place {
        document: document.clone(),
        position: None,
    });
    unit.notes.clone_from(&args.notes);
    let mut memory = Memory::create_or_open(memory)?;
    let added = memory.add(&unit)?;
    memory.close()?;
    match added {
        Added::New(id) => writeln!(terminal.out(), "unit {id} added, {}", unit.status)?,
        Added::There(id, status) => {
            writeln!(terminal.out(), "unit {id} is there already, {status}")?;
            if status != Status::Reviewed && unit.status == Status::Reviewed {
                terminal.note(&format!("`dhakira confirm {id}` makes it reviewed"))?;
            }
        }
    }
    Ok(Outcome::Done)
}
