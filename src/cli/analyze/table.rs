//! An analysis as tables: for people, and as CSV.

use std::io::{self, Write as _};

use dhakira::exchange::formula_guard;
use dhakira::report::analysis::{Analysis, Counts, Row, Weighed};

use super::super::pages;
use super::super::terminal::{Terminal, counted, styles};

/// Prints a table for each file, without the rows that are empty, and one of all files.
pub(super) fn print(analysis: &Analysis, terminal: &mut Terminal) -> io::Result<()> {
    let is_weighted = analysis.total.sum.weighted.is_some();
    if analysis.files.len() > 1 {
        for file in &analysis.files {
            let name = terminal.text(&file.name).into_owned();
            let from: Vec<&str> = file.from.iter().map(|&lang| pages::name(lang)).collect();
            print_title(&name, &from.join(" and "), terminal)?;
            print_counts(&file.counts, false, is_weighted, terminal)?;
            writeln!(terminal.out())?;
        }
        let files = format!("all {} files", analysis.files.len());
        print_title(&files, "", terminal)?;
    } else if let Some(file) = analysis.files.first() {
        let name = terminal.text(&file.name).into_owned();
        let from: Vec<&str> = file.from.iter().map(|&lang| pages::name(lang)).collect();
        print_title(&name, &from.join(" and "), terminal)?;
    }
    print_counts(&analysis.total, true, is_weighted, terminal)?;
    let left_out: Vec<String> = analysis
        .total
        .left_out
        .named()
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, noun, what)| format!("{} {what}", counted(count, noun)))
        .collect();
    if !left_out.is_empty() {
        writeln!(terminal.out(), "\nnot counted: {}", left_out.join(", "))?;
    }
    writeln!(terminal.out(), "\n{}", analysis.signature)
}

fn print_title(name: &str, from: &str, terminal: &mut Terminal) -> io::Result<()> {
    let name = terminal.styled(styles::STRONG, name);
    writeln!(terminal.out(), "{name}")?;
    match from {
        "" => Ok(()),
        from => writeln!(terminal.out(), "from {from}"),
    }
}

fn print_counts(
    counts: &Counts,
    all_rows: bool,
    is_weighted: bool,
    terminal: &mut Terminal,
) -> io::Result<()> {
    let weighted = if is_weighted { "weighted" } else { "" };
    let head = format!(
        "{:<25}{:>9}{:>11}{:>12}{:>13}{weighted:>13}",
        "", "segments", "words", "characters", "with spaces"
    );
    let head = terminal.styled(styles::FAINT, head.trim_end());
    writeln!(terminal.out(), "{head}")?;
    for row in &counts.rows {
        if all_rows || row.weighed.size.segments > 0 {
            let line = line(&row.row.label(), &row.weighed);
            writeln!(terminal.out(), "{line}")?;
        }
    }
    let sum = terminal.styled(styles::STRONG, &line("total", &counts.sum));
    writeln!(terminal.out(), "{sum}")
}

fn line(label: &str, weighed: &Weighed) -> String {
    let size = &weighed.size;
    let mut line = format!(
        "{label:<25}{:>9}{:>11}{:>12}{:>13}",
        size.segments, size.words, size.characters, size.characters_with_spaces
    );
    if let Some(weighted) = weighed.weighted {
        line += &format!("{weighted:>13}");
    }
    line
}

/// Returns the analysis as CSV: a row for each row of each file and its sum (`total`), then those of all files.
///
/// Names that a spreadsheet would take for a formula get an apostrophe before them, as in `export`.
pub(super) fn csv(analysis: &Analysis) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "scope",
        "file",
        "from",
        "row",
        "segments",
        "words",
        "characters",
        "characters_with_spaces",
        "rate",
        "weighted_words",
    ])?;
    for file in &analysis.files {
        let name = format!("{}{}", formula_guard(&file.name), file.name);
        let from: Vec<&str> = file.from.iter().map(|lang| lang.code()).collect();
        write_counts(&mut writer, ["file", &name, &from.join(" ")], &file.counts)?;
    }
    write_counts(&mut writer, ["all", "", ""], &analysis.total)?;
    writer.into_inner().map_err(|error| error.into_error())
}

fn write_counts(
    writer: &mut csv::Writer<Vec<u8>>,
    place: [&str; 3],
    counts: &Counts,
) -> io::Result<()> {
    let rows = counts.rows.iter();
    let rows = rows.map(|row| (row.row.name(), row.rate, &row.weighed));
    for (name, rate, weighed) in rows.chain([("total".to_owned(), None, &counts.sum)]) {
        let size = &weighed.size;
        let numbers = [
            size.segments,
            size.words,
            size.characters,
            size.characters_with_spaces,
        ];
        let mut record = csv::StringRecord::from(place.to_vec());
        record.push_field(&name);
        for number in numbers {
            record.push_field(&number.to_string());
        }
        record.push_field(&rate.map_or_else(String::new, |rate| rate.to_string()));
        let weighted = weighed.weighted;
        record.push_field(&weighted.map_or_else(String::new, |weighted| weighted.to_string()));
        writer.write_record(&record)?;
    }
    Ok(())
}

/// Returns what the rows mean, for those who read a table for the first time.
pub(super) fn meaning(row: Row) -> &'static str {
    match row {
        Row::Context => "the memory has the text beside the same neighbor",
        Row::Repetition => "the text has come before in the file",
        Row::CrossFile => "the text has come before, in another file only",
        Row::Exact => "the memory has the text",
        Row::Band { .. } => "the memory has a text that is like it",
        Row::Internal { .. } => {
            "an earlier segment of the job is more like it than any text of the memory"
        }
        Row::None => "nothing is like it",
    }
}
