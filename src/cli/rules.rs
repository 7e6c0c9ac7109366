//! `--srx`: the segmentation rules that a user brings along, and what is said of them.
//!
//! Other tools pass over rules they cannot use, and over a file that has none for the
//! language, without a word. Here each language that is split is told once: which
//! languagerules fit it, how many rules were taken, how many were not and why.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dhakira::bitext::{Lang, Sides};
use dhakira::split::srx::{Coverage, Srx};
use dhakira::{Error, Result};

use super::pages::{bytes, name};
use super::terminal::{Terminal, counted};

/// The rules of the file that `--srx` names, if it does.
#[derive(Debug)]
pub(super) struct Rules {
    file: Option<(PathBuf, Arc<Srx>)>,
    told: Sides<bool>,
}

impl Rules {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or holds no rules that can be used.
    pub(super) fn read(path: Option<&Path>) -> Result<Self> {
        let file = match path {
            Some(path) => {
                let srx = Srx::read(path, &bytes(path)?)?;
                Some((path.to_path_buf(), Arc::new(srx)))
            }
            None => None,
        };
        Ok(Self {
            file,
            told: Sides {
                ar: false,
                en: false,
            },
        })
    }

    pub(super) fn srx(&self) -> Option<Arc<Srx>> {
        self.file.as_ref().map(|(_, srx)| Arc::clone(srx))
    }

    /// Says what the file has for a language, when that is split for the first time.
    pub(super) fn tell(&mut self, lang: Lang, terminal: &mut Terminal) -> io::Result<()> {
        let told = match lang {
            Lang::Ar => &mut self.told.ar,
            Lang::En => &mut self.told.en,
        };
        if std::mem::replace(told, true) {
            return Ok(());
        }
        let Some((path, srx)) = &self.file else {
            return Ok(());
        };
        let file = path.display();
        let coverage = srx.coverage(lang);
        if coverage.sets.is_empty() {
            let warning = format!(
                "{file} has no rules for {}: no languagepattern matches {:?} or {:?}",
                name(lang),
                lang.code(),
                lang.code().to_uppercase()
            );
            return terminal.warn(
                &warning,
                "the text is split at line breaks only; leave --srx out for the built-in rules",
            );
        }
        terminal.note(&format!("{file}: {}", described(coverage)))?;
        for refusal in &coverage.refused {
            let (set, line, reason) = (&refusal.set, refusal.line, &refusal.reason);
            terminal.detail(&format!(
                "{file}:{line}: a rule of {set:?} is refused: {reason}"
            ))?;
        }
        Ok(())
    }

    /// Says which rules were given up on, after all has been split.
    pub(super) fn tell_overruns(&self, terminal: &mut Terminal) -> io::Result<()> {
        let Some((path, srx)) = &self.file else {
            return Ok(());
        };
        for (rule, times) in srx.overruns() {
            let times = counted(u64::from(times), "time");
            terminal.note(&format!(
                "{}: {rule} took too long {times}, and was taken for no match",
                path.display()
            ))?;
        }
        Ok(())
    }
}

/// «"ar" has the rules "Arabic", "Default": 31 taken, 2 refused (say -v for why)».
fn described(coverage: &Coverage) -> String {
    let names: Vec<String> = coverage
        .sets
        .iter()
        .map(|name| format!("{name:?}"))
        .collect();
    let catch_all = match coverage.catch_all {
        true => ", which are for every language",
        false => "",
    };
    let refused = match coverage.refused.len() {
        0 => "none refused".to_owned(),
        refused => format!("{refused} refused (-v says why)"),
    };
    format!(
        "{:?} has the rules of {}{catch_all}: {} taken, {refused}",
        coverage.asked,
        names.join(", "),
        coverage.taken
    )
}

/// Makes sure that rules are no input as well: standard input can be read once only.
pub(super) fn check_standard_input(srx: Option<&Path>, inputs: &[PathBuf]) -> Result<()> {
    let dash = Path::new("-");
    let is_twice = srx == Some(dash) && inputs.iter().any(|input| input == dash);
    if is_twice {
        let reason = "standard input cannot be the rules and a text at once".to_owned();
        return Err(Error::Format {
            path: dash.to_path_buf(),
            reason,
        });
    }
    Ok(())
}
