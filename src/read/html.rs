//! HTML pages: the article's title and its blocks, without the page around them.
//!
//! A block element or `<br>` ends a line; white space is collapsed as a browser
//! does it. All of the page becomes lines first; then it is decided which of
//! them are the article.
//!
//! | part | does |
//! |---|---|
//! | [`mod@scan`] | the page to lines, each with the block it stands in and its share of links |
//! | [`tree`] | the blocks, also where they are not closed |
//! | [`hints`], [`vocabulary`] | what elements, roles, styles, properties and names say of a block |
//! | [`json_ld`], [`declared`], [`body`] | what the page tells search engines: title, date, language, text |
//! | [`judge`] | leaves out furniture: by hints, links and cards, held against what the block holds |
//! | [`region`] | chooses the block with the most running text and the least furniture |
//! | [`title`] | finds the title: the heading that agrees with `<title>`, `og:title` and JSON-LD |
//! | [`choice`] | takes the lines of all that, without pull quotes and headings of what was left out |
//! | [`grams`] | tells what repeats the text: pull quotes, and the text of JSON-LD |
//!
//! Of a page that a script would have to fill, the text is read from JSON-LD,
//! with offsets into its string.
//!
//! # Limits
//!
//! Style sheets are not asked, so an element that only a class of the site's own
//! hides is read. Furniture that is named and built like text comes through;
//! [`clean`](crate::clean) tags what its words give away. Text in `<pre>` keeps
//! its lines, and code in it is left out. A page of a hundred words with as many
//! in a box beside it has two articles, and the longer one is read.

mod body;
mod choice;
mod declared;
mod facts;
mod grams;
mod hints;
mod json_ld;
mod judge;
mod region;
mod scan;
mod title;
mod tree;
mod vocabulary;

use crate::bitext::{Article, Block, Line, Said};
use body::Body;
use choice::choose;
use judge::Fate;
use scan::{Scanned, scan};
use title::{Agreement, Titles};

/// Reads the article of a page.
pub(super) fn read(html: &str) -> Article {
    let page = scan(html, false);
    let described = json_ld::articles(html, &page.data);
    let (main, bodies) = match json_ld::main(&described) {
        Some((main, bodies)) => (Some(main), bodies),
        None => (None, Vec::new()),
    };
    let said = declared::titles(html, &page, main);
    let in_head = page.facts.iter().position(|fact| fact.is_title);
    let titles = Titles::new(
        said.iter().map(|said| said.text.as_str()),
        in_head.map(|line| page.lines[line].text.as_str()),
    );
    let body = Body::new(html, &bodies);

    let agreements: Vec<Agreement> = page
        .lines
        .iter()
        .map(|line| titles.agreement(&line.text))
        .collect();
    let mut verdict = judge::judge(&page, &keys(&page, &agreements));
    let confirmed = body.confirms(&page);
    let region = region::region(&page, &verdict.fates, &confirmed);
    let shown = title::shown(&page, &verdict.fates, &agreements, &region);

    let mut lines = if body.is_missing_in(&page, &verdict.fates) {
        body.lines
    } else {
        choose(&page, &verdict, &region, shown)
    };
    if lines.is_empty() {
        // Of a page that is nothing but links, the links are the text.
        verdict.fates.iter_mut().for_each(|fate| {
            if *fate == Fate::Links {
                *fate = Fate::Kept;
            }
        });
        lines = choose(&page, &verdict, &(0..page.lines.len()), shown);
    }
    // A page without any text has no title worth an article either.
    if lines.is_empty() {
        return Article::default();
    }
    let title = match (shown, in_head) {
        (Some(line), _) => Some(page.lines[line].clone()),
        (None, Some(line)) => Some(title::without_site(&page.lines[line], &titles)),
        (None, None) => None,
    };
    let from = title.as_ref().map_or(0, |title| title.origin.locate(0));
    let mut about = declared::about(html, &page, main, from);
    about.title = match &title {
        Some(title) => Some(Said {
            text: title.text.clone(),
            span: title.origin.locate_span(0..title.text.len()),
        }),
        None => said.into_iter().next(),
    };
    if let Some(title) = title {
        lines.insert(
            0,
            Line {
                block: Block::Heading,
                ..title
            },
        );
    }
    Article { lines, about }
}

/// Which lines are as the page's title: those that agree with it, else its headings of the first rank.
fn keys(page: &Scanned, agreements: &[Agreement]) -> Vec<bool> {
    let is_heading = |line: usize| page.facts[line].rank > 0 && !page.facts[line].is_title;
    let agrees = |line: usize| agreements[line] != Agreement::None && is_heading(line);
    let whole = |line: usize| agreements[line] == Agreement::Whole && !page.facts[line].is_title;
    let all = 0..page.lines.len();
    if all.clone().any(agrees) {
        all.map(agrees).collect()
    } else if all.clone().any(whole) {
        all.map(whole).collect()
    } else {
        all.map(|line| page.facts[line].rank == 1).collect()
    }
}

#[cfg(test)]
mod tests;
