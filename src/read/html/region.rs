//! Which block of a page holds its article.
//!
//! Each line has a weight: words of running text count for a block, furniture
//! against it. The article is the block with the largest sum, the innermost of
//! equals; so an article in several pieces is their common block as long as
//! what stands between them weighs less than the lightest piece. Blocks whose
//! name or element says that they hold an article count for more, and so do
//! lines that the page's JSON-LD repeats.

use std::collections::HashMap;
use std::ops::Range;

use super::facts::Facts;
use super::hints::Hints;
use super::judge::Fate;
use super::scan::Scanned;
use super::tree::Node;
use crate::read::elements::Kind;

/// What a line of furniture weighs at most against a block, in tenths of a word.
const FURNITURE: i64 = 60;

/// What furniture that stands together weighs at most.
const TOGETHER: i64 = 300;

/// How many times more a line weighs that JSON-LD repeats.
const CONFIRMED: i64 = 3;

/// Returns the lines of the block that holds the article; `confirmed` tells of each line whether JSON-LD repeats it.
pub(super) fn region(page: &Scanned, fates: &[Fate], confirmed: &[bool]) -> Range<usize> {
    let weights = weights(page, fates, confirmed);
    let mut sums = vec![0];
    let mut sum = 0;
    for weight in weights {
        sum += weight;
        sums.push(sum);
    }
    let all = 0..page.lines.len();
    let mut best = (i64::MIN, all);
    for node in &page.nodes {
        let lines = node.lines.clone();
        if lines.is_empty() || is_piece(node.kind) {
            continue;
        }
        let weight = (sums[lines.end] - sums[lines.start]) * trust(node);
        if weight >= best.0 {
            best = (weight, lines);
        }
    }
    best.1
}

/// Tells whether the element holds a piece of an article and never the whole.
fn is_piece(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Blockquote
            | Kind::Caption
            | Kind::Figure
            | Kind::Heading(_)
            | Kind::Item
            | Kind::List
            | Kind::Paragraph
            | Kind::Preformatted
            | Kind::Row
            | Kind::Term
            | Kind::Terms
    )
}

/// How much the words in a block count, in tenths.
fn trust(node: &Node) -> i64 {
    if node.hints.any(Hints::SURE_BODY) {
        15
    } else if node.hints.any(Hints::BODY) {
        13
    } else {
        match node.kind {
            Kind::Article => 12,
            Kind::Main => 11,
            _ => 10,
        }
    }
}

/// The weight of each line, in tenths of a word.
fn weights(page: &Scanned, fates: &[Fate], confirmed: &[bool]) -> Vec<i64> {
    // Where several lines end with one link, it is «more», and they are teasers.
    let mut tails: HashMap<u64, usize> = HashMap::new();
    for tail in page.facts.iter().filter_map(|fact| fact.tail) {
        *tails.entry(tail).or_default() += 1;
    }
    let is_teaser = |fact: &Facts| fact.tail.is_some_and(|tail| tails[&tail] > 1);
    let texts: Vec<i64> = page
        .facts
        .iter()
        .zip(fates)
        .zip(confirmed)
        .map(|((fact, fate), &confirmed)| match fate {
            _ if fact.is_title || is_teaser(fact) || *fate != Fate::Kept => 0,
            _ => text(fact) * if confirmed { CONFIRMED } else { 1 },
        })
        .collect();
    // On a page of a few words a line of furniture weighs less than one of text.
    let all: i64 = texts.iter().sum();
    let furniture = FURNITURE.min(all / 25);
    let most = TOGETHER.min(all / 4);
    let mut together = 0;
    texts
        .into_iter()
        .zip(page.facts.iter().zip(fates))
        .map(|(text, (fact, fate))| {
            if text > 0 || fact.is_title {
                together = 0;
                return text;
            }
            let weight = match fate {
                Fate::Kept => furniture,
                _ => furniture.min(most - together),
            };
            together += weight;
            -weight
        })
        .collect()
}

/// What a line of text weighs, in tenths of a word; nothing if it is mostly links.
fn text(fact: &Facts) -> i64 {
    let words = i64::try_from(fact.words).unwrap_or(i64::MAX / 1000);
    if fact.is_prose() {
        10 * words
    } else if 2 * fact.linked >= fact.size.max(1) {
        0
    } else {
        3 * words
    }
}
