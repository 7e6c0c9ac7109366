//! In which row each segment of a job counts.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{JobFile, Options, Row, Segment};
use crate::bitext::Lang;
use crate::error::Result;
use crate::lookup::{self, Earlier, Finder, Query};
use crate::memory::Memory;
use crate::text::forms::key;

/// The score from which on the memory has a text itself.
const HAS: u8 = 99;

/// How many segments a thread takes at once.
const CHUNK: usize = 64;

/// Returns the row of every segment, in the order of the files.
pub(super) fn rows(
    files: &[JobFile],
    options: &Options,
    open: &(dyn Fn() -> Result<Memory> + Sync),
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Vec<Row>> {
    let segments: Vec<&Segment> = files.iter().flat_map(|file| &file.segments).collect();
    let repeated = repetitions(files);
    let scores = in_parallel(segments.len(), options.jobs, open, |memory, range| {
        let mut asking = Asking::new(memory, options.bands.min());
        range
            .map(|at| {
                let score = asking.score(segments[at], repeated[at].is_some())?;
                progress(1);
                Ok(score)
            })
            .collect()
    })?;
    let internal = match options.internal {
        true => internal(&segments, &repeated, &scores, options, progress)?,
        false => vec![0; segments.len()],
    };
    let rows = repeated.iter().zip(scores.iter().zip(&internal));
    let rows = rows.map(|(repeated, (&score, &internal))| match (score, repeated) {
        (101.., _) => Row::Context,
        (_, Some(row)) => *row,
        _ if internal > score => options.bands.internal(internal),
        _ => options.bands.row(score),
    });
    Ok(rows.collect())
}

/// Tells which segments have come before, in their file or in another one only.
fn repetitions(files: &[JobFile]) -> Vec<Option<Row>> {
    // In which file each text came last.
    let mut last: FxHashMap<(Lang, &str), usize> = FxHashMap::default();
    let mut repeated = Vec::new();
    for (number, file) in files.iter().enumerate() {
        for segment in &file.segments {
            let before = last.insert((segment.from, &segment.text), number);
            repeated.push(before.map(|before| match before == number {
                true => Row::Repetition,
                false => Row::CrossFile,
            }));
        }
    }
    repeated
}

/// A memory that is asked for the best score of segments.
struct Asking<'m> {
    memory: &'m Memory,
    min: u8,
    /// By language, for all matches and for those with context.
    finders: [[Option<Finder<'m>>; 2]; 2],
}

impl<'m> Asking<'m> {
    fn new(memory: &'m Memory, min: u8) -> Self {
        Self {
            memory,
            min,
            finders: Default::default(),
        }
    }

    /// Returns the best score for a segment, 0 for none; of one that is a repetition only whether it is 101.
    fn score(&mut self, segment: &Segment, is_repeated: bool) -> Result<u8> {
        let slot = &mut self.finders[segment.from as usize][usize::from(is_repeated)];
        let finder = match slot {
            Some(finder) => finder,
            None => slot.insert(Finder::new(
                self.memory,
                segment.from,
                lookup::Options {
                    min: if is_repeated { 101 } else { self.min },
                    limit: 1,
                    fuzzy: !is_repeated,
                    shortcuts: true,
                },
            )?),
        };
        let matches = finder.find(&Query {
            text: &segment.text,
            previous: segment.previous.as_deref(),
            next: segment.next.as_deref(),
        })?;
        Ok(matches.first().map_or(0, |best| best.score))
    }
}

/// Returns the score of each segment against those before it that the memory does not have, where it is more than that of the
/// memory; 0 elsewhere, and for what is a repetition.
fn internal(
    segments: &[&Segment],
    repeated: &[Option<Row>],
    scores: &[u8],
    options: &Options,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Vec<u8>> {
    let mut internal = vec![0; segments.len()];
    for lang in [Lang::Ar, Lang::En] {
        let all = 0..segments.len();
        let of_lang: Vec<usize> = all.filter(|&at| segments[at].from == lang).collect();
        let first: Vec<usize> = of_lang
            .iter()
            .copied()
            .filter(|&at| repeated[at].is_none())
            .collect();
        progress((of_lang.len() - first.len()) as u64);
        let offered = |at: usize| scores[at] < HAS;
        let texts = first.iter().map(|&at| (&*segments[at].text, offered(at)));
        let earlier = Earlier::new(texts, lang);
        let mut spelled = FxHashSet::default();
        let mut is_spelled = vec![false; first.len()];
        for (place, &at) in first.iter().enumerate().filter(|&(_, &at)| offered(at)) {
            is_spelled[place] = !spelled.insert(key(&segments[at].text));
        }
        let best = in_parallel(
            first.len(),
            options.jobs,
            || Ok(earlier.search()),
            |search, range| {
                let scores = range.map(|place| {
                    progress(1);
                    let score = scores[first[place]];
                    match is_spelled[place] {
                        _ if score >= HAS => 0,
                        true => HAS,
                        false => {
                            let min = options.bands.min().max(score + 1);
                            search.best(place, min).unwrap_or(0)
                        }
                    }
                });
                Ok(scores.collect())
            },
        )?;
        for (at, best) in first.into_iter().zip(best) {
            internal[at] = best;
        }
    }
    Ok(internal)
}

/// Computes `length` values by several threads, each with what `start` gives it, a range at a time.
fn in_parallel<S>(
    length: usize,
    jobs: usize,
    start: impl Fn() -> Result<S> + Sync,
    compute: impl Fn(&mut S, std::ops::Range<usize>) -> Result<Vec<u8>> + Sync,
) -> Result<Vec<u8>> {
    let next = AtomicUsize::new(0);
    let values = Mutex::new(vec![0; length]);
    let work = || -> Result<()> {
        let mut state = None;
        // Where one has failed, the others end.
        let give_up = |error| {
            next.store(length, Ordering::Relaxed);
            error
        };
        loop {
            let from = next.fetch_add(CHUNK, Ordering::Relaxed);
            if from >= length {
                return Ok(());
            }
            let state = match &mut state {
                Some(state) => state,
                None => state.insert(start().map_err(give_up)?),
            };
            let computed = compute(state, from..length.min(from + CHUNK)).map_err(give_up)?;
            if let Ok(mut values) = values.lock() {
                values[from..from + computed.len()].copy_from_slice(&computed);
            }
        }
    };
    thread::scope(|scope| {
        let threads = jobs.max(1).min(length.div_ceil(CHUNK));
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            match thread.join() {
                Ok(done) => done?,
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok::<(), crate::Error>(())
    })?;
    Ok(values.into_inner().unwrap_or_default())
}
