//! Sentences: ours and those of ICU4X on the same text, so that the ratio can be read off.

use std::num::NonZeroUsize;

use dhakira::bitext::Lang;
use dhakira::split::{Options, spans};
use divan::{Bencher, black_box, counter::BytesCount};
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

use crate::corpus::text;

const LANGS: [Lang; 2] = [Lang::Ar, Lang::En];

#[divan::bench(args = LANGS)]
fn dhakira(bencher: Bencher<'_, '_>, lang: Lang) {
    let text = text(lang);
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| spans(black_box(text), lang));
}

#[divan::bench(args = LANGS)]
fn icu_segmenter(bencher: Bencher<'_, '_>, lang: Lang) {
    let text = text(lang);
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| segmenter.segment_str(black_box(text)).collect::<Vec<_>>());
}

/// The same with `--longest 20`.
#[divan::bench(args = LANGS)]
fn longest_of_20(bencher: Bencher<'_, '_>, lang: Lang) {
    let text = text(lang);
    let options = Options {
        longest: NonZeroUsize::new(20),
        ..Options::default()
    };
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| options.spans(black_box(text), lang));
}
