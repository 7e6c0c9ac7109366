//! How the commands speak: results, messages, progress, and what is made visible on a terminal.
//!
//! On a terminal, stored text is hostile: control characters and overrides of the
//! writing direction are shown as escapes, and each text is wrapped in isolates,
//! so that Arabic and English stand beside each other without disturbing the line. Nothing is
//! reordered or shaped; that is the terminal's work. Pipes and files get the text
//! as it is.

use std::borrow::Cow;
use std::error::Error as _;
use std::fmt::Write as _;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::Path;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use dhakira::Error;
use dhakira::exchange::escape;

use super::args::{Color, Common};

/// First-strong isolate and its end: the text inside takes its own direction.
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// Standard output and standard error.
pub(super) struct Terminal {
    out: BufWriter<Stdout>,
    look: Look,
    quiet: bool,
    verbose: bool,
    faults: usize,
}

/// How texts are shown on standard output; a thread that prepares what is printed takes it along.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    is_terminal: bool,
    colors: bool,
}

impl Look {
    pub(super) fn has_colors(self) -> bool {
        self.colors
    }

    /// `text` in a style, if colors are on.
    pub(super) fn styled(self, style: Style, text: &str) -> String {
        if self.colors {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// Stored text, made safe and set apart if it goes to a terminal.
    pub(super) fn text<'a>(self, text: &'a str) -> Cow<'a, str> {
        if self.is_terminal {
            Cow::Owned(isolated(&visible(text)))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// A part of a text that [`Self::isolate`] wraps as a whole.
    pub(super) fn part<'a>(self, text: &'a str) -> Cow<'a, str> {
        if self.is_terminal {
            visible(text)
        } else {
            Cow::Borrowed(text)
        }
    }

    /// A row of tab-separated values, escaped as `export` does, with its line end.
    pub(super) fn row(self, columns: &[&str]) -> String {
        let mut row = String::new();
        for (index, column) in columns.iter().enumerate() {
            if index > 0 {
                row.push('\t');
            }
            let mut escaped = String::with_capacity(column.len());
            escape(&mut escaped, column);
            row += &self.part(&escaped);
        }
        row.push('\n');
        row
    }

    /// Sets parts that are made safe already apart from the line around them.
    pub(super) fn isolate(self, parts: String) -> String {
        if self.is_terminal {
            isolated(&parts)
        } else {
            parts
        }
    }
}

/// The styles in use.
pub(super) mod styles {
    use super::{AnsiColor, Style};

    pub(in crate::cli) const STRONG: Style = Style::new().bold();
    pub(in crate::cli) const FAINT: Style = Style::new().dimmed();
    pub(in crate::cli) const HIT: Style = AnsiColor::Yellow.on_default().bold();
    pub(in crate::cli) const COUNTERPART: Style = Style::new().underline();
    pub(in crate::cli) const LESS: Style = AnsiColor::Red.on_default().strikethrough();
    pub(in crate::cli) const MORE: Style = AnsiColor::Green.on_default().bold();
    pub(in crate::cli) const ERROR: Style = AnsiColor::Red.on_default().bold();
}

