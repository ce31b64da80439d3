//! Cohorts: customers by when they first came, and how many of them still come.
//!
//! A newcomer is counted in the month (or quarter, where customers come seldom) of their first visit; what the others of a
//! shop's figures hide, whether people come a second time, shows here.

mod ops;
#[cfg(test)]
mod tests;

use chrono::{Datelike as _, Days, Months, NaiveDate};

use crate::scoring::wilson;

/// Days within which a second visit counts as coming again.
pub const AGAIN_DAYS: u32 = 90;

/// Periods shown: the last year in months, or three years in quarters.
const PERIODS: u32 = 12;

/// A shop's rhythm, days, above which months are too short to see anybody come again.
const SELDOM: f64 = 45.0;

/// A share of customers or of what was promised them, and between what it lies with 95 % (Wilson 1927).
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Share {
    /// How many.
    pub n: u32,
    /// Of how many.
    pub of: u32,
    /// The share is hardly less than this, 0 to 1.
    pub low: f64,
    /// It is hardly more than this, 0 to 1.
    pub high: f64,
}

impl Share {
    /// The share of `n` in `of`; of nobody, nothing is known.
    pub(crate) fn new(n: u32, of: u32) -> Self {
        if of == 0 {
            return Self {
                n,
                of,
                low: 0.0,
                high: 1.0,
            };
        }
        let (low, high) = wilson(f64::from(n), f64::from(of));
        Self { n, of, low, high }
    }
}

/// Customers who first came in one period.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Cohort {
    /// The first day of the period.
    pub from: NaiveDate,
    /// How many first came in it.
    pub customers: u32,
    /// How many of them came in each period after it, the next one first; only periods that are over.
    pub back: Vec<u32>,
    /// How many of them came a second time within 90 days, once all of them have had these days.
    pub again: Option<Share>,
}

/// Who still comes, by when they first came.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Cohorts {
    /// Months a period lasts: 1 or 3.
    pub months: u32,
    /// The cohorts, oldest first, up to the period that is running.
    pub cohorts: Vec<Cohort>,
    /// How many came a second time within 90 days, of all in these cohorts who have had these days.
    pub again: Option<Share>,
}

/// Counts customers into cohorts, one after the other.
#[derive(Debug)]
struct Count {
    today: NaiveDate,
    months: u32,
    /// The period the oldest cohort is of.
    start: i32,
    cohorts: Vec<Counted>,
}

#[derive(Debug, Clone)]
struct Counted {
    customers: u32,
    back: Vec<u32>,
    again: u32,
    /// Of whom 90 days have passed since the first visit.
    ripe: u32,
}

impl Count {
    /// Nobody counted yet; `shop` is the shop's rhythm, days.
    fn new(today: NaiveDate, shop: f64) -> Self {
        let months = if shop > SELDOM { 3 } else { 1 };
        let empty = |at: u32| Counted {
            customers: 0,
            // The running period is not over, and its count would look like a fall.
            back: vec![0; (PERIODS - at).saturating_sub(1) as usize],
            again: 0,
            ripe: 0,
        };
        Self {
            today,
            months,
            start: period(today, months) - PERIODS.cast_signed(),
            cohorts: (0..=PERIODS).map(empty).collect(),
        }
    }

    /// Count somebody who came on these days, in their order.
    fn count(&mut self, visits: &[NaiveDate]) {
        let Some(first) = visits.first() else { return };
        let born = period(*first, self.months);
        let at = usize::try_from(born - self.start).ok();
        let Some(cohort) = at.and_then(|at| self.cohorts.get_mut(at)) else {
            return;
        };
        cohort.customers += 1;
        let soon = *first + Days::new(AGAIN_DAYS.into());
        if soon <= self.today {
            cohort.ripe += 1;
            let second = visits.iter().find(|day| *day > first);
            cohort.again += u32::from(second.is_some_and(|day| *day <= soon));
        }
        let mut before = born;
        for day in visits {
            let period = period(*day, self.months);
            if period == before {
                continue;
            }
            before = period;
            let place = usize::try_from(period - born - 1).ok();
            if let Some(back) = place.and_then(|place| cohort.back.get_mut(place)) {
                *back += 1;
            }
        }
    }

    fn finish(self) -> Cohorts {
        let (mut again, mut ripe) = (0, 0);
        let mut cohorts: Vec<Cohort> = Vec::new();
        for (at, counted) in self.cohorts.into_iter().enumerate() {
            again += counted.again;
            ripe += counted.ripe;
            // Before the very first customer there is nothing to show.
            if cohorts.is_empty() && counted.customers == 0 {
                continue;
            }
            let whole = counted.customers > 0 && counted.ripe == counted.customers;
            cohorts.push(Cohort {
                from: start(self.start + at as i32, self.months),
                customers: counted.customers,
                back: counted.back,
                again: whole.then(|| Share::new(counted.again, counted.ripe)),
            });
        }
        Cohorts {
            months: self.months,
            cohorts,
            again: (ripe > 0).then(|| Share::new(again, ripe)),
        }
    }
}

/// The number of the period a day lies in.
fn period(day: NaiveDate, months: u32) -> i32 {
    (day.year() * 12 + day.month0().cast_signed()).div_euclid(months.cast_signed())
}

/// The first day of a period.
fn start(period: i32, months: u32) -> NaiveDate {
    let month = period * months.cast_signed();
    NaiveDate::from_ymd_opt(month.div_euclid(12), 1, 1)
        .and_then(|year| year.checked_add_months(Months::new(month.rem_euclid(12).cast_unsigned())))
        .unwrap_or_default()
}
