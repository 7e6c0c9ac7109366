//! Inline codes: the markup inside a text, kept beside it.
//!
//! A text is looked up, compared and aligned without its markup. What stood in it
//! is a list of events, each at a byte of the plain text: an element opens, the innermost
//! one closes, or there is native code, such as `<b>` of the page that was translated.
//! The names are those of TMX. `hi` and `sub` hold text, which is part of the plain
//! text; the others hold native code only, and `sub` inside them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// An event inside a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InlineCode {
    /// Where it stands: a byte offset into the plain text.
    pub at: usize,
    /// What stands there.
    #[serde(flatten)]
    pub event: InlineEvent,
}

/// What stands at a place inside a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InlineEvent {
    /// An element begins.
    Open(InlineElement),
    /// The innermost open element ends.
    Close,
    /// Native code.
    Native(String),
}

/// An element that begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InlineElement {
    /// Which.
    pub name: InlineName,
    /// Its attributes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<InlineAttribute, String>,
}

/// The elements of TMX that stand inside a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InlineName {
    /// The beginning of a pair of codes.
    Bpt,
    /// The end of a pair of codes.
    Ept,
    /// One half of a pair whose other half is elsewhere.
    It,
    /// A code that stands alone.
    Ph,
    /// A code of unknown kind, as old tools write it.
    Ut,
    /// Text that is set off from the rest.
    Hi,
    /// Text inside a code, such as a title that a link shows.
    Sub,
}

/// The attributes of these elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InlineAttribute {
    /// What `bpt` and `ept` of a pair share.
    I,
    /// What an element shares with its counterpart on the other side.
    X,
    /// The kind of the code: `bold`, `link`, ….
    Type,
    /// `begin` or `end`: which half an `it` is.
    Pos,
    /// `p`, `f` or `b`: whether a `ph` belongs to the text before it, after it, or both.
    Assoc,
    /// The format of the text in a `sub`.
    Datatype,
}

impl InlineName {
    /// Every name.
    pub const ALL: [InlineName; 7] = [
        InlineName::Bpt,
        InlineName::Ept,
        InlineName::It,
        InlineName::Ph,
        InlineName::Ut,
        InlineName::Hi,
        InlineName::Sub,
    ];

    /// Returns the name of the element in TMX.
    pub fn name(self) -> &'static str {
        match self {
            InlineName::Bpt => "bpt",
            InlineName::Ept => "ept",
            InlineName::It => "it",
            InlineName::Ph => "ph",
            InlineName::Ut => "ut",
            InlineName::Hi => "hi",
            InlineName::Sub => "sub",
        }
    }

    /// Returns the element of this name in TMX.
    pub fn from_name(name: &str) -> Option<InlineName> {
        InlineName::ALL
            .into_iter()
            .find(|known| known.name() == name)
    }

    /// Tells whether it holds native code, and no text of its own.
    pub fn is_code(self) -> bool {
        !matches!(self, InlineName::Hi | InlineName::Sub)
    }

    /// Returns the attributes that it may have.
    pub fn attributes(self) -> &'static [InlineAttribute] {
        use InlineAttribute as A;
        match self {
            InlineName::Bpt => &[A::I, A::X, A::Type],
            InlineName::Ept => &[A::I],
            InlineName::It => &[A::Pos, A::X, A::Type],
            InlineName::Ph => &[A::Assoc, A::X, A::Type],
            InlineName::Ut => &[A::X],
            InlineName::Hi => &[A::X, A::Type],
            InlineName::Sub => &[A::Datatype, A::Type],
        }
    }

    /// Returns the attribute that it must have, if there is one.
    pub fn required(self) -> Option<InlineAttribute> {
        match self {
            InlineName::Bpt | InlineName::Ept => Some(InlineAttribute::I),
            InlineName::It => Some(InlineAttribute::Pos),
            _ => None,
        }
    }
}

impl InlineAttribute {
    /// Returns its name in TMX.
    pub fn name(self) -> &'static str {
        match self {
            InlineAttribute::I => "i",
            InlineAttribute::X => "x",
            InlineAttribute::Type => "type",
            InlineAttribute::Pos => "pos",
            InlineAttribute::Assoc => "assoc",
            InlineAttribute::Datatype => "datatype",
        }
    }
}

impl InlineElement {
    /// Tells whether it has the attributes that it must have, and none that it may not.
    fn is_sound(&self) -> bool {
        let required = self.name.required();
        required.is_none_or(|required| self.attributes.contains_key(&required))
            && self.attributes.iter().all(|(attribute, value)| {
                self.name.attributes().contains(attribute)
                    && (*attribute != InlineAttribute::Pos
                        || matches!(value.as_str(), "begin" | "end"))
            })
    }
}

