//! The cells of one row, in a buffer that is used again for the next.

/// Cells one after the other.
#[derive(Debug, Default)]
pub(super) struct Cells {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    /// The most cells that a row may have: spreadsheets have more columns, honest files do not.
    pub(super) const MOST: usize = 1024;

    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    /// Adds to the cell that is being filled.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Ends the cell; `false` when the row has too many.
    pub(super) fn end(&mut self) -> bool {
        self.ends.push(self.bytes.len());
        self.ends.len() <= Self::MOST
    }

    /// Returns how many cells there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns a cell, from 0.
    pub(super) fn get(&self, place: usize) -> Option<&str> {
        let end = *self.ends.get(place)?;
        let start = match place {
            0 => 0,
            _ => self.ends[place - 1],
        };
        // Rows are known to be UTF-8 before they are asked for their cells, and are cut at ASCII.
        std::str::from_utf8(&self.bytes[start..end]).ok()
    }

    /// Iterates over the cells.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|place| self.get(place))
    }
}
