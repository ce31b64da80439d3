//! Occasions for a gesture nobody asked for: what the notebook knows of somebody that makes today a good day to turn to them.
//!
//! Birthdays are none: whoever is wished a happy one learns nothing but that a program has the date.

mod ops;
mod sql;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use chrono::{Datelike as _, Days, NaiveDate};

use crate::contact::ContactPurpose;
use crate::ids::{CustomerId, MomentId};
use crate::money::Amount;

/// Occasions named on one day.
const A_DAY: usize = 5;

/// Those of them for no other reason than what somebody spends.
const BEST_A_DAY: usize = 2;

/// Days for which an occasion that was taken, or waved away, is not named again.
const YEAR: u64 = 365;

/// Why now: what makes it a good day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(
    tag = "code",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Why {
    /// A complaint of theirs was solved weeks ago, and nobody asked since whether all is well.
    Solved {
        /// Which.
        complaint: MomentId,
        /// When it was solved.
        day: NaiveDate,
    },
    /// They came back after an absence, and nobody has welcomed them.
    Back {
        /// When.
        day: NaiveDate,
        /// Days they had been away.
        away: u32,
    },
    /// Somebody they brought bought for the first time, and nobody has thanked them.
    Friend {
        /// Who was brought.
        friend: CustomerId,
        /// Their name.
        name: String,
        /// When they bought.
        day: NaiveDate,
    },
    /// They praised the shop or a colleague, and nobody has thanked them.
    Praise {
        /// When.
        day: NaiveDate,
        /// The colleague who earned it.
        earned_by: Option<String>,
    },
    /// Their years with the shop become whole, and nobody ever thanked them.
    Years {
        /// The day they do, within a week.
        day: NaiveDate,
        /// How many, at least one.
        years: u32,
    },
    /// They are of the best tenth of the loyal customers, and nobody turned to them for a year.
    Best {
        /// How many that tenth are.
        best: u32,
        /// What they spent in the 12 months up to their last visit.
        value: Amount,
    },
}

/// A reason without its evidence: what a person waves away.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    sqlx::Type,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum WhyKind {
    /// See [`Why::Solved`].
    Solved,
    /// See [`Why::Back`].
    Back,
    /// See [`Why::Friend`].
    Friend,
    /// See [`Why::Praise`].
    Praise,
    /// See [`Why::Years`].
    Years,
    /// See [`Why::Best`].
    Best,
}

impl WhyKind {
    /// All of them, the most pressing first.
    const ALL: [Self; 6] = [
        Self::Solved,
        Self::Back,
        Self::Friend,
        Self::Praise,
        Self::Years,
        Self::Best,
    ];
}

impl Why {
    /// The reason without its evidence.
    #[must_use]
    pub const fn kind(&self) -> WhyKind {
        match self {
            Self::Solved { .. } => WhyKind::Solved,
            Self::Back { .. } => WhyKind::Back,
            Self::Friend { .. } => WhyKind::Friend,
            Self::Praise { .. } => WhyKind::Praise,
            Self::Years { .. } => WhyKind::Years,
            Self::Best { .. } => WhyKind::Best,
        }
    }

    /// What a contact on this occasion is for.
    #[must_use]
    pub const fn purpose(&self) -> ContactPurpose {
        match self {
            Self::Solved { .. } => ContactPurpose::News,
            Self::Back { .. } => ContactPurpose::Welcome,
            _ => ContactPurpose::Thanks,
        }
    }
}

/// Somebody to turn to today, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Occasion {
    /// Who.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// Why now.
    pub why: Why,
    /// What for.
    pub purpose: ContactPurpose,
}

/// A reason there may be, and what was done about it already.
#[derive(Debug, Clone)]
struct Known {
    customer: CustomerId,
    name: String,
    why: Why,
    /// The last day they were thanked: by a gesture, in an exchange or a contact.
    thanked: Option<NaiveDate>,
    /// The last day anybody turned to them at all, or they to us.
    met: Option<NaiveDate>,
    /// Whether a contact with them is planned.
    planned: bool,
    /// The last day this reason was waved away.
    waved: Option<NaiveDate>,
}

impl Known {
    /// Whether it is a reason today.
    fn holds(&self, today: NaiveDate) -> bool {
        let since = |day: NaiveDate, done: Option<NaiveDate>| done.is_some_and(|done| done >= day);
        let a_year_ago = today - Days::new(YEAR);
        if self.planned || self.waved.is_some_and(|day| day > a_year_ago) {
            return false;
        }
        match self.why {
            // The day it was solved they heard of it: that is no asking back.
            Why::Solved { day, .. } => !since(day + Days::new(1), self.met),
            Why::Back { day, .. } => !since(day, self.met),
            Why::Friend { day, .. } | Why::Praise { day, .. } => !since(day, self.thanked),
            Why::Years { years, .. } => years > 0 && self.thanked.is_none(),
            Why::Best { .. } => !since(a_year_ago, self.met),
        }
    }
}

/// The anniversary of `first` within the week that begins today, and how many years it makes.
fn anniversary(first: NaiveDate, today: NaiveDate) -> Option<(NaiveDate, u32)> {
    let day = (0..7)
        .map(|ahead| today + Days::new(ahead))
        .find(|day| (day.month(), day.day()) == (first.month(), first.day()))?;
    let years = u32::try_from(day.year() - first.year()).ok()?;
    Some((day, years))
}

/// The few to name, of all that hold (each kind in its order): one of each kind, the most pressing first, then a second of each;
/// nobody twice.
fn chosen(mut by_kind: Vec<Vec<Known>>) -> Vec<Occasion> {
    for list in &mut by_kind {
        list.reverse();
    }
    let (mut few, mut named) = (Vec::new(), HashSet::new());
    let mut best = 0;
    while few.len() < A_DAY && by_kind.iter().any(|list| !list.is_empty()) {
        for list in &mut by_kind {
            let next = loop {
                match list.pop() {
                    Some(one) if named.contains(&one.customer) => {}
                    other => break other,
                }
            };
            let Some(one) = next.filter(|_| few.len() < A_DAY) else {
                continue;
            };
            if one.why.kind() == WhyKind::Best {
                if best == BEST_A_DAY {
                    continue;
                }
                best += 1;
            }
            named.insert(one.customer);
            few.push(Occasion {
                customer: one.customer,
                name: one.name,
                purpose: one.why.purpose(),
                why: one.why,
            });
        }
    }
    few.sort_by_key(|occasion| occasion.why.kind());
    few
}
