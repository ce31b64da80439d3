//! Which customers a filter lets through, but for its tags and its search.

use chrono::{Datelike as _, NaiveDate};

use super::columns::{ARCHIVED, BEHAVIOUR, BOUGHT, Columns, NEVER, PRESENT};
use crate::behaviour::Behaviour;
use crate::bond::Bond;
use crate::customer::CustomerFilter;

/// A filter, made ready to be put to every customer.
pub(super) struct Fits<'c> {
    columns: &'c Columns,
    archived: u8,
    behaviours: u16,
    /// One bit for each, and one for whoever has none.
    bonds: u8,
    cities: Option<Vec<bool>>,
    /// First and last day; `None` lets through also those who never came.
    days: Option<(i32, i32)>,
    never_bought: bool,
    /// Least and most, and the least worth; `None` lets through also those of whom nothing is said.
    chances: Option<(f64, f64, i64)>,
}

impl<'c> Fits<'c> {
    pub(super) fn new(columns: &'c Columns, filter: &CustomerFilter) -> Self {
        let wanted = |behaviour: &Behaviour| {
            filter.behaviours.is_empty() || filter.behaviours.contains(behaviour)
        };
        let behaviours = Behaviour::ALL
            .iter()
            .enumerate()
            .filter(|(_, behaviour)| wanted(behaviour))
            .fold(0, |set, (at, _)| set | 1 << at);
        let bonds = if filter.bonds.is_empty() {
            u8::MAX
        } else {
            Bond::ALL
                .iter()
                .enumerate()
                .filter(|(_, bond)| filter.bonds.contains(bond))
                .fold(0, |set, (at, _)| set | 1 << at)
        };
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
            bonds,
            cities,
            days: (filter.bought_since.is_some() || filter.not_since.is_some()).then(|| {
                let day = |day: NaiveDate| day.num_days_from_ce();
                // Later than never.
                let since = filter.bought_since.map_or(NEVER + 1, day);
                (since, filter.not_since.map_or(i32::MAX, day))
            }),
            never_bought: filter.never_bought,
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

    pub(super) fn lets_through(&self, slot: u32) -> bool {
        let at = slot as usize;
        let Some(flags) = self.columns.flags.get(at) else {
            return false;
        };
        if flags & (PRESENT | ARCHIVED) != PRESENT | self.archived
            || self.behaviours >> (flags & BEHAVIOUR) & 1 == 0
            || self.bonds >> self.columns.bond[at] & 1 == 0
            || (self.never_bought && flags & BOUGHT != 0)
        {
            return false;
        }
        if let Some(cities) = &self.cities
            && !cities[self.columns.city[at] as usize]
        {
            return false;
        }
        if let Some((least, most, worth)) = self.chances {
            let chance = f64::from(self.columns.chance[at]);
            if !(least..=most).contains(&chance) || self.columns.worth[at] < worth {
                return false;
            }
        }
        self.days
            .is_none_or(|(since, until)| (since..=until).contains(&self.columns.last_day[at]))
    }
}
