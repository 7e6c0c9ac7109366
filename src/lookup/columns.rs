//! What it costs to put words in the places of a query's tokens, each word weighed once a query.
//!
//! A column holds the costs of one word against each of the query's distinct tokens. A
//! word of the match index of which only the class is known gets the least that it can cost; when
//! its text has been seen, what it does.

use rustc_hash::FxHashMap;

use super::score::{Cost, Costs, Weighted, distance_within, weigh, weight};
use crate::bitext::Lang;
use crate::memory::index::{Known, SourceToken};
use crate::text::tokens::{TokenKind, Tokens};

/// From how many cells on a narrow band is tried first.
const LARGE: usize = 1_000_000;

/// A column: its place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    start: usize,
    /// The weight of the word.
    weight: Cost,
    /// Whether its costs are those of the score, not the least that they can be.
    pub(super) is_exact: bool,
}

impl Column {
    /// Returns the weight of the word, in hundredths of a point.
    pub(super) fn weight(self) -> Cost {
        self.weight
    }
}

/// A query with what other words cost against it.
pub(super) struct Columns {
    lang: Lang,
    /// The distinct tokens.
    distinct: Vec<Weighted>,
    /// Which of them stands at each place.
    places: Vec<usize>,
    weights: Vec<Cost>,
    /// Costs in hundredths of a point; a column after the other, as long as `distinct`.
    table: Vec<u16>,
    words: FxHashMap<Box<str>, Column>,
    /// By class and form in the part that is looked at.
    numbered: FxHashMap<(u32, u32), Column>,
}

impl Columns {
    /// Weighs a query in `lang`.
    pub(super) fn new(query: &str, lang: Lang) -> Self {
        let mut distinct: Vec<Weighted> = Vec::new();
        let mut indices: FxHashMap<String, usize> = FxHashMap::default();
        let tokens = weigh(query, lang);
        let weights = tokens.iter().map(Weighted::weight).collect();
        let places = tokens
            .into_iter()
            .map(|token| {
                *indices.entry(token.text.clone()).or_insert_with(|| {
                    distinct.push(token);
                    distinct.len() - 1
                })
            })
            .collect();
        Self {
            lang,
            distinct,
            places,
            weights,
            table: Vec::new(),
            words: FxHashMap::default(),
            numbered: FxHashMap::default(),
        }
    }

    /// Returns the distinct tokens of the query, each with how often it stands there.
    pub(super) fn tokens(&self) -> impl Iterator<Item = (&Weighted, u32)> {
        let mut counts = vec![0; self.distinct.len()];
        self.places.iter().for_each(|&place| counts[place] += 1);
        self.distinct.iter().zip(counts)
    }

    /// Returns the weight of the query.
    pub(super) fn weight(&self) -> Cost {
        self.weights.iter().sum()
    }

    /// Returns the column of a word.
    pub(super) fn word(&mut self, text: &str, kind: TokenKind) -> Column {
        if let Some(&column) = self.words.get(text) {
            return column;
        }
        let word = Weighted::new(text, kind, self.lang);
        let column = Column {
            start: self.table.len(),
            weight: word.weight(),
            is_exact: true,
        };
        let costs = Costs::STANDARD;
        let costs = self
            .distinct
            .iter()
            .map(|t| costs.replacement(t, &word) as u16);
        self.table.extend(costs);
        self.words.insert(text.into(), column);
        column
    }

    /// Returns the columns of a text's tokens.
    pub(super) fn of_text(&mut self, text: &str, columns: &mut Vec<Column>) {
        columns.clear();
        for token in Tokens::of(text).iter() {
            columns.push(self.word(token.text, token.kind));
        }
    }

    /// Forgets the numbers of another part.
    pub(super) fn begin_part(&mut self) {
        self.numbered.clear();
    }

    /// Returns the column of a token of the part that is looked at, in which the query's distinct tokens are `known`.
    pub(super) fn numbered(&mut self, token: SourceToken, known: &[Option<Known>]) -> Column {
        if let Some(&column) = self.numbered.get(&(token.class, token.form)) {
            return column;
        }
        let kind = token.grade.kind();
        let costs = Costs::STANDARD;
        // Only between words of two classes can letters be alike, and only the text says whether they are.
        let mut is_exact = true;
        let start = self.table.len();
        for (asked, known) in self.distinct.iter().zip(known) {
            let heavier = weight(asked.grade).max(weight(token.grade));
            let share = match known {
                Some(known) if known.class == token.class => match known.form == Some(token.form) {
                    true => 0,
                    false => costs.same_class,
                },
                _ if kind == TokenKind::Word && asked.grade.kind() == TokenKind::Word => {
                    is_exact = false;
                    costs.alike
                }
                _ => 100,
            };
            self.table.push((heavier / 100 * share) as u16);
        }
        let column = Column {
            start,
            weight: weight(token.grade),
            is_exact,
        };
        self.numbered.insert((token.class, token.form), column);
        column
    }

    /// Tells what a token of the part that is looked at costs, now that its text has been seen.
    pub(super) fn learn(&mut self, token: SourceToken, column: Column) {
        self.numbered.insert((token.class, token.form), column);
    }

    /// Returns the cost of the cheapest edit script to a source with these columns, if it is at most `limit`.
    pub(super) fn distance_within(&self, columns: &[Column], limit: Cost) -> Option<Cost> {
        let source: Vec<Cost> = columns.iter().map(|column| column.weight).collect();
        let within = |limit| {
            distance_within(&self.weights, &source, limit, |i, j| {
                Cost::from(self.table[columns[j].start + self.places[i]])
            })
        };
        if self.weights.len().saturating_mul(source.len()) > LARGE {
            // Long texts that are near are near within a narrow band.
            let narrow = [16, 4].into_iter().find_map(|part| within(limit / part));
            return narrow.or_else(|| within(limit));
        }
        within(limit)
    }
}
