//! What one would think of a shop before seeing its customers, so that few of them do not decide alone.

use super::Model;
use super::newton::Slope;

/// What one would think before seeing the shop: each parameter log-normal on its own.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Prior {
    /// The median of each parameter, in the model's order and unit of time.
    pub centre: [f64; 4],
    /// The standard deviation of each parameter's logarithm; infinite where one would think nothing.
    pub spread: [f64; 4],
}

impl Prior {
    /// No opinion: plain maximum likelihood.
    pub const NONE: Self = Self {
        centre: [1.0; 4],
        spread: [f64::INFINITY; 4],
    };

    /// A gentle opinion of any shop whose customers come about every `rhythm`, in the unit of the histories: it keeps the
    /// figures of thirty customers sane, and a thousand outvote it. Half of the customers would come back at least
    /// every other rhythm, and one in five or so leave after a purchase (or within five rhythms).
    #[must_use]
    pub fn shop(model: Model, rhythm: f64) -> Self {
        let k = f64::from(model.regularity());
        match model {
            Model::ParetoNbd => Self {
                centre: [1.0, rhythm, 0.6, 3.0 * rhythm],
                spread: [0.7, 0.9, 0.7, 0.9],
            },
            // With a regularity of k, α counts the time of one stage of k.
            _ => Self {
                centre: [1.0, rhythm / k, 0.7, 2.4],
                spread: [0.7, 0.9, 0.7, 0.7],
            },
        }
    }

    /// Add its opinion to a log-likelihood at these logarithms.
    pub(super) fn weigh(&self, slope: &mut Slope<4>, logs: &[f64; 4]) {
        weigh(&self.centre, &self.spread, slope, logs);
    }
}

/// Whether these can be the medians and spreads of a prior.
pub(super) fn is_sound<const N: usize>(centre: &[f64; N], spread: &[f64; N]) -> bool {
    centre.iter().all(|c| c.is_finite() && *c > 0.0) && spread.iter().all(|s| *s > 0.0)
}

/// Add to a log-likelihood at these logarithms the logarithm of normal distributions about those of `centre`, up to what
/// does not depend on them.
pub(super) fn weigh<const N: usize>(
    centre: &[f64; N],
    spread: &[f64; N],
    slope: &mut Slope<N>,
    logs: &[f64; N],
) {
    for i in 0..N {
        let weight = spread[i].powi(-2);
        if weight > 0.0 {
            let away = logs[i] - centre[i].ln();
            slope.value -= 0.5 * weight * away * away;
            slope.gradient[i] -= weight * away;
            slope.hessian[i][i] -= weight;
        }
    }
}
