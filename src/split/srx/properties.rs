//! Names of character properties, as ICU and Java write them, in the notation of our engine.
//!
//! Where ICU and Java differ (`\p{Alpha}` is every letter to ICU and 52 of them to Java),
//! the meaning is ICU's, because SRX 2.0 prescribes its regular expressions.

/// Blocks that rules for Arabic and English have use for; the engine knows none.
const BLOCKS: &[(&str, &str)] = &[
    ("basiclatin", "\\x{0}-\\x{7f}"),
    ("latin1supplement", "\\x{80}-\\x{ff}"),
    ("latinextendeda", "\\x{100}-\\x{17f}"),
    ("arabic", "\\x{600}-\\x{6ff}"),
    ("arabicsupplement", "\\x{750}-\\x{77f}"),
    ("arabicextendeda", "\\x{8a0}-\\x{8ff}"),
    ("arabicpresentationformsa", "\\x{fb50}-\\x{fdff}"),
    ("arabicpresentationformsb", "\\x{fe70}-\\x{feff}"),
    ("generalpunctuation", "\\x{2000}-\\x{206f}"),
    ("privateusearea", "\\x{e000}-\\x{f8ff}"),
];

/// Horizontal white space: `\h`.
pub(super) const HORIZONTAL: &str = "\\t\\p{Zs}";

/// Vertical white space: `\v`.
pub(super) const VERTICAL: &str = "\\n\\x0B\\f\\r\\x{85}\\x{2028}\\x{2029}";

/// Returns the class that `\p{name}` means, or for `negated` that of `\P{name}`.
pub(super) fn class(name: &str, negated: bool) -> Result<String, String> {
    let (name, negated) = match name.strip_prefix('^') {
        Some(rest) => (rest, !negated),
        None => (name, negated),
    };
    let plain: String = name
        .chars()
        .filter(|c| !matches!(c, ' ' | '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect();
    let (key, value) = plain.split_once(['=', ':']).unwrap_or(("", &plain));
    let block = match key {
        "block" | "blk" | "inblock" => Some(value),
        "" => value.strip_prefix("in"),
        _ => None,
    };
    if let Some((_, range)) = block.and_then(|block| BLOCKS.iter().find(|(name, _)| *name == block))
    {
        return Ok(bracketed(range, negated));
    }
    let body = match value {
        "alnum" => "\\p{Alphabetic}\\p{Nd}",
        "blank" => HORIZONTAL,
        "graph" => return Ok(bracketed("\\p{White_Space}\\p{Cc}\\p{Cn}", !negated)),
        "print" => "\\P{C}",
        "xdigit" => "\\p{Nd}\\p{Hex_Digit}",
        "l&" | "isl&" => "\\p{LC}",
        "javaletter" => "\\p{L}",
        "javadigit" => "\\p{Nd}",
        "javaletterordigit" => "\\p{L}\\p{Nd}",
        "javalowercase" => "\\p{Lowercase}",
        "javauppercase" => "\\p{Uppercase}",
        "javawhitespace" => "\\s--[\\x{a0}\\x{2007}\\x{202f}]",
        _ => {
            let letter = if negated { 'P' } else { 'p' };
            let notation = format!("\\{letter}{{{name}}}");
            return match regex_syntax::parse(&notation) {
                Ok(_) => Ok(notation),
                Err(_) => Err(format!("the property {name:?} is not known")),
            };
        }
    };
    Ok(bracketed(body, negated))
}

fn bracketed(body: &str, negated: bool) -> String {
    format!("[{}{body}]", if negated { "^" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_is_one_the_engine_takes() {
        let blocks = BLOCKS.iter().map(|(name, _)| format!("In{name}"));
        let names = "alnum Blank Graph print XDigit L& javaLowerCase javaWhitespace Lu L IsLu IsArabic Arabic Alpha Lower Upper \
                     Digit Punct Space Cntrl ASCII Lowercase IsAlphabetic sc=Arab script=Arabic gc=Lu";
        for name in names.split_whitespace().map(str::to_owned).chain(blocks) {
            for negated in [false, true] {
                let class = class(&name, negated).unwrap();
                regex_syntax::parse(&class).unwrap_or_else(|error| panic!("{name}: {error}"));
            }
        }
    }

    #[test]
    fn a_name_that_nobody_knows_is_refused() {
        for name in ["Klingon", "InKlingon", "javaMirrored", "}", ""] {
            assert!(class(name, false).is_err(), "{name}");
        }
    }

    #[test]
    fn a_negation_inside_and_outside_is_none() {
        assert_eq!(class("^Lu", true).unwrap(), "\\p{Lu}");
        assert_eq!(class("^InArabic", false).unwrap(), "[^\\x{600}-\\x{6ff}]");
    }
}
