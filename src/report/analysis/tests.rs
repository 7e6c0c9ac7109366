//! What the analysis promises.

use jiff::Timestamp;
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

use super::*;
use crate::bitext::{Origin, Place, Stamp, Status, TranslationUnit};
use crate::lookup::score::likeness;
use crate::memory::OnConflict;

const BEFORE: &str = "قبل ذلك بيوم.";
const PRICE: &str = "ارتفع السعر إلى 25 دولارا.";
const VISIT: &str = "وصل الوفد مساء أمس.";
const SENT: &str = "سافر الوزير إلى العاصمة صباحا.";
const SENT_EARLY: &str = "سافر الوزير إلى العاصمة ليلا.";

fn unit(ar: &str, document: Option<(&str, u32)>) -> TranslationUnit {
    let stamp = Stamp {
        at: Timestamp::from_second(1).expect("in range"),
        by: None,
    };
    let mut unit = TranslationUnit::new(ar, "x", Origin::Import, stamp);
    unit.place = document.map(|(document, position)| Place {
        document: document.to_owned(),
        position: Some(position),
    });
    unit
}

/// A memory with two neighbors, one text that stands alone, and what counts for little or nothing.
fn memory() -> Result<Memory> {
    let mut unreviewed = unit("زار السفير المدرسة الجديدة.", None);
    unreviewed.origin = Origin::Alignment;
    let mut rejected = unit("هذا مرفوض تماما.", None);
    rejected.status = Status::Rejected;
    let units = [
        unit(BEFORE, Some(("d", 0))),
        unit(VISIT, Some(("d", 1))),
        unit(PRICE, None),
        unreviewed,
        rejected,
    ];
    let mut memory = Memory::in_memory()?;
    memory.import(units, OnConflict::KeepBoth)?;
    Ok(memory)
}

fn file(name: &str, texts: &[&str]) -> JobFile {
    let shared: Vec<Arc<str>> = texts.iter().map(|&text| text.into()).collect();
    let segments = shared.iter().enumerate().map(|(at, text)| Segment {
        text: Arc::clone(text),
        from: Lang::Ar,
        previous: at.checked_sub(1).map(|at| Arc::clone(&shared[at])),
        next: shared.get(at + 1).map(Arc::clone),
    });
    JobFile {
        name: name.to_owned(),
        segments: segments.collect(),
        left_out: LeftOut::default(),
    }
}

fn options() -> Options {
    Options {
        bands: Bands::default(),
        internal: true,
        rates: None,
        jobs: 1,
    }
}

/// The names of the rows of all segments.
fn rows_of(files: &[JobFile], options: &Options) -> Vec<String> {
    let rows = matching::rows(files, options, &memory, &|_| {}).expect("it counts");
    rows.iter().map(|row| row.name()).collect()
}

fn analyzed(files: &[JobFile], options: &Options) -> Analysis {
    analyze(files, options, &memory, &|_| {}).expect("it counts")
}

#[test]
fn each_segment_counts_in_the_first_row_that_fits() {
    let files = [
        file(
            "a",
            &[
                BEFORE,
                VISIT,
                "لا شيء يشبه هذا.",
                VISIT,
                "لا شيء يشبه هذا.",
                "ارتفع السعر إلى 31 دولارا.",
                "زار السفير المدرسة الجديدة.",
                "هذا مرفوض تماما.",
            ],
        ),
        file(
            "b",
            &["هل من جديد؟", PRICE, "هل من جديد؟", "لا شيء يشبه هذا.", SENT],
        ),
        file("c", &[SENT_EARLY, "سَافَر الوزير إلى العاصمة صباحا.", SENT]),
    ];
    let number = likeness("ارتفع السعر إلى 31 دولارا.", PRICE, Lang::Ar).per_cent;
    let early = likeness(SENT_EARLY, SENT, Lang::Ar).per_cent;
    assert!((85..95).contains(&number) || number >= 95, "{number}");
    assert!((75..85).contains(&early), "{early}");
    let number = if number >= 95 { "95-99" } else { "85-94" };
    assert_eq!(
        rows_of(&files, &options()),
        [
            "101",
            "101",
            "none",
            "repetitions",
            "repetitions",
            number,
            "95-99",
            "none", // a
            "none",
            "100",
            "repetitions",
            "cross-file",
            "none", // b
            "internal-75-84",
            "internal-95-99",
            "cross-file", // c
        ]
    );
    let without = Options {
        internal: false,
        ..options()
    };
    assert_eq!(
        rows_of(&files, &without)[13..],
        ["none", "none", "cross-file"]
    );
}

#[test]
fn what_the_memory_has_itself_is_no_internal_match() {
    // The memory has the price, less one point for each of its own words; the job has it again.
    let files = [file("a", &[PRICE, "ارتفع السعر إلى 31 دولارا."])];
    let rows = rows_of(&files, &options());
    assert_eq!(rows[0], "100");
    assert!(!rows[1].starts_with("internal"), "{rows:?}");
}

