//! What counts as a number, by examples of both languages.

use super::*;
use proptest::prelude::*;

fn values_of(lang: Lang, text: &str) -> Vec<String> {
    quantities(lang, &Tokens::of(text))
        .into_iter()
        .map(|quantity| quantity.value)
        .collect()
}

#[test]
fn arabic_numbers_are_read() {
    for (text, expected) in [
        ("خمسة وعشرون ألفا وثلاثمئة جندي", vec!["25300"]),
        ("مليونين ونصف المليون", vec!["2500000"]),
        ("مليون ونصف", vec!["1500000"]),
        ("ثلاثة ونصف مليون", vec!["3500000"]),
        ("1.5 مليون", vec!["1500000"]),
        ("١٫٥ مليون", vec!["1500000"]),
        ("3 ملايين و200 ألف", vec!["3200000"]),
        ("مئتا ألف", vec!["200000"]),
        ("مائتي دولار", vec!["200"]),
        ("ألفي رجل", vec!["2000"]),
        ("ألفا رجل", vec!["2000"]),
        ("ألفا وخمسمئة", vec!["1500"]),
        ("ألف وتسعمئة وأربعة وثمانين", vec!["1984"]),
        ("عام ألفين وأحد عشر", vec!["2011"]),
        ("ثلاث مئة وخمس وستون", vec!["365"]),
        ("مئة وخمسون ألفاً", vec!["150000"]),
        ("مئة ألف مليون", vec!["100000000000"]),
        ("أحد عشر كوكبا", vec!["11"]),
        ("اثنتا عشرة ساعة", vec!["12"]),
        ("واثني عشر", vec!["12"]),
        ("ثماني عشرة سنة", vec!["18"]),
        ("خمسة آلاف", vec!["5000"]),
        ("١٠ آلاف", vec!["10000"]),
        ("عشرة مليارات", vec!["10000000000"]),
        ("ستة بلايين", vec!["6000000000"]),
        ("وخمسة لعشرة بثلاثين", vec!["5", "10", "30"]),
        ("الخمسين", vec!["50"]),
        ("خمسة وستة", vec!["5", "6"]),
        ("خمسة و عشرون", vec!["25"]),
        ("الثالث والعشرين", vec!["23"]),
        ("الحادية والعشرون", vec!["21"]),
        ("القرن الثالث عشر", vec!["13"]),
        ("المادة الخامسة بعد المئة", vec!["105"]),
        ("الأول والثاني", vec!["1", "2"]),
        ("ثلث السكان", vec!["1/3"]),
        ("ثلثي السكان", vec!["2/3"]),
        ("ثلاثة أرباع", vec!["0.75"]),
        ("نصف مليون", vec!["500000"]),
        ("ربع المليون", vec!["250000"]),
        ("ثلاث ساعات ونصف", vec!["3", "0.5"]),
        ("سبعة فاصلة خمسة", vec!["7.5"]),
        ("القرن الـ21", vec!["21"]),
        ("ألفا و300", vec!["1300"]),
        ("20.000 تلميذ", vec!["20", "20000"]),
        ("0.125 و3.14", vec!["0.125", "3.14"]),
        ("16في المائة", vec!["16"]),
        ("مئات الآلاف", vec![]),
        ("عشرات الملايين", vec![]),
        ("آلاف", vec![]),
        ("خمسة بالمئة", vec!["5"]),
        ("خمسة في المائة", vec!["5"]),
        ("5 كانون الأول", vec!["5"]),
        ("يوم الأحد", vec![]),
        ("الاثنين والثلاثاء", vec![]),
        ("تسعينيات القرن", vec!["90"]),
        ("لست أدري", vec![]),
        ("بين مليون وخمسة ملايين", vec!["1000000", "5000000"]),
        ("", vec![]),
    ] {
        assert_eq!(values_of(Lang::Ar, text), expected, "{text}");
    }
}

