//! Lines that come up at the same edge of several articles: furniture that no list of phrases knows.
//!
//! Pages of one site share their head and tail, whatever the site says there. A line
//! is counted once an article, and articles with the same running text are one, so that
//! copies and versions of an article do not make its own lines furniture. Headings of
//! marked-up articles are not counted: «مقدمة» may well head many of them.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::facts::Page;
use super::phrases::tag;
use super::{Furniture, FurnitureKind};
use crate::bitext::{Article, Block, Lang, Sides};

/// In how many articles a line must stand to be furniture.
const ARTICLES: usize = 3;

/// In how many articles a sentence must stand: agencies repeat their background reports.
const ARTICLES_OF_SENTENCE: usize = 5;

/// The end of an article at which a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Edge {
    Head,
    Tail,
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Place {
    lang: Lang,
    edge: Edge,
    /// The line's words, folded and without punctuation.
    bare: String,
}

/// What stands at the edges of the articles of a folder.
#[derive(Debug, Default)]
pub struct Recurring {
    /// The articles in which each line stands, by a digest of their running text.
    articles: HashMap<Place, HashSet<u64>>,
    /// All articles of each language.
    all: Sides<HashSet<u64>>,
}

impl Recurring {
    /// Counts the edges of an article in `lang`.
    pub fn add(&mut self, article: &Article, lang: Lang) {
        let page = Page::new(article, |_| false);
        let digest = digest(&page);
        match lang {
            Lang::Ar => self.all.ar.insert(digest),
            Lang::En => self.all.en.insert(digest),
        };
        for index in 0..page.lines.len() {
            if let Some(place) = place(&page, index, lang) {
                self.articles.entry(place).or_default().insert(digest);
            }
        }
    }

    /// Tags a line that recurs.
    pub(super) fn find(&self, page: &Page<'_>, index: usize, lang: Lang) -> Option<Furniture> {
        if self.articles.is_empty() {
            return None;
        }
        let articles = self.articles.get(&place(page, index, lang)?)?.len();
        let recurs = if page.lines[index].is_prose() {
            articles >= ARTICLES_OF_SENTENCE && 2 * articles >= self.all.get(lang).len()
        } else {
            articles >= ARTICLES
        };
        recurs.then_some(tag(FurnitureKind::Navigation, "recurs"))
    }
}

/// The place of a line that may be furniture for standing at an edge.
fn place(page: &Page<'_>, index: usize, lang: Lang) -> Option<Place> {
    let line = &page.lines[index];
    if line.block == Block::Heading || line.words == 0 {
        return None;
    }
    let edge = if page.is_tail(index) {
        Edge::Tail
    } else if page.is_head(index) && page.is_above_prose(index) {
        Edge::Head
    } else {
        return None;
    };
    let bare = line.bare.clone();
    Some(Place { lang, edge, bare })
}

/// A digest of the running text, or of all lines where there is none.
fn digest(page: &Page<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    let prose = || page.lines.iter().filter(|line| line.is_prose());
    // The first sentence tells an article from others, and stays when it is updated.
    match prose().next() {
        Some(line) => line.bare.hash(&mut hasher),
        None => page
            .lines
            .iter()
            .for_each(|line| line.bare.hash(&mut hasher)),
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::super::tag;
    use super::*;
    use crate::read::{Format, article};

    /// Articles with the same line at the end, each with running text of its own.
    fn articles(line: &str, count: usize) -> Vec<Article> {
        let text = |n| {
            format!(
                "خبر رقم {n}\nأعلنت الوزارة أمس خطتها رقم {n} لدعم المزارعين في القرى والمناطق الجبلية بعد الجفاف.\n{line}"
            )
        };
        (0..count)
            .map(|n| article(&text(n), Format::Text))
            .collect()
    }

    fn tag_of_last(articles: &[Article], others: &[Article]) -> Option<&'static str> {
        let mut recurring = Recurring::default();
        for article in articles.iter().chain(others) {
            recurring.add(article, Lang::Ar);
        }
        let tags = tag(&articles[0], Lang::Ar, &recurring);
        tags.last().copied().flatten().map(|tag| tag.rule)
    }

    #[test]
    fn a_line_at_the_end_of_three_articles_is_furniture() {
        let line = "صوت الجبل في كل بيت";
        for (count, rule) in [
            (1, None),
            (2, None),
            (3, Some("recurs")),
            (9, Some("recurs")),
        ] {
            assert_eq!(tag_of_last(&articles(line, count), &[]), rule, "{count}");
        }
    }

    #[test]
    fn copies_of_an_article_are_one_article() {
        let one = articles("صوت الجبل في كل بيت", 1);
        let copies: Vec<Article> = (0..5).map(|_| one[0].clone()).collect();
        assert_eq!(tag_of_last(&copies, &[]), None);
    }

    #[test]
    fn a_sentence_is_furniture_where_most_articles_have_it() {
        let sentence =
            "وتعد هذه الصحيفة أقدم صحف الجبل وقد صدر عددها الأول قبل ستين عاماً في مطبعة صغيرة.";
        let others = articles("نهاية", 20);
        assert_eq!(tag_of_last(&articles(sentence, 4), &[]), None);
        assert_eq!(tag_of_last(&articles(sentence, 6), &[]), Some("recurs"));
        assert_eq!(tag_of_last(&articles(sentence, 6), &others), None);
    }

    #[test]
    fn a_line_amid_the_text_is_text() {
        let middle = |n: usize| {
            let prose = "أعلنت الوزارة أمس خطتها لدعم المزارعين في القرى والمناطق الجبلية بعد الجفاف الطويل";
            article(
                &format!("{prose} {n}.\nآراء الناس\n{prose} ثانية {n}."),
                Format::Text,
            )
        };
        let all: Vec<Article> = (0..5).map(middle).collect();
        let mut recurring = Recurring::default();
        all.iter()
            .for_each(|article| recurring.add(article, Lang::Ar));
        assert_eq!(tag(&all[0], Lang::Ar, &recurring), [None; 3]);
    }
}
