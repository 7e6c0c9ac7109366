//! Checks: named rules that find the pairs that are probably bad, and say why.
//!
//! A [`Checker`] is fed pairs in order, in batches. Most rules see one pair ([`Rule`] lists them); they run on all
//! cores. Then come those that need others: lengths against the corpus, quotations that go on in
//! the next pair, pairs that come again, runs out of step.
//!
//! | part | holds |
//! |---|---|
//! | `rule` | the rules: names, severities, what there is to say of each |
//! | `settings` | which run, how grave, by which numbers |
//! | `pair` | one pair by itself, with the rules in `characters`, `language`, `lengths`, `markup`, `marks`, `numbers` |
//! | `words` | whether two texts translate each other |
//! | `across`, `runs`, `furniture` | what needs other pairs, or knows pages |
//! | `waivers` | findings that a person has accepted |
//!
//! Texts are never changed. Evidence may hold parts of them, and is hostile until escaped.
//!
//! # Limits
//!
//! The length model is that of the first batch. Memory grows by some 150 bytes a pair, for the hashes of `across`.

mod across;
mod characters;
mod furniture;
mod language;
mod lengths;
mod markup;
mod marks;
mod numbers;
mod pair;
mod rule;
mod runs;
mod settings;
mod waivers;
mod words;

use rayon::iter::IndexedParallelIterator as _;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use xxhash_rust::xxh3::xxh3_64;

use crate::bitext::Lang;

use across::Seen;
use pair::{Facts, Found, Texts};
use runs::Window;

pub use pair::{Finding, Side};
pub use rule::{Rule, Severity};
pub use settings::Settings;
pub use waivers::Waivers;

/// A pair to be checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Its number in the file or the memory, which findings of other pairs name.
    pub number: u64,
    /// The Arabic text.
    pub ar: String,
    /// The English text.
    pub en: String,
    /// The document it stands in; empty for none.
    pub document: String,
    /// Characters that were left out when it was read, because no text may hold them.
    pub dropped: u64,
}

/// Checks pairs, batch by batch.
#[derive(Debug)]
pub struct Checker {
    settings: Settings,
    /// What a number is the number of, in evidence: `line`, `unit`.
    counted: &'static str,
    /// Whether the same pair may stand in several documents.
    by_document: bool,
    model: Option<lengths::Model>,
    seen: Seen,
    window: Window,
    /// The last pair of the batch before, with the hash of its document.
    before: Option<(u64, Facts)>,
}

impl Checker {
    /// Starts a check; `counted` says what the numbers of pairs count, and `by_document` whether the same pair may stand in several documents.
    pub fn new(settings: Settings, counted: &'static str, by_document: bool) -> Self {
        Self {
            settings,
            counted,
            by_document,
            model: None,
            seen: Seen::default(),
            window: Window::default(),
            before: None,
        }
    }

    /// Checks the next pairs; the result is parallel to them.
    ///
    /// The batch may have any size; the larger the first, the better are the lengths known.
    pub fn check(&mut self, batch: &[Checked]) -> Vec<Vec<Finding>> {
        let settings = &self.settings;
        let mut results: Vec<(Vec<Finding>, Facts)> = batch
            .par_iter()
            .with_min_len(64)
            .map(|checked| pair::check(texts(checked), settings))
            .collect();
        let model = *self.model.get_or_insert_with(|| {
            let good = results.iter().filter(|(_, facts)| !facts.is_spoilt);
            lengths::Model::of(good.map(|(_, facts)| facts.lengths.clone()))
        });
        let documents: Vec<u64> = batch
            .iter()
            .map(|checked| xxh3_64(checked.document.as_bytes()))
            .collect();
        let before = self.before.take();
        let more: Vec<Vec<Finding>> = batch
            .par_iter()
            .enumerate()
            .with_min_len(64)
            .map(|(index, checked)| {
                let mut found = Found::new(settings);
                let facts = &results[index].1;
                // Where another document begins, nothing goes on and nothing is out of step.
                let document = documents[index];
                let earlier = match index.checked_sub(1) {
                    Some(earlier) => Some((documents[earlier], &results[earlier].1)),
                    None => before.as_ref().map(|(document, facts)| (*document, facts)),
                };
                let later = results.get(index + 1);
                let later = later.map(|(_, facts)| (documents[index + 1], facts));
                let [earlier, later] = [earlier, later].map(|neighbor| {
                    let (_, facts) = neighbor.filter(|(other, _)| *other == document)?;
                    Some(facts)
                });
                beside_others(
                    checked,
                    facts,
                    [earlier, later],
                    &model,
                    settings,
                    &mut found,
                );
                found.findings
            })
            .collect();
        if let (Some(document), Some((_, facts))) = (documents.last(), results.last()) {
            self.before = Some((*document, facts.clone()));
        }
        let mut all = Vec::with_capacity(batch.len());
        for (((checked, document), (mut findings, facts)), more) in
            batch.iter().zip(documents).zip(results.drain(..)).zip(more)
        {
            findings.extend(more);
            let mut found = Found::new(&self.settings);
            if !facts.is_empty {
                let scope = if self.by_document { document } else { 0 };
                self.seen.check(
                    facts.hashes,
                    checked.number,
                    self.counted,
                    scope,
                    &mut found,
                );
            }
            if let Some(run) =
                self.window
                    .add(checked.number, document, facts, self.settings.window)
            {
                let counted = self.counted;
                let place = match checked.document.is_empty() {
                    true => String::new(),
                    false => format!(" of {}", checked.document),
                };
                let fits = if run.direction > 0 { "after" } else { "before" };
                found.add_both(
                    Rule::Shifted,
                    format!("{counted}s {} to {}{place}: each Arabic text fits the English one of the pair {fits}", run.first, run.last),
                );
            }
            findings.extend(found.findings);
            all.push(findings);
        }
        all
    }
}

