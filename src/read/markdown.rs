//! Markdown: its blocks as lines, without the marks.
//!
//! `pulldown-cmark` reads CommonMark with GitHub's tables, strikethrough, task
//! lists and footnotes, and gives the byte range of every event; a line's
//! origin is made of those. Soft-wrapped lines are joined by a space, a hard
//! break ends a line, a cell of a table is a line. Links are reduced to their
//! text; images, code blocks and comments are left out.
//!
//! Blocks of HTML are cut at their block elements, and what they hold is read
//! as Markdown again, as kramdown does with `markdown="1"`.
//!
//! # Limits
//!
//! Template tags (`{% … %}`) and footnote marks are no text of an article, but
//! only the latter are known here.

use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{Event, Options, Parser, Tag as Mark, TagEnd};

use super::builder::Builder;
use super::elements::{Element, Kind};
use super::front_matter::front_matter;
use super::plain;
use super::tags::{Part, Tag, parts};
use crate::bitext::{About, Article, Block, Line, Origins, Said};

/// Reads a Markdown text.
pub(super) fn read(text: &str) -> Article {
    let head = front_matter(text);
    let mut lines = Builder::new(text);
    if let Some(title) = head.title.clone() {
        lines.push(&text[title.clone()], title.start);
        lines.end(Block::Heading);
    }
    let said = |range: Option<Range<usize>>| {
        range.map(|span| Said {
            text: text[span.clone()].to_owned(),
            span,
        })
    };
    Article {
        lines: Reader::new(&text[head.end..], head.end, lines).read(true),
        about: About {
            title: said(head.title),
            date: said(head.date),
            dateline: said(head.dateline),
            lang: said(head.lang),
        },
    }
}

