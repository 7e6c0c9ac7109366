//! How number words make one number, in both languages.
//!
//! A number is a row of parts, each smaller than the scale of the one before it
//! (three million · two hundred thousand · five); a part is a group below a
//! thousand, digits or a fraction, times the scales behind it. Arabic joins parts
//! by «و» and puts units before tens, English needs no "and".

use super::amount::Amount;
use super::words::{NumberWord, Trust, Value};
use crate::bitext::Lang;

/// What a token is to the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A number word.
    Word(NumberWord),
    /// One number in digits.
    Digits { amount: Amount, ordinal: bool },
    /// "and", «و» that stands alone.
    And,
    /// "a", "an".
    Article,
    /// "of".
    Of,
    /// A hyphen in English.
    Hyphen,
    /// "point", «فاصلة».
    Point,
    /// "several", "few": what follows is not counted.
    Several,
    /// «بعد» in «الخامسة بعد المئة».
    Beyond,
    /// Nothing of that.
    Other,
}

/// How a word is tied to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// It follows; it may count what stands before it.
    Plain,
    /// It begins with «و» or «ف», and may be added.
    Joined,
    /// It begins with a preposition, and so a phrase of its own: «لعشرة».
    Apart,
}

/// A token as the grammar sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// What it is.
    pub(super) sort: Sort,
    /// How it is tied to what stands before it.
    pub(super) link: Link,
}

/// A number or a piece of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// Its value.
    pub(super) amount: Amount,
    /// The scale of its last piece, 1 without any; what follows must be smaller.
    scale: u128,
    /// The index behind its last term.
    pub(super) end: usize,
    /// It says which, not how many.
    pub(super) ordinal: bool,
    /// It is meant as a number.
    pub(super) sure: bool,
    /// It begins with digits.
    digits: bool,
}

impl Part {
    fn of(amount: Amount, end: usize, word: NumberWord) -> Self {
        Self {
            amount,
            scale: 1,
            end,
            ordinal: word.ordinal,
            sure: word.trust == Trust::Sure,
            digits: false,
        }
    }

    fn compound(amount: Amount, end: usize, ordinal: bool) -> Self {
        Self {
            amount,
            scale: 1,
            end,
            ordinal,
            sure: true,
            digits: false,
        }
    }
}

/// The terms of a sentence, to be read as numbers.
pub(super) struct Grammar<'a> {
    pub(super) lang: Lang,
    pub(super) terms: &'a [Term],
}

