//! Glossaries: terms in Arabic and English, for the aligner's lexicon.
//!
//! | kind | holds | told by |
//! |---|---|---|
//! | tabbed | term, tab, term, and what is behind a second tab is the writer's own; `#` begins a comment | anything else |
//! | CSV | the same with commas or semicolons; a header may name the columns | `.csv` |
//! | TBX | concepts with terms of several languages, versions 2 and 3 and TBX-Basic | `.tbx`, or an XML file |
//!
//! Of a tabbed or CSV file either language may stand first, told by the letters row by row; several terms
//! in a cell stand between commas or semicolons. Neither order nor notes are kept.
//!
//! # Limits
//!
//! A glossary is held in memory as a whole, unlike files of units.

mod tbx;

use std::path::Path;

use crate::bitext::Lang;
use crate::exchange::Fault;
use crate::text::script;

/// The Arabic and the English terms of a concept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concept {
    /// The Arabic terms; none are empty.
    pub ar: Vec<String>,
    /// The English terms; none are empty.
    pub en: Vec<String>,
}

/// What a glossary holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    /// Concepts with terms of both languages.
    pub concepts: Vec<Concept>,
    /// Entries that lack Arabic or English.
    pub one_sided: u64,
    /// Terms in other languages, as far as the file names them.
    pub other_languages: u64,
    /// Entries that are broken and were left out.
    pub faults: Vec<Fault>,
}

/// In what form a glossary is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Terms with tabs between.
    Tabbed,
    /// Comma-separated values.
    Csv,
    /// TermBase eXchange.
    Tbx,
}

impl Kind {
    /// Tells the kind of a file by its suffix and its first bytes.
    pub fn of(path: &Path, bytes: &[u8]) -> Kind {
        let is = |suffix: &str| {
            path.extension()
                .is_some_and(|known| known.eq_ignore_ascii_case(suffix))
        };
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(64)]).replace('\0', "");
        let start = start
            .trim_start_matches(['\u{feff}', '\u{fffd}'])
            .trim_start();
        if is("tbx")
            || start.starts_with("<?xml")
            || start.starts_with("<martif")
            || start.starts_with("<tbx")
        {
            Kind::Tbx
        } else if is("csv") {
            Kind::Csv
        } else {
            Kind::Tabbed
        }
    }
}

impl Glossary {
    /// Reads a tabbed glossary.
    ///
    /// # Errors
    ///
    /// The first line that has no tab.
    pub fn read_tabbed(text: &str) -> Result<Glossary, Fault> {
        let mut glossary = Glossary::default();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_end_matches('\r');
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut cells = line.split('\t');
            let (Some(first), Some(second)) = (cells.next(), cells.next()) else {
                let reason = "no tab between the Arabic word and its English";
                return Err(Fault::new(index as u64 + 1, None, reason));
            };
            glossary.add_row([first, second]);
        }
        Ok(glossary)
    }

    /// Reads a glossary of comma- or semicolon-separated values.
    ///
    /// # Errors
    ///
    /// The first row that cannot be read.
    pub fn read_csv(text: &str) -> Result<Glossary, Fault> {
        let text = text.trim_start_matches('\u{feff}');
        let head = text.lines().next().unwrap_or_default();
        let delimiter = [b'\t', b';', b',']
            .into_iter()
            .max_by_key(|&delimiter| head.bytes().filter(|&byte| byte == delimiter).count())
            .unwrap_or(b',');
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let mut glossary = Glossary::default();
        let mut columns = [0, 1];
        for (index, row) in rows.records().enumerate() {
            let row = row.map_err(|error| {
                let line = error.position().map_or(1, csv::Position::line);
                Fault::new(line, None, &error.to_string())
            })?;
            if index == 0
                && let Some(named) = header(&row)
            {
                columns = named;
                continue;
            }
            let cells = columns.map(|column| row.get(column).unwrap_or_default());
            if cells.iter().any(|cell| !cell.trim().is_empty()) && !cells[0].starts_with('#') {
                glossary.add_row(cells);
            }
        }
        Ok(glossary)
    }

    /// Reads a TBX, in any encoding.
    ///
    /// # Errors
    ///
    /// What is wrong where nothing more can be read.
    pub fn read_tbx(bytes: &[u8]) -> Result<Glossary, Fault> {
        tbx::read(bytes)
    }

    /// Adds a row of two cells, the languages in either order.
    fn add_row(&mut self, cells: [&str; 2]) {
        let concept = match cells.map(script::guess) {
            [Some(Lang::Ar), Some(Lang::En) | None] => [cells[0], cells[1]],
            [Some(Lang::En) | None, Some(Lang::Ar)] => [cells[1], cells[0]],
            _ => {
                self.one_sided += 1;
                return;
            }
        }
        .map(|cell| terms(cell).map(str::to_owned).collect::<Vec<_>>());
        let [ar, en] = concept;
        self.add(Concept { ar, en });
    }

    fn add(&mut self, concept: Concept) {
        if concept.ar.is_empty() || concept.en.is_empty() {
            self.one_sided += 1;
        } else {
            self.concepts.push(concept);
        }
    }
}

