//! Segmentation rules of SRX, which users bring along from other tools.
//!
//! | file | does |
//! |---|---|
//! | `document` | XML to sets of rules and language maps |
//! | `dialect`, `classes`, `properties` | ICU's and Java's regular expressions to our notation |
//! | `pattern`, `sweep` | finds where many patterns end or begin, in time linear in the line |
//! | `ruleset` | which rule decides at a place |
//! | `own` | our built-in rules, written as SRX for other tools |
//!
//! # What is decided how
//!
//! - The maps are asked for `ar` and `en` and must match the whole of it, case as written. If nothing
//!   fits but what fits every language (such as `.*`), they are asked for `AR` and `EN`,
//!   because OmegaT writes its maps in capitals and compares them without case. With
//!   `cascade="yes"` the rules of all maps that fit count, in the order of the maps; with
//!   `no` those of the first. A 2.0 file without the attribute, which OmegaT writes,
//!   cascades; a 1.0 file does not.
//! - At each place of a line the rules are tried in their order, and the first that fits
//!   decides. A rule fits where its `beforebreak` ends and its `afterbreak` begins;
//!   either sees the whole line beside it. So a rule `\.+` without an
//!   `afterbreak` ends a sentence behind each of three dots, as SRX has it, though tools that only
//!   search from match to match stop at the last.
//! - A line break ends a segment, whatever the rules say, and a place behind which a line
//!   holds white space only is its end.
//! - Where ICU and Java read a pattern differently, it is read as ICU does: `\w`, `\d`, `\s` and
//!   `\b` know all scripts.
//!
//! # Limits
//!
//! What has no exact counterpart (`\X`, `\N{…}`, `(?x)`, sets that Java and ICU read
//! differently) is refused with a reason, and the other rules count. A look-ahead inside a `beforebreak` sees
//! what follows the place only if it ends the pattern. Patterns with look-around, back-references or Unicode word
//! boundaries and no greatest length match at most 1 KiB from a place.
//! A trial that takes too long counts as no match and in [`Srx::overruns`]; after ten of them the pattern is given up.

mod classes;
mod dialect;
mod document;
mod own;
mod pattern;
mod properties;
mod ruleset;
mod sweep;

use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

use crate::bitext::{Lang, Sides};
use crate::error::{Error, Result};
use crate::read;

use super::{Decision, marks};
use document::{Document, Fault, LanguageMap, RuleSet};
use ruleset::Ruleset;

pub use own::write;
pub use ruleset::Refusal;

/// The most bytes of a file that are taken.
const LARGEST: usize = 16 << 20;

/// A language that no rules are for: what fits it fits every language.
const NOBODY: &str = "qaa";

/// The rules of an SRX file for Arabic and English.
#[derive(Debug)]
pub struct Srx {
    fingerprint: String,
    rules: Sides<Ruleset>,
    coverage: Sides<Coverage>,
}

/// What a file has for a language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The language code that the maps were asked for.
    pub asked: String,
    /// The languagerules that it led to, in order; empty when no map fits.
    pub sets: Vec<String>,
    /// Whether they are only those that are for every language.
    pub catch_all: bool,
    /// How many rules were taken.
    pub taken: usize,
    /// The rules that were not.
    pub refused: Vec<Refusal>,
}

impl Srx {
    /// Reads an SRX file; the path only serves to name it in errors.
    ///
    /// # Errors
    ///
    /// [`Error::NotText`] if the bytes are no text, and [`Error::Rules`] with the line if they are no SRX, if the
    /// maps lead to nothing, or if no rule of a language can be taken.
    pub fn read(path: &Path, bytes: &[u8]) -> Result<Self> {
        let at = |fault: Fault| Error::Rules {
            path: path.to_path_buf(),
            line: fault.line,
            reason: fault.reason,
        };
        if bytes.len() > LARGEST {
            let reason = format!("the file holds more than {LARGEST} bytes");
            return Err(at(Fault { line: 1, reason }));
        }
        let decoded = read::decode(bytes, None).map_err(|fault| fault.at(path))?;
        let document = Document::parse(&decoded.text).map_err(at)?;
        let (ar, ar_coverage) = for_language(&document, Lang::Ar).map_err(at)?;
        let (en, en_coverage) = for_language(&document, Lang::En).map_err(at)?;
        Ok(Self {
            fingerprint: format!("{:032x}", xxh3_128(bytes)),
            rules: Sides { ar, en },
            coverage: Sides {
                ar: ar_coverage,
                en: en_coverage,
            },
        })
    }

