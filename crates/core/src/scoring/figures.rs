//! What a fitted model says of one customer, each figure with its interval.
//!
//! An interval is for what the fit is unsure of, its parameters: with little data it is wide, with a million customers
//! narrow. It is not for what this one customer will happen to do. It comes by the delta method on a scale without
//! borders (the logit of a chance, the logarithm of a count), so it never leaves the possible.

use super::ahead;
use super::fit::Fit;
use super::history::History;
use super::newton::Slope;

/// Half the width of an interval, in standard deviations: 95 of 100 hold what is true.
const WIDTH: f64 = 1.96;

/// How far a parameter's logarithm is moved to see what moves with it.
const NUDGE: f64 = 1e-4;

/// A figure, and between what it lies with 95 %.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// It is hardly less than this.
    pub low: f64,
    /// It is hardly more than this.
    pub high: f64,
}

impl Estimate {
    /// A figure that parameters cannot change.
    #[must_use]
    pub const fn sure(value: f64) -> Self {
        Self {
            value,
            low: value,
            high: value,
        }
    }

    /// A figure above zero whose logarithm has this variance.
    pub(super) fn about(value: f64, ln_variance: f64) -> Self {
        let away = (WIDTH * ln_variance.max(0.0).sqrt()).exp();
        if value <= 0.0 || !away.is_finite() {
            return Self {
                value,
                low: 0.0,
                high: if value > 0.0 { f64::MAX } else { value },
            };
        }
        Self {
            value,
            low: value / away,
            high: (value * away).min(f64::MAX),
        }
    }

    /// A chance whose logit is this, with this variance.
    pub(super) fn of_logit(logit: f64, variance: f64) -> Self {
        let away = WIDTH * variance.max(0.0).sqrt();
        let [value, low, high] =
            [logit, logit - away, logit + away].map(|at| 1.0 / (1.0 + (-at).exp()));
        Self { value, low, high }
    }

    /// The standard deviation of a chance's logit.
    pub(super) fn logit_deviation(&self) -> f64 {
        let most = 1.0 - 1e-9;
        if self.value > 0.0 && self.high > self.value && self.value < most {
            (logit(self.high.min(most)) - logit(self.value)) / WIDTH
        } else {
            0.0
        }
    }

    /// The variance of its logarithm.
    pub(super) fn ln_variance(&self) -> f64 {
        if self.value > 0.0 && self.high > self.value {
            ((self.high / self.value).ln() / WIDTH).powi(2)
        } else {
            0.0
        }
    }
}

impl Fit {
    /// The chance of at least one purchase within `horizon` from now: `1 − L(x, t_x, T+t) / L(x, t_x, T)`, which is true
    /// of every model of this kind. A horizon that is not a finite number above zero is none, and so is the chance.
    #[must_use]
    pub fn chance(&self, history: &History, horizon: f64) -> Estimate {
        if !sound(horizon) {
            return Estimate::sure(0.0);
        }
        let silent = self.silent(history, &self.tail(history, 0.0), horizon);
        let value = -silent.value.exp_m1();
        // The slope of logit(1 − e^v) is −v′/(1 − e^v).
        let slope = silent.gradient.map(|cell| -cell / value);
        self.chance_within(value, &slope)
    }

    /// The chance that they have not left for good. In BG/NBD it is 1 for everybody who bought once: never rank or show
    /// by that alone.
    #[must_use]
    pub fn alive(&self, history: &History) -> Estimate {
        let value = self.alive_value(history);
        let slope = self.slope_of(|at| logit(self.model.alive(at, history)));
        self.chance_within(value, &slope)
    }

    /// [`Self::alive`] without its interval, which is nine times the work.
    #[must_use]
    pub fn alive_value(&self, history: &History) -> f64 {
        self.model.alive(&self.parameters, history)
    }

    /// The purchases to expect within `horizon` from now: Fader, Hardie & Lee 2005, eq. (10); Schmittlein, Morrison &
    /// Colombo 1987, eq. (22); for a regularity above 1 the same, where the papers have approximations. A horizon that is
    /// not a finite number above zero is none.
    #[must_use]
    pub fn expected(&self, history: &History, horizon: f64) -> Estimate {
        if !sound(horizon) {
            return Estimate::sure(0.0);
        }
        let figure = |at: &[f64; 4]| self.model.expected(at, history, horizon);
        let slope = self.slope_of(|at| figure(at).ln());
        Estimate::about(figure(&self.parameters), self.variance(&slope))
    }

    /// [`Self::expected`] without its interval, which is nine times the work.
    #[must_use]
    pub fn expected_value(&self, history: &History, horizon: f64) -> f64 {
        if sound(horizon) {
            self.model.expected(&self.parameters, history, horizon)
        } else {
            0.0
        }
    }

