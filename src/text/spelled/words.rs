//! The number words of both languages: what each counts for.
//!
//! Arabic words are written as a dictionary writes them and folded once. Case,
//! gender and construct state are forms in their own right (اثنا، اثني، اثنتا،
//! اثنتي), hundreds in one word are made of their two halves (ثلاث + مئة), and
//! clitics are taken off by [`clitics::readings`]. A [`Trust::Weak`] word often is
//! no number: «أحد» is also anyone, "one" a pronoun, "couple" two people.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::grammar::Link;
use crate::bitext::Lang;
use crate::text::clitics;
use crate::text::forms::folded;

/// What a number word counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// 0 to 9.
    Unit(u8),
    /// 10 to 19; «عشر» after a unit makes it one of these.
    Teen(u8),
    /// 20, 30, … 90.
    Tens(u8),
    /// 100, or 200 … 900 where they are one word.
    Hundreds(u16),
    /// 1,000 and up, with how many of them the word itself says: two in «مليونين».
    Scale { power: u128, times: u8 },
    /// «ألفا» and its kind: one of them behind a number, two of them in front of a noun.
    ScaleOrTwo(u128),
    /// Scales in the plural (آلاف, thousands): exact only behind a number.
    Scales(u128),
    /// Twelve, also behind a number.
    Dozen,
    /// A part of one: `n` of `d`.
    Part(u8, u8),
    /// Parts in the plural (أرباع, thirds): exact only behind a number.
    Parts(u8),
    /// A number that stands alone: «مرتين», "both".
    Alone(u8),
}

/// Whether a word, where it stands alone, is meant as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// It counts.
    Sure,
    /// It often means something else.
    Weak,
}

/// A number word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NumberWord {
    /// What it counts for.
    pub(super) value: Value,
    /// It says which, not how many.
    pub(super) ordinal: bool,
    /// Whether it is a number where it stands alone.
    pub(super) trust: Trust,
}

use Trust::{Sure, Weak};
use Value::{Alone, Dozen, Hundreds, Part, Parts, Scale, ScaleOrTwo, Scales, Teen, Tens, Unit};

const THOUSAND: u128 = 1_000;
const MILLION: u128 = 1_000_000;
const MILLIARD: u128 = 1_000_000_000;
const TRILLION: u128 = 1_000_000_000_000;

const fn two(power: u128) -> Value {
    Scale { power, times: 2 }
}

const fn one(power: u128) -> Value {
    Scale { power, times: 1 }
}

