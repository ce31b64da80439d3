//! The notebook's own past, told ahead from days of which what came after is known.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::evidence::{Bin, Cut, Evidence, Month, Trial};
use super::formula::{Formula, Known};
use super::past::Past;
use super::speaker::HORIZON;
use super::trial::{Happened, auc, bins, brier, count_within, log_loss, top_spend};
use super::voice::Voice;
use super::world::{Purchases, World};

/// Days of a month.
const MONTH: u32 = 30;
/// Days a past needs before a cut.
const BEFORE: i32 = 45;
/// The most cuts.
const CUTS: i32 = 6;
/// Customers who returned, and who did not, that a formula is learnt from at least.
const TO_LEARN: usize = 20;
/// Earlier windows a formula is learnt from at most.
const WINDOWS: usize = 3;

/// Tells a past ahead.
pub(super) struct Backtest<'a> {
    customers: &'a [Purchases],
    today: i32,
    first: i32,
    worlds: BTreeMap<i32, World>,
}

/// What every voice said at a cut.
struct Told {
    cut: Cut,
    happened: Vec<Happened>,
    /// What a purchase of each was thought to be worth.
    each: Vec<f64>,
    chances: Vec<(Voice, Vec<f64>)>,
}

impl<'a> Backtest<'a> {
    /// Of customers of whom the first came on the day `first`.
    pub fn new(customers: &'a [Purchases], today: i32, first: i32) -> Self {
        Self {
            customers,
            today,
            first,
            worlds: BTreeMap::new(),
        }
    }

    /// The days from which the past is told ahead, the latest first: a horizon apart, or half of one in a short past.
    pub fn cuts(&self) -> Vec<i32> {
        let horizon = HORIZON as i32;
        // The earliest day at which a formula has a window to learn from.
        let earliest = self.first.saturating_add(BEFORE + horizon);
        let apart = |step: i32| {
            let days = (0..CUTS).map(move |i| self.today.saturating_sub(horizon + i * step));
            days.take_while(move |day| *day >= earliest)
                .collect::<Vec<_>>()
        };
        let whole = apart(horizon);
        if whole.len() >= 3 {
            whole
        } else {
            apart(horizon / 2)
        }
    }

    /// See that a day's world is there.
    fn visit(&mut self, day: i32) {
        let customers = self.customers;
        self.worlds
            .entry(day)
            .or_insert_with(|| World::of(customers, day));
    }

    /// The days before one, a horizon apart, of which what came after was known by then.
    fn windows(&self, day: i32, horizon: u32) -> Vec<i32> {
        let horizon = horizon as i32;
        let days = (1..).map(|i| day.saturating_sub(i * horizon));
        days.take_while(|day| *day >= self.first.saturating_add(BEFORE))
            .take(WINDOWS)
            .collect()
    }

    /// The world of a day.
    pub fn world(&mut self, day: i32) -> Option<&World> {
        self.visit(day);
        self.worlds.get(&day)
    }

    /// Learn a formula from what was known on a day of what had happened before.
    pub fn learn(&mut self, voice: Voice, day: i32, horizon: u32) -> Option<Formula> {
        let windows = self.windows(day, horizon);
        for window in &windows {
            self.visit(*window);
        }
        let mut all: Vec<(Known, bool)> = Vec::new();
        for world in windows.iter().filter_map(|day| self.worlds.get(day)) {
            world.fits.as_ref()?;
            let happened = world.happened(self.customers, horizon);
            let known = world.known(f64::from(horizon));
            all.extend(
                known
                    .into_iter()
                    .zip(happened)
                    .map(|(known, what)| (known, what.returned)),
            );
        }
        let returned = all.iter().filter(|(_, returned)| *returned).count();
        if returned < TO_LEARN || all.len() - returned < TO_LEARN {
            return None;
        }
        Formula::learn(voice, &all)
    }

    /// Everybody's chance as a voice would have said on a day, by nothing later.
    fn say(&mut self, voice: Voice, day: i32, horizon: u32) -> Option<Vec<f64>> {
        self.visit(day);
        let formula = if voice.is_model() {
            None
        } else {
            Some(self.learn(voice, day, horizon)?)
        };
        let world = self.worlds.get(&day)?;
        let fits = world.fits.as_ref()?;
        let horizon = f64::from(horizon);
        match formula {
            None => Some(world.chances_of(fits.of_voice(voice)?, horizon)),
            Some(mut formula) => Some(world.chances_by(&mut formula, &world.known(horizon))),
        }
    }

