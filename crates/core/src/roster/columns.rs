//! One figure of every customer after the other: what lists are narrowed and sorted by.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike as _, NaiveDate};

use super::Entry;
use super::best::{Best, Deep};
use super::bits::Bits;
use super::fits::Fits;
use crate::behaviour::{Behaviour, lateness};
use crate::beside;
use crate::bond::Bond;
use crate::customer::{Choice, CustomerFilter, CustomerSort, SortBy};

/// What a slot holds beside its behaviour.
pub(super) const PRESENT: u8 = 1 << 7;
pub(super) const ARCHIVED: u8 = 1 << 6;
pub(super) const BOUGHT: u8 = 1 << 5;
pub(super) const BEHAVIOUR: u8 = 0xf;

/// The last visit of those who never came.
pub(super) const NEVER: i32 = i32::MIN;

/// The bond of those who asked not to be profiled.
const NO_BOND: u8 = 7;

/// Sorts after every figure: customers for whom there is none come last either way.
const LAST: u64 = u64::MAX;

/// Places in a list from which a look at some of it tells where in the order to look.
const DEEP: usize = 5_000;
/// One customer in so many is looked at first.
const SAMPLED: usize = 64;
/// So many customers are looked at by one processor while another looks at others: less work is done sooner alone.
const PART: u32 = 1 << 17;

/// The columns. Slot 0 is nobody's.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) flags: Vec<u8>,
    /// Days of the common era; [`NEVER`] without a visit.
    pub(super) last_day: Vec<i32>,
    /// Days; 0 without a visit.
    rhythm: Vec<f64>,
    value: Vec<i64>,
    /// Not a number where there is none.
    pub(super) chance: Vec<f32>,
    pub(super) worth: Vec<i64>,
    /// Larger for names that sort later, the same for the same name; between two there is room for others.
    name: Vec<u64>,
    /// A number in `cities`; 0 is none.
    pub(super) city: Vec<u32>,
    pub(super) cities: Vec<String>,
    pub(super) city_numbers: HashMap<String, u32>,
    /// Known days of absence, for the few who have any.
    absent: HashMap<u32, u32>,
    /// A place among all bonds; [`NO_BOND`] where there is none.
    pub(super) bond: Vec<u8>,
    /// Whoever has a tag, ascending.
    tags: BTreeMap<String, Vec<u32>>,
}

impl Columns {
    /// One more than the largest slot.
    pub(super) fn end(&self) -> usize {
        self.flags.len()
    }

    pub(super) fn is_archived(&self, slot: u32) -> bool {
        self.flags[slot as usize] & ARCHIVED != 0
    }

    pub(super) fn put(&mut self, entry: &Entry) {
        let at = entry.slot as usize;
        if at >= self.end() {
            let end = at + 1;
            self.flags.resize(end, 0);
            self.last_day.resize(end, NEVER);
            self.rhythm.resize(end, 0.0);
            self.value.resize(end, 0);
            self.chance.resize(end, f32::NAN);
            self.worth.resize(end, 0);
            self.name.resize(end, 0);
            self.city.resize(end, 0);
            self.bond.resize(end, NO_BOND);
        }
        if self.flags[at] & PRESENT != 0 {
            self.untag(entry.slot);
        }
        self.flags[at] = PRESENT | if entry.archived { ARCHIVED } else { 0 };
        self.stand(entry);
        self.city[at] = entry.city.as_deref().map_or(0, |city| self.number(city));
        for tag in &entry.tags {
            self.tag(entry.slot, tag);
        }
    }

    /// Where a customer stands now; all else about them stays as it is.
    pub(super) fn stand(&mut self, entry: &Entry) {
        let at = entry.slot as usize;
        let Some(flags) = self
            .flags
            .get_mut(at)
            .filter(|flags| **flags & PRESENT != 0)
        else {
            return;
        };
        let place = Behaviour::ALL.iter().position(|b| *b == entry.behaviour);
        *flags = *flags & (PRESENT | ARCHIVED)
            | if entry.bought { BOUGHT } else { 0 }
            | place.map_or(0, |place| place as u8);
        self.last_day[at] = entry.last_day.map_or(NEVER, |day| day.num_days_from_ce());
        self.rhythm[at] = entry.rhythm.unwrap_or(0.0);
        self.value[at] = entry.value;
        self.chance[at] = entry.chance.unwrap_or(f32::NAN);
        self.worth[at] = entry.worth;
        let bond = entry
            .bond
            .and_then(|bond| Bond::ALL.iter().position(|one| *one == bond));
        self.bond[at] = bond.map_or(NO_BOND, |place| place as u8);
        if entry.absent == 0 {
            self.absent.remove(&entry.slot);
        } else {
            self.absent.insert(entry.slot, entry.absent);
        }
    }

