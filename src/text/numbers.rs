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
}
