//! Numbers put right: the translation of a text that differs from the query in its numbers only.
//!
//! News and reports repeat sentences with other figures. Where the query and the source
//! of a match are the same but for numbers, the translation can be offered with the query's
//! numbers in the place of the source's. It is offered whole or not at all: each
//! number that changed must stand in the target, in digits, as often as in the source, and
//! be changed to one other number everywhere. What is put in is written as the target
//! wrote its own: its digits, its separators, its leading zeros.
//!
//! # Limits
//!
//! Words are left alone, so that what agrees with a number («1 day», «an 8 percent») may be
//! wrong afterwards. A number that either text also has in words is not told from it, and nothing
//! is offered; nor is it for numbers in Latin words («G7») and English ordinals («3rd»).

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use crate::bitext::Lang;
use crate::text::numbers::{Written, located, numbers};
use crate::text::spelled::quantities;
use crate::text::tokens::{TokenKind, Tokens, locate};

/// A translation with its numbers put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The translation.
    pub text: String,
    /// What was put in: byte ranges of the text, ascending, end-exclusive.
    pub spans: Vec<Range<usize>>,
}

/// Returns `target` with the numbers of `query` for those of `source`, which is in `from` and translated by `target`.
///
/// `None` unless the texts differ in numbers only, and each of those that changed has its certain place.
pub fn corrected(query: &str, source: &str, target: &str, from: Lang) -> Option<Corrected> {
    if !differ_in_numbers_only(query, source) {
        return None;
    }
    let (asked, there, translated) = (located(query)?, located(source)?, located(target)?);
    let changes = changes(query, &asked, source, &there)?;
    if changes.is_empty() {
        return None;
    }
    let (in_source, in_target) = (counts(&there), counts(&translated));
    let in_words = [
        values_in_words(source, from),
        values_in_words(target, from.other()),
    ];
    let is_certain = |value: &str| {
        in_source.get(value) == in_target.get(value)
            && !in_words.iter().any(|values| values.contains(value))
    };
    if !changes.keys().all(|value| is_certain(value)) {
        return None;
    }
    let mut text = String::with_capacity(target.len() + 16);
    let (mut spans, mut expected) = (Vec::new(), Vec::new());
    let mut at = 0;
    for written in &translated {
        let Some(change) = changes.get(written.value.as_str()) else {
            expected.push(written.value.as_str());
            continue;
        };
        expected.push(change.value);
        if is_in_latin_word(target, &written.span) {
            return None;
        }
        let new = rewritten(change.query, change.source, &target[written.span.clone()])?;
        text.push_str(&target[at..written.span.start]);
        spans.push(text.len()..text.len() + new.len());
        text.push_str(&new);
        at = written.span.end;
    }
    text.push_str(&target[at..]);
    // Whoever reads it must read the query's numbers.
    (numbers(&text) == expected).then_some(Corrected { text, spans })
}

/// Tells whether the match tokens of two texts are the same but for numbers.
fn differ_in_numbers_only(query: &str, source: &str) -> bool {
    let (x, y) = (locate(query), locate(source));
    let is_number = |kind| kind == TokenKind::Number;
    x.len() == y.len()
        && x.iter().zip(&y).all(|(a, b)| {
            a.text == b.text && a.kind == b.kind || is_number(a.kind) && is_number(b.kind)
        })
}

/// What a number of the source became in the query.
struct Change<'a> {
    /// Its value in the query.
    value: &'a str,
    /// As the query writes it.
    query: &'a str,
    /// As the source writes the number that was changed.
    source: &'a str,
}

/// The values of the source that changed; `None` if the numbers do not pair or a value became several.
fn changes<'a>(
    query: &'a str,
    asked: &'a [Written],
    source: &'a str,
    there: &'a [Written],
) -> Option<BTreeMap<&'a str, Change<'a>>> {
    if asked.len() != there.len() {
        return None;
    }
    let mut became: BTreeMap<&str, Change<'_>> = BTreeMap::new();
    for (new, old) in asked.iter().zip(there) {
        let change = Change {
            value: &new.value,
            query: &query[new.span.clone()],
            source: &source[old.span.clone()],
        };
        let first = became.entry(&old.value).or_insert(change);
        if first.value != new.value {
            return None;
        }
    }
    became.retain(|old, change| *old != change.value);
    Some(became)
}

