//! What a page says of its article: in its head, in JSON-LD, in dated elements.

use std::ops::Range;

use super::json_ld::{self, Described};
use super::scan::{Declared, Scanned};
use crate::bitext::{About, Said};
use crate::read::references::{Stretch, stretches};

/// The names under which pages give the date of an article, the best first.
const DATES: [&str; 17] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dcterms.date",
    "dcterms.created",
    "dc.date.issued",
    "dc.date.created",
    "dc.date",
    "date",
];

/// The names under which pages give their language, the best first.
const LANGUAGES: [&str; 4] = ["lang", "content-language", "dc.language", "og:locale"];

/// Returns what the page says of its article, but for the title; `from` is where that stands.
pub(super) fn about(
    html: &str,
    page: &Scanned,
    described: Option<&Described>,
    from: usize,
) -> About {
    let declared = |name: &'static str| {
        let found = page.declared.iter().filter(move |found| found.name == name);
        found.filter_map(|found| in_html(html, found.value.clone()))
    };
    // Dates above the title are those of the page: today's, that of the latest news.
    let dated = |name: &'static str| {
        let all: Vec<Said> = declared(name)
            .filter(|said| has_digit(&said.text))
            .collect();
        let below = all.iter().position(|said| said.span.start >= from);
        // An element made for dates gives one wherever it stands.
        let any = (name == "time").then_some(0);
        below.or(any).and_then(|index| all.into_iter().nth(index))
    };
    let in_json = |range: &Option<Range<usize>>| in_json(html, range.clone()?);
    let date = described
        .and_then(|described| in_json(&described.date))
        .or_else(|| {
            DATES
                .into_iter()
                .find_map(|name| declared(name).find(|said| has_digit(&said.text)))
        })
        .or_else(|| dated("time"))
        .or_else(|| dated("date-text"));
    let lang = LANGUAGES
        .into_iter()
        .find_map(|name| declared(name).next())
        .or_else(|| described.and_then(|described| in_json(&described.lang)));
    let dateline = declared("dateline")
        .next()
        .or_else(|| described.and_then(|described| in_json(&described.dateline)));
    About {
        title: None,
        date,
        dateline,
        lang,
    }
}

fn has_digit(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}

/// The titles that the page gives the article outside of its body.
pub(super) fn titles(html: &str, page: &Scanned, described: Option<&Described>) -> Vec<Said> {
    let named = |found: &&Declared| matches!(found.name.as_str(), "og:title" | "twitter:title");
    let in_head = page.declared.iter().filter(named);
    let in_head = in_head.filter_map(|found| in_html(html, found.value.clone()));
    let headline = described.and_then(|described| in_json(html, described.headline.clone()?));
    headline.into_iter().chain(in_head).collect()
}

/// The text that stands in `range`, its references decoded.
fn in_html(html: &str, range: Range<usize>) -> Option<Said> {
    let start = range.start + (html[range.clone()].len() - html[range.clone()].trim_start().len());
    let range = start..start + html[range].trim().len();
    let mut text = String::new();
    for stretch in stretches(html, range.clone()) {
        match stretch {
            Stretch::Verbatim(range) => text.push_str(&html[range]),
            Stretch::Reference(_, decoded) => text.push_str(&decoded),
        }
    }
    said(&text, range)
}

/// The string of JSON that stands in `range`.
fn in_json(html: &str, range: Range<usize>) -> Option<Said> {
    let (text, _) = json_ld::decode(html, range.clone());
    // Many a page writes references into it as into HTML.
    let text = in_html(&text, 0..text.len())?.text;
    said(&text, range)
}

fn said(text: &str, span: Range<usize>) -> Option<Said> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(Said { text, span })
}
