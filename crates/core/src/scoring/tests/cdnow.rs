//! The CDNOW customers of the example notebook, as the papers count them.

use crate::scoring::spend::Spend;
use crate::scoring::{Histories, History};

const FILE: &str = include_str!("../../../data/cdnow.txt");

/// 30 September 1997, counted from 1 January.
const CUT: u32 = 272;

/// One customer, seen until the cut, and what they did in the 39 weeks after it.
pub struct Customer {
    pub history: History,
    /// Mean spend on a repeat purchase, if there is one above nothing.
    pub spend: Option<Spend>,
    pub bought: u32,
}

/// All of them, in the order of the sample, with time in `unit` days.
pub fn customers(unit: f64) -> Vec<Customer> {
    FILE.lines().map(|line| customer(line, unit)).collect()
}

pub fn histories(unit: f64) -> Histories {
    Histories::gather(customers(unit).iter().map(|one| one.history))
}

fn customer(line: &str, unit: f64) -> Customer {
    let mut visits: Vec<(u32, u64)> = Vec::new();
    let mut day = 0;
    for entry in line.split_whitespace() {
        let (after, cents) = entry.split_once(':').unwrap();
        day += after.parse::<u32>().unwrap();
        let cents: u64 = cents.parse().unwrap();
        match visits.last_mut() {
            Some(visit) if visit.0 == day => visit.1 += cents,
            _ => visits.push((day, cents)),
        }
    }
    let (before, after): (Vec<(u32, u64)>, Vec<_>) =
        visits.iter().copied().partition(|visit| visit.0 <= CUT);
    let (first, last) = (before[0].0, before.last().unwrap().0);
    let repeats = before.len() as u32 - 1;
    let weeks = |days: u32| f64::from(days) / unit;
    let gaps = before
        .windows(2)
        .map(|pair| weeks(pair[1].0 - pair[0].0).ln());
    let spent: u64 = before[1..].iter().map(|visit| visit.1).sum();
    Customer {
        history: History::new(repeats, weeks(last - first), weeks(CUT - first))
            .and_then(|history| history.with_log_gaps(gaps.sum()))
            .unwrap(),
        spend: Spend::new(repeats, spent as f64 / 100.0 / f64::from(repeats)).ok(),
        bought: after.len() as u32,
    }
}

#[test]
fn are_those_of_the_papers() {
    let all = customers(7.0);
    assert_eq!(all.len(), 2357);
    assert_eq!(
        all.iter().map(|one| one.history.repeats()).sum::<u32>(),
        2457
    );
    assert_eq!(all.iter().map(|one| one.bought).sum::<u32>(), 1882);
    let once = all.iter().filter(|one| one.history.repeats() == 0).count();
    assert_eq!(once, 1411);
    let last: f64 = all.iter().map(|one| one.history.last()).sum();
    let span: f64 = all.iter().map(|one| one.history.span()).sum();
    assert!((last - 16135.571429).abs() < 1e-5, "{last}");
    assert!((span - 77111.285714).abs() < 1e-5, "{span}");
}
