//! Pages in a few words, each with what should be read of it.

use super::read as read_page;
use crate::bitext::{Block, Line};
use proptest::prelude::*;

fn lines(html: &str) -> Vec<Line> {
    read_page(html).lines
}

fn read(html: &str) -> Vec<(Block, String)> {
    read_page(html)
        .lines
        .into_iter()
        .map(|line| (line.block, line.text))
        .collect()
}

fn paragraphs(html: &str) -> Vec<String> {
    lines(html).into_iter().map(|line| line.text).collect()
}

const PAGE: &str = "<!DOCTYPE html>\n<html lang=ar dir=rtl><head><title>عنوان | موقع</title>\
    <style>p{color:red}</style></head>\n<body><header><h1>موقع</h1><nav><a href=/>الرئيسية</a></nav></header>\n\
    <main><article><header><h1>عنوان\n المقال</h1><p>الرباط</p></header>\n<p>الفقرة <b>الأولى</b>.<br>بعد كسر</p>\
    <script>var a = '<p>';</script><ul><li>بند<li>بند آخر</ul><aside><p>إعلان</p></aside>\
    <form><input><button>أرسل</button>الاسم</form><footer>وسوم</footer></article></main><footer>حقوق</footer></body></html>";

#[test]
fn the_article_is_read_without_the_page_around_it() {
    use Block::{Heading, Item, Paragraph};
    let expected = [
        (Heading, "عنوان المقال"),
        (Paragraph, "الرباط"),
        (Paragraph, "الفقرة الأولى."),
        (Paragraph, "بعد كسر"),
        (Item, "بند"),
        (Item, "بند آخر"),
    ];
    assert_eq!(
        read(PAGE),
        expected.map(|(block, text)| (block, text.to_owned()))
    );
}

#[test]
fn offsets_lead_back_into_the_page() {
    for line in lines(PAGE) {
        let span = line.origin.locate_span(0..line.text.len());
        let source: String = PAGE[span.clone()]
            .replace("<b>", "")
            .replace("</b>", "")
            .replace('\n', "");
        assert_eq!(source, line.text);
        assert_eq!(line.number, PAGE[..span.start].matches('\n').count() + 1);
    }
}

#[test]
fn references_are_decoded_and_white_space_is_collapsed() {
    let html = "<p>أ &amp;&nbsp;ب\r\n\t  <i> ج</i>&#1575;</p>";
    assert_eq!(paragraphs(html), ["أ &\u{a0}ب جا"]);
    let line = &lines(html)[0];
    assert_eq!(
        &html[line.origin.locate_span(0..line.text.len())],
        "أ &amp;&nbsp;ب\r\n\t  <i> ج</i>&#1575;"
    );
}

#[test]
fn the_title_comes_from_the_best_place_there_is() {
    for (html, title) in [
        (
            "<title>ت</title><h1>ع</h1><article><h1>م</h1><p>نص نص</p></article>",
            "م",
        ),
        (
            "<title>ت</title><h1>ع</h1><article><p>نص طويل جدا</p></article>",
            "ع",
        ),
        (
            "<title>ت</title><header><h1>موقع</h1></header><p>نص</p>",
            "ت",
        ),
    ] {
        let (block, text) = read(html).swap_remove(0);
        assert_eq!((block, text.as_str()), (Block::Heading, title), "{html}");
    }
    assert_eq!(paragraphs("<title>ت</title><p> </p>"), Vec::<String>::new());
}

