//! The front matter of a Markdown file: what stands between `---` (or `+++`) lines at its head.
//!
//! Of it only the title is text of the article; date, place and language are
//! known of it. The description is not read: it is shown in search results, not
//! on the page.

use std::ops::Range;

use super::plain;

/// What stands at the head of a Markdown file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// Where the title stands, without its quotation marks.
    pub(super) title: Option<Range<usize>>,
    /// Where the date stands.
    pub(super) date: Option<Range<usize>>,
    /// Where it says from where was reported.
    pub(super) dateline: Option<Range<usize>>,
    /// Where the language stands.
    pub(super) lang: Option<Range<usize>>,
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
    let mut found = FrontMatter::default();
    while let Some(range) = lines.next() {
        let line = &text[range.clone()];
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            found.end = lines.next().map_or(text.len(), |next| next.start);
            return found;
        }
        let places = [
            (&["title"][..], &mut found.title),
            (&["date", "published", "pubdate"], &mut found.date),
            (&["dateline"], &mut found.dateline),
            (&["lang", "language"], &mut found.lang),
        ];
        for (names, place) in places {
            if place.is_none() {
                let value = names.iter().find_map(|name| value(line, name));
                *place = value.map(|value| range.start + value.start..range.start + value.end);
            }
        }
    }
    FrontMatter::default()
}

/// Where in `line` the value of `name:` or `name =` stands.
fn value(line: &str, name: &str) -> Option<Range<usize>> {
    let rest = line.strip_prefix(name)?.trim_start();
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
    fn date_place_and_language_are_found_under_their_names() {
        let text = "---\ndate: 2030-05-01\nlanguage: ar\ntitle: ع\ndateline: بيروت\nlang: en\ndated: x\n---\n";
        let found = front_matter(text);
        let value = |range: Option<Range<usize>>| range.map(|range| &text[range]);
        assert_eq!(value(found.date), Some("2030-05-01"));
        assert_eq!(value(found.lang), Some("ar"));
        assert_eq!(value(found.dateline), Some("بيروت"));
    }

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
