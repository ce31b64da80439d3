//! What people enter about complaints, and what of it can be kept.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveDateTime, Timelike as _};

use super::Given;
use super::clock::When;
use super::life::StepKind;
use crate::customer::{Channel, one_line};
use crate::error::{Error, Reason, Result};
use crate::feeling::Feeling;
use crate::ids::{CauseId, MomentId};
use crate::moment::{bounded, minute_of_day};
use crate::money::Amount;

/// The longest line that is kept, characters.
const LONGEST: usize = 300;

/// The largest cost that is believed: ten million in currencies with cents.
const LARGEST: i64 = 1_000_000_000;

/// A complaint as a person enters it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ComplaintDraft {
    /// When it was received, not after now. Today without a time means now.
    pub received: When,
    /// How it reached us.
    pub channel: Option<Channel>,
    /// What went wrong, in their words.
    pub text: String,
    /// What they ask for.
    pub asked: Option<String>,
    /// The purchase it is about, one of theirs.
    pub purchase: Option<MomentId>,
    /// Who answers for it.
    pub accountable: Option<String>,
    /// Its cause.
    pub cause: Option<CauseId>,
    /// When they hear from us first, not before it was received.
    pub update: Option<When>,
    /// What they felt.
    #[serde(default)]
    pub feeling: Option<Feeling>,
    /// Files to keep with it.
    #[serde(default)]
    pub files: Vec<PathBuf>,
}

/// A step as a person enters it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "ComplaintStepDraft", rename_all = "camelCase")]
pub struct StepDraft {
    /// What happened.
    pub kind: StepKind,
    /// When, not after now nor before the step before. Today without a time means now.
    pub when: When,
    /// Who of the team.
    pub who: Option<String>,
    /// In free words.
    pub text: String,
    /// When they hear from us next, not before the step.
    pub next: Option<When>,
}

/// What prevents a repeat, as a person enters it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ActionDraft {
    /// What is to be done.
    pub text: String,
    /// What it costs, not below zero.
    pub cost: Amount,
    /// By when, not before the complaint was received.
    pub due: NaiveDate,
}

/// A gesture as a person enters it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "ComplaintGestureDraft", rename_all = "camelCase")]
pub struct GestureDraft {
    /// When, not after now nor before the complaint.
    pub when: When,
    /// What it gives.
    pub what: Given,
    /// What it costs, not below zero. A refund costs no more than the purchase it is about.
    pub cost: Amount,
    /// In a few words.
    pub text: String,
    /// Who of the team.
    pub who: Option<String>,
    /// What they felt then.
    #[serde(default)]
    pub feeling: Option<Feeling>,
}

impl ComplaintDraft {
    /// The draft with blanks trimmed, if it can be received at `now`.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field.
    pub fn tidied(mut self, now: NaiveDateTime) -> Result<Self> {
        self.received = past(self.received, now)?;
        self.text = required(&self.text)?;
        self.asked = line("asked", self.asked.take())?;
        self.accountable = line("accountable", self.accountable.take())?;
        later(self.update, self.received, "update")?;
        self.feeling = self.feeling.map(Feeling::tidied).transpose()?;
        Ok(self)
    }
}

impl StepDraft {
    /// The draft with blanks trimmed, if it can follow what happened at `before`.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field.
    pub fn tidied(mut self, before: When, now: NaiveDateTime) -> Result<Self> {
        self.when = past(self.when, now)?;
        follows(self.when, before)?;
        self.who = line("who", self.who.take())?;
        self.text = bounded(&self.text)?;
        later(self.next, self.when, "next")?;
        Ok(self)
    }
}

impl ActionDraft {
    /// The draft with blanks trimmed, for a complaint received on `received`.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field.
    pub fn tidied(mut self, received: NaiveDate) -> Result<Self> {
        self.text = required(&self.text)?;
        cost(self.cost)?;
        if self.due < received {
            return Err(Error::invalid("due", Reason::TooEarly));
        }
        Ok(self)
    }
}

impl GestureDraft {
    /// The draft with blanks trimmed, for a complaint received at `received`.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field.
    pub fn tidied(mut self, received: When, now: NaiveDateTime) -> Result<Self> {
        self.when = past(self.when, now)?;
        follows(self.when, received)?;
        cost(self.cost)?;
        self.text = bounded(&self.text)?;
        self.who = line("who", self.who.take())?;
        self.feeling = self.feeling.map(Feeling::tidied).transpose()?;
        Ok(self)
    }
}

/// A line of text, if it is one.
pub(super) fn name(field: &'static str, text: &str) -> Result<String> {
    line(field, Some(text.to_owned()))?.ok_or_else(|| Error::invalid(field, Reason::Empty))
}

fn line(field: &'static str, text: Option<String>) -> Result<Option<String>> {
    let text = text
        .map(|text| one_line(&text))
        .filter(|text| !text.is_empty());
    if text
        .as_ref()
        .is_some_and(|text| text.chars().count() > LONGEST)
    {
        return Err(Error::invalid(field, Reason::TooLong));
    }
    Ok(text)
}

fn required(text: &str) -> Result<String> {
    let text = bounded(text)?;
    if text.is_empty() {
        return Err(Error::invalid("text", Reason::Empty));
    }
    Ok(text)
}

fn cost(cost: Amount) -> Result<()> {
    if (0..=LARGEST).contains(&cost.0) {
        Ok(())
    } else {
        Err(Error::invalid("cost", Reason::OutOfRange))
    }
}

/// Something that has happened. What is noted today without a time happens now.
fn past(mut when: When, now: NaiveDateTime) -> Result<When> {
    minute_of_day(when.minute)?;
    if when.day == now.date() && when.minute.is_none() {
        when.minute = Some(now.num_seconds_from_midnight() / 60);
    }
    if when.moment() > now {
        return Err(Error::invalid("day", Reason::InTheFuture));
    }
    Ok(when)
}

/// Of two on one day, of which one has no known time, either may have been first.
fn follows(when: When, before: When) -> Result<()> {
    let early = match (when.minute, before.minute) {
        (Some(_), Some(_)) => when.moment() < before.moment(),
        _ => when.day < before.day,
    };
    if early {
        return Err(Error::invalid("day", Reason::TooEarly));
    }
    Ok(())
}

fn later(due: Option<When>, after: When, field: &'static str) -> Result<()> {
    let Some(due) = due else { return Ok(()) };
    minute_of_day(due.minute)?;
    if due.deadline() < after.moment() {
        return Err(Error::invalid(field, Reason::TooEarly));
    }
    Ok(())
}
