//! Characters that should not stand in a text, or not in that shape.

use std::ops::Range;

use encoding_rs::{WINDOWS_1252, WINDOWS_1256};

use crate::bitext::Lang;
use crate::text::forms::{is_invisible, is_vowel_mark};

use super::pair::Found;
use super::rule::Rule;

/// Checks the characters of one side.
pub(super) fn check(lang: Lang, text: &str, found: &mut Found<'_>) {
    if text.chars().all(|c| is_plain(lang, c)) {
        return;
    }
    mojibake(lang, text, found);
    controls(lang, text, found);
    bidi(lang, text, found);
    if lang == Lang::Ar {
        shapes(text, found);
        tatweel(text, found);
    }
    digits(lang, text, found);
}

/// Tells whether no rule finds anything in a text of such characters; most are.
fn is_plain(lang: Lang, c: char) -> bool {
    match c {
        ' '..='~' | '\u{a0}' | '«' | '»' | '–' | '—' | '‘' | '’' | '“' | '”' | '…' => {
            true
        }
        '،' | '؛' | '؟' | '\u{621}'..='\u{63a}' | '\u{641}'..='\u{652}' | '\u{660}'..='\u{669}' => {
            lang == Lang::Ar
        }
        _ => false,
    }
}

/// Tells whether nobody sees the character.
pub(super) fn is_unseen(c: char) -> bool {
    c.is_whitespace() || is_invisible(c) || c.is_control() || c == '\u{3164}'
}

fn code(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

fn controls(lang: Lang, text: &str, found: &mut Found<'_>) {
    let is_bad = |c: char| match c {
        '\t' | '\n' | '\r' | '\u{85}' => false,
        '\u{feff}' | '\u{fffd}' | '\u{fffe}' | '\u{ffff}' => true,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => true,
        c => c.is_control(),
    };
    let mut all = text.char_indices().filter(|&(_, c)| is_bad(c));
    if let Some((at, c)) = all.next() {
        let more = all.count();
        let mut evidence = code(c);
        if more > 0 {
            evidence += &format!(" and {more} more");
        }
        found.add(Rule::Control, lang, at..at + c.len_utf8(), evidence);
    }
}

fn bidi(lang: Lang, text: &str, found: &mut Found<'_>) {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '\u{202d}' | '\u{202e}' => {
                found.add(
                    Rule::Bidi,
                    lang,
                    at..at + c.len_utf8(),
                    format!("override {}", code(c)),
                );
                return;
            }
            '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' => open.push((at, c)),
            '\u{202c}' | '\u{2069}' => {
                let is_isolate = c == '\u{2069}';
                let fits = open
                    .pop()
                    .is_some_and(|(_, c)| (c >= '\u{2066}') == is_isolate);
                if !fits {
                    found.add(
                        Rule::Bidi,
                        lang,
                        at..at + c.len_utf8(),
                        format!("{} closes nothing", code(c)),
                    );
                    return;
                }
            }
            _ => {}
        }
    }
    if let Some((at, c)) = open.pop() {
        found.add(
            Rule::Bidi,
            lang,
            at..at + c.len_utf8(),
            format!("{} is not closed", code(c)),
        );
    }
}

fn shapes(text: &str, found: &mut Found<'_>) {
    let is_shape = |c: char| matches!(c, '\u{fb50}'..='\u{fbb1}' | '\u{fbd3}'..='\u{fd3d}' | '\u{fd50}'..='\u{fdc7}' | '\u{fe70}'..='\u{fefc}');
    if let Some(span) = first_run(text, is_shape) {
        let count = text.chars().filter(|&c| is_shape(c)).count();
        let evidence = format!("{} of {}", text[span.clone()].chars().count(), count);
        found.add(
            Rule::PresentationForms,
            Lang::Ar,
            span,
            format!("letters by their shape: {evidence} in the text"),
        );
    }
}

/// Returns the bytes of the first run of characters that `is` holds for.
fn first_run(text: &str, is: impl Fn(char) -> bool) -> Option<Range<usize>> {
    let start = text.find(&is)?;
    let length = text[start..].find(|c| !is(c)).unwrap_or(text.len() - start);
    Some(start..start + length)
}

pub(super) fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{66e}' | '\u{66f}' | '\u{671}'..='\u{6d3}' | '\u{6d5}'
        | '\u{6fa}'..='\u{6ff}' | '\u{750}'..='\u{77f}')
}

