//! Any bytes are an XLIFF file or give faults; a file that is whole is copied by filling, and is whole when filled.

#![no_main]

use dhakira::bitext::Stamp;
use dhakira::exchange::{self, FillOptions, FillSummary, Format, ReadOptions, Reader, Suggestion};
use libfuzzer_sys::fuzz_target;

/// A small limit, so that it is met.
const LIMIT: usize = 2048;

fuzz_target!(|bytes: &[u8]| {
    let created = Stamp {
        at: "2026-11-24T00:00:00Z".parse().expect("an instant"),
        by: None,
    };
    let options = ReadOptions {
        limit: LIMIT,
        ..ReadOptions::new(created)
    };
    let mut reader = Reader::new(Format::Xliff, bytes, options);
    let faults = reader.by_ref().filter(Result::is_err).count() as u64;
    let summary = reader.summary();
    assert_eq!(summary.faults, faults);
    assert!(summary.complete || faults > 0);
    assert!(summary.units >= summary.taken + summary.skipped.total());

    let (copy, Some(before)) = filled(bytes, &[]) else {
        return;
    };
    assert_eq!(before.filled, 0);
    // What is UTF-8 and says nothing else is copied as it is.
    let is_plain = !bytes.starts_with(b"\xFF\xFE") && !bytes.starts_with(b"\xFE\xFF");
    let says_so = |bytes: &[u8]| bytes.windows(8).any(|word| word == b"encoding");
    if is_plain && !says_so(bytes) && str::from_utf8(bytes).is_ok() && !bytes.contains(&0) {
        assert!(copy == bytes, "the copy differs");
    }
    let suggestion = |score| Suggestion {
        source: "<a&\">]]>".to_owned(),
        target: "</target>&\u{1}\n".to_owned(),
        fitted: None,
        score,
        similarity: score,
        origin: "\"'<".to_owned(),
    };
    for score in [60, 100] {
        let (full, first) = filled(&copy, &[suggestion(score), suggestion(50)]);
        let first = first.expect("a copy is whole");
        let (_, second) = filled_within(&full, &[], 64 * LIMIT);
        let second = second.expect("a filled file is whole");
        assert_eq!((first.segments, first.broken), (second.segments, second.broken));
    }
});

fn filled(bytes: &[u8], suggestions: &[Suggestion]) -> (Vec<u8>, Option<FillSummary>) {
    filled_within(bytes, suggestions, LIMIT)
}

/// Fills a file with the same suggestions for every segment; `None` for a broken one.
fn filled_within(
    bytes: &[u8],
    suggestions: &[Suggestion],
    limit: usize,
) -> (Vec<u8>, Option<FillSummary>) {
    let mut output = Vec::new();
    let options = FillOptions { limit };
    let summary = exchange::fill(bytes, &mut output, &options, |_| Ok(suggestions.to_vec()));
    (output, summary.ok())
}
