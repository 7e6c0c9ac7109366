//! The words behind the signs, as a dictionary writes them; folded once.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::bitext::Lang;
use crate::text::clitics;
use crate::text::forms::folded;

/// What a word of date, money or measure means, the same in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sign {
    /// A month of the common calendar, 1 to 12.
    Month(u8),
    /// A month of the Hijri calendar, 1 to 12.
    HijriMonth(u8),
    /// A day of the week, 1 for Monday to 7 for Sunday.
    Weekday(u8),
    /// A day counted from today: −1, 0, 1.
    Day(i8),
    /// One of a hundred.
    Percent,
    /// Money, by the name of its unit.
    Currency(Currency),
    /// A unit of measure.
    Unit(Unit),
    /// A season.
    Season(Season),
    /// A direction, as a noun or an adjective.
    Direction(Direction),
}

/// The name of a unit of money, whatever the country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the name of what it is")]
pub enum Currency {
    Dollar,
    Euro,
    Pound,
    Riyal,
    Dinar,
    Dirham,
    Lira,
    Piaster,
    Cent,
    Fils,
    Millime,
    Yen,
    Yuan,
    Ruble,
    Rupee,
    Franc,
    Shekel,
    Krone,
}

/// A unit of measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the name of what it is")]
pub enum Unit {
    Kilometer,
    Meter,
    Centimeter,
    Millimeter,
    Mile,
    Inch,
    Kilogram,
    Gram,
    Milligram,
    Ton,
    Ounce,
    Liter,
    Barrel,
    Hectare,
    Feddan,
    Acre,
    Watt,
    Kilowatt,
    Megawatt,
    Gigawatt,
    Degree,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

/// A season.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the name of what it is")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each variant is the name of what it is")]
pub enum Direction {
    North,
    South,
    East,
    West,
}

/// Where a word has its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// Wherever it stands.
    Anywhere,
    /// Only in a date or beside a number; elsewhere it is another word.
    InDate,
}

use Sign::{HijriMonth, Month, Weekday};
use Where::{Anywhere, InDate};

const fn money(currency: Currency) -> Sign {
    Sign::Currency(currency)
}

const fn measure(unit: Unit) -> Sign {
    Sign::Unit(unit)
}

