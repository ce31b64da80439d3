//! What a model needs to know of customers: how often they came back, when last, and for how long they have been seen.

use std::ops::Range;

use super::tally::{Key, Tally};

/// Histories from which a second thread is worth starting.
const ENOUGH_FOR_TWO: usize = 50_000;

/// One customer's purchases after the first, seen from the first.
///
/// Time is in any unit, the same for all: days or weeks. Purchases of one day are one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct History {
    repeats: u32,
    last: f64,
    span: f64,
    log_gaps: Option<f64>,
}

/// Why numbers are not a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadHistory {
    /// A time or a weight that is not a number, is infinite or negative, or a weight of nothing.
    #[error("a time or weight that is no number, infinite, or below zero")]
    NoNumber,
    /// The last purchase lies after the end of what was seen.
    #[error("the last purchase lies after the end")]
    LastAfterEnd,
    /// Came back, but the last purchase is at the very first.
    #[error("came back, but no time passed until the last purchase")]
    RepeatsInNoTime,
    /// Never came back, but the last purchase is after the first.
    #[error("never came back, but bought after the first time")]
    LastWithoutRepeat,
}

impl History {
    /// A history of `repeats` purchases after the first (`x` in the papers), the last of them `last` after it (`t_x`),
    /// all seen for `span` after it (`T`). Who first came on the last day has seen a span of 0: that is a history which
    /// says nothing yet.
    ///
    /// # Errors
    /// When the numbers contradict each other, or are none.
    pub fn new(repeats: u32, last: f64, span: f64) -> Result<Self, BadHistory> {
        let sound = |time: f64| time.is_finite() && time >= 0.0;
        if !sound(last) || !sound(span) {
            return Err(BadHistory::NoNumber);
        }
        if last > span {
            return Err(BadHistory::LastAfterEnd);
        }
        if repeats > 0 && last == 0.0 {
            return Err(BadHistory::RepeatsInNoTime);
        }
        if repeats == 0 && last > 0.0 {
            return Err(BadHistory::LastWithoutRepeat);
        }
        Ok(Self {
            repeats,
            // Minus zero would be another key.
            last: last + 0.0,
            span: span + 0.0,
            log_gaps: (repeats == 0).then_some(0.0),
        })
    }

    /// Somebody whose first purchase is this moment.
    #[must_use]
    pub const fn new_customer() -> Self {
        Self {
            repeats: 0,
            last: 0.0,
            span: 0.0,
            log_gaps: Some(0.0),
        }
    }

    /// The same, knowing the sum of the natural logarithms of the times between purchases (`litt`). Only the choice of
    /// a regularity asks for it.
    ///
    /// # Errors
    /// When it is not a finite number.
    pub fn with_log_gaps(self, sum: f64) -> Result<Self, BadHistory> {
        if !sum.is_finite() {
            return Err(BadHistory::NoNumber);
        }
        Ok(Self {
            log_gaps: Some(sum),
            ..self
        })
    }

    /// Purchases after the first, `x`.
    #[must_use]
    pub const fn repeats(&self) -> u32 {
        self.repeats
    }

    /// Time from the first to the last purchase, `t_x`.
    #[must_use]
    pub const fn last(&self) -> f64 {
        self.last
    }

    /// Time from the first purchase to the end of what was seen, `T`.
    #[must_use]
    pub const fn span(&self) -> f64 {
        self.span
    }

    /// The sum of the logarithms of the gaps, if it is known.
    pub(super) const fn log_gaps(&self) -> Option<f64> {
        self.log_gaps
    }

    /// The row of it, `more` time having passed without a purchase.
    pub(super) fn row_after(&self, more: f64) -> Row {
        Row {
            last: self.last,
            span: self.span + more,
            weight: 1.0,
        }
    }
}

/// When alike customers last came, and how long they have been seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    /// `t_x`.
    pub last: f64,
    /// `T`.
    pub span: f64,
    /// How many customers.
    pub weight: f64,
}

/// Everybody who came back equally often.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    /// `x`.
    pub repeats: u32,
    /// How many customers.
    pub weight: f64,
    /// Their rows.
    pub rows: Range<usize>,
}

/// The histories of all customers, equal ones counted together: what a model is fitted to.
#[derive(Debug, Clone, PartialEq)]
pub struct Histories {
    pub(super) groups: Vec<Group>,
    pub(super) rows: Vec<Row>,
    /// `Σ ln gap`, unless somebody's is not known.
    pub(super) log_gaps: Option<f64>,
    customers: f64,
    repeats: f64,
    span: f64,
}

