//! The notes in the headers of imported files, which an export gives back.

use rusqlite::TransactionBehavior;

use super::open::Memory;
use crate::error::Result;
use crate::text::forms::is_xml_char;

impl Memory {
    /// Returns the notes that the headers of imported files had, in the order in which they came.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn header_notes(&self) -> Result<Vec<String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT text FROM header_note ORDER BY id")?;
        let notes = statement.query_map([], |row| row.get(0))?;
        Ok(notes.collect::<rusqlite::Result<_>>()?)
    }

    /// Adds notes of a header, each that is not there already; returns how many are new.
    ///
    /// Characters that XML forbids are left out; a note without text is none.
    ///
    /// # Errors
    ///
    /// When the database fails; it is then as it was.
    pub fn add_header_notes<'n>(&mut self, notes: impl IntoIterator<Item = &'n str>) -> Result<()> {
        const ADD: &str = "INSERT INTO header_note (text) VALUES (?1) ON CONFLICT DO NOTHING";
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        for note in notes {
            let note: String = note.chars().filter(|&c| is_xml_char(c)).collect();
            if !note.trim().is_empty() {
                transaction.prepare_cached(ADD)?.execute([note])?;
            }
        }
        transaction.commit()?;
        Ok(())
    }
}
