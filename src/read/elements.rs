//! What the elements of HTML mean for the reader.

/// An element by its name, looked at once for all its tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// The name in lower case.
    pub(super) name: Box<str>,
    /// The elements of a page are numbered from 0.
    pub(super) number: usize,
    /// What it is.
    pub(super) kind: Kind,
    /// It stands on lines of its own.
    pub(super) is_block: bool,
}

impl Element {
    /// Looks at a name.
    pub(super) fn new(name: &str, number: usize) -> Self {
        let kind = Kind::of(name);
        Self {
            name: name.into(),
            number,
            kind,
            is_block: is_block(name),
        }
    }

    /// Tells whether the element is a heading.
    pub(super) fn is_heading(&self) -> bool {
        matches!(self.kind, Kind::Heading(_))
    }

    /// Tells whether what the element holds is no text of any page.
    pub(super) fn is_never_text(&self) -> bool {
        matches!(self.kind, Kind::NeverText | Kind::Script)
    }
}

/// What the reader makes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    Anchor,
    Article,
    Aside,
    Blockquote,
    Body,
    /// `<br>`, which ends a line and holds nothing.
    Break,
    Caption,
    /// A cell of a table.
    Cell,
    Code,
    Figure,
    Footer,
    Form,
    /// What it holds belongs to the page and not to its article.
    Furniture,
    Header,
    Heading(u8),
    Item,
    List,
    Main,
    Meta,
    /// What it holds is no text of any page.
    NeverText,
    Paragraph,
    Preformatted,
    Row,
    Script,
    Superscript,
    Table,
    /// `<dt>` or `<dd>`.
    Term,
    Terms,
    Time,
    Title,
    /// It holds nothing.
    Void,
    /// Any other element that belongs within a line.
    Phrase,
    /// Any other.
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "a" => Kind::Anchor,
            "article" => Kind::Article,
            "aside" => Kind::Aside,
            "blockquote" => Kind::Blockquote,
            "body" => Kind::Body,
            "br" => Kind::Break,
            "figcaption" => Kind::Caption,
            "td" | "th" => Kind::Cell,
            "code" => Kind::Code,
            "figure" => Kind::Figure,
            "footer" => Kind::Footer,
            "form" => Kind::Form,
            "header" => Kind::Header,
            "h1" => Kind::Heading(1),
            "h2" => Kind::Heading(2),
            "h3" => Kind::Heading(3),
            "h4" => Kind::Heading(4),
            "h5" => Kind::Heading(5),
            "h6" => Kind::Heading(6),
            "li" => Kind::Item,
            "ul" | "ol" => Kind::List,
            "main" => Kind::Main,
            "meta" => Kind::Meta,
            "p" => Kind::Paragraph,
            "pre" => Kind::Preformatted,
            "tr" => Kind::Row,
            "script" => Kind::Script,
            "sup" => Kind::Superscript,
            "table" => Kind::Table,
            "dt" | "dd" => Kind::Term,
            "dl" => Kind::Terms,
            "time" => Kind::Time,
            "title" => Kind::Title,
            "area" | "base" | "basefont" | "bgsound" | "col" | "embed" | "frame" | "hr" | "img"
            | "input" | "keygen" | "link" | "param" | "source" | "track" | "wbr" => Kind::Void,
            "abbr" | "acronym" | "b" | "bdi" | "bdo" | "big" | "cite" | "del" | "dfn" | "em"
            | "font" | "i" | "ins" | "kbd" | "label" | "mark" | "q" | "s" | "samp" | "small"
            | "span" | "strike" | "strong" | "sub" | "tt" | "u" | "var" => Kind::Phrase,
            _ if is_never_text(name) => Kind::NeverText,
            _ if is_furniture(name) => Kind::Furniture,
            _ => Kind::Other,
        }
    }
}

/// Tells whether the element stands on lines of its own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
    )
}

/// Tells whether what the element holds is no text of any page.
fn is_never_text(name: &str) -> bool {
    matches!(
        name,
        "audio"
            | "canvas"
            | "iframe"
            | "math"
            | "noembed"
            | "noframes"
            | "noscript"
            | "object"
            | "script"
            | "style"
            | "svg"
            | "template"
            | "video"
    )
}

/// Tells whether what the element holds belongs to the page and not to its article.
fn is_furniture(name: &str) -> bool {
    matches!(
        name,
        "amp-ad"
            | "amp-analytics"
            | "amp-auto-ads"
            | "amp-consent"
            | "amp-embed"
            | "amp-facebook"
            | "amp-facebook-comments"
            | "amp-instagram"
            | "amp-lightbox"
            | "amp-next-page"
            | "amp-recaptcha-input"
            | "amp-sidebar"
            | "amp-social-share"
            | "amp-sticky-ad"
            | "amp-twitter"
            | "amp-user-notification"
            | "button"
            | "datalist"
            | "dialog"
            | "menu"
            | "nav"
            | "search"
            | "select"
            | "textarea"
    )
}
