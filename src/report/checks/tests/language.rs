//! Texts in the wrong language, and characters that should not stand in any.

use super::{finds, passes};
use crate::report::checks::Rule;

#[test]
fn sides_of_the_wrong_language_are_told_by_script_letters_and_small_words() {
    finds(Rule::Swapped, &[("The delegation came.", "وصل الوفد.")]);
    finds(
        Rule::Untranslated,
        &[
            ("وصل الوفد إلى المدينة.", "وصل الوَفد إلى المدينة"),
            (
                "the delegation came to the city",
                "The delegation came to the city.",
            ),
        ],
    );
    finds(
        Rule::PartlyUntranslated,
        &[
            (
                "وصل الوفد to the city in the evening.",
                "The delegation came to the city in the evening.",
            ),
            (
                "وصل الوفد إلى المدينة القديمة في المساء.",
                "It came إلى المدينة القديمة في المساء.",
            ),
        ],
    );
    passes(
        Rule::PartlyUntranslated,
        &[(
            "شاهدنا فيلم Journey to the North Pole أمس.",
            "We saw Journey to the North Pole yesterday.",
        )],
    );
    finds(
        Rule::WrongLanguage,
        &[
            (
                "او گفت که این کتاب را خوانده است.",
                "He said that he had read this book.",
            ),
            (
                "اس نے کہا کہ وہ یہ کتاب پڑھ چکا ہے۔",
                "He said that he had read this book.",
            ),
            (
                "قال إنه قرأ هذا الكتاب.",
                "Il a dit qu'il avait lu ce livre dans le train.",
            ),
            (
                "قال إنه قرأ هذا الكتاب.",
                "Dijo que había leído este libro en el tren.",
            ),
            (
                "قال إنه قرأ هذا الكتاب.",
                "Er sagte, dass er dieses Buch im Zug gelesen hat.",
            ),
            ("قال إنه قرأ هذا الكتاب.", "قال إنه قرأ هذا الكتاب أيضا."),
        ],
    );
    passes(
        Rule::WrongLanguage,
        &[
            (
                "زار گيل پاريس مع أصدقائه في الصيف.",
                "Gil visited Paris with his friends in the summer.",
            ),
            (
                "قال في القاهرة إن المشروع بدأ.",
                "He said in Cairo that the project had begun.",
            ),
            ("لا، لا، لا!", "No, no, no!"),
            ("وصل إلى لوس أنجلوس.", "He reached Los Angeles."),
        ],
    );
}

#[test]
fn characters_that_should_not_stand_in_a_text_are_found() {
    finds(
        Rule::WrongDigits,
        &[("وصل 20.", "٢٠ came."), ("وصل ۲۰.", "20 came.")],
    );
    finds(
        Rule::Mojibake,
        &[
            ("ظˆطµظ„ ط§ظ„ظˆظپط¯", "The delegation came."),
            ("æÕá ÇáæÝÏ ÃãÓ", "The delegation came."),
            (
                "Ù\u{88}ØµÙ\u{84} Ø§Ù\u{84}Ù\u{88}Ù\u{81}Ø¯",
                "The delegation came.",
            ),
            ("لا أعرف.", "I donâ€™t know."),
        ],
    );
    passes(
        Rule::Mojibake,
        &[
            ("ظل طفلا طيبا.", "He stayed a good child."),
            ("مقهى في القاهرة", "A café in Cairo"),
            ("نعم", "Ça va, Zoë?"),
        ],
    );
    finds(
        Rule::Control,
        &[
            ("وصل\u{feff} الوفد.", "It came."),
            ("وصل.", "It c\u{8}ame."),
            ("وصل\u{fffd}.", "It came."),
            ("وصل.", "It\u{92}s here."),
        ],
    );
    passes(
        Rule::Control,
        &[("وصل.\nثم غادر.", "It came.\nThen it left.\t")],
    );
    finds(
        Rule::Bidi,
        &[
            ("وصل \u{202e}الوفد.", "It came."),
            ("وصل.", "It \u{2067}came."),
            ("وصل\u{202c}.", "It came."),
        ],
    );
    passes(
        Rule::Bidi,
        &[(
            "قال \u{2066}IBM\u{2069} و\u{202a}HP\u{202c}.",
            "Said \u{200e}IBM and HP.",
        )],
    );
    finds(Rule::PresentationForms, &[("ﻭﺻﻞ ﺍﻟﻮﻓﺪ.", "It came.")]);
    passes(
        Rule::PresentationForms,
        &[("قال النبي ﷺ والحمد ﷲ", "The Prophet said")],
    );
    finds(
        Rule::Tatweel,
        &[
            ("وصـــل الوفد.", "It came."),
            ("الوطـنية", "The national one"),
        ],
    );
    passes(
        Rule::Tatweel,
        &[
            ("عام 1445 هـ", "1445 AH"),
            ("الـ21 من مايو", "21 May"),
            ("لـ«نعم»", "for yes"),
        ],
    );
}
