//! The notebook's own past, told ahead from days of which what came after is known.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::repeat;

use chrono::NaiveDate;

use super::evidence::{Cut, Month};
use super::formula::{Formula, Known};
use super::outcome::{Outcome, Told};
use super::past::Past;
use super::pool::{MEMBERS, MODELS, Tried, members, together, weigh};
use super::speaker::HORIZON;
use super::trial::count_within;
use super::voice::Voice;
use super::world::{Purchases, Window, World, chance};
use crate::beside;

/// Days of a month.
const MONTH: u32 = 30;
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
    /// By day and horizon.
    windows: BTreeMap<(i32, u32), Window>,
    /// What the pool's members said at each cut.
    said: BTreeMap<i32, Tried>,
    members: Vec<[f64; MEMBERS]>,
}

pub(super) type Logits = Vec<(Voice, Vec<f64>)>;

impl<'a> Backtest<'a> {
    /// Of customers of whom the first came on the day `first`.
    pub fn new(customers: &'a [Purchases], today: i32, first: i32) -> Self {
        Self {
            customers,
            today,
            first,
            worlds: BTreeMap::new(),
            windows: BTreeMap::new(),
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

    /// See that the worlds of these days are there, and what their models say of a horizon.
    fn visit(&mut self, days: impl IntoIterator<Item = i32>, horizon: u32) {
        let customers = self.customers;
        let days: BTreeSet<i32> = days.into_iter().collect();
        let new = |day: &&i32| !self.worlds.contains_key(day);
        let new: Vec<i32> = days.iter().filter(new).copied().collect();
        let worlds = beside::each(&new, |day| World::of(customers, *day));
        self.worlds.extend(new.into_iter().zip(worlds));
        let new = |day: &i32| !self.windows.contains_key(&(*day, horizon));
        let new: Vec<&World> = days
            .into_iter()
            .filter(new)
            .filter_map(|day| self.worlds.get(&day))
            .collect();
        let windows = beside::each(&new, |world| Window::of(world, customers, horizon));
        let days = new.into_iter().map(|world| (world.day, horizon));
        self.windows.extend(days.zip(windows).collect::<Vec<_>>());
    }

    /// The days before one, a horizon apart, of which what came after was known by then.
    fn days_before(&self, day: i32, horizon: u32) -> Vec<i32> {
        let horizon = horizon as i32;
        let days = (1..).map(|i| day.saturating_sub(i * horizon));
        days.take_while(|day| *day >= self.first.saturating_add(BEFORE))
            .take(WINDOWS)
            .collect()
    }

    /// The world of a day.
    pub fn world(&mut self, day: i32) -> Option<&World> {
        self.visit([day], HORIZON);
        self.worlds.get(&day)
    }

    /// Learn a formula from what was known on a day of what had happened before.
    pub fn learn(&mut self, voice: Voice, day: i32, horizon: u32) -> Option<Formula> {
        self.visit(self.days_before(day, horizon), horizon);
        self.learnt(voice, day, horizon)
    }

    /// The same, the days before having been visited.
    fn learnt(&self, voice: Voice, day: i32, horizon: u32) -> Option<Formula> {
        if voice.is_model() {
            return None;
        }
        let mut all: Vec<(Known, bool)> = Vec::new();
        for day in self.days_before(day, horizon) {
            let (world, window) = (self.worlds.get(&day)?, self.windows.get(&(day, horizon))?);
            world.fits.as_ref()?;
            let happened = window.happened.iter().map(|what| what.returned);
            all.extend(world.known(&window.logits).zip(happened));
        }
        let returned = all.iter().filter(|(_, returned)| *returned).count();
        if returned < TO_LEARN || all.len() - returned < TO_LEARN {
            return None;
        }
        Formula::learn(voice, &all)
    }

    /// What everybody who can speak on a day says of a horizon, by nothing later: logits.
    pub fn say(&mut self, day: i32, horizon: u32, voices: &[Voice]) -> Option<Logits> {
        self.visit(self.days_before(day, horizon), horizon);
        self.visit([day], horizon);
        let formulas = beside::each(voices, |voice| self.learnt(*voice, day, horizon));
        let (world, window) = (self.worlds.get(&day)?, self.windows.get(&(day, horizon))?);
        let fits = world.fits.as_ref()?;
        let known: Vec<Known> = world.known(&window.logits).collect();
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
        let cuts = self.said.range(..=known).map(|(_, said)| said);
        weigh(&cuts.collect::<Vec<_>>())
    }

    /// What everybody says at a cut.
    fn tell(&mut self, day: i32) -> Option<Told> {
        let logits = self.say(day, HORIZON, &Voice::ALL)?;
        let world = self.worlds.get(&day)?;
        let spend = world.spend();
        let each = |past| spend.and_then(|spend| spend.mean(Past::spend(past).as_ref()));
        let happened = self.windows.get(&(day, HORIZON))?.happened.clone();
        self.said.insert(
            day,
            Tried {
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
        let cuts = self.cuts();
        let before = |day: &i32| self.days_before(*day, HORIZON);
        let days: Vec<i32> = cuts.iter().flat_map(before).chain(cuts.clone()).collect();
        self.visit(days, HORIZON);
        let cuts = cuts.into_iter().rev();
        let mut told: Vec<Told> = cuts.filter_map(|day| self.tell(day)).collect();
        told.reverse();
        Outcome::of(told)
    }

    /// Announced against happened over the last month, by whoever speaks.
    pub fn last_month(&mut self, voice: Voice) -> Option<Month> {
        let since = self.today.saturating_sub(MONTH as i32);
        let (_, logits) = self.say(since, MONTH, &[voice])?.pop()?;
        let chances: Vec<f64> = logits.into_iter().map(chance).collect();
        let happened = &self.windows.get(&(since, MONTH))?.happened;
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

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn civil(day: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day)
}
