//! Sides in the wrong language: by script, by letters, by the smallest words.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::bitext::{Lang, Sides};
use crate::text::tokens::{TokenKind, Tokens};

use super::characters::is_arabic_letter;
use super::pair::{Found, Side, Texts};
use super::rule::Rule;

/// Letters of a text by script.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Letters {
    pub(super) arabic: usize,
    pub(super) latin: usize,
    /// Letters of the Arabic script that Persian or Urdu have and Arabic does not.
    foreign: usize,
    /// Those among them that are only another shape of an Arabic letter: ی, ک.
    shapes: usize,
    /// Letters of neither script.
    other: usize,
    small: usize,
}

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        let mut letters = Letters::default();
        for c in text.chars() {
            match c {
                'a'..='z' => {
                    letters.latin += 1;
                    letters.small += 1;
                }
                'A'..='Z' | '\u{c0}'..='\u{24f}' => letters.latin += 1,
                '\u{6a9}' | '\u{6cc}' => {
                    letters.arabic += 1;
                    letters.shapes += 1;
                }
                'پ'
                | 'چ'
                | 'ژ'
                | 'گ'
                | '\u{679}'
                | '\u{688}'
                | '\u{691}'
                | '\u{6ba}'
                | '\u{6be}'
                | '\u{6c0}'..='\u{6c3}'
                | '\u{6d2}'
                | '\u{6d3}' => {
                    letters.arabic += 1;
                    letters.foreign += 1;
                }
                c if is_arabic_letter(c) => letters.arabic += 1,
                '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => letters.arabic += 1,
                c if !c.is_ascii() && c.is_alphabetic() => letters.other += 1,
                _ => {}
            }
        }
        letters
    }
}

/// Small words of Persian and Urdu that Arabic does not have, in the folded form.
const PERSIAN: &[&str] = &[
    "است",
    "این",
    "ان",
    "که",
    "را",
    "برای",
    "شد",
    "شده",
    "بود",
    "کرد",
    "کرده",
    "می",
    "نمی",
    "های",
    "ها",
    "خود",
    "باید",
    "یک",
    "هم",
    "اما",
    "دو",
    "نیز",
    "شود",
    "کند",
    "کنند",
    "دارد",
    "دارند",
    "گفت",
    "خواهد",
    "هستند",
    "نیست",
    "بر",
    "با",
    "از",
    "در",
    "به",
    "تا",
    "چه",
    "اند",
    "ولی",
    "اگر",
    "پس",
    "همه",
    "هر",
    "دیگر",
    "بیش",
    "پیش",
    "سال",
    "روز",
    "میشود",
    "میکند",
];
const URDU: &[&str] = &[
    "ہے",
    "ہیں",
    "کے",
    "کی",
    "کا",
    "کو",
    "نے",
    "سے",
    "میں",
    "پر",
    "اور",
    "یہ",
    "وہ",
    "تھا",
    "تھی",
    "تھے",
    "ہو",
    "بھی",
    "نہیں",
    "ایک",
    "لیے",
    "گیا",
    "گئی",
    "کہ",
    "اس",
    "ان",
    "کر",
    "ہی",
    "تو",
    "جو",
    "ساتھ",
    "بعد",
    "انہوں",
];

