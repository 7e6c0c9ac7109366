//! What the aligner looks at in a document besides its words: lengths, paragraphs, makes of blocks.

use std::ops::Range;

use crate::bitext::{Bitext, Block, Lang, Segment, Sides};
use crate::text::tokens::Tokens;

use super::Clues;
use super::words::{TypeId, Vocabulary};

/// A bitext as the aligner sees it.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) ar: Side,
    pub(super) en: Side,
}

impl Document {
    /// Reads a bitext, and counts its words in the vocabularies of the run.
    pub(super) fn new(bitext: &Bitext, words: &mut Sides<Vocabulary>, clues: &Clues) -> Self {
        Self {
            ar: Side::new(&bitext.ar, Lang::Ar, &mut words.ar, clues),
            en: Side::new(&bitext.en, Lang::En, &mut words.en, clues),
        }
    }

    /// Returns a part of it as a document of its own.
    pub(super) fn part(&self, ar: Range<usize>, en: Range<usize>) -> Self {
        Self {
            ar: self.ar.part(ar),
            en: self.en.part(en),
        }
    }

    /// One of its sides.
    pub(super) fn side(&self, lang: Lang) -> &Side {
        match lang {
            Lang::Ar => &self.ar,
            Lang::En => &self.en,
        }
    }

    /// The number of Arabic and English segments.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.ar.shapes.len(), self.en.shapes.len())
    }
}

/// What is known of one segment besides its words.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    /// The length in visible characters of the folded form.
    pub(super) length: f64,
    /// The index of its paragraph.
    pub(super) paragraph: usize,
    /// What its block is.
    pub(super) block: Block,
}

/// One side of a document.
#[derive(Clone, Debug)]
pub(super) struct Side {
    /// Its segments in order.
    pub(super) shapes: Vec<Shape>,
    /// The types of each segment.
    pub(super) types: Vec<Vec<TypeId>>,
    /// Sums of the lengths: `sums[i]` is that of the first `i` segments.
    pub(super) sums: Vec<f64>,
    /// How many paragraphs begin among the first `i` segments, the first one not counted.
    breaks: Vec<u32>,
    /// How many headings and how many items there are among the first `i` segments.
    headings: Vec<u32>,
    items: Vec<u32>,
}

impl Side {
    fn new(segments: &[Segment], lang: Lang, words: &mut Vocabulary, clues: &Clues) -> Self {
        let mut shapes = Vec::with_capacity(segments.len());
        let mut types = Vec::with_capacity(segments.len());
        for segment in segments {
            let tokens = Tokens::of(&segment.text);
            let characters: usize = tokens.iter().map(|token| token.text.chars().count()).sum();
            let length = characters.max(1) as f64;
            shapes.push(Shape {
                length,
                paragraph: segment.paragraph,
                block: segment.block,
            });
            types.push(words.sentence(&tokens, lang, clues));
            if lang == Lang::En && clues.names {
                words.names(&segment.text);
            }
        }
        Self::of(shapes, types)
    }

    /// Sums up what is known of the segments.
    fn of(shapes: Vec<Shape>, types: Vec<Vec<TypeId>>) -> Self {
        let mut sums = vec![0.0];
        for shape in &shapes {
            sums.push(sums[sums.len() - 1] + shape.length);
        }
        let counted = |is: &dyn Fn(usize) -> bool| {
            let mut count = 0;
            let counts = (0..shapes.len()).map(|index| {
                count += u32::from(is(index));
                count
            });
            std::iter::once(0).chain(counts).collect()
        };
        let shape = |index: usize| &shapes[index];
        Self {
            breaks: counted(&|index| {
                index > 0 && shape(index).paragraph != shape(index - 1).paragraph
            }),
            headings: counted(&|index| shape(index).block == Block::Heading),
            items: counted(&|index| shape(index).block == Block::Item),
            shapes,
            types,
            sums,
        }
    }

    /// Returns some of its segments as a side of its own.
    fn part(&self, range: Range<usize>) -> Self {
        Self::of(
            self.shapes[range.clone()].to_vec(),
            self.types[range].to_vec(),
        )
    }

    /// The number of tokens of a range.
    pub(super) fn tokens(&self, range: Range<usize>) -> usize {
        self.types[range].iter().map(Vec::len).sum()
    }

    /// The length of the segments of a range, in visible characters.
    pub(super) fn length(&self, range: Range<usize>) -> f64 {
        self.sums[range.end] - self.sums[range.start]
    }

    /// Tells whether a paragraph begins at segment `index`.
    pub(super) fn breaks_before(&self, index: usize) -> bool {
        index < self.shapes.len() && self.breaks[index + 1] > self.breaks[index]
    }

    /// The number of boundaries inside a range at which a paragraph begins.
    pub(super) fn breaks_inside(&self, range: &Range<usize>) -> usize {
        let after = (range.start + 1).min(range.end);
        (self.breaks[range.end] - self.breaks[after]) as usize
    }

    /// Tells whether a range holds a heading.
    pub(super) fn has_heading(&self, range: &Range<usize>) -> bool {
        self.headings[range.end] > self.headings[range.start]
    }

    /// Tells whether a range holds an item of a list.
    pub(super) fn has_item(&self, range: &Range<usize>) -> bool {
        self.items[range.end] > self.items[range.start]
    }

    /// The share of the inner boundaries at which a paragraph begins, 0..=1.
    pub(super) fn break_rate(&self) -> f64 {
        match self.shapes.len().saturating_sub(1) {
            0 => 0.0,
            boundaries => (self.paragraphs() - 1) as f64 / boundaries as f64,
        }
    }

    /// The number of paragraphs.
    pub(super) fn paragraphs(&self) -> usize {
        self.breaks_inside(&(0..self.shapes.len())) + 1
    }
}
