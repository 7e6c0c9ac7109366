//! `lookup` at a prompt: a person types a text, sees its matches, and has one of them printed to be copied.
//!
//! What a typed line means is told by [`interpret`], which knows nothing of the terminal. The line editor keeps a
//! history as long as the program runs, and no longer: what is translated may be confidential. Writing directions
//! are the terminal's work here, too.

use std::io::{self, Write as _};

use rustyline::error::ReadlineError;
use rustyline::{Config, DefaultEditor};

use dhakira::bitext::UnitId;
use dhakira::memory::Memory;
use dhakira::text::forms;
use dhakira::{Error, Result};

use super::args::Lookup;
use super::lookup::{Session, nothing, write_match};
use super::terminal::{Terminal, styles};
use super::{CommandResult, Failure, Outcome};

const HELP: &str = "a text: its matches · a number: the translation of that match · :q or Ctrl-D: the end · Ctrl-C: another line";

/// What a typed line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Typed {
    /// Nothing.
    Nothing,
    /// The matches of a text.
    Text(String),
    /// The translation of the match at this index.
    Choice(usize),
    /// The translation of a match that there is not.
    NoSuchMatch,
    /// What can be typed.
    Help,
    /// The end.
    End,
    /// A command that there is not.
    Unknown(String),
}

/// Tells what a line asks for when so many matches are shown.
///
/// A number, in any digits, chooses a match while there are any; otherwise it is a text like
/// any other. A colon with a word right behind it is a command.
fn interpret(line: &str, shown: usize) -> Typed {
    // A line that was pasted may have breaks inside.
    let line = line.split(['\n', '\r']).collect::<Vec<_>>().join(" ");
    let line = line.trim();
    if line.is_empty() {
        return Typed::Nothing;
    }
    if let Some(command) = line.strip_prefix(':') {
        match command {
            "q" | "quit" => return Typed::End,
            "h" | "help" | "?" => return Typed::Help,
            _ if command.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                return Typed::Unknown(line.to_owned());
            }
            _ => {}
        }
    }
    let is_number = shown > 0 && line.chars().all(char::is_numeric);
    match forms::key(line).parse::<usize>() {
        Ok(number) if is_number && (1..=shown).contains(&number) => Typed::Choice(number - 1),
        _ if is_number => Typed::NoSuchMatch,
        _ => Typed::Text(line.to_owned()),
    }
}

/// A match that is shown.
struct Shown {
    unit: UnitId,
    translation: String,
}

pub(super) fn run(args: &Lookup, memory: &Memory, terminal: &mut Terminal) -> CommandResult {
    let mut editor = DefaultEditor::with_config(Config::default()).map_err(unreadable)?;
    let mut session = Session::new(args, memory);
    let mut shown: Vec<Shown> = Vec::new();
    terminal.note(HELP)?;
    loop {
        terminal.flush()?;
        let line = match editor.readline("> ") {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => return Ok(Outcome::Done),
            Err(error) => return Err(unreadable(error).into()),
        };
        match interpret(&line, shown.len()) {
            Typed::Nothing => {}
            Typed::End => return Ok(Outcome::Done),
            Typed::Help => terminal.note(HELP)?,
            Typed::Unknown(command) => {
                terminal.note(&format!("no command {command}; :h tells what there is"))?;
            }
            Typed::NoSuchMatch => {
                terminal.note(&format!("the matches are 1 to {}", shown.len()))?;
            }
            Typed::Choice(index) => choose(&shown[index], memory, terminal)?,
            Typed::Text(text) => {
                shown = show(args, &text, &mut session, terminal)?;
                editor.add_history_entry(text).map_err(unreadable)?;
            }
        }
    }
}

fn unreadable(error: ReadlineError) -> Error {
    Error::read("standard input")(io::Error::other(error))
}

/// Shows the matches of a text, numbered.
fn show(
    args: &Lookup,
    text: &str,
    session: &mut Session<'_>,
    terminal: &mut Terminal,
) -> Result<Vec<Shown>, Failure> {
    let answer = session.find(text)?;
    let look = terminal.look();
    for (number, found) in (1..).zip(&answer.matches) {
        let number = look.styled(styles::STRONG, &format!("{number:>2}  "));
        write!(terminal.out(), "{number}")?;
        write_match(found, text, answer.from, look, terminal.out())?;
    }
    if answer.matches.is_empty() {
        terminal.note(&nothing(args))?;
    }
    let shown = answer.matches.iter().map(|found| Shown {
        unit: found.stored.id,
        translation: found.target(answer.from).to_owned(),
    });
    Ok(shown.collect())
}

/// Prints a translation alone, with nothing around it, and counts its use.
fn choose(shown: &Shown, memory: &Memory, terminal: &mut Terminal) -> io::Result<()> {
    let translation = terminal.part(&shown.translation).into_owned();
    writeln!(terminal.out(), "{translation}")?;
    let counted = Memory::open(memory.path()).and_then(|mut memory| {
        memory.count_use(shown.unit)?;
        memory.close()
    });
    match counted {
        Ok(()) => Ok(()),
        // The translation is there all the same.
        Err(error) => terminal.note(&format!("its use is not counted: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_text_a_choice_or_a_command() {
        let text = |text: &str| Typed::Text(text.to_owned());
        for (line, shown, typed) in [
            ("", 3, Typed::Nothing),
            (" \t", 3, Typed::Nothing),
            (" وصل الوفد. ", 3, text("وصل الوفد.")),
            ("one\r\ntwo", 0, text("one  two")),
            ("1", 3, Typed::Choice(0)),
            (" 3 ", 3, Typed::Choice(2)),
            ("٢", 3, Typed::Choice(1)),
            ("4", 3, Typed::NoSuchMatch),
            ("0", 3, Typed::NoSuchMatch),
            ("99999999999999999999999", 3, Typed::NoSuchMatch),
            ("٤", 0, text("٤")),
            ("40", 0, text("40")),
            ("1.", 3, text("1.")),
            ("-1", 3, text("-1")),
            ("1 2", 3, text("1 2")),
            (":q", 0, Typed::End),
            (":quit", 0, Typed::End),
            (":h", 0, Typed::Help),
            (":?", 0, Typed::Help),
            (":quiet", 0, Typed::Unknown(":quiet".to_owned())),
            (":", 0, text(":")),
            (": q", 0, text(": q")),
            (":) ابتسامة", 0, text(":) ابتسامة")),
            ("قال: نعم", 0, text("قال: نعم")),
        ] {
            assert_eq!(interpret(line, shown), typed, "{line:?} with {shown} shown");
        }
    }
}
