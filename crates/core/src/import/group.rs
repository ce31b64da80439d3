//! From lines to purchases: lines with the same reference on the same day are one, and each gets the origin that makes
//! importing it twice a no-op.

mod ticket;

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};

use super::decimal::{Decimal, fine_to_minor};
use super::mapping::{LineAmounts, Mapping};
use super::outcome::{More, Sale, Settled};
use crate::moment::Item;

pub use ticket::named_ticket;

/// The most items kept of one purchase.
const MAX_ITEMS: usize = 500;

/// A purchase, all its lines together.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The line it begins on, from 1.
    pub line: u32,
    /// The last of its lines.
    pub last_line: u32,
    /// How many lines it has.
    pub lines: u32,
    /// The customer's cells as a number ([`super::outcome::Outcome::Row`]); `None` when anonymous.
    pub person: Option<u64>,
    /// Ticket or invoice number.
    pub reference: Option<String>,
    /// The day.
    pub day: NaiveDate,
    /// Minutes since midnight.
    pub minute: Option<u16>,
    /// The sum of its lines in steps of 10⁻¹².
    fine: i128,
    /// Its currency, when the file says.
    pub currency: Option<&'static str>,
    /// What was bought.
    pub items: Vec<Item>,
    /// Where.
    pub channel: Option<String>,
    /// By whom.
    pub served_by: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Whether it was paid, where the file says.
    pub settled: Option<Settled>,
    /// Whether its reference is a credit note's.
    pub is_credit_note: bool,
    /// What names it for ever: the same for the same purchase in a longer version of the file.
    pub origin: [u8; 16],
    /// Whether lines of it came before, apart from these: they have to be added to it.
    pub continues: bool,
}

impl Draft {
    /// The amount in minor units; below zero for a refund. `None` beyond 64 bits.
    #[must_use]
    pub fn amount(&self, minor_digits: u32) -> Option<i64> {
        let amount = fine_to_minor(self.fine, minor_digits)?;
        // Some tills print credit notes with positive amounts.
        Some(if self.is_credit_note {
            -amount.abs()
        } else {
            amount
        })
    }

    /// The lines it is on.
    pub(crate) const fn place(&self) -> super::changed::Lines {
        super::changed::Lines {
            first: self.line,
            last: self.last_line,
        }
    }

    /// Whether it gives money back.
    #[must_use]
    pub const fn is_refund(&self) -> bool {
        self.is_credit_note || self.fine < 0
    }

    /// The number of the ticket a refund takes back, when it names one.
    #[must_use]
    pub fn refunded_reference(&self) -> Option<&str> {
        if !self.is_refund() {
            return None;
        }
        self.note.as_deref().and_then(named_ticket)
    }
}

/// Puts lines together. Lines of a purchase usually follow each other; those that do not are marked as continuing it.
#[derive(Debug)]
pub struct Grouper<'m> {
    mapping: &'m Mapping,
    current: Option<Draft>,
    seen: HashMap<u64, Seen>,
    others: HashSet<(u64, u64)>,
    days_together: bool,
    day: Option<NaiveDate>,
}

/// What was seen under one reference and day, or one line without a reference.
#[derive(Debug, Clone, Copy)]
struct Seen {
    person: u32,
    times: u32,
}

impl<'m> Grouper<'m> {
    /// Begins a file.
    #[must_use]
    pub fn new(mapping: &'m Mapping) -> Self {
        Self {
            mapping,
            current: None,
            seen: HashMap::new(),
            others: HashSet::new(),
            days_together: false,
            day: None,
        }
    }

    /// Says that the lines of each day are together in the file, as they nearly always are: then nothing has to be kept
    /// in mind from one day to the next, and a million purchases take no room.
    #[must_use]
    pub const fn days_together(mut self, together: bool) -> Self {
        self.days_together = together;
        self
    }

    /// Takes the next line; gives back the purchase that it shows to be complete.
    pub fn push(&mut self, line: u32, person: Option<u64>, sale: &Sale<'_>) -> Option<Draft> {
        if let Some(current) = &mut self.current {
            let joins = !sale.reference.is_empty()
                && current.reference.as_deref() == Some(sale.reference)
                && current.day == sale.day
                && (person.is_none() || current.person.is_none() || current.person == person);
            if joins {
                current.person = current.person.or(person);
                current.last_line = line;
                current.settled = Settled::together(current.settled, sale.settled);
                let again = self.mapping.lines == LineAmounts::Once;
                add_line(current, sale, if again { 0 } else { sale.amount });
                return None;
            }
        }
        let done = self.finish();
        let mut draft = Draft {
            line,
            last_line: line,
            lines: 0,
            person,
            reference: some(sale.reference),
            day: sale.day,
            minute: sale.minute,
            fine: 0,
            currency: sale.currency,
            items: Vec::new(),
            channel: some(sale.channel),
            served_by: some(sale.served_by),
            note: some(sale.note),
            settled: sale.settled,
            is_credit_note: self.is_credit_note(sale.reference),
            origin: [0; 16],
            continues: false,
        };
        add_line(&mut draft, sale, sale.amount);
        self.current = Some(draft);
        done
    }

