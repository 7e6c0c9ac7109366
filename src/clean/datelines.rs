//! Datelines and bylines: where a report was written, by whom, for whom.
//!
//! A dateline is a city set off from a source, a date or a name. Only a source
//! or a date is proof; a name is taken for one where the line stands between
//! the title and the text, and its words do not come up again in the text, as
//! those of a second title would.

use super::FurnitureKind::{Byline, Dateline};
use super::dates::date;
use super::facts::{Facts, Page, bare, count};
use super::names::{are_full, is_people};
use super::phrases::tag;
use super::places::{is_agencies, is_city, is_place, names_source};
use super::{Furniture, phrases};
use crate::bitext::Lang;

/// Tags a line that says where a report came from.
pub(super) fn dateline(page: &Page<'_>, index: usize) -> Option<Furniture> {
    let line = &page.lines[index];
    if !page.is_head(index) || line.words > 10 || line.stop.is_some() {
        return None;
    }
    let below_title = index > 0;
    let found = Some(tag(Dateline, "dateline"));
    // «CAIRO (AP)»
    let folded = line.folded.trim_end_matches([' ', '-', ':']);
    if let Some((place, source)) = folded.split_once('(')
        && source.ends_with(')')
        && are_places(place)
    {
        let source = bare(source);
        return found.filter(|_| names_source(&source) || date(&source).is_some());
    }
    // «Khartoum, Sudan» alone, right above the text.
    if below_title && are_places(folded) && page.lines.get(index + 1).is_some_and(Facts::is_prose) {
        return found;
    }
    let (place, mark, rest) = set_off(&line.folded)?;
    let (place_bare, rest_bare) = (bare(place), bare(rest));
    let rest_words = count(&rest_bare);
    if rest_words == 0 || place_bare.is_empty() {
        return None;
    }
    let is_dated = date(&rest_bare).is_some();
    let is_sourced = is_agencies(&rest_bare) || (names_source(&rest_bare) && rest_words <= 5);
    let is_quoted = rest.trim().starts_with('"') && rest.trim().ends_with('"') && rest_words <= 4;
    let is_named = |name: &str| {
        below_title
            && (2..=4).contains(&count(&bare(name)))
            && may_be_people(line, name)
            && !recurs(page, index, name)
    };
    let fits = if are_places(place) {
        match mark {
            // «لبنان: أزمة جديدة» is a headline.
            ':' => is_quoted || is_agencies(&rest_bare) || (is_dated && below_title),
            _ => is_dated || is_sourced || is_quoted || (is_city_list(place) && is_named(rest)),
        }
    } else {
        let is_short =
            count(&place_bare) <= 3 && !place_bare.contains(|c: char| c.is_ascii_digit());
        let is_signed = mark != ':' && is_city_list(rest) && is_named(place);
        below_title
            && is_short
            && (is_signed || is_agencies(&rest_bare) || (is_dated && mark == '-'))
    };
    found.filter(|_| fits)
}

/// Tags an author's name with a title, a byline behind a place, or an English byline.
pub(super) fn byline(page: &Page<'_>, index: usize, lang: Lang) -> Option<Furniture> {
    let line = &page.lines[index];
    if index == 0 || line.stop.is_some() || !page.is_edge(index) {
        return None;
    }
    let is_titled = TITLES.iter().any(|title| {
        let name = line
            .text
            .strip_prefix(title)
            .filter(|name| name.starts_with(char::is_whitespace));
        name.is_some_and(|name| {
            (2..=4).contains(&count(&bare(name)))
                && is_people(name)
                && !name.trim_start().starts_with('و')
        })
    });
    if is_titled
        && page.is_head(index)
        && line.label.is_none()
        && !line.text.contains(['،', ',', '؛'])
    {
        return Some(tag(Byline, "titled-name"));
    }
    // «أسيوط – كتبت: منى عبد الحليم»
    if let Some((place, _, rest)) = set_off(&line.folded)
        && is_place(&bare(place))
        && phrases::is_byline(rest, lang)
    {
        return Some(tag(Byline, "byline-label"));
    }
    is_english_byline(line.text).then_some(tag(Byline, "byline"))
}

