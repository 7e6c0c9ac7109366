//! The pieces of a number: groups below a thousand, decimals, fractions, scales.

use super::amount::Amount;
use super::grammar::{Grammar, Part, Sort};
use super::words::{Trust, Value};
use crate::bitext::Lang;

impl Grammar<'_> {
    /// Reads a group that begins with a number below a hundred.
    pub(super) fn below_thousand(&self, start: usize) -> Option<Part> {
        let (number, part) = self.below_hundred(start)?;
        if part.ordinal {
            return Some(part);
        }
        if let Some(end) = self.hundred(part.end)
            && (self.lang == Lang::En || number < 10)
        {
            let ordinal = self.word(end - 1).is_some_and(|word| word.ordinal);
            let hundreds = u128::from(number) * 100;
            let alone = Part::compound(Amount::whole(hundreds), end, ordinal);
            return Some(self.above_hundreds(hundreds, end, ordinal).unwrap_or(alone));
        }
        Some(self.year(number, part.end).unwrap_or(part))
    }

    /// Reads the rest of a year in English: "nineteen eighty-four", "twenty twenty".
    fn year(&self, century: u8, end: usize) -> Option<Part> {
        if self.lang != Lang::En || !(13..=20).contains(&century) {
            return None;
        }
        let (years, part) = self.below_hundred(self.after_hyphen(end))?;
        let year = u128::from(century) * 100 + u128::from(years);
        (years >= 10 && !part.ordinal).then(|| Part::compound(Amount::whole(year), part.end, false))
    }

    /// Reads what follows hundreds, at `start`.
    pub(super) fn above_hundreds(
        &self,
        hundreds: u128,
        start: usize,
        ordinal: bool,
    ) -> Option<Part> {
        let at = match (self.lang, self.joined(start)) {
            _ if ordinal => return None,
            (_, Some(at)) => at,
            (Lang::En, None) => start,
            (Lang::Ar, None) => return None,
        };
        let (number, rest) = self.below_hundred(at)?;
        // "between one hundred and two hundred"
        if self.hundred(rest.end).is_some() {
            return None;
        }
        let amount = Amount::whole(hundreds + u128::from(number));
        Some(Part::compound(amount, rest.end, rest.ordinal))
    }

    /// Reads a number below a hundred.
    fn below_hundred(&self, start: usize) -> Option<(u8, Part)> {
        let word = self.word(start)?;
        let whole = |number: u8| Amount::whole(u128::from(number));
        let alone = |number: u8| (number, Part::of(whole(number), start + 1, word));
        let both = |number: u8, end: usize, ordinal: bool| {
            (number, Part::compound(whole(number), end, ordinal))
        };
        match (word.value, self.lang) {
            (Value::Unit(unit), Lang::Ar) if unit > 0 => {
                let next = start + 1;
                if self.follows(next) && self.value(next) == Some(Value::Teen(10)) {
                    return Some(both(10 + unit, next + 1, word.ordinal));
                }
                if let Some(at) = self.joined(next)
                    && let Some(Value::Tens(tens)) = self.value(at)
                {
                    return Some(both(tens + unit, at + 1, word.ordinal));
                }
                Some(alone(unit))
            }
            (Value::Tens(tens), Lang::En) => {
                let next = self.after_hyphen(start + 1);
                match self.word(next) {
                    Some(unit) if !word.ordinal => match unit.value {
                        Value::Unit(number) if number > 0 => {
                            Some(both(tens + number, next + 1, unit.ordinal))
                        }
                        _ => Some(alone(tens)),
                    },
                    _ => Some(alone(tens)),
                }
            }
            (Value::Unit(number) | Value::Teen(number) | Value::Tens(number), _) => {
                Some(alone(number))
            }
            _ => None,
        }
    }

    /// Reads "point five" behind a number.
    pub(super) fn with_decimals(&self, part: Part) -> Part {
        if part.ordinal || self.sort(part.end) != Sort::Point {
            return part;
        }
        let digit = |at: usize| match self.value(at) {
            Some(Value::Unit(digit)) if self.follows(at) => Some(digit),
            _ => None,
        };
        // Nine digits are more than anybody spells.
        let first = part.end + 1;
        let digits = (first..first + 9).map_while(digit);
        let (mut decimals, mut tens) = (0u128, 1u128);
        for digit in digits.clone() {
            decimals = decimals * 10 + u128::from(digit);
            tens *= 10;
        }
        match part.amount.plus(Amount::fraction(decimals, tens)) {
            Some(amount) if tens > 1 => Part::compound(amount, first + digits.count(), false),
            _ => part,
        }
    }

    /// Reads a fraction: «ثلاثة أرباع», "two-thirds", "half".
    pub(super) fn fraction(&self, start: usize) -> Option<Part> {
        let article = self.sort(start) == Sort::Article;
        let head = start + usize::from(article);
        let word = self.word(head)?;
        let end = head + 1;
        let parts = |n: u8, d: u8| Amount::fraction(u128::from(n), u128::from(d));
        match word.value {
            Value::Part(n, d) => Some(Part {
                sure: article || word.trust == Trust::Sure,
                ..Part::of(parts(n, d), end, word)
            }),
            // "a third time": only "of" tells that it is a part.
            Value::Unit(d @ 3..) | Value::Teen(d @ 10) if article && word.ordinal => Some(Part {
                sure: self.sort(end) == Sort::Of,
                ..Part::compound(parts(1, d), end, false)
            }),
            Value::Unit(n) | Value::Teen(n) if !article && !word.ordinal && n > 0 => {
                let next = self.after_hyphen(end);
                if !self.follows(next) {
                    return None;
                }
                let denominator = self.word(next)?;
                let d = match denominator.value {
                    Value::Parts(d) => d,
                    Value::Part(1, d) if n == 1 || d == 4 => d,
                    Value::Unit(d @ 3..) | Value::Teen(d @ 10) if n == 1 && denominator.ordinal => {
                        d
                    }
                    _ => return None,
                };
                // Arabic has «ربع» for one of them, and «ثلاثة أرباع» for more.
                (self.lang == Lang::En || matches!(denominator.value, Value::Parts(_)))
                    .then(|| Part::compound(parts(n, d), next + 1, false))
            }
            _ => None,
        }
    }

    /// Reads a fraction that no scale follows.
    pub(super) fn lone_fraction(&self, start: usize) -> Option<Part> {
        let fraction = self.fraction(start)?;
        self.of_scale(fraction).is_none().then_some(fraction)
    }

    /// Reads the scale that a fraction is of: «نصف المليون», "half a million", "a third of a million".
    pub(super) fn of_scale(&self, fraction: Part) -> Option<Part> {
        let mut at = fraction.end;
        if self.sort(at) == Sort::Of {
            at += 1;
        }
        if self.sort(at) == Sort::Article {
            at += 1;
        }
        let (power, end, _) = self.scale(at)?;
        let amount = fraction.amount.times(Amount::whole(power))?;
        Some(Part {
            scale: power,
            ..Part::compound(amount, end, false)
        })
    }

    /// Reads a scale that multiplies what stands before it: its power, its end, whether it is an ordinal.
    pub(super) fn scale(&self, end: usize) -> Option<(u128, usize, bool)> {
        let at = self.after_hyphen(end);
        let word = self.word(at).filter(|_| self.follows(at))?;
        let power = match word.value {
            Value::Scale { power, times: 1 } | Value::ScaleOrTwo(power) | Value::Scales(power) => {
                power
            }
            Value::Dozen => 12,
            _ => return None,
        };
        Some((power, at + 1, word.ordinal))
    }

    /// The index behind a "hundred" that multiplies what stands before it.
    pub(super) fn hundred(&self, end: usize) -> Option<usize> {
        let at = self.after_hyphen(end);
        (self.value(at) == Some(Value::Hundreds(100)) && self.follows(at)).then_some(at + 1)
    }
}
