//! The Arabic rules, in the order in which the splitter asks them.

use crate::split::arabic_words::{
    ATTRIBUTIONS, BEGINNINGS, CARRY_ON, DESIGNATED, LATIN, LETTER_NAMES, MAY_END, OBJECTS, PLACES,
    PREPOSITIONS, SPEECH, SUBORDINATE, SURE_LETTER_NAMES, TITLE_CLITICS, TITLES,
};

use super::parts::{
    ELLIPSIS, VOWELS, WORD_END, any, closing_quotation, common_breaks, common_exceptions, controls,
    next, plain, quotes, shortened, vowelled, word_start,
};
use super::{Rule, cut, keep};

pub(super) fn rules() -> Vec<Rule> {
    let mut rules = common_exceptions();
    rules.extend(quotations());
    rules.extend(marks());
    rules.extend(abbreviations());
    rules.push(missing_space());
    rules.extend(common_breaks());
    rules
}

/// White space and one of some words.
fn then(words: &[&str]) -> String {
    format!("{}{}{WORD_END}", next(), any(words, vowelled))
}

/// White space and a word that begins a sentence rather than carrying one on.
fn beginning() -> String {
    let begins = any(BEGINNINGS, vowelled);
    format!("{}(?:{begins}{WORD_END}|و{VOWELS}[ء-ي])", next())
}

/// A verb of speaking in any person of the third, with or without an object.
fn verb() -> String {
    let verbs = any(SPEECH, vowelled);
    let feminine: Vec<&str> = SPEECH
        .iter()
        .filter_map(|verb| verb.strip_prefix('ي'))
        .collect();
    let feminine = any(&feminine, vowelled);
    let objects = any(OBJECTS, plain);
    format!(
        "ف?(?:{verbs}(?:ت|وا|ون|ا|تا)?|ت{VOWELS}{feminine}){VOWELS}(?:{objects})?{VOWELS}{WORD_END}"
    )
}

/// What stands around a quotation that closes with a mark.
fn quotations() -> Vec<Rule> {
    let quoted = closing_quotation("!?؟‼⁇⁈⁉‽");
    let stopped = closing_quotation(".");
    let dash = "\\s+[-–—، ]*";
    let verb = verb();
    let word = "[\\p{L}\\p{M}]+";
    let that = format!("ب?[أإ]ن{}?{WORD_END}", any(OBJECTS, plain));
    let carried: Vec<&str> = PREPOSITIONS.iter().chain(PLACES).copied().collect();
    let title = format!(
        "(?<=[\\p{{L}}\\p{{M}}]\\s?[«\\u0022“»][^«»“”\\u0022]{{1,60}})[!?؟]+[{}]",
        quotes()
    );
    vec![
        cut("attribution", quoted.clone(), format!("{dash}{verb}:")),
        cut(
            "attribution",
            quoted.clone(),
            format!("{dash}{verb}\\s+(?:{word}\\s+){{0,7}}(?:{word}:|[«\\u0022“]|{that})"),
        ),
        keep("attribution", quoted.clone(), format!("{dash}{verb}")),
        keep(
            "attribution",
            quoted.clone(),
            format!("{dash}{}{WORD_END}", any(ATTRIBUTIONS, vowelled)),
        ),
        keep("quoted-title", title, then(&carried)),
        keep("attribution", stopped, then(&["حسبما", "على حد"])),
    ]
}

/// Marks that end nothing because of the word after them.
fn marks() -> Vec<Rule> {
    let controls = controls();
    let name = format!("{}[A-Z][A-Za-z]{{0,20}}!", word_start());
    let bracket = "(?<=[\\p{L}\\p{M}\\p{N}]\\s{0,2}\\([^()]{0,200})[!?؟][)\\]]";
    let carried = format!("{}(?:{}{WORD_END}|و?لكن)", next(), any(CARRY_ON, vowelled));
    vec![
        keep(
            "subordinate-clause",
            format!("[!?؟]+[{controls}]*"),
            then(SUBORDINATE),
        ),
        cut("in-brackets", bracket, beginning()),
        keep("in-brackets", bracket, "\\s"),
        cut("name-with-mark", name.clone(), beginning()),
        keep("name-with-mark", name, "\\s+[ء-ي]"),
        keep(
            "ellipsis-opens",
            format!("[«\\u0022“][{controls}]*{ELLIPSIS}"),
            "\\s",
        ),
        keep(
            "ellipsis-carries-on",
            format!("{ELLIPSIS}[{controls}]*"),
            carried,
        ),
    ]
}

