//! What the elements of a TMX are to the reader.

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
    /// Inside a text, and text itself: `hi`, `sub`, whatever is unknown.
    Text,
    /// Inside a text, and code: `bpt`, `ept`, `ph`, `it`, `ut`.
    Code,
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
            Element::Text => "the text of an element",
            Element::Code => "an inline code",
            Element::Other => "an element",
        }
    }
}
