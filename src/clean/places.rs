//! Names that datelines are made of: cities and countries, and who sends the news.
//!
//! The places are those whose name often heads a report in the Arabic press;
//! a dateline from elsewhere is known by its source or its date only.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::facts::bare;

#[rustfmt::skip]
const CITIES: &[&str] = &[
    // The Arab countries.
    "القاهرة", "الإسكندرية", "الجيزة", "بورسعيد", "السويس", "الإسماعيلية", "المنصورة", "طنطا", "أسيوط", "سوهاج", "قنا", "الأقصر", "أسوان", "الغردقة", "شرم الشيخ", "العريش", "الفيوم",
    "بني سويف", "المنيا", "دمياط", "الزقازيق", "دمنهور", "كفر الشيخ", "مرسى مطروح", "سيوة", "العلمين", "العاصمة الإدارية",
    "الخرطوم", "أم درمان", "بورتسودان", "الفاشر", "نيالا", "الأبيض", "ود مدني", "كسلا", "القضارف",
    "طرابلس", "بنغازي", "مصراتة", "سبها", "طبرق", "درنة", "سرت", "الزاوية",
    "تونس", "صفاقس", "سوسة", "القيروان", "قابس", "بنزرت", "القصرين", "سيدي بوزيد", "جربة", "المنستير", "توزر",
    "الجزائر", "الجزائر العاصمة", "وهران", "قسنطينة", "عنابة", "تلمسان", "سطيف", "باتنة", "ورقلة", "غرداية", "تيزي وزو", "بجاية",
    "الرباط", "الدار البيضاء", "فاس", "مراكش", "طنجة", "أكادير", "مكناس", "وجدة", "تطوان", "القنيطرة", "سلا", "الصويرة", "ورزازات", "العيون", "الحسيمة", "الناظور",
    "نواكشوط", "نواذيبو", "مقديشو", "هرجيسا", "جيبوتي", "موروني",
    "القدس", "القدس المحتلة", "رام الله", "غزة", "نابلس", "الخليل", "جنين", "بيت لحم", "أريحا", "طولكرم", "قلقيلية", "خان يونس", "رفح", "حيفا", "يافا", "الناصرة", "عكا", "تل أبيب",
    "عمّان", "عمان", "إربد", "الزرقاء", "العقبة", "الكرك", "السلط", "معان", "مادبا", "جرش", "المفرق", "البحر الميت", "البتراء",
    "بيروت", "صيدا", "صور", "بعلبك", "زحلة", "جونية", "جبيل", "النبطية", "طرابلس لبنان",
    "دمشق", "حلب", "حمص", "حماة", "اللاذقية", "طرطوس", "دير الزور", "الرقة", "إدلب", "درعا", "السويداء", "الحسكة", "القامشلي", "تدمر",
    "بغداد", "البصرة", "الموصل", "أربيل", "كركوك", "النجف", "كربلاء", "السليمانية", "دهوك", "الناصرية", "العمارة", "الحلة", "الديوانية", "الكوت", "الرمادي", "الفلوجة", "تكريت", "سامراء", "بعقوبة",
    "الكويت", "مدينة الكويت", "المنامة", "المحرق", "الدوحة", "أبوظبي", "أبو ظبي", "دبي", "الشارقة", "عجمان", "رأس الخيمة", "الفجيرة", "أم القيوين", "العين",
    "مسقط", "صلالة", "صحار", "نزوى", "صور العمانية", "الدقم", "الرياض", "جدة", "مكة", "مكة المكرمة", "المدينة المنورة", "الدمام", "الخبر", "الظهران", "الطائف", "تبوك", "أبها",
    "بريدة", "حائل", "جازان", "نجران", "الأحساء", "ينبع", "الجبيل", "نيوم", "العلا", "صنعاء", "عدن", "تعز", "الحديدة", "المكلا", "مأرب", "إب", "سيئون", "حضرموت", "سقطرى",
    // The rest of the world.
    "طهران", "أصفهان", "مشهد", "أنقرة", "إسطنبول", "اسطنبول", "إزمير", "غازي عنتاب", "كابول", "كابل", "إسلام أباد", "إسلام آباد", "كراتشي", "لاهور", "بيشاور", "نيودلهي", "نيو دلهي", "مومباي", "دكا", "كولومبو",
    "كاتماندو", "بكين", "شنغهاي", "هونغ كونغ", "طوكيو", "أوساكا", "سيول", "بيونغ يانغ", "تايبيه", "بانكوك", "هانوي", "جاكرتا", "مانيلا", "كوالالمبور", "سنغافورة", "سيدني", "ملبورن", "كانبيرا", "ويلينغتون",
    "موسكو", "سان بطرسبورغ", "كييف", "مينسك", "وارسو", "براغ", "بودابست", "بوخارست", "صوفيا", "أثينا", "بلغراد", "زغرب", "سراييفو", "تيرانا", "نيقوسيا", "برلين", "ميونخ", "ميونيخ", "فرانكفورت", "هامبورغ", "فيينا",
    "جنيف", "زيورخ", "برن", "دافوس", "باريس", "مرسيليا", "ليون", "ستراسبورغ", "بروكسل", "أمستردام", "لاهاي", "روما", "ميلانو", "الفاتيكان", "مدريد", "برشلونة", "لشبونة", "لندن", "مانشستر", "إدنبرة", "دبلن",
    "كوبنهاغن", "ستوكهولم", "أوسلو", "هلسنكي", "ريغا", "فيلنيوس", "تالين", "واشنطن", "نيويورك", "شيكاغو", "بوسطن", "لوس أنجلوس", "سان فرانسيسكو", "هيوستن", "ميامي", "ديترويت", "الأمم المتحدة", "أوتاوا",
    "تورونتو", "مونتريال", "مكسيكو", "مكسيكو سيتي", "هافانا", "كراكاس", "بوغوتا", "ليما", "برازيليا", "ريو دي جانيرو", "ساو باولو", "بوينس آيرس", "سانتياغو", "أديس أبابا", "أسمرة", "نيروبي", "كمبالا", "كيغالي",
    "جوبا", "دار السلام", "لاغوس", "أبوجا", "أكرا", "داكار", "باماكو", "نيامي", "نجامينا", "واغادوغو", "أبيدجان", "كينشاسا", "لواندا", "هراري", "جوهانسبرغ", "بريتوريا", "كيب تاون", "أنتاناناريفو", "باكو", "تبليسي", "يريفان",
    "أستانا", "طشقند", "بيشكك", "دوشنبه", "عشق آباد",
    // In English.
    "Cairo", "Alexandria", "Giza", "Port Said", "Suez", "Ismailia", "Luxor", "Aswan", "Assiut", "Asyut", "Sharm el-Sheikh", "Hurghada", "Siwa", "Khartoum", "Omdurman", "Port Sudan", "El Fasher", "Tripoli",
    "Benghazi", "Misrata", "Tunis", "Sfax", "Sousse", "Kairouan", "Algiers", "Oran", "Constantine", "Annaba", "Tlemcen", "Rabat", "Casablanca", "Fez", "Fes", "Marrakesh", "Marrakech", "Tangier", "Tangiers", "Agadir", "Meknes",
    "Oujda", "Tetouan", "Laayoune", "Nouakchott", "Nouadhibou", "Mogadishu", "Hargeisa", "Djibouti", "Jerusalem", "Occupied Jerusalem", "Ramallah", "Gaza", "Gaza City", "Nablus", "Hebron", "Jenin", "Bethlehem", "Jericho", "Rafah", "Khan Younis",
    "Haifa", "Jaffa", "Nazareth", "Tel Aviv", "Amman", "Irbid", "Zarqa", "Aqaba", "Karak", "Petra", "Beirut", "Sidon", "Tyre", "Baalbek", "Zahle", "Damascus", "Aleppo", "Homs", "Hama", "Latakia", "Tartus", "Deir ez-Zor", "Raqqa", "Idlib",
    "Daraa", "Baghdad", "Basra", "Mosul", "Erbil", "Irbil", "Kirkuk", "Najaf", "Karbala", "Sulaymaniyah", "Ramadi", "Fallujah", "Kuwait", "Kuwait City", "Manama", "Doha", "Abu Dhabi", "Dubai", "Sharjah", "Fujairah", "Muscat", "Salalah",
    "Sohar", "Nizwa", "Duqm", "Riyadh", "Jeddah", "Mecca", "Makkah", "Medina", "Madinah", "Dammam", "Tabuk", "Taif", "Abha", "Sanaa", "Sana'a", "Aden", "Taiz", "Hodeidah", "Hudaydah", "Mukalla", "Marib", "Socotra",
    "Tehran", "Isfahan", "Ankara", "Istanbul", "Izmir", "Kabul", "Islamabad", "Karachi", "Lahore", "Peshawar", "New Delhi", "Mumbai", "Dhaka", "Colombo", "Kathmandu", "Beijing", "Shanghai", "Hong Kong", "Tokyo", "Osaka", "Seoul", "Pyongyang", "Taipei", "Bangkok",
    "Hanoi", "Jakarta", "Manila", "Kuala Lumpur", "Singapore", "Sydney", "Melbourne", "Canberra", "Wellington", "Moscow", "St. Petersburg", "Kyiv", "Kiev", "Minsk", "Warsaw", "Prague", "Budapest", "Bucharest", "Sofia", "Athens", "Belgrade", "Zagreb", "Sarajevo", "Nicosia",
    "Berlin", "Munich", "Frankfurt", "Hamburg", "Vienna", "Geneva", "Zurich", "Bern", "Davos", "Paris", "Marseille", "Lyon", "Strasbourg", "Brussels", "Amsterdam", "The Hague", "Rome", "Milan", "Vatican City", "Madrid", "Barcelona", "Lisbon", "London", "Manchester",
    "Edinburgh", "Dublin", "Copenhagen", "Stockholm", "Oslo", "Helsinki", "Riga", "Vilnius", "Tallinn", "Washington", "Washington DC", "Washington, D.C.", "New York", "Chicago", "Boston", "Los Angeles", "San Francisco", "Houston", "Miami", "United Nations", "Ottawa", "Toronto",
    "Montreal", "Mexico City", "Havana", "Caracas", "Bogota", "Lima", "Brasilia", "Rio de Janeiro", "Sao Paulo", "Buenos Aires", "Santiago", "Addis Ababa", "Asmara", "Nairobi", "Kampala", "Kigali", "Juba", "Dar es Salaam", "Lagos", "Abuja", "Accra", "Dakar", "Bamako",
    "Niamey", "N'Djamena", "Ouagadougou", "Abidjan", "Kinshasa", "Harare", "Johannesburg", "Pretoria", "Cape Town", "Baku", "Tbilisi", "Yerevan", "Astana", "Tashkent",
];

