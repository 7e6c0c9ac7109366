//! Reading and cleaning: bytes to an article, an article to the tags of its lines.

use std::path::Path;

use dhakira::bitext::Lang;
use dhakira::clean::Recurring;
use dhakira::{clean, read};
use divan::{Bencher, black_box, counter::BytesCount};

use crate::corpus::{each, text};

const LANGS: [Lang; 2] = [Lang::Ar, Lang::En];

#[divan::bench(args = LANGS)]
fn plain(bencher: Bencher<'_, '_>, lang: Lang) {
    page(bencher, "article.txt", text(lang));
}

#[divan::bench(args = LANGS)]
fn html(bencher: Bencher<'_, '_>, lang: Lang) {
    page(bencher, "article.html", &html_of(text(lang)));
}

#[divan::bench(args = LANGS)]
fn cleaning(bencher: Bencher<'_, '_>, lang: Lang) {
    let texts = each(lang);
    let articles: Vec<_> = texts
        .iter()
        .map(|text| {
            read::page(Path::new("article.txt"), text.as_bytes(), None)
                .expect("the corpus can be read")
                .article
        })
        .collect();
    bencher
        .counter(BytesCount::new(
            texts.iter().map(|text| text.len()).sum::<usize>(),
        ))
        .bench(|| {
            black_box(&articles)
                .iter()
                .map(|article| clean::tag(article, lang, &Recurring::default()).len())
                .sum::<usize>()
        });
}

fn page(bencher: Bencher<'_, '_>, name: &str, text: &str) {
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| read::page(Path::new(name), black_box(text.as_bytes()), None));
}

/// The lines of a text as the paragraphs of a page.
fn html_of(text: &str) -> String {
    let paragraphs: String = text
        .lines()
        .map(|line| {
            let line = line.replace('&', "&amp;").replace('<', "&lt;");
            format!("<p class=\"text\">{line}</p>\n")
        })
        .collect();
    format!("<!doctype html><html><body><article>\n{paragraphs}</article></body></html>")
}
