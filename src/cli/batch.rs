//! `lookup` without a text: a query a line of standard input, answered by several threads and printed in order.
//!
//! One thread reads and hands out what is there, some lines at a time, so that an answer never waits for
//! input that is still to come. Each of the others has its own connection and finders. This one prints: a list says
//! which lines come next and where their answers will be. It is short, and when it is full nothing is read, so that a run takes
//! the same memory however long its input is.

use std::io::{self, BufRead, BufReader, Write as _};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender, TryRecvError};
use std::sync::{Arc, Mutex};
use std::thread;

use dhakira::memory::Memory;
use dhakira::{Error, Result};

use super::Failure;
use super::args::{Lookup, PairFormat};
use super::lookup::Session;
use super::terminal::{Look, Terminal, styles};

/// The most lines that are handed out at once.
const CHUNK: usize = 32;

/// How many chunks a thread may be ahead of what is printed.
const AHEAD: usize = 4;

/// A line of standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// Its number, from 1.
    number: u64,
    /// What it says, without its end.
    text: String,
    /// Whether it was UTF-8.
    is_utf8: bool,
}

/// What a thread is to do.
enum Work {
    /// To answer these, and send the answers there.
    Answer(Vec<Line>, Sender<Answers>),
    /// To end.
    Stop,
}

/// What is to be printed for some lines.
#[derive(Default)]
struct Answers {
    answers: Vec<Answer>,
    /// Why the rest of them was not answered.
    failure: Option<Error>,
}

/// What is to be printed for a line.
struct Answer {
    fault: Option<Error>,
    printed: Vec<u8>,
    found: bool,
}

/// Where the answers to the next lines will be, or why there are none.
type Next = Result<Receiver<Answers>>;

/// Answers standard input; tells whether anything was found.
///
/// # Errors
///
/// When standard input or the memory cannot be read, or standard output cannot be written.
pub(super) fn run(args: &Lookup, memory: Memory, terminal: &mut Terminal) -> Result<bool, Failure> {
    let jobs = args
        .jobs
        .unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    let (work, waiting) = mpsc::sync_channel(jobs);
    let (next, answers) = mpsc::sync_channel(AHEAD * jobs);
    let reader = work.clone();
    // Not waited for: it may stand before input that never comes.
    thread::spawn(move || {
        let input = BufReader::with_capacity(1 << 16, io::stdin().lock());
        hand_out(input, &next, &reader);
    });
    let (path, look) = (memory.path().to_path_buf(), terminal.look());
    let waiting = Arc::new(Mutex::new(waiting));
    thread::scope(|scope| {
        let mut memory = Some(memory);
        for _ in 0..jobs {
            let (memory, path, waiting) = (memory.take(), &path, Arc::clone(&waiting));
            scope.spawn(move || serve(args, memory, path, look, &waiting));
        }
        // Gone when the last thread is, so that nobody waits for threads that are no more.
        drop(waiting);
        let found = print(answers, terminal);
        for _ in 0..jobs {
            if work.send(Work::Stop).is_err() {
                break;
            }
        }
        found
    })
}

/// Prints the answers in the order of the lines.
fn print(order: Receiver<Next>, terminal: &mut Terminal) -> Result<bool, Failure> {
    let mut found = false;
    while let Some(next) = receive(&order, terminal)? {
        let Some(answers) = receive(&next?, terminal)? else {
            break;
        };
        for answer in answers.answers {
            if let Some(fault) = answer.fault {
                terminal.report(&fault);
            }
            terminal.out().write_all(&answer.printed)?;
            found |= answer.found;
        }
        if let Some(failure) = answers.failure {
            return Err(failure.into());
        }
    }
    Ok(found)
}

/// Receives the next value, if there is another; what was printed goes out before anybody waits.
fn receive<T>(from: &Receiver<T>, terminal: &mut Terminal) -> io::Result<Option<T>> {
    match from.try_recv() {
        Ok(value) => Ok(Some(value)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            terminal.flush()?;
            Ok(from.recv().ok())
        }
    }
}

/// Answers what is handed out until told to stop; the memory is opened when there is something to answer.
fn serve(
    args: &Lookup,
    memory: Option<Memory>,
    path: &Path,
    look: Look,
    waiting: &Mutex<Receiver<Work>>,
) {
    let next = || match waiting.lock().ok()?.recv() {
        Ok(Work::Answer(lines, to)) => Some((lines, to)),
        Ok(Work::Stop) | Err(_) => None,
    };
    let Some((mut lines, mut to)) = next() else {
        return;
    };
    let memory = match memory.map_or_else(|| Memory::open_read_only(path), Ok) {
        Ok(memory) => memory,
        Err(error) => {
            let failure = Some(error);
            // Whoever does not wait for it any more has met another failure.
            let _ = to.send(Answers {
                failure,
                ..Answers::default()
            });
            return;
        }
    };
    let mut session = Session::new(args, &memory);
    loop {
        let _ = to.send(answer(args, &mut session, &lines, look));
        match next() {
            Some(work) => (lines, to) = work,
            None => return,
        }
    }
}

fn answer(args: &Lookup, session: &mut Session<'_>, lines: &[Line], look: Look) -> Answers {
    let mut answers = Answers::default();
    for line in lines {
        match answer_line(args, session, line, look) {
            Ok(answer) => answers.answers.push(answer),
            Err(error) => {
                answers.failure = Some(error);
                break;
            }
        }
    }
    answers
}

