//! Labels at the start of a segment, whose stop belongs to what they label.
//!
//! «1. », «٢.٣. », «iv. », «A. », «المادة 5. », «البند رقم ٣. », «بالفيديو.. ».

use crate::text::forms::{is_invisible, key};

use super::marks::{Mark, is_opener};
use super::stop::Stop;

/// A label such as «Article 12» is no longer than this many bytes.
const LONGEST: usize = 40;

/// Returns the rule by which everything before `stop` is a label.
///
/// A single letter that is no roman number is left to the language: it may be an initial.
pub(super) fn veto(stop: &Stop<'_>) -> Option<&'static str> {
    if stop.before.len() > LONGEST || !stop.closers.is_empty() {
        return None;
    }
    let label = stop
        .before
        .trim_matches(|c: char| c.is_whitespace() || is_invisible(c) || is_opener(c));
    match stop.mark {
        Mark::FullStop => is_list_number(label).then_some("list-number"),
        Mark::Ellipsis => HEADLINES
            .contains(&key(label).as_str())
            .then_some("headline-label"),
        Mark::Question | Mark::Exclamation => None,
    }
}

/// A number, or the name of a part with its number.
fn is_list_number(label: &str) -> bool {
    let (part, number) = label.rsplit_once(' ').unwrap_or(("", label));
    let part = part.trim_end();
    let part = [" رقم", " No."]
        .iter()
        .find_map(|word| part.strip_suffix(word))
        .unwrap_or(part);
    let part = part.trim_end();
    if part.is_empty() {
        let number = number.trim_start_matches(['#', '№', '§']);
        is_plain_number(number) || is_small_roman(number)
    } else if is_letter(part) {
        is_plain_number(number)
    } else {
        let inner = number
            .strip_prefix('(')
            .and_then(|number| number.strip_suffix(')'))
            .unwrap_or(number);
        PARTS.contains(&part)
            && (is_plain_number(inner) || is_small_roman(inner) || is_subdivided(number))
    }
}

/// The letter of a list, whose items are numbered in turn: «أ. 1. », «B. 2. ».
fn is_letter(part: &str) -> bool {
    let letter = part.strip_suffix(['.', ')', '-']).unwrap_or("");
    letter.chars().count() == 1 && letter.starts_with(char::is_alphabetic)
}

/// «12», «2.4», «٢.٣»; a number of four digits is a year.
fn is_plain_number(number: &str) -> bool {
    number.starts_with(char::is_numeric)
        && number
            .chars()
            .all(|c| c.is_numeric() || matches!(c, '.' | '٫'))
        && (number.contains(['.', '٫']) || number.chars().count() <= 3)
}

/// «12/أ», «5-b», «3(a)», «7a»: the number of a part with letters of its own.
fn is_subdivided(number: &str) -> bool {
    let letters = number.trim_start_matches(char::is_numeric);
    letters.len() < number.len()
        && letters.chars().count() <= 4
        && letters.chars().filter(|c| c.is_alphabetic()).count() == 1
        && letters
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '(' | ')' | '.'))
}

/// Roman numbers of list items; longer ones are hardly ever labels, and words look like them.
pub(super) fn is_small_roman(label: &str) -> bool {
    (1..=5).contains(&label.len())
        && (label.bytes().all(|b| b"ivx".contains(&b))
            || label.bytes().all(|b| b"IVX".contains(&b)))
}

/// Parts of a statute or of a book, which a number and a stop may label.
pub(super) const PARTS: &[&str] = &[
    "المادة",
    "مادة",
    "م.",
    "الفصل",
    "الباب",
    "البند",
    "بند",
    "القسم",
    "الفرع",
    "الفقرة",
    "فقرة",
    "ف.",
    "الجدول",
    "جدول",
    "الشكل",
    "شكل",
    "الصورة",
    "الملحق",
    "المبحث",
    "المطلب",
    "السؤال",
    "سؤال",
    "المسألة",
    "الدرس",
    "الخطوة",
    "المثال",
    "القاعدة",
    "رقم",
    "Article",
    "Art.",
    "Section",
    "Sec.",
    "§",
    "Chapter",
    "Ch.",
    "Chap.",
    "Part",
    "Pt.",
    "Clause",
    "Cl.",
    "Paragraph",
    "Para.",
    "Table",
    "Figure",
    "Fig.",
    "Annex",
    "Appendix",
    "App.",
    "Rule",
    "Question",
    "Step",
    "Lesson",
    "Example",
    "Note",
    "Title",
    "Book",
    "Vol.",
    "Volume",
    "No.",
];

/// Words that, with two dots, open a headline in the Arabic press; in key form.
pub(super) const HEADLINES: &[&str] = &[
    "بالفيديو",
    "فيديو",
    "بالصور",
    "صور",
    "بالصورة",
    "بالصوت والصورة",
    "بالأرقام",
    "بالأسماء",
    "بالوثائق",
    "بالمستندات",
    "بالتفاصيل",
    "عاجل",
    "خاص",
    "حصري",
    "حصريا",
    "رسميا",
    "شاهد",
    "انفوغراف",
    "إنفوغراف",
    "انفوجراف",
    "إنفوجراف",
];
