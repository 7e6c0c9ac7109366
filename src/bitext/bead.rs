//! Segments and beads: the two sides in pieces, and which pieces belong together.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use super::{Block, Sides};

/// A sentence-like piece of one side: what the aligner pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The text as it came, without white space at its ends.
    pub text: String,
    /// The line of the input on which its block begins, from 1.
    pub line: usize,
    /// Byte offsets into the input, end-exclusive.
    pub span: Range<usize>,
    /// The index of the block it stands in, counted over the blocks that gave segments.
    pub paragraph: usize,
    /// What that block is.
    pub block: Block,
}

/// Two lists of segments that are translations of each other.
pub type Bitext = Sides<Vec<Segment>>;

/// How many segments of each side a bead joins, Arabic first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BeadKind {
    /// Arabic segments.
    pub ar: u8,
    /// English segments.
    pub en: u8,
}

impl fmt::Display for BeadKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.ar, self.en)
    }
}

impl FromStr for BeadKind {
    type Err = ();

    /// Reads `2-1`.
    fn from_str(s: &str) -> Result<Self, ()> {
        let (ar, en) = s.split_once('-').ok_or(())?;
        Ok(Self {
            ar: ar.parse().map_err(drop)?,
            en: en.parse().map_err(drop)?,
        })
    }
}

/// The smallest group of segments that are translations of each other.
///
/// Empty on one side for an omission or an addition, never on both.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// Indices of the Arabic segments.
    pub ar: Range<usize>,
    /// Indices of the English segments.
    pub en: Range<usize>,
    /// How likely the bead is right, both its boundaries, 0..=1.
    pub confidence: f64,
    /// How alike the two sides are in length, numbers and words, 0..=1.
    pub similarity: f64,
}

impl Bead {
    /// Returns how many segments of each side the bead joins.
    pub fn kind(&self) -> BeadKind {
        let count = |range: &Range<usize>| u8::try_from(range.len()).unwrap_or(u8::MAX);
        BeadKind {
            ar: count(&self.ar),
            en: count(&self.en),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bead_kinds_are_written_and_read() {
        let kind = BeadKind { ar: 2, en: 1 };
        assert_eq!(kind.to_string(), "2-1");
        assert_eq!("2-1".parse(), Ok(kind));
        assert_eq!("2".parse::<BeadKind>(), Err(()));
    }
}
