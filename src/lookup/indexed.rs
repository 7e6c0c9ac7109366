//! Fuzzy matches through the memory's match index.
//!
//! # Which units are looked at
//!
//! A source can reach a score of `m` only if it shares classes of tokens with the query that make up
//! (m − 20) / 80 of the heavier of the two (see [`score`](super::score)), and if its weight is near enough.
//! For each part of the index:
//!
//! 1. The lists of the query's classes are read from the rarest on, in the stretch of near
//!    weights, until those that are left make up no more than an eighth below what has to be
//!    shared. Of each list the bands are read in which such a source must stand. If that leaves many sources,
//!    the next band and some more lists tell most of them apart, which costs less than to look at them.
//! 2. What a source is known to share, and the most that it can share beside that (the rest of the
//!    query or what the bands that were not read make up of the source, whichever is more), bounds its score.
//! 3. Those that can reach the threshold are looked at, the highest bound first: their
//!    classes, then the edit script with the least that each replacement can cost, then, where
//!    only letters decide, the text itself. When enough are better than the next bound, it ends.
//!
//! From a threshold of [`EXACT_FROM`] on, that gives what scoring every unit gives, and a property test says so. Below
//! it, units that reach the threshold by their letters only are passed over.

use std::collections::HashSet;
use std::ops::{Range, RangeInclusive};

use rusqlite::Connection;
use rustc_hash::{FxHashMap, FxHashSet};

use super::columns::{Column, Columns};
use super::ranking::{Best, Candidate, select};
use super::score::{Cost, Costs, Likeness, common, letter_pairs};
use super::{MatchKind, Options, penalties};
use crate::bitext::{Lang, Origin, Status, UnitId};
use crate::error::Result;
use crate::memory::index::{Band, Known, Part, SourceToken, fresh, is_stale, parts};
use crate::memory::named;

/// The lowest threshold, in per cent, from which lookup through the index passes over nothing.
pub const EXACT_FROM: u8 = 50;

/// How many sources are looked at rather than told apart by further lists.
const FEW: usize = 100;

/// What is kept from query to query, so that it need not be allocated again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// What each source of a window is known to share, in points.
    shared: Vec<u32>,
    /// The sources of the window that may share enough.
    touched: Vec<u32>,
    tokens: Vec<SourceToken>,
    columns: Vec<Column>,
}

/// A source that may be among the best.
struct Hopeful {
    part: usize,
    source: u32,
    /// What its likeness is at most.
    highest: Likeness,
}

/// What a part knows of a query.
struct Asked {
    part: Part,
    /// Of each distinct token.
    known: Vec<Option<Known>>,
    /// How often the query has each class, and what one of it weighs.
    classes: FxHashMap<u32, (u32, u32)>,
}

/// Returns the best fuzzy matches but for those in `known`, best first, more than `wanted` if several tie.
pub(super) fn find(
    connection: &Connection,
    from: Lang,
    text: &str,
    options: &Options,
    wanted: usize,
    known: &HashSet<UnitId>,
    scratch: &mut Scratch,
) -> Result<Vec<Candidate>> {
    let mut columns = Columns::new(text, from);
    let weight = (columns.weight() / 100) as u32;
    let mut search = Search {
        connection,
        from,
        options,
        weight,
        letters: (options.min < EXACT_FROM).then(|| letter_pairs(text)),
        best: Best::new(wanted),
        seen: known.iter().copied().collect(),
        candidates: Vec::new(),
    };
    if weight == 0 {
        return Ok(Vec::new());
    }
    for unit in fresh(connection)? {
        search.weigh(unit, &mut columns, &mut scratch.columns)?;
    }
    let mut asked = Vec::new();
    let mut hopeful = Vec::new();
    for part in parts(connection, from)? {
        let of_part = Asked::new(connection, part, &columns)?;
        search.propose(&of_part, asked.len(), scratch, &mut hopeful)?;
        asked.push(of_part);
    }
    hopeful.sort_unstable_by(|a, b| {
        let order = |h: &Hopeful| (h.highest.closeness, std::cmp::Reverse((h.part, h.source)));
        order(b).cmp(&order(a))
    });
    let mut current = None;
    for Hopeful {
        part,
        source,
        highest,
    } in hopeful
    {
        if !search.is_wanted(highest) {
            break;
        }
        if current.replace(part) != Some(part) {
            columns.begin_part();
        }
        search.look_at(&asked[part], source, &mut columns, scratch)?;
    }
    Ok(select(search.candidates, wanted))
}

impl Asked {
    fn new(connection: &Connection, part: Part, columns: &Columns) -> Result<Self> {
        let mut known = Vec::new();
        let mut classes: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
        for (token, count) in columns.tokens() {
            let found = part.known(connection, &token.text, &token.class)?;
            if let Some(found) = found {
                let (counted, weight) = classes.entry(found.class).or_default();
                *counted += count;
                *weight = token.grade.weight();
            }
            known.push(found);
        }
        Ok(Self {
            part,
            known,
            classes,
        })
    }
}

