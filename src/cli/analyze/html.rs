//! An analysis as a page of one file: no script, nothing from elsewhere, light and dark, fit for printing.
//!
//! Names of files come from elsewhere: they are escaped, what changes the direction of a text or
//! cannot be seen is spelled out, and each stands in a `bdi`, so that Arabic ones disturb nothing.

use std::fmt::Write as _;

use dhakira::report::analysis::{Analysis, Counts, Row, Weighed};

use super::super::pages;
use super::super::terminal::counted;
use super::table::meaning;

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1b1f24;--faint:#57606a;--line:#d0d7de;--paper:#fff;--good:#1a7f5a;--near:#6aa84f;--mid:#c9a227;--far:#d9822b;--in:#5b7fc7;--new:#b4483c}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--faint:#9aa4af;--line:#343b44;--paper:#0f1318;--good:#3fb68b;--near:#8fbf6a;--mid:#d9b84a;--far:#e09a55;--in:#86a5e6;--new:#db7468}}
body{font:16px/1.5 system-ui,'Segoe UI','Noto Sans','Noto Naskh Arabic',sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin:2rem 0 .5rem;overflow-wrap:anywhere}
p,footer{color:var(--faint)}footer{font-size:.8rem;overflow-wrap:anywhere;margin-top:2rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .6rem;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
.says{text-align:left;white-space:normal}th:first-child{text-align:left;font-weight:400}thead th{color:var(--faint);font-weight:400}
tfoot th,tfoot td{font-weight:700;border-bottom:0}tr.nought{color:var(--faint)}
svg{display:block;width:100%;height:1.5rem;margin:.5rem 0}
.good{fill:var(--good)}.near{fill:var(--near)}.mid{fill:var(--mid)}.far{fill:var(--far)}.in{fill:var(--in)}.new{fill:var(--new)}
@media print{:root{color-scheme:light;--ink:#000;--faint:#444;--line:#999;--paper:#fff}body{margin:0;max-width:none;font-size:11pt}section{break-inside:avoid}.wide{overflow:visible}svg{print-color-adjust:exact}}
";

/// Returns the page.
pub(super) fn page(analysis: &Analysis) -> String {
    let mut page = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>Match analysis</title>\n<style>\n",
    );
    page += STYLE;
    page += "</style>\n</head>\n<body>\n<main>\n<h1>Match analysis</h1>\n";
    let _ = writeln!(
        page,
        "<p>{}, {}, against a memory of {}.</p>",
        counted(analysis.files.len() as u64, "file"),
        counted(analysis.total.sum.size.segments, "segment"),
        counted(analysis.memory_units, "unit")
    );
    section(&mut page, "All files", "", &analysis.total);
    for file in &analysis.files {
        let name = format!("<bdi>{}</bdi>", escaped(&file.name));
        let from: Vec<&str> = file.from.iter().map(|&lang| pages::name(lang)).collect();
        section(&mut page, &name, &from.join(" and "), &file.counts);
    }
    page += "<section>\n<h2>What the rows mean</h2>\n<p>A segment counts in the first row that fits. A word is what stands \
             between white space and has a letter or a digit in it; a character is a code point, vowel marks too.</p>\n\
             <div class=\"wide\"><table>\n<tbody>\n";
    for row in analysis.total.rows.iter().map(|counts| counts.row) {
        let (label, meaning) = (row.label(), meaning(row));
        let _ = writeln!(
            page,
            "<tr><th scope=\"row\">{label}</th><td class=\"says\">{meaning}</td></tr>"
        );
    }
    page += "</tbody>\n</table></div>\n</section>\n</main>\n";
    let _ = writeln!(page, "<footer>{}</footer>", escaped(&analysis.signature));
    page += "</body>\n</html>\n";
    page
}

/// Appends the table of a file or of all; `title` is escaped already.
fn section(page: &mut String, title: &str, from: &str, counts: &Counts) {
    let _ = writeln!(page, "<section>\n<h2>{title}</h2>");
    let left_out = counts.left_out.named().into_iter();
    let left_out = left_out.filter(|(count, ..)| *count > 0);
    let mut said: Vec<String> = left_out
        .map(|(count, noun, what)| format!("{} {what} not counted", counted(count, noun)))
        .collect();
    if !from.is_empty() {
        said.insert(0, format!("from {from}"));
    }
    if !said.is_empty() {
        let _ = writeln!(page, "<p>{}</p>", said.join(", "));
    }
    bar(page, counts);
    *page += "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">band</th><th scope=\"col\">segments</th>\
              <th scope=\"col\">words</th><th scope=\"col\">% of words</th><th scope=\"col\">characters</th>\
              <th scope=\"col\">with spaces</th>";
    if counts.sum.weighted.is_some() {
        *page += "<th scope=\"col\">rate</th><th scope=\"col\">weighted words</th>";
    }
    *page += "</tr></thead>\n<tbody>\n";
    let all = counts.sum.size.words;
    for row in &counts.rows {
        let class = match row.weighed.size.segments {
            0 => " class=\"nought\"",
            _ => "",
        };
        let _ = write!(
            page,
            "<tr{class}><th scope=\"row\">{}</th>",
            row.row.label()
        );
        cells(page, &row.weighed, all, row.rate);
    }
    *page += "</tbody>\n<tfoot><tr><th scope=\"row\">total</th>";
    cells(page, &counts.sum, all, None);
    *page += "</tfoot>\n</table></div>\n</section>\n";
}

fn cells(page: &mut String, weighed: &Weighed, all: u64, rate: Option<u8>) {
    let size = &weighed.size;
    let share = tenths(size.words, all);
    let _ = write!(
        page,
        "<td>{}</td><td>{}</td><td>{}.{}</td><td>{}</td><td>{}</td>",
        size.segments,
        size.words,
        share / 10,
        share % 10,
        size.characters,
        size.characters_with_spaces
    );
    if let Some(weighted) = weighed.weighted {
        let rate = rate.map_or_else(String::new, |rate| format!("{rate} %"));
        let _ = write!(page, "<td>{rate}</td><td>{weighted}</td>");
    }
    *page += "</tr>\n";
}

/// Appends a drawing of the words in each row.
fn bar(page: &mut String, counts: &Counts) {
    let all = counts.sum.size.words;
    if all == 0 {
        return;
    }
    *page += "<svg viewBox=\"0 0 1000 24\" preserveAspectRatio=\"none\" role=\"img\"><title>Words by band: ";
    let rows = counts.rows.iter().filter(|row| row.weighed.size.words > 0);
    let said: Vec<String> = rows
        .clone()
        .map(|row| format!("{} {}", row.row.label(), row.weighed.size.words))
        .collect();
    *page += &said.join(", ");
    *page += "</title>";
    let mut before = 0;
    for row in rows {
        let (from, to) = (
            tenths(before, all),
            tenths(before + row.weighed.size.words, all),
        );
        before += row.weighed.size.words;
        let class = match row.row {
            Row::Context | Row::Repetition | Row::CrossFile | Row::Exact => "good",
            Row::Band { from: 85.., .. } => "near",
            Row::Band { from: 75.., .. } => "mid",
            Row::Band { .. } => "far",
            Row::Internal { .. } => "in",
            Row::None => "new",
        };
        let width = to - from;
        let _ = write!(
            page,
            "<rect class=\"{class}\" x=\"{from}\" width=\"{width}\" height=\"24\"/>"
        );
    }
    *page += "</svg>\n";
}

/// Returns how many thousandths of `all` a part is, rounded; 0 of nothing.
fn tenths(part: u64, all: u64) -> u64 {
    (part * 2000 + all).checked_div(all * 2).unwrap_or(0)
}

/// Returns text as it may stand in a page, with what cannot be seen spelled out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => {
                escaped.extend(c.escape_unicode());
            }
            c if c.is_control() => escaped.extend(c.escape_unicode()),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_come_out_as_text() {
        for (name, expected) in [
            (
                "<script>alert(1)</script>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
            ),
            ("\"' onload='x", "&quot;&#39; onload=&#39;x"),
            ("a&lt;b", "a&amp;lt;b"),
            ("a\u{202e}fdp.txt", "a\\u{202e}fdp.txt"),
            ("a\u{2066}\n\u{7f}", "a\\u{2066}\\u{a}\\u{7f}"),
            ("خبر.txt", "خبر.txt"),
        ] {
            assert_eq!(escaped(name), expected);
        }
    }

    #[test]
    fn shares_are_rounded() {
        assert_eq!(tenths(1, 3), 333);
        assert_eq!(tenths(2, 3), 667);
        assert_eq!(tenths(5, 5), 1000);
        assert_eq!(tenths(0, 0), 0);
    }
}
