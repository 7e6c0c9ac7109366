//! What translations change in a unit: its target, state and alternatives, where each version has them.

use crate::bitext::Lang;
use crate::exchange::xliff::edit::{Edits, opened, with_attributes};
use crate::exchange::xliff::state::OWN;
use crate::exchange::xliff::unit::{Content, Part, Segment, Unit};
use crate::exchange::xliff::walk::Frame;
use crate::exchange::xml::{push_attribute, push_text};

use super::Suggestion;

/// The score from which on a translation needs no review.
const FINISHED: u8 = 100;

/// What was found for a segment.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) is_asked: bool,
    pub(super) is_done: bool,
    pub(super) is_filled: bool,
    pub(super) from: Option<Lang>,
    pub(super) suggestions: Vec<Suggestion>,
}

impl Found {
    /// Tells whether the best suggestion is put into `source`'s place as one that needs no review.
    fn is_finished(&self, source: &Content) -> bool {
        let best = self.suggestions.first();
        best.is_some_and(|best| best.score >= FINISHED) && !source.has_markup
    }

    /// Returns what stands beside the target: all, but for what the target itself says in full.
    fn alternatives(&self) -> &[Suggestion] {
        match self.suggestions.split_first() {
            Some((best, others)) if self.is_filled && best.score >= FINISHED => others,
            _ => &self.suggestions,
        }
    }
}

/// The changes of a unit.
pub(super) struct Changes<'a> {
    pub(super) raw: &'a str,
    pub(super) frame: &'a Frame,
    pub(super) unit: &'a Unit,
    pub(super) edits: &'a mut Edits,
}

