//! Cleaning: which lines of an article are furniture of the page it was saved from.
//!
//! Datelines, bylines, related headlines, comment forms, credits, sources, share
//! bars and navigation have no counterpart in the other language, or another
//! one, and lead the aligner astray. They are tagged with their kind and the
//! rule that told them; nothing is removed here.
//!
//! | rule | looks at |
//! |---|---|
//! | `phrases` | the words: a list for each language, compared in the folded form |
//! | `shapes`, `datelines` | shape and place: a city and a source, a date, a row of buttons, a name behind «By» |
//! | `blocks` | what stands before: the headlines below «اقرأ أيضاً», the fields of a comment form |
//! | `recurrence` | the other articles: a line at the same edge of several of them |
//! | `captions` | what a picture shows: told, but kept as text |
//!
//! A line of text that is tagged is lost, while a piece of furniture that is
//! not becomes a bead of its own; so a rule that is not sure does not fire.
//! Running text (a sentence of twelve words, or any line of twenty-five) is
//! never tagged by its shape. Headings and items of marked-up articles are only
//! tagged by phrases that can be nothing else.
//!
//! # Limits
//!
//! A dateline that runs into the first sentence belongs to it. A name alone on its line
//! is not known, unless it recurs.

mod arabic;
mod blocks;
mod captions;
mod datelines;
mod dates;
mod english;
mod facts;
mod names;
mod phrases;
mod places;
mod recurrence;
mod shapes;
mod share;

use std::fmt;

use serde::Serialize;

use crate::bitext::{Article, Lang};
use facts::Page;

pub use recurrence::Recurring;

/// The version of the cleaning; goes up when the same article gives other tags.
pub const VERSION: u32 = 2;

/// What a piece of page furniture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FurnitureKind {
    /// Where, and from whom, the report came: «إسلام أباد – عُمان اليوم».
    Dateline,
    /// Who wrote, translated or asked.
    Byline,
    /// Headlines of other articles, and the line that leads to them.
    Related,
    /// Comments, and the form for them.
    Comments,
    /// What a picture shows: text that has its counterpart where both pages show it.
    Caption,
    /// Whose a picture is; not what it shows.
    Credit,
    /// Where the article was taken from.
    Source,
    /// Buttons to share, print or save.
    Share,
    /// The rest of the page: tags, dates, counters, ways to other pages, advertisements.
    Navigation,
}

impl FurnitureKind {
    /// Returns the name under which reports list it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dateline => "dateline",
            Self::Byline => "byline",
            Self::Related => "related",
            Self::Comments => "comments",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Source => "source",
            Self::Share => "share",
            Self::Navigation => "navigation",
        }
    }
}

impl FurnitureKind {
    /// Tells whether a line of this kind is text of the article all the same, and stays.
    pub fn is_text(self) -> bool {
        self == Self::Caption
    }
}

impl fmt::Display for FurnitureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a line is no text of its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Furniture {
    /// What it is.
    pub kind: FurnitureKind,
    /// The name of the rule that told it.
    pub rule: &'static str,
}

