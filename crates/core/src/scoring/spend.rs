//! What a purchase is worth: the Gamma-Gamma model.
//!
//! A customer's purchases are Gamma(p, ν) with a ν of their own, itself Gamma(q, v) among customers (v is the papers' γ):
//! Fader & Hardie 2013, "The Gamma-Gamma model of monetary value", after Colombo & Jiang 1999. It takes what customers
//! spend to have nothing to do with how often they come; see that it hardly has ([`Spends::together`]).

use std::collections::BTreeMap;

use super::figures::Estimate;
use super::fit::{Fit, NoFit, covariance};
use super::history::{BadHistory, History};
use super::newton::{Slope, climb};
use super::prior::{is_sound, weigh};
use super::special::ln_gamma;

/// How far parameters are looked for around 1 (v: around what is spent), as powers of e.
const FAR: f64 = 12.0;

/// How many purchases after the first a customer made, and what they spent on one on average.
///
/// Refunds and gifts are no purchases: who spent nothing or less has no place here. Who bought only once has none
/// either: the first purchase is left out of the mean, as in the papers, and [`SpendFit::mean`] gives everybody's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spend {
    repeats: u32,
    mean: f64,
}

impl Spend {
    /// So many repeat purchases of this much on average.
    ///
    /// # Errors
    /// When there are none, or the amount is not a finite number above zero.
    pub fn new(repeats: u32, mean: f64) -> Result<Self, BadHistory> {
        if repeats == 0 || !mean.is_finite() || mean <= 0.0 {
            return Err(BadHistory::NoNumber);
        }
        Ok(Self { repeats, mean })
    }

    /// What one is worth on average.
    pub(super) const fn mean(&self) -> f64 {
        self.mean
    }
}

/// What all customers spend.
#[derive(Debug, Clone, PartialEq)]
pub struct Spends {
    /// The means of everybody, those with as many repeats together, each group in order.
    means: Vec<f64>,
    groups: Vec<Alike>,
}

/// Customers with as many repeats.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Alike {
    repeats: u32,
    /// Where their means end.
    end: usize,
    /// The sum of the logarithms of their means.
    ln_means: f64,
}

/// Customers from which parameters are first looked for among a few of them, and how many those are at least.
const MANY: usize = 50_000;
const SOME: usize = 10_000;

impl Spends {
    /// Gather what customers spend. The same whatever their order. It is gone through twice: once to know how many there
    /// are of each kind, so that a number each is all that is kept.
    #[must_use]
    pub fn gather(spends: impl IntoIterator<Item = Spend, IntoIter: Clone>) -> Self {
        let spends = spends.into_iter();
        let mut ends: BTreeMap<u32, usize> = BTreeMap::new();
        for one in spends.clone() {
            *ends.entry(one.repeats).or_default() += 1;
        }
        let mut all = 0;
        for end in ends.values_mut() {
            // Where the group starts; it grows to its end as the means come.
            all += std::mem::replace(end, all);
        }
        let mut means = vec![0.0; all];
        for one in spends {
            if let Some(at) = ends.get_mut(&one.repeats)
                && let Some(place) = means.get_mut(*at)
            {
                *place = one.mean;
                *at += 1;
            }
        }
        Self::of(means, ends)
    }

    fn of(mut means: Vec<f64>, ends: impl IntoIterator<Item = (u32, usize)>) -> Self {
        let mut start = 0;
        let groups = ends
            .into_iter()
            .map(|(repeats, end)| {
                let alike = means.get_mut(start..end).unwrap_or_default();
                start = end;
                alike.sort_unstable_by(f64::total_cmp);
                Alike {
                    repeats,
                    end,
                    ln_means: alike.iter().map(|mean| mean.ln()).sum(),
                }
            })
            .collect();
        Self { means, groups }
    }

    /// Every so many of them: where the parameters of all are to be found, nearly.
    fn thinned(&self, every: usize) -> Self {
        let (mut means, mut ends) = (Vec::new(), Vec::new());
        for (alike, of) in self.alike() {
            means.extend(of.iter().skip(every / 2).step_by(every));
            if means.len() > ends.last().map_or(0, |(_, end)| *end) {
                ends.push((alike.repeats, means.len()));
            }
        }
        Self::of(means, ends)
    }

