//! Changes to a piece of XML that leave all the rest of it as it is.

use std::ops::Range;

/// Changes to a text, each a range that is replaced.
#[derive(Debug, Default)]
pub(super) struct Edits {
    edits: Vec<(Range<usize>, String)>,
}

impl Edits {
    /// Replaces what stands in `range`.
    pub(super) fn replace(&mut self, range: Range<usize>, with: String) {
        self.edits.push((range, with));
    }

    /// Puts a text before what stands at `at`, after all that was put there before.
    pub(super) fn insert(&mut self, at: usize, text: String) {
        self.replace(at..at, text);
    }

    /// Hands out the changed text in pieces.
    ///
    /// Of two changes that overlap the later one is left out.
    pub(super) fn apply(mut self, text: &str, mut put: impl FnMut(&str)) {
        self.edits
            .sort_by_key(|(range, _)| (range.start, range.end));
        let mut at = 0;
        for (range, with) in self.edits {
            if range.start < at {
                continue;
            }
            put(&text[at..range.start]);
            put(&with);
            at = range.end;
        }
        put(&text[at..]);
    }
}

/// Returns a start tag or empty-element tag with its attributes set as given, all others as they are.
///
/// `attributes` that have no value are taken out.
pub(super) fn with_attributes(tag: &str, attributes: &[(&str, Option<&str>)]) -> String {
    let mut changed = String::with_capacity(tag.len() + 64);
    let mut at = 0;
    for (range, name) in places(tag) {
        if attributes.iter().any(|(known, _)| *known == name) {
            changed.push_str(&tag[at..range.start]);
            at = range.end;
        }
    }
    let end = match tag.ends_with("/>") {
        true => tag.len() - 2,
        false => tag.len() - 1,
    };
    let rest = tag[at..end].trim_end();
    changed.push_str(rest);
    for (name, value) in attributes {
        if let Some(value) = value {
            crate::exchange::xml::push_attribute(&mut changed, name, value);
        }
    }
    changed.push_str(&tag[end..]);
    changed
}

/// Returns a start tag for an empty-element tag.
pub(super) fn opened(tag: &str) -> String {
    match tag.strip_suffix("/>") {
        Some(start) => format!("{}>", start.trim_end()),
        None => tag.to_owned(),
    }
}

/// Tells whether a tag is well-formed: attributes with quotes and white space before each, and nothing else.
pub(super) fn is_sound(tag: &str) -> bool {
    let places = places(tag);
    let after_name = tag.find(|c: char| is_space(c) || matches!(c, '/' | '>'));
    let end = places.last().map(|(range, _)| range.end).or(after_name);
    let end = end.unwrap_or(tag.len());
    places
        .iter()
        .all(|(range, _)| tag[range.start..].starts_with(is_space))
        && matches!(tag[end..].trim_start_matches(is_space), ">" | "/>")
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Returns where the attributes of a well-formed tag stand, the white space before them included, with their names.
fn places(tag: &str) -> Vec<(Range<usize>, &str)> {
    let mut places = Vec::new();
    let mut at = tag.find(is_space).unwrap_or(tag.len());
    loop {
        let rest = &tag[at..];
        let space = rest.len() - rest.trim_start_matches(is_space).len();
        let Some(equals) = rest.find('=') else { break };
        let Some(open) = rest[equals..].find(['"', '\'']).map(|open| equals + open) else {
            break;
        };
        let quote = &rest[open..=open];
        let Some(close) = rest[open + 1..].find(quote).map(|close| open + 1 + close) else {
            break;
        };
        places.push((at..at + close + 1, rest[space..equals].trim_end()));
        at += close + 1;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_sound_if_xml_allows_it() {
        for tag in [
            "<a>",
            "<a/>",
            "<a />",
            "<x:a b='c>'\n d = \"e'/\" />",
            "<a b=''>",
        ] {
            assert!(is_sound(tag), "{tag}");
        }
        for tag in [
            "<a//>",
            "<a b='c'//>",
            "<a b='c'd='e'>",
            "<a b>",
            "<a b=c>",
            "<a b='c' / >",
            "<a b='c' d>",
        ] {
            assert!(!is_sound(tag), "{tag}");
        }
    }

    #[test]
    fn attributes_are_set_and_all_others_stay() {
        for (tag, set, changed) in [
            (
                "<target>",
                &[("state", Some("new"))][..],
                "<target state=\"new\">",
            ),
            (
                "<target a='1 > 2'\n state = \"x\"  b=\"state='y'\" >",
                &[("state", Some("z"))],
                "<target a='1 > 2'  b=\"state='y'\" state=\"z\" >",
            ),
            (
                "<x:target state='a' state-qualifier='b'/>",
                &[("state", Some("c")), ("state-qualifier", None)],
                "<x:target state=\"c\"/>",
            ),
            ("<s />", &[("id", Some("a\"b"))], "<s id=\"a&quot;b\"/>"),
        ] {
            let changed = changed.replace(" >", ">");
            assert_eq!(with_attributes(tag, set).replace(" >", ">"), changed);
        }
    }

    #[test]
    fn edits_are_made_in_the_order_of_their_places() {
        let mut edits = Edits::default();
        edits.insert(3, "!".to_owned());
        edits.replace(0..1, "A".to_owned());
        edits.insert(3, "?".to_owned());
        let mut text = String::new();
        edits.apply("abcd", |part| text.push_str(part));
        assert_eq!(text, "Abc!?d");
    }
}
