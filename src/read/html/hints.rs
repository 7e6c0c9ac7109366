//! What the attributes of an element say of what it holds.
//!
//! Asked are the element itself, its classes and id (see
//! [`vocabulary`](super::vocabulary)), its role, its microdata, its style and,
//! of links, where they lead. A hint is evidence, not proof: what becomes of a block is judged by
//! [`judge`](super::judge).

use std::collections::HashMap;
use std::ops::{BitOr, BitOrAssign, Range};

use super::vocabulary::by_name;
use crate::read::elements::{Element, Kind};
use crate::read::tags::{Key, Tag};

/// A set of hints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hints(u16);

impl Hints {
    /// It belongs to the page or the site: navigation, related articles, buttons, advertisements.
    pub(super) const FURNITURE: Self = Self(1);
    /// Comments of readers, which may be longer than the article.
    pub(super) const COMMENTS: Self = Self(1 << 1);
    /// It is not shown.
    pub(super) const HIDDEN: Self = Self(1 << 2);
    /// It holds the text of the article.
    pub(super) const BODY: Self = Self(1 << 3);
    /// It holds the text, in words made for machines.
    pub(super) const SURE_BODY: Self = Self(1 << 4);
    /// It says who wrote the article, when, how often it was read.
    pub(super) const SAID: Self = Self(1 << 5);
    /// It gives the article's date.
    pub(super) const DATE: Self = Self(1 << 6);
    /// It gives the article's date, in words made for machines.
    pub(super) const SURE_DATE: Self = Self(1 << 7);
    /// It describes a picture.
    pub(super) const CAPTION: Self = Self(1 << 8);
    /// It repeats a sentence of the text in large letters.
    pub(super) const PULL_QUOTE: Self = Self(1 << 9);
    /// It is the article's title.
    pub(super) const TITLE: Self = Self(1 << 10);
    /// It is the name of the site.
    pub(super) const SITE: Self = Self(1 << 11);
    /// It gives the place from which was reported.
    pub(super) const DATELINE: Self = Self(1 << 12);
    /// It is a note's mark, or a link to edit.
    pub(super) const MARK: Self = Self(1 << 13);
    /// It acts when it is clicked.
    pub(super) const BUTTON: Self = Self(1 << 14);