/// Full stops of abbreviations, and of initials.
fn abbreviations() -> Vec<Rule> {
    let mut rules = Vec::new();
    let era = "\\p{N}{1,4}(?:ه\\u0640?|م)\\.";
    rules.push(cut("abbreviation-may-end", era, beginning()));
    rules.push(keep("abbreviation-may-end", era, then(PREPOSITIONS)));
    rules.push(cut("full-stop", era, "\\s"));
    rules.extend(may_end(
        "abbreviation-may-end",
        &format!(
            "\\p{{N}}{{1,4}}{}\\.",
            any(&["ق.م", "ب.م", "ق.ه\u{640}", "ق.ه"], tatweel)
        ),
    ));
    rules.extend(may_end("abbreviation-may-end", "\\p{N}\\s[مه]\\u0640?\\."));
    rules.push(cut(
        "full-stop",
        format!(
            "{}{}\\s\\p{{L}}\\.",
            word_start(),
            any(DESIGNATED, vowelled)
        ),
        "\\s",
    ));
    rules.push(keep(
        "abbreviation-title",
        shortened(&any(TITLES, plain)),
        "\\s",
    ));
    for (clitic, titles) in TITLE_CLITICS {
        let title = format!("{clitic}{}", any(titles, plain));
        rules.push(keep("abbreviation-title", shortened(&title), "\\s"));
    }
    let plain_may_end: Vec<&str> = MAY_END
        .iter()
        .copied()
        .filter(|word| *word != "ه")
        .collect();
    rules.extend(may_end(
        "abbreviation-may-end",
        &shortened(&any(&plain_may_end, plain)),
    ));
    let clitics = "(?:[وفبلك]?(?:ال|ل)?)";
    let chain = format!("{clitics}\\p{{L}}(?:\\.\\p{{L}}){{1,6}}");
    rules.extend(may_end("letter-chain", &shortened(&chain)));
    let closed = format!("{}[)\\]»\\u0022”]{{1,3}}", shortened(&chain));
    rules.extend(may_end("abbreviation-may-end", &closed));
    let lone = format!("(?<=\\()[\\p{{L}}\\p{{M}}]{{1,3}}\\.[)]{{1,3}}");
    rules.extend(may_end("abbreviation-may-end", &lone));
    rules.extend(may_end(
        "letter-chain",
        &shortened("[A-Za-z]{1,2}(?:\\.[A-Za-z]{1,2}){1,5}"),
    ));
    rules.push(cut("initial", shortened("[A-Za-z]"), beginning()));
    rules.push(keep("initial", shortened("(?!ه)\\p{L}"), "\\s"));
    let names = any(LETTER_NAMES, plain);
    rules.push(keep(
        "initial",
        shortened(&any(SURE_LETTER_NAMES, plain)),
        "\\s",
    ));
    rules.push(keep(
        "initial",
        shortened(&format!("و?{names}")),
        format!("\\s+{names}\\."),
    ));
    rules.push(keep(
        "initial",
        format!("(?<=\\s{names}\\.\\s)و?{names}\\."),
        "\\s",
    ));
    rules.extend(may_end(
        "abbreviation-latin",
        &shortened(&format!("(?i:{})", any(LATIN, plain))),
    ));
    rules
}

/// An abbreviation that ends a sentence only where a word follows that begins one.
fn may_end(name: &'static str, before: &str) -> [Rule; 2] {
    [cut(name, before, beginning()), keep(name, before, "\\s")]
}

fn tatweel(word: &str) -> String {
    plain(word)
}

/// A stop between two words of Arabic letters, where the space was forgotten.
fn missing_space() -> Rule {
    let letter = format!("[ء-ي]{VOWELS}");
    let before = format!("(?<![^\\s«\\u0022(])(?:{letter}){{3,30}}[.!?؟]{{1,3}}");
    cut(
        "missing-space",
        before,
        format!("(?:{letter}){{3,30}}(?![/@_\\p{{L}}])"),
    )
}
