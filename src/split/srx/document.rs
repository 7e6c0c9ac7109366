//! An SRX file as it stands: sets of rules, and which set is for which language.
//!
//! Reads SRX 2.0 and the older 1.0, with or without a namespace and a prefix. What
//! has another prefix than the root is another tool's (Okapi keeps its options so) and
//! passed over, as are the header's `segmentsubflows` and `formathandle`, which speak of
//! inline codes: a line that is split here has none. No DTD is read and no entity
//! expanded; one that is not predefined spoils its rule.

use quick_xml::XmlVersion;
use quick_xml::errors::Error as XmlError;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// How many elements may stand one inside the other; honest files have six.
const DEPTH: usize = 100;

/// How many attributes of an element are looked at; SRX has at most two.
const ATTRIBUTES: usize = 32;

/// What is wrong with a file, and on which line, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) line: u64,
    pub(super) reason: String,
}

/// The rules and maps of a file, in its order.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Whether every map that fits a language counts, or only the first.
    pub(super) cascade: bool,
    pub(super) sets: Vec<RuleSet>,
    pub(super) maps: Vec<LanguageMap>,
}

/// A `languagerule`.
#[derive(Debug)]
pub(super) struct RuleSet {
    pub(super) name: String,
    pub(super) line: u64,
    pub(super) rules: Vec<RuleText>,
}

/// A `rule`, with its patterns as they are written.
#[derive(Debug, Default)]
pub(super) struct RuleText {
    pub(super) line: u64,
    pub(super) breaks: bool,
    pub(super) before: String,
    pub(super) after: String,
    /// What makes the rule unreadable.
    pub(super) problem: Option<String>,
}

/// A `languagemap`.
#[derive(Debug)]
pub(super) struct LanguageMap {
    pub(super) line: u64,
    pub(super) pattern: String,
    pub(super) set: String,
}

impl Document {
    /// Reads the text of a file.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let mut parser = Parser {
            xml: quick_xml::Reader::from_str(text),
            text,
            counted: 0,
            line: 1,
            document: Document::default(),
            prefix: None,
            has_root: false,
            open: Vec::new(),
        };
        parser.xml.config_mut().expand_empty_elements = true;
        loop {
            match parser.step() {
                Ok(true) => {}
                Ok(false) => break,
                Err(reason) => {
                    let line = parser.line;
                    return Err(Fault { line, reason });
                }
            }
        }
        parser.document.check(parser.line)
    }

    /// Finds what makes a file of no use: no maps, or a map to a set that is not there.
    fn check(self, last_line: u64) -> Result<Self, Fault> {
        let fault = |line, reason: String| Err(Fault { line, reason });
        if self.maps.is_empty() {
            let reason = "there is no <languagemap>, so no language has rules";
            return fault(last_line, reason.to_owned());
        }
        for map in &self.maps {
            if self.set(&map.set).is_none() {
                return fault(map.line, format!("there are no rules named {:?}", map.set));
            }
        }
        if let Some(set) = self.sets.first()
            && self.sets.iter().all(|set| set.rules.is_empty())
        {
            return fault(set.line, "the file holds no <rule>".to_owned());
        }
        Ok(self)
    }

    /// Returns the rules of a name; of two with one name the first.
    pub(super) fn set(&self, name: &str) -> Option<&RuleSet> {
        self.sets.iter().find(|set| set.name == name)
    }
}

/// An open element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    /// One that only holds others.
    Frame,
    Set,
    Rule,
    Before,
    After,
    /// One that is not ours, with all that is in it.
    Foreign,
}

struct Parser<'a> {
    xml: quick_xml::Reader<&'a [u8]>,
    text: &'a str,
    /// The bytes whose line feeds are in `line`.
    counted: usize,
    /// The line on which the event at hand begins.
    line: u64,
    document: Document,
    /// The prefix of the root, which tells what is SRX.
    prefix: Option<String>,
    has_root: bool,
    open: Vec<Element>,
}

