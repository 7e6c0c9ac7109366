//! TBX: concepts with terms in many languages.
//!
//! Version 2 has `termEntry`, `langSet`, `tig` or `ntig`; version 3 `conceptEntry`,
//! `langSec`, `termSec`. A term that is said to be deprecated or superseded is left out.

use quick_xml::errors::{Error as XmlError, IllFormedError};
use quick_xml::events::{BytesStart, Event};

use crate::bitext::Lang;
use crate::exchange::input::Input;
use crate::exchange::xml::{self, DEPTH, describe};
use crate::exchange::{Fault, ReadOptions, ReadSummary, legal};

use super::{Concept, Glossary};

/// What an open element is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Frame,
    Entry,
    /// Of one of our languages, or of another one.
    Language(Option<Lang>),
    /// What holds a term and what is said of it.
    Section(Option<Lang>),
    Term(Option<Lang>),
    /// Inside a term.
    Text,
    /// What says whether a term is still in use.
    Usage,
    Other,
}

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Result<Glossary, Fault> {
    let mut xml = quick_xml::Reader::from_reader(Input::new(bytes, ReadOptions::LIMIT));
    xml.config_mut().expand_empty_elements = true;
    let mut parser = Parser::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let line = xml.get_mut().begin_piece();
        let fault = |reason: &str| Fault::new(line, None, reason);
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Eof) if !parser.open.is_empty() => {
                return Err(fault("the file ends inside an element"));
            }
            Ok(Event::Eof) if !parser.has_root => return Err(fault("there is no TBX in the file")),
            Ok(Event::Eof) => return Ok(parser.glossary),
            Ok(event) => parser.take(&event, line).map_err(|reason| fault(&reason))?,
            Err(XmlError::IllFormed(IllFormedError::UnclosedReference))
                if !parser.open.is_empty() =>
            {
                parser.spoil(line, "a `&` that begins no reference".to_owned());
            }
            Err(error) => return Err(fault(&describe(&error))),
        }
    }
}

#[derive(Default)]
struct Parser {
    glossary: Glossary,
    summary: ReadSummary,
    open: Vec<Element>,
    has_root: bool,
    concept: Concept,
    /// The number of the entry, from 1, and the first thing wrong with it.
    number: u64,
    problem: Option<Fault>,
    /// The open term, or what is said of its use.
    text: String,
    /// The terms of the open section, and whether they are out of use.
    terms: Vec<String>,
    is_old: bool,
}

