//! Tables out.

use std::io::{self, Write};

use crate::bitext::TranslationUnit;
use crate::exchange::record::Field;
use crate::exchange::{BYTE_ORDER_MARK, WriteOptions, WriteSummary, is_empty};

use super::columns::Columns;
use super::{Kind, guard, plain};

/// How much is written at a time, in bytes.
const BUFFER: usize = 64 << 10;

pub(in crate::exchange) struct TableWriter<W: Write> {
    kind: Kind,
    output: W,
    options: WriteOptions,
    summary: WriteSummary,
    /// What stands in each row, with its name.
    columns: Vec<(Field, &'static str)>,
    /// Whether the first row names the columns.
    has_header: bool,
    has_begun: bool,
    row: Buffer,
}

/// What waits to be written.
#[derive(Default)]
struct Buffer {
    text: String,
    /// The cell that is being made, used again for each.
    cell: String,
}

impl Buffer {
    /// Adds a row, whose cells `fill` puts down.
    fn push<T>(&mut self, kind: Kind, columns: &[T], fill: impl Fn(&T, &mut String)) {
        for (place, column) in columns.iter().enumerate() {
            self.cell.clear();
            fill(column, &mut self.cell);
            if place > 0 {
                self.text.push(match kind {
                    Kind::Plain => '\t',
                    Kind::Quoted => ',',
                });
            }
            match kind {
                Kind::Plain => plain::escape(&mut self.text, &self.cell),
                Kind::Quoted => quote(&mut self.text, &self.cell),
            }
        }
        self.text.push_str(match kind {
            Kind::Plain => "\n",
            Kind::Quoted => "\r\n",
        });
    }
}

impl<W: Write> TableWriter<W> {
    pub(in crate::exchange) fn new(kind: Kind, output: W, options: WriteOptions) -> Self {
        let has_header = kind == Kind::Quoted || options.header;
        let mut columns = match has_header {
            true => Field::ALL.to_vec(),
            false => Field::ALL[..2].to_vec(),
        };
        if options.invert {
            columns.swap(0, 1);
        }
        Self {
            kind,
            output,
            options,
            summary: WriteSummary::default(),
            columns,
            has_header,
            has_begun: false,
            row: Buffer::default(),
        }
    }

    /// Writes what stands before the first row, which is `unit`'s if there is one.
    fn begin(&mut self, unit: Option<&TranslationUnit>) {
        self.has_begun = true;
        let first = unit.map_or("", |unit| unit.text(self.options.order()[0]));
        // Readers take the first mark of a file for a mark, not for text.
        let is_mark_text = !self.has_header && first.starts_with(BYTE_ORDER_MARK);
        if self.options.mark || is_mark_text {
            self.row.text.push_str(BYTE_ORDER_MARK);
        }
        // A first row that would be read as a header needs one before it.
        let is_like_header = unit.is_some_and(|unit| {
            let cells = self.options.order().map(|lang| unit.text(lang));
            let is_header = |invert| Columns::of_header(cells.into_iter(), invert).is_some();
            is_header(false) || is_header(true)
        });
        if self.has_header || is_like_header {
            self.row.push(self.kind, &self.columns, |&(_, name), cell| {
                cell.push_str(name);
            });
        }
    }

    pub(in crate::exchange) fn write(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        if is_empty(unit) {
            self.summary.empty += 1;
            return Ok(());
        }
        if !self.has_begun {
            self.begin(Some(unit));
        }
        self.row.push(self.kind, &self.columns, |(field, _), cell| {
            field.push(unit, &self.options, cell);
        });
        self.summary.units += 1;
        if self.row.text.len() >= BUFFER {
            self.output.write_all(self.row.text.as_bytes())?;
            self.row.text.clear();
        }
        Ok(())
    }

    pub(in crate::exchange) fn finish(mut self) -> io::Result<WriteSummary> {
        if !self.has_begun && self.has_header {
            self.begin(None);
        }
        self.output.write_all(self.row.text.as_bytes())?;
        self.output.flush()?;
        Ok(self.summary)
    }
}

/// Appends a cell of a CSV, guarded and quoted where it must be.
///
/// Semicolons and tabs are quoted too, for readers that take them for what stands between cells.
fn quote(buffer: &mut String, cell: &str) {
    let before = guard::before(cell);
    let is_plain = !cell.contains(['"', ',', ';', '\t', '\n', '\r'])
        && !cell.starts_with(char::is_whitespace)
        && !cell.ends_with(char::is_whitespace);
    if is_plain {
        buffer.push_str(before);
        buffer.push_str(cell);
        return;
    }
    buffer.push('"');
    buffer.push_str(before);
    let mut rest = cell;
    while let Some(at) = rest.find('"') {
        buffer.push_str(&rest[..=at]);
        buffer.push('"');
        rest = &rest[at + 1..];
    }
    buffer.push_str(rest);
    buffer.push('"');
}