impl Parser<'_> {
    /// Takes one event; `false` at the end.
    fn step(&mut self) -> Result<bool, String> {
        self.count_lines();
        match self.xml.read_event() {
            Ok(Event::Start(tag)) => self.start(&tag)?,
            Ok(Event::End(_)) => {
                self.open.pop();
            }
            Ok(Event::Text(text)) => self.add_text(&text.xml10_content())?,
            Ok(Event::CData(text)) => self.add_text(&text.xml10_content())?,
            Ok(Event::GeneralRef(reference)) => self.add_reference(&reference)?,
            Ok(Event::Eof) if !self.open.is_empty() => {
                return Err("the file ends inside an element".to_owned());
            }
            Ok(Event::Eof) if !self.has_root => {
                return Err("this is no XML: there is no element in it".to_owned());
            }
            Ok(Event::Eof) => return Ok(false),
            Ok(_) => {}
            Err(error) => {
                self.count_lines();
                return Err(format!("this is no well-formed XML: {}", describe(&error)));
            }
        }
        Ok(true)
    }

    fn count_lines(&mut self) {
        let at = usize::try_from(self.xml.buffer_position()).unwrap_or(self.text.len());
        let at = at.clamp(self.counted, self.text.len());
        let feeds = self.text.as_bytes()[self.counted..at].iter();
        self.line += feeds.filter(|&&byte| byte == b'\n').count() as u64;
        self.counted = at;
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        if self.open.len() == DEPTH {
            return Err(format!("more than {DEPTH} elements one inside the other"));
        }
        let name = tag.local_name();
        let name = name.as_ref();
        let prefix = tag.name().prefix().map(|p| p.as_ref().to_owned());
        let element = match self.open.last() {
            None => self.start_root(tag, name, prefix)?,
            Some(Element::Foreign | Element::Before | Element::After) => Element::Foreign,
            Some(_) if prefix != self.prefix => Element::Foreign,
            Some(parent) => match (*parent, name) {
                (Element::Frame, "header") => {
                    if let Some(cascade) = attribute(tag, "cascade")? {
                        self.document.cascade = cascade == "yes";
                    }
                    Element::Foreign
                }
                (Element::Frame, "body" | "languagerules" | "maprules" | "maprule") => {
                    Element::Frame
                }
                (Element::Frame, "languagerule") => self.start_set(tag)?,
                (Element::Frame, "languagemap") => self.start_map(tag)?,
                (Element::Set, "rule") => self.start_rule(tag)?,
                (Element::Rule, "beforebreak") => Element::Before,
                (Element::Rule, "afterbreak") => Element::After,
                _ => Element::Foreign,
            },
        };
        self.open.push(element);
        Ok(())
    }

    fn start_root(
        &mut self,
        tag: &BytesStart<'_>,
        name: &str,
        prefix: Option<String>,
    ) -> Result<Element, String> {
        if self.has_root {
            return Err("there is more after </srx>".to_owned());
        }
        if name != "srx" {
            return Err(format!("this is no SRX: the file holds <{name}>"));
        }
        let version = attribute(tag, "version")?;
        self.document.cascade = match version.as_deref() {
            // The attribute is obligatory; OmegaT leaves it out and means yes.
            Some("2.0") | None => true,
            // SRX 1.0 knows no cascade.
            Some("1.0") => false,
            Some(other) => return Err(format!("SRX of version {other:?} is not known")),
        };
        self.has_root = true;
        self.prefix = prefix;
        Ok(Element::Frame)
    }

    fn start_set(&mut self, tag: &BytesStart<'_>) -> Result<Element, String> {
        let name = attribute(tag, "languagerulename")?
            .ok_or("a <languagerule> without a languagerulename")?;
        self.document.sets.push(RuleSet {
            name,
            line: self.line,
            rules: Vec::new(),
        });
        Ok(Element::Set)
    }

    fn start_map(&mut self, tag: &BytesStart<'_>) -> Result<Element, String> {
        let missing = |name| format!("a <languagemap> without a {name}");
        let pattern =
            attribute(tag, "languagepattern")?.ok_or_else(|| missing("languagepattern"))?;
        let set = attribute(tag, "languagerulename")?.ok_or_else(|| missing("languagerulename"))?;
        self.document.maps.push(LanguageMap {
            line: self.line,
            pattern,
            set,
        });
        Ok(Element::Foreign)
    }

    fn start_rule(&mut self, tag: &BytesStart<'_>) -> Result<Element, String> {
        let mut rule = RuleText {
            line: self.line,
            ..RuleText::default()
        };
        let breaks = attribute(tag, "break")?.unwrap_or_else(|| "yes".to_owned());
        match breaks.to_ascii_lowercase().as_str() {
            "yes" => rule.breaks = true,
            "no" => {}
            _ => rule.problem = Some(format!("break={breaks:?} is neither yes nor no")),
        }
        if let Some(set) = self.document.sets.last_mut() {
            set.rules.push(rule);
        }
        Ok(Element::Rule)
    }

    /// The rule at hand, and which of its patterns is open.
    fn pattern(&mut self) -> Option<(&mut RuleText, Element)> {
        let element = *self.open.last()?;
        let rule = self.document.sets.last_mut()?.rules.last_mut()?;
        matches!(element, Element::Before | Element::After).then_some((rule, element))
    }

    fn add_text(&mut self, text: &str) -> Result<(), String> {
        if self.open.is_empty() && !text.trim().is_empty() {
            return Err(match self.has_root {
                true => "there is more after </srx>",
                false => "this is no XML: it begins with text",
            }
            .to_owned());
        }
        match self.pattern() {
            Some((rule, Element::Before)) => rule.before.push_str(text),
            Some((rule, _)) => rule.after.push_str(text),
            None => {}
        }
        Ok(())
    }

    /// Adds the character that a reference names.
    fn add_reference(&mut self, reference: &BytesRef<'_>) -> Result<(), String> {
        let c = match reference.resolve_char_ref() {
            Ok(Some(c)) => Some(c),
            Ok(None) => match &**reference {
                "lt" => Some('<'),
                "gt" => Some('>'),
                "amp" => Some('&'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                _ => None,
            },
            Err(_) => None,
        };
        if let Some(c) = c {
            return self.add_text(c.encode_utf8(&mut [0; 4]));
        }
        if let Some((rule, _)) = self.pattern() {
            let reason = format!("&{}; is no character, and no DTD is read", &**reference);
            rule.problem.get_or_insert(reason);
        }
        Ok(())
    }
}

