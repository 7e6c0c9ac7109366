//! What ends no sentence in English: abbreviations, initials, lower case after the stop.

use super::stop::{Mark, Stop};

/// Titles and the like: a name follows, so the stop never ends a sentence.
const TITLES: &[&str] = &[
    "adm", "asst", "atty", "brig", "bros", "capt", "cmdr", "cmdt", "col", "comdr", "cpl", "cpt",
    "dr", "drs", "ens", "fr", "ft", "gen", "gov", "hon", "lt", "maj", "messrs", "mlle", "mme",
    "mr", "mrs", "ms", "msgr", "mt", "mts", "pfc", "pres", "prof", "pvt", "rep", "reps", "rev",
    "sen", "sens", "sgt", "st", "ste", "supt", "vs", "viz", "cf", "e.g", "i.e", "ca", "approx",
    "esp",
];

/// Labels that need a number after them: without one the stop may end a sentence.
const BEFORE_NUMBERS: &[&str] = &[
    "art", "arts", "ch", "chap", "cl", "eq", "fig", "figs", "no", "nos", "nr", "p", "para", "pp",
    "pt", "sec", "sect", "tel", "vol", "vols", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec",
];

/// Abbreviations that may end a sentence, and do when a word follows that begins one.
const MAY_END: &[&str] = &[
    "a.m", "al", "ave", "assn", "b.c", "a.d", "blvd", "co", "corp", "d.c", "dept", "dist", "div",
    "est", "etc", "gmbh", "inc", "intl", "jr", "ltd", "llc", "n.y", "natl", "p.m", "ph.d", "m.d",
    "plc", "rd", "sr", "u.k", "u.n", "u.s", "u.s.a", "univ", "mass", "calif", "conn", "fla", "ill",
    "mich", "minn", "okla", "ore", "pa", "tenn", "va", "wash", "wis", "jan", "feb", "aug", "sept",
    "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thurs", "fri",
];

/// Words that begin a sentence and hardly ever a name.
const BEGINNINGS: &[&str] = &[
    "A",
    "About",
    "According",
    "After",
    "All",
    "Also",
    "Although",
    "Among",
    "An",
    "And",
    "Another",
    "Any",
    "As",
    "At",
    "Because",
    "Before",
    "Besides",
    "Both",
    "But",
    "By",
    "Can",
    "Despite",
    "Did",
    "Do",
    "Does",
    "During",
    "Each",
    "Earlier",
    "Even",
    "Every",
    "Few",
    "Finally",
    "For",
    "From",
    "Further",
    "Had",
    "Has",
    "Have",
    "He",
    "Hence",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "I'm",
    "If",
    "In",
    "Indeed",
    "Instead",
    "Is",
    "It",
    "Its",
    "It's",
    "Just",
    "Last",
    "Later",
    "Like",
    "Many",
    "Meanwhile",
    "More",
    "Moreover",
    "Most",
    "Much",
    "My",
    "Nearly",
    "Neither",
    "Never",
    "No",
    "None",
    "Nor",
    "Not",
    "Now",
    "Of",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Others",
    "Our",
    "Over",
    "Perhaps",
    "Police",
    "Rather",
    "She",
    "Since",
    "So",
    "Some",
    "Soon",
    "Still",
    "Such",
    "Than",
    "That",
    "The",
    "Their",
    "Them",
    "Then",
    "There",
    "Therefore",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Through",
    "Thus",
    "To",
    "Today",
    "Two",
    "Under",
    "Unless",
    "Until",
    "Was",
    "We",
    "Were",
    "What",
    "When",
    "Whether",
    "Where",
    "Which",
    "While",
    "Who",
    "Why",
    "Will",
    "With",
    "Within",
    "Without",
    "Would",
    "Yet",
    "You",
    "Your",
];

