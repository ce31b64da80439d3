//! Promises: something said to a customer, with a day by which it is due.
//!
//! Days decide, not hours: what is kept on the day it was due is kept on time, and what is open the day after is late. A promise
//! whose day is moved is a broken one and a new one in its place.

mod ops;
mod rate;
mod sql;
#[cfg(test)]
mod tests;

use chrono::{NaiveDate, TimeDelta};

use crate::customer::one_line;
use crate::error::{Error, Reason, Result};
use crate::ids::{CustomerId, MomentId};
use crate::moment::{bounded, minute_of_day};

pub(crate) use sql::open_of;

pub use rate::{ENOUGH, PromiseRate, PromiseSpan};

/// The furthest a promise may reach, days: ten years.
const FURTHEST: i64 = 3_660;

/// How a promise ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum PromiseOutcome {
    /// It was done, in time or not.
    Kept,
    /// It was not done.
    Broken,
    /// Its day was moved: it is broken, and another stands in its place.
    Renegotiated,
}

/// Where a promise stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum PromiseState {
    /// Its day has passed and it is still to be kept.
    Late,
    /// It is to be kept today.
    Due,
    /// It is to be kept one day.
    Open,
    /// Kept on the day it was due, or before.
    KeptOnTime,
    /// Kept after that day.
    KeptLate,
    /// Not kept.
    Broken,
    /// Moved to another day.
    Renegotiated,
}

impl PromiseState {
    /// Where a promise due on `due` that ended so, on that day, stands on `today`.
    #[must_use]
    pub fn of(
        due: NaiveDate,
        ended: Option<(PromiseOutcome, NaiveDate)>,
        today: NaiveDate,
    ) -> Self {
        match ended {
            Some((PromiseOutcome::Kept, on)) if on <= due => Self::KeptOnTime,
            Some((PromiseOutcome::Kept, _)) => Self::KeptLate,
            Some((PromiseOutcome::Broken, _)) => Self::Broken,
            Some((PromiseOutcome::Renegotiated, _)) => Self::Renegotiated,
            None if due < today => Self::Late,
            None if due == today => Self::Due,
            None => Self::Open,
        }
    }

    /// Whether it is still to be kept.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Late | Self::Due | Self::Open)
    }
}

/// A promise as a person makes it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PromiseDraft {
    /// The day it was made, not after today.
    pub day: NaiveDate,
    /// Minute of that day, 0 to 1439, where known.
    pub minute: Option<u32>,
    /// What was promised.
    pub text: String,
    /// Who of the team answers for it.
    pub who: Option<String>,
    /// The day it is due, not before the day it was made.
    pub due: NaiveDate,
    /// Minute of that day, 0 to 1439; none for any time.
    pub due_minute: Option<u32>,
    /// The complaint it belongs to, of the same customer.
    pub complaint: Option<MomentId>,
}

impl PromiseDraft {
    /// The draft with blanks trimmed, if it can be made on `today`.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field.
    pub fn tidied(mut self, today: NaiveDate) -> Result<Self> {
        if self.day > today {
            return Err(Error::invalid("day", Reason::InTheFuture));
        }
        minute_of_day(self.minute)?;
        follows(self.day, self.minute, self.due, self.due_minute)?;
        (self.text, self.who) = worded(&self.text, self.who.as_deref())?;
        Ok(self)
    }
}

/// Whether what is due then follows what was said at that time, within ten years.
fn follows(
    day: NaiveDate,
    minute: Option<u32>,
    due: NaiveDate,
    due_minute: Option<u32>,
) -> Result<()> {
    if due_minute.is_some_and(|minute| minute > 1_439) {
        return Err(Error::invalid("dueMinute", Reason::OutOfRange));
    }
    if due < day {
        return Err(Error::invalid("due", Reason::TooEarly));
    }
    let before = due == day && due_minute.zip(minute).is_some_and(|(due, made)| due < made);
    if before {
        return Err(Error::invalid("dueMinute", Reason::TooEarly));
    }
    if due - day > TimeDelta::days(FURTHEST) {
        return Err(Error::invalid("due", Reason::OutOfRange));
    }
    Ok(())
}

/// What was promised and by whom, without blanks at the ends.
fn worded(text: &str, who: Option<&str>) -> Result<(String, Option<String>)> {
    let text = bounded(text)?;
    if text.is_empty() {
        return Err(Error::invalid("text", Reason::Empty));
    }
    let who = who.map(one_line).filter(|who| !who.is_empty());
    if who.as_ref().is_some_and(|who| who.chars().count() > 200) {
        return Err(Error::invalid("who", Reason::TooLong));
    }
    Ok((text, who))
}

/// How a promise is settled.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(
    tag = "outcome",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Settlement {
    /// It was done.
    Kept {
        /// The day, from the one it was made to today.
        on: NaiveDate,
    },
    /// It was not, and will not be.
    Broken,
    /// It will be, another day: this counts as broken.
    Renegotiated {
        /// The new day, not before today.
        due: NaiveDate,
        /// Minute of that day; none for any time.
        due_minute: Option<u32>,
    },
}

/// Something promised to a customer. (To the page, whose language has promises of its own, it goes by another name.)
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "PromiseMade", rename_all = "camelCase")]
pub struct Promise {
    /// Identifier.
    pub id: MomentId,
    /// To whom.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// The complaint it belongs to.
    pub complaint: Option<MomentId>,
    /// The day it was made.
    pub day: NaiveDate,
    /// Minute of that day, where known.
    pub minute: Option<u32>,
    /// What was promised.
    pub text: String,
    /// Who of the team answers for it.
    pub who: Option<String>,
    /// The day it is due.
    pub due: NaiveDate,
    /// Minute of that day; none for any time.
    pub due_minute: Option<u32>,
    /// How it ended; none while it is still to be kept.
    pub outcome: Option<PromiseOutcome>,
    /// The day it ended.
    pub outcome_on: Option<NaiveDate>,
    /// What was said about that.
    pub outcome_note: Option<String>,
    /// The promise in whose place it stands.
    pub instead_of: Option<MomentId>,
    /// Where it stands today.
    pub state: PromiseState,
}
