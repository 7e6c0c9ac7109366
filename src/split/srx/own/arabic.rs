//! The Arabic rules, in the order in which the splitter asks them.

use crate::split::arabic_words::{
    ATTRIBUTIONS, BEGINNINGS, BEHIND_UNITS, CARRY_ON, DESIGNATED, LABELS, LATIN, LETTER_NAMES,
    MAY_END, OBJECTS, OWN_WAW, PLACES, PREPOSITIONS, SPEECH, SUBORDINATE, SURE_LETTER_NAMES,
    TITLE_CLITICS, TITLES, UNITS,
};

use super::parts::{
    ELLIPSIS, SPOKEN, VOWELS, WORD_END, any, chain, closing_quotation, common_breaks,
    common_exceptions, controls, dashes, next, plain, quotes, shortened, stops, times, vowelled,
    word_start,
};
use super::{Rule, cut, keep};

pub(super) fn rules() -> Vec<Rule> {
    let mut rules = common_exceptions(&label());
    rules.extend(quotations());
    rules.extend(titles());
    rules.extend(marks());
    rules.push(verse());
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
    let own_waw = any(OWN_WAW, vowelled);
    let letter = format!("[ء-ي]{VOWELS}");
    // A verb of a derived form behind ف.
    let consequence =
        format!("ف{VOWELS}(?=(?:{letter}){{5}})(?:ت|ان|ا{VOWELS}س{VOWELS}ت|ا{VOWELS}{letter}ت)");
    format!(
        "{}(?:{begins}{WORD_END}|(?!{own_waw}{WORD_END})و{VOWELS}{letter}[ء-ي]|{consequence})",
        next()
    )
}

/// The label of a number, with its stop.
fn label() -> String {
    shortened(&format!("و?{}", any(LABELS, plain)))
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
    let dashes = dashes();
    let quoted = closing_quotation(SPOKEN);
    let stopped = closing_quotation("\\.");
    // A turn of a dialogue has its speaker behind a second dash.
    let turn = format!("(?<=^\\s{{0,2}}[{dashes}][^{dashes}]{{1,150}})[!?؟]+");
    let verb = verb();
    let word = "[\\p{L}\\p{M}]+";
    let that = format!("ب?[أإ]ن{}?{WORD_END}", any(OBJECTS, plain));
    let mut rules = Vec::new();
    for (before, dash) in [
        (quoted.clone(), format!("\\s+[{dashes}،, ]*")),
        (turn, format!("\\s+[{dashes}][{dashes}،, ]*")),
    ] {
        rules.extend([
            cut(
                "attribution",
                before.clone(),
                format!(
                    "{dash}{verb}(?::|\\s+(?:{word}\\s+){{0,7}}(?:{word}:|[«\\u0022“]|{that}))"
                ),
            ),
            keep("attribution", before.clone(), format!("{dash}{verb}")),
            keep(
                "attribution",
                before,
                format!("{dash}{}{WORD_END}", any(ATTRIBUTIONS, vowelled)),
            ),
        ]);
    }
    rules.push(keep("series", quoted, "\\s+(?:و|أو )[«\\u0022“»]"));
    rules.push(keep("attribution", stopped, then(&["حسبما", "على حد"])));
    rules
}

/// Titles of up to five words in the middle of a sentence that close with a mark: كتابه «من نحن؟» عن الهوية.
fn titles() -> [Rule; 4] {
    let open = "[«\\u0022“»]";
    let inner = "[^«»“”\\u0022]";
    let mark = format!("[!?؟]+[{}]", quotes());
    let word = "[^\\s«»“”\\u0022]{1,25}";
    let words = format!("{word}{}", times(&format!("\\s{word}"), 0, 4));
    let title = format!("(?<=[\\p{{L}}\\p{{M}}]\\s?{open}{words}){mark}");
    // Behind a verb of speaking it is what was said.
    let said = format!(
        "(?<=(?:^|[^\\p{{L}}\\p{{M}}])[وف]?{}(?:ت|وا|ون|ا|تا)?(?:{})?\\s{inner}{{0,60}}{open}{words}){mark}",
        any(SPEECH, plain),
        any(OBJECTS, plain),
    );
    let carried: Vec<&str> = PREPOSITIONS.iter().chain(PLACES).copied().collect();
    [
        keep("quoted-title", title.clone(), then(&carried)),
        cut("quoted-title", said, "\\s"),
        cut("quoted-title", title.clone(), beginning()),
        keep("quoted-title", title, "\\s+[ء-ي]"),
    ]
}

/// Dots alone between the halves of a verse, which fill a line without another stop.
fn verse() -> Rule {
    let stops = stops();
    let half = format!("[^\\s{stops}]{{1,20}}");
    let words = times(&format!("\\s{half}"), 2, 7);
    keep(
        "verse",
        format!("^{half}{words}\\s(?:\\.{{3,10}}|…{{1,3}})"),
        format!("\\s{half}{words}\\s*$"),
    )
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
    let mut rules = Vec::from(units());
    rules.extend(eras());
    let designated = any(DESIGNATED, vowelled);
    let designated = format!("{}{designated}\\s\\p{{L}}\\.", word_start());
    rules.push(cut("full-stop", designated, "\\s"));
    rules.push(keep(
        "abbreviation-number",
        label(),
        format!("{}\\p{{N}}", next()),
    ));
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
    let etcetera = format!("{}و?(?:إلخ|الخ|ألخ)\\s?{ELLIPSIS}", word_start());
    rules.extend(may_end("abbreviation-may-end", &etcetera));
    // The sentence that a bracket stands in has no stop of its own there.
    rules.push(keep(
        "abbreviation-may-end",
        format!(
            "(?<=[\\p{{L}}\\p{{M}}\\p{{N}}»”\\u0022]\\s{{0,2}}\\([^()]{{0,200}})(?<![\\p{{L}}\\p{{M}}])(?:{}|\\p{{L}})\\u0640?\\.[)\\]]",
            any(MAY_END, plain)
        ),
        "\\s",
    ));
    let letters = times("\\.-?\\p{L}", 1, 6);
    let letters = shortened(&format!("(?:[وفبلك]?(?:ال|ل)?)\\p{{L}}{letters}"));
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

/// Units behind a number, which end a sentence unless the measure goes on.
fn units() -> [Rule; 2] {
    let unit = format!("\\p{{N}}\\s?{}\\.", any(UNITS, plain));
    [
        keep("unit", unit.clone(), then(BEHIND_UNITS)),
        cut("full-stop", unit, "\\s"),
    ]
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
        keep("initial", shortened("ه"), "\\s+\\p{L}\\u0640?\\."),
        keep("initial", "(?<=\\s\\p{L}\\.\\s)ه\\u0640?\\.", "\\s"),
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
fn missing_space() -> [Rule; 3] {
    let letter = format!("[ء-ي]{VOWELS}");
    let start = "(?<![^\\s«\\u0022(،:])";
    let closers = "[»”\\u0022)\\]]{0,2}";
    let words = format!("{start}(?:{letter}){{3,30}}{closers} ?\\.{{1,6}}{closers}");
    let asking = format!("{start}(?:{letter}){{2,30}}{closers} ?[!?؟…][.!?؟…]{{0,5}}{closers}");
    let after = format!("(?:(?:{letter}){{3,30}}(?![/@_\\p{{L}}])|(?:{letter}){{2}} )");
    [
        cut("missing-space", words, after.clone()),
        cut("missing-space", asking, after.clone()),
        cut("missing-space", "(?<=[^\\s] )\\p{N}{1,4}\\.", after),
    ]
}
