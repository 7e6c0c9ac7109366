//! Strings between quotes, with escapes as C has them.

/// Reads the string with which `text` begins and appends it to `target`.
///
/// An escape that C does not have stays as it stands.
///
/// # Errors
///
/// When `text` is no string, or more than one.
pub(super) fn push(target: &mut String, text: &str) -> Result<(), &'static str> {
    let mut rest = text
        .strip_prefix('"')
        .ok_or("a string between quotes is missing")?;
    loop {
        let at = rest
            .find(['"', '\\'])
            .ok_or("the string has no closing quote")?;
        target.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        if rest.as_bytes()[at] == b'"' {
            return match behind.trim().is_empty() {
                true => Ok(()),
                false => Err("text stands behind the closing quote"),
            };
        }
        let (meant, length) = escaped(behind);
        target.push(meant);
        rest = &behind[length..];
    }
}

/// Returns what stands for the escape behind a backslash, and its length in bytes.
fn escaped(behind: &str) -> (char, usize) {
    let meant = match behind.as_bytes().first() {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'\\') => '\\',
        Some(b'"') => '"',
        Some(b'a') => '\u{7}',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'v') => '\u{b}',
        Some(b'x') => return code(&behind[1..], 2, 16).map_or(('\\', 0), |(c, n)| (c, n + 1)),
        Some(b'0'..=b'7') => return code(behind, 3, 8).unwrap_or(('\\', 0)),
        _ => return ('\\', 0),
    };
    (meant, 1)
}

/// Reads the code of an ASCII character, in at most so many digits; beyond ASCII it depends on the encoding.
fn code(text: &str, most: usize, radix: u32) -> Option<(char, usize)> {
    let is_digit = |c: &char| c.is_digit(radix);
    let length = text.chars().take(most).take_while(is_digit).count();
    let code = u8::from_str_radix(&text[..length], radix).ok()?;
    code.is_ascii().then_some((char::from(code), length))
}

/// Appends `keyword` with `text` as a string, a line for each of its lines.
pub(super) fn write(target: &mut String, keyword: &str, text: &str) {
    target.push_str(keyword);
    target.push(' ');
    let is_long = text.find('\n').is_some_and(|at| at + 1 < text.len());
    if is_long {
        target.push_str("\"\"\n");
    }
    for line in text.split_inclusive('\n') {
        target.push('"');
        escape(target, line);
        target.push_str("\"\n");
    }
    if text.is_empty() {
        target.push_str("\"\"\n");
    }
}

fn escape(target: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\\', '\n', '\r', '\t']) {
        target.push_str(&rest[..at]);
        target.push_str(match rest.as_bytes()[at] {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            _ => "\\t",
        });
        rest = &rest[at + 1..];
    }
    target.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_with_their_escapes() {
        for (text, meant) in [
            (r#""""#, Ok("")),
            (r#""a\n\t\r\"\\b"  "#, Ok("a\n\t\r\"\\b")),
            (r#""\x41\101\0""#, Ok("AA\0")),
            (r#""\q\xff\377\x""#, Ok("\\q\\xff\\377\\x")),
            (r#""ن\ن""#, Ok("ن\\ن")),
            (r#"a"#, Err("a string between quotes is missing")),
            (r#""a"#, Err("the string has no closing quote")),
            (r#""a\""#, Err("the string has no closing quote")),
            (r#""a" b"#, Err("text stands behind the closing quote")),
        ] {
            let mut target = String::new();
            let read = push(&mut target, text).map(|()| target.as_str());
            assert_eq!(read, meant, "{text}");
        }
    }

    #[test]
    fn a_text_of_several_lines_is_written_in_lines() {
        let mut target = String::new();
        write(&mut target, "msgid", "a\nb\"\n");
        write(&mut target, "msgstr", "c\n");
        assert_eq!(
            target,
            "msgid \"\"\n\"a\\n\"\n\"b\\\"\\n\"\nmsgstr \"c\\n\"\n"
        );
    }
}
