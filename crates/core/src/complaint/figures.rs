//! What the handling of complaints comes to. Each figure says of how many it speaks, and keeps the list behind it.

use chrono::{Days, NaiveDate};

use super::clock::{Breach, ClockReading, Late, When};
use super::life::{State, StepKind, after};
use crate::cohort::Share;
use crate::ids::{CauseId, CustomerId, MomentId};
use crate::money::Amount;

/// Fewer than these say nothing.
pub const ENOUGH: u32 = 10;

/// Days after a solution in which reopening undoes it.
const REOPENED_WITHIN: u64 = 14;

/// Days after a solution in which the same cause must not strike the same customer again.
const BACK_WITHIN: u64 = 30;

/// One complaint (or promise) behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "ComplaintFigureRow", rename_all = "camelCase")]
pub struct Behind {
    /// The complaint.
    pub complaint: MomentId,
    /// Whose.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// The day the complaint was received.
    pub day: NaiveDate,
    /// Whether it counts as a yes.
    pub yes: bool,
    /// Open minutes, or times, where the figure counts them.
    pub count: Option<u32>,
}

/// A share of complaints, with those behind it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "ComplaintRate", rename_all = "camelCase")]
pub struct Rate {
    /// The share and its interval; none where there is nothing to count.
    pub share: Option<Share>,
    /// Whether they are enough to speak of: ten or more.
    pub enough: bool,
    /// Those behind it, the latest first.
    pub behind: Vec<Behind>,
}

impl Rate {
    fn of(behind: Vec<Behind>) -> Self {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let of = count(behind.len());
        let n = count(behind.iter().filter(|one| one.yes).count());
        Self {
            share: (of > 0).then(|| Share::new(n, of)),
            enough: of >= ENOUGH,
            behind,
        }
    }
}

/// What one cause has cost.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct CauseCost {
    /// The cause; none for complaints without one.
    pub cause: Option<CauseId>,
    /// Its name.
    pub name: Option<String>,
    /// Complaints it led to.
    pub complaints: u32,
    /// What gestures cost.
    pub gestures: Amount,
    /// What corrective actions cost.
    pub actions: Amount,
    /// Complaints with a corrective action that was carried out.
    pub corrected: u32,
}

/// The figures of the complaints received within a time.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "ComplaintFigures", rename_all = "camelCase")]
pub struct Figures {
    /// The first day of that time.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// Complaints received.
    pub received: u32,
    /// Of those answered, or not answered in time: whether in time, with the open minutes it took.
    pub reply: Rate,
    /// The median of these minutes.
    pub reply_median: Option<f64>,
    /// Of those solved 30 days ago or longer: whether at first contact.
    pub first_contact: Rate,
    /// Of all: whether they had to come back or repeat, and how often.
    pub repeats: Rate,
    /// Of promises that are settled or due: whether they were kept on time. A promise that was moved was not.
    pub promises: Rate,
    /// Of those closed for longer than twice their rhythm: whether they bought again within it.
    pub recovered: Rate,
    /// What each cause has cost, the dearest first.
    pub causes: Vec<CauseCost>,
}

/// What the figures look at in a complaint.
#[derive(Debug, Clone)]
pub struct Case {
    /// The complaint.
    pub id: MomentId,
    /// Whose.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// When it was received.
    pub received: When,
    /// Its cause, with its name.
    pub cause: Option<(CauseId, String)>,
    /// Its steps in order.
    pub steps: Vec<(StepKind, When)>,
    /// What its clock shows.
    pub clock: ClockReading,
    /// What its gestures cost.
    pub gestures: Amount,
    /// What its corrective actions cost.
    pub actions: Amount,
    /// Whether one of them was carried out.
    pub corrected: bool,
    /// Its promises: the day each was due, whether it was kept on time; none while that is open and the day not over.
    pub promises: Vec<Option<bool>>,
    /// The rhythm of the customer, days, and the days they bought. None where they are not to be profiled.
    pub habit: Option<(f64, Vec<NaiveDate>)>,
}

impl Case {
    fn row(&self, yes: bool, count: Option<u32>) -> Behind {
        Behind {
            complaint: self.id,
            customer: self.customer,
            name: self.name.clone(),
            day: self.received.day,
            yes,
            count,
        }
    }

    fn times(&self, kind: StepKind) -> u32 {
        let times = self.steps.iter().filter(|(step, _)| *step == kind).count();
        u32::try_from(times).unwrap_or(u32::MAX)
    }

    fn first(&self, kind: StepKind) -> Option<NaiveDate> {
        let step = self.steps.iter().find(|(step, _)| *step == kind);
        step.map(|(_, when)| when.day)
    }

    /// Whether they had to speak to us again: they came back, or gave what we waited for.
    fn spoke_again(&self) -> bool {
        let mut state = State::Received;
        self.steps.iter().any(|(step, _)| {
            let answered = state == State::Waiting && *step == StepKind::Progress;
            state = after(state, *step).unwrap_or(state);
            answered || *step == StepKind::Chased
        })
    }
}

