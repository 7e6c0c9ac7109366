//! The nouns of the program: languages, articles, segments, beads, translation units.
//!
//! Everything here is plain data without effects. The stages turn one noun into
//! the next: an [`Article`] is read, its lines are cut into [`Segment`]s, two
//! lists of segments are joined by [`Bead`]s, and a bead with text on both sides
//! becomes a [`TranslationUnit`].

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use jiff::Timestamp;
use serde::Serialize;

/// One of the two languages of every bitext.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Arabic, in any of its regional tags.
    Ar,
    /// English, in any of its regional tags.
    En,
}

impl Lang {
    /// Returns the bare ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Ar => "ar",
            Lang::En => "en",
        }
    }

    /// Returns its English name.
    pub fn name(self) -> &'static str {
        match self {
            Lang::Ar => "Arabic",
            Lang::En => "English",
        }
    }

    /// Returns the language of the other side.
    pub fn other(self) -> Lang {
        match self {
            Lang::Ar => Lang::En,
            Lang::En => Lang::Ar,
        }
    }

    /// Returns the language of a tag such as `ar`, `ar-SA`, `AR_sa`, `ara`, `arb` or `en-US`.
    ///
    /// `None` for every other language.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        match primary.to_ascii_lowercase().as_str() {
            "ar" | "ara" | "arb" => Some(Lang::Ar),
            "en" | "eng" => Some(Lang::En),
            _ => None,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A value for each of the two languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sides<T> {
    /// The Arabic side.
    pub ar: T,
    /// The English side.
    pub en: T,
}

impl<T> Sides<T> {
    /// Returns the side of `lang`.
    pub fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::Ar => &self.ar,
            Lang::En => &self.en,
        }
    }

    /// Applies `f` to both sides, the Arabic one first.
    pub fn map<U>(self, mut f: impl FnMut(Lang, T) -> U) -> Sides<U> {
        Sides {
            ar: f(Lang::Ar, self.ar),
            en: f(Lang::En, self.en),
        }
    }
}

/// What a line is in the page it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Block {
    /// A heading or a title.
    Heading,
    /// A paragraph of running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// What the page marks as describing a picture.
    Caption,
}

/// A page as it was read: its text blocks in order, one a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The lines that hold text; blank ones are left out.
    pub lines: Vec<Line>,
    /// What the page says of itself.
    pub about: About,
}

/// What a page says of the article that it holds, where it says it; nothing of it is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its title.
    pub title: Option<Said>,
    /// When it was published, in whatever form the page gives it.
    pub date: Option<Said>,
    /// From where, and by whom, was reported.
    pub dateline: Option<Said>,
    /// The tag of its language.
    pub lang: Option<Said>,
}

impl About {
    /// Returns what is said, with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Said)> {
        let all = [
            ("title", &self.title),
            ("date", &self.date),
            ("dateline", &self.dateline),
            ("language", &self.lang),
        ];
        all.into_iter()
            .filter_map(|(name, said)| Some((name, said.as_ref()?)))
    }

    /// Returns what is said, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Said> {
        [
            &mut self.title,
            &mut self.date,
            &mut self.dateline,
            &mut self.lang,
        ]
        .into_iter()
        .flatten()
    }
}

/// Something that a page says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it says.
    pub text: String,
    /// Where it stands: byte offsets into the input, end-exclusive.
    pub span: Range<usize>,
}

/// One block of text, without a line break inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The text, with markup removed and nothing else changed.
    pub text: String,
    /// The line of the input on which the block begins, from 1.
    pub number: usize,
    /// What the block is.
    pub block: Block,
    /// Where the text stands in the input.
    pub origin: Origins,
}

/// Maps byte offsets of a line's text back to byte offsets of the input.
///
/// A list of runs. Most were copied from the input unchanged, and between them
/// markup was left out; the others stand for something that is written
/// otherwise there: a character reference, a line break inside a paragraph, a
/// letter in another encoding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// The runs in ascending order of `text`.
    runs: Vec<Run>,
}

/// A stretch of text that came from one stretch of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where it begins in the line's text.
    text: usize,
    /// Where it begins in the input.
    input: usize,
    /// Where it ends in the input, if it was not copied unchanged.
    end: Option<usize>,
}

impl Origins {
    /// Returns the map of a text that stands in the input as it is, from `start` on.
    pub fn verbatim(start: usize) -> Self {
        let mut origins = Self::default();
        origins.push(0, start);
        origins
    }

    /// Adds a run that begins at `text` in the line's text and at `input` in the input.
    ///
    /// Runs are added in ascending order of `text`; a second one at the same
    /// place replaces the first.
    pub fn push(&mut self, text: usize, input: usize) {
        self.add(Run {
            text,
            input,
            end: None,
        });
    }

    /// Adds a run that begins at `text` and stands for the whole range `input`, which reads otherwise there.
    ///
    /// The order is that of [`push`](Self::push).
    pub fn push_replaced(&mut self, text: usize, input: Range<usize>) {
        self.add(Run {
            text,
            input: input.start,
            end: Some(input.end),
        });
    }

