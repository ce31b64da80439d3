//! What the whole of a ledger says about its lines: which entries are sales, and what paid them.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::line::Entry;
use crate::import::record::Record;

/// What the first reading gathers. Memory: some tens of bytes an invoice.
#[derive(Debug, Default)]
pub(super) struct Books {
    entries: HashMap<u64, Kinds>,
    journals: HashMap<String, Counts>,
    letters: HashMap<u64, Letter>,
    by_journal: bool,
    last: Option<NaiveDate>,
}

/// The kinds of accounts one entry touches.
#[derive(Debug, Default, Clone, Copy)]
struct Kinds {
    customer: bool,
    income: bool,
    money: bool,
}

/// How many lines of each kind a journal has.
#[derive(Debug, Default)]
struct Counts {
    customer: u32,
    income: u32,
    money: u32,
}

/// Lines of one account that settle each other.
#[derive(Debug, Default)]
struct Letter {
    balance: i64,
    paid: Option<NaiveDate>,
}

impl Books {
    pub(super) fn see(&mut self, entry: &Entry<'_>) {
        self.last = self.last.max(entry.day());
        let (customer, class) = (entry.is_customer(), entry.class());
        let (income, money) = (class == Some('7'), class == Some('5'));
        if !(customer || income || money) {
            return;
        }
        let kinds = self.entries.entry(entry.entry_key()).or_default();
        kinds.customer |= customer;
        kinds.income |= income;
        kinds.money |= money;
        if !self.journals.contains_key(entry.journal()) {
            self.journals
                .insert(entry.journal().to_owned(), Counts::default());
        }
        if let Some(counts) = self.journals.get_mut(entry.journal()) {
            counts.customer += u32::from(customer);
            counts.income += u32::from(income);
            counts.money += u32::from(money);
        }
        if !customer {
            return;
        }
        if !entry.letter().is_empty() {
            let letter = self.letters.entry(entry.letter_key()).or_default();
            let amount = entry.amount().1.unwrap_or(0);
            letter.balance = letter.balance.saturating_add(amount);
            if amount < 0 {
                letter.paid = letter.paid.max(entry.day());
            }
        }
    }

    /// Ends the first reading.
    pub(super) fn close(&mut self) {
        // Programs that number lines rather than entries leave the journal to tell.
        self.by_journal = !self
            .entries
            .values()
            .any(|kinds| kinds.customer && kinds.income);
    }

    /// Whether a line on a customer's account is an invoice or a credit note, and no payment.
    pub(super) fn is_sale(&self, entry: &Entry<'_>) -> bool {
        let amount = entry.amount().1;
        let (income, money) = if self.by_journal {
            self.journals
                .get(entry.journal())
                .map_or((false, false), |counts| {
                    (counts.income > counts.money, false)
                })
        } else {
            let kinds = self.entries.get(&entry.entry_key()).copied();
            kinds.map_or((false, false), |kinds| (kinds.income, kinds.money))
        };
        // Where the money comes in with the sale, what is credited is that money.
        income && amount != Some(0) && !(money && amount.is_some_and(|cents| cents < 0))
    }

    /// When an invoice was paid, or until when the books do not say so.
    fn settled(&self, entry: &Entry<'_>) -> (Option<NaiveDate>, Option<NaiveDate>) {
        if entry.letter().is_empty() {
            return (None, self.last);
        }
        let day = entry.letter_day();
        let paid = match self.letters.get(&entry.letter_key()) {
            Some(letter) if letter.balance == 0 => letter.paid.or(day),
            // Small letters mark what is settled in part; else the rest stands in another year's books.
            _ if entry.letter().chars().any(|c| !c.is_lowercase()) => day,
            _ => None,
        };
        match paid {
            Some(day) => (Some(day), None),
            None => (None, self.last),
        }
    }

    /// Puts an invoice or credit note into a record of [`super::HEADINGS`].
    pub(super) fn put(&self, entry: &Entry<'_>, out: &mut Record) {
        out.start(entry.line());
        out.push(entry.account());
        out.push(entry.name());
        out.push(entry.piece());
        let typed = |out: &mut Record, day: Option<NaiveDate>| match day {
            Some(day) => out.push_typed(&day.to_string()),
            None => out.push(""),
        };
        match entry.piece_day() {
            (_, Some(day)) => typed(out, Some(day)),
            (cell, None) => out.push(cell),
        }
        let (cell, cents) = entry.amount();
        match cents {
            Some(cents) => {
                let sign = if cents < 0 { "-" } else { "" };
                let cents = cents.unsigned_abs();
                out.push_typed(&format!("{sign}{}.{:02}", cents / 100, cents % 100));
            }
            None => out.push(cell),
        }
        let (paid, unpaid) = match cents {
            Some(cents) if cents > 0 => self.settled(entry),
            _ => (None, None),
        };
        typed(out, paid);
        typed(out, unpaid);
    }
}