    /// Those with as many repeats, and their means.
    fn alike(&self) -> impl Iterator<Item = (&Alike, &[f64])> {
        let mut start = 0;
        self.groups.iter().map(move |alike| {
            let of = self.means.get(start..alike.end).unwrap_or_default();
            start = alike.end;
            (alike, of)
        })
    }

    /// How many customers there are.
    #[must_use]
    pub const fn customers(&self) -> usize {
        self.means.len()
    }

    /// The correlation of how often customers come with what they spend, from −1 to 1; the model takes it to be about 0.
    /// `None` where one of the two is the same for all.
    #[must_use]
    pub fn together(&self) -> Option<f64> {
        let n = self.customers() as f64;
        let pairs = || {
            self.alike()
                .flat_map(|(alike, of)| of.iter().map(|mean| (f64::from(alike.repeats), *mean)))
        };
        let (x, y) = pairs().fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
        let (x, y) = (x / n, y / n);
        let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
        for (one, other) in pairs() {
            xx += (one - x) * (one - x);
            xy += (one - x) * (other - y);
            yy += (other - y) * (other - y);
        }
        (xx > 0.0 && yy > 0.0).then(|| xy / (xx * yy).sqrt())
    }
}

/// What one would think of p, q and v before seeing the shop: medians, and the standard deviations of their logarithms.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SpendPrior {
    /// The medians of p, q and v; v is an amount.
    pub centre: [f64; 3],
    /// The spreads, infinite where one would think nothing.
    pub spread: [f64; 3],
}

impl SpendPrior {
    /// No opinion.
    pub const NONE: Self = Self {
        centre: [1.0; 3],
        spread: [f64::INFINITY; 3],
    };

    /// A gentle opinion of a shop where a usual purchase is worth this much.
    #[must_use]
    pub fn shop(usual: f64) -> Self {
        Self {
            centre: [4.0, 4.0, 0.75 * usual],
            spread: [1.0, 0.7, 1.0],
        }
    }
}

/// The Gamma-Gamma model with its parameters.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SpendFit {
    /// p, q and v.
    pub parameters: [f64; 3],
    /// The covariance of their logarithms.
    pub covariance: [[f64; 3]; 3],
    /// The log-likelihood, without the prior.
    pub log_likelihood: f64,
    /// Whether a parameter ran as far as is looked: everybody spends alike, or too few came back.
    pub at_border: bool,
}

/// Fit the Gamma-Gamma model.
///
/// # Errors
/// When nobody came back, or the prior is none.
pub fn fit_spend(spends: &Spends, prior: &SpendPrior) -> Result<SpendFit, NoFit> {
    if spends.means.is_empty() {
        return Err(NoFit::NoRepeats);
    }
    if !is_sound(&prior.centre, &prior.spread) {
        return Err(NoFit::BadPrior);
    }
    let unit = spends.means.iter().sum::<f64>() / spends.means.len() as f64;
    let bounds = [(-FAR, FAR), (-FAR, FAR), (unit.ln() - FAR, unit.ln() + FAR)];
    let find = |spends: &Spends, start| {
        climb(start, &bounds, |logs| {
            let mut slope = likelihood(spends, &logs.map(f64::exp));
            weigh(&prior.centre, &prior.spread, &mut slope, logs);
            slope
        })
    };
    // A mean of p·v/(q − 1) that is the shop's.
    let mut start = [2.0, 3.0, unit].map(f64::ln);
    if spends.customers() > MANY
        && let Some(near) = find(&spends.thinned(spends.customers() / SOME), start)
        && near.inside
    {
        start = near.at;
    }
    let peak = find(spends, start).ok_or(NoFit::NotFinite)?;
    let mut opinion = Slope::FLAT;
    weigh(&prior.centre, &prior.spread, &mut opinion, &peak.at);
    Ok(SpendFit {
        parameters: peak.at.map(f64::exp),
        covariance: covariance(&peak.slope.hessian, !peak.inside),
        log_likelihood: peak.slope.value - opinion.value,
        at_border: !peak.inside,
    })
}

