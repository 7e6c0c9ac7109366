//! Names of files that are made from names of documents.
//!
//! A document may be called anything: it may come from a file of someone else. What
//! comes out is one component of a path that every system takes, and each is given once.

use std::collections::HashSet;

/// The most bytes of a name, without its suffix and the number that may stand before it.
const LONGEST: usize = 150;

/// Names that Windows keeps for devices, whatever their suffix.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Names that have been given.
pub(super) struct Named {
    suffix: Option<&'static str>,
    given: HashSet<String>,
}

impl Named {
    /// Starts to name files that end in `.suffix`, or in what their format puts there.
    pub(super) fn new(suffix: Option<&'static str>) -> Self {
        Self {
            suffix,
            given: HashSet::new(),
        }
    }

    /// Returns a name for what is called `name`: the same for the same names in the same order.
    pub(super) fn of(&mut self, name: &str) -> String {
        let safe = safe(name);
        let mut stem = safe.clone();
        let mut number = 2u64;
        // Two names may be one to a system that does not tell capital letters.
        while !self.given.insert(stem.to_lowercase()) {
            stem = format!("{safe}-{number}");
            number += 1;
        }
        match self.suffix {
            Some(suffix) => format!("{stem}.{suffix}"),
            None => stem,
        }
    }
}

/// Makes a component of a path of `name`, without a suffix.
fn safe(name: &str) -> String {
    let mut safe = String::new();
    for c in name.chars() {
        let c = match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => '_',
            '\u{61c}' | '\u{feff}' => '_',
            c if c.is_control() => '_',
            c => c,
        };
        if safe.len() + c.len_utf8() > LONGEST {
            break;
        }
        safe.push(c);
    }
    let mut safe = safe.trim().trim_end_matches(['.', ' ']).to_owned();
    let device = safe
        .split('.')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let is_port = |port: &str| {
        let number = device.strip_prefix(port).map(|number| number.chars());
        number.is_some_and(|mut number| {
            matches!(
                number.next(),
                Some('1'..='9' | '\u{b9}' | '\u{b2}' | '\u{b3}')
            ) && number.next().is_none()
        })
    };
    let is_device = DEVICES.contains(&device.as_str()) || is_port("com") || is_port("lpt");
    if safe.is_empty() || safe.starts_with(['.', '-', '~']) || is_device {
        safe.insert(0, '_');
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_component_that_every_system_takes() {
        for (name, file) in [
            ("news", "news.tmx"),
            ("خبر ١", "خبر ١.tmx"),
            ("news/2026/a.ar", "news_2026_a.ar.tmx"),
            ("../../etc/passwd", "_.._.._etc_passwd.tmx"),
            ("/etc/passwd", "_etc_passwd.tmx"),
            ("C:\\a", "C__a.tmx"),
            ("..", "_.tmx"),
            (".", "_.tmx"),
            (" ", "_.tmx"),
            (".hidden", "_.hidden.tmx"),
            ("-rf", "_-rf.tmx"),
            ("a. .", "a.tmx"),
            ("a\n\0\u{1b}[2J\u{202e}b", "a___[2J_b.tmx"),
            ("con", "_con.tmx"),
            ("NUL.txt", "_NUL.txt.tmx"),
            ("com1", "_com1.tmx"),
            ("com0", "com0.tmx"),
            ("como", "como.tmx"),
            ("comoros", "comoros.tmx"),
            ("console", "console.tmx"),
        ] {
            assert_eq!(Named::new(Some("tmx")).of(name), file, "{name:?}");
        }
    }

    #[test]
    fn names_that_would_clash_are_numbered() {
        let mut names = Named::new(Some("tmx"));
        let named = ["a/b", "a_b", "A:B", "a_b-2", "a_b"].map(|name| names.of(name));
        let expected = [
            "a_b.tmx",
            "a_b-2.tmx",
            "A_B-3.tmx",
            "a_b-2-2.tmx",
            "a_b-4.tmx",
        ];
        assert_eq!(named, expected);
    }

    #[test]
    fn a_long_name_is_cut_between_letters() {
        let mut names = Named::new(Some("tmx"));
        let [one, two] = ["ا", "اا"].map(|more| names.of(&("ا".repeat(1000) + more)));
        assert_eq!(one, format!("{}.tmx", "ا".repeat(75)));
        assert_eq!(two, format!("{}-2.tmx", "ا".repeat(75)));
    }
}