    fn add(&mut self, run: Run) {
        match self.runs.last_mut() {
            Some(last) if last.text == run.text => *last = run,
            Some(last)
                if last.end.is_none()
                    && run.end.is_none()
                    && last.input + (run.text - last.text) == run.input => {}
            _ => self.runs.push(run),
        }
    }

    /// Returns the offset in the input of the byte at `offset` of the text.
    pub fn locate(&self, offset: usize) -> usize {
        match self.run_at(offset) {
            Some(run) if run.end.is_some() => run.input,
            Some(run) => run.input + (offset - run.text),
            None => offset,
        }
    }

    /// Returns the range in the input that the `span` of the text came from.
    ///
    /// The end is the place after the last byte of the span, not the start of
    /// whatever follows it.
    pub fn locate_span(&self, span: Range<usize>) -> Range<usize> {
        let start = self.locate(span.start);
        if span.is_empty() {
            return start..start;
        }
        let last = span.end - 1;
        match self.run_at(last) {
            Some(Run { end: Some(end), .. }) => start..end,
            _ => start..self.locate(last) + 1,
        }
    }

    /// Returns the map of `text` when its input was itself made from another one.
    ///
    /// `input` gives for each range of the first input, a character long, the
    /// range of the other from which it came.
    pub fn through(&self, text: &str, input: impl Fn(Range<usize>) -> Range<usize>) -> Self {
        let mut origins = Self::default();
        for (at, c) in text.char_indices() {
            let range = input(self.locate_span(at..at + c.len_utf8()));
            if range.len() == c.len_utf8() {
                origins.push(at, range.start);
            } else {
                origins.push_replaced(at, range);
            }
        }
        origins
    }

    fn run_at(&self, offset: usize) -> Option<Run> {
        let after = self.runs.partition_point(|run| run.text <= offset);
        Some(self.runs[after.checked_sub(1)?])
    }
}

/// A sentence-like piece of one side: what the aligner pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The text as it came, without white space at its ends.
    pub text: String,
    /// The line of the input on which its block begins, from 1.
    pub line: usize,
    /// Byte offsets into the input, end-exclusive.
    pub span: Range<usize>,
    /// The index of the block it stands in, counted over the blocks that gave segments.
    pub paragraph: usize,
    /// What that block is.
    pub block: Block,
}

/// Two lists of segments that are translations of each other.
pub type Bitext = Sides<Vec<Segment>>;

/// How many segments of each side a bead joins, Arabic first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BeadKind {
    /// Arabic segments.
    pub ar: u8,
    /// English segments.
    pub en: u8,
}

impl fmt::Display for BeadKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.ar, self.en)
    }
}

impl FromStr for BeadKind {
    type Err = ();

    /// Reads `2-1`.
    fn from_str(s: &str) -> Result<Self, ()> {
        let (ar, en) = s.split_once('-').ok_or(())?;
        Ok(Self {
            ar: ar.parse().map_err(drop)?,
            en: en.parse().map_err(drop)?,
        })
    }
}

/// The smallest group of segments that are translations of each other.
///
/// Empty on one side for an omission or an addition, never on both.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// Indices of the Arabic segments.
    pub ar: Range<usize>,
    /// Indices of the English segments.
    pub en: Range<usize>,
    /// How likely the bead is right, both its boundaries, 0..=1.
    pub confidence: f64,
    /// How alike the two sides are in length, numbers and words, 0..=1.
    pub similarity: f64,
}

impl Bead {
    /// Returns how many segments of each side the bead joins.
    pub fn kind(&self) -> BeadKind {
        let count = |range: &Range<usize>| u8::try_from(range.len()).unwrap_or(u8::MAX);
        BeadKind {
            ar: count(&self.ar),
            en: count(&self.en),
        }
    }
}

/// A unit's number in the memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct UnitId(pub i64);

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where a unit came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The aligner joined two articles.
    Alignment,
    /// A file of units was imported.
    Import,
    /// A person wrote it.
    Manual,
}

/// What a person has said of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nobody has looked at it.
    Draft,
    /// A person has confirmed it.
    Reviewed,
    /// A person has rejected it; it is never offered.
    Rejected,
}

macro_rules! names {
    ($type:ident { $($variant:ident => $name:literal),+ $(,)? }) => {
        impl $type {
            /// Returns the name under which the memory, TMX and JSON know it.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }
        }

        impl FromStr for $type {
            type Err = ();

            fn from_str(s: &str) -> Result<Self, ()> {
                match s { $($name => Ok($type::$variant),)+ _ => Err(()) }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

names!(Origin { Alignment => "alignment", Import => "import", Manual => "manual" });
names!(Status { Draft => "draft", Reviewed => "reviewed", Rejected => "rejected" });

/// When something was done to a unit, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// The instant, to the second.
    pub at: Timestamp,
    /// The person or program, as far as known.
    pub by: Option<String>,
}

/// One language of a translation unit (TMX `tuv`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The text as it came; never empty, free of characters that XML forbids.
    pub text: String,
    /// The language tag as it came, hyphenated: `ar`, `ar-SA`, `en-US`.
    pub tag: String,
}

/// A property of a unit (TMX `prop`): a type and a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Property {
    /// The TMX type, such as `x-domain`.
    pub kind: String,
    /// The value.
    pub value: String,
}

/// Where a unit stands in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The document's name.
    pub document: String,
    /// The position in it, from 0; unknown for units that were imported without one.
    pub position: Option<u32>,
}

