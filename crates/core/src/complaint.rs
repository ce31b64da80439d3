//! Complaints: cases with a life of their own, each with one person who answers for it from end to end.
//!
//! A complaint is a row and its steps. Where it stands, whose error it was, whether anything is late: all of that is what
//! the steps come to ([`life`], [`clock`]), so history cannot disagree with it.

pub mod clock;
pub mod figures;
pub mod hours;
pub mod life;

mod causes;
mod draft;
mod measure;
mod ops;
mod sql;
#[cfg(test)]
mod tests;

use chrono::{NaiveDate, NaiveDateTime};

use crate::attachment::Attachment;
use crate::customer::Channel;
use crate::feeling::Feeling;
use crate::ids::{CauseId, CustomerId, MomentId, StepId};
use crate::money::Amount;

pub use causes::Cause;
pub use clock::{Breach, ClockReading, ComplaintGoals, Late, When};
pub use draft::{ActionDraft, ComplaintDraft, GestureDraft, StepDraft};
pub use life::{State, StepKind};

pub(crate) use sql::{oldest_open, open_of};

/// Something that happened to a complaint.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "ComplaintStepMade", rename_all = "camelCase")]
pub struct Step {
    /// Identifier; a later one was noted later.
    pub id: StepId,
    /// What happened.
    pub kind: StepKind,
    /// When.
    pub when: When,
    /// Who of the team, or of them.
    pub who: Option<String>,
    /// In free words.
    pub text: String,
    /// When they are to hear from us after it.
    pub next: Option<When>,
}

/// A complaint as boards and lists show it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ComplaintRow {
    /// Identifier.
    pub id: MomentId,
    /// Whose.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// When it was received.
    pub received: When,
    /// What went wrong, in their words.
    pub text: String,
    /// Who answers for it.
    pub accountable: Option<String>,
    /// The name of its cause.
    pub cause: Option<String>,
    /// Where it stands.
    pub state: State,
    /// When it came there.
    pub since: When,
    /// Whether we said the error is ours; none while we said nothing.
    pub ours: Option<bool>,
    /// What the clock shows.
    pub clock: ClockReading,
    /// What may happen next.
    pub allowed: Vec<StepKind>,
}

/// What prevents a repeat.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct CorrectiveAction {
    /// Identifier.
    pub id: StepId,
    /// What is to be done.
    pub text: String,
    /// What it costs, in the notebook's currency.
    pub cost: Amount,
    /// By when.
    pub due: NaiveDate,
    /// The day it was done.
    pub done_on: Option<NaiveDate>,
}

/// What a gesture gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "ComplaintGestureKind", rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum Given {
    /// A present.
    Gift,
    /// Less to pay.
    Discount,
    /// Money back.
    Refund,
    /// The thing once more.
    Replacement,
    /// A card written by hand.
    Card,
    /// Something done for them.
    Service,
}

/// Goodwill after this complaint.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "ComplaintGesture", rename_all = "camelCase")]
pub struct Gesture {
    /// Identifier.
    pub id: MomentId,
    /// When.
    pub when: When,
    /// What it gives.
    pub what: Given,
    /// What it costs.
    pub cost: Amount,
    /// Of which currency.
    pub currency: String,
    /// In a few words.
    pub text: String,
    /// Who of the team.
    pub who: Option<String>,
    /// What they felt then.
    pub feeling: Option<Feeling>,
}

/// Something promised because of this complaint.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "ComplaintPromise", rename_all = "camelCase")]
pub struct Promised {
    /// Identifier.
    pub id: MomentId,
    /// What.
    pub text: String,
    /// Made.
    pub when: When,
    /// By when.
    pub due: When,
    /// What became of it: `kept`, `broken` or `renegotiated`; none while it is open.
    pub outcome: Option<String>,
    /// The day that was noted.
    pub outcome_on: Option<NaiveDate>,
}

/// The purchase a complaint is about.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ComplainedOf {
    /// Identifier.
    pub id: MomentId,
    /// Its day.
    pub day: NaiveDate,
    /// Its amount.
    pub amount: Amount,
    /// Of which currency.
    pub currency: String,
}

/// All there is about a complaint.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Complaint {
    /// What boards show of it.
    pub row: ComplaintRow,
    /// How it reached us.
    pub channel: Option<Channel>,
    /// What they ask for.
    pub asked: Option<String>,
    /// The purchase it is about.
    pub purchase: Option<ComplainedOf>,
    /// Its cause.
    pub cause: Option<CauseId>,
    /// When they were to hear first.
    pub first_due: Option<When>,
    /// What happened, in order.
    pub steps: Vec<Step>,
    /// When and by whom an apology was made first.
    pub apology: Option<Step>,
    /// How often they had to come back or repeat.
    pub chased: u32,
    /// What prevents a repeat.
    pub actions: Vec<CorrectiveAction>,
    /// Goodwill.
    pub gestures: Vec<Gesture>,
    /// What was promised.
    pub promises: Vec<Promised>,
    /// What gestures and actions cost together, in the notebook's currency.
    pub cost: Amount,
    /// The civil moment it is.
    pub now: NaiveDateTime,
    /// When one would tell them next by default: the same time on the next open day.
    pub next_due: When,
    /// What they felt when they complained.
    pub feeling: Option<Feeling>,
    /// Files kept with it.
    pub attachments: Vec<Attachment>,
}

/// An unsettled complaint, as a journey announces it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct OpenComplaint {
    /// Identifier.
    pub id: MomentId,
    /// The day it was received.
    pub day: NaiveDate,
    /// What went wrong, in their words.
    pub text: String,
}

/// Which complaints to list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Which {
    /// Those of the board: all that are not closed, and those closed within the last 30 days.
    #[default]
    Board,
    /// Those still to be settled.
    Open,
    /// All.
    All,
}

impl Step {
    /// What the clock looks at.
    pub(crate) const fn tick(&self) -> clock::Tick {
        clock::Tick {
            kind: self.kind,
            when: self.when,
            next: self.next,
        }
    }
}
