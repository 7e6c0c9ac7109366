//! The inline codes of a text: collected while it is read, put back when it is written.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use crate::bitext::inline::fit;
use crate::bitext::{InlineAttribute, InlineCode, InlineElement, InlineEvent, InlineName, Variant};
use crate::exchange::xml::{push_attribute, push_text};
use crate::exchange::{ReadSummary, legal};

use super::attributes;

/// The codes of the text that is being read.
#[derive(Debug, Default)]
pub(super) struct Codes {
    codes: Vec<InlineCode>,
}

impl Codes {
    pub(super) fn clear(&mut self) {
        self.codes.clear();
    }

    /// Adds an element that begins after `at` bytes of text; returns the bytes that it takes up.
    ///
    /// Attributes that it cannot have are counted. What is wrong with one costs
    /// those after it, not the unit: the text is whole without them.
    pub(super) fn open(
        &mut self,
        at: usize,
        name: InlineName,
        tag: &BytesStart<'_>,
        summary: &mut ReadSummary,
    ) -> usize {
        let mut attributes = BTreeMap::new();
        let mut bytes = 0;
        let mut unknown = 0;
        let read = attributes::each(tag, summary, |attribute, value| {
            let known = name.attributes().iter().find(|a| a.name() == attribute);
            let half = value.trim().to_ascii_lowercase();
            let value = match known {
                Some(InlineAttribute::Pos) if matches!(half.as_str(), "begin" | "end") => half,
                Some(InlineAttribute::Pos) | None => {
                    unknown += u64::from(!attributes::is_lost_on_nobody(attribute, value));
                    return;
                }
                Some(_) => value.to_owned(),
            };
            bytes += value.len() + size_of::<(InlineAttribute, String)>();
            attributes.extend(known.map(|&known| (known, value)));
        });
        summary.dropped_attributes += unknown + u64::from(read.is_err());
        bytes + self.add(at, InlineEvent::Open(InlineElement { name, attributes }))
    }

    /// Adds an event after `at` bytes of text; returns the bytes that it takes up.
    pub(super) fn add(&mut self, at: usize, event: InlineEvent) -> usize {
        self.codes.push(InlineCode { at, event });
        size_of::<InlineCode>()
    }

    /// Adds native code; returns the bytes that it takes up.
    pub(super) fn add_native(&mut self, at: usize, code: &str, dropped: &mut u64) -> usize {
        let mut bytes = code.len();
        if !matches!(self.codes.last(), Some(last) if matches!(last.event, InlineEvent::Native(_)))
        {
            bytes += self.add(at, InlineEvent::Native(String::new()));
        }
        if let Some(InlineCode {
            event: InlineEvent::Native(native),
            ..
        }) = self.codes.last_mut()
        {
            *dropped += legal::push(native, code);
        }
        bytes
    }

    /// Takes the codes of a text that is at its end, each with the attribute that it must have.
    ///
    /// The halves of pairs that are not numbered, as before TMX 1.4, are numbered by their nesting; an `it` that does
    /// not say which half it is becomes a `ph`.
    pub(super) fn take(&mut self) -> Vec<InlineCode> {
        if self.codes.is_empty() {
            return Vec::new();
        }
        let mut codes = std::mem::take(&mut self.codes);
        codes.retain(|code| !matches!(&code.event, InlineEvent::Native(code) if code.is_empty()));
        let mut last = codes
            .iter()
            .filter_map(|code| match &code.event {
                InlineEvent::Open(element) => element.attributes.get(&InlineAttribute::I),
                _ => None,
            })
            .filter_map(|number| number.parse::<u32>().ok())
            .max()
            .unwrap_or(0);
        let mut unpaired = Vec::new();
        for code in &mut codes {
            let InlineEvent::Open(element) = &mut code.event else {
                continue;
            };
            let Some(required) = element.name.required() else {
                continue;
            };
            if element.attributes.contains_key(&required) {
                continue;
            }
            let mut fresh = || {
                last = last.saturating_add(1);
                last
            };
            let number = match element.name {
                InlineName::Bpt => {
                    let number = fresh();
                    unpaired.push(number);
                    number
                }
                InlineName::Ept => unpaired.pop().unwrap_or_else(fresh),
                _ => {
                    element.name = InlineName::Ph;
                    continue;
                }
            };
            element.attributes.insert(required, number.to_string());
        }
        codes
    }
}

/// What writing a text left out.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    /// Characters that XML forbids.
    pub(super) characters: u64,
    /// Whether its codes do not fit it.
    pub(super) codes: bool,
}

/// Appends the text of `variant` with its inline codes, as far as they fit.
pub(super) fn push(buffer: &mut String, variant: &Variant) -> LeftOut {
    let Variant { text, codes, .. } = variant;
    let mut left_out = LeftOut::default();
    if !codes.is_empty() && !fit(codes, text) {
        left_out.codes = true;
    }
    if codes.is_empty() || left_out.codes {
        left_out.characters = push_text(buffer, text);
        return left_out;
    }
    let mut open = Vec::new();
    let mut before = 0;
    let mut dropped = 0;
    let mut codes = codes.iter().peekable();
    while let Some(InlineCode { at, event }) = codes.next() {
        dropped += push_text(buffer, &text[before..*at]);
        before = *at;
        match event {
            InlineEvent::Open(InlineElement { name, attributes }) => {
                buffer.push('<');
                buffer.push_str(name.name());
                for (attribute, value) in attributes {
                    dropped += push_attribute(buffer, attribute.name(), value);
                }
                let closes =
                    |next: &&InlineCode| next.at == *at && next.event == InlineEvent::Close;
                if codes.next_if(closes).is_some() {
                    buffer.push_str("/>");
                } else {
                    buffer.push('>');
                    open.push(name.name());
                }
            }
            InlineEvent::Close => {
                // That there is one was seen before.
                if let Some(name) = open.pop() {
                    buffer.extend(["</", name, ">"]);
                }
            }
            InlineEvent::Native(code) => dropped += push_text(buffer, code),
        }
    }
    dropped += push_text(buffer, &text[before..]);
    left_out.characters = dropped;
    left_out
}
