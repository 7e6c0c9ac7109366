//! Keeps cells from being formulas.
//!
//! A spreadsheet runs a cell that begins like a formula, and a text that came from elsewhere can
//! thus send what stands in the table to a stranger. Such a cell gets an apostrophe before it. The
//! rule is the one of OWASP, and a little wider:
//!
//! a cell *looks like a formula* if, behind any white space, control characters, byte order marks,
//! `'` and `"` at its beginning, there stands `=`, `+`, `-` or `@`, or one of their full-width
//! forms; or if, behind any `'` and `"`, it begins with a tab, a carriage return or a line feed.
//!
//! Written, `'` goes before each cell that looks like a formula. Read, in a table under our own
//! names, a `'` at the beginning goes away if what stands behind it looks like one. Each way undoes
//! the other, because an apostrophe more or less at its beginning never changes whether a cell looks
//! like a formula: one that does not is written as it is, and its `'`, if any, stays.

/// Tells whether a spreadsheet may take `cell` for a formula.
fn looks_like_formula(cell: &str) -> bool {
    let is_before =
        |c: char| matches!(c, '\'' | '"' | '\u{feff}') || c.is_whitespace() || c.is_control();
    cell.trim_start_matches(is_before).starts_with([
        '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ]) || cell
        .trim_start_matches(['\'', '"'])
        .starts_with(['\t', '\r', '\n'])
}

/// Returns what goes before `cell` when it is written.
pub fn before(cell: &str) -> &'static str {
    if looks_like_formula(cell) { "'" } else { "" }
}

/// Returns `cell` as it was before it was written.
pub(super) fn without(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if looks_like_formula(rest) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn what_begins_like_a_formula_is_guarded() {
        for cell in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "\nx",
            " =1",
            "\u{a0}\u{200a}=1",
            "\"=1",
            "'=1",
            "' \"+1",
            "'\tx",
            "- قال",
            "\u{ff1d}1",
        ] {
            assert_eq!(before(cell), "'", "{cell:?}");
        }
        for cell in ["", "1-1", "'", "\"نعم\"", "a=b", " ", "'a'", "«-»", "0.93"] {
            assert_eq!(before(cell), "", "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn each_way_undoes_the_other(cell in "['\" \t\r\n=+@-]{0,4}[a-z='\t\u{feff}-]{0,3}") {
            let written = format!("{}{cell}", before(&cell));
            prop_assert_eq!(without(&written), &cell);
            prop_assert!(!looks_like_formula(&written) || written.starts_with('\''));
        }
    }
}
