//! What the patterns of both languages are made of.

use std::fmt::Write as _;

use crate::split::{labels, marks};
use crate::text::forms::is_invisible;

use super::{Rule, cut, keep};

/// Vowel marks behind a letter; the tables are without them.
pub(super) const VOWELS: &str = "[\\u064B-\\u0652]*";

/// The members of a class of characters, without its brackets.
pub(super) fn members(is_member: impl Fn(char) -> bool) -> String {
    let chars: Vec<char> = ('\0'..='\u{1ffff}').filter(|&c| is_member(c)).collect();
    let mut out = String::new();
    let mut rest = chars.as_slice();
    while let Some(&first) = rest.first() {
        let run = rest
            .iter()
            .zip(u32::from(first)..)
            .take_while(|(c, code)| u32::from(**c) == *code)
            .count();
        out += &spelled(first);
        if run > 2 {
            let _ = write!(out, "-{}", spelled(rest[run - 1]));
            rest = &rest[run..];
        } else {
            rest = &rest[1..];
        }
    }
    out
}

/// A character in a pattern; what is no visible letter or mark, or would be an operator, by its number.
fn spelled(c: char) -> String {
    let is_mark = marks::is_terminator(c) || marks::is_closer(c) || marks::is_opener(c);
    if c.is_alphanumeric() || is_mark && !c.is_ascii() {
        c.to_string()
    } else if u32::from(c) > 0xffff {
        format!("\\x{{{:X}}}", u32::from(c))
    } else {
        format!("\\u{:04X}", u32::from(c))
    }
}

/// A word whose letters may have vowel marks.
pub(super) fn vowelled(word: &str) -> String {
    word.chars()
        .map(|c| format!("{}{VOWELS}", spelled(c)))
        .collect()
}

/// A word as it stands in a table.
pub(super) fn plain(word: &str) -> String {
    word.chars().map(spelled).collect()
}

/// Any of some words, each written by `spell`.
pub(super) fn any(words: &[&str], spell: impl Fn(&str) -> String) -> String {
    let words: Vec<String> = words.iter().map(|word| spell(word)).collect();
    format!("(?:{})", words.join("|"))
}

/// Marks that end a sentence.
pub(super) fn stops() -> String {
    members(marks::is_terminator)
}

/// What closes with a mark.
pub(super) fn closers() -> String {
    members(marks::is_closer)
}

/// What opens a quotation or a bracket.
pub(super) fn openers() -> String {
    members(marks::is_opener)
}

/// Controls that nobody sees.
pub(super) fn controls() -> String {
    members(is_invisible)
}

/// What closes a quotation.
pub(super) fn quotes() -> String {
    members(|c| marks::is_closer(c) && !matches!(c, ')' | ']' | '}' | '）'))
}

/// Nothing of a word stands before this.
pub(super) fn word_start() -> String {
    let around = members(|c| marks::is_opener(c) || marks::is_closer(c) || is_invisible(c));
    format!("(?<![^\\s{around}])")
}

/// Nothing of a word stands after this.
pub(super) const WORD_END: &str = "(?![\\p{L}\\p{M}\\p{N}])";

/// White space, then what may open before the next word.
pub(super) fn next() -> String {
    format!("\\s+[{}{}]*", openers(), controls())
}

/// A full stop behind an abbreviation; tatweel, vowel marks and controls may stand before it.
pub(super) fn shortened(word: &str) -> String {
    let controls = controls();
    format!(
        "{}{word}[\\u0640\\u064B-\\u0652{controls}]{{0,3}}\\.[{controls}]{{0,3}}",
        word_start()
    )
}

/// Parts of one or two letters with stops between them: Ph.D, B.Sc.
///
/// Spelled out, because Java has no greatest length for a repeated group whose inside varies.
pub(super) fn chain(letter: &str) -> String {
    let part = format!("{letter}{{1,2}}");
    format!("{part}{}", times(&format!("\\.-?{part}"), 1, 5))
}

/// Any marks of a kind, and the quotation marks that close with them.
pub(super) fn closing_quotation(marks: &str) -> String {
    let (stops, controls, quotes) = (stops(), controls(), quotes());
    format!("{marks}[{stops}{controls}]*[{quotes}][{quotes}{controls}]*")
}

/// Marks behind which the speaker of a quotation may be named: all but a single full stop.
pub(super) const SPOKEN: &str = "(?:[!?؟…‼⁇⁈⁉‽]|\\.\\.)";

/// An ellipsis: dots, also with spaces between them, or the character.
pub(super) const ELLIPSIS: &str = "(?:\\.\\.+|…+\\.*|\\.(?:[ \\u00A0\\u202F]\\.)+)";

/// White space inside a line, as it stands before marks.
pub(super) const GAP: &str = "[ \\u00A0\\u202F]";

/// The members of the class of dashes.
pub(super) fn dashes() -> String {
    members(marks::is_dash)
}

/// What stands as often as this says: `least` times, and up to `most` times.
///
/// Spelled out, for the same reason as [`chain`].
pub(super) fn times(part: &str, least: usize, most: usize) -> String {
    format!(
        "{}{}",
        part.repeat(least),
        format!("(?:{part})?").repeat(most - least)
    )
}

/// The notes that belong to a sentence, behind its mark.
fn notes() -> String {
    let longest = marks::LONGEST_NOTE;
    format!(
        "(?:\\[[^\\[\\]{}]{{1,{longest}}}\\]|\\(\\p{{N}}{{1,6}}\\)|[¹²³⁰⁴-⁹])*",
        stops()
    )
}

