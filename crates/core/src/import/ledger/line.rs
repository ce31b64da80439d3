//! One line of a ledger: an amount on one side of one account.

use chrono::NaiveDate;

use crate::import::day::{DayOrder, parse_day};
use crate::import::decimal::{DecimalMark, parse_decimal};
use crate::import::record::Record;

/// Where the columns are. Their names are laid down, their order and capitals not always kept.
#[derive(Debug)]
pub(super) struct Columns {
    journal: usize,
    number: usize,
    day: usize,
    account: usize,
    account_name: Option<usize>,
    customer: Option<usize>,
    customer_name: Option<usize>,
    piece: Option<usize>,
    piece_day: Option<usize>,
    letter: Option<usize>,
    letter_day: Option<usize>,
    sides: Sides,
}

/// How the file says which side an amount is on.
#[derive(Debug, Clone, Copy)]
enum Sides {
    /// A column for each.
    Two { debit: usize, credit: usize },
    /// One for the amount, one for `D` or `C` (or `+1` or `-1`).
    Marked { amount: usize, side: usize },
}

impl Columns {
    /// Finds them in the line of headings; `None` when it is no ledger's.
    pub(super) fn find(record: &Record) -> Option<Self> {
        let at = |name: &str| {
            (0..record.len()).find(|at| {
                let heading = record.get(*at);
                heading
                    .chars()
                    .filter(|c| c.is_alphanumeric())
                    .flat_map(char::to_lowercase)
                    .eq(name.chars())
            })
        };
        let two = || {
            Some(Sides::Two {
                debit: at("debit").or_else(|| at("débit"))?,
                credit: at("credit").or_else(|| at("crédit"))?,
            })
        };
        let marked = || {
            Some(Sides::Marked {
                amount: at("montant")?,
                side: at("sens")?,
            })
        };
        Some(Self {
            journal: at("journalcode")?,
            number: at("ecriturenum")?,
            day: at("ecrituredate")?,
            account: at("comptenum")?,
            account_name: at("comptelib"),
            customer: at("compauxnum"),
            customer_name: at("compauxlib"),
            piece: at("pieceref"),
            piece_day: at("piecedate"),
            letter: at("ecriturelet"),
            letter_day: at("datelet"),
            sides: two().or_else(marked)?,
        })
    }
}

/// A line, as far as customers go.
#[derive(Debug)]
pub(super) struct Entry<'r> {
    record: &'r Record,
    at: &'r Columns,
}

impl<'r> Entry<'r> {
    /// A line; `None` for one that is blank or repeats the headings.
    pub(super) fn read(at: &'r Columns, record: &'r Record) -> Option<Self> {
        let digits = record
            .get(at.account)
            .starts_with(|c: char| c.is_ascii_digit());
        digits.then_some(Self { record, at })
    }

    fn cell(&self, at: Option<usize>) -> &'r str {
        at.map_or("", |at| self.record.get(at))
    }

    pub(super) const fn line(&self) -> u32 {
        self.record.line()
    }

    pub(super) fn journal(&self) -> &'r str {
        self.record.get(self.at.journal)
    }

    /// Which entry of the books it is part of.
    pub(super) fn entry_key(&self) -> u64 {
        key(&[self.journal(), self.record.get(self.at.number)])
    }

    fn book_account(&self) -> &'r str {
        self.record.get(self.at.account)
    }

    /// The class of its account: `7` for income.
    pub(super) fn class(&self) -> Option<char> {
        self.book_account().chars().next()
    }

    /// Whether it is on a customer's account.
    pub(super) fn is_customer(&self) -> bool {
        self.book_account().starts_with("411")
    }

    /// The customer's own account; small shops give it the main account's number, or no number of its own at all.
    pub(super) fn account(&self) -> &'r str {
        let own = self.cell(self.at.customer);
        if own.is_empty() && self.has_account() {
            self.book_account()
        } else {
            own
        }
    }

    /// Whether it says whose account it is: `411000` alone is everybody's.
    pub(super) fn has_account(&self) -> bool {
        !self.cell(self.at.customer).is_empty()
            || self
                .book_account()
                .trim_start_matches("411")
                .contains(|c: char| c != '0')
    }

    /// What the customer is called.
    pub(super) fn name(&self) -> &'r str {
        let own = self.cell(self.at.customer_name);
        if own.is_empty() && self.has_account() && self.cell(self.at.customer).is_empty() {
            self.cell(self.at.account_name)
        } else {
            own
        }
    }

    pub(super) fn account_key(&self) -> u64 {
        key(&[self.account(), self.name()])
    }

    /// The invoice's number, else the entry's.
    pub(super) fn piece(&self) -> &'r str {
        match self.cell(self.at.piece) {
            "" => self.record.get(self.at.number),
            piece => piece,
        }
    }

    /// The lettering its account has it under; empty when it stands alone.
    pub(super) fn letter(&self) -> &'r str {
        self.cell(self.at.letter)
    }

    pub(super) fn letter_key(&self) -> u64 {
        key(&[self.account(), self.name(), self.letter()])
    }

    pub(super) fn letter_day(&self) -> Option<NaiveDate> {
        day(self.cell(self.at.letter_day))
    }

    /// The day of the entry in the books.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        day(self.record.get(self.at.day))
    }

    /// The day of the invoice as it stands, and as a day when it is one.
    pub(super) fn piece_day(&self) -> (&'r str, Option<NaiveDate>) {
        let cell = match self.cell(self.at.piece_day) {
            "" => self.record.get(self.at.day),
            cell => cell,
        };
        (cell, day(cell))
    }

    /// The amount as it stands, and in cents: debits above zero, credits below.
    pub(super) fn amount(&self) -> (&'r str, Option<i64>) {
        let (cell, is_credit) = match self.at.sides {
            Sides::Two { debit, credit } => {
                let (debit, credit) = (self.record.get(debit), self.record.get(credit));
                if is_nothing(debit) && !is_nothing(credit) {
                    (credit, true)
                } else {
                    (debit, false)
                }
            }
            Sides::Marked { amount, side } => {
                let side = self.record.get(side);
                let is_credit = side.starts_with(['C', 'c']) || side.starts_with('-');
                (self.record.get(amount), is_credit)
            }
        };
        let cents = cents(cell).map(|cents| if is_credit { -cents } else { cents });
        (cell, cents)
    }
}

fn is_nothing(cell: &str) -> bool {
    cell.is_empty() || cents(cell) == Some(0)
}

fn cents(cell: &str) -> Option<i64> {
    let mark = if cell.contains(',') || !cell.contains('.') {
        DecimalMark::Comma
    } else {
        DecimalMark::Point
    };
    parse_decimal(cell, mark)?.value.to_minor(2)
}

/// `20251231` as the law has it, `31/12/2025` as some programs do.
fn day(cell: &str) -> Option<NaiveDate> {
    if cell.is_empty() {
        return None;
    }
    let order = if cell.contains('/') {
        DayOrder::DayFirst
    } else {
        DayOrder::YearFirst
    };
    parse_day(cell, order, 79).map(|(day, _)| day)
}

/// A fingerprint of a few cells.
fn key(cells: &[&str]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for cell in cells {
        hasher.update(cell.as_bytes()).update(&[0x1f]);
    }
    let mut key = [0; 8];
    hasher.finalize_xof().fill(&mut key);
    u64::from_le_bytes(key)
}