    /// Takes a line that names one more article of the purchase before. One whose purchase could not be read goes with it.
    pub fn more(&mut self, line: u32, more: &More<'_>) {
        if let Some(current) = &mut self.current
            && (more.reference.is_empty() || current.reference.as_deref() == Some(more.reference))
        {
            current.last_line = line;
            current.lines += 1;
            add_item(current, more.item, more.quantity, more.unit_price);
        }
    }

    /// Ends the file; gives back its last purchase.
    pub fn finish(&mut self) -> Option<Draft> {
        let mut draft = self.current.take()?;
        self.name(&mut draft);
        Some(draft)
    }

    fn is_credit_note(&self, reference: &str) -> bool {
        let Some(prefix) = self.mapping.credit_prefix.as_deref() else {
            return false;
        };
        let head = reference
            .get(..prefix.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(prefix));
        head && reference.get(prefix.len()..).is_some_and(|rest| {
            rest.trim_start_matches(['-', ' ', '/'])
                .starts_with(|c: char| c.is_ascii_digit())
        })
    }

    /// Gives a purchase its origin. With a reference: reference and day. Without: everything it says, and how many
    /// times that was said before.
    fn name(&mut self, draft: &mut Draft) {
        if self.days_together && self.day != Some(draft.day) {
            self.seen.clear();
            self.others.clear();
            self.day = Some(draft.day);
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.mapping.shape.as_bytes());
        hasher.update(&draft.day.num_days_from_ce().to_le_bytes());
        let person = draft.person.unwrap_or(0);
        #[allow(clippy::cast_possible_truncation)]
        // a fingerprint: half of it tells people of one ticket apart
        let person_mark = person as u32;
        let occurrence = if let Some(reference) = &draft.reference {
            hasher.update(b"\x1fr\x1f").update(reference.as_bytes());
            let key = short(&hasher);
            let seen = self.seen.entry(key).or_insert(Seen {
                person: person_mark,
                times: 0,
            });
            if seen.times == 0 || seen.person == person_mark || person_mark == 0 || seen.person == 0
            {
                draft.continues = seen.times > 0;
                seen.times += 1;
                if seen.person == 0 {
                    seen.person = person_mark;
                }
                0
            } else {
                // The number was given to somebody else the same day: another purchase.
                draft.continues = !self.others.insert((key, person));
                hasher.update(&person.to_le_bytes());
                1
            }
        } else {
            hasher.update(b"\x1fl\x1f").update(&person.to_le_bytes());
            hasher.update(&draft.minute.unwrap_or(u16::MAX).to_le_bytes());
            hasher.update(&draft.fine.to_le_bytes());
            let seen = self.seen.entry(short(&hasher)).or_insert(Seen {
                person: person_mark,
                times: 0,
            });
            seen.times += 1;
            seen.times - 1
        };
        hasher.update(&occurrence.to_le_bytes());
        // The day comes first: files are written in order of time, and an index fills fastest in its own order.
        let (day, rest) = draft.origin.split_at_mut(4);
        day.copy_from_slice(&draft.day.num_days_from_ce().to_be_bytes());
        hasher.finalize_xof().fill(rest);
    }
}

fn short(hasher: &blake3::Hasher) -> u64 {
    let mut key = [0; 8];
    hasher.finalize_xof().fill(&mut key);
    u64::from_le_bytes(key)
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn add_line(draft: &mut Draft, sale: &Sale<'_>, amount: i128) {
    draft.lines += 1;
    draft.fine = draft.fine.saturating_add(amount);
    if draft.note.is_none() {
        draft.note = some(sale.note);
    }
    add_item(draft, sale.item, sale.quantity, sale.unit_price);
}

fn add_item(draft: &mut Draft, label: &str, quantity: Option<Decimal>, price: Option<Decimal>) {
    if !label.is_empty() && draft.items.len() < MAX_ITEMS {
        draft.items.push(Item {
            label: label.chars().take(300).collect(),
            quantity: quantity.map(Decimal::approx),
            price: price.map(Decimal::approx),
        });
    }
}

#[cfg(test)]
mod tests;
