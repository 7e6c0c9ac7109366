//! The input of the benches: the articles of `corpus/`, once each or repeated to some megabytes.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use dhakira::bitext::{Lang, Sides};

/// The bytes that are at least measured at once.
const SIZE: usize = 4 << 20;

static ARTICLES: LazyLock<Sides<Vec<String>>> = LazyLock::new(|| Sides {
    ar: articles("ar"),
    en: articles("en"),
});

static TEXTS: LazyLock<Sides<String>> = LazyLock::new(|| Sides {
    ar: repeated(&ARTICLES.ar),
    en: repeated(&ARTICLES.en),
});

/// The texts of all articles in one language, in the order of their names.
pub(crate) fn each(lang: Lang) -> &'static [String] {
    match lang {
        Lang::Ar => &ARTICLES.ar,
        Lang::En => &ARTICLES.en,
    }
}

/// The articles of one language, one behind the other, again and again.
pub(crate) fn text(lang: Lang) -> &'static str {
    match lang {
        Lang::Ar => &TEXTS.ar,
        Lang::En => &TEXTS.en,
    }
}

fn articles(lang: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let suffix = format!(".{lang}.txt");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the corpus lies beside the benches")
        .map(|entry| entry.expect("the corpus can be listed").path())
        .filter(|path| path.to_string_lossy().ends_with(&suffix))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("the corpus is UTF-8"))
        .collect()
}

fn repeated(articles: &[String]) -> String {
    let all = articles.concat();
    all.repeat(SIZE.div_ceil(all.len()))
}
