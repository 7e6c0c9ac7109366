//! The Arabic rules, in the order in which the splitter asks them.

use crate::split::arabic_words::{
    ATTRIBUTIONS, BEGINNINGS, CARRY_ON, DESIGNATED, LATIN, LETTER_NAMES, MAY_END, OBJECTS, PLACES,
    PREPOSITIONS, SPEECH, SUBORDINATE, SURE_LETTER_NAMES, TITLE_CLITICS, TITLES,
};

use super::parts::{
    ELLIPSIS, VOWELS, WORD_END, any, chain, closing_quotation, common_breaks, common_exceptions,
    controls, next, plain, quotes, shortened, vowelled, word_start,
};
use super::{Rule, cut, keep};

pub(super) fn rules() -> Vec<Rule> {
    let mut rules = common_exceptions();
    rules.extend(quotations());
    rules.extend(marks());
    rules.extend(abbreviations());
    rules.extend(missing_space());
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
    let mut rules = eras();
    let designated = any(DESIGNATED, vowelled);
    let designated = format!("{}{designated}\\s\\p{{L}}\\.", word_start());
    rules.push(cut("full-stop", designated, "\\s"));
    let clitics = TITLE_CLITICS
        .iter()
        .map(|(clitic, titles)| format!("{clitic}{}", any(titles, plain)));
    for titles in std::iter::once(any(TITLES, plain)).chain(clitics) {
        rules.push(keep("abbreviation-title", shortened(&titles), "\\s"));
    }
    let is_word = |word: &&str| *word != "ه";
    let words: Vec<&str> = MAY_END.iter().copied().filter(is_word).collect();
    rules.extend(may_end(
        "abbreviation-may-end",
        &shortened(&any(&words, plain)),
    ));
    let letters = shortened("(?:[وفبلك]?(?:ال|ل)?)\\p{L}(?:\\.\\p{L}){1,6}");
    let closers = "[)\\]»\\u0022”]{1,3}";
    rules.extend(may_end("letter-chain", &letters));
    rules.extend(may_end(
        "abbreviation-may-end",
        &format!("{letters}{closers}"),
    ));
    for lone in ["(?<=\\()[\\p{L}\\p{M}]{1,3}\\.", "(?<=\\.\\s)\\p{L}\\."] {
        rules.extend(may_end(
            "abbreviation-may-end",
            &format!("{lone}\\){{1,3}}"),
        ));
    }
    let latin_chain = shortened(&chain("[A-Za-z]"));
    rules.extend(may_end("letter-chain", &latin_chain));
    rules.extend(initials());
    let latin = shortened(&format!("(?i:{})", any(LATIN, plain)));
    rules.extend(may_end("abbreviation-latin", &latin));
    rules
}

/// Years with their era: 300 ق.م. or 1412هـ.
fn eras() -> Vec<Rule> {
    let glued = "\\p{N}{1,4}(?:ه\\u0640?|م)\\.";
    let mut rules = vec![
        cut("abbreviation-may-end", glued, beginning()),
        keep("abbreviation-may-end", glued, then(PREPOSITIONS)),
        cut("full-stop", glued, "\\s"),
    ];
    let chain = "\\p{N}{1,4}(?:ق\\.م|ب\\.م|ق\\.ه\\u0640?)\\.";
    rules.extend(may_end("abbreviation-may-end", chain));
    rules.extend(may_end("abbreviation-may-end", "\\p{N}\\s[مه]\\u0640?\\."));
    rules
}

/// Single letters, and their names: ج. ك. رولينغ, جي. كي. تشسترتون.
fn initials() -> Vec<Rule> {
    let names = any(LETTER_NAMES, plain);
    let sure = shortened(&any(SURE_LETTER_NAMES, plain));
    vec![
        cut("initial", shortened("[A-Za-z]"), beginning()),
        keep("initial", shortened("(?!ه)\\p{L}"), "\\s"),
        keep("initial", sure, "\\s"),
        keep(
            "initial",
            shortened(&format!("و?{names}")),
            format!("\\s+{names}\\."),
        ),
        keep(
            "initial",
            format!("(?<=\\s{names}\\.\\s)و?{names}\\."),
            "\\s",
        ),
    ]
}

/// An abbreviation that ends a sentence only where a word follows that begins one.
fn may_end(name: &'static str, before: &str) -> [Rule; 2] {
    [cut(name, before, beginning()), keep(name, before, "\\s")]
}

/// A stop between two words of Arabic letters, or behind a number, where the space was forgotten.
fn missing_space() -> [Rule; 2] {
    let letter = format!("[ء-ي]{VOWELS}");
    let words = format!("(?<![^\\s«\\u0022(])(?:{letter}){{3,30}}[.!?؟]{{1,3}}");
    let after = format!("(?:{letter}){{3,30}}(?![/@_\\p{{L}}])");
    [
        cut("missing-space", words, after.clone()),
        cut("missing-space", "(?<=[^\\s] )\\p{N}{1,4}\\.", after),
    ]
}
