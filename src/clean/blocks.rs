//! The furniture of several lines: headlines after «اقرأ أيضاً», the fields of a comment form.

use super::Furniture;
use super::FurnitureKind::{Comments, Related};
use super::facts::{Facts, Page};
use super::phrases::tag;
use crate::bitext::Block;

/// How many words a headline may have.
const HEADLINE: usize = 20;

/// How many headlines may stand within running text.
const AMID: usize = 3;

/// How many words a line of a comment form may have.
const FIELD: usize = 12;

/// Tags what follows the lines that begin such a block.
pub(super) fn extend(page: &Page<'_>, tags: &mut [Option<Furniture>]) {
    let mut index = 0;
    while index < tags.len() {
        let begun = tags[index];
        index += 1;
        let Some(Furniture { kind, rule }) = begun else {
            continue;
        };
        let end = match (kind, rule) {
            // A lead that names its headline itself stands alone.
            (Related, "related-phrase") if leads(&page.lines[index - 1]) => {
                headlines(page, tags, index)
            }
            (Comments, _) => fields(page, tags, index),
            _ => continue,
        };
        let tag = match kind {
            Related => tag(Related, "related-headline"),
            _ => tag(Comments, "comment-field"),
        };
        tags[index..end].fill(Some(tag));
        index = end;
    }
}

/// Tells whether nothing but the phrase is in the line.
fn leads(line: &Facts<'_>) -> bool {
    line.label
        .as_ref()
        .is_none_or(|label| label.words == line.words)
}

/// Where the headlines that begin at `start` end.
fn headlines(page: &Page<'_>, tags: &[Option<Furniture>], start: usize) -> usize {
    let amid = page.is_before_prose(start);
    // In an interview a short question is one.
    let is_short_question = |line: &&Facts<'_>| line.is_question() && line.words <= HEADLINE;
    let interview = page.lines[..start - 1]
        .iter()
        .filter(is_short_question)
        .count()
        >= 2;
    let gap = |at: usize| page.lines[at].number - page.lines[at - 1].number;
    let mut end = start;
    while end < page.lines.len() && tags[end].is_none() {
        let line = &page.lines[end];
        let first = end == start;
        let is_headline = line.words <= HEADLINE
            && match line.stop {
                None => true,
                Some('؟' | '?' | '!') => first || !interview || !amid,
                Some(_) => false,
            };
        // Headlines stand together; what is set off from them begins something else.
        let apart = !first
            && (gap(end) > gap(start)
                || (line.block == Block::Heading && page.lines[start].block != Block::Heading));
        if !is_headline || apart || (amid && end - start == AMID) {
            break;
        }
        end += 1;
    }
    end
}

/// Where the fields of a comment form that begin at `start` end.
fn fields(page: &Page<'_>, tags: &[Option<Furniture>], start: usize) -> usize {
    let is_field = |&at: &usize| {
        let line = &page.lines[at];
        page.is_tail(at) && line.words <= FIELD && tags[at].is_none_or(|tag| tag.kind == Comments)
    };
    (start..page.lines.len())
        .take_while(is_field)
        .last()
        .map_or(start, |last| last + 1)
}