fn tatweel(text: &str, found: &mut Found<'_>) {
    const TATWEEL: char = '\u{640}';
    if !text.contains(TATWEEL) {
        return;
    }
    let mut at = 0;
    let mut first = None;
    let mut count = 0;
    while let Some(start) = text[at..].find(TATWEEL).map(|start| start + at) {
        let end = text[start..]
            .find(|c| c != TATWEEL)
            .map_or(text.len(), |length| start + length);
        let bare = |c: &char| !is_vowel_mark(*c) && !is_invisible(*c);
        let before = text[..start].chars().rev().find(bare);
        let behind = text[end..].chars().find(bare);
        if before.is_some_and(is_arabic_letter) && behind.is_some_and(is_arabic_letter) {
            count += 1;
            first.get_or_insert(start..end);
        }
        at = end;
    }
    if let Some(span) = first {
        let evidence = match count {
            1 => "a word is drawn out".to_owned(),
            count => format!("{count} places where words are drawn out"),
        };
        found.add(Rule::Tatweel, Lang::Ar, span, evidence);
    }
}

fn digits(lang: Lang, text: &str, found: &mut Found<'_>) {
    let is_wrong = |c: char| match lang {
        Lang::En => matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}'),
        Lang::Ar => matches!(c, '\u{6f0}'..='\u{6f9}'),
    };
    if let Some(span) = first_run(text, is_wrong) {
        let evidence = text[span.clone()].to_owned();
        found.add(Rule::WrongDigits, lang, span, evidence);
    }
}

/// The share of a text's letters, in per cent, that must look misread.
const MISREAD: usize = 40;

fn mojibake(lang: Lang, text: &str, found: &mut Found<'_>) {
    let (mut letters, mut utf8_as_1256, mut utf8_as_1252, mut latin) =
        (0usize, 0usize, 0usize, 0usize);
    let mut first = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_ascii() || c.is_whitespace() {
            continue;
        }
        letters += 1;
        let next = chars.peek().map(|&(_, c)| c);
        match c {
            // The lead bytes D8 and D9 of Arabic letters, read as windows-1256.
            'ط' | 'ظ' if next.is_some_and(|next| !next.is_ascii()) => {
                utf8_as_1256 += 2;
                first.get_or_insert(at);
            }
            'Ø' | 'Ù' | 'Ã' | 'Â' | 'â' if next.is_some_and(is_trail) => {
                utf8_as_1252 += 2;
                first.get_or_insert(at);
            }
            '\u{c0}'..='\u{ff}' => {
                latin += 1;
                first.get_or_insert(at);
            }
            _ => {}
        }
    }
    let Some(start) = first else { return };
    let span = start..text.len();
    let readings = [
        (
            utf8_as_1256 >= 6
                && utf8_as_1256 * 100 >= letters * MISREAD
                && restores(text, WINDOWS_1256),
            "UTF-8 read as windows-1256",
        ),
        (
            utf8_as_1252 >= 2 && utf8_as_1252 * 100 >= letters * MISREAD && has_sequence(text),
            "UTF-8 read as windows-1252",
        ),
        (
            lang == Lang::Ar && latin >= 4 && latin * 100 >= letters * 60 && has_long_run(text),
            "windows-1256 read as windows-1252",
        ),
    ];
    if let Some((_, evidence)) = readings.iter().find(|(is_it, _)| *is_it) {
        found.add(Rule::Mojibake, lang, span, (*evidence).to_owned());
    }
}

/// Tells whether the character can be a trail byte of UTF-8 in windows-1252 or Latin-1.
fn is_trail(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{bf}') || "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".contains(c)
}

/// Tells whether a word of a text, put back into the bytes of `encoding`, is UTF-8 with letters of Arabic.
fn restores(text: &str, encoding: &'static encoding_rs::Encoding) -> bool {
    let restored = |word: &str| {
        let (bytes, _, unmappable) = encoding.encode(word);
        let word = std::str::from_utf8(&bytes);
        !unmappable && word.is_ok_and(|word| word.chars().any(is_arabic_letter))
    };
    let words = || text.split(' ').filter(|word| !word.is_ascii());
    words().filter(|word| restored(word)).count() * 3 >= words().count()
}

/// Tells whether there is a sequence that UTF-8 gives and writers do not: «Ã©», «â€™», «Ø§».
fn has_sequence(text: &str) -> bool {
    let words = text
        .split(|c: char| c.is_ascii())
        .filter(|word| !word.is_empty());
    words.into_iter().any(|word| {
        let bytes: Option<Vec<u8>> = word.chars().map(byte_of).collect();
        bytes.is_some_and(|bytes| bytes.len() >= 2 && std::str::from_utf8(&bytes).is_ok())
    })
}

/// The byte that was read as the character, in windows-1252 or Latin-1.
fn byte_of(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(c as u32) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    (!unmappable).then(|| bytes.first().copied()).flatten()
}

/// Tells whether there are three letters of Latin-1 in a row, as no language writes them.
fn has_long_run(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        run = if matches!(c, '\u{c0}'..='\u{ff}') {
            run + 1
        } else {
            0
        };
        run >= 3
    })
}
