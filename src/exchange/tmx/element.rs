//! What the elements of a TMX are to the reader.

use crate::bitext::InlineName;

/// What an open element is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Tmx,
    Header,
    Body,
    Unit,
    Variant,
    Seg,
    Note,
    Prop,
    /// Inside a text, and kept with it.
    Inline(InlineName),
    /// Inside a text and nothing that we know: its text is the text's.
    Text,
    /// Inside a code and nothing that we know: its text is native code.
    Native,
    /// Inside a note or a property: its text is theirs.
    Plain,
    /// What we pass over, with all that is in it.
    Other,
}

impl Element {
    /// Returns what a fault calls it.
    pub(super) fn in_words(self) -> &'static str {
        match self {
            Element::Tmx => "<tmx>",
            Element::Header => "<header>",
            Element::Body => "<body>",
            Element::Unit => "<tu>",
            Element::Variant => "<tuv>",
            Element::Seg => "<seg>",
            Element::Note => "<note>",
            Element::Prop => "<prop>",
            Element::Inline(name) if name.is_code() => "an inline code",
            Element::Inline(_) | Element::Text | Element::Plain => "the text of an element",
            Element::Native => "an inline code",
            Element::Other => "an element",
        }
    }
}
