//! Concordance: words in their context, on both sides.
//!
//! Words are compared as match tokens, so that vowel marks, tatweel, hamza and
//! capital letters make no difference, or by their stems. What the user types is data:
//! no string is a syntax error.
//!
//! The match index proposes units; their texts decide.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use rusqlite::Connection;

use super::counterparts::counterparts;
use crate::align::Lexicon;
use crate::bitext::{Lang, Sides, Status, UnitId};
use crate::error::{Error, Result};
use crate::memory::index::{Band, Known, Part, fresh, parts};
use crate::memory::{Memory, StoredUnit};
use crate::text::classes::Class;
use crate::text::tokens::{Located, TokenKind, Tokens, locate};

/// The most words of a query that the index is asked for; a text that has those is read anyway.
const MOST_WORDS: usize = 32;

/// From how many sources on a list is cut down by another list, not by reading its sources.
const MANY: usize = 512;

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Each a word, or several that must stand together, as match tokens.
    phrases: Vec<Vec<(String, TokenKind)>>,
    /// Whether other forms of a word are as good.
    by_stem: bool,
}

impl Terms {
    /// Reads a query: words in any order, and words in double quotes that stand together.
    ///
    /// A quote that is not closed holds to the end. Marks are passed over.
    pub fn parse(query: &str) -> Self {
        let mut phrases = Vec::new();
        for (index, piece) in query.split(['"', '“', '”', '«', '»']).enumerate() {
            let tokens: Vec<(String, TokenKind)> = Tokens::of(piece)
                .words()
                .map(|token| (token.text.to_owned(), token.kind))
                .collect();
            if index % 2 == 1 {
                phrases.push(tokens);
            } else {
                phrases.extend(tokens.into_iter().map(|token| vec![token]));
            }
        }
        let mut seen = HashSet::new();
        phrases.retain(|phrase| !phrase.is_empty() && seen.insert(phrase.clone()));
        Self {
            phrases,
            by_stem: false,
        }
    }

    /// Takes other forms of the words for the same; numbers are still compared as they are.
    pub fn by_stem(self) -> Self {
        Self {
            by_stem: true,
            ..self
        }
    }

    /// Tells whether there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// The form in which words of a text in `lang` are compared.
    fn form<'t>(&self, lang: Lang, text: &'t str, kind: TokenKind) -> Cow<'t, str> {
        match kind {
            TokenKind::Word if self.by_stem => Class::of(lang, text, kind).name,
            _ => Cow::Borrowed(text),
        }
    }

    /// The phrases in the form in which they are compared with texts in `lang`.
    fn forms(&self, lang: Lang) -> Vec<Vec<Cow<'_, str>>> {
        self.phrases
            .iter()
            .map(|phrase| {
                phrase
                    .iter()
                    .map(|(text, kind)| self.form(lang, text, *kind))
                    .collect()
            })
            .collect()
    }

    /// Where the phrases stand in `text`: byte ranges, ascending; `None` unless all of them do.
    fn spans(
        &self,
        phrases: &[Vec<Cow<'_, str>>],
        text: &str,
        lang: Lang,
    ) -> Option<Vec<Range<usize>>> {
        let tokens = Tokens::of(text);
        let forms: Vec<Cow<'_, str>> = tokens
            .words()
            .map(|word| self.form(lang, word.text, word.kind))
            .collect();
        let stands =
            |phrase: &Vec<Cow<'_, str>>| forms.windows(phrase.len()).any(|window| window == phrase);
        if !phrases.iter().all(stands) {
            return None;
        }
        let words: Vec<Located> = locate(text)
            .into_iter()
            .filter(|token| token.kind != TokenKind::Mark)
            .collect();
        let forms: Vec<Cow<'_, str>> = words
            .iter()
            .map(|word| self.form(lang, &word.text, word.kind))
            .collect();
        let mut hits = vec![false; words.len()];
        for phrase in phrases {
            for (start, window) in forms.windows(phrase.len()).enumerate() {
                if window == phrase {
                    hits[start..start + phrase.len()].fill(true);
                }
            }
        }
        let mut spans: Vec<Range<usize>> = words
            .iter()
            .zip(hits)
            .filter(|(_, hit)| *hit)
            .map(|(word, _)| word.span.clone())
            .collect();
        spans.dedup();
        Some(spans)
    }

    /// Adds the units whose text in `lang` may have all the words.
    fn propose(
        &self,
        connection: &Connection,
        lang: Lang,
        units: &mut BTreeSet<UnitId>,
    ) -> Result<()> {
        let mut words: Vec<&(String, TokenKind)> = self.phrases.iter().flatten().collect();
        words.sort_unstable();
        words.dedup();
        for part in parts(connection, lang)? {
            if let Some(known) = self.known(connection, &part, lang, &words)? {
                propose_from(connection, &part, &known, units)?;
            }
        }
        Ok(())
    }

    /// Returns what a part knows of the words, the rarest first; `None` if it lacks one.
    fn known(
        &self,
        connection: &Connection,
        part: &Part,
        lang: Lang,
        words: &[&(String, TokenKind)],
    ) -> Result<Option<Vec<Known>>> {
        let mut all = Vec::new();
        for (text, kind) in words {
            let class = Class::of(lang, text, *kind);
            let Some(mut known) = part.known(connection, text, &class.name)? else {
                return Ok(None);
            };
            if self.by_stem && *kind == TokenKind::Word {
                known.form = None;
            } else if known.form.is_none() {
                return Ok(None);
            }
            all.push(known);
        }
        // Classes are numbered from the commonest.
        all.sort_unstable_by_key(|known| std::cmp::Reverse(known.class));
        all.truncate(MOST_WORDS);
        Ok(Some(all))
    }
}

