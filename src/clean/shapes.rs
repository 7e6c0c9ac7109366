//! The furniture that is told by its shape and place: datelines, bylines, dates, bars, counters.

use super::Furniture;
use super::FurnitureKind::{Credit, Navigation, Share, Source};
use super::datelines::{byline, dateline};
use super::dates::{Date, date};
use super::facts::{Facts, Page, bare, count};
use super::phrases::{is_section, tag};
use super::places::is_agencies;
use super::share::{Bar, bar};
use crate::bitext::{Block, Lang};

/// How many dates a page may carry; more of them are the headings of a chronicle.
const DATES: usize = 3;

/// Tags each line by its shape; `None` for the rest.
pub(super) fn find(page: &Page<'_>, lang: Lang) -> Vec<Option<Furniture>> {
    let dates = page
        .lines
        .iter()
        .filter(|line| date(&line.bare).is_some())
        .count();
    let mut tags: Vec<Option<Furniture>> = (0..page.lines.len())
        .map(|index| {
            let line = &page.lines[index];
            if !line.is_loose() || line.is_prose() {
                return None;
            }
            let edge = page.is_edge(index);
            share(line)
                .or_else(|| dateline(page, index))
                .or_else(|| date_line(line, index, edge && dates <= DATES))
                .or_else(|| byline(page, index, lang))
                .or_else(|| agencies(line))
                .or_else(|| breadcrumb(line, edge))
                .or_else(|| hashtags(line))
                .or_else(|| counter(line, edge))
                .or_else(|| copyright(line))
        })
        .collect();
    lone_buttons(page, &mut tags);
    tags
}

/// A bar of buttons, or a section's name and such a bar.
fn share(line: &Facts<'_>) -> Option<Furniture> {
    let parts = line.folded.split('|').map(bare);
    let is_bar = bar(&line.bare) == Some(Bar::Whole)
        || (line.words <= 16
            && parts
                .skip(1)
                .any(|part| count(&part) >= 2 && bar(&part) == Some(Bar::Whole)));
    is_bar.then_some(tag(Share, "share-bar"))
}

/// Single buttons are furniture beside others.
fn lone_buttons(page: &Page<'_>, tags: &mut [Option<Furniture>]) {
    let is_button = |index: usize| {
        let line = &page.lines[index];
        line.block != Block::Heading && bar(&line.bare) == Some(Bar::Button)
    };
    let mut index = 0;
    while index < tags.len() {
        let end = (index..tags.len())
            .find(|&at| !is_button(at))
            .unwrap_or(tags.len());
        let is_beside = |at: Option<usize>| {
            at.and_then(|at| *tags.get(at)?)
                .is_some_and(|tag| tag.kind == Share)
        };
        if end - index >= 3
            || (end > index && (is_beside(index.checked_sub(1)) || is_beside(Some(end))))
        {
            tags[index..end].fill(Some(tag(Share, "share-button")));
        }
        index = end.max(index + 1);
    }
}

/// A date alone, or beside the name of a section.
fn date_line(line: &Facts<'_>, index: usize, expected: bool) -> Option<Furniture> {
    let found = Some(tag(Navigation, "date-line"));
    match date(&line.bare) {
        Some(Date::Announced) => return found,
        // «25 يناير» may be a title.
        Some(Date::Plain) if expected && (index > 0 || line.words >= 3) => return found,
        _ => {}
    }
    let mut parts = line
        .folded
        .split(['|', '•', '·'])
        .map(bare)
        .filter(|part| !part.is_empty());
    let is_dated = expected
        && line.words <= 14
        && parts.clone().count() > 1
        && parts.any(|part| date(&part).is_some());
    is_dated.then_some(found).flatten()
}

/// Agencies alone: in parentheses they credit a photo.
fn agencies(line: &Facts<'_>) -> Option<Furniture> {
    if !is_agencies(&line.bare) || line.words > 6 {
        return None;
    }
    Some(if line.text.starts_with(['(', '[']) {
        tag(Credit, "agency-credit")
    } else {
        tag(Source, "agency-line")
    })
}

/// The way to a page through its site: three short parts or more, or one that begins at home.
fn breadcrumb(line: &Facts<'_>, edge: bool) -> Option<Furniture> {
    if !edge || line.stop.is_some() {
        return None;
    }
    let found = |mark: &str| {
        let parts: Vec<String> = line.text.split(mark).map(bare).collect();
        let short = parts.iter().all(|part| (1..=4).contains(&count(part)));
        let home = matches!(parts[0].as_str(), "الرئيسيه" | "home");
        // «أخبار | عربي ودولي»
        let section = mark == " | " && line.words <= 5 && parts.iter().any(|part| is_section(part));
        short && (parts.len() >= 3 || (parts.len() == 2 && (home || section)))
    };
    [
        " | ", " > ", " » ", " › ", " « ", " ‹ ", " / ", " < ", " • ",
    ]
    .into_iter()
    .any(found)
    .then_some(tag(Navigation, "breadcrumb"))
}

/// «© 2025 …», «Copyright 2025 …»
fn copyright(line: &Facts<'_>) -> Option<Furniture> {
    let year = line
        .bare
        .strip_prefix("copyright ")
        .and_then(|rest| rest.chars().next());
    let is_one = line.text.starts_with(['©', 'ⓒ']) || year.is_some_and(|c| c.is_ascii_digit());
    is_one.then_some(tag(Navigation, "copyright"))
}

/// Hashtags and nothing else.
fn hashtags(line: &Facts<'_>) -> Option<Furniture> {
    let mut words = line.text.split_whitespace();
    let all = words.all(|word| word.starts_with('#') && word.chars().any(char::is_alphabetic));
    (all && line.words > 0).then_some(tag(Navigation, "hashtags"))
}

/// A number of readers, comments or minutes, or how long ago it was.
fn counter(line: &Facts<'_>, edge: bool) -> Option<Furniture> {
    const AGO: [&str; 14] = [
        "منذ",
        "قبل",
        "ساعه",
        "ساعات",
        "يوم",
        "ايام",
        "ثانيه",
        "ثواني",
        "ago",
        "hour",
        "hours",
        "day",
        "days",
        "about",
    ];
    const UNITS: [&str; 38] = [
        "دقيقه",
        "دقائق",
        "دقيقتان",
        "قراءه",
        "للقراءه",
        "القراءه",
        "مده",
        "وقت",
        "مشاهده",
        "مشاهدات",
        "زياره",
        "زيارات",
        "تعليق",
        "تعليقات",
        "اعجاب",
        "مشاركه",
        "عدد",
        "القراءات",
        "المشاهدات",
        "الزيارات",
        "التعليقات",
        "مرات",
        "min",
        "mins",
        "minute",
        "minutes",
        "read",
        "reads",
        "reading",
        "time",
        "views",
        "view",
        "comments",
        "comment",
        "shares",
        "likes",
        "k",
        "of",
    ];
    let words = line.bare.split(' ');
    let numbers = words
        .clone()
        .filter(|word| word.bytes().all(|b| b.is_ascii_digit()))
        .count();
    let is_ago = words.clone().any(|word| matches!(word, "منذ" | "ago"));
    let units = words
        .filter(|word| UNITS.contains(word) || (is_ago && AGO.contains(word)))
        .count();
    (edge && numbers > 0 && units > 0 && numbers + units == line.words)
        .then_some(tag(Navigation, "counter"))
}