/// A pair of texts that translate each other, with all that is known of them.
#[derive(Clone, Debug, PartialEq)]
pub struct TranslationUnit {
    /// The two texts.
    pub variants: Sides<Variant>,
    /// The document it stands in.
    pub place: Option<Place>,
    /// The kind of the bead it was made from.
    pub bead: Option<BeadKind>,
    /// The bead's confidence, 0..=1.
    pub confidence: Option<f64>,
    /// The bead's similarity, 0..=1.
    pub similarity: Option<f64>,
    /// Where it came from.
    pub origin: Origin,
    /// What a person has said of it.
    pub status: Status,
    /// When it was made.
    pub created: Stamp,
    /// When it was last changed.
    pub changed: Option<Stamp>,
    /// How often a person has used it.
    pub use_count: u32,
    /// Notes in their order.
    pub notes: Vec<String>,
    /// Properties in their order: a multiset, types may repeat.
    pub properties: Vec<Property>,
}

impl TranslationUnit {
    /// Returns a draft with the two texts, the bare language tags and nothing else known.
    pub fn new(
        ar: impl Into<String>,
        en: impl Into<String>,
        origin: Origin,
        created: Stamp,
    ) -> Self {
        Self {
            variants: Sides {
                ar: Variant {
                    text: ar.into(),
                    tag: Lang::Ar.code().to_owned(),
                },
                en: Variant {
                    text: en.into(),
                    tag: Lang::En.code().to_owned(),
                },
            },
            place: None,
            bead: None,
            confidence: None,
            similarity: None,
            origin,
            status: Status::Draft,
            created,
            changed: None,
            use_count: 0,
            notes: Vec::new(),
            properties: Vec::new(),
        }
    }

    /// Returns the text of one side.
    pub fn text(&self, lang: Lang) -> &str {
        &self.variants.get(lang).text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_both_languages_are_known_in_every_spelling() {
        for (tag, lang) in [
            ("ar", Some(Lang::Ar)),
            ("ar-SA", Some(Lang::Ar)),
            ("AR_eg", Some(Lang::Ar)),
            ("arb", Some(Lang::Ar)),
            ("ara", Some(Lang::Ar)),
            ("en-US", Some(Lang::En)),
            ("eng", Some(Lang::En)),
            ("arg", None),
            ("fr", None),
            ("", None),
        ] {
            assert_eq!(Lang::from_tag(tag), lang, "{tag}");
        }
    }

    #[test]
    fn spans_lead_back_over_markup_that_was_left_out() {
        // «see [this](url) now» read as «see this now»
        let mut origins = Origins::default();
        origins.push(0, 0);
        origins.push(4, 5);
        origins.push(8, 15);
        assert_eq!(origins.locate_span(0..4), 0..4);
        assert_eq!(origins.locate_span(4..8), 5..9);
        assert_eq!(origins.locate_span(5..12), 6..19);
        assert_eq!(origins.locate_span(8..8), 15..15);
    }

    #[test]
    fn spans_cover_the_whole_of_what_was_replaced() {
        // «a &amp; b» read as «a & b»
        let mut origins = Origins::verbatim(0);
        origins.push_replaced(2, 2..7);
        origins.push(3, 7);
        assert_eq!(origins.locate_span(0..3), 0..7);
        assert_eq!(origins.locate_span(2..5), 2..9);
        assert_eq!(origins.locate_span(3..5), 7..9);
    }

    #[test]
    fn maps_are_joined_character_by_character() {
        // «[نعم]» in UTF-16 with a mark, of which the brackets were left out.
        let origins = Origins::verbatim(1);
        let joined = origins.through("نعم a", |range| 2 + range.start..2 + range.end);
        assert_eq!(joined, Origins::verbatim(3));
        let wide = Origins::verbatim(0).through("ab", |range| 2 * range.start..2 * range.end);
        assert_eq!(wide.locate_span(1..2), 2..4);
        assert_eq!(wide.locate_span(0..2), 0..4);
    }

    #[test]
    fn adjoining_runs_are_one() {
        let mut origins = Origins::verbatim(10);
        origins.push(5, 15);
        assert_eq!(origins, Origins::verbatim(10));
    }

    #[test]
    fn bead_kinds_are_written_and_read() {
        let kind = BeadKind { ar: 2, en: 1 };
        assert_eq!(kind.to_string(), "2-1");
        assert_eq!("2-1".parse(), Ok(kind));
        assert_eq!("2".parse::<BeadKind>(), Err(()));
    }
}
