//! The English rules, in the order in which the splitter asks them.

use crate::split::english_words::{
    AFTER_HOURS, ATTRIBUTIONS, BEFORE_HOURS, BEFORE_NUMBERS, BEFORE_PRONOUN, BEGINNINGS, COMPANY,
    DESIGNATED, LEGAL, MAY_END, SMALL, TITLES, UNITS,
};

use super::parts::{
    ELLIPSIS, SPOKEN, WORD_END, any, chain, closers, closing_quotation, common_breaks,
    common_exceptions, controls, plain, quotes, shortened, stops, word_start,
};
use super::{Rule, cut, keep};

pub(super) fn rules() -> Vec<Rule> {
    let mut rules = common_exceptions(&shortened(&any(BEFORE_NUMBERS, loose)));
    rules.extend(small_letters());
    rules.extend(marks());
    rules.extend(in_brackets());
    rules.extend(abbreviations());
    rules.extend(missing_space());
    rules.extend(common_breaks());
    rules
}

/// White space and one of some words, as they are written.
fn then(words: &[&str]) -> String {
    format!("\\s+{}{WORD_END}", any(words, plain))
}

/// White space and what begins a sentence: a word that does, or an opening quotation mark.
fn beginning() -> String {
    format!("\\s+(?:[\\u0022“«‘„]|{}{WORD_END})", any(BEGINNINGS, plain))
}

/// What goes on with a small letter, and what only looks so.
fn small_letters() -> Vec<Rule> {
    let (stops, closers, controls) = (stops(), closers(), controls());
    let mark = format!("[{stops}][{stops}{controls}]*[{closers}{controls}]*");
    let label = "\\s+(?:[a-z]|[ivx]{1,5})(?:\\) |\\. \\p{Lu})";
    vec![
        cut("full-stop", mark.clone(), label),
        cut(
            "full-stop",
            mark.clone(),
            format!("\\s+[{controls}]*\\p{{Ll}}\\p{{Lu}}"),
        ),
        keep("lower-case", mark, format!("\\s+[{controls}]*\\p{{Ll}}")),
        keep(
            "lower-case",
            closing_quotation(&format!("[{stops}]")),
            "\\s+[-–—, ]+\\p{Ll}",
        ),
    ]
}

/// Marks that end nothing because of what stands around them.
fn marks() -> Vec<Rule> {
    let quoted = closing_quotation(SPOKEN);
    let speaker = "(?:\\p{Lu}[\\p{L}.'’-]*\\s+){1,3}";
    vec![
        keep("name-with-mark", "[!?]+", then(COMPANY)),
        cut("attribution", quoted.clone(), then(BEGINNINGS)),
        keep(
            "attribution",
            quoted,
            format!("\\s+{speaker}{}{WORD_END}", any(ATTRIBUTIONS, plain)),
        ),
        keep("ellipsis-opens", format!("[\\u0022“«]{ELLIPSIS}"), "\\s"),
    ]
}

/// An abbreviation whose first letter is written as a capital.
fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars
        .next()
        .map(|c| c.to_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}(?i:{})", plain(chars.as_str()))
}

/// An abbreviation in any letters.
fn loose(word: &str) -> String {
    format!("(?i:{})", plain(word))
}

/// Abbreviations that brackets hold inside a sentence: Gen. (ret.) Ali, (pens, ink, etc.) there.
fn in_brackets() -> [Rule; 2] {
    let titles = any(TITLES, capital);
    let small = any(&["etc", "al", "est"], plain);
    let words: Vec<&str> = MAY_END.iter().copied().filter(is_plain).collect();
    let listed = format!(
        "(?<=[\\p{{L}}\\p{{N}}]\\s{{1,2}}\\([^()]{{0,200}})(?<![\\p{{L}}.])(?:{small}|{}|{})\\.\\)",
        any(&words, capital),
        chain("\\p{L}")
    );
    let alone = format!(
        "(?<=(?:[\\p{{L}}\\p{{N}},]|\\s{titles}\\.|^{titles}\\.)\\s\\()\\p{{L}}{{1,10}}\\.\\)"
    );
    [
        keep("abbreviation-in-brackets", listed, "\\s"),
        keep("abbreviation-in-brackets", alone, "\\s"),
    ]
}

/// Tells the abbreviations that need a capital.
fn is_plain(word: &&str) -> bool {
    !word.contains('.') && !matches!(*word, "etc" | "al" | "est")
}

