//! Any bytes are an SRX file or refused, and whatever rules a file has, they give a text back.
//!
//! The bytes are taken twice: as a file with a text behind its end, and as a file's two
//! patterns and a text, a line each; so that the fuzzer need not write XML to try patterns.

#![no_main]

use std::path::Path;
use std::sync::Arc;

use dhakira::Error;
use dhakira::bitext::Lang;
use dhakira::split::Options;
use dhakira::split::srx::Srx;
use libfuzzer_sys::fuzz_target;

/// Marks and words of both languages, for rules that come without a text.
const SAMPLE: &str =
    "حضر د. سامي الجلسة. هل بقي؟ «لا!» Mr. Smith left at 3.5 p.m. \u{202b}Why?\u{202c} ...\n1. نعم";

/// The most overruns that a rule counts: ten of either of its patterns.
const OVERRUNS: u32 = 20;

fuzz_target!(|bytes: &[u8]| {
    let end = b"</srx>";
    let behind = bytes
        .windows(end.len())
        .rposition(|window| window == end)
        .map_or(bytes.len(), |at| at + end.len());
    let (file, text) = bytes.split_at(behind);
    check(file, &String::from_utf8_lossy(text));
    let Ok(lines) = str::from_utf8(bytes) else {
        return;
    };
    let mut lines = lines.splitn(3, '\n');
    let [before, after, text] = [(); 3].map(|()| lines.next().unwrap_or(""));
    check(file_of(before, after).as_bytes(), text);
});

/// A file with an exception and a break rule of its own behind it.
fn file_of(before: &str, after: &str) -> String {
    let [before, after] =
        [before, after].map(|side| side.replace('&', "&amp;").replace('<', "&lt;"));
    format!(
        "<srx version=\"2.0\"><header cascade=\"yes\"/><body><languagerules><languagerule languagerulename=\"R\">\
         <rule break=\"no\"><beforebreak>{before}</beforebreak><afterbreak>{after}</afterbreak></rule>\
         <rule break=\"yes\"><beforebreak>{after}</beforebreak><afterbreak>{before}</afterbreak></rule>\
         <rule break=\"yes\"><beforebreak>[.!?؟]</beforebreak><afterbreak/></rule>\
         </languagerule></languagerules><maprules>\
         <languagemap languagepattern=\".*\" languagerulename=\"R\"/></maprules></body></srx>"
    )
}

/// What loads splits: between the sentences and around them stands white space only.
fn check(file: &[u8], text: &str) {
    let srx = match Srx::read(Path::new("rules.srx"), file) {
        Ok(srx) => Arc::new(srx),
        Err(Error::Rules { line, reason, .. }) => {
            assert!(line >= 1 && !reason.is_empty());
            return;
        }
        Err(Error::NotText { offset, .. }) => {
            assert!(offset <= file.len(), "a place outside of the file");
            return;
        }
        Err(error) => panic!("a file cannot fail like this: {error}"),
    };
    let options = Options {
        srx: Some(Arc::clone(&srx)),
        ..Options::default()
    };
    for text in [text, SAMPLE] {
        for lang in [Lang::Ar, Lang::En] {
            let decisions = options.decisions(text, lang);
            assert!(decisions.is_sorted_by(|a, b| a.at < b.at));
            let mut at = 0;
            for span in options.spans(text, lang) {
                assert!(text[at..span.start].trim().is_empty());
                let sentence = &text[span.clone()];
                assert!(!sentence.is_empty() && sentence.trim() == sentence);
                at = span.end;
            }
            assert!(text[at..].trim().is_empty());
        }
    }
    assert!(srx.overruns().all(|(_, overruns)| overruns <= OVERRUNS));
}
