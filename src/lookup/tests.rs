//! What lookup promises.

use std::cmp::Reverse;

use jiff::Timestamp;
use proptest::prelude::*;

use super::concordance::{Terms, search};
use super::score::likeness;
use super::*;
use crate::bitext::{Place, Sides, Stamp, TranslationUnit, UnitId};
use crate::memory::index;
use crate::memory::{DocumentRecord, Memory, OnConflict, UnitFilter};
use crate::text::forms::key;
use crate::text::tokens::Tokens;

fn stamp(second: i64) -> Stamp {
    Stamp {
        at: Timestamp::from_second(second).expect("in range"),
        by: None,
    }
}

fn unit(ar: &str, en: &str) -> TranslationUnit {
    TranslationUnit::new(ar, en, Origin::Import, stamp(1))
}

fn memory(units: impl IntoIterator<Item = TranslationUnit, IntoIter: Send>) -> Memory {
    let mut memory = Memory::in_memory().expect("it opens");
    memory
        .import(units, OnConflict::KeepBoth)
        .expect("it goes in");
    memory
}

const OPTIONS: Options = Options {
    min: 50,
    limit: 5,
    fuzzy: true,
    shortcuts: true,
};

fn found(memory: &Memory, query: Query<'_>, options: &Options) -> Vec<(i64, u8, MatchKind)> {
    let mut finder = Finder::new(memory, Lang::Ar, *options).expect("it reads");
    let matches = finder.find(&query).expect("it finds");
    matches
        .iter()
        .map(|m| (m.stored.id.0, m.score, m.kind))
        .collect()
}

fn text(text: &str) -> Query<'_> {
    Query {
        text,
        previous: None,
        next: None,
    }
}

#[test]
fn the_kinds_have_their_scores() {
    let memory = memory([unit("وصل الوفد أمس.", "The delegation arrived yesterday.")]);
    for (query, expected) in [
        ("وصل الوفد أمس.", vec![(1, 100, MatchKind::Exact)]),
        ("وصلَ الوفــد أمس.", vec![(1, 99, MatchKind::Spelling)]),
        ("وصل الوفد امس.", vec![(1, 98, MatchKind::Fuzzy)]),
        ("لا شيء", vec![]),
        ("  ", vec![]),
        ("؟!", vec![]),
    ] {
        assert_eq!(found(&memory, text(query), &OPTIONS), expected, "{query}");
    }
    let exact = Options {
        fuzzy: false,
        ..OPTIONS
    };
    assert_eq!(found(&memory, text("وصل الوفد امس."), &exact), []);
    assert_eq!(
        found(&memory, text("وصلَ الوفد أمس."), &exact),
        [(1, 99, MatchKind::Spelling)]
    );
}

#[test]
fn a_neighbor_makes_a_context_match() {
    let placed = |position: u32, ar: &str| {
        let mut unit = unit(ar, "x");
        unit.place = Some(Place {
            document: "d".to_owned(),
            position: Some(position),
        });
        unit
    };
    let memory = memory([
        placed(0, "قبل."),
        placed(1, "نعم."),
        placed(2, "بعد."),
        unit("نعم.", "y"),
    ]);
    let before = Query {
        text: "نعم.",
        previous: Some("قبلَ."),
        next: None,
    };
    assert_eq!(
        found(&memory, before, &OPTIONS)[0],
        (2, 101, MatchKind::Context)
    );
    let after = Query {
        text: "نعم.",
        previous: Some("غيره"),
        next: Some("بعد."),
    };
    assert_eq!(
        found(&memory, after, &OPTIONS)[0],
        (2, 101, MatchKind::Context)
    );
    let other = Query {
        text: "نعم.",
        previous: Some("بعد."),
        next: None,
    };
    assert_eq!(
        found(&memory, other, &OPTIONS)[0],
        (2, 100, MatchKind::Exact)
    );
}

