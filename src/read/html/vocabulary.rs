//! What the names of classes and ids mean.
//!
//! Sites in every language name their blocks in English: `related-posts`,
//! `entry-content`, `sd-social`. A name is cut into words at marks and at
//! capitals, and the words are looked up, so that the names of systems that
//! nobody has seen are understood too.

use super::hints::Hints;

/// The hints of one name of a class, or of an id.
pub(super) fn by_name(name: &str) -> Hints {
    if let Some(hints) = by_whole_name(name) {
        return hints;
    }
    let mut words: [&str; MOST_WORDS] = [""; MOST_WORDS];
    let lower = name.to_ascii_lowercase();
    let count = cut(name, &lower, &mut words);
    let words = &words[..count];
    // «has-sidebar» says something of what is beside it, and builders of pages name all they build.
    if matches!(
        words.first(),
        Some(
            &"has"
                | &"no"
                | &"with"
                | &"without"
                | &"not"
                | &"is"
                | &"elementor"
                | &"js"
                | &"tag"
                | &"category"
        )
    ) && words.len() > 1
        && !matches!(words[1], "cloud" | "list" | "links" | "tag" | "box")
    {
        return Hints::default();
    }
    let mut hints = Hints::default();
    for (index, word) in words.iter().enumerate() {
        let next = words.get(index + 1).copied().unwrap_or("");
        hints |= by_word(word, next, words.len());
    }
    if hints.any(Hints::FURNITURE | Hints::COMMENTS) {
        return hints;
    }
    if is_body(words, &lower) {
        hints |= Hints::BODY;
    } else if is_title(words) {
        hints |= Hints::TITLE;
    }
    hints
}

/// How many words of a name are looked at.
const MOST_WORDS: usize = 8;

/// Cuts a name at marks and before capitals, and returns how many words it has; `lower` is the name in small letters.
fn cut<'a>(name: &str, lower: &'a str, words: &mut [&'a str; MOST_WORDS]) -> usize {
    let bytes = name.as_bytes();
    let mut count = 0;
    let mut start = 0;
    for at in 0..=bytes.len() {
        let ends = at == bytes.len() || !bytes[at].is_ascii_alphanumeric();
        let turns = !ends
            && at > start
            && bytes[at].is_ascii_uppercase()
            && bytes[at - 1].is_ascii_lowercase();
        if !ends && !turns {
            continue;
        }
        if at > start
            && count < MOST_WORDS
            && let Some(word) = lower.get(start..at)
        {
            // «title2» is one more title; a number alone stays what it is.
            let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
            words[count] = if name.is_empty() { word } else { name };
            count += 1;
        }
        start = if turns { at } else { at + 1 };
    }
    count
}

/// Names that mean something as a whole only.
fn by_whole_name(name: &str) -> Option<Hints> {
    Some(match name {
        "hidden" | "hide" | "d-none" | "is-hidden" | "invisible" | "u-hidden" | "sr-only"
        | "screen-reader-text" | "visually-hidden" | "visuallyhidden" | "element-invisible"
        | "element-hidden" | "print-only" | "printonly" | "visible-print" | "show-for-sr"
        | "only-print" | "a11y-hidden" | "assistive-text" => Hints::HIDDEN,
        "mw-parser-output" | "item-page" | "h-entry" => Hints::BODY,
        "twitter-tweet" | "instagram-media" | "fb-post" | "tiktok-embed" | "fb-root" => {
            Hints::FURNITURE
        }
        "site-header" | "page-masthead" | "masthead" | "top-bar" | "topbar" => Hints::FURNITURE,
        "logo" | "site-title" | "site-name" | "sitename" | "site-logo" | "blog-title"
        | "site-description" | "site-slogan" => Hints::SITE,
        "vcard" | "author-box" => Hints::SAID,
        _ => return None,
    })
}

