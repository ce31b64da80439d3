//! The shop as it was known on a day: the customers of then, and the models fitted to nothing later.

use super::fit::{Fit, fit};
use super::formula::{Formula, Known};
use super::history::{Histories, History};
use super::past::{Past, between};
use super::pool::MODELS;
use super::regularity::{fit_regular, wheat_morrison};
use super::spend::{Spend, SpendFit, SpendPrior, Spends, fit_spend};
use super::swift::Said;
use super::trial::Happened;
use super::voice::Voice;
use super::{Model, Prior};
use crate::behaviour::{median, shop_rhythm};

/// A customer's purchases `(day, minor units)` in the order of their days.
pub(super) type Purchases = Vec<(i32, i64)>;

/// The rhythm of a shop of which too little is known, days.
const TRADE: f64 = 30.0;
/// A regularity is looked for from here on.
const REGULAR: f64 = 1.3;
/// Histories enough to tell it.
const ENOUGH: usize = 5_000;

/// Histories unlike any other that Pareto/NBD, by far the slowest, is fitted to at most: among so many, one in two or three of
/// them moves what it says by less than it says it may be wrong.
const ENOUGH_FOR_PARETO: usize = 250_000;

/// Every model, fitted.
#[derive(Debug, Clone)]
pub(super) struct Fits {
    pub bg: Fit,
    pub mbg: Fit,
    pub pareto: Fit,
    pub regular: Option<Fit>,
}

impl Fits {
    /// `None` where there is nothing to fit to.
    pub fn of(histories: &Histories, rhythm: f64, k: u8) -> Option<Self> {
        let to =
            |model, histories: &Histories| fit(model, histories, &Prior::shop(model, rhythm)).ok();
        let of = |model| to(model, histories);
        let step = histories.distinct().div_ceil(ENOUGH_FOR_PARETO);
        Some(Self {
            bg: of(Model::BgNbd)?,
            mbg: of(Model::MbgNbd)?,
            pareto: if step > 1 {
                to(Model::ParetoNbd, &histories.thinned(step))?
            } else {
                of(Model::ParetoNbd)?
            },
            regular: if k > 1 { of(Model::MbgCnbd(k)) } else { None },
        })
    }

    /// The model that speaks alone.
    pub fn of_voice(&self, voice: Voice) -> Option<&Fit> {
        match voice {
            Voice::BgNbd => Some(&self.bg),
            Voice::MbgNbd => Some(&self.mbg),
            Voice::ParetoNbd => Some(&self.pareto),
            Voice::Regular => self.regular.as_ref(),
            _ => None,
        }
    }

    /// The models of the pool.
    pub fn pool(&self) -> [&Fit; MODELS.len()] {
        let regular = self.regular.as_ref().unwrap_or(&self.mbg);
        [&self.bg, &self.mbg, &self.pareto, regular]
    }
}

/// The shop as it was known on a day.
#[derive(Debug)]
pub(super) struct World {
    pub day: i32,
    /// Who there was by then: their place among all customers.
    pub who: Vec<usize>,
    /// What was known of each.
    pub pasts: Vec<Past>,
    pub regularity: u8,
    pub fits: Option<Fits>,
}

impl World {
    /// The world of these customers at the end of a day.
    pub fn of(customers: &[Purchases], day: i32) -> Self {
        // The shop's rhythm as it would have been worked out then.
        let own = customers.iter().filter_map(|purchases| own(purchases, day));
        let rhythm = shop_rhythm(own.collect(), TRADE).max(1.0);
        let (who, pasts): (Vec<usize>, Vec<Past>) = customers
            .iter()
            .enumerate()
            .filter_map(|(at, purchases)| Some((at, Past::seen(purchases, day, rhythm)?)))
            .unzip();
        let known: Vec<&Purchases> = who.iter().filter_map(|at| customers.get(*at)).collect();
        let regularity = regularity(&known, day, rhythm);
        let histories = Histories::gather(
            known
                .iter()
                .zip(&pasts)
                .map(|(purchases, past)| with_gaps(purchases, past, day)),
        );
        Self {
            day,
            fits: Fits::of(&histories, rhythm, regularity),
            who,
            pasts,
            regularity,
        }
    }

    /// What happened to each within `horizon` days.
    pub fn happened(&self, customers: &[Purchases], horizon: u32) -> Vec<Happened> {
        let until = self.day.saturating_add_unsigned(horizon);
        let of = |at: &usize| {
            let mut what = Happened {
                returned: false,
                spent: 0.0,
            };
            for (day, amount) in customers.get(*at).into_iter().flatten() {
                if *day > self.day && *day <= until {
                    what.returned |= *amount >= 0;
                    what.spent += *amount as f64;
                }
            }
            what.spent = what.spent.max(0.0);
            what
        };
        self.who.iter().map(of).collect()
    }

