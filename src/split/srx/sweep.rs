//! All places of a line where any of many patterns ends, or begins, in one pass.
//!
//! The patterns share one automaton, which is built while it runs. It is run forwards
//! for what ends at a place and backwards for what begins there, and reports every match,
//! also those that overlap; so that the cost is that of the line's length, whatever the
//! patterns are and however many places there are.

use std::sync::{Mutex, PoisonError};

use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::{Input, MatchKind};
use regex_syntax::hir::Hir;

use super::pattern::{Pattern, Side};

/// How much memory the built part of an automaton may take, in bytes.
const CACHE: usize = 32 << 20;

/// The patterns of one side of all rules.
#[derive(Debug)]
pub(super) struct Sweep {
    side: Side,
    pub(super) patterns: Vec<Pattern>,
    /// The automaton of those patterns that are not found everywhere, if there are any.
    automaton: Option<Automaton>,
    /// The patterns that are found everywhere.
    everywhere: Vec<usize>,
}

#[derive(Debug)]
struct Automaton {
    dfa: DFA,
    cache: Mutex<Cache>,
    /// The index among all patterns of each that the automaton knows.
    known: Vec<usize>,
}

impl Sweep {
    pub(super) fn new(side: Side, patterns: Vec<Pattern>) -> Result<Self, String> {
        let mut known = Vec::new();
        let mut everywhere = Vec::new();
        let mut searched: Vec<&Hir> = Vec::new();
        for (index, pattern) in patterns.iter().enumerate() {
            match &pattern.relaxed {
                Some(relaxed) => {
                    known.push(index);
                    searched.push(relaxed);
                }
                None => everywhere.push(index),
            }
        }
        let automaton = if searched.is_empty() {
            None
        } else {
            let dfa = build(side, &searched)?;
            let cache = Mutex::new(dfa.create_cache());
            Some(Automaton { dfa, cache, known })
        };
        Ok(Self {
            side,
            patterns,
            automaton,
            everywhere,
        })
    }

    /// The patterns that match at every place.
    pub(super) fn everywhere(&self) -> &[usize] {
        &self.everywhere
    }

    /// Hands each place with the patterns that are found there to `take`, in the order of the pass.
    ///
    /// Patterns that are found everywhere are not told.
    pub(super) fn run(&self, line: &str, mut take: impl FnMut(usize, &[usize])) {
        let Some(Automaton { dfa, cache, known }) = &self.automaton else {
            return;
        };
        let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
        let input = Input::new(line);
        let sound = "the automaton has no byte at which it quits, and may clear its cache";
        let mut found = Vec::new();
        let mut tell = |cache: &Cache, state: LazyStateID, place: usize| {
            if state.is_match() && line.is_char_boundary(place) {
                let patterns = 0..dfa.match_len(cache, state);
                let index = |at| known[dfa.match_pattern(cache, state, at).as_usize()];
                found.clear();
                found.extend(patterns.map(index));
                take(place, &found);
            }
        };
        // The automaton tells of a match one byte late. (Its own search for matches that overlap
        // would do, but backwards it misplaces all but the first of those at one place.)
        let mut state = match self.side {
            Side::Before => dfa.start_state_forward(&mut cache, &input),
            Side::After => dfa.start_state_reverse(&mut cache, &input),
        }
        .expect(sound);
        let bytes = line.as_bytes();
        for step in 0..bytes.len() {
            let (at, place) = match self.side {
                Side::Before => (step, step),
                Side::After => (bytes.len() - 1 - step, bytes.len() - step),
            };
            state = dfa.next_state(&mut cache, state, bytes[at]).expect(sound);
            tell(&cache, state, place);
        }
        state = dfa.next_eoi_state(&mut cache, state).expect(sound);
        let end = match self.side {
            Side::Before => bytes.len(),
            Side::After => 0,
        };
        tell(&cache, state, end);
    }
}

fn build(side: Side, patterns: &[&Hir]) -> Result<DFA, String> {
    let config = thompson::Config::new()
        .reverse(side == Side::After)
        .which_captures(WhichCaptures::None);
    let nfa = thompson::Compiler::new()
        .configure(config)
        .build_many_from_hir(patterns)
        .map_err(|error| error.to_string())?;
    let config = DFA::config()
        .match_kind(MatchKind::All)
        .cache_capacity(CACHE)
        .skip_cache_capacity_check(true);
    DFA::builder()
        .configure(config)
        .build_from_nfa(nfa)
        .map_err(|error| error.to_string())
}