fn by_word(word: &str, next: &str, words: usize) -> Hints {
    match word {
        "ad" | "ads" | "adv" | "advert" | "adverts" | "advertisement" | "advertising"
        | "adsbygoogle" | "adsense" | "adslot" | "adbox" | "adspace" | "adunit" | "adzone"
        | "adwrap" | "adcontainer" | "dfp" | "gpt" | "mpu" | "leaderboard" | "sponsor"
        | "sponsored" | "sponsors" | "cta" | "promo" | "promoted" | "taboola" | "outbrain"
        | "mgid" => Hints::FURNITURE,
        "banner" if words == 1 => Hints::FURNITURE,
        "related" | "relatedposts" | "relatednews" | "recommend" | "recommended"
        | "recommendation" | "recommendations" | "recirc" | "readmore" | "seealso" | "alsoread"
        | "readalso" | "popular" | "trending" | "latest" | "latestnews" | "mostread"
        | "mostviewed" | "suggested" | "teaser" | "teasers" | "recent" | "recentposts"
        | "morenews" | "othernews" | "loadmore" | "showmore" | "seemore" => Hints::FURNITURE,
        "more" | "other"
            if matches!(
                next,
                "news" | "articles" | "stories" | "posts" | "topics" | "from" | "on"
            ) =>
        {
            Hints::FURNITURE
        }
        "load" | "show" if next == "more" => Hints::FURNITURE,
        "most" if matches!(next, "read" | "viewed" | "popular" | "commented") => Hints::FURNITURE,
        "read" | "see" if matches!(next, "also" | "more" | "next") => Hints::FURNITURE,
        "also" if matches!(next, "read" | "like") => Hints::FURNITURE,
        "share" | "shares" | "sharing" | "sharedaddy" | "sharebar" | "social" | "addtoany"
        | "addthis" | "sharethis" | "whatsapp" | "facebook" | "twitter" | "telegram"
        | "instagram" | "linkedin" | "pinterest" | "follow" | "followus" | "like" | "likes"
        | "bookmark" | "permalink" | "shortlink" => Hints::FURNITURE,
        "copy" | "short" if next == "link" => Hints::FURNITURE,
        "google" if next == "news" => Hints::FURNITURE,
        "breadcrumb" | "breadcrumbs" | "pathway" | "nav" | "navbar" | "navigation" | "navbox"
        | "menu" | "menus" | "submenu" | "megamenu" | "sidebar" | "sidebars" | "rail"
        | "footer" | "footers" | "toolbar" | "toolbox" | "pagination" | "pager" | "paging"
        | "pagenav" | "pagenavi" | "prevnext" | "skip" | "skiplink" | "backtotop" | "scrolltop"
        | "offcanvas" | "ticker" | "carousel" | "marquee" => Hints::FURNITURE,
        "breaking" if matches!(next, "bar" | "news" | "ticker") => Hints::FURNITURE,
        "prev" if matches!(next, "next" | "post" | "article") => Hints::FURNITURE,
        "next" if matches!(next, "prev" | "post" | "article") => Hints::FURNITURE,
        "lang" | "language" | "locale"
            if matches!(
                next,
                "switch" | "switcher" | "selector" | "menu" | "list" | "btn"
            ) =>
        {
            Hints::FURNITURE
        }
        "widget" if words == 1 || matches!(next, "area" | "title" | "content" | "box") => {
            Hints::FURNITURE
        }
        "cookie" | "cookies" | "gdpr" | "consent" | "newsletter" | "newsletters" | "subscribe"
        | "subscription" | "signup" | "signin" | "login" | "popup" | "modal" | "lightbox"
        | "overlay" | "regwall" | "adblock" => Hints::FURNITURE,
        "sign" | "log" if matches!(next, "up" | "in") => Hints::FURNITURE,
        "paywall"
            if matches!(
                next,
                "message" | "prompt" | "overlay" | "box" | "offer" | "banner" | "notice"
            ) =>
        {
            Hints::FURNITURE
        }
        "tags" | "tagcloud" | "taglist" | "hashtags" | "labels" | "keywords" | "topics" => {
            Hints::FURNITURE
        }
        "donate" | "donation" | "feedback" | "weather" | "currency" | "horoscope"
        | "readspeaker" | "fontsize" | "counter" | "visitors" => Hints::FURNITURE,
        "font" | "text" if matches!(next, "size" | "resize" | "resizer" | "zoom") => {
            Hints::FURNITURE
        }
        "listen" | "download" if matches!(next, "article" | "app" | "button" | "bar") => {
            Hints::FURNITURE
        }
        "tag" if words == 1 || matches!(next, "" | "cloud" | "list" | "links" | "box") => {
            Hints::FURNITURE
        }
        "links" if words > 1 => Hints::FURNITURE,
        "attachments" | "rating" | "ratings" | "vote" | "votes" | "poll" | "polls"
        | "accessibility" | "a11y" | "print" | "player" | "search" | "searchform" | "form"
        | "disclaimer" | "copyright" => Hints::FURNITURE,
        "author"
            if matches!(
                next,
                "box" | "bio" | "info" | "card" | "desc" | "description" | "profile"
            ) =>
        {
            Hints::FURNITURE
        }
        "about" if next == "author" => Hints::FURNITURE,
        "infobox" | "toc" | "hatnote" | "catlinks" | "reflist" | "references" | "printfooter"
        | "ambox" | "mbox" | "metadata" | "sistersitebox" => Hints::FURNITURE,
        "noprint" | "editsection" | "reference" => Hints::MARK,
        "footnote" if matches!(next, "ref" | "mark" | "anchor") => Hints::MARK,
        "fnref" => Hints::MARK,
        "commentlist" | "commentform" | "respond" | "disqus" => Hints::COMMENTS,
        "helpful" => Hints::FURNITURE,
        _ if word.ends_with("meta") || word.ends_with("metadata") => Hints::SAID,
        _ if word.ends_with("comments") || word.ends_with("cmt") => Hints::COMMENTS,
        "comment" | "fbcomment" if !matches!(next, "open" | "closed") => Hints::COMMENTS,
        "meta" | "byline" | "author" | "authors" | "writer" | "reporter" | "views"
        | "viewcount" | "hits" | "readtime" | "reading" | "updated" | "modified" | "submitted"
        | "createdby" | "category" | "categories" | "cats" => Hints::SAID,
        "post" if matches!(next, "cat" | "info") => Hints::SAID,
        "article" | "entry" | "news" if next == "info" => Hints::SAID,
        "cat" if next == "links" => Hints::SAID,
        "date" | "datetime" | "pubdate" | "postdate" | "published" | "timestamp" => {
            Hints::SAID | Hints::DATE
        }
        "time" => Hints::SAID | Hints::DATE,
        "button" | "buttons" | "btn" => Hints::BUTTON,
        "posted" if next == "on" => Hints::SAID | Hints::DATE,
        "caption" | "captions" | "cutline" | "figcaption" | "imagecaption" | "imgcaption"
        | "photocaption" | "thumbcaption" => Hints::CAPTION,
        "img" | "image" | "photo" | "pic" | "picture"
            if matches!(
                next,
                "desc" | "description" | "text" | "txt" | "alt" | "info" | "comment" | "legend"
            ) =>
        {
            Hints::CAPTION
        }
        "pullquote" => Hints::PULL_QUOTE,
        "pull" if next == "quote" => Hints::PULL_QUOTE,
        "dateline" => Hints::DATELINE,
        _ => Hints::default(),
    }
}

