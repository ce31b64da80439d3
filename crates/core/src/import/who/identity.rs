//! Somebody, as far as recognising them goes, in as few bytes as that takes: a file may name a million people.

use chrono::{Datelike, NaiveDate};

use super::MatchedBy;
use super::spill::Place;
use crate::ids::CustomerId;

/// Which fields of a customer in the notebook are empty, and may be filled by a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Gaps(pub u16);

/// A customer of the notebook, as far as recognising them goes.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub id: CustomerId,
    pub name: String,
    pub external_id: Option<String>,
    pub postcode: Option<String>,
    pub born_on: Option<NaiveDate>,
    pub gaps: Gaps,
}

/// Somebody: in the notebook, in the file, or both.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Identity {
    pub(super) parent: u32,
    /// Where what they are called is, among the names.
    pub(super) name: u32,
    /// A fingerprint of the number the shop gives them; 0 when it gives none.
    pub(super) id: u32,
    /// A fingerprint of the postcode; 0 when it is not known.
    pub(super) postcode: u32,
    /// The day they were born, counted from the year 1; 0 when it is not known.
    pub(super) born: i32,
    /// What the file says of them.
    pub(super) said: Place,
    /// Their first line in the file.
    pub(super) line: u32,
    /// Their lines in the file.
    pub(super) lines: u32,
    /// Which of their fields in the notebook are empty.
    pub gaps: Gaps,
    pub(super) marks: u8,
    /// What they were recognised by.
    pub matched_by: Option<MatchedBy>,
}

/// Whether what they are called is their name.
pub(super) const NAMED: u8 = 1;
/// Whether any phone number of theirs is known.
pub(super) const PHONED: u8 = 2;
/// Whether any e-mail address of theirs is known.
pub(super) const MAILED: u8 = 4;
/// Whether they wait for everybody else to be known, and are not to be recognised meanwhile.
pub(super) const WAITING: u8 = 8;
/// Whether a row of theirs has nothing but a name.
pub(super) const BARE: u8 = 16;
/// Whether a row is about them alone, without a purchase.
pub(super) const LISTED: u8 = 32;

impl Identity {
    pub(super) const fn is(&self, mark: u8) -> bool {
        self.marks & mark != 0
    }

    pub(super) const fn mark(&mut self, mark: u8, on: bool) {
        if on {
            self.marks |= mark;
        } else {
            self.marks &= !mark;
        }
    }

    /// Where what the file says of them was put aside.
    pub(crate) const fn said(&self) -> Place {
        self.said
    }

    /// Whether a row is about them alone, without a purchase.
    pub(crate) const fn is_listed(&self) -> bool {
        self.is(LISTED)
    }
}

/// A day as an identity keeps it.
pub(super) fn day_number(day: Option<NaiveDate>) -> i32 {
    day.map_or(0, |day| day.num_days_from_ce())
}

/// Whether a day kept is a 1 January.
pub(super) fn is_new_year(day: i32) -> bool {
    NaiveDate::from_num_days_from_ce_opt(day).is_some_and(|day| day.ordinal() == 1)
}

/// What people are called, one after the other in one piece of memory.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<u8>);

impl Names {
    /// Keeps a name: where it is.
    pub(super) fn add(&mut self, name: &str) -> u32 {
        let (Ok(at), Ok(length)) = (u32::try_from(self.0.len()), u16::try_from(name.len())) else {
            return u32::MAX;
        };
        self.0.extend(length.to_le_bytes());
        self.0.extend(name.as_bytes());
        at
    }

    pub(super) fn get(&self, at: u32) -> &str {
        let rest = self.0.get(at as usize..).unwrap_or_default();
        let name = rest
            .split_first_chunk()
            .and_then(|(length, name)| name.get(..usize::from(u16::from_le_bytes(*length))));
        name.and_then(|name| std::str::from_utf8(name).ok())
            .unwrap_or_default()
    }
}
