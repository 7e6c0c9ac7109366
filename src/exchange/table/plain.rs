//! Cells with tabs between them, in which escapes stand for what would be read as something else.

use super::cells::Cells;

/// Cuts a row at its tabs and puts its escapes back; `false` when it has too many cells.
pub(super) fn split(row: &[u8], cells: &mut Cells) -> bool {
    row.split(|&byte| byte == b'\t').all(|cell| {
        unescape(cell, cells);
        cells.end()
    })
}

/// Turns the escapes of a cell back into what they stand for; a backslash that begins none stays.
fn unescape(cell: &[u8], cells: &mut Cells) {
    let mut rest = cell;
    while let Some(at) = rest.iter().position(|&byte| byte == b'\\') {
        cells.push(&rest[..at]);
        let (meant, length) = match rest.get(at + 1) {
            Some(b't') => (b'\t', 2),
            Some(b'n') => (b'\n', 2),
            Some(b'r') => (b'\r', 2),
            Some(b'\\') => (b'\\', 2),
            _ => (b'\\', 1),
        };
        cells.push(&[meant]);
        rest = &rest[at + length..];
    }
    cells.push(rest);
}

/// Appends `text` with the four characters escaped that would be read as something else.
///
/// They are tab, line feed, carriage return and backslash, written `\t`, `\n`, `\r` and `\\`.
pub fn escape(buffer: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['\t', '\n', '\r', '\\']) {
        buffer.push_str(&rest[..at]);
        buffer.push_str(match rest.as_bytes()[at] {
            b'\t' => "\\t",
            b'\n' => "\\n",
            b'\r' => "\\r",
            _ => "\\\\",
        });
        rest = &rest[at + 1..];
    }
    buffer.push_str(rest);
}
