//! Which lines of a page are not its article's, by the blocks they stand in.
//!
//! A block is left out if it is named for what it is (`related-posts`), if it
//! is hidden, if it is nothing but links, or if it is one of several cards with
//! a linked headline. The names are held against what the block holds: one
//! with the title and a good part of the page's running text is the article,
//! however it is called. What only its words give away is left to
//! [`clean`](crate::clean).

use std::ops::Range;

use super::facts::Facts;
use super::hints::Hints;
use super::scan::Scanned;
use crate::bitext::Block;
use crate::read::elements::Kind;

/// Why a line is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Kept,
    /// It belongs to the page.
    Furniture,
    /// It says when, by whom and where the article was written.
    Said,
    /// It is nothing but links.
    Links,
}

/// What was made of a page's lines.
pub(super) struct Verdict {
    /// Parallel to the lines.
    pub(super) fates: Vec<Fate>,
    /// Lines that may repeat what the text says, as pull quotes do.
    pub(super) quotes: Vec<Range<usize>>,
}

/// How many bytes a card with a headline and a few words below it may have.
const CARD: usize = 1200;

/// How many words a button may have: a question that opens its answer has more.
const BUTTON: usize = 3;

/// How many words may tell when and by whom an article was written.
const SAID: usize = 40;

/// Judges all lines; `keys` are those that are as the page's title.
pub(super) fn judge(page: &Scanned, keys: &[bool]) -> Verdict {
    let mut court = Court {
        page,
        sums: Sums::new(page, keys),
        fates: vec![Fate::Kept; page.lines.len()],
        quotes: Vec::new(),
    };
    court.named_blocks();
    court.cards(keys);
    court.blocks_of_links();
    court.lines(keys);
    Verdict {
        fates: court.fates,
        quotes: court.quotes,
    }
}

struct Court<'a> {
    page: &'a Scanned,
    sums: Sums,
    fates: Vec<Fate>,
    quotes: Vec<Range<usize>>,
}

impl Court<'_> {
    /// Leaves out the blocks whose element, name or role says what they are.
    fn named_blocks(&mut self) {
        let nodes = &self.page.nodes;
        // Which nodes stand in an article or its text.
        let mut within = vec![false; nodes.len()];
        let mut judged = 0;
        for (index, node) in nodes.iter().enumerate().skip(1) {
            let is_body =
                node.hints.any(Hints::BODY) || matches!(node.kind, Kind::Article | Kind::Main);
            within[index] = within[node.parent] || is_body;
            if node.lines.is_empty() || node.lines.start < judged {
                continue;
            }
            let lines = node.lines.clone();
            let is_box = node.kind == Kind::Aside && within[index] && self.is_box(&lines);
            let is_aside = node.kind == Kind::Aside && !is_box;
            let furniture = Hints::FURNITURE | Hints::COMMENTS | Hints::HIDDEN | Hints::MARK;
            let is_button = node.hints.any(Hints::BUTTON) && self.sums.words.over(&lines) <= BUTTON;
            let fate = if node.hints.any(Hints::PULL_QUOTE) {
                self.quotes.push(lines.clone());
                continue;
            } else if is_aside || is_button || node.hints.any(furniture) {
                Fate::Furniture
            } else if node.hints.any(Hints::SAID) && self.is_said(&lines) {
                Fate::Said
            } else {
                if is_box {
                    self.quotes.push(lines);
                }
                continue;
            };
            if fate == Fate::Furniture && self.is_article(&lines, node.hints) {
                continue;
            }
            self.fates[lines.clone()].fill(fate);
            judged = lines.end;
        }
    }

    /// Tells whether an aside holds running text, as a box with the background of a story does.
    fn is_box(&self, lines: &Range<usize>) -> bool {
        self.sums.prose.over(lines) > 0
            && 2 * self.sums.linked.over(lines) < self.sums.size.over(lines)
    }

    fn is_said(&self, lines: &Range<usize>) -> bool {
        self.sums.words.over(lines) <= SAID
            && self.sums.keys.over(lines) == 0
            && self.sums.body.over(lines) == 0
    }

    /// Tells whether a block that is named otherwise holds the article all the same.
    fn is_article(&self, lines: &Range<usize>, hints: Hints) -> bool {
        let prose = self.sums.prose.over(lines);
        let all = self.sums.prose.all();
        let has_title = self.sums.keys.over(lines) > 0;
        prose > 0
            && (self.sums.body.over(lines) > 0
                || (has_title && 4 * prose >= all)
                || (!hints.any(Hints::COMMENTS) && 5 * prose >= 3 * all))
    }

    /// Leaves out each of several cards with a headline that leads elsewhere.
    fn cards(&mut self, keys: &[bool]) {
        let (nodes, facts) = (&self.page.nodes, &self.page.facts);
        let is_head = |line: usize, fact: &Facts| fact.rank > 0 && fact.is_linked() && !keys[line];
        let heads = Sum::new(facts.iter().enumerate(), |&(line, fact)| {
            usize::from(is_head(line, fact) && self.fates[line] == Fate::Kept)
        });
        for (line, fact) in facts.iter().enumerate() {
            if !is_head(line, fact) || self.fates[line] != Fate::Kept {
                continue;
            }
            let is_card = |node: usize| {
                let lines = &nodes[node].lines;
                node > 0
                    && heads.over(lines) == 1
                    && self.sums.keys.over(lines) == 0
                    && self.sums.body.over(lines) == 0
                    && self.sums.size.over(lines) <= CARD
            };
            let mut card = fact.node;
            while is_card(nodes[card].parent) {
                card = nodes[card].parent;
            }
            let is_one_of_several = heads.over(&nodes[nodes[card].parent].lines) > 1;
            if is_card(card) && is_one_of_several && !matches!(nodes[card].kind, Kind::Heading(_)) {
                self.fates[nodes[card].lines.clone()].fill(Fate::Furniture);
            }
        }
    }

    /// Leaves out lists, tables and other blocks that are nothing but links.
    fn blocks_of_links(&mut self) {
        let mut judged = 0;
        for node in self.page.nodes.iter().skip(1) {
            let lines = &node.lines;
            if lines.is_empty() || lines.start < judged || matches!(node.kind, Kind::Heading(_)) {
                continue;
            }
            let sums = &self.sums;
            // In a list of headlines each has its link, and perhaps a date beside it.
            let is_list = node.kind == Kind::List
                && sums.links.over(lines) >= lines.len()
                && sums.stops.over(lines) == 0;
            let share = if is_list { 65 } else { 85 };
            let is_linked = 100 * sums.linked.over(lines) >= share * sums.size.over(lines)
                && sums.links.over(lines) > 1
                && sums.prose.over(lines) == 0
                && sums.keys.over(lines) == 0;
            if is_linked {
                judged = lines.end;
                for fate in &mut self.fates[lines.clone()] {
                    if *fate == Fate::Kept {
                        *fate = Fate::Links;
                    }
                }
            }
        }
    }

    /// Leaves out single lines that are links to elsewhere, or say something of the article.
    fn lines(&mut self, keys: &[bool]) {
        for (line, fact) in self.page.facts.iter().enumerate() {
            if self.fates[line] != Fate::Kept || fact.rank > 0 || keys[line] {
                continue;
            }
            let found = &self.page.lines[line];
            let is_sentence = fact.stops && fact.words >= 12;
            let is_dated_link = fact.linked > 0
                && fact.said > 0
                && !fact.stops
                && 10 * (fact.linked + fact.said) >= 8 * fact.size;
            let is_link = (fact.is_linked() && !is_sentence) || is_labeled_link(&found.text, fact);
            if 10 * fact.said >= 8 * fact.size.max(1) {
                self.fates[line] = Fate::Said;
            } else if is_dated_link || (is_link && found.block == Block::Paragraph) {
                self.fates[line] = Fate::Links;
            }
        }
    }
}

