//! Findings that a person has accepted.
//!
//! A waiver is the name of a rule and a hash of the two texts, so that it holds wherever the pair stands
//! and whatever happens to others, and ends when one of its texts changes. A file of them has one a
//! line; what follows the hash is for people.

use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use super::Checked;
use super::rule::Rule;

/// The findings that are not to be told again.
#[derive(Clone, Debug, Default)]
pub struct Waivers {
    all: FxHashSet<(Rule, u64)>,
}

/// Returns the hash by which a pair is waived.
fn digest(pair: &Checked) -> u64 {
    let mut both = Vec::with_capacity(pair.ar.len() + pair.en.len() + 1);
    both.extend_from_slice(pair.ar.as_bytes());
    // No text of UTF-8 has this byte.
    both.push(0xff);
    both.extend_from_slice(pair.en.as_bytes());
    xxh3_64(&both)
}

impl Waivers {
    /// Reads the lines of a file; blank lines and those that begin with `#` are passed over.
    ///
    /// # Errors
    ///
    /// The number of the first line that is no waiver, from 1, and what is wrong with it.
    pub fn read(text: &str) -> Result<Self, (usize, String)> {
        let mut waivers = Waivers::default();
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut words = line.split_whitespace();
            let name = words.next().unwrap_or_default();
            let rule: Rule = name
                .parse()
                .map_err(|()| (index + 1, format!("{name:?} is the name of no rule")))?;
            let hash = words
                .next()
                .filter(|hash| hash.len() == 16)
                .and_then(|hash| u64::from_str_radix(hash, 16).ok())
                .ok_or((index + 1, "no hash of 16 digits behind the rule".to_owned()))?;
            waivers.all.insert((rule, hash));
        }
        Ok(waivers)
    }

    /// Tells whether what a rule finds in a pair is waived.
    pub fn covers(&self, rule: Rule, pair: &Checked) -> bool {
        !self.all.is_empty() && self.all.contains(&(rule, digest(pair)))
    }

    /// Returns the line that waives what a rule finds in a pair.
    pub fn line(rule: Rule, pair: &Checked) -> String {
        format!("{rule} {:016x}", digest(pair))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(ar: &str, en: &str) -> Checked {
        Checked {
            ar: ar.to_owned(),
            en: en.to_owned(),
            ..Checked::default()
        }
    }

    #[test]
    fn a_waiver_holds_for_its_rule_and_its_texts_wherever_they_stand() {
        let accepted = pair("وصل 3.", "4 came.");
        let file = format!(
            "# ours\n\n{}  seen by me\n",
            Waivers::line(Rule::Numbers, &accepted)
        );
        let waivers = Waivers::read(&file).expect("waivers");
        let elsewhere = Checked {
            number: 70,
            document: "b".to_owned(),
            ..accepted.clone()
        };
        assert!(
            waivers.covers(Rule::Numbers, &accepted) && waivers.covers(Rule::Numbers, &elsewhere)
        );
        assert!(!waivers.covers(Rule::Quotes, &accepted));
        for changed in [
            pair("وصل 3.", "5 came."),
            pair("وصل 3.4", " came."),
            pair("4 came.", "وصل 3."),
        ] {
            assert!(!waivers.covers(Rule::Numbers, &changed), "{changed:?}");
        }
    }

    #[test]
    fn a_line_that_is_no_waiver_is_named() {
        for (text, line) in [
            ("numbers", 1),
            ("\nnumber 0123456789abcdef", 2),
            ("numbers 0123456789abcdefg", 1),
            ("numbers +123456789abcdeg", 1),
        ] {
            assert_eq!(
                Waivers::read(text).map_err(|(line, _)| line).err(),
                Some(line),
                "{text}"
            );
        }
    }
}
