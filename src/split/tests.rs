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
        /// Name, text and sentences of each case.
        pub(in crate::split) const CASES: &[(&str, &str, &[&str])] =
            &[$((stringify!($name), $text, &[$($sentence),+])),+];
    };
}

pub(super) mod arabic;
pub(super) mod english;

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
