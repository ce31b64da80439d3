//! Standings: where every customer stands today, kept ready for lists and the queue. Derived from
//! purchases and absences; worked out for the customers a write touches, for all when the day changes.

mod bought;
mod refresh;
mod sql;

use chrono::NaiveDate;

use crate::behaviour::Behaviour;
use crate::money::Amount;

pub(crate) use bought::{Whose, each_bought, unpack};
pub(crate) use refresh::{hex_list, refresh, stale, turn};
pub(crate) use sql::{behaviour, iso_day, of, shop, totals, worked_out_on};

/// Where a customer stands, with the numbers that explain it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// The label.
    pub behaviour: Behaviour,
    /// Days on which they bought.
    pub visits: u32,
    /// The first of them.
    pub first_day: Option<NaiveDate>,
    /// The last of them.
    pub last_day: Option<NaiveDate>,
    /// Spans between visits: the n of the rhythm. With none, the rhythm is the shop's and a guess.
    pub gaps: u32,
    /// Median of their own gaps, days.
    pub own: Option<f64>,
    /// Days to expect between two visits: `(n·own + 2·shop)/(n + 2)`.
    pub rhythm: Option<f64>,
    /// Days since the last visit.
    pub silent: Option<u32>,
    /// Days of known absence among them, not counted as late.
    pub absent: u32,
    /// `(silent − absent) / rhythm`: 1 is on time, 2 is twice as long as usual.
    pub lateness: Option<f64>,
    /// When they are back: days they had been away before.
    pub away: Option<u32>,
    /// What they spent, net of refunds, in the 12 months up to their last visit.
    pub value: Amount,
    /// The part of that at stake if nobody calls: all while drifting, half on holiday, a fifth once gone.
    pub stake: Amount,
}

/// How many days the value of a customer looks back from their last visit.
pub(crate) const VALUE_DAYS: u64 = 365;
