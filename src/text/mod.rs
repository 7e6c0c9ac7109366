//! What is known of Arabic and English text, apart from any stage.
//!
//! | form | made by | for |
//! |---|---|---|
//! | text | – | display, export: stored as it came |
//! | key | [`forms::key`] | exact matches, duplicates |
//! | match tokens | [`tokens::Tokens`] | fuzzy matches, concordance |
//! | stems | [`stems::stem`] | alignment, graded replacements |
//! | classes | [`classes::Class`] | the match index |
//!
//! [`inflection`] gives the dictionary forms that an Arabic word may have, for the seed lexicon.
//!
//! What the languages say alike, for the aligner: [`numbers`] in digits and [`spelled`] in
//! words, the signs of the [`calendar`], of money and measures, and how alike names sound
//! by [`transliteration`].
//!
//! All of it is pure and accepts any text. [`FORMS_VERSION`] goes up whenever a
//! form gives another result for some text, so that what was derived from the
//! old one can be told and rebuilt.

pub mod forms;
pub mod tokens;
pub mod stems;
pub mod classes;
pub mod inflection;
pub mod numbers;
pub mod script;
mod clitics;
pub mod calendar;
pub mod spelled;
pub mod transliteration;

/// The version of the derived forms; a memory keeps the one its keys were made with.
pub const FORMS_VERSION: u32 = 2;
