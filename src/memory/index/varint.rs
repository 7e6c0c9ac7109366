//! Whole numbers in as few bytes as they need: seven bits a byte, the last one without the high bit (LEB128).

/// Appends a number.
pub(super) fn push(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Takes a number off the front; what is cut short reads as if zeros followed.
///
/// Bits beyond the sixty-fourth are lost.
#[inline]
pub(super) fn take(bytes: &mut &[u8]) -> u64 {
    let mut number = 0;
    let mut shift = 0;
    while let Some((&byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        if byte < 0x80 {
            break;
        }
        shift += 7;
    }
    number
}

/// Takes a number off the front that was written as an `u32`; a larger one is cut.
#[inline]
pub(super) fn take_u32(bytes: &mut &[u8]) -> u32 {
    match bytes.split_first() {
        Some((&byte, rest)) if byte < 0x80 => {
            *bytes = rest;
            u32::from(byte)
        }
        _ => take(bytes) as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_read_as_they_were_written(numbers in proptest::collection::vec(any::<u64>(), 0..20)) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|&number| push(&mut bytes, number));
            let mut left = bytes.as_slice();
            for number in numbers {
                prop_assert_eq!(take(&mut left), number);
            }
            prop_assert!(left.is_empty());
        }

        #[test]
        fn any_bytes_are_read_to_the_end(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let mut left = bytes.as_slice();
            while !left.is_empty() {
                take(&mut left);
            }
        }
    }
}