    /// What a purchase is worth.
    pub fn spend(&self) -> Option<SpendFit> {
        let spends = self.pasts.iter();
        let all: Vec<Spend> = spends.filter_map(|past| past.spend()).collect();
        let usual = all.iter().map(Spend::mean).sum::<f64>() / all.len() as f64;
        if !usual.is_finite() {
            return None;
        }
        fit_spend(
            &Spends::gather(all.iter().copied()),
            &SpendPrior::shop(usual),
        )
        .ok()
    }

    /// Everybody as a formula sees them, with what the pool's models say.
    pub fn known<'a>(
        &'a self,
        logits: &'a [[f64; MODELS.len()]],
    ) -> impl Iterator<Item = Known<'a>> {
        self.pasts.iter().zip(logits).map(|(past, logits)| Known {
            past,
            today: self.day,
            logits: *logits,
        })
    }

    /// Everybody's logit by a formula, which goes by the fifths of this day's customers from now on.
    pub fn logits_by(&self, formula: &mut Formula, known: &[Known]) -> Vec<f64> {
        formula.among(self.pasts.iter().map(|past| (past, self.day)));
        known.iter().map(|one| formula.logit(one)).collect()
    }
}

/// What the models of a day say of a horizon from then, and what happened.
#[derive(Debug)]
pub(super) struct Window {
    /// The logits of everybody's chances.
    pub logits: Vec<[f64; MODELS.len()]>,
    pub happened: Vec<Happened>,
}

impl Window {
    pub fn of(world: &World, customers: &[Purchases], horizon: u32) -> Self {
        let pool = world.fits.as_ref().map(Fits::pool);
        let say = |past: &Past| {
            pool.map_or([0.0; MODELS.len()], |fits| {
                let history = past.history(world.day);
                all_say(fits, &history, f64::from(horizon)).map(|said| logit(said.chance))
            })
        };
        Self {
            logits: world.pasts.iter().map(say).collect(),
            happened: world.happened(customers, horizon),
        }
    }
}

/// What each model of a pool says; the last asks nobody if it is the second.
pub(super) fn all_say(
    fits: [&Fit; MODELS.len()],
    history: &History,
    horizon: f64,
) -> [Said; MODELS.len()] {
    let [bg, mbg, pareto, regular] = fits;
    let (one, two, three) = (
        bg.said(history, horizon),
        mbg.said(history, horizon),
        pareto.said(history, horizon),
    );
    let four = if regular.model == mbg.model {
        two
    } else {
        regular.said(history, horizon)
    };
    [one, two, three, four]
}

/// Chances nearer to 0 or 1 than this have no logarithm worth going by.
const NEAREST: f64 = 1e-3;

pub(super) fn logit(chance: f64) -> f64 {
    let chance = chance.clamp(NEAREST, 1.0 - NEAREST);
    (chance / (1.0 - chance)).ln()
}

pub(super) fn chance(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

/// The median of somebody's gaps until a day, if they came back.
fn own(purchases: &Purchases, day: i32) -> Option<f64> {
    median(&mut gaps(purchases, day))
}

/// Days between visits until a day.
fn gaps(purchases: &Purchases, until: i32) -> Vec<f64> {
    let days = purchases
        .iter()
        .filter(|(day, amount)| *amount >= 0 && *day <= until);
    let mut last = None;
    let mut gaps = Vec::new();
    for (day, _) in days {
        if let Some(last) = last.replace(*day).filter(|last| last < day) {
            gaps.push(between(last, *day));
        }
    }
    gaps
}

fn with_gaps(purchases: &Purchases, past: &Past, day: i32) -> History {
    let history = past.history(day);
    let sum = gaps(purchases, day).iter().map(|gap| gap.ln()).sum();
    history.with_log_gaps(sum).unwrap_or(history)
}

/// How like clockwork they come.
fn regularity(known: &[&Purchases], day: i32, rhythm: f64) -> u8 {
    let pairs = known.iter().filter_map(|purchases| {
        let gaps = gaps(purchases, day);
        Some((*gaps.first()?, *gaps.get(1)?))
    });
    let Some(guess) = wheat_morrison(pairs).filter(|guess| *guess >= REGULAR) else {
        return 1;
    };
    let few = known.iter().take(ENOUGH).filter_map(|purchases| {
        let past = Past::seen(purchases, day, rhythm)?;
        Some(with_gaps(purchases, &past, day))
    });
    let prior = |model| Prior::shop(model, rhythm);
    fit_regular(Model::MbgNbd, &Histories::gather(few), prior, Some(guess))
        .map_or(1, |fit| fit.model.regularity())
}