/// Countries, which datelines add to a city; alone they head titles more often than reports.
#[rustfmt::skip]
const COUNTRIES: &[&str] = &[
    "مصر", "السودان", "ليبيا", "المغرب", "موريتانيا", "الصومال", "فلسطين", "الأردن", "لبنان", "سوريا", "سورية", "العراق", "البحرين", "قطر", "الإمارات", "السعودية", "اليمن",
    "جزر القمر", "سلطنة عمان", "الجزائر", "تونس", "الكويت", "جيبوتي", "إيران", "تركيا", "باكستان", "أفغانستان", "فرنسا", "بريطانيا", "ألمانيا", "إيطاليا", "إسبانيا", "روسيا",
    "أوكرانيا", "الصين", "اليابان", "الهند", "سويسرا", "بلجيكا", "هولندا", "الولايات المتحدة", "كندا", "إثيوبيا", "نيجيريا", "السنغال", "المملكة المتحدة", "Egypt", "Sudan",
    "Libya", "Tunisia", "Algeria", "Morocco", "Palestine", "Jordan", "Lebanon", "Syria", "Iraq", "Bahrain", "Qatar", "Oman", "Yemen", "Kuwait", "Djibouti", "Mauritania", "Somalia",
    "Saudi Arabia", "United Arab Emirates", "UAE", "West Bank", "Occupied West Bank", "Gaza Strip", "Iran", "Turkey", "Türkiye", "Pakistan", "Afghanistan", "France", "Britain",
    "UK", "Germany", "Italy", "Spain", "Russia", "Ukraine", "China", "Japan", "India", "Switzerland", "Belgium", "Netherlands", "US", "USA", "United States", "Canada", "Ethiopia",
    "Nigeria", "Senegal", "Greece", "Cyprus",
];

