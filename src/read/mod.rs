//! Reading: bytes become text, text becomes an [`Article`] of lines.
//!
//! | part | does |
//! |---|---|
//! | [`encoding`] | bytes to text, or the reason and the place why they are none |
//! | [`article()`] | text to lines: plain text, Markdown without its marks, HTML without the page around the article |
//! | [`mod@pairs`] | which files of a folder belong together |
//!
//! Nothing of a text is changed on the way but markup and, in HTML, white
//! space, and characters that no XML file may hold are left out and counted;
//! every line knows through its [`Origins`] from
//! which bytes of the file it came, whatever the file's encoding. What a page
//! says of itself, its date for one, is kept beside the lines.
//!
//! # Limits
//!
//! A file is held in memory as a whole. Plain text is never unwrapped: a
//! paragraph that was broken into several lines stays several lines.

pub mod encoding;
pub mod pairs;

mod builder;
mod elements;
mod front_matter;
mod html;
mod markdown;
mod plain;
mod references;
mod tags;

use std::fs;
use std::path::Path;

use crate::bitext::{Article, Line, Origins};
use crate::error::{Error, Result};
use crate::text::forms::is_xml_char;

pub use encoding::{Decoded, Encoding, NotText, decode};
pub use pairs::{Pair, Pairs, pairs};

/// The version of the reading; goes up when the same file gives other lines.
pub const VERSION: u32 = 1;

/// How a text is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// No markup: a line is a paragraph.
    Text,
    /// CommonMark with tables, strikethrough, footnotes and front matter.
    Markdown,
    /// A saved page.
    Html,
}

impl Format {
    /// Returns the format that the suffix of `path` names; plain text for every other.
    pub fn of(path: &Path) -> Self {
        let suffix = path.extension().and_then(|suffix| suffix.to_str());
        match suffix.map(str::to_ascii_lowercase).as_deref() {
            Some("md" | "markdown") => Format::Markdown,
            Some("html" | "htm") => Format::Html,
            _ => Format::Text,
        }
    }
}

/// An article with what is known of the file it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The article; it has at least one line.
    pub article: Article,
    /// The encoding that the bytes were in.
    pub encoding: Encoding,
    /// The format that the file's name told.
    pub format: Format,
    /// How many characters were left out because no XML file may hold them: stray control characters.
    pub removed: usize,
}

/// Reads the file at `path`, whose encoding is told from its bytes.
///
/// # Errors
///
/// [`Error::Read`] if the system refuses, and those of [`page`].
pub fn file(path: &Path) -> Result<Page> {
    page(path, &fs::read(path).map_err(Error::read(path))?, None)
}

/// Reads `bytes`, which came from `path`; the path only serves to tell the format and to name it in errors.
///
/// The origins of the article's lines are offsets into `bytes`. An `encoding` that is given is the bytes' one,
/// whatever they look like.
///
/// # Errors
///
/// [`Error::NotText`] if the bytes are no text, [`Error::Empty`] if they hold none.
pub fn page(path: &Path, bytes: &[u8], encoding: Option<Encoding>) -> Result<Page> {
    let format = Format::of(path);
    let decoded = decode_page(bytes, format, encoding).map_err(|fault| fault.at(path))?;
    let mut article = article(&decoded.text, format);
    let removed = article.lines.iter_mut().map(remove_illegal).sum();
    article.lines.retain(|line| !builder::is_blank(&line.text));
    if article.lines.is_empty() {
        return Err(Error::Empty {
            path: path.to_path_buf(),
        });
    }
    for said in article.about.iter_mut() {
        said.text.retain(is_xml_char);
    }
    if let Some(offsets) = decoded.offsets() {
        for line in &mut article.lines {
            line.origin = line
                .origin
                .through(&line.text, |range| offsets.locate(range));
        }
        for said in article.about.iter_mut() {
            said.span = offsets.locate(said.span.clone());
        }
    }
    Ok(Page {
        article,
        encoding: decoded.encoding,
        format,
        removed,
    })
}

/// Decodes a file; an HTML page that is no UTF-8 is first believed what it says of itself.
fn decode_page(bytes: &[u8], format: Format, forced: Option<Encoding>) -> Result<Decoded, NotText> {
    if forced.is_none()
        && format == Format::Html
        && std::str::from_utf8(bytes).is_err()
        && let Some(Ok(decoded)) =
            encoding::declared(bytes).map(|declared| decode(bytes, Some(declared)))
    {
        return Ok(decoded);
    }
    decode(bytes, forced)
}

/// Takes out what XML does not allow, and counts it.
fn remove_illegal(line: &mut Line) -> usize {
    let removed = line.text.chars().filter(|&c| !is_xml_char(c)).count();
    if removed > 0 {
        let legal = |&(_, c): &(usize, char)| is_xml_char(c);
        let kept: Vec<_> = line.text.char_indices().filter(legal).collect();
        let is_space = |&(_, c): &(usize, char)| c.is_whitespace();
        let spaces = kept.iter().take_while(|c| is_space(c)).count();
        let mut text = String::with_capacity(line.text.len());
        let mut origin = Origins::default();
        for &(at, c) in &kept[spaces..] {
            let input = line.origin.locate_span(at..at + c.len_utf8());
            if input.len() == c.len_utf8() {
                origin.push(text.len(), input.start);
            } else {
                origin.push_replaced(text.len(), input);
            }
            text.push(c);
        }
        text.truncate(text.trim_end().len());
        (line.text, line.origin) = (text, origin);
    }
    removed
}