/// Words with a sign: where they have it, the Arabic ones, the English ones.
#[rustfmt::skip]
const WORDS: &[(Sign, Where, &[&str], &[&str])] = &[
    (Month(1), Anywhere, &["يناير", "جانفي"], &["january", "jan"]),
    (Month(2), Anywhere, &["فبراير", "شباط", "فيفري"], &["february", "feb"]),
    (Month(3), Anywhere, &["آذار"], &[]),
    (Month(3), InDate, &["مارس"], &["march", "mar"]),
    (Month(4), Anywhere, &["أبريل", "إبريل", "نيسان", "أفريل"], &["april", "apr"]),
    (Month(5), Anywhere, &["مايو", "أيار"], &[]),
    (Month(5), InDate, &["ماي"], &["may"]),
    (Month(6), Anywhere, &["يونيو", "يونيه", "حزيران"], &["june", "jun"]),
    (Month(6), InDate, &["جوان"], &[]),
    (Month(7), Anywhere, &["يوليو", "يوليه", "تموز", "يوليوز", "جويلية"], &["july", "jul"]),
    (Month(8), Anywhere, &["أغسطس", "غشت"], &["august", "aug"]),
    (Month(8), InDate, &["آب", "أوت"], &[]),
    (Month(9), Anywhere, &["سبتمبر", "أيلول", "شتنبر"], &["september", "sept", "sep"]),
    (Month(10), Anywhere, &["أكتوبر"], &["october", "oct"]),
    (Month(11), Anywhere, &["نوفمبر", "نونبر"], &["november", "nov"]),
    (Month(12), Anywhere, &["ديسمبر", "دجنبر"], &["december", "dec"]),
    (HijriMonth(1), InDate, &["محرم"], &[]),
    (HijriMonth(1), Anywhere, &[], &["muharram"]),
    (HijriMonth(2), InDate, &["صفر"], &["safar"]),
    (HijriMonth(7), InDate, &["رجب"], &["rajab"]),
    (HijriMonth(8), InDate, &["شعبان"], &["shaban", "sha'ban"]),
    (HijriMonth(9), Anywhere, &["رمضان"], &["ramadan", "ramadhan"]),
    (HijriMonth(10), Anywhere, &["شوال"], &["shawwal"]),
    (HijriMonth(11), Anywhere, &["القعدة"], &["qadah", "qidah", "qi'dah", "qada"]),
    (HijriMonth(12), Anywhere, &["الحجة"], &["hijjah", "hijja"]),
    (Weekday(1), Anywhere, &["الاثنين"], &["monday"]),
    (Weekday(2), Anywhere, &["الثلاثاء"], &["tuesday", "tue", "tues"]),
    (Weekday(3), Anywhere, &["الأربعاء"], &["wednesday"]),
    (Weekday(4), Anywhere, &["الخميس"], &["thursday", "thu", "thur", "thurs"]),
    (Weekday(5), Anywhere, &["الجمعة"], &["friday", "fri"]),
    (Weekday(6), Anywhere, &["السبت"], &["saturday"]),
    (Weekday(7), Anywhere, &["الأحد"], &["sunday"]),
    (Weekday(1), InDate, &[], &["mon"]),
    (Weekday(3), InDate, &[], &["wed"]),
    (Weekday(6), InDate, &[], &["sat"]),
    (Weekday(7), InDate, &[], &["sun"]),
    (Sign::Day(0), Anywhere, &["اليوم"], &["today"]),
    (Sign::Day(-1), Anywhere, &["أمس"], &["yesterday"]),
    (Sign::Day(1), Anywhere, &["غدا"], &["tomorrow"]),
    (Sign::Percent, Anywhere, &["بالمئة", "بالمائة", "بالمية", "%"], &["percent", "pct", "%"]),
    (money(Currency::Dollar), Anywhere, &["دولار", "دولارا", "دولارات", "دولارين", "دولاران", "$"], &["dollar", "dollars", "usd", "$"]),
    (money(Currency::Euro), Anywhere, &["يورو", "€"], &["euro", "euros", "eur", "€"]),
    (money(Currency::Pound), Anywhere, &["جنيه", "جنيها", "جنيهات", "جنيهين", "جنيهان", "£"], &["pound", "pounds", "gbp", "egp", "sdg", "lbp", "syp", "£"]),
    (money(Currency::Riyal), Anywhere, &["ريال", "ريالا", "ريالات", "ريالين", "ريالان"], &["riyal", "riyals", "rial", "rials", "sar", "qar", "omr", "yer", "irr"]),
    (money(Currency::Dinar), Anywhere, &["دينار", "دينارا", "دنانير", "دينارين", "ديناران"], &["dinar", "dinars", "kwd", "jod", "iqd", "dzd", "tnd", "lyd", "bhd"]),
    (money(Currency::Dirham), Anywhere, &["درهم", "درهما", "دراهم", "درهمين", "درهمان"], &["dirham", "dirhams", "aed"]),
    (money(Currency::Lira), Anywhere, &["ليرة", "ليرات", "ليرتين", "ليرتان", "₺"], &["lira", "liras", "lire", "₺"]),
    (money(Currency::Piaster), Anywhere, &["قرش", "قرشا", "قروش"], &["piaster", "piasters", "piastre", "piastres"]),
    (money(Currency::Cent), Anywhere, &["سنت", "سنتا", "سنتات"], &["cent", "cents"]),
    (money(Currency::Fils), Anywhere, &["فلس", "فلسا"], &["fils"]),
    (money(Currency::Millime), Anywhere, &["مليم", "مليما", "مليمات"], &["millime", "millimes"]),
    (money(Currency::Yen), Anywhere, &["¥"], &["yen", "jpy", "¥"]),
    (money(Currency::Yuan), Anywhere, &["يوان", "يوانا"], &["yuan", "renminbi", "cny"]),
    (money(Currency::Ruble), Anywhere, &["روبل", "روبلا", "₽"], &["ruble", "rubles", "rouble", "roubles", "₽"]),
    (money(Currency::Rupee), Anywhere, &["روبية", "روبيات", "₹"], &["rupee", "rupees", "rupiah", "inr", "₹"]),
    (money(Currency::Franc), Anywhere, &["فرنك", "فرنكا", "فرنكات"], &["franc", "francs", "chf"]),
    (money(Currency::Shekel), Anywhere, &["شيكل", "شيكلا", "شيقل", "شواكل", "₪"], &["shekel", "shekels", "₪"]),
    (money(Currency::Krone), Anywhere, &["كرونة", "كرونات"], &["krone", "kroner", "krona", "kronor"]),
    (measure(Unit::Kilometer), Anywhere, &["كيلومتر", "كيلومترا", "كيلومترات", "كيلومترين", "كلم"], &["kilometer", "kilometers", "kilometre", "kilometres", "km", "kms"]),
    (measure(Unit::Kilometer), InDate, &["كم"], &[]),
    (measure(Unit::Meter), Anywhere, &["متر", "مترا", "أمتار", "مترين", "متران"], &["meter", "meters", "metre", "metres"]),
    (measure(Unit::Centimeter), Anywhere, &["سنتيمتر", "سنتيمترا", "سنتيمترات", "سنتمتر", "سم"], &["centimeter", "centimeters", "centimetre", "centimetres", "cm"]),
    (measure(Unit::Millimeter), Anywhere, &["مليمتر", "ملليمتر", "مليمترا", "ملليمترا", "مليمترات", "ملم"], &["millimeter", "millimeters", "millimetre", "millimetres", "mm"]),
    (measure(Unit::Mile), Anywhere, &["ميل", "ميلا", "أميال", "ميلين"], &["mile", "miles"]),
    (measure(Unit::Inch), Anywhere, &["بوصة", "بوصات", "إنش"], &["inch", "inches"]),
    (measure(Unit::Kilogram), Anywhere, &["كيلوغرام", "كيلوجرام", "كيلوغراما", "كيلوجراما", "كيلوغرامات", "كيلوجرامات", "كجم", "كغم", "كغ"], &["kilogram", "kilograms", "kilogramme", "kilo", "kilos", "kg", "kgs"]),
    (measure(Unit::Gram), Anywhere, &["غرام", "جرام", "غراما", "جراما", "غرامات", "جرامات"], &["gram", "grams", "gramme", "grammes"]),
    (measure(Unit::Milligram), Anywhere, &["ملليغرام", "مليغرام", "ملليجرام", "مليجرام", "ملغ", "ملغم", "مجم"], &["milligram", "milligrams", "mg"]),
    (measure(Unit::Ton), Anywhere, &["طن", "طنا", "أطنان", "طنين", "طنان"], &["ton", "tons", "tonne", "tonnes"]),
    (measure(Unit::Ounce), Anywhere, &["أونصة", "أوقية", "أونصات"], &["ounce", "ounces", "oz"]),
    (measure(Unit::Liter), Anywhere, &["لتر", "لترا", "لترات", "ليتر", "ليترا", "لترين"], &["liter", "liters", "litre", "litres"]),
    (measure(Unit::Barrel), Anywhere, &["برميل", "برميلا", "براميل"], &["barrel", "barrels"]),
    (measure(Unit::Hectare), Anywhere, &["هكتار", "هكتارا", "هكتارات"], &["hectare", "hectares"]),
    (measure(Unit::Feddan), Anywhere, &["فدان", "فدانا", "أفدنة"], &["feddan", "feddans"]),
    (measure(Unit::Acre), Anywhere, &["أكر"], &["acre", "acres"]),
    (measure(Unit::Watt), Anywhere, &["واط", "وات"], &["watt", "watts"]),
    (measure(Unit::Kilowatt), Anywhere, &["كيلوواط", "كيلووات"], &["kilowatt", "kilowatts", "kw"]),
    (measure(Unit::Megawatt), Anywhere, &["ميغاواط", "ميجاوات", "ميغاوات", "ميجاواط"], &["megawatt", "megawatts", "mw"]),
    (measure(Unit::Gigawatt), Anywhere, &["غيغاواط", "جيجاوات", "غيغاوات", "جيجاواط"], &["gigawatt", "gigawatts", "gw"]),
    (measure(Unit::Degree), Anywhere, &["درجة", "درجات", "°"], &["degree", "degrees", "°"]),
    (measure(Unit::Second), Anywhere, &["ثوان", "ثواني"], &["seconds"]),
    (measure(Unit::Minute), Anywhere, &["دقيقة", "دقائق", "دقيقتين", "دقيقتان"], &["minute", "minutes"]),
    (measure(Unit::Hour), Anywhere, &["ساعة", "ساعات", "ساعتين", "ساعتان"], &["hour", "hours"]),
    (measure(Unit::Day), Anywhere, &["يوم", "يوما", "أيام", "يومين", "يومان"], &["day", "days"]),
    (measure(Unit::Week), Anywhere, &["أسبوع", "أسبوعا", "أسابيع", "أسبوعين", "أسبوعان"], &["week", "weeks"]),
    (measure(Unit::Month), Anywhere, &["شهر", "شهرا", "أشهر", "شهور", "شهرين", "شهران"], &["month", "months"]),
    (measure(Unit::Year), Anywhere, &["سنة", "سنوات", "سنين", "سنتين", "سنتان", "عاما", "أعوام", "عامين", "عامان"], &["year", "years"]),
    (measure(Unit::Year), InDate, &["عام"], &[]),
    (measure(Unit::Decade), Anywhere, &["عقود", "عقدين", "عقدان"], &["decade", "decades"]),
    (measure(Unit::Century), Anywhere, &["قرن", "قرنا", "قرون", "قرنين", "قرنان"], &["century", "centuries"]),
    (Sign::Season(Season::Spring), Anywhere, &["ربيع"], &["spring"]),
    (Sign::Season(Season::Summer), Anywhere, &["صيف"], &["summer", "summers"]),
    (Sign::Season(Season::Autumn), Anywhere, &["خريف"], &["autumn"]),
    (Sign::Season(Season::Winter), Anywhere, &["شتاء"], &["winter", "winters"]),
    (Sign::Direction(Direction::North), Anywhere, &["شمال", "شمالي", "شمالية", "شمالا"], &["north", "northern", "northward", "northwards", "northeast", "northeastern", "northwest", "northwestern"]),
    (Sign::Direction(Direction::South), Anywhere, &["جنوب", "جنوبي", "جنوبية", "جنوبا"], &["south", "southern", "southward", "southwards", "southeast", "southeastern", "southwest", "southwestern"]),
    (Sign::Direction(Direction::East), Anywhere, &["شرق", "شرقي", "شرقية", "شرقا"], &["east", "eastern", "eastward", "eastwards"]),
    (Sign::Direction(Direction::West), Anywhere, &["غرب", "غربي", "غربية", "غربا"], &["west", "western", "westward", "westwards"]),
];

