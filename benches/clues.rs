//! What each clue of the aligner is worth: strict F1 on the corpus with all of them, and without one.
//!
//! `cargo bench --bench clues` prints a table. It measures no time.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dhakira::align::{self, Clues, Options};
use dhakira::bitext::{Bitext, Block, Segment, Sides};

/// The ends of a bead: first and last segment of each side, end-exclusive.
type Ends = (usize, usize, usize, usize);

/// A gold file: its sentences, and the two-sided beads they are joined by.
fn gold(path: &Path) -> (Bitext, BTreeSet<Ends>) {
    let rows = fs::read_to_string(path).expect("the corpus can be read");
    let mut bitext: Bitext = Sides::default();
    let mut beads = BTreeSet::new();
    for (index, row) in rows.lines().enumerate() {
        let (ar, en) = row.split_once('\t').expect("a row has two cells");
        let from = (bitext.ar.len(), bitext.en.len());
        for (cell, side) in [(ar, &mut bitext.ar), (en, &mut bitext.en)] {
            let sentences = cell.split(" ␞ ").filter(|sentence| !sentence.is_empty());
            side.extend(sentences.map(|sentence| Segment {
                text: sentence.to_owned(),
                line: index + 1,
                span: 0..sentence.len(),
                paragraph: 0,
                block: Block::Paragraph,
            }));
        }
        let to = (bitext.ar.len(), bitext.en.len());
        if from.0 < to.0 && from.1 < to.1 {
            beads.insert((from.0, to.0, from.1, to.1));
        }
    }
    (bitext, beads)
}

/// Strict F1 over all articles, in per cent.
fn score(bitexts: &[Bitext], golds: &[BTreeSet<Ends>], clues: Clues) -> f64 {
    let options = Options {
        clues,
        ..Options::default()
    };
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    for (alignment, gold) in align::align(bitexts, &options).iter().zip(golds) {
        let two_sided = alignment
            .beads
            .iter()
            .map(|bead| (bead.ar.start, bead.ar.end, bead.en.start, bead.en.end))
            .filter(|ends| ends.0 < ends.1 && ends.2 < ends.3);
        for ends in two_sided {
            found += 1;
            right += usize::from(gold.contains(&ends));
        }
        wanted += gold.len();
    }
    200.0 * right as f64 / (found + wanted) as f64
}

#[expect(clippy::print_stdout, reason = "the table is what this is for")]
fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the corpus is there")
        .map(|entry| entry.expect("the corpus can be listed").path())
        .filter(|path| path.to_string_lossy().ends_with(".gold.tsv"))
        .collect();
    paths.sort();
    let (bitexts, golds): (Vec<_>, Vec<_>) = paths.iter().map(|path| gold(path)).unzip();
    let all = Clues::default();
    let rows = [
        ("all clues", all),
        (
            "no lengths",
            Clues {
                length: false,
                ..all
            },
        ),
        (
            "no lexicon",
            Clues {
                lexicon: false,
                ..all
            },
        ),
        (
            "no learning",
            Clues {
                learning: false,
                ..all
            },
        ),
        (
            "no names",
            Clues {
                names: false,
                ..all
            },
        ),
        (
            "no numbers",
            Clues {
                numbers: false,
                ..all
            },
        ),
        (
            "no marks",
            Clues {
                marks: false,
                ..all
            },
        ),
        (
            "lengths alone",
            Clues {
                length: true,
                lexicon: false,
                learning: false,
                names: false,
                numbers: false,
                marks: false,
                paragraphs: false,
            },
        ),
    ];
    for (name, clues) in rows {
        println!("{name:<14} {:5.1}", score(&bitexts, &golds, clues));
    }
}