/// The small words of the languages that English is confused with; none of them is an English word of its own, or is listed apart.
const LATIN: [(&str, &[&str]); 6] = [
    (
        "French",
        &[
            "le", "la", "les", "des", "une", "un", "du", "et", "est", "dans", "que", "qui", "pour",
            "pas", "sur", "au", "aux", "avec", "ce", "cette", "il", "elle", "ne", "ont", "été",
            "sont", "nous", "vous", "ils", "ses", "leur", "par", "plus", "mais", "où", "à", "d",
            "l", "qu", "n", "c", "s", "j", "était", "son", "sa", "se", "ça", "je", "de", "en",
            "tout", "fait", "même", "comme", "être", "avait", "ou", "aussi", "très", "leurs",
            "ces", "y", "deux", "après", "encore", "depuis", "cela", "mes", "mon", "ma", "n'est",
            "c'est", "qu'il",
        ],
    ),
    (
        "Spanish",
        &[
            "el", "la", "los", "las", "una", "un", "del", "y", "es", "en", "que", "por", "para",
            "con", "se", "su", "sus", "como", "más", "pero", "fue", "lo", "al", "de", "este",
            "esta", "está", "son", "ha", "han", "muy", "también", "desde", "entre", "cuando",
            "sin", "sobre", "ser", "hay", "había", "todo", "él", "ella", "nos", "ya", "porque",
            "donde", "años",
        ],
    ),
    (
        "German",
        &[
            "der", "die", "das", "und", "ist", "nicht", "ein", "eine", "einen", "einer", "einem",
            "mit", "von", "zu", "den", "dem", "des", "auf", "für", "im", "sich", "auch", "es",
            "sie", "er", "wir", "ich", "wurde", "werden", "hat", "haben", "sind", "als", "aus",
            "bei", "nach", "oder", "dass", "wird", "war", "noch", "wie", "über", "zum", "zur",
            "kann", "nur", "aber", "vor", "durch",
        ],
    ),
    (
        "Italian",
        &[
            "il", "la", "le", "gli", "una", "un", "di", "che", "è", "e", "per", "non", "con",
            "del", "della", "dei", "delle", "nel", "nella", "sono", "si", "come", "più", "ha",
            "hanno", "ma", "anche", "alla", "al", "dal", "questo", "questa", "lo", "da", "suo",
            "sua", "era", "stato", "essere", "ed",
        ],
    ),
    (
        "Portuguese",
        &[
            "o", "os", "as", "um", "uma", "de", "do", "da", "dos", "das", "que", "e", "é", "em",
            "no", "na", "nos", "nas", "por", "para", "com", "não", "mais", "se", "ao", "foi",
            "são", "também", "seu", "sua", "como", "mas", "pelo", "pela", "ele", "ela", "está",
            "ser", "até", "muito",
        ],
    ),
    (
        "Dutch",
        &[
            "de", "het", "een", "van", "en", "dat", "die", "niet", "zijn", "voor", "met", "aan",
            "er", "om", "ook", "als", "naar", "bij", "maar", "nog", "wordt", "werd", "hij", "zij",
            "wij", "ik", "heeft", "hebben", "uit", "te", "dit", "over", "deze", "kan", "wel",
            "geen", "waren", "door",
        ],
    ),
];

/// Small words of English.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "in", "is", "was", "that", "for", "it", "with", "as", "on", "be",
    "at", "by", "he", "had", "not", "are", "but", "from", "or", "have", "an", "they", "which",
    "one", "you", "were", "her", "all", "she", "there", "would", "their", "we", "him", "been",
    "has", "when", "who", "will", "more", "no", "if", "out", "so", "said", "what", "its", "about",
    "into", "than", "them", "can", "only", "other", "his", "i", "this", "my", "a", "up", "do",
    "me", "your", "these", "how", "did", "over", "after", "could", "also",
];

/// Words of [`LATIN`] that are English words, too, or parts of contractions and names; they only count beside others.
const SHARED: &[&str] = &[
    "a", "as", "on", "me", "has", "he", "she", "no", "do", "so", "an", "in", "is", "was", "of",
    "at", "to", "or", "die", "war", "er", "son", "plus", "ha", "d", "l", "n", "c", "s", "j", "y",
    "e", "o", "de", "la", "en", "el", "del", "al", "pour", "van", "der", "le", "les", "des", "du",
    "di", "da", "das", "dos", "san", "con", "per", "los", "las", "es", "un", "se", "te", "die",
    "over", "men", "sur", "come", "ma", "as", "fait", "comme", "dans", "be", "by", "hat", "den",
    "bei", "dem", "ser", "era", "mes", "mon", "sa", "ce", "ne", "kan", "um", "dit", "im", "si",
    "lo", "nos", "met", "une",
];

