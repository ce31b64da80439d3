//! The customers of a file as somebody who stood in the shop at the end of some day had seen them.

use chrono::NaiveDate;

use super::packed::Packed;
use super::{Transactions, day_of, number_of};
use crate::scoring::spend::{Spend, Spends};
use crate::scoring::{Histories, History};

/// What time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks of seven days, as in the papers.
    #[default]
    Week,
}

impl Unit {
    /// Its length in days.
    #[must_use]
    pub const fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
        }
    }
}

/// The customers who had bought by the end of a day, and what they did until another.
#[derive(Debug, Clone, Copy)]
pub struct Shop<'t> {
    of: &'t Transactions,
    /// The last day that was seen.
    end: u32,
    /// The last day of the time after it.
    until: u32,
    unit: Unit,
}

/// One customer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub number: u32,
    pub history: History,
    /// What was paid on the days after the first, in ten-thousandths.
    pub spent: u64,
    /// Days with a purchase after the end, and what was paid then.
    pub bought_later: u32,
    pub spent_later: u64,
}

/// Ten-thousandths of what amounts are in.
pub(super) const FINE: f64 = 10_000.0;

/// Gaps whose logarithms are kept ready, in days.
const SHORT: usize = 1024;

impl Transactions {
    /// The customers as seen at the end of `end`, time counted in `unit`; what follows is looked at until `until`.
    #[must_use]
    pub fn seen(&self, end: NaiveDate, until: NaiveDate, unit: Unit) -> Shop<'_> {
        Shop {
            of: self,
            end: number_of(end).unwrap_or_default(),
            until: number_of(until).unwrap_or_default(),
            unit,
        }
    }
}

impl<'t> Shop<'t> {
    /// The last day that was seen.
    #[must_use]
    pub fn end(&self) -> NaiveDate {
        day_of(self.end)
    }

    /// The last day of the time after it.
    #[must_use]
    pub fn until(&self) -> NaiveDate {
        day_of(self.until)
    }

    /// What time is counted in.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// Their histories, gathered on two threads; with the logarithms of their gaps where a regularity is to be told.
    #[must_use]
    pub fn histories(&self, with_gaps: bool) -> Histories {
        let [one, other] = self.halves();
        let of = |purchases| {
            let each = self.each(purchases, with_gaps);
            each.map(|seen| seen.history)
        };
        Histories::gather_both(of(one), of(other))
    }

    /// What those who came back spend.
    #[must_use]
    pub fn spends(&self) -> Spends {
        if !self.of.has_amounts() {
            return Spends::gather([]);
        }
        let all = self.each(&self.of.purchases, false);
        Spends::gather(all.filter_map(|seen| seen.spend()))
    }

    /// The last two gaps of everybody who has two, from which a regularity can be guessed.
    pub fn gap_pairs(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        let end = self.end;
        by_customer(&self.of.purchases).filter_map(move |alike| {
            let known = alike.partition_point(|purchase| purchase.day() <= end);
            let known = alike.get(..known)?;
            // Days may be there several times, from lines that did not follow each other.
            let mut days = known.iter().rev().map(|purchase| purchase.day());
            let last = days.next()?;
            let middle = days.find(|day| *day < last)?;
            let first = days.find(|day| *day < middle)?;
            Some((f64::from(middle - first), f64::from(last - middle)))
        })
    }

    pub(super) const fn of(&self) -> &'t Transactions {
        self.of
    }

    /// All purchases in two halves, no customer being cut in two.
    pub(super) fn halves(&self) -> [&'t [Packed]; 2] {
        let all = self.of.purchases.as_slice();
        let middle = all.get(all.len() / 2).map_or(0, |middle| {
            all.partition_point(|purchase| purchase.customer() < middle.customer())
        });
        let (one, other) = all.split_at(middle);
        [one, other]
    }

    /// All purchases in parts of about so many, no customer being cut in two.
    pub(super) fn parts(&self, many: usize) -> impl Iterator<Item = &'t [Packed]> {
        let mut rest = self.of.purchases.as_slice();
        std::iter::from_fn(move || {
            let last = rest.get(many.clamp(1, rest.len().max(1)) - 1)?.customer();
            let end = rest.partition_point(|purchase| purchase.customer() <= last);
            let (part, after) = rest.split_at(end);
            rest = after;
            Some(part)
        })
    }

    /// The customers of some purchases, as far as they had come by the end.
    pub(super) fn each(&self, purchases: &'t [Packed], with_gaps: bool) -> Each<'t> {
        let ready = if with_gaps { SHORT } else { 0 };
        let days = self.unit.days();
        let logs = (0..ready).map(|gap| (gap as f64 / days).ln()).collect();
        Each {
            shop: *self,
            rest: purchases,
            with_gaps,
            logs,
        }
    }
}

impl Seen {
    /// What they spend when they come back, if they do.
    pub fn spend(&self) -> Option<Spend> {
        let repeats = self.history.repeats();
        Spend::new(repeats, self.spent as f64 / FINE / f64::from(repeats)).ok()
    }
}

/// Cut purchases in order into those of each customer.
fn by_customer(purchases: &[Packed]) -> impl Iterator<Item = &[Packed]> + Clone {
    purchases.chunk_by(|one, other| one.customer() == other.customer())
}

/// See [`Shop::each`].
#[derive(Debug, Clone)]
pub(super) struct Each<'t> {
    shop: Shop<'t>,
    rest: &'t [Packed],
    with_gaps: bool,
    /// The logarithms of short gaps.
    logs: Vec<f64>,
}

impl Iterator for Each<'_> {
    type Item = Seen;

    fn next(&mut self) -> Option<Seen> {
        loop {
            let first = *self.rest.first()?;
            let length = self
                .rest
                .iter()
                .position(|one| one.customer() != first.customer());
            let (alike, rest) = self.rest.split_at(length.unwrap_or(self.rest.len()));
            self.rest = rest;
            // Who came for the first time after the end had not been seen.
            if first.day() <= self.shop.end
                && let Some(seen) = self.see(first, alike)
            {
                return Some(seen);
            }
        }
    }
}

impl Each<'_> {
    fn see(&self, first: Packed, alike: &[Packed]) -> Option<Seen> {
        let (mut repeats, mut last, mut log_gaps) = (0_u32, first.day(), 0.0);
        let (mut spent, mut bought_later, mut spent_later) = (0, 0, 0);
        // The day before, whether it was seen or not.
        let mut before = first.day();
        for purchase in alike {
            let day = purchase.day();
            if day <= self.shop.end {
                if day > before {
                    repeats += 1;
                    if self.with_gaps {
                        log_gaps += self.log_gap(day - before);
                    }
                    last = day;
                }
                if day > first.day() {
                    spent += purchase.amount();
                }
            } else if day <= self.shop.until {
                bought_later += u32::from(day > before);
                spent_later += purchase.amount();
            }
            before = day;
        }
        let days = self.shop.unit.days();
        let time = |day: u32| f64::from(day - first.day()) / days;
        let mut history = History::new(repeats, time(last), time(self.shop.end)).ok()?;
        if self.with_gaps {
            history = history.with_log_gaps(log_gaps).ok()?;
        }
        Some(Seen {
            number: first.customer(),
            history,
            spent,
            bought_later,
            spent_later,
        })
    }

    fn log_gap(&self, days: u32) -> f64 {
        let ready = self.logs.get(days as usize).copied();
        ready.unwrap_or_else(|| (f64::from(days) / self.shop.unit.days()).ln())
    }
}