#[test]
fn an_unreviewed_alignment_never_scores_a_hundred() {
    let mut aligned = unit("نعم.", "Yes.");
    aligned.origin = Origin::Alignment;
    let mut memory = memory([aligned]);
    let scan = |memory: &Memory| {
        Finder::new(memory, Lang::Ar, OPTIONS)
            .expect("it reads")
            .find(&text("نعم."))
            .expect("it finds")
    };
    assert_eq!(
        (
            scan(&memory)[0].score,
            scan(&memory)[0].penalties.as_slice()
        ),
        (
            99,
            &[Penalty {
                name: "unreviewed",
                points: 1
            }][..]
        )
    );
    memory
        .set_status([UnitId(1)], Status::Reviewed, &stamp(2))
        .expect("it is there");
    assert_eq!(
        (scan(&memory)[0].score, scan(&memory)[0].penalties.len()),
        (100, 0)
    );
    memory
        .set_status([UnitId(1)], Status::Rejected, &stamp(3))
        .expect("it is there");
    assert!(scan(&memory).is_empty());
}

#[test]
fn ties_go_to_the_reviewed_then_the_newest_then_the_lowest_number() {
    let made = |en: &str, second: i64, status: Status| {
        let mut unit = unit("نعم.", en);
        unit.created = stamp(second);
        unit.status = status;
        unit
    };
    let memory = memory([
        made("a", 5, Status::Draft),
        made("b", 9, Status::Draft),
        made("c", 9, Status::Draft),
        made("d", 1, Status::Reviewed),
    ]);
    let order: Vec<i64> = found(&memory, text("نعم."), &OPTIONS)
        .iter()
        .map(|m| m.0)
        .collect();
    assert_eq!(order, [4, 2, 3, 1]);
}

#[test]
fn a_changed_number_is_close() {
    let memory = memory([unit(
        "بلغت الكلفة 40 مليون دينار.",
        "The cost was 40 million dinars.",
    )]);
    assert!(
        (90..=98).contains(&found(&memory, text("بلغت الكلفة ٤٥ مليون دينار."), &OPTIONS)[0].1)
    );
}

#[test]
fn concordance_takes_words_in_any_order_and_phrases_in_theirs() {
    let memory = memory([
        unit(
            "رفع البنك المركزي سعر الفائدة.",
            "The central bank raised the interest rate.",
        ),
        unit(
            "المصرف المركزي أكبر من أي بنك.",
            "The central one is larger than any bank.",
        ),
    ]);
    let ids = |query: &str, lang: Option<Lang>| {
        let hits = search(&memory, &Terms::parse(query), lang, 10).expect("it searches");
        hits.iter().map(|hit| hit.stored.id.0).collect::<Vec<_>>()
    };
    assert_eq!(ids("bank central", None), [1, 2]);
    assert_eq!(ids("\"central bank\"", None), [1]);
    assert_eq!(ids("«البنكُ المركزيّ»", None), [1]);
    assert_eq!(ids("central", Some(Lang::Ar)), [] as [i64; 0]);
    assert_eq!(ids("central البنك", None), [] as [i64; 0]);
    assert_eq!(
        search(&memory, &Terms::parse("bank"), None, 1)
            .expect("it searches")
            .len(),
        1
    );
}

#[test]
fn hits_are_marked_in_the_text_as_it_came() {
    let memory = memory([unit("رفعَ «البنكُ» المركزيُّ السعر.", "It rose.")]);
    let hit = search(&memory, &Terms::parse("البنك السعر"), None, 1)
        .expect("it searches")
        .remove(0);
    let text = hit.stored.unit.text(Lang::Ar);
    let marked: Vec<&str> = hit
        .spans
        .ar
        .iter()
        .map(|span| &text[span.clone()])
        .collect();
    assert_eq!((marked, hit.spans.en.len()), (vec!["البنكُ", "السعر"], 0));
}

#[test]
fn any_query_is_data() {
    let memory = memory([unit("نعم", "NEAR(a b) don't c++ a.b AND OR NOT")]);
    for query in [
        "NEAR(",
        "\"",
        "AND",
        "a:b",
        "^",
        "*",
        "-x",
        "don't",
        "c++",
        "a.b",
        "؟",
        "%",
        "_",
        "'; DROP TABLE unit;--",
        "",
        "{ar}",
        "\u{0}",
    ] {
        search(&memory, &Terms::parse(query), None, 10).expect("no string is an error");
    }
    let found = |query: &str| {
        search(&memory, &Terms::parse(query), None, 10)
            .expect("it searches")
            .len()
    };
    assert_eq!(
        (found("AND"), found("don't"), found("a.b"), found("NEAR")),
        (1, 1, 1, 1)
    );
}

