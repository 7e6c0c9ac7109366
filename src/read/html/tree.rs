//! The elements that are open at a place of the page, and the blocks of the page as a tree.
//!
//! Elements are closed as the HTML standard does it in ordinary cases: a block
//! ends a paragraph, an item the item before, nothing in a cell ends what
//! stands around its table, and a stray end tag ends nothing. An element within
//! a line that is closed while a block in it is open ends alone.
//!
//! Each step takes constant time however many elements are open, because the
//! places of those that matter are kept apart, the innermost last.

use std::ops::Range;
use std::rc::Rc;

use super::hints::Hints;
use crate::read::elements::{Element, Kind};

/// A block of the page, or an element within a line that says something of itself.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// The node it stands in; the page itself stands in itself.
    pub(super) parent: usize,
    /// What the element is.
    pub(super) kind: Kind,
    /// What its attributes say.
    pub(super) hints: Hints,
    /// The lines it holds, by their numbers.
    pub(super) lines: Range<usize>,
}

/// What is asked of all open elements at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// Those that stand on lines of their own.
    Block,
    /// Those that end tags from within do not reach beyond.
    Scope,
    Paragraph,
    Heading,
    Item,
    List,
    Term,
    Terms,
    Cell,
    Row,
    Table,
    Caption,
    Figure,
    /// What may stand in a figure and is no caption: tables, quotations.
    Quoted,
    Preformatted,
    Title,
    /// Links to elsewhere.
    Link,
    /// What is never read.
    Unread,
    /// Marks within a line that are no text: of a note, to edit a section.
    Mark,
    /// What is said of the article within a line: its date, its author.
    Said,
    /// The articles and the main part: a page header within is theirs.
    Content,
}

const GROUPS: usize = Group::Content as usize + 1;

/// An element that is open.
struct Entry {
    element: Rc<Element>,
    is_block: bool,
    node: Option<usize>,
    /// It was closed while something in it stayed open.
    dead: bool,
}

/// How far the lines of the page have come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Progress {
    /// How many are done.
    pub(super) lines: usize,
    /// Another is begun.
    pub(super) begun: bool,
}

/// The open elements, the outermost first, and the tree of all nodes so far.
pub(super) struct Tree {
    nodes: Vec<Node>,
    entries: Vec<Entry>,
    groups: [Vec<usize>; GROUPS],
    /// For each element of the page, the places of those that are open.
    by_element: Vec<Vec<usize>>,
    /// The nodes that are open.
    open: Vec<usize>,
}

impl Tree {
    /// Begins the tree of a page.
    pub(super) fn new() -> Self {
        Self {
            nodes: vec![Node {
                parent: 0,
                kind: Kind::Body,
                hints: Hints::default(),
                lines: 0..0,
            }],
            entries: Vec::new(),
            groups: std::array::from_fn(|_| Vec::new()),
            by_element: Vec::new(),
            open: vec![0],
        }
    }

    /// Ends the tree of a page with so many lines.
    pub(super) fn finish(mut self, lines: usize) -> Vec<Node> {
        let at = Progress {
            lines,
            begun: false,
        };
        while self.pop(at, false) {}
        self.nodes[0].lines = 0..lines;
        for node in &mut self.nodes {
            node.lines.end = node.lines.end.min(lines);
        }
        self.nodes
    }

