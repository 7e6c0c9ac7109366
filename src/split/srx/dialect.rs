//! The regular expressions of SRX, which are ICU's and in practice Java's, in the notation of our engines.
//!
//! A pattern is walked through once, character by character, and written anew: what
//! means the same is kept, what is written otherwise is translated, and what has no exact
//! counterpart is refused with the reason. Each pattern is written twice, because
//! automata know no look-around, back-references or atomic groups: the *strict* form has
//! them, and the *relaxed* form leaves them out so that it matches wherever the strict
//! one does, and perhaps elsewhere. Where nothing is left out the two are the same.
//!
//! A line that is split holds no line break, so `$`, `\Z` and `\z` are one, and the flags
//! `m`, `s` and `d` change nothing.

use super::classes::{self, Cursor};
use super::pattern::Side;
use super::properties::{HORIZONTAL, VERTICAL};

/// How many groups may stand one inside the other.
const DEPTH: usize = 50;

/// A pattern in our notation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Translation {
    /// The pattern with all it says.
    pub(super) strict: String,
    /// The pattern without what only a backtracking engine can do.
    pub(super) relaxed: String,
    /// Whether the two differ, so that the relaxed form does not decide alone.
    pub(super) needs_backtracking: bool,
    /// A look-ahead that ended a `beforebreak` and was cut off it.
    pub(super) tail: String,
}

/// Translates the pattern of one side of a rule.
///
/// A look-ahead at the very end of a `beforebreak` speaks of what follows the place; it comes out as
/// [`Translation::tail`], for the `afterbreak` to hold too.
pub(super) fn translate(pattern: &str, side: Side) -> Result<Translation, String> {
    let mut walk = Walk::new(pattern, side);
    while let Some(c) = walk.cursor.next() {
        walk.take(c)?;
    }
    walk.finish()
}

/// An open group.
struct Group {
    /// Where it begins in the strict and the relaxed form.
    start: (usize, usize),
    /// Whether it looks around, so that the relaxed form leaves it out.
    looks: bool,
    /// Whether it looks ahead at the top, and may be the pattern's tail.
    is_tail: bool,
    /// The flags in force where it began.
    flags: String,
    /// How many backtracking constructs stand before it.
    before: usize,
}

struct Walk<'a> {
    cursor: Cursor<'a>,
    side: Side,
    out: Translation,
    open: Vec<Group>,
    /// Where the last atom begins, which a quantifier applies to.
    atom: Option<(usize, usize)>,
    /// The inline flags in force at the top of the pattern.
    flags: String,
    /// How many constructs need backtracking.
    hard: usize,
    groups: u32,
    /// The highest group that is referred back to.
    referred: u32,
    /// The look-ahead that has just been closed at the top: its start, what was hard before it, its flags.
    tail: Option<(usize, usize, usize, String)>,
    /// Whether there is a `|` outside of every group.
    alternates: bool,
}

impl<'a> Walk<'a> {
    fn new(pattern: &'a str, side: Side) -> Self {
        Self {
            cursor: Cursor::new(pattern),
            side,
            out: Translation::default(),
            open: Vec::new(),
            atom: None,
            flags: String::new(),
            hard: 0,
            groups: 0,
            referred: 0,
            tail: None,
            alternates: false,
        }
    }

    fn finish(mut self) -> Result<Translation, String> {
        if !self.open.is_empty() {
            return Err("a ( that is not closed".to_owned());
        }
        if self.referred > self.groups {
            return Err(format!("\\{} refers to no group", self.referred));
        }
        if let Some((strict, relaxed, before, flags)) = self.tail
            && self.side == Side::Before
            && !self.alternates
            && self.referred == 0
        {
            self.out.tail = format!("{flags}{}", &self.out.strict[strict..]);
            self.out.strict.truncate(strict);
            self.out.relaxed.truncate(relaxed);
            self.hard = before;
        }
        self.out.needs_backtracking = self.hard > 0;
        Ok(self.out)
    }

    fn here(&self) -> (usize, usize) {
        (self.out.strict.len(), self.out.relaxed.len())
    }

    /// Writes something that both forms have.
    fn push(&mut self, text: &str) {
        self.out.strict.push_str(text);
        self.out.relaxed.push_str(text);
    }

    /// Writes something that a quantifier may follow.
    fn push_atom(&mut self, text: &str) {
        self.atom = Some(self.here());
        self.push(text);
    }

