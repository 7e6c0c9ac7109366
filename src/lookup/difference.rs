//! Which words of two texts are not the same, for showing.
//!
//! The words are those of the score, with their places in the texts as they came.

use std::ops::Range;

use super::score::{Costs, Edit, Weighted, script};
use crate::bitext::Lang;
use crate::text::tokens::{Located, locate};

/// What differs between two texts: byte ranges of each, ascending, end-exclusive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What of the query is not in the source.
    pub query: Vec<Range<usize>>,
    /// What of the source is not in the query.
    pub source: Vec<Range<usize>>,
}

/// Texts whose lengths in tokens have a larger product are not compared word by word.
const LARGEST: usize = 4_000_000;

/// Returns what differs between a query and a source in `lang`.
///
/// Words that are only spelled otherwise are the same. Ranges that touch, or with white space between, are one.
/// Texts of thousands of words each differ in one range: from the first word that is not the same to the last.
pub fn difference(query: &str, source: &str, lang: Lang) -> Difference {
    let (x, y) = (locate(query), locate(source));
    let costs = Costs::STANDARD;
    let weigh = |tokens: &[Located]| -> Vec<Weighted> {
        tokens
            .iter()
            .map(|token| Weighted::new(&token.text, token.kind, lang))
            .collect()
    };
    if x.len().saturating_mul(y.len()) > LARGEST {
        return ends(&x, &y);
    }
    let mut difference = Difference::default();
    for edit in script(&weigh(&x), &weigh(&y), &costs) {
        let (in_query, in_source) = match edit {
            Edit::Same(..) => continue,
            Edit::Replace(i, j) => (Some(i), Some(j)),
            Edit::Delete(i) => (Some(i), None),
            Edit::Insert(j) => (None, Some(j)),
        };
        if let Some(i) = in_query {
            push(&mut difference.query, x[i].span.clone(), query);
        }
        if let Some(j) = in_source {
            push(&mut difference.source, y[j].span.clone(), source);
        }
    }
    difference
}

/// What stands between the tokens that both texts begin and end with.
fn ends(x: &[Located], y: &[Located]) -> Difference {
    let is_same = |(a, b): &(&Located, &Located)| a.text == b.text;
    let head = x.iter().zip(y).take_while(is_same).count();
    let (x, y) = (&x[head..], &y[head..]);
    let tail = x
        .iter()
        .rev()
        .zip(y.iter().rev())
        .take_while(is_same)
        .count();
    let range = |tokens: &[Located]| {
        let inner = &tokens[..tokens.len() - tail];
        let (first, last) = (inner.first()?, inner.last()?);
        Some(first.span.start..last.span.end)
    };
    Difference {
        query: range(x).into_iter().collect(),
        source: range(y).into_iter().collect(),
    }
}

fn push(ranges: &mut Vec<Range<usize>>, span: Range<usize>, text: &str) {
    match ranges.last_mut() {
        Some(last) if last.end >= span.start || text[last.end..span.start].trim().is_empty() => {
            last.end = last.end.max(span.end)
        }
        _ => ranges.push(span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn other_words_are_marked_and_other_spellings_are_not() {
        let (a, b) = (
            "وصلَ الوفد إلى القرية الصغيرة أمس.",
            "وصل الوفد الى المدينة أمس مساءً.",
        );
        let found = difference(a, b, Lang::Ar);
        let marked = |text: &str, ranges: &[Range<usize>]| {
            ranges
                .iter()
                .map(|r| text[r.clone()].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(marked(a, &found.query), ["القرية الصغيرة"]);
        assert_eq!(marked(b, &found.source), ["المدينة", "مساءً"]);
    }

    #[test]
    fn long_texts_differ_in_one_range() {
        let words = "كلمة ".repeat(3000);
        let (a, b) = (
            format!("{words}هنا {words}"),
            format!("{words}هناك ثم {words}"),
        );
        let found = difference(&a, &b, Lang::Ar);
        assert_eq!(
            found
                .query
                .iter()
                .map(|r| &a[r.clone()])
                .collect::<Vec<_>>(),
            ["هنا"]
        );
        assert_eq!(
            found
                .source
                .iter()
                .map(|r| &b[r.clone()])
                .collect::<Vec<_>>(),
            ["هناك ثم"]
        );
        assert_eq!(difference(&a, &a, Lang::Ar), Difference::default());
    }

    proptest! {
        #[test]
        fn ranges_lie_in_their_texts_in_order(a in "\\PC{0,30}", b in "\\PC{0,30}") {
            let found = difference(&a, &b, Lang::En);
            for (text, ranges) in [(&a, &found.query), (&b, &found.source)] {
                let mut at = 0;
                for range in ranges {
                    prop_assert!(at <= range.start && range.start < range.end && text.get(range.clone()).is_some());
                    at = range.end;
                }
            }
        }
    }
}