/// How often each value stands in a text.
fn counts(all: &[Written]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for written in all {
        *counts.entry(written.value.as_str()).or_default() += 1;
    }
    counts
}

/// The values that a text has in words, alone or beside digits.
fn values_in_words(text: &str, lang: Lang) -> HashSet<String> {
    let tokens = Tokens::of(text);
    let is_word = |index: usize| {
        tokens
            .get(index)
            .filter(|token| token.kind == TokenKind::Word)
            .is_some_and(|token| !token.text.contains(|c: char| c.is_ascii_digit()))
    };
    quantities(lang, &tokens)
        .into_iter()
        .filter(|quantity| quantity.tokens.clone().any(is_word))
        .map(|quantity| quantity.value)
        .collect()
}

/// Tells whether a number is part of a Latin word or has the ending of an English ordinal.
fn is_in_latin_word(text: &str, span: &Range<usize>) -> bool {
    let before = text[..span.start].chars().next_back();
    let after: String = text[span.end..]
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    before.is_some_and(|c| c.is_ascii_alphabetic())
        || matches!(
            after.to_ascii_lowercase().as_str(),
            "st" | "nd" | "rd" | "th"
        )
}

/// A written number in its parts.
struct Parts {
    /// The zero of its script.
    zero: char,
    /// The digits of the whole, in ASCII.
    whole: String,
    /// The digits behind the decimal separator, in ASCII.
    decimals: String,
    /// What separates its thousands, if anything does.
    thousands: Option<char>,
    /// What separates its decimals, if anything does.
    point: Option<char>,
}

impl Parts {
    /// Takes a number of one value apart; `None` if it is in two scripts.
    fn of(written: &str) -> Option<Self> {
        let mut zero = None;
        let mut groups = vec![String::new()];
        let mut separators = Vec::new();
        for c in written.chars() {
            let own = match c {
                '\u{660}'..='\u{669}' => '\u{660}',
                '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
                '0'..='9' => '0',
                c => {
                    separators.push(c);
                    groups.push(String::new());
                    continue;
                }
            };
            if *zero.get_or_insert(own) != own {
                return None;
            }
            let digit = char::from_digit(c as u32 - own as u32, 10)?;
            groups.last_mut()?.push(digit);
        }
        let is_comma = |c: &char| matches!(c, ',' | '\u{66c}');
        let has_thousands =
            groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
        let is_whole = separators.is_empty() || has_thousands && separators.iter().all(is_comma);
        let (decimals, point) = match is_whole {
            true => (String::new(), None),
            false => (groups.pop()?, separators.pop()),
        };
        Some(Self {
            zero: zero?,
            whole: groups.concat(),
            decimals,
            thousands: separators.first().copied(),
            point,
        })
    }

    /// The zeros that the whole begins with beyond what its value needs.
    fn leading_zeros(&self) -> usize {
        let significant = self.whole.trim_start_matches('0').len().max(1);
        self.whole.len().saturating_sub(significant)
    }
}

/// The query's number as the target would write it, which wrote the source's number as `target`.
fn rewritten(query: &str, source: &str, target: &str) -> Option<String> {
    let (query, source, target) = (Parts::of(query)?, Parts::of(source)?, Parts::of(target)?);
    let bare = &query.whole[query.leading_zeros()..];
    let whole = if target.whole == source.whole {
        query.whole.clone()
    } else if target.leading_zeros() == 0 {
        bare.to_owned()
    } else if target.whole.len() == 2 {
        format!("{bare:0>2}")
    } else {
        return None;
    };
    let decimals = if target.decimals == source.decimals {
        query.decimals.clone()
    } else {
        let significant = query.decimals.trim_end_matches('0');
        let width = target.decimals.len();
        format!("{significant:0<width$}")
    };
    let is_indic = target.zero != '0';
    let point = target
        .point
        .unwrap_or(if is_indic { '\u{66b}' } else { '.' });
    // A target that has no thousands does not say how it separates them; the query does.
    let thousands = match (target.thousands, query.thousands) {
        (Some(own), _) => Some(own),
        (None, Some(_)) if target.whole.len() <= 3 => {
            Some(if is_indic { '\u{66c}' } else { ',' }).filter(|&c| c != point)
        }
        _ => None,
    };
    let mut written = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if let Some(separator) = thousands
            && index > 0
            && (whole.len() - index).is_multiple_of(3)
        {
            written.push(separator);
        }
        written.push(in_script(digit, target.zero)?);
    }
    if !decimals.is_empty() {
        written.push(point);
        for digit in decimals.chars() {
            written.push(in_script(digit, target.zero)?);
        }
    }
    Some(written)
}