    /// The innermost open node.
    pub(super) fn node(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    /// What is known of a node so far.
    pub(super) fn get(&self, node: usize) -> &Node {
        &self.nodes[node]
    }

    /// The place of the innermost open element of the group, from 1; 0 if there is none.
    pub(super) fn place(&mut self, group: Group) -> usize {
        let places = &mut self.groups[group as usize];
        while let Some(&place) = places.last() {
            if !self.entries[place].dead {
                return place + 1;
            }
            places.pop();
        }
        0
    }

    /// Tells whether an element of the group is open.
    pub(super) fn holds(&mut self, group: Group) -> bool {
        self.place(group) > 0
    }

    /// Tells whether an element of the group is open within the innermost block.
    pub(super) fn holds_in_line(&mut self, group: Group) -> bool {
        self.place(group) > self.place(Group::Block)
    }

    /// The element that is innermost of those open.
    pub(super) fn innermost(&self) -> Option<&Element> {
        self.entries.last().map(|entry| &*entry.element)
    }

    /// Closes what an element ends where it begins; `at` is how far the lines have come.
    pub(super) fn imply_ends(&mut self, element: &Element, at: Progress) {
        match element.kind {
            Kind::Item => self.end_within(Group::Item, Group::List, at),
            Kind::Term => self.end_within(Group::Term, Group::Terms, at),
            Kind::Cell => self.end_within(Group::Cell, Group::Table, at),
            Kind::Row => self.end_within(Group::Row, Group::Table, at),
            Kind::Anchor => self.close_innermost(Group::Link, at),
            Kind::Break => return,
            _ => {}
        }
        if element.is_block {
            self.end_within(Group::Paragraph, Group::Scope, at);
        }
    }

    /// Opens an element that is shown as a block or within a line; one that says nothing and is no block becomes no node.
    pub(super) fn push(
        &mut self,
        element: &Rc<Element>,
        is_block: bool,
        hints: Hints,
        groups: &[Group],
        at: Progress,
    ) {
        let place = self.entries.len();
        let is_node = is_block || hints != Hints::default();
        let node = is_node.then(|| {
            self.nodes.push(Node {
                parent: self.node(),
                kind: element.kind,
                hints,
                lines: at.lines..usize::MAX,
            });
            let node = self.nodes.len() - 1;
            self.open.push(node);
            node
        });
        for &group in groups.iter().chain(groups_of(element)) {
            self.groups[group as usize].push(place);
        }
        if is_block {
            self.groups[Group::Block as usize].push(place);
        }
        if self.by_element.len() <= element.number {
            self.by_element.resize(element.number + 1, Vec::new());
        }
        self.by_element[element.number].push(place);
        self.entries.push(Entry {
            element: Rc::clone(element),
            is_block,
            node,
            dead: false,
        });
    }

    /// Tells whether the innermost element of this kind is shown as a block.
    pub(super) fn is_block(&self, element: &Element) -> bool {
        let places = self.by_element.get(element.number);
        let place = places.and_then(|places| places.last());
        place.is_some_and(|&place| self.entries[place].is_block)
    }

    /// Closes the innermost element of this kind, if an end tag here reaches it.
    pub(super) fn close(&mut self, element: &Element, at: Progress) {
        let places = self.by_element.get(element.number);
        let Some(&place) = places.and_then(|places| places.last()) else {
            return;
        };
        let barrier = match element.kind {
            Kind::Table => 0,
            Kind::Cell | Kind::Row => self.place(Group::Table),
            _ => self.place(Group::Scope),
        };
        if place + 1 < barrier {
            return;
        }
        let within_a_block = !self.entries[place].is_block && place + 1 < self.place(Group::Block);
        if within_a_block {
            self.close_alone(place, at);
        } else {
            self.cut(place + 1, at);
            self.pop(at, true);
        }
    }

    /// Closes the innermost open element of the group.
    pub(super) fn close_innermost(&mut self, group: Group, at: Progress) {
        let place = self.place(group);
        if place == 0 {
            return;
        }
        if place < self.place(Group::Block) {
            self.close_alone(place - 1, at);
        } else {
            self.cut(place - 1, at);
        }
    }

    /// Closes all elements, as the body does where it begins.
    pub(super) fn clear(&mut self, at: Progress) {
        self.cut(0, at);
    }

    /// Closes the innermost element of one group unless one of another stands within it.
    fn end_within(&mut self, group: Group, barrier: Group, at: Progress) {
        let place = self.place(group);
        if place > self.place(barrier) && place > self.place(Group::Table) {
            self.cut(place - 1, at);
        }
    }

    /// Closes an element and leaves open what stands in it.
    fn close_alone(&mut self, place: usize, at: Progress) {
        let entry = &mut self.entries[place];
        entry.dead = true;
        let is_block = entry.is_block;
        if let Some(node) = entry.node.take() {
            self.end(node, is_block, at);
        }
        let places = &mut self.by_element[self.entries[place].element.number];
        if places.last() == Some(&place) {
            places.pop();
        }
    }

    /// Closes all elements from this place on.
    fn cut(&mut self, place: usize, at: Progress) {
        while self.entries.len() > place && self.pop(at, false) {}
    }

    /// Ends a node; one within a line that holds lines holds the one under construction, too.
    fn end(&mut self, node: usize, is_block: bool, at: Progress) {
        let node = &mut self.nodes[node];
        let more = !is_block && at.begun && at.lines > node.lines.start;
        node.lines.end = at.lines + usize::from(more);
    }

    /// Closes the innermost element; `written` tells whether its own end tag did it.
    fn pop(&mut self, at: Progress, written: bool) -> bool {
        let Some(entry) = self.entries.pop() else {
            return false;
        };
        let place = self.entries.len();
        for group in &mut self.groups {
            if group.last() == Some(&place) {
                group.pop();
            }
        }
        let places = &mut self.by_element[entry.element.number];
        if places.last() == Some(&place) {
            places.pop();
        }
        if let Some(node) = entry.node {
            self.end(node, entry.is_block, at);
            // How far an element within a line was meant to reach is not known without its end tag.
            if !written && !entry.is_block {
                self.nodes[node].hints = Hints::default();
            }
            while self.open.pop().is_some_and(|open| open != node) {}
            // Those that were closed alone go with what stood in them.
            while self.node() > 0 && self.nodes[self.node()].lines.end != usize::MAX {
                self.open.pop();
            }
        }
        true
    }
}

/// The groups to which the element belongs by its name.
fn groups_of(element: &Element) -> &'static [Group] {
    match element.kind {
        Kind::Paragraph => &[Group::Paragraph],
        Kind::Heading(_) => &[Group::Heading],
        Kind::Item => &[Group::Item],
        Kind::List => &[Group::List],
        Kind::Term => &[Group::Term],
        Kind::Terms => &[Group::Terms],
        Kind::Cell => &[Group::Cell, Group::Scope],
        Kind::Row => &[Group::Row],
        Kind::Table => &[Group::Table, Group::Scope, Group::Quoted],
        Kind::Blockquote => &[Group::Quoted],
        Kind::Figure => &[Group::Figure],
        Kind::Caption => &[Group::Caption],
        Kind::Preformatted => &[Group::Preformatted, Group::Quoted],
        Kind::Title => &[Group::Title],
        Kind::Article | Kind::Main => &[Group::Content],
        Kind::NeverText | Kind::Script => &[Group::Unread],
        _ => &[],
    }
}
