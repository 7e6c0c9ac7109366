//! Signs: words of the calendar, of money and of measures that mean one thing in both languages.
//!
//! «يناير», «كانون الثاني», «جانفي» and "January" are one [`Sign`], and so are «بالمئة»
//! and "%". [`sign`] tells a word that means it wherever it stands; [`signs`] reads
//! a whole sentence and so also finds names of two words, words that mean it only
//! in a date («آب» is also a father, "may" a verb), «كانون الثاني/يناير» as one
//! month, and the Syrian lira as a pound, which is its English name.
//!
//! What only announces the next word is left out: «يوم» of «يوم السبت», «عام 2016».
//!
//! | group | united |
//! |---|---|
//! | months | Egyptian, Levantine, Maghrebi and English names; Hijri months |
//! | days | weekdays, today, yesterday, tomorrow |
//! | money | by the name alone: the Egyptian pound and the British are one sign |
//! | measures | symbol, singular, dual, plural; years and hours among them |
//! | seasons, directions | noun and adjective; "northeast" is two signs |
//!
//! Limits: of the Hijri months that share their name (ربيع, جمادى) only the Arabic
//! ones are told apart; "second" is left to the ordinals, "spring" is always the season, and
//! "march" without a date is nothing. Arabic clitics are looked through.

mod words;

use std::ops::Range;

pub use words::{Currency, Direction, Season, Sign, Unit};

use super::tokens::{TokenKind, Tokens};
use crate::bitext::Lang;
use words::{Where, in_date, pair, word};

/// Returns the sign of a folded token that has it wherever it stands.
///
/// The first one of those that are two, as "northeast".
pub fn sign(lang: Lang, token: &str) -> Option<Sign> {
    word(lang, token)
        .filter(|&(_, place)| place == Where::Anywhere)
        .map(|(sign, _)| sign)
}

/// Returns the sign of two folded tokens, one behind the other: «كانون الثاني», "per cent".
pub(super) fn sign_of_two(lang: Lang, first: &str, second: &str) -> Option<Sign> {
    pair(lang, first, second)
}

/// Returns the signs of a sentence with the indices of their tokens, in order.
///
/// A token has two signs only where it names two directions.
pub fn signs(lang: Lang, tokens: &Tokens) -> Vec<(Range<usize>, Sign)> {
    let mut found: Vec<(Range<usize>, Sign)> = Vec::new();
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let mut at = 0;
    while at < tokens.len() {
        let here = text(at);
        if let Some(sign) = pair(lang, here, text(at + 1)) {
            add(&mut found, at..at + 2, sign, tokens);
            at += 2;
            continue;
        }
        match word(lang, here) {
            Some((sign, _)) if announces(lang, sign, at + 1, tokens) => {}
            Some((sign, Where::Anywhere)) => {
                let sign = by_country(lang, sign, at, tokens);
                add(&mut found, at..at + 1, sign, tokens);
                if let Some(second) = words::second_direction(lang, here) {
                    found.push((at..at + 1, second));
                }
            }
            Some((sign, Where::InDate)) if is_in_date(lang, at, tokens) => {
                add(&mut found, at..at + 1, sign, tokens);
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Adds a sign, or widens the one before where a month is named twice: «آذار/مارس», «آذار (مارس)».
fn add(found: &mut Vec<(Range<usize>, Sign)>, at: Range<usize>, sign: Sign, tokens: &Tokens) {
    if let Some((last, same)) = found.last_mut()
        && *same == sign
        && matches!(sign, Sign::Month(_))
        && last.end + 1 == at.start
        && tokens
            .get(last.end)
            .is_some_and(|between| matches!(between.text, "/" | "(" | "-"))
    {
        last.end = at.end;
    } else {
        found.push((at, sign));
    }
}

/// Tells whether a unit of time only announces what follows at `next`: «يوم السبت», «شهر مايو», «الساعة 5».
///
/// English has no word for it there, and in Arabic what is counted stands behind its number.
fn announces(lang: Lang, sign: Sign, next: usize, tokens: &Tokens) -> bool {
    let Sign::Unit(unit @ (Unit::Hour | Unit::Day | Unit::Month | Unit::Year)) = sign else {
        return false;
    };
    lang == Lang::Ar
        && tokens.get(next).is_some_and(|token| {
            let named = pair(
                lang,
                token.text,
                tokens.get(next + 1).map_or("", |after| after.text),
            )
            .or_else(|| word(lang, token.text).map(|(sign, _)| sign));
            token.kind == TokenKind::Number
                || matches!(
                    (unit, named),
                    (Unit::Day, Some(Sign::Weekday(_)))
                        | (Unit::Month, Some(Sign::Month(_) | Sign::HijriMonth(_)))
                )
        })
}

/// Tells whether the words around a token say that it belongs to a date.
fn is_in_date(lang: Lang, at: usize, tokens: &Tokens) -> bool {
    let is_date = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| {
            token.kind == TokenKind::Number
                || matches!(
                    sign(lang, token.text),
                    Some(Sign::Month(_) | Sign::HijriMonth(_) | Sign::Weekday(_))
                )
                // "3rd", «الـ3»
                || token.text.bytes().any(|byte| byte.is_ascii_digit())
        })
    };
    let is_separator = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at))
            .is_some_and(|token| matches!(token.text, "/" | "(" | "," | "،" | "." | "-"))
    };
    let (before, after) = (at.checked_sub(1), Some(at + 1));
    is_date(before)
        || is_date(after)
        || (is_separator(before) && is_date(at.checked_sub(2)))
        || (is_separator(after) && is_date(Some(at + 2)))
        || before
            .and_then(|at| tokens.get(at))
            .is_some_and(|token| in_date(lang).before.contains(&token.text))
        || tokens
            .get(at + 1)
            .is_some_and(|token| in_date(lang).after.contains(&token.text))
}

