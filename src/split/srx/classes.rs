//! Character classes and single characters of a pattern.
//!
//! Every character in a class that is no letter or digit is written as its number, so
//! that none becomes an operator of the engine's (`--`, `~~`) by accident.

use super::properties;

/// How many classes may stand one inside the other.
const DEPTH: usize = 20;

/// The rest of a pattern.
pub(super) struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(pattern: &'a str) -> Self {
        Self { rest: pattern }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    pub(super) fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.next();
        }
        found
    }

    pub(super) fn eat_str(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes what stands before `end`, and `end`.
    pub(super) fn until(&mut self, end: char) -> Option<&'a str> {
        let (before, rest) = self.rest.split_once(end)?;
        self.rest = rest;
        Some(before)
    }

    /// Takes what stands between `\Q`, which has been taken, and `\E` or the end.
    pub(super) fn quoted(&mut self) -> &'a str {
        let (quoted, rest) = self.rest.split_once("\\E").unwrap_or((self.rest, ""));
        self.rest = rest;
        quoted
    }

    /// Takes up to `most` digits of a number, at least `least`.
    fn number(&mut self, radix: u32, least: usize, most: usize) -> Option<u32> {
        let length = self
            .rest
            .bytes()
            .take(most)
            .take_while(|&b| char::from(b).is_digit(radix))
            .count();
        let (digits, rest) = self.rest.split_at(length);
        if length < least {
            return None;
        }
        self.rest = rest;
        u32::from_str_radix(digits, radix).ok()
    }
}

/// A character that stands for itself, outside of a class.
pub(super) fn literal(c: char) -> String {
    if c.is_alphanumeric() {
        return c.to_string();
    }
    number(c)
}

fn number(c: char) -> String {
    format!("\\x{{{:X}}}", u32::from(c))
}

/// Reads a class behind its opening bracket.
pub(super) fn class(cursor: &mut Cursor<'_>) -> Result<String, String> {
    nested(cursor, 0)
}

fn nested(cursor: &mut Cursor<'_>, depth: usize) -> Result<String, String> {
    if depth == DEPTH {
        return Err(format!("more than {DEPTH} classes one inside the other"));
    }
    let unclosed = "a [ that is not closed";
    if depth > 0
        && let Some(class) = posix(cursor)
    {
        return class;
    }
    let mut class = String::from(if cursor.eat('^') { "[^" } else { "[" });
    let mut first = true;
    // The end of a set that `-` or `&` may follow, which Java and ICU read differently.
    let mut behind_set = false;
    loop {
        let is_first = std::mem::replace(&mut first, false);
        let is_behind_set = std::mem::replace(&mut behind_set, false);
        match cursor.next().ok_or(unclosed)? {
            ']' if !is_first => {
                class.push(']');
                return Ok(class);
            }
            '[' => {
                class += &nested(cursor, depth + 1)?;
                behind_set = true;
            }
            '&' if cursor.eat('&') => class += "&&",
            c @ ('-' | '&') if is_behind_set && cursor.peek() == Some('[') => {
                return Err(format!(
                    "{c} between two sets means one thing in ICU and another in Java"
                ));
            }
            '-' if is_behind_set && cursor.eat_str("-[") => {
                class += "--";
                class += &nested(cursor, depth + 1)?;
                behind_set = true;
            }
            '\\' => {
                let c = cursor.next().ok_or(unclosed)?;
                if c == 'Q' {
                    cursor.quoted().chars().for_each(|c| class += &member(c));
                    continue;
                }
                let item = member_escape(c, cursor)?;
                behind_set = !is_single(&item);
                class += &range(item, cursor)?;
            }
            c => class += &range(member(c), cursor)?,
        }
    }
}

/// A character as a member of a class.
fn member(c: char) -> String {
    if c.is_ascii_alphanumeric() {
        c.to_string()
    } else {
        number(c)
    }
}

fn member_escape(c: char, cursor: &mut Cursor<'_>) -> Result<String, String> {
    match c {
        'h' => Ok(properties::HORIZONTAL.to_owned()),
        'v' => Ok(properties::VERTICAL.to_owned()),
        'b' | 'B' | 'A' | 'z' | 'Z' => Err(format!("\\{c} in a class")),
        c => escape(c, cursor),
    }
}

/// Tells a character, as [`member`] writes it, from a set.
fn is_single(item: &str) -> bool {
    item.len() == 1 || item.starts_with("\\x{")
}

/// The range that `from` begins, or `from` alone.
fn range(from: String, cursor: &mut Cursor<'_>) -> Result<String, String> {
    let mut ahead = Cursor { rest: cursor.rest };
    if !is_single(&from) || !ahead.eat('-') {
        return Ok(from);
    }
    let to = match ahead.next() {
        None | Some(']' | '[') => return Ok(from),
        Some('\\') => {
            let c = ahead.next().ok_or("a [ that is not closed")?;
            if c == 'Q' {
                return Ok(from);
            }
            member_escape(c, &mut ahead)?
        }
        Some(c) => member(c),
    };
    cursor.rest = ahead.rest;
    Ok(format!("{from}-{to}"))
}

/// `[:alpha:]` behind its bracket; `None` when it is a set that begins with a colon.
fn posix(cursor: &mut Cursor<'_>) -> Option<Result<String, String>> {
    let (name, rest) = cursor.rest.strip_prefix(':')?.split_once(":]")?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'^');
    if !is_name {
        return None;
    }
    cursor.rest = rest;
    Some(properties::class(name, false))
}

/// An escape that means the same inside and outside of a class, behind the backslash.
pub(super) fn escape(c: char, cursor: &mut Cursor<'_>) -> Result<String, String> {
    let code = match c {
        'd' | 'D' | 's' | 'S' | 'w' | 'W' => return Ok(format!("\\{c}")),
        'p' | 'P' => {
            let name = if cursor.eat('{') {
                cursor
                    .until('}')
                    .ok_or("a \\p{ that is not closed")?
                    .to_owned()
            } else {
                cursor.next().map(String::from).unwrap_or_default()
            };
            return properties::class(&name, c == 'P');
        }
        't' => Some(9),
        'n' => Some(10),
        'r' => Some(13),
        'f' => Some(12),
        'a' => Some(7),
        'e' => Some(27),
        'c' => cursor.next().map(|c| u32::from(c) ^ 64),
        '0' => cursor.number(8, 1, 3),
        'u' => unit(cursor),
        'U' => cursor.number(16, 8, 8),
        'x' if cursor.eat('{') => {
            let digits = cursor.until('}').unwrap_or_default();
            u32::from_str_radix(digits, 16).ok()
        }
        'x' => cursor.number(16, 2, 2),
        c if c.is_ascii_alphanumeric() => return Err(format!("\\{c} is not known")),
        c => Some(u32::from(c)),
    };
    match code.and_then(char::from_u32) {
        Some(c) => Ok(number(c)),
        None => Err(format!("\\{c} without the number of a character")),
    }
}

/// `\uXXXX` behind the `u`, or two that are the halves of one character.
fn unit(cursor: &mut Cursor<'_>) -> Option<u32> {
    let first = cursor.number(16, 4, 4)?;
    if !(0xD800..0xDC00).contains(&first) {
        return Some(first);
    }
    let second = cursor
        .eat_str("\\u")
        .then(|| cursor.number(16, 4, 4))
        .flatten()?;
    char::decode_utf16([first as u16, second as u16])
        .next()?
        .ok()
        .map(u32::from)
}
