//! The numbers of a sentence with the tokens they are written in, by digits, by words, or both.
//!
//! «خمسة وعشرون ألفا وثلاثمئة», "25.3 thousand" and "25,300" are one number, and
//! so are «مليونان ونصف المليون» and "two and a half million". [`quantities`] reads
//! the match tokens of a sentence, so that spelling, clitics and vowel marks make
//! no difference, and gives maximal runs: the longest number that begins at a
//! token, then the next behind it.
//!
//! | read | as |
//! |---|---|
//! | «الثالث والعشرين», "the twenty-third", "23rd" | 23, ordinal |
//! | «ثلثا», "two-thirds"; «ثلاثة أرباع» | 2/3; 0.75 |
//! | «مليون ونصف», "a million and a half", "1.5m" behind a currency | 1500000 |
//! | "nineteen eighty-four" | 1984 |
//! | "the 1990s" | 1990, and 90 for «التسعينيات» |
//! | "12.08.2014" | 12, 8, 2014, all in one token |
//! | «20.000» in Arabic | 20, and perhaps 20000 |
//! | «مئات الآلاف», "hundreds of thousands", "several hundred" | nothing: no exact value |
//! | «بالمئة», «كانون الأول», «يوم الأحد» | nothing: [`super::calendar`] reads them |
//!
//! A single word that often is no number («أحد», "one", «ثانية») is given as not
//! sure; in a longer number it is.
//!
//! Limits: no minus signs; «خُمس» and «خمس» are one word without vowel marks and
//! read as five; of duals only those of time; Roman numerals only behind English
//! names, and never I, V and X; "one million, two hundred" with a comma is two
//! numbers. Time is linear in the tokens.

mod amount;
mod grammar;
mod groups;
mod words;

use std::ops::Range;

use amount::Amount;
use grammar::{Grammar, Link, Sort, Term};
use words::{NumberWord, Trust, Value, multiplier, number_word_of};

use super::calendar::{self, Sign};
use super::numbers::{first_written, values};
use super::tokens::{TokenKind, Tokens};
use crate::bitext::Lang;

/// A number of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The indices of its tokens; two quantities share a token only where it has several readings in digits.
    pub tokens: Range<usize>,
    /// The value as [`super::numbers`] writes it; a fraction without an end as `1/3`.
    pub value: String,
    /// It says which, not how many.
    pub ordinal: bool,
    /// It is hardly anything but a number.
    pub sure: bool,
}

/// Returns the numbers of a sentence in their order.
pub fn quantities(lang: Lang, tokens: &Tokens) -> Vec<Quantity> {
    let mut found = Vec::new();
    let Some(terms) = terms(lang, tokens) else {
        return found;
    };
    let grammar = Grammar {
        lang,
        terms: &terms,
    };
    let mut at = 0;
    while at < terms.len() {
        match grammar.number(at) {
            Some(number) => {
                found.push(Quantity {
                    tokens: at..number.end,
                    value: number.amount.canonical(),
                    ordinal: number.ordinal,
                    sure: number.sure,
                });
                if lang == Lang::Ar && number.end == at + 1 {
                    thousands_by_point(tokens, at, &mut found);
                }
                at = number.end;
            }
            None => {
                if let Some(token) = tokens.get(at)
                    && terms[at].sort == Sort::Other
                {
                    several_in(lang, token.text, at, &mut found);
                }
                at += 1;
            }
        }
    }
    found.retain(|quantity| !is_date_word(lang, tokens, &quantity.tokens));
    found
}

/// Says what each token is to the grammar; nothing if there is no number among them.
fn terms(lang: Lang, tokens: &Tokens) -> Option<Vec<Term>> {
    let mut any = false;
    let mut terms: Vec<Term> = Vec::with_capacity(tokens.len());
    let mut previous = "";
    for token in tokens.iter() {
        let behind_digits =
            matches!(terms.last(), Some(term) if matches!(term.sort, Sort::Digits { .. }));
        let term = term(lang, token.text, token.kind, previous, behind_digits);
        any |= matches!(term.sort, Sort::Word(_) | Sort::Digits { .. })
            || token.text.bytes().any(|byte| byte.is_ascii_digit());
        // «واحد» is one, but «واحد عشر» is «و» and eleven.
        if lang == Lang::Ar
            && previous == "واحد"
            && let Sort::Word(NumberWord {
                value: Value::Teen(10),
                ..
            }) = term.sort
            && let Some(one) = terms.last_mut()
        {
            one.link = Link::Joined;
        }
        terms.push(term);
        previous = token.text;
    }
    any.then_some(terms)
}

