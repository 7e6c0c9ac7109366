//! The attributes of a unit and of its variants.

use quick_xml::events::BytesStart;

use crate::exchange::ReadSummary;

use super::date;
use super::draft::Facts;

pub(super) use crate::exchange::xml::{describe, each};

/// Reads the attributes of a `tu` or `tuv`: its history and its language, hyphenated.
pub(super) fn facts(
    tag: &BytesStart<'_>,
    summary: &mut ReadSummary,
) -> Result<(Facts, String), String> {
    let mut facts = Facts::default();
    let (mut unread, mut dropped) = (0, 0);
    let mut lang = None;
    let mut old_lang = None;
    each(tag, summary, |name, value| {
        let mut when = || {
            let at = date::parse(value);
            unread += u64::from(at.is_none() && !value.trim().is_empty());
            at
        };
        let who = || (!value.is_empty()).then(|| value.to_owned());
        match name {
            "creationdate" => facts.created.at = when(),
            "creationid" => facts.created.by = who(),
            "changedate" => facts.changed.at = when(),
            "changeid" => facts.changed.by = who(),
            "usagecount" => {
                facts.use_count = value.trim().parse().ok();
                unread += u64::from(facts.use_count.is_none() && !value.trim().is_empty());
            }
            "lastusagedate" => facts.last_used = when(),
            "tuid" => facts.tuid = who(),
            "xml:lang" => lang = Some(value.trim().replace('_', "-")),
            "lang" => old_lang = Some(value.trim().replace('_', "-")),
            name => dropped += u64::from(!is_lost_on_nobody(name, value)),
        }
    })?;
    summary.dropped_attributes += dropped;
    summary.unread_attributes += unread;
    Ok((facts, lang.or(old_lang).unwrap_or_default()))
}

/// Tells whether an attribute says nothing that could be missed: it is empty, or a name space.
pub(super) fn is_lost_on_nobody(name: &str, value: &str) -> bool {
    value.trim().is_empty() || name.starts_with("xmlns")
}
