//! Saved pages of many makes, each with what should be read of it.
//!
//! Beside `NAME.html` stands `NAME.txt`: what the page says of itself as
//! `@title`, `@date`, `@dateline`, `@language`, then a line for each block, its
//! kind before a tab. All of it is invented; the markup is that of the systems
//! which the names tell.

use std::fs;
use std::path::{Path, PathBuf};

use dhakira::bitext::{Article, Block};
use dhakira::read::{self, Page};

/// All pages, in the order of their names.
fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let entries = fs::read_dir(folder).expect("the pages are there");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let mut pages: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|suffix| suffix == "html"))
        .collect();
    pages.sort();
    pages
}

fn read(path: &Path) -> (Vec<u8>, Page) {
    let bytes = fs::read(path).expect("the page can be read");
    let page = read::page(path, &bytes, None).expect("the page has text");
    (bytes, page)
}

/// An article in the form of the expected text.
fn written(article: &Article) -> String {
    let said = article.about.iter();
    let said = said.map(|(name, said)| format!("@{name}\t{}\n", said.text));
    let lines = article.lines.iter().map(|line| {
        let kind = match line.block {
            Block::Heading => "heading",
            Block::Paragraph => "paragraph",
            Block::Item => "item",
            Block::Caption => "caption",
        };
        format!("{kind}\t{}\n", line.text)
    });
    said.chain(lines).collect()
}

#[test]
fn every_page_gives_its_article_and_nothing_else() {
    let pages = pages();
    assert!(pages.len() >= 12, "{} pages", pages.len());
    for path in pages {
        let expected = fs::read_to_string(path.with_extension("txt")).expect("it has its text");
        let (_, page) = read(&path);
        let found = written(&page.article);
        let differs = found.lines().zip(expected.lines()).find(|(a, b)| a != b);
        assert!(
            found == expected,
            "{}: {} lines, expected {}; first difference {differs:?}",
            path.display(),
            found.lines().count(),
            expected.lines().count()
        );
    }
}

/// The characters for which the references of the pages stand.
fn referred(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        return char::from_u32(number.parse().ok()?);
    }
    Some(match name {
        "amp" => '&',
        "laquo" => '«',
        "ldquo" => '“',
        "lt" => '<',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "quot" => '"',
        "raquo" => '»',
        "rdquo" => '”',
        "rlm" => '\u{200f}',
        "rsquo" => '’',
        "zwnj" => '\u{200c}',
        _ => return None,
    })
}

/// What a browser shows of a piece of a page: without tags, comments and notes' marks, its references decoded.
fn shown(source: &str) -> String {
    let mut text = String::new();
    let mut rest = source;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = if rest.starts_with("<sup") {
            rest.find("</sup>").map(|end| end + "</sup>".len())
        } else if rest.starts_with('<') {
            rest.find('>').map(|end| end + 1)
        } else {
            let end = rest.find(';').filter(|&end| end < 9);
            let c = end.and_then(|end| referred(&rest[1..end]));
            text.push(c.unwrap_or('&'));
            Some(c.and(end).map_or(1, |end| end + 1))
        };
        rest = &rest[end.expect("what begins in a line ends in it")..];
    }
    text.push_str(rest);
    collapsed(&text)
}

fn collapsed(text: &str) -> String {
    let words = text.split([' ', '\t', '\n', '\r']);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// What a piece of a page says, be it HTML or a string of JSON.
fn meant(source: &str) -> [String; 2] {
    let json = format!("\"{}\"", source.replace('\n', " "));
    let decoded: String = serde_json::from_str(&json).unwrap_or_default();
    [shown(source), shown(&decoded)]
}

#[test]
fn every_line_leads_back_to_its_bytes() {
    for path in pages() {
        let (bytes, page) = read(&path);
        let source = |span: std::ops::Range<usize>| {
            let decoded = read::decode(&bytes[span], Some(page.encoding));
            decoded.expect("a line is whole characters").text
        };
        for line in &page.article.lines {
            let written = source(line.origin.locate_span(0..line.text.len()));
            let meant = meant(&written);
            assert!(
                meant.contains(&line.text),
                "{}: {:?} came from {written:?}",
                path.display(),
                line.text
            );
        }
        for (name, said) in page.article.about.iter() {
            let written = source(said.span.clone());
            assert!(
                meant(&written).contains(&said.text),
                "{}: {name} {:?} came from {written:?}",
                path.display(),
                said.text
            );
        }
    }
}
