//! From a file to its segments: what `build`, `align` and `split` have in common.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use dhakira::align::{Alignment, Lexicon};
use dhakira::bitext::{Article, Block, Lang, Segment, Sides};
use dhakira::clean::{self, Furniture, FurnitureKind, Recurring};
use dhakira::exchange::glossary::{Glossary, Kind};
use dhakira::read::{self, Encoding, Page};
use dhakira::split::{self, Furnishing};
use dhakira::{Error, Result, text};

use super::args::{Aligning, Pages};
use super::rules::Rules;
use super::terminal::{Terminal, counted};

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

/// Reads `path`, or standard input for `-`.
pub(super) fn page(path: &Path, args: &Pages) -> Result<Page> {
    decode(path, &bytes(path)?, args)
}

/// Reads the bytes of `path`.
pub(super) fn decode(path: &Path, bytes: &[u8], args: &Pages) -> Result<Page> {
    read::page(path, bytes, args.encoding.map(Into::into))
}

impl Tagged {
    /// Tags the furniture of a page, as what recurs beside it shows.
    pub(super) fn of(page: Page, lang: Lang, recurring: &Recurring) -> Self {
        let tags = clean::tag(&page.article, lang, recurring);
        let (encoding, removed) = (page.encoding, page.removed);
        Self {
            article: page.article,
            tags,
            lang,
            encoding,
            removed,
        }
    }

    pub(super) fn segments(&self, options: &split::Options) -> Vec<Segment> {
        split::segments(&self.article, &self.tags, self.lang, options)
    }

    /// Says how the file was read, where that is not as a matter of course.
    pub(super) fn remark(&self, path: &Path, terminal: &mut Terminal) -> io::Result<()> {
        let line = format!(
            "{}: read as {}, {} lines",
            path.display(),
            self.encoding.name(),
            self.article.lines.len()
        );
        match self.encoding {
            Encoding::Utf8 => terminal.detail(&line)?,
            _ => terminal.note(&line)?,
        }
        if self.removed > 0 {
            let characters = counted(self.removed as u64, "character");
            terminal.note(&format!(
                "{}: {characters} that XML forbids left out",
                path.display()
            ))?;
        }
        Ok(())
    }

