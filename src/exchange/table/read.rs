//! Tables in.

use std::io::{BufRead, Read};

use crate::bitext::{Lang, TranslationUnit};
use crate::exchange::account::Found;
use crate::exchange::lines::{Lines, Next};
use crate::exchange::record::{Record, side};
use crate::exchange::{Fault, ReadOptions, ReadSummary};

use super::cells::Cells;
use super::columns::Columns;
use super::quoted::{NoRow, Quoted, Row};
use super::{Kind, guard, plain};

pub(in crate::exchange) struct TableReader<R: Read> {
    rows: Rows<R>,
    options: ReadOptions,
    summary: ReadSummary,
    cells: Cells,
    /// What the columns hold; `None` before the first row.
    columns: Option<Columns>,
    /// Whether there is nothing more to read, for good or bad reasons.
    over: bool,
}

enum Rows<R: Read> {
    /// Nothing has been read yet.
    Closed(Kind, Option<Lines<R>>),
    Plain(Lines<R>),
    Quoted(Quoted<R>),
}

impl<R: Read> TableReader<R> {
    pub(in crate::exchange) fn new(kind: Kind, input: R, options: ReadOptions) -> Self {
        let lines = Lines::new(input, &options);
        Self {
            rows: Rows::Closed(kind, Some(lines)),
            options,
            summary: ReadSummary::default(),
            cells: Cells::default(),
            columns: None,
            over: false,
        }
    }

    pub(in crate::exchange) fn summary(&self) -> &ReadSummary {
        &self.summary
    }

    /// Reads a row into the cells.
    fn next_row(&mut self) -> Result<Row, NoRow> {
        if let Rows::Closed(kind, lines) = &mut self.rows
            && let Some(mut lines) = lines.take()
        {
            let limit = self.options.limit;
            // Spreadsheets write UTF-16 with quotes, and we do not write it.
            let starts = lines.input().fill_buf().is_ok();
            let is_plain = *kind == Kind::Plain && !(starts && lines.input().is_utf16());
            self.rows = match is_plain {
                true => Rows::Plain(lines),
                false => Rows::Quoted(Quoted::new(lines, limit)),
            };
        }
        let lines = match &mut self.rows {
            Rows::Closed(..) => return Ok(Row::End),
            Rows::Quoted(rows) => return rows.next(&mut self.cells),
            Rows::Plain(lines) => lines,
        };
        let next = lines.next();
        let no_row = |reason: String, over: bool| NoRow {
            line: lines.number(),
            reason,
            over,
        };
        match next {
            Err(reason) => return Err(no_row(reason, true)),
            Ok(Next::End) => return Ok(Row::End),
            Ok(Next::Long) => {
                let limit = self.options.limit;
                return Err(no_row(
                    format!("the row is longer than {limit} bytes"),
                    false,
                ));
            }
            Ok(Next::Line) if lines.bytes().is_empty() => return Ok(Row::Blank),
            Ok(Next::Line) => {}
        }
        let row = lines.text().map_err(|reason| no_row(reason, false))?;
        self.cells.clear();
        if plain::split(row.as_bytes(), &mut self.cells) {
            Ok(Row::Cells)
        } else {
            let reason = format!("the row has more than {} cells", Cells::MOST);
            Err(no_row(reason, false))
        }
    }

    /// Makes a unit of the row; nothing for the header.
    fn unit(&mut self) -> Result<Found, String> {
        let is_first = self.columns.is_none();
        let header = is_first
            .then(|| Columns::of_header(self.cells.iter(), self.options.invert))
            .flatten();
        if let Some(columns) = header {
            self.summary.unknown_columns += columns.unknown;
            self.columns = Some(columns);
            return Ok(Found::Nothing);
        }
        let invert = self.options.invert;
        let columns = self.columns.get_or_insert_with(|| Columns::bare(invert));
        self.summary.units += 1;
        let count = self.cells.len();
        for lang in [Lang::Ar, Lang::En] {
            let place = columns.of_text(lang);
            if place >= count {
                let cells = match count {
                    1 => "one column".to_owned(),
                    _ => format!("{count} columns"),
                };
                return Err(match columns.fields.len() {
                    2 => format!("the row has {cells}, not two"),
                    _ => format!(
                        "the row has {cells}, but the header puts the {} text into column {}",
                        lang.name(),
                        place + 1
                    ),
                });
            }
        }
        self.summary.wide_rows += u64::from(count > columns.fields.len());
        let is_guarded = columns.are_ours && matches!(self.rows, Rows::Quoted(_));
        let mut record = Record::default();
        for lang in [Lang::Ar, Lang::En] {
            side(&mut record.tags, lang).clone_from(columns.tags.get(lang));
        }
        for (cell, field) in self.cells.iter().zip(&columns.fields) {
            let Some(field) = field else { continue };
            let cell = match is_guarded {
                true => guard::without(cell),
                false => cell,
            };
            if !record.take(*field, cell) {
                self.summary.unread_attributes += 1;
            }
        }
        self.summary.forbidden_characters += record.dropped;
        self.summary.unread_attributes += record.drop_unfit_codes();
        Ok(record.into_unit(&self.options).into())
    }

    /// Returns the line on which the row read last begins.
    pub(in crate::exchange) fn line(&self) -> u64 {
        match &self.rows {
            Rows::Closed(..) => 1,
            Rows::Plain(lines) => lines.number(),
            Rows::Quoted(rows) => rows.line(),
        }
    }
}

impl<R: Read> Iterator for TableReader<R> {
    type Item = Result<TranslationUnit, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let (line, found) = match self.next_row() {
                Ok(Row::End) => {
                    self.over = true;
                    self.summary.complete = true;
                    return None;
                }
                Ok(Row::Blank) => continue,
                Ok(Row::Cells) => (self.line(), self.unit()),
                Err(no_row) => {
                    self.over = no_row.over;
                    self.summary.units += u64::from(!no_row.over);
                    let invert = self.options.invert;
                    // The header is the first row or there is none.
                    self.columns.get_or_insert_with(|| Columns::bare(invert));
                    (no_row.line, Err(no_row.reason))
                }
            };
            let item = self.summary.settle(found, line, None, &self.options);
            if item.is_some() {
                return item;
            }
        }
        None
    }
}