impl Grammar<'_> {
    /// Reads the longest number that begins at a term.
    pub(super) fn number(&self, start: usize) -> Option<Part> {
        let mut number = self.part(start)?;
        while number.scale >= 1000 && !number.ordinal {
            let joined = self.joined(number.end);
            if let Some(half) = joined.and_then(|at| self.lone_fraction(at)) {
                let Some(amount) = half
                    .amount
                    .times(Amount::whole(number.scale))
                    .and_then(|half| half.plus(number.amount))
                else {
                    break;
                };
                return Some(Part::compound(amount, half.end, false));
            }
            let Some((next, amount)) = self.smaller(&number, joined) else {
                break;
            };
            number = Part {
                amount,
                sure: true,
                digits: number.digits,
                ..next
            };
        }
        if number.scale == 1
            && !number.ordinal
            && !number.amount.is_below(1)
            && let Some(half) = self
                .joined(number.end)
                .and_then(|at| self.lone_fraction(at))
            && let Some(amount) = number.amount.plus(half.amount)
        {
            return Some(Part::compound(amount, half.end, false));
        }
        Some(self.beyond(number).unwrap_or(number))
    }

    /// Reads the part that goes on a number, if it is smaller than its scale, and returns both together.
    fn smaller(&self, number: &Part, joined: Option<usize>) -> Option<(Part, Amount)> {
        let at = match self.lang {
            Lang::Ar => joined?,
            Lang::En => joined.unwrap_or(number.end),
        };
        if joined.is_none() && self.sort(at) == Sort::Article {
            return None;
        }
        let next = self.part(at)?;
        // "$5 million 2018 budget": only a scale of their own makes English digits go on.
        let counts = !next.digits || next.scale > 1 || self.lang == Lang::Ar;
        let is_standing_alone = matches!(self.value(at), Some(Value::Alone(_)));
        if !counts || is_standing_alone || !next.amount.is_below(number.scale) {
            return None;
        }
        Some((next, number.amount.plus(next.amount)?))
    }

    /// Reads «بعد المئة» behind an Arabic ordinal: the hundred and fifth.
    fn beyond(&self, number: Part) -> Option<Part> {
        if !number.ordinal || self.sort(number.end) != Sort::Beyond {
            return None;
        }
        let round = self.part(number.end + 1)?;
        let is_round = !round.digits && !round.ordinal && !round.amount.is_below(100);
        let amount = number.amount.plus(round.amount)?;
        is_round.then(|| Part::compound(amount, round.end, true))
    }

    /// Reads a group below a thousand, digits or a fraction, with the scales behind it.
    fn part(&self, start: usize) -> Option<Part> {
        if let Some(fraction) = self.fraction(start) {
            return Some(self.of_scale(fraction).unwrap_or(fraction));
        }
        let mut part = self.head(start)?;
        if part.ordinal {
            return Some(part);
        }
        // Only here a fraction comes before the scale: «ثلاثة ونصف مليون», "two and a half million".
        if part.scale == 1
            && let Some(half) = self.joined(part.end).and_then(|at| self.fraction(at))
            && self.scale(half.end).is_some()
            && let Some(amount) = part.amount.plus(half.amount)
        {
            part = Part {
                digits: part.digits,
                ..Part::compound(amount, half.end, false)
            };
        }
        while let Some((power, end, ordinal)) = self.scale(part.end) {
            let Some(amount) = part.amount.times(Amount::whole(power)) else {
                break;
            };
            part = Part {
                amount,
                scale: part.scale.saturating_mul(power),
                end,
                ordinal,
                sure: true,
                digits: part.digits,
            };
            if ordinal {
                break;
            }
        }
        Some(part)
    }

    /// Reads what a part begins with: digits, a group below a thousand, or a scale without a number.
    fn head(&self, start: usize) -> Option<Part> {
        if let Sort::Digits { amount, ordinal } = self.sort(start) {
            let digits = Part {
                digits: true,
                ..Part::compound(amount, start + 1, ordinal)
            };
            let hundreds = self.hundred(digits.end).filter(|_| !ordinal);
            return hundreds
                .and_then(|end| {
                    let amount = amount.times(Amount::whole(100))?;
                    Some(Part {
                        amount,
                        end,
                        ..digits
                    })
                })
                .or(Some(digits));
        }
        let article = self.sort(start) == Sort::Article;
        let head = start + usize::from(article);
        let word = self.word(head)?;
        let several = start > 0 && self.sort(start - 1) == Sort::Several;
        let lone = |amount, scale, sure| Part {
            scale,
            sure,
            ..Part::of(Amount::whole(amount), head + 1, word)
        };
        let sure = word.trust == Trust::Sure || article;
        match word.value {
            Value::Hundreds(_) | Value::Scale { .. } if several => None,
            Value::Scale { power, times } => Some(lone(power * u128::from(times), power, sure)),
            Value::ScaleOrTwo(power) => {
                let goes_on = self.joined(head + 1).and_then(|at| self.word(at)).is_some();
                Some(lone(
                    if goes_on { power } else { 2 * power },
                    power,
                    goes_on,
                ))
            }
            Value::Dozen => Some(lone(12, 1, true)),
            Value::Alone(number) => Some(lone(u128::from(number), 1, false)),
            Value::Hundreds(hundreds) => {
                let hundreds = u128::from(hundreds);
                let alone = lone(hundreds, 1, sure);
                Some(
                    self.above_hundreds(hundreds, alone.end, word.ordinal)
                        .unwrap_or(alone),
                )
            }
            _ if article => None,
            _ => Some(self.with_decimals(self.below_thousand(head)?)),
        }
    }

    /// Reads a group that begins with a number below a hundred.
    fn below_thousand(&self, start: usize) -> Option<Part> {
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
    fn above_hundreds(&self, hundreds: u128, start: usize, ordinal: bool) -> Option<Part> {
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
    fn with_decimals(&self, part: Part) -> Part {
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
    fn fraction(&self, start: usize) -> Option<Part> {
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
    fn lone_fraction(&self, start: usize) -> Option<Part> {
        let fraction = self.fraction(start)?;
        self.of_scale(fraction).is_none().then_some(fraction)
    }

    /// Reads the scale that a fraction is of: «نصف المليون», "half a million", "a third of a million".
    fn of_scale(&self, fraction: Part) -> Option<Part> {
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
    fn scale(&self, end: usize) -> Option<(u128, usize, bool)> {
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
    fn hundred(&self, end: usize) -> Option<usize> {
        let at = self.after_hyphen(end);
        (self.value(at) == Some(Value::Hundreds(100)) && self.follows(at)).then_some(at + 1)
    }

    /// The index of the word that «و» or "and" joins to what stands before `end`.
    fn joined(&self, end: usize) -> Option<usize> {
        match self.terms.get(end)? {
            Term {
                link: Link::Joined, ..
            } => Some(end),
            Term {
                sort: Sort::And, ..
            } => Some(end + 1),
            _ => None,
        }
    }

    fn follows(&self, at: usize) -> bool {
        self.terms
            .get(at)
            .is_some_and(|term| term.link == Link::Plain)
    }

    fn after_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.sort(at) == Sort::Hyphen)
    }

    fn sort(&self, at: usize) -> Sort {
        self.terms.get(at).map_or(Sort::Other, |term| term.sort)
    }

    fn word(&self, at: usize) -> Option<NumberWord> {
        match self.sort(at) {
            Sort::Word(word) => Some(word),
            _ => None,
        }
    }

    fn value(&self, at: usize) -> Option<Value> {
        self.word(at).map(|word| word.value)
    }
}
