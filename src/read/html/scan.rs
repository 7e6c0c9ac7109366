//! A page from its first byte to its last: its lines, its blocks, and what it declares.
//!
//! Everything that a browser would show becomes lines, the page's furniture
//! too; each line knows the block it stands in and how much of it is links.
//! What belongs to the article is decided when all is known.

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::facts::{Facts, stops};
use super::hints::{self, Hints, Names, is_displayed_as_block, is_item};
use super::tree::{Group, Node, Progress, Tree};
use crate::bitext::{Block, Line};
use crate::read::builder::Builder;
use crate::read::elements::Kind;
use crate::read::plain;
use crate::read::references::{Stretch, stretches};
use crate::read::tags::{Key, Part, Tag, parts};

/// A value that the page gives in its head or in an attribute.
#[derive(Clone, Debug)]
pub(super) struct Declared {
    /// The name, in lower case.
    pub(super) name: String,
    /// Where the value stands.
    pub(super) value: Range<usize>,
}

/// All that was found in a page.
pub(super) struct Scanned {
    pub(super) lines: Vec<Line>,
    /// Parallel to the lines.
    pub(super) facts: Vec<Facts>,
    pub(super) nodes: Vec<Node>,
    /// What `<meta>`, `<html>` and dated elements declare, in order.
    pub(super) declared: Vec<Declared>,
    /// The scripts that hold JSON-LD.
    pub(super) data: Vec<Range<usize>>,
}

/// How many bytes one link may have: what follows was meant to stand behind it.
const LONGEST_LINK: usize = 600;

/// Scans a page. Of a text that is no page but came out of one, line ends end lines.
pub(super) fn scan(html: &str, preformatted: bool) -> Scanned {
    let mut scan = Scan {
        html,
        preformatted,
        builder: Builder::new(html),
        tree: Tree::new(),
        names: Names::default(),
        line: Facts::default(),
        facts: Vec::new(),
        link: 0,
        heading_begins: 0,
        in_data: false,
        in_body: false,
        sought: None,
        declared: Vec::new(),
        data: Vec::new(),
    };
    for part in parts(html) {
        match part {
            Part::Text(range) => scan.text(range),
            Part::Open(tag) => scan.open(&tag),
            Part::Close(element) => {
                scan.in_data = false;
                if element.is_block || scan.tree.is_block(&element) {
                    scan.end_line();
                }
                if element.kind != Kind::Body {
                    scan.tree.close(&element, scan.progress());
                }
            }
        }
    }
    scan.end_line();
    Scanned {
        nodes: scan.tree.finish(scan.facts.len()),
        lines: scan.builder.finish(),
        facts: scan.facts,
        declared: scan.declared,
        data: scan.data,
    }
}

struct Scan<'a> {
    html: &'a str,
    preformatted: bool,
    builder: Builder,
    tree: Tree,
    names: Names<'a>,
    /// What is known of the line under construction.
    line: Facts,
    facts: Vec<Facts>,
    /// How many more bytes the open link may have.
    link: usize,
    /// How many lines there were when the innermost heading began.
    heading_begins: usize,
    /// A script with JSON-LD is open.
    in_data: bool,
    in_body: bool,
    /// The name of what the next text declares.
    sought: Option<&'static str>,
    declared: Vec<Declared>,
    data: Vec<Range<usize>>,
}

/// What a piece of text stands in.
#[derive(Clone, Copy)]
struct Within {
    link: bool,
    said: bool,
}

impl<'a> Scan<'a> {
    fn text(&mut self, range: Range<usize>) {
        if self.in_data {
            self.data.push(range);
            return;
        }
        if self.tree.holds(Group::Unread) || self.tree.holds_in_line(Group::Mark) {
            return;
        }
        if let Some(name) = self.sought
            && !self.html[range.clone()].trim().is_empty()
        {
            self.declare(name, range.clone());
            self.sought = None;
        }
        let within = Within {
            link: self.tree.holds(Group::Link),
            said: self.tree.holds_in_line(Group::Said),
        };
        let preformatted = self.preformatted || self.tree.holds(Group::Preformatted);
        if !self.html[range.clone()].contains('&') {
            return self.verbatim(range, preformatted, within);
        }
        for stretch in stretches(self.html, range) {
            match stretch {
                Stretch::Reference(range, text) => {
                    self.count(&text, within);
                    self.builder.replace(&text, range);
                }
                Stretch::Verbatim(range) => self.verbatim(range, preformatted, within),
            }
        }
    }