fn term(lang: Lang, text: &str, kind: TokenKind, previous: &str, behind_digits: bool) -> Term {
    let plain = |sort| Term {
        sort,
        link: Link::Plain,
    };
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        return written(lang, text, previous).unwrap_or(plain(Sort::Other));
    }
    if kind == TokenKind::Mark {
        let is_hyphen = lang == Lang::En && text == "-";
        return plain(if is_hyphen { Sort::Hyphen } else { Sort::Other });
    }
    if let Some((word, link)) = number_word_of(lang, text) {
        let is_percent = calendar::sign(lang, text) == Some(Sign::Percent)
            || calendar::sign_of_two(lang, previous, text).is_some();
        let sort = if is_percent {
            Sort::Other
        } else {
            Sort::Word(word)
        };
        return Term { sort, link };
    }
    plain(match (lang, text) {
        (Lang::Ar, "و") | (Lang::En, "and") => Sort::And,
        (Lang::Ar, "فاصله") | (Lang::En, "point") => Sort::Point,
        (Lang::Ar, "بعد") => Sort::Beyond,
        (Lang::En, "a" | "an") => Sort::Article,
        (Lang::En, "of") => Sort::Of,
        (Lang::En, "several" | "few" | "many" | "multi") => Sort::Several,
        (Lang::En, suffix) if behind_digits => multiplier(suffix).map_or(Sort::Other, |power| {
            Sort::Word(NumberWord {
                value: Value::Scale { power, times: 1 },
                ordinal: false,
                trust: Trust::Sure,
            })
        }),
        _ => Sort::Other,
    })
}

/// Reads a token with digits as one number: "1,250", "23rd", "2.5bn", «و300», «الـ21».
fn written(lang: Lang, text: &str, previous: &str) -> Option<Term> {
    let span = first_written(text)?;
    let (before, suffix) = (&text[..span.start], &text[span.end..]);
    let has_clitics = lang == Lang::Ar && before.chars().all(|c| "وفبلكا".contains(c));
    if !(before.is_empty() || has_clitics) {
        return None;
    }
    let link = match before.chars().next() {
        None | Some('ا') => Link::Plain,
        Some('و' | 'ف') => Link::Joined,
        Some(_) => Link::Apart,
    };
    if let Some(amount) = vulgar_fraction(&text[span.start..]) {
        return Some(Term {
            sort: Sort::Digits {
                amount,
                ordinal: false,
            },
            link,
        });
    }
    let values = values(&text[span]);
    let [value] = values.as_slice() else {
        return None;
    };
    let (factor, ordinal) = match (lang, suffix) {
        (_, "") => (1, false),
        (Lang::En, "st" | "nd" | "rd" | "th") => (1, true),
        (Lang::En, "m") if matches!(previous, "$" | "€" | "£" | "¥") => (1_000_000, false),
        (Lang::En, _) => (multiplier(suffix)?, false),
        (Lang::Ar, _) => return None,
    };
    let amount = Amount::parse(value)?.times(Amount::whole(factor))?;
    Some(Term {
        sort: Sort::Digits { amount, ordinal },
        link,
    })
}

/// Reads ½ and 3½, which the folded form writes as 1⁄2 and 31⁄2 with a fraction slash.
fn vulgar_fraction(text: &str) -> Option<Amount> {
    let (numerator, denominator) = text.split_once('\u{2044}')?;
    // The signs that there are have one digit above, and up to two below.
    let (whole, above) = numerator.split_at_checked(numerator.len().checked_sub(1)?)?;
    let below = denominator.parse::<u8>().ok().filter(|&below| below > 0)?;
    let whole = if whole.is_empty() { "0" } else { whole };
    Amount::parse(whole)?.plus(Amount::fraction(above.parse().ok()?, below.into()))
}

/// Adds the other reading of «20.000», which is mostly twenty thousand in Arabic.
fn thousands_by_point(tokens: &Tokens, at: usize, found: &mut Vec<Quantity>) {
    let Some(text) = tokens.get(at).map(|token| token.text) else {
        return;
    };
    let written = first_written(text).map_or("", |span| &text[span]);
    if let Some((whole, thousands)) = written.split_once('.')
        && thousands.len() == 3
        && whole.len() <= 3
        && !whole.starts_with('0')
    {
        found.push(Quantity {
            tokens: at..at + 1,
            value: format!("{whole}{thousands}"),
            ordinal: false,
            sure: false,
        });
    }
}

fn is_decade(lang: Lang, suffix: &str) -> bool {
    lang == Lang::En && matches!(suffix, "s" | "'s")
}

/// Gives all the numbers in digits of a token that is no one number.
fn several_in(lang: Lang, text: &str, at: usize, found: &mut Vec<Quantity>) {
    let mut push = |value: String, sure: bool| {
        found.push(Quantity {
            tokens: at..at + 1,
            value,
            ordinal: false,
            sure,
        });
    };
    let mut rest = text;
    while let Some(span) = first_written(rest) {
        let end = span.end;
        for value in values(&rest[span]) {
            let years = value
                .parse::<u64>()
                .ok()
                .filter(|&year| (1000..=2999).contains(&year) && year % 10 == 0 && year % 100 > 0);
            push(value, true);
            if let Some(year) = years.filter(|_| is_decade(lang, &rest[end..])) {
                push((year % 100).to_string(), false);
            }
        }
        rest = &rest[end..];
    }
}

/// Tells whether what was read as a number is the name of a day or a month.
fn is_date_word(lang: Lang, tokens: &Tokens, at: &Range<usize>) -> bool {
    if at.len() != 1 {
        return false;
    }
    tokens.get(at.start).is_some_and(|token| {
        matches!(
            calendar::sign(lang, token.text),
            Some(Sign::Weekday(_) | Sign::Month(_) | Sign::HijriMonth(_))
        )
    })
}

#[cfg(test)]
mod tests;
