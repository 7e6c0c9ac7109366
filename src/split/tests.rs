//! What a sentence is, by example. Every case has its reason in its name.

use proptest::prelude::*;

use super::*;

fn sentences(lang: Lang, text: &str) -> Vec<&str> {
    spans(text, lang)
        .into_iter()
        .map(|span| &text[span])
        .collect()
}

macro_rules! splits {
    ($lang:ident: $($name:ident: $text:literal => $($sentence:literal)|+;)+) => {
        $(#[test] fn $name() { assert_eq!(sentences(Lang::$lang, $text), [$($sentence),+]); })+
    };
}

mod arabic {
    use super::*;

    splits! { Ar:
        full_stop_question_and_exclamation_end: "وصل الوفد. هل بقي؟ يا للأسف! غادر." => "وصل الوفد." | "هل بقي؟" | "يا للأسف!" | "غادر.";
        commas_and_colons_do_not: "قال: نعم، ثم سكت؛ ولم يعد." => "قال: نعم، ثم سكت؛ ولم يعد.";
        closing_guillemet_belongs_to_its_sentence: "وقال: «انتهى الأمر.» ثم خرج." => "وقال: «انتهى الأمر.»" | "ثم خرج.";
        mirrored_guillemets_close_too: "وقال: »انتهى الأمر.« ثم خرج." => "وقال: »انتهى الأمر.«" | "ثم خرج.";
        quotation_of_two_sentences_is_split: "وقال: «نحن هنا. ولن نغادر»." => "وقال: «نحن هنا." | "ولن نغادر».";
        attribution_after_a_quoted_question_belongs_to_it: "«من هناك؟» سأل الحارس. لم يجبه أحد." => "«من هناك؟» سأل الحارس." | "لم يجبه أحد.";
        attribution_with_an_object_pronoun: "«من هناك؟» سأله الحارس. سكت." => "«من هناك؟» سأله الحارس." | "سكت.";
        decimals_and_dates_do_not_end: "ارتفع 3.5 نقطة في 12.08.2014 تقريباً. ثم هبط." => "ارتفع 3.5 نقطة في 12.08.2014 تقريباً." | "ثم هبط.";
        doctor_is_a_title: "حضر د. سامي والمهندس. ثم غادرا." => "حضر د. سامي والمهندس." | "ثم غادرا.";
        title_with_a_conjunction: "حضر سامي ود. ليلى معاً." => "حضر سامي ود. ليلى معاً.";
        no_doubt_is_no_title: "هذا ما لا بد. منه نبدأ." => "هذا ما لا بد." | "منه نبدأ.";
        direction_marks_are_looked_through: "حضر د\u{202a}.\u{202c} سامي.\u{200f} ثم غادر." => "حضر د\u{202a}.\u{202c} سامي.\u{200f}" | "ثم غادر.";
        before_christ_goes_on: "شُيّد عام 300 ق.م. على التل. ثم هُدم." => "شُيّد عام 300 ق.م. على التل." | "ثم هُدم.";
        before_christ_may_end: "شُيّد عام 300 ق.م. وهُدم بعد قرن." => "شُيّد عام 300 ق.م." | "وهُدم بعد قرن.";
        hijri_year_goes_on: "صدر عام 1350 هـ. في فاس." => "صدر عام 1350 هـ. في فاس.";
        initials_of_a_name: "رواية ج. ر. ر. تولكين مشهورة." => "رواية ج. ر. ر. تولكين مشهورة.";
        organisation_in_letters: "قالت م.ت.ف. إنها وافقت. ثم سكتت." => "قالت م.ت.ف. إنها وافقت." | "ثم سكتت.";
        list_number_belongs_to_its_item: "1. وقف النار." => "1. وقف النار.";
        year_at_the_end_is_no_list_number: "ولد سنة 1984. مات شاباً." => "ولد سنة 1984." | "مات شاباً.";
        mark_in_brackets_ends_nothing: "هذا الخبير (؟) لم يحضر." => "هذا الخبير (؟) لم يحضر.";
        ellipsis_carries_on_before_then: "تردد.. ثم وافق." => "تردد.. ثم وافق.";
        ellipsis_ends_otherwise: "لا أحد يعرف... وفي الصباح رحلوا." => "لا أحد يعرف..." | "وفي الصباح رحلوا.";
        forgotten_space: "انتهى الاجتماع.وغادر الوفد." => "انتهى الاجتماع." | "وغادر الوفد.";
        addresses_stay_whole: "راسلوا info@example.org أو www.example.org.نحن هنا." => "راسلوا info@example.org أو www.example.org.نحن هنا.";
        space_before_the_stop: "انتهى الأمر . بدأ غيره ." => "انتهى الأمر ." | "بدأ غيره .";
        urdu_stop_ends: "انتهى الأمر۔ بدأ غيره." => "انتهى الأمر۔" | "بدأ غيره.";
        line_break_ends_always: "عنوان بلا نقطة\nنص." => "عنوان بلا نقطة" | "نص.";
        company_in_latin_letters: "قالت Apple Inc. إن أرباحها زادت." => "قالت Apple Inc. إن أرباحها زادت.";
    }
}

mod english {
    use super::*;

    splits! { En:
        full_stop_question_and_exclamation_end: "He left. Did she stay? No! She left too." => "He left." | "Did she stay?" | "No!" | "She left too.";
        titles_do_not_end: "Gen. Munir met Dr. Smith. They spoke." => "Gen. Munir met Dr. Smith." | "They spoke.";
        country_goes_on_before_a_noun: "The U.S. Senate voted. It passed." => "The U.S. Senate voted." | "It passed.";
        country_ends_before_a_beginning: "He lives in the U.S. She does not." => "He lives in the U.S." | "She does not.";
        number_label_goes_on: "See No. 5 on p. 12 here." => "See No. 5 on p. 12 here.";
        plain_no_ends: "Was it over? No. He went on." => "Was it over?" | "No." | "He went on.";
        initials_of_a_name: "J. K. Rowling wrote it." => "J. K. Rowling wrote it.";
        lower_case_goes_on: "\"Will we win?\" he asked. Nobody knew." => "\"Will we win?\" he asked." | "Nobody knew.";
        named_speaker_goes_on: "\"Will we win?\" Sara Haddad asked. Nobody knew." => "\"Will we win?\" Sara Haddad asked." | "Nobody knew.";
        quotation_of_two_sentences_is_split: "He said: “We stay. We fight.” Then he left." => "He said: “We stay." | "We fight.”" | "Then he left.";
        forgotten_space: "Many were infected.Health workers came." => "Many were infected." | "Health workers came.";
        file_names_stay_whole: "Open main.rs or Node.js now." => "Open main.rs or Node.js now.";
        bracket_after_an_abbreviation_belongs_to_it: "It was written in 689 A.H. (1290). It survives." => "It was written in 689 A.H. (1290)." | "It survives.";
        month_before_a_day: "On Aug. 15 it fell. Then peace." => "On Aug. 15 it fell." | "Then peace.";
        afternoon_goes_on: "At 5 p.m. Friday it began." => "At 5 p.m. Friday it began.";
        ill_is_a_word: "He was ill. Doctors came." => "He was ill." | "Doctors came.";
        name_with_a_small_letter_begins: "It sold well. iPhone sales rose." => "It sold well." | "iPhone sales rose.";
    }
}

#[test]
fn every_candidate_tells_its_rule() {
    let rules: Vec<_> = decisions("حضر د. سامي. ثم غادر.", Lang::Ar)
        .iter()
        .map(|d| (d.breaks, d.rule))
        .collect();
    assert_eq!(rules, [(false, "abbreviation-title"), (true, "full-stop")]);
}

proptest! {
    #[test]
    fn spans_give_back_the_text(text in "([\\PC]|[ .!?؟…«»\"()\n\u{200f}]|[ء-ي]{1,4}|[A-Z]?[a-z]{1,4}){0,60}") {
        for lang in [Lang::Ar, Lang::En] {
            let mut at = 0;
            for span in spans(&text, lang) {
                prop_assert!(text[at..span.start].trim().is_empty());
                let sentence = &text[span.clone()];
                prop_assert!(!sentence.is_empty() && sentence.trim() == sentence);
                at = span.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
