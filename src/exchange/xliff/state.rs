//! What the state of a target means: XLIFF's own words, and those of Trados, memoQ and Phrase.

use crate::bitext::Status;

use super::unit::{Segment, Unit};
use super::walk::Version;

/// What qualifies a target as one that a program has put there.
const SUGGESTED: [&str; 4] = [
    "fuzzy-match",
    "mt-suggestion",
    "leveraged-mt",
    "tm-suggestion",
];

/// How we begin what we say of a state in XLIFF 2.
pub(super) const OWN: &str = "dhakira:";

/// Returns what a person has said of a target, `None` when nobody has translated it yet.
///
/// A target without a state is taken for translated: that is how tools without states write.
pub(super) fn status(unit: &Unit, segment: &Segment, version: Version) -> Option<Status> {
    let own = match version {
        Version::One if unit.is_approved => Some(Status::Reviewed),
        Version::One => one(segment),
        Version::Two => two(segment),
    };
    let confirmed = unit
        .confirmations
        .iter()
        .find(|(id, _)| *id == segment.id)
        .map(|(_, state)| state.as_deref());
    match (own?, confirmed, unit.tool_state.as_deref()) {
        (Status::Reviewed, ..) => Some(Status::Reviewed),
        (status, None, None) => Some(status),
        (_, Some(state), _) => trados(state),
        (_, None, Some(state)) => memoq_or_phrase(state),
    }
}

fn one(segment: &Segment) -> Option<Status> {
    let qualifier = segment.qualifier.as_deref().unwrap_or_default();
    match segment.state.as_deref().unwrap_or_default() {
        "new" | "needs-translation" => None,
        state if state.starts_with("needs-") && SUGGESTED.contains(&qualifier) => None,
        "final" | "signed-off" => Some(Status::Reviewed),
        _ => Some(Status::Draft),
    }
}

fn two(segment: &Segment) -> Option<Status> {
    match segment.state.as_deref().unwrap_or_default() {
        "initial" => None,
        "reviewed" | "final" => Some(Status::Reviewed),
        _ => Some(Status::Draft),
    }
}

fn trados(state: Option<&str>) -> Option<Status> {
    match state {
        None | Some("Unspecified") => None,
        Some("ApprovedTranslation" | "ApprovedSignOff") => Some(Status::Reviewed),
        Some(_) => Some(Status::Draft),
    }
}

fn memoq_or_phrase(state: &str) -> Option<Status> {
    match state {
        "NotStarted" | "Pretranslated" | "AssembledFromFragments" | "MachineTranslated" | "0" => {
            None
        }
        "Proofread" | "Reviewer1Confirmed" | "Reviewer2Confirmed" => Some(Status::Reviewed),
        _ => Some(Status::Draft),
    }
}

/// Tells whether a segment has a translation that must not be replaced.
///
/// One that has text and no state has; one that we have filled ourselves, too, because a person may have edited it.
pub(super) fn is_done(unit: &Unit, segment: &Segment, version: Version) -> bool {
    let Some(target) = &segment.target else {
        return false;
    };
    if target.is_blank() {
        return false;
    }
    let state = segment.state.as_deref().unwrap_or_default();
    match version {
        Version::One => unit.is_approved || !matches!(state, "new" | "needs-translation"),
        Version::Two => {
            let qualifier = segment.qualifier.as_deref().unwrap_or_default();
            state != "initial" || qualifier.starts_with(OWN)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(state: &str, qualifier: &str) -> Segment {
        let given = |word: &str| (!word.is_empty()).then(|| word.to_owned());
        Segment {
            id: "1".to_owned(),
            state: given(state),
            qualifier: given(qualifier),
            ..Segment::default()
        }
    }

    #[test]
    fn the_states_of_xliff_mean_reviewed_draft_or_not_translated() {
        use Status::{Draft, Reviewed};
        use Version::{One, Two};
        for (version, state, qualifier, status_) in [
            (One, "", "", Some(Draft)),
            (One, "translated", "exact-match", Some(Draft)),
            (One, "final", "", Some(Reviewed)),
            (One, "signed-off", "", Some(Reviewed)),
            (One, "needs-review-translation", "", Some(Draft)),
            (One, "needs-review-translation", "fuzzy-match", None),
            (One, "needs-review-translation", "mt-suggestion", None),
            (One, "needs-translation", "", None),
            (One, "new", "", None),
            (One, "x-odd", "", Some(Draft)),
            (Two, "", "", Some(Draft)),
            (Two, "initial", "", None),
            (Two, "translated", "", Some(Draft)),
            (Two, "reviewed", "", Some(Reviewed)),
            (Two, "final", "", Some(Reviewed)),
        ] {
            let found = status(&Unit::default(), &segment(state, qualifier), version);
            assert_eq!(found, status_, "{version:?} {state} {qualifier}");
        }
    }

    #[test]
    fn the_tools_own_states_are_known() {
        use Status::{Draft, Reviewed};
        for (state, status_) in [
            (None, None),
            (Some("Draft"), Some(Draft)),
            (Some("Translated"), Some(Draft)),
            (Some("ApprovedTranslation"), Some(Reviewed)),
            (Some("ApprovedSignOff"), Some(Reviewed)),
        ] {
            let unit = Unit {
                confirmations: vec![("1".to_owned(), state.map(str::to_owned))],
                ..Unit::default()
            };
            assert_eq!(status(&unit, &segment("", ""), Version::One), status_);
        }
        for (state, status_) in [
            ("NotStarted", None),
            ("0", None),
            ("1", Some(Draft)),
            ("ManuallyConfirmed", Some(Draft)),
            ("Proofread", Some(Reviewed)),
        ] {
            let unit = Unit {
                tool_state: Some(state.to_owned()),
                ..Unit::default()
            };
            assert_eq!(status(&unit, &segment("", ""), Version::One), status_);
        }
    }
}