    pub(super) fn tag(&mut self, slot: u32, tag: &str) {
        if !self.tags.contains_key(tag) {
            self.tags.insert(tag.to_owned(), Vec::new());
        }
        if let Some(whose) = self.tags.get_mut(tag)
            && let Err(at) = whose.binary_search(&slot)
        {
            whose.insert(at, slot);
        }
    }

    fn untag(&mut self, slot: u32) {
        for whose in self.tags.values_mut() {
            if let Ok(at) = whose.binary_search(&slot) {
                whose.remove(at);
            }
        }
    }

    fn number(&mut self, city: &str) -> u32 {
        if let Some(number) = self.city_numbers.get(city) {
            return *number;
        }
        self.cities.push(city.to_owned());
        // Fewer than customers, whose slots fit as well.
        let number = self.cities.len() as u32;
        self.city_numbers.insert(city.to_owned(), number);
        number
    }

    pub(super) fn remove(&mut self, slot: u32) {
        self.untag(slot);
        self.absent.remove(&slot);
        if let Some(flags) = self.flags.get_mut(slot as usize) {
            *flags = 0;
        }
    }

    /// Where a customer's name stands among the others.
    pub(super) fn name_at(&self, slot: u32) -> Option<u64> {
        self.name.get(slot as usize).copied()
    }

    pub(super) fn set_name_at(&mut self, slot: u32, place: u64) {
        if let Some(name) = self.name.get_mut(slot as usize) {
            *name = place;
        }
    }

    /// How many customers a filter lets through, and of those in order the ones from `offset` on, at most `limit`.
    /// `found` are the customers its search finds and who meet its conditions on fields, where it has any.
    pub(super) fn page(
        &self,
        filter: &CustomerFilter,
        found: Option<Bits>,
        sort: CustomerSort,
        today: NaiveDate,
        offset: usize,
        limit: usize,
    ) -> (u32, Vec<u32>) {
        let fits = Fits::new(self, filter);
        let mut within = found;
        for tag in &filter.tags {
            let whose: Bits = self.tags.get(tag).into_iter().flatten().copied().collect();
            within = Some(match within {
                None => whose,
                Some(mut within) => {
                    within.and(&whose);
                    within
                }
            });
        }
        let range = Range { offset, limit };
        let turned = if sort.descending { u64::MAX } else { 0 };
        let today = today.num_days_from_ce();
        let within = within.as_ref();
        // One loop of its own for each figure: they run over everybody.
        match sort.by {
            SortBy::Name => self.choose(&fits, within, range, |at| self.name[at] ^ turned),
            SortBy::Value => {
                self.choose(&fits, within, range, |at| sortable(self.value[at]) ^ turned)
            }
            // No chance is below zero either.
            SortBy::Chance => self.choose(&fits, within, range, |at| {
                let chance = self.chance[at];
                if chance.is_nan() {
                    LAST
                } else {
                    u64::from(chance.to_bits()) ^ turned
                }
            }),
            SortBy::Worth => self.choose(&fits, within, range, |at| {
                if self.chance[at].is_nan() {
                    LAST
                } else {
                    sortable(self.worth[at]) ^ turned
                }
            }),
            SortBy::LastVisit => self.choose(&fits, within, range, |at| match self.last_day[at] {
                NEVER => LAST,
                day => sortable(day.into()) ^ turned,
            }),
            // No figure is below zero, and such sort by their bits.
            SortBy::Rhythm => self.choose(&fits, within, range, |at| {
                let rhythm = self.rhythm[at];
                if rhythm > 0.0 {
                    rhythm.to_bits() ^ turned
                } else {
                    LAST
                }
            }),
            SortBy::Lateness => self.choose(&fits, within, range, |at| {
                let (day, rhythm) = (self.last_day[at], self.rhythm[at]);
                if day == NEVER || rhythm <= 0.0 {
                    return LAST;
                }
                let silent = u32::try_from(today - day).unwrap_or(0);
                lateness(silent, self.absent_at(at), rhythm).to_bits() ^ turned
            }),
        }
    }

