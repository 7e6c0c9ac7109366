//! HTML cut into its tags and the text between them, each with its place.
//!
//! `html5gum` tells tags from text by the rules of the HTML standard, also
//! where they are broken; the text between the tags is taken from the input
//! itself, so that its offsets are exact.

use std::borrow::Cow;
use std::ops::Range;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Error, Token, Tokenizer};

/// A part of an HTML text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Text, its references not yet decoded: a byte range of the input.
    Text(Range<usize>),
    /// A start tag, its name in lower case.
    Open(String),
    /// An end tag, its name in lower case.
    Close(String),
}

/// Cuts `html` into parts; comments and declarations are left out.
pub(super) fn parts(html: &str) -> Vec<Part> {
    // The tokenizer normalizes line ends; spaces of the same length leave the offsets alone.
    let input: Cow<'_, str> = if html.contains('\r') {
        html.replace('\r', " ").into()
    } else {
        html.into()
    };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut parts = Vec::new();
    let mut end = 0;
    let mut unfinished = false;
    for token in Tokenizer::new_with_emitter(&*input, emitter) {
        let Ok(token) = token;
        let (span, part) = match token {
            Token::StartTag(tag) => (tag.span, Some(Part::Open(name(&tag.name)))),
            Token::EndTag(tag) => (tag.span, Some(Part::Close(name(&tag.name)))),
            Token::Comment(comment) => (comment.span, None),
            Token::Doctype(doctype) => (doctype.span, None),
            Token::Error(fault) => {
                unfinished |= fault.value == Error::EofInTag;
                continue;
            }
            Token::String(_) => continue,
        };
        // Text of which no tag is certain stays text.
        if span.start < end
            || html.as_bytes().get(span.start) != Some(&b'<')
            || !html.is_char_boundary(span.end)
        {
            continue;
        }
        if span.start > end {
            parts.push(Part::Text(end..span.start));
        }
        end = span.end;
        parts.extend(part);
    }
    let mut rest = &html[end..];
    if unfinished && let Some(tag) = rest.rfind('<') {
        rest = &rest[..tag];
    }
    if !rest.is_empty() {
        parts.push(Part::Text(end..end + rest.len()));
    }
    parts
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(html: &str) -> String {
        let parts = parts(html).into_iter();
        parts
            .map(|part| match part {
                Part::Text(range) => html[range].to_owned(),
                Part::Open(name) => format!("[{name}]"),
                Part::Close(name) => format!("[/{name}]"),
            })
            .collect()
    }

    #[test]
    fn tags_are_told_from_text() {
        for (html, expected) in [
            ("<p class='a>b'>نص</p>", "[p]نص[/p]"),
            ("<P\r\nID=x>نص\r\n</P >", "[p]نص\r\n[/p]"),
            ("2 < 3 &amp; 4 > 1", "2 < 3 &amp; 4 > 1"),
            ("أ<!-- <p> -->ب<!DOCTYPE html>ج", "أبج"),
            (
                "<script>if (a<b) '<p>'</script>ن",
                "[script]if (a<b) '<p>'[/script]ن",
            ),
            ("<title>أ <b> ب</title>", "[title]أ <b> ب[/title]"),
            ("نص<br/>نص", "نص[br]نص"),
            ("آخر الكلام <a href='x", "آخر الكلام "),
            ("آخر الكلام <!-- x", "آخر الكلام "),
        ] {
            assert_eq!(written(html), expected);
        }
    }

    proptest! {
        #[test]
        fn text_between_tags_is_never_lost(words in proptest::collection::vec("[نبa1]{1,4}", 1..8), tag in "(<p>|<br/>|</p >|<b\r\nx=\"ن\">|<!--ن-->|<A HREF='>'>|</p>)") {
            let html = words.join(&tag);
            let found: String = parts(&html).into_iter().filter_map(|part| match part {
                Part::Text(range) => Some(&html[range]),
                _ => None,
            }).collect();
            prop_assert_eq!(found, words.concat());
        }
    }
}
