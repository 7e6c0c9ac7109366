//! What the elements of HTML mean for the reader.

/// Tells whether the element stands on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    heading(name)
        || matches!(
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

/// Tells whether the element is a heading.
pub(super) fn heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Tells whether what the element holds is no text of any page.
pub(super) fn is_never_text(name: &str) -> bool {
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
pub(super) fn is_furniture(name: &str) -> bool {
    matches!(
        name,
        "aside"
            | "button"
            | "datalist"
            | "dialog"
            | "footer"
            | "menu"
            | "nav"
            | "select"
            | "textarea"
    )
}
