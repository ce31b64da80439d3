//! The journey: all moments of one customer in order, drawn as a thread and written as a journal.

mod ops;
mod sql;

use chrono::NaiveDate;

use crate::behaviour::Behaviour;
use crate::chance::Saying;
use crate::complaint::OpenComplaint;
use crate::contact::{Contact, ContactPurpose, Outcome};
use crate::customer::{Channel, Customer};
use crate::departure::Departure;
use crate::ids::MomentId;
use crate::moment::{Direction, ExchangePurpose, Item, MomentKind};
use crate::money::Amount;
use crate::plan::{Owing, PaymentPlan};
use crate::promise::Promise;
use crate::referral::Referrals;
use crate::standing::Standing;
use crate::trust::Trust;
use crate::winback::{Guardrail, Suggestion};

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
}

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
    /// Its kind: exchange, note or contact.
    pub kind: MomentKind,
    /// The day.
    pub day: NaiveDate,
    /// How, for exchanges and contacts.
    pub channel: Option<Channel>,
    /// How it went, for contacts made.
    pub outcome: Option<Outcome>,
    /// Whether a purchase followed.
    pub came_back: bool,
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
    /// Exchanges, notes and contacts, in order.
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
