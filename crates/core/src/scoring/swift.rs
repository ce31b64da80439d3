//! A model's figures without their slopes: what a million customers are asked at once.

use super::dropout::Dropout;
use super::fit::Fit;
use super::history::History;
use super::{ahead, pareto};

/// What is said of one customer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    /// The chance that they have not left for good.
    pub alive: f64,
    /// The chance of at least one purchase within the horizon.
    pub chance: f64,
}

impl Fit {
    /// [`Self::alive_value`] and the value of [`Self::chance`], the horizon being a finite number above zero.
    pub(super) fn said(&self, history: &History, horizon: f64) -> Said {
        match self.model.dropout() {
            Some(dropout) => of_dropout(dropout, &self.parameters, history, horizon),
            None => pareto::said(&self.parameters, history, horizon),
        }
    }

    /// Purchases to expect within `horizon` of somebody with this history who is still there.
    pub(super) fn ahead(&self, history: &History, horizon: f64) -> f64 {
        let at = &self.parameters;
        match self.model.dropout() {
            Some(dropout) => ahead::expected_if_alive(dropout, at, history, horizon),
            None => pareto::expected_if_alive(at, history.repeats(), history.span(), horizon),
        }
    }
}

/// Still there, times buying in time if so: no difference of what is almost alike.
fn of_dropout(dropout: Dropout, at: &[f64; 4], history: &History, horizon: f64) -> Said {
    let [r, alpha, a, b] = *at;
    let (m, stays) = (
        dropout.shape(r, history.repeats()),
        dropout.stays(history.repeats()),
    );
    let (now, then) = (alpha + history.span(), alpha + history.span() + horizon);
    let waiting = |end: f64| {
        let since = end - alpha - history.last();
        waiting(m, since / end, dropout.regularity)
    };
    let (stage_now, stage_then) = (waiting(now), waiting(then));
    let alive = if a > 0.0 && stays > 0.0 {
        let gone = m * (now / (alpha + history.last())).ln();
        1.0 / (1.0 + a / (b + stays - 1.0) * gone.exp() / stage_now)
    } else {
        1.0
    };
    let silent = stage_then / stage_now * (-m * (then / now).ln()).exp();
    Said {
        alive,
        chance: alive * (1.0 - silent).clamp(0.0, 1.0),
    }
}

/// `S(y)` of the module `dropout`.
fn waiting(m: f64, y: f64, regularity: u32) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for stage in 1..regularity {
        let j = f64::from(stage);
        term *= (m + j - 1.0) / j * y;
        sum += term;
    }
    sum
}
