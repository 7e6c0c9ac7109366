//! Cuts sentences that are too long, as those of a text without stops are.
//!
//! Works on the spans that any rules gave. A span of more than N words is cut near its
//! middle: at a semicolon, else behind a colon, else at a comma before «and», else at
//! any comma, else before a word that begins a clause; and so are its pieces, until
//! none is too long or none has such a place. No cut lies inside a number, or inside
//! brackets that close in the span.
//!
//! A better kind of place counts only in the middle half of the span. Where that half
//! has none, the place nearest to the middle does, whatever its kind, but not so near
//! to an end that less than an eighth of N words would be cut off.
//!
//! The cost is n log n in the words of a span.
//!
//! # Limits
//!
//! A piece without a mark and without such a word stays as long as it is. Pieces are no
//! sentences: they are meant for alignment, where a segment of a hundred words hides
//! its translation.

use std::num::NonZeroUsize;
use std::ops::Range;

use crate::text::forms::is_invisible;

use super::marks::{is_closer, is_opener};
use super::stop::Decision;

/// Where a sentence may be cut, the best kind first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Semicolon,
    Colon,
    CommaAnd,
    Comma,
    Conjunction,
}

impl Kind {
    fn rule(self) -> &'static str {
        match self {
            Kind::Semicolon => "longest-semicolon",
            Kind::Colon => "longest-colon",
            Kind::CommaAnd => "longest-comma-and",
            Kind::Comma => "longest-comma",
            Kind::Conjunction => "longest-conjunction",
        }
    }
}

/// A place between two words.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// The byte offset behind the word before it.
    at: usize,
    /// How many words of the span stand before it.
    words: usize,
    kind: Kind,
}

/// Returns the cuts in those of `spans` that have more than `longest` words, in ascending order.
pub(super) fn cuts(
    text: &str,
    spans: &[Range<usize>],
    longest: NonZeroUsize,
) -> Vec<Decision<'static>> {
    let mut cuts = Vec::new();
    for span in spans {
        cut(text, span, longest.get(), &mut cuts);
    }
    cuts
}

fn cut(text: &str, span: &Range<usize>, longest: usize, cuts: &mut Vec<Decision<'static>>) {
    let (places, words) = places(text, span);
    let first = cuts.len();
    // Ranges of words with the places strictly inside them.
    let mut open = vec![(0..words, &places[..])];
    while let Some((piece, places)) = open.pop() {
        if piece.len() <= longest {
            continue;
        }
        let Some(index) = best(&piece, places, longest) else {
            continue;
        };
        let place = places[index];
        cuts.push(Decision {
            at: place.at,
            breaks: true,
            rule: place.kind.rule(),
        });
        open.push((piece.start..place.words, &places[..index]));
        open.push((place.words..piece.end, &places[index + 1..]));
    }
    cuts[first..].sort_unstable_by_key(|cut| cut.at);
}

/// The index of the place where `piece` is best cut.
fn best(piece: &Range<usize>, places: &[Place], longest: usize) -> Option<usize> {
    // Twice the middle, so that it is a whole number.
    let from_middle = |place: &Place| (2 * place.words).abs_diff(piece.start + piece.end);
    let quarter = piece.len() / 4;
    let low = places.partition_point(|place| place.words < piece.start + quarter);
    let high = places.partition_point(|place| place.words <= piece.end - quarter);
    let in_middle =
        (low..high).min_by_key(|&index| (places[index].kind, from_middle(&places[index])));
    in_middle.or_else(|| {
        // The places next to the middle half.
        let edge = (longest / 8).max(1);
        [low.checked_sub(1), Some(high)]
            .into_iter()
            .flatten()
            .filter(|&index| {
                places.get(index).is_some_and(|place| {
                    place.words - piece.start >= edge && piece.end - place.words >= edge
                })
            })
            .min_by_key(|&index| from_middle(&places[index]))
    })
}

/// The places of a span in order, and the number of its words.
fn places(text: &str, span: &Range<usize>) -> (Vec<Place>, usize) {
    let sentence = &text[span.clone()];
    let mut places: Vec<Place> = Vec::new();
    // How many places stand before each bracket that is open.
    let mut open = Vec::new();
    let mut words = 0;
    let mut rest = sentence;
    while !rest.is_empty() {
        let (word, after) = first_word(rest);
        let at = span.start + (sentence.len() - rest.len()) + word.len();
        let (next, _) = first_word(after);
        words += 1;
        for c in word.chars() {
            match c {
                '(' | '[' | '{' => open.push(places.len()),
                // What the bracket held was no place; one that never closes holds nothing.
                ')' | ']' | '}' => places.truncate(open.pop().unwrap_or(places.len())),
                _ => {}
            }
        }
        if let Some(kind) = kind(word, next) {
            places.push(Place { at, words, kind });
        }
        rest = after;
    }
    (places, words)
}

/// The first word of a text without white space at its start, and what follows the space behind it.
fn first_word(text: &str) -> (&str, &str) {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (&text[..end], text[end..].trim_start())
}

/// What kind of place lies between a word and the next one, which is empty at the end.
fn kind(word: &str, next: &str) -> Option<Kind> {
    let word = word.trim_end_matches(|c| is_closer(c) || is_invisible(c));
    let next = next.trim_start_matches(|c| is_opener(c) || is_invisible(c));
    let mark = word.chars().next_back()?;
    let bare = &word[..word.len() - mark.len_utf8()];
    if next.is_empty()
        || bare.ends_with(char::is_numeric) && next.starts_with(char::is_numeric) && mark != '؛'
    {
        return None;
    }
    match mark {
        '؛' | ';' | '；' => Some(Kind::Semicolon),
        ':' | '：' => Some(Kind::Colon),
        '،' | ',' | '，' if joins(next) => Some(Kind::CommaAnd),
        '،' | ',' | '，' => Some(Kind::Comma),
        _ => begins_clause(next).then_some(Kind::Conjunction),
    }
}

