//! How like clockwork customers come: k, the events that make one purchase.

use super::Model;
use super::fit::{Fit, NoFit, fit};
use super::history::Histories;
use super::prior::Prior;

/// No shop is as regular as this.
const MOST: u8 = 12;

/// k as two times between purchases of each customer tell it, whatever their rates: with M the share of the first in the
/// two, `k = (1 − 4 Var M) / (8 Var M)` (Wheat & Morrison 1990, "Estimating purchase regularity with two interpurchase
/// times", *J. Marketing Research* 27(1), eq. (5)). 1 is at random. Pairs that are not both above zero are passed
/// over. `None` with fewer than ten pairs, or where all shares are one half.
#[must_use]
pub fn wheat_morrison(gaps: impl IntoIterator<Item = (f64, f64)>) -> Option<f64> {
    let shares: Vec<f64> = gaps
        .into_iter()
        .filter(|(one, other)| *one > 0.0 && *other > 0.0 && (one + other).is_finite())
        .map(|(one, other)| one / (one + other))
        .collect();
    if shares.len() < 10 {
        return None;
    }
    let n = shares.len() as f64;
    let mean = shares.iter().sum::<f64>() / n;
    let variance = shares
        .iter()
        .map(|share| (share - mean).powi(2))
        .sum::<f64>()
        / (n - 1.0);
    (variance > 0.0).then(|| (1.0 - 4.0 * variance) / (8.0 * variance))
}

/// Fit with the regularity that makes the histories likeliest, climbing from the one `guessed` as long as it gets better
/// (Platzer & Reutterer 2016, section 3.2). The model says whether customers may leave after the first purchase; its own
/// k is not looked at.
///
/// # Errors
/// As [`fit`]: the histories have to know their gaps, unless k stays 1.
pub fn fit_regular(
    model: Model,
    histories: &Histories,
    prior: impl Fn(Model) -> Prior,
    guessed: Option<f64>,
) -> Result<Fit, NoFit> {
    let of = |k: u8| match model {
        Model::MbgNbd | Model::MbgCnbd(_) => Model::MbgCnbd(k),
        Model::BgNbd | Model::BgCnbd(_) => Model::BgCnbd(k),
        Model::ParetoNbd => Model::ParetoNbd,
    };
    let at = |k: u8| fit(of(k), histories, &prior(of(k)));
    if model == Model::ParetoNbd {
        return at(1);
    }
    // Rounded and within 1 to MOST, so the cast is exact.
    let first = guessed.map_or(1.0, |k| k.round().clamp(1.0, f64::from(MOST))) as u8;
    let mut best = at(first)?;
    for up in [true, false] {
        let before = best.log_likelihood;
        loop {
            let k = best.model.regularity();
            let next = if up { k + 1 } else { k - 1 };
            if !(1..=MOST).contains(&next) {
                break;
            }
            let other = at(next)?;
            if other.log_likelihood <= best.log_likelihood {
                break;
            }
            best = other;
        }
        if best.log_likelihood > before {
            break;
        }
    }
    Ok(best)
}
