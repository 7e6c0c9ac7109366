//! The rows of an analysis: bands of scores, and what is paid for each.

use serde::{Serialize, Serializer};

use crate::lookup::EXACT_FROM;

/// The bands of scores between 50 and 99, the highest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands {
    /// The lowest score of each, descending.
    lowest: Vec<u8>,
}

impl Default for Bands {
    /// Returns the usual ones: 95–99, 85–94, 75–84, 50–74.
    fn default() -> Self {
        Self {
            lowest: vec![95, 85, 75, 50],
        }
    }
}

impl std::str::FromStr for Bands {
    type Err = String;

    /// Reads the lowest score of each band, the highest band first: `95,85,75,50`.
    fn from_str(text: &str) -> Result<Self, String> {
        let lowest = text
            .split(',')
            .map(|score| score.trim().parse().ok())
            .collect::<Option<Vec<u8>>>()
            .filter(|lowest| {
                // Below that, lookup passes over some of what scoring every unit would give.
                let are_scores = lowest.iter().all(|score| (EXACT_FROM..100).contains(score));
                are_scores && lowest.windows(2).all(|pair| pair[0] > pair[1])
            })
            .ok_or(
                "bands are told by their lowest scores, from 99 down to 50, such as 95,85,75,50",
            )?;
        Ok(Self { lowest })
    }
}

impl Bands {
    /// Returns the lowest score of the lowest band.
    pub fn min(&self) -> u8 {
        self.lowest.last().copied().unwrap_or(99)
    }

    /// Returns the lowest score of each band, the highest band first.
    pub fn lowest(&self) -> &[u8] {
        &self.lowest
    }

    /// Returns the place of the band of a score, from 0; `None` below all bands.
    pub(super) fn of(&self, score: u8) -> Option<usize> {
        self.lowest.iter().position(|&lowest| score >= lowest)
    }

    /// Returns the lowest and the highest score of the band at `place`.
    fn range(&self, place: usize) -> (u8, u8) {
        let above = place.checked_sub(1).map_or(100, |above| self.lowest[above]);
        (self.lowest[place], above - 1)
    }

    /// Returns every row of a table, in its order.
    pub fn rows(&self, with_internal: bool) -> Vec<Row> {
        let bands = || (0..self.lowest.len()).map(|place| self.range(place));
        let internal = bands().filter(|_| with_internal);
        [Row::Context, Row::Repetition, Row::CrossFile, Row::Exact]
            .into_iter()
            .chain(bands().map(|(from, to)| Row::Band { from, to }))
            .chain(internal.map(|(from, to)| Row::Internal { from, to }))
            .chain([Row::None])
            .collect()
    }

    /// Returns the row of a score of the memory.
    pub(super) fn row(&self, score: u8) -> Row {
        match score {
            101.. => Row::Context,
            100 => Row::Exact,
            _ => self.of(score).map_or(Row::None, |place| {
                let (from, to) = self.range(place);
                Row::Band { from, to }
            }),
        }
    }

    /// Returns the row of a score within the job.
    pub(super) fn internal(&self, score: u8) -> Row {
        match self.row(score.min(99)) {
            Row::Band { from, to } => Row::Internal { from, to },
            row => row,
        }
    }
}

/// A row of an analysis; each segment counts in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Row {
    /// The memory has the same text beside the same neighbor, without a penalty: 101.
    Context,
    /// The same text has come before in this file.
    Repetition,
    /// The same text has come before, in another file only.
    CrossFile,
    /// The memory has the same text: 100.
    Exact,
    /// The memory has a text that is like it, with these scores.
    Band {
        /// The lowest score.
        from: u8,
        /// The highest score.
        to: u8,
    },
    /// The job has a text before it that is like it, more than any of the memory.
    Internal {
        /// The lowest score.
        from: u8,
        /// The highest score.
        to: u8,
    },
    /// Nothing is like it.
    None,
}

impl Row {
    /// Returns the name by which files and arguments know it, in ASCII: `101`, `95-99`, `internal-95-99`.
    pub fn name(self) -> String {
        match self {
            Row::Context => "101".to_owned(),
            Row::Repetition => "repetitions".to_owned(),
            Row::CrossFile => "cross-file".to_owned(),
            Row::Exact => "100".to_owned(),
            Row::Band { from, to } if from == to => from.to_string(),
            Row::Band { from, to } => format!("{from}-{to}"),
            Row::Internal { from, to } => format!("internal-{}", Row::Band { from, to }.name()),
            Row::None => "none".to_owned(),
        }
    }

    /// Returns what people read: `101 context`, `95–99`, `internal 95–99`.
    pub fn label(self) -> String {
        match self {
            Row::Context => "101 context".to_owned(),
            Row::CrossFile => "repetitions across files".to_owned(),
            Row::Band { .. } => self.name().replace('-', "–"),
            Row::Internal { from, to } => format!("internal {}", Row::Band { from, to }.label()),
            Row::Repetition | Row::Exact | Row::None => self.name(),
        }
    }