    /// Tells whether any of `other` is in the set.
    pub(super) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitOr for Hints {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Hints {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

/// The values of `class` and `id` met so far: a page has many tags and few names.
#[derive(Default)]
pub(super) struct Names<'a>(HashMap<&'a str, Hints>);

impl<'a> Names<'a> {
    fn hints(&mut self, names: &'a str) -> Hints {
        let look_up = || {
            let each = names.split_ascii_whitespace().map(by_name);
            each.fold(Hints::default(), Hints::bitor)
        };
        *self.0.entry(names).or_insert_with(look_up)
    }
}

/// Reads the hints of a start tag of `html`.
pub(super) fn hints<'a>(html: &'a str, tag: &Tag, known: &mut Names<'a>) -> Hints {
    let mut hints = by_element(&tag.element);
    if tag.is_bare() {
        return hints;
    }
    let value = |key| tag.get(key).map(|range: Range<usize>| &html[range]);
    let mut names = Hints::default();
    for key in [Key::Class, Key::Id] {
        names |= value(key).map_or(Hints::default(), |names| known.hints(names));
    }
    // «attachment-caption» is a caption, whatever it is attached to.
    if names.any(Hints::CAPTION) {
        names = names.without(Hints::FURNITURE);
    }
    // What the text is named like is not furniture, and in a page of its own neither is the page.
    if names.any(Hints::BODY) {
        names = names.without(Hints::FURNITURE | Hints::SAID);
    }
    if !matches!(tag.element.kind, Kind::Body) && &*tag.element.name != "html" {
        hints |= names;
    }
    // A cell of a table of dates is text.
    if tag.element.kind == Kind::Cell {
        hints = hints.without(Hints::SAID | Hints::DATE);
    }
    if value(Key::Role).is_some_and(is_furniture_role) {
        hints |= Hints::FURNITURE;
    }
    match value(Key::Role) {
        Some("doc-noteref") => hints |= Hints::MARK,
        Some("button") => hints |= Hints::BUTTON,
        _ => {}
    }
    for key in [Key::ItemProp, Key::Property] {
        for name in value(key).unwrap_or("").split_ascii_whitespace() {
            hints |= by_property(name);
        }
    }
    let is_true = |key| value(key).is_some_and(|value| value.eq_ignore_ascii_case("true"));
    if tag.get(Key::Hidden).is_some() || is_true(Key::AriaHidden) {
        hints |= Hints::HIDDEN;
    }
    if value(Key::Style).is_some_and(hides) {
        hints |= Hints::HIDDEN;
    }
    // Before there were headings for it, titles were written in large letters.
    if &*tag.element.name == "font" && value(Key::Size).is_some_and(is_large) {
        hints |= Hints::TITLE;
    }
    if tag.element.kind == Kind::Anchor {
        hints |= by_link(value(Key::Href), value(Key::Rel), tag.get(Key::HrefLang));
    }
    hints
}

fn by_element(element: &Element) -> Hints {
    match element.kind {
        Kind::Furniture => Hints::FURNITURE,
        Kind::Time => Hints::SAID | Hints::DATE,
        Kind::Caption => Hints::CAPTION,
        _ => Hints::default(),
    }
}

fn is_furniture_role(role: &str) -> bool {
    matches!(
        role,
        "alert"
            | "alertdialog"
            | "banner"
            | "complementary"
            | "contentinfo"
            | "dialog"
            | "menu"
            | "menubar"
            | "navigation"
            | "search"
            | "status"
            | "tablist"
            | "toolbar"
            | "tooltip"
    )
}

/// The properties of microdata and RDFa, with or without a prefix.
fn by_property(name: &str) -> Hints {
    let name = name.rsplit([':', '/']).next().unwrap_or(name);
    match name {
        "articleBody" | "reviewBody" | "encoded" => Hints::SURE_BODY | Hints::BODY,
        "headline" => Hints::TITLE,
        "datePublished" | "dateCreated" => Hints::SAID | Hints::DATE | Hints::SURE_DATE,
        "dateModified" | "author" | "publisher" | "keywords" | "interactionStatistic" => {
            Hints::SAID
        }
        "dateline" | "contentLocation" => Hints::DATELINE,
        "comment" => Hints::COMMENTS,
        "caption" => Hints::CAPTION,
        _ => Hints::default(),
    }
}

/// A link to a note, to the page in another language, or to all pages with a tag.
fn by_link(href: Option<&str>, rel: Option<&str>, lang: Option<Range<usize>>) -> Hints {
    let mut hints = Hints::default();
    let to_note = ["#_ftn", "#_edn", "#fn", "#cite", "#note", "#ftn"];
    if href.is_some_and(|href| to_note.iter().any(|note| href.starts_with(note))) {
        hints |= Hints::MARK;
    }
    let is = |word: &str| {
        rel.is_some_and(|rel| {
            rel.split_ascii_whitespace()
                .any(|found| found.eq_ignore_ascii_case(word))
        })
    };
    if is("tag") || is("prev") || is("next") || is("category") || lang.is_some() {
        hints |= Hints::FURNITURE;
    }
    if is("author") {
        hints |= Hints::SAID;
    }
    hints
}

/// Tells whether a size of `<font>`, of 1 to 7 or as a difference, is that of a title.
fn is_large(size: &str) -> bool {
    matches!(size, "5" | "6" | "7" | "+2" | "+3" | "+4")
}

/// Tells whether a style hides the element.
fn hides(style: &str) -> bool {
    style.split(';').any(|rule| {
        let Some((name, value)) = rule.split_once(':') else {
            return false;
        };
        let value = value.trim();
        let value = value.split([' ', '!']).next().unwrap_or(value);
        match name.trim().to_ascii_lowercase().as_str() {
            "display" => value.eq_ignore_ascii_case("none"),
            "visibility" => value.eq_ignore_ascii_case("hidden"),
            // The bullet that Word writes out for those who know no lists.
            "mso-list" => value.eq_ignore_ascii_case("ignore"),
            _ => false,
        }
    })
}

/// Tells whether a style puts an element on lines of its own.
pub(super) fn is_displayed_as_block(style: &str) -> bool {
    style.split(';').any(|rule| {
        rule.split_once(':').is_some_and(|(name, value)| {
            name.trim().eq_ignore_ascii_case("display") && value.trim().starts_with("block")
        })
    })
}

/// Tells whether a style makes an item of a list of a paragraph, as Word does it.
pub(super) fn is_item(style: &str) -> bool {
    style.split(';').any(|rule| {
        rule.split_once(':').is_some_and(|(name, value)| {
            name.trim().eq_ignore_ascii_case("mso-list") && value.trim().starts_with(['l', 'L'])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_hide_are_known() {
        for (style, hidden) in [
            ("display:none", true),
            ("color: red; DISPLAY : none !important", true),
            ("visibility:hidden;", true),
            ("display:block", false),
            ("font-family: none", false),
            ("", false),
        ] {
            assert_eq!(hides(style), hidden, "{style}");
        }
    }
}
