//! Moments a person notes in one go: purchases, exchanges, notes, absences, gestures, praise, ratings, departures.
//! Together with contacts, complaints, promises and payment plans they are the journey. Edits and removals stay in the
//! notebook's history.

mod draft;
mod history;
mod kinds;
mod ops;
mod remove;
mod rows;
mod sql;

pub use draft::{MomentDraft, Noting};
pub use history::Version;
pub use kinds::{DepartureReason, GestureKind, RatingScale};
pub(crate) use remove::whose;
pub(crate) use sql::insert as note;

use crate::customer::{MAX_TEXT, one_line};
use crate::error::{Error, Reason, Result};
use crate::ids::MomentId;

/// One article of a purchase.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// What it is.
    pub label: String,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<f64>,
    /// The price of one, in units of the currency (12.5 is 12,50 €), for showing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
}

/// The kind of a moment.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    sqlx::Type,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum MomentKind {
    /// A purchase or a refund.
    Purchase,
    /// A call, visit, message.
    Exchange,
    /// A note.
    Note,
    /// A known absence.
    Absence,
    /// A planned contact and its outcome.
    Contact,
    /// A gesture of goodwill.
    Gesture,
    /// A thank-you received.
    Praise,
    /// A question of satisfaction.
    Rating,
    /// Why they left.
    Departure,
    /// A complaint, with a life of its own.
    Complaint,
    /// Something promised.
    Promise,
    /// Instalments agreed.
    PaymentPlan,
    /// Somebody they brought; it follows from that customer's record.
    Referral,
}

/// Who reached out to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum Direction {
    /// They came to us.
    In,
    /// We went to them.
    Out,
}

/// What an exchange was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum ExchangePurpose {
    /// Serving them.
    Service,
    /// Advising them.
    Advice,
    /// Thanking them.
    Thanks,
    /// Selling to them.
    Selling,
}

/// Which moment: ids are unique, the kind says where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct MomentKey {
    /// Its kind.
    pub kind: MomentKind,
    /// Its identifier.
    pub id: MomentId,
}

pub(crate) fn minute_of_day(minute: Option<u32>) -> Result<()> {
    if minute.is_some_and(|minute| minute > 1_439) {
        Err(Error::invalid("minute", Reason::OutOfRange))
    } else {
        Ok(())
    }
}

/// One line of text, or none where nothing is left of it.
fn short(text: Option<String>, field: &'static str) -> Result<Option<String>> {
    if text.as_ref().is_some_and(|text| text.len() > MAX_TEXT) {
        return Err(Error::invalid(field, Reason::TooLong));
    }
    Ok(text
        .map(|text| one_line(&text))
        .filter(|text| !text.is_empty()))
}

/// Free text without blanks at the ends and not longer than can be kept.
pub(crate) fn bounded(text: &str) -> Result<String> {
    let text = text.trim();
    if text.len() > MAX_TEXT {
        Err(Error::invalid("text", Reason::TooLong))
    } else {
        Ok(text.to_owned())
    }
}
