//! What Arabic writes onto the front of a word: conjunction, preposition, article.
//!
//! «وبالقاهرة» is one token of four words. Nothing but a lexicon can tell a clitic
//! from a first letter (وزير, كتاب), so [`readings`] gives every way to read a
//! token, the token as it stands first, and the caller keeps the one it knows.

/// One way to read a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading<'a> {
    /// What is left when the clitics are off; never empty.
    pub(super) word: &'a str,
    /// «و» or «ف» was taken off.
    pub(super) conjunction: bool,
    /// «ب», «ل» or «ك» was taken off.
    pub(super) preposition: bool,
    /// «ال» was taken off, or what «لل» hides of it.
    pub(super) article: bool,
}

/// Returns the readings of a folded token, at most ten, those with fewer clitics first within a conjunction.
pub(super) fn readings(token: &str) -> impl Iterator<Item = Reading<'_>> {
    let joined = token
        .strip_prefix('و')
        .or_else(|| token.strip_prefix('ف'))
        .map(|rest| (rest, true));
    std::iter::once((token, false))
        .chain(joined)
        .flat_map(|(rest, conjunction)| {
            let governed = rest.strip_prefix(['ب', 'ل', 'ك']);
            let plain = |word, preposition, article| Reading {
                word,
                conjunction,
                preposition,
                article,
            };
            [
                Some(plain(rest, false, false)),
                rest.strip_prefix("ال").map(|word| plain(word, false, true)),
                governed.map(|word| plain(word, true, false)),
                governed
                    .and_then(|word| word.strip_prefix("ال"))
                    .map(|word| plain(word, true, true)),
                rest.strip_prefix("لل").map(|word| plain(word, true, true)),
            ]
        })
        .flatten()
        .filter(|reading| !reading.word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_read_a_token_is_given_once() {
        for (token, expected) in [
            ("كتاب", vec!["كتاب", "تاب"]),
            ("القاهره", vec!["القاهره", "قاهره"]),
            (
                "وبالقاهره",
                vec!["وبالقاهره", "بالقاهره", "القاهره", "قاهره"],
            ),
            ("للحكومه", vec!["للحكومه", "لحكومه", "حكومه"]),
            ("و", vec!["و"]),
            ("", vec![]),
        ] {
            let words: Vec<&str> = readings(token).map(|reading| reading.word).collect();
            assert_eq!(words, expected, "{token}");
        }
    }

    #[test]
    fn a_reading_names_what_was_taken_off() {
        let reading = readings("وبالقاهره").last().expect("a token has a reading");
        assert!(reading.conjunction && reading.preposition && reading.article);
    }
}