    /// Returns a hash of the file's bytes.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Returns what the file has for a language.
    pub fn coverage(&self, lang: Lang) -> &Coverage {
        self.coverage.get(lang)
    }

    /// Returns every candidate of `text` in ascending order; the end of the text is none.
    pub fn decisions(&self, text: &str, lang: Lang) -> Vec<Decision<'_>> {
        let mut decisions = Vec::new();
        let mut start = 0;
        while start < text.len() {
            let line = &text[start..];
            let line = &line[..line.find(marks::is_line_break).unwrap_or(line.len())];
            let end = start + line.len();
            let content = line.trim_end().len();
            let verdicts = self.rules.get(lang).verdicts(line);
            let inside = verdicts.iter().take_while(|verdict| verdict.at < content);
            decisions.extend(inside.map(|verdict| Decision {
                at: start + verdict.at,
                breaks: verdict.breaks,
                rule: verdict.label,
            }));
            let Some(line_break) = text[end..].chars().next() else {
                break;
            };
            start = end + line_break.len_utf8();
            decisions.push(Decision {
                at: start,
                breaks: true,
                rule: "line-break",
            });
        }
        decisions
    }

    /// Returns the rules some of whose trials took too long, and how many did; those counted as no match.
    pub fn overruns(&self) -> impl Iterator<Item = (&str, u32)> {
        self.rules.ar.overruns().chain(self.rules.en.overruns())
    }
}

/// Compiles what the maps have for a language.
fn for_language(document: &Document, lang: Lang) -> Result<(Ruleset, Coverage), Fault> {
    let code = lang.code();
    let mut asked = code.to_owned();
    let (mut sets, mut catch_all) = sets(document, &asked)?;
    if catch_all {
        let capitals = code.to_uppercase();
        let (others, only_catch_all) = self::sets(document, &capitals)?;
        if !only_catch_all {
            (asked, sets, catch_all) = (capitals, others, false);
        }
    }
    let unusable = |reason: String| Fault {
        line: sets.first().map_or(1, |set| set.line),
        reason,
    };
    let (rules, refused) = Ruleset::compile(&sets).map_err(unusable)?;
    if let Some(first) = refused.first()
        && rules.len() == 0
    {
        return Err(Fault {
            line: first.line,
            reason: format!(
                "no rule for {code:?} can be taken; the first: {}",
                first.reason
            ),
        });
    }
    let coverage = Coverage {
        asked,
        catch_all: catch_all && !sets.is_empty(),
        sets: sets.iter().map(|set| set.name.clone()).collect(),
        taken: rules.len(),
        refused,
    };
    Ok((rules, coverage))
}

/// The sets of rules for a language code, and whether no map was for it in particular.
fn sets<'a>(document: &'a Document, code: &str) -> Result<(Vec<&'a RuleSet>, bool), Fault> {
    let mut sets: Vec<&RuleSet> = Vec::new();
    let mut catch_all = true;
    for map in &document.maps {
        if !fits(map, code)? {
            continue;
        }
        catch_all &= fits(map, NOBODY)?;
        if let Some(set) = document.set(&map.set)
            && !sets.iter().any(|known| std::ptr::eq(*known, set))
        {
            sets.push(set);
        }
        if !document.cascade {
            break;
        }
    }
    Ok((sets, catch_all))
}

/// Tells whether a map is for a language code.
fn fits(map: &LanguageMap, code: &str) -> Result<bool, Fault> {
    pattern::matches_whole(&map.pattern, code).map_err(|reason| Fault {
        line: map.line,
        reason: format!("in languagepattern: {reason}"),
    })
}

#[cfg(test)]
mod tests;
