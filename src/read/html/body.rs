//! The text that a page gives search engines, beside the one that it shows.

use std::ops::Range;

use super::grams::Grams;
use super::json_ld;
use super::judge::Fate;
use super::scan::{Scanned, scan};
use crate::bitext::Line;
use crate::read::builder::Builder;

/// The text that JSON-LD gives for the article.
pub(super) struct Body {
    /// Its lines; their origins lead into the strings of JSON.
    pub(super) lines: Vec<Line>,
    grams: Grams,
}

impl Body {
    /// Reads the strings of JSON.
    pub(super) fn new(html: &str, strings: &[Range<usize>]) -> Self {
        let mut builder = Builder::new(html);
        let mut grams = Grams::default();
        for string in strings {
            let (text, origin) = json_ld::decode(html, string.clone());
            let is_html = ["<p", "<br", "<div", "<li"]
                .iter()
                .any(|tag| text.contains(tag));
            for line in scan(&text, !is_html).lines {
                grams.add(&line.text);
                let origin = line
                    .origin
                    .through(&line.text, |range| origin.locate_span(range));
                builder.add(Line { origin, ..line });
            }
        }
        Self {
            lines: builder.finish(),
            grams,
        }
    }

    /// Tells which lines of the page it repeats.
    pub(super) fn confirms(&self, page: &Scanned) -> Vec<bool> {
        let repeats = |line: &Line| {
            let (shared, all) = self.grams.shared(&line.text);
            shared > 0 && 2 * shared >= all
        };
        let lines = page.lines.iter();
        lines
            .map(|line| self.grams.len() > 0 && repeats(line))
            .collect()
    }

    /// Tells whether the page shows less than half of it.
    pub(super) fn is_missing_in(&self, page: &Scanned, fates: &[Fate]) -> bool {
        if self.lines.is_empty() {
            return false;
        }
        let mut missing = self.grams.clone();
        for (line, _) in page
            .lines
            .iter()
            .zip(fates)
            .filter(|(_, fate)| **fate == Fate::Kept)
        {
            missing.remove(&line.text);
        }
        2 * missing.len() > self.grams.len()
    }
}
