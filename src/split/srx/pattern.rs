//! One side of a rule, ready to be searched for.
//!
//! A pattern is found in two steps. An automaton finds every place where its relaxed form
//! matches, together with all other patterns and in time linear in the text
//! ([`super::sweep`]). Where that form says less than the pattern does, the place is then
//! confirmed by a slower engine, which looks no further back than the pattern reaches.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use fancy_regex::RegexInput;
use regex_automata::nfa::thompson::{self, WhichCaptures, pikevm};
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::hir::{Hir, HirKind, Look, Repetition};

use super::dialect::{self, Translation};

/// How far from a place a pattern without a greatest length is confirmed, in bytes.
const REACH: usize = 1 << 10;

/// The most bytes that the automaton of one pattern may take.
const LARGEST: usize = 1 << 20;

/// How many steps back one confirmation may take.
const STEPS: usize = 10_000;

/// How many confirmations of a pattern may run into [`STEPS`] before it is given up.
const PATIENCE: u32 = 10;

/// What the confirmations in a line may cost altogether, in bytes looked at.
///
/// In proportion to the line, so that no rules make the time grow faster than it.
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn of(line: &str) -> Self {
        Self((1 << 20) + 64 * line.len())
    }

    /// Takes the cost of looking at so many bytes; `false` when that is no longer allowed.
    fn spend(&mut self, bytes: usize) -> bool {
        let left = self.0.checked_sub(bytes + 64);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

/// Which side of a place a pattern stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// It ends at the place.
    Before,
    /// It begins at the place.
    After,
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Pattern {
    /// What the automaton looks for; `None` when that is found everywhere.
    pub(super) relaxed: Option<Hir>,
    /// The bytes that its automaton takes.
    pub(super) size: usize,
    /// The most bytes that a match can hold.
    longest: usize,
    check: Check,
    /// How many confirmations ran into the limit.
    overruns: AtomicU32,
}

/// What confirms a place that the automaton found.
#[derive(Debug)]
enum Check {
    /// Nothing has to.
    None,
    /// The pattern has Unicode word boundaries, which are too much for an automaton.
    Words(Box<(pikevm::PikeVM, Mutex<pikevm::Cache>)>),
    /// The pattern looks around, refers back or does not give back what it took.
    Backtrack(Box<fancy_regex::Regex>),
}

impl Pattern {
    pub(super) fn compile(pattern: &Translation, side: Side) -> Result<Self, String> {
        let strict = parse(&pattern.relaxed)?;
        let relaxed = without_word_boundaries(strict.clone());
        let has_words = strict.properties().look_set().contains_word_unicode();
        let check = if pattern.needs_backtracking {
            let whole = match side {
                Side::Before => format!("(?:{})\\z", pattern.strict),
                Side::After => pattern.strict.clone(),
            };
            Check::Backtrack(Box::new(backtracking(&whole)?))
        } else if has_words {
            let vm = words(&strict)?;
            let cache = Mutex::new(vm.create_cache());
            Check::Words(Box::new((vm, cache)))
        } else {
            Check::None
        };
        let size = measure(&relaxed)?;
        let longest = relaxed.properties().maximum_len().unwrap_or(REACH);
        let everywhere = matches!(relaxed.kind(), HirKind::Empty);
        Ok(Self {
            relaxed: (!everywhere).then_some(relaxed),
            size,
            longest,
            check,
            overruns: AtomicU32::new(0),
        })
    }

    /// Tells whether the pattern itself ends, or begins, at a place where its relaxed form does.
    pub(super) fn confirm(&self, line: &str, at: usize, side: Side, budget: &mut Budget) -> bool {
        match &self.check {
            Check::None => true,
            _ if self.overruns() >= PATIENCE => false,
            _ if !budget.spend(self.longest) => self.give_up(),
            Check::Words(words) => {
                let (vm, cache) = words.as_ref();
                let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
                let input = match side {
                    Side::Before => Input::new(line).range(self.back(line, at)..at),
                    Side::After => Input::new(line)
                        .range(at..self.ahead(line, at))
                        .anchored(Anchored::Yes),
                };
                let mut slots = [None; 2];
                let input = input.earliest(side == Side::After);
                let found = vm.search_slots(&mut cache, &input, &mut slots).is_some();
                // Told to go on after a match, the engine stops at the last end there is.
                found && (side == Side::After || slots[1].is_some_and(|end| end.get() == at))
            }
            Check::Backtrack(regex) => {
                let input = match side {
                    Side::Before => RegexInput::new(&line[..at]).from_pos(self.back(line, at)),
                    Side::After => {
                        // What looks ahead sees no farther either.
                        let seen = &line[..self.ahead(line, at + REACH)];
                        RegexInput::new(seen)
                            .end_text(seen.len() == line.len())
                            .from_pos(at)
                            .anchored(true)
                    }
                };
                let found = regex.find_input(input);
                found.map_or_else(|_| self.give_up(), |found| found.is_some())
            }
        }
    }

    /// Counts a confirmation that took too long, as no match.
    fn give_up(&self) -> bool {
        self.overruns.fetch_add(1, Ordering::Relaxed);
        false
    }

    /// The first place from which a match may reach to `at`.
    fn back(&self, line: &str, at: usize) -> usize {
        let mut first = at.saturating_sub(self.longest);
        while !line.is_char_boundary(first) {
            first += 1;
        }
        first
    }

    /// The last place to which a match from `at` may reach.
    fn ahead(&self, line: &str, at: usize) -> usize {
        let mut last = line.len().min(at + self.longest);
        while !line.is_char_boundary(last) {
            last -= 1;
        }
        last
    }

    /// How many confirmations took too long, and were taken for no match.
    pub(super) fn overruns(&self) -> u32 {
        self.overruns.load(Ordering::Relaxed)
    }
}

/// Reads a pattern that a plain engine knows.
fn parse(pattern: &str) -> Result<Hir, String> {
    regex_syntax::parse(pattern).map_err(|error| match error {
        regex_syntax::Error::Parse(error) => error.kind().to_string(),
        regex_syntax::Error::Translate(error) => error.kind().to_string(),
        error => one_line(&error.to_string()),
    })
}

/// Compiles a pattern for the engine that goes back.
fn backtracking(pattern: &str) -> Result<fancy_regex::Regex, String> {
    fancy_regex::RegexBuilder::new(pattern)
        .backtrack_limit(STEPS)
        .delegate_size_limit(LARGEST)
        .delegate_dfa_size_limit(LARGEST)
        .build()
        .map_err(|error| one_line(&error.to_string()))
}

/// Compiles a pattern for the engine that knows word boundaries.
fn words(pattern: &Hir) -> Result<pikevm::PikeVM, String> {
    let nfa = thompson::Compiler::new()
        .configure(limits().which_captures(WhichCaptures::Implicit))
        .build_from_hir(pattern)
        .map_err(|_| TOO_LARGE)?;
    pikevm::Builder::new()
        .configure(pikevm::Config::new().match_kind(MatchKind::All))
        .build_from_nfa(nfa)
        .map_err(|error| one_line(&error.to_string()))
}

const TOO_LARGE: &str = "it is too large";

fn limits() -> thompson::Config {
    thompson::Config::new().nfa_size_limit(Some(LARGEST))
}

/// Returns the size of a pattern's automaton in bytes, if it keeps within [`LARGEST`].
fn measure(pattern: &Hir) -> Result<usize, String> {
    thompson::Compiler::new()
        .configure(limits().which_captures(WhichCaptures::None))
        .build_from_hir(pattern)
        .map(|nfa| nfa.memory_usage())
        .map_err(|_| TOO_LARGE.to_owned())
}

fn one_line(message: &str) -> String {
    message.lines().last().unwrap_or_default().to_owned()
}

/// Leaves out the Unicode word boundaries: what is left matches wherever the pattern does.
fn without_word_boundaries(pattern: Hir) -> Hir {
    match pattern.into_kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(class) => Hir::class(class),
        HirKind::Look(Look::WordUnicode | Look::WordUnicodeNegate) => Hir::empty(),
        HirKind::Look(look) => Hir::look(look),
        HirKind::Repetition(repetition) => Hir::repetition(Repetition {
            sub: Box::new(without_word_boundaries(*repetition.sub)),
            ..repetition
        }),
        HirKind::Capture(capture) => without_word_boundaries(*capture.sub),
        HirKind::Concat(parts) => {
            Hir::concat(parts.into_iter().map(without_word_boundaries).collect())
        }
        HirKind::Alternation(parts) => {
            Hir::alternation(parts.into_iter().map(without_word_boundaries).collect())
        }
    }
}

/// Tells whether a pattern matches the whole of a text.
pub(super) fn matches_whole(pattern: &str, text: &str) -> Result<bool, String> {
    let translation = dialect::translate(pattern, Side::After)?;
    let whole = backtracking(&format!("\\A(?:{})\\z", translation.strict))?;
    Ok(whole.is_match(text).unwrap_or(false))
}