/// Adds the units of a part whose sources have all that is `known`, the rarest first.
fn propose_from(
    connection: &Connection,
    part: &Part,
    known: &[Known],
    units: &mut BTreeSet<UnitId>,
) -> Result<()> {
    let Some((rarest, others)) = known.split_first() else {
        return Ok(());
    };
    let listed = |class: u32, window: Range<u32>| -> Result<Vec<u32>> {
        let mut sources = Vec::new();
        for band in Band::ALL {
            part.for_each_listed(connection, class, band, window.clone(), |source| {
                sources.push(source);
            })?;
        }
        sources.sort_unstable();
        Ok(sources)
    };
    let mut sources = listed(rarest.class, part.all())?;
    for other in others {
        let (Some(&first), Some(&last)) = (sources.first(), sources.last()) else {
            return Ok(());
        };
        if sources.len() < MANY {
            break;
        }
        let there = listed(other.class, first..last + 1)?;
        sources.retain(|source| there.binary_search(source).is_ok());
    }
    let mut tokens = Vec::new();
    for source in sources {
        let Some(unit) = part.source(connection, source, &mut tokens)? else {
            continue;
        };
        let has = |known: &Known| {
            tokens.iter().any(|token| {
                token.class == known.class && known.form.is_none_or(|form| form == token.form)
            })
        };
        if known.iter().all(has) {
            units.insert(unit);
        }
    }
    Ok(())
}

/// A unit that has all the words on one side.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The unit.
    pub stored: StoredUnit,
    /// Where the words stand: byte ranges of each text, ascending, end-exclusive.
    pub spans: Sides<Vec<Range<usize>>>,
    /// Where words stand that translate those of the other text, by the seed lexicon: byte ranges as those.
    pub counterparts: Sides<Vec<Range<usize>>>,
}

/// Returns the units that have all the terms on one side, by number; rejected ones are left out.
///
/// # Errors
///
/// When the database fails.
pub fn search(
    memory: &Memory,
    terms: &Terms,
    lang: Option<Lang>,
    limit: usize,
) -> Result<Vec<Hit>> {
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    memory.at_one_moment(|| search_now(memory, terms, lang, limit))
}

fn search_now(
    memory: &Memory,
    terms: &Terms,
    lang: Option<Lang>,
    limit: usize,
) -> Result<Vec<Hit>> {
    let connection = memory.connection();
    let mut units: BTreeSet<UnitId> = fresh(connection)?.into_iter().collect();
    let is_asked = |side: Lang| lang.is_none_or(|lang| lang == side);
    for side in [Lang::Ar, Lang::En]
        .into_iter()
        .filter(|side| is_asked(*side))
    {
        terms.propose(connection, side, &mut units)?;
    }
    let phrases = Sides {
        ar: terms.forms(Lang::Ar),
        en: terms.forms(Lang::En),
    };
    let mut hits = Vec::new();
    for unit in units {
        if hits.len() == limit {
            break;
        }
        let stored = match memory.unit(unit) {
            // The index may still have what has been removed.
            Err(Error::NoUnit { .. }) => continue,
            stored => stored?,
        };
        if stored.unit.status == Status::Rejected {
            continue;
        }
        let spans = |side: Lang| {
            let text = stored.unit.text(side);
            is_asked(side)
                .then(|| terms.spans(phrases.get(side), text, side))
                .flatten()
        };
        let (ar, en) = (spans(Lang::Ar), spans(Lang::En));
        if ar.is_some() || en.is_some() {
            // A side that has only some of the words is not what was asked for.
            let spans = Sides {
                ar: ar.unwrap_or_default(),
                en: en.unwrap_or_default(),
            };
            let texts = Sides {
                ar: stored.unit.text(Lang::Ar),
                en: stored.unit.text(Lang::En),
            };
            let counterparts = counterparts(&texts, &spans, Lexicon::built_in());
            hits.push(Hit {
                stored,
                spans,
                counterparts,
            });
        }
    }
    Ok(hits)
}