impl Histories {
    /// Gather histories. The same whatever their order.
    #[must_use]
    pub fn gather(histories: impl IntoIterator<Item = History>) -> Self {
        let mut tally = Tally::default();
        for history in histories {
            tally.count(&history, 1.0);
        }
        Self::of(tally)
    }

    /// Gather histories, each standing for as many customers as its weight says; it need not be a whole number.
    ///
    /// # Errors
    /// When a weight is not a finite number above zero.
    pub fn gather_weighted(
        histories: impl IntoIterator<Item = (History, f64)>,
    ) -> Result<Self, BadHistory> {
        let mut tally = Tally::default();
        for (history, weight) in histories {
            if !weight.is_finite() || weight <= 0.0 {
                return Err(BadHistory::NoNumber);
            }
            tally.count(&history, weight);
        }
        Ok(Self::of(tally))
    }

    /// Gather very many histories, on two threads.
    #[must_use]
    pub fn gather_all(histories: &[History]) -> Self {
        let part = |histories: &[History]| {
            let mut tally = Tally::default();
            for history in histories {
                tally.count(history, 1.0);
            }
            tally
        };
        if histories.len() < ENOUGH_FOR_TWO {
            return Self::of(part(histories));
        }
        let (one, other) = histories.split_at(histories.len() / 2);
        let tally = std::thread::scope(|scope| {
            let second = std::thread::Builder::new().spawn_scoped(scope, || part(other));
            let mut first = part(one);
            let second = second.ok().and_then(|second| second.join().ok());
            first.merge(second.unwrap_or_else(|| part(other)));
            first
        });
        Self::of(tally)
    }

    /// Of all that was counted.
    pub(super) fn of(tally: Tally) -> Self {
        let log_gaps = tally.log_gaps;
        let mut all: Vec<(Key, f64)> = tally.weights.into_iter().collect();
        // Times are positive, so their bits are in their order.
        all.sort_unstable_by_key(|(key, _)| *key);
        Self::in_order(all.into_iter(), log_gaps)
    }

    /// Of distinct histories in their order.
    fn in_order(all: impl ExactSizeIterator<Item = (Key, f64)>, log_gaps: Option<f64>) -> Self {
        let mut gathered = Self {
            groups: Vec::new(),
            rows: Vec::with_capacity(all.len()),
            log_gaps,
            customers: 0.0,
            repeats: 0.0,
            span: 0.0,
        };
        for (at, (key, weight)) in all.enumerate() {
            let row = Row {
                last: f64::from_bits(key.last),
                span: f64::from_bits(key.span),
                weight,
            };
            gathered.rows.push(row);
            gathered.customers += weight;
            gathered.repeats += weight * f64::from(key.repeats);
            gathered.span += weight * row.span;
            match gathered.groups.last_mut() {
                Some(group) if group.repeats == key.repeats => {
                    group.weight += weight;
                    group.rows.end = at + 1;
                }
                _ => gathered.groups.push(Group {
                    repeats: key.repeats,
                    weight,
                    rows: at..at + 1,
                }),
            }
        }
        gathered
    }

    /// One row in so many, across all there are.
    pub(super) fn thinned(&self, step: usize) -> Self {
        let mut few: Vec<(Key, f64)> = Vec::new();
        for group in &self.groups {
            let rows = self.rows.iter().enumerate().take(group.rows.end);
            let kept = rows.skip(group.rows.start).filter(|(at, _)| at % step == 0);
            few.extend(
                kept.map(|(_, row)| (Key::of(group.repeats, row.last, row.span), row.weight)),
            );
        }
        Self::in_order(few.into_iter(), None)
    }

    /// How many customers there are, by weight.
    #[must_use]
    pub const fn customers(&self) -> f64 {
        self.customers
    }

    /// How many purchases after a first one there are, by weight.
    #[must_use]
    pub const fn repeats(&self) -> f64 {
        self.repeats
    }

    /// How many histories are unlike any other.
    #[must_use]
    pub const fn distinct(&self) -> usize {
        self.rows.len()
    }

    /// The mean time for which customers have been seen; 0 when there are none.
    #[must_use]
    pub fn mean_span(&self) -> f64 {
        if self.customers > 0.0 {
            self.span / self.customers
        } else {
            0.0
        }
    }
}
