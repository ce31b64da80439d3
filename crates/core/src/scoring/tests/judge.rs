//! Judges a shop's speaker, and every voice that might have spoken, by what happened after the day it was made.

use std::time::{Duration, Instant};

use super::shops::{self, Shop};
use super::{Learner, Past, Silence, Speaker, Voice};

/// How right one was.
#[derive(Debug, Clone, Default)]
pub struct Score {
    pub log_loss: f64,
    pub brier: f64,
    pub auc: f64,
    pub top_spend: f64,
    pub announced: f64,
    pub returned: f64,
    /// What each customer of the shop adds to the log-loss and to the Brier score; nothing where there was nothing to tell.
    pub each: Vec<[f64; 2]>,
}

impl Score {
    /// Takes in what came of another day of the same shop.
    pub fn add(&mut self, other: &Self) {
        self.log_loss += other.log_loss;
        self.brier += other.brier;
        self.auc += other.auc;
        self.top_spend += other.top_spend;
        self.announced += other.announced;
        self.returned += other.returned;
        let customers = self.each.len().max(other.each.len());
        self.each.resize(customers, [0.0; 2]);
        for (sum, one) in self.each.iter_mut().zip(&other.each) {
            for (sum, one) in sum.iter_mut().zip(one) {
                *sum += one;
            }
        }
    }

    /// How far log-loss and Brier score may be from the other's by chance alone (95 %): the customers are a sample, and each is one
    /// draw however many days they are told on.
    pub fn give(&self, other: &Self) -> [f64; 2] {
        [0, 1].map(|measure| {
            let apart = self.each.iter().zip(&other.each);
            let squares: f64 = apart
                .map(|(one, other)| (one[measure] - other[measure]).powi(2))
                .sum();
            1.96 * squares.sqrt()
        })
    }
}

/// What came of a day.
#[allow(
    dead_code,
    reason = "the example that prints verdicts tells more than the test holds them to"
)]
pub struct Verdict {
    pub speaker: Speaker,
    pub took: Duration,
    pub customers: usize,
    pub base: f64,
    pub ours: Score,
    pub others: Vec<(Voice, Score)>,
}

/// The shops and the days they are judged on: none of them is one that the method was made on. `long`: the large ones too.
pub fn cases(long: bool) -> Vec<(Shop, &'static [&'static str])> {
    const CDNOW: &[&str] = &["1997-11-10", "1998-02-10", "1998-03-20"];
    const RETAIL: &[&str] = &["2011-07-10", "2011-08-25"];
    const BAKERY: &[&str] = &["2024-09-30", "2025-03-31", "2025-08-15"];
    const MADE_UP: &[&str] = &["2024-09-30", "2025-06-30"];
    let mut cases = Vec::new();
    if long {
        cases.extend(shops::cdnow(true).map(|shop| (shop, CDNOW)));
        cases.extend(shops::online_retail().map(|shop| (shop, RETAIL)));
    }
    cases.extend(shops::cdnow(false).map(|shop| (shop, CDNOW)));
    cases.extend(shops::bakery().map(|shop| (shop, BAKERY)));
    cases.extend(
        shops::all_made_up(700)
            .into_iter()
            .map(|shop| (shop, MADE_UP)),
    );
    cases
}

pub fn learner(shop: &Shop, today: i32) -> (Learner, f64) {
    let mut own: Vec<f64> = shop
        .customers
        .iter()
        .filter_map(|purchases| {
            let past = Past::seen(purchases, today, 30.0)?;
            (past.visits > 1)
                .then(|| f64::from(past.last - past.first) / f64::from(past.visits - 1))
        })
        .collect();
    own.sort_by(f64::total_cmp);
    let rhythm = own.get(own.len() / 2).copied().unwrap_or(30.0);
    let mut learner = Learner::new(today, rhythm);
    for (key, purchases) in (0_u64..).zip(&shop.customers) {
        learner.hear((key + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15), purchases);
    }
    (learner, rhythm)
}