#[rustfmt::skip]
const ARABIC: &[(Value, Trust, &[&str])] = &[
    (Unit(0), Weak, &["صفر", "صفرا"]),
    (Unit(1), Weak, &["واحد", "واحدة", "واحدا", "أحد", "إحدى"]),
    (Unit(2), Sure, &["اثنان", "اثنين", "اثنتان", "اثنتين", "اثنا", "اثني", "اثنتا", "اثنتي"]),
    (Unit(3), Sure, &["ثلاث", "ثلاثة", "ثلاثا"]),
    (Unit(4), Sure, &["أربع", "أربعة", "أربعا"]),
    (Unit(5), Sure, &["خمس", "خمسة", "خمسا"]),
    (Unit(6), Sure, &["ست", "ستة"]),
    (Unit(7), Sure, &["سبع", "سبعة"]),
    (Unit(8), Sure, &["ثمان", "ثمانية", "ثماني"]),
    (Unit(9), Sure, &["تسع", "تسعة"]),
    (Teen(10), Sure, &["عشر", "عشرة"]),
    (Tens(20), Sure, &["عشرون", "عشرين"]),
    (Tens(30), Sure, &["ثلاثون", "ثلاثين"]),
    (Tens(40), Sure, &["أربعون", "أربعين"]),
    (Tens(50), Sure, &["خمسون", "خمسين"]),
    (Tens(60), Sure, &["ستون", "ستين"]),
    (Tens(70), Sure, &["سبعون", "سبعين"]),
    (Tens(80), Sure, &["ثمانون", "ثمانين"]),
    (Tens(90), Sure, &["تسعون", "تسعين"]),
    // «الثمانينيات»: a decade goes by its tens.
    (Tens(20), Weak, &["عشرينيات", "عشرينات"]),
    (Tens(30), Weak, &["ثلاثينيات", "ثلاثينات"]),
    (Tens(40), Weak, &["أربعينيات", "أربعينات"]),
    (Tens(50), Weak, &["خمسينيات", "خمسينات"]),
    (Tens(60), Weak, &["ستينيات", "ستينات"]),
    (Tens(70), Weak, &["سبعينيات", "سبعينات"]),
    (Tens(80), Weak, &["ثمانينيات", "ثمانينات"]),
    (Tens(90), Weak, &["تسعينيات", "تسعينات"]),
    (Hundreds(100), Sure, &["مئة", "مائة"]),
    (Hundreds(100), Weak, &["مية"]),
    (Hundreds(200), Sure, &["مئتا", "مئتي", "مئتان", "مئتين", "مائتا", "مائتي", "مائتان", "مائتين", "ميتين"]),
    (one(THOUSAND), Sure, &["ألف"]),
    (ScaleOrTwo(THOUSAND), Sure, &["ألفا"]),
    (two(THOUSAND), Sure, &["ألفان", "ألفين", "ألفي"]),
    (Scales(THOUSAND), Sure, &["آلاف", "ألوف"]),
    (one(MILLION), Sure, &["مليون"]),
    (ScaleOrTwo(MILLION), Sure, &["مليونا"]),
    (two(MILLION), Sure, &["مليونان", "مليونين", "مليوني"]),
    (Scales(MILLION), Sure, &["ملايين"]),
    (one(MILLIARD), Sure, &["مليار", "بليون"]),
    (ScaleOrTwo(MILLIARD), Sure, &["مليارا", "بليونا"]),
    (two(MILLIARD), Sure, &["ملياران", "مليارين", "ملياري", "بليونان", "بليونين", "بليوني"]),
    (Scales(MILLIARD), Sure, &["مليارات", "بلايين"]),
    (one(TRILLION), Sure, &["تريليون", "ترليون"]),
    (ScaleOrTwo(TRILLION), Sure, &["تريليونا", "ترليونا"]),
    (two(TRILLION), Sure, &["تريليونان", "تريليونين", "تريليوني", "ترليونان", "ترليونين", "ترليوني"]),
    (Scales(TRILLION), Sure, &["تريليونات", "ترليونات"]),
    (Dozen, Sure, &["دزينة"]),
    (Part(1, 2), Sure, &["نصف"]),
    (Part(1, 3), Sure, &["ثلث"]),
    (Part(2, 3), Sure, &["ثلثا", "ثلثي", "ثلثان", "ثلثين"]),
    (Part(1, 4), Sure, &["ربع"]),
    (Part(1, 6), Sure, &["سدس"]),
    (Parts(3), Sure, &["أثلاث"]),
    (Parts(4), Sure, &["أرباع"]),
    (Parts(5), Sure, &["أخماس"]),
    (Parts(6), Sure, &["أسداس"]),
    (Parts(7), Sure, &["أسباع"]),
    (Parts(8), Sure, &["أثمان"]),
    (Parts(9), Sure, &["أتساع"]),
    (Parts(10), Sure, &["أعشار"]),
    // The dual says two; of nouns that are counted often.
    (Alone(2), Weak, &[
        "مرتين", "مرتان", "يومين", "يومان", "أسبوعين", "أسبوعان", "شهرين", "شهران", "عامين", "عامان", "سنتين", "سنتان",
        "ساعتين", "ساعتان", "دقيقتين", "دقيقتان", "عقدين", "عقدان", "قرنين", "قرنان", "كلا", "كلتا", "كليهما", "كلاهما",
    ]),
];