/// Reads the blocks of `text`; the origins of its lines are byte offsets into it.
///
/// Accepts any text; one that holds nothing visible gives an article without lines.
pub fn article(text: &str, format: Format) -> Article {
    match format {
        Format::Text => Article {
            lines: plain::lines(text),
            ..Article::default()
        },
        Format::Markdown => markdown::read(text),
        Format::Html => html::read(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the file holds where the map says that the line came from.
    fn sources(bytes: &[u8], page: &Page) -> Vec<Vec<u8>> {
        let lines = page.article.lines.iter();
        lines
            .map(|line| bytes[line.origin.locate_span(0..line.text.len())].to_vec())
            .collect()
    }

    #[test]
    fn the_suffix_names_the_format() {
        for (path, format) in [
            ("a.ar.txt", Format::Text),
            ("a.MD", Format::Markdown),
            ("a.markdown", Format::Markdown),
            ("a.htm", Format::Html),
            ("a.html", Format::Html),
            ("a.ar", Format::Text),
            ("-", Format::Text),
        ] {
            assert_eq!(Format::of(Path::new(path)), format, "{path}");
        }
    }

    #[test]
    fn origins_are_bytes_of_the_file_in_every_encoding() {
        let text = "قال: «نعم».\r\nثم 3 أيام\n";
        let utf16: Vec<u8> = "\u{feff}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let windows = encoding_rs::WINDOWS_1256.encode(text).0.into_owned();
        let marked = format!("\u{feff}{text}").into_bytes();
        for (bytes, encoding, unit) in [
            (text.as_bytes().to_vec(), Encoding::Utf8, None),
            (marked, Encoding::Utf8, None),
            (utf16, Encoding::Utf16Le, Some(2)),
            (windows, Encoding::Windows1256, Some(1)),
        ] {
            let page = page(Path::new("a.ar.txt"), &bytes, None).unwrap();
            assert_eq!(page.encoding, encoding);
            let found = sources(&bytes, &page);
            for (line, found) in page.article.lines.iter().zip(found) {
                match unit {
                    None => assert_eq!(found, line.text.as_bytes()),
                    Some(unit) => assert_eq!(found.len(), unit * line.text.chars().count()),
                }
            }
        }
    }

    #[test]
    fn a_file_without_text_is_an_error() {
        for (path, bytes) in [
            ("a.txt", " \r\n\u{200f}\n"),
            ("a.html", "<p><img src=a.png></p>"),
            ("a.md", "![](a.png)\n"),
            ("a.txt", ""),
        ] {
            let fault = page(Path::new(path), bytes.as_bytes(), None).unwrap_err();
            assert!(matches!(fault, Error::Empty { .. }), "{path}: {fault}");
        }
    }

    #[test]
    fn a_binary_file_is_an_error_with_the_place() {
        let fault = page(Path::new("-"), b"PK\x03\x04", None).unwrap_err();
        assert_eq!(fault.to_string(), "- is not text: a control byte at byte 2");
    }

    #[test]
    fn stray_control_characters_are_left_out_and_counted() {
        let text = format!("{}\n \u{6} قال\u{6} نعم \u{1}\n\u{6}", "نص ".repeat(400));
        let page = page(Path::new("a.txt"), text.as_bytes(), None).unwrap();
        assert_eq!((page.removed, page.article.lines.len()), (4, 2));
        let line = &page.article.lines[1];
        assert_eq!(line.text, "قال نعم");
        let span = line.origin.locate_span(0..line.text.len());
        assert_eq!(&text[span], "قال\u{6} نعم");
    }

    #[test]
    fn a_missing_file_is_an_error() {
        assert!(matches!(
            file(Path::new("/nowhere/a.txt")),
            Err(Error::Read { .. })
        ));
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_its_origins_lie_in_it(
            text in "([<>/&;#*_`\\[\\]()!:|~\\-\r\n\t \u{a0}\u{2028}aنب«»\"=.1]|<p>|</p>|<!--|-->|<b>|&amp;|<script>|</script>|<article>|<h1>|<li>|<div>|</div>|---\n|```\n|> |# |\\* |<pre>|<form>|<title>){0,40}"
        ) {
            for format in [Format::Text, Format::Markdown, Format::Html] {
                let mut after = 0;
                for line in article(&text, format).lines {
                    prop_assert!(!line.text.trim().is_empty());
                    prop_assert_eq!(line.text.trim(), line.text.as_str());
                    prop_assert!(!line.text.contains(plain::is_line_end));
                    let span = line.origin.locate_span(0..line.text.len());
                    prop_assert!(span.start < span.end && span.end <= text.len());
                    prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
                    // The title of an HTML page may stand behind what follows it in the article.
                    if format != Format::Html {
                        prop_assert!(span.start >= after);
                    }
                    after = span.end;
                    for (at, c) in line.text.char_indices() {
                        let from = line.origin.locate_span(at..at + c.len_utf8());
                        if from.len() == c.len_utf8() && c != ' ' {
                            prop_assert_eq!(text[from].chars().next(), Some(c));
                        }
                    }
                }
            }
        }
    }
}