/// Words that sources of news consist of.
#[rustfmt::skip]
const SOURCES: &[&str] = &[
    "وكالات", "الوكالات", "وكالة", "وكالة الأنباء", "رويترز", "فرانس برس", "فرانس 24", "أ ف ب", "ا ف ب", "أف ب", "أسوشيتد برس", "أسوشييتد برس", "أ ب", "ا ب", "د ب أ", "د ب ا", "إ ب أ", "أ ش أ", "ا ش ا", "الأناضول", "سبوتنيك", "تاس", "شينخوا",
    "بلومبرغ", "بلومبيرغ", "بي بي سي", "سي إن إن", "سي ان ان", "سكاي نيوز", "سكاي نيوز عربية", "الجزيرة", "الجزيرة نت", "العربية", "العربية نت", "الشرق الأوسط", "الحياة", "القدس العربي", "العربي الجديد", "الأهرام", "النهار", "الشرق", "وام", "واس", "وفا", "سانا",
    "كونا", "قنا", "بنا", "بترا", "واج", "وات", "واع", "نينا", "صحف", "صحيفة", "جريدة", "مجلة", "موقع", "مراسل", "مراسلنا", "مراسلتنا", "مراسلونا", "مراسلو", "خاص", "متابعات", "متابعة", "اليوم", "الآن", "نيوز", "نت", "أونلاين", "برس", "الإخبارية", "أخبار", "الأخبار", "غيتي", "جيتي",
    "القسم الاقتصادي", "القسم السياسي", "قسم التحرير", "قسم الاقتصاد", "المحرر الاقتصادي", "المحرر السياسي", "المحرر", "التحرير", "غرفة الأخبار", "الأنباء",
    "agencies", "agency", "wires", "news", "reuters", "afp", "ap", "dpa", "upi", "tass", "xinhua", "anadolu", "sputnik", "bloomberg", "bbc", "cnn", "associated press", "agence france presse", "the associated press", "al jazeera", "al arabiya", "asharq al awsat",
    "desk", "business desk", "news desk", "newsdesk", "staff", "staff writer", "staff reporter", "correspondent", "our correspondent", "correspondents", "editor", "today", "online", "daily", "times", "post", "herald", "tribune", "press", "news agency", "getty", "getty images", "epa", "wam", "spa", "sana",
    "petra", "wafa", "kuna", "qna", "bna", "special",
];