#[test]
fn the_texts_decide_what_the_index_proposes() {
    let memory = memory([
        unit("بلغت 3, 5 شيء", "it was 3 5"),
        unit("بلغت ٣.٥ شيء", "it was 3.5"),
        unit("كلمة \u{1e922}\u{1e923}", "a word in Adlam"),
    ]);
    for (query, expected) in [
        ("3.5", vec![2]),
        ("\"3 5\"", vec![1]),
        ("\u{1e922}\u{1e923}", vec![3]),
        ("كلمة \u{1e922}\u{1e923}", vec![3]),
        ("بلغت \u{1e922}\u{1e923}", vec![]),
    ] {
        let hits = search(&memory, &Terms::parse(query), None, 10).expect("it searches");
        let ids: Vec<i64> = hits.iter().map(|hit| hit.stored.id.0).collect();
        assert_eq!(ids, expected, "{query}");
        let has_spans =
            |hit: &super::concordance::Hit| !hit.spans.ar.is_empty() || !hit.spans.en.is_empty();
        assert!(hits.iter().all(has_spans), "{query}");
    }
}

#[test]
fn a_query_of_a_megabyte_is_answered() {
    let long = "كلمة ".repeat(50);
    let memory = memory([unit(&long, "words"), unit("كلمة", "a word")]);
    let ids = |query: &str| {
        let hits = search(&memory, &Terms::parse(query), None, 10).expect("it searches");
        hits.iter().map(|hit| hit.stored.id.0).collect::<Vec<_>>()
    };
    let words = "كلمة ".repeat(100_000);
    let others: String = (0..100_000).map(|n| format!("كلمة{n} ")).collect();
    assert_eq!(ids(&words), [1, 2]);
    assert_eq!(ids(&format!("\"{long}\"")), [1]);
    assert_eq!(ids(&format!("\"{words}\"")), [] as [i64; 0]);
    assert_eq!(ids(&others), [] as [i64; 0]);
}

#[test]
fn the_hot_queries_go_through_their_indexes() {
    let memory = memory([]);
    let plan = |sql: &str| {
        let mut statement = memory
            .connection()
            .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
            .expect("it is SQL");
        let count = statement.parameter_count();
        let rows = statement
            .query_map(rusqlite::params_from_iter(vec![1; count]), |row| {
                row.get::<_, String>(3)
            })
            .expect("it runs");
        rows.collect::<rusqlite::Result<Vec<_>>>()
            .expect("it can be read")
            .join("; ")
    };
    for (sql, part) in [
        (same_key::by_key(Lang::Ar), "unit_ar_key (ar_key=?)"),
        (same_key::by_key(Lang::En), "unit_en_key (en_key=?)"),
        (
            same_key::NEIGHBOR.to_owned(),
            "unit_document (document_id=? AND position=?)",
        ),
        (index::WORD.to_owned(), "PRIMARY KEY (part=? AND word=?)"),
        (index::CLASS.to_owned(), "PRIMARY KEY (part=? AND name=?)"),
        (
            index::LISTED.to_owned(),
            "INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
        ),
        (index::SOURCE.to_owned(), "INTEGER PRIMARY KEY (rowid=?)"),
        (index::STALE.to_owned(), "INTEGER PRIMARY KEY (rowid=?)"),
        (indexed::ARABIC.to_owned(), "INTEGER PRIMARY KEY (rowid=?)"),
        (indexed::ENGLISH.to_owned(), "INTEGER PRIMARY KEY (rowid=?)"),
    ] {
        let plan = plan(&sql);
        assert!(
            plan.contains(part) && !plan.contains("TEMP B-TREE"),
            "{plan}"
        );
    }
}

