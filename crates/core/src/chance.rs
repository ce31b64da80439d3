//! The chance that customers come back, in one notebook: who speaks of it, and what is said of everybody, kept ready for
//! lists and the queue.
//!
//! [`crate::scoring`] has the models; here they meet the file. Who speaks is chosen by the notebook's own past and kept
//! ([`Notebook::learn`](crate::Notebook::learn)); what they say of a customer follows from that and from where the customer
//! stands, so it is worked out with the standings: after each write for those it touches, for all on a new day.

mod ops;
mod scores;
mod sql;
#[cfg(test)]
mod tests;

use chrono::{Datelike as _, NaiveDate};

use crate::money::Amount;
use crate::notebook::Settings;
use crate::scoring::figures::Estimate;
use crate::scoring::{Evidence, Past, Quick, Silence, Speaker, Voice};
use crate::winback;

pub use scores::{HORIZON, ModelScore, Score};

pub(crate) use ops::{refresh, stale};

/// An amount one can only estimate, and between what it lies with 95 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct AmountEstimate {
    /// The amount.
    pub value: Amount,
    /// It is hardly less than this.
    pub low: Amount,
    /// It is hardly more than this.
    pub high: Amount,
}

impl AmountEstimate {
    fn of(minor: Estimate) -> Self {
        // A cast saturates; nobody spends more.
        let amount = |minor: f64| Amount(minor.round() as i64);
        Self {
            value: amount(minor.value),
            low: amount(minor.low),
            high: amount(minor.high),
        }
    }
}

/// What is expected of one customer.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Outlook {
    /// The chance of at least one purchase within the next 90 days, 0 to 1.
    pub chance: Estimate,
    /// If they return, probably before this day.
    pub back_by: Option<NaiveDate>,
    /// What they are expected to spend in the next 12 months; none while too few purchases tell what one is worth.
    pub worth: Option<AmountEstimate>,
    /// What contacting them is expected to bring, for those who slip away.
    pub gain: Option<Amount>,
    /// What that chance would be if they were contacted; an opinion, see [`winback::LIFT`].
    pub if_contacted: f64,
    /// Who says so.
    pub voice: Voice,
    /// Whether that is rough: few purchases yet to learn from.
    pub rough: bool,
    /// Customers it was learnt from.
    pub customers: u32,
    /// Purchases after the first it was learnt from.
    pub returns: u32,
}

/// What can be said of one customer's return.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Saying {
    /// This.
    Says {
        /// What is expected of them.
        outlook: Outlook,
    },
    /// Nothing: the notebook has too little to learn from.
    Silent {
        /// What is missing.
        why: Silence,
    },
    /// Nothing yet: it is being learnt for the first time.
    NotYet,
    /// Nothing: they never bought, or are closed.
    NotAsked,
    /// Nothing: they asked not to be profiled.
    Unprofiled,
}

/// How right the notebook's forecasts are, by its own past.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Forecasts {
    /// Somebody speaks.
    Says {
        /// The day this was worked out.
        day: NaiveDate,
        /// Who.
        voice: Voice,
        /// Whether that is rough: few purchases yet to learn from.
        rough: bool,
        /// Whether nobody seems to leave: no sign of departures to learn from yet.
        no_departures: bool,
        /// What the choice rests on.
        evidence: Evidence,
    },
    /// Nobody: the notebook has too little to learn from.
    Silent {
        /// The day this was worked out.
        day: NaiveDate,
        /// What is missing.
        why: Silence,
    },
    /// It is being learnt for the first time.
    NotYet,
}

/// Who speaks, or why nobody does.
type Said = Result<Speaker, Silence>;

/// What is kept of who speaks.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    /// The day they were chosen.
    day: NaiveDate,
    /// The latest change they knew of.
    seq: i64,
    said: Said,
}

/// One customer about to be spoken of.
#[derive(Debug, Clone, Copy)]
struct Asked {
    past: Past,
    /// Known days of absence since the last visit.
    absent: u32,
    /// What they spent in the 12 months up to their last visit: what they are worth once back, by what they really did.
    value: Amount,
    /// Whether something is at stake.
    slipping: bool,
}

/// What is kept ready of one customer.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Figures {
    chance: f64,
    worth: Amount,
    gain: Option<Amount>,
}

impl Asked {
    /// The day it is for them: known absences do not count as silence.
    fn now(&self, today: NaiveDate) -> i32 {
        let absent = i32::try_from(self.absent).unwrap_or(i32::MAX);
        today
            .num_days_from_ce()
            .saturating_sub(absent)
            .max(self.past.last)
    }

    fn figures(&self, speaker: &Speaker, today: NaiveDate, settings: &Settings) -> Figures {
        let Quick { chance, worth, .. } = speaker.quick(&self.past, self.now(today));
        let chance = f64::from(chance);
        let gain = || winback::gain(chance, self.value, settings);
        Figures {
            chance,
            worth: Amount(worth),
            gain: self.slipping.then(gain),
        }
    }

    fn outlook(&self, speaker: &Speaker, today: NaiveDate, settings: &Settings) -> Outlook {
        let now = self.now(today);
        let chance = speaker.chance(&self.past, now);
        let absent = i64::from(today.num_days_from_ce() - now);
        Outlook {
            chance,
            back_by: speaker
                .back_by(&self.past, now)
                .and_then(NaiveDate::from_num_days_from_ce_opt)
                .and_then(|day| day.checked_add_signed(chrono::Duration::days(absent))),
            worth: speaker.worth(&self.past, now).map(AmountEstimate::of),
            gain: self.figures(speaker, today, settings).gain,
            if_contacted: winback::if_contacted(chance.value),
            voice: speaker.voice,
            rough: speaker.rough,
            customers: speaker.evidence.customers,
            returns: speaker.evidence.returns,
        }
    }
}
