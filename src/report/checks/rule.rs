//! The rules: their names, how grave what they find is, and what there is to say of each.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Odd, often right.
    Note,
    /// Probably wrong; a person should look.
    Warning,
    /// Hardly ever right.
    Error,
}

impl Severity {
    /// Returns the name under which it is printed and set.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl FromStr for Severity {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        [Severity::Note, Severity::Warning, Severity::Error]
            .into_iter()
            .find(|severity| severity.name() == name)
            .ok_or(())
    }
}

/// What there is to say of a rule.
struct Card {
    name: &'static str,
    severity: Severity,
    /// What it finds, in a sentence.
    about: &'static str,
    /// A pair that it finds: Arabic, English.
    example: (&'static str, &'static str),
}

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident, $name:literal, $severity:ident, $about:literal, ($ar:literal, $en:literal);)+) => {
        /// A rule, by what it finds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule {
            $($(#[$doc])* $rule),+
        }

        impl Rule {
            /// All rules, in the order in which they are listed.
            pub const ALL: [Rule; [$($name),+].len()] = [$(Rule::$rule),+];

            fn card(self) -> Card {
                match self {
                    $(Rule::$rule => Card {
                        name: $name,
                        severity: Severity::$severity,
                        about: $about,
                        example: ($ar, $en),
                    }),+
                }
            }
        }
    };
}