/// The digit in the script whose zero is given.
fn in_script(digit: char, zero: char) -> Option<char> {
    char::from_u32(zero as u32 + digit.to_digit(10)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The corrected translation with brackets around what was put in.
    fn shown(query: &str, source: &str, target: &str, from: Lang) -> Option<String> {
        let corrected = corrected(query, source, target, from)?;
        let mut text = corrected.text;
        for span in corrected.spans.into_iter().rev() {
            text.insert(span.end, ']');
            text.insert(span.start, '[');
        }
        Some(text)
    }

    #[test]
    fn numbers_are_put_in_as_the_target_writes_its_own() {
        for (name, query, source, target, expected) in [
            (
                "a number",
                "45 دينارا",
                "40 دينارا",
                "40 dinars",
                "[45] dinars",
            ),
            (
                "the other script",
                "٤٥ دينارا",
                "٤٠ دينارا",
                "40 dinars",
                "[45] dinars",
            ),
            ("other spelling", "إرتفع 45", "ارتفع ٤٠", "up 40", "up [45]"),
            ("a scale", "45 مليون", "40 مليون", "$40m", "$[45]m"),
            (
                "a date",
                "في 13/6/2024",
                "في 12/5/2023",
                "on 5/12/2023",
                "on [6]/[13]/[2024]",
            ),
            (
                "a date of dots",
                "13.06.2024",
                "12.05.2023",
                "12.05.2023",
                "[13].[06].[2024]",
            ),
            (
                "a part of a date",
                "13/5/2023",
                "12/5/2023",
                "5/12/2023",
                "5/[13]/2023",
            ),
            (
                "decimals and thousands",
                "2,480.5",
                "1,250.75",
                "1,250.75",
                "[2,480.5]",
            ),
            (
                "thousands of the target",
                "٢٤٨٠",
                "١٢٥٠",
                "1,250",
                "[2,480]",
            ),
            ("none in the target", "2,480", "1,250", "1250", "[2480]"),
            (
                "more digits",
                "1,200 طن",
                "900 طن",
                "900 tons",
                "[1,200] tons",
            ),
            (
                "fewer digits",
                "900 طن",
                "1,200 طن",
                "1,200 tons",
                "[900] tons",
            ),
            ("millions", "3,000,000", "900,000", "900,000", "[3,000,000]"),
            (
                "a percentage",
                "11.9٪",
                "١١٫٦٪",
                "11.6 percent",
                "[11.9] percent",
            ),
            ("a comma for decimals", "4,5 %", "3,5 %", "3.5%", "[4.5]%"),
            ("decimals that are new", "12.5%", "12%", "12%", "[12.5]%"),
            ("zeros of decimals", "4.20", "3.50", "3.5", "[4.2]"),
            ("a year", "عام 2024", "عام 2023", "in 2023", "in [2024]"),
            (
                "a decade",
                "عام 1980",
                "عام 1990",
                "the 1990s",
                "the [1980]s",
            ),
            (
                "two years",
                "من 2023 إلى 2025",
                "من 2022 إلى 2024",
                "from 2022 to 2024",
                "from [2023] to [2025]",
            ),
            ("swapped", "5 من 3", "3 من 5", "3 of 5", "[5] of [3]"),
            (
                "one becomes the other",
                "5 من 5",
                "3 من 5",
                "3 of 5",
                "[5] of 5",
            ),
            ("twice alike", "7 و 7", "3 و 3", "3 and 3", "[7] and [7]"),
            ("leading zeros", "06:30", "05:30", "05:30", "[06]:30"),
            ("leading zeros of the source", "06", "05", "5", "[6]"),
            ("leading zeros of the target", "6", "5", "05", "[06]"),
            ("a code", "رقم 008", "رقم 007", "No. 007", "No. [008]"),
            ("zero", "0 درجة", "5 درجة", "5 degrees", "[0] degrees"),
        ] {
            assert_eq!(
                shown(query, source, target, Lang::Ar).as_deref(),
                Some(expected),
                "{name}"
            );
        }
        for (name, query, source, target, expected) in [
            (
                "indic digits",
                "45 dinars",
                "40 dinars",
                "٤٠ دينارا",
                "[٤٥] دينارا",
            ),
            (
                "indic separators",
                "2,480.5",
                "1,250.75",
                "١٬٢٥٠٫٧٥",
                "[٢٬٤٨٠٫٥]",
            ),
            (
                "indic decimals that are new",
                "1,250.5",
                "125",
                "١٢٥",
                "[١٬٢٥٠٫٥]",
            ),
            ("persian digits", "45", "40", "۴۰", "[۴۵]"),
            ("both scripts", "6 and 9", "5 and 8", "٥ و 8", "[٦] و [9]"),
            ("a clitic", "6 men", "5 men", "بـ5 رجال", "بـ[6] رجال"),
        ] {
            assert_eq!(
                shown(query, source, target, Lang::En).as_deref(),
                Some(expected),
                "{name}"
            );
        }
    }

    #[test]
    fn nothing_is_offered_where_a_place_is_not_certain() {
        for (name, query, source, target) in [
            ("the same text", "40 دينارا", "40 دينارا", "40 dinars"),
            ("another spelling of the number", "1250", "1,250", "1,250"),
            ("another word", "45 درهما", "40 دينارا", "40 dinars"),
            ("a word more", "45 دينارا فقط", "40 دينارا", "40 dinars"),
            ("a number for a word", "40 يوما", "أربعون يوما", "40 days"),
            (
                "a number word in the target",
                "4 أيام",
                "3 أيام",
                "three days",
            ),
            (
                "a number word beside it",
                "4 من ثلاثة",
                "3 من ثلاثة",
                "three of 3",
            ),
            ("not in the target", "45 دينارا", "40 دينارا", "some dinars"),
            (
                "another value in the target",
                "45 دينارا",
                "40 دينارا",
                "41 dinars",
            ),
            (
                "once in the source, twice in the target",
                "4 أيام",
                "3 أيام",
                "3 days, 3",
            ),
            (
                "twice in the source, once in the target",
                "4 و 4",
                "3 و 3",
                "3 each",
            ),
            ("one of two changed", "4 و 3", "3 و 3", "3 and 3"),
            ("two of one value become two", "4 و 5", "3 و 3", "3 and 3"),
            ("one of two has no place", "4 و 6", "3 و 5", "3 and five"),
            ("a number in a name", "مجموعة 8", "مجموعة 7", "the G7"),
            ("an ordinal", "المركز 4", "المركز 3", "the 3rd place"),
            ("another number of parts", "3.5.1", "3.5", "3.5"),
            ("decimals that would be thousands", "3.125", "3,5", "3,5"),
            ("long leading zeros of the target", "8", "7", "007"),
            ("two scripts in a number", "15", "14", "1٤"),
            ("digits that have no place", "6 كم", "5 كم", "5 km²"),
        ] {
            assert_eq!(shown(query, source, target, Lang::Ar), None, "{name}");
        }
    }

    proptest! {
        #[test]
        fn what_is_put_in_is_a_number_and_the_rest_is_untouched(
            (query, source, target) in ("[0-9٠-٩ .,]{0,8}", "[0-9٠-٩ .,]{0,8}", "[0-9٠-٩a .,]{0,8}")
        ) {
            if let Some(corrected) = corrected(&query, &source, &target, Lang::Ar) {
                prop_assert!(!corrected.spans.is_empty());
                let asked = numbers(&query);
                let mut at = 0;
                for span in corrected.spans {
                    prop_assert!(at <= span.start && span.start < span.end);
                    let put_in = numbers(&corrected.text[span.clone()]);
                    prop_assert!(put_in.len() == 1 && asked.contains(&put_in[0]));
                    at = span.end;
                }
            }
        }
    }
}
