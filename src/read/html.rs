//! HTML pages: the article's title and its blocks, without the page around them.
//!
//! A block element or `<br>` ends a line; white space is collapsed as a browser
//! does it. Navigation, page headers and footers, asides, controls and scripts
//! are not read. The article is the largest `<article>`, else `<main>`, else
//! the body; but an element with less than a quarter of the body's text is
//! taken for a teaser, not for the article. Its title is its first `<h1>`, else
//! the page's, else `<title>`.
//!
//! # Limits
//!
//! Classes, roles, styles and JSON-LD are not asked, so lists of related
//! articles inside the article come through; [`clean`](crate::clean) tags those
//! it knows. Text in `<pre>` keeps its lines, and code in it is left out.

use std::ops::Range;

use super::builder::Builder;
use super::elements;
use super::plain;
use super::references::{Stretch, stretches};
use super::tags::{Part, parts};
use crate::bitext::{Block, Line};

/// Reads the lines of a page.
pub(super) fn lines(html: &str) -> Vec<Line> {
    let mut scan = Scan {
        html,
        lines: Builder::new(html),
        places: Vec::new(),
        open: Vec::new(),
        articles: 0,
        mains: 0,
    };
    for part in parts(html) {
        match part {
            Part::Text(range) => scan.text(range),
            Part::Open(name) => scan.open(name),
            Part::Close(name) => scan.close(&name),
        }
    }
    scan.end_line();
    select(scan.lines.finish(), &scan.places)
}

/// Where a line stands in its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    /// The number of the outermost article it stands in, from 1.
    article: Option<usize>,
    /// The number of the outermost main element it stands in, from 1.
    main: Option<usize>,
    /// It stands in a form.
    form: bool,
    /// It stands in a heading of the first rank.
    headline: bool,
    /// It is the page's title, which stands before the body.
    title: bool,
}

/// An element that is open, of those that make a difference.
struct Element {
    name: String,
    /// For an article or a main element, its number, from 1.
    number: usize,
}

struct Scan<'a> {
    html: &'a str,
    lines: Builder,
    /// The place of each line that `lines` holds.
    places: Vec<Place>,
    open: Vec<Element>,
    articles: usize,
    mains: usize,
}

impl Scan<'_> {
    fn text(&mut self, range: Range<usize>) {
        if self.is_skipped() {
            return;
        }
        let preformatted = self.is_in("pre");
        for stretch in stretches(self.html, range) {
            match stretch {
                Stretch::Reference(range, text) => self.lines.replace(&text, range),
                Stretch::Verbatim(range) if preformatted => {
                    for (index, line) in plain::ranges(&self.html[range.clone()]).enumerate() {
                        if index > 0 {
                            self.end_line();
                        }
                        let start = range.start + line.start;
                        self.lines
                            .push(&self.html[start..range.start + line.end], start);
                    }
                }
                Stretch::Verbatim(range) => self.collapsed(range),
            }
        }
    }

    /// Adds text with each run of white space as one space.
    fn collapsed(&mut self, range: Range<usize>) {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let mut at = range.start;
        while at < range.end {
            let rest = &self.html[at..range.end];
            let word = rest.find(is_space).unwrap_or(rest.len());
            self.lines.push(&rest[..word], at);
            let gap = rest[word..]
                .find(|c| !is_space(c))
                .unwrap_or(rest.len() - word);
            if gap > 0 && !self.lines.is_after_space() {
                self.lines.replace(" ", at + word..at + word + gap);
            }
            at += word + gap;
        }
    }

    fn open(&mut self, name: String) {
        if elements::is_block(&name) {
            self.end_line();
            // A heading that was never closed ends where the next block begins.
            if self
                .open
                .last()
                .is_some_and(|last| elements::heading(&last.name))
            {
                self.open.pop();
            }
        }
        let number = match name.as_str() {
            "article" => {
                self.articles += 1;
                self.articles
            }
            "main" => {
                self.mains += 1;
                self.mains
            }
            "li" => {
                if self.open.last().is_some_and(|last| last.name == "li") {
                    self.open.pop();
                }
                0
            }
            "body" => {
                self.open.clear();
                return;
            }
            "code" if self.is_in("pre") => 0,
            "ul" | "ol" | "pre" | "title" | "form" | "header" => 0,
            name if elements::heading(name)
                || elements::is_never_text(name)
                || elements::is_furniture(name) =>
            {
                0
            }
            _ => return,
        };
        self.open.push(Element { name, number });
    }

    fn close(&mut self, name: &str) {
        if elements::is_block(name) {
            self.end_line();
        }
        if let Some(index) = self.open.iter().rposition(|element| element.name == name) {
            self.open.truncate(index);
        }
    }

    fn end_line(&mut self) {
        let block = if self
            .open
            .iter()
            .any(|element| elements::heading(&element.name))
            || self.is_in("title")
        {
            Block::Heading
        } else if self.is_in("li") {
            Block::Item
        } else {
            Block::Paragraph
        };
        if self.lines.end(block) {
            let number = |name: &str| {
                self.open
                    .iter()
                    .find(|element| element.name == name)
                    .map(|element| element.number)
            };
            self.places.push(Place {
                article: number("article"),
                main: number("main"),
                form: self.is_in("form"),
                headline: self.is_in("h1"),
                title: self.is_in("title"),
            });
        }
    }

    fn is_in(&self, name: &str) -> bool {
        self.open.iter().any(|element| element.name == name)
    }

    /// Tells whether text at this place is not read.
    fn is_skipped(&self) -> bool {
        let in_article = self.is_in("article");
        self.open.iter().any(|element| match element.name.as_str() {
            // The header of an article holds its title, that of a page its name and menu.
            "header" => !in_article,
            "code" => true,
            name => elements::is_never_text(name) || elements::is_furniture(name),
        })
    }
}

