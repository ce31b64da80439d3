//! Hears every customer once, and then chooses who speaks.

use std::collections::BinaryHeap;

use super::backtest::Backtest;
use super::evidence::Evidence;
use super::fit::{Border, fit};
use super::history::{Histories, History};
use super::outcome::Outcome;
use super::past::between;
use super::pool::Pool;
use super::speaker::{HORIZON, Mouth, Speaker};
use super::swift::Table;
use super::tally::Tally;
use super::voice::Voice;
use super::world::{Fits, Purchases};
use super::{Model, Prior};

/// Fewer customers than this say nothing, whatever one thinks of shops.
const CUSTOMERS: u32 = 10;
/// Fewer returns than this say nothing either.
const RETURNS: u32 = 5;
/// Days since the very first visit before which nobody can have been missed.
const DAYS: u32 = 60;
/// Customers and returns below which figures are rough.
const FEW: u32 = 100;

/// The past is told ahead of a sample: at most so many customers, with so many purchases between them.
const SAMPLE: usize = 12_000;
const SAMPLE_PURCHASES: usize = 600_000;

/// Why nobody speaks yet.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Silence {
    /// So many customers bought; it takes more.
    #[error("{n} customers, {needed} needed")]
    TooFewCustomers {
        /// Customers with a visit.
        n: u32,
        /// How many it takes.
        needed: u32,
    },
    /// So many visits after a first one; it takes more.
    #[error("{n} returns, {needed} needed")]
    TooFewReturns {
        /// Visits after a first one.
        n: u32,
        /// How many it takes.
        needed: u32,
    },
    /// So many days since the first visit of all; it takes more.
    #[error("{days} days, {needed} needed")]
    TooShort {
        /// Days since the first visit of all.
        days: u32,
        /// How many it takes.
        needed: u32,
    },
}

/// Hears everybody once, in any order, and keeps what is needed to choose.
#[derive(Debug)]
pub struct Learner {
    today: i32,
    shop_rhythm: f64,
    tally: Tally,
    sample: Sample,
    customers: u32,
    returns: u32,
    first: i32,
}

impl Learner {
    /// Nobody heard yet; `shop_rhythm` in days.
    #[must_use]
    pub fn new(today: i32, shop_rhythm: f64) -> Self {
        Self {
            today,
            shop_rhythm: if shop_rhythm.is_finite() {
                shop_rhythm.clamp(1.0, 3650.0)
            } else {
                30.0
            },
            tally: Tally::new(),
            sample: Sample::default(),
            customers: 0,
            returns: 0,
            first: today,
        }
    }

    /// Hear one customer: a `key` of theirs, well mixed, which decides whether they are in the sample, and their purchases
    /// `(day, minor units)` in the order of their days. What lies after today is not heard.
    pub fn hear(&mut self, key: u64, purchases: &[(i32, i64)]) {
        let mut visits = 0_u32;
        let (mut first, mut last) = (self.today, self.today);
        let mut log_gaps = 0.0;
        for (day, amount) in purchases.iter().copied() {
            if amount < 0 || day > self.today {
                continue;
            }
            if visits == 0 {
                (first, last, visits) = (day, day, 1);
            } else if day > last {
                log_gaps += between(last, day).ln();
                last = day;
                visits = visits.saturating_add(1);
            }
        }
        if visits == 0 {
            return;
        }
        let history = History::new(visits - 1, between(first, last), between(first, self.today))
            .and_then(|history| history.with_log_gaps(log_gaps));
        let Ok(history) = history else {
            return;
        };
        self.tally.count(&history, 1.0);
        self.customers = self.customers.saturating_add(1);
        self.returns = self.returns.saturating_add(visits - 1);
        self.first = self.first.min(first);
        self.sample.hear(key, purchases, self.today);
    }

    /// Choose who speaks.
    ///
    /// # Errors
    /// When too little was heard to say anything.
    pub fn choose(self) -> Result<Speaker, Silence> {
        self.settle(None)
    }

    /// Let this one speak, whoever would do better: to compare them.
    ///
    /// # Errors
    /// When too little was heard to say anything, or for this one to learn from.
    pub fn choose_voice(self, voice: Voice) -> Result<Speaker, Silence> {
        self.settle(Some(voice))
    }

