//! The rules for one language, in order, and what they decide in a line.
//!
//! At each place the rules are tried in their order, and the first whose `beforebreak`
//! ends there and whose `afterbreak` begins there decides; if no rule fits, the place is
//! no break. A place where no break rule fits is not even a candidate.

use std::collections::HashMap;

use super::dialect::{self, Translation};
use super::document::{RuleSet, RuleText};
use super::pattern::{Budget, Pattern, Side};
use super::sweep::Sweep;

/// The most bytes that the automata of one side may take altogether.
const LARGEST: usize = 64 << 20;

/// The compiled rules for a language.
#[derive(Debug)]
pub(super) struct Ruleset {
    rules: Vec<Rule>,
    before: Sweep,
    after: Sweep,
    /// The rules that have a `beforebreak`, by its index.
    by_before: Vec<Vec<usize>>,
}

#[derive(Debug)]
struct Rule {
    breaks: bool,
    before: usize,
    after: usize,
    /// `srx:Arabic:12 (line 40)`.
    label: String,
}

/// A rule that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The name of its languagerule.
    pub set: String,
    /// Its line in the file, from 1.
    pub line: u64,
    /// Why.
    pub reason: String,
}

/// A place where a break rule fits.
pub(super) struct Verdict<'a> {
    pub(super) at: usize,
    pub(super) breaks: bool,
    pub(super) label: &'a str,
}

/// Patterns that are compiled once, however many rules have them.
struct Patterns {
    side: Side,
    compiled: Vec<Pattern>,
    known: HashMap<String, usize>,
    /// The bytes that their automata take.
    size: usize,
}

impl Patterns {
    fn new(side: Side) -> Self {
        Self {
            side,
            compiled: Vec::new(),
            known: HashMap::new(),
            size: 0,
        }
    }

    /// Returns the index of a pattern.
    fn add(&mut self, pattern: &Translation) -> Result<usize, String> {
        if let Some(&index) = self.known.get(&pattern.strict) {
            return Ok(index);
        }
        let index = self.compiled.len();
        let compiled = Pattern::compile(pattern, self.side)?;
        self.size += compiled.size;
        if self.size > LARGEST {
            return Err("the rules before it are too large already".to_owned());
        }
        self.compiled.push(compiled);
        self.known.insert(pattern.strict.clone(), index);
        Ok(index)
    }
}

impl Ruleset {
    /// Compiles the rules of `sets`, one after the other; those that cannot be taken are told.
    pub(super) fn compile(sets: &[&RuleSet]) -> Result<(Self, Vec<Refusal>), String> {
        let mut rules = Vec::new();
        let mut refused = Vec::new();
        let mut before = Patterns::new(Side::Before);
        let mut after = Patterns::new(Side::After);
        for set in sets {
            for (index, text) in set.rules.iter().enumerate() {
                match compile(text, &mut before, &mut after) {
                    Ok((before, after)) => rules.push(Rule {
                        breaks: text.breaks,
                        before,
                        after,
                        label: format!("srx:{}:{} (line {})", set.name, index + 1, text.line),
                    }),
                    Err(reason) => refused.push(Refusal {
                        set: set.name.clone(),
                        line: text.line,
                        reason,
                    }),
                }
            }
        }
        let mut by_before = vec![Vec::new(); before.compiled.len()];
        for (index, rule) in rules.iter().enumerate() {
            by_before[rule.before].push(index);
        }
        let ruleset = Self {
            rules,
            before: Sweep::new(Side::Before, before.compiled)?,
            after: Sweep::new(Side::After, after.compiled)?,
            by_before,
        };
        Ok((ruleset, refused))
    }

    /// How many rules were taken.
    pub(super) fn len(&self) -> usize {
        self.rules.len()
    }

