//! What a sentence is, by example. Every case has its reason in its name.

use proptest::prelude::*;

use super::*;

fn sentences(lang: Lang, text: &str) -> Vec<&str> {
    spans(text, lang)
        .into_iter()
        .map(|span| &text[span])
        .collect()
}

macro_rules! splits {
    ($lang:ident: $($name:ident: $text:literal => $($sentence:literal)|+;)+) => {
        $(#[test] fn $name() { assert_eq!(sentences(Lang::$lang, $text), [$($sentence),+]); })+
        /// Name, text and sentences of each case.
        pub(in crate::split) const CASES: &[(&str, &str, &[&str])] =
            &[$((stringify!($name), $text, &[$($sentence),+])),+];
    };
}

pub(super) mod arabic {
    use super::*;

    splits! { Ar:
        full_stop_question_and_exclamation_end: "وصل الوفد. هل بقي؟ يا للأسف! غادر." => "وصل الوفد." | "هل بقي؟" | "يا للأسف!" | "غادر.";
        commas_and_colons_do_not: "قال: نعم، ثم سكت؛ ولم يعد." => "قال: نعم، ثم سكت؛ ولم يعد.";
        closing_guillemet_belongs_to_its_sentence: "وقال: «انتهى الأمر.» ثم خرج." => "وقال: «انتهى الأمر.»" | "ثم خرج.";
        mirrored_guillemets_close_too: "وقال: »انتهى الأمر.« ثم خرج." => "وقال: »انتهى الأمر.«" | "ثم خرج.";
        quotation_of_two_sentences_is_split: "وقال: «نحن هنا. ولن نغادر»." => "وقال: «نحن هنا." | "ولن نغادر».";
        attribution_after_a_quoted_question_belongs_to_it: "«من هناك؟» سأل الحارس. لم يجبه أحد." => "«من هناك؟» سأل الحارس." | "لم يجبه أحد.";
        attribution_with_an_object_pronoun: "«من هناك؟» سأله الحارس. سكت." => "«من هناك؟» سأله الحارس." | "سكت.";
        decimals_and_dates_do_not_end: "ارتفع 3.5 نقطة في 12.08.2014 تقريباً. ثم هبط." => "ارتفع 3.5 نقطة في 12.08.2014 تقريباً." | "ثم هبط.";
        doctor_is_a_title: "حضر د. سامي والمهندس. ثم غادرا." => "حضر د. سامي والمهندس." | "ثم غادرا.";
        title_with_a_conjunction: "حضر سامي ود. ليلى معاً." => "حضر سامي ود. ليلى معاً.";
        no_doubt_is_no_title: "هذا ما لا بد. منه نبدأ." => "هذا ما لا بد." | "منه نبدأ.";
        direction_marks_are_looked_through: "حضر د\u{202a}.\u{202c} سامي.\u{200f} ثم غادر." => "حضر د\u{202a}.\u{202c} سامي.\u{200f}" | "ثم غادر.";
        before_christ_goes_on: "شُيّد عام 300 ق.م. على التل. ثم هُدم." => "شُيّد عام 300 ق.م. على التل." | "ثم هُدم.";
        before_christ_may_end: "شُيّد عام 300 ق.م. وهُدم بعد قرن." => "شُيّد عام 300 ق.م." | "وهُدم بعد قرن.";
        hijri_year_goes_on: "صدر عام 1350 هـ. في فاس." => "صدر عام 1350 هـ. في فاس.";
        initials_of_a_name: "رواية ج. ر. ر. تولكين مشهورة." => "رواية ج. ر. ر. تولكين مشهورة.";
        organisation_in_letters: "قالت م.ت.ف. إنها وافقت. ثم سكتت." => "قالت م.ت.ف. إنها وافقت." | "ثم سكتت.";
        list_number_belongs_to_its_item: "1. وقف النار." => "1. وقف النار.";
        year_at_the_end_is_no_list_number: "ولد سنة 1984. مات شاباً." => "ولد سنة 1984." | "مات شاباً.";
        mark_in_brackets_ends_nothing: "هذا الخبير (؟) لم يحضر." => "هذا الخبير (؟) لم يحضر.";
        ellipsis_carries_on_before_then: "تردد.. ثم وافق." => "تردد.. ثم وافق.";
        ellipsis_ends_otherwise: "لا أحد يعرف... وفي الصباح رحلوا." => "لا أحد يعرف..." | "وفي الصباح رحلوا.";
        forgotten_space: "انتهى الاجتماع.وغادر الوفد." => "انتهى الاجتماع." | "وغادر الوفد.";
        addresses_stay_whole: "راسلوا info@example.org أو www.example.org.نحن هنا." => "راسلوا info@example.org أو www.example.org.نحن هنا.";
        space_before_the_stop: "انتهى الأمر . بدأ غيره ." => "انتهى الأمر ." | "بدأ غيره .";
        urdu_stop_ends: "انتهى الأمر۔ بدأ غيره." => "انتهى الأمر۔" | "بدأ غيره.";
        line_break_ends_always: "عنوان بلا نقطة\nنص." => "عنوان بلا نقطة" | "نص.";
        company_in_latin_letters: "قالت Apple Inc. إن أرباحها زادت." => "قالت Apple Inc. إن أرباحها زادت.";
        engineer_is_a_title_behind_a_preposition: "التقى الوالي بم. عادل صبري في الموقع. وناقشا الخطة." => "التقى الوالي بم. عادل صبري في الموقع." | "وناقشا الخطة.";
        doctor_is_a_title_behind_to: "سُلمت الجائزة لد. رامي عطا. وصفق الحاضرون." => "سُلمت الجائزة لد. رامي عطا." | "وصفق الحاضرون.";
        title_glued_to_its_name: "قال د.حسام البيان إن اللقاح آمن. وأضاف أنه متوفر." => "قال د.حسام البيان إن اللقاح آمن." | "وأضاف أنه متوفر.";
        assistant_professor_is_a_title: "كتب أ.م.د. علي جابر المقدمة. وراجعها المحرر." => "كتب أ.م.د. علي جابر المقدمة." | "وراجعها المحرر.";
        title_inside_brackets: "حضر الخبير (د. سامي نور) الجلسة. وغادر." => "حضر الخبير (د. سامي نور) الجلسة." | "وغادر.";
        volume_and_page_labels_go_on: "راجع ج. 2 ص. 45 من الكتاب. ففيه تفصيل." => "راجع ج. 2 ص. 45 من الكتاب." | "ففيه تفصيل.";
        doubled_page_label_goes_on: "انظر ص ص. 12-15 من الدراسة. ثم عد إلى الفصل." => "انظر ص ص. 12-15 من الدراسة." | "ثم عد إلى الفصل.";
        post_box_goes_on: "تُرسل الطلبات إلى ص.ب. 1234 الرياض. ولا تقبل بعد الموعد." => "تُرسل الطلبات إلى ص.ب. 1234 الرياض." | "ولا تقبل بعد الموعد.";
        commercial_register_goes_on: "الشركة س.ت. 55021 مسجلة في دبي. ومقرها أبوظبي." => "الشركة س.ت. 55021 مسجلة في دبي." | "ومقرها أبوظبي.";
        volume_of_a_dictionary_goes_on: "لسان العرب، مج. 5، ص. 20. وهو معجم." => "لسان العرب، مج. 5، ص. 20." | "وهو معجم.";
        editor_label_goes_on: "كتاب الحيوان، تح. عبد السلام هارون. وهو مطبوع." => "كتاب الحيوان، تح. عبد السلام هارون." | "وهو مطبوع.";
        spaced_before_christ_goes_on: "توفي الملك عام 323 ق. م. في بابل. وقُسمت مملكته." => "توفي الملك عام 323 ق. م. في بابل." | "وقُسمت مملكته.";
        glued_year_of_the_common_era_goes_on_before_a_preposition: "تأسست الجامعة عام 1908م. في القاهرة. وتضم كليات عدة." => "تأسست الجامعة عام 1908م. في القاهرة." | "وتضم كليات عدة.";
        glued_year_of_the_common_era_ends_before_a_noun: "تأسس النادي عام 1907م. يضم اليوم آلاف الأعضاء." => "تأسس النادي عام 1907م." | "يضم اليوم آلاف الأعضاء.";
        glued_hijri_year_ends: "صدر النظام عام 1412هـ. ويتألف من عشرة أبواب." => "صدر النظام عام 1412هـ." | "ويتألف من عشرة أبواب.";
        year_in_two_eras: "ولد سنة 1350 هـ. / 1931 م. في حلب. ونشأ فيها." => "ولد سنة 1350 هـ. / 1931 م. في حلب." | "ونشأ فيها.";
        number_behind_and_begins_no_sentence: "حكم بين 1250 ق.م. و1200 ق.م. تقريباً. ثم سقط." => "حكم بين 1250 ق.م. و1200 ق.م. تقريباً." | "ثم سقط.";
        etcetera_goes_on_before_a_preposition: "تبيع المحال الخضار والفواكه إلخ. بأسعار مخفضة. ويزدحم الناس." => "تبيع المحال الخضار والفواكه إلخ. بأسعار مخفضة." | "ويزدحم الناس.";
        etcetera_ends_before_and: "تبيع المحال الخضار والفواكه إلخ. ويزدحم الناس عليها." => "تبيع المحال الخضار والفواكه إلخ." | "ويزدحم الناس عليها.";
        ellipsis_before_etcetera_goes_on: "الكتب والأقلام... إلخ، كلها نفدت. ولم تصل دفعة جديدة." => "الكتب والأقلام... إلخ، كلها نفدت." | "ولم تصل دفعة جديدة.";
        arabic_separators_of_numbers: "بلغ العجز ١٬٢٥٠٫٧٥ مليون دينار. وهو الأعلى منذ عقد." => "بلغ العجز ١٬٢٥٠٫٧٥ مليون دينار." | "وهو الأعلى منذ عقد.";
        persian_digits: "بلغت النسبة ۴٫۵ في المئة. وهذا رقم قياسي." => "بلغت النسبة ۴٫۵ في المئة." | "وهذا رقم قياسي.";
        number_may_begin_a_sentence: "حضر مئات الأشخاص. 15 منهم من الخارج." => "حضر مئات الأشخاص." | "15 منهم من الخارج.";
        version_at_the_end: "صدر الإصدار 2.0.1. وأصلح عشرين خللاً." => "صدر الإصدار 2.0.1." | "وأصلح عشرين خللاً.";
        date_in_arabic_digits: "وُقع الاتفاق في ١٢.٨.٢٠١٤ بجنيف. ودخل حيز التنفيذ لاحقاً." => "وُقع الاتفاق في ١٢.٨.٢٠١٤ بجنيف." | "ودخل حيز التنفيذ لاحقاً.";
        address_of_a_host_at_the_end: "عنوان الخادم 192.168.1.1. ولا يتغير." => "عنوان الخادم 192.168.1.1." | "ولا يتغير.";
        hours_before_and_after_noon: "يبدأ الدوام الساعة 8 ص. وينتهي الساعة 3 م. ولا عمل يوم الجمعة." => "يبدأ الدوام الساعة 8 ص. وينتهي الساعة 3 م." | "ولا عمل يوم الجمعة.";
        arabic_list_numbers: "١. المقدمة. ٢. المنهج." => "١. المقدمة." | "٢. المنهج.";
        letter_list_labels: "أ. التعريفات. ب. نطاق التطبيق." => "أ. التعريفات." | "ب. نطاق التطبيق.";
        nested_list_numbers: "1.2. نطاق التطبيق. 1.3. الاستثناءات." => "1.2. نطاق التطبيق." | "1.3. الاستثناءات.";
        roman_list_numbers: "IV. وقف القتال. V. تبادل الأسرى." => "IV. وقف القتال." | "V. تبادل الأسرى.";
        article_number_labels_its_article: "المادة 5. يعاقب بالحبس كل من زوّر محرراً. المادة 6. تلغى الأحكام السابقة." => "المادة 5. يعاقب بالحبس كل من زوّر محرراً." | "المادة 6. تلغى الأحكام السابقة.";
        chapter_number_labels_its_title: "الفصل 3. النتائج والمناقشة. وفيه مبحثان." => "الفصل 3. النتائج والمناقشة." | "وفيه مبحثان.";
        ellipsis_goes_on_before_but_with_a_pronoun: "كنت أظن… لكنني أخطأت. وهذا درس لي." => "كنت أظن… لكنني أخطأت." | "وهذا درس لي.";
        spaced_dots_are_one_ellipsis: "وقال النص . . . ثم انقطع. ولم يُعثر على بقيته." => "وقال النص . . . ثم انقطع." | "ولم يُعثر على بقيته.";
        omission_in_brackets_ends_nothing: "وجاء في البيان «نرفض القرار (...) ونطالب بإلغائه». ولم يصدر رد." => "وجاء في البيان «نرفض القرار (...) ونطالب بإلغائه»." | "ولم يصدر رد.";
        ellipsis_at_the_start_opens_a_sentence: "...وعاد إلى بيته. ولم يخرج بعدها." => "...وعاد إلى بيته." | "ولم يخرج بعدها.";
        ellipsis_at_the_start_of_a_quotation_opens_it: "وأضاف «... لن نقبل بذلك». وغادر القاعة." => "وأضاف «... لن نقبل بذلك»." | "وغادر القاعة.";
        ellipsis_with_a_question_mark_ends: "ماذا لو...؟ لا أحد يعلم." => "ماذا لو...؟" | "لا أحد يعلم.";
        ellipsis_before_a_comma_ends_nothing: "حاول...، ثم فشل. وعاد." => "حاول...، ثم فشل." | "وعاد.";
        two_dots_end_before_a_noun: "انتهى كل شيء.. الآن نبدأ من جديد." => "انتهى كل شيء.." | "الآن نبدأ من جديد.";
        question_with_exclamation_is_one_mark: "أهذا معقول؟! لم يصدق أحد." => "أهذا معقول؟!" | "لم يصدق أحد.";
        repeated_question_marks_are_one: "أين الحكومة؟؟؟ لا جواب." => "أين الحكومة؟؟؟" | "لا جواب.";
        question_and_its_speaker_in_the_feminine: "«متى نعود؟» سألت الطفلة أمها. فبكت الأم." => "«متى نعود؟» سألت الطفلة أمها." | "فبكت الأم.";
        exclamation_and_its_speaker_in_the_present: "«النجدة!» تصرخ المرأة من الشرفة. ولا أحد يسمع." => "«النجدة!» تصرخ المرأة من الشرفة." | "ولا أحد يسمع.";
        reproach_names_its_speaker: "«لماذا تأخرت؟» عاتبته أمه. فاعتذر." => "«لماذا تأخرت؟» عاتبته أمه." | "فاعتذر.";
        exclamation_and_as_he_said: "«انتصرنا!» كما قال قائد الفريق. واحتفل اللاعبون." => "«انتصرنا!» كما قال قائد الفريق." | "واحتفل اللاعبون.";
        question_before_a_comma_ends_nothing: "«إلى أين؟»، سألني السائق. فأجبته." => "«إلى أين؟»، سألني السائق." | "فأجبته.";
        verb_of_motion_begins_a_sentence: "«من فعل هذا؟» دخل المدير غاضباً. ولم يتكلم أحد." => "«من فعل هذا؟»" | "دخل المدير غاضباً." | "ولم يتكلم أحد.";
        verb_of_refusal_begins_a_sentence: "سأله الصحفي: «هل ستستقيل؟» رفض الوزير الإجابة." => "سأله الصحفي: «هل ستستقيل؟»" | "رفض الوزير الإجابة.";
        question_in_a_title_ends_nothing: "صدر كتابه «من نحن؟» عن دار الفكر. ونفدت نسخه." => "صدر كتابه «من نحن؟» عن دار الفكر." | "ونفدت نسخه.";
        verb_of_speaking_alone_names_the_speaker: "«من هناك؟» سألت. بعد أن فتحت الباب تبين أنه جارها." => "«من هناك؟» سألت." | "بعد أن فتحت الباب تبين أنه جارها.";
        exclamation_in_a_slogan_ends_nothing: "ردد المتظاهرون شعار «ارحل!» أمام القصر. وتدخلت الشرطة." => "ردد المتظاهرون شعار «ارحل!» أمام القصر." | "وتدخلت الشرطة.";
        slogan_at_the_end_ends: "ردد المتظاهرون شعار «ارحل!» وتدخلت الشرطة." => "ردد المتظاهرون شعار «ارحل!»" | "وتدخلت الشرطة.";
        mirrored_quotation_of_two_sentences: "قال الوزير: »انتهت الأزمة. ولن تعود«. وغادر القاعة." => "قال الوزير: »انتهت الأزمة." | "ولن تعود«." | "وغادر القاعة.";
        german_quotation_marks: "قال الوزير: ”انتهت الأزمة.“ وأضاف أن الأسواق هدأت." => "قال الوزير: ”انتهت الأزمة.“" | "وأضاف أن الأسواق هدأت.";
        quotation_inside_a_quotation: "قال: «سمعته يقول: \"لن أعود.\" ولم يعد». وسكت طويلاً." => "قال: «سمعته يقول: \"لن أعود.\"" | "ولم يعد»." | "وسكت طويلاً.";
        dialogue_with_dashes: "— من الطارق؟ — أنا يا أمي. — ادخل." => "— من الطارق؟" | "— أنا يا أمي." | "— ادخل.";
        address_at_the_end: "التفاصيل على https://example.org/a.html. شكراً لكم." => "التفاصيل على https://example.org/a.html." | "شكراً لكم.";
        mail_address_at_the_end: "راسلونا على info@example.org. نرد خلال يومين." => "راسلونا على info@example.org." | "نرد خلال يومين.";
        name_that_begins_with_a_dot: "كُتب البرنامج بلغة .NET الشهيرة. ثم نُقل إلى لغة أخرى." => "كُتب البرنامج بلغة .NET الشهيرة." | "ثم نُقل إلى لغة أخرى.";
        degree_in_latin_letters: "حصل على Ph.D. من لندن. ثم عاد إلى بلاده." => "حصل على Ph.D. من لندن." | "ثم عاد إلى بلاده.";
        company_ends_before_and: "يعمل المهندس في Tesla Inc. وكان يعمل قبلها في دبي." => "يعمل المهندس في Tesla Inc." | "وكان يعمل قبلها في دبي.";
        latin_abbreviation_in_brackets: "استخدم أدوات (e.g. المطرقة) بحذر. ثم أعدها." => "استخدم أدوات (e.g. المطرقة) بحذر." | "ثم أعدها.";
        transliterated_initials: "قال جي. كي. تشسترتون قولاً مشهوراً. ونُسب إلى غيره." => "قال جي. كي. تشسترتون قولاً مشهوراً." | "ونُسب إلى غيره.";
        initials_in_brackets: "أوقفت الشرطة المتهم (م. ع.) في منزله. وأحيل إلى النيابة." => "أوقفت الشرطة المتهم (م. ع.) في منزله." | "وأحيل إلى النيابة.";
        organisation_with_the_article: "زار الو.م.أ. مرتين. ولم يعد إليها." => "زار الو.م.أ. مرتين." | "ولم يعد إليها.";
        organisation_ends_before_then: "انضم إلى م.ت.ف. ثم تركها بعد عام." => "انضم إلى م.ت.ف." | "ثم تركها بعد عام.";
        short_blessing_in_brackets: "قال عمر (رض.) كلمته المشهورة. وصمت الناس." => "قال عمر (رض.) كلمته المشهورة." | "وصمت الناس.";
        note_number_belongs_to_its_sentence: "ارتفع عدد السكان كثيراً.[١٢] وتضاعف لاحقاً." => "ارتفع عدد السكان كثيراً.[١٢]" | "وتضاعف لاحقاً.";
        stop_inside_brackets_in_a_sentence_ends_nothing: "ووقّع الاتفاق (كان ذلك في جنيف. حضره الوزيران) ودخل حيز التنفيذ. ثم أُلغي." => "ووقّع الاتفاق (كان ذلك في جنيف. حضره الوزيران) ودخل حيز التنفيذ." | "ثم أُلغي.";
        question_in_brackets_ends_nothing: "قرر الرحيل (ومن يلومه؟) في تلك الليلة. ولم يودع أحداً." => "قرر الرحيل (ومن يلومه؟) في تلك الليلة." | "ولم يودع أحداً.";
        sentence_in_brackets_ends: "انتهت الجلسة مساء. (للمزيد انظر الصفحة الرابعة.) وتُستأنف غداً." => "انتهت الجلسة مساء." | "(للمزيد انظر الصفحة الرابعة.)" | "وتُستأنف غداً.";
        interrobang_ends: "أحقاً ما تقول‽ لا أصدق." => "أحقاً ما تقول‽" | "لا أصدق.";
        full_width_marks_end: "هل انتهى الاجتماع？ نعم انتهى！ وغادر الوفد." => "هل انتهى الاجتماع？" | "نعم انتهى！" | "وغادر الوفد.";
        letter_of_a_vitamin_is_no_title: "يحتاج الجسم إلى فيتامين د. ويوجد في السمك." => "يحتاج الجسم إلى فيتامين د." | "ويوجد في السمك.";
        letter_of_a_group_is_no_title: "وقع المنتخب في المجموعة أ. وسيلعب أولى مبارياته غداً." => "وقع المنتخب في المجموعة أ." | "وسيلعب أولى مبارياته غداً.";
        space_before_the_question_mark: "هل انتهى الاجتماع ؟ نعم انتهى ." => "هل انتهى الاجتماع ؟" | "نعم انتهى .";
        vowelled_last_word: "وهذا ما كَتَبَهُ. ثُمَّ مَضَى." => "وهذا ما كَتَبَهُ." | "ثُمَّ مَضَى.";
        word_that_ends_like_an_abbreviation: "هذا هو اليوم. وغداً يوم آخر." => "هذا هو اليوم." | "وغداً يوم آخر.";
        year_without_a_space: "انتهت الحرب عام 2019.وعاد الناس." => "انتهت الحرب عام 2019." | "وعاد الناس.";
        quotation_mark_behind_a_space_opens: "لم ينم. \" سنعود\" قالت أمه." => "لم ينم." | "\" سنعود\" قالت أمه.";
        quotation_mark_behind_a_space_closes: "قال: \"لن نعود. \" ثم نام." => "قال: \"لن نعود. \"" | "ثم نام.";
    }
}

pub(super) mod english {
    use super::*;

    splits! { En:
        full_stop_question_and_exclamation_end: "He left. Did she stay? No! She left too." => "He left." | "Did she stay?" | "No!" | "She left too.";
        titles_do_not_end: "Gen. Munir met Dr. Smith. They spoke." => "Gen. Munir met Dr. Smith." | "They spoke.";
        country_goes_on_before_a_noun: "The U.S. Senate voted. It passed." => "The U.S. Senate voted." | "It passed.";
        country_ends_before_a_beginning: "He lives in the U.S. She does not." => "He lives in the U.S." | "She does not.";
        number_label_goes_on: "See No. 5 on p. 12 here." => "See No. 5 on p. 12 here.";
        plain_no_ends: "Was it over? No. He went on." => "Was it over?" | "No." | "He went on.";
        initials_of_a_name: "J. K. Rowling wrote it." => "J. K. Rowling wrote it.";
        lower_case_goes_on: "\"Will we win?\" he asked. Nobody knew." => "\"Will we win?\" he asked." | "Nobody knew.";
        named_speaker_goes_on: "\"Will we win?\" Sara Haddad asked. Nobody knew." => "\"Will we win?\" Sara Haddad asked." | "Nobody knew.";
        quotation_of_two_sentences_is_split: "He said: “We stay. We fight.” Then he left." => "He said: “We stay." | "We fight.”" | "Then he left.";
        forgotten_space: "Many were infected.Health workers came." => "Many were infected." | "Health workers came.";
        file_names_stay_whole: "Open main.rs or Node.js now." => "Open main.rs or Node.js now.";
        bracket_after_an_abbreviation_belongs_to_it: "It was written in 689 A.H. (1290). It survives." => "It was written in 689 A.H. (1290)." | "It survives.";
        month_before_a_day: "On Aug. 15 it fell. Then peace." => "On Aug. 15 it fell." | "Then peace.";
        afternoon_goes_on: "At 5 p.m. Friday it began." => "At 5 p.m. Friday it began.";
        ill_is_a_word: "He was ill. Doctors came." => "He was ill." | "Doctors came.";
        name_with_a_small_letter_begins: "It sold well. iPhone sales rose." => "It sold well." | "iPhone sales rose.";
        kingdom_ends_before_an_article: "He moved to the U.K. The weather shocked him." => "He moved to the U.K." | "The weather shocked him.";
        hour_goes_on_before_its_zone: "It aired at 9 a.m. EST on Sunday. Millions watched." => "It aired at 9 a.m. EST on Sunday." | "Millions watched.";
        hour_ends_before_another_noun: "The vote is at 8 P.M. Members must attend." => "The vote is at 8 P.M." | "Members must attend.";
        hour_at_the_start_goes_on: "At 9 a.m. Smith arrived. He left." => "At 9 a.m. Smith arrived." | "He left.";
        degree_ends_before_a_beginning: "She earned a Ph.D. Then she taught." => "She earned a Ph.D." | "Then she taught.";
        degree_goes_on_before_small_letters: "She earned a Ph.D. in physics. Then she taught." => "She earned a Ph.D. in physics." | "Then she taught.";
        companies_go_on: "Toyota Motor Corp. and Honda Motor Co. gained. Sony fell." => "Toyota Motor Corp. and Honda Motor Co. gained." | "Sony fell.";
        domain_in_a_company_name: "Amazon.com Inc. cut prices. Rivals followed." => "Amazon.com Inc. cut prices." | "Rivals followed.";
        domain_at_the_end: "Visit Amazon.com. It sells books." => "Visit Amazon.com." | "It sells books.";
        junior_goes_on: "Martin Luther King Jr. spoke here. Thousands came." => "Martin Luther King Jr. spoke here." | "Thousands came.";
        saint_goes_on: "He lives in St. Petersburg. It is cold." => "He lives in St. Petersburg." | "It is cold.";
        street_ends_before_a_beginning: "The office is on Main St. It opens at nine." => "The office is on Main St." | "It opens at nine.";
        right_honourable_goes_on: "The Rt. Hon. Lady Hale spoke. She left." => "The Rt. Hon. Lady Hale spoke." | "She left.";
        versus_between_two_parties: "In Roe v. Wade the court ruled. It was later overturned." => "In Roe v. Wade the court ruled." | "It was later overturned.";
        versus_goes_on: "It was Ali vs. Frazier again. Ali won." => "It was Ali vs. Frazier again." | "Ali won.";
        latin_abbreviations_go_on: "Use fruit, e.g. apples, i.e. fresh ones. Eat well." => "Use fruit, e.g. apples, i.e. fresh ones." | "Eat well.";
        for_example_goes_on_before_a_name: "Many states, e.g. Texas, agreed. Others did not." => "Many states, e.g. Texas, agreed." | "Others did not.";
        about_goes_on_before_a_number: "It weighs approx. 5 kg. It is heavy." => "It weighs approx. 5 kg." | "It is heavy.";
        etcetera_ends_before_a_beginning: "They sold pens, ink, etc. The shop closed." => "They sold pens, ink, etc." | "The shop closed.";
        etcetera_in_brackets_goes_on: "He sold items (pens, ink, etc.) there. It closed." => "He sold items (pens, ink, etc.) there." | "It closed.";
        month_without_a_number_ends: "The deal closes in Dec. The board will vote." => "The deal closes in Dec." | "The board will vote.";
        month_ends_before_a_plain_noun: "It fell in Dec. Prices rose." => "It fell in Dec." | "Prices rose.";
        letter_of_a_plan_is_no_initial: "They switched to Plan B. It worked." => "They switched to Plan B." | "It worked.";
        letter_of_a_vitamin_is_no_initial: "He lacks vitamin D. Sun helps." => "He lacks vitamin D." | "Sun helps.";
        pronoun_is_no_initial: "It was my brother and I. We left." => "It was my brother and I." | "We left.";
        initial_in_a_name: "George W. Bush spoke. He left." => "George W. Bush spoke." | "He left.";
        pronoun_with_a_capital_begins_a_sentence: "\"Is it true?\" She asked nobody." => "\"Is it true?\"" | "She asked nobody.";
        president_asked_goes_on: "\"Is it over?\" President Lee asked. Nobody knew." => "\"Is it over?\" President Lee asked." | "Nobody knew.";
        small_letter_behind_a_dash_goes_on: "\"It is over!\" – so he said. She left." => "\"It is over!\" – so he said." | "She left.";
        quotation_of_two_sentences_with_a_speaker: "\"We lost. We will return,\" he said. He left." => "\"We lost." | "We will return,\" he said." | "He left.";
        quotation_inside_a_quotation: "\"He said, 'It is over.'\" She nodded." => "\"He said, 'It is over.'\"" | "She nodded.";
        company_name_with_a_mark: "Yahoo! said profits rose. Shares gained." => "Yahoo! said profits rose." | "Shares gained.";
        company_name_with_a_mark_may_end: "She works at Yahoo! He works at home." => "She works at Yahoo!" | "He works at home.";
        company_form_behind_a_mark: "Guess? Inc. sold shoes. It grew." => "Guess? Inc. sold shoes." | "It grew.";
        spaced_dots_are_one_ellipsis: "The report said it was . . . unclear. Nobody knew." => "The report said it was . . . unclear." | "Nobody knew.";
        four_dots_end: "And the light faded.... Morning came." => "And the light faded...." | "Morning came.";
        omission_in_brackets_ends_nothing: "\"We reject it [...] and demand more.\" He left." => "\"We reject it [...] and demand more.\"" | "He left.";
        list_numbers_with_brackets: "1) Stop the war. 2) Free the prisoners." => "1) Stop the war." | "2) Free the prisoners.";
        list_letters_with_brackets: "a) Stop the war. b) Free the prisoners." => "a) Stop the war." | "b) Free the prisoners.";
        roman_list_numbers: "I. Introduction. II. Methods." => "I. Introduction." | "II. Methods.";
        small_roman_list_numbers: "i. Stop the war. ii. Free the prisoners." => "i. Stop the war." | "ii. Free the prisoners.";
        article_number_labels_its_article: "Article 5. Whoever forges a deed is jailed. Article 6. The rest is repealed." => "Article 5. Whoever forges a deed is jailed." | "Article 6. The rest is repealed.";
        roman_volume_number: "Read Vol. II of it. It is good." => "Read Vol. II of it." | "It is good.";
        opus_number: "He played Op. 27 No. 2 well. They clapped." => "He played Op. 27 No. 2 well." | "They clapped.";
        units_between_numbers: "It is 5 ft. 3 in. tall. It is old." => "It is 5 ft. 3 in. tall." | "It is old.";
        note_number_belongs_to_its_sentence: "The population rose.[1] It doubled later.[2]" => "The population rose.[1]" | "It doubled later.[2]";
        sentence_that_ends_with_a_bracket: "The bill passed (three voted no.) It takes effect soon." => "The bill passed (three voted no.)" | "It takes effect soon.";
        sentence_in_brackets_ends: "The bill passed. (Three voted no.) It takes effect soon." => "The bill passed." | "(Three voted no.)" | "It takes effect soon.";
        before_christ_goes_on: "In 44 B.C. Caesar died. Rome changed." => "In 44 B.C. Caesar died." | "Rome changed.";
        city_in_letters_ends_before_a_beginning: "She moved to L.A. He followed her." => "She moved to L.A." | "He followed her.";
        possessive_behind_a_country: "The U.S.'s role grew. It shrank later." => "The U.S.'s role grew." | "It shrank later.";
        year_without_a_space: "It ended in 2019.The war was over." => "It ended in 2019." | "The war was over.";
    }
}

#[test]
fn every_candidate_tells_its_rule() {
    let rules: Vec<_> = decisions("حضر د. سامي. ثم غادر.", Lang::Ar)
        .iter()
        .map(|d| (d.breaks, d.rule))
        .collect();
    assert_eq!(rules, [(false, "abbreviation-title"), (true, "full-stop")]);
}

proptest! {
    #[test]
    fn spans_give_back_the_text(text in "([\\PC]|[ .!?؟…«»\"()\n\u{200f}]|[ء-ي]{1,4}|[A-Z]?[a-z]{1,4}){0,60}") {
        for lang in [Lang::Ar, Lang::En] {
            let mut at = 0;
            for span in spans(&text, lang) {
                prop_assert!(text[at..span.start].trim().is_empty());
                let sentence = &text[span.clone()];
                prop_assert!(!sentence.is_empty() && sentence.trim() == sentence);
                at = span.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
