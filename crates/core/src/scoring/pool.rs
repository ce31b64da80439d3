//! Several who speak together: the mean of their logits, weighed by how right they were before.

use super::figures::Estimate;
use super::fit::Fit;
use super::formula::{Formula, Known};
use super::past::Past;
use super::special::soft_plus;
use super::swift::Said;
use super::voice::Voice;
use super::world::logit;

/// The models of a pool; the regular one is MBG/NBD where nobody is regular.
pub(super) const MODELS: [Voice; 4] = [
    Voice::BgNbd,
    Voice::MbgNbd,
    Voice::ParetoNbd,
    Voice::Regular,
];
/// The models and the formula.
pub(super) const MEMBERS: usize = MODELS.len() + 1;
/// What weights are thought to be before any of them was tried, and how much mean log-loss a cut has to promise for moving away.
const EQUAL: [f64; MEMBERS] = [1.0 / MEMBERS as f64; MEMBERS];
const FIRM: f64 = 0.01;
const FIRM_FOR_FEW: f64 = 3.0;
/// Customers of a cut that are asked.
const ASKED: usize = 4_000;
const STEPS: usize = 100;
const STRIDE: f64 = 4.0;

/// What the members said at a cut, as logits, and who returned.
#[derive(Debug, Clone, Default)]
pub(super) struct Tried {
    pub logits: Vec<[f64; MEMBERS]>,
    pub returned: Vec<bool>,
}

/// The weights of the least mean log-loss over cuts, drawn towards equal ones: none below zero, one together. Log-loss is
/// convex in them, so small steps lead there (exponentiated gradient: Kivinen & Warmuth 1997).
pub(super) fn weigh(cuts: &[&Tried]) -> [f64; MEMBERS] {
    if cuts.is_empty() {
        return EQUAL;
    }
    let mut weights = EQUAL;
    let all: usize = cuts.iter().map(|said| said.logits.len()).sum();
    let firm = FIRM + FIRM_FOR_FEW / all.max(1) as f64;
    for _ in 0..STEPS {
        let mut slope = [0.0; MEMBERS];
        for (cell, (weight, equal)) in slope.iter_mut().zip(weights.iter().zip(EQUAL)) {
            *cell = 2.0 * firm * (weight - equal);
        }
        for said in cuts {
            let step = said.logits.len().div_ceil(ASKED).max(1);
            let asked = said.logits.iter().zip(&said.returned).step_by(step);
            let n = said.logits.len().div_ceil(step) as f64;
            for (logits, returned) in asked {
                let chance = soft_plus(together(&weights, logits)).1;
                let away = chance - f64::from(u8::from(*returned));
                for (cell, logit) in slope.iter_mut().zip(logits) {
                    *cell += away * logit / n;
                }
            }
        }
        let mut sum = 0.0;
        // Only differences of the slopes matter, so the steps stay small.
        let least = slope.iter().copied().fold(f64::MAX, f64::min);
        for (weight, cell) in weights.iter_mut().zip(slope) {
            *weight *= (-STRIDE * (cell - least)).exp();
            sum += *weight;
        }
        weights = weights.map(|weight| weight / sum);
    }
    weights
}

/// What the models said, and the formula; where nothing could be learnt, it corrects them by nothing.
pub(super) fn members(models: &[f64; MODELS.len()], formula: Option<f64>) -> [f64; MEMBERS] {
    let [bg, mbg, pareto, regular] = *models;
    let mean = models.iter().sum::<f64>() / models.len() as f64;
    [bg, mbg, pareto, regular, formula.unwrap_or(mean)]
}

/// The logit of all together.
pub(super) fn together(weights: &[f64; MEMBERS], logits: &[f64; MEMBERS]) -> f64 {
    weights
        .iter()
        .zip(logits)
        .map(|(weight, logit)| weight * logit)
        .sum()
}

/// The pool at work.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(super) struct Pool {
    pub fits: [Fit; MODELS.len()],
    pub weights: [f64; MEMBERS],
    pub formula: Option<Formula>,
}

impl Pool {
    /// The logit of the chance of a return, by what the models say.
    pub fn logit(&self, past: &Past, today: i32, said: &[Said; MODELS.len()]) -> f64 {
        let logits = said.map(|said| logit(said.chance));
        let known = Known {
            past,
            today,
            logits,
        };
        let own = self.formula.as_ref().map(|formula| formula.logit(&known));
        together(&self.weights, &members(&logits, own))
    }

    /// The chance with its interval. The models learnt from the same customers, so they are wrong together.
    pub fn chance(&self, past: &Past, today: i32, horizon: f64) -> Estimate {
        let history = past.history(today);
        let told = self.fits.map(|fit| fit.chance(&history, horizon));
        let logits = told.map(|one| logit(one.value));
        let known = Known {
            past,
            today,
            logits,
        };
        let own = self.formula.as_ref().map(|formula| formula.logit(&known));
        let variance = self
            .formula
            .as_ref()
            .map_or(0.0, |formula| formula.variance(&known));
        let doubts = told.map(|one| one.logit_deviation());
        let doubt = together(&self.weights, &members(&doubts, None));
        let [.., weight] = self.weights;
        Estimate::of_logit(
            together(&self.weights, &members(&logits, own)),
            doubt * doubt + weight * weight * variance,
        )
    }
}
