//! Exact arithmetic for number words: a whole number or a fraction, never rounded.

use std::cmp::Ordering;

/// A number of zero or more as a fraction in lowest terms.
///
/// What does not fit into 128 bits is no amount: every operation says so with `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    numerator: u128,
    denominator: u128,
}

impl Amount {
    /// A whole number.
    pub(super) const fn whole(number: u128) -> Self {
        Self {
            numerator: number,
            denominator: 1,
        }
    }

    /// A fraction; the denominator is not zero.
    pub(super) fn fraction(numerator: u128, denominator: u128) -> Self {
        let common = greatest_common_divisor(numerator, denominator);
        Self {
            numerator: numerator / common,
            denominator: denominator / common,
        }
    }

    /// Reads a canonical value such as `12` or `3.5`; up to 18 digits.
    pub(super) fn parse(value: &str) -> Option<Self> {
        if value.len() > 19 {
            return None;
        }
        let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
        let digits = format!("{whole}{decimals}").parse().ok()?;
        Some(Self::fraction(
            digits,
            10u128.pow(u32::try_from(decimals.len()).ok()?),
        ))
    }

    /// The product.
    pub(super) fn times(self, factor: Self) -> Option<Self> {
        Some(Self::fraction(
            self.numerator.checked_mul(factor.numerator)?,
            self.denominator.checked_mul(factor.denominator)?,
        ))
    }

    /// The sum.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Some(Self::fraction(
            left.checked_add(right)?,
            self.denominator.checked_mul(other.denominator)?,
        ))
    }

    /// Tells whether the amount is less than a whole number.
    pub(super) fn is_below(self, number: u128) -> bool {
        let bound = self.denominator.saturating_mul(number);
        self.numerator.cmp(&bound) == Ordering::Less
    }

    /// Writes the amount as [`crate::text::numbers`] does; as `1/3` where no decimals end.
    pub(super) fn canonical(self) -> String {
        let (mut rest, mut scale) = (self.denominator, 1u128);
        for prime in [2, 5] {
            while rest.is_multiple_of(prime) {
                rest /= prime;
            }
        }
        if rest != 1 {
            return format!("{}/{}", self.numerator, self.denominator);
        }
        let mut places = 0;
        while scale % self.denominator != 0 {
            scale *= 10;
            places += 1;
        }
        let whole = self.numerator / self.denominator;
        if places == 0 {
            return whole.to_string();
        }
        let decimals = self.numerator % self.denominator * (scale / self.denominator);
        format!("{whole}.{decimals:0places$}")
    }
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_written_in_one_way() {
        for (amount, expected) in [
            (Amount::whole(0), "0"),
            (Amount::whole(25_300), "25300"),
            (Amount::fraction(1, 2), "0.5"),
            (Amount::fraction(5, 40), "0.125"),
            (Amount::fraction(2, 6), "1/3"),
            (Amount::fraction(5_000_000, 2), "2500000"),
            (Amount::fraction(201, 200), "1.005"),
        ] {
            assert_eq!(amount.canonical(), expected);
        }
    }

    #[test]
    fn what_is_too_large_is_no_amount() {
        let large = Amount::whole(u128::MAX);
        assert_eq!(large.times(Amount::whole(2)), None);
        assert_eq!(large.plus(Amount::whole(1)), None);
        assert_eq!(Amount::parse(&"9".repeat(40)), None);
    }

    proptest! {
        #[test]
        fn a_value_that_is_read_is_written_alike(whole in 0u64..1_000_000_000_000, decimals in 0u32..1_000_000) {
            let value = format!("{whole}.{decimals:06}");
            let value = value.trim_end_matches('0').trim_end_matches('.');
            let amount = Amount::parse(value).expect("18 digits fit");
            prop_assert_eq!(amount.canonical(), value);
        }
    }
}
