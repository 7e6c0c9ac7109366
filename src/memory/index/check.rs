//! Whether the index has every unit as it is.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::SOURCES_PER_BLOCK;
use super::keys::{source_block, source_blocks};
use super::part::{Band, Block, Part, SourceToken, bands, fresh, parts, read_entry};
use crate::bitext::{Lang, UnitId};
use crate::error::Result;
use crate::text::classes::Class;
use crate::text::tokens::Tokens;

/// The most faults that are told of one language: after so many, the index is to be made anew anyway.
const MOST: usize = 20;

/// A unit that is concerned, where it is one, and what is wrong.
type Fault = (Option<UnitId>, String);

/// Returns what is wrong with the index of one language, [`MOST`] faults at most.
///
/// Reads the whole index and every text once.
///
/// # Errors
///
/// When the database fails.
pub(in crate::memory) fn faults(connection: &Connection, lang: Lang) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    let mut met: HashSet<UnitId> = fresh(connection)?.into_iter().collect();
    let stale: HashMap<UnitId, i64> = {
        let mut statement = connection.prepare("SELECT unit_id, age FROM match_stale")?;
        let stale = statement.query_map([], |row| Ok((UnitId(row.get(0)?), row.get(1)?)))?;
        stale.collect::<rusqlite::Result<_>>()?
    };
    for part in parts(connection, lang)? {
        if !has_sound_words(connection, lang, &part)? {
            faults.push((None, format!("the {} words are damaged", lang.name())));
        }
        check_part(connection, lang, &part, &stale, &mut met, &mut faults)?;
    }
    let mut statement = connection.prepare("SELECT id FROM unit ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let unit = UnitId(row.get(0)?);
        if !met.contains(&unit) && faults.len() < MOST {
            let message = format!("the index lacks its {} text", lang.name());
            faults.push((Some(unit), message));
        }
    }
    Ok(faults)
}

/// Tells whether each word stands in its class.
fn has_sound_words(connection: &Connection, lang: Lang, part: &Part) -> Result<bool> {
    let mut statement =
        connection.prepare("SELECT name, class FROM match_class WHERE part = ?1")?;
    let classes = statement.query_map([part.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let classes: HashMap<String, u32> = classes.collect::<rusqlite::Result<_>>()?;
    let mut statement = connection.prepare("SELECT word, class FROM match_word WHERE part = ?1")?;
    let mut rows = statement.query([part.id])?;
    while let Some(row) = rows.next()? {
        let word: String = row.get(0)?;
        let class: u32 = row.get(1)?;
        let is_sound = Tokens::of(&word).iter().all(|token| {
            let name = Class::of(lang, token.text, token.kind).name;
            classes.get(&*name) == Some(&class)
        });
        if !is_sound {
            return Ok(false);
        }
    }
    Ok(classes.len() == part.classes)
}

fn check_part(
    connection: &Connection,
    lang: Lang,
    part: &Part,
    stale: &HashMap<UnitId, i64>,
    met: &mut HashSet<UnitId>,
    faults: &mut Vec<Fault>,
) -> Result<()> {
    let mut fault = |unit: Option<UnitId>, message: String| {
        if faults.len() < MOST {
            faults.push((unit, message));
        }
    };
    let name = lang.name();
    // What the sources say that the lists hold.
    let mut listed: HashMap<(u32, u8), Vec<u32>> = HashMap::new();
    let mut texts = connection.prepare(match lang {
        Lang::Ar => "SELECT ar FROM unit WHERE id = ?1",
        Lang::En => "SELECT en FROM unit WHERE id = ?1",
    })?;
    let range = source_blocks(part.id);
    let mut blocks = connection
        .prepare("SELECT id, data FROM match_source WHERE id BETWEEN ?1 AND ?2 ORDER BY id")?;
    let mut rows = blocks.query((range.start(), range.end()))?;
    let mut source = 0;
    let mut tokens: Vec<SourceToken> = Vec::new();
    let mut classes = Vec::new();
    let mut heaviest = 0;
    while let Some(row) = rows.next()? {
        let block = Block::of(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?);
        let is_whole = block.as_ref().is_some_and(|block| {
            row.get(0) == Ok(source_block(part.id, source)) && block.len() > 0
        });
        let Some(block) = block.filter(|_| is_whole) else {
            fault(None, format!("a block of {name} sources is damaged"));
            return Ok(());
        };
        for index in 0..block.len() {
            let Some(entry) = block.entry(index) else {
                fault(None, format!("a block of {name} sources is damaged"));
                return Ok(());
            };
            let unit = read_entry(entry, &mut tokens);
            let weight = tokens.iter().map(|token| token.grade.weight()).sum();
            if weight < heaviest || part.weight(source) != weight {
                fault(
                    Some(unit),
                    format!("its {name} text is out of order in the index"),
                );
            }
            heaviest = weight;
            bands(&tokens, weight, &mut classes);
            for class in &classes {
                let list = listed.entry((class.number, class.band as u8));
                list.or_default().push(source);
            }
            source += 1;
            if stale.get(&unit).is_some_and(|&age| part.age <= age) {
                continue;
            }
            let mut rows = texts.query([unit.0])?;
            let Some(row) = rows.next()? else {
                fault(
                    Some(unit),
                    "the index has a unit that is not there".to_owned(),
                );
                continue;
            };
            let text = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            if !is_indexed(connection, lang, part, text, &tokens)? {
                fault(Some(unit), format!("the index has another {name} text"));
            } else if !met.insert(unit) {
                fault(Some(unit), format!("the index has its {name} text twice"));
            }
        }
        if block.len() < SOURCES_PER_BLOCK && source < part.all().end {
            fault(None, format!("a block of {name} sources is damaged"));
            return Ok(());
        }
    }
    if source != part.all().end {
        fault(None, format!("the index lacks {name} sources"));
    }
    for ((class, band), sources) in listed {
        let band = Band::ALL[usize::from(band)];
        let mut there = Vec::new();
        part.for_each_listed(connection, class, band, part.all(), |source| {
            there.push(source)
        })?;
        if there != sources {
            fault(None, format!("a list of {name} words is damaged"));
        }
    }
    Ok(())
}

/// Tells whether the tokens of a source are those of the text.
fn is_indexed(
    connection: &Connection,
    lang: Lang,
    part: &Part,
    text: &str,
    tokens: &[SourceToken],
) -> rusqlite::Result<bool> {
    let of_text = Tokens::of(text);
    if of_text.len() != tokens.len() {
        return Ok(false);
    }
    for (token, there) in of_text.iter().zip(tokens) {
        let class = Class::of(lang, token.text, token.kind);
        let known = part.known(connection, token.text, &class.name)?;
        let is_same = known.is_some_and(|known| {
            known.class == there.class
                && known.form == Some(there.form)
                && class.grade == there.grade
        });
        if !is_same {
            return Ok(false);
        }
    }
    Ok(true)
}