/// A query on its way through the index.
struct Search<'q> {
    connection: &'q Connection,
    from: Lang,
    options: &'q Options,
    /// The weight of the query, in points.
    weight: u32,
    /// Its pairs of letters, where they count.
    letters: Option<Vec<(char, char)>>,
    best: Best,
    seen: FxHashSet<UnitId>,
    candidates: Vec<Candidate>,
}

impl Search<'_> {
    /// Tells whether a likeness reaches the threshold and the best so far.
    fn is_wanted(&self, highest: Likeness) -> bool {
        highest.per_cent >= self.options.min.max(self.best.last())
    }

    /// Returns how far a source of this weight, in points, may be from the query to be among the best.
    fn farthest(&self, source: u32) -> Cost {
        let least = Cost::from(self.options.min.max(self.best.last()));
        Cost::from(self.weight.max(source)) * 100u64.saturating_sub(least)
    }

    /// Returns what a source of this weight that shares so much is like at most, all in points.
    fn at_most(&self, source: u32, shared: u32) -> Likeness {
        let heavier = self.weight.max(source);
        let alone = Cost::from(heavier.saturating_sub(shared)) * Costs::STANDARD.alike;
        let difference = Cost::from(self.weight.abs_diff(source)) * 100;
        self.likeness(source, alone.max(difference))
    }

    fn likeness(&self, source: u32, distance: Cost) -> Likeness {
        Likeness::by_words(
            Cost::from(self.weight) * 100,
            Cost::from(source) * 100,
            distance,
        )
    }

    /// Adds the sources of a part that can reach the threshold.
    fn propose(
        &self,
        asked: &Asked,
        number: usize,
        scratch: &mut Scratch,
        hopeful: &mut Vec<Hopeful>,
    ) -> Result<()> {
        let Asked { part, classes, .. } = asked;
        let Scratch {
            shared, touched, ..
        } = scratch;
        let min = u64::from(self.options.min);
        let weight = u64::from(self.weight);
        let lightest = (weight * min).div_ceil(100);
        let heaviest = (weight * 100 / min.max(1)).min(u64::from(u32::MAX));
        let window = part.window(lightest as u32..=heaviest as u32);
        if window.is_empty() {
            return Ok(());
        }
        let mut order: Vec<(u32, u32)> = classes
            .iter()
            .map(|(&class, &(count, weight))| (class, count * weight))
            .collect();
        order.sort_unstable();
        let mut left: u32 = order.iter().map(|&(_, weight)| weight).sum();
        // What has to be shared of the query, in eightieths.
        let share = min.saturating_sub(20);
        if u64::from(left) * 80 < weight * share {
            return Ok(());
        }
        if shared.len() < window.len() {
            shared.resize(window.len(), 0);
        }
        touched.clear();
        let mut bands = match share {
            50.. => Band::Half..=Band::Half,
            30.. => Band::Half..=Band::Quarter,
            _ => Band::Half..=Band::Rest,
        };
        // From the rarest: a source that shares none of the first classes cannot share enough any more.
        let mut read = Vec::with_capacity(order.len());
        while let Some(class) = order.pop_if(|_| u64::from(left) * 80 >= weight * share) {
            self.read(asked, class.0, &bands, &window, |at| {
                if shared[at] == 0 {
                    touched.push(at as u32);
                }
                shared[at] += class.1;
            })?;
            left -= class.1;
            read.push(class);
        }
        // What it shares of some more tells most of them apart; if many are left, further lists do.
        for less in [10, 20] {
            let stop = (weight * share.saturating_sub(less) / 80) as u32;
            while let Some(class) = order.pop_if(|_| left > stop) {
                self.add(asked, class, &(Band::Half..=*bands.end()), &window, shared)?;
                left -= class.1;
                read.push(class);
            }
            touched.retain(|&at| {
                let weight = part.weight(window.start + at);
                let shared = &mut shared[at as usize];
                let most = shared.saturating_add(left.max(bands.end().after(weight)));
                // Whether the score that `at_most` gives is enough, without a division.
                let heavier = u64::from(self.weight.max(weight));
                let is_enough = u64::from(most) * 80 >= heavier * share;
                if !is_enough {
                    *shared = 0;
                }
                is_enough
            });
            let Some(next) = bands.end().next() else {
                break;
            };
            if less == 20 || touched.len() <= FEW {
                break;
            }
            bands = next..=next;
            for &class in &read {
                self.add(asked, class, &bands, &window, shared)?;
            }
        }
        for at in touched.drain(..) {
            let shared = std::mem::take(&mut shared[at as usize]);
            let source = window.start + at;
            let weight = part.weight(source);
            let most = shared.saturating_add(left.max(bands.end().after(weight)));
            hopeful.push(Hopeful {
                part: number,
                source,
                highest: self.at_most(weight, most),
            });
        }
        Ok(())
    }

    /// Adds the weight of a class to what the sources of `window` that share anything are known to share.
    fn add(
        &self,
        asked: &Asked,
        (class, weight): (u32, u32),
        bands: &RangeInclusive<Band>,
        window: &Range<u32>,
        shared: &mut [u32],
    ) -> Result<()> {
        self.read(asked, class, bands, window, |at| {
            if shared[at] != 0 {
                shared[at] += weight;
            }
        })
    }

    /// Calls `visit` for each source in `window` that has the class in one of the bands, counted from its start.
    fn read(
        &self,
        asked: &Asked,
        class: u32,
        bands: &RangeInclusive<Band>,
        window: &Range<u32>,
        mut visit: impl FnMut(usize),
    ) -> Result<()> {
        for band in Band::ALL.into_iter().filter(|band| bands.contains(band)) {
            asked
                .part
                .for_each_listed(self.connection, class, band, window.clone(), |source| {
                    visit((source - window.start) as usize);
                })?;
        }
        Ok(())
    }

    /// Looks at a source of a part: as far as it takes to know that it is not among the best.
    fn look_at(
        &mut self,
        asked: &Asked,
        source: u32,
        columns: &mut Columns,
        scratch: &mut Scratch,
    ) -> Result<()> {
        let Scratch {
            tokens,
            columns: of_source,
            ..
        } = scratch;
        let Some(unit) = asked.part.source(self.connection, source, tokens)? else {
            return Ok(());
        };
        let weight = tokens.iter().map(|token| token.grade.weight()).sum();
        if !self.is_wanted(self.at_most(weight, shared(&asked.classes, tokens))) {
            return Ok(());
        }
        of_source.clear();
        of_source.extend(
            tokens
                .iter()
                .map(|token| columns.numbered(*token, &asked.known)),
        );
        if columns
            .distance_within(of_source, self.farthest(weight))
            .is_none()
        {
            return Ok(());
        }
        if is_stale(self.connection, unit, &asked.part)? {
            return Ok(());
        }
        self.weigh(unit, columns, of_source)?;
        if of_source.len() == tokens.len() {
            for (token, column) in tokens.iter().zip(of_source.iter()) {
                columns.learn(*token, *column);
            }
        }
        Ok(())
    }

    /// Scores a unit by its text; leaves the text's columns in `of_source`.
    fn weigh(
        &mut self,
        unit: UnitId,
        columns: &mut Columns,
        of_source: &mut Vec<Column>,
    ) -> Result<()> {
        if !self.seen.insert(unit) {
            return Ok(());
        }
        let mut statement = self.connection.prepare_cached(match self.from {
            Lang::Ar => ARABIC,
            Lang::En => ENGLISH,
        })?;
        let mut rows = statement.query([unit.0])?;
        let Some(row) = rows.next()? else {
            return Ok(());
        };
        let column = |at: usize| -> rusqlite::Result<&str> { Ok(row.get_ref(at)?.as_str()?) };
        let text = column(0)?;
        let origin: Origin = named(1, column(1)?)?;
        let status: Status = named(2, column(2)?)?;
        columns.of_text(text, of_source);
        let weight: Cost = of_source.iter().map(|column| column.weight()).sum();
        let by_words = columns
            .distance_within(of_source, self.farthest((weight / 100) as u32))
            .map(|distance| Likeness::by_words(columns.weight(), weight, distance))
            .unwrap_or_default();
        let likeness = match &self.letters {
            Some(asked) => {
                let there = letter_pairs(text);
                let common = common(asked, &there);
                by_words.or_by_letters(Likeness::by_letters(asked.len(), there.len(), common))
            }
            None => by_words,
        };
        let points: u8 = penalties(origin, status, MatchKind::Fuzzy)
            .iter()
            .map(|penalty| penalty.points)
            .sum();
        let score = likeness.per_cent.saturating_sub(points);
        if score >= self.options.min && score >= self.best.last() {
            self.best.add(score);
            self.candidates.push(Candidate {
                id: unit,
                score,
                is_reviewed: status == Status::Reviewed,
                likeness,
            });
        }
        Ok(())
    }
}

/// Returns the weight, in points, of the tokens of a source that find a partner of their class in the query.
fn shared(classes: &FxHashMap<u32, (u32, u32)>, tokens: &[SourceToken]) -> u32 {
    let mut met: Vec<(u32, u32)> = Vec::with_capacity(classes.len());
    let mut shared = 0;
    for token in tokens {
        let Some(&(count, weight)) = classes.get(&token.class) else {
            continue;
        };
        if count == 1 {
            // Most are: only whether it has been met has to be known.
            if !met.contains(&(token.class, 1)) {
                met.push((token.class, 1));
                shared += weight;
            }
            continue;
        }
        match met.iter_mut().find(|(class, _)| *class == token.class) {
            Some((_, met)) if *met < count => {
                *met += 1;
                shared += weight;
            }
            Some(_) => {}
            None => {
                met.push((token.class, 1));
                shared += weight;
            }
        }
    }
    shared
}

/// The source of a unit that is offered, and what its penalties depend on.
pub(super) const ARABIC: &str =
    "SELECT ar, origin, status FROM unit WHERE id = ?1 AND status <> 'rejected'";
pub(super) const ENGLISH: &str =
    "SELECT en, origin, status FROM unit WHERE id = ?1 AND status <> 'rejected'";