/// Names of two words each.
type Names = &'static [(&'static str, &'static str)];

/// Signs of two words.
#[rustfmt::skip]
const PAIRS: &[(Sign, Lang, Names)] = &[
    (Month(1), Lang::Ar, &[("كانون", "الثاني")]),
    (Month(12), Lang::Ar, &[("كانون", "الأول")]),
    (Month(10), Lang::Ar, &[("تشرين", "الأول")]),
    (Month(11), Lang::Ar, &[("تشرين", "الثاني")]),
    (HijriMonth(3), Lang::Ar, &[("ربيع", "الأول")]),
    (HijriMonth(4), Lang::Ar, &[("ربيع", "الآخر"), ("ربيع", "الثاني")]),
    (HijriMonth(5), Lang::Ar, &[("جمادى", "الأولى"), ("جمادى", "الأول")]),
    (HijriMonth(6), Lang::Ar, &[("جمادى", "الآخرة"), ("جمادى", "الثانية"), ("جمادى", "الآخر")]),
    (HijriMonth(11), Lang::Ar, &[("ذو", "القعدة"), ("ذي", "القعدة")]),
    (HijriMonth(12), Lang::Ar, &[("ذو", "الحجة"), ("ذي", "الحجة")]),
    (Sign::Percent, Lang::Ar, &[("في", "المئة"), ("في", "المائة")]),
    (Sign::Percent, Lang::En, &[("per", "cent")]),
];

