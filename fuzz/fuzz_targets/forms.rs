//! What `text::forms` promises of the key and the folded form; tokens and stems take anything.

#![no_main]

use dhakira::bitext::Lang;
use dhakira::text::forms::{folded, key};
use dhakira::text::stems::stem;
use dhakira::text::tokens::{Tokens, locate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let key_form = key(text);
    let folded_form = folded(text);
    assert_eq!(key(&key_form), key_form, "the key is idempotent");
    assert_eq!(folded(&folded_form), folded_form, "the folded form is idempotent");
    assert_eq!(folded(&key_form), folded_form, "the folded form is that of the key");
    assert!(key_form.len() <= 6 * text.len());
    assert!(folded_form.len() <= 6 * text.len());
    for token in Tokens::of(text).iter() {
        assert!(!token.text.is_empty());
        for lang in [Lang::Ar, Lang::En] {
            assert!(!stem(lang, token.text).is_empty(), "a stem is left");
        }
    }
    for token in locate(text) {
        assert!(text.get(token.span).is_some(), "the place is in the text");
    }
});
