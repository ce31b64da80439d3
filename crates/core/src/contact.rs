//! Planned contacts: who to call, write to or visit, when, what for, and how it went.

pub mod ics;
mod many;
mod ops;
mod sql;

use chrono::NaiveDate;

use crate::customer::Channel;
use crate::error::{Error, Reason, Result};
use crate::ids::{ContactId, CustomerId};

pub use many::{ContactsDraft, ContactsPlan, Guarded};

pub(crate) use sql::{close_on_return, give_up};

/// What a contact is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum ContactPurpose {
    /// Ask how they are. Sell nothing.
    News,
    /// Advise them, keep the link.
    Advice,
    /// Thank them.
    Thanks,
    /// Apologise.
    Apology,
    /// Propose a payment plan.
    Plan,
    /// Welcome them back.
    Welcome,
    /// Anything else.
    Other,
}

impl ContactPurpose {
    /// Whether it seeks a return: it counts as a touch, and a purchase answers it.
    #[must_use]
    pub const fn seeks_return(self) -> bool {
        matches!(self, Self::News | Self::Advice | Self::Other)
    }
}

/// How a contact went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum Outcome {
    /// Spoke to them.
    Reached,
    /// Nobody answered.
    NoAnswer,
    /// They want to be left in peace: from now on nobody contacts them.
    Peace,
    /// They said they will come.
    WillCome,
    /// They came.
    Came,
}

/// A contact as a person plans it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ContactDraft {
    /// The day, not before today.
    pub day: NaiveDate,
    /// Minute of the day, 0 to 1439; none for any time.
    pub minute: Option<u32>,
    /// How.
    pub channel: Channel,
    /// What for.
    pub purpose: ContactPurpose,
    /// What to say, in free words.
    pub note: String,
}

impl ContactDraft {
    fn tidied(mut self, today: NaiveDate) -> Result<Self> {
        if self.day < today {
            return Err(Error::invalid("day", Reason::InThePast));
        }
        if (self.day - today).num_days() > 3_660 {
            return Err(Error::invalid("day", Reason::OutOfRange));
        }
        crate::moment::minute_of_day(self.minute)?;
        self.note = crate::moment::bounded(&self.note)?;
        Ok(self)
    }
}

/// A planned contact, with what is needed to make it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// Identifier.
    pub id: ContactId,
    /// With whom.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// The first phone number on their record, as typed.
    pub phone: Option<String>,
    /// The first e-mail address on their record.
    pub email: Option<String>,
    /// The day.
    pub day: NaiveDate,
    /// Minute of the day; none for any time.
    pub minute: Option<u32>,
    /// How.
    pub channel: Channel,
    /// What for.
    pub purpose: ContactPurpose,
    /// What to say.
    pub note: String,
    /// The day it was planned.
    pub planned_on: NaiveDate,
    /// How it went; none while it is still to be made.
    pub outcome: Option<Outcome>,
    /// The day that was noted.
    pub outcome_on: Option<NaiveDate>,
    /// What was said.
    pub outcome_note: Option<String>,
    /// The day of the purchase that followed within the window, which closed it by itself.
    pub came_back_on: Option<NaiveDate>,
}