/// The value of an attribute, whatever its prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    // The parser's check for doubles compares each name with all before it.
    for attribute in tag.attributes().with_checks(false).take(ATTRIBUTES) {
        let attribute = attribute.map_err(|error| format!("a bad attribute: {error}"))?;
        if attribute.key.as_ref() == name {
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| format!("in {name}: {error}"))?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// Says what the parser found, without the name of its layer.
fn describe(error: &XmlError) -> String {
    match error {
        XmlError::Syntax(error) => error.to_string(),
        XmlError::IllFormed(error) => error.to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = "<rule break='no'><beforebreak>a</beforebreak></rule>";

    fn file(root: &str, body: &str) -> String {
        format!("<srx {root}>\n<header cascade='no'/>\n<body>\n{body}\n</body></srx>")
    }

    fn whole(rules: &str) -> String {
        let map = "<maprules><languagemap languagepattern='x' languagerulename='A'/></maprules>";
        let rules = format!(
            "<languagerules><languagerule languagerulename='A'>{rules}</languagerule></languagerules>"
        );
        file("version='2.0'", &format!("{rules}\n{map}"))
    }

    fn fault(text: &str) -> (u64, String) {
        let fault = Document::parse(text).expect_err(text);
        (fault.line, fault.reason)
    }

    #[test]
    fn a_file_is_read_with_and_without_a_prefix() {
        for (open, close) in [("", ""), ("s:", "xmlns:s='http://www.lisa.org/srx20'")] {
            let text = format!(
                "<!DOCTYPE srx [<!ENTITY e 'x'>]><{open}srx {close} version='2.0'><{open}header cascade='yes'><{open}formathandle type='end' include='yes'/></{open}header>
                <{open}body><{open}languagerules><{open}languagerule languagerulename='A'><{open}rule>
                <!-- why --><{open}beforebreak>\\.&lt;&#1567;<![CDATA[<]]></{open}beforebreak><{open}afterbreak> </{open}afterbreak></{open}rule>
                </{open}languagerule></{open}languagerules><{open}maprules><{open}languagemap languagepattern='a.*' languagerulename='A'/></{open}maprules></{open}body></{open}srx>"
            );
            let document = Document::parse(&text).unwrap();
            assert!(document.cascade);
            let rule = &document.sets[0].rules[0];
            assert_eq!(
                (rule.before.as_str(), rule.after.as_str(), rule.line),
                ("\\.<؟<", " ", 2)
            );
            assert!(rule.breaks && rule.problem.is_none());
            assert_eq!(document.maps[0].pattern, "a.*");
        }
    }

    #[test]
    fn version_one_has_no_cascade_and_names_its_maps() {
        let body = format!(
            "<languagerules><languagerule languagerulename='A'>{RULE}</languagerule></languagerules>\
             <maprules><maprule maprulename='M'><languagemap languagepattern='.*' languagerulename='A'/></maprule></maprules>"
        );
        let text =
            format!("<srx version='1.0'><header segmentsubflows='yes'/><body>{body}</body></srx>");
        let document = Document::parse(&text).unwrap();
        assert!(!document.cascade);
        assert_eq!(document.maps.len(), 1);
    }

    #[test]
    fn what_other_tools_add_is_passed_over() {
        let extra = "<okp:options xmlns:okp='o' useJavaRegex='yes'><okp:rule><okp:beforebreak>x</okp:beforebreak></okp:rule></okp:options>";
        let document = Document::parse(&whole(&format!("{extra}{RULE}{extra}"))).unwrap();
        assert_eq!(document.sets[0].rules.len(), 1);
        assert_eq!(document.sets[0].rules[0].before, "a");
    }

    #[test]
    fn a_bad_rule_is_kept_with_its_problem() {
        let rules = "<rule break='maybe'/><rule><beforebreak>&nbsp;</beforebreak></rule>";
        let document = Document::parse(&whole(rules)).unwrap();
        let problems: Vec<_> = document.sets[0]
            .rules
            .iter()
            .map(|rule| rule.problem.as_deref())
            .collect();
        assert_eq!(
            problems,
            [
                Some("break=\"maybe\" is neither yes nor no"),
                Some("&nbsp; is no character, and no DTD is read")
            ]
        );
    }

    #[test]
    fn a_broken_file_is_told_with_its_line() {
        let no_map = "<languagerules><languagerule languagerulename='A'><rule/></languagerule></languagerules>";
        for (name, text, line, reason) in [
            (
                "nothing",
                "",
                1,
                "this is no XML: there is no element in it",
            ),
            (
                "plain text",
                "مرحبا",
                1,
                "this is no XML: it begins with text",
            ),
            (
                "another format",
                "<tmx/>",
                1,
                "this is no SRX: the file holds <tmx>",
            ),
            (
                "another version",
                "\n<srx version='3'/>",
                2,
                "SRX of version \"3\" is not known",
            ),
            (
                "cut off",
                "<srx>\n<body>\n",
                3,
                "the file ends inside an element",
            ),
            (
                "no map",
                &file("", no_map),
                5,
                "there is no <languagemap>, so no language has rules",
            ),
            (
                "a second root",
                "<srx/>\n<srx/>",
                2,
                "there is more after </srx>",
            ),
            ("no rule", &whole(""), 4, "the file holds no <rule>"),
            (
                "a map to nothing",
                &whole(RULE).replace("rulename='A'/", "rulename='B'/"),
                5,
                "there are no rules named \"B\"",
            ),
            (
                "a map without a name",
                &whole(RULE).replace("languagerulename='A'/", "/"),
                5,
                "a <languagemap> without a languagerulename",
            ),
        ] {
            assert_eq!(fault(text), (line, reason.to_owned()), "{name}");
        }
        let (line, reason) = fault("<srx>\n<body>\n</srx>");
        assert_eq!(line, 3);
        assert!(
            reason.starts_with("this is no well-formed XML: "),
            "{reason}"
        );
        assert_eq!(
            fault(&"<srx>".repeat(200)).1,
            "more than 100 elements one inside the other"
        );
    }
}