#[test]
fn english_numbers_are_read() {
    for (text, expected) in [
        ("twenty-five thousand three hundred", vec!["25300"]),
        ("twenty-five thousand, three", vec!["25000", "3"]),
        ("two and a half million", vec!["2500000"]),
        ("a million and a half", vec!["1500000"]),
        ("half a million", vec!["500000"]),
        ("a third of a million", vec!["1000000/3"]),
        ("1.5 million", vec!["1500000"]),
        ("$1.5bn", vec!["1500000000"]),
        ("£3m", vec!["3000000"]),
        ("3m tall", vec!["3"]),
        ("a dozen", vec!["12"]),
        ("two dozen", vec!["24"]),
        ("half a dozen", vec!["6"]),
        ("dozens", vec![]),
        ("the twenty-third", vec!["23"]),
        ("23rd", vec!["23"]),
        ("half", vec!["0.5"]),
        ("one-third", vec!["1/3"]),
        ("two-thirds", vec!["2/3"]),
        ("two thirds", vec!["2/3"]),
        ("three quarters", vec!["0.75"]),
        ("a fifth of them", vec!["0.2"]),
        ("the fifth", vec!["5"]),
        ("one hundred and twenty", vec!["120"]),
        ("two-hundred-year-old", vec!["200"]),
        ("a hundred", vec!["100"]),
        ("one hundred and first", vec!["101"]),
        ("between one hundred and two hundred", vec!["100", "200"]),
        ("five hundred and one thousand", vec!["501000"]),
        ("a thousand and one nights", vec!["1001"]),
        (
            "three million two hundred thousand and five",
            vec!["3200005"],
        ),
        ("nineteen eighty-four", vec!["1984"]),
        ("twenty twenty-one", vec!["2021"]),
        ("two thousand nineteen", vec!["2019"]),
        ("nineteen hundred", vec!["1900"]),
        ("the 1990s", vec!["1990", "90"]),
        ("the nineties", vec!["90"]),
        ("hundreds of thousands", vec![]),
        ("several hundred", vec![]),
        ("a few thousand", vec![]),
        ("five million", vec!["5000000"]),
        ("$5 million 2018 budget", vec!["5000000", "2018"]),
        ("three point one four", vec!["3.14"]),
        ("five per cent", vec!["5"]),
        ("twenty to thirty", vec!["20", "30"]),
        ("ten and five", vec!["10", "5"]),
        ("two two", vec!["2", "2"]),
        ("12.08.2014", vec!["12", "8", "2014"]),
        ("10-15 October", vec!["10", "15"]),
        ("½ and 3½", vec!["0.5", "3.5"]),
        ("World War II", vec!["2"]),
        ("B52 and COVID-19", vec!["52", "19"]),
        ("1,250 and 007", vec!["1250", "7"]),
        ("", vec![]),
    ] {
        assert_eq!(values_of(Lang::En, text), expected, "{text}");
    }
}

#[test]
fn a_number_names_its_tokens_and_its_kind() {
    for (lang, text, tokens, ordinal, sure) in [
        (Lang::En, "the twenty-third of May", 1..4, true, true),
        (Lang::En, "on the 23rd", 2..3, true, true),
        (Lang::En, "a hundred men", 0..2, false, true),
        (Lang::En, "no one came", 1..2, false, false),
        (Lang::En, "a third time", 0..2, false, false),
        (Lang::En, "a third of it", 0..2, false, true),
        (Lang::Ar, "في السنة الثالثة والعشرين", 2..4, true, true),
        (Lang::Ar, "لا أحد", 1..2, false, false),
        (Lang::Ar, "إحدى عشرة", 0..2, false, true),
        (Lang::Ar, "خمسة و عشرون", 0..3, false, true),
        (Lang::Ar, "مرة ثانية", 1..2, true, false),
    ] {
        let found = quantities(lang, &Tokens::of(text));
        let found: Vec<_> = found
            .iter()
            .map(|q| (q.tokens.clone(), q.ordinal, q.sure))
            .collect();
        assert_eq!(found, [(tokens, ordinal, sure)], "{text}");
    }
}

const UNITS: [&str; 20] = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

fn english_below_thousand(number: u64) -> String {
    let mut words = Vec::new();
    if number >= 100 {
        words.push(format!("{} hundred", UNITS[(number / 100) as usize]));
    }
    match number % 100 {
        0 => {}
        rest @ 1..20 => words.push(UNITS[rest as usize].to_owned()),
        rest if rest % 10 == 0 => words.push(TENS[(rest / 10) as usize].to_owned()),
        rest => words.push(format!(
            "{}-{}",
            TENS[(rest / 10) as usize],
            UNITS[(rest % 10) as usize]
        )),
    }
    words.join(" ")
}

fn english(number: u64) -> String {
    let mut words = Vec::new();
    for (scale, name) in [
        (1_000_000_000, " billion"),
        (1_000_000, " million"),
        (1_000, " thousand"),
        (1, ""),
    ] {
        let group = number / scale % 1000;
        if group > 0 {
            words.push(format!("{}{name}", english_below_thousand(group)));
        }
    }
    words.join(" ")
}

