//! Numbers by their value, in digits of any script and in words.
//!
//! A number in digits must have its value on the other side, in digits or in words. What does not is
//! no mistake by itself: «يومين» is "2 days", a date has its month by name or by number, a clock
//! twelve hours or twenty-four. So a warning needs a number on each side that the other lacks, and
//! such pairs are not counted as can be one number written in two ways.

use crate::bitext::{Lang, Sides};
use crate::text::calendar::{Sign, signs};
use crate::text::numbers::located;
use crate::text::spelled::{Quantity, quantities};
use crate::text::tokens::Tokens;

use super::pair::{Found, Texts};
use super::rule::Rule;

pub(super) fn check(texts: Texts<'_>, tokens: &Sides<Tokens>, found: &mut Found<'_>) {
    let has_digit = |text: &str| {
        text.chars().any(|c| {
            c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
        })
    };
    if !has_digit(texts.ar) && !has_digit(texts.en) {
        return;
    }
    let read = |lang| quantities(lang, tokens.get(lang));
    let all = Sides {
        ar: read(Lang::Ar),
        en: read(Lang::En),
    };
    let mut left = Sides {
        ar: unmatched(Lang::Ar, tokens, &all),
        en: unmatched(Lang::En, tokens, &all),
    };
    // The same digits in another grouping: 7:55 and 7.55, 1-800-555 and 1800555.
    let joined = |values: &[String]| values.iter().map(|value| bare(value)).collect::<String>();
    if !left.ar.is_empty() && joined(&left.ar) == joined(&left.en) {
        return;
    }
    left.ar.retain(
        |value| match left.en.iter().position(|other| may_be_same(value, other)) {
            Some(at) => {
                left.en.remove(at);
                false
            }
            None => true,
        },
    );
    let months = has_month(Lang::Ar, &tokens.ar) != has_month(Lang::En, &tokens.en);
    match (left.ar.first(), left.en.first()) {
        (Some(ar), Some(en)) => {
            let (ar, en) = (ar.clone(), en.clone());
            for (lang, here, there) in [(Lang::Ar, &ar, &en), (Lang::En, &en, &ar)] {
                if lang == Lang::En || !months {
                    let span = place(texts.get(lang), here);
                    found.add(
                        Rule::Numbers,
                        lang,
                        span,
                        format!("{here} here, {there} there"),
                    );
                    break;
                }
            }
        }
        (Some(value), None) => missing(texts, Lang::Ar, value, &all, found),
        (None, Some(value)) => missing(texts, Lang::En, value, &all, found),
        (None, None) => {}
    }
}

fn missing(
    texts: Texts<'_>,
    lang: Lang,
    value: &str,
    all: &Sides<Vec<Quantity>>,
    found: &mut Found<'_>,
) {
    // One and two are often words, or the form of a noun; an hour may be another.
    let small = value.parse::<f64>().is_ok_and(|value| value <= 2.0);
    let other_words = all.get(lang.other()).iter().any(|quantity| !quantity.sure);
    if !small && !other_words {
        let span = place(texts.get(lang), value);
        found.add(
            Rule::MissingNumber,
            lang,
            span,
            format!("{value} is not on the other side"),
        );
    }
}

fn place(text: &str, value: &str) -> std::ops::Range<usize> {
    let written = located(text).unwrap_or_default();
    let found = written.into_iter().find(|written| written.value == value);
    found.map_or(0..text.len(), |written| written.span)
}

/// The values of the numbers in digits of one side that the other does not have.
fn unmatched(lang: Lang, tokens: &Sides<Tokens>, all: &Sides<Vec<Quantity>>) -> Vec<String> {
    let here = all.get(lang);
    let mut there: Vec<(&Quantity, bool)> = all
        .get(lang.other())
        .iter()
        .map(|quantity| (quantity, false))
        .collect();
    let has_digits = |quantity: &Quantity| {
        quantity.tokens.clone().any(|index| {
            tokens
                .get(lang)
                .get(index)
                .is_some_and(|token| token.text.bytes().any(|byte| byte.is_ascii_digit()))
        })
    };
    let mut left = Vec::new();
    let mut at = 0;
    while at < here.len() {
        // The readings of one number stand together.
        let readings = here[at..]
            .iter()
            .take_while(|other| other.tokens == here[at].tokens)
            .count()
            .max(1);
        let alternatives = &here[at..at + readings];
        at += readings;
        if !has_digits(&alternatives[0]) {
            continue;
        }
        let is_several =
            alternatives.len() > 1 && alternatives.iter().all(|quantity| quantity.sure);
        if is_several {
            // 12.08.2014 is three numbers.
            for quantity in alternatives {
                take(&mut there, &quantity.value)
                    .unwrap_or_else(|| left.push(quantity.value.clone()));
            }
        } else if !alternatives
            .iter()
            .any(|quantity| take(&mut there, &quantity.value).is_some())
        {
            left.push(alternatives[0].value.clone());
        }
    }
    left
}

/// Takes a number of that value: one that is still free if there is one.
fn take(there: &mut [(&Quantity, bool)], value: &str) -> Option<()> {
    let free = there
        .iter()
        .position(|(quantity, taken)| !taken && quantity.value == value);
    let at = free.or_else(|| {
        there
            .iter()
            .position(|(quantity, _)| quantity.value == value)
    })?;
    there[at].1 = true;
    Some(())
}

/// The digits of a value without leading and trailing zeros, and without its point.
fn bare(value: &str) -> String {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}

/// Tells whether two values may be one number, written in two ways.
fn may_be_same(a: &str, b: &str) -> bool {
    if bare(a) == bare(b) && a != b {
        // 3.5 (million) and 3500000; but 1 and 10 only where millions are left out.
        let scale = |value: &str| value.parse::<f64>().unwrap_or(0.0);
        let (low, high) = if scale(a) < scale(b) {
            (scale(a), scale(b))
        } else {
            (scale(b), scale(a))
        };
        return low > 0.0 && high / low >= 999.0 || a.contains('.') != b.contains('.');
    }
    if let (Ok(a), Ok(b)) = (a.parse::<u32>(), b.parse::<u32>()) {
        let (low, high) = (a.min(b), a.max(b));
        // "1.7 million four years ago" is no number of seven digits.
        if low >= 100_000 && low % 10_000 == 0 && high - low < 100 {
            return true;
        }
        // 3 in the afternoon and 15 o'clock; '98 and 1998.
        return high - low == 12 && (13..24).contains(&high)
            || (1900..2030).contains(&high) && high % 100 == low;
    }
    false
}

/// Tells whether a month has its name in the text.
fn has_month(lang: Lang, tokens: &Tokens) -> bool {
    signs(lang, tokens)
        .iter()
        .any(|(_, sign)| matches!(sign, Sign::Month(_) | Sign::HijriMonth(_)))
}