    fn settle(self, asked: Option<Voice>) -> Result<Speaker, Silence> {
        self.enough()?;
        let silent = Silence::TooFewReturns {
            n: self.returns,
            needed: RETURNS,
        };
        let customers = self.sample.into_customers();
        let mut past = Backtest::new(&customers, self.today, self.first);
        // One who is asked for needs no trial, except the pool for its weights.
        let tried = asked.is_none_or(|voice| voice == Voice::Pool);
        let outcome = if tried {
            past.run()
        } else {
            Outcome::of(Vec::new())
        };
        let regularity = past.world(self.today).ok_or(silent)?.regularity;
        let can = |voice: &Voice| *voice != Voice::Regular || regularity > 1;
        let mut voice = asked.unwrap_or(outcome.voice);
        let mut formula = past.learn(voice, self.today, HORIZON);
        // Who did best before may have nothing to go by today. Then all speak together, who always can.
        let mute = !voice.is_model() && formula.is_none();
        if asked.is_none() && (mute || !can(&voice)) {
            voice = Voice::Pool;
            formula = past.learn(voice, self.today, HORIZON);
        }
        let candidates = outcome.evidence.candidates.iter().map(|one| one.voice);
        let clock = std::iter::once(voice)
            .chain(candidates)
            .find(|voice| voice.is_model() && can(voice))
            .unwrap_or(Voice::MbgNbd);
        let evidence = Evidence {
            bins: outcome.bins(voice),
            last_month: past.last_month(voice),
            customers: self.customers,
            returns: self.returns,
            ..outcome.evidence
        };
        let weights = past.weights(self.today);
        let world = past.world(self.today).ok_or(silent)?;
        if let Some(formula) = &mut formula {
            formula.among(world.pasts.iter().map(|past| (past, world.day)));
        }
        let histories = Histories::of(self.tally.counted());
        let fits = Fits::of(&histories, self.shop_rhythm, regularity).ok_or(silent)?;
        let mouth = match voice {
            Voice::Pool => Mouth::Pool(Box::new(Pool {
                fits: fits.pool().map(|fit| *fit),
                weights,
                formula,
            })),
            _ if voice.is_model() => Mouth::Clock,
            _ => Mouth::Formula(Box::new(formula.ok_or(silent)?)),
        };
        Ok(Speaker {
            day: self.today,
            horizon: HORIZON,
            voice,
            rough: self.customers < FEW
                || self.returns < FEW
                || (tried && evidence.cuts.is_empty()),
            border: border(&histories),
            evidence,
            clock: *fits.of_voice(clock).ok_or(silent)?,
            mouth,
            spend: world.spend(),
            table: Table::default(),
        })
    }

    fn enough(&self) -> Result<(), Silence> {
        if self.customers < CUSTOMERS {
            return Err(Silence::TooFewCustomers {
                n: self.customers,
                needed: CUSTOMERS,
            });
        }
        // From 0 to the days of all dates, so the cast is exact.
        let days = between(self.first, self.today) as u32;
        if days < DAYS {
            return Err(Silence::TooShort { days, needed: DAYS });
        }
        if self.returns < RETURNS {
            return Err(Silence::TooFewReturns {
                n: self.returns,
                needed: RETURNS,
            });
        }
        Ok(())
    }
}

/// What the data of all could not tell, whatever one thinks of shops.
fn border(histories: &Histories) -> Option<Border> {
    fit(Model::MbgNbd, histories, &Prior::NONE)
        .ok()
        .and_then(|fit| fit.border)
}

/// The customers with the lowest keys, as many as there is room for: the same ones whatever the order they come in.
#[derive(Debug, Default)]
struct Sample {
    heard: BinaryHeap<Heard>,
    purchases: usize,
}

/// A customer of the sample, by their key.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Heard {
    key: u64,
    purchases: Purchases,
}

impl Sample {
    fn hear(&mut self, key: u64, purchases: &[(i32, i64)], today: i32) {
        let full = self.heard.len() >= SAMPLE || self.purchases >= SAMPLE_PURCHASES;
        if full && self.heard.peek().is_some_and(|last| last.key < key) {
            return;
        }
        let known: Vec<(i32, i64)> = purchases
            .iter()
            .copied()
            .filter(|(day, _)| *day <= today)
            .collect();
        self.purchases += known.len();
        self.heard.push(Heard {
            key,
            purchases: known,
        });
        while self.heard.len() > SAMPLE
            || (self.purchases > SAMPLE_PURCHASES && self.heard.len() > 1)
        {
            let Some(last) = self.heard.pop() else {
                return;
            };
            self.purchases -= last.purchases.len();
        }
    }

    /// Who is in it, in the order of their keys.
    fn into_customers(self) -> Vec<Purchases> {
        let sorted = self.heard.into_sorted_vec();
        sorted.into_iter().map(|one| one.purchases).collect()
    }
}
