//! What was read of a unit, before it is known whether it is one of ours.

use jiff::Timestamp;

use crate::bitext::{
    InlineCode, Lang, Origin, Property, Sides, Stamp, Status, TranslationUnit, Variant,
};
use crate::exchange::{ReadOptions, SkipReason};

use super::own::Told;

/// A `tu` as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Its number in the file, from 1.
    pub(super) number: u64,
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    pub(super) facts: Facts,
    pub(super) notes: Vec<String>,
    pub(super) properties: Vec<Property>,
    /// The variants in Arabic and English, in the file's order.
    pub(super) variants: Vec<DraftVariant>,
    /// The bytes of all its texts.
    pub(super) size: usize,
    /// The line and the reason of the first thing wrong with it.
    pub(super) problem: Option<(u64, String)>,
}

/// A `tuv` in Arabic or English.
#[derive(Debug)]
pub(super) struct DraftVariant {
    pub(super) lang: Lang,
    pub(super) tag: String,
    pub(super) facts: Facts,
    /// Empty without a `seg`.
    pub(super) text: String,
    pub(super) codes: Vec<InlineCode>,
    pub(super) has_seg: bool,
}

/// What the attributes of a `tu` or `tuv` say of its history.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) created: Moment,
    pub(super) changed: Moment,
    pub(super) use_count: Option<u32>,
    pub(super) last_used: Option<Timestamp>,
    pub(super) tuid: Option<String>,
}

/// A date and a person, each as far as it is there.
#[derive(Clone, Debug, Default)]
pub(super) struct Moment {
    pub(super) at: Option<Timestamp>,
    pub(super) by: Option<String>,
}

impl Moment {
    fn is_known(&self) -> bool {
        self.at.is_some() || self.by.is_some()
    }

    fn or(self, other: Moment) -> Moment {
        if self.is_known() { self } else { other }
    }

    /// Returns the earlier of two; one without a date comes last.
    fn first(self, other: Moment) -> Moment {
        let key = |moment: &Moment| (!moment.is_known(), moment.at.is_none(), moment.at);
        if key(&self) <= key(&other) {
            self
        } else {
            other
        }
    }

    /// Returns the later of two; one without a date comes first.
    fn last(self, other: Moment) -> Moment {
        let key = |moment: &Moment| (moment.is_known(), moment.at);
        if key(&self) >= key(&other) {
            self
        } else {
            other
        }
    }

    /// Makes a stamp of what is known, with `at` where the date is not.
    fn stamp(self, at: Timestamp) -> Option<Stamp> {
        self.is_known().then(|| Stamp {
            at: self.at.unwrap_or(at),
            by: self.by,
        })
    }
}

impl Draft {
    /// Makes a unit of it, with the number of second variants that were left out.
    ///
    /// What the file does not date is dated by the options. Dates on the `tu` go
    /// before those on its variants, of which the first date of making and the
    /// last date of changing are the unit's.
    pub(super) fn into_unit(
        mut self,
        options: &ReadOptions,
    ) -> Result<(TranslationUnit, u64), SkipReason> {
        let created = &options.created;
        let places = Sides {
            ar: self.choose(Lang::Ar),
            en: self.choose(Lang::En),
        };
        let text = |place: usize| self.variants[place].text.as_str();
        let texts = Sides {
            ar: places.ar.map(text),
            en: places.en.map(text),
        };
        if let Some(reason) = SkipReason::unless_wanted(&texts, options.untranslated) {
            return Err(reason);
        }
        let mut place_of = |lang: Lang| {
            places.get(lang).unwrap_or_else(|| {
                self.variants.push(DraftVariant {
                    lang,
                    tag: lang.code().to_owned(),
                    facts: Facts::default(),
                    text: String::new(),
                    codes: Vec::new(),
                    has_seg: false,
                });
                self.variants.len() - 1
            })
        };
        let (ar, en) = (place_of(Lang::Ar), place_of(Lang::En));

        let facts = [ar, en].map(|place| std::mem::take(&mut self.variants[place].facts));
        let use_count = facts.iter().filter_map(|facts| facts.use_count).max();
        let last_used = facts.iter().filter_map(|facts| facts.last_used).max();
        let [(made_ar, changed_ar), (made_en, changed_en)] =
            facts.map(|facts| (facts.created, facts.changed));
        let made = self.facts.created.or(made_ar.first(made_en));
        let changed = self.facts.changed.or(changed_ar.last(changed_en));

        let told = Told::by(self.properties, self.facts.tuid);
        let mut variant = |place: usize, tag: Option<String>| {
            let draft = &mut self.variants[place];
            Variant {
                text: std::mem::take(&mut draft.text),
                tag: tag.unwrap_or_else(|| std::mem::take(&mut draft.tag)),
                codes: std::mem::take(&mut draft.codes),
            }
        };
        let unit = TranslationUnit {
            variants: Sides {
                ar: variant(ar, told.tags.ar),
                en: variant(en, told.tags.en),
            },
            place: told.place,
            bead: told.bead,
            confidence: told.confidence,
            similarity: told.similarity,
            origin: told.origin.unwrap_or(Origin::Import),
            status: told.status.unwrap_or(Status::Draft),
            created: made.stamp(created.at).unwrap_or_else(|| created.clone()),
            changed: changed.stamp(created.at),
            use_count: self.facts.use_count.or(use_count).unwrap_or(0),
            last_used: self.facts.last_used.or(last_used),
            tuid: told.tuid,
            notes: self.notes,
            properties: told.properties,
        };
        Ok((unit, self.variants.len() as u64 - 2))
    }

    /// Returns the place of the first variant of `lang` that holds text, else of the first.
    fn choose(&self, lang: Lang) -> Option<usize> {
        let of_lang =
            || (0..self.variants.len()).filter(|&place| self.variants[place].lang == lang);
        let full = |&place: &usize| !self.variants[place].text.trim().is_empty();
        of_lang().find(full).or_else(|| of_lang().next())
    }
}
