//! What the columns of a table hold.

use crate::bitext::{Lang, Sides};
use crate::exchange::record::{Field, is_tag, side};

/// Names that people give the column of a language, in small letters.
const NAMES: [(&str, Lang); 10] = [
    ("arabic", Lang::Ar),
    ("arabic text", Lang::Ar),
    ("ar_text", Lang::Ar),
    ("عربي", Lang::Ar),
    ("العربية", Lang::Ar),
    ("english", Lang::En),
    ("english text", Lang::En),
    ("en_text", Lang::En),
    ("إنجليزي", Lang::En),
    ("الإنجليزية", Lang::En),
];

/// Names of the column of the source language, in small letters.
const SOURCE: [&str; 4] = ["source", "src", "source text", "source_text"];

/// Names of the column of the target language, in small letters.
const TARGET: [&str; 5] = ["target", "trg", "tgt", "target text", "target_text"];

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Columns {
    /// What each holds; `None` for one that is not known.
    pub(super) fields: Vec<Option<Field>>,
    /// The language tags that name the columns of the texts.
    pub(super) tags: Sides<Option<String>>,
    /// Columns that are not known, or come a second time.
    pub(super) unknown: u64,
    /// Whether the texts stand under the names that we give them.
    pub(super) are_ours: bool,
}

impl Columns {
    /// The columns of a table without a header.
    pub(super) fn bare(invert: bool) -> Columns {
        let [first, second] = order(invert);
        Columns {
            fields: vec![Some(Field::Text(first)), Some(Field::Text(second))],
            tags: Sides::default(),
            unknown: 0,
            are_ours: false,
        }
    }

    /// Reads a row as a header; `None` for one that does not name a column for each language.
    ///
    /// Case, white space at the ends, and `-` for `_` do not matter. The source is Arabic unless
    /// inverted.
    pub(super) fn of_header<'a>(
        row: impl Iterator<Item = &'a str>,
        invert: bool,
    ) -> Option<Columns> {
        let mut columns = Columns {
            fields: Vec::new(),
            tags: Sides::default(),
            unknown: 0,
            are_ours: false,
        };
        let mut ours = 0;
        for cell in row {
            let cell = cell.trim().trim_start_matches('\u{feff}');
            let field = field(cell, invert).filter(|field| !columns.fields.contains(&Some(*field)));
            if let Some(Field::Text(lang)) = field {
                if Lang::from_tag(cell) == Some(lang) && is_tag(cell) {
                    *side(&mut columns.tags, lang) =
                        Some(cell.replace('_', "-")).filter(|tag| tag.len() > lang.code().len());
                }
                ours += u8::from(cell.eq_ignore_ascii_case(lang.code()));
            }
            columns.unknown += u64::from(field.is_none());
            columns.fields.push(field);
        }
        columns.are_ours = ours == 2;
        let has = |lang| columns.fields.contains(&Some(Field::Text(lang)));
        (has(Lang::Ar) && has(Lang::En)).then_some(columns)
    }

    /// Returns where the text of `lang` stands.
    pub(super) fn of_text(&self, lang: Lang) -> usize {
        let text = Some(Field::Text(lang));
        let place = self.fields.iter().position(|&field| field == text);
        place.unwrap_or(usize::MAX)
    }
}

/// Returns the languages in the order of a table without a header.
fn order(invert: bool) -> [Lang; 2] {
    match invert {
        false => [Lang::Ar, Lang::En],
        true => [Lang::En, Lang::Ar],
    }
}

/// Returns the field that a name stands for.
fn field(name: &str, invert: bool) -> Option<Field> {
    // Our own names are short; a text of any length may stand here.
    if name.len() > 40 {
        return None;
    }
    let name = name.to_lowercase();
    let bare = name.replace(['-', ' '], "_");
    let [source, target] = order(invert).map(Field::Text);
    let named = NAMES.iter().find(|(known, _)| *known == name);
    Field::ALL
        .iter()
        .find(|(_, known)| *known == bare)
        .map(|&(field, _)| field)
        .or(named.map(|&(_, lang)| Field::Text(lang)))
        .or(SOURCE.contains(&name.as_str()).then_some(source))
        .or(TARGET.contains(&name.as_str()).then_some(target))
        .or_else(|| language(&name).map(Field::Text))
}

/// Returns the language of a name such as `ar-sa`, `ara` or `en_latn_us`.
fn language(name: &str) -> Option<Lang> {
    let mut parts = name.split(['-', '_']).skip(1);
    let is_region_or_script = |part: &str| match part.len() {
        2 | 4 => part.bytes().all(|byte| byte.is_ascii_alphabetic()),
        3 => part.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    Lang::from_tag(name).filter(|_| parts.all(is_region_or_script))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(row: &str, invert: bool) -> Option<Columns> {
        Columns::of_header(row.split(','), invert)
    }

    #[test]
    fn a_header_names_both_languages() {
        for (row, ar, en) in [
            ("ar,en", 0, 1),
            ("id,EN,notes,AR", 3, 1),
            ("\u{feff}Arabic , English", 0, 1),
            ("en-US,ar-SA", 1, 0),
            ("en_Latn_US,ar_001", 1, 0),
            ("source,target", 0, 1),
            ("العربية,الإنجليزية", 0, 1),
            ("ar_tag,en_tag,ar,en", 2, 3),
            ("ara,eng,ar", 0, 1),
        ] {
            let columns = header(row, false).unwrap_or_else(|| panic!("{row}"));
            let places = [Lang::Ar, Lang::En].map(|lang| columns.of_text(lang));
            assert_eq!(places, [ar, en], "{row}");
        }
        let inverted = header("source,target", true).unwrap();
        assert_eq!(inverted.of_text(Lang::En), 0);
    }

    #[test]
    fn any_other_row_is_none() {
        for row in [
            "",
            "ar",
            "ar,ar",
            "نعم,Yes",
            "ar_tag,en_tag",
            "arabic,notes",
            "ar-notes,en-notes",
            "argentina,england",
        ] {
            assert!(header(row, false).is_none(), "{row}");
        }
    }

    #[test]
    fn tags_in_names_are_kept_and_strangers_counted() {
        let columns = header("ar-SA,en,id,EN,Created At", false).unwrap();
        assert_eq!(columns.tags.ar.as_deref(), Some("ar-SA"));
        assert_eq!(columns.tags.en, None);
        assert_eq!(columns.unknown, 2);
        assert_eq!(columns.fields[4], Some(Field::CreatedAt));
        assert!(!columns.are_ours);
        assert!(header("en,ar,id", false).unwrap().are_ours);
    }
}
