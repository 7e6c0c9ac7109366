//! What each Arabic letter can sound like in Latin letters, and what leaving a letter out costs.
//!
//! Costs are hundredths of a consonant: 0 is the usual way to write the sound, 100
//! a consonant that has no partner. Names from everywhere go through these tables,
//! so they hold the habits of Arabic names in English and French spelling (ج as j,
//! dj and g; ق as q, k, g and c) and of foreign names in Arabic (p as ب, v as ف
//! or و, g as غ, ج, ق or ك, ch as تش or ش, x as كس).

/// A cost or a weight in hundredths of a consonant.
pub(super) type Cost = u16;

/// A way to write Arabic letters: those behind the first, their Latin letters, the cost.
pub(super) type Way = (&'static [char], &'static [u8], Cost);

/// A consonant without a partner.
pub(super) const CONSONANT: Cost = 100;

/// Two consonants that have nothing in common stand for each other.
pub(super) const REPLACED: Cost = 130;

/// What it costs to take «و» or «ف» for a word of its own.
pub(super) const CONJUNCTION: Cost = 3;

/// What it costs to take «ب», «ل» or «ك» for a word of its own; the article costs nothing.
pub(super) const PREPOSITION: Cost = 5;

/// Returns the ways to write a letter, with those that take letters behind it.
#[rustfmt::skip]
pub(super) fn ways(letter: char) -> &'static [Way] {
    match letter {
        'ا' => &[(&[], b"a", 0), (&[], b"e", 8), (&[], b"o", 8), (&[], b"u", 8), (&[], b"i", 12), (&['ي'], b"i", 0), (&['و'], b"o", 0), (&['و'], b"u", 0), (&['ي'], b"e", 5)],
        'ب' => &[(&[], b"b", 0), (&[], b"p", 0), (&[], b"v", 40)],
        'پ' => &[(&[], b"p", 0)],
        'ت' => &[(&[], b"t", 0), (&[], b"th", 10), (&['ش'], b"ch", 0), (&['ش'], b"tch", 0), (&['ش'], b"c", 15), (&['ش'], b"cz", 0), (&['ش'], b"tsch", 0),
                 (&['س'], b"z", 10), (&['ز'], b"z", 5), (&['س'], b"ts", 0), (&[], b"d", 60), (&['س'], b"c", 20), (&[], b"gt", 10)],
        'ث' => &[(&[], b"th", 0), (&[], b"s", 25), (&[], b"t", 20)],
        'ج' => &[(&[], b"j", 0), (&[], b"g", 0), (&[], b"dj", 0), (&[], b"dg", 0), (&[], b"zh", 5), (&[], b"ch", 40), (&[], b"dzh", 0), (&[], b"gh", 15), (&[], b"gu", 0), (&[], b"z", 50), (&[], b"y", 60)],
        'چ' => &[(&[], b"ch", 0), (&[], b"j", 0)],
        'ح' => &[(&[], b"h", 0), (&[], b"kh", 30), (&[], b"ch", 30)],
        'خ' => &[(&[], b"kh", 0), (&[], b"h", 20), (&[], b"ch", 5), (&[], b"k", 30), (&[], b"x", 20), (&[], b"j", 20), (&[], b"gh", 30), (&[], b"g", 50)],
        'د' => &[(&[], b"d", 0), (&[], b"t", 50), (&[], b"dh", 5), (&['ج'], b"j", 0), (&['ج'], b"g", 10)],
        'ذ' => &[(&[], b"dh", 0), (&[], b"th", 5), (&[], b"z", 15), (&[], b"d", 15)],
        'ر' => &[(&[], b"r", 0), (&[], b"rh", 0)],
        'ز' => &[(&[], b"z", 0), (&[], b"s", 15), (&[], b"ts", 20), (&[], b"x", 30), (&[], b"tz", 10), (&[], b"zh", 20), (&[], b"j", 50)],
        'ژ' => &[(&[], b"zh", 0), (&[], b"j", 0), (&[], b"g", 10)],
        'س' => &[(&[], b"s", 0), (&[], b"c", 0), (&[], b"sc", 0), (&[], b"ps", 5), (&[], b"z", 20), (&[], b"ts", 30), (&[], b"sh", 40), (&[], b"x", 40), (&[], b"st", 60), (&[], b"th", 40)],
        'ش' => &[(&[], b"sh", 0), (&[], b"ch", 0), (&[], b"sch", 0), (&[], b"s", 25), (&[], b"tch", 15), (&[], b"ti", 15), (&[], b"ci", 15), (&[], b"si", 15), (&[], b"sz", 10), (&[], b"x", 20), (&[], b"c", 40), (&[], b"sj", 10)],
        'ص' => &[(&[], b"s", 0), (&[], b"c", 10), (&[], b"z", 30), (&[], b"ch", 30)],
        'ض' => &[(&[], b"d", 0), (&[], b"dh", 0), (&[], b"z", 20), (&[], b"th", 40)],
        'ط' => &[(&[], b"t", 0), (&[], b"th", 20), (&[], b"d", 60), (&[], b"gt", 0)],
        'ظ' => &[(&[], b"z", 0), (&[], b"dh", 0), (&[], b"d", 15), (&[], b"th", 15)],
        'ع' => &[(&[], b"a", 0), (&['ا'], b"a", 0), (&[], b"o", 5), (&[], b"u", 5), (&[], b"i", 5), (&[], b"e", 5)],
        'غ' => &[(&[], b"gh", 0), (&[], b"g", 0), (&[], b"gu", 0), (&[], b"r", 40), (&[], b"q", 40), (&[], b"h", 50), (&['ز'], b"x", 5)],
        'ف' => &[(&[], b"f", 0), (&[], b"v", 0), (&[], b"ph", 0), (&[], b"w", 25), (&[], b"p", 50), (&[], b"gh", 25)],
        'ڤ' => &[(&[], b"v", 0), (&[], b"w", 20)],
        'ق' => &[(&[], b"q", 0), (&[], b"k", 0), (&[], b"c", 0), (&[], b"g", 5), (&[], b"gh", 15), (&[], b"ck", 0), (&[], b"ch", 20), (&[], b"kh", 20)],
        'ك' => &[(&[], b"k", 0), (&[], b"c", 0), (&[], b"ck", 0), (&[], b"q", 0), (&[], b"ch", 5), (&[], b"kh", 15), (&[], b"g", 30), (&['و'], b"qu", 0), (&[], b"qu", 0), (&['س'], b"x", 0), (&['س'], b"xc", 0), (&['ز'], b"x", 5)],
        'گ' => &[(&[], b"g", 0), (&[], b"k", 20)],
        'ل' => &[(&[], b"l", 0), (&['ل'], b"l", 5)],
        'م' => &[(&[], b"m", 0), (&[], b"mb", 20), (&['م'], b"m", 10)],
        'ن' => &[(&[], b"n", 0), (&[], b"gn", 10), (&[], b"kn", 5), (&[], b"ng", 20), (&[], b"m", 60), (&['ن'], b"n", 10)],
        'ه' => &[(&[], b"h", 0), (&[], b"a", 5), (&[], b"ah", 0), (&[], b"e", 8), (&[], b"eh", 0), (&[], b"at", 10), (&[], b"j", 40)],
        'و' => &[(&[], b"w", 0), (&[], b"u", 0), (&[], b"o", 0), (&[], b"v", 15), (&[], b"ou", 0), (&[], b"oo", 0), (&[], b"ow", 0), (&[], b"aw", 0), (&[], b"ew", 5), (&[], b"au", 0), (&[], b"wh", 0), (&[], b"y", 30), (&['ا'], b"oi", 0), (&[], b"a", 30)],
        'ي' => &[(&[], b"y", 0), (&[], b"i", 0), (&[], b"e", 0), (&[], b"j", 25), (&[], b"ei", 0), (&[], b"ai", 0), (&[], b"ay", 0), (&[], b"a", 15), (&['و'], b"u", 0), (&['و'], b"ew", 0), (&['و'], b"yu", 0), (&[], b"u", 20), (&['ي'], b"y", 5), (&[], b"ll", 30)],
        'ء' | 'ئ' | 'ؤ' => &[(&[], b"a", 5), (&[], b"e", 5), (&[], b"i", 5), (&[], b"o", 5), (&[], b"u", 5), (&[], b"y", 10)],
        _ => &[],
    }
}

