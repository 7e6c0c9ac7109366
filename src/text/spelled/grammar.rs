//! How number words make one number, in both languages.
//!
//! A number is a row of parts, each smaller than the scale of the one before it
//! (three million · two hundred thousand · five); a part is a group below a
//! thousand, digits or a fraction ([`super::groups`]), times the scales behind it. Arabic joins parts
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
    pub(super) scale: u128,
    /// The index behind its last term.
    pub(super) end: usize,
    /// It says which, not how many.
    pub(super) ordinal: bool,
    /// It is meant as a number.
    pub(super) sure: bool,
    /// It begins with digits.
    pub(super) digits: bool,
}

impl Part {
    pub(super) fn of(amount: Amount, end: usize, word: NumberWord) -> Self {
        Self {
            amount,
            scale: 1,
            end,
            ordinal: word.ordinal,
            sure: word.trust == Trust::Sure,
            digits: false,
        }
    }

    pub(super) fn compound(amount: Amount, end: usize, ordinal: bool) -> Self {
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
                let goes_on = self
                    .joined(head + 1)
                    .is_some_and(|at| matches!(self.sort(at), Sort::Word(_) | Sort::Digits { .. }));
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

    /// The index of the word that «و» or "and" joins to what stands before `end`.
    pub(super) fn joined(&self, end: usize) -> Option<usize> {
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

    /// Tells whether the word at `at` goes on what stands before it.
    pub(super) fn follows(&self, at: usize) -> bool {
        self.terms
            .get(at)
            .is_some_and(|term| term.link == Link::Plain)
    }

    /// The index behind a hyphen at `at`, if there is one.
    pub(super) fn after_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.sort(at) == Sort::Hyphen)
    }

    /// What stands at `at`.
    pub(super) fn sort(&self, at: usize) -> Sort {
        self.terms.get(at).map_or(Sort::Other, |term| term.sort)
    }

    /// The number word at `at`.
    pub(super) fn word(&self, at: usize) -> Option<NumberWord> {
        match self.sort(at) {
            Sort::Word(word) => Some(word),
            _ => None,
        }
    }

    /// What the number word at `at` counts for.
    pub(super) fn value(&self, at: usize) -> Option<Value> {
        self.word(at).map(|word| word.value)
    }
}