#[rustfmt::skip]
const ARABIC_ORDINALS: &[(Value, Trust, &[&str])] = &[
    (Unit(1), Sure, &["أول", "أولا"]),
    // «حادي» only counts with tens; «أولي» is also preliminary.
    (Unit(1), Weak, &["أولى", "حادي", "حادية"]),
    (Unit(2), Sure, &["ثاني", "ثان", "ثانيا"]),
    (Unit(2), Weak, &["ثانية"]),
    (Unit(3), Sure, &["ثالث", "ثالثة", "ثالثا"]),
    (Unit(4), Sure, &["رابع", "رابعة", "رابعا"]),
    (Unit(5), Sure, &["خامس", "خامسة", "خامسا"]),
    (Unit(6), Sure, &["سادس", "سادسة", "سادسا"]),
    (Unit(7), Sure, &["سابع", "سابعة", "سابعا"]),
    (Unit(8), Sure, &["ثامن", "ثامنة", "ثامنا"]),
    (Unit(9), Sure, &["تاسع", "تاسعة", "تاسعا"]),
    (Teen(10), Sure, &["عاشر", "عاشرة", "عاشرا"]),
];

/// The first halves of hundreds in one word.
const HUNDREDS: [(u16, &str); 8] = [
    (300, "ثلاث"),
    (300, "ثلث"),
    (400, "أربع"),
    (500, "خمس"),
    (600, "ست"),
    (700, "سبع"),
    (800, "ثمان"),
    (900, "تسع"),
];

/// Words that only look like a number word behind a clitic: «لستُ», «كمية»; folded.
const NOT_NUMBERS: [&str; 2] = ["لست", "كميه"];

#[rustfmt::skip]
const ENGLISH: &[(Value, Trust, &[&str])] = &[
    (Unit(0), Sure, &["zero"]),
    (Unit(1), Weak, &["one"]),
    (Unit(2), Sure, &["two"]),
    (Unit(3), Sure, &["three"]),
    (Unit(4), Sure, &["four"]),
    (Unit(5), Sure, &["five"]),
    (Unit(6), Sure, &["six"]),
    (Unit(7), Sure, &["seven"]),
    (Unit(8), Sure, &["eight"]),
    (Unit(9), Sure, &["nine"]),
    (Teen(10), Sure, &["ten"]),
    (Teen(11), Sure, &["eleven"]),
    (Teen(12), Sure, &["twelve"]),
    (Teen(13), Sure, &["thirteen"]),
    (Teen(14), Sure, &["fourteen"]),
    (Teen(15), Sure, &["fifteen"]),
    (Teen(16), Sure, &["sixteen"]),
    (Teen(17), Sure, &["seventeen"]),
    (Teen(18), Sure, &["eighteen"]),
    (Teen(19), Sure, &["nineteen"]),
    (Tens(20), Sure, &["twenty"]),
    (Tens(30), Sure, &["thirty"]),
    (Tens(40), Sure, &["forty", "fourty"]),
    (Tens(50), Sure, &["fifty"]),
    (Tens(60), Sure, &["sixty"]),
    (Tens(70), Sure, &["seventy"]),
    (Tens(80), Sure, &["eighty"]),
    (Tens(90), Sure, &["ninety"]),
    (Tens(20), Weak, &["twenties"]),
    (Tens(30), Weak, &["thirties"]),
    (Tens(40), Weak, &["forties"]),
    (Tens(50), Weak, &["fifties"]),
    (Tens(60), Weak, &["sixties"]),
    (Tens(70), Weak, &["seventies"]),
    (Tens(80), Weak, &["eighties"]),
    (Tens(90), Weak, &["nineties"]),
    (Hundreds(100), Weak, &["hundred"]),
    (one(THOUSAND), Weak, &["thousand"]),
    (one(MILLION), Weak, &["million"]),
    (one(MILLIARD), Weak, &["billion", "milliard"]),
    (one(TRILLION), Weak, &["trillion"]),
    (Scales(THOUSAND), Sure, &["thousands"]),
    (Scales(MILLION), Sure, &["millions"]),
    (Scales(MILLIARD), Sure, &["billions"]),
    (Scales(TRILLION), Sure, &["trillions"]),
    (Dozen, Sure, &["dozen"]),
    (Part(1, 2), Sure, &["half"]),
    (Part(1, 4), Weak, &["quarter"]),
    (Parts(2), Sure, &["halves"]),
    (Parts(3), Sure, &["thirds"]),
    (Parts(4), Sure, &["quarters", "fourths"]),
    (Parts(5), Sure, &["fifths"]),
    (Parts(6), Sure, &["sixths"]),
    (Parts(7), Sure, &["sevenths"]),
    (Parts(8), Sure, &["eighths"]),
    (Parts(9), Sure, &["ninths"]),
    (Parts(10), Sure, &["tenths"]),
    (Alone(2), Weak, &["both", "twice", "couple", "pair"]),
];