/// Words that only look like one with a sign behind a clitic: «باب» is no «بآب»; folded.
const NOT_SIGNS: [&str; 1] = ["باب"];

/// Words beside which a word is meant as a date.
pub(super) struct InDateWords {
    /// Words in front of it, folded.
    pub(super) before: &'static [&'static str],
    /// Words behind it, folded.
    pub(super) after: &'static [&'static str],
}

/// Returns the words that make a date of what stands beside them.
#[rustfmt::skip]
pub(super) fn in_date(lang: Lang) -> InDateWords {
    match lang {
        Lang::Ar => InDateWords {
            before: &["في", "شهر", "مطلع", "اوائل", "اواخر", "منتصف", "نهايه", "بدايه", "خلال", "منذ", "حتي", "هذا", "قبل", "كل"],
            after: &["الماضي", "المقبل", "الجاري", "الحالي", "القادم", "المنصرم", "الفايت"],
        },
        Lang::En => InDateWords {
            before: &["in", "of", "since", "until", "till", "last", "next", "early", "late", "mid", "during", "this"],
            after: &[],
        },
    }
}

type Words = HashMap<String, (Sign, Where)>;
type Pairs = HashMap<String, Vec<(String, Sign)>>;

static ARABIC: LazyLock<Words> = LazyLock::new(|| words(|row| row.2));
static ENGLISH: LazyLock<Words> = LazyLock::new(|| words(|row| row.3));
static ARABIC_PAIRS: LazyLock<Pairs> = LazyLock::new(|| pairs(Lang::Ar));
static ENGLISH_PAIRS: LazyLock<Pairs> = LazyLock::new(|| pairs(Lang::En));

