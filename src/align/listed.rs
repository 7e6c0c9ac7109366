//! Beads and ladders as files list them, to be held against a result or to be fixed in it.
//!
//! A file is either a bead a line, `[0,1]:[0]` with or without `:0.93` behind it, or hunalign's
//! ladder, `2<TAB>1<TAB>0.93`, whose rungs are places where both texts are cut; its first line
//! decides. Blank lines and lines that begin with `#` are passed over.

use crate::bitext::{Bitext, Lang, Sides};

use super::pins::Pin;

/// The segments that belong together: their indices from 0, ascending, each once.
pub type ListedBead = Sides<Vec<usize>>;

/// What a file lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Beads in the order of the file.
    Beads(Vec<OnLine<ListedBead>>),
    /// Rungs: how many Arabic and English segments lie before each.
    Ladder(Vec<OnLine<(usize, usize)>>),
}

/// Something with the line, from 1, on which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnLine<T> {
    /// The line, from 1.
    pub line: usize,
    /// What stands there.
    pub it: T,
}

/// A line of a file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it, and what would be right.
    pub reason: String,
}

/// Reads a file in either form.
///
/// # Errors
///
/// The first line that is in another form than the file's first one.
pub fn read(text: &str) -> Result<Listed, BadLine> {
    const NO_BEAD: &str = "no bead such as [0,1]:[0] or [0,1]:[0]:0.93";
    const NEITHER: &str = "neither a bead such as [0,1]:[0] nor a rung of Arabic index, English index and score between tabs";
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .peekable();
    if lines.peek().is_some_and(|(_, line)| line.starts_with('[')) {
        each(lines, bead, NO_BEAD).map(Listed::Beads)
    } else {
        each(lines, rung, NEITHER).map(Listed::Ladder)
    }
}

fn each<'a, T>(
    lines: impl Iterator<Item = (usize, &'a str)>,
    read: impl Fn(&str) -> Option<T>,
    reason: &str,
) -> Result<Vec<OnLine<T>>, BadLine> {
    lines
        .map(|(line, text)| match read(text) {
            Some(it) => Ok(OnLine { line, it }),
            None => Err(BadLine {
                line,
                reason: reason.to_owned(),
            }),
        })
        .collect()
}

fn bead(line: &str) -> Option<ListedBead> {
    scored_bead(line).map(|(bead, _)| bead)
}

/// Reads a line such as `[0,1]:[0]` or `[0,1]:[0]:0.93` as a bead and its score, if it has one.
pub fn scored_bead(line: &str) -> Option<(ListedBead, Option<f64>)> {
    let (ar, rest) = list(line.trim())?;
    let (en, rest) = list(rest.trim_start().strip_prefix(':')?.trim_start())?;
    let rest = rest.trim();
    let score = match rest {
        "" => None,
        _ => Some(rest.strip_prefix(':')?.trim().parse().ok()?),
    };
    Some((Sides { ar, en }, score))
}

/// The indices of the list with which `text` begins, and what stands behind it.
fn list(text: &str) -> Option<(Vec<usize>, &str)> {
    let (inside, rest) = text.strip_prefix('[')?.split_once(']')?;
    if inside.trim().is_empty() {
        return Some((Vec::new(), rest));
    }
    let indices: Option<Vec<usize>> = inside
        .split(',')
        .map(|index| index.trim().parse().ok())
        .collect();
    let mut indices = indices?;
    indices.sort_unstable();
    indices.dedup();
    Some((indices, rest))
}

fn rung(line: &str) -> Option<(usize, usize)> {
    let mut cells = line.split('\t').map(str::trim);
    let ar = cells.next()?.parse().ok()?;
    let en = cells.next()?.parse().ok()?;
    cells.next()?.parse::<f64>().ok()?;
    Some((ar, en))
}

impl Listed {
    /// Tells whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        match self {
            Listed::Beads(beads) => beads.is_empty(),
            Listed::Ladder(rungs) => rungs.is_empty(),
        }
    }

    /// Returns what is listed as pins, each with its line.
    ///
    /// A bead with one side says that its segments are alone, a rung is a boundary, and a
    /// bead without segments says nothing.
    ///
    /// # Errors
    ///
    /// A bead that leaves out a segment between its first and its last.
    pub fn pins(&self) -> Result<Vec<OnLine<Pin>>, BadLine> {
        match self {
            Listed::Beads(beads) => beads
                .iter()
                .filter(|bead| !bead.it.ar.is_empty() || !bead.it.en.is_empty())
                .map(pin)
                .collect(),
            Listed::Ladder(rungs) => {
                let point = |&OnLine { line, it: (i, j) }: &OnLine<(usize, usize)>| OnLine {
                    line,
                    it: Pin::Bead { ar: i..i, en: j..j },
                };
                Ok(rungs.iter().map(point).collect())
            }
        }
    }

    /// Returns the first line that names a segment, or a rung, beyond the ends of a bitext, and what it names.
    pub fn beyond(&self, bitext: &Bitext) -> Option<BadLine> {
        // Indices ascend; a rung may stand behind the last segment.
        let last = |bead: &ListedBead, lang: Lang| bead.get(lang).last().copied();
        let rung = |&(ar, en): &(usize, usize), lang| match lang {
            Lang::Ar => ar.checked_sub(1),
            Lang::En => en.checked_sub(1),
        };
        let named = |lang| -> Vec<(usize, usize)> {
            match self {
                Listed::Beads(beads) => beads
                    .iter()
                    .filter_map(|bead| Some((bead.line, last(&bead.it, lang)?)))
                    .collect(),
                Listed::Ladder(rungs) => rungs
                    .iter()
                    .filter_map(|at| Some((at.line, rung(&at.it, lang)?)))
                    .collect(),
            }
        };
        let beyond = |lang: Lang, name: &str| {
            let count = bitext.get(lang).len();
            let (line, segment) = named(lang).into_iter().find(|(_, index)| *index >= count)?;
            Some(BadLine {
                line,
                reason: format!(
                    "names {name} segment {segment} (from 0), but the text has {count}: \
                     was it split otherwise (--sentences)?"
                ),
            })
        };
        let found = [beyond(Lang::Ar, "Arabic"), beyond(Lang::En, "English")];
        found.into_iter().flatten().min_by_key(|bad| bad.line)
    }
}

fn pin(OnLine { line, it: bead }: &OnLine<ListedBead>) -> Result<OnLine<Pin>, BadLine> {
    let run = |indices: &[usize]| match indices {
        [] => Ok(0..0),
        [first, .., last] if last - first >= indices.len() => {
            let gap = (*first..*last).find(|index| indices.binary_search(index).is_err());
            Err(BadLine {
                line: *line,
                reason: format!(
                    "a bead that is fixed joins neighbors, but segment {} is left out: list it, or cut the bead there",
                    gap.unwrap_or(*first)
                ),
            })
        }
        [first, ..] => Ok(*first..first + indices.len()),
    };
    let (ar, en) = (run(&bead.ar)?, run(&bead.en)?);
    let it = match (ar.is_empty(), en.is_empty()) {
        (false, true) => Pin::Alone {
            lang: Lang::Ar,
            segments: ar,
        },
        (true, false) => Pin::Alone {
            lang: Lang::En,
            segments: en,
        },
        _ => Pin::Bead { ar, en },
    };
    Ok(OnLine { line: *line, it })
}
