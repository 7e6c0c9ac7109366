//! The articles that a page describes to search engines, in JSON-LD.
//!
//! Pages write broken JSON: raw line ends in strings, commas too many, comments
//! around it. So nothing is parsed here but strings and the objects they stand
//! in, and each value is a range of the page. A string before a colon is a key;
//! an array is seen through, so `"@type": ["NewsArticle"]` is as without it.

use std::ops::Range;

use crate::bitext::Origins;

/// What is said of one article; each a range of the page, between the quotation marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) headline: Option<Range<usize>>,
    pub(super) date: Option<Range<usize>>,
    pub(super) dateline: Option<Range<usize>>,
    pub(super) lang: Option<Range<usize>>,
    pub(super) body: Option<Range<usize>>,
    /// Where the object stands.
    object: Range<usize>,
}

/// How deep objects are told apart.
const DEEPEST: usize = 64;

/// An object that is open.
#[derive(Default)]
struct Object {
    described: Described,
    is_article: bool,
    key: Range<usize>,
}

/// Returns the articles that the scripts of a page describe, in order, the outer one before those within it.
pub(super) fn articles(html: &str, scripts: &[Range<usize>]) -> Vec<Described> {
    let mut found = Vec::new();
    for script in scripts {
        in_script(html, script.clone(), &mut found);
    }
    found.sort_by_key(|described| described.object.start);
    found
}

/// Returns the article the page is about, and where its text stands: in itself, or in those within it.
pub(super) fn main(articles: &[Described]) -> Option<(&Described, Vec<Range<usize>>)> {
    let main = articles
        .iter()
        .find(|described| described.headline.is_some())
        .or_else(|| articles.iter().find(|described| described.body.is_some()))?;
    let bodies = match &main.body {
        Some(body) => vec![body.clone()],
        None => articles
            .iter()
            .filter(|other| {
                other.object.start > main.object.start && other.object.end <= main.object.end
            })
            .filter_map(|other| other.body.clone())
            .collect(),
    };
    Some((main, bodies))
}

fn in_script(html: &str, script: Range<usize>, found: &mut Vec<Described>) {
    let bytes = html.as_bytes();
    let mut open: Vec<Object> = Vec::new();
    let mut deeper = 0_usize;
    let mut at = script.start;
    while at < script.end {
        match bytes[at] {
            b'{' if open.len() == DEEPEST => deeper += 1,
            b'{' => {
                let mut object = Object::default();
                object.described.object.start = at;
                open.push(object);
            }
            b'}' if deeper > 0 => deeper -= 1,
            b'}' => {
                if let Some(mut object) = open.pop().filter(|object| object.is_article) {
                    object.described.object.end = at + 1;
                    found.push(object.described);
                }
            }
            b'"' => {
                let end = string_end(bytes, at + 1, script.end);
                let value = at + 1..end;
                at = end;
                if deeper == 0
                    && let Some(object) = open.last_mut()
                {
                    let rest = &bytes[(end + 1).min(script.end)..script.end];
                    let next = rest.iter().find(|byte| !byte.is_ascii_whitespace());
                    if next == Some(&b':') {
                        object.key = value;
                    } else {
                        object.set(html, value);
                    }
                }
            }
            _ => {}
        }
        at += 1;
    }
}

impl Object {
    fn set(&mut self, html: &str, value: Range<usize>) {
        let place = match &html[self.key.clone()] {
            "@type" => {
                let kind = &html[value];
                self.is_article |= kind.ends_with("Article") || kind.ends_with("Posting");
                return;
            }
            "headline" => &mut self.described.headline,
            "datePublished" => &mut self.described.date,
            "dateline" => &mut self.described.dateline,
            "inLanguage" => &mut self.described.lang,
            "articleBody" => &mut self.described.body,
            _ => return,
        };
        if place.is_none() && !html[value.clone()].trim().is_empty() {
            *place = Some(value);
        }
    }
}

