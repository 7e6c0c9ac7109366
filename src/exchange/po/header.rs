//! What the header of a PO file says: the translation of the empty message.

use encoding_rs::Encoding;

use crate::bitext::Lang;
use crate::exchange::record::is_tag;

/// What the header says, as far as it says it.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// The language of the translations.
    pub(super) target: Said,
    /// The language of the messages.
    pub(super) source: Said,
    /// The encoding; `Err` with its name for one that is not known.
    pub(super) charset: Option<Result<&'static Encoding, String>>,
}

/// What is said of a language.
#[derive(Debug, Default)]
pub(super) enum Said {
    #[default]
    Nothing,
    /// One of ours, with its tag.
    Ours(Lang, String),
    /// Neither Arabic nor English.
    Other,
}

impl Said {
    fn of(tag: &str) -> Said {
        let tag = tag.replace('_', "-");
        match Lang::from_tag(&tag) {
            Some(lang) if is_tag(&tag) => Said::Ours(lang, tag),
            Some(_) | None if tag.is_empty() => Said::Nothing,
            Some(_) | None => Said::Other,
        }
    }
}

impl Header {
    /// Reads the lines of a header.
    pub(super) fn read(text: &str) -> Header {
        let mut header = Header::default();
        for line in text.lines() {
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "language" => header.target = Said::of(value),
                "x-source-language" => header.source = Said::of(value),
                "content-type" => header.charset = charset(value),
                _ => {}
            }
        }
        header
    }
}

fn charset(value: &str) -> Option<Result<&'static Encoding, String>> {
    let (_, label) = value.split_once("charset=")?;
    let label = label.split(';').next().unwrap_or(label).trim();
    // Templates say so.
    if label == "CHARSET" || label.is_empty() {
        return None;
    }
    let known = Encoding::for_label_no_replacement(label.as_bytes());
    let known = known.filter(|encoding| encoding.is_ascii_compatible());
    Some(known.ok_or_else(|| label.to_owned()))
}
