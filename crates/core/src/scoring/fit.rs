//! A model's parameters from a shop's histories, by penalised maximum likelihood in their logarithms.

use super::Model;
use super::history::Histories;
use super::newton::{Peak, Slope, climb, inverse, negated};
use super::prior::{Prior, is_sound};

/// Distinct histories from which a second thread is worth starting.
const ENOUGH_FOR_TWO: usize = 10_000;

/// Distinct histories from which a few of them first tell roughly where to look, and one in how many they are.
const ENOUGH_TO_THIN: usize = 20_000;
const THIN: usize = 16;

/// How far from 1 a parameter without a unit is looked for, and from the mean span one that is a time, as powers of e.
const FAR: f64 = 12.0;

/// A fit that has this little more log-likelihood than one in which nobody leaves has seen nobody leave.
const NO_SIGN: f64 = 0.01;

/// From here on a gamma or beta distribution is as good as a single value.
const ALL_ALIKE: f64 = 1e4;

/// How sure a direction may at worst be, as a standard deviation of a parameter's logarithm, where data say nothing at all.
const UNSURE: f64 = 10.0;

/// Why there is no fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoFit {
    /// There are no customers.
    #[error("there are no customers")]
    NoCustomers,
    /// Nobody ever came back, so nothing can be said of coming back.
    #[error("nobody ever came back")]
    NoRepeats,
    /// A regularity cannot be told without the times between purchases.
    #[error("the times between purchases are not known")]
    GapsUnknown,
    /// The prior has a centre or spread that is not above zero.
    #[error("a prior has a centre or a spread that is not above zero")]
    BadPrior,
    /// Parameters that are not finite and above zero.
    #[error("a parameter is not finite and above zero")]
    BadParameter,
    /// The likelihood could not be computed.
    #[error("the likelihood could not be computed")]
    NotFinite,
}

/// What the data could not tell, so that a parameter ran to the border of what is possible. The figures hold all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Border {
    /// No sign of departures to learn from yet: in the fit nobody ever leaves.
    NoDepartures,
    /// No sign that some buy more often than others.
    OnePace,
    /// No sign that some leave more readily than others.
    OneDeparture,
    /// Another parameter ran as far as is looked.
    Edge,
}

/// A model with its parameters.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fit {
    /// Which model.
    pub model: Model,
    /// Its parameters, in its order. Where nobody ever leaves, the last two are 0 and 1.
    pub parameters: [f64; 4],
    /// The covariance of their logarithms; 0 for what is not uncertain.
    pub covariance: [[f64; 4]; 4],
    /// The log-likelihood of the histories it was fitted to, without the prior; 0 where it was fitted to none.
    pub log_likelihood: f64,
    /// What the data could not tell.
    pub border: Option<Border>,
    /// How often the likelihood was computed.
    pub evaluations: u32,
}

/// Fit a model to histories. Equal data give equal figures whatever their order and unit of time.
///
/// # Errors
/// When there is nothing to learn from, or the prior is none.
pub fn fit(model: Model, histories: &Histories, prior: &Prior) -> Result<Fit, NoFit> {
    if histories.rows.is_empty() {
        return Err(NoFit::NoCustomers);
    }
    if histories.repeats() == 0.0 {
        return Err(NoFit::NoRepeats);
    }
    if !is_sound(&prior.centre, &prior.spread) {
        return Err(NoFit::BadPrior);
    }
    let constant = constant(model, histories)?;
    let unit = histories.mean_span();
    let near = |centre: f64| (centre.ln() - FAR, centre.ln() + FAR);
    let time = match model {
        Model::ParetoNbd => unit,
        _ => 1.0,
    };
    let bounds = [near(1.0), near(unit), near(1.0), near(time)];
    // Everybody's time over everybody's purchases: the gap of somebody who never leaves.
    let gap = unit * histories.customers() / histories.repeats() / f64::from(model.regularity());
    let start = [1.0, gap, 1.0, time].map(f64::ln);
    let hill = |histories: &Histories, logs: &[f64; 4]| {
        let mut slope = likelihood(model, histories, &logs.map(f64::exp));
        prior.weigh(&mut slope, logs);
        slope
    };
    let mut start = inside(start, &bounds);
    if histories.rows.len() >= ENOUGH_TO_THIN {
        let few = histories.thinned(THIN);
        let rough = climb(start, &bounds, |logs| hill(&few, logs));
        start = rough
            .filter(|peak| peak.inside)
            .map_or(start, |peak| peak.at);
    }
    let peak = climb(start, &bounds, |logs| hill(histories, logs)).ok_or(NoFit::NotFinite)?;
    let parameters = peak.at.map(f64::exp);
    let mut plain = peak.slope.value;
    let mut opinion = Slope::FLAT;
    prior.weigh(&mut opinion, &peak.at);
    plain -= opinion.value;
    let open = prior.spread.iter().all(|spread| spread.is_infinite());
    if open && (!peak.inside || leaving(model, &parameters, unit) < 0.05) {
        let stay = everybody_stays(model, histories, [peak.at[0], peak.at[1]], &bounds);
        if let Some(stay) = stay.filter(|stay| stay.slope.value >= plain - NO_SIGN) {
            return Ok(of_stay(model, &stay, peak.asked, constant));
        }
    }
    let border = if open {
        border(model, &parameters, peak.inside)
    } else {
        None
    };
    Ok(Fit {
        model,
        parameters,
        covariance: covariance(&peak.slope.hessian, border.is_some()),
        log_likelihood: plain + constant,
        border,
        evaluations: peak.asked,
    })
}

