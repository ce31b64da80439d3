//! What a person fills in to note a moment, and what it has to be to be noted.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::{
    DepartureReason, Direction, ExchangePurpose, GestureKind, MomentKind, RatingScale, bounded,
    minute_of_day, short,
};
use crate::customer::{Channel, one_line};
use crate::error::{Error, Reason, Result};
use crate::feeling::Feeling;
use crate::ids::MomentId;
use crate::money::Amount;

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
    /// We did something for them.
    Gesture {
        /// The day, not after today.
        day: NaiveDate,
        /// Minute of the day, 0 to 1439.
        minute: Option<u32>,
        /// What it consists of.
        what: GestureKind,
        /// What it cost us, in the notebook's currency; not below zero.
        cost: Amount,
        /// In a few words.
        text: String,
        /// Who of the team.
        who: Option<String>,
        /// The complaint it makes up for; none for one made unasked.
        #[serde(default)]
        complaint: Option<MomentId>,
        /// The purchase a refund gives back, wholly or in part.
        #[serde(default)]
        purchase: Option<MomentId>,
    },
    /// They thanked us.
    Praise {
        /// The day, not after today.
        day: NaiveDate,
        /// Minute of the day, 0 to 1439.
        minute: Option<u32>,
        /// How.
        channel: Option<Channel>,
        /// The colleague who earned it.
        earned_by: Option<String>,
        /// In their words.
        text: String,
    },
    /// They were asked how satisfied they are.
    Rating {
        /// The day, not after today.
        day: NaiveDate,
        /// Minute of the day, 0 to 1439.
        minute: Option<u32>,
        /// Which question.
        scale: RatingScale,
        /// The answer, within the scale; none while there is none.
        score: Option<u32>,
        /// What they added.
        text: String,
    },
    /// They left.
    Departure {
        /// The day it was learnt or happened, not after today.
        day: NaiveDate,
        /// Why.
        reason: DepartureReason,
        /// Whether it could have been avoided; none while nobody knows.
        avoidable: Option<bool>,
        /// To which competitor, at most 300 letters.
        gone_to: Option<String>,
        /// In a few words.
        text: String,
    },
}

/// A moment with all that goes along with it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Noting {
    /// The moment.
    pub moment: MomentDraft,
    /// What they felt.
    pub feeling: Option<Feeling>,
    /// Files to keep with it, by where they lie.
    pub files: Vec<PathBuf>,
}

impl From<MomentDraft> for Noting {
    fn from(moment: MomentDraft) -> Self {
        Self {
            moment,
            feeling: None,
            files: Vec::new(),
        }
    }
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
            Self::Gesture { .. } => MomentKind::Gesture,
            Self::Praise { .. } => MomentKind::Praise,
            Self::Rating { .. } => MomentKind::Rating,
            Self::Departure { .. } => MomentKind::Departure,
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
                *note = short(note.take(), "note")?;
                *served_by = short(served_by.take(), "servedBy")?;
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
                *who = short(who.take(), "who")?;
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
                *reason = one_line(&bounded(reason)?);
            }
            Self::Gesture {
                day,
                minute,
                cost,
                text,
                who,
                ..
            } => {
                past(*day)?;
                minute_of_day(*minute)?;
                if !(0..=LARGEST).contains(&cost.0) {
                    return Err(Error::invalid("cost", Reason::OutOfRange));
                }
                *text = bounded(text)?;
                *who = short(who.take(), "who")?;
            }
            Self::Praise {
                day,
                minute,
                earned_by,
                text,
                ..
            } => {
                past(*day)?;
                minute_of_day(*minute)?;
                *earned_by = short(earned_by.take(), "earnedBy")?;
                *text = bounded(text)?;
            }
            Self::Rating {
                day,
                minute,
                scale,
                score,
                text,
            } => {
                past(*day)?;
                minute_of_day(*minute)?;
                let (low, high) = scale.ends();
                if score.is_some_and(|score| score < low || score > high) {
                    return Err(Error::invalid("score", Reason::OutOfRange));
                }
                *text = bounded(text)?;
            }
            Self::Departure {
                day, gone_to, text, ..
            } => {
                past(*day)?;
                *gone_to = short(gone_to.take(), "goneTo")?;
                let letters = |name: &String| name.chars().count();
                if gone_to.as_ref().map_or(0, letters) > 300 {
                    return Err(Error::invalid("goneTo", Reason::TooLong));
                }
                *text = bounded(text)?;
            }
        }
        Ok(self)
    }
}