/// Checks the languages of a pair; `tokens` are those of both sides.
pub(super) fn check(
    texts: Texts<'_>,
    tokens: &Sides<Tokens>,
    letters: &Sides<Letters>,
    found: &mut Found<'_>,
) {
    let (ar, en) = (letters.ar, letters.en);
    let is_arabic = |letters: Letters| letters.arabic > letters.latin + letters.other;
    let is_latin = |letters: Letters| letters.latin > letters.arabic + letters.other;
    let is_enough = |letters: Letters| letters.arabic + letters.latin >= 3;
    if is_latin(ar) && is_arabic(en) && is_enough(ar) && is_enough(en) {
        found.add_both(
            Rule::Swapped,
            "the sides stand the wrong way round".to_owned(),
        );
        return;
    }
    if is_untranslated(tokens, ar) {
        found.add_both(
            Rule::Untranslated,
            "both sides are the same text".to_owned(),
        );
        return;
    }
    let words = |lang: Lang| {
        tokens
            .get(lang)
            .iter()
            .filter(|token| token.kind == TokenKind::Word)
            .count()
    };
    let whole = |lang| 0..texts.get(lang).len();
    if en.arabic * 2 > en.latin + en.other && en.arabic >= 6 && words(Lang::En) >= 2 {
        found.add(
            Rule::WrongLanguage,
            Lang::En,
            whole(Lang::En),
            "mostly letters of the Arabic script".to_owned(),
        );
    } else if is_latin(ar)
        && ar.small * 2 > ar.latin
        && ar.latin > ar.arabic * 3
        && words(Lang::Ar) >= 3
    {
        found.add(
            Rule::WrongLanguage,
            Lang::Ar,
            whole(Lang::Ar),
            "mostly letters of the Latin script".to_owned(),
        );
    }
    for (lang, letters) in [(Lang::Ar, ar), (Lang::En, en)] {
        if letters.other > 5 && letters.other > letters.arabic + letters.latin {
            found.add(
                Rule::WrongLanguage,
                lang,
                whole(lang),
                "mostly letters of another script".to_owned(),
            );
        }
    }
    if let Some(language) = of_arabic_script(texts.ar, ar) {
        found.add(
            Rule::WrongLanguage,
            Lang::Ar,
            whole(Lang::Ar),
            format!("{language} by its letters and small words"),
        );
    }
    if let Some(language) = of_latin_script(&tokens.en) {
        found.add(
            Rule::WrongLanguage,
            Lang::En,
            whole(Lang::En),
            format!("{language} by its small words"),
        );
    }
    copied(texts, Side::Ar, found);
    copied(texts, Side::En, found);
}

/// Tells whether both sides are the same text, and one that would be translated.
fn is_untranslated(tokens: &Sides<Tokens>, ar: Letters) -> bool {
    let words = |lang| tokens.get(lang).words().map(|token| token.text);
    if !words(Lang::Ar).eq(words(Lang::En)) {
        return false;
    }
    let count = tokens
        .ar
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .count();
    // Names, titles and codes may be alike: «iPhone 15 Pro», "Le Monde".
    ar.arabic >= 2
        || (count >= 4 && ar.small * 10 >= ar.latin * 8)
        || (count >= 3 && ar.small == ar.latin)
}

/// Cuts a text in the script of Arabic into words; the joiner of Persian belongs to them.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || is_arabic_letter(c) || c == '\u{200c}';
    text.split(move |c: char| !is_part(c))
        .filter(|word| !word.is_empty())
}

/// Returns the language of a text in the script of Arabic that is no Arabic.
fn of_arabic_script(text: &str, letters: Letters) -> Option<&'static str> {
    let marks = letters.foreign + letters.shapes;
    let (mut persian, mut urdu, mut words, mut kaf) = (0usize, 0usize, 0usize, 0usize);
    if marks == 0 || letters.arabic < 6 {
        // Persian that was typed with an Arabic keyboard is told by its small words alone.
        // It has neither the article nor the letter that ends Arabic nouns.
        if letters.arabic < 12 || text.contains('ة') || text.contains(" ال") {
            return None;
        }
    }
    for word in split(text) {
        words += 1;
        kaf += usize::from(is_typed_persian(word));
        if marks == 0 {
            continue;
        }
        persian += usize::from(PERSIAN.contains(&word));
        urdu += usize::from(URDU.contains(&word));
    }
    if urdu >= 2 && urdu > persian && marks * 100 >= letters.arabic * 3 {
        return Some("Urdu");
    }
    let by_letters = marks * 100 >= letters.arabic * 3;
    let is_persian = by_letters
        && (persian >= 2
            || letters.foreign * 100 >= letters.arabic * 3
                && letters.foreign >= 2
                && persian + urdu >= 1)
        || by_letters && letters.foreign >= 2 && letters.shapes >= 2
        || by_letters && words <= 4 && persian >= 1 && letters.foreign >= 1
        || marks * 100 >= letters.arabic * 6 && letters.foreign >= 1 && letters.shapes >= 1
        || kaf >= 3 && kaf * 6 >= words;
    if is_persian {
        return Some(if urdu > persian { "Urdu" } else { "Persian" });
    }
    None
}

/// Words that Persian has in the letters of Arabic, and Arabic does not.
fn is_typed_persian(word: &str) -> bool {
    matches!(
        word,
        "است"
            | "اين"
            | "كه"
            | "را"
            | "براي"
            | "شد"
            | "شده"
            | "كرد"
            | "كرده"
            | "مي"
            | "نمي"
            | "هاي"
            | "ها"
            | "بايد"
            | "يك"
            | "نيز"
            | "شود"
            | "كند"
            | "دارد"
            | "خواهد"
            | "نيست"
            | "هستند"
    )
}

