//! What the aligner looks at in a segment: its length, what both languages write alike, its paragraph.

use std::collections::HashMap;

use crate::bitext::{Bitext, Block, Lang, Segment};
use crate::text::numbers::numbers;
use crate::text::tokens::{TokenKind, Tokens};

/// The kinds of evidence that both languages write alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A number, by its value.
    Number,
    /// A word in Latin letters, lower case.
    Latin,
    /// A question mark, an exclamation mark, a quotation, a bracket.
    Mark,
}

/// A feature's number within its document.
pub(super) type FeatureId = u32;

/// What is known of one segment.
#[derive(Clone, Debug)]
pub(super) struct Features {
    /// The length in visible characters of the key form.
    pub(super) length: f64,
    /// The features it holds, ascending, each once.
    pub(super) ids: Vec<FeatureId>,
    /// The index of its paragraph.
    pub(super) paragraph: usize,
    /// What its block is.
    pub(super) block: Block,
}

/// One side of a document.
#[derive(Clone, Debug)]
pub(super) struct Side {
    /// Its segments in order.
    pub(super) segments: Vec<Features>,
    /// Sums of the lengths: `sums[i]` is that of the first `i` segments.
    pub(super) sums: Vec<f64>,
    /// For each feature, in how many segments it stands.
    pub(super) frequency: Vec<u32>,
}

impl Side {
    /// The length of the segments of a range, in visible characters.
    pub(super) fn length(&self, range: std::ops::Range<usize>) -> f64 {
        self.sums[range.end] - self.sums[range.start]
    }

    /// Tells whether a paragraph begins at segment `index`.
    pub(super) fn breaks_before(&self, index: usize) -> bool {
        index > 0
            && index < self.segments.len()
            && self.segments[index].paragraph != self.segments[index - 1].paragraph
    }

    /// The share of the inner boundaries at which a paragraph begins, 0..=1.
    pub(super) fn break_rate(&self) -> f64 {
        let boundaries = self.segments.len().saturating_sub(1);
        if boundaries == 0 {
            return 0.0;
        }
        (1..=boundaries)
            .filter(|&index| self.breaks_before(index))
            .count() as f64
            / boundaries as f64
    }

    /// The number of paragraphs.
    pub(super) fn paragraphs(&self) -> usize {
        (1..self.segments.len())
            .filter(|&index| self.breaks_before(index))
            .count()
            + 1
    }
}

/// A bitext as the aligner sees it.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) ar: Side,
    pub(super) en: Side,
    /// The kind of each feature.
    pub(super) kinds: Vec<Kind>,
}

impl Document {
    pub(super) fn new(bitext: &Bitext) -> Self {
        let mut names = Names::default();
        let ar = side(&bitext.ar, Lang::Ar, &mut names);
        let en = side(&bitext.en, Lang::En, &mut names);
        let kinds = names.kinds;
        let count = |segments: Vec<Features>| {
            let mut frequency = vec![0; kinds.len()];
            let mut sums = vec![0.0];
            for segment in &segments {
                segment
                    .ids
                    .iter()
                    .for_each(|&id| frequency[id as usize] += 1);
                sums.push(sums[sums.len() - 1] + segment.length);
            }
            Side {
                segments,
                sums,
                frequency,
            }
        };
        Self {
            ar: count(ar),
            en: count(en),
            kinds: kinds.clone(),
        }
    }
}

/// Gives each feature of a document its number.
#[derive(Default)]
struct Names {
    ids: HashMap<(Kind, String), FeatureId>,
    kinds: Vec<Kind>,
}

impl Names {
    fn known(&self, kind: Kind, name: &str) -> Option<FeatureId> {
        self.ids.get(&(kind, name.to_owned())).copied()
    }

    fn id(&mut self, kind: Kind, name: &str) -> FeatureId {
        let next = self.kinds.len() as FeatureId;
        *self.ids.entry((kind, name.to_owned())).or_insert_with(|| {
            self.kinds.push(kind);
            next
        })
    }
}

fn side(segments: &[Segment], lang: Lang, names: &mut Names) -> Vec<Features> {
    segments
        .iter()
        .map(|segment| {
            let tokens = Tokens::of(&segment.text);
            let mut ids: Vec<FeatureId> = numbers(&segment.text)
                .iter()
                .map(|n| names.id(Kind::Number, n))
                .collect();
            for token in tokens.iter() {
                match token.kind {
                    // Foreign words stand in Arabic text as they are; of the English
                    // words only those count that the Arabic side has.
                    TokenKind::Word if is_latin(token.text) => match lang {
                        Lang::Ar => ids.push(names.id(Kind::Latin, token.text)),
                        Lang::En => ids.extend(names.known(Kind::Latin, token.text)),
                    },
                    TokenKind::Mark => {
                        ids.extend(mark(token.text).map(|name| names.id(Kind::Mark, name)))
                    }
                    _ => {}
                }
            }
            ids.sort_unstable();
            ids.dedup();
            let length = tokens
                .iter()
                .map(|token| token.text.chars().count())
                .sum::<usize>()
                .max(1) as f64;
            Features {
                length,
                ids,
                paragraph: segment.paragraph,
                block: segment.block,
            }
        })
        .collect()
}

fn is_latin(word: &str) -> bool {
    word.len() > 1 && word.is_ascii()
}

/// The mark under the name that both languages share.
fn mark(mark: &str) -> Option<&'static str> {
    match mark {
        "?" | "؟" => Some("?"),
        "!" => Some("!"),
        "\"" => Some("\""),
        "(" | "[" => Some("("),
        "%" => Some("%"),
        ";" | "؛" => Some(";"),
        ":" => Some(":"),
        _ => None,
    }
}