#[rustfmt::skip]
const ENGLISH_ORDINALS: &[(Value, Trust, &[&str])] = &[
    (Unit(1), Sure, &["first", "firstly"]),
    (Unit(2), Sure, &["second", "secondly"]),
    (Unit(3), Sure, &["third", "thirdly"]),
    (Unit(4), Sure, &["fourth", "fourthly"]),
    (Unit(5), Sure, &["fifth", "fifthly"]),
    (Unit(6), Sure, &["sixth"]),
    (Unit(7), Sure, &["seventh"]),
    (Unit(8), Sure, &["eighth"]),
    (Unit(9), Sure, &["ninth"]),
    (Teen(10), Sure, &["tenth"]),
    (Teen(11), Sure, &["eleventh"]),
    (Teen(12), Sure, &["twelfth"]),
    (Teen(13), Sure, &["thirteenth"]),
    (Teen(14), Sure, &["fourteenth"]),
    (Teen(15), Sure, &["fifteenth"]),
    (Teen(16), Sure, &["sixteenth"]),
    (Teen(17), Sure, &["seventeenth"]),
    (Teen(18), Sure, &["eighteenth"]),
    (Teen(19), Sure, &["nineteenth"]),
    (Tens(20), Sure, &["twentieth"]),
    (Tens(30), Sure, &["thirtieth"]),
    (Tens(40), Sure, &["fortieth"]),
    (Tens(50), Sure, &["fiftieth"]),
    (Tens(60), Sure, &["sixtieth"]),
    (Tens(70), Sure, &["seventieth"]),
    (Tens(80), Sure, &["eightieth"]),
    (Tens(90), Sure, &["ninetieth"]),
    (Hundreds(100), Sure, &["hundredth"]),
    (one(THOUSAND), Sure, &["thousandth"]),
    (one(MILLION), Sure, &["millionth"]),
    // Roman numerals stand behind names: "World War II". I, V and X are letters, too.
    (Alone(2), Weak, &["ii"]),
    (Alone(3), Weak, &["iii"]),
    (Alone(4), Weak, &["iv"]),
    (Alone(6), Weak, &["vi"]),
    (Alone(7), Weak, &["vii"]),
    (Alone(8), Weak, &["viii"]),
    (Alone(9), Weak, &["ix"]),
    (Alone(12), Weak, &["xii"]),
    (Alone(13), Weak, &["xiii"]),
    (Alone(14), Weak, &["xiv"]),
    (Alone(15), Weak, &["xv"]),
    (Alone(16), Weak, &["xvi"]),
];

/// What a multiplier written right behind digits says: "$2.5bn".
pub(super) fn multiplier(suffix: &str) -> Option<u128> {
    match suffix {
        "k" => Some(THOUSAND),
        "mn" | "mln" | "million" => Some(MILLION),
        "bn" | "bln" | "billion" => Some(MILLIARD),
        "tn" | "trn" | "trillion" => Some(TRILLION),
        _ => None,
    }
}

