//! What an entry of the journal says, by kind.

use chrono::NaiveDate;

use crate::complaint::StepKind;
use crate::contact::{ContactPurpose, Outcome};
use crate::customer::Channel;
use crate::ids::{CustomerId, MomentId};
use crate::moment::{DepartureReason, Direction, ExchangePurpose, GestureKind, Item, RatingScale};
use crate::money::Amount;

/// What a moment says, by kind.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum MomentBody {
    /// A purchase, or with a negative amount a refund.
    Purchase {
        /// How much.
        amount: Amount,
        /// Of which currency.
        currency: String,
        /// Ticket or invoice number.
        reference: Option<String>,
        /// The day of the purchase it refunds.
        refund_of: Option<NaiveDate>,
        /// What was bought.
        items: Option<Vec<Item>>,
        /// Who served.
        served_by: Option<String>,
        /// In a few words.
        note: Option<String>,
        /// The visit before this one.
        previous: Option<NaiveDate>,
        /// The day it was paid in full, for an invoice.
        paid_on: Option<NaiveDate>,
        /// The last day it was known not to be paid, for an invoice.
        unpaid_on: Option<NaiveDate>,
    },
    /// A call, visit, message.
    Exchange {
        /// How.
        channel: Channel,
        /// Who reached out.
        direction: Direction,
        /// What for.
        purpose: Option<ExchangePurpose>,
        /// Who of the team.
        who: Option<String>,
        /// What was learnt.
        text: String,
    },
    /// A note.
    Note {
        /// The note.
        text: String,
    },
    /// A known absence.
    Absence {
        /// Last day.
        until: NaiveDate,
        /// Why.
        reason: String,
    },
    /// A planned contact.
    Contact {
        /// How.
        channel: Channel,
        /// What for.
        purpose: ContactPurpose,
        /// What to say.
        note: String,
        /// How it went; none while it is still to be made.
        outcome: Option<Outcome>,
        /// What was said.
        outcome_note: Option<String>,
        /// The day of the purchase that followed.
        came_back_on: Option<NaiveDate>,
    },
    /// A gesture of goodwill.
    Gesture {
        /// What it consisted of.
        what: GestureKind,
        /// What it cost us.
        cost: Amount,
        /// Of which currency.
        currency: String,
        /// In a few words.
        text: String,
        /// Who of the team.
        who: Option<String>,
        /// The day of the complaint it makes up for; none for one made unasked.
        complaint_on: Option<NaiveDate>,
        /// That complaint.
        complaint: Option<MomentId>,
        /// The day of the purchase a refund gives back.
        purchase_on: Option<NaiveDate>,
    },
    /// A thank-you received.
    Praise {
        /// How.
        channel: Option<Channel>,
        /// The colleague who earned it.
        earned_by: Option<String>,
        /// In their words.
        text: String,
    },
    /// A question of satisfaction.
    Rating {
        /// Which.
        scale: RatingScale,
        /// The answer; none while there is none.
        score: Option<u32>,
        /// What they added.
        text: String,
    },
    /// Why they left.
    Departure {
        /// Why.
        reason: DepartureReason,
        /// Whether it could have been avoided; none while nobody knows.
        avoidable: Option<bool>,
        /// To which competitor.
        gone_to: Option<String>,
        /// In a few words.
        text: String,
    },
    /// A complaint.
    Complaint {
        /// How it came.
        channel: Option<Channel>,
        /// What went wrong, in their words.
        text: String,
        /// What they ask for.
        asked: Option<String>,
        /// Who answers for it.
        accountable: Option<String>,
        /// Its root cause.
        cause: Option<String>,
        /// Where its latest step left it; none while it is only received.
        stands: Option<CaseStands>,
        /// The day of that step.
        stands_on: Option<NaiveDate>,
        /// What happened to it, in order.
        #[serde(default)]
        steps: Vec<StepOn>,
    },
    /// Something promised.
    Promise {
        /// What.
        text: String,
        /// Who promised.
        who: Option<String>,
        /// By when.
        due: NaiveDate,
        /// And at which minute of that day, where one was said.
        due_minute: Option<u32>,
        /// How it ended; none while it is open.
        outcome: Option<PromiseEnd>,
        /// When it ended.
        outcome_on: Option<NaiveDate>,
        /// What was said of it.
        outcome_note: Option<String>,
        /// The complaint it was made after.
        complaint: Option<MomentId>,
        /// The day of that complaint.
        complaint_on: Option<NaiveDate>,
    },
    /// Instalments agreed.
    PaymentPlan {
        /// In a few words.
        text: String,
        /// What all instalments come to.
        total: Amount,
        /// What was paid of it.
        paid: Amount,
        /// Of which currency.
        currency: String,
        /// How many instalments.
        instalments: u32,
        /// When the next one is due; none once all are paid.
        next_due: Option<NaiveDate>,
        /// When it was given up before all was paid.
        ended_on: Option<NaiveDate>,
    },
    /// Somebody they brought.
    Referral {
        /// Who.
        customer: CustomerId,
        /// Their name.
        name: String,
        /// The day of their first purchase; none while they only are known.
        first_on: Option<NaiveDate>,
        /// What they spent that day.
        amount: Amount,
        /// Of which currency.
        currency: Option<String>,
    },
}

/// Something that happened to a complaint, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct StepOn {
    /// What.
    pub kind: StepKind,
    /// The day.
    pub day: NaiveDate,
}

/// A step that says where a complaint stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, sqlx::Type,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum CaseStands {
    /// The error was acknowledged.
    Acknowledged,
    /// The error was denied.
    Denied,
    /// The customer has to answer.
    Waiting,
    /// Somebody is at it.
    Progress,
    /// It is solved.
    Solved,
    /// They were asked whether it is.
    Checked,
    /// It is closed.
    Closed,
    /// It came back.
    Reopened,
}

/// How a promise ended.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, sqlx::Type,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum PromiseEnd {
    /// As said.
    Kept,
    /// Not, or not in time.
    Broken,
    /// Broken, and a new one in its place.
    Renegotiated,
}
