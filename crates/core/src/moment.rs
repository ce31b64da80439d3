//! Moments a person notes: purchases, exchanges, notes, absences. Together with contacts they are the
//! journey. Edits and removals stay in the notebook's history.

mod kinds;
mod ops;
mod sql;

pub use kinds::{DepartureReason, GestureKind, RatingScale};

use chrono::NaiveDate;

use crate::customer::{Channel, MAX_TEXT, one_line};
use crate::error::{Error, Reason, Result};
use crate::ids::MomentId;
use crate::money::Amount;

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

/// A moment as a person notes it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum MomentDraft {
    /// They bought something; with a negative amount, they got money back.
    Purchase {
        /// The day, not after today.
        day: NaiveDate,
        /// Minute of the day, 0 to 1439.
        minute: Option<u32>,
        /// How much, in the notebook's currency.
        amount: Amount,
        /// What, in a few words.
        note: Option<String>,
        /// Who served them.
        served_by: Option<String>,
    },
    /// They and we had a word.
    Exchange {
        /// The day, not after today.
        day: NaiveDate,
        /// Minute of the day, 0 to 1439.
        minute: Option<u32>,
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
    /// Something worth remembering.
    Note {
        /// The day, not after today.
        day: NaiveDate,
        /// Minute of the day, 0 to 1439.
        minute: Option<u32>,
        /// The note.
        text: String,
    },
    /// They are away and it does not mean anything: holidays, a stay in hospital.
    Absence {
        /// First day.
        day: NaiveDate,
        /// Last day, not before the first.
        until: NaiveDate,
        /// Why, in a few words.
        reason: String,
    },
}

/// The latest amount that can be entered: ten million in currencies with cents.
const LARGEST: i64 = 1_000_000_000;

impl MomentDraft {
    /// The kind of moment it will be.
    #[must_use]
    pub const fn kind(&self) -> MomentKind {
        match self {
            Self::Purchase { .. } => MomentKind::Purchase,
            Self::Exchange { .. } => MomentKind::Exchange,
            Self::Note { .. } => MomentKind::Note,
            Self::Absence { .. } => MomentKind::Absence,
        }
    }

    /// The draft with blanks trimmed, if it can be noted on `today`.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field.
    pub fn tidied(mut self, today: NaiveDate) -> Result<Self> {
        let past = |day: NaiveDate| {
            if day > today {
                Err(Error::invalid("day", Reason::InTheFuture))
            } else {
                Ok(())
            }
        };
        match &mut self {
            Self::Purchase {
                day,
                minute,
                amount,
                note,
                served_by,
            } => {
                past(*day)?;
                minute_of_day(*minute)?;
                if amount.0.abs() > LARGEST {
                    return Err(Error::invalid("amount", Reason::OutOfRange));
                }
                *note = tidy(note.take());
                *served_by = tidy(served_by.take());
            }
            Self::Exchange {
                day,
                minute,
                who,
                text,
                ..
            } => {
                past(*day)?;
                minute_of_day(*minute)?;
                *who = tidy(who.take());
                *text = bounded(text)?;
            }
            Self::Note { day, minute, text } => {
                past(*day)?;
                minute_of_day(*minute)?;
                *text = bounded(text)?;
                if text.is_empty() {
                    return Err(Error::invalid("text", Reason::Empty));
                }
            }
            Self::Absence { day, until, reason } => {
                if *until < *day {
                    return Err(Error::invalid("until", Reason::TooEarly));
                }
                if (*until - *day).num_days() > 3_660 {
                    return Err(Error::invalid("until", Reason::OutOfRange));
                }
                *reason = one_line(reason);
            }
        }
        Ok(self)
    }
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

fn tidy(text: Option<String>) -> Option<String> {
    text.map(|text| one_line(&text))
        .filter(|text| !text.is_empty())
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
