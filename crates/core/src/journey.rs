//! The journey: all moments of one customer in order, drawn as a thread and written as a journal.

mod body;
mod journal;
mod ops;
mod sql;

pub use body::{CaseStands, MomentBody, PromiseEnd, StepOn};

use chrono::NaiveDate;

use crate::attachment::Attachment;
use crate::behaviour::Behaviour;
use crate::chance::Saying;
use crate::complaint::OpenComplaint;
use crate::contact::{Contact, Outcome};
use crate::customer::{Channel, Customer};
use crate::departure::Departure;
use crate::feeling::{Emotion, Feeling};
use crate::ids::MomentId;
use crate::moment::MomentKind;
use crate::money::Amount;
use crate::plan::{Owing, PaymentPlan};
use crate::promise::Promise;
use crate::referral::Referrals;
use crate::standing::Standing;
use crate::trust::Trust;
use crate::winback::{Guardrail, Suggestion};

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Moment {
    /// Identifier; the kind is in the body.
    pub id: MomentId,
    /// The day.
    pub day: NaiveDate,
    /// Minute of the day, where known.
    pub minute: Option<u32>,
    /// What it says.
    pub body: MomentBody,
    /// What they felt.
    pub feeling: Option<Feeling>,
    /// Files kept with it.
    pub attachments: Vec<Attachment>,
    /// When it was last corrected, an instant in UTC.
    pub corrected: Option<String>,
}

/// A page of the journal, newest first.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Journal {
    /// How many moments the filter lets through.
    pub total: u32,
    /// The moments of the page.
    pub moments: Vec<Moment>,
}

/// A day with purchases, as the thread draws it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ThreadPurchase {
    /// The day.
    pub day: NaiveDate,
    /// What came in that day, refunds taken off.
    pub amount: Amount,
}

/// A time without them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ThreadAbsence {
    /// From when: the day they were expected again, or the first day of a known absence.
    pub from: NaiveDate,
    /// Until when: the next visit, the last day of a known absence, or today.
    pub until: NaiveDate,
    /// Drifting, on holiday or gone; none for an absence that was announced.
    pub behaviour: Option<Behaviour>,
    /// Why, for one that was announced.
    pub reason: Option<String>,
}

/// A moment that is not a purchase, as the thread marks it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ThreadMark {
    /// Which moment.
    pub id: MomentId,
    /// Its kind: anything but a purchase or an absence.
    pub kind: MomentKind,
    /// The day.
    pub day: NaiveDate,
    /// How, for exchanges and contacts.
    pub channel: Option<Channel>,
    /// How it went, for contacts made.
    pub outcome: Option<Outcome>,
    /// Whether a purchase followed.
    pub came_back: bool,
    /// What they felt.
    pub emotion: Option<Emotion>,
}

/// The thread of the relationship, over the whole life.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Thread {
    /// The first day there is something to draw.
    pub from: NaiveDate,
    /// Today, or the day of the last contact planned.
    pub until: NaiveDate,
    /// Days with purchases, in order.
    pub purchases: Vec<ThreadPurchase>,
    /// Times without them, in order.
    pub absences: Vec<ThreadAbsence>,
    /// All the other moments, in order.
    pub marks: Vec<ThreadMark>,
}

/// Everything the client page shows but the journal, which comes in pages.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Journey {
    /// The day it is.
    pub today: NaiveDate,
    /// Who.
    pub customer: Customer,
    /// Where they stand.
    pub standing: Standing,
    /// What can be said of their return.
    pub outlook: Saying,
    /// The shop's rhythm their own is shrunk towards, days.
    pub shop_rhythm: f64,
    /// The thread.
    pub thread: Thread,
    /// What to do next; none while they are on time and welcomed, closed or not to be profiled.
    pub next: Option<Suggestion>,
    /// Reasons not to contact them.
    pub guardrails: Vec<Guardrail>,
    /// Contacts still to be made.
    pub contacts: Vec<Contact>,
    /// Their complaints that are not settled, the oldest first.
    pub complaints: Vec<OpenComplaint>,
    /// Whom they brought, and what that came to.
    pub brought: Referrals,
    /// Payment plans agreed with them, latest first.
    pub plans: Vec<PaymentPlan>,
    /// What they owe by the books and no plan spreads.
    pub owing: Option<Owing>,
    /// Why they left, each time they did, latest first.
    pub departures: Vec<Departure>,
    /// Promises still to be kept, the first due first.
    pub promises: Vec<Promise>,
    /// How much they trust the shop and how they feel about it; none for whoever asked not to be profiled.
    pub trust: Option<Trust>,
}
