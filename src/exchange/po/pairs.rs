//! From an entry to units.

use crate::bitext::{Lang, Property};
use crate::exchange::ReadSummary;
use crate::exchange::jsonl::{Taken, Value, parse, take};
use crate::exchange::record::{Field, Record, side};
use crate::text::script;

use super::entry::Entry;
use super::header::{Header, Said};
use super::{CONTEXT, FLAGS, KNOWN, REFERENCE, notes};

/// Makes records of the message and of its plural, and counts what has no place in them.
pub(super) fn records(
    entry: &Entry,
    header: &Header,
    invert: bool,
    summary: &mut ReadSummary,
) -> Vec<Record> {
    let mut records = Vec::new();
    let form = |wanted: usize| {
        let mut forms: Vec<&(u32, String)> = entry.translations.iter().collect();
        forms.sort_unstable_by_key(|(form, _)| *form);
        let form = forms.get(wanted.min(forms.len() - 1));
        form.map_or("", |(_, text)| text.as_str())
    };
    let id = entry.id.as_deref().unwrap_or_default();
    let count = entry.translations.len();
    let Some(plural) = entry.plural.as_deref() else {
        records.push(record(entry, header, invert, [id, form(0)], summary));
        return records;
    };
    // The first of the six Arabic forms is that of zero.
    let singular = if count == 6 { 1 } else { 0 };
    records.push(record(entry, header, invert, [id, form(singular)], summary));
    if count > 1 {
        records.push(record(
            entry,
            header,
            invert,
            [plural, form(count - 1)],
            summary,
        ));
    }
    summary.plural_forms += count.saturating_sub(2) as u64;
    records
}

fn record(
    entry: &Entry,
    header: &Header,
    invert: bool,
    [id, translation]: [&str; 2],
    summary: &mut ReadSummary,
) -> Record {
    let mut record = Record::default();
    let source = source(header, invert, id, translation);
    record.take(Field::Text(source), id);
    record.take(Field::Text(source.other()), translation);
    let known = known(entry);
    let has_notes = known.iter().any(|(key, _)| key == "notes");
    for (key, value) in &known {
        match take(&mut record, key, value) {
            Taken::Yes => {}
            Taken::Unknown => summary.unknown_keys += 1,
            Taken::Senseless | Taken::Broken(_) => summary.unread_attributes += 1,
        }
    }
    if !has_notes {
        for note in notes(entry.comments.split_terminator('\n')) {
            let note = record.legal(&note);
            record.notes.push(note);
        }
    }
    for (said, lang) in [(&header.source, source), (&header.target, source.other())] {
        if let Said::Ours(said, tag) = said
            && *said == lang
        {
            side(&mut record.tags, lang).get_or_insert_with(|| tag.clone());
        }
    }
    if known.is_empty() {
        for note in notes(entry.extracted.split_terminator('\n')) {
            let note = record.legal(&note);
            record.notes.push(note);
        }
        let lists = [
            (CONTEXT, entry.context.clone()),
            (REFERENCE, there(&entry.references)),
            (FLAGS, there(&entry.flags)),
        ];
        for (kind, value) in lists {
            if let Some(value) = value {
                let value = record.legal(&value);
                let kind = kind.to_owned();
                record.properties.push(Property { kind, value });
            }
        }
    }
    record
}

fn there(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Returns what our own comment says, key by key; the texts stand elsewhere.
fn known(entry: &Entry) -> Vec<(String, Value)> {
    let json = entry
        .extracted
        .split_terminator('\n')
        .find_map(|line| line.strip_prefix(KNOWN));
    match json.map(parse) {
        Some(Ok(Value::Object(entries))) => entries,
        _ => Vec::new(),
    }
}

/// Returns the language of a message.
///
/// The header's language of the translations tells it; else the letters of the two; else Arabic is
/// the source. Inverted, it is the other way round.
fn source(header: &Header, invert: bool, id: &str, translation: &str) -> Lang {
    let told = match (&header.target, &header.source) {
        (Said::Ours(target, _), _) => target.other(),
        (_, Said::Ours(source, _)) => *source,
        _ => match (script::guess(id), script::guess(translation)) {
            (_, Some(Lang::Ar)) => Lang::En,
            (None, Some(Lang::En)) | (Some(Lang::Ar), _) | (None, None) => Lang::Ar,
            (Some(Lang::En), _) => Lang::En,
        },
    };
    if invert { told.other() } else { told }
}