/// The log-likelihood by the logarithms of p, q and v: Fader & Hardie 2013, eq. (1a) and what follows it.
pub(super) fn likelihood(spends: &Spends, at: &[f64; 3]) -> Slope<3> {
    let [p, q, v] = *at;
    let alone = ln_gamma(q);
    let mut sum = Slope::FLAT;
    for (alike, means) in spends.alike() {
        let x = f64::from(alike.repeats);
        let n = means.len() as f64;
        let ln_means = alike.ln_means;
        let (mut ln_totals, mut inverses, mut squares) = (0.0, 0.0, 0.0);
        for mean in means {
            let total = x * mean + v;
            let inverse = total.recip();
            ln_totals += total.ln();
            inverses += inverse;
            squares += inverse * inverse;
        }
        let (both, own) = (ln_gamma(p * x + q), ln_gamma(p * x));
        let shape = p * x + q;
        sum.value += n * (both.value - own.value - alone.value + q * v.ln() + p * x * x.ln())
            + (p * x - 1.0) * ln_means
            - shape * ln_totals;
        sum.gradient[0] += x * (n * (both.slope - own.slope + x.ln()) + ln_means - ln_totals);
        sum.gradient[1] += n * (both.slope - alone.slope + v.ln()) - ln_totals;
        sum.gradient[2] += n * q / v - shape * inverses;
        sum.hessian[0][0] += n * x * x * (both.bend - own.bend);
        sum.hessian[0][1] += n * x * both.bend;
        sum.hessian[0][2] -= x * inverses;
        sum.hessian[1][1] += n * (both.bend - alone.bend);
        sum.hessian[1][2] += n / v - inverses;
        sum.hessian[2][2] += shape * squares - n * q / (v * v);
    }
    for (i, j) in [(0, 1), (0, 2), (1, 2)] {
        sum.hessian[j][i] = sum.hessian[i][j];
    }
    sum.in_logs(at)
}

impl SpendFit {
    /// The Gamma-Gamma model at parameters that are known: its figures have no interval.
    ///
    /// # Errors
    /// When one is not finite and above zero.
    pub fn known(parameters: [f64; 3]) -> Result<Self, NoFit> {
        if parameters.iter().any(|p| !p.is_finite() || *p <= 0.0) {
            return Err(NoFit::BadParameter);
        }
        Ok(Self {
            parameters,
            covariance: [[0.0; 3]; 3],
            log_likelihood: 0.0,
            at_border: false,
        })
    }

    /// What a purchase of this customer is worth: Fader & Hardie 2013, eq. (5), their own mean drawn towards everybody's,
    /// the more so the fewer their purchases. Of a customer who never came back, or spent nothing, it is everybody's,
    /// `p·v/(q−1)`. `None` where the parameters give no mean (q ≤ 1: too few came back to tell).
    #[must_use]
    pub fn mean(&self, spend: Option<&Spend>) -> Option<Estimate> {
        let (x, total) = spend.map_or((0.0, 0.0), |one| {
            (f64::from(one.repeats), f64::from(one.repeats) * one.mean)
        });
        let [p, q, v] = self.parameters;
        let rest = p * x + q - 1.0;
        if rest <= 0.0 {
            return None;
        }
        // Of ln [p (v + total) / rest], by the logarithms of p, q and v.
        let slope = [1.0 - p * x / rest, -q / rest, v / (v + total)];
        let mut variance = 0.0;
        for (row, by) in self.covariance.iter().zip(slope) {
            for (cell, other) in row.iter().zip(slope) {
                variance += by * cell * other;
            }
        }
        Some(Estimate::about(p * (v + total) / rest, variance))
    }

    /// What a customer will spend in so many months: `Σ_k E[purchases in month k] · E[worth of one] / (1+discount)ᵏ`
    /// (Fader, Hardie & Lee 2005, "RFM and CLV", in the monthly steps usual since). `month` is a month's length in the
    /// histories' unit; `discount` is what money loses a month, 0 for nothing. `None` where [`Self::mean`] is.
    #[must_use]
    pub fn worth(
        &self,
        fit: &Fit,
        history: &History,
        spend: Option<&Spend>,
        (months, month): (u32, f64),
        discount: f64,
    ) -> Option<Estimate> {
        let mean = self.mean(spend)?;
        let whole = fit.expected(history, f64::from(months) * month);
        let (mut value, mut before) = (0.0, 0.0);
        for k in 1..=months {
            let until = fit.expected_value(history, f64::from(k) * month);
            value += (until - before) / (1.0 + discount).powf(f64::from(k));
            before = until;
        }
        // The two fits share no parameter, so their uncertainties add.
        let spread = mean.ln_variance() + whole.ln_variance();
        Some(Estimate::about(value * mean.value, spread))
    }
}
