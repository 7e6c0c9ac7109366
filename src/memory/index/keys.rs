//! The primary keys of the index: a part, a place in it, in one whole number, so that what is read together lies together.
//!
//! | key | from the highest of its bits |
//! |---|---|
//! | `match_source` | part 13, block of sources 24 |
//! | `match_list` | part 13, class 23, band 2, first source 24 |

use std::ops::RangeInclusive;

use super::SOURCES_PER_BLOCK;

/// The greatest number of a part.
pub(super) const MOST_PARTS: i64 = (1 << 13) - 1;

/// The greatest number of sources in a part.
pub(super) const MOST_SOURCES: u64 = (1 << 24) - 1;

/// The greatest number of classes in a part.
pub(super) const MOST_CLASSES: usize = (1 << 23) - 1;

/// Returns the key of the block in which a source lies.
pub(super) fn source_block(part: i64, source: u32) -> i64 {
    part << 24 | i64::from(source / SOURCES_PER_BLOCK)
}

/// Returns the keys of all blocks of sources of a part.
pub(super) fn source_blocks(part: i64) -> RangeInclusive<i64> {
    part << 24..=(part << 24 | 0xff_ffff)
}

/// Returns the key of the block of a list that begins with this source.
pub(super) fn list_block(part: i64, class: u32, band: u8, first: u32) -> i64 {
    part << 49 | i64::from(class) << 26 | i64::from(band) << 24 | i64::from(first)
}

/// Returns the source with which the block of this key begins.
pub(super) fn first_of(list_block: i64) -> u32 {
    (list_block & 0xff_ffff) as u32
}

/// Returns the keys of all blocks of lists of a part.
pub(super) fn list_blocks(part: i64) -> RangeInclusive<i64> {
    part << 49..=(part << 49 | ((1 << 49) - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_keys_are_positive_and_in_the_order_of_their_places() {
        let last = list_block(MOST_PARTS, MOST_CLASSES as u32, 2, MOST_SOURCES as u32);
        assert!(last > list_block(MOST_PARTS, MOST_CLASSES as u32, 1, MOST_SOURCES as u32));
        assert!(
            list_blocks(MOST_PARTS).contains(&last) && !list_blocks(MOST_PARTS - 1).contains(&last)
        );
        assert_eq!(first_of(last), MOST_SOURCES as u32);
        assert!(source_blocks(3).contains(&source_block(3, MOST_SOURCES as u32)));
        assert!(!source_blocks(2).contains(&source_block(3, 0)));
    }
}