/// Where the string that begins at `start` ends: at its quotation mark, or with the script.
fn string_end(bytes: &[u8], start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        match bytes[at] {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    end
}

/// Reads a string of JSON as it stands in `html`, and how its bytes lead back there.
pub(super) fn decode(html: &str, string: Range<usize>) -> (String, Origins) {
    let mut text = String::new();
    let mut origin = Origins::default();
    let mut at = string.start;
    while at < string.end {
        let rest = &html[at..string.end];
        let verbatim = rest.find('\\').unwrap_or(rest.len());
        if verbatim > 0 {
            origin.push(text.len(), at);
            text.push_str(&rest[..verbatim]);
            at += verbatim;
            continue;
        }
        let (c, length) = escaped(rest);
        origin.push_replaced(text.len(), at..at + length);
        text.push(c);
        at += length;
    }
    (text, origin)
}

/// The character for which the escape at the beginning of `text` stands, and the escape's length.
fn escaped(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    if let Some(high) = unit(0) {
        let pair = unit(6).and_then(|low| char::decode_utf16([high, low]).next()?.ok());
        return match (char::from_u32(u32::from(high)), pair) {
            (Some(c), _) => (c, 6),
            (None, Some(c)) => (c, 12),
            (None, None) => (char::REPLACEMENT_CHARACTER, 6),
        };
    }
    let Some(c) = text[1..].chars().next() else {
        return ('\\', 1);
    };
    let meant = match c {
        'n' | 'r' => '\n',
        't' | 'b' | 'f' => ' ',
        c => c,
    };
    (meant, 1 + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(html: &str, range: &Option<Range<usize>>) -> String {
        range
            .clone()
            .map_or(String::new(), |range| html[range].to_owned())
    }

    fn in_script_alone(json: &str) -> Vec<Described> {
        articles(json, std::slice::from_ref(&(0..json.len())))
    }

    #[test]
    fn articles_are_found_in_any_wrapping() {
        for json in [
            r#"{"@type":"NewsArticle","headline":"ع","datePublished":"2030","articleBody":"نص"}"#,
            r#"<!-- [{"@type" : ["WebPage", "NewsArticle"], "headline": "ع", "author": {"@type":"Person","headline":"x"}, "datePublished": "2030", "articleBody": "نص",},] -->"#,
            "{\"@graph\":[{\"@type\":\"WebSite\",\"headline\":\"x\"},{\"headline\":\"ع\",\"articleBody\":\"نص\",\"@type\":\"BlogPosting\",\n\"datePublished\":\"2030\"}]}",
            r#"{"@type":"WebPage","headline":"x","mainEntity":{"@type":"Article","headline":"ع","datePublished":"2030","articleBody":"نص"}"#,
        ] {
            let found = in_script_alone(json);
            let (main, bodies) = main(&found).expect(json);
            assert_eq!(text(json, &main.headline), "ع", "{json}");
            assert_eq!(text(json, &main.date), "2030", "{json}");
            assert_eq!(bodies.len(), 1, "{json}");
        }
        let none = r#"{"@type":"Organization","headline":"x"} {"#;
        assert!(in_script_alone(none).is_empty());
    }

    #[test]
    fn the_text_of_a_live_page_is_that_of_its_entries() {
        let json = r#"{"@type":"LiveBlogPosting","headline":"ع","liveBlogUpdate":[{"@type":"BlogPosting","headline":"أ","articleBody":"1"},{"@type":"BlogPosting","articleBody":"2"}]}{"@type":"Article","articleBody":"3"}"#;
        let found = in_script_alone(json);
        let (main, bodies) = main(&found).expect("there is one");
        assert_eq!(text(json, &main.headline), "ع");
        assert_eq!(
            bodies
                .into_iter()
                .map(|body| &json[body])
                .collect::<Vec<_>>(),
            ["1", "2"]
        );
    }

    #[test]
    fn strings_are_decoded_and_lead_back() {
        let html = r#"\u0642\u0627ل \"نعم\"\/\n\uD83D\uDE00\ud800x\"#;
        let (text, origin) = decode(html, 0..html.len());
        assert_eq!(text, "قال \"نعم\"/\n😀\u{fffd}x\\");
        assert_eq!(&html[origin.locate_span(0..6)], r"\u0642\u0627ل");
        assert_eq!(&html[origin.locate_span(7..8)], "\\\"");
    }

    proptest! {
        #[test]
        fn any_script_is_answered(html in "[{}\\[\\]\":,\\\\ u0dن@]{0,40}") {
            in_script_alone(&html);
            decode(&html, 0..html.len());
        }
    }
}
