//! One figure of every customer after the other: what lists are narrowed and sorted by.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::Entry;
use super::bits::Bits;
use crate::behaviour::{Behaviour, days_between, lateness};
use crate::customer::{Choice, CustomerFilter, CustomerSort, SortBy};

/// What a slot holds beside its behaviour.
const PRESENT: u8 = 1 << 7;
const ARCHIVED: u8 = 1 << 6;
const BOUGHT: u8 = 1 << 5;
const BEHAVIOUR: u8 = 0xf;

/// Sorts after every figure: customers for whom there is none come last either way.
const LAST: u64 = u64::MAX;

/// The columns. Slot 0 is nobody's.
#[derive(Debug, Default)]
pub(super) struct Columns {
    flags: Vec<u8>,
    last_day: Vec<Option<NaiveDate>>,
    /// Days; 0 without a visit.
    rhythm: Vec<f64>,
    value: Vec<i64>,
    /// Larger for names that sort later, the same for the same name; between two there is room for others.
    name: Vec<u64>,
    /// A number in `cities`; 0 is none.
    city: Vec<u32>,
    cities: Vec<String>,
    city_numbers: HashMap<String, u32>,
    /// Known days of absence, for the few who have any.
    absent: HashMap<u32, u32>,
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
            self.last_day.resize(end, None);
            self.rhythm.resize(end, 0.0);
            self.value.resize(end, 0);
            self.name.resize(end, 0);
            self.city.resize(end, 0);
        }
        if self.flags[at] & PRESENT != 0 {
            self.untag(entry.slot);
        }
        let place = Behaviour::ALL.iter().position(|b| *b == entry.behaviour);
        self.flags[at] = PRESENT
            | if entry.archived { ARCHIVED } else { 0 }
            | if entry.bought { BOUGHT } else { 0 }
            | place.map_or(0, |place| place as u8);
        self.last_day[at] = entry.last_day;
        self.rhythm[at] = entry.rhythm.unwrap_or(0.0);
        self.value[at] = entry.value;
        self.city[at] = entry.city.as_deref().map_or(0, |city| self.number(city));
        if entry.absent == 0 {
            self.absent.remove(&entry.slot);
        } else {
            self.absent.insert(entry.slot, entry.absent);
        }
        for tag in &entry.tags {
            self.tag(entry.slot, tag);
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
    /// `found` are the customers its search finds, where it has one.
    pub(super) fn page(
        &self,
        filter: &CustomerFilter,
        found: Option<Bits>,
        sort: CustomerSort,
        today: NaiveDate,
        offset: usize,
        limit: usize,
    ) -> (u32, Vec<u32>) {
        let mut best = Best::new(offset.saturating_add(limit));
        let mut take = |slot: u32| best.take(self.key(slot, sort, today), slot);
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
        match &within {
            Some(within) => within
                .iter()
                .filter(|slot| fits.lets_through(*slot))
                .for_each(&mut take),
            // Slots are the file's own numbers and fit 32 bits.
            None => (1..self.end() as u32)
                .filter(|slot| fits.lets_through(*slot))
                .for_each(&mut take),
        }
        best.page(offset)
    }

    /// The most valuable of these first, at most `limit`; archived ones left out.
    pub(super) fn most_valuable(&self, among: &Bits, limit: usize) -> Vec<u32> {
        let mut best = Best::new(limit);
        for slot in among.iter().filter(|slot| !self.is_archived(*slot)) {
            let at = slot as usize;
            best.take((!sortable(self.value[at]), self.name[at]), slot);
        }
        best.page(0).1
    }

    fn key(&self, slot: u32, sort: CustomerSort, today: NaiveDate) -> u64 {
        let at = slot as usize;
        let rhythm = Some(self.rhythm[at]).filter(|rhythm| *rhythm > 0.0);
        let key = match sort.by {
            SortBy::Name => Some(self.name[at]),
            SortBy::LastVisit => self.last_day[at].map(|day| sortable(chrono::Datelike::num_days_from_ce(&day).into())),
            // No figure is below zero, and such sort by their bits.
            SortBy::Rhythm => rhythm.map(f64::to_bits),
            SortBy::Value => Some(sortable(self.value[at])),
            SortBy::Lateness => self.last_day[at].zip(rhythm).map(|(day, rhythm)| {
                let absent = self.absent_of(slot);
                lateness(days_between(day, today), absent, rhythm).to_bits()
            }),
        };
        match key {
            None => LAST,
            Some(key) if sort.descending => !key,
            Some(key) => key,
        }
    }

    fn absent_of(&self, slot: u32) -> u32 {
        if self.absent.is_empty() {
            return 0;
        }
        self.absent.get(&slot).copied().unwrap_or(0)
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
    choices.sort_unstable_by(|a, b| {
        (b.customers, &a.value).cmp(&(a.customers, &b.value))
    });
    choices
}

/// An integer as one without a sign, in the same order.
const fn sortable(figure: i64) -> u64 {
    figure.cast_unsigned() ^ (1 << 63)
}

/// A filter, made ready to be put to every customer.
struct Fits<'c> {
    columns: &'c Columns,
    archived: u8,
    behaviours: u16,
    cities: Option<Vec<bool>>,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
    never_bought: bool,
}