/// Reads the lira of Syria and Lebanon as a pound, which is what English calls it.
fn by_country(lang: Lang, sign: Sign, at: usize, tokens: &Tokens) -> Sign {
    if sign != Sign::Currency(Currency::Lira) {
        return sign;
    }
    let is_levantine = match lang {
        Lang::Ar => tokens.get(at + 1).is_some_and(|token| {
            ["سوري", "لبناني"].iter().any(|country| {
                token
                    .text
                    .strip_prefix("ال")
                    .unwrap_or(token.text)
                    .starts_with(country)
            })
        }),
        Lang::En => at
            .checked_sub(1)
            .and_then(|at| tokens.get(at))
            .is_some_and(|token| matches!(token.text, "syrian" | "lebanese")),
    };
    if is_levantine {
        Sign::Currency(Currency::Pound)
    } else {
        sign
    }
}

#[cfg(test)]
mod tests {
    use super::Sign::{HijriMonth, Month, Percent, Weekday};
    use super::*;
    use crate::text::forms::folded;
    use proptest::prelude::*;

    #[test]
    fn a_word_and_its_translation_have_one_sign() {
        for (ar, en, sign) in [
            ("يناير", "January", Month(1)),
            ("جانفي", "Jan", Month(1)),
            ("شباط", "February", Month(2)),
            ("آذار", "March 3", Month(3)),
            ("أبريل", "April", Month(4)),
            ("أفريل", "April", Month(4)),
            ("تموز", "July", Month(7)),
            ("جويلية", "July", Month(7)),
            ("غشت", "August", Month(8)),
            ("سبتمبر", "September", Month(9)),
            ("دجنبر", "December", Month(12)),
            ("محرم 1445", "Muharram", HijriMonth(1)),
            ("رمضان", "Ramadan", HijriMonth(9)),
            ("ذو الحجة", "Dhu al-Hijjah", HijriMonth(12)),
            ("ذي القعدة", "Dhul-Qadah", HijriMonth(11)),
            ("السبت", "Saturday", Weekday(6)),
            ("والاثنين", "Monday", Weekday(1)),
            ("الأحد", "Sunday", Weekday(7)),
            ("بالمئة", "percent", Percent),
            ("٪", "%", Percent),
            ("في المائة", "per cent", Percent),
            ("16في المائة", "16 per cent", Percent),
            ("دولار", "$", Sign::Currency(Currency::Dollar)),
            ("بالدولار", "USD", Sign::Currency(Currency::Dollar)),
            ("دولارات", "dollars", Sign::Currency(Currency::Dollar)),
            ("يورو", "€", Sign::Currency(Currency::Euro)),
            ("جنيهات", "pounds", Sign::Currency(Currency::Pound)),
            ("ريال", "riyals", Sign::Currency(Currency::Riyal)),
            ("ريال", "rial", Sign::Currency(Currency::Riyal)),
            (
                "ليرة سورية",
                "Syrian pound",
                Sign::Currency(Currency::Pound),
            ),
            ("ليرة سورية", "Syrian lira", Sign::Currency(Currency::Pound)),
            ("ليرة تركية", "lira", Sign::Currency(Currency::Lira)),
            ("درهما", "dirhams", Sign::Currency(Currency::Dirham)),
            ("كيلومتر", "km", Sign::Unit(Unit::Kilometer)),
            ("3 كم", "kilometres", Sign::Unit(Unit::Kilometer)),
            ("أمتار", "meters", Sign::Unit(Unit::Meter)),
            ("طنين", "tonnes", Sign::Unit(Unit::Ton)),
            ("سنوات", "years", Sign::Unit(Unit::Year)),
            ("الخريف", "autumn", Sign::Season(Season::Autumn)),
            ("شمالي", "northern", Sign::Direction(Direction::North)),
        ] {
            for (lang, text) in [(Lang::Ar, ar), (Lang::En, en)] {
                let found = signs(lang, &Tokens::of(text));
                assert_eq!(
                    found.iter().map(|s| s.1).collect::<Vec<_>>(),
                    [sign],
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn signs_are_read_in_their_sentence() {
        for (lang, text, expected) in [
            (
                Lang::Ar,
                "في 3 كانون الثاني/يناير 2020",
                vec![(2..6, Month(1))],
            ),
            (Lang::Ar, "15 تشرين الأول (أكتوبر)", vec![(1..5, Month(10))]),
            (Lang::Ar, "وقال اب لثلاثة أطفال", vec![]),
            (Lang::Ar, "في آب الماضي", vec![(1..2, Month(8))]),
            (Lang::Ar, "مارس الضغط عليه", vec![]),
            (Lang::Ar, "من خلال باب الخدم", vec![]),
            (Lang::Ar, "يوم السبت عام 2016", vec![(1..2, Weekday(6))]),
            (Lang::Ar, "في شهر آب", vec![(2..3, Month(8))]),
            (Lang::Ar, "بعد 5 أيام", vec![(2..3, Sign::Unit(Unit::Day))]),
            (Lang::En, "You may go", vec![]),
            (Lang::En, "in May", vec![(1..2, Month(5))]),
            (Lang::En, "May 5, 2020", vec![(0..1, Month(5))]),
            (Lang::En, "They march on", vec![]),
            (Lang::En, "the sun sat", vec![]),
            (
                Lang::En,
                "Sun, 3 Mar",
                vec![(0..1, Weekday(7)), (3..4, Month(3))],
            ),
            (
                Lang::En,
                "northeast",
                vec![
                    (0..1, Sign::Direction(Direction::North)),
                    (0..1, Sign::Direction(Direction::East)),
                ],
            ),
            (Lang::En, "", vec![]),
        ] {
            let found = signs(lang, &Tokens::of(text));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_word_of_a_date_alone_has_no_sign() {
        for (lang, word) in [
            (Lang::En, "may"),
            (Lang::En, "second"),
            (Lang::Ar, "آب"),
            (Lang::Ar, "أحد"),
            (Lang::Ar, "عام"),
        ] {
            assert_eq!(sign(lang, &folded(word)), None, "{word}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_in_order_and_within_its_tokens(
            text in "((يناير|كانون|الثاني|/|3|في|المئة|may|per|cent|\\PC{0,3}) ?){0,20}",
        ) {
            let tokens = Tokens::of(&text);
            for lang in [Lang::Ar, Lang::En] {
                let found = signs(lang, &tokens);
                prop_assert!(found.iter().all(|(at, _)| at.start < at.end && at.end <= tokens.len()));
                prop_assert!(found.windows(2).all(|two| two[0].0.end <= two[1].0.start || two[0].0 == two[1].0));
            }
        }
    }
}