type Row = (
    Sign,
    Where,
    &'static [&'static str],
    &'static [&'static str],
);

fn words(side: impl Fn(&Row) -> &'static [&'static str]) -> Words {
    WORDS
        .iter()
        .flat_map(|row| side(row).iter().map(|word| (folded(word), (row.0, row.1))))
        .collect()
}

fn pairs(lang: Lang) -> Pairs {
    let mut pairs = Pairs::new();
    for &(sign, _, names) in PAIRS.iter().filter(|row| row.1 == lang) {
        for (first, second) in names {
            pairs
                .entry(folded(first))
                .or_default()
                .push((folded(second), sign));
        }
    }
    pairs
}

/// Looks up two folded tokens that stand together; in Arabic the first without its clitics.
pub(super) fn pair(lang: Lang, first: &str, second: &str) -> Option<Sign> {
    let seconds = match lang {
        Lang::En => ENGLISH_PAIRS.get(first),
        Lang::Ar => {
            // «16في المئة», with the space forgotten, is common.
            let first = first.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            clitics::readings(first).find_map(|reading| ARABIC_PAIRS.get(reading.word))
        }
    }?;
    seconds
        .iter()
        .find(|(name, _)| name == second)
        .map(|&(_, sign)| sign)
}

/// Returns the second direction that an English word names: "northeast".
pub(super) fn second_direction(lang: Lang, token: &str) -> Option<Sign> {
    let rest = match lang {
        Lang::Ar => return None,
        Lang::En => token
            .strip_prefix("north")
            .or_else(|| token.strip_prefix("south"))?,
    };
    let direction = match rest {
        "east" | "eastern" => Direction::East,
        "west" | "western" => Direction::West,
        _ => return None,
    };
    Some(Sign::Direction(direction))
}

/// Looks up a folded token, without its clitics in Arabic.
pub(super) fn word(lang: Lang, token: &str) -> Option<(Sign, Where)> {
    match lang {
        Lang::En => ENGLISH.get(token).copied(),
        Lang::Ar if NOT_SIGNS.contains(&token) => None,
        Lang::Ar => clitics::readings(token).find_map(|reading| ARABIC.get(reading.word).copied()),
    }
}
