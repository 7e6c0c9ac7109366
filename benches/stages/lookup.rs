//! Lookup in a memory of 50,000 units, and the import that makes it.
//!
//! The units are halves of the corpus's sentences put together, so that much is alike; the queries
//! are such units with one word in ten left out. Beside it what scoring every unit costs.

use std::sync::LazyLock;

use dhakira::bitext::{Lang, Origin, Stamp, TranslationUnit};
use dhakira::lookup::{Finder, Options, Query};
use dhakira::memory::{Memory, OnConflict};
use dhakira::split::spans;
use divan::{Bencher, counter::ItemsCount};
use jiff::Timestamp;

use crate::corpus::each;

const UNITS: usize = 50_000;

static MEMORY: LazyLock<(tempfile::TempDir, Vec<String>)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut memory =
        Memory::create_or_open(&folder.path().join("tm.db")).expect("a memory can be made");
    memory
        .import(units(UNITS), OnConflict::KeepBoth)
        .expect("it goes in");
    let queries = units(UNITS)
        .step_by(97)
        .map(|unit| {
            let words = unit.text(Lang::Ar).split(' ').enumerate();
            let kept = words.filter(|(n, _)| n % 10 != 3).map(|(_, word)| word);
            kept.collect::<Vec<_>>().join(" ")
        })
        .collect();
    (folder, queries)
});

/// Units of halves of sentences; the same ones each time.
fn units(count: usize) -> impl Iterator<Item = TranslationUnit> {
    let sentences: Vec<&str> = each(Lang::Ar)
        .iter()
        .flat_map(|text| spans(text, Lang::Ar).into_iter().map(|span| &text[span]))
        .filter(|sentence| sentence.split(' ').count() > 5)
        .collect();
    let half = |sentence: &str, second: bool| {
        let words: Vec<&str> = sentence.split(' ').collect();
        let (first, last) = words.split_at(words.len() / 2);
        if second { last } else { first }.join(" ")
    };
    (0..count).map(move |n| {
        let (a, b) = (
            n % sentences.len(),
            n * 7919 / sentences.len() % sentences.len(),
        );
        let text = format!("{} {}", half(sentences[a], false), half(sentences[b], true));
        let stamp = Stamp {
            at: Timestamp::UNIX_EPOCH,
            by: None,
        };
        TranslationUnit::new(text, format!("translation {n}"), Origin::Import, stamp)
    })
}

fn find(bencher: Bencher<'_, '_>, min: u8, shortcuts: bool) {
    let (folder, queries) = &*MEMORY;
    let memory = Memory::open_read_only(&folder.path().join("tm.db")).expect("the memory is there");
    let options = Options {
        min,
        limit: 5,
        fuzzy: true,
        shortcuts,
    };
    let mut finder = Finder::new(&memory, Lang::Ar, options).expect("it reads");
    let mut next = queries.iter().cycle();
    bencher.counter(ItemsCount::new(1u32)).bench_local(|| {
        let query = Query {
            text: next.next().expect("it never ends"),
            previous: None,
            next: None,
        };
        finder.find(&query)
    });
}

#[divan::bench(args = [50, 70, 90])]
fn through_the_index(bencher: Bencher<'_, '_>, min: u8) {
    find(bencher, min, true);
}

#[divan::bench]
fn by_scoring_every_unit(bencher: Bencher<'_, '_>) {
    find(bencher, 70, false);
}

#[divan::bench(sample_count = 3)]
fn import(bencher: Bencher<'_, '_>) {
    bencher
        .counter(ItemsCount::new(UNITS))
        .with_inputs(|| Memory::in_memory().expect("it opens"))
        .bench_local_values(|mut memory| memory.import(units(UNITS), OnConflict::KeepBoth));
}
