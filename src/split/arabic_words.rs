//! The words the Arabic rules know: abbreviations, verbs of speaking, what begins a sentence.
//!
//! All in their key form ([`crate::text::forms::key`]), so that vowel marks, tatweel and
//! controls need no entries of their own; hamza is kept, so words often written without
//! it stand twice.

/// Titles and labels that are followed by what they belong to and never end a sentence.
pub(super) const TITLES: &[&str] = &[
    "د", "أ", "ا", "أ.د", "ا.د", "أ.م", "ا.م", "أ.م.د", "ا.م.د", "د.م", "م.د", "م.م", "ج", "ك",
    "ص", "ص.ب", "س.ت", "ت.س", "ت", "ط", "ف", "رقم", "مج", "تح",
];

/// Labels that a number follows, with the conjunction or without: ج. 2 وج. 3.
pub(super) const LABELS: &[&str] = &["ج", "ص", "ط", "ف", "م", "ق", "ح", "ع", "ت", "مج"];

/// Units of measure behind a number, whose stop ends a sentence unless the measure goes on.
pub(super) const UNITS: &[&str] = &[
    "كم", "سم", "ملم", "مم", "كغ", "كغم", "كجم", "كلغ", "كلم", "غ", "غم", "جم", "ملغ", "ملغم",
    "مجم", "ل", "مل",
];

/// Words that carry a measure on; في and على begin too many sentences.
pub(super) const BEHIND_UNITS: &[&str] = &[
    "تقريبا",
    "فقط",
    "لكل",
    "تحت",
    "فوق",
    "شمال",
    "جنوب",
    "شرق",
    "غرب",
    "شمالي",
    "جنوبي",
    "شرقي",
    "غربي",
    "يوميا",
    "شهريا",
    "سنويا",
    "من",
    "عن",
    "إلى",
    "أو",
];

/// Clitics that may stand before a title: ود. أحمد.
///
/// لا بد and في فم are words, so ب and ف do not stand before every title.
pub(super) const TITLE_CLITICS: &[(char, &[&str])] = &[
    ('و', &["د", "م", "أ", "ا", "أ.د", "ا.د", "أ.م.د"]),
    ('ل', &["د", "م", "أ", "أ.د", "ا.د", "أ.م.د"]),
    ('ف', &["د", "أ", "أ.د", "ا.د", "أ.م.د"]),
    ('ب', &["م", "أ", "أ.د", "ا.د", "أ.م.د"]),
    ('ك', &["د", "أ.د", "ا.د", "أ.م.د"]),
];

/// The names of English letters, as initials are written: جي. كي. تشسترتون.
pub(super) const LETTER_NAMES: &[&str] = &[
    "إيه",
    "ايه",
    "أيه",
    "بي",
    "سي",
    "دي",
    "إي",
    "اي",
    "إف",
    "اف",
    "جي",
    "إتش",
    "اتش",
    "آي",
    "جيه",
    "كيه",
    "كي",
    "إل",
    "ال",
    "إم",
    "ام",
    "إن",
    "ان",
    "أو",
    "او",
    "كيو",
    "آر",
    "ار",
    "إس",
    "اس",
    "تي",
    "يو",
    "في",
    "دبليو",
    "إكس",
    "اكس",
    "واي",
    "زد",
];

/// Letter names that are no other word: one is enough to tell an initial.
pub(super) const SURE_LETTER_NAMES: &[&str] = &["جيه", "كيه", "إيه", "إتش", "دبليو"];

/// Nouns that a letter may designate: فيتامين د is no doctor.
pub(super) const DESIGNATED: &[&str] = &[
    "فيتامين",
    "الفيتامين",
    "حرف",
    "الحرف",
    "بحرف",
    "المجموعة",
    "مجموعة",
    "الفئة",
    "فئة",
    "الفقرة",
    "البند",
    "القسم",
    "النوع",
    "نوع",
    "الدرجة",
    "الخطة",
    "الصف",
    "المستوى",
    "القطاع",
    "المنطقة",
    "الملحق",
    "الجدول",
    "النموذج",
    "الصنف",
    "التهاب",
    "الكبد",
];