rules! {
    /// A side without text.
    Empty, "empty", Error,
        "A side holds nothing that can be seen: no text, or only spaces and invisible characters.",
        ("وصل الوفد أمس.", "");
    /// The sides stand the wrong way round.
    Swapped, "swapped", Error,
        "The Arabic side is in Latin letters and the English one in Arabic letters.",
        ("The delegation arrived.", "وصل الوفد.");
    /// Both sides are the same text.
    Untranslated, "untranslated", Error,
        "Both sides are the same text, whatever the spelling. Names, numbers and codes may be alike.",
        ("وصل الوفد إلى المدينة.", "وصل الوفد إلى المدينة.");
    /// A part of the other side stands in a text.
    PartlyUntranslated, "partly-untranslated", Error,
        "Words in the letters of the other language that stand on the other side, too, one after the other.",
        ("وصل الوفد to the city in the evening.", "The delegation came to the city in the evening.");
    /// A side is in another language.
    WrongLanguage, "wrong-language", Error,
        "A side is in another language, by its letters and its smallest words: Persian or Urdu instead of Arabic; French, Spanish, German, Italian, Portuguese or Dutch instead of English; or a side in the script of the other.",
        ("او گفت که این کتاب را خوانده است.", "He said that he had read this book.");
    /// Digits that the language does not use.
    WrongDigits, "wrong-digits", Error,
        "Arabic-Indic or Persian digits on the English side, Persian ones on the Arabic side.",
        ("وصل ٢٠ ضيفا.", "٢٠ guests came.");
    /// A text that was read in the wrong encoding.
    Mojibake, "mojibake", Error,
        "A text that was read in the wrong encoding: UTF-8 as windows-1256, windows-1252 or Latin-1, or windows-1256 as windows-1252.",
        ("ظˆطµظ„ ط§ظ„ظˆظپط¯", "The delegation came.");
    /// Controls and signs of lost characters.
    Control, "control", Error,
        "Control characters, byte order marks inside a text, U+FFFD where a character was lost, private and forbidden characters.",
        ("وصل\u{feff} الوفد.", "The delegation came.");
    /// Directional controls that change what is read.
    Bidi, "bidi", Error,
        "Overrides of the direction, and embeddings or isolates that are not closed. Marks of direction (U+200E, U+200F) are right.",
        ("وصل \u{202e}الوفد.", "The delegation came.");
    /// Letters by their shape.
    PresentationForms, "presentation-forms", Error,
        "Arabic letters stored by their shape (U+FB50 to U+FEFC), as old PDF files give them; searches do not find them. ﷲ, ﷺ and their like are right.",
        ("ﻭﺻﻞ ﺍﻟﻮﻓﺪ.", "The delegation came.");
    /// Placeholders that one side lacks.
    Placeholders, "placeholders", Error,
        "Placeholders of programs ({0}, {name}, ${name}, %s, %1$d, %(name)s, %@) that the other side does not have as often.",
        ("مرحبا بك.", "Welcome, {name}.");
    /// Markup that one side lacks.
    Markup, "markup", Error,
        "Tags or character entities as text that the other side does not have as often.",
        ("<b>وصل الوفد.", "The delegation came.");
    /// Markup on both sides.
    RawMarkup, "raw-markup", Note,
        "Tags or character entities as text, the same on both sides.",
        ("<b>وصل</b> الوفد.", "The delegation <b>came</b>.");
    /// Addresses that differ.
    Addresses, "addresses", Warning,
        "Web or e-mail addresses that the other side does not have.",
        ("راجع https://example.org/a", "See https://example.org/b");
    /// Numbers that differ.
    Numbers, "numbers", Warning,
        "Each side has a number in digits whose value the other does not have, neither in digits of any script nor in words.",
        ("حضر 130 ضيفا.", "150 guests came.");
    /// A number that the other side does not have.
    MissingNumber, "missing-number", Note,
        "One side has a number in digits that the other does not have, and no other in its place.",
        ("حضر 130 ضيفا.", "The guests came.");
    /// Quotation marks without their other half.
    Quotes, "quotes", Warning,
        "A quotation mark without its other half on one side only, of whatever kind; quotations that go on in the pairs before or after are right.",
        ("قال إن \"الوفد وصل أمس.", "He said \"the delegation\" came yesterday.");
    /// Brackets without their other half.
    Brackets, "brackets", Warning,
        "A bracket without its other half on one side only. Markers of lists such as «1)» are right.",
        ("وصل الوفد (أمس مساء.", "The delegation came (yesterday) in the evening.");
    /// A letter that is drawn out.
    Tatweel, "tatweel", Warning,
        "Tatweel between two letters of a word. At the end of one, as in «هـ» or «الـ», it is right.",
        ("وصـــل الوفد.", "The delegation came.");
    /// A text that breaks off.
    Truncated, "truncated", Warning,
        "One side breaks off: it is too short for the other, and ends without the stop that the other has, or with a word that needs another.",
        ("وصل الوفد إلى المدينة مساء أمس وبدأ محادثاته مع الحكومة.", "The delegation came to the");
    /// Lengths that do not fit.
    Length, "length", Warning,
        "The lengths do not fit: further than `length-deviation` (4) standard deviations from what the pairs of the corpus have.",
        ("نعم.", "The delegation reached the city yesterday evening and began its talks with the government at once.");
    /// Texts that hardly translate each other.
    Unrelated, "unrelated", Warning,
        "The texts hardly translate each other, by words of the seed lexicon, names by sound and lengths.",
        ("وصل الوفد إلى المدينة مساء أمس وبدأ محادثاته.", "Prices of wheat rose again because the harvest was bad this year.");
    /// A run of pairs out of step.
    Shifted, "shifted", Error,
        "A run of pairs of a document in which each Arabic text fits the English one of the pair before or after.",
        ("وصل الوفد.", "Prices rose.");
    /// A text that is too long for a segment.
    TooLong, "too-long", Warning,
        "A side of more than `longest` (1000) visible characters: several sentences or paragraphs in one.",
        ("(ألف حرف)", "(a thousand letters)");
    /// The same pair again.
    Duplicate, "duplicate", Warning,
        "The same pair stood before, up to spelling: vowel marks, tatweel, digits, quotes, spaces. In a memory, within one document only.",
        ("وصل الوفد.", "The delegation came.");
    /// Nearly the same pair again.
    NearDuplicate, "near-duplicate", Warning,
        "A pair that differs from one before in capitals, punctuation, spaces and confused letters only, in long ones in digits, too.",
        ("وصل الوفد", "THE DELEGATION CAME");
    /// One Arabic text with several translations.
    InconsistentEnglish, "inconsistent-english", Note,
        "The same Arabic text stood before with another translation.",
        ("وصل الوفد.", "The delegates arrived.");
    /// One English text with several translations.
    InconsistentArabic, "inconsistent-arabic", Note,
        "The same English text stood before with another translation.",
        ("بلغ الوفد المدينة.", "The delegation came.");
    /// Furniture of a page.
    Furniture, "furniture", Warning,
        "Both sides are furniture of a page: buttons to share, ways to other pages, rights, newsletters, headlines behind «اقرأ أيضا».",
        ("الرئيسية » أخبار", "Home » News");
    /// Spaces that are not needed.
    Spaces, "spaces", Note,
        "Two spaces in a row, or white space at the ends of a text.",
        ("وصل  الوفد.", "The delegation came.");
    /// A word that stands twice.
    RepeatedWord, "repeated-word", Note,
        "The same word twice in a row.",
        ("وصل إلى إلى المدينة.", "It came to the city.");
}

impl Rule {
    /// Returns its name, which stays the same from version to version.
    pub fn name(self) -> &'static str {
        self.card().name
    }

    /// Returns how grave what it finds is, unless that is set otherwise.
    pub fn severity(self) -> Severity {
        self.card().severity
    }

    /// Returns what it finds, in a sentence or two.
    pub fn about(self) -> &'static str {
        self.card().about
    }

    /// Returns an Arabic and an English text in which it finds something; some need more pairs around them.
    pub fn example(self) -> (&'static str, &'static str) {
        self.card().example
    }
}

impl FromStr for Rule {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Rule::ALL
            .into_iter()
            .find(|rule| rule.name() == name)
            .ok_or(())
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
