//! Placeholders, tags, character entities and addresses: what is the same in every language.
//!
//! A text may be long and hostile: what is looked for behind an opening character is looked for no further than
//! it can reach, and where a search ends the next one does not begin before.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::bitext::Lang;

use super::pair::{Found, Texts};
use super::rule::Rule;

/// A piece that is the same in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece<'t> {
    kind: Kind,
    text: &'t str,
    span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Placeholder,
    Markup,
    Address,
}

/// What two pieces have in common that are the same.
type Key<'t> = (Kind, Cow<'t, str>);

pub(super) fn check(texts: Texts<'_>, found: &mut Found<'_>) {
    let has_any = |text: &str| {
        text.bytes()
            .any(|byte| matches!(byte, b'{' | b'%' | b'<' | b'&' | b'@' | b':'))
            || text.contains("www.")
    };
    if !has_any(texts.ar) && !has_any(texts.en) {
        return;
    }
    let pieces = [pieces(texts.ar), pieces(texts.en)];
    let counts = [counts(&pieces[0]), counts(&pieces[1])];
    let (mut is_raw, mut tells_markup) = (false, false);
    for (index, lang) in [Lang::Ar, Lang::En].into_iter().enumerate() {
        let there = &counts[1 - index];
        let mut so_far: FxHashMap<Key<'_>, usize> = FxHashMap::default();
        let mut said = [false; 3];
        for piece in &pieces[index] {
            let key = piece.key();
            let most = there.get(&key).copied().unwrap_or(0);
            let count = so_far.entry(key).or_default();
            *count += 1;
            if *count <= most {
                is_raw |= piece.kind == Kind::Markup;
                continue;
            }
            if std::mem::replace(&mut said[piece.kind as usize], true) {
                continue;
            }
            tells_markup |= piece.kind == Kind::Markup;
            let rule = match piece.kind {
                Kind::Placeholder => Rule::Placeholders,
                Kind::Markup => Rule::Markup,
                Kind::Address => Rule::Addresses,
            };
            let evidence = format!("{} is not on the other side", shortened(piece.text));
            found.add(rule, lang, piece.span.clone(), evidence);
        }
    }
    if is_raw && !tells_markup {
        found.add_both(Rule::RawMarkup, "markup in the texts".to_owned());
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

impl<'t> Piece<'t> {
    fn key(&self) -> Key<'t> {
        let key = match self.kind {
            // Attributes of tags may be translated, and a page may have an Arabic address of its own.
            Kind::Markup => self
                .text
                .split([' ', '>'])
                .next()
                .unwrap_or_default()
                .into(),
            Kind::Address => self.text.trim_end_matches('/').to_ascii_lowercase().into(),
            Kind::Placeholder => self.text.into(),
        };
        (self.kind, key)
    }
}

/// Counts how often each piece stands in a text.
fn counts<'t>(pieces: &[Piece<'t>]) -> FxHashMap<Key<'t>, usize> {
    let mut counts = FxHashMap::default();
    for piece in pieces {
        *counts.entry(piece.key()).or_default() += 1;
    }
    counts
}

/// Finds the pieces of a text, in order.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let before = text[..at].chars().next_back();
        let piece = match bytes[at] {
            b'{' => braces(rest).map(|length| (Kind::Placeholder, length)),
            b'$' => rest[1..]
                .starts_with('{')
                .then(|| braces(&rest[1..]))
                .flatten()
                .map(|length| (Kind::Placeholder, length + 1)),
            b'%' => conversion(rest, before).map(|length| (Kind::Placeholder, length)),
            b'<' => tag(rest),
            b'&' => entity(rest).map(|length| (Kind::Markup, length)),
            b'h' | b'H' | b'w' | b'W' | b'f' if !before.is_some_and(char::is_alphanumeric) => {
                url(rest).map(|length| (Kind::Address, length))
            }
            b'@' => match email(text, at) {
                Some(span) => {
                    let end = span.end;
                    pieces.push(Piece {
                        kind: Kind::Address,
                        text: &text[span.clone()],
                        span,
                    });
                    at = end;
                    continue;
                }
                None => None,
            },
            _ => None,
        };
        if let Some((kind, length)) = piece {
            let span = at..at + length;
            pieces.push(Piece {
                kind,
                text: &text[span.clone()],
                span,
            });
            at += length;
        } else {
            at += 1;
            while !text.is_char_boundary(at) {
                at += 1;
            }
        }
    }
    pieces
}