/// What a small word in Latin letters is: a bit for each language of [`LATIN`], and two more.
fn small_words() -> &'static FxHashMap<&'static str, u8> {
    static WORDS: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
        let mut words: FxHashMap<&'static str, u8> = FxHashMap::default();
        for (index, (_, list)) in LATIN.iter().enumerate() {
            for word in *list {
                *words.entry(word).or_default() |= 1 << index;
            }
        }
        for word in ENGLISH {
            *words.entry(word).or_default() |= IS_ENGLISH;
        }
        for word in SHARED {
            *words.entry(word).or_default() |= IS_SHARED;
        }
        words
    });
    &WORDS
}

const IS_ENGLISH: u8 = 1 << 6;
const IS_SHARED: u8 = 1 << 7;

/// Returns the language of a text in Latin letters that is no English.
fn of_latin_script(tokens: &Tokens) -> Option<&'static str> {
    let known = small_words();
    let (mut words, mut english, mut accents) = (0usize, 0usize, 0usize);
    let mut scores = [(0usize, 0usize); LATIN.len()];
    let mut seen: Vec<&str> = Vec::new();
    let pieces = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .flat_map(|token| token.text.split('\''));
    for word in pieces.filter(|word| !word.is_empty()) {
        words += 1;
        if !word.is_ascii() {
            accents += usize::from(word.chars().any(|c| matches!(c, '\u{e0}'..='\u{ff}' | 'œ')));
        }
        let Some(&mask) = known.get(word) else {
            continue;
        };
        // «No, no, no» is one word.
        if seen.contains(&word) {
            continue;
        }
        seen.push(word);
        let is_shared = mask & IS_SHARED > 0;
        english += usize::from(mask & IS_ENGLISH > 0 && !is_shared);
        for (index, score) in scores.iter_mut().enumerate() {
            if mask & 1 << index > 0 {
                score.0 += 1;
                score.1 += usize::from(!is_shared);
            }
        }
    }
    let (index, &(all, sure)) = scores
        .iter()
        .enumerate()
        .max_by_key(|(_, (all, sure))| all + sure)?;
    let is_it = all > english * 2
        && (sure >= 2 && all >= 3 && all * 6 >= words
            || all >= 2 && sure >= 1 && all * 4 >= words
            || all >= 2 && accents >= 1 && all * 5 >= words && english == 0
            || all >= 4 && all * 3 >= words && english == 0);
    is_it.then_some(LATIN[index].0)
}

/// How many words of the other script in a row must stand on the other side, too.
const COPIED: usize = 4;

/// Looks for words in the script of the other side that were copied from there.
fn copied(texts: Texts<'_>, side: Side, found: &mut Found<'_>) {
    let (lang, text, other) = match side {
        Side::Ar => (Lang::Ar, texts.ar, texts.en),
        _ => (Lang::En, texts.en, texts.ar),
    };
    let is_foreign = |c: char| match lang {
        Lang::Ar => c.is_ascii_alphabetic(),
        Lang::En => is_arabic_letter(c),
    };
    if text.chars().filter(|&c| is_foreign(c)).take(12).count() < 12 {
        return;
    }
    let mut run: Option<(usize, usize, usize, usize)> = None;
    let mut best: Option<(usize, usize, usize, usize)> = None;
    let mut at = 0;
    for piece in text.split_inclusive(' ') {
        let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let start = at;
        at += piece.len();
        if word.is_empty() {
            continue;
        }
        if word.chars().any(is_foreign) && other.contains(word) {
            // Words in small letters are words, and others names or titles.
            let is_small = lang == Lang::En
                || word.starts_with(char::is_lowercase)
                    && !matches!(word, "of" | "the" | "and" | "in" | "a");
            let (from, _, count, small) = run.unwrap_or((start, 0, 0, 0));
            run = Some((
                from,
                start + piece.trim_end().len(),
                count + 1,
                small + usize::from(is_small),
            ));
            if run.map_or(0, |run| run.2) > best.map_or(0, |best| best.2) {
                best = run;
            }
        } else {
            run = None;
        }
    }
    if let Some((from, to, count, small)) = best
        && count >= COPIED
        && small * 3 >= count
        && text
            .get(from..to)
            .is_some_and(|copy| other.contains(copy.trim_matches(|c: char| !c.is_alphanumeric())))
    {
        found.add(
            Rule::PartlyUntranslated,
            lang,
            from..to,
            format!("{count} words of the other side"),
        );
    }
}
