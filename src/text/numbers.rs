//! The numbers of a text by their value, whatever script or separators they are written in.
//!
//! «1,250», «١٬٢٥٠» and «1250» are one number, and so are «3.5», «3,5» and «٣٫٥». A
//! comma before exactly three digits separates thousands, any other separates
//! decimals; that reads «3,500» as three thousand five hundred, as news write it
//! in both languages. A second separator of the other kind settles it. Number
//! words are read by [`super::spelled`].

use std::ops::Range;

use super::forms::key;

/// Returns the values of the numbers written in digits, in their order.
///
/// A value is canonical: ASCII digits, no leading zeros, no thousands
/// separators, no zeros at the end of the decimals.
pub fn numbers(text: &str) -> Vec<String> {
    let key = key(text);
    let mut found = Vec::new();
    let mut rest = key.as_str();
    while let Some(written) = first_written(rest) {
        found.extend(values(&rest[written.clone()]));
        rest = &rest[written.end..];
    }
    found
}

/// A number with its place in the text as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its value, as [`numbers`] writes it.
    pub value: String,
    /// Bytes of the text, end-exclusive: digits and the separators between them.
    pub span: Range<usize>,
}

/// Returns the numbers of a text with their places; `None` where a digit is written in a way that has none.
///
/// Places are known of ASCII, Arabic-Indic and Persian digits, not of those that NFKC makes (², ½)
/// or of numbers with a mark inside. The values are those of [`numbers`].
pub fn located(text: &str) -> Option<Vec<Written>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_digit).map(|start| at + start) {
        let tail = &text[start..];
        let mut end = start;
        for (offset, c) in tail.char_indices() {
            let next = offset + c.len_utf8();
            let inside = is_digit(c) || is_separator(c) && tail[next..].starts_with(is_digit);
            if !inside {
                break;
            }
            end = start + next;
        }
        locate_values(text, start..end, &mut found);
        at = end;
    }
    let is_all = found
        .iter()
        .map(|written| written.value.as_str())
        .eq(numbers(text).iter().map(String::as_str));
    is_all.then_some(found)
}

/// Adds the values of one written number: one for the whole of it, or one for each group.
fn locate_values(text: &str, span: Range<usize>, found: &mut Vec<Written>) {
    let mut all = values(&key(&text[span.clone()]));
    if all.len() == 1 {
        found.extend(all.pop().map(|value| Written { value, span }));
        return;
    }
    let mut start = span.start;
    for (group, value) in text[span].split(is_separator).zip(all) {
        let end = start + group.len();
        found.push(Written {
            value,
            span: start..end,
        });
        // A separator stands between two groups.
        let separator = text[end..].chars().next().map_or(0, char::len_utf8);
        start = end + separator;
    }
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// Tells whether the character separates thousands or decimals, in either script.
fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\u{66b}' | '\u{66c}')
}

/// Returns the bytes of the first number written in a text that is in its key or folded form.
pub(super) fn first_written(key: &str) -> Option<Range<usize>> {
    let start = key.find(|c: char| c.is_ascii_digit())?;
    let tail = &key[start..];
    let mut end = 0;
    for (at, c) in tail.char_indices() {
        let inside = c.is_ascii_digit()
            || (matches!(c, '.' | ',')
                && tail[at + 1..].starts_with(|next: char| next.is_ascii_digit()));
        if !inside {
            break;
        }
        end = at + 1;
    }
    Some(start..start + end)
}

/// The value of one written number; several for dates and versions such as `12.08.2014`.
pub(super) fn values(written: &str) -> Vec<String> {
    let groups: Vec<&str> = written.split(['.', ',']).collect();
    let separators: Vec<char> = written.chars().filter(|c| !c.is_ascii_digit()).collect();
    let thousands =
        |from: usize| groups[from..].iter().all(|group| group.len() == 3) && groups[0].len() <= 3;
    match separators.as_slice() {
        [] => vec![canonical(written, "")],
        [','] if thousands(1) => vec![canonical(&groups.concat(), "")],
        [_] => vec![canonical(groups[0], groups[1])],
        all if all.iter().all(|&c| c == ',') && thousands(1) => {
            vec![canonical(&groups.concat(), "")]
        }
        [commas @ .., '.'] if commas.iter().all(|&c| c == ',') => {
            let (decimals, whole) = groups
                .split_last()
                .expect("two separators make three groups");
            vec![canonical(&whole.concat(), decimals)]
        }
        _ => groups.iter().map(|group| canonical(group, "")).collect(),
    }
}

fn canonical(whole: &str, decimals: &str) -> String {
    let whole = whole.trim_start_matches('0');
    let decimals = decimals.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if decimals.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{decimals}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_by_their_value() {
        for (text, expected) in [
            ("بلغت ٣٫٥ في المئة", vec!["3.5"]),
            ("3,5 %", vec!["3.5"]),
            ("1,250 and ١٬٢٥٠ and 1250", vec!["1250", "1250", "1250"]),
            ("1,250,000.50", vec!["1250000.5"]),
            ("12.08.2014", vec!["12", "8", "2014"]),
            ("عام 2021.", vec!["2021"]),
            ("007", vec!["7"]),
            ("0", vec!["0"]),
            ("لا أرقام", vec![]),
            ("10.5.", vec!["10.5"]),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_are_found_where_they_stand() {
        for (text, expected) in [
            ("بلغت ٣٫٥٪", Some(vec![("3.5", "٣٫٥")])),
            (
                "12.08.2014, 1,250.",
                Some(vec![
                    ("12", "12"),
                    ("8", "08"),
                    ("2014", "2014"),
                    ("1250", "1,250"),
                ]),
            ),
            ("a4 ۴", Some(vec![("4", "4"), ("4", "۴")])),
            ("", Some(vec![])),
            ("5 km²", None),
            ("1\u{200b}2", None),
        ] {
            let found = located(text);
            let found = found.as_ref().map(|all| {
                all.iter()
                    .map(|written| (written.value.as_str(), &text[written.span.clone()]))
                    .collect::<Vec<_>>()
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}