    /// What everybody says at a cut.
    fn tell(&mut self, day: i32) -> Option<Told> {
        self.visit(day);
        let chances: Vec<(Voice, Vec<f64>)> = Voice::ALL
            .into_iter()
            .filter_map(|voice| Some((voice, self.say(voice, day, HORIZON)?)))
            .collect();
        let world = self.worlds.get(&day)?;
        let spend = world.spend();
        let each = |past| spend.and_then(|spend| spend.mean(Past::spend(past).as_ref()));
        Some(Told {
            cut: Cut {
                day: civil(day)?,
                customers: count(world.pasts.len()),
            },
            happened: world.happened(self.customers, HORIZON),
            each: world
                .pasts
                .iter()
                .map(|past| each(past).map_or(0.0, |each| each.value))
                .collect(),
            chances,
        })
    }

    /// Tell the past ahead from every cut; who did best comes first.
    pub fn run(&mut self) -> Outcome {
        let told: Vec<Told> = self
            .cuts()
            .into_iter()
            .filter_map(|day| self.tell(day))
            .collect();
        let mut candidates: Vec<Trial> = Voice::ALL
            .into_iter()
            .filter_map(|voice| trial(voice, &told))
            .collect();
        let n: f64 = told.iter().map(|told| told.happened.len() as f64).sum();
        candidates.sort_by(|one, other| {
            let loss = |trial: &Trial| trial.log_loss + trial.voice.handicap() / n;
            loss(one).total_cmp(&loss(other))
        });
        Outcome {
            evidence: Evidence {
                cuts: told.iter().map(|told| told.cut).collect(),
                candidates,
                ..Evidence::default()
            },
            told,
        }
    }

    /// Announced against happened over the last month, by whoever speaks.
    pub fn last_month(&mut self, voice: Voice) -> Option<Month> {
        let since = self.today.saturating_sub(MONTH as i32);
        let chances = self.say(voice, since, MONTH)?;
        let happened = self.worlds.get(&since)?.happened(self.customers, MONTH);
        let (low, high) = count_within(&chances);
        Some(Month {
            since: civil(since)?,
            customers: count(chances.len()),
            announced: chances.iter().sum(),
            low,
            high,
            returned: count(happened.iter().filter(|what| what.returned).count()),
        })
    }
}

/// What came of telling the past ahead.
pub(super) struct Outcome {
    /// Without the bins of who speaks and the last month.
    pub evidence: Evidence,
    told: Vec<Told>,
}

impl Outcome {
    /// Announced against happened, of one voice.
    pub fn bins(&self, voice: Voice) -> Vec<Bin> {
        let mut pairs: Vec<(f64, bool)> = Vec::new();
        for told in &self.told {
            let happened = told.happened.iter().map(|what| what.returned);
            pairs.extend(told.by(voice).into_iter().flatten().copied().zip(happened));
        }
        bins(&mut pairs)
    }
}

impl Told {
    fn by(&self, voice: Voice) -> Option<&Vec<f64>> {
        let said = self.chances.iter().find(|(who, _)| *who == voice);
        said.map(|(_, chances)| chances)
    }
}

/// How a voice did; `None` if it had nothing to say at some cut, or there was none.
fn trial(voice: Voice, told: &[Told]) -> Option<Trial> {
    let mut trial = Trial {
        voice,
        log_loss: 0.0,
        brier: 0.0,
        auc: 0.0,
        top_spend: 0.0,
    };
    let mut n = 0.0;
    for told in told {
        let chances = told.by(voice)?;
        let worth: Vec<f64> = chances
            .iter()
            .zip(&told.each)
            .map(|(chance, each)| chance * each)
            .collect();
        n += chances.len() as f64;
        trial.log_loss += log_loss(chances, &told.happened);
        trial.brier += brier(chances, &told.happened);
        trial.auc += auc(chances, &told.happened);
        trial.top_spend += top_spend(&worth, &told.happened);
    }
    let cuts = told.len() as f64;
    (n > 0.0).then(|| Trial {
        voice,
        log_loss: trial.log_loss / n,
        brier: trial.brier / n,
        auc: trial.auc / cuts,
        top_spend: trial.top_spend / cuts,
    })
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn civil(day: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day)
}
