//! What a model needs to know of customers: how often they came back, when last, and for how long they have been seen.

mod gathered;

pub(super) use gathered::Row;
pub use gathered::{Histories, Places};

/// One customer's purchases after the first, seen from the first.
///
/// Time is in any unit, the same for all: days or weeks. Purchases of one day are one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct History {
    repeats: u32,
    /// Whether `log_gaps` is known; it is 0 when not.
    knows_gaps: bool,
    last: f64,
    span: f64,
    log_gaps: f64,
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
            knows_gaps: repeats == 0,
            log_gaps: 0.0,
        })
    }

    /// Somebody whose first purchase is this moment.
    #[must_use]
    pub const fn new_customer() -> Self {
        Self {
            repeats: 0,
            last: 0.0,
            span: 0.0,
            knows_gaps: true,
            log_gaps: 0.0,
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
            knows_gaps: true,
            log_gaps: sum,
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
        if self.knows_gaps {
            Some(self.log_gaps)
        } else {
            None
        }
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