fn texts(checked: &Checked) -> Texts<'_> {
    Texts {
        ar: &checked.ar,
        en: &checked.en,
    }
}

/// The rules for a pair that need to know something of others.
fn beside_others(
    checked: &Checked,
    facts: &Facts,
    neighbors: [Option<&Facts>; 2],
    model: &lengths::Model,
    settings: &Settings,
    found: &mut Found<'_>,
) {
    let texts = texts(checked);
    if checked.dropped > 0 {
        found.add_both(
            Rule::Control,
            format!(
                "{} that no text may hold, left out on reading",
                counted(checked.dropped)
            ),
        );
    }
    if facts.is_spoilt {
        return;
    }
    furniture::check(texts, found);
    quotes(texts, facts, neighbors, found);
    let deviation = model.deviation(facts.lengths.ar, facts.lengths.en);
    let own = facts.own;
    // Words that fit speak for a pair whose lengths are odd.
    let fits = own.hits >= 4 && own.hits * 5 >= own.known * 2;
    lengths::check(texts, &facts.lengths, (model, fits), settings, found);
    unrelated(texts, facts, deviation, neighbors, found);
}

fn counted(count: u64) -> String {
    match count {
        1 => "1 character".to_owned(),
        count => format!("{count} characters"),
    }
}

fn quotes(texts: Texts<'_>, facts: &Facts, neighbors: [Option<&Facts>; 2], found: &mut Found<'_>) {
    let (lang, span) = match (&facts.quotes.ar.odd, &facts.quotes.en.odd) {
        (Some(span), None) => (Lang::Ar, span),
        (None, Some(span)) => (Lang::En, span),
        _ => return,
    };
    let here = facts.quotes.get(lang);
    let there = facts.quotes.get(lang.other());
    let mut neighbors = neighbors.into_iter().flatten();
    let goes_on = neighbors.any(|neighbor| neighbor.quotes.get(lang).odd.is_some());
    if goes_on || facts.quotes.en.has_singles {
        return;
    }
    if (here.at_start || here.at_end) && there.count == 0 && here.count == 1 {
        return;
    }
    found.add(
        Rule::Quotes,
        lang,
        span.clone(),
        format!("{} without its other half", &texts.get(lang)[span.clone()]),
    );
}

/// Looks whether the texts translate each other at all, and whether one of them belongs to a neighbor.
fn unrelated(
    texts: Texts<'_>,
    facts: &Facts,
    deviation: f64,
    neighbors: [Option<&Facts>; 2],
    found: &mut Found<'_>,
) {
    let own = facts.own;
    if facts.words.is_glued || own.hits * 4 > own.known {
        return;
    }
    for (neighbor, place) in neighbors.into_iter().zip(["before", "after"]) {
        let Some(neighbor) = neighbor.filter(|neighbor| !neighbor.is_spoilt) else {
            continue;
        };
        let is_same = |a: u64, b: u64| a == b && a != 0;
        let same_english =
            is_same(facts.hashes.en, neighbor.hashes.en) && facts.hashes.ar != neighbor.hashes.ar;
        let theirs = words::evidence(&neighbor.words, &facts.words);
        let fits_better = theirs.hits * own.known.max(1) > own.hits * theirs.known.max(1);
        if same_english && fits_better
            || theirs.hits >= 4 && theirs.hits * 2 >= theirs.known && own.hits <= 1
        {
            found.add_both(
                Rule::Unrelated,
                format!("the English text fits the Arabic one of the pair {place} better"),
            );
            return;
        }
    }
    let (names, capitals) = words::shared_names(texts);
    let hits = own.hits + names;
    let known = own.known + capitals;
    let is_far = deviation.abs() > 1.0;
    let is_unrelated = hits == 0 && (known >= 7 || known >= 4 && is_far)
        || known >= 8 && hits * 8 <= known && is_far;
    if is_unrelated {
        found.add_both(
            Rule::Unrelated,
            format!("of {known} words and names that are known {hits} are on the other side"),
        );
    }
}

#[cfg(test)]
mod tests;
