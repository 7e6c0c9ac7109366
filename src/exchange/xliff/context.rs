//! The types of properties as XLIFF 1 can have them: `x-` and what follows without white space.
//!
//! A type that is otherwise, such as `domain`, is written behind [`OTHER`], with
//! percent signs for the bytes that may not stand there.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Stands before the type of a property that is not of the form.
const OTHER: &str = "x-dhakira-type:";

/// Returns the type of a context for the type of a property.
pub(super) fn spelled(kind: &str) -> Cow<'_, str> {
    let fits = kind.strip_prefix("x-").is_some_and(|rest| !rest.is_empty());
    if fits && !kind.starts_with(OTHER) && !kind.contains(char::is_whitespace) {
        return Cow::Borrowed(kind);
    }
    let mut spelled = OTHER.to_owned();
    for c in kind.chars() {
        if c.is_whitespace() || c == '%' {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(spelled, "%{byte:02X}");
            }
        } else {
            spelled.push(c);
        }
    }
    Cow::Owned(spelled)
}

/// Returns the type of a property for the type of a context.
pub(super) fn read(kind: String) -> String {
    let Some(spelled) = kind.strip_prefix(OTHER) else {
        return kind;
    };
    let mut parts = spelled.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let Some(byte) = part
            .get(..2)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
        else {
            return kind;
        };
        bytes.push(byte);
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).unwrap_or(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_spelled_so_that_they_fit_and_come_back() {
        for (kind, expected) in [
            ("x-domain", "x-domain"),
            ("domain", "x-dhakira-type:domain"),
            ("", "x-dhakira-type:"),
            ("x-", "x-dhakira-type:x-"),
            ("x-a b%20\u{a0}", "x-dhakira-type:x-a%20b%2520%C2%A0"),
            ("x-dhakira-type:a", "x-dhakira-type:x-dhakira-type:a"),
        ] {
            assert_eq!(spelled(kind), expected);
            assert_eq!(read(expected.to_owned()), kind);
        }
        for odd in [
            "x-dhakira-type:%",
            "x-dhakira-type:%fg",
            "x-dhakira-type:%FF",
            "x-a%20",
        ] {
            assert_eq!(read(odd.to_owned()), odd);
        }
    }
}