/// Verbs that name the speaker of a quotation before them.
const ATTRIBUTIONS: &[&str] = &[
    "said",
    "says",
    "asked",
    "asks",
    "added",
    "adds",
    "wrote",
    "writes",
    "told",
    "tells",
    "cried",
    "cries",
    "replied",
    "replies",
    "shouted",
    "shouts",
    "wondered",
    "wonders",
    "answered",
    "answers",
    "whispered",
    "demanded",
    "exclaimed",
    "tweeted",
    "recalled",
    "continued",
    "concluded",
    "noted",
    "explained",
    "joked",
    "muttered",
    "called",
];

/// Returns the rule that keeps `stop` from ending a sentence, if any.
pub(super) fn veto(stop: &Stop<'_>) -> Option<&'static str> {
    let next = stop.word_after();
    if next.starts_with(char::is_lowercase) && !stop.opens_after() && !is_camel(next) {
        return Some("lower-case");
    }
    match stop.mark {
        Mark::Question | Mark::Exclamation => {
            (stop.closes_quotation() && is_attribution(stop.after)).then_some("attribution")
        }
        Mark::FullStop if stop.closers.is_empty() => abbreviation(stop, next),
        Mark::Ellipsis | Mark::FullStop => None,
    }
}

/// iPhone, eBay: a name that begins with a small letter may begin a sentence.
fn is_camel(word: &str) -> bool {
    word.chars().nth(1).is_some_and(char::is_uppercase)
}

/// «John Smith asked»: up to three capitalised words, then a verb of speaking.
fn is_attribution(after: &str) -> bool {
    for (index, word) in after.split_whitespace().take(4).enumerate() {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if index > 0 && ATTRIBUTIONS.contains(&bare) {
            return true;
        }
        if !bare.starts_with(char::is_uppercase) || bare.len() < word.len() && !word.ends_with('.')
        {
            return false;
        }
    }
    false
}

fn abbreviation(stop: &Stop<'_>, next: &str) -> Option<&'static str> {
    let word = stop.word_before();
    let lower = word.to_lowercase();
    let lower = lower.as_str();
    let begins = !stop.bracket_after() && (BEGINNINGS.contains(&next) || stop.opens_after());
    if BEFORE_NUMBERS.contains(&lower) && next.starts_with(char::is_numeric) {
        return Some("abbreviation-number");
    }
    // Sentences end in «gov» or «no» too; the abbreviations are written with a capital or before a name.
    if TITLES.contains(&lower)
        && (word.starts_with(char::is_uppercase)
            || matches!(lower, "vs" | "viz" | "cf" | "e.g" | "i.e" | "ca"))
    {
        return Some("abbreviation-title");
    }
    if MAY_END.contains(&lower) && may_be_abbreviation(word, lower) || is_letter_chain(word) {
        return (!begins).then_some("abbreviation-may-end");
    }
    if is_initial(word) {
        return (!begins || stop.second_word_before().ends_with('.')).then_some("initial");
    }
    None
}

/// Tells the abbreviation from the word that is written the same: «Co.», but «ill.».
fn may_be_abbreviation(word: &str, lower: &str) -> bool {
    word.starts_with(char::is_uppercase)
        || word.contains('.')
        || matches!(lower, "etc" | "al" | "est")
}

/// Letters joined by stops: U.S, p.m, Ph.D.
fn is_letter_chain(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    parts.len() > 1
        && parts.iter().all(|part| {
            (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
        })
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// Tells whether the space after the mark was forgotten, as in «infected.Health».
pub(super) fn is_missing_space(stop: &Stop<'_>) -> bool {
    let small = stop
        .before
        .chars()
        .rev()
        .take_while(|c| c.is_lowercase())
        .count();
    let mut after = stop.after.chars();
    let capital = after.next().is_some_and(char::is_uppercase);
    let needed = if stop.closers.is_empty() { 3 } else { 2 };
    small >= needed
        && capital
        && after
            .next()
            .is_some_and(|c| c.is_lowercase() || c.is_whitespace())
}