    /// Hands out the candidates of a line without line breaks, in order.
    pub(super) fn verdicts<'a>(&'a self, line: &str) -> Vec<Verdict<'a>> {
        let begins = Begins::of(line, &self.after);
        let mut verdicts = Vec::new();
        let mut budget = Budget::of(line);
        let mut decide = |at: usize, ends: &[usize]| {
            let inside = 0 < at && at < line.len() && line.is_char_boundary(at);
            if !inside {
                return;
            }
            let ends = ends.iter().chain(self.before.everywhere());
            let rules = ends.flat_map(|&before| &self.by_before[before]);
            let mut fitting: Vec<usize> = rules
                .copied()
                .filter(|&rule| begins.has(at, self.rules[rule].after))
                .collect();
            if fitting.iter().all(|&rule| !self.rules[rule].breaks) {
                return;
            }
            fitting.sort_unstable();
            let mut fits = |rule: usize| self.confirm(rule, line, at, &mut budget);
            let mut fitting = fitting.into_iter();
            let Some(first) = fitting.find(|&rule| fits(rule)) else {
                return;
            };
            let mut breaks = |rule: usize| self.rules[rule].breaks && fits(rule);
            let is_candidate = self.rules[first].breaks || fitting.any(&mut breaks);
            if is_candidate {
                verdicts.push(Verdict {
                    at,
                    breaks: self.rules[first].breaks,
                    label: &self.rules[first].label,
                });
            }
        };
        if self.before.everywhere().is_empty() {
            self.before.run(line, decide);
            return verdicts;
        }
        // A rule without a beforebreak may fit at any place.
        let mut next = 0;
        self.before.run(line, |at, ends| {
            (next..at).for_each(|between| decide(between, &[]));
            decide(at, ends);
            next = at + 1;
        });
        (next..line.len()).for_each(|between| decide(between, &[]));
        verdicts
    }

    fn confirm(&self, rule: usize, line: &str, at: usize, budget: &mut Budget) -> bool {
        let rule = &self.rules[rule];
        self.before.patterns[rule.before].confirm(line, at, Side::Before, budget)
            && self.after.patterns[rule.after].confirm(line, at, Side::After, budget)
    }

    /// The rules some of whose trials took too long, and how many did.
    pub(super) fn overruns(&self) -> impl Iterator<Item = (&str, u32)> {
        self.rules.iter().filter_map(|rule| {
            let before = self.before.patterns[rule.before].overruns();
            let overruns = before + self.after.patterns[rule.after].overruns();
            (overruns > 0).then_some((rule.label.as_str(), overruns))
        })
    }
}

/// Compiles both sides of a rule.
fn compile(
    text: &RuleText,
    before: &mut Patterns,
    after: &mut Patterns,
) -> Result<(usize, usize), String> {
    if let Some(problem) = &text.problem {
        return Err(problem.clone());
    }
    if text.before.is_empty() && text.after.is_empty() {
        return Err("both sides are empty, so it would fit everywhere".to_owned());
    }
    let named = |side: &'static str| move |reason| format!("in {side}: {reason}");
    let left = dialect::translate(&text.before, Side::Before).map_err(named("beforebreak"))?;
    let mut right = dialect::translate(&text.after, Side::After).map_err(named("afterbreak"))?;
    if !left.tail.is_empty() {
        right.strict = match right.strict.as_str() {
            "" => left.tail.clone(),
            // In this order, so that the groups of the afterbreak keep their numbers.
            strict => format!("(?={strict}){}", left.tail),
        };
        right.needs_backtracking = true;
    }
    let before = before.add(&left).map_err(named("beforebreak"))?;
    let after = after.add(&right).map_err(named("afterbreak"))?;
    Ok((before, after))
}

/// Which patterns begin at each place of a line.
struct Begins<'a> {
    sweep: &'a Sweep,
    /// The set of patterns at each place, by its index; the first is empty.
    at: Vec<u32>,
    sets: Vec<Vec<usize>>,
}

impl<'a> Begins<'a> {
    fn of(line: &str, sweep: &'a Sweep) -> Self {
        let mut at = vec![0; line.len() + 1];
        let mut sets = vec![Vec::new()];
        let mut known: HashMap<Vec<usize>, u32> = HashMap::new();
        sweep.run(line, |place, found| {
            at[place] = match known.get(found) {
                Some(&set) => set,
                None => {
                    let set = u32::try_from(sets.len()).expect("no more sets than bytes of a line");
                    sets.push(found.to_vec());
                    known.insert(found.to_vec(), set);
                    set
                }
            };
        });
        Self { sweep, at, sets }
    }

    fn has(&self, place: usize, pattern: usize) -> bool {
        self.sets[self.at[place] as usize].contains(&pattern)
            || self.sweep.everywhere().contains(&pattern)
    }
}
