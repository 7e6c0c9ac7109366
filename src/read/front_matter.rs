//! The front matter of a Markdown file: what stands between `---` (or `+++`) lines at its head.
//!
//! Of it only the title is text of the article. The description is not read:
//! it is shown in search results, not on the page.

use std::ops::Range;

use super::plain;

/// What stands at the head of a Markdown file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// Where the title stands, without its quotation marks.
    pub(super) title: Option<Range<usize>>,
    /// Where the text begins.
    pub(super) end: usize,
}

/// Reads the front matter of `text`; without one, the text begins at once.
pub(super) fn front_matter(text: &str) -> FrontMatter {
    let mut lines = plain::ranges(text);
    let fence = match lines.next().map(|first| text[first].trim_end()) {
        Some("---") => "---",
        Some("+++") => "+++",
        _ => return FrontMatter::default(),
    };
    let mut title = None;
    while let Some(range) = lines.next() {
        let line = &text[range.clone()];
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            let end = lines.next().map_or(text.len(), |next| next.start);
            return FrontMatter { title, end };
        }
        if title.is_none() {
            title = value(line).map(|value| range.start + value.start..range.start + value.end);
        }
    }
    FrontMatter::default()
}

/// Where in `line` the value of `title:` or `title =` stands.
fn value(line: &str) -> Option<Range<usize>> {
    let rest = line.strip_prefix("title")?.trim_start();
    let value = rest.strip_prefix([':', '='])?.trim();
    let end = line.trim_end().len();
    let quoted = ['"', '\'']
        .iter()
        .any(|&mark| value.len() >= 2 && value.starts_with(mark) && value.ends_with(mark));
    let marks = usize::from(quoted);
    let range = end - value.len() + marks..end - marks;
    // `>` and `|` announce a value of several lines.
    let is_given = !range.is_empty() && !value.starts_with(['>', '|']);
    is_given.then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_found_and_the_rest_passed_over() {
        for (text, title, rest) in [
            (
                "---\nlang: ar\ntitle: عنوان: فرعي \ntags: [a]\n---\n\nنص",
                Some("عنوان: فرعي"),
                "\nنص",
            ),
            ("---\r\ntitle: \"عنوان\"\r\n---\r\nنص", Some("عنوان"), "نص"),
            ("+++\ntitle = 'عنوان'\n+++\nنص", Some("عنوان"), "نص"),
            ("---\ntitle: >\n  عنوان\n...\nنص", None, "نص"),
            ("---\n---", None, ""),
            ("---\nنص بلا نهاية", None, "---\nنص بلا نهاية"),
            ("نص\n---\ntitle: ع\n---\n", None, "نص\n---\ntitle: ع\n---\n"),
            ("", None, ""),
        ] {
            let found = front_matter(text);
            assert_eq!(found.title.map(|range| &text[range]), title, "{text}");
            assert_eq!(&text[found.end..], rest, "{text}");
        }
    }
}