    /// Adds the lines that are left out to the counts.
    pub(super) fn count_left_out(&self, counts: &mut LeftOut) {
        for tag in self.tags.iter().flatten().filter(|tag| !tag.kind.is_text()) {
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

/// What the arguments say of splitting, by the rules that they name.
pub(super) fn split_options(args: &Pages, rules: &Rules) -> split::Options {
    split::Options {
        srx: rules.srx(),
        furnishing: if args.keep_boilerplate {
            Furnishing::Keep
        } else {
            Furnishing::LeaveOut
        },
        longest: args.longest,
    }
}

/// The words of the lexicon or glossary that the arguments name, as the text of a lexicon.
///
/// Says how many terms it has taken of a glossary, and why it has left others.
pub(super) fn own_words(args: &Aligning, terminal: &mut Terminal) -> Result<Option<String>> {
    let Some(path) = &args.lexicon else {
        return Ok(None);
    };
    let bytes = bytes(path)?;
    let kind = Kind::of(path, &bytes);
    let text = || read::decode(&bytes, None).map_err(|fault| fault.at(path));
    let glossary = match kind {
        Kind::Tbx => Glossary::read_tbx(&bytes),
        Kind::Csv => Glossary::read_csv(&text()?.text),
        Kind::Tabbed => Glossary::read_tabbed(&text()?.text),
    }
    .map_err(|fault| fault.in_file(path))?;
    for fault in &glossary.faults {
        terminal.report(&fault.clone().in_file(path));
    }
    let mut words = String::new();
    let mut taken = 0;
    let mut left = BTreeMap::new();
    for concept in &glossary.concepts {
        // A comma would part a term.
        let english: Vec<String> = concept
            .en
            .iter()
            .map(|term| term.replace(',', " "))
            .collect();
        let english = english.join(", ");
        for term in &concept.ar {
            match Lexicon::refusal(term, &english) {
                None => {
                    taken += 1;
                    words += &format!("{term}\t{english}\n");
                }
                Some(reason) => *left.entry(reason).or_insert(0) += 1,
            }
        }
    }
    let note = |terminal: &mut Terminal, note: String| {
        terminal
            .note(&format!("{}: {note}", path.display()))
            .map_err(Error::write(Path::new("standard error")))
    };
    if kind != Kind::Tabbed || !left.is_empty() || glossary.one_sided > 0 {
        note(
            terminal,
            format!("{} taken into the lexicon", counted(taken, "Arabic word")),
        )?;
    }
    for (reason, count) in left {
        note(
            terminal,
            format!("{} left out: {reason}", counted(count, "term")),
        )?;
    }
    for (count, noun, what) in [
        (
            glossary.one_sided,
            "entry",
            "without Arabic or English left out",
        ),
        (
            glossary.other_languages,
            "term",
            "in other languages left out",
        ),
    ] {
        if count > 0 {
            let counted = match (count, noun) {
                (2.., "entry") => format!("{count} entries"),
                _ => counted(count, noun),
            };
            note(terminal, format!("{counted} {what}"))?;
        }
    }
    Ok(Some(words))
}

/// The lexicon of a run: the built-in one, with the words of the user's own.
pub(super) fn lexicon(args: &Aligning, own: Option<&str>) -> Result<Cow<'static, Lexicon>> {
    let (Some(path), Some(own)) = (&args.lexicon, own) else {
        return Ok(Cow::Borrowed(Lexicon::built_in()));
    };
    let mut lexicon = Lexicon::built_in().clone();
    lexicon.extend(own).map_err(|bad| Error::Input {
        path: path.clone(),
        line: bad.line as u64,
        reason: bad.reason.to_owned(),
    })?;
    Ok(Cow::Owned(lexicon))
}

/// Refuses an alignment of texts that do not translate each other, unless the pairs are to be trusted.
pub(super) fn check_kinship(
    alignment: &Alignment,
    ar: &Path,
    en: &Path,
    args: &Aligning,
) -> Result<()> {
    let kinship = alignment.kinship;
    if args.trust_pairs || !kinship.are_strangers() {
        return Ok(());
    }
    Err(Error::Strangers {
        ar: ar.to_path_buf(),
        en: en.to_path_buf(),
        words: kinship.words,
        joined: kinship.joined,
    })
}

/// The most bytes of a file that are read: an article is held in memory as a whole.
const LARGEST: u64 = 1 << 30;

/// The bytes of a file, or of standard input for `-`.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        let input = io::stdin().lock();
        input
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(Error::read("standard input"))?;
    } else {
        let file = fs::File::open(path).map_err(Error::read(path))?;
        file.take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(Error::read(path))?;
    }
    if bytes.len() as u64 > LARGEST {
        let reason = "is larger than 1 GiB, the most that is read at once; split it".to_owned();
        return Err(Error::Format {
            path: path.to_path_buf(),
            reason,
        });
    }
    Ok(bytes)
}

/// Refuses a side whose letters are those of the other language.
pub(super) fn check_language<'a>(
    path: &Path,
    texts: impl Iterator<Item = &'a str>,
    lang: Lang,
) -> Result<()> {
    let all: String = texts.collect();
    match text::script::guess(&all) {
        Some(found) if found != lang => {
            let reason = format!(
                "is in {}, where {} belongs; are the sides swapped?",
                name(found),
                name(lang)
            );
            Err(Error::Format {
                path: path.to_path_buf(),
                reason,
            })
        }
        _ => Ok(()),
    }
}

pub(super) fn name(lang: Lang) -> &'static str {
    match lang {
        Lang::Ar => "Arabic",
        Lang::En => "English",
    }
}

/// The lines of a file that holds a sentence a line; blank ones are segments too, so that line numbers stay.
pub(super) fn sentences(path: &Path, args: &Pages) -> Result<Vec<Segment>> {
    let encoding = args.encoding.map(Into::into);
    let decoded = read::decode(&bytes(path)?, encoding).map_err(|fault| fault.at(path))?;
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

/// The language of most letters of an article.
pub(super) fn language(article: &Article) -> Lang {
    let all: String = article
        .lines
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    text::script::guess(&all).unwrap_or(Lang::Ar)
}