/// Tells whether a word joins what follows a comma to what stands before it.
fn joins(word: &str) -> bool {
    let and = word.strip_prefix(['و', 'ف']);
    and.is_some_and(|rest| rest.chars().count() > 2)
        || ["and", "but", "or", "nor", "so", "yet", "then"].contains(&word)
        || begins_clause(word)
}

/// Tells whether a word by itself begins a clause in the middle of a sentence.
fn begins_clause(word: &str) -> bool {
    CLAUSES.contains(&word)
}

/// Conjunctions and relative words that stand at the start of a clause.
const CLAUSES: &[&str] = &[
    "ثم",
    "لكن",
    "ولكن",
    "حيث",
    "بينما",
    "فيما",
    "إذ",
    "لأن",
    "كما",
    "عندما",
    "وقد",
    "وكان",
    "وكانت",
    "وقال",
    "وقالت",
    "وأضاف",
    "وأضافت",
    "but",
    "because",
    "while",
    "although",
    "whereas",
    "which",
    "when",
    "where",
    "if",
    "unless",
    "since",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::Lang;
    use crate::split::Options;
    use proptest::prelude::*;

    fn pieces(text: &str, longest: usize) -> Vec<&str> {
        let whole = 0..text.len();
        let longest = NonZeroUsize::new(longest).expect("the tests ask for one word or more");
        let cuts = cuts(text, std::slice::from_ref(&whole), longest);
        crate::split::pieces(text, &cuts)
            .into_iter()
            .map(|span| &text[span])
            .collect()
    }

    fn rules(text: &str, longest: usize) -> Vec<&'static str> {
        let longest = NonZeroUsize::new(longest).expect("the tests ask for one word or more");
        let whole = 0..text.len();
        cuts(text, std::slice::from_ref(&whole), longest)
            .iter()
            .map(|cut| cut.rule)
            .collect()
    }

    #[test]
    fn the_best_mark_near_the_middle_is_taken() {
        for (text, longest, expected) in [
            ("one two, three four", 4, vec!["one two, three four"]),
            ("one two, three four", 3, vec!["one two,", "three four"]),
            // A semicolon before a comma that is nearer to the middle.
            ("a b; c, d e f", 5, vec!["a b;", "c, d e f"]),
            (
                "قال لنا: نعم، سنعود إلى البيت",
                5,
                vec!["قال لنا:", "نعم، سنعود إلى البيت"],
            ),
            (
                "جاء سعيد، أخوه، وخرج من البيت",
                5,
                vec!["جاء سعيد، أخوه،", "وخرج من البيت"],
            ),
            // Of two alike the nearer one.
            ("a, b, c, d, e, f", 4, vec!["a, b, c,", "d, e, f"]),
            // The only comma, though it stands outside the middle half.
            ("a, b c d e f g h", 4, vec!["a,", "b c d e f g h"]),
            (
                "كتب رسالة طويلة ثم مزقها ونام",
                4,
                vec!["كتب رسالة طويلة", "ثم مزقها ونام"],
            ),
            ("a b c d e f", 2, vec!["a b c d e f"]),
        ] {
            assert_eq!(pieces(text, longest), expected, "{text}");
        }
    }

    #[test]
    fn pieces_are_cut_again() {
        let text = "a b, c d, e f, g h; i j, k l, m n, o p";
        assert_eq!(
            pieces(text, 2),
            [
                "a b,", "c d,", "e f,", "g h;", "i j,", "k l,", "m n,", "o p"
            ]
        );
        assert_eq!(rules(text, 8), ["longest-semicolon"]);
        assert_eq!(
            rules(text, 4),
            ["longest-comma", "longest-semicolon", "longest-comma"]
        );
    }

    #[test]
    fn nothing_is_cut_inside_numbers_and_brackets() {
        for text in [
            "we counted 1, 250 of them",
            "it began at 10: 30 in town",
            "they came (a, b; c: d) home",
            "جاؤوا (أمس، واليوم؛ ثم غداً) معاً",
        ] {
            assert_eq!(pieces(text, 2).len(), 1, "{text}");
        }
        // A bracket that never closes holds nothing.
        assert_eq!(pieces("a (b c, d (e, f) g", 4), ["a (b c,", "d (e, f) g"]);
    }

    #[test]
    fn short_ends_are_not_cut_off() {
        let text = format!("yes, {}", "word ".repeat(100));
        assert_eq!(pieces(text.trim_end(), 40).len(), 1);
    }

    proptest! {
        #[test]
        fn pieces_give_back_the_text(
            text in "([a-z]{1,3}[,;:.]? |[ء-ي]{1,3}[،؛:.]? |[(] ?|[)] ?|[0-9], ?|\\PC){0,80}",
            longest in 1_usize..8,
        ) {
            let longest = NonZeroUsize::new(longest).expect("from one on");
            for lang in [Lang::Ar, Lang::En] {
                let options = Options { longest: Some(longest), ..Options::default() };
                let mut at = 0;
                for span in options.spans(&text, lang) {
                    prop_assert!(text[at..span.start].trim().is_empty());
                    let piece = &text[span.clone()];
                    prop_assert!(!piece.is_empty() && piece.trim() == piece);
                    at = span.end;
                }
                prop_assert!(text[at..].trim().is_empty());
            }
        }
    }
}
