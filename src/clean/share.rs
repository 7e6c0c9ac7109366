//! Bars of buttons that share, print or save a page: «شارك: فيسبوك | واتساب».
//!
//! A line is such a bar when all of it is buttons. A single button that could
//! be something else («فيسبوك») is one only beside another.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::facts::bare;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// What asks to share.
    Call,
    /// Where to.
    Network,
    /// Another button of such bars.
    Button,
    /// A word between them.
    Filler,
}

#[rustfmt::skip]
const PHRASES: [(Part, &[&str]); 4] = [
    (Part::Call, &[
        "شارك", "شاركها", "شاركه", "شارك الخبر", "شارك المقال", "شارك المقالة", "شارك القصة", "شارك الموضوع", "شارك التقرير", "شارك الصفحة", "شارك هذا الخبر", "شارك هذا المقال",
        "شارك هذه الصفحة", "شارك هذه المقالة", "شارك هذا الموضوع", "شارك هذا", "شارك مع أصدقائك", "شارك هذه القصة", "شاركوا", "شاركونا", "مشاركة", "مشاركة الخبر", "مشاركة المقال", "مشاركة عبر", "انشر", "انشرها",
        "انشر الخبر", "غرد", "تغريد", "شير", "أرسل إلى صديق", "أرسل لصديق",
        "share", "share this", "share this article", "share this story", "share this post", "share this page", "share this news", "share article", "share story", "share it", "share with friends",
        "share the article", "share the story", "share this report", "share this item", "share this with", "tweet", "tweet this", "spread the word", "shares", "share full article",
    ]),
    (Part::Network, &[
        "فيسبوك", "فيس بوك", "الفيسبوك", "تويتر", "إكس", "منصة إكس", "واتساب", "واتس اب", "واتس آب", "واتسآب", "الواتساب", "تلغرام", "تليغرام", "تيليغرام", "تلجرام", "تليجرام", "تيليجرام",
        "إنستغرام", "انستغرام", "إنستجرام", "انستجرام", "إنستاغرام", "لينكدإن", "لينكد إن", "لينكدان", "سناب شات", "سنابشات", "يوتيوب", "تيك توك", "مسنجر", "ماسنجر", "بينترست", "ريديت", "ثريدز", "فايبر", "بلوسكاي",
        "facebook", "twitter", "x", "x twitter", "whatsapp", "telegram", "linkedin", "instagram", "youtube", "tiktok", "pinterest", "reddit", "messenger", "threads", "bluesky", "snapchat", "flipboard", "tumblr",
        "viber", "mastodon", "pocket", "fb", "google", "google news", "rss",
    ]),
    (Part::Button, &[
        "طباعة", "اطبع", "حفظ", "احفظ", "نسخ الرابط", "نسخ", "انسخ الرابط", "رابط", "الرابط", "بريد", "البريد", "البريد الإلكتروني", "بريد إلكتروني", "إيميل", "أرسل", "إرسال", "أرسل بالبريد", "أضف إلى المفضلة", "تعليق",
        "email", "e mail", "mail", "print", "save", "copy link", "copy", "link", "bookmark", "more", "comment", "comments", "listen", "gift", "send", "pdf", "back to news", "back",
    ]),
    (Part::Filler, &["و", "على", "عبر", "في", "مع", "via", "on", "by", "or", "and", "to", "with"]),
];

static PARTS: LazyLock<HashMap<String, Part>> = LazyLock::new(|| {
    let all = PHRASES
        .iter()
        .flat_map(|&(part, phrases)| phrases.iter().map(move |phrase| (bare(phrase), part)));
    all.collect()
});

/// The number of words of the longest phrase.
const LONGEST: usize = 5;

/// How sure it is that a line of buttons is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bar {
    /// It asks to share, or names several places.
    Whole,
    /// It is a single button.
    Button,
}

/// Reads a text, given by its bare words, as a bar of buttons.
pub(super) fn bar(bare: &str) -> Option<Bar> {
    let words: Vec<&str> = bare.split_whitespace().collect();
    if words.len() > 24 {
        return None;
    }
    let (mut calls, mut buttons, mut networks) = (0, 0, 0);
    let mut at = 0;
    while at < words.len() {
        // Small numbers count shares.
        if words[at].len() <= 4 && words[at].bytes().all(|b| b.is_ascii_digit()) {
            at += 1;
            continue;
        }
        // Arabic writes «and» together with the next word.
        let lengths = (1..=LONGEST.min(words.len() - at)).rev();
        let (length, part) = lengths.into_iter().find_map(|length| {
            let phrase = words[at..at + length].join(" ");
            let known = PARTS
                .get(&phrase)
                .or_else(|| PARTS.get(phrase.strip_prefix('و')?));
            known.map(|&part| (length, part))
        })?;
        match part {
            Part::Call => calls += 1,
            Part::Network => networks += 1,
            Part::Button => buttons += 1,
            Part::Filler => {}
        }
        at += length;
    }
    match (calls, networks + buttons) {
        (0, 0) => None,
        (0, 1) => Some(Bar::Button),
        (0, _) if networks == 0 && buttons < 3 => Some(Bar::Button),
        _ => Some(Bar::Whole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_made_of_buttons_only() {
        for (text, expected) in [
            ("شارك | فيسبوك | واتساب | إكس", Some(Bar::Whole)),
            ("شارك الخبر: فيسبوك  واتساب  تلغرام", Some(Bar::Whole)),
            ("شارك", Some(Bar::Whole)),
            ("فيسبوك وتويتر", Some(Bar::Whole)),
            ("فيسبوك", Some(Bar::Button)),
            (
                "Share this story: Facebook | WhatsApp | Email",
                Some(Bar::Whole),
            ),
            ("Share Tweet Email", Some(Bar::Whole)),
            ("Print | E-mail | Back to news", Some(Bar::Whole)),
            ("120 shares", Some(Bar::Whole)),
            ("شارك الوزير في الاجتماع", None),
            ("Share prices fell", None),
            ("فيسبوك تعلن أرباحها", None),
            ("", None),
        ] {
            assert_eq!(bar(&bare(text)), expected, "{text}");
        }
    }
}