/// How many elements may stand one inside the other.
pub const DEPTH: usize = 95;

/// Tells whether inline codes can stand in `text`, so that the whole is well formed.
///
/// They are in order and at the borders of characters, each element is closed, holds what it may hold
/// and has the attributes it must have.
pub fn fit(codes: &[InlineCode], text: &str) -> bool {
    let mut open: Vec<InlineName> = Vec::new();
    let mut before = 0;
    for code in codes {
        let in_code = open.last().is_some_and(|name| name.is_code());
        if code.at < before || !text.is_char_boundary(code.at) || (in_code && code.at > before) {
            return false;
        }
        before = code.at;
        let fits = match &code.event {
            InlineEvent::Open(element) => {
                open.push(element.name);
                in_code == (element.name == InlineName::Sub)
                    && open.len() <= DEPTH
                    && element.is_sound()
            }
            InlineEvent::Close => open.pop().is_some(),
            InlineEvent::Native(_) => in_code,
        };
        if !fits {
            return false;
        }
    }
    open.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(at: usize, name: InlineName, attributes: &[(InlineAttribute, &str)]) -> InlineCode {
        let attributes = attributes
            .iter()
            .map(|&(attribute, value)| (attribute, value.to_owned()))
            .collect();
        let event = InlineEvent::Open(InlineElement { name, attributes });
        InlineCode { at, event }
    }

    fn close(at: usize) -> InlineCode {
        let event = InlineEvent::Close;
        InlineCode { at, event }
    }

    fn native(at: usize, code: &str) -> InlineCode {
        let event = InlineEvent::Native(code.to_owned());
        InlineCode { at, event }
    }

    #[test]
    fn what_could_not_be_written_does_not_fit() {
        use InlineAttribute::{I, Pos, X};
        use InlineName::{Bpt, Hi, It, Ph, Sub};
        for (name, codes, fits) in [
            ("none", vec![], true),
            ("a code at the end", vec![open(5, Ph, &[]), close(5)], true),
            ("text in hi", vec![open(0, Hi, &[(X, "1")]), close(5)], true),
            (
                "text in sub in a code",
                vec![
                    open(0, Ph, &[]),
                    native(0, "<"),
                    open(0, Sub, &[]),
                    close(3),
                    close(3),
                ],
                true,
            ),
            ("half of a letter", vec![open(2, Ph, &[]), close(2)], false),
            ("beyond the end", vec![open(6, Ph, &[]), close(6)], false),
            (
                "backwards",
                vec![open(3, Ph, &[]), close(3), open(1, Ph, &[]), close(1)],
                false,
            ),
            ("text in a code", vec![open(0, Ph, &[]), close(1)], false),
            ("never closed", vec![open(0, Hi, &[])], false),
            ("never opened", vec![close(0)], false),
            ("native code in the text", vec![native(0, "<b>")], false),
            (
                "native code in hi",
                vec![open(0, Hi, &[]), native(0, "<b>"), close(0)],
                false,
            ),
            ("sub in the text", vec![open(0, Sub, &[]), close(1)], false),
            (
                "a code in a code",
                vec![open(0, Ph, &[]), open(0, Ph, &[]), close(0), close(0)],
                false,
            ),
            ("no number", vec![open(0, Bpt, &[]), close(0)], false),
            ("a number", vec![open(0, Bpt, &[(I, "1")]), close(0)], true),
            (
                "a foreign attribute",
                vec![open(0, Ph, &[(I, "1")]), close(0)],
                false,
            ),
            (
                "no half",
                vec![open(0, It, &[(Pos, "middle")]), close(0)],
                false,
            ),
        ] {
            assert_eq!(fit(&codes, "a\u{627}bc"), fits, "{name}");
        }
        let deep = |depth: usize| -> Vec<InlineCode> {
            let opened = (0..depth).map(|_| open(0, Hi, &[]));
            opened.chain((0..depth).map(|_| close(0))).collect()
        };
        assert!(fit(&deep(DEPTH), "a") && !fit(&deep(DEPTH + 1), "a"));
    }

    #[test]
    fn a_list_is_json_and_back() {
        let codes = vec![
            open(0, InlineName::Bpt, &[(InlineAttribute::I, "1")]),
            native(0, "<b>"),
            close(0),
        ];
        let json = serde_json::to_string(&codes).unwrap();
        let expected = r#"[{"at":0,"open":{"name":"bpt","attributes":{"i":"1"}}},{"at":0,"native":"<b>"},{"at":0,"close":null}]"#;
        assert_eq!(json, expected);
        assert_eq!(
            serde_json::from_str::<Vec<InlineCode>>(&json).unwrap(),
            codes
        );
    }
}