fn answer_line(
    args: &Lookup,
    session: &mut Session<'_>,
    line: &Line,
    look: Look,
) -> Result<Answer> {
    let text = &line.text;
    let answer = session.find(text)?;
    let mut printed = Vec::new();
    if args.format == PairFormat::Text && !text.trim().is_empty() {
        let query = look.styled(styles::STRONG, &look.text(text));
        printed.extend_from_slice(query.as_bytes());
        printed.push(b'\n');
    }
    answer
        .write(text, args.format, look, &mut printed)
        .map_err(Error::write("standard output"))?;
    let fault = (!line.is_utf8).then(|| Error::Input {
        path: "standard input".into(),
        line: line.number,
        reason: "this line is not UTF-8".to_owned(),
    });
    Ok(Answer {
        fault,
        printed,
        found: !answer.matches.is_empty(),
    })
}

/// Hands out the lines of `input`, until it ends or nobody takes them any more.
fn hand_out(input: impl BufRead, order: &SyncSender<Next>, work: &SyncSender<Work>) {
    let read = for_each_chunk(input, |lines| {
        let (to, answers) = mpsc::channel();
        order.send(Ok(answers)).is_ok() && work.send(Work::Answer(lines, to)).is_ok()
    });
    if let Err(error) = read {
        let _ = order.send(Err(Error::read("standard input")(error)));
    }
}

/// Gives the lines of `input` to `take`, as many as one read has brought but at most [`CHUNK`], until it says no.
fn for_each_chunk(
    mut input: impl BufRead,
    mut take: impl FnMut(Vec<Line>) -> bool,
) -> io::Result<()> {
    let mut number = 0;
    // The start of a line whose end is still to come.
    let mut rest: Vec<u8> = Vec::new();
    let mut give = |bytes: &[u8]| {
        let lines: Vec<Line> = bytes
            .split_inclusive(|&byte| byte == b'\n')
            .map(|line| {
                number += 1;
                read_line(number, line)
            })
            .collect();
        lines.chunks(CHUNK).all(|chunk| take(chunk.to_vec()))
    };
    loop {
        let read = match input.fill_buf() {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let length = read.len();
        if length == 0 {
            give(&rest);
            return Ok(());
        }
        match read.iter().rposition(|&byte| byte == b'\n') {
            Some(last) => {
                rest.extend_from_slice(&read[..=last]);
                if !give(&rest) {
                    return Ok(());
                }
                rest.clear();
                rest.extend_from_slice(&read[last + 1..]);
            }
            None => rest.extend_from_slice(read),
        }
        input.consume(length);
    }
}

fn read_line(number: u64, bytes: &[u8]) -> Line {
    let text = String::from_utf8_lossy(bytes);
    Line {
        number,
        text: text.trim_end_matches(['\n', '\r']).to_owned(),
        is_utf8: matches!(text, std::borrow::Cow::Borrowed(_)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Gives its pieces one a read, as a pipe does.
    struct Pieces(Vec<Vec<u8>>);

    impl io::Read for Pieces {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            while self.0.first().is_some_and(Vec::is_empty) {
                self.0.remove(0);
            }
            let Some(piece) = self.0.first_mut() else {
                return Ok(0);
            };
            let length = piece.len().min(buffer.len());
            buffer[..length].copy_from_slice(&piece[..length]);
            piece.drain(..length);
            Ok(length)
        }
    }

    fn chunks(pieces: Vec<Vec<u8>>) -> Vec<Vec<Line>> {
        let mut chunks = Vec::new();
        for_each_chunk(BufReader::with_capacity(64, Pieces(pieces)), |lines| {
            chunks.push(lines);
            true
        })
        .expect("it can be read");
        chunks
    }

    #[test]
    fn lines_are_handed_out_when_they_are_there() {
        let pieces = [&b"one\ntwo\nth"[..], b"ree\n", b"\xff\r\n\nlast"];
        let line = |number: u64, text: &str, is_utf8: bool| Line {
            number,
            text: text.to_owned(),
            is_utf8,
        };
        let expected = [
            vec![line(1, "one", true), line(2, "two", true)],
            vec![line(3, "three", true)],
            vec![line(4, "\u{fffd}", false), line(5, "", true)],
            vec![line(6, "last", true)],
        ];
        assert_eq!(chunks(pieces.map(<[u8]>::to_vec).to_vec()), expected);
    }

    proptest! {
        #[test]
        fn the_lines_are_those_of_the_text_however_it_comes(
            pieces in proptest::collection::vec("[ab\nن]{0,90}", 0..8),
        ) {
            let text = pieces.concat();
            let pieces = pieces.into_iter().map(String::into_bytes).collect();
            let lines: Vec<Line> = chunks(pieces).into_iter().inspect(|chunk| {
                assert!((1..=CHUNK).contains(&chunk.len()));
            }).flatten().collect();
            let expected: Vec<Line> = (1..)
                .zip(text.lines())
                .map(|(number, text)| Line { number, text: text.to_owned(), is_utf8: true })
                .collect();
            prop_assert_eq!(lines, expected);
        }
    }
}
