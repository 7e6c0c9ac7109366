//! The built-in rules, written as SRX 2.0 for tools that have no Arabic ones.
//!
//! Everything comes from the tables of the built-in splitter, so that the two cannot drift
//! apart: marks and what closes with them from [`super::super::marks`], labels from
//! [`super::super::labels`], words from the word lists. A test reads the file back and holds it against the splitter.
//!
//! # Which tools it is made for
//!
//! OmegaT looks for a `beforebreak` from match to match, Okapi for both sides in one, and
//! LanguageTool's segmenter puts a `beforebreak` into a look-behind, in which Java wants a greatest
//! length. So patterns are short, consume only the mark and the word before it, see
//! farther through look-behinds of a greatest length, have no group that captures, and hold
//! `*` and `+` as quantifiers only. Rules stand in an order where the first that fits
//! decides; a break rule before an exception is an exception from it.
//!
//! # Limits
//!
//! SRX cannot count, so that what the splitter knows of open quotation marks and brackets, of how a
//! clause behind a verb of speaking goes on, of labels of lists, and of verses whose halves are of like
//! length is only neared. Where a sentence begins is seen in the marks before it alone, and words that
//! a look-behind looks for are found without vowel marks only.

mod arabic;
mod english;
mod parts;

use std::fmt::Write as _;

/// A rule as it is written.
struct Rule {
    breaks: bool,
    before: String,
    after: String,
    /// The name of the built-in rule that it stands for.
    name: &'static str,
}

fn rule(
    breaks: bool,
    name: &'static str,
    before: impl Into<String>,
    after: impl Into<String>,
) -> Rule {
    Rule {
        breaks,
        before: before.into(),
        after: after.into(),
        name,
    }
}

/// An exception: no sentence ends here.
fn keep(name: &'static str, before: impl Into<String>, after: impl Into<String>) -> Rule {
    rule(false, name, before, after)
}

/// A sentence ends here.
fn cut(name: &'static str, before: impl Into<String>, after: impl Into<String>) -> Rule {
    rule(true, name, before, after)
}

/// Returns the built-in rules as the text of an SRX 2.0 file.
pub fn write() -> String {
    let sets = [
        ("Arabic", "[Aa][Rr]([AaBb])?([-_].*)?", arabic::rules()),
        ("English", "[Ee][Nn]([Gg])?([-_].*)?", english::rules()),
        ("Default", ".*", parts::common_breaks()),
    ];
    let mut out = String::from(HEAD);
    for (name, _, rules) in &sets {
        let _ = writeln!(out, "      <languagerule languagerulename=\"{name}\">");
        rules.iter().for_each(|rule| write_rule(&mut out, rule));
        out += "      </languagerule>\n";
    }
    out += "    </languagerules>\n    <maprules>\n";
    for (name, pattern, _) in &sets {
        let _ = writeln!(
            out,
            "      <languagemap languagepattern=\"{pattern}\" languagerulename=\"{name}\"/>"
        );
    }
    out += "    </maprules>\n  </body>\n</srx>\n";
    out
}

const HEAD: &str = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<!-- The sentence rules of dhakira for Arabic and English. -->
<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">
  <header segmentsubflows=\"yes\" cascade=\"yes\">
    <formathandle type=\"start\" include=\"no\"/>
    <formathandle type=\"end\" include=\"yes\"/>
    <formathandle type=\"isolated\" include=\"no\"/>
  </header>
  <body>
    <languagerules>
";

fn write_rule(out: &mut String, rule: &Rule) {
    let breaks = if rule.breaks { "yes" } else { "no" };
    let escape = quick_xml::escape::escape;
    let _ = writeln!(
        out,
        "        <rule break=\"{breaks}\"><!-- {} -->\n          <beforebreak>{}</beforebreak>\n          <afterbreak>{}</afterbreak>\n        </rule>",
        rule.name,
        escape(rule.before.as_str()),
        escape(rule.after.as_str())
    );
}

#[cfg(test)]
mod tests;
