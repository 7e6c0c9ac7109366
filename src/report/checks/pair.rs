//! One pair, checked by itself.

use std::ops::Range;

use serde::Serialize;

use crate::bitext::{Lang, Sides};
use crate::text::tokens::Tokens;

use super::across::Hashes;
use super::language::Letters;
use super::rule::{Rule, Severity};
use super::settings::Settings;
use super::words::{Evidence, Words};
use super::{characters, language, lengths, marks, markup, numbers, words};

/// The side of a pair that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The Arabic one.
    Ar,
    /// The English one.
    En,
    /// The pair.
    Both,
}

impl From<Lang> for Side {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ar => Side::Ar,
            Lang::En => Side::En,
        }
    }
}

/// Something that a rule has found in a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// How grave it is, as the settings have it.
    pub severity: Severity,
    /// Where it is.
    pub side: Side,
    /// Bytes of that side's text, end-exclusive; `None` where it is about the whole pair.
    pub span: Option<Range<usize>>,
    /// What was found, for a person to judge; parts of the texts may stand in it.
    pub evidence: String,
}

/// The texts of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Texts<'a> {
    pub(super) ar: &'a str,
    pub(super) en: &'a str,
}

impl<'a> Texts<'a> {
    pub(super) fn get(&self, lang: Lang) -> &'a str {
        match lang {
            Lang::Ar => self.ar,
            Lang::En => self.en,
        }
    }
}

/// What was found in a pair so far.
pub(super) struct Found<'s> {
    settings: &'s Settings,
    pub(super) findings: Vec<Finding>,
    /// Something grave was seen that makes other rules guess, be its rule on or off.
    pub(super) is_spoilt: bool,
}

impl<'s> Found<'s> {
    pub(super) fn new(settings: &'s Settings) -> Self {
        Self {
            settings,
            findings: Vec::new(),
            is_spoilt: false,
        }
    }

    /// Adds what was found at a place.
    pub(super) fn add(&mut self, rule: Rule, lang: Lang, span: Range<usize>, evidence: String) {
        self.push(rule, lang.into(), Some(span), evidence);
    }

    /// Adds what is about both sides.
    pub(super) fn add_both(&mut self, rule: Rule, evidence: String) {
        self.push(rule, Side::Both, None, evidence);
    }

    fn push(&mut self, rule: Rule, side: Side, span: Option<Range<usize>>, evidence: String) {
        // Noted first: a rule that is off must not change what the others find.
        self.is_spoilt |= matches!(
            rule,
            Rule::Swapped
                | Rule::Untranslated
                | Rule::PartlyUntranslated
                | Rule::WrongLanguage
                | Rule::Mojibake
                | Rule::PresentationForms
        );
        if let Some(severity) = self.settings.severity(rule) {
            self.findings.push(Finding {
                rule,
                severity,
                side,
                span,
                evidence,
            });
        }
    }
}

/// What the rules for several pairs need to know of one.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// Visible characters.
    pub(super) lengths: Sides<u32>,
    /// The words that say whether two texts translate each other.
    pub(super) words: Words,
    /// How far the words of the pair itself fit.
    pub(super) own: Evidence,
    /// How many quotation marks of a side have no other half, and whether the text begins with one.
    pub(super) quotes: Sides<marks::Quotes>,
    pub(super) hashes: Hashes,
    /// Whether it is no pair of an Arabic and an English text at all.
    pub(super) is_spoilt: bool,
    /// Whether a side holds nothing that can be seen.
    pub(super) is_empty: bool,
}

/// Checks a pair by itself.
///
/// Lengths are held against other pairs by the caller, which has seen them.
pub(super) fn check(texts: Texts<'_>, settings: &Settings) -> (Vec<Finding>, Facts) {
    let mut found = Found::new(settings);
    let mut facts = Facts::default();
    let is_empty = |lang| texts.get(lang).chars().all(characters::is_unseen);
    for lang in [Lang::Ar, Lang::En] {
        if is_empty(lang) {
            let text = texts.get(lang);
            let evidence = match text.is_empty() {
                true => "no text",
                false => "only spaces and invisible characters",
            };
            found.add(Rule::Empty, lang, 0..text.len(), evidence.to_owned());
        }
    }
    if is_empty(Lang::Ar) || is_empty(Lang::En) {
        facts.is_spoilt = true;
        facts.is_empty = true;
        return (found.findings, facts);
    }
    for lang in [Lang::Ar, Lang::En] {
        characters::check(lang, texts.get(lang), &mut found);
    }
    let tokens = Sides {
        ar: Tokens::of(texts.ar),
        en: Tokens::of(texts.en),
    };
    facts.hashes = Hashes::of(texts, &tokens);
    let letters = Sides {
        ar: Letters::of(texts.ar),
        en: Letters::of(texts.en),
    };
    language::check(texts, &tokens, &letters, &mut found);
    facts.lengths = Sides {
        ar: lengths::visible(texts.ar),
        en: lengths::visible(texts.en),
    };
    markup::check(texts, &mut found);
    marks::check(texts, &tokens, &mut found);
    facts.quotes = Sides {
        ar: marks::Quotes::of(texts.ar),
        en: marks::Quotes::of(texts.en),
    };
    facts.is_spoilt = found.is_spoilt;
    if !facts.is_spoilt {
        numbers::check(texts, &tokens, &mut found);
        facts.words = words::of(&tokens);
        facts.own = words::evidence(&facts.words, &facts.words);
    }
    lengths::too_long(&facts.lengths, settings, &mut found);
    (found.findings, facts)
}