impl Terminal {
    pub(super) fn new(common: &Common) -> Self {
        let stdout = io::stdout();
        let is_terminal = stdout.is_terminal();
        let colors = match common.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never,
        };
        Self {
            out: BufWriter::with_capacity(1 << 16, stdout),
            look: Look {
                is_terminal,
                colors,
            },
            quiet: common.quiet,
            verbose: common.verbose,
            faults: 0,
        }
    }

    /// Where results go.
    pub(super) fn out(&mut self) -> &mut impl Write {
        &mut self.out
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Writes one JSON object on a line of its own.
    pub(super) fn json(&mut self, value: &impl serde::Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, value)?;
        self.out.write_all(b"\n")
    }

    /// How texts are shown.
    pub(super) fn look(&self) -> Look {
        self.look
    }

    /// `text` in a style, if colors are on.
    pub(super) fn styled(&self, style: Style, text: &str) -> String {
        self.look.styled(style, text)
    }

    /// Stored text, made safe and set apart if it goes to a terminal.
    pub(super) fn text<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.look.text(text)
    }

    /// A part of a text that [`Look::isolate`] wraps as a whole.
    pub(super) fn part<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.look.part(text)
    }

    /// Says something on standard error, unless quiet; what was printed before stands before it.
    pub(super) fn note(&mut self, message: &str) -> io::Result<()> {
        if !self.quiet {
            self.out.flush()?;
            say(&visible(message));
        }
        Ok(())
    }

    /// Says on standard error, also when quiet, that something is likely not what is wanted, and what to do about it.
    pub(super) fn warn(&mut self, message: &str, hint: &str) -> io::Result<()> {
        self.out.flush()?;
        say(&format!("dhakira: warning: {}", visible(message)));
        say(&format!("hint: {}", visible(hint)));
        Ok(())
    }

    /// Says something on standard error if asked to say more.
    pub(super) fn detail(&mut self, message: &str) -> io::Result<()> {
        if self.verbose {
            self.note(message)
        } else {
            Ok(())
        }
    }

    /// Reports that something went wrong with one of the inputs; the command goes on.
    pub(super) fn report(&mut self, error: &Error) {
        self.report_at(None, error);
    }

    /// Reports what went wrong with a file that the error does not name.
    pub(super) fn report_at(&mut self, path: Option<&Path>, error: &Error) {
        self.faults += 1;
        // What was printed before stands before it; if it cannot be, that is met again at the end.
        let _ = self.out.flush();
        let mut message = path.map_or_else(String::new, |path| format!("{}: ", path.display()));
        message += &error.to_string();
        let mut cause = error.source();
        while let Some(next) = cause {
            let _ = write!(message, ": {next}");
            cause = next.source();
        }
        self.say_error(&message, error.hint().as_deref());
    }

    /// Tells how many inputs failed so far.
    pub(super) fn faults(&self) -> usize {
        self.faults
    }

    pub(super) fn say_error(&self, message: &str, hint: Option<&str>) {
        let colors = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
        say_error(message, hint, colors && self.look.colors);
    }

    /// A progress bar on standard error; hidden when that is no terminal, or when quiet.
    pub(super) fn progress(&self, length: u64, task: &'static str) -> ProgressBar {
        if self.quiet || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{prefix:>9} [{bar:30}] {pos}/{len} {wide_msg}")
            .expect("the template is well formed")
            .progress_chars("=> ");
        let bar =
            ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr_with_hz(10));
        bar.set_style(style);
        bar.set_prefix(task);
        bar
    }

    /// A progress display for work whose length is not known.
    pub(super) fn spinner(&self, task: &'static str) -> ProgressBar {
        if self.quiet || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let style =
            ProgressStyle::with_template("{prefix:>9} {spinner} {human_pos} units {per_sec}")
                .expect("the template is well formed");
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
        bar.set_style(style);
        bar.set_prefix(task);
        bar.enable_steady_tick(Duration::from_millis(100));
        bar
    }

    /// A progress display for work of which nothing is known but that it goes on.
    pub(super) fn waiting(&self, task: &'static str) -> ProgressBar {
        if self.quiet || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{prefix:>9} {spinner} {elapsed}")
            .expect("the template is well formed");
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
        bar.set_style(style);
        bar.set_prefix(task);
        bar.enable_steady_tick(Duration::from_millis(100));
        bar
    }
}

/// Says what went wrong in one line, and in another what to do about it.
pub(super) fn say_error(message: &str, hint: Option<&str>, colors: bool) {
    let label = if colors {
        format!("{0}error{0:#}", styles::ERROR)
    } else {
        "error".to_owned()
    };
    say(&format!("dhakira: {label}: {}", visible(message)));
    if let Some(hint) = hint {
        say(&format!("hint: {}", visible(hint)));
    }
}

/// Writes a line of message.
fn say(line: &str) {
    // Nobody is left to be told when standard error is closed.
    let _ = writeln!(io::stderr(), "{line}");
}

/// «1 unit», «2 units».
pub(super) fn counted(count: u64, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

fn isolated(text: &str) -> String {
    format!("{}{text}{}", ISOLATE.0, ISOLATE.1)
}

/// Shows control characters, line breaks among them, and direction overrides as escapes; marks (U+200E, U+200F, U+061C) are harmless and stay.
fn visible(text: &str) -> Cow<'_, str> {
    let hostile = |c: char| {
        c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    if !text.contains(hostile) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if hostile(c) {
            let _ = write!(out, "\\u{{{:x}}}", c as u32);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_overrides_are_shown_and_marks_are_kept() {
        assert_eq!(visible("\u{1b}]0;x\u{7}"), "\\u{1b}]0;x\\u{7}");
        assert_eq!(visible("\u{9b}2J\u{202e}"), "\\u{9b}2J\\u{202e}");
        assert_eq!(visible("نعم\u{200f}."), "نعم\u{200f}.");
    }
}