/// What an Arabic letter weighs, and costs where Latin letters have nothing for it.
pub(super) fn arabic_weight(letter: char, is_first: bool, is_last: bool) -> (Cost, Cost) {
    match letter {
        'ا' if is_first => (25, 20),
        'ا' => (25, 25),
        'و' | 'ي' => (25, 45),
        'ع' if is_first => (30, 30),
        'ع' => (30, 10),
        'ء' | 'ئ' | 'ؤ' => (0, 5),
        'ه' if is_last => (15, 12),
        'ه' | 'ح' => (70, 60),
        _ => (CONSONANT, CONSONANT),
    }
}

/// What a Latin letter weighs, and costs where Arabic has nothing for it.
///
/// Short vowels are not written in Arabic, "h" behind a consonant is a part of it.
pub(super) fn latin_weight(word: &[u8], at: usize) -> (Cost, Cost) {
    let before = at.checked_sub(1).map(|at| word[at]);
    let after = word.get(at + 1).copied();
    let is_first = before.is_none();
    let is_last = after.is_none();
    match word[at] {
        b'e' if is_last => (10, 3),
        b'a' | b'e' | b'i' | b'o' | b'u' => match (is_first, is_last) {
            (true, _) => (25, 40),
            (_, true) => (25, 30),
            _ if before.is_some_and(is_vowel) => (0, 12),
            _ if word[at] == b'o' => (10, 18),
            _ if word[at] == b'a' => (10, 10),
            _ => (10, 12),
        },
        b'y' if is_last => (25, 35),
        b'y' => (25, 30),
        b'w' if is_last => (10, 15),
        b'w' => (60, 60),
        b'h' if is_first => (70, 60),
        b'h' if before.is_some_and(is_vowel) => (20, 20),
        b'h' => (0, 30),
        b'c' if after == Some(b'k') => (0, 10),
        b't' if after == Some(b'c') && word.get(at + 2) == Some(&b'h') => (0, 20),
        b'd' if matches!(after, Some(b'j' | b'g')) => (0, 40),
        b's' if after == Some(b'c') && word.get(at + 2) == Some(&b'h') => (0, 20),
        b'k' if is_first && after == Some(b'n') => (0, 0),
        b'p' if is_first && matches!(after, Some(b's' | b'n')) => (0, 5),
        b'g' if before == Some(b'n') => (60, 40),
        b'g' if after == Some(b'h') && before.is_some_and(is_vowel) => (40, 40),
        b's' | b't' | b'x' | b'd' | b'z' if is_last => (80, 70),
        _ => (CONSONANT, CONSONANT),
    }
}