struct Reader<'a> {
    text: &'a str,
    /// Where the text begins in the input.
    base: usize,
    lines: Builder,
    heading: bool,
    /// How many list items are open.
    items: usize,
    /// How many elements are open whose text is left out.
    skipped: usize,
    /// The lines of the HTML block that is open.
    html: Vec<Range<usize>>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, base: usize, lines: Builder) -> Self {
        Self {
            text,
            base,
            lines,
            heading: false,
            items: 0,
            skipped: 0,
            html: Vec::new(),
        }
    }

    /// Reads all of the text; blocks of HTML only if `html` says so.
    fn read(mut self, html: bool) -> Vec<Line> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_GFM;
        for (event, range) in Parser::new_ext(self.text, options).into_offset_iter() {
            match event {
                Event::Start(tag) => self.open(&tag),
                Event::End(tag) => self.close(tag, html),
                Event::Text(text) => self.push(&text, range),
                Event::Code(code) => self.code(&code, range),
                Event::InlineHtml(tag) if is_break(&tag) => self.end(),
                Event::Html(_) => self.html.push(range),
                Event::SoftBreak => self.push(" ", range),
                Event::HardBreak => self.end(),
                _ => {}
            }
        }
        self.end();
        self.lines.finish()
    }

    fn open(&mut self, tag: &Mark<'_>) {
        match tag {
            Mark::Emphasis
            | Mark::Strong
            | Mark::Strikethrough
            | Mark::Superscript
            | Mark::Subscript
            | Mark::Link { .. } => {}
            Mark::Image { .. } => self.skipped += 1,
            block => {
                self.end();
                match block {
                    Mark::Heading { .. } => self.heading = true,
                    Mark::Item => self.items += 1,
                    Mark::CodeBlock(_) | Mark::MetadataBlock(_) => self.skipped += 1,
                    _ => {}
                }
            }
        }
    }

    fn close(&mut self, tag: TagEnd, html: bool) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => {}
            TagEnd::Image => self.skipped -= 1,
            block => {
                self.end();
                match block {
                    TagEnd::Heading(_) => self.heading = false,
                    TagEnd::Item => self.items -= 1,
                    TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.skipped -= 1,
                    TagEnd::HtmlBlock => {
                        let block = std::mem::take(&mut self.html);
                        if html {
                            self.html_block(&block);
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// What the line under construction is; a cell of a table counts as an item.
    fn block(&self) -> Block {
        if self.heading {
            Block::Heading
        } else if self.items > 0 {
            Block::Item
        } else {
            Block::Paragraph
        }
    }

    fn end(&mut self) {
        self.lines.end(self.block());
    }

    /// Adds text that an event gave for a range of the input.
    fn push(&mut self, text: &str, range: Range<usize>) {
        if self.skipped > 0 {
            return;
        }
        let input = self.base + range.start..self.base + range.end;
        if self.text[range] == *text {
            self.lines.push(text, input.start);
        } else {
            self.lines.replace(text, input);
        }
    }

    /// Adds a span of code, whose range includes its marks.
    fn code(&mut self, code: &str, range: Range<usize>) {
        match self.text[range.clone()].find(code) {
            Some(start) if !code.is_empty() => {
                let start = range.start + start;
                self.push(code, start..start + code.len());
            }
            _ => self.push(code, range),
        }
    }

    /// Reads a block of HTML, given by the ranges of its lines.
    fn html_block(&mut self, block: &[Range<usize>]) {
        let mut html = String::new();
        let mut origin = Origins::default();
        for range in block {
            origin.push(html.len(), self.base + range.start);
            html.push_str(&self.text[range.clone()]);
        }
        let mut piece = Piece::default();
        let mut skipped: Vec<Rc<Element>> = Vec::new();
        for part in parts(&html) {
            match part {
                Part::Text(range) if skipped.is_empty() => {
                    piece.push(&html[range.clone()], range.start, &origin)
                }
                Part::Text(_) => {}
                Part::Open(Tag { element, .. }) => {
                    self.boundary(&element, &mut piece);
                    match element.kind {
                        Kind::Heading(_) => piece.block = Some(Block::Heading),
                        Kind::Item => piece.block = Some(Block::Item),
                        Kind::Caption => piece.block = Some(Block::Caption),
                        _ => {}
                    }
                    let is_text = !element.is_never_text() && element.kind != Kind::Preformatted;
                    if !is_text {
                        skipped.push(element);
                    }
                }
                Part::Close(element) => {
                    self.boundary(&element, &mut piece);
                    if let Some(index) = skipped.iter().rposition(|open| *open == element) {
                        skipped.truncate(index);
                    }
                }
            }
        }
        self.piece(&piece);
    }

    /// Reads and forgets what was gathered if the element stands on lines of its own.
    fn boundary(&mut self, element: &Element, piece: &mut Piece) {
        if element.is_block {
            self.piece(&std::mem::take(piece));
        }
    }

    /// Reads what stood between two tags as Markdown.
    fn piece(&mut self, piece: &Piece) {
        let inner = Reader::new(&piece.text, 0, Builder::new(&piece.text)).read(false);
        for line in inner {
            let origin = line
                .origin
                .through(&line.text, |range| piece.origin.locate_span(range));
            self.lines.add(Line {
                origin,
                block: piece.block.unwrap_or(line.block),
                ..line
            });
        }
    }
}

/// Markdown between two block tags.
#[derive(Default)]
struct Piece {
    text: String,
    origin: Origins,
    /// What its lines are, if the element says so.
    block: Option<Block>,
}

impl Piece {
    /// Adds text that begins at `start` of a text with the given origins; lines lose their indent, which would make them code.
    fn push(&mut self, text: &str, start: usize, origin: &Origins) {
        for (index, range) in plain::ranges(text).enumerate() {
            let line = &text[range.clone()];
            let mut from = range.start;
            if index > 0 {
                self.origin
                    .push(self.text.len(), origin.locate(start + range.start - 1));
                self.text.push('\n');
                from += line.len() - line.trim_start_matches([' ', '\t']).len();
            }
            if from < range.end {
                self.origin
                    .push(self.text.len(), origin.locate(start + from));
                self.text.push_str(&text[from..range.end]);
            }
        }
    }
}

fn is_break(tag: &str) -> bool {
    let name = tag
        .trim_start_matches('<')
        .trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

#[cfg(test)]
mod tests {
    use super::*;
    use Block::{Heading, Item, Paragraph};

    fn lines(text: &str) -> Vec<Line> {
        super::read(text).lines
    }

    fn read(text: &str) -> Vec<(Block, String)> {
        lines(text)
            .into_iter()
            .map(|line| (line.block, line.text))
            .collect()
    }

    #[test]
    fn blocks_become_lines_without_their_marks() {
        for (text, expected) in [
            (
                "# عنوان {#id}\nنص",
                vec![(Heading, "عنوان"), (Paragraph, "نص")],
            ),
            ("عنوان\n=====\n", vec![(Heading, "عنوان")]),
            (
                "سطر\nسطر ثان\n\nفقرة",
                vec![(Paragraph, "سطر سطر ثان"), (Paragraph, "فقرة")],
            ),
            (
                "سطر  \nسطر<br>سطر",
                vec![(Paragraph, "سطر"), (Paragraph, "سطر"), (Paragraph, "سطر")],
            ),
            (
                "**غامق** و_مائل_ و `كود` و~~محذوف~~",
                vec![(Paragraph, "غامق و_مائل_ و كود ومحذوف")],
            ),
            (
                "[نص](http://a.b \"t\") و[نص][r] ![صورة](a.png)\n\n[r]: x",
                vec![(Paragraph, "نص ونص")],
            ),
            (
                "* بند\n  تكملة\n  * فرعي\n* [x] بند",
                vec![(Item, "بند تكملة"), (Item, "فرعي"), (Item, "بند")],
            ),
            (
                "1. أول\n\n   فقرة\n2. ثان",
                vec![(Item, "أول"), (Item, "فقرة"), (Item, "ثان")],
            ),
            (
                "> قول\n> تكملته\n\nنص",
                vec![(Paragraph, "قول تكملته"), (Paragraph, "نص")],
            ),
            (
                "| أ | ب |\n|---|---|\n| 1 | 2 |",
                vec![
                    (Paragraph, "أ"),
                    (Paragraph, "ب"),
                    (Paragraph, "1"),
                    (Paragraph, "2"),
                ],
            ),
            (
                "نص\n\n```\nx = 1\n```\n\n    y = 2\n\n---\n\nنص",
                vec![(Paragraph, "نص"), (Paragraph, "نص")],
            ),
            (
                "نص[^1] آخر\n\n[^1]: حاشية",
                vec![(Paragraph, "نص آخر"), (Paragraph, "حاشية")],
            ),
            ("أ &amp; ب \\[ج\\]", vec![(Paragraph, "أ & ب [ج]")]),
            (
                "نص <b>غامق</b> <!-- لا --> آخر",
                vec![(Paragraph, "نص غامق  آخر")],
            ),
            (
                "---\ntitle: عنوان\ndescription: وصف\n---\nنص",
                vec![(Heading, "عنوان"), (Paragraph, "نص")],
            ),
        ] {
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(block, line)| (block, line.to_owned()))
                .collect();
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn html_blocks_are_read_as_markdown_again() {
        let text = "<aside class=\"q\">\n  <img src=\"a.png\">\n    قول [رابط](x)\n    وتكملة.\n  <p>\n— *قائل*\n  </p>\n</aside>\n\n\
            <div>\n\nفقرة\n\n</div>\n\n<h2>عنوان</h2>\n\n<!-- لا -->\n\n<script>\nvar x;\n</script>\n\n<ul><li>بند</li></ul>\n";
        let expected = [
            (Paragraph, "قول رابط وتكملة."),
            (Paragraph, "— قائل"),
            (Paragraph, "فقرة"),
            (Heading, "عنوان"),
            (Item, "بند"),
        ];
        assert_eq!(
            read(text),
            expected.map(|(block, line)| (block, line.to_owned()))
        );
        let numbers: Vec<_> = lines(text).iter().map(|line| line.number).collect();
        assert_eq!(numbers, [3, 6, 12, 16, 24]);
    }

    #[test]
    fn offsets_lead_back_over_the_marks() {
        let text = "---\ntitle: ع\n---\n> قال **الوزير** إن\r\n> [الأمر](x) &laquo;تم&raquo;.\n\n<p>\n  ثم `ق` \n</p>\n";
        let found: Vec<_> = lines(text)
            .iter()
            .map(|line| &text[line.origin.locate_span(0..line.text.len())])
            .collect();
        assert_eq!(
            found,
            [
                "ع",
                "قال **الوزير** إن\r\n> [الأمر](x) &laquo;تم&raquo;.",
                "ثم `ق"
            ]
        );
        for line in lines(text) {
            for (at, c) in line
                .text
                .char_indices()
                .filter(|&(_, c)| c != ' ' && c != '«' && c != '»')
            {
                assert_eq!(text[line.origin.locate(at)..].chars().next(), Some(c));
            }
        }
    }
}
