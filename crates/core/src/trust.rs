//! Trust: an index between 0 and its ceiling, with a reason for each step. A pure fold over what is noted about a customer;
//! purchases do not count, they are the other axis. The formulas and the order within a day are in `docs/trust.md`.

mod case;
mod evidence;
mod fold;
mod ops;
mod sql;
#[cfg(test)]
mod tests;
mod weights;

use chrono::NaiveDate;

use crate::ids::MomentId;
use crate::moment::ExchangePurpose;

pub use evidence::{Compared, Meaning, Returned};
pub use fold::fold;
pub use ops::{Change, Preview, Told, Trust, Whole};
pub use weights::{Breach, Weights};

pub(crate) use case::Case;
pub(crate) use sql::{Related, everybody, some};

/// Where everybody starts.
pub const START: f64 = 50.0;

/// The highest ceiling there is: that of whoever was never let down.
pub const CEILING: f64 = 100.0;

/// The most of what a ceiling lost that a sincere recovery can give back, percent.
pub const MOST_RECOVERED: u32 = 80;

/// Points as a person reads them: whole ones, halves away from zero, so that 52.5 is 53 wherever it is shown and −12.5 is −13.
#[must_use]
pub fn whole(points: f64) -> i32 {
    // An index of at most 100.
    points.round() as i32
}

/// How a promise ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// As said.
    Kept,
    /// Not.
    Broken,
    /// Moved, which is a broken one; the new one stands for itself.
    Renegotiated,
}

/// A step of a complaint that has to do with trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseStep {
    /// The error was denied.
    Denied,
    /// The error was acknowledged.
    Acknowledged,
    /// Somebody apologised.
    Apology,
    /// It was put right.
    Solved,
    /// Somebody asked afterwards whether all is well.
    Checked,
    /// It was closed.
    Closed,
    /// It was not right after all.
    Reopened,
}

/// What an entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Goodwill.
    Gesture,
    /// A thank-you received.
    Praise,
    /// An answer to a question of satisfaction: content, discontent, or neither.
    Rating {
        /// `Some(true)` is content, `Some(false)` discontent.
        content: Option<bool>,
    },
    /// A word exchanged.
    Exchange {
        /// What for.
        purpose: Option<ExchangePurpose>,
    },
    /// Something promised.
    Promise {
        /// The last day to keep it.
        due: NaiveDate,
        /// How it ended and when; none while it is open.
        ended: Option<(Ending, NaiveDate)>,
        /// The complaint it belongs to.
        complaint: Option<MomentId>,
    },
    /// Something went wrong; the entry's id is the complaint's.
    Complaint,
    /// A step of a complaint.
    Step {
        /// Which complaint.
        complaint: MomentId,
        /// The step.
        step: CaseStep,
    },
    /// Something felt; the entry's id is that of the moment it was felt in.
    Feeling {
        /// Relief, contentment, gratitude, delight or trust; else anger and its like.
        good: bool,
        /// 1 to 3.
        intensity: u8,
        /// Whether they say so to others.
        told_around: bool,
    },
    /// Somebody they brought; the entry's id is that customer's.
    Referral {
        /// Whether that customer bought.
        bought: bool,
    },
}

/// Something noted about a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Which moment.
    pub id: MomentId,
    /// The day.
    pub day: NaiveDate,
    /// Minute of the day, where known; only the steps of one complaint are put in order by it.
    pub minute: Option<u32>,
    /// What.
    pub what: What,
}

/// Why trust moved.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "TrustReason", rename_all = "camelCase")]
pub enum Reason {
    /// A gesture.
    Gesture,
    /// They said thank you.
    Praise,
    /// They answered that they are content.
    GoodRating,
    /// They answered that they are not.
    BadRating,
    /// They were thanked.
    Thanks,
    /// They were served, without anything being sold.
    Service,
    /// They were advised.
    Advice,
    /// A promise was kept in time.
    PromiseKept,
    /// A promise was kept late, or is overdue.
    PromiseLate,
    /// A promise was broken or moved.
    PromiseBroken,
    /// They brought somebody.
    Referral,
    /// They felt well.
    FeltWell,
    /// They felt ill.
    FeltIll,
    /// Something went wrong.
    Complaint,
    /// The error was denied: it weighs twice.
    Denied,
    /// It was put right sincerely: acknowledged, apologised for, fixed and checked afterwards.
    Recovered,
    /// What seemed put right was not.
    Reopened,
}

impl Reason {
    /// Whether it lowers the ceiling.
    #[must_use]
    pub const fn is_breach(self) -> bool {
        matches!(
            self,
            Self::Complaint | Self::Denied | Self::PromiseBroken | Self::PromiseLate
        )
    }

    /// Whether it can be what an entry of this kind did: a moment can be felt, and be a gesture, under one id.
    const fn tells(self, what: &What) -> bool {
        let felt = matches!(self, Self::FeltWell | Self::FeltIll);
        matches!(what, What::Feeling { .. }) == felt
    }
}

/// What one moment did to trust.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "TrustStep", rename_all = "camelCase")]
pub struct Step {
    /// The day.
    pub day: NaiveDate,
    /// Why.
    pub reason: Reason,
    /// Which moment: a complaint's own id for its steps, the customer brought for a referral.
    pub moment: MomentId,
    /// What trust gained, or lost where it is negative.
    pub moved: f64,
    /// What the ceiling lost (negative) or was given back.
    pub ceiling_moved: f64,
    /// Trust afterwards, 0 to its ceiling.
    pub trust: f64,
    /// The ceiling afterwards, at most 100.
    pub ceiling: f64,
}

/// What all moments came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// Trust, 0 to its ceiling.
    pub trust: f64,
    /// The ceiling, at most 100.
    pub ceiling: f64,
    /// Each step, in order.
    pub steps: Vec<Step>,
    /// How often they were let down: complaints, and promises late or broken.
    pub incidents: u32,
    /// The latest time they were let down that was not sincerely put right.
    pub unhealed: Option<(NaiveDate, Reason)>,
}
