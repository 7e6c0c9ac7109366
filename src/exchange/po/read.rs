//! PO in.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::Read;

use encoding_rs::{Encoding, UTF_8};

use crate::bitext::TranslationUnit;
use crate::exchange::lines::{Lines, Next};
use crate::exchange::{Fault, ReadOptions, ReadSummary, SkipReason};

use super::entry::Entry;
use super::header::{Header, Said};
use super::pairs;

pub(in crate::exchange) struct PoReader<R: Read> {
    lines: Lines<R>,
    options: ReadOptions,
    summary: ReadSummary,
    header: Header,
    /// Whether the first entry has ended, which alone may be the header.
    has_begun: bool,
    /// How many messages have ended.
    messages: u64,
    entry: Entry,
    /// Units and faults of the last entry.
    waiting: VecDeque<Result<TranslationUnit, Fault>>,
    /// The line on which the message that ended last begins.
    line: u64,
    over: bool,
}

impl<R: Read> PoReader<R> {
    pub(in crate::exchange) fn new(input: R, options: ReadOptions) -> Self {
        Self {
            lines: Lines::new(input, &options),
            options,
            summary: ReadSummary::default(),
            header: Header::default(),
            has_begun: false,
            messages: 0,
            entry: Entry::default(),
            waiting: VecDeque::new(),
            line: 1,
            over: false,
        }
    }

    pub(in crate::exchange) fn summary(&self) -> &ReadSummary {
        &self.summary
    }

    /// Returns the line on which the unit given last begins.
    pub(in crate::exchange) fn line(&self) -> u64 {
        self.line
    }

    /// Reads a line.
    fn step(&mut self) {
        let number = match self.lines.next() {
            Ok(Next::End) => {
                self.end_entry();
                self.over = true;
                self.summary.complete = true;
                return;
            }
            Err(reason) => {
                self.end_entry();
                self.over = true;
                self.fault(Fault::new(self.lines.number(), None, &reason));
                return;
            }
            Ok(Next::Long) => {
                let number = self.lines.number();
                let reason = format!("the line is longer than {} bytes", self.options.limit);
                self.entry.fail(number, reason);
                return;
            }
            Ok(Next::Line) => self.lines.number(),
        };
        let charset = match &self.header.charset {
            // What has been decoded is UTF-8 now, whatever the header says.
            Some(Ok(charset)) if self.lines.encoding() == UTF_8.name() => charset,
            _ => UTF_8,
        };
        let limit = self.options.limit;
        let line = match text(&self.lines, charset) {
            Ok(line) => line,
            Err(reason) => {
                // Which entry it belongs to is told by how it begins.
                let start = String::from_utf8_lossy(self.lines.bytes()).into_owned();
                if !self.entry.take(number, &start, limit) {
                    self.end_entry();
                    self.entry.take(number, &start, limit);
                }
                self.entry.problem = Some((number, reason));
                return;
            }
        };
        if self.entry.take(number, &line, limit) {
            return;
        }
        let line = line.into_owned();
        self.end_entry();
        self.entry.take(number, &line, limit);
    }

    /// Makes units or a fault of the entry, or counts it.
    fn end_entry(&mut self) {
        let mut entry = std::mem::take(&mut self.entry);
        if !entry.is_there() {
            return;
        }
        let is_first = !std::mem::replace(&mut self.has_begun, true);
        let is_header = entry.id.as_deref() == Some("")
            && entry.context.is_none()
            && !entry.is_obsolete
            && is_first
            && entry.problem.is_none();
        if is_header {
            let text = entry.translations.first().map_or("", |(_, text)| text);
            self.header = Header::read(text);
            self.summary.source_lang = match (&self.header.target, &self.header.source) {
                (Said::Ours(target, _), _) => Some(target.other()),
                (_, Said::Ours(source, _)) => Some(*source),
                _ => None,
            };
            if let Some(Err(label)) = &self.header.charset {
                let reason = format!("the encoding {label:?} is not known; read as UTF-8");
                self.fault(Fault::new(entry.line, None, &reason));
            }
            return;
        }
        self.messages += 1;
        self.line = entry.line;
        let problem = match &entry.problem {
            Some((line, reason)) => Some((*line, reason.clone())),
            None if entry.is_obsolete => None,
            None if entry.id.as_deref().unwrap_or_default().is_empty() => {
                Some((entry.line, "a message without a msgid".to_owned()))
            }
            None if entry.translations.is_empty() => {
                Some((entry.line, "a message without a msgstr".to_owned()))
            }
            None => None,
        };
        if let Some((line, reason)) = problem {
            self.summary.units += 1;
            self.fault(Fault::new(line, Some(self.messages), &reason));
            return;
        }
        let is_other =
            matches!(self.header.target, Said::Other) || matches!(self.header.source, Said::Other);
        if entry.is_fuzzy && !entry.is_obsolete && self.options.untranslated {
            entry.is_fuzzy = false;
            for (_, text) in &mut entry.translations {
                text.clear();
            }
        }
        let skipped = match () {
            () if entry.is_obsolete => Some(SkipReason::Obsolete),
            () if entry.is_fuzzy => Some(SkipReason::Fuzzy),
            () if is_other => Some(SkipReason::OtherLanguages),
            () => None,
        };
        if let Some(reason) = skipped {
            self.summary.units += 1;
            self.skip(entry.line, reason);
            return;
        }
        self.summary.previous += u64::from(entry.has_previous);
        let records = pairs::records(&entry, &self.header, self.options.invert, &mut self.summary);
        for mut record in records {
            self.summary.units += 1;
            self.summary.forbidden_characters += record.dropped;
            self.summary.unread_attributes += record.drop_unfit_codes();
            match record.into_unit(&self.options) {
                Ok(unit) => self.waiting.push_back(Ok(unit)),
                Err(reason) => self.skip(entry.line, reason),
            }
        }
    }

    fn skip(&mut self, line: u64, reason: SkipReason) {
        self.summary.skipped.add(reason);
        if self.options.tell_skipped {
            let number = Some(self.messages);
            self.waiting
                .push_back(Err(Fault::skipped(line, number, reason)));
        }
    }

    fn fault(&mut self, fault: Fault) {
        self.waiting.push_back(Err(fault));
    }
}

/// Returns a line as text.
fn text<'a, R: Read>(
    lines: &'a Lines<R>,
    charset: &'static Encoding,
) -> Result<Cow<'a, str>, String> {
    if charset == UTF_8 {
        return lines.text().map(Cow::Borrowed);
    }
    charset
        .decode_without_bom_handling_and_without_replacement(lines.bytes())
        .ok_or_else(|| format!("this is not {}, which the header names", charset.name()))
}

impl<R: Read> Iterator for PoReader<R> {
    type Item = Result<TranslationUnit, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.waiting.is_empty() && !self.over {
            self.step();
        }
        let item = self.waiting.pop_front()?;
        match &item {
            Ok(_) => self.summary.taken += 1,
            Err(fault) => self.summary.faults += u64::from(fault.skipped.is_none()),
        }
        Some(item)
    }
}
