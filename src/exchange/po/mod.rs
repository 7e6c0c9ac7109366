//! PO files of gettext: a message a unit.
//!
//! [`read`] follows the lines and collects an [`entry`]; [`pairs`] makes units of it, with what
//! the [`header`] says; [`quoted`] knows the strings, and [`write`](mod@write) puts a unit down.
//!
//! The reader is our own: the libraries that read PO hold the whole file, stop at its first fault,
//! and take UTF-8 only.

mod entry;
mod header;
mod pairs;
mod quoted;
mod read;
mod write;

pub(super) use read::PoReader;
pub(super) use write::PoWriter;

/// Begins the extracted comment that carries what PO has no place for, as JSON.
const KNOWN: &str = "x-dhakira:";

/// The types of properties that stand for what PO says of a message.
const CONTEXT: &str = "x-context";
const REFERENCE: &str = "x-reference";
const FLAGS: &str = "x-flags";

/// Returns the lines of comments that stand for notes: a line each, and an empty one between two notes.
fn comments(notes: &[String]) -> Vec<&str> {
    let mut lines = Vec::new();
    for (place, note) in notes.iter().enumerate() {
        if place > 0 {
            lines.push("");
        }
        lines.extend(note.split('\n').map(|line| line.trim_end_matches('\r')));
    }
    lines
}

/// Returns the notes that lines of comments stand for.
fn notes<'a>(lines: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut notes = Vec::new();
    let mut note: Option<String> = None;
    for line in lines {
        if line.is_empty() {
            notes.extend(note.take());
            continue;
        }
        match &mut note {
            Some(note) => {
                note.push('\n');
                note.push_str(line);
            }
            None => note = Some(line.to_owned()),
        }
    }
    notes.extend(note);
    notes
}
