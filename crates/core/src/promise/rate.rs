//! How many promises were kept, of those that came due.

use chrono::{Days, NaiveDate};

use super::PromiseState;
use crate::cohort::Share;

/// Promises below which nothing is said of how many are kept.
pub const ENOUGH: u32 = 10;

/// What became of the promises that came due in some days.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PromiseSpan {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Those kept on the day they were due or before, of all.
    pub kept: Share,
    /// Those kept after it.
    pub kept_late: u32,
    /// Those broken.
    pub broken: u32,
    /// Those moved to another day, which counts as broken.
    pub moved: u32,
    /// Those still to be kept, their day passed.
    pub late: u32,
    /// Whether they are enough to say anything of the share.
    pub enough: bool,
}

/// How many promises are kept, lately and before.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PromiseRate {
    /// In the days that end today.
    pub now: PromiseSpan,
    /// In as many days before them.
    pub before: PromiseSpan,
}

/// So many days that end on `to`: the first of them, and the last.
pub(super) fn span(to: NaiveDate, days: u32) -> (NaiveDate, NaiveDate) {
    (to - Days::new(u64::from(days.saturating_sub(1))), to)
}

/// Whether a promise that came due counts: one still to be kept today has its chance yet.
#[must_use]
pub(super) const fn counts(state: PromiseState) -> bool {
    !matches!(state, PromiseState::Due | PromiseState::Open)
}

impl PromiseSpan {
    /// What became of them; `states` are those of all promises due from `from` to `to`.
    #[must_use]
    pub fn new(
        from: NaiveDate,
        to: NaiveDate,
        states: impl IntoIterator<Item = PromiseState>,
    ) -> Self {
        let (mut kept, mut of) = (0, 0);
        let (mut kept_late, mut broken, mut moved, mut late) = (0, 0, 0, 0);
        for state in states {
            of += u32::from(counts(state));
            match state {
                PromiseState::KeptOnTime => kept += 1,
                PromiseState::KeptLate => kept_late += 1,
                PromiseState::Broken => broken += 1,
                PromiseState::Renegotiated => moved += 1,
                PromiseState::Late => late += 1,
                PromiseState::Due | PromiseState::Open => {}
            }
        }
        Self {
            from,
            to,
            kept: Share::new(kept, of),
            kept_late,
            broken,
            moved,
            late,
            enough: of >= ENOUGH,
        }
    }
}