#[test]
fn what_was_removed_or_rejected_since_the_sources_were_read_is_no_match() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("tm.db");
    let mut writer = Memory::create_or_open(&path).expect("it is made");
    let aligned = |position: u32, ar: &str| {
        let mut unit = unit(ar, "x");
        unit.origin = Origin::Alignment;
        unit.place = Some(Place {
            document: "d".to_owned(),
            position: Some(position),
        });
        unit
    };
    let record = DocumentRecord {
        name: "d".to_owned(),
        source: None,
        fingerprint: None,
        signature: None,
        segments: Sides::default(),
        alone: Sides::default(),
    };
    let units = ["وصل الوفد اليوم.", "وصل الوفد غداً.", "وصل الوفد أمس."];
    let units: Vec<_> = (0..).zip(units).map(|(n, ar)| aligned(n, ar)).collect();
    writer
        .replace_document(&record, &units, &stamp(1))
        .expect("it goes in");
    let reader = Memory::open_read_only(&path).expect("it opens");
    let plain = Options {
        shortcuts: false,
        ..OPTIONS
    };
    let mut scan = Finder::new(&reader, Lang::Ar, plain).expect("it reads");
    writer
        .replace_document(&record, &units[1..], &stamp(2))
        .expect("it goes in");
    writer
        .set_status([UnitId(2)], Status::Rejected, &stamp(2))
        .expect("it is there");
    let matches = scan.find(&text("وصل الوفد صباحاً.")).expect("it finds");
    let ids: Vec<i64> = matches.iter().map(|m| m.stored.id.0).collect();
    assert_eq!(ids, [3]);
}

/// What lookup should give, from the definitions alone.
fn defined(memory: &Memory, query: &str, options: &Options) -> Vec<(i64, u8, MatchKind)> {
    let mut all = Vec::new();
    memory
        .for_each_unit(&UnitFilter::default(), |stored| {
            let text = stored.unit.text(Lang::Ar);
            let (kind, full, closeness) = if text == query {
                (MatchKind::Exact, 100, 0)
            } else if key(text) == key(query) {
                (MatchKind::Spelling, 99, 0)
            } else {
                let likeness = likeness(query, text, Lang::Ar);
                (MatchKind::Fuzzy, likeness.per_cent, likeness.closeness)
            };
            let is_unreviewed = stored.unit.origin == Origin::Alignment;
            let score = u8::saturating_sub(full, is_unreviewed.into());
            all.push((Reverse(score), kind, Reverse(closeness), stored.id.0));
            Ok(())
        })
        .expect("it can be read");
    all.retain(|found| found.0.0 >= options.min);
    all.sort();
    all.truncate(options.limit);
    let shown = all
        .into_iter()
        .map(|(score, kind, _, id)| (id, score.0, kind));
    shown.collect()
}

fn sentence() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        "وصل|الوفد|وفد|إلى|المدينة|مدينه|أمس|[0-9]{1,2}|[.،]|[اب]{1,3}",
        1..8,
    )
    .prop_map(|words| words.join(" "))
}

/// Something that is done to a memory.
#[derive(Clone, Debug)]
enum Change {
    Import(Vec<String>),
    Build(Vec<String>),
    Judge(i64, Status),
    Optimize,
}

fn change() -> impl Strategy<Value = Change> {
    let sentences = |most: usize| proptest::collection::vec(sentence(), 0..most);
    prop_oneof![
        sentences(12).prop_map(Change::Import),
        sentences(5).prop_map(Change::Build),
        (1i64..20, 0usize..3).prop_map(|(id, status)| {
            let all = [Status::Draft, Status::Reviewed, Status::Rejected];
            Change::Judge(id, all[status])
        }),
        Just(Change::Optimize),
    ]
}

