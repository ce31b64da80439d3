//! What is known of one customer on a day: all that whoever speaks of them goes by.

use super::history::History;
use super::spend::Spend;
use crate::behaviour::{median, shrink};

/// What is known of one customer on a day. Days are counted as chrono's `num_days_from_ce`.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Past {
    /// Days on which they bought, at least 1.
    pub visits: u32,
    /// The first of them.
    pub first: i32,
    /// The last of them.
    pub last: i32,
    /// Their own rhythm drawn towards the shop's, days ([`crate::behaviour::Pace::rhythm`]).
    pub rhythm: f64,
    /// All they spent, refunds taken off, minor units.
    pub spent: i64,
}

impl Past {
    /// What could be known at the end of the day `until`, of purchases `(day, minor units)` in the order of their days. A
    /// refund (an amount below zero) is no visit, but it is money given back. `None` without a visit until then.
    #[must_use]
    pub fn seen(purchases: &[(i32, i64)], until: i32, shop_rhythm: f64) -> Option<Self> {
        let mut gaps: Vec<f64> = Vec::new();
        let mut past: Option<Self> = None;
        let mut spent = 0_i64;
        for (day, amount) in purchases.iter().copied() {
            if day > until {
                continue;
            }
            spent = spent.saturating_add(amount);
            if amount < 0 {
                continue;
            }
            let past = past.get_or_insert(Self {
                visits: 1,
                first: day,
                last: day,
                rhythm: 0.0,
                spent: 0,
            });
            if day > past.last {
                gaps.push(between(past.last, day));
                past.visits = past.visits.saturating_add(1);
                past.last = day;
            }
        }
        let mut past = past?;
        let count = past.visits - 1;
        past.rhythm = shrink(count, median(&mut gaps), shop_rhythm);
        past.spent = spent;
        Some(past)
    }

    /// Their history as a model takes it, seen until `today`. What lies after that day counts as that day's.
    pub(super) fn history(&self, today: i32) -> History {
        let span = between(self.first, today).max(0.0);
        let last = between(self.first, self.last).clamp(0.0, span);
        let repeats = if last > 0.0 {
            self.visits.saturating_sub(1)
        } else {
            0
        };
        let last = if repeats > 0 { last } else { 0.0 };
        History::new(repeats, last, span).unwrap_or(History::new_customer())
    }

    /// Days without a visit.
    pub(super) fn since(&self, today: i32) -> f64 {
        between(self.last, today).max(0.0)
    }

    /// Their visits and what one is worth, if they ever spent anything. The first visit counts: unlike in the papers there
    /// is no trial purchase, and of most customers it is all there is.
    pub(super) fn spend(&self) -> Option<Spend> {
        Spend::new(self.visits, self.each()).ok()
    }

    /// What they spent on a visit, minor units, at least nothing.
    pub(super) fn each(&self) -> f64 {
        self.spent.max(0) as f64 / f64::from(self.visits.max(1))
    }
}

/// Days from one day to another, however far apart.
pub(super) fn between(from: i32, to: i32) -> f64 {
    f64::from(to) - f64::from(from)
}