/// Tags the lines of an article in `lang` that are furniture; the result is parallel to the lines.
///
/// `recurring` knows the articles beside this one, itself included; an empty one knows none.
pub fn tag(article: &Article, lang: Lang, recurring: &Recurring) -> Vec<Option<Furniture>> {
    let page = Page::new(article, |line| {
        [lang, lang.other()]
            .iter()
            .any(|&lang| phrases::may_be_sentence_of_page(line, lang))
    });
    let mut tags = shapes::find(&page, lang);
    for (index, tag) in tags.iter_mut().enumerate() {
        // A page in Arabic may have English furniture, but hardly the other way round.
        let by_words = || {
            phrases::find(&page, index, lang).or_else(|| phrases::find(&page, index, lang.other()))
        };
        let recurs = || recurring.find(&page, index, lang);
        *tag = by_words().or(*tag).or_else(recurs);
    }
    blocks::extend(&page, &mut tags);
    for (index, tag) in tags.iter_mut().enumerate() {
        *tag = tag.or_else(|| captions::find(&page, index, lang));
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::{Block, Line, Origins};
    use crate::read::{Format, article, file};
    use proptest::prelude::*;
    use std::path::Path;

    const TEXT: [&str; 3] = [
        "أعلنت الوزارة أمس خطة جديدة لدعم المزارعين في المناطق الجبلية بعد موسم جفاف طويل.",
        "وقال الوزير إن الخطة تشمل قروضاً ميسرة ومعدات ري حديثة تصل إلى القرى قبل نهاية العام.",
        "ويرى خبراء أن نجاح الخطة مرهون بسرعة التنفيذ وبقدرة البلديات على توزيع الموارد بعدالة.",
    ];

    const ENGLISH: [&str; 2] = [
        "The ministry announced a new plan on Tuesday to support farmers after a long drought.",
        "The minister said that the plan includes soft loans and modern equipment for the villages.",
    ];

    /// The names of the kinds of the lines of a plain text, `-` for text.
    fn kinds(lines: &[&str], lang: Lang) -> Vec<&'static str> {
        let tags = tag(
            &article(&lines.join("\n"), Format::Text),
            lang,
            &Recurring::default(),
        );
        tags.iter()
            .map(|tag| tag.map_or("-", |tag| tag.kind.name()))
            .collect()
    }

    /// Sets each line between a title and the text and checks its kind.
    #[track_caller]
    fn below_the_title(cases: &[(&str, &str)], title: &str, text: &[&str], lang: Lang) {
        for (line, kind) in cases {
            let lines = [&[title, line], text].concat();
            assert_eq!(kinds(&lines, lang)[1], *kind, "{line}");
        }
    }

    /// Sets each line behind the text and checks its kind.
    #[track_caller]
    fn behind_the_text(cases: &[(&str, &str)], text: &[&str], lang: Lang) {
        for (line, kind) in cases {
            let lines = [text, &[line]].concat();
            assert_eq!(kinds(&lines, lang)[text.len()], *kind, "{line}");
        }
    }

    #[test]
    fn the_head_of_an_arabic_page_is_told() {
        let cases = [
            ("صحار – وكالات", "dateline"),
            ("صحار ـ وكالات", "dateline"),
            ("تطوان – هند بلقاسم", "dateline"),
            ("وجدة: «صوت الشرق»", "dateline"),
            ("القاهرة (رويترز)", "dateline"),
            ("قرية الرمان – 3 أيلول 2023", "dateline"),
            ("كتب: هاني الطويل", "byline"),
            ("سوهاج – كتبت: ريم شاكر", "byline"),
            ("بقلم هاني الطويل", "byline"),
            ("د. هاني الطويل", "byline"),
            ("تحقيق: ريم شاكر", "byline"),
            ("(تصوير: ريم شاكر)", "credit"),
            ("(أ ف ب)", "credit"),
            ("الصورة: أرشيفية", "credit"),
            ("الأحد ٣ آذار/مارس ٢٠٢٤ - ٠٩:١٥", "navigation"),
            ("مجتمع | 3 مايو 2024", "navigation"),
            ("الرئيسية > مجتمع", "navigation"),
            ("5 دقائق للقراءة", "navigation"),
            ("شارك: فيسبوك | واتساب", "share"),
        ];
        below_the_title(&cases, "خطة للقرى", &TEXT, Lang::Ar);
    }

    #[test]
    fn the_end_of_an_arabic_page_is_told() {
        let cases = [
            ("المصدر: وكالات", "source"),
            ("الوسوم: زراعة، جفاف", "navigation"),
            ("#زراعة #جفاف", "navigation"),
            ("عدد المشاهدات: 1204", "navigation"),
            ("التعليقات (3)", "comments"),
            ("أضف تعليقــاً", "comments"),
            ("اقرأ أيضاً: القمح يرتفع", "related"),
            (
                "الآراء الواردة في المقال تعبر عن رأي كاتبها ولا تعبر بالضرورة عن رأي الصحيفة التي نشرته.",
                "navigation",
            ),
            ("الفلاحون ينتظرون المطر", "-"),
        ];
        behind_the_text(&cases, &TEXT, Lang::Ar);
    }

    #[test]
    fn the_edges_of_an_english_page_are_told() {
        let head = [
            ("Tetouan – Eastern Voice", "dateline"),
            ("CAIRO (AP)", "dateline"),
            ("Aswan | Business Desk", "dateline"),
            ("By Hani al-Tawil and Reem Shaker", "byline"),
            ("By our business staff", "byline"),
            ("Interview by Reem Shaker", "byline"),
            ("Translated from the Arabic", "byline"),
            ("Photo: Reem Shaker", "credit"),
            ("Published on 3 March 2024 at 9:15 a.m.", "navigation"),
            ("Home > Society", "navigation"),
            ("Share Tweet Email", "share"),
        ];
        below_the_title(&head, "A Plan for the Villages", &ENGLISH, Lang::En);
        let end = [
            ("Source: Reuters and agencies", "source"),
            ("Tags: farming, drought", "navigation"),
            ("Leave a comment", "comments"),
            ("READ ALSO: Wheat prices rise", "related"),
            ("Farmers wait for rain", "-"),
        ];
        behind_the_text(&end, &ENGLISH, Lang::En);
    }

    #[test]
    fn titles_and_captions_that_look_like_furniture_are_text() {
        let titles = [
            "الذكاء الاصطناعي – فرصة أم تهديد",
            "لبنان: أزمة جديدة تلوح في الأفق",
            "سوريا – مرحلة جديدة",
            "شارك في المؤتمر وفود كثيرة",
            "كتب لا تُنسى",
            "بقلم رصاص وورقة بيضاء",
            "المزيد من المدارس في القرى",
            "التعليقات الأولى على القرار",
            "وزير الزراعة يزور القرى الجبلية",
            "فيسبوك",
            "الفصل الأول: التعريفات",
        ];
        for title in titles {
            let around = [title, "خطة للقرى", title, TEXT[0], TEXT[1], title, TEXT[2]];
            let found = kinds(&around, Lang::Ar);
            assert!(found.iter().all(|kind| *kind == "-"), "{title}: {found:?}");
        }
        for title in [
            "By Train Through the Desert",
            "Photo Finish",
            "Share Prices Fall",
            "See also: Flight and health",
            "Home Away From Home",
        ] {
            let found = kinds(
                &[title, "A Plan", title, ENGLISH[0], title, ENGLISH[1]],
                Lang::En,
            );
            assert!(found.iter().all(|kind| *kind == "-"), "{title}: {found:?}");
        }
    }

    #[test]
    fn headlines_follow_their_lead_until_the_text_goes_on() {
        let lead = "قد يهمك أيضــــًا :";
        let [a, b, c] = TEXT;
        for (lines, expected) in [
            (
                vec![a, lead, "أسعار القمح", "هل يهطل المطر؟", b, c],
                vec!["-", "related", "related", "related", "-", "-"],
            ),
            (
                vec![a, b, lead, "واحد", "اثنان", "ثلاثة", "أربعة"],
                vec![
                    "-", "-", "related", "related", "related", "related", "related",
                ],
            ),
            (
                vec![a, lead, "واحد", "اثنان", "ثلاثة", "عنوان فرعي", b],
                vec!["-", "related", "related", "related", "related", "-", "-"],
            ),
            (
                vec![a, lead, "أسعار القمح", "", "عنوان فرعي", b],
                vec!["-", "related", "related", "-", "-"],
            ),
            (
                vec![a, "اقرأ أيضاً: أسعار القمح", "عنوان فرعي", b],
                vec!["-", "related", "-", "-"],
            ),
            (
                vec![
                    "متى بدأت؟",
                    b,
                    "وكيف؟",
                    c,
                    lead,
                    "أسعار القمح",
                    "ولماذا؟",
                    a,
                ],
                vec!["-", "-", "-", "-", "related", "related", "-", "-"],
            ),
            (
                vec![a, b, lead, "أسعار القمح", "أرسل تعليقك", "الاسم"],
                vec!["-", "-", "related", "related", "comments", "comments"],
            ),
        ] {
            assert_eq!(kinds(&lines, Lang::Ar), expected, "{lines:?}");
        }
    }

    #[test]
    fn single_buttons_count_beside_others_only() {
        let [a, b, _] = TEXT;
        assert_eq!(
            kinds(&[a, "شارك", "فيسبوك", "واتساب", b], Lang::Ar),
            ["-", "share", "share", "share", "-"]
        );
        assert_eq!(kinds(&[a, "فيسبوك", b], Lang::Ar), ["-", "-", "-"]);
    }

    #[test]
    fn dates_that_head_a_chronicle_are_text() {
        let years = [
            "3 مارس 2021",
            TEXT[0],
            "4 مايو 2022",
            TEXT[1],
            "5 يونيو 2023",
            TEXT[2],
            "6 يوليو 2024",
        ];
        assert!(kinds(&years, Lang::Ar).iter().all(|kind| *kind == "-"));
    }

    #[test]
    fn headings_and_items_need_phrases_that_are_sure() {
        let markdown = format!(
            "## Comments\n\n* Facebook\n* Print\n\n## See also\n\n{}\n\n## Leave a reply\n",
            ENGLISH[0]
        );
        let tags = tag(
            &article(&markdown, Format::Markdown),
            Lang::En,
            &Recurring::default(),
        );
        let found: Vec<_> = tags.iter().map(|tag| tag.is_some()).collect();
        assert_eq!(found, [false, false, false, false, false, true]);
    }

    /// The letters and digits of a text.
    fn letters(text: &str) -> String {
        text.chars().filter(|c| c.is_alphanumeric()).collect()
    }

    #[test]
    fn the_furniture_of_the_corpus_is_told_from_its_text() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let (mut furniture, mut told) = (0, 0);
        for pair in crate::read::pairs(&[folder]).found {
            let gold =
                std::fs::read_to_string(pair.ar.with_file_name(format!("{}.gold.tsv", pair.name)))
                    .unwrap();
            for (path, lang) in [(&pair.ar, Lang::Ar), (&pair.en, Lang::En)] {
                let column = gold
                    .lines()
                    .filter_map(|row| row.split('\t').nth(usize::from(lang == Lang::En)));
                let text: String = column.map(letters).collect();
                let page = file(path).unwrap();
                for (line, tag) in
                    page.article
                        .lines
                        .iter()
                        .zip(tag(&page.article, lang, &Recurring::default()))
                {
                    let tag = tag.filter(|tag| !tag.kind.is_text());
                    if text.contains(&letters(&line.text)) {
                        assert_eq!(tag, None, "{}: {}", path.display(), line.text);
                    } else {
                        furniture += 1;
                        told += usize::from(tag.is_some());
                    }
                }
            }
        }
        assert!(
            furniture > 100 && 100 * told >= 97 * furniture,
            "{told} of {furniture}"
        );
    }

    proptest! {
        #[test]
        fn any_lines_are_answered(lines in proptest::collection::vec(("[\\PC]{0,30}|شارك|اقرأ أيضا:|بقلم|بيروت – |Leave a comment|[:/|\\-– ]{1,4}", 0..3usize), 0..12)) {
            let blocks = [Block::Paragraph, Block::Heading, Block::Item];
            let numbered = lines.iter().zip(1..);
            let article = Article {
                lines: numbered
                    .map(|((text, block), number)| Line {
                        text: text.clone(),
                        number,
                        block: blocks[*block],
                        origin: Origins::verbatim(0),
                    })
                    .collect(),
                ..Article::default()
            };
            for lang in [Lang::Ar, Lang::En] {
                prop_assert_eq!(tag(&article, lang, &Recurring::default()).len(), article.lines.len());
            }
        }

        #[test]
        fn sentences_are_never_tagged(words in proptest::collection::vec("[طظضث][\u{628}-\u{63a}]{2,6}", 12..20), line in 0..4usize) {
            let sentence = format!("{}.", words.join(" "));
            let mut lines = TEXT.to_vec();
            lines.insert(line, &sentence);
            prop_assert_eq!(kinds(&lines, Lang::Ar)[line], "-");
        }
    }
}
