//! Forms, tokens and stems, taken line by line as the memory takes them.

use dhakira::bitext::Lang;
use dhakira::text::forms;
use dhakira::text::stems::stem;
use dhakira::text::tokens::{TokenKind, Tokens};
use divan::{Bencher, black_box, counter::BytesCount};

use crate::corpus::text;

const LANGS: [Lang; 2] = [Lang::Ar, Lang::En];

#[divan::bench(args = LANGS)]
fn key(bencher: Bencher<'_, '_>, lang: Lang) {
    lines(bencher, lang, |line| forms::key(line).len());
}

#[divan::bench(args = LANGS)]
fn folded(bencher: Bencher<'_, '_>, lang: Lang) {
    lines(bencher, lang, |line| forms::folded(line).len());
}

#[divan::bench(args = LANGS)]
fn tokens(bencher: Bencher<'_, '_>, lang: Lang) {
    lines(bencher, lang, |line| Tokens::of(line).len());
}

/// Stems of tokens that are there already.
#[divan::bench(args = LANGS)]
fn stems(bencher: Bencher<'_, '_>, lang: Lang) {
    let tokens = Tokens::of(text(lang));
    let words: Vec<&str> = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| token.text)
        .collect();
    bencher
        .counter(BytesCount::new(
            words.iter().map(|word| word.len()).sum::<usize>(),
        ))
        .bench(|| {
            black_box(&words)
                .iter()
                .map(|word| stem(lang, word).len())
                .sum::<usize>()
        });
}

fn lines(bencher: Bencher<'_, '_>, lang: Lang, of: impl Fn(&str) -> usize + Sync) {
    let text = text(lang);
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| black_box(text).lines().map(&of).sum::<usize>());
}
