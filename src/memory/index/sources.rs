//! The sources that wait for a part: their tokens by words and classes, which needs no database.
//!
//! An import of a million units has more of them than memory should hold. So they are put aside in
//! *runs*, each sorted by weight, as an external sort does it: in temporary files, or in memory where
//! none can be written.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Cursor, Read, Seek as _, Write as _};

use super::dictionary::{Dictionary, Word};
use super::keys::MOST_CLASSES;
use super::varint;
use super::{COLLECTED, RUN};
use crate::bitext::{Lang, Sides, TranslationUnit};
use crate::text::tokens::Tokens;

/// The sources of units in both languages, in their order.
#[derive(Debug, Default)]
pub(in crate::memory) struct Sources {
    pub(super) collected: Sides<Collected>,
}

impl Sources {
    /// Adds the texts of a unit.
    pub(in crate::memory) fn add(&mut self, unit: &TranslationUnit) {
        let text = |lang| Tokens::of(unit.text(lang));
        self.add_tokens(&text(Lang::Ar), &text(Lang::En));
    }

    /// Adds the tokens of a unit's texts.
    pub(super) fn add_tokens(&mut self, ar: &Tokens, en: &Tokens) {
        self.collected.ar.add(ar, Lang::Ar);
        self.collected.en.add(en, Lang::En);
    }

    /// Leaves a place for what is no unit.
    pub(in crate::memory) fn add_nothing(&mut self) {
        self.add_tokens(&Tokens::default(), &Tokens::default());
    }

    /// Tells whether it is time to make a part of them.
    pub(in crate::memory) fn is_full(&self) -> bool {
        let classes = self.classes();
        self.len() >= COLLECTED || classes.ar.max(classes.en) >= MOST_CLASSES / 4
    }

    /// Returns the number of classes of each language.
    pub(super) fn classes(&self) -> Sides<usize> {
        Sides {
            ar: self.collected.ar.dictionary.classes(),
            en: self.collected.en.dictionary.classes(),
        }
    }

    /// Returns the number of units.
    pub(super) fn len(&self) -> usize {
        self.collected.ar.count as usize
    }
}

/// The sources of one language.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) dictionary: Dictionary,
    /// How many there are.
    count: u32,
    /// Those that are in no run, from the first on.
    waiting: Vec<Waiting>,
    /// Class and form of each of their tokens, as varints.
    tokens: Vec<u8>,
    runs: Vec<Run>,
}

/// A source that is in no run as yet.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    weight: u32,
    /// Its number in the order in which sources were added, from 0.
    number: u32,
    /// Where its tokens begin and end.
    start: u32,
    end: u32,
}

impl Collected {
    fn add(&mut self, tokens: &Tokens, lang: Lang) {
        let number = self.count;
        self.count += 1;
        let start = self.tokens.len() as u32;
        let mut weight = 0u32;
        for token in tokens.iter() {
            let Word { class, form } = self.dictionary.token(token, lang);
            let grade = self.dictionary.meet(class, number);
            weight = weight.saturating_add(grade.weight());
            varint::push(&mut self.tokens, class.into());
            varint::push(&mut self.tokens, form.into());
        }
        self.waiting.push(Waiting {
            weight,
            number,
            start,
            end: self.tokens.len() as u32,
        });
        if self.tokens.len() + self.waiting.len() * size_of::<Waiting>() >= RUN {
            let run = self.run();
            self.runs.push(match put_aside(&run) {
                Ok(file) => Run::Aside(file),
                Err(_) => Run::Here(run),
            });
        }
    }

    /// Makes a run of what waits.
    fn run(&mut self) -> Vec<u8> {
        self.waiting
            .sort_unstable_by_key(|source| (source.weight, source.number));
        let mut run = Vec::with_capacity(self.tokens.len() + self.waiting.len() * HEAD);
        for source in self.waiting.drain(..) {
            run.extend(source.weight.to_le_bytes());
            run.extend(source.number.to_le_bytes());
            run.extend((source.end - source.start).to_le_bytes());
            run.extend(&self.tokens[source.start as usize..source.end as usize]);
        }
        self.tokens.clear();
        run
    }

    /// Returns the dictionary, and the sources as runs to be read.
    pub(super) fn into_runs(mut self) -> io::Result<(Dictionary, Vec<RunReader>)> {
        let last = self.run();
        self.runs.push(Run::Here(last));
        let readers = self.runs.into_iter().map(RunReader::of);
        Ok((self.dictionary, readers.collect::<io::Result<_>>()?))
    }
}

/// Sources by weight: of each its weight, number and the bytes of its tokens, a word of four bytes each, then the tokens.
#[derive(Debug)]
enum Run {
    Aside(File),
    Here(Vec<u8>),
}

/// The bytes before the tokens of a source in a run.
const HEAD: usize = 12;

fn put_aside(run: &[u8]) -> io::Result<File> {
    let mut file = BufWriter::new(tempfile::tempfile()?);
    file.write_all(run)?;
    let mut file = file.into_inner()?;
    file.rewind()?;
    Ok(file)
}

/// Reads the sources of a run one by one.
pub(super) struct RunReader {
    input: Box<dyn Read + Send>,
    /// The source at hand, if there is one.
    pub(super) source: Option<RunSource>,
    /// Class and form of each of its tokens, as varints.
    pub(super) tokens: Vec<u8>,
}

/// A source of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct RunSource {
    /// Its weight, in points.
    pub(super) weight: u32,
    /// Its number in the order in which sources were added, from 0.
    pub(super) number: u32,
}

impl RunReader {
    fn of(run: Run) -> io::Result<Self> {
        let mut reader = Self {
            input: match run {
                Run::Aside(file) => Box::new(BufReader::with_capacity(1 << 16, file)),
                Run::Here(bytes) => Box::new(Cursor::new(bytes)),
            },
            source: None,
            tokens: Vec::new(),
        };
        reader.advance()?;
        Ok(reader)
    }

    /// Goes on to the next source.
    pub(super) fn advance(&mut self) -> io::Result<()> {
        let mut head = [0; HEAD];
        match self.input.read_exact(&mut head) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                self.source = None;
                return Ok(());
            }
            Err(error) => return Err(error),
        }
        let [w0, w1, w2, w3, n0, n1, n2, n3, l0, l1, l2, l3] = head;
        self.source = Some(RunSource {
            weight: u32::from_le_bytes([w0, w1, w2, w3]),
            number: u32::from_le_bytes([n0, n1, n2, n3]),
        });
        let length = u32::from_le_bytes([l0, l1, l2, l3]);
        self.tokens.resize(length as usize, 0);
        self.input.read_exact(&mut self.tokens)
    }
}
