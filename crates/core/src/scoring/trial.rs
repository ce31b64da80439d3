//! What was announced held against what happened.

use super::evidence::Bin;

/// A chance is not held against anybody as nearer to 0 or 1 than this.
const NEAREST: f64 = 1e-9;
/// Half the width of an interval, in standard deviations: 95 of 100 hold what is true.
const WIDTH: f64 = 1.96;
/// Up to so many customers the chances of every count are computed; beyond, the bell curve is as good.
const EXACT: usize = 2_000;
/// Customers a bin has at least, and the most bins there are.
const BIN: usize = 40;
const BINS: usize = 10;

/// What happened to a customer within a horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Happened {
    /// Whether they bought.
    pub returned: bool,
    /// What they spent, minor units, at least nothing.
    pub spent: f64,
}

/// Sum of −ln of the chance given to what happened.
pub(super) fn log_loss(chances: &[f64], happened: &[Happened]) -> f64 {
    let pairs = chances.iter().zip(happened);
    pairs
        .map(|(chance, what)| {
            let given = if what.returned { *chance } else { 1.0 - chance };
            -given.max(NEAREST).ln()
        })
        .sum()
}

/// Sum of the squared differences.
pub(super) fn brier(chances: &[f64], happened: &[Happened]) -> f64 {
    let pairs = chances.iter().zip(happened);
    pairs
        .map(|(chance, what)| (chance - f64::from(u8::from(what.returned))).powi(2))
        .sum()
}

/// How often somebody who returned was given more than somebody who did not, ties counting half; one half where nobody
/// or everybody returned.
pub(super) fn auc(given: &[f64], happened: &[Happened]) -> f64 {
    let mut pairs: Vec<(f64, bool)> = given
        .iter()
        .zip(happened)
        .map(|(given, what)| (*given, what.returned))
        .collect();
    pairs.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let (mut before, mut wins, mut returned) = (0.0, 0.0, 0.0);
    for alike in pairs.chunk_by(|one, other| one.0 == other.0) {
        let came = alike.iter().filter(|(_, returned)| *returned).count() as f64;
        let stayed = alike.len() as f64 - came;
        wins += came * (before + 0.5 * stayed);
        before += stayed;
        returned += came;
    }
    if before > 0.0 && returned > 0.0 {
        wins / (before * returned)
    } else {
        0.5
    }
}

/// The share of all spending that came from the tenth of customers given most; those given alike share alike. 0 where
/// nothing was spent.
pub(super) fn top_spend(given: &[f64], happened: &[Happened]) -> f64 {
    let mut pairs: Vec<(f64, f64)> = given
        .iter()
        .zip(happened)
        .map(|(given, what)| (*given, what.spent))
        .collect();
    pairs.sort_unstable_by(|one, other| other.0.total_cmp(&one.0));
    let (mut room, mut top) = ((pairs.len() as f64 / 10.0).ceil(), 0.0);
    for alike in pairs.chunk_by(|one, other| one.0 == other.0) {
        let spent: f64 = alike.iter().map(|(_, spent)| spent).sum();
        let part = (room / alike.len() as f64).min(1.0);
        top += part * spent;
        room -= part * alike.len() as f64;
        if room <= 0.0 {
            break;
        }
    }
    let all: f64 = pairs.iter().map(|(_, spent)| spent).sum();
    if all > 0.0 { top / all } else { 0.0 }
}

/// Customers by rising chance in bins of equal size, ten at most.
pub(super) fn bins(told: &mut [(f64, bool)]) -> Vec<Bin> {
    told.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let count = (told.len() / BIN).clamp(1, BINS);
    let edge = |i: usize| i * told.len() / count;
    let parts = (0..count).filter_map(|i| told.get(edge(i)..edge(i + 1)));
    parts
        .filter(|part| !part.is_empty())
        .map(|part| {
            let n = part.len() as f64;
            let returned = part.iter().filter(|(_, returned)| *returned).count() as f64;
            let (low, high) = wilson(returned, n);
            Bin {
                customers: u32::try_from(part.len()).unwrap_or(u32::MAX),
                announced: part.iter().map(|(chance, _)| chance).sum::<f64>() / n,
                returned: returned / n,
                low,
                high,
            }
        })
        .collect()
}

/// Between what a share lies with 95 %, of which `hits` in `n` were seen: Wilson 1927, "Probable inference, the law of
/// succession, and statistical inference", *J. American Statistical Association* 22.
pub(crate) fn wilson(hits: f64, n: f64) -> (f64, f64) {
    let (share, square) = (hits / n, WIDTH * WIDTH);
    let middle = share + square / (2.0 * n);
    let away = WIDTH * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
    let whole = 1.0 + square / n;
    (
        ((middle - away) / whole).clamp(0.0, share),
        ((middle + away) / whole).clamp(share, 1.0),
    )
}

/// Between what the number of returns lies with 95 %, each customer returning with a chance of their own (Poisson
/// binomial).
pub(super) fn count_within(chances: &[f64]) -> (u32, u32) {
    let mean: f64 = chances.iter().sum();
    if chances.len() > EXACT {
        let away = WIDTH * chances.iter().map(|p| p * (1.0 - p)).sum::<f64>().sqrt();
        // Not below zero and not above how many there are, so the casts are exact.
        return (
            (mean - away).max(0.0).round() as u32,
            (mean + away).min(chances.len() as f64).round() as u32,
        );
    }
    // The chance of every count, one customer after another.
    let mut counts = vec![1.0];
    for chance in chances {
        counts.push(0.0);
        for i in (1..counts.len()).rev() {
            counts[i] = counts[i] * (1.0 - chance) + counts[i - 1] * chance;
        }
        counts[0] *= 1.0 - chance;
    }
    let mut below = 0.0;
    let mut least = None;
    for (count, chance) in (0..).zip(&counts) {
        below += chance;
        if below > 0.025 && least.is_none() {
            least = Some(count);
        }
        if below >= 0.975 {
            return (least.unwrap_or(count), count);
        }
    }
    let all = u32::try_from(chances.len()).unwrap_or(u32::MAX);
    (least.unwrap_or(all), all)
}
