//! How many purchases are to come: of somebody still there, and of somebody new.
//!
//! The papers write these with the Gaussian hypergeometric function (Fader, Hardie & Lee 2005, eq. (9) and (10)), which
//! has a pole at a = 1 and loses digits beside it, and which nobody has for a regularity above 1. Read as a story it is
//! a plain sum: the events to come until the horizon are negative binomial, and the (i+1)-th purchase happens if there
//! are events enough and if the customer stayed after each of the i before it. Every term is positive, so nothing can
//! cancel.

use super::dropout::Dropout;
use super::history::History;
use super::quadrature;
use super::special::ln_gamma;

/// No sum goes further: nobody buys more often than this before any horizon.
const MOST_EVENTS: u32 = 100_000;
/// What is left out of a sum, as a share of it.
const REST: f64 = 1e-12;

/// Purchases to expect within `horizon` (a positive number) of somebody with this history who is still there.
pub(super) fn expected_if_alive(
    dropout: Dropout,
    at: &[f64; 4],
    history: &History,
    horizon: f64,
) -> f64 {
    let [r, alpha, ..] = *at;
    let m = dropout.shape(r, history.repeats());
    let y = (history.span() - history.last()) / (alpha + history.span());
    by_stages(dropout, m, y, |stage| {
        expected_from(
            dropout,
            at,
            history.repeats(),
            history.span(),
            horizon,
            stage,
        )
    })
}

/// They stand at one of the stages towards the next purchase; how likely each is goes as the terms of S(y).
pub(super) fn by_stages(dropout: Dropout, m: f64, y: f64, expected: impl Fn(u32) -> f64) -> f64 {
    let (mut weight, mut weights, mut sum) = (1.0, 0.0, 0.0);
    for stage in 0..dropout.regularity {
        let j = f64::from(stage);
        if weight > 0.0 {
            sum += weight * expected(stage);
        }
        weights += weight;
        weight *= (m + j) / (j + 1.0) * y;
    }
    sum / weights
}

/// Purchases to expect within `horizon` of somebody still there who has done so many stages towards the next one.
pub(super) fn expected_from(
    dropout: Dropout,
    at: &[f64; 4],
    repeats: u32,
    span: f64,
    horizon: f64,
    stage: u32,
) -> f64 {
    let [r, alpha, a, b] = *at;
    let span = alpha + span;
    let ahead = Ahead {
        passed: horizon / (span + horizon),
        ln_before: -(horizon / span).ln_1p(),
        regularity: dropout.regularity,
        leave: a,
        stay: b + dropout.stays(repeats),
    };
    ahead.expected(dropout.shape(r, repeats) + f64::from(stage), stage)
}

struct Ahead {
    /// `t/(α+T+t)`.
    passed: f64,
    /// ln of `(α+T)/(α+T+t)`.
    ln_before: f64,
    regularity: u32,
    /// a.
    leave: f64,
    /// b + d.
    stay: f64,
}

impl Ahead {
    /// `Σ_n P(n events) · E[purchases made, of those the events allow]` for a rate of shape `m` and `stage` events
    /// already done of the next purchase's.
    fn expected(&self, m: f64, stage: u32) -> f64 {
        const HUGE: f64 = 1e200;
        // The chance of n events, as a multiple of e to the `scale`.
        let (mut chance, mut scale) = (1.0_f64, m * self.ln_before);
        let (mut made, mut still, mut purchases) = (0.0, 1.0, 0.0);
        let mut towards = stage;
        let (mut mass, mut sum) = (chance, 0.0_f64);
        let mut ratio = m * self.passed;
        for n in 0..MOST_EVENTS {
            chance *= ratio;
            towards += 1;
            if towards == self.regularity {
                towards = 0;
                made += still;
                still *= (self.stay + purchases) / (self.leave + self.stay + purchases);
                purchases += 1.0;
            }
            mass += chance;
            sum += chance * made;
            let events = f64::from(n + 1);
            ratio = (m + events) / (events + 1.0) * self.passed;
            // From where the terms fall they fall at least like this, and each purchase more adds at most 1.
            let fall = 1.0 - ratio;
            if fall > 0.0 && chance * (made * fall + 1.0) <= REST * sum * fall * fall {
                return scaled(sum, scale);
            }
            if chance > HUGE || mass > HUGE || sum > HUGE {
                chance /= HUGE;
                mass /= HUGE;
                sum /= HUGE;
                scale += HUGE.ln();
            }
        }
        scaled(sum, scale) + made * (1.0 - scaled(mass, scale)).max(0.0)
    }
}

/// `sum · e^scale`.
fn scaled(sum: f64, scale: f64) -> f64 {
    if sum > 0.0 {
        (sum.ln() + scale).exp()
    } else {
        0.0
    }
}

/// The chance that somebody new makes exactly `n` repeat purchases within `horizon`: Fader, Hardie & Lee 2005, eq. (8),
/// and the same of its kin.
pub(super) fn count_of_dropout(dropout: Dropout, at: &[f64; 4], n: u32, horizon: f64) -> f64 {
    let [r, alpha, a, b] = *at;
    let stays = dropout.stays(n);
    let k = dropout.regularity;
    let first = u64::from(k) * u64::from(n);
    let below: f64 = (0..first).map(|i| events(r, alpha, i, horizon)).sum();
    let exactly: f64 = (first..first + u64::from(k))
        .map(|i| events(r, alpha, i, horizon))
        .sum();
    let stayed = (ln_gamma(b + stays).value - ln_gamma(b).value + ln_gamma(a + b).value
        - ln_gamma(a + b + stays).value)
        .exp();
    let left = if stays > 0.0 {
        stayed * a / (b + stays - 1.0)
    } else {
        0.0
    };
    stayed * exactly + left * (1.0 - below).max(0.0)
}

/// The same where they may leave at any time: events until they leave or the horizon comes (Schmittlein, Morrison &
/// Colombo 1987, eq. (16) leads to it), the time of leaving being Pareto, by quadrature.
pub(super) fn count_of_pareto(at: &[f64; 4], n: u32, horizon: f64) -> f64 {
    let [r, alpha, s, beta] = *at;
    let n = u64::from(n);
    let outlives = |time: f64| (-s * (time / beta).ln_1p()).exp();
    let mut chance = events(r, alpha, n, horizon) * outlives(horizon);
    let shortest = alpha.min(beta);
    quadrature::points((horizon / shortest).ln_1p(), 40, |_, power, width| {
        let y = shortest * (power - 1.0);
        let leaves = s * outlives(y) / (beta + y);
        chance += events(r, alpha, n, y) * leaves * width * (shortest + y);
    });
    chance
}

/// The chance of exactly `n` events in `time` when the rate is Gamma(r, α): negative binomial.
fn events(r: f64, alpha: f64, n: u64, time: f64) -> f64 {
    let count = n as f64;
    let ways = ln_gamma(r + count).value - ln_gamma(r).value - ln_gamma(count + 1.0).value;
    let none = -r * (time / alpha).ln_1p();
    let some = if n == 0 {
        0.0
    } else {
        -count * (alpha / time).ln_1p()
    };
    (ways + none + some).exp()
}