impl Changes<'_> {
    /// Returns what stands in a target with the best suggestion, where that can be told.
    fn body(&self, source: &Content, found: &Found) -> Option<String> {
        let best = found.suggestions.first()?;
        let core = source.core.clone()?;
        if source.is_broken {
            return None;
        }
        let target = best.fitted.as_ref().unwrap_or(&best.target);
        let mut body = String::new();
        if !source.has_markup {
            let text = &source.text;
            let lead = text.len() - text.trim_start().len();
            push_text(&mut body, &text[..lead]);
            push_text(&mut body, target.trim());
            push_text(&mut body, &text[text.trim_end().len()..]);
            return Some(body);
        }
        let inside = &self.raw[core.clone()];
        let lead = inside.len() - inside.trim_start().len();
        body.push_str(&self.raw[source.inner.start..core.start + lead]);
        push_text(&mut body, target.trim());
        body.push_str(&self.raw[core.start + inside.trim_end().len()..source.inner.end]);
        Some(body)
    }

    /// Puts `body` between the tags of a content that is there.
    fn put(&mut self, content: &Content, body: &str, attributes: &[(&str, Option<&str>)]) {
        let (whole, inner) = (&content.whole, &content.inner);
        if content.is_empty_tag {
            let tag = with_attributes(&opened(&self.raw[whole.clone()]), attributes);
            let name = name(&self.raw[whole.clone()]);
            self.edits
                .replace(whole.clone(), format!("{tag}{body}</{name}>"));
            return;
        }
        if !attributes.is_empty() {
            let tag = with_attributes(&self.raw[whole.start..inner.start], attributes);
            self.edits.replace(whole.start..inner.start, tag);
        }
        self.edits.replace(inner.clone(), body.to_owned());
    }

    /// Changes a unit of XLIFF 1.
    pub(super) fn one(&mut self, found: &mut [Found]) {
        let unit = self.unit;
        let bodies: Vec<Option<String>> = unit
            .segments
            .iter()
            .zip(&*found)
            .map(|(segment, found)| self.body(&segment.source, found))
            .collect();
        let target = unit.target.as_ref();
        let parts = target.is_some_and(|target| !target.parts.is_empty());
        for (index, found) in found.iter_mut().enumerate() {
            // In a target that is cut already there must be a place for it.
            let has_place = !unit.is_cut || !parts || unit.segments[index].target.is_some();
            found.is_filled = bodies[index].is_some() && has_place;
        }
        let attributes = self.state(found);
        let any = found.iter().any(|found| found.is_filled);
        let mut new = String::new();
        match (any, target) {
            (false, _) => {}
            (true, Some(target)) if unit.is_cut && parts => {
                let tag = target.content.whole.start..target.content.inner.start;
                let changed = with_attributes(&self.raw[tag.clone()], &attributes);
                self.edits.replace(tag, changed);
                for ((segment, body), found) in unit.segments.iter().zip(&bodies).zip(&*found) {
                    if let (Some(target), Some(body), true) =
                        (&segment.target, body, found.is_filled)
                    {
                        self.put(target, body, &[]);
                    }
                }
            }
            (true, target) => {
                let body = match unit.is_cut {
                    true => self.cut(&bodies),
                    false => bodies[0].clone().unwrap_or_default(),
                };
                match target {
                    Some(target) => self.put(&target.content, &body, &attributes),
                    None => {
                        let prefix = &self.frame.prefix;
                        let mut tag = format!("<{prefix}target>");
                        if self.frame.target.is_empty()
                            && let Some(from) = found.iter().find_map(|found| found.from)
                        {
                            let lang = from.other().code();
                            tag = with_attributes(&tag, &[("xml:lang", Some(lang))]);
                        }
                        new = with_attributes(&tag, &attributes);
                        new.push_str(&body);
                        new.push_str(&format!("</{prefix}target>"));
                    }
                }
            }
        }
        for (segment, found) in unit.segments.iter().zip(&*found) {
            self.alt_trans(segment, found, &mut new);
        }
        let source = unit.source.as_ref();
        let after = target.or(unit.segmented.as_ref()).or(source);
        if let (Some(after), false) = (after, new.is_empty()) {
            self.edits.insert(after.content.whole.end, new);
        }
    }

    /// Returns what the state of a target becomes.
    fn state(&self, found: &[Found]) -> [(&'static str, Option<&'static str>); 2] {
        let segments = &self.unit.segments;
        let mut all = segments.iter().zip(found);
        let is_whole = all.all(|(segment, found)| {
            segment.source.is_blank()
                || found.is_done
                || found.is_filled && found.is_finished(&segment.source)
        });
        let filled = || found.iter().filter(|found| found.is_filled);
        let is_exact = |found: &Found| found.suggestions[0].score >= FINISHED;
        let qualifier = match (filled().all(is_exact), filled().any(is_exact)) {
            (true, true) => Some("exact-match"),
            _ => Some("fuzzy-match"),
        };
        let state = match is_whole {
            true => "translated",
            false => "needs-review-translation",
        };
        [("state", Some(state)), ("state-qualifier", qualifier)]
    }

    /// Returns the source as it is cut, with bodies for its segments.
    fn cut(&self, bodies: &[Option<String>]) -> String {
        let empty = Part::default();
        let cut = match &self.unit.segmented {
            Some(segmented) if !segmented.parts.is_empty() => segmented,
            _ => self.unit.source.as_ref().unwrap_or(&empty),
        };
        let mut body = String::new();
        let mut at = cut.content.inner.start;
        for ((_, part), filled) in cut.parts.iter().zip(bodies) {
            let filled = filled.as_deref().unwrap_or_default();
            match part.is_empty_tag {
                true => body.push_str(&self.raw[at..part.whole.end]),
                false => {
                    body.push_str(&self.raw[at..part.inner.start]);
                    body.push_str(filled);
                    body.push_str(&self.raw[part.inner.end..part.whole.end]);
                }
            }
            at = part.whole.end;
        }
        body.push_str(&self.raw[at..cut.content.inner.end]);
        body
    }

    /// Appends the alternatives of a segment of XLIFF 1.
    fn alt_trans(&self, segment: &Segment, found: &Found, text: &mut String) {
        let prefix = &self.frame.prefix;
        for suggestion in found.alternatives() {
            text.extend(["<", prefix, "alt-trans"]);
            push_attribute(text, "match-quality", &suggestion.score.to_string());
            push_attribute(text, "origin", &suggestion.origin);
            if self.unit.is_cut {
                push_attribute(text, "mid", &segment.id);
            }
            text.push('>');
            for (name, own) in [
                ("source", &suggestion.source),
                ("target", &suggestion.target),
            ] {
                text.extend(["<", prefix, name]);
                if let Some(from) = found.from {
                    let (tag, lang) = match name {
                        "source" => (&self.frame.source, from),
                        _ => (&self.frame.target, from.other()),
                    };
                    let tag = match tag.is_empty() {
                        true => lang.code(),
                        false => tag,
                    };
                    push_attribute(text, "xml:lang", tag);
                }
                text.push('>');
                push_text(text, own);
                text.extend(["</", prefix, name, ">"]);
            }
            text.extend(["</", prefix, "alt-trans>"]);
        }
    }

    /// Changes a unit of XLIFF 2.
    pub(super) fn two(&mut self, found: &mut [Found]) {
        let mut matches = String::new();
        let existing = self.unit.matches.as_ref();
        let module = existing
            .map_or("mtc:", |matches| &matches.prefix)
            .to_owned();
        for (index, (segment, found)) in self.unit.segments.iter().zip(found).enumerate() {
            let body = self.body(&segment.source, found);
            let mut attributes = Vec::new();
            if let Some(body) = body {
                found.is_filled = true;
                match &segment.target {
                    Some(target) => self.put(target, &body, &[]),
                    None => {
                        let prefix = &self.frame.prefix;
                        let target = format!("<{prefix}target>{body}</{prefix}target>");
                        self.edits.insert(segment.source.whole.end, target);
                    }
                }
                let (state, sub_state) = match found.is_finished(&segment.source) {
                    true => ("translated", "exact-match"),
                    false if found.suggestions[0].score >= FINISHED => ("initial", "codes"),
                    false => ("initial", "fuzzy-match"),
                };
                attributes.push(("state", state.to_owned()));
                attributes.push(("subState", format!("{OWN}{sub_state}")));
            }
            let alternatives = found.alternatives();
            if !alternatives.is_empty() {
                let id = match segment.id.as_str() {
                    "" => {
                        let id = self.free_id(index);
                        attributes.push(("id", id.clone()));
                        id
                    }
                    id => id.to_owned(),
                };
                for suggestion in alternatives {
                    self.mtc_match(&module, &id, suggestion, &mut matches);
                }
            }
            if !attributes.is_empty() {
                let attributes: Vec<(&str, Option<&str>)> = attributes
                    .iter()
                    .map(|(name, value)| (*name, Some(value.as_str())))
                    .collect();
                let tag = with_attributes(&self.raw[segment.tag.clone()], &attributes);
                self.edits.replace(segment.tag.clone(), tag);
            }
        }
        if matches.is_empty() {
            return;
        }
        match existing {
            None => self.edits.insert(
                self.unit.tag.end,
                format!(
                    "<mtc:matches xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\">{matches}</mtc:matches>"
                ),
            ),
            Some(there) if there.is_empty_tag => {
                let tag = opened(&self.raw[there.end.clone()]);
                let all = format!("{tag}{matches}</{module}matches>");
                self.edits.replace(there.end.clone(), all);
            }
            Some(there) => self.edits.insert(there.end.start, matches),
        }
    }

    /// Returns an id for a segment that nothing in the unit has.
    fn free_id(&self, index: usize) -> String {
        let mut id = format!("dhakira{}", index + 1);
        while self.raw.contains(&id) {
            id.push('x');
        }
        id
    }

    /// Appends an alternative of XLIFF 2 for the segment `id`.
    fn mtc_match(&self, module: &str, id: &str, suggestion: &Suggestion, text: &mut String) {
        let prefix = &self.frame.prefix;
        text.extend(["<", module, "match"]);
        push_attribute(text, "ref", &format!("#{id}"));
        push_attribute(text, "matchQuality", &suggestion.score.min(100).to_string());
        push_attribute(
            text,
            "similarity",
            &suggestion.similarity.min(100).to_string(),
        );
        push_attribute(text, "origin", &suggestion.origin);
        let kind = match suggestion.score {
            101.. => "ice",
            _ => "tm",
        };
        push_attribute(text, "type", kind);
        text.push('>');
        for (name, own) in [
            ("source", &suggestion.source),
            ("target", &suggestion.target),
        ] {
            text.extend(["<", prefix, name, ">"]);
            push_text(text, own);
            text.extend(["</", prefix, name, ">"]);
        }
        text.extend(["</", module, "match>"]);
    }
}

/// Returns the name in a tag.
fn name(tag: &str) -> &str {
    let tag = tag.trim_start_matches('<');
    let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
    &tag[..end.unwrap_or(tag.len())]
}