type Table = HashMap<String, NumberWord>;

static ARABIC_WORDS: LazyLock<Table> = LazyLock::new(|| {
    let mut table = table(ARABIC, ARABIC_ORDINALS);
    for (hundreds, first) in HUNDREDS {
        for last in ["مئة", "مائة", "مية"] {
            let word = folded(&format!("{first}{last}"));
            table.insert(word, number_word(Hundreds(hundreds), false, Sure));
        }
    }
    let eight = number_word(Hundreds(800), false, Sure);
    table.insert(folded("ثمانيمئة"), eight);
    table.insert(folded("ثمانيمائة"), eight);
    table
});

static ENGLISH_WORDS: LazyLock<Table> = LazyLock::new(|| table(ENGLISH, ENGLISH_ORDINALS));

type Rows = [(Value, Trust, &'static [&'static str])];

fn table(cardinals: &Rows, ordinals: &Rows) -> Table {
    let words = |rows: &Rows, ordinal: bool| -> Vec<(String, NumberWord)> {
        rows.iter()
            .flat_map(|&(value, trust, words)| {
                words
                    .iter()
                    .map(move |word| (folded(word), number_word(value, ordinal, trust)))
            })
            .collect()
    };
    let mut table: Table = words(ordinals, true).into_iter().collect();
    table.extend(words(cardinals, false));
    table
}

const fn number_word(value: Value, ordinal: bool, trust: Trust) -> NumberWord {
    NumberWord {
        value,
        ordinal,
        trust,
    }
}

/// Looks a folded token up, without its clitics, and tells how they tie it to what stands before.
pub(super) fn number_word_of(lang: Lang, token: &str) -> Option<(NumberWord, Link)> {
    match lang {
        Lang::En => ENGLISH_WORDS.get(token).map(|&word| (word, Link::Plain)),
        Lang::Ar if NOT_NUMBERS.contains(&token) => None,
        Lang::Ar => clitics::readings(token).find_map(|reading| {
            let word = ARABIC_WORDS.get(reading.word)?;
            let link = match (reading.preposition, reading.conjunction) {
                (true, _) => Link::Apart,
                (false, true) => Link::Joined,
                (false, false) => Link::Plain,
            };
            Some((*word, link))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_in_a_table_twice() {
        for rows in [
            ARABIC.iter().chain(ARABIC_ORDINALS),
            ENGLISH.iter().chain(ENGLISH_ORDINALS),
        ] {
            let mut seen = std::collections::HashSet::new();
            for word in rows.flat_map(|&(_, _, words)| words) {
                assert!(seen.insert(folded(word)), "{word}");
            }
        }
    }

    #[test]
    fn number_words_are_found_behind_clitics() {
        for (token, value, link) in [
            ("خمسة", Unit(5), Link::Plain),
            ("وخمسة", Unit(5), Link::Joined),
            ("فخمسة", Unit(5), Link::Joined),
            ("بثلاثين", Tens(30), Link::Apart),
            ("الخمسين", Tens(50), Link::Plain),
            ("والخمسين", Tens(50), Link::Joined),
            ("لعشرة", Teen(10), Link::Apart),
            ("للثلث", Part(1, 3), Link::Apart),
            ("وواحد", Unit(1), Link::Joined),
            ("ألف", one(THOUSAND), Link::Plain),
            ("والألف", one(THOUSAND), Link::Joined),
            ("ثلاثمائة", Hundreds(300), Link::Plain),
            ("وبثمانمئة", Hundreds(800), Link::Apart),
        ] {
            let found = number_word_of(Lang::Ar, &folded(token));
            assert_eq!(
                found.map(|(word, link)| (word.value, link)),
                Some((value, link)),
                "{token}"
            );
        }
        for token in ["لست", "كمية", "وزير", "كتاب", "المئوية", ""] {
            assert_eq!(number_word_of(Lang::Ar, &folded(token)), None, "{token}");
        }
    }
}