/// Titles that stand before the name of an author.
const TITLES: [&str; 14] = [
    "د.",
    "أ.د.",
    "ا.د.",
    "أ. د.",
    "الدكتور",
    "الدكتورة",
    "الأستاذ",
    "الأستاذة",
    "المهندس",
    "المهندسة",
    "Dr.",
    "Dr",
    "Prof.",
    "Professor",
];

/// Tells whether a line is «By» and names of at least two words, or «By our» and a part of the staff.
fn is_english_byline(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '[', '—', '–', '-', ' ']);
    let Some(rest) = ["By ", "by ", "BY "]
        .iter()
        .find_map(|by| text.strip_prefix(by))
    else {
        return false;
    };
    let rest = rest
        .split(['|', '/', '–', '—', '•'])
        .next()
        .unwrap_or(rest)
        .trim();
    let rest = rest.split(" for ").next().unwrap_or(rest);
    let of_staff = ["the ", "our "]
        .iter()
        .any(|article| rest.to_lowercase().starts_with(article));
    if of_staff {
        count(&bare(rest)) <= 6 && names_source(&bare(rest))
    } else {
        is_people(rest) && are_full(rest)
    }
}

/// Cuts a folded line at the mark that sets off its beginning.
fn set_off(folded: &str) -> Option<(&str, char, &str)> {
    let at_dash = |dash: &str| {
        folded
            .split_once(dash)
            .map(|(before, after)| (before, '-', after))
    };
    let at = |mark: char| {
        folded
            .split_once(mark)
            .map(|(before, after)| (before, mark, after))
    };
    [" - ", "- ", " -"]
        .into_iter()
        .find_map(at_dash)
        .or_else(|| ['|', ':', '/'].into_iter().find_map(at))
}

/// Tells whether a folded text is a list of places.
fn are_places(folded: &str) -> bool {
    all_parts(folded, is_place)
}

/// Tells whether a folded text is a list of places of which the first is a city.
fn is_city_list(folded: &str) -> bool {
    let first = folded.split([',', '،', '/', '-']).next().unwrap_or(folded);
    is_city(&bare(first)) && are_places(folded)
}

fn all_parts(folded: &str, is_one: fn(&str) -> bool) -> bool {
    let mut parts = folded
        .split([',', '،', '/', '-'])
        .map(bare)
        .filter(|part| !part.is_empty())
        .peekable();
    parts.peek().is_some() && parts.all(|part| is_one(&part))
}

/// Tells whether a part of a line, given in its folded form, may be the name of people.
fn may_be_people(line: &Facts<'_>, part: &str) -> bool {
    // The folded form has no capitals; the line as it stands has them.
    let is_latin = part.chars().any(|c| c.is_ascii_alphabetic());
    if !is_latin {
        return is_people(part);
    }
    let part = part.trim();
    line.text
        .to_lowercase()
        .find(part)
        .and_then(|at| line.text.get(at..at + part.len()))
        .is_some_and(is_people)
}

/// Tells whether at least half of the words come up again in other lines.
fn recurs(page: &Page<'_>, index: usize, folded: &str) -> bool {
    let part = bare(folded);
    let words = || part.split(' ').filter(|word| word.chars().count() > 2);
    let others = || page.lines.iter().enumerate().filter(|&(at, _)| at != index);
    let again = words()
        .filter(|word| others().any(|(_, line)| line.bare.split(' ').any(|other| other == *word)));
    2 * again.count() >= words().count().max(1)
}

/// Tells whether a name that follows a label which may also head a title comes up again in the text.
pub(super) fn is_of_the_text(page: &Page<'_>, index: usize, words: usize) -> bool {
    let rest: Vec<&str> = page.lines[index].bare.split(' ').skip(words).collect();
    recurs(page, index, &rest.join(" "))
}
