//! A model's figures without their slopes: what a million customers are asked at once.

use std::sync::OnceLock;

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

/// Purchases to expect of somebody still there, looked up: of so many repeats at most, and at so many spans up to a
/// longest one in days, between which the logarithm is a cubic.
const REPEATS: u32 = 128;
const SPANS: usize = 24;
const LONGEST: f64 = 8_000.0;

/// Looks up what [`Fit::ahead`] sums up, to within a thousandth; made when it is first asked, and never kept.
#[derive(Debug, Clone, Default)]
pub(super) struct Table(OnceLock<Vec<f64>>);

impl Table {
    /// Purchases to expect within `horizon` (always the same for one fit) of somebody with this history who is still there.
    pub fn ahead(&self, fit: &Fit, history: &History, horizon: f64) -> f64 {
        let Some(dropout) = fit.model.dropout() else {
            return fit.ahead(history, horizon);
        };
        let [r, alpha, ..] = fit.parameters;
        let (first, step) = grid(alpha);
        let at = ((alpha + history.span()).ln() - first) / step;
        if history.repeats() >= REPEATS || at > (SPANS - 1) as f64 {
            return fit.ahead(history, horizon);
        }
        let table = self.0.get_or_init(|| fill(fit, dropout, horizon));
        // Within the table, so the cast is exact.
        let left = (at.max(0.0) as usize).clamp(1, SPANS - 3) - 1;
        let x = at - left as f64;
        let cubic = [
            -(x - 1.0) * (x - 2.0) * (x - 3.0) / 6.0,
            x * (x - 2.0) * (x - 3.0) / 2.0,
            -x * (x - 1.0) * (x - 3.0) / 2.0,
            x * (x - 1.0) * (x - 2.0) / 6.0,
        ];
        let m = dropout.shape(r, history.repeats());
        let y = (history.span() - history.last()) / (alpha + history.span());
        ahead::by_stages(dropout, m, y, |stage| {
            let row = (history.repeats() * dropout.regularity + stage) as usize * SPANS + left;
            let near = table.get(row..row + 4).unwrap_or_default();
            let ln: f64 = near.iter().zip(cubic).map(|(ln, part)| ln * part).sum();
            ln.exp()
        })
    }
}

/// Where the spans of a table begin, and how far they are apart, as logarithms.
fn grid(alpha: f64) -> (f64, f64) {
    let first = alpha.ln();
    (first, ((alpha + LONGEST).ln() - first) / (SPANS - 1) as f64)
}

fn fill(fit: &Fit, dropout: Dropout, horizon: f64) -> Vec<f64> {
    let at = &fit.parameters;
    let [_, alpha, ..] = *at;
    let (first, step) = grid(alpha);
    let spans: Vec<f64> = (0..SPANS)
        .map(|i| ((first + step * i as f64).exp() - alpha).max(0.0))
        .collect();
    let mut table = Vec::with_capacity(SPANS * (REPEATS * dropout.regularity) as usize);
    for repeats in 0..REPEATS {
        for stage in 0..dropout.regularity {
            table.extend(spans.iter().map(|span| {
                ahead::expected_from(dropout, at, repeats, *span, horizon, stage)
                    .max(f64::MIN_POSITIVE)
                    .ln()
            }));
        }
    }
    table
}