    /// Returns the row whose rate it takes if it has none of its own.
    fn like(self) -> Option<Row> {
        match self {
            Row::CrossFile => Some(Row::Repetition),
            Row::Internal { from, to } => Some(Row::Band { from, to }),
            _ => None,
        }
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
    }
}

/// How much of a word counts in each row, in per cent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rates {
    told: Vec<(Row, u8)>,
}

impl Rates {
    /// Reads `101=0,100=10,95-99=30`, with the names of rows of `bands`.
    ///
    /// # Errors
    ///
    /// A sentence that says which part is no rate, and what the names are.
    pub fn read(text: &str, bands: &Bands) -> Result<Self, String> {
        let rows = bands.rows(true);
        let mut told: Vec<(Row, u8)> = Vec::new();
        for part in text.split(',') {
            let (name, rate) = part.split_once('=').unwrap_or((part, ""));
            let name = name.trim().replace(['–', ' '], "-");
            let Some(&row) = rows.iter().find(|row| row.name() == name) else {
                let names: Vec<String> = rows.iter().map(|row| row.name()).collect();
                return Err(format!(
                    "{part:?} names no row; the rows are {}",
                    names.join(", ")
                ));
            };
            let rate = rate.trim().trim_end_matches('%');
            let rate = rate.parse().ok().filter(|rate| (0..=100).contains(rate));
            let Some(rate) = rate else {
                return Err(format!(
                    "{part:?} is no rate: NAME=RATE, a whole number of per cent from 0 to 100"
                ));
            };
            if told.iter().any(|(other, _)| *other == row) {
                return Err(format!("{name} has two rates"));
            }
            told.push((row, rate));
        }
        Ok(Self { told })
    }

    /// Returns the rate of a row: what was told, else that of the row it is like, else 100.
    pub fn of(&self, row: Row) -> u8 {
        let told = self.told.iter().find(|(told, _)| *told == row);
        match (told, row.like()) {
            (Some((_, rate)), _) => *rate,
            (None, Some(like)) => self.of(like),
            (None, None) => 100,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_told_by_their_lowest_scores() {
        let names = |text: &str| {
            let bands: Bands = text.parse().unwrap();
            let rows = bands.rows(true);
            rows.iter()
                .map(|row| row.name())
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            names("95,85,75,50"),
            "101 repetitions cross-file 100 95-99 85-94 75-84 50-74 \
             internal-95-99 internal-85-94 internal-75-84 internal-50-74 none"
        );
        assert_eq!(
            names("99, 70"),
            "101 repetitions cross-file 100 99 70-98 internal-99 internal-70-98 none"
        );
        for wrong in ["", "100", "49", "75,85", "85,85", "95;85", "-1", "x"] {
            assert!(wrong.parse::<Bands>().is_err(), "{wrong}");
        }
        assert_eq!("95,85,75,50".parse(), Ok(Bands::default()));
    }

    #[test]
    fn every_score_has_one_row() {
        let bands: Bands = "90,60".parse().unwrap();
        for (score, row, internal) in [
            (101, "101", "internal-90-99"),
            (100, "100", "internal-90-99"),
            (99, "90-99", "internal-90-99"),
            (90, "90-99", "internal-90-99"),
            (89, "60-89", "internal-60-89"),
            (60, "60-89", "internal-60-89"),
            (59, "none", "none"),
            (0, "none", "none"),
        ] {
            assert_eq!(bands.row(score).name(), row, "{score}");
            assert_eq!(bands.internal(score).name(), internal, "{score}");
        }
    }

    #[test]
    fn a_row_without_a_rate_has_that_of_its_like_or_counts_in_full() {
        let bands = Bands::default();
        let rates = Rates::read("101=0,repetitions=5, 95–99=30%,internal 85-94=40", &bands);
        let rates = rates.unwrap();
        let of: Vec<String> = bands
            .rows(true)
            .into_iter()
            .map(|row| format!("{}={}", row.name(), rates.of(row)))
            .collect();
        assert_eq!(
            of.join(" "),
            "101=0 repetitions=5 cross-file=5 100=100 95-99=30 85-94=100 75-84=100 50-74=100 \
             internal-95-99=30 internal-85-94=40 internal-75-84=100 internal-50-74=100 none=100"
        );
        for (wrong, why) in [
            ("90-99=3", "names no row; the rows are 101, repetitions"),
            ("101", "is no rate"),
            ("101=101", "is no rate"),
            ("101=-1", "is no rate"),
            ("101=1,101=2", "101 has two rates"),
            ("", "names no row"),
        ] {
            let error = Rates::read(wrong, &bands).unwrap_err();
            assert!(error.contains(why), "{wrong}: {error}");
        }
    }
}
