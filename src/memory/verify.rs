//! Verification: whether the file still holds what was written.
//!
//! SQLite's own check does not see a flipped bit inside a text; the digest does.
//! The match index is made of the texts, so it is held against them, token by token.

use std::fmt;

use rusqlite::OptionalExtension;
use serde::Serialize;

use super::index;
use super::open::Memory;
use super::units::{codes_of, digest, key_hash};
use crate::bitext::inline::fit;
use crate::bitext::{Lang, UnitId};
use crate::error::{Error, Result};
use crate::text::FORMS_VERSION;

/// The kind of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ProblemKind {
    /// The database file is damaged.
    File,
    /// A row refers to one that is not there.
    Reference,
    /// A text is not what was written.
    Text,
    /// A key does not belong to its text.
    Key,
    /// Inline codes do not fit their text.
    Codes,
    /// The match index and the units do not agree.
    Index,
    /// The keys were made by another version of the forms.
    Forms,
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ProblemKind::File => "file",
            ProblemKind::Reference => "reference",
            ProblemKind::Text => "text",
            ProblemKind::Key => "key",
            ProblemKind::Codes => "codes",
            ProblemKind::Index => "index",
            ProblemKind::Forms => "forms",
        })
    }
}

/// Something that is wrong with the memory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Its kind.
    pub kind: ProblemKind,
    /// The unit it concerns.
    pub unit: Option<UnitId>,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
}

impl Memory {
    /// Checks the file, the texts, the keys and the match index.
    ///
    /// Reads everything once. An empty list says that nothing was found.
    ///
    /// # Errors
    ///
    /// When another process keeps it busy; damage is among the problems.
    pub fn verify(&self) -> Result<Vec<Problem>> {
        // All at one moment, whatever others write; given back at the end, because a damaged file may let no transaction end well.
        let _moment = self.connection.unchecked_transaction()?;
        let mut problems = Vec::new();
        let mut has_forms = false;
        let checked = self
            .check_file(&mut problems)
            .and_then(|()| self.check_forms(&mut problems))
            .map(|found| has_forms = found)
            .and_then(|()| self.check_texts(has_forms, &mut problems))
            .and_then(|()| self.check_codes(&mut problems))
            .and_then(|()| self.check_index(&mut problems));
        match checked {
            // What SQLite cannot read is what was looked for.
            Err(Error::Memory { source }) => {
                let message = format!("the rest cannot be read: {source}");
                problems.push(Problem {
                    kind: ProblemKind::File,
                    unit: None,
                    message,
                });
                Ok(problems)
            }
            checked => checked.map(|()| problems),
        }
    }

    fn check_file(&self, problems: &mut Vec<Problem>) -> Result<()> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let message: String = row.get(0)?;
            if message != "ok" {
                problems.push(Problem {
                    kind: ProblemKind::File,
                    unit: None,
                    message,
                });
            }
        }
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            let row: Option<i64> = row.get(1)?;
            let row = row.map_or_else(String::new, |row| format!(" {row}"));
            let message =
                format!("row{row} of {table} refers to a row that {parent} does not have");
            problems.push(Problem {
                kind: ProblemKind::Reference,
                unit: None,
                message,
            });
        }
        Ok(())
    }

    /// Tells whether the keys are of the version that this program makes.
    fn check_forms(&self, problems: &mut Vec<Problem>) -> Result<bool> {
        const FORMS: &str = "SELECT value FROM setting WHERE name = 'forms'";
        let version: Option<String> = self
            .connection
            .query_row(FORMS, [], |row| row.get(0))
            .optional()?;
        let has_forms = version == Some(FORMS_VERSION.to_string());
        if !has_forms {
            let version = version.as_deref().unwrap_or("unknown");
            let message = format!(
                "the keys are of version {version}, this program makes version {FORMS_VERSION}"
            );
            problems.push(Problem {
                kind: ProblemKind::Forms,
                unit: None,
                message,
            });
        }
        Ok(has_forms)
    }

    /// Checks each text against its digest and, unless those are of another version, its key.
    fn check_texts(&self, has_forms: bool, problems: &mut Vec<Problem>) -> Result<()> {
        const TEXTS: &str = "
            SELECT id, CAST(ar AS BLOB), CAST(en AS BLOB), ar_key, en_key, digest FROM unit ORDER BY id";
        let mut statement = self.connection.prepare(TEXTS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let unit = Some(UnitId(row.get(0)?));
            let (ar, en): (Vec<u8>, Vec<u8>) = (row.get(1)?, row.get(2)?);
            let (Ok(ar), Ok(en)) = (String::from_utf8(ar), String::from_utf8(en)) else {
                problems.push(Problem {
                    kind: ProblemKind::Text,
                    unit,
                    message: "a text is not UTF-8".to_owned(),
                });
                continue;
            };
            if digest(&ar, &en) != row.get::<_, i64>(5)? {
                let message = "the texts are not those that were written".to_owned();
                problems.push(Problem {
                    kind: ProblemKind::Text,
                    unit,
                    message,
                });
                continue;
            }
            for (side, text, column) in [("Arabic", &ar, 3), ("English", &en, 4)] {
                if has_forms && key_hash(text) != row.get::<_, i64>(column)? {
                    let message = format!("the {side} key does not belong to its text");
                    problems.push(Problem {
                        kind: ProblemKind::Key,
                        unit,
                        message,
                    });
                }
            }
        }
        Ok(())
    }

    /// Checks that inline codes are such, and fit their texts.
    fn check_codes(&self, problems: &mut Vec<Problem>) -> Result<()> {
        const CODES: &str = "
            SELECT c.unit_id, c.lang, c.codes, CAST(iif(c.lang = 'ar', u.ar, u.en) AS BLOB)
            FROM inline_code AS c JOIN unit AS u ON u.id = c.unit_id ORDER BY c.unit_id, c.lang";
        let mut statement = self.connection.prepare(CODES)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (lang, codes): (String, String) = (row.get(1)?, row.get(2)?);
            // A text that is no UTF-8 was told already.
            let Ok(text) = String::from_utf8(row.get(3)?) else {
                continue;
            };
            if !codes_of(&codes).is_some_and(|codes| fit(&codes, &text)) {
                problems.push(Problem {
                    kind: ProblemKind::Codes,
                    unit: Some(UnitId(row.get(0)?)),
                    message: format!("the inline codes of the text in {lang} do not fit it"),
                });
            }
        }
        Ok(())
    }

    /// Checks that the index has each unit as it is.
    fn check_index(&self, problems: &mut Vec<Problem>) -> Result<()> {
        for lang in [Lang::Ar, Lang::En] {
            for (unit, message) in index::faults(&self.connection, lang)? {
                problems.push(Problem {
                    kind: ProblemKind::Index,
                    unit,
                    message,
                });
            }
        }
        Ok(())
    }
}
