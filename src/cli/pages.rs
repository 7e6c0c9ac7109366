//! From a file to its segments: what `build`, `align` and `split` have in common.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use dhakira::bitext::{Article, Block, Lang, Segment, Sides};
use dhakira::clean::{self, Furniture, FurnitureKind};
use dhakira::read::{self, Encoding, Page};
use dhakira::split::{self, Furnishing};
use dhakira::{Error, Result, text};

use super::terminal::Terminal;

/// How many lines of each kind were left out as page furniture.
pub(super) type LeftOut = BTreeMap<FurnitureKind, usize>;

/// A page with the tags of its lines.
pub(super) struct Tagged {
    pub(super) article: Article,
    pub(super) tags: Vec<Option<Furniture>>,
    pub(super) lang: Lang,
    encoding: Encoding,
    /// Characters that XML forbids, left out of the text.
    removed: usize,
}

impl Tagged {
    /// Reads `path`, or standard input for `-`, and tags its furniture.
    pub(super) fn read(path: &Path, lang: Option<Lang>) -> Result<Self> {
        let bytes = bytes(path)?;
        Ok(Self::of(read::page(path, &bytes)?, lang))
    }

    /// Tags the furniture of a page; without `lang` in the language of most of its letters.
    pub(super) fn of(page: Page, lang: Option<Lang>) -> Self {
        let lang = lang.unwrap_or_else(|| language(&page.article));
        let tags = clean::tag(&page.article, lang);
        let (encoding, removed) = (page.encoding, page.removed);
        Self {
            article: page.article,
            tags,
            lang,
            encoding,
            removed,
        }
    }

    pub(super) fn segments(&self, furnishing: Furnishing) -> Vec<Segment> {
        split::segments(&self.article, &self.tags, furnishing, self.lang)
    }

    /// Says how the file was read, where that is not as a matter of course.
    pub(super) fn remark(&self, path: &Path, terminal: &Terminal) {
        let line = format!(
            "{}: read as {}, {} lines",
            path.display(),
            self.encoding.name(),
            self.article.lines.len()
        );
        if self.encoding == Encoding::Utf8 {
            terminal.detail(&line)
        } else {
            terminal.note(&line)
        }
        if self.removed > 0 {
            terminal.note(&format!(
                "{}: {} characters that XML forbids were left out",
                path.display(),
                self.removed
            ));
        }
    }

    /// Adds the lines that are left out to the counts.
    pub(super) fn count_left_out(&self, counts: &mut LeftOut) {
        for tag in self.tags.iter().flatten() {
            *counts.entry(tag.kind).or_default() += 1;
        }
    }
}

/// Both sides, or what is wrong with either of them.
pub(super) fn both<T>(ar: Result<T>, en: Result<T>) -> Result<Sides<T>, Vec<Error>> {
    match (ar, en) {
        (Ok(ar), Ok(en)) => Ok(Sides { ar, en }),
        (ar, en) => Err([ar.err(), en.err()].into_iter().flatten().collect()),
    }
}

pub(super) fn furnishing(keep: bool) -> Furnishing {
    if keep {
        Furnishing::Keep
    } else {
        Furnishing::LeaveOut
    }
}

/// The bytes of a file, or of standard input for `-`.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(Error::read("standard input"))?;
        return Ok(bytes);
    }
    fs::read(path).map_err(Error::read(path))
}

/// The lines of a file that holds a sentence a line; blank ones are segments too, so that line numbers stay.
pub(super) fn sentences(path: &Path) -> Result<Vec<Segment>> {
    let decoded = read::decode(&bytes(path)?).map_err(|fault| fault.at(path))?;
    let mut start = decoded.offset;
    let mut segments = Vec::new();
    for (index, line) in decoded.text.split_inclusive('\n').enumerate() {
        let text = line.trim();
        let from = start + (line.len() - line.trim_start().len());
        segments.push(Segment {
            text: text.to_owned(),
            line: index + 1,
            span: from..from + text.len(),
            // A list of sentences says nothing of paragraphs.
            paragraph: 0,
            block: Block::Paragraph,
        });
        start += line.len();
    }
    Ok(segments)
}

fn language(article: &Article) -> Lang {
    let all: String = article
        .lines
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    text::script::guess(&all).unwrap_or(Lang::Ar)
}