/// What names the article: the first half of names such as `entry-content`.
const ARTICLE: [&str; 12] = [
    "article", "entry", "post", "story", "news", "node", "single", "blog", "content", "main",
    "field", "details",
];

/// What names its text: the second half.
const TEXT: [&str; 6] = ["body", "content", "text", "txt", "details", "contents"];

/// Tells whether a name is made of the article and its text.
fn is_body(words: &[&str], lower: &str) -> bool {
    let last = words.last().copied().unwrap_or("");
    let text = words.iter().position(|word| TEXT.contains(word));
    let named = text.is_some_and(|text| words[..text].iter().any(|word| ARTICLE.contains(word)));
    // A name that goes on means a part: «article-body-header».
    (named && (TEXT.contains(&last) || words.len() <= 3))
        || ARTICLE.iter().any(|article| {
            lower
                .strip_prefix(article)
                .is_some_and(|rest| TEXT.contains(&rest))
        })
}

/// Tells whether a name is that of the article's title.
fn is_title(words: &[&str]) -> bool {
    match words {
        ["title" | "headline" | "posttitle" | "entrytitle" | "contentheading"] => true,
        [first, .., last] => {
            matches!(*last, "title" | "headline" | "heading") && ARTICLE.contains(first)
                || matches!([*first, *last], ["page", "title"] | ["first", "heading"])
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_understood_by_their_words() {
        let furniture = [
            "related-posts",
            "jp-relatedposts",
            "relatedNews",
            "share_bar",
            "sd-social",
            "adsbygoogle",
            "div-gpt-ad-311",
            "breadcrumb",
            "mainMenu",
            "site-footer",
            "most-read",
            "tagcloud",
            "post-tags",
            "author-bio",
            "about-author",
            "newsletter-box",
            "cookie-consent",
            "read-also",
            "lang-switch",
            "paywall-prompt",
            "widget",
            "reflist",
        ];
        for name in furniture {
            assert!(by_name(name).any(Hints::FURNITURE), "{name}");
        }
        for name in ["comments-area", "comment-list", "respond"] {
            assert!(by_name(name).any(Hints::COMMENTS), "{name}");
        }
        for name in [
            "entry-content",
            "articleBody",
            "article__body",
            "post-content",
            "field--name-body",
            "postbody",
            "story_text",
            "news-details",
            "td-post-content",
        ] {
            let hints = by_name(name);
            assert!(
                hints.any(Hints::BODY) && !hints.any(Hints::FURNITURE | Hints::SAID),
                "{name}"
            );
        }
        for name in [
            "post-meta",
            "byline",
            "article-info",
            "posted-on",
            "meta-author",
        ] {
            assert!(by_name(name).any(Hints::SAID), "{name}");
        }
        for name in ["wp-caption-text", "single-caption-text"] {
            assert!(by_name(name).any(Hints::CAPTION), "{name}");
        }
    }

    #[test]
    fn names_that_only_sound_alike_say_nothing() {
        for name in [
            "has-sidebar",
            "with-comments",
            "no-ads",
            "tag-drought",
            "category-share",
            "lead",
            "shareholders",
            "header",
            "load",
            "thread",
            "css-1q0z",
            "elementor-widget-text",
            "paywall",
            "wrapper",
            "admin",
            "navy",
            "",
            "-",
            "مقال",
            "عنوان-share2x",
        ] {
            assert_eq!(by_name(name), Hints::default(), "{name}");
        }
    }
}