    fn choose(
        &self,
        fits: &Fits<'_>,
        within: Option<&Bits>,
        range: Range,
        key: impl Fn(usize) -> u64 + Sync,
    ) -> (u32, Vec<u32>) {
        let here = |slot: u32| (key(slot as usize), slot);
        let first = || Best::new(range.offset.saturating_add(range.limit));
        if let Some(within) = within {
            let mut best = first();
            within
                .iter()
                .filter(|slot| fits.lets_through(*slot))
                .for_each(|slot| best.take(here(slot)));
            return best.page(range.offset);
        }
        // Slots are the file's own numbers and fit 32 bits.
        let end = self.end() as u32;
        let parts: Vec<u32> = (1..end).step_by(PART as usize).collect();
        let part = |start: u32| start..end.min(start.saturating_add(PART));
        if range.offset > DEEP {
            let some = (1..end)
                .step_by(SAMPLED)
                .filter(|slot| fits.lets_through(*slot))
                .map(here);
            let found = Deep::guess(some, SAMPLED, range.offset, range.limit).and_then(|guess| {
                let looked = beside::each(&parts, |start| {
                    let mut deep = guess.clone();
                    fits.each(part(*start), |slot| deep.take(here(slot)));
                    deep
                });
                let deep = looked.into_iter().reduce(Deep::join)?;
                deep.page(range.offset, range.limit)
            });
            if let Some(page) = found {
                return page;
            }
        }
        let looked = beside::each(&parts, |start| {
            let mut best = first();
            fits.each(part(*start), |slot| best.take(here(slot)));
            best
        });
        let best = looked.into_iter().reduce(Best::join);
        best.unwrap_or_else(first).page(range.offset)
    }

    /// The most valuable of these first, at most `limit`; archived ones left out.
    pub(super) fn most_valuable(&self, among: &Bits, limit: usize) -> Vec<u32> {
        let mut best = Best::new(limit);
        for slot in among.iter().filter(|slot| !self.is_archived(*slot)) {
            let at = slot as usize;
            best.take(((!sortable(self.value[at]), self.name[at]), slot));
        }
        best.page(0).1
    }

    fn absent_at(&self, at: usize) -> u32 {
        if self.absent.is_empty() {
            return 0;
        }
        // Slots fit 32 bits.
        self.absent.get(&(at as u32)).copied().unwrap_or(0)
    }

    /// The tags in use with how many customers have them, most used first.
    pub(super) fn choose_tag(&self) -> Vec<Choice> {
        let choices = self.tags.iter().map(|(tag, whose)| {
            let here = whose.iter().filter(|slot| !self.is_archived(**slot));
            (tag.clone(), here.count())
        });
        ranked(choices)
    }

    /// The towns with how many customers live there, most common first.
    pub(super) fn choose_city(&self) -> Vec<Choice> {
        let mut counts = vec![0; self.cities.len() + 1];
        for (flags, city) in self.flags.iter().zip(&self.city) {
            if flags & (PRESENT | ARCHIVED) == PRESENT {
                counts[*city as usize] += 1;
            }
        }
        ranked(self.cities.iter().cloned().zip(counts.into_iter().skip(1)))
    }
}

fn ranked(choices: impl Iterator<Item = (String, usize)>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = choices
        .filter(|(_, customers)| *customers > 0)
        .map(|(value, customers)| Choice {
            value,
            customers: u32::try_from(customers).unwrap_or(u32::MAX),
        })
        .collect();
    choices.sort_unstable_by(|a, b| (b.customers, &a.value).cmp(&(a.customers, &b.value)));
    choices
}

/// An integer as one without a sign, in the same order.
const fn sortable(figure: i64) -> u64 {
    figure.cast_unsigned() ^ (1 << 63)
}

/// Which of those in order are wanted.
#[derive(Clone, Copy)]
struct Range {
    offset: usize,
    limit: usize,
}