/// The length of `{0}`, `{name}` or `{{name}}` at the start of a text.
fn braces(text: &str) -> Option<usize> {
    let double = text.starts_with("{{");
    let open = if double { 2 } else { 1 };
    let close = if double { "}}" } else { "}" };
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_.:-#$,".contains(c);
    let inner = text[open..].find(|c: char| !is_part(c) && !c.is_whitespace())?;
    let name = text[open..open + inner].trim();
    let is_name = !name.is_empty() && name.len() <= 40 && name.chars().all(is_part);
    (is_name && text[open + inner..].starts_with(close)).then_some(open + inner + close.len())
}

/// The length of `%s`, `%1$d`, `%(name)s`, `%.2f`, `%@` at the start of a text.
fn conversion(text: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(|c| c.is_numeric() || c == '%') {
        return None;
    }
    let bytes = text.as_bytes();
    let mut at = 1;
    if bytes.get(at) == Some(&b'(') {
        let end = at + 1 + text[at + 1..].find(['(', ')'])?;
        if bytes[end] == b'(' {
            return None;
        }
        at = end + 1;
    }
    while bytes
        .get(at)
        .is_some_and(|byte| byte.is_ascii_digit() || b"$.+-#*".contains(byte))
    {
        at += 1;
    }
    while bytes.get(at).is_some_and(|byte| b"lhzjq".contains(byte)) {
        at += 1;
    }
    let is_conversion = bytes
        .get(at)
        .is_some_and(|byte| b"sdifuxXoeEgGc@".contains(byte));
    let ends = !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
    (is_conversion && ends).then_some(at + 1)
}

/// A tag at the start of a text: a placeholder of a translation tool, or markup.
fn tag(text: &str) -> Option<(Kind, usize)> {
    let end = 1 + text[1..].find(['<', '>'])?;
    if text.as_bytes()[end] == b'<' {
        return None;
    }
    let inner = text[1..end].trim_end_matches('/');
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let word = name
        .split(|c: char| c.is_whitespace())
        .next()
        .unwrap_or_default();
    let is_comment = inner.starts_with("!--");
    let is_name = word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b":_-".contains(&byte));
    if !(is_comment || is_name) || inner.len() > 400 {
        return None;
    }
    // «<like this one>» is no tag: behind the name come attributes or nothing.
    let rest = &name[word.len()..];
    if !is_comment && !rest.trim().is_empty() && !rest.contains('=') {
        return None;
    }
    let is_placeholder = matches!(
        word,
        "x" | "g" | "bx" | "ex" | "ph" | "bpt" | "ept" | "it" | "pc" | "sc" | "ec" | "mrk"
    );
    let kind = match is_placeholder {
        true => Kind::Placeholder,
        false => Kind::Markup,
    };
    Some((kind, end + 1))
}

/// The length of `&nbsp;`, `&#160;` or `&#xA0;` at the start of a text.
fn entity(text: &str) -> Option<usize> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let is_number = name.strip_prefix('#').is_some_and(|digits| {
        let digits = digits.strip_prefix(['x', 'X']).unwrap_or(digits);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    let is_name = name.len() >= 2
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && name.as_bytes()[0].is_ascii_alphabetic();
    (is_number || is_name).then_some(end + 1)
}

fn url(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_start = ["http://", "https://", "ftp://", "www."]
        .iter()
        .any(|start| {
            bytes
                .get(..start.len())
                .is_some_and(|bytes| bytes.eq_ignore_ascii_case(start.as_bytes()))
        });
    if !is_start {
        return None;
    }
    let end = text
        .find(|c: char| !c.is_ascii() || c.is_whitespace() || "<>\"'()[]{}|\\^`".contains(c))
        .unwrap_or(text.len());
    let address = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    (address.len() > 7).then_some(address.len())
}

/// The place of the e-mail address whose `@` stands at `at`.
fn email(text: &str, at: usize) -> Option<Range<usize>> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(&byte);
    let bytes = text.as_bytes();
    let before = bytes[..at]
        .iter()
        .rev()
        .take_while(|&&byte| is_part(byte))
        .count();
    let behind = bytes[at + 1..]
        .iter()
        .take_while(|&&byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
        .count();
    let host = text[at + 1..at + 1 + behind].trim_end_matches(['.', '-']);
    (before > 0 && host.contains('.')).then(|| at - before..at + 1 + host.len())
}
