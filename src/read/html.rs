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

use std::collections::{BTreeMap, HashMap};
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
        open: Open::default(),
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

/// The elements that are open, of those that make a difference, the outermost first.
///
/// What is asked at every piece of text is counted, because a page may open
/// more elements than it ever closes.
#[derive(Default)]
struct Open {
    names: Vec<String>,
    /// How many elements of each name are open.
    counts: HashMap<String, usize>,
    headings: usize,
    /// How many elements are open whose text is not read, page headers aside.
    unread: usize,
    /// The number of the outermost article, from 1.
    article: Option<usize>,
    /// The number of the outermost main element, from 1.
    main: Option<usize>,
}

impl Open {
    fn holds(&self, name: &str) -> bool {
        self.counts.get(name).is_some_and(|&count| count > 0)
    }

    fn innermost(&self) -> Option<&str> {
        self.names.last().map(String::as_str)
    }

    fn push(&mut self, name: String) {
        self.headings += usize::from(elements::heading(&name));
        self.unread += usize::from(is_unread(&name));
        *self.counts.entry(name.clone()).or_default() += 1;
        self.names.push(name);
    }

    /// Closes the innermost element, and returns its name.
    fn pop(&mut self) -> Option<String> {
        let name = self.names.pop()?;
        self.headings -= usize::from(elements::heading(&name));
        self.unread -= usize::from(is_unread(&name));
        if let Some(count) = self.counts.get_mut(&name) {
            *count -= 1;
        }
        if name == "article" && !self.holds("article") {
            self.article = None;
        } else if name == "main" && !self.holds("main") {
            self.main = None;
        }
        Some(name)
    }

    /// Closes the innermost element of this name with all that is open in it, if there is one.
    fn close(&mut self, name: &str) {
        if self.holds(name) {
            while self.pop().is_some_and(|closed| closed != name) {}
        }
    }
}

/// Tells whether the text of the element is not read wherever it stands.
fn is_unread(name: &str) -> bool {
    name == "code" || elements::is_never_text(name) || elements::is_furniture(name)
}

struct Scan<'a> {
    html: &'a str,
    lines: Builder,
    /// The place of each line that `lines` holds.
    places: Vec<Place>,
    open: Open,
    articles: usize,
    mains: usize,
}

impl Scan<'_> {
    fn text(&mut self, range: Range<usize>) {
        if self.is_skipped() {
            return;
        }
        let preformatted = self.open.holds("pre");
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
            if self.open.innermost().is_some_and(elements::heading) {
                self.open.pop();
            }
        }
        match name.as_str() {
            "article" => {
                self.articles += 1;
                self.open.article.get_or_insert(self.articles);
            }
            "main" => {
                self.mains += 1;
                self.open.main.get_or_insert(self.mains);
            }
            "li" => {
                if self.open.innermost() == Some("li") {
                    self.open.pop();
                }
            }
            "body" => {
                self.open = Open::default();
                return;
            }
            // Outside of preformatted text, code is a word of its sentence.
            "code" if !self.open.holds("pre") => return,
            "code" | "ul" | "ol" | "pre" | "title" | "form" | "header" => {}
            name if elements::heading(name) || is_unread(name) => {}
            _ => return,
        }
        self.open.push(name);
    }

    fn close(&mut self, name: &str) {
        if elements::is_block(name) {
            self.end_line();
        }
        self.open.close(name);
    }

    fn end_line(&mut self) {
        let block = if self.open.headings > 0 || self.open.holds("title") {
            Block::Heading
        } else if self.open.holds("li") {
            Block::Item
        } else {
            Block::Paragraph
        };
        if self.lines.end(block) {
            self.places.push(Place {
                article: self.open.article,
                main: self.open.main,
                form: self.open.holds("form"),
                headline: self.open.holds("h1"),
                title: self.open.holds("title"),
            });
        }
    }

    /// Tells whether text at this place is not read.
    fn is_skipped(&self) -> bool {
        // The header of an article holds its title, that of a page its name and menu.
        self.open.unread > 0 || (self.open.holds("header") && self.open.article.is_none())
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
        let mut weights: BTreeMap<usize, usize> = BTreeMap::new();
        for (line, place) in lines.iter().zip(places).filter(|(_, place)| is_text(place)) {
            if let Some(number) = number(place) {
                *weights.entry(number).or_default() += line.text.len();
            }
        }
        // The first of several of one weight.
        weights
            .into_iter()
            .rev()
            .max_by_key(|&(_, weight)| weight)
            .filter(|&(_, weight)| 4 * weight >= body.max(1))
            .map(|(number, _)| number)
    };
    let article = largest(|place| place.article);
    let main = largest(|place| place.main);
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
    fn a_page_that_closes_nothing_is_read_in_linear_time() {
        let many = 50_000;
        for (html, count) in [
            ("<ul>ن".repeat(many), many),
            (
                format!("{}{}", "<ul>".repeat(many), "ن</p>".repeat(many)),
                many,
            ),
            ("<article>ن</article>".repeat(many), many),
            (
                format!("<article>{}</article>", "ن".repeat(many))
                    + &"<article>ن</article>".repeat(many),
                1,
            ),
        ] {
            assert_eq!(lines(&html).len(), count);
        }
    }

    #[test]
    fn preformatted_text_keeps_its_lines_and_loses_its_code() {
        assert_eq!(
            paragraphs("<pre>صدر\nعجز</pre><pre><code>x = 1</code></pre>"),
            ["صدر", "عجز"]
        );
    }
}