/// The log-likelihood of histories at some parameters, by their logarithms, without [`constant`].
pub(super) fn likelihood(model: Model, histories: &Histories, at: &[f64; 4]) -> Slope<4> {
    let mut sum = Slope::FLAT;
    for group in &histories.groups {
        sum.add(&model.head(at, group.repeats), group.weight);
    }
    let part = |from: usize, to: usize| {
        let mut sum = Slope::FLAT;
        for group in &histories.groups {
            let rows = group.rows.start.max(from)..group.rows.end.min(to);
            if let Some(rows) = histories.rows.get(rows).filter(|rows| !rows.is_empty()) {
                sum.add(&model.tails(at, group.repeats, rows), 1.0);
            }
        }
        sum
    };
    let all = histories.rows.len();
    if all < ENOUGH_FOR_TWO {
        sum.add(&part(0, all), 1.0);
        return sum;
    }
    // Always the same halves, so that the sum is the same to the last bit.
    let halves = std::thread::scope(|scope| {
        let other = std::thread::Builder::new().spawn_scoped(scope, || part(all / 2, all));
        let first = part(0, all / 2);
        let second = other.ok().and_then(|other| other.join().ok());
        [first, second.unwrap_or_else(|| part(all / 2, all))]
    });
    for half in halves {
        sum.add(&half, 1.0);
    }
    sum
}

/// What the log-likelihood has besides, whatever the parameters: the times between purchases, for a regularity.
pub(super) fn constant(model: Model, histories: &Histories) -> Result<f64, NoFit> {
    match model.dropout() {
        Some(dropout) if dropout.regularity > 1 => {
            let gaps = histories.log_gaps.ok_or(NoFit::GapsUnknown)?;
            Ok(dropout.constant(histories.repeats(), gaps))
        }
        _ => Ok(0.0),
    }
}

/// How large a share of customers leaves: after a purchase, or within the mean span.
fn leaving(model: Model, at: &[f64; 4], unit: f64) -> f64 {
    let [_, _, leave, stay] = *at;
    match model {
        Model::ParetoNbd => leave * (unit / stay).ln_1p(),
        _ => leave / (leave + stay),
    }
}

/// The fit in which nobody ever leaves: the negative binomial alone, of r and α.
fn everybody_stays(
    model: Model,
    histories: &Histories,
    start: [f64; 2],
    bounds: &[(f64, f64); 4],
) -> Option<Peak<2>> {
    climb(start, &[bounds[0], bounds[1]], |logs| {
        let at = [logs[0].exp(), logs[1].exp(), 0.0, 1.0];
        let slope = likelihood(model, histories, &at);
        let [one, two, ..] = slope.hessian;
        Slope {
            value: slope.value,
            gradient: [slope.gradient[0], slope.gradient[1]],
            hessian: [[one[0], one[1]], [two[0], two[1]]],
        }
    })
}

fn of_stay(model: Model, stay: &Peak<2>, asked: u32, constant: f64) -> Fit {
    let narrow = covariance(&stay.slope.hessian, !stay.inside);
    let mut wide = [[0.0; 4]; 4];
    for (row, cells) in wide.iter_mut().zip(narrow) {
        row[..2].copy_from_slice(&cells);
    }
    Fit {
        model,
        parameters: [stay.at[0].exp(), stay.at[1].exp(), 0.0, 1.0],
        covariance: wide,
        log_likelihood: stay.slope.value + constant,
        border: Some(Border::NoDepartures),
        evaluations: asked + stay.asked,
    }
}

fn border(model: Model, at: &[f64; 4], inside: bool) -> Option<Border> {
    let [r, _, leave, stay] = *at;
    let alike = match model {
        Model::ParetoNbd => leave,
        _ => leave + stay,
    };
    if r > ALL_ALIKE {
        Some(Border::OnePace)
    } else if alike > ALL_ALIKE {
        Some(Border::OneDeparture)
    } else {
        (!inside).then_some(Border::Edge)
    }
}

/// The covariance of the logarithms. At a border the data say nothing in some direction: there it is bounded.
pub(super) fn covariance<const N: usize>(
    hessian: &[[f64; N]; N],
    at_border: bool,
) -> [[f64; N]; N] {
    let mut curved = negated(hessian);
    if !at_border && let Some(inverse) = inverse(&curved) {
        return inverse;
    }
    let mut firm = UNSURE.powi(-2);
    loop {
        for (i, row) in curved.iter_mut().enumerate() {
            row[i] += firm;
        }
        if let Some(inverse) = inverse(&curved) {
            return inverse;
        }
        firm *= 10.0;
    }
}

fn inside(start: [f64; 4], bounds: &[(f64, f64); 4]) -> [f64; 4] {
    std::array::from_fn(|i| start[i].clamp(bounds[i].0, bounds[i].1))
}

impl Fit {
    /// A model at parameters that are known, from a paper for instance: its figures have no interval.
    ///
    /// # Errors
    /// When a parameter is not finite and above zero.
    pub fn known(model: Model, parameters: [f64; 4]) -> Result<Self, NoFit> {
        if parameters.iter().any(|p| !p.is_finite() || *p <= 0.0) {
            return Err(NoFit::BadParameter);
        }
        Ok(Self {
            model,
            parameters,
            covariance: [[0.0; 4]; 4],
            log_likelihood: 0.0,
            border: None,
            evaluations: 0,
        })
    }
}
