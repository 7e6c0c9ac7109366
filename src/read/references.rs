//! Character references of HTML: `&amp;`, `&#1575;`, `&rlm;`.

use std::ops::Range;

use html5gum::{Token, Tokenizer};

/// A stretch of HTML text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// Text that stands for itself.
    Verbatim(Range<usize>),
    /// A reference and what it stands for.
    Reference(Range<usize>, String),
}

/// Cuts the text in `range` of `html` at its character references.
pub(super) fn stretches(html: &str, range: Range<usize>) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut verbatim = range.start;
    let mut at = range.start;
    while let Some(ampersand) = html[at..range.end].find('&') {
        let start = at + ampersand;
        let written = written(&html[start..range.end]);
        at = start + written.len();
        let decoded = decode(written);
        if decoded != written {
            if verbatim < start {
                found.push(Stretch::Verbatim(verbatim..start));
            }
            found.push(Stretch::Reference(start..at, decoded));
            verbatim = at;
        }
    }
    if verbatim < range.end {
        found.push(Stretch::Verbatim(verbatim..range.end));
    }
    found
}

/// The longest beginning of `text`, an ampersand at least, that may be a reference.
fn written(text: &str) -> &str {
    let name = text[1..].find(|c: char| c != '#' && !c.is_ascii_alphanumeric());
    let end = name.map_or(text.len(), |name| name + 1);
    let semicolon = usize::from(text[end..].starts_with(';'));
    &text[..end + semicolon]
}

/// Decodes what may be a reference by the rules of the HTML standard.
fn decode(written: &str) -> String {
    let mut decoded = String::new();
    for token in Tokenizer::new(written) {
        let Ok(token) = token;
        if let Token::String(text) = token {
            decoded.push_str(&String::from_utf8_lossy(&text));
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_where_they_stand() {
        for (html, expected) in [
            ("أ &amp; ب", "أ |&amp;=&| ب"),
            ("&#1575;&#x627;", "&#1575;=ا|&#x627;=ا"),
            ("a&nbsp;b", "a|&nbsp;=\u{a0}|b"),
            ("AT&T & Co; &unknown;", "AT&T & Co; &unknown;"),
            ("&ldquo;نعم&rdquo;", "&ldquo;=“|نعم|&rdquo;=”"),
            ("&copy 2024", "&copy=©| 2024"),
            ("&", "&"),
        ] {
            let found: Vec<_> = stretches(html, 0..html.len())
                .into_iter()
                .map(|stretch| match stretch {
                    Stretch::Verbatim(range) => html[range].to_owned(),
                    Stretch::Reference(range, text) => format!("{}={text}", &html[range]),
                })
                .collect();
            assert_eq!(found.join("|"), expected);
        }
    }
}