/// Tells whether a Latin letter is a vowel; "y" and "w" are not.
pub(super) fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Tells whether an Arabic letter is a consonant that Latin letters always write.
pub(super) fn is_arabic_consonant(letter: char) -> bool {
    !matches!(letter, 'ا' | 'و' | 'ي' | 'ع' | 'ء' | 'ئ' | 'ؤ' | 'ه' | 'ح')
}

/// Tells whether a Latin letter is a consonant that Arabic always writes.
pub(super) fn is_latin_consonant(letter: u8) -> bool {
    letter.is_ascii_lowercase() && !is_vowel(letter) && !matches!(letter, b'h' | b'w' | b'y')
}

/// What an ending makes of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// No ending was taken off.
    None,
    /// It makes an adjective, or people of a country: «ية», "-ian".
    Adjective,
    /// It only makes a plural or another form.
    Plural,
}

/// Endings of Arabic words.
pub(super) const ARABIC_ENDINGS: [(&[char], Ending); 9] = [
    (&['ي'], Ending::Adjective),
    (&['ي', 'ه'], Ending::Adjective),
    (&['ي', 'ا'], Ending::Adjective),
    (&['ي', 'و', 'ن'], Ending::Adjective),
    (&['ي', 'ي', 'ن'], Ending::Adjective),
    (&['ي', 'ا', 'ت'], Ending::Adjective),
    (&['ا', 'ت'], Ending::Plural),
    (&['ي', 'ن'], Ending::Plural),
    (&['ا'], Ending::Plural),
];

/// Endings of English words.
pub(super) const LATIN_ENDINGS: [(&[u8], Ending); 16] = [
    (b"i", Ending::Adjective),
    (b"is", Ending::Adjective),
    (b"an", Ending::Adjective),
    (b"ans", Ending::Adjective),
    (b"n", Ending::Adjective),
    (b"ns", Ending::Adjective),
    (b"ian", Ending::Adjective),
    (b"ians", Ending::Adjective),
    (b"ean", Ending::Adjective),
    (b"eans", Ending::Adjective),
    (b"ese", Ending::Adjective),
    (b"ish", Ending::Adjective),
    (b"ic", Ending::Adjective),
    (b"ite", Ending::Adjective),
    (b"ites", Ending::Adjective),
    (b"s", Ending::Plural),
];

/// What two endings cost that were taken off.
pub(super) fn endings(arabic: Ending, latin: Ending) -> Cost {
    match (arabic, latin) {
        (Ending::None, Ending::None) => 0,
        (Ending::Adjective, Ending::Adjective) | (Ending::Plural, Ending::Plural) => 5,
        (Ending::None, Ending::Plural) => 10,
        (Ending::Plural, Ending::None) => 25,
        (Ending::None, Ending::Adjective) => 40,
        (Ending::Adjective, Ending::None) => 35,
        (Ending::Adjective, Ending::Plural) | (Ending::Plural, Ending::Adjective) => 40,
    }
}
