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

/// Returns what differs between a query and a source in `lang`.
///
/// Words that are only spelled otherwise are the same. Ranges that touch, or with white space between, are one.
pub fn difference(query: &str, source: &str, lang: Lang) -> Difference {
    let (x, y) = (locate(query), locate(source));
    let costs = Costs::STANDARD;
    let weigh = |tokens: &[Located]| -> Vec<Weighted> {
        tokens
            .iter()
            .map(|token| costs.weighted(&token.text, token.kind, lang))
            .collect()
    };
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