    /// Counts a piece of text for what is known of the line.
    fn count(&mut self, text: &str, within: Within) {
        let visible = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
        let size = visible.count();
        if size == 0 {
            return;
        }
        self.line.size += size;
        self.line.tail = within.link.then(|| {
            let before = self.line.tail.unwrap_or(0);
            xxh3_64_with_seed(text.trim().as_bytes(), before)
        });
        if within.link {
            let linked = size.min(self.link);
            self.link -= linked;
            self.line.linked += linked;
        }
        if within.said {
            self.line.said += size;
        }
    }

    fn verbatim(&mut self, range: Range<usize>, preformatted: bool, within: Within) {
        if !preformatted {
            self.count(&self.html[range.clone()], within);
            return self.collapsed(range);
        }
        for (index, line) in plain::ranges(&self.html[range.clone()]).enumerate() {
            if index > 0 {
                self.end_line();
            }
            let start = range.start + line.start;
            let line = &self.html[start..range.start + line.end];
            self.count(line, within);
            self.builder.push(line, start);
        }
    }

    /// Adds text with each run of white space as one space.
    fn collapsed(&mut self, range: Range<usize>) {
        let is_space = |c: &u8| matches!(c, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
        let bytes = &self.html.as_bytes()[..range.end];
        let mut at = range.start;
        while at < range.end {
            // A single space stands for itself.
            let mut word = at;
            while word < range.end
                && (!is_space(&bytes[word])
                    || (bytes[word] == b' '
                        && word > at
                        && bytes.get(word + 1).is_some_and(|next| !is_space(next))))
            {
                word += 1;
            }
            self.builder.push(&self.html[at..word], at);
            let gap = bytes[word..].iter().take_while(|c| is_space(c)).count();
            if gap > 0 && !self.builder.is_after_space() {
                self.builder.replace(" ", word..word + gap);
            }
            at = word + gap;
        }
    }

    fn open(&mut self, tag: &Tag) {
        let element = &tag.element;
        if element.is_block {
            self.end_line();
            // A heading that was never closed ends where the next block begins.
            if self.facts.len() > self.heading_begins {
                let is_heading = self.tree.innermost().is_some_and(|open| open.is_heading());
                if is_heading {
                    self.tree.close_innermost(Group::Heading, self.progress());
                }
            }
        }
        self.tree.imply_ends(element, self.progress());
        match element.kind {
            Kind::Break | Kind::Void => return,
            Kind::Meta => return self.meta(tag),
            Kind::Body if self.in_body => return,
            Kind::Body => {
                self.in_body = true;
                self.tree.clear(self.progress());
            }
            // Outside of preformatted text, code is a word of its sentence.
            Kind::Code if !self.tree.holds(Group::Preformatted) => return,
            Kind::Heading(_) => self.heading_begins = self.facts.len(),
            Kind::Script => {
                self.in_data = tag
                    .get(Key::Type)
                    .is_some_and(|kind| self.html[kind].contains("ld+json"));
            }
            Kind::Other if &*element.name == "html" => {
                if let Some(lang) = tag.get(Key::Lang) {
                    self.declare("lang", lang);
                }
                return;
            }
            // Within a page, an element of its own may be written as in XML.
            Kind::Other if tag.closed && element.name.contains([':', '-']) => return,
            _ => {}
        }
        let hints = self.hints(tag);
        self.dated(tag, hints);
        let groups = self.groups(tag, hints);
        let style = tag.get(Key::Style).map(|style| &self.html[style]);
        let is_block = element.is_block || style.is_some_and(is_displayed_as_block);
        if is_block && !element.is_block {
            self.end_line();
        }
        self.tree
            .push(element, is_block, hints, &groups, self.progress());
    }

    /// What the tag and the place where it stands say of what follows.
    fn hints(&mut self, tag: &Tag) -> Hints {
        let mut hints = hints::hints(self.html, tag, &mut self.names);
        let is_furniture = match tag.element.kind {
            // The header of an article holds its title, that of a page its name and menu.
            Kind::Header => !self.tree.holds(Group::Content),
            // In a quotation it names who said it.
            Kind::Footer => self.tree.get(self.tree.node()).kind != Kind::Blockquote,
            Kind::Form => true,
            _ => false,
        };
        if is_furniture {
            hints |= Hints::FURNITURE;
        }
        hints
    }

    fn groups(&mut self, tag: &Tag, hints: Hints) -> Vec<Group> {
        let mut groups = Vec::new();
        let kind = tag.element.kind;
        let is_phrase = matches!(
            kind,
            Kind::Anchor | Kind::Phrase | Kind::Superscript | Kind::Time
        );
        let href = tag.get(Key::Href).map(|href| &self.html[href]);
        if kind == Kind::Anchor && href.is_some() {
            groups.push(Group::Link);
            self.link = LONGEST_LINK;
            self.line.tail = None;
            self.line.links += 1;
        }
        // «1» in raised letters that leads to a note.
        let is_note = href.is_some_and(|href| href.starts_with('#'))
            && self
                .tree
                .innermost()
                .is_some_and(|open| open.kind == Kind::Superscript);
        // A button in a heading opens what stands below it.
        let is_button =
            kind == Kind::Furniture && !tag.element.is_block && !self.tree.holds(Group::Heading);
        let is_mark = is_button || is_phrase && hints.any(Hints::MARK | Hints::HIDDEN);
        if is_note || is_mark {
            groups.push(Group::Mark);
        }
        if is_phrase && hints.any(Hints::SAID | Hints::FURNITURE) {
            groups.push(Group::Said);
        }
        if hints.any(Hints::CAPTION) && kind != Kind::Caption {
            groups.push(Group::Caption);
        }
        if is_phrase && self.line.size == 0 {
            self.line.hints |= hints;
        }
        if kind == Kind::Code {
            groups.push(Group::Unread);
        }
        let style = tag.get(Key::Style).map(|style| &self.html[style]);
        if kind == Kind::Paragraph && style.is_some_and(is_item) {
            groups.push(Group::Item);
        }
        groups
    }

    fn progress(&self) -> Progress {
        Progress {
            lines: self.facts.len(),
            begun: self.line.size > 0,
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let Some(value) = tag.get(Key::Content) else {
            return;
        };
        for key in [Key::Property, Key::Name, Key::ItemProp, Key::HttpEquiv] {
            if let Some(name) = tag.get(key) {
                self.declared.push(Declared {
                    name: self.html[name].to_ascii_lowercase(),
                    value: value.clone(),
                });
            }
        }
    }

    /// Notes a date in the attributes of a tag, or that the text that follows is one.
    fn dated(&mut self, tag: &Tag, hints: Hints) {
        if hints.any(Hints::DATELINE) && self.sought.is_none() {
            self.sought = Some("dateline");
        }
        let name = if hints.any(Hints::SURE_DATE) {
            "datepublished"
        } else if tag.element.kind == Kind::Time {
            "time"
        } else if hints.any(Hints::DATE) {
            // What stands in the attributes of such an element is no date.
            self.sought = Some("date-text");
            return;
        } else {
            return;
        };
        let keys = [Key::Content, Key::DateTime, Key::Title];
        match keys.into_iter().find_map(|key| tag.get(key)) {
            Some(value) if !value.is_empty() => self.declare(name, value),
            _ => self.sought = Some(name),
        }
    }

    fn declare(&mut self, name: &str, value: Range<usize>) {
        self.declared.push(Declared {
            name: name.to_owned(),
            value,
        });
    }

    fn end_line(&mut self) {
        let facts = std::mem::take(&mut self.line);
        let is_title = self.tree.holds(Group::Title);
        let is_heading = self.tree.holds(Group::Heading);
        let block = if is_title || is_heading {
            Block::Heading
        } else if self.tree.holds(Group::Caption)
            || facts.hints.any(Hints::CAPTION)
            || self.tree.place(Group::Figure) > self.tree.place(Group::Quoted)
        {
            Block::Caption
        } else if self.tree.holds(Group::Item) {
            Block::Item
        } else {
            Block::Paragraph
        };
        if !self.builder.end(block) {
            return;
        }
        let text = self.builder.last();
        let node = self.tree.node();
        self.facts.push(Facts {
            node,
            words: text.split(' ').filter(|word| !word.is_empty()).count(),
            rank: if is_heading { self.rank(node) } else { 0 },
            is_title,
            stops: stops(text),
            ..facts
        });
    }

    /// The rank of the heading in which a node stands.
    fn rank(&self, mut node: usize) -> u8 {
        // Nothing but a few wrappers stands between a heading and its text.
        for _ in 0..8 {
            if let Kind::Heading(rank) = self.tree.get(node).kind {
                return rank;
            }
            node = self.tree.get(node).parent;
        }
        6
    }
}