    fn take(&mut self, c: char) -> Result<(), String> {
        self.tail = None;
        match c {
            '\\' => self.escape(),
            '[' => {
                let class = classes::class(&mut self.cursor)?;
                self.push_atom(&class);
                Ok(())
            }
            '(' => self.open_group(),
            ')' => self.close_group(),
            '|' => {
                self.alternates |= self.open.is_empty();
                self.atom = None;
                self.push("|");
                Ok(())
            }
            '*' | '+' | '?' => self.quantify(&c.to_string()),
            '{' => {
                let bounds = self.cursor.until('}').ok_or("a { that is not closed")?;
                let is_number =
                    |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
                let (low, high) = bounds.split_once(',').unwrap_or((bounds, ""));
                if !is_number(low) || !(high.is_empty() || is_number(high)) {
                    return Err(format!("{{{bounds}}} is no number of times"));
                }
                self.quantify(&format!("{{{bounds}}}"))
            }
            '^' | '$' => {
                self.atom = None;
                self.push(if c == '^' { "\\A" } else { "\\z" });
                Ok(())
            }
            '.' => {
                self.push_atom("(?s:.)");
                Ok(())
            }
            c => {
                self.push_atom(&classes::literal(c));
                Ok(())
            }
        }
    }

    /// Writes a quantifier with what follows it: `?` for lazy, `+` for possessive.
    fn quantify(&mut self, quantifier: &str) -> Result<(), String> {
        let Some((strict, relaxed)) = self.atom.take() else {
            return Err(format!("{quantifier} with nothing before it"));
        };
        self.push(quantifier);
        if self.cursor.eat('?') {
            self.push("?");
        } else if self.cursor.eat('+') {
            self.hard += 1;
            self.out.strict.insert_str(strict, "(?>");
            self.out.strict.push(')');
        }
        self.atom = None;
        // A quantifier of a quantifier applies to the whole: a{2}{3}.
        if self.cursor.peek() == Some('{') {
            self.atom = Some((strict, relaxed));
        }
        Ok(())
    }

    fn open_group(&mut self) -> Result<(), String> {
        if self.open.len() == DEPTH {
            return Err(format!("more than {DEPTH} groups one inside the other"));
        }
        let mut group = Group {
            start: self.here(),
            looks: false,
            is_tail: false,
            flags: self.flags.clone(),
            before: self.hard,
        };
        self.atom = None;
        if !self.cursor.eat('?') {
            self.groups += 1;
            self.push("(");
            self.open.push(group);
            return Ok(());
        }
        let look = ["=", "!", "<=", "<!"]
            .iter()
            .find(|look| self.cursor.eat_str(look));
        if let Some(look) = look {
            group.looks = true;
            group.is_tail = self.open.is_empty() && !look.starts_with('<');
            self.hard += 1;
            self.out.strict += "(?";
            self.out.strict += look;
            self.out.relaxed += "(?:";
        } else if self.cursor.eat('>') {
            self.hard += 1;
            self.out.strict += "(?>";
            self.out.relaxed += "(?:";
        } else if self.cursor.eat('<') {
            let name = self.cursor.until('>').unwrap_or_default();
            let well_formed = name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name.bytes().all(|b| b.is_ascii_alphanumeric());
            if !well_formed {
                return Err(format!("{name:?} is no name of a group"));
            }
            self.groups += 1;
            self.push(&format!("(?<{name}>"));
        } else if self.cursor.eat('#') {
            return match self.cursor.until(')') {
                Some(_) => Ok(()),
                None => Err("a (?# that is not closed".to_owned()),
            };
        } else {
            return self.flags_or_group(group);
        }
        self.open.push(group);
        Ok(())
    }

    /// `(?i)`, `(?i-s:…)` and `(?:…)`, behind the question mark.
    fn flags_or_group(&mut self, group: Group) -> Result<(), String> {
        let mut on = true;
        let mut flags = String::from("(?");
        loop {
            match self.cursor.next() {
                Some('-') if on => on = false,
                Some('i') if on => flags.push('i'),
                Some('i') => flags.push_str("-i"),
                // What these change is nothing here; see the head of the file.
                Some('m' | 's' | 'd' | 'u' | 'U') => {}
                Some(end @ (':' | ')')) => {
                    if end == ':' {
                        flags.push(':');
                        self.push(&flags);
                        self.open.push(group);
                    } else if flags.len() > 2 {
                        flags.push(')');
                        self.push(&flags);
                        if self.open.is_empty() {
                            self.flags.push_str(&flags);
                        }
                    }
                    return Ok(());
                }
                Some(c) => return Err(format!("the flag {c:?} of (?{c}) has no counterpart")),
                None => return Err("a ( that is not closed".to_owned()),
            }
        }
    }