const ARABIC_UNITS: [&str; 11] = [
    "",
    "واحد",
    "اثنان",
    "ثلاثة",
    "أربعة",
    "خمسة",
    "ستة",
    "سبعة",
    "ثمانية",
    "تسعة",
    "عشرة",
];
const ARABIC_TENS: [&str; 10] = [
    "",
    "",
    "عشرون",
    "ثلاثون",
    "أربعون",
    "خمسون",
    "ستون",
    "سبعون",
    "ثمانون",
    "تسعون",
];
const ARABIC_HUNDREDS: [&str; 10] = [
    "",
    "مئة",
    "مئتان",
    "ثلاثمئة",
    "أربعمئة",
    "خمسمئة",
    "ستمئة",
    "سبعمئة",
    "ثمانمئة",
    "تسعمئة",
];

fn arabic_below_thousand(number: u64) -> String {
    let mut words = Vec::new();
    if number >= 100 {
        words.push(ARABIC_HUNDREDS[(number / 100) as usize].to_owned());
    }
    match number % 100 {
        0 => {}
        rest @ 1..=10 => words.push(ARABIC_UNITS[rest as usize].to_owned()),
        11 => words.push("أحد عشر".to_owned()),
        12 => words.push("اثنا عشر".to_owned()),
        rest @ 13..20 => words.push(format!("{} عشر", ARABIC_UNITS[(rest - 10) as usize])),
        rest => {
            if rest % 10 > 0 {
                words.push(ARABIC_UNITS[(rest % 10) as usize].to_owned());
            }
            words.push(ARABIC_TENS[(rest / 10) as usize].to_owned());
        }
    }
    words.join(" و")
}

fn arabic(number: u64) -> String {
    let mut words = Vec::new();
    for (scale, one, two, few) in [
        (1_000_000_000, "مليار", "ملياران", "مليارات"),
        (1_000_000, "مليون", "مليونان", "ملايين"),
        (1_000, "ألف", "ألفان", "آلاف"),
    ] {
        match number / scale % 1000 {
            0 => {}
            1 => words.push(one.to_owned()),
            2 => words.push(two.to_owned()),
            group => {
                let name = if (3..=10).contains(&group) { few } else { one };
                words.push(format!("{} {name}", arabic_below_thousand(group)));
            }
        }
    }
    if !number.is_multiple_of(1000) {
        words.push(arabic_below_thousand(number % 1000));
    }
    words.join(" و")
}

proptest! {
    #[test]
    fn every_number_that_is_spelled_out_is_read_back(
        number in prop_oneof![1u64..3_000, 1u64..1_000_000, 1u64..1_000_000_000_000],
    ) {
        for (lang, words) in [(Lang::En, english(number)), (Lang::Ar, arabic(number))] {
            let tokens = Tokens::of(&words);
            let found = quantities(lang, &tokens);
            prop_assert_eq!(found.len(), 1, "{}: {:?}", words, found);
            prop_assert_eq!(&found[0].value, &number.to_string(), "{}", words);
            prop_assert_eq!(found[0].tokens.clone(), 0..tokens.len());
        }
    }

    #[test]
    fn any_words_are_read_in_order_and_within_their_tokens(
        text in "((million|thousand|hundred|two|twenty|third|half|a|and|of|-|3|1\\.5|2bn|مليون|ألف|ونصف|خمسة|وعشرين|عشر|مئة|و|الثالث|9{1,45}|½|\\PC{0,4}) ?){0,30}",
    ) {
        let tokens = Tokens::of(&text);
        for lang in [Lang::Ar, Lang::En] {
            let found = quantities(lang, &tokens);
            prop_assert!(found.iter().all(|q| q.tokens.start < q.tokens.end && q.tokens.end <= tokens.len()));
            let in_order = found.windows(2).all(|two| {
                two[0].tokens.end <= two[1].tokens.start || two[0].tokens == two[1].tokens
            });
            prop_assert!(in_order);
        }
    }

    #[test]
    fn numbers_in_digits_are_those_of_the_text(digits in "[0-9]{1,20}([.,][0-9]{1,4}){0,3}") {
        prop_assert_eq!(values_of(Lang::En, &digits), super::super::numbers::numbers(&digits));
    }
}