impl Parser {
    fn take(&mut self, event: &Event<'_>, line: u64) -> Result<(), String> {
        match event {
            Event::Start(tag) => return self.start(tag, line),
            Event::End(_) => self.end(),
            Event::Text(text) => self.add_text(&text.xml10_content()),
            Event::CData(text) => self.add_text(&text.xml10_content()),
            Event::GeneralRef(reference) if self.takes_text() => match xml::resolve(reference) {
                Ok(c) => self.add_text(c.encode_utf8(&mut [0; 4])),
                Err(reason) => self.spoil(line, reason),
            },
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>, line: u64) -> Result<(), String> {
        if self.open.len() == DEPTH {
            return Err(format!("more than {DEPTH} elements one inside the other"));
        }
        let name = tag.local_name();
        let name = name.as_ref();
        let mut attributes = (String::new(), String::new());
        let read = xml::each(tag, &mut self.summary, |name, value| match name {
            "xml:lang" => attributes.0 = value.to_owned(),
            "type" => attributes.1 = value.to_owned(),
            _ => {}
        });
        let (lang, kind) = attributes;
        let element = match (self.open.last().copied(), name) {
            (None, "martif" | "tbx") => {
                self.has_root = true;
                Element::Frame
            }
            (None, name) => return Err(format!("the file holds <{name}>, no TBX")),
            (Some(Element::Frame), "termEntry" | "conceptEntry") => {
                self.number += 1;
                self.concept = Concept::default();
                self.problem = None;
                Element::Entry
            }
            (Some(Element::Frame), "text" | "body") => Element::Frame,
            (Some(Element::Entry), "langSet" | "langSec") => {
                Element::Language(Lang::from_tag(&lang))
            }
            (Some(Element::Language(lang)), "tig" | "ntig" | "termSec") => {
                self.terms.clear();
                self.is_old = false;
                Element::Section(lang)
            }
            (Some(Element::Section(lang)), "termGrp") => {
                // A frame around the term of an `ntig`.
                Element::Section(lang)
            }
            (Some(Element::Section(lang)), "term") => {
                self.text.clear();
                Element::Term(lang)
            }
            (Some(Element::Section(_)), "termNote" | "administrativeStatus")
                if name != "termNote" || kind == "administrativeStatus" =>
            {
                self.text.clear();
                Element::Usage
            }
            (Some(Element::Term(_) | Element::Text), _) => Element::Text,
            _ => Element::Other,
        };
        if let Err(reason) = read {
            self.spoil(line, reason);
        }
        self.open.push(element);
        Ok(())
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Element::Term(lang)) => {
                let term = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
                match lang {
                    None => self.glossary.other_languages += 1,
                    Some(_) if term.is_empty() => {}
                    Some(_) => self.terms.push(term),
                }
            }
            Some(Element::Usage) => {
                let is_old = |word: &str| self.text.trim().starts_with(word);
                self.is_old |= is_old("deprecated") || is_old("superseded");
            }
            Some(Element::Section(lang)) => {
                let is_inner = matches!(self.open.last(), Some(Element::Section(_)));
                if is_inner {
                    return;
                }
                let terms = std::mem::take(&mut self.terms);
                match lang {
                    _ if self.is_old => {}
                    Some(Lang::Ar) => self.concept.ar.extend(terms),
                    Some(Lang::En) => self.concept.en.extend(terms),
                    None => {}
                }
            }
            Some(Element::Entry) => match self.problem.take() {
                Some(fault) => self.glossary.faults.push(fault),
                None => {
                    let concept = std::mem::take(&mut self.concept);
                    self.glossary.add(concept);
                }
            },
            _ => {}
        }
    }

    fn takes_text(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Element::Term(_) | Element::Text | Element::Usage)
        )
    }

    fn add_text(&mut self, text: &str) {
        if self.takes_text() {
            legal::push(&mut self.text, text);
        }
    }

    /// Notes what is wrong with the open entry; the first thing counts.
    fn spoil(&mut self, line: u64, reason: String) {
        if self.open.contains(&Element::Entry) {
            let number = self.number;
            self.problem
                .get_or_insert_with(|| Fault::new(line, Some(number), &reason));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concept(ar: &[&str], en: &[&str]) -> Concept {
        let owned = |terms: &[&str]| terms.iter().map(|term| (*term).to_owned()).collect();
        Concept {
            ar: owned(ar),
            en: owned(en),
        }
    }

    #[test]
    fn both_versions_give_their_concepts() {
        let two = "<?xml version='1.0'?><!DOCTYPE martif SYSTEM \"TBXBasiccoreStructV02.dtd\"><martif type=\"TBX-Basic\">\
            <martifHeader><fileDesc><p>x</p></fileDesc></martifHeader><text><body><termEntry id=\"1\"><descrip>d</descrip>\
            <langSet xml:lang=\"en\"><tig><term>exchange\n <hi>rate</hi></term><termNote type=\"partOfSpeech\">noun</termNote>\
            </tig><ntig><termGrp><term>rate</term></termGrp></ntig><tig><term>old</term>\
            <termNote type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote></tig></langSet>\
            <langSet xml:lang=\"ar\"><tig><term>سعر &amp; صرف</term></tig></langSet>\
            <langSet xml:lang=\"fr\"><tig><term>taux</term></tig></langSet></termEntry>\
            <termEntry><langSet xml:lang=\"en\"><tig><term>alone</term></tig></langSet></termEntry></body></text></martif>";
        let glossary = read(two.as_bytes()).unwrap();
        assert_eq!(
            glossary.concepts,
            [concept(&["سعر & صرف"], &["exchange rate", "rate"])]
        );
        assert_eq!((glossary.other_languages, glossary.one_sided), (1, 1));
        let three = "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" xmlns=\"urn:iso:std:iso:30042:ed-2\"><tbxHeader/>\
            <text><body><conceptEntry id=\"c1\"><langSec xml:lang=\"ar-SA\"><termSec><term>وفد</term></termSec></langSec>\
            <langSec xml:lang=\"en-US\"><termSec><term>delegation</term></termSec></langSec></conceptEntry></body></text></tbx>";
        assert_eq!(
            read(three.as_bytes()).unwrap().concepts,
            [concept(&["وفد"], &["delegation"])]
        );
        let utf16: Vec<u8> = format!("\u{feff}{three}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read(&utf16).unwrap().concepts.len(), 1);
    }

    #[test]
    fn a_broken_entry_costs_itself_and_a_broken_file_is_a_fault() {
        let entry = |ar: &str| {
            format!(
                "<termEntry><langSet xml:lang=\"ar\"><tig><term>{ar}</term></tig></langSet>\
                 <langSet xml:lang=\"en\"><tig><term>x</term></tig></langSet></termEntry>"
            )
        };
        let file = |entries: &str| format!("<martif><text><body>{entries}</body></text></martif>");
        let entries = format!("{}\n{}\n{}", entry("وفد"), entry("&bad;"), entry("سعر"));
        let glossary = read(file(&entries).as_bytes()).unwrap();
        assert_eq!(glossary.concepts.len(), 2);
        let fault = &glossary.faults[0];
        assert_eq!((fault.line, fault.unit), (2, Some(2)));
        for (bad, reason) in [
            ("<tmx/>", "the file holds <tmx>, no TBX"),
            ("", "there is no TBX in the file"),
            ("<martif><text>", "the file ends inside an element"),
        ] {
            assert_eq!(read(bad.as_bytes()).unwrap_err().reason, reason);
        }
    }
}
