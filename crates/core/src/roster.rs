//! The roster: of every customer the little that lists are narrowed and sorted by and that searches look through, held in
//! memory in columns. A list of a million customers is counted and its page chosen in a few milliseconds; the rows of the
//! page are then read from the file.
//!
//! It answers exactly as the file would and is never needed for a right answer: a list asked for before the roster
//! is there comes from the file. A customer's place in every column, their slot, is their `seq` in the file.

mod best;
mod bits;
mod columns;
mod fields;
mod fits;
mod follow;
mod gather;
mod keep;
mod phones;
mod seek;
mod slips;
mod sql;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::behaviour::Behaviour;
use crate::bond::Bond;
use crate::customer::{Choice, CustomerFilter, CustomerSort};
use crate::ids::FieldId;

pub(crate) use keep::Keep;
pub(crate) use seek::Sought;

/// One customer, as the roster takes them in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    slot: u32,
    behaviour: Behaviour,
    archived: bool,
    bought: bool,
    last_day: Option<NaiveDate>,
    rhythm: Option<f64>,
    absent: u32,
    /// Cents.
    value: i64,
    /// The chance of coming back, where there is one.
    chance: Option<f32>,
    /// Cents, where there is a chance.
    worth: i64,
    /// The folded name.
    name: String,
    /// Whatever else finds them, folded, blanks between the words.
    other: String,
    city: Option<String>,
    tags: Vec<String>,
    /// In E.164.
    phones: Vec<String>,
    /// What they have in the notebook's own fields.
    fields: Vec<(FieldId, fields::Held)>,
    /// None for whoever asked not to be profiled.
    bond: Option<Bond>,
}

impl Entry {
    /// Words they are found by as well.
    fn also(&mut self, words: &str) {
        self.other.push(' ');
        self.other.push_str(words);
    }

    /// The words of the name: without the signs that nobody types.
    fn name_words(&self) -> Cow<'_, str> {
        let plain = |letter: char| letter == ' ' || letter.is_alphanumeric();
        if self.name.chars().all(plain) {
            Cow::Borrowed(&self.name)
        } else {
            Cow::Owned(words_of(&self.name))
        }
    }
}

/// Which customers a page is of.
#[derive(Debug)]
pub(crate) struct Wanted<'f> {
    /// Those this filter lets through,
    pub(crate) filter: &'f CustomerFilter,
    /// of those its search finds, where it has one.
    pub(crate) sought: Option<Sought>,
}

/// Everybody.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    columns: columns::Columns,
    names: words::Words,
    others: words::Words,
    phones: phones::Phones,
    fields: fields::Fields,
}

/// Customers written to since the words were sorted, above which sorting them again pays.
const MANY_FRESH: usize = 3_000;

impl Roster {
    /// Takes a customer in, or what has become of them. Their name's place stays as it is: see [`Roster::rename`].
    fn put(&mut self, entry: &Entry) {
        self.columns.put(entry);
        self.names.put(entry.slot, &entry.name_words());
        self.others.put(entry.slot, &entry.other);
        self.phones.put(entry.slot, &entry.phones);
        self.fields.clear(entry.slot);
        for (field, held) in &entry.fields {
            self.fields.put(entry.slot, *field, held);
        }
    }

    /// Lets go of a customer who is no longer in the notebook.
    fn remove(&mut self, slot: u32) {
        self.columns.remove(slot);
        self.names.put(slot, "");
        self.others.put(slot, "");
        self.phones.put(slot, &[]);
        self.fields.clear(slot);
    }

    /// Puts the name of a slot between those of the slots before and after it, or with those of the same name. `None` when there
    /// is no room left.
    fn rename(&mut self, slot: u32, [before, same, after]: [Option<u32>; 3]) -> Option<()> {
        let place = if let Some(same) = same {
            self.columns.name_at(same)?
        } else {
            let start = before.map_or(Some(0), |slot| self.columns.name_at(slot))?;
            let end = after.map_or(Some(u64::MAX), |slot| self.columns.name_at(slot))?;
            let place = u64::midpoint(start, end);
            if start >= place || place >= end {
                return None;
            }
            place
        };
        self.columns.set_name_at(slot, place);
        Some(())
    }

    /// A page of the customers a filter lets through and a search finds: how many there are, and the slots of the page.
    pub(crate) fn page(
        &self,
        wanted: &Wanted<'_>,
        sort: CustomerSort,
        today: NaiveDate,
        offset: u32,
        limit: u32,
    ) -> (u32, Vec<u32>) {
        let found = wanted.sought.as_ref();
        let mut found = found.and_then(|sought| self.seek(sought, 1).pop());
        let filter = wanted.filter;
        if let Some(meeting) = self.fields.meeting(&filter.fields, self.columns.end()) {
            match &mut found {
                Some(found) => found.and(&meeting),
                None => found = Some(meeting),
            }
        }
        let (offset, limit) = (offset as usize, limit as usize);
        self.columns.page(filter, found, sort, today, offset, limit)
    }

    /// The tags in use, most used first.
    pub(crate) fn tags(&self) -> Vec<Choice> {
        self.columns.choose_tag()
    }

    /// The towns customers live in, most common first.
    pub(crate) fn cities(&self) -> Vec<Choice> {
        self.columns.choose_city()
    }

    /// Whether it would answer faster if gathered again.
    fn is_worn(&self) -> bool {
        self.names.fresh() > MANY_FRESH
    }
}

/// Folded text as words with single blanks between: whatever is neither letter nor digit parts them.
pub(crate) fn words_of(text: &str) -> String {
    let folded = crate::fold::fold(text);
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}