    fn close_group(&mut self) -> Result<(), String> {
        let Some(group) = self.open.pop() else {
            return Err("a ) that closes nothing".to_owned());
        };
        self.push(")");
        if group.looks {
            self.out.relaxed.truncate(group.start.1);
            self.out.relaxed += "(?:)";
        }
        if group.is_tail {
            self.tail = Some((group.start.0, group.start.1, group.before, group.flags));
        }
        self.atom = Some(group.start);
        Ok(())
    }

    fn escape(&mut self) -> Result<(), String> {
        let Some(c) = self.cursor.next() else {
            return Err("a \\ at the end".to_owned());
        };
        match c {
            'b' | 'B' if self.cursor.peek() == Some('{') => {
                Err(format!("\\{c}{{…}} has no counterpart"))
            }
            'b' | 'B' | 'A' | 'z' => {
                self.atom = None;
                self.push(&format!("\\{c}"));
                Ok(())
            }
            'Z' => {
                self.atom = None;
                self.push("\\z");
                Ok(())
            }
            'Q' => {
                let quoted = self.cursor.quoted();
                quoted
                    .chars()
                    .for_each(|c| self.push_atom(&classes::literal(c)));
                Ok(())
            }
            'R' => {
                self.push_atom(&format!("(?:\\r\\n|[{VERTICAL}])"));
                Ok(())
            }
            'X' | 'G' | 'N' => Err(format!("\\{c} has no counterpart")),
            'k' => {
                let name = self
                    .cursor
                    .eat('<')
                    .then(|| self.cursor.until('>'))
                    .flatten();
                let name = name.ok_or("\\k without the name of a group")?;
                self.refer(&format!("\\k<{name}>"));
                Ok(())
            }
            '1'..='9' => {
                let number = c as u32 - '0' as u32;
                if self.cursor.peek().is_some_and(|c| c.is_ascii_digit()) {
                    return Err("a back-reference of two digits".to_owned());
                }
                self.referred = self.referred.max(number);
                self.refer(&format!("(?:\\{number})"));
                Ok(())
            }
            'h' => self.push_class(HORIZONTAL, false),
            'H' => self.push_class(HORIZONTAL, true),
            'v' => self.push_class(VERTICAL, false),
            'V' => self.push_class(VERTICAL, true),
            c => {
                let atom = classes::escape(c, &mut self.cursor)?;
                self.push_atom(&atom);
                Ok(())
            }
        }
    }

    fn push_class(&mut self, body: &str, negated: bool) -> Result<(), String> {
        self.push_atom(&format!("[{}{body}]", if negated { "^" } else { "" }));
        Ok(())
    }