/// Tells whether a line is a link with a few words and a colon before it.
fn is_labeled_link(text: &str, fact: &Facts) -> bool {
    let Some((label, _)) = text.split_once([':', '|', '：']) else {
        return false;
    };
    let words = label.split_whitespace().count();
    let written = label
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .count();
    fact.linked > 0
        && (1..=4).contains(&words)
        && 10 * fact.linked >= 9 * fact.size.saturating_sub(written + 1)
}

/// A sum over the lines, asked for any range of them.
pub(super) struct Sum(Vec<usize>);

impl Sum {
    /// Adds up what `weigh` gives for each line.
    pub(super) fn new<T>(lines: impl Iterator<Item = T>, weigh: impl Fn(&T) -> usize) -> Self {
        let mut sums = vec![0];
        let mut sum = 0;
        for line in lines {
            sum += weigh(&line);
            sums.push(sum);
        }
        Self(sums)
    }

    /// The sum over a range.
    pub(super) fn over(&self, lines: &Range<usize>) -> usize {
        self.0[lines.end] - self.0[lines.start]
    }

    fn all(&self) -> usize {
        self.over(&(0..self.0.len() - 1))
    }
}

struct Sums {
    /// Words of running text.
    prose: Sum,
    words: Sum,
    size: Sum,
    linked: Sum,
    links: Sum,
    /// Lines that end as sentences do.
    stops: Sum,
    /// Lines that are as the page's title.
    keys: Sum,
    /// Words of running text in what machines are told is the article's text.
    body: Sum,
}

impl Sums {
    fn new(page: &Scanned, keys: &[bool]) -> Self {
        let facts = || page.facts.iter();
        let prose = |fact: &&Facts| if fact.is_prose() { fact.words } else { 0 };
        let mut in_body = vec![false; page.lines.len()];
        let mut marked = 0;
        for node in &page.nodes {
            if node.hints.any(Hints::SURE_BODY) && node.lines.start >= marked {
                in_body[node.lines.clone()].fill(true);
                marked = node.lines.end;
            }
        }
        Self {
            prose: Sum::new(facts(), prose),
            words: Sum::new(facts(), |fact| fact.words),
            size: Sum::new(facts(), |fact| fact.size),
            linked: Sum::new(facts(), |fact| fact.linked),
            links: Sum::new(facts(), |fact| fact.links),
            stops: Sum::new(facts(), |fact| usize::from(fact.stops)),
            keys: Sum::new(keys.iter(), |&&key| usize::from(key)),
            body: Sum::new(
                facts().zip(in_body),
                |(fact, in_body)| {
                    if *in_body { prose(fact) } else { 0 }
                },
            ),
        }
    }
}