#[test]
fn what_is_no_text_of_the_article_is_left_out() {
    let text = "<p>نص المقال الأول وفيه كلمات كثيرة تكفي لتكون فقرة.</p>";
    for furniture in [
        "<div class='related-posts'><h3>اقرأ أيضا</h3><p>خبر آخر لا صلة له بهذا النص كله.</p></div>",
        "<p hidden>نص مخفي لا يراه أحد من القراء أبدا هنا.</p>",
        "<div style='display: none'><p>نص مخفي لا يراه أحد من القراء.</p></div>",
        "<div aria-hidden=true>نص مخفي لا يراه أحد من القراء.</div>",
        "<ul><li><a href=a>خبر</a></li><li><a href=b>خبر آخر</a></li></ul>",
        "<h2>شاهد أيضا</h2><ul><li><a href=a>خبر</a> 3 مايو</li><li><a href=b>خبر آخر طويل</a></li></ul>",
        "<p><strong>اقرأ أيضا: <a href=x>عنوان خبر آخر</a></strong></p>",
        "<p><a href=x>عنوان خبر آخر</a></p>",
        "<div><time datetime=2030-01-01>1 يناير</time></div>",
        "<div class='post-meta'><span>بقلم فلان</span><span>قبل ساعة</span></div>",
        "<noscript>فعّل جافا سكريبت</noscript><button>أرسل</button>",
        "<div role=dialog><p>نستخدم ملفات الارتباط في هذا الموقع كله.</p></div>",
        "<div><h3><a href=a>خبر</a></h3><p>ملخص الخبر الأول في جملة واحدة.</p></div><div><h3><a href=b>خبر</a></h3><p>ملخص الخبر الثاني في جملة واحدة.</p></div>",
        "<blockquote class=pullquote>وفيه كلمات كثيرة تكفي</blockquote>",
        "<div id=comments><p>تعليق طويل من قارئ يقول فيه كل ما يريد أن يقوله عن هذا الخبر.</p></div>",
    ] {
        let html = format!("<h1>عنوان</h1><div>{text}{furniture}{text}</div>");
        assert_eq!(paragraphs(&html).len(), 3, "{furniture}");
    }
}

#[test]
fn what_may_be_text_of_the_article_is_read() {
    let text = "<p>نص المقال الأول وفيه كلمات كثيرة تكفي لتكون فقرة.</p>";
    for (piece, block) in [
        (
            "<blockquote dir=ltr lang=en>A word in English.</blockquote>",
            Block::Paragraph,
        ),
        (
            "<blockquote class=pullquote>قول ليس في النص</blockquote>",
            Block::Paragraph,
        ),
        (
            "<figure><img><figcaption>ما في الصورة</figcaption></figure>",
            Block::Caption,
        ),
        (
            "<div class=wp-caption><img><p>ما في الصورة</p></div>",
            Block::Caption,
        ),
        (
            "<ul><li><a href=x>بلدة</a>، وفيها سوق قديمة كبيرة</li></ul>",
            Block::Item,
        ),
        (
            "<h2 class=accordion><button>متى يبدأ الموسم الجديد؟</button></h2>",
            Block::Heading,
        ),
        (
            "<aside><p>خلفية الخبر في جملة واحدة تامة.</p></aside>",
            Block::Paragraph,
        ),
        ("<span style='display:block'>سطر</span>", Block::Paragraph),
    ] {
        let html = format!("<h1>عنوان</h1><article>{text}{piece}{text}</article>");
        let found = read(&html);
        assert!(
            found.len() == 4 && found[2].0 == block,
            "{piece}: {found:?}"
        );
    }
}

#[test]
fn the_article_is_told_from_what_stands_beside_it() {
    let text = |count: usize| {
        let sentence = "<p>نص المقال الأول وفيه كلمات كثيرة تكفي لتكون فقرة.</p>";
        sentence.repeat(count)
    };
    let ad = "<div class=ads><a href=x>إعلان عن سلعة</a></div>";
    let card = "<article><h2><a href=x>خبر آخر</a></h2><p>ملخص الخبر الآخر في جملة واحدة قصيرة.</p></article>";
    for (name, html, lines) in [
        (
            "pieces in sibling blocks",
            format!("<div><section>{}</section>{ad}<section>{}</section></div>", text(2), text(2)),
            4,
        ),
        (
            "articles of a live page",
            format!("<main><article>{}</article>{ad}<article>{}</article></main>", text(2), text(1)),
            3,
        ),
        (
            "cards before and behind",
            format!("<div>{card}{card}</div><div>{}</div><div>{card}{card}{card}</div>", text(3)),
            3,
        ),
        (
            "a column of teasers without names",
            format!(
                "<div><div>{}</div></div><div>{}</div>",
                text(4),
                "<div><img>ملخص خبر آخر في جملة واحدة تامة طويلة. <a href=x>المزيد</a></div>".repeat(3)
            ),
            4,
        ),
        (
            "another language's page",
            format!("<div><a hreflang=en href=e>English</a> | <a hreflang=fr href=f>Français</a></div>{}", text(2)),
            2,
        ),
        (
            "paragraphs that are not closed",
            format!("<td>{}<ul><li><a href=a>خبر<li><a href=b>خبر آخر</ul>{}", text(1).replace("</p>", ""), text(1)),
            2,
        ),
        (
            "text between line breaks",
            "<div><b>عنوان</b><br>نص أول وفيه كلمات تكفي.<br><br>نص ثان وفيه كلمات تكفي.<br>&nbsp;<br>\u{200f}</div>".to_owned(),
            3,
        ),
    ] {
        assert_eq!(paragraphs(&html).len(), lines, "{name}: {:?}", paragraphs(&html));
    }
}