/// Returns the terms of a cell.
fn terms(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([',', ';', '\u{60c}', '\u{61b}'])
        .map(str::trim)
        .filter(|term| !term.is_empty())
}

/// Returns the columns of Arabic and English, if the row names them.
fn header(row: &csv::StringRecord) -> Option<[usize; 2]> {
    let lang = |cell: &str| match cell.trim().to_ascii_lowercase().as_str() {
        "arabic" | "العربية" | "عربي" => Some(Lang::Ar),
        "english" | "الإنجليزية" | "الإنكليزية" => Some(Lang::En),
        cell => Lang::from_tag(cell),
    };
    let place = |wanted| row.iter().position(|cell| lang(cell) == Some(wanted));
    match (place(Lang::Ar), place(Lang::En)) {
        (Some(ar), Some(en)) => Some([ar, en]),
        _ => {
            let is_pair = |cell: &str| {
                matches!(
                    cell.trim().to_ascii_lowercase().as_str(),
                    "source" | "target"
                )
            };
            let is_header = row.iter().take(2).count() == 2 && row.iter().take(2).all(is_pair);
            is_header.then_some([0, 1])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(glossary: &Glossary) -> Vec<(String, String)> {
        let joined = |terms: &[String]| terms.join("|");
        glossary
            .concepts
            .iter()
            .map(|concept| (joined(&concept.ar), joined(&concept.en)))
            .collect()
    }

    fn expected(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(ar, en)| ((*ar).to_owned(), (*en).to_owned()))
            .collect()
    }

    #[test]
    fn a_tabbed_glossary_has_either_language_first() {
        let text = "# OmegaT\nوفد\tdelegation, deputation\tnote\r\nexchange rate\tسعر الصرف؛ صرف\n\nonly\tLatin\n";
        let glossary = Glossary::read_tabbed(text).unwrap();
        let rows = [
            ("وفد", "delegation|deputation"),
            ("سعر الصرف|صرف", "exchange rate"),
        ];
        assert_eq!(pairs(&glossary), expected(&rows));
        assert_eq!(glossary.one_sided, 1);
        let fault = Glossary::read_tabbed("a\tب\nno tab\n").unwrap_err();
        assert_eq!((fault.line, fault.unit), (2, None));
    }

    #[test]
    fn a_csv_has_a_header_or_none_and_commas_or_semicolons() {
        for (text, rows) in [
            ("وفد,delegation\n", &[("وفد", "delegation")][..]),
            (
                "\u{feff}id;English;Arabic\n1;\"rate; price\";سعر\n",
                &[("سعر", "rate|price")],
            ),
            (
                "source,target\n\"say \"\"yes\"\"\",وافق\n",
                &[("وافق", "say \"yes\"")],
            ),
            ("en-US\tar\n\"a\nb\"\tب\n", &[("ب", "a\nb")]),
        ] {
            assert_eq!(pairs(&Glossary::read_csv(text).unwrap()), expected(rows));
        }
    }

    #[test]
    fn kinds_are_told_by_suffix_or_first_bytes() {
        for (name, start, kind) in [
            ("a.tbx", &b""[..], Kind::Tbx),
            ("a.utf8", b"", Kind::Tabbed),
            ("a.CSV", b"", Kind::Csv),
            ("a.txt", b"\xEF\xBB\xBF<?xml version", Kind::Tbx),
            ("a.xml", b"\xFF\xFE<\0?\0x\0m\0l\0", Kind::Tbx),
        ] {
            assert_eq!(Kind::of(Path::new(name), start), kind, "{name}");
        }
    }
}
