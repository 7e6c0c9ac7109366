//! Where numbers are put right, and where nothing is offered.

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