/// The figures of these cases, the latest first, as of `today`. `all` are the customers' complaints of whatever time.
#[must_use]
pub fn figures(
    cases: &[Case],
    all: &[(CustomerId, Option<CauseId>, MomentId, NaiveDate)],
    (from, to): (NaiveDate, NaiveDate),
    reply_goal: u32,
) -> Figures {
    let replied: Vec<Behind> = cases
        .iter()
        .filter_map(|case| {
            let late = |breach: &Breach| breach.what == Late::Reply;
            match case.clock.first_reply {
                Some(took) => Some(case.row(took <= reply_goal, Some(took))),
                // Not answered and too late already: leaving it out would flatter.
                None => case
                    .clock
                    .breaches
                    .iter()
                    .any(late)
                    .then(|| case.row(false, None)),
            }
        })
        .collect();
    let reply_median = median(replied.iter().filter_map(|one| one.count).collect());
    let first_contact = cases
        .iter()
        .filter_map(|case| at_first_contact(case, all, to))
        .collect();
    let repeats = cases
        .iter()
        .map(|case| {
            let times = case.times(StepKind::Chased);
            case.row(times > 0, Some(times))
        })
        .collect();
    let promises = cases
        .iter()
        .flat_map(|case| {
            case.promises
                .iter()
                .flatten()
                .map(|kept| case.row(*kept, None))
        })
        .collect();
    let recovered = cases
        .iter()
        .filter_map(|case| recovered(case, to))
        .collect();
    Figures {
        from,
        to,
        received: u32::try_from(cases.len()).unwrap_or(u32::MAX),
        reply: Rate::of(replied),
        reply_median,
        first_contact: Rate::of(first_contact),
        repeats: Rate::of(repeats),
        promises: Rate::of(promises),
        recovered: Rate::of(recovered),
        causes: by_cause(cases),
    }
}

/// Solved at first contact: no further word from the customer, not reopened within 14 days, the same cause not back with
/// them within 30. None before these days are over.
fn at_first_contact(
    case: &Case,
    all: &[(CustomerId, Option<CauseId>, MomentId, NaiveDate)],
    today: NaiveDate,
) -> Option<Behind> {
    let solved = case.first(StepKind::Solved)?;
    let until = solved + Days::new(BACK_WITHIN);
    if until > today {
        return None;
    }
    let reopened = case
        .first(StepKind::Reopened)
        .is_some_and(|day| day <= solved + Days::new(REOPENED_WITHIN));
    let cause = case.cause.as_ref().map(|(id, _)| *id);
    let back = cause.is_some()
        && all.iter().any(|(customer, other, id, day)| {
            *customer == case.customer
                && *other == cause
                && *id != case.id
                && *day >= case.received.day
                && *day <= until
        });
    Some(case.row(!case.spoke_again() && !reopened && !back, None))
}

/// Whether they bought again within twice their rhythm after it was closed. None before that time is over.
fn recovered(case: &Case, today: NaiveDate) -> Option<Behind> {
    let (rhythm, bought) = case.habit.as_ref()?;
    let last = case
        .steps
        .last()
        .filter(|(step, _)| *step == StepKind::Closed)?;
    let closed = last.1.day;
    // Rhythms are days, above zero and far below u64's range.
    let until = closed.checked_add_days(Days::new((2.0 * rhythm).ceil() as u64))?;
    if until >= today {
        return None;
    }
    let again = bought.iter().any(|day| *day > closed && *day <= until);
    Some(case.row(again, None))
}

fn by_cause(cases: &[Case]) -> Vec<CauseCost> {
    let mut causes: Vec<CauseCost> = Vec::new();
    for case in cases {
        let cause = case.cause.as_ref().map(|(id, _)| *id);
        let at = causes
            .iter()
            .position(|one| one.cause == cause)
            .unwrap_or_else(|| {
                causes.push(CauseCost {
                    cause,
                    name: case.cause.as_ref().map(|(_, name)| name.clone()),
                    complaints: 0,
                    gestures: Amount::ZERO,
                    actions: Amount::ZERO,
                    corrected: 0,
                });
                causes.len() - 1
            });
        let one = &mut causes[at];
        one.complaints += 1;
        one.gestures = one.gestures + case.gestures;
        one.actions = one.actions + case.actions;
        one.corrected += u32::from(case.corrected);
    }
    causes.sort_by(|a, b| {
        let dear = |one: &CauseCost| one.gestures + one.actions;
        (dear(b), b.complaints, &a.name).cmp(&(dear(a), a.complaints, &b.name))
    });
    causes
}

/// The middle of these numbers; between two, the middle of both.
fn median(mut counts: Vec<u32>) -> Option<f64> {
    counts.sort_unstable();
    let half = counts.len() / 2;
    let high = f64::from(*counts.get(half)?);
    if counts.len() % 2 == 1 {
        return Some(high);
    }
    Some((f64::from(counts[half - 1]) + high) / 2.0)
}
