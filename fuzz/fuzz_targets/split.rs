//! Segments joined give the text back, in both languages, cut or not.

#![no_main]

use std::num::NonZeroUsize;
use std::ops::Range;

use dhakira::bitext::Lang;
use dhakira::split::{Options, decisions, spans};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for lang in [Lang::Ar, Lang::En] {
        assert!(decisions(text, lang).is_sorted_by(|a, b| a.at < b.at));
        check(text, &spans(text, lang));
        for words in [1, 3, 20] {
            let options = Options {
                longest: NonZeroUsize::new(words),
                ..Options::default()
            };
            check(text, &options.spans(text, lang));
        }
    }
});

/// Between the spans and around them stands white space only, and none at their ends.
fn check(text: &str, spans: &[Range<usize>]) {
    let mut at = 0;
    for span in spans {
        assert!(text[at..span.start].trim().is_empty());
        let segment = &text[span.clone()];
        assert!(!segment.is_empty() && segment.trim() == segment);
        at = span.end;
    }
    assert!(text[at..].trim().is_empty());
}