#[test]
fn what_holds_the_article_is_not_furniture_whatever_its_name() {
    let text = "<p>نص المقال الأول وفيه كلمات كثيرة تكفي لتكون فقرة.</p>".repeat(3);
    for class in [
        "share-container",
        "sidebar",
        "modal",
        "print",
        "hidden",
        "comments",
    ] {
        let html = format!("<div class={class}><h1>عنوان</h1>{text}</div><p>حقوق</p>");
        assert!(paragraphs(&html).len() >= 4, "{class}");
    }
}

#[test]
fn the_text_of_a_page_that_a_script_would_fill_comes_from_its_data() {
    let html = "<title>عنوان | موقع</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"عنوان\",\
        \"articleBody\":\"قال \\\"نعم\\\" &amp; مضى.\\nثم عاد من حيث أتى.\",\"datePublished\":\"2030\"}</script><body><p>جار التحميل</p>";
    assert_eq!(
        paragraphs(html),
        ["عنوان", "قال \"نعم\" & مضى.", "ثم عاد من حيث أتى."]
    );
    let article = read_page(html);
    let span = article.lines[1]
        .origin
        .locate_span(0..article.lines[1].text.len());
    assert_eq!(&html[span], r#"قال \"نعم\" &amp; مضى."#);
    let date = article.about.date.expect("it is given");
    assert_eq!((date.text.as_str(), &html[date.span]), ("2030", "2030"));

    let shown = html.replace("جار التحميل", "قال \"نعم\" & مضى. ثم عاد من حيث أتى.");
    assert_eq!(paragraphs(&shown).len(), 2);
}

#[test]
fn what_a_page_says_of_itself_is_told_with_its_place() {
    let text = "<p>نص المقال الأول وفيه كلمات كثيرة تكفي لتكون فقرة.</p>";
    for (head, body, expected) in [
        (
            "<meta property='article:published_time' content='2030-01-02T03:04'>",
            "<time datetime=2031>",
            "date=2030-01-02T03:04",
        ),
        (
            "<meta name='DC.date.issued' content='2030-01-02'>",
            "",
            "date=2030-01-02",
        ),
        ("", "<time>2 يناير 2030</time>", "date=2 يناير 2030"),
        (
            "",
            "<abbr itemprop=datePublished title='2030-01-02'>أمس</abbr>",
            "date=2030-01-02",
        ),
        (
            "",
            "<span class=post-date>نشر في 2/1/2030</span>",
            "date=نشر في 2/1/2030",
        ),
        (
            "",
            "<p><span class=dateline>بيروت &ndash; وكالات</span> قال فلان.</p>",
            "dateline=بيروت – وكالات",
        ),
        (
            "<meta http-equiv=Content-Language content=ar-SY>",
            "",
            "language=ar-SY",
        ),
        (
            "<meta property=og:locale content=ar_AR>",
            "",
            "language=ar_AR",
        ),
        ("", "<span class=post-date>اليوم</span>", ""),
    ] {
        let html = format!(
            "<html><head>{head}</head><body><div class=date>2009</div><h1>ع</h1>{body}{text}"
        );
        let about = read_page(&html).about;
        let said: Vec<String> = about
            .iter()
            .filter(|(name, _)| *name != "title")
            .map(|(name, said)| {
                let source = html[said.span.clone()].replace("&ndash;", "–");
                assert_eq!(source, said.text);
                format!("{name}={source}")
            })
            .collect();
        assert_eq!(said.join(" "), expected, "{head}{body}");
    }
}

#[test]
fn a_teaser_is_not_the_article() {
    let html = format!(
        "<article><p>خبر آخر</p></article><div><p>{}</p></div>",
        "نص المقال. ".repeat(20)
    );
    assert_eq!(paragraphs(&html).len(), 2);
}

#[test]
fn a_form_around_the_whole_page_is_no_form() {
    let html = format!(
        "<form><p>{}</p><select><option>اختر</select></form><p>حقوق</p>",
        "نص المقال. ".repeat(5)
    );
    assert_eq!(paragraphs(&html).len(), 2);
}

#[test]
fn broken_markup_loses_no_text() {
    assert_eq!(
        paragraphs("<h2>عنوان<p>نص</div></b><p>نص ثان<td>خلية"),
        ["عنوان", "نص", "نص ثان", "خلية"]
    );
    assert_eq!(read("<h2>عنوان<p>نص")[1].0, Block::Paragraph);
}

#[test]
fn a_page_that_closes_nothing_is_read_in_linear_time() {
    let many = 50_000;
    for (html, count) in [
        ("<ul>ن".repeat(many), many),
        (
            format!("{}{}", "<ul>".repeat(many), "ن</p>".repeat(many)),
            many,
        ),
        ("<article>ن</article>".repeat(many), many),
    ] {
        assert_eq!(lines(&html).len(), count);
    }
}

#[test]
fn hostile_pages_are_read_in_linear_time() {
    let many = 20_000;
    for piece in [
        "<div>",
        "<a href=x>ن",
        "<b>ن<i>",
        "<div class=related><h2><a href=x>ن</a></h2>",
        "<span class=meta>ن<p>ن</span>",
        "<table><tr><td>ن",
        "<title>ن</title><h1>ن</h1>",
        "<meta property=og:title content=ن>",
        "<aside><p>ن ن ن ن ن.</p>",
        "<article><h2><a href=x>ن</a></h2>",
        "</div></p></td></li>",
        "<script type=application/ld+json>{\"@type\":\"Article\",\"articleBody\":\"ن\"",
        "<p class='a b c'>ن ن ن ن ن.</p><ul><li><a href=x>ن</a></ul>",
    ] {
        read(&format!("<p>نص</p>{}", piece.repeat(many)));
        read(&format!("{}<p>نص</p>", piece.repeat(many)));
    }
}

#[test]
fn preformatted_text_keeps_its_lines_and_loses_its_code() {
    assert_eq!(
        paragraphs("<pre>صدر\nعجز</pre><pre><code>x = 1</code></pre>"),
        ["صدر", "عجز"]
    );
}

proptest! {
    #[test]
    fn any_soup_of_tags_is_read_and_leads_back(parts in proptest::collection::vec(
        "[نبa .&;]{1,9}|</?(p|div|b|a|h1|h2|li|ul|td|table|article|aside|span|sup|pre|figure|figcaption|title|body|br|time|section)( (class|id)=(related|meta|hidden|entry-content|caption|title)| href=#?x| style=display:none)?>|&amp;|&#1575;|<script type=ld\\+json>\\{\"@type\":\"Article\",\"articleBody\":\"ن\"\\}</script>", 0..40)
    ) {
        let html = parts.concat();
        for line in lines(&html) {
            let span = line.origin.locate_span(0..line.text.len());
            prop_assert!(html.get(span.clone()).is_some());
            for (at, c) in line.text.char_indices().filter(|&(_, c)| c != ' ' && c != '&' && c != 'ا') {
                prop_assert_eq!(html[line.origin.locate(at)..].chars().next(), Some(c));
            }
        }
    }
}