/// Prepositions that carry a sentence on behind a year or a quoted title.
pub(super) const PREPOSITIONS: &[&str] = &["في", "من", "على", "إلى", "عن"];

/// Further prepositions that carry a sentence on behind a slogan or a title.
pub(super) const PLACES: &[&str] = &[
    "أمام", "عند", "وسط", "خلال", "مع", "ضد", "قرب", "داخل", "لدى", "حتى", "طوال",
];

/// Abbreviations that may end a sentence, and do when a word follows that begins one.
pub(super) const MAY_END: &[&str] = &[
    "ق.م", "ب.م", "ق.ه", "ه", "إلخ", "الخ", "ألخ", "ش.م", "ش.م.م", "ش.م.ل", "ذ.م.م", "ج.م.ع",
];

/// Latin abbreviations in Arabic text, without their stop and in lower case.
pub(super) const LATIN: &[&str] = &[
    "inc", "co", "corp", "ltd", "llc", "plc", "dr", "mr", "mrs", "ms", "prof", "st", "vs", "no",
    "jr", "sr", "etc", "al", "gen", "gov", "sen", "rep", "rev", "col", "capt", "lt", "sgt", "mt",
    "ft", "bros", "vol", "fig", "pp", "ed", "eds", "gmbh", "ag", "spa", "sarl", "pjsc", "jsc",
];

/// Verbs of speaking, in the third person masculine; past and present.
pub(super) const SPEECH: &[&str] = &[
    "قال",
    "يقول",
    "سأل",
    "يسأل",
    "تساءل",
    "يتساءل",
    "هتف",
    "يهتف",
    "صاح",
    "يصيح",
    "صرخ",
    "يصرخ",
    "أجاب",
    "يجيب",
    "رد",
    "يرد",
    "همس",
    "يهمس",
    "أضاف",
    "يضيف",
    "علق",
    "يعلق",
    "كتب",
    "يكتب",
    "نادى",
    "ينادي",
    "عقب",
    "يعقب",
    "استفسر",
    "يستفسر",
    "استغرب",
    "يستغرب",
    "تعجب",
    "يتعجب",
    "استنكر",
    "يستنكر",
    "استطرد",
    "يستطرد",
    "استدرك",
    "يستدرك",
    "تابع",
    "يتابع",
    "أردف",
    "يردف",
    "تمتم",
    "يتمتم",
    "غمغم",
    "يغمغم",
    "ردد",
    "يردد",
    "كرر",
    "يكرر",
    "قاطع",
    "يقاطع",
    "خاطب",
    "يخاطب",
    "غرد",
    "يغرد",
    "ختم",
    "يختم",
    "اختتم",
    "يختتم",
    "توعد",
    "يتوعد",
    "هدد",
    "يهدد",
    "توسل",
    "يتوسل",
    "اعترض",
    "يعترض",
    "مازح",
    "يمازح",
    "أنشد",
    "ينشد",
    "زعق",
    "يزعق",
    "احتج",
    "يحتج",
    "شهق",
    "يشهق",
    "صرح",
    "يصرح",
    "دعا",
    "يدعو",
    "ناشد",
    "يناشد",
    "ذكر",
    "يذكر",
    "حذر",
    "يحذر",
    "عاتب",
    "يعاتب",
    "وبخ",
    "يوبخ",
    "نهر",
    "ينهر",
    "داعب",
    "يداعب",
    "أوضح",
    "يوضح",
    "أكد",
    "يؤكد",
    "شدد",
    "يشدد",
    "نبه",
    "ينبه",
    "أعلن",
    "يعلن",
    "سخر",
    "يسخر",
    "أقسم",
    "يقسم",
    "رجا",
    "يرجو",
    "أمر",
    "يأمر",
    "زمجر",
    "يزمجر",
    "دمدم",
    "يدمدم",
    "وشوش",
    "يوشوش",
    "نطق",
    "ينطق",
    "تلعثم",
    "يتلعثم",
    "تنهد",
    "يتنهد",
    "شكا",
    "يشكو",
    "اشتكى",
    "يشتكي",
    "ألح",
    "يلح",
    "طالب",
    "يطالب",
    "اقترح",
    "يقترح",
    "هلل",
    "يهلل",
    "غنى",
    "يغني",
    "تذمر",
    "يتذمر",
    "لمح",
    "يلمح",
    "صحح",
    "يصحح",
    "ترجى",
    "يترجى",
    "استغاث",
    "يستغيث",
];