/// What ends a sentence in any language: a mark, what closes with it, white space.
pub(super) fn common_breaks() -> Vec<Rule> {
    let (stops, closers, controls) = (stops(), closers(), controls());
    let notes = notes();
    let mark = format!("[{stops}][{stops}{controls}]*[{closers}{controls}]*");
    let second = format!("{GAP}+[»«”)\\]]+");
    let alone = "(?:\\s|$)";
    let straight = format!("{GAP}+\\u0022");
    // A straight quotation mark closes if one stands before it.
    let open = "(?<=\\u0022[^\\u0022]{1,200})";
    let name = "closer-behind-a-space";
    let mut rules = vec![
        cut(name, format!("{mark}{second}"), "\\s"),
        keep(name, mark.clone(), format!("{second}{alone}")),
        cut(name, format!("{open}{mark}{straight}"), "\\s"),
        keep(name, format!("{open}{mark}"), format!("{straight}{alone}")),
    ];
    rules.extend(reactions(&mark));
    rules.push(cut(
        "full-stop, question, exclamation",
        format!("{mark}{notes}"),
        "\\s",
    ));
    rules
}

/// Faces and hearts behind a mark, unless the line begins with one and they open its sentences.
fn reactions(mark: &str) -> [Rule; 2] {
    let pictures = members(marks::is_reaction);
    let joiners = members(marks::is_joiner);
    let typed = any(marks::TYPED_FACES, plain);
    let reaction = format!("{GAP}*(?:{typed}|[{pictures}][{pictures}{joiners}]*)");
    let opens = format!("(?<!^[{pictures}][^\\r\\n]{{0,300}})");
    [
        cut("reaction", format!("{opens}{mark}{reaction}"), "\\s"),
        keep(
            "reaction",
            format!("{opens}{mark}"),
            format!("{reaction}(?:\\s|$)"),
        ),
    ]
}

/// What ends no sentence in either language, for the rules of a language to begin with.
///
/// `labelled` is an abbreviation that a number follows: behind it, no number is that of a list.
pub(super) fn common_exceptions(labelled: &str) -> Vec<Rule> {
    let (stops, controls, openers, quotes) = (stops(), controls(), openers(), quotes());
    let parts = any(labels::PARTS, plain);
    let start =
        format!("(?<=^|^[\\s{openers}{controls}]|[{stops}{quotes}]\\s)(?<!\\s\\p{{L}}\\.\\s)");
    let number = "(?:\\p{N}{1,3}|\\p{N}{1,3}[.٫][\\p{N}.٫]{1,10})";
    let label = format!("(?:[#№§]?{number}|[ivx]{{1,5}}|[IVX]{{1,5}})");
    // «12/أ», «5-b», «(7)»: the number of a part.
    let of_part = format!("(?:{label}|\\({label}\\)|\\p{{N}}{{1,4}}[/(.-]?\\p{{L}}\\)?)");
    let headlines = any(labels::HEADLINES, vowelled);
    let inside = format!("(?<=[^\\s{stops}{openers}]\\s{{0,2}}[(\\[][^()\\[\\]]{{0,200}})");
    let mut rules = vec![
        keep(
            "spaced marks",
            format!("(?<![{stops}])[{stops}]"),
            format!("{GAP}[{stops}](?=[\\s{quotes}]|$)"),
        ),
        keep(
            "nothing-before",
            format!("^[^\\p{{L}}\\p{{N}}]{{0,20}}[{stops}]"),
            "\\s",
        ),
        keep(
            "list-number",
            format!("{start}{parts}\\s(?:رقم\\s|No\\.\\s)?{of_part}\\."),
            "\\s",
        ),
        keep(
            "list-number",
            format!("{start}\\p{{L}}[.)-]\\s{number}\\."),
            "\\s",
        ),
        cut(
            "full-stop",
            format!("{labelled}\\s\\p{{N}}{{1,4}}\\."),
            "\\s",
        ),
        keep("list-number", format!("{start}{label}\\."), "\\s"),
        keep(
            "headline-label",
            format!("{start}{headlines}\\s?{ELLIPSIS}"),
            "\\s",
        ),
        keep(
            "in-brackets",
            format!("{inside}[{stops}][{stops}{controls}{quotes}]*"),
            "\\s[^()\\[\\]]{0,200}[)\\]]",
        ),
        keep(
            "bracketed-mark",
            format!("[(\\[]\\s{{0,2}}[{stops}{controls}]+\\s{{0,2}}[)\\]]"),
            "\\s",
        ),
    ];
    rules.extend(dates_and_asides());
    rules
}

/// The stops of a date with spaces, and a mark before the dash that closes an aside.
fn dates_and_asides() -> [Rule; 3] {
    let dashes = dashes();
    let day = "(?<=^|[ .(:])\\p{N}{1,2} {0,3}\\.";
    let year = "(?:\\p{N}{4}|\\p{N}{2})(?![\\p{L}\\p{N}])";
    let aside = format!(
        "(?<=[\\p{{L}}\\p{{M}}\\p{{N}}][^\\p{{L}}\\p{{N}}]{{0,3}}\\s[{dashes}]\\s[^{dashes}:،,]{{1,60}})[!?؟]+"
    );
    [
        keep("date", day, format!(" *\\p{{N}}{{1,2}} *\\. *{year}")),
        keep(
            "date",
            format!("{day} {{0,3}}\\p{{N}}{{1,2}} {{0,3}}\\."),
            format!(" *{year}"),
        ),
        keep("aside", aside, format!("\\s+[{dashes}]\\s")),
    ]
}
