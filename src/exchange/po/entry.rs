//! An entry of a PO file, as far as its lines have been read.

use super::quoted;

/// What an entry says.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// The line of its `msgid`, else of what came first; 0 before that.
    pub(super) line: u64,
    /// Comments of translators, each line with a line feed.
    pub(super) comments: String,
    /// Comments of programmers, each line with a line feed.
    pub(super) extracted: String,
    /// Its references, with spaces between.
    pub(super) references: String,
    /// Its flags, `fuzzy` apart, with commas between.
    pub(super) flags: String,
    pub(super) is_fuzzy: bool,
    pub(super) is_obsolete: bool,
    /// Whether it tells what its `msgid` was before.
    pub(super) has_previous: bool,
    pub(super) context: Option<String>,
    pub(super) id: Option<String>,
    pub(super) plural: Option<String>,
    /// The translations, with their number where there are several.
    pub(super) translations: Vec<(u32, String)>,
    /// The line and the reason of the first thing wrong with it.
    pub(super) problem: Option<(u64, String)>,
    /// Which of its strings the next line may go on with.
    open: Option<Slot>,
    /// The bytes of all it holds.
    size: usize,
}

/// A string of an entry.
#[derive(Clone, Copy, Debug)]
enum Slot {
    Context,
    Id,
    Plural,
    Translation,
    /// Of the previous `msgid` or of a `domain`: not kept.
    Other,
}

/// The most forms that a message may have; no language has more than six.
const FORMS: usize = 32;

impl Entry {
    /// Tells whether it has got as far as its translations, so that another may begin.
    pub(super) fn is_whole(&self) -> bool {
        !self.translations.is_empty()
    }

    /// Tells whether there is anything in it but comments.
    pub(super) fn is_there(&self) -> bool {
        self.id.is_some() || self.context.is_some() || self.is_whole() || self.problem.is_some()
    }

    /// Notes what is wrong with it, unless something was before.
    pub(super) fn fail(&mut self, line: u64, reason: impl Into<String>) {
        self.problem.get_or_insert_with(|| (line, reason.into()));
    }

    /// Takes a line; `false` when it belongs to the next entry.
    pub(super) fn take(&mut self, number: u64, line: &str, limit: usize) -> bool {
        let line = line.trim();
        if let Some(obsolete) = line.strip_prefix("#~") {
            let rest = obsolete.trim_start();
            let is_start = !rest.starts_with('"') && !rest.starts_with("msgstr");
            if self.is_whole() && (is_start || !self.is_obsolete) {
                return false;
            }
            self.is_obsolete = true;
            self.begin(number);
            if rest.starts_with('|') {
                self.has_previous = true;
            } else {
                self.keyword(number, rest);
            }
        } else if let Some(comment) = line.strip_prefix('#') {
            if self.is_whole() {
                return false;
            }
            self.begin(number);
            self.comment(comment);
        } else if line.is_empty() {
            return !self.is_whole();
        } else {
            let is_start = line.starts_with("msgctxt")
                || line.starts_with("msgid ")
                || line.starts_with("msgid\"")
                || line.starts_with("msgid\t");
            if self.is_whole() && (is_start || line.starts_with("domain")) {
                return false;
            }
            self.begin(number);
            self.keyword(number, line);
        }
        self.size += line.len();
        if self.size > limit {
            self.fail(number, format!("the message is longer than {limit} bytes"));
            let (line, size, is_whole) = (self.line, self.size, self.is_whole());
            let problem = self.problem.take();
            *self = Entry {
                line,
                problem,
                size,
                open: Some(Slot::Other),
                translations: vec![(0, String::new()); usize::from(is_whole)],
                ..Entry::default()
            };
        }
        true
    }

    fn begin(&mut self, number: u64) {
        if self.line == 0 {
            self.line = number;
        }
    }

    fn comment(&mut self, comment: &str) {
        let push_line = |target: &mut String, rest: &str| {
            target.push_str(rest.strip_prefix(' ').unwrap_or(rest));
            target.push('\n');
        };
        let push_word = |target: &mut String, between: &str, word: &str| {
            target.push_str(if target.is_empty() { "" } else { between });
            target.push_str(word);
        };
        if let Some(extracted) = comment.strip_prefix('.') {
            push_line(&mut self.extracted, extracted);
        } else if let Some(reference) = comment.strip_prefix(':') {
            push_word(&mut self.references, " ", reference.trim());
        } else if let Some(flags) = comment.strip_prefix([',', '=']) {
            for flag in flags.split(',').map(str::trim) {
                if flag == "fuzzy" {
                    self.is_fuzzy = true;
                } else if !flag.is_empty() {
                    push_word(&mut self.flags, ", ", flag);
                }
            }
        } else if comment.starts_with('|') {
            self.has_previous = true;
        } else {
            push_line(&mut self.comments, comment);
        }
    }

    fn keyword(&mut self, number: u64, line: &str) {
        if line.starts_with('"') {
            return self.string(number, line);
        }
        let end = line.find(|c: char| c.is_whitespace() || c == '"');
        let (keyword, rest) = line.split_at(end.unwrap_or(line.len()));
        let again =
            |there: bool| there.then(|| format!("a second {keyword} without another msgid"));
        let (slot, problem) = match keyword {
            "msgctxt" => {
                let problem = again(self.context.is_some());
                self.context.get_or_insert_default();
                (Slot::Context, problem)
            }
            "msgid" => {
                let problem = again(self.id.is_some());
                self.id.get_or_insert_default();
                self.line = number;
                (Slot::Id, problem)
            }
            "msgid_plural" => {
                let problem = again(self.plural.is_some());
                self.plural.get_or_insert_default();
                (Slot::Plural, problem)
            }
            "domain" => (Slot::Other, None),
            _ => {
                let Some(form) = form(keyword) else {
                    let reason = "neither a keyword nor a string between quotes";
                    self.fail(number, reason);
                    return;
                };
                let problem = again(self.translations.iter().any(|&(known, _)| known == form));
                if self.translations.len() < FORMS {
                    self.translations.push((form, String::new()));
                }
                (Slot::Translation, problem)
            }
        };
        if let Some(reason) = problem {
            self.fail(number, reason);
        }
        self.open = Some(slot);
        self.string(number, rest.trim_start());
    }

    /// Adds a string to the one that is open.
    fn string(&mut self, number: u64, text: &str) {
        let mut other = String::new();
        let target = match self.open {
            None => {
                self.fail(number, "a string without a keyword");
                return;
            }
            Some(Slot::Context) => self.context.as_mut(),
            Some(Slot::Id) => self.id.as_mut(),
            Some(Slot::Plural) => self.plural.as_mut(),
            Some(Slot::Translation) => self.translations.last_mut().map(|(_, text)| text),
            Some(Slot::Other) => Some(&mut other),
        };
        if let Err(reason) = quoted::push(target.unwrap_or(&mut String::new()), text) {
            self.fail(number, reason);
        }
    }
}

/// Returns the number of the form of `msgstr` or `msgstr[2]`.
fn form(keyword: &str) -> Option<u32> {
    match keyword.strip_prefix("msgstr")? {
        "" => Some(0),
        form => form.strip_prefix('[')?.strip_suffix(']')?.parse().ok(),
    }
}