    /// Writes a back-reference; the relaxed form takes anything for it.
    fn refer(&mut self, reference: &str) {
        self.hard += 1;
        self.atom = Some(self.here());
        self.out.strict += reference;
        self.out.relaxed += "(?s:.*)";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a pattern, translated, matches the whole of a text.
    fn matches(pattern: &str, text: &str) -> bool {
        super::super::pattern::matches_whole(pattern, text)
            .unwrap_or_else(|reason| panic!("{pattern}: {reason}"))
    }

    #[test]
    fn patterns_mean_what_icu_and_java_mean() {
        for (pattern, whole, not) in [
            // Escapes of characters.
            (
                r"\u061F\x{61f}\x41\t\e\cA\011",
                "\u{61f}\u{61f}A\t\u{1b}\u{1}\t",
                "؟؟A",
            ),
            (r"\uD834\uDD1E\U0001D11E", "𝄞𝄞", "𝄞"),
            (r"\Qa.b[\E+\.\-\<", "a.b[[.-<", "axb[.-<"),
            (r"a\Q", "a", "aa"),
            // Classes of characters.
            (r"\h\H", "\u{a0}x", "  "),
            (r"\R\v", "\r\n\u{2028}", "\nx"),
            (r"\d\w\s", "٣ة\u{a0}", "abc"),
            (r"\p{Lu}\p{Alpha}\P{L}\pL\p{IsArabic}", "Aب1xب", "aب1xب"),
            (r"\p{Alnum}\p{Punct}\p{InArabic}", "٣،ب", "،،ب"),
            (r"[\p{L}&&[^\p{Lu}]]+", "aب", "aB"),
            (r"[a-d[m-p]]+", "am", "e"),
            (r"[a-z&&[def]]+", "def", "a"),
            (r"[\p{L}--[a-z]]+", "Aب", "a"),
            (r"[]a]+", "]a", "b"),
            (r"[:،]+", ":،", "a"),
            (r"[[:alpha:]_]+", "ب_", ":"),
            (r"[+--~~.*]+", "+,-~.*", "a"),
            (r"[\Q]-\E\u0041-\x43\t]+", "]-B\t", "D"),
            (r"[\w.-]+", "a.-", " "),
            (r"[^\s»]+", "ab", "a»"),
            // Quantifiers and groups.
            (r"a{2}b{1,}c{0,2}?", "aabbcc", "abc"),
            (r"(?:ab)++c", "ababc", "abab"),
            (r"a?+b*+", "abb", "ba"),
            (r"(?i)MR(?-i)x", "mrx", "mrX"),
            (r"(?i:é)\x{e9}", "Éé", "éÉ"),
            (r"(?ui)é", "É", "e"),
            (r"(?U)\w(?#why)", "ب", "bb"),
            (r"(a)(?<two>b)\1\k<two>", "abab", "abba"),
            (r"^(a|b)$", "a", "c"),
            (r"a\Z", "a", "b"),
            // Look-around.
            (r"(?<!x)a(?=b)b(?!c)", "ab", "ac"),
            (r"(?<=a|bc)d|ad", "ad", "d"),
        ] {
            assert!(
                matches(pattern, whole),
                "{pattern} does not match {whole:?}"
            );
            assert!(!matches(pattern, not), "{pattern} matches {not:?}");
        }
    }

    #[test]
    fn a_possessive_quantifier_gives_nothing_back() {
        assert!(matches("a*a", "aa"));
        assert!(!matches("a*+a", "aa"));
        assert!(!matches("(?>a|ab)c", "abc"));
    }

    #[test]
    fn what_has_no_counterpart_is_refused_with_a_reason() {
        for (pattern, reason) in [
            (r"\X", r"\X has no counterpart"),
            (r"\b{g}", r"\b{…} has no counterpart"),
            (r"(?x)a", "the flag 'x' of (?x) has no counterpart"),
            (
                r"[[a-z]-[m]]",
                "- between two sets means one thing in ICU and another in Java",
            ),
            (
                r"[[a-z]&[m]]",
                "& between two sets means one thing in ICU and another in Java",
            ),
            (r"\p{Klingon}", "the property \"Klingon\" is not known"),
            (r"\y", r"\y is not known"),
            (r"\u12", r"\u without the number of a character"),
            (r"\uD834x", r"\u without the number of a character"),
            (r"[a", "a [ that is not closed"),
            (r"(a", "a ( that is not closed"),
            (r"a)", "a ) that closes nothing"),
            (r"+a", "+ with nothing before it"),
            (r"a{x}", "{x} is no number of times"),
            (r"\2(a)", r"\2 refers to no group"),
            (r"a\", r"a \ at the end"),
            (r"(?<1>a)", "\"1\" is no name of a group"),
        ] {
            assert_eq!(
                translate(pattern, Side::Before),
                Err(reason.to_owned()),
                "{pattern}"
            );
        }
        assert!(translate(&"(".repeat(100), Side::Before).is_err());
        assert!(translate(&"[".repeat(100), Side::Before).is_err());
    }

    #[test]
    fn a_look_ahead_at_the_end_of_a_beforebreak_is_cut_off() {
        let cut = |pattern| {
            let found = translate(pattern, Side::Before).unwrap();
            (found.strict, found.tail, found.needs_backtracking)
        };
        assert_eq!(cut(r"a(?=\s)"), ("a".into(), r"(?=\s)".into(), false));
        assert_eq!(
            cut("(?i)a(?!b)"),
            ("(?i)a".into(), "(?i)(?!b)".into(), false)
        );
        assert!(cut("(?<!x)a(?!b)").2);
        for whole in ["a|b(?=c)", "(a(?=b))", "a(?=b)c", "a(?=b)?"] {
            assert_eq!(cut(whole).1, "", "{whole}");
        }
    }

    #[test]
    fn the_relaxed_form_leaves_look_around_out() {
        let found = translate(r"(?<!x)a(?>b)(c)\1(?=d)e", Side::Before).unwrap();
        assert_eq!(found.relaxed, "(?:)a(?:b)(c)(?s:.*)(?:)e");
        assert!(found.needs_backtracking);
    }
}