#[test]
fn a_job_by_hand() {
    // 3 + 4 words; «لا شيء هنا» again in the other file; a band of its own rate.
    let rates = Rates::read("101=0,repetitions=10,100=25,none=100", &Bands::default());
    let options = Options {
        rates: Some(rates.expect("they are rates")),
        ..options()
    };
    let mut second = file("ثان", &["لا شيء هنا", PRICE]);
    second.left_out.furniture_lines = 2;
    second.left_out.locked = 1;
    let analysis = analyzed(
        &[file("a", &[BEFORE, VISIT, "لا شيء هنا"]), second],
        &options,
    );
    let row = |counts: &Counts, name: &str| {
        let found = counts.rows.iter().find(|row| row.row.name() == name);
        let Weighed { size, weighted } = found.expect("there is such a row").weighed;
        let weighted = weighted.expect("there are rates").to_string();
        (
            size.segments,
            size.words,
            size.characters,
            size.characters_with_spaces,
            weighted,
        )
    };
    let expected = |segments, words, characters, with_spaces, weighted: &str| {
        (
            segments,
            words,
            characters,
            with_spaces,
            weighted.to_owned(),
        )
    };
    // قبل ذلك بيوم. is 3 words of 3 + 3 + 5 characters, وصل الوفد مساء أمس. 4 words of 3 + 5 + 4 + 4.
    let first = &analysis.files[0].counts;
    assert_eq!(row(first, "101"), expected(2, 7, 27, 32, "0.00"));
    // 2 + 3 + 3 characters.
    assert_eq!(row(first, "none"), expected(1, 3, 8, 10, "3.00"));
    let second = &analysis.files[1].counts;
    assert_eq!(row(second, "cross-file"), expected(1, 3, 8, 10, "0.30"));
    // ارتفع السعر إلى 25 دولارا.: 5 + 5 + 3 + 2 + 7 characters.
    assert_eq!(row(second, "100"), expected(1, 5, 22, 26, "1.25"));
    assert_eq!(second.left_out.furniture_lines, 2);
    let total = &analysis.total;
    assert_eq!(row(total, "101"), expected(2, 7, 27, 32, "0.00"));
    assert_eq!(row(total, "repetitions"), expected(0, 0, 0, 0, "0.00"));
    assert_eq!(total.sum.size.segments, 5);
    assert_eq!(total.sum.size.words, 18);
    assert_eq!(total.sum.size.characters, 65);
    assert_eq!(total.sum.size.characters_with_spaces, 78);
    assert_eq!(total.sum.weighted, Some(Hundredths(455)));
    assert_eq!(
        (total.left_out.furniture_lines, total.left_out.locked),
        (2, 1)
    );
    assert_eq!(analysis.memory_units, 5);
    let from: Vec<_> = analysis.files.iter().flat_map(|file| &file.from).collect();
    assert_eq!(from, [&Lang::Ar, &Lang::Ar]);
}

#[test]
fn a_job_of_nothing_has_rows_of_nothing() {
    let analysis = analyzed(&[], &options());
    assert_eq!(analysis.total.sum, Weighed::default());
    assert_eq!(analysis.total.rows.len(), 13);
    assert_eq!(steps(&[], &options()), 0);
}

#[test]
fn every_step_is_told() {
    let files = [file("a", &[VISIT, VISIT, "لا"]), file("b", &[PRICE])];
    let told = std::sync::atomic::AtomicU64::new(0);
    let progress = |more| {
        told.fetch_add(more, std::sync::atomic::Ordering::Relaxed);
    };
    analyze(&files, &options(), &memory, &progress).expect("it counts");
    assert_eq!(told.into_inner(), steps(&files, &options()));
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn rows_partition_the_segments_and_totals_are_sums_of_files(
        files in proptest::collection::vec(
            proptest::collection::vec("(وصل|سافر|زار) (الوفد|الوزير)( (مساء|صباح)(ا)?| أمس| 12| 15){0,3}\\.?", 0..90),
            0..4,
        ),
        bands in proptest::sample::select(vec!["95,85,75,50", "99", "90,60", "50"]),
        internal in proptest::bool::ANY,
        jobs in 1usize..4,
    ) {
        let files: Vec<JobFile> = files
            .iter()
            .map(|texts| file("f", &texts.iter().map(String::as_str).collect::<Vec<_>>()))
            .collect();
        let bands: Bands = bands.parse().expect("they are bands");
        let rates = Rates::read("101=0,100=10,repetitions=7", &bands).expect("they are rates");
        let options = Options { bands, internal, rates: Some(rates), jobs };
        let analysis = analyzed(&files, &options);
        let mut all = Weighed { weighted: Some(Hundredths(0)), ..Weighed::default() };
        for (file, counts) in files.iter().zip(&analysis.files) {
            let mut size = Size::default();
            for segment in &file.segments {
                size += Size::of(&segment.text);
            }
            prop_assert_eq!(counts.counts.sum.size, size);
            all += counts.counts.sum;
        }
        prop_assert_eq!(analysis.total.sum, all);
        for counts in analysis.files.iter().map(|file| &file.counts).chain([&analysis.total]) {
            let mut sum = Weighed { weighted: Some(Hundredths(0)), ..Weighed::default() };
            counts.rows.iter().for_each(|row| sum += row.weighed);
            prop_assert_eq!(counts.sum, sum);
        }
        for at in 0..analysis.total.rows.len() {
            let sum: u64 = analysis.files.iter().map(|file| file.counts.rows[at].weighed.size.words).sum();
            prop_assert_eq!(analysis.total.rows[at].weighed.size.words, sum);
        }
        // However many threads there are, and but for what is internal, the rows are the same.
        let one = analyzed(&files, &Options { jobs: 1, ..options.clone() });
        prop_assert_eq!(&analysis, &one);
        let without = analyzed(&files, &Options { internal: false, ..options });
        let none = |analysis: &Analysis| analysis.total.rows.last().map(|row| row.weighed.size.segments);
        prop_assert!(none(&analysis) <= none(&without));
    }
}
