//! Which customers a filter lets through, but for its tags and its search.

use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};

use super::columns::{ARCHIVED, BEHAVIOUR, BOUGHT, Columns, NEVER, PRESENT};
use crate::behaviour::Behaviour;
use crate::bond::Bond;
use crate::customer::CustomerFilter;

/// How many are looked at together.
const BLOCK: usize = 1 << 10;

/// A filter, made ready to be put to every customer.
pub(super) struct Fits<'c> {
    columns: &'c Columns,
    /// Whether somebody with these flags may pass, for all there are: their behaviour is anybody's guess, and one look costs
    /// less than guessing wrong.
    flags: [bool; 256],
    /// One bit for each, and one for whoever has none; `None` lets all of them through.
    bonds: Option<u8>,
    cities: Option<Vec<bool>>,
    /// First and last day; `None` lets through also those who never came.
    days: Option<(i32, i32)>,
    /// Least and most, and the least worth; `None` lets through also those of whom nothing is said.
    chances: Option<(f64, f64, i64)>,
}

impl<'c> Fits<'c> {
    pub(super) fn new(columns: &'c Columns, filter: &CustomerFilter) -> Self {
        let wanted = |behaviour: &Behaviour| {
            filter.behaviours.is_empty() || filter.behaviours.contains(behaviour)
        };
        let archived = if filter.archived { ARCHIVED } else { 0 };
        let mut flags = [false; 256];
        for (set, passes) in (0..=u8::MAX).zip(&mut flags) {
            *passes = set & (PRESENT | ARCHIVED) == PRESENT | archived
                && Behaviour::ALL
                    .get(usize::from(set & BEHAVIOUR))
                    .is_some_and(wanted)
                && !(filter.never_bought && set & BOUGHT != 0);
        }
        let bonds = (!filter.bonds.is_empty()).then(|| {
            Bond::ALL
                .iter()
                .enumerate()
                .filter(|(_, bond)| filter.bonds.contains(bond))
                .fold(0, |set, (at, _)| set | 1 << at)
        });
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
            flags,
            bonds,
            cities,
            days: (filter.bought_since.is_some() || filter.not_since.is_some()).then(|| {
                let day = |day: NaiveDate| day.num_days_from_ce();
                // Later than never.
                let since = filter.bought_since.map_or(NEVER + 1, day);
                (since, filter.not_since.map_or(i32::MAX, day))
            }),
            chances: {
                let share = |percent: u32| f64::from(percent) / 100.0;
                let (from, to) = (filter.chance_from.map(share), filter.chance_to.map(share));
                let worth = filter.worth_from.map(|amount| amount.0);
                (from.is_some() || to.is_some() || worth.is_some()).then(|| {
                    let (least, most) = (from.unwrap_or(0.0), to.unwrap_or(f64::INFINITY));
                    (least, most, worth.unwrap_or(i64::MIN))
                })
            },
        }
    }

    /// What it asks for is the same for everybody, so that is what it branches on, and not on the answers.
    pub(super) fn lets_through(&self, slot: u32) -> bool {
        let at = slot as usize;
        let Some(flags) = self.columns.flags.get(at) else {
            return false;
        };
        let mut passes = self.flags[usize::from(*flags)];
        if let Some(bonds) = self.bonds {
            passes &= bonds >> self.columns.bond[at] & 1 != 0;
        }
        if let Some(cities) = &self.cities {
            passes &= cities[self.columns.city[at] as usize];
        }
        if let Some((least, most, worth)) = self.chances {
            let chance = f64::from(self.columns.chance[at]);
            passes &= (least <= chance) & (chance <= most) & (worth <= self.columns.worth[at]);
        }
        if let Some((since, until)) = self.days {
            let day = self.columns.last_day[at];
            passes &= (since <= day) & (day <= until);
        }
        passes
    }

    /// Looks at those of these it lets through, so many at a time: first who they are, without a branch, then what of them.
    pub(super) fn each(&self, slots: Range<u32>, mut look: impl FnMut(u32)) {
        let mut passed = [0; BLOCK];
        for start in slots.clone().step_by(BLOCK) {
            let mut n = 0;
            for slot in start..slots.end.min(start.saturating_add(BLOCK as u32)) {
                // Overwritten by the next unless it passes.
                passed[n % BLOCK] = slot;
                n += usize::from(self.lets_through(slot));
            }
            passed.iter().take(n).copied().for_each(&mut look);
        }
    }
}
