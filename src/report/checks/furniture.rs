//! Pairs that are furniture of a page on both sides.

use crate::bitext::{Article, Block, Lang, Line, Origins};
use crate::clean::{self, Recurring};
use crate::text::forms::folded;

use super::pair::{Found, Texts};
use super::rule::Rule;

/// Sides of more bytes are running text.
const LONGEST: usize = 160;

/// What begins a line that leads to another article, in the folded form; a colon or nothing follows.
const LEADS: [&[&str]; 2] = [
    &[
        "اقرا ايضا",
        "اقرا المزيد",
        "طالع ايضا",
        "شاهد ايضا",
        "قد يهمك",
        "مواضيع ذات صله",
        "المزيد من",
    ],
    &[
        "read more",
        "read also",
        "also read",
        "see also",
        "related",
        "more on",
        "watch",
        "you may also like",
    ],
];

/// What begins a line that asks the reader for something, in the folded form.
const ASKS: [&[&str]; 2] = [
    &[
        "انقر هنا",
        "اضغط هنا",
        "اشترك في",
        "تابعنا علي",
        "تابعونا علي",
        "شارك علي",
        "شارك هذا",
        "جميع الحقوق محفوظه",
        "حقوق النشر",
    ],
    &[
        "click here",
        "subscribe to",
        "sign up for",
        "follow us on",
        "share on",
        "share this",
        "all rights reserved",
        "copyright ©",
    ],
];

pub(super) fn check(texts: Texts<'_>, found: &mut Found<'_>) {
    let (ar, en) = (bare(texts.ar), bare(texts.en));
    let begins = |lists: &[&[&str]; 2], lead: bool| {
        let of = |text: &str, list: &[&str]| {
            list.iter().any(|start| {
                text.strip_prefix(start).is_some_and(|rest| {
                    !lead || rest.trim_start().starts_with(':') || rest.trim().is_empty()
                })
            })
        };
        of(&ar, lists[0]) && of(&en, lists[1])
    };
    let is_short = texts.ar.len() <= LONGEST && texts.en.len() <= LONGEST;
    let evidence = if begins(&LEADS, true) {
        "it leads to another article"
    } else if is_short && begins(&ASKS, false) {
        "it asks the reader for something"
    } else if is_short && is_trail(texts.ar) && is_trail(texts.en) {
        "a way through a site"
    } else if is_short
        && may_be_line(texts.ar)
        && may_be_line(texts.en)
        && is_furniture(Lang::Ar, texts.ar)
        && is_furniture(Lang::En, texts.en)
    {
        "furniture of a page on both sides"
    } else {
        return;
    };
    found.add_both(Rule::Furniture, evidence.to_owned());
}

/// Returns the beginning of a text in the folded form, from its first letter or digit.
fn bare(text: &str) -> String {
    let text: String = text.chars().take(120).collect();
    folded(&text)
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .to_owned()
}

/// Tells whether a text is a row of short pieces: «الرئيسية » أخبار».
fn is_trail(text: &str) -> bool {
    let is_joint = |c: char| matches!(c, '»' | '›' | '|' | '>' | '•' | '/');
    let pieces: Vec<&str> = text.split(is_joint).map(str::trim).collect();
    let is_short = |piece: &str| {
        !piece.is_empty() && piece.split(' ').count() <= 3 && !piece.contains(['«', '"', '.'])
    };
    pieces.len() >= 3 && pieces.iter().all(|piece| is_short(piece))
}

fn may_be_line(text: &str) -> bool {
    text.len() <= 60 && !text.ends_with(['.', '!', '؟', '?', '"'])
}

fn is_furniture(lang: Lang, text: &str) -> bool {
    let article = Article {
        lines: vec![Line {
            text: text.to_owned(),
            number: 1,
            block: Block::Paragraph,
            origin: Origins::default(),
        }],
        ..Article::default()
    };
    let tags = clean::tag(&article, lang, &Recurring::default());
    tags.first().is_some_and(|tag| {
        tag.is_some_and(|tag| {
            matches!(
                tag.kind,
                clean::FurnitureKind::Share
                    | clean::FurnitureKind::Navigation
                    | clean::FurnitureKind::Related
                    | clean::FurnitureKind::Comments
            )
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_listed_is_in_the_form_that_it_is_compared_in() {
        for start in LEADS.into_iter().chain(ASKS).flatten() {
            assert_eq!(bare(start), **start);
        }
    }
}
