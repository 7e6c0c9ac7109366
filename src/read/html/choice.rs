//! The lines of the article, taken out of those of the page.

use std::ops::Range;

use super::grams::Grams;
use super::judge::{Fate, Verdict};
use super::scan::Scanned;
use super::title::letters;
use crate::bitext::{Block, Line};

/// How many lines may stand between the title and the block with the text.
const HEAD: usize = 16;

/// Takes the article's lines out of a page, without its title.
pub(super) fn choose(
    page: &Scanned,
    verdict: &Verdict,
    region: &Range<usize>,
    title: Option<usize>,
) -> Vec<Line> {
    let fates = &verdict.fates;
    let is_text = |line: usize| fates[line] == Fate::Kept && !page.facts[line].is_title;
    let mut chosen = vec![false; page.lines.len()];
    for line in region.clone().filter(|&line| is_text(line)) {
        // What stands above the title leads to it; but a picture may stand there.
        let above = title.is_some_and(|title| line < title);
        chosen[line] =
            !above || page.facts[line].is_prose() || page.lines[line].block == Block::Caption;
    }
    // A summary and a picture may stand between the title and the text.
    if let Some(title) = title.filter(|&title| title < region.start) {
        let head = || (title + 1..region.start).filter(|&line| is_text(line));
        if head().count() <= HEAD {
            head().for_each(|line| chosen[line] = true);
        }
    }
    if let Some(title) = title {
        chosen[title] = false;
        let name = letters(&page.lines[title].text);
        let again = |line: usize| letters(&page.lines[line].text) == name;
        let near = chosen.iter().enumerate().filter(|&(_, &chosen)| chosen);
        let near: Vec<usize> = near.map(|(line, _)| line).take(HEAD).collect();
        for line in near.into_iter().filter(|&line| again(line)) {
            chosen[line] = false;
        }
    }
    leave_out_repeated(page, &verdict.quotes, &mut chosen);
    leave_out_leads(page, fates, &mut chosen);
    let lines = page.lines.iter().zip(chosen);
    lines
        .filter(|&(_, chosen)| chosen)
        .map(|(line, _)| line.clone())
        .collect()
}

/// Leaves out quotes that the text around them has, too.
fn leave_out_repeated(page: &Scanned, quotes: &[Range<usize>], chosen: &mut [bool]) {
    if quotes.is_empty() {
        return;
    }
    let mut quoted = vec![false; chosen.len()];
    for quote in quotes {
        quoted[quote.clone()].fill(true);
    }
    let mut alone = Grams::default();
    for line in (0..chosen.len()).filter(|&line| quoted[line]) {
        alone.add(&page.lines[line].text);
    }
    for line in (0..chosen.len()).filter(|&line| chosen[line] && !quoted[line]) {
        alone.remove(&page.lines[line].text);
    }
    for line in (0..chosen.len()).filter(|&line| quoted[line]) {
        chosen[line] &= alone.shared(&page.lines[line].text).0 > 0;
    }
}

/// How many words may lead to links that were left out.
const LEAD: usize = 4;

/// Leaves out the headings and labels of what was left out.
fn leave_out_leads(page: &Scanned, fates: &[Fate], chosen: &mut [bool]) {
    let is_left_out = |line: usize| matches!(fates[line], Fate::Furniture | Fate::Links);
    // The rank of the chosen heading below, or that of the end; and whether something was left out before it.
    let mut next_rank = Some(0);
    let mut left_out = false;
    for line in (0..chosen.len()).rev() {
        let fact = &page.facts[line];
        if !chosen[line] {
            left_out |= is_left_out(line);
            continue;
        }
        let leads_to_nothing = match next_rank {
            Some(next) if fact.rank > 0 => left_out && next <= fact.rank,
            _ => false,
        };
        let is_label = matches!(page.lines[line].block, Block::Paragraph | Block::Heading)
            && fact.words <= LEAD
            && (page.lines[line].text.trim_end().ends_with(':') || !fact.stops)
            && fates.get(line + 1) == Some(&Fate::Links);
        if leads_to_nothing || is_label {
            chosen[line] = false;
            left_out = true;
        } else {
            next_rank = (fact.rank > 0).then_some(fact.rank);
            left_out = false;
        }
    }
}
