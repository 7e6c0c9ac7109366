//! What several targets check.

use std::path::Path;

use dhakira::Error;
use dhakira::read;

/// Reads bytes as the file `name` and checks that each line leads back into them.
///
/// # Panics
///
/// Panics if a line is blank, or if the origins of its characters are not ascending
/// ranges of `bytes`.
pub fn check_page(name: &str, bytes: &[u8]) {
    let page = match read::page(Path::new(name), bytes, None) {
        Ok(page) => page,
        Err(Error::NotText { offset, .. }) => {
            assert!(offset <= bytes.len(), "a place outside of the file");
            return;
        }
        Err(Error::Empty { .. }) => return,
        Err(error) => panic!("bytes cannot fail like this: {error}"),
    };
    assert!(!page.article.lines.is_empty());
    for line in &page.article.lines {
        assert!(!line.text.trim().is_empty(), "a blank line");
        assert_eq!(line.text.trim(), line.text);
        let mut after = 0;
        for (at, c) in line.text.char_indices() {
            let origin = line.origin.locate_span(at..at + c.len_utf8());
            assert!(origin.start >= after, "origins go back");
            assert!(origin.start <= origin.end && origin.end <= bytes.len());
            after = origin.start;
        }
    }
}