/// Words other than verbs that tie a quotation to its speaker or its place.
pub(super) const ATTRIBUTIONS: &[&str] = &[
    "نادت",
    "تنادي",
    "دعت",
    "تدعو",
    "حسبما",
    "بحسب",
    "حسب",
    "وفق",
    "وفقا",
    "كما",
    "على",
    "هكذا",
    "بهذه",
    "بهذا",
    "بتلك",
    "بذلك",
    "في",
    "عبارة",
    "سؤال",
    "جملة",
    "كلمات",
    "قالها",
    "قائلا",
    "متسائلا",
    "هاتفا",
    "صارخا",
    "قائلة",
    "متسائلة",
];

/// Object pronouns that a verb of speaking may carry.
pub(super) const OBJECTS: &[&str] = &["ه", "ها", "هم", "هن", "هما", "ني", "نا", "ك", "كم"];

/// Words that carry a sentence on after an ellipsis; لكن does with any pronoun.
pub(super) const CARRY_ON: &[&str] = &[
    "ثم",
    "بل",
    "أو",
    "أم",
    "حتى",
    "إلخ",
    "الخ",
    "ألخ",
    "وإلخ",
    "والخ",
    "أن",
    "بأن",
    "التي",
    "الذي",
    "الذين",
];

/// Words that begin no sentence.
pub(super) const SUBORDINATE: &[&str] = &["أن", "بأن", "التي", "الذي", "الذين"];

/// Words whose و is their own and no conjunction: names, and what carries a sentence on.
pub(super) const OWN_WAW: &[&str] = &[
    "وائل", "وليد", "وسيم", "وديع", "وجدي", "وجيه", "وحيد", "وفاء", "وداد", "وردة", "وهيب", "وهبة",
    "وصفي", "وضاح", "ولاء", "وسام", "وئام", "وفيق", "واصف", "ونيس", "وسط", "وراء", "وفق", "وفقا",
];

/// Words that begin a sentence after an abbreviation; a word with the conjunction و does too.
pub(super) const BEGINNINGS: &[&str] = &[
    "ثم",
    "لكن",
    "لكنه",
    "لكنها",
    "كما",
    "وقد",
    "فقد",
    "أما",
    "بعدها",
    "هذا",
    "هذه",
    "لذلك",
    "لهذا",
    "عندما",
    "هل",
    "نحن",
    "أنا",
    "فإن",
    "فإنه",
    "فإنها",
    "فلم",
    "فلما",
    "فكان",
    "فكانت",
    "فقال",
    "فقالت",
    "فصار",
    "فأصبح",
    "ففي",
    "فهو",
    "فهي",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::forms::key;

    #[test]
    fn tables_are_written_in_key_form_and_once() {
        for table in [
            TITLES,
            LABELS,
            UNITS,
            BEHIND_UNITS,
            OWN_WAW,
            LETTER_NAMES,
            DESIGNATED,
            PREPOSITIONS,
            PLACES,
            SUBORDINATE,
            SURE_LETTER_NAMES,
            MAY_END,
            LATIN,
            SPEECH,
            ATTRIBUTIONS,
            CARRY_ON,
            BEGINNINGS,
        ] {
            for (index, word) in table.iter().enumerate() {
                assert_eq!(key(word), *word);
                assert!(!table[..index].contains(word), "{word} twice");
            }
        }
    }
}
