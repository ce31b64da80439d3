//! The notebook's own past, told ahead from days of which what came after is known.

use std::collections::BTreeMap;
use std::iter::repeat;

use chrono::NaiveDate;

use super::evidence::{Bin, Cut, Evidence, Month, Trial};
use super::formula::{Formula, Known};
use super::past::Past;
use super::pool::{MEMBERS, MODELS, Said, members, together, weigh};
use super::speaker::HORIZON;
use super::trial::{Happened, auc, bins, brier, count_within, log_loss, top_spend};
use super::voice::Voice;
use super::world::{Purchases, World, chance};

/// Days of a month.
const MONTH: u32 = 30;
/// By how much less mean log-loss one has to have done better than the pool to speak instead of it: as much for certain, and as
/// much over the number of customers. A winner of few tries is often lucky; the pool needs none.
const CLEAR: f64 = 0.002;
const FEW: f64 = 4.0;
/// Days a past needs before a cut.
const BEFORE: i32 = 90;
/// Days it needs at the very least, where nothing can be learnt from before.
const LEAST: i32 = 45;
/// The most cuts.
const CUTS: i32 = 6;
/// Customers who returned, and who did not, that a formula is learnt from at least.
const TO_LEARN: usize = 20;
/// Earlier windows a formula is learnt from at most.
const WINDOWS: usize = 2;

/// Tells a past ahead.
pub(super) struct Backtest<'a> {
    customers: &'a [Purchases],
    today: i32,
    first: i32,
    worlds: BTreeMap<i32, World>,
    /// What the pool's members said at each cut.
    said: BTreeMap<i32, Said>,
    members: Vec<[f64; MEMBERS]>,
}

type Logits = Vec<(Voice, Vec<f64>)>;

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
            said: BTreeMap::new(),
            members: Vec::new(),
        }
    }

    /// The days from which the past is told ahead, the latest first: a horizon apart, or half of one in a short past.
    /// Before each there is a window to learn from; if no day has one, only the models are tried.
    pub fn cuts(&self) -> Vec<i32> {
        let horizon = HORIZON as i32;
        let since = |days: i32, step: i32| {
            let earliest = self.first.saturating_add(days);
            let all = (0..CUTS).map(|i| self.today.saturating_sub(horizon + i * step));
            all.take_while(|day| *day >= earliest).collect::<Vec<_>>()
        };
        [
            (BEFORE + horizon, horizon, 3),
            (BEFORE + horizon, horizon / 2, 1),
            (LEAST, horizon, 2),
            (LEAST, horizon / 2, 1),
        ]
        .into_iter()
        .map(|(days, step, enough)| (since(days, step), enough))
        .find(|(cuts, enough)| cuts.len() >= *enough)
        .map_or(Vec::new(), |(cuts, _)| cuts)
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
        if voice.is_model() {
            return None;
        }
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

    /// What everybody who can speak on a day says of a horizon, by nothing later: logits.
    fn say(&mut self, day: i32, horizon: u32, voices: &[Voice]) -> Option<Logits> {
        self.visit(day);
        let formulas: Vec<Option<Formula>> = voices
            .iter()
            .map(|voice| self.learn(*voice, day, horizon))
            .collect();
        let world = self.worlds.get(&day)?;
        let fits = world.fits.as_ref()?;
        let known = world.known(f64::from(horizon));
        let mut all = Logits::new();
        for (voice, formula) in voices.iter().zip(formulas) {
            let own = formula.map(|mut formula| world.logits_by(&mut formula, &known));
            if let Some(at) = MODELS.iter().position(|model| model == voice) {
                if fits.of_voice(*voice).is_some() {
                    all.push((*voice, known.iter().map(|one| one.logits[at]).collect()));
                }
            } else if *voice == Voice::Pool {
                let own = own.into_iter().flatten().map(Some).chain(repeat(None));
                self.members = known
                    .iter()
                    .zip(own)
                    .map(|(known, own)| members(&known.logits, own))
                    .collect();
                let weights = self.weights(day);
                let said = self.members.iter();
                all.push((*voice, said.map(|said| together(&weights, said)).collect()));
            } else if let Some(own) = own {
                all.push((*voice, own));
            }
        }
        Some(all)
    }

    /// The weights of the pool on a day, by the cuts of which what came after was known by then.
    pub fn weights(&self, day: i32) -> [f64; MEMBERS] {
        let known = day.saturating_sub(HORIZON as i32);
        weigh(self.said.range(..=known).map(|(_, said)| said))
    }

    /// What everybody says at a cut.
    fn tell(&mut self, day: i32) -> Option<Told> {
        let logits = self.say(day, HORIZON, &Voice::ALL)?;
        let world = self.worlds.get(&day)?;
        let spend = world.spend();
        let each = |past| spend.and_then(|spend| spend.mean(Past::spend(past).as_ref()));
        let happened = world.happened(self.customers, HORIZON);
        self.said.insert(
            day,
            Said {
                logits: std::mem::take(&mut self.members),
                returned: happened.iter().map(|what| what.returned).collect(),
            },
        );
        Some(Told {
            cut: Cut {
                day: civil(day)?,
                customers: count(world.pasts.len()),
            },
            happened,
            each: world
                .pasts
                .iter()
                .map(|past| each(past).map_or(0.0, |each| each.value))
                .collect(),
            chances: logits
                .into_iter()
                .map(|(voice, logits)| (voice, logits.into_iter().map(chance).collect()))
                .collect(),
        })
    }

    /// Tell the past ahead from every cut; who did best comes first.
    pub fn run(&mut self) -> Outcome {
        // From the earliest on, so that weights are learnt before they are asked for.
        let cuts = self.cuts().into_iter().rev();
        let mut told: Vec<Told> = cuts.filter_map(|day| self.tell(day)).collect();
        told.reverse();
        let mut candidates: Vec<Trial> = Voice::ALL
            .into_iter()
            .filter_map(|voice| trial(voice, &told))
            .collect();
        let n: f64 = told.iter().map(|told| told.happened.len() as f64).sum();
        candidates.sort_by(|one, other| one.log_loss.total_cmp(&other.log_loss));
        let margin = CLEAR + FEW / n.max(1.0);
        let pool = candidates.iter().find(|trial| trial.voice == Voice::Pool);
        let voice = candidates
            .first()
            .filter(|best| pool.is_none_or(|pool| best.log_loss < pool.log_loss - margin))
            .map_or(Voice::Pool, |best| best.voice);
        Outcome {
            evidence: Evidence {
                cuts: told.iter().map(|told| told.cut).collect(),
                candidates,
                ..Evidence::default()
            },
            voice,
            told,
        }
    }

    /// What comes of not telling it.
    pub fn nothing(&self) -> Outcome {
        Outcome {
            evidence: Evidence::default(),
            voice: Voice::Pool,
            told: Vec::new(),
        }
    }

    /// Announced against happened over the last month, by whoever speaks.
    pub fn last_month(&mut self, voice: Voice) -> Option<Month> {
        let since = self.today.saturating_sub(MONTH as i32);
        let (_, logits) = self.say(since, MONTH, &[voice])?.pop()?;
        let chances: Vec<f64> = logits.into_iter().map(chance).collect();
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
    /// Who speaks.
    pub voice: Voice,
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
