//! The histories of all customers, equal ones counted together.

use std::ops::Range;

use super::{BadHistory, History};
use crate::scoring::tally::{Counted, Key, Slots, Tally, pack};

/// Histories from which a second thread is worth starting.
const ENOUGH_FOR_TWO: usize = 50_000;

/// When alike customers last came, and how long they have been seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::scoring) struct Row {
    /// `t_x`.
    pub last: f64,
    /// `T`.
    pub span: f64,
    /// How many customers.
    pub weight: f64,
}

/// Everybody who came back equally often.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::scoring) struct Group {
    /// `x`.
    pub repeats: u32,
    /// How many customers.
    pub weight: f64,
    /// Their rows.
    pub rows: Range<usize>,
}

/// The histories of all customers, equal ones counted together: what a model is fitted to.
#[derive(Debug, Clone, PartialEq)]
pub struct Histories {
    pub(in crate::scoring) groups: Vec<Group>,
    pub(in crate::scoring) rows: Vec<Row>,
    /// `Σ ln gap`, unless somebody's is not known.
    pub(in crate::scoring) log_gaps: Option<f64>,
    customers: f64,
    repeats: f64,
    span: f64,
}

impl Histories {
    /// Gather histories. The same to the last bit whatever their order.
    #[must_use]
    pub fn gather(histories: impl IntoIterator<Item = History>) -> Self {
        Self::of(Tally::of(histories.into_iter()).counted())
    }

    /// Gather histories, each standing for as many customers as its weight says; it need not be a whole number.
    ///
    /// # Errors
    /// When a weight is not a finite number above zero.
    pub fn gather_weighted(
        histories: impl IntoIterator<Item = (History, f64)>,
    ) -> Result<Self, BadHistory> {
        let mut tally = Tally::new();
        for (history, weight) in histories {
            if !weight.is_finite() || weight <= 0.0 {
                return Err(BadHistory::NoNumber);
            }
            tally.count(&history, weight);
        }
        Ok(Self::of(tally.counted()))
    }

    /// Gather very many histories, on two threads.
    #[must_use]
    pub fn gather_all(histories: &[History]) -> Self {
        if histories.len() < ENOUGH_FOR_TWO {
            return Self::gather(histories.iter().copied());
        }
        let (one, other) = histories.split_at(histories.len() / 2);
        Self::gather_both(one.iter().copied(), other.iter().copied())
    }

    /// Gather histories that are worked out as they are asked for, in two halves, each on a thread of its own: the same as
    /// one after the other.
    #[must_use]
    pub fn gather_both<H>(one: H, other: H) -> Self
    where
        H: Iterator<Item = History> + Clone + Send,
    {
        let counted = std::thread::scope(|scope| {
            let again = other.clone();
            let second =
                std::thread::Builder::new().spawn_scoped(scope, || Tally::of(other).counted());
            let first = Tally::of(one).counted();
            let second = second.ok().and_then(|second| second.join().ok());
            first.with(second.unwrap_or_else(|| Tally::of(again).counted()))
        });
        Self::of(counted)
    }

    pub(in crate::scoring) fn of(counted: Counted) -> Self {
        let mut gathered = Self::none(counted.at_most(), counted.log_gaps());
        counted.each(&mut |key, weight| gathered.put(key, weight));
        gathered
    }

    fn none(distinct: usize, log_gaps: Option<f64>) -> Self {
        Self {
            groups: Vec::new(),
            rows: Vec::with_capacity(distinct),
            log_gaps,
            customers: 0.0,
            repeats: 0.0,
            span: 0.0,
        }
    }

    /// Put the next of distinct histories in their order.
    fn put(&mut self, key: Key, weight: f64) {
        let row = Row {
            last: f64::from_bits(key.last),
            span: f64::from_bits(key.span),
            weight,
        };
        let at = self.rows.len();
        self.rows.push(row);
        self.customers += weight;
        self.repeats += weight * f64::from(key.repeats);
        self.span += weight * row.span;
        match self.groups.last_mut() {
            Some(group) if group.repeats == key.repeats => {
                group.weight += weight;
                group.rows.end = at + 1;
            }
            _ => self.groups.push(Group {
                repeats: key.repeats,
                weight,
                rows: at..at + 1,
            }),
        }
    }

    /// Every history unlike any other, and how many customers have it, in their order.
    pub fn distinct_ones(&self) -> impl Iterator<Item = (History, f64)> + '_ {
        self.groups.iter().flat_map(|group| {
            let rows = self.rows.get(group.rows.clone()).unwrap_or_default();
            rows.iter().map(|row| {
                let history = History {
                    repeats: group.repeats,
                    knows_gaps: group.repeats == 0,
                    last: row.last,
                    span: row.span,
                    log_gaps: 0.0,
                };
                (history, row.weight)
            })
        })
    }

    /// Where each history is in [`Self::distinct_ones`].
    #[must_use]
    pub fn places(&self) -> Places<'_> {
        let packed = (0..)
            .zip(self.distinct_ones())
            .filter_map(|(at, (one, _))| Some((pack(one.repeats, one.last, one.span)?, at)));
        Places {
            of: self,
            packed: Slots::of(self.rows.len(), packed),
        }
    }

    /// One row in so many, across all there are.
    pub(in crate::scoring) fn thinned(&self, step: usize) -> Self {
        let mut few = Self::none(self.rows.len() / step + 1, None);
        for group in &self.groups {
            for at in group.rows.clone().filter(|at| at % step == 0) {
                if let Some(row) = self.rows.get(at) {
                    few.put(Key::of(group.repeats, row.last, row.span), row.weight);
                }
            }
        }
        few
    }

    /// How many customers there are, by weight.
    #[must_use]
    pub const fn customers(&self) -> f64 {
        self.customers
    }

    /// How many purchases after a first one there are, by weight.
    #[must_use]
    pub const fn repeats(&self) -> f64 {
        self.repeats
    }

    /// How many histories are unlike any other.
    #[must_use]
    pub const fn distinct(&self) -> usize {
        self.rows.len()
    }

    /// The mean time for which customers have been seen; 0 when there are none.
    #[must_use]
    pub fn mean_span(&self) -> f64 {
        if self.customers > 0.0 {
            self.span / self.customers
        } else {
            0.0
        }
    }
}

/// Finds a history among the distinct ones.
#[derive(Debug)]
pub struct Places<'h> {
    of: &'h Histories,
    packed: Slots<u32>,
}

impl Places<'_> {
    /// Its place, from 0; `None` when it is not among them.
    #[must_use]
    pub fn find(&self, history: &History) -> Option<usize> {
        if let Some(key) = pack(history.repeats, history.last, history.span) {
            return usize::try_from(self.packed.get(key)?).ok();
        }
        let groups = &self.of.groups;
        let group = groups.binary_search_by_key(&history.repeats, |group| group.repeats);
        let rows = groups.get(group.ok()?)?.rows.clone();
        let alike = self.of.rows.get(rows.clone())?;
        let at = alike.binary_search_by(|row| {
            let last = row.last.total_cmp(&history.last);
            last.then(row.span.total_cmp(&history.span))
        });
        Some(rows.start + at.ok()?)
    }
}