impl<'c> Fits<'c> {
    fn new(columns: &'c Columns, filter: &CustomerFilter) -> Self {
        let wanted = |behaviour: &Behaviour| {
            filter.behaviours.is_empty() || filter.behaviours.contains(behaviour)
        };
        let behaviours = Behaviour::ALL
            .iter()
            .enumerate()
            .filter(|(_, behaviour)| wanted(behaviour))
            .fold(0, |set, (at, _)| set | 1 << at);
        let cities = (!filter.cities.is_empty()).then(|| {
            let mut cities = vec![false; columns.cities.len() + 1];
            for city in &filter.cities {
                if let Some(number) = columns.city_numbers.get(city) {
                    cities[*number as usize] = true;
                }
            }
            cities
        });
        Self {
            columns,
            archived: if filter.archived { ARCHIVED } else { 0 },
            behaviours,
            cities,
            since: filter.bought_since,
            until: filter.not_since,
            never_bought: filter.never_bought,
        }
    }

    fn lets_through(&self, slot: u32) -> bool {
        let at = slot as usize;
        let Some(flags) = self.columns.flags.get(at) else {
            return false;
        };
        if flags & (PRESENT | ARCHIVED) != PRESENT | self.archived
            || self.behaviours >> (flags & BEHAVIOUR) & 1 == 0
            || (self.never_bought && flags & BOUGHT != 0)
        {
            return false;
        }
        if let Some(cities) = &self.cities
            && !cities[self.columns.city[at] as usize]
        {
            return false;
        }
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        self.columns.last_day[at].is_some_and(|day| {
            self.since.is_none_or(|since| day >= since)
                && self.until.is_none_or(|until| day <= until)
        })
    }
}

/// The first so many of what passes by, the smallest key first, then the smallest slot.
struct Best<K> {
    wanted: usize,
    passed: u32,
    /// Nothing above this is among the first.
    bar: Option<(K, u32)>,
    kept: Vec<(K, u32)>,
}

impl<K: Ord + Copy> Best<K> {
    const fn new(wanted: usize) -> Self {
        Self {
            wanted,
            passed: 0,
            bar: None,
            kept: Vec::new(),
        }
    }

    fn take(&mut self, key: K, slot: u32) {
        self.passed += 1;
        if self.bar.is_some_and(|bar| (key, slot) > bar) {
            return;
        }
        self.kept.push((key, slot));
        if self.kept.len() >= (2 * self.wanted).max(256) {
            self.weed();
        }
    }

    fn weed(&mut self) {
        if self.kept.len() > self.wanted && self.wanted > 0 {
            self.kept.select_nth_unstable(self.wanted - 1);
            self.kept.truncate(self.wanted);
            self.bar = self.kept.last().copied();
        } else if self.wanted == 0 {
            self.kept.clear();
        }
    }

    fn page(mut self, offset: usize) -> (u32, Vec<u32>) {
        self.weed();
        let offset = offset.min(self.kept.len());
        if (1..self.kept.len()).contains(&offset) {
            self.kept.select_nth_unstable(offset);
        }
        let mut page = self.kept.split_off(offset);
        page.sort_unstable();
        (self.passed, page.into_iter().map(|(_, slot)| slot).collect())
    }
}
