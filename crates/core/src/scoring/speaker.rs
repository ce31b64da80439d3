//! Who speaks of the chance that customers come back, and what they say of each.

use super::evidence::Evidence;
use super::figures::Estimate;
use super::fit::{Border, Fit};
use super::formula::{Formula, Known};
use super::history::History;
use super::past::Past;
use super::pool::Pool;
use super::spend::SpendFit;
use super::swift::Table;
use super::voice::Voice;
use super::world::{all_say, chance};

/// Days within which a return is announced.
pub const HORIZON: u32 = 90;
/// Days of what a customer is worth, and of the returns of which one says when.
const YEAR: f64 = 365.0;
/// Of the returns within a year, the share that has happened by the day told: "probably before" is right four times of five.
const PROBABLY: f64 = 0.8;
/// Below this chance to return within a year nobody says when.
const HARDLY: f64 = 1e-6;

/// Whoever speaks for a notebook, as of a day; made by [`super::Learner`].
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Speaker {
    /// The day to which it knows the past.
    pub day: i32,
    /// Days within which it announces returns: [`HORIZON`].
    pub horizon: u32,
    /// Who speaks.
    pub voice: Voice,
    /// Few purchases yet, so figures are rough: fewer than 100 customers or 100 returns, or too short a past to try it on.
    pub rough: bool,
    /// What the data could not tell.
    pub border: Option<Border>,
    /// What the choice rests on.
    pub evidence: Evidence,
    /// The model that tells when and how often.
    pub(super) clock: Fit,
    /// What makes the chances.
    pub(super) mouth: Mouth,
    /// What a purchase is worth; `None` where nobody ever paid anything.
    pub(super) spend: Option<SpendFit>,
    /// What the clock expects of a year.
    #[serde(skip)]
    pub(super) table: Table,
}

/// What makes the chances.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Mouth {
    /// The clock.
    Clock,
    /// A formula.
    Formula(Box<Formula>),
    /// All models and a formula.
    Pool(Box<Pool>),
}

/// What is said of a customer without intervals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quick {
    /// The chance of at least one purchase within the horizon, 0 to 1.
    pub chance: f32,
    /// What they will spend in 12 months, minor units.
    pub worth: i64,
    /// What they would spend in 12 months if they came back today, minor units: what winning them back would save.
    pub worth_if_back: i64,
}

impl Speaker {
    /// The chance of at least one purchase within the horizon, with what 95 % of such figures would be within.
    #[must_use]
    pub fn chance(&self, past: &Past, today: i32) -> Estimate {
        let horizon = f64::from(self.horizon);
        match &self.mouth {
            Mouth::Clock => self.clock.chance(&past.history(today), horizon),
            Mouth::Formula(formula) => {
                let known = Known::alone(past, today);
                Estimate::of_logit(formula.logit(&known), formula.variance(&known))
            }
            Mouth::Pool(pool) => pool.chance(past, today, horizon),
        }
    }

    /// "If they return, probably before": the day by which four of five returns within a year have happened. `None` of who
    /// will hardly return.
    #[must_use]
    pub fn back_by(&self, past: &Past, today: i32) -> Option<i32> {
        let history = past.history(today);
        let by = |days: f64| self.clock.said(&history, days).chance;
        let whole = by(YEAR);
        if whole < HARDLY {
            return None;
        }
        let (mut early, mut late) = (0.0, YEAR);
        while late - early > 0.5 {
            let middle = f64::midpoint(early, late);
            if by(middle) < PROBABLY * whole {
                early = middle;
            } else {
                late = middle;
            }
        }
        // Within 0 to a year, so the cast is exact.
        Some(today.saturating_add(late.ceil() as i32))
    }

    /// What they will spend in 12 months, minor units: the purchases to expect times what one is worth. `None` where no
    /// purchase was ever worth anything.
    #[must_use]
    pub fn worth(&self, past: &Past, today: i32) -> Option<Estimate> {
        let each = self.each(past)?;
        let expected = self.clock.expected(&past.history(today), YEAR);
        // The two fits share no parameter, so their uncertainties add.
        let spread = each.ln_variance() + expected.ln_variance();
        Some(Estimate::about(each.value * expected.value, spread))
    }

    /// All of it at once without intervals, about a microsecond a customer.
    #[must_use]
    pub fn quick(&self, past: &Past, today: i32) -> Quick {
        let history = past.history(today);
        let horizon = f64::from(self.horizon);
        let (chance, clock) = match &self.mouth {
            Mouth::Clock => {
                let said = self.clock.said(&history, horizon);
                (said.chance, said)
            }
            Mouth::Formula(formula) => (
                chance(formula.logit(&Known::alone(past, today))),
                self.clock.said(&history, horizon),
            ),
            Mouth::Pool(pool) => {
                let all = all_say(pool.fits.each_ref(), &history, horizon);
                let clock = pool.fits.iter().zip(all);
                let clock = clock.filter(|(fit, _)| fit.model == self.clock.model);
                (
                    chance(pool.logit(past, today, &all)),
                    clock.map(|(_, said)| said).last().unwrap_or(all[1]),
                )
            }
        };
        let each = self.each_value(past);
        let back = History::new(history.repeats(), history.last(), history.last())
            .unwrap_or(History::new_customer());
        let ahead = |history| self.table.ahead(&self.clock, history, YEAR);
        // Casts of what is too large stop at the largest.
        Quick {
            chance: chance as f32,
            worth: (clock.alive * ahead(&history) * each).round() as i64,
            worth_if_back: (self.clock.alive_value(&back) * ahead(&back) * each).round() as i64,
        }
    }

    fn each_value(&self, past: &Past) -> f64 {
        self.each(past).map_or(0.0, |each| each.value)
    }

    /// What a purchase of theirs is worth.
    fn each(&self, past: &Past) -> Option<Estimate> {
        self.spend?.mean(past.spend().as_ref())
    }
}