/// Sources that are nothing else: a line of them alone is a source or a credit.
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    "وكالات", "الوكالات", "وكالة الأنباء", "رويترز", "فرانس برس", "أ ف ب", "ا ف ب", "أف ب", "أسوشيتد برس", "أسوشييتد برس", "د ب أ", "د ب ا", "إ ب أ", "أ ش أ", "الأناضول", "شينخوا", "غيتي", "غيتي إيمجز",
    "جيتي", "جيتي إيمدجز", "بي بي سي", "بي بي سي عربي", "بي بي سي نيوز عربي", "سكاي نيوز عربية", "الجزيرة نت", "العربية نت", "أرشيفية", "أرشيف", "الأرشيف",
    "agencies", "reuters", "afp", "ap", "dpa", "upi", "xinhua", "anadolu", "associated press", "agence france presse", "getty", "getty images", "epa", "file photo", "archive",
];

/// Words that stand between and beside them.
#[rustfmt::skip]
const BESIDE: &[&str] = &[
    "و", "وكالة", "صورة", "الصورة", "صور", "عن", "من", "مواقع إلكترونية", "مواقع التواصل", "صحف", "images", "via", "and", "with", "photo", "the", "news",
];

fn set(phrases: &'static [&'static str]) -> HashSet<String> {
    phrases.iter().map(|phrase| bare(phrase)).collect()
}

static CITY_SET: LazyLock<HashSet<String>> = LazyLock::new(|| set(CITIES));
static COUNTRY_SET: LazyLock<HashSet<String>> = LazyLock::new(|| set(COUNTRIES));
static SOURCE_SET: LazyLock<HashSet<String>> = LazyLock::new(|| set(SOURCES));
static AGENCY_SET: LazyLock<HashSet<String>> = LazyLock::new(|| set(AGENCIES));
static BESIDE_SET: LazyLock<HashSet<String>> = LazyLock::new(|| set(BESIDE));

/// Tells whether the bare words are a city that reports are sent from.
pub(super) fn is_city(bare: &str) -> bool {
    CITY_SET.contains(bare)
}

/// Tells whether the bare words are such a city or a country.
pub(super) fn is_place(bare: &str) -> bool {
    is_city(bare) || COUNTRY_SET.contains(bare)
}

/// Tells whether one of the bare words, or several together, belong to a source of news.
pub(super) fn names_source(bare: &str) -> bool {
    let words: Vec<&str> = bare.split_whitespace().collect();
    (0..words.len()).any(|start| {
        (1..=3.min(words.len() - start))
            .any(|length| SOURCE_SET.contains(&words[start..start + length].join(" ")))
    })
}

/// Tells whether the bare words are names of agencies, one at least, and nothing else.
pub(super) fn is_agencies(bare: &str) -> bool {
    let words: Vec<&str> = bare.split_whitespace().collect();
    let mut named = false;
    let mut at = 0;
    while at < words.len() {
        let found = (1..=5.min(words.len() - at)).rev().find_map(|length| {
            let phrase = words[at..at + length].join(" ");
            let is_agency = AGENCY_SET.contains(&phrase);
            (is_agency || BESIDE_SET.contains(&phrase)).then_some((length, is_agency))
        });
        let Some((length, is_agency)) = found else {
            return false;
        };
        named |= is_agency;
        at += length;
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_sources_are_known_in_their_spellings() {
        assert!(
            is_place(&bare("الدارُ البيضاء"))
                && is_place(&bare("Sana’a"))
                && !is_place(&bare("الحكومة"))
        );
        assert!(
            names_source(&bare("عُمان اليوم"))
                && names_source(&bare("Oman Today"))
                && !names_source(&bare("رشيد المنصوري"))
        );
        assert!(
            is_agencies(&bare("(أ.ف.ب)"))
                && is_agencies(&bare("Reuters/AP"))
                && !is_agencies(&bare("بيان رويترز أمس"))
        );
    }
}