/// Full stops of abbreviations, and of initials.
fn abbreviations() -> Vec<Rule> {
    let start = word_start();
    let name = "(?<=\\p{Lu}[\\p{L}.]{0,20}\\s)";
    let mut rules = vec![
        keep(
            "abbreviation-number",
            shortened(&any(BEFORE_NUMBERS, loose)),
            "\\s+(?:\\p{N}|[IVXLC]{2,8}(?![\\p{L}]))",
        ),
        keep(
            "abbreviation-number",
            format!("(?<=\\p{{N}}\\s){}\\.", any(UNITS, loose)),
            "\\s+\\p{N}",
        ),
    ];
    rules.push(keep(
        "citation",
        shortened(&any(LEGAL, capital)),
        format!(
            "\\s+(?:[\\p{{N}}§]|(?!{}\\.)[A-Z][A-Za-z]{{0,4}}\\.)",
            any(BEGINNINGS, plain)
        ),
    ));
    rules.extend(hours());
    rules.push(keep(
        "abbreviation-title",
        format!("{name}v\\."),
        "\\s+\\p{Lu}",
    ));
    rules.push(cut("full-stop", format!("{name}St\\."), beginning()));
    let capitals: Vec<&str> = TITLES
        .iter()
        .copied()
        .filter(|word| !SMALL.contains(word))
        .collect();
    rules.push(keep(
        "abbreviation-title",
        shortened(&any(&capitals, capital)),
        "\\s",
    ));
    rules.push(keep(
        "abbreviation-title",
        shortened(&any(SMALL, loose)),
        "\\s",
    ));
    let words: Vec<&str> = MAY_END.iter().copied().filter(is_plain).collect();
    let others: Vec<&str> = MAY_END
        .iter()
        .copied()
        .filter(|word| !is_plain(word))
        .collect();
    // Lists hardly go on with a name.
    rules.push(cut(
        "full-stop",
        shortened("(?i:etc)"),
        "\\s+(?=[^\\s(\\[\\p{Ll}])(?![^()]{0,200}\\))",
    ));
    rules.extend(may_end(&shortened(&any(&words, capital))));
    rules.extend(may_end(&shortened(&any(&others, loose))));
    rules.extend(may_end(&shortened(&chain("\\p{L}"))));
    let designated = any(DESIGNATED, loose);
    rules.push(cut(
        "full-stop",
        format!("{start}{designated}\\s\\p{{Lu}}\\."),
        "\\s",
    ));
    rules.push(cut(
        "full-stop",
        format!("{start}{}\\sI\\.", any(BEFORE_PRONOUN, plain)),
        "\\s",
    ));
    rules.push(keep("initial", "(?<=\\.\\s)\\p{Lu}\\.", "\\s"));
    // «Q. Why?»: a letter that labels what follows.
    let quotes = quotes();
    for opens in [
        "^[^\\p{L}\\p{N}]{0,8}".to_owned(),
        format!("(?<=[!?…][{quotes}]{{0,2}}\\s)"),
    ] {
        rules.push(keep("list-letter", format!("{opens}\\p{{Lu}}\\."), "\\s"));
    }
    rules.push(cut("initial", shortened("\\p{Lu}"), beginning()));
    rules.push(keep("initial", shortened("\\p{Lu}"), "\\s"));
    rules
}

/// An abbreviation that ends a sentence only where a word follows that begins one.
fn may_end(before: &str) -> [Rule; 2] {
    [
        cut("abbreviation-may-end", before, beginning()),
        keep("abbreviation-may-end", before, "\\s"),
    ]
}

/// 5 p.m. Friday, 9 a.m. EST, 7 p.m. Beijing time: what follows still tells the hour.
fn hours() -> Vec<Rule> {
    let hour = "[AaPp]\\.[Mm]\\.";
    let lead = format!(
        "(?<=^{}\\s[^\\s]{{1,10}}\\s){hour}",
        any(BEFORE_HOURS, plain)
    );
    vec![
        keep("hour", lead, "\\s"),
        keep(
            "hour",
            hour,
            format!(
                "\\s+(?:[(\\[]|[A-Z]{{2,4}}{WORD_END}|\\p{{N}}|{}{WORD_END}|\\p{{L}}{{1,20}}\\stime{WORD_END})",
                any(AFTER_HOURS, plain)
            ),
        ),
        cut("hour", hour, "\\s"),
    ]
}

/// A stop between two words, where the space was forgotten.
fn missing_space() -> [Rule; 3] {
    let after = "\\p{Lu}[\\p{Ll}\\s](?![^\\s]{0,50}[/@_])";
    [
        cut(
            "missing-space",
            "(?<![^\\s\\p{L},])[\\p{L}]{0,30}\\p{Ll}{3}[.!?]{1,3}",
            after,
        ),
        cut(
            "missing-space",
            "(?<=\\p{Ll}{2})[.!?]{1,3}[”\\u0022’)]{1,2}",
            after,
        ),
        cut("missing-space", "(?<=\\s)\\p{Nd}{4}\\.", after),
    ]
}
