//! Lines that are a date: «السبت 15 نوفمبر 2025», «Published on 3 March 2022 at 9:15 a.m.».

use std::collections::HashMap;
use std::sync::LazyLock;

use super::facts::bare;

/// What a word can be in a line that is a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// A month, in either of the Arabic traditions, of the Hijri calendar, or English.
    Month,
    /// A day of the week.
    Weekday,
    /// A word that announces a date: «نُشر».
    Announcement,
    /// A word that dates hold besides: «الموافق».
    Filler,
}

#[rustfmt::skip]
const WORDS: [(Part, &[&str]); 4] = [
    (Part::Month, &[
        "يناير", "فبراير", "مارس", "أبريل", "إبريل", "مايو", "يونيو", "يونيه", "يوليو", "يوليه", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
        "كانون", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين",
        "جانفي", "فيفري", "أفريل", "ماي", "جوان", "جويلية", "أوت", "غشت", "شتنبر", "نونبر", "دجنبر", "يوليوز",
        "محرم", "صفر", "ربيع", "جمادى", "رجب", "شعبان", "رمضان", "شوال",
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
    ]),
    (Part::Weekday, &[
        "السبت", "الأحد", "الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة",
        "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Sat", "Sun", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri",
    ]),
    (Part::Announcement, &[
        "نشر", "النشر", "منشور", "تحديث", "التحديث", "حدث", "تاريخ", "بتاريخ", "أضيف", "آخر",
        "Published", "Posted", "Updated", "Modified", "Created", "Date", "Dated", "Update", "Issued", "Released",
    ]),
    (Part::Filler, &[
        "الأول", "الثاني", "الآخر", "الأولى", "الآخرة", "الثانية", "ذو", "ذي", "القعدة", "الحجة", "يوم", "في", "الموافق", "من", "شهر", "سنة", "عام", "لعام",
        "هـ", "ه", "م", "ص", "مساء", "صباحا", "ظهرا", "الساعة", "عند", "على", "بتوقيت", "غرينتش", "جرينتش", "مكة", "المكرمة", "القاهرة", "تم", "و", "المحلي",
        "on", "at", "of", "the", "last", "first", "st", "nd", "rd", "th", "am", "pm", "a", "p", "m", "gmt", "utc", "est", "edt", "et", "bst", "cet", "ad", "ah",
    ]),
];

static PARTS: LazyLock<HashMap<String, Part>> = LazyLock::new(|| {
    let all = WORDS
        .iter()
        .flat_map(|&(part, words)| words.iter().map(move |word| (bare(word), part)));
    // A word that is two things is the first of them.
    let mut parts = HashMap::new();
    for (word, part) in all {
        parts.entry(word).or_insert(part);
    }
    parts
});

/// How a line that is a date says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Date {
    /// A date and nothing else.
    Plain,
    /// A date with the word that it is one of publication.
    Announced,
}

/// Reads a text, given by its bare words, as a date; a number and a month, a weekday or three numbers must be in it.
pub(super) fn date(bare: &str) -> Option<Date> {
    let (mut numbers, mut names, mut announced) = (0, 0, false);
    for word in bare.split_whitespace() {
        let digits = word.trim_end_matches(char::is_alphabetic);
        let suffix = &word[digits.len()..];
        if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            if digits.len() > 4
                || !(suffix.is_empty()
                    || matches!(
                        suffix,
                        "st" | "nd" | "rd" | "th" | "am" | "pm" | "h" | "ه" | "م" | "ص"
                    ))
            {
                return None;
            }
            numbers += 1;
            continue;
        }
        match PARTS.get(word)? {
            Part::Month | Part::Weekday => names += 1,
            Part::Announcement => announced = true,
            Part::Filler => {}
        }
    }
    let is_date = numbers > 0 && (names > 0 || numbers >= 3) && numbers <= 10;
    match (is_date, announced) {
        (false, _) => None,
        (true, false) => Some(Date::Plain),
        (true, true) => Some(Date::Announced),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_all_traditions_are_known() {
        for (text, expected) in [
            ("السبت 15 نوفمبر 2025", Some(Date::Plain)),
            ("الأحد ١٠ آذار/مارس ٢٠٢٤ - ٠٩:١٥", Some(Date::Plain)),
            ("الثلاثاء ١٣ كانون الثاني (يناير) ٢٠٢٦", Some(Date::Plain)),
            (
                "الخميس 12 ربيع الأول 1445 هـ الموافق 28 سبتمبر 2023 م",
                Some(Date::Plain),
            ),
            ("نُشر في 12/08/2014", Some(Date::Announced)),
            (
                "آخر تحديث: 3 شباط 2024 الساعة 10:15 صباحاً بتوقيت غرينتش",
                Some(Date::Announced),
            ),
            ("October 2024", Some(Date::Plain)),
            ("Posted on March 3rd, 2022 at 9:15am", Some(Date::Announced)),
            ("2024-05-09 10:15", Some(Date::Plain)),
            ("الأحد", None),
            ("2024", None),
            ("انتخابات نوفمبر 2024", None),
            ("March 8 Alliance", None),
            ("Sunday", None),
            ("", None),
        ] {
            assert_eq!(date(&bare(text)), expected, "{text}");
        }
    }
}