fn apply(memory: &mut Memory, change: &Change) {
    let stamp = stamp(2);
    match change {
        Change::Import(texts) => {
            let units = texts.iter().map(|ar| unit(ar, ar));
            memory
                .import(units, OnConflict::Newest)
                .expect("it goes in");
        }
        Change::Build(texts) => {
            let record = DocumentRecord {
                name: "d".to_owned(),
                source: None,
                fingerprint: None,
                signature: None,
                segments: Sides::default(),
                alone: Sides::default(),
            };
            let units: Vec<_> = texts
                .iter()
                .map(|ar| TranslationUnit::new(ar, ar, Origin::Alignment, stamp.clone()))
                .collect();
            memory
                .replace_document(&record, &units, &stamp)
                .expect("it goes in");
        }
        Change::Judge(id, status) => match memory.set_status([UnitId(*id)], *status, &stamp) {
            Ok(_) | Err(crate::Error::NoUnit { .. }) => {}
            Err(error) => panic!("{error}"),
        },
        Change::Optimize => memory.optimize().expect("it can be written"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_index_gives_what_scoring_every_unit_gives_whatever_was_done_to_the_memory(
        changes in proptest::collection::vec(change(), 1..8),
        queries in proptest::collection::vec(sentence(), 1..4),
        min in EXACT_FROM..=101,
        limit in 1usize..6,
    ) {
        let mut memory = Memory::in_memory().expect("it opens");
        for change in &changes {
            apply(&mut memory, change);
            prop_assert_eq!(memory.verify().expect("it can be read"), vec![]);
        }
        for from in [Lang::Ar, Lang::En] {
            let quick = Options { min, limit, fuzzy: true, shortcuts: true };
            let plain = Options { shortcuts: false, ..quick };
            let mut finders = [quick, plain].map(|options| Finder::new(&memory, from, options).expect("it reads"));
            for query in &queries {
                let [quick, plain] = finders.each_mut().map(|finder| finder.find(&text(query)).expect("it finds"));
                prop_assert_eq!(quick, plain);
            }
        }
    }
}

proptest! {
    #[test]
    fn shortcuts_make_no_difference_and_all_is_as_defined(sources in proptest::collection::vec((sentence(), any::<bool>()), 1..12), query in sentence(), min in 1u8..=101, limit in 1usize..6) {
        let memory = memory(sources.iter().map(|(ar, aligned)| {
            let mut unit = unit(ar, "x");
            if *aligned {
                unit.origin = Origin::Alignment;
            }
            unit
        }));
        let quick = Options { min, limit, fuzzy: true, shortcuts: true };
        let plain = Options { shortcuts: false, ..quick };
        let result = found(&memory, text(&query), &quick);
        prop_assert_eq!(&result, &found(&memory, text(&query), &plain));
        prop_assert_eq!(&result, &defined(&memory, &query, &quick));
        // A larger limit only adds to the end.
        let longer = found(&memory, text(&query), &Options { limit: 100, ..quick });
        prop_assert_eq!(&result[..], &longer[..result.len()]);
    }

    #[test]
    fn search_finds_what_reading_every_unit_would_find(
        texts in proptest::collection::vec(("[ابت3.5، \u{64e}é\u{1e922}'-]{1,12}", "[abc3.5, 'A-]{1,12}"), 1..8),
        query in "[ابتabc3.5 \"'é\u{1e922}،-]{0,8}",
    ) {
        let memory = memory(texts.iter().map(|(ar, en)| unit(ar, en)));
        let words = |text: &str| -> Vec<String> {
            Tokens::of(text).words().map(|word| word.text.to_owned()).collect()
        };
        let wanted: Vec<Vec<String>> = query
            .split('"')
            .enumerate()
            .flat_map(|(n, piece)| {
                let words = words(piece);
                if n % 2 == 1 { vec![words] } else { words.into_iter().map(|word| vec![word]).collect() }
            })
            .filter(|phrase| !phrase.is_empty())
            .collect();
        let has_all = |text: &str| {
            let words = words(text);
            wanted.iter().all(|phrase| words.windows(phrase.len()).any(|window| window == phrase))
        };
        let mut expected = Vec::new();
        memory.for_each_unit(&UnitFilter::default(), |stored| {
            if !wanted.is_empty() && (has_all(stored.unit.text(Lang::Ar)) || has_all(stored.unit.text(Lang::En))) {
                expected.push(stored.id);
            }
            Ok(())
        }).expect("it can be read");
        let hits = search(&memory, &Terms::parse(&query), None, 100).expect("it searches");
        prop_assert_eq!(hits.iter().map(|hit| hit.stored.id).collect::<Vec<_>>(), expected);
    }
}
