//! `edit`: a unit's texts and notes.

use std::io::Write as _;
use std::path::Path;

use dhakira::bitext::UnitId;
use dhakira::memory::{self, Memory};

use super::args::keeping::Edit;
use super::terminal::Terminal;
use super::{CommandResult, Outcome, stamp};

pub(super) fn run(args: &Edit, memory: &Path, terminal: &mut Terminal) -> CommandResult {
    let edit = memory::Edit {
        ar: args.ar.clone(),
        en: args.en.clone(),
        drop_notes: args.drop_notes,
        notes: args.notes.clone(),
    };
    let id = UnitId(args.id);
    let mut memory = Memory::open(memory)?;
    let edited = memory.edit(id, &edit, &stamp(args.by.by.as_deref()))?;
    memory.close()?;
    if !edited.changed {
        writeln!(terminal.out(), "unit {id} is as it was, {}", edited.after)?;
    } else if edited.before == edited.after {
        writeln!(terminal.out(), "unit {id} changed, {}", edited.after)?;
    } else {
        let (before, after) = (edited.before, edited.after);
        writeln!(terminal.out(), "unit {id} changed, {after} (was {before})")?;
    }
    if let Some(twin) = edited.twin {
        terminal.note(&format!("unit {twin} has the same two texts"))?;
    }
    Ok(Outcome::Done)
}
