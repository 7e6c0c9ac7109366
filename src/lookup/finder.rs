//! Lookup: matches of all kinds, best first.

use std::collections::HashSet;

use super::indexed::{self, EXACT_FROM, Scratch};
use super::ranking::{matched, order};
use super::same_key::same_key;
use super::scan::Scan;
use super::{Match, MatchKind, Options, Query};
use crate::bitext::{Lang, Status, UnitId};
use crate::error::{Error, Result};
use crate::memory::Memory;

/// The most units of which all letters are compared where letters count.
const FEW: u64 = 20_000;

/// A memory that is asked in one language with the same options, many times.
pub struct Finder<'a> {
    memory: &'a Memory,
    from: Lang,
    options: Options,
    way: Way,
}

/// How fuzzy matches are found.
enum Way {
    Index(Scratch),
    Scan(Scan),
}

impl<'a> Finder<'a> {
    /// Readies lookup in `from`.
    ///
    /// That takes no time, except without shortcuts and, in a small memory, below [`EXACT_FROM`]: then all sources are read.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn new(memory: &'a Memory, from: Lang, options: Options) -> Result<Self> {
        let scans = options.fuzzy
            && (!options.shortcuts || options.min < EXACT_FROM && memory.count_units()? <= FEW);
        let way = match scans {
            true => Way::Scan(Scan::load(memory, from, options)?),
            false => Way::Index(Scratch::default()),
        };
        Ok(Self {
            memory,
            from,
            options,
            way,
        })
    }

    /// Returns the units that are like the query, best first.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn find(&mut self, query: &Query<'_>) -> Result<Vec<Match>> {
        // Units are stored without white space at their ends.
        let query = Query {
            text: query.text.trim(),
            ..*query
        };
        if query.text.is_empty() || self.options.limit == 0 {
            return Ok(Vec::new());
        }
        let memory = self.memory;
        memory.at_one_moment(|| self.find_now(&query))
    }

    fn find_now(&mut self, query: &Query<'_>) -> Result<Vec<Match>> {
        let options = &self.options;
        let connection = self.memory.connection();
        let mut matches = same_key(connection, self.from, query)?;
        let known: HashSet<UnitId> = matches.iter().map(|found| found.stored.id).collect();
        matches.retain(|found| found.score >= options.min);
        // No fuzzy match comes before one of the same key.
        if options.fuzzy && matches.len() < options.limit {
            let wanted = options.limit - matches.len();
            let candidates = match &mut self.way {
                Way::Scan(scan) => scan.find(query.text, wanted, &known),
                Way::Index(scratch) => indexed::find(
                    connection, self.from, query.text, options, wanted, &known, scratch,
                )?,
            };
            for candidate in candidates {
                match self.memory.unit(candidate.id) {
                    // What has gone since the sources were read is no match.
                    Err(Error::NoUnit { .. }) => {}
                    Ok(stored) if stored.unit.status == Status::Rejected => {}
                    stored => matches.push(matched(stored?, MatchKind::Fuzzy, candidate.likeness)),
                }
            }
        }
        matches.sort_by_cached_key(order);
        matches.truncate(options.limit);
        for found in &mut matches {
            if found.kind != MatchKind::Fuzzy {
                found.stored = self.memory.unit(found.stored.id)?;
            }
        }
        Ok(matches)
    }
}