/// What came of all days together, added up: of ours, and of every other voice that spoke on each of them.
pub fn over_days(verdicts: &[Verdict]) -> (Score, Vec<(Voice, Score)>) {
    let mut ours = Score::default();
    let mut others: Vec<(Voice, Score, usize)> = Vec::new();
    for verdict in verdicts {
        ours.add(&verdict.ours);
        for (voice, score) in &verdict.others {
            match others.iter_mut().find(|(who, ..)| who == voice) {
                Some((_, sum, count)) => {
                    sum.add(score);
                    *count += 1;
                }
                None => others.push((*voice, score.clone(), 1)),
            }
        }
    }
    let others = others.into_iter();
    let spoke = others.filter(|(.., count)| *count == verdicts.len());
    (
        ours,
        spoke.map(|(voice, score, _)| (voice, score)).collect(),
    )
}

/// A customer as they were known on a day, and what they did in the next 90.
struct Known {
    customer: usize,
    past: Past,
    returned: bool,
    spent: f64,
}

pub fn judge(shop: &Shop, today: i32) -> Result<Verdict, Silence> {
    let (learned, rhythm) = learner(shop, today);
    let start = Instant::now();
    let speaker = learned.choose()?;
    let took = start.elapsed();
    let known: Vec<Known> = shop
        .customers
        .iter()
        .enumerate()
        .filter_map(|(customer, purchases)| {
            let past = Past::seen(purchases, today, rhythm)?;
            let after = purchases
                .iter()
                .filter(|(day, _)| *day > today && *day <= today + 90);
            let returned = after.clone().any(|(_, amount)| *amount >= 0);
            Some(Known {
                customer,
                past,
                returned,
                spent: after
                    .map(|(_, amount)| *amount as f64)
                    .sum::<f64>()
                    .max(0.0),
            })
        })
        .collect();
    let ours = score(&speaker, &known, today);
    let others = Voice::ALL
        .into_iter()
        .filter_map(|voice| {
            let other = learner(shop, today).0.choose_voice(voice).ok()?;
            Some((voice, score(&other, &known, today)))
        })
        .collect();
    let returned = known.iter().filter(|known| known.returned).count() as f64;
    Ok(Verdict {
        took,
        customers: known.len(),
        base: returned / known.len() as f64,
        ours,
        others,
        speaker,
    })
}

fn score(speaker: &Speaker, known: &[Known], today: i32) -> Score {
    let mut score = Score::default();
    let n = known.len() as f64;
    let said: Vec<_> = known
        .iter()
        .map(|known| speaker.quick(&known.past, today))
        .collect();
    let customers = known.last().map_or(0, |known| known.customer + 1);
    score.each.resize(customers, [0.0; 2]);
    for (quick, known) in said.iter().zip(known) {
        let chance = f64::from(quick.chance).clamp(1e-9, 1.0 - 1e-9);
        let what = f64::from(u8::from(known.returned));
        let log_loss = -(what * chance.ln() + (1.0 - what) * (1.0 - chance).ln()) / n;
        let brier = (chance - what).powi(2) / n;
        score.each[known.customer] = [log_loss, brier];
        score.log_loss += log_loss;
        score.brier += brier;
        score.announced += chance;
        score.returned += what;
    }
    let mut by: Vec<(f64, bool)> = said
        .iter()
        .zip(known)
        .map(|(quick, known)| (f64::from(quick.chance), known.returned))
        .collect();
    by.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (mut stayed, mut wins) = (0.0, 0.0);
    for alike in by.chunk_by(|one, other| one.0 == other.0) {
        let came = alike.iter().filter(|one| one.1).count() as f64;
        let not = alike.len() as f64 - came;
        wins += came * (stayed + 0.5 * not);
        stayed += not;
    }
    score.auc = wins / (stayed * score.returned);
    let mut top: Vec<(i64, f64)> = said
        .iter()
        .zip(known)
        .map(|(quick, known)| (quick.worth, known.spent))
        .collect();
    top.sort_by_key(|one| std::cmp::Reverse(one.0));
    let all: f64 = top.iter().map(|one| one.1).sum();
    score.top_spend = top
        .iter()
        .take(known.len().div_ceil(10))
        .map(|one| one.1)
        .sum::<f64>()
        / all;
    score
}