    /// The time from now by which half of those who return within `horizon` have done so. `None` if fewer than one in a
    /// thousand million does.
    #[must_use]
    pub fn back_by(&self, history: &History, horizon: f64) -> Option<Estimate> {
        if !sound(horizon) {
            return None;
        }
        let now = self.tail(history, 0.0);
        let end = self.silent(history, &now, horizon);
        if end.value > -1e-9 {
            return None;
        }
        // Half of those who return have done so when as many are silent as the mean of all and of those silent to the end.
        let silent = end.value.exp();
        let target = (0.5 * end.value.exp_m1()).ln_1p();
        let until = crossing(horizon, end.value, target, |time| {
            self.silent(history, &now, time).value
        });
        let here = self.silent(history, &now, until);
        let step = until * NUDGE;
        let steep = (self.silent(history, &now, until + step).value
            - self.silent(history, &now, until - step).value)
            / (2.0 * step);
        let share = silent / (1.0 + silent);
        // By the implicit function theorem, on the scale of logit(time/horizon).
        let stretch = horizon / (until * (horizon - until));
        let slope = std::array::from_fn(|i| {
            -(here.gradient[i] - share * end.gradient[i]) / steep * stretch
        });
        let part = self.chance_within(until / horizon, &slope);
        Some(Estimate {
            value: part.value * horizon,
            low: part.low * horizon,
            high: part.high * horizon,
        })
    }

    /// The chance that somebody new makes exactly `n` repeat purchases within `horizon`; of none at a horizon that is not
    /// a finite number above zero.
    #[must_use]
    pub fn count_chance(&self, n: u32, horizon: f64) -> f64 {
        if !sound(horizon) {
            return f64::from(u8::from(n == 0));
        }
        match self.model.dropout() {
            Some(dropout) => ahead::count_of_dropout(dropout, &self.parameters, n, horizon),
            None => ahead::count_of_pareto(&self.parameters, n, horizon),
        }
    }

    fn tail(&self, history: &History, more: f64) -> Slope<4> {
        let row = history.row_after(more);
        self.model
            .tails(&self.parameters, history.repeats(), &[row])
    }

    /// ln of the chance that nothing is bought for `time`, with its slopes.
    fn silent(&self, history: &History, now: &Slope<4>, time: f64) -> Slope<4> {
        let mut silent = self.tail(history, time);
        silent.add(now, -1.0);
        silent.value = silent.value.min(0.0);
        silent
    }

    /// How a figure moves with the logarithms of the parameters that are not certain.
    fn slope_of(&self, figure: impl Fn(&[f64; 4]) -> f64) -> [f64; 4] {
        std::array::from_fn(|i| {
            if self.covariance[i][i] == 0.0 {
                return 0.0;
            }
            let moved = |by: f64| {
                let mut at = self.parameters;
                at[i] *= by.exp();
                figure(&at)
            };
            (moved(NUDGE) - moved(-NUDGE)) / (2.0 * NUDGE)
        })
    }

    /// The variance of a figure that moves with the logarithms of the parameters like this.
    fn variance(&self, slope: &[f64; 4]) -> f64 {
        let mut variance = 0.0;
        for (row, by) in self.covariance.iter().zip(slope) {
            for (cell, other) in row.iter().zip(slope) {
                variance += by * cell * other;
            }
        }
        variance
    }

    /// The interval of a chance, by the slope of its logit.
    fn chance_within(&self, value: f64, slope: &[f64; 4]) -> Estimate {
        if value <= 0.0 || value >= 1.0 {
            return Estimate::sure(value.clamp(0.0, 1.0));
        }
        let away = (WIDTH * self.variance(slope).max(0.0).sqrt()).exp();
        if !away.is_finite() {
            return Estimate {
                value,
                low: 0.0,
                high: 1.0,
            };
        }
        Estimate {
            value,
            low: (value / (value + (1.0 - value) * away)).min(value),
            high: (value * away / (value * away + (1.0 - value))).max(value),
        }
    }
}

/// Whether a horizon can be asked for.
fn sound(horizon: f64) -> bool {
    horizon.is_finite() && horizon > 0.0
}

fn logit(chance: f64) -> f64 {
    (chance / (1.0 - chance)).ln()
}

/// Where in (0, `end`) a falling function, 0 at 0 and `last` at the end, is `target`: regula falsi in the manner of
/// Illinois, to a 1e-10th of the end.
fn crossing(end: f64, last: f64, target: f64, falls: impl Fn(f64) -> f64) -> f64 {
    let (mut left, mut right) = ((0.0, -target), (end, last - target));
    let mut middle = end;
    for _ in 0..80 {
        let next = left.0 + (right.0 - left.0) * left.1 / (left.1 - right.1);
        let there = falls(next) - target;
        let again = middle != end && (there > 0.0) == (left.0 == middle);
        let done = (next - middle).abs() <= end * 1e-10;
        middle = next;
        if done || there == 0.0 {
            break;
        }
        // A side that moves twice running has the other pulled in.
        if there > 0.0 {
            left = (next, there);
            right.1 *= if again { 0.5 } else { 1.0 };
        } else {
            right = (next, there);
            left.1 *= if again { 0.5 } else { 1.0 };
        }
    }
    middle
}
