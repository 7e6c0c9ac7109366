//! Captions: what is to be seen in a picture. They are tagged, but stay text.
//!
//! A caption has its counterpart wherever both pages show the picture, and is a pair
//! worth keeping then; where only one does, it aligns with nothing. So it is told for
//! those who want to know, and not left out.

use std::collections::HashSet;

use super::facts::{Facts, Page, bare, count};
use super::phrases::tag;
use super::places::is_agencies;
use super::{Furniture, FurnitureKind};
use crate::bitext::{Block, Lang};
use crate::text::stems::stem;

/// How many words a caption may have.
const LONGEST: usize = 45;

/// How many words of a caption below the text must come up again in its lead, of ten.
const ECHO: usize = 6;

/// How many lines are the lead that a caption echoes: the title and the first paragraphs.
const LEAD: usize = 4;

/// What introduces a caption, in the folded form without punctuation.
#[rustfmt::skip]
const LABELS: [&str; 18] = [
    "صوره", "الصوره", "في الصوره", "تعليق الصوره", "شرح الصوره", "التعليق علي الصوره", "من اليمين",
    "من اليسار", "photo", "photo caption", "caption", "picture", "pictured", "image", "image caption",
    "in the photo", "in this photo", "file photo",
];

/// Tags a line that describes a picture; it is asked only of lines that are nothing else.
pub(super) fn find(page: &Page<'_>, index: usize, lang: Lang) -> Option<Furniture> {
    let line = &page.lines[index];
    let found = |rule| Some(tag(FurnitureKind::Caption, rule));
    if line.block == Block::Caption {
        return found("caption-markup");
    }
    if line.block != Block::Paragraph || line.words > LONGEST || index == 0 {
        return None;
    }
    if is_labeled(line) {
        found("caption-label")
    } else if is_credited(line) {
        found("caption-credit")
    } else if echoes(page, index, lang) {
        found("caption-echo")
    } else {
        None
    }
}

/// «في الصورة: …»
fn is_labeled(line: &Facts<'_>) -> bool {
    line.label.as_ref().is_some_and(|label| {
        let words: Vec<&str> = line.bare.split(' ').take(label.words).collect();
        line.words > label.words + 2 && LABELS.contains(&words.join(" ").as_str())
    })
}

/// «سوق السمك في صحار (أ ف ب)»
fn is_credited(line: &Facts<'_>) -> bool {
    let text = line
        .text
        .trim_end_matches(|c: char| c == '.' || c.is_whitespace());
    let Some(inner) = text.strip_suffix([')', ']']) else {
        return false;
    };
    let Some((before, credit)) = inner.rsplit_once(['(', '[']) else {
        return false;
    };
    // A sentence that ends before its credit is a caption; one that goes on to a source is not.
    count(&bare(before)) >= 3 && is_agencies(&bare(credit))
}

/// The last line of the text that says again what the lead says: «الوزير يفتتح المستشفى.»
///
/// A paragraph of a report would begin with «و» or tell something new.
fn echoes(page: &Page<'_>, index: usize, lang: Lang) -> bool {
    let line = &page.lines[index];
    let is_last = page.last_prose() == Some(index) && index + 1 < page.lines.len();
    if !is_last || index < LEAD + 2 || line.bare.starts_with('و') {
        return false;
    }
    let content = |bare: &str| -> Vec<String> {
        let words = bare.split(' ').filter(|word| word.chars().count() >= 4);
        words.map(|word| stem(lang, word).into_owned()).collect()
    };
    let lead: HashSet<String> = page.lines[..LEAD]
        .iter()
        .flat_map(|line| content(&line.bare))
        .collect();
    let words = content(&line.bare);
    let again = words.iter().filter(|word| lead.contains(*word)).count();
    words.len() >= 4 && 10 * again >= ECHO * words.len()
}