/// Takes the article out of all lines of a page.
fn select(lines: Vec<Line>, places: &[Place]) -> Vec<Line> {
    let weigh = |is_in: &dyn Fn(&Place) -> bool| -> usize {
        let inside = lines.iter().zip(places).filter(|(_, place)| is_in(place));
        inside.map(|(line, _)| line.text.len()).sum()
    };
    let forms = weigh(&|place| place.form);
    let body = weigh(&|place| !place.title);
    // Some systems put the whole page into a form.
    let is_text = |place: &Place| !place.title && (!place.form || 2 * forms > body);

    let largest = |number: fn(&Place) -> Option<usize>| {
        let count = places.iter().filter_map(number).max().unwrap_or(0);
        let weights = (1..=count).map(|wanted| {
            (
                weigh(&|place| is_text(place) && number(place) == Some(wanted)),
                wanted,
            )
        });
        // The first of several of one weight.
        weights
            .rev()
            .max_by_key(|&(weight, _)| weight)
            .filter(|&(weight, _)| 4 * weight >= body.max(1))
    };
    let article = largest(|place| place.article).map(|(_, number)| number);
    let main = largest(|place| place.main).map(|(_, number)| number);
    let is_chosen = |place: &Place| {
        is_text(place)
            && match (article, main) {
                (Some(_), _) => place.article == article,
                (None, Some(_)) => place.main == main,
                (None, None) => true,
            }
    };

    let first = |wanted: &dyn Fn(&Place) -> bool| places.iter().position(wanted);
    let title = match first(&|place| place.headline && is_chosen(place)) {
        Some(_) => None,
        None => {
            first(&|place| place.headline && is_text(place)).or_else(|| first(&|place| place.title))
        }
    };
    let mut chosen: Vec<Line> = title
        .map(|index| lines[index].clone())
        .into_iter()
        .collect();
    let article = lines
        .iter()
        .zip(places)
        .filter(|(_, place)| is_chosen(place));
    // A page without any text has no title worth an article either.
    let mut article = article.map(|(line, _)| line.clone()).peekable();
    if article.peek().is_none() {
        return Vec::new();
    }
    chosen.extend(article);
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Vec<(Block, String)> {
        lines(html)
            .into_iter()
            .map(|line| (line.block, line.text))
            .collect()
    }

    fn paragraphs(html: &str) -> Vec<String> {
        lines(html).into_iter().map(|line| line.text).collect()
    }

    const PAGE: &str = "<!DOCTYPE html>\n<html lang=ar dir=rtl><head><title>عنوان | موقع</title>\
        <style>p{color:red}</style></head>\n<body><header><h1>موقع</h1><nav><a href=/>الرئيسية</a></nav></header>\n\
        <main><article><header><h1>عنوان\n المقال</h1><p>الرباط</p></header>\n<p>الفقرة <b>الأولى</b>.<br>بعد كسر</p>\
        <script>var a = '<p>';</script><ul><li>بند<li>بند آخر</ul><aside><p>إعلان</p></aside>\
        <form><input><button>أرسل</button>الاسم</form><footer>وسوم</footer></article></main><footer>حقوق</footer></body></html>";

    #[test]
    fn the_article_is_read_without_the_page_around_it() {
        use Block::{Heading, Item, Paragraph};
        let expected = [
            (Heading, "عنوان المقال"),
            (Paragraph, "الرباط"),
            (Paragraph, "الفقرة الأولى."),
            (Paragraph, "بعد كسر"),
            (Item, "بند"),
            (Item, "بند آخر"),
        ];
        assert_eq!(
            read(PAGE),
            expected.map(|(block, text)| (block, text.to_owned()))
        );
    }

    #[test]
    fn offsets_lead_back_into_the_page() {
        for line in lines(PAGE) {
            let span = line.origin.locate_span(0..line.text.len());
            let source: String = PAGE[span.clone()]
                .replace("<b>", "")
                .replace("</b>", "")
                .replace('\n', "");
            assert_eq!(source, line.text);
            assert_eq!(line.number, PAGE[..span.start].matches('\n').count() + 1);
        }
    }

    #[test]
    fn references_are_decoded_and_white_space_is_collapsed() {
        let html = "<p>أ &amp;&nbsp;ب\r\n\t  <i> ج</i>&#1575;</p>";
        assert_eq!(paragraphs(html), ["أ &\u{a0}ب جا"]);
        let line = &lines(html)[0];
        assert_eq!(
            &html[line.origin.locate_span(0..line.text.len())],
            "أ &amp;&nbsp;ب\r\n\t  <i> ج</i>&#1575;"
        );
    }

    #[test]
    fn the_title_comes_from_the_best_place_there_is() {
        for (html, title) in [
            (
                "<title>ت</title><h1>ع</h1><article><h1>م</h1><p>نص نص</p></article>",
                "م",
            ),
            (
                "<title>ت</title><h1>ع</h1><article><p>نص طويل جدا</p></article>",
                "ع",
            ),
            (
                "<title>ت</title><header><h1>موقع</h1></header><p>نص</p>",
                "ت",
            ),
        ] {
            let (block, text) = read(html).swap_remove(0);
            assert_eq!((block, text.as_str()), (Block::Heading, title), "{html}");
        }
        assert_eq!(paragraphs("<title>ت</title><p> </p>"), Vec::<String>::new());
    }

    #[test]
    fn a_teaser_is_not_the_article() {
        let html = format!(
            "<article><p>خبر آخر</p></article><div><p>{}</p></div>",
            "نص المقال. ".repeat(20)
        );
        assert_eq!(paragraphs(&html).len(), 2);
    }

    #[test]
    fn a_form_around_the_whole_page_is_no_form() {
        let html = format!(
            "<form><p>{}</p><select><option>اختر</select></form><p>حقوق</p>",
            "نص المقال. ".repeat(5)
        );
        assert_eq!(paragraphs(&html).len(), 2);
    }

    #[test]
    fn broken_markup_loses_no_text() {
        assert_eq!(
            paragraphs("<h2>عنوان<p>نص</div></b><p>نص ثان<td>خلية"),
            ["عنوان", "نص", "نص ثان", "خلية"]
        );
        assert_eq!(read("<h2>عنوان<p>نص")[1].0, Block::Paragraph);
    }

    #[test]
    fn preformatted_text_keeps_its_lines_and_loses_its_code() {
        assert_eq!(
            paragraphs("<pre>صدر\nعجز</pre><pre><code>x = 1</code></pre>"),
            ["صدر", "عجز"]
        );
    }
}
