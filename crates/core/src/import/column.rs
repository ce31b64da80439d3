//! What the values of one column look like.

use std::collections::HashSet;

use super::day::parse_time;
use super::decimal::{DecimalMark, parse_decimal};
use super::mark::mark_evidence;
use super::order::OrderEvidence;
use super::role::Role;
use super::values::{parse_email, parse_yes_no};

/// Counts over the values of one column.
#[derive(Debug, Default)]
pub struct ColumnStats {
    /// Cells with something in them.
    pub filled: u32,
    /// Numbers, with or without a currency.
    pub numbers: u32,
    /// Numbers with decimals.
    pub decimals: u32,
    /// Plain digits.
    pub digits: u32,
    /// E-mail addresses.
    pub emails: u32,
    /// What looks like a phone number.
    pub phones: u32,
    /// Times of day.
    pub times: u32,
    /// Yes or no.
    pub yes_no: u32,
    /// At least two words of letters.
    pub names: u32,
    /// Anything with a letter.
    pub letters: u32,
    /// At most ten characters, a digit among them.
    pub codes: u32,
    /// Cells the spreadsheet knows to be days.
    pub typed_days: u32,
    /// Votes for the comma before decimals, and for the point.
    pub marks: (u32, u32),
    /// Numbers such as `1,234` that could be cut either way.
    pub unclear_marks: u32,
    /// The order of days.
    pub order: OrderEvidence,
    /// Different values, up to the number seen.
    pub distinct: HashSet<u64>,
    /// Characters of the longest.
    pub longest: usize,
    /// A few values.
    pub examples: Vec<String>,
}

impl ColumnStats {
    /// Takes one value into account.
    pub fn see(&mut self, cell: &str, typed: bool) {
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        if self.examples.len() < 5 && !self.examples.iter().any(|example| example == cell) {
            self.examples.push(cell.chars().take(40).collect());
        }
        self.distinct.insert(hash(cell));
        self.longest = self.longest.max(cell.chars().count());
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let letters = cell.chars().any(char::is_alphabetic);
        self.letters += u32::from(letters);
        self.digits += u32::from(digits == cell.len());
        self.codes += u32::from(digits > 0 && cell.chars().count() <= 10);
        self.names += u32::from(
            digits == 0 && letters && cell.split_whitespace().count() >= 2 && cell.len() < 80,
        );
        self.emails += u32::from(cell.contains('@') && parse_email(cell).is_some());
        self.yes_no += u32::from(parse_yes_no(cell).is_some());
        self.times += u32::from(digits > 0 && cell.len() <= 11 && parse_time(cell).is_some());
        let phone_marks = |c: char| {
            c.is_ascii_digit() || matches!(c, '+' | ' ' | '.' | '-' | '(' | ')' | '/' | '\u{a0}')
        };
        self.phones += u32::from(
            (9..=15).contains(&digits)
                && cell.chars().all(phone_marks)
                && (cell.starts_with(['0', '+', '(']) || typed || digits == 9)
                && !cell.contains("..")
                && (cell.matches('.').count() != 1),
        );
        let days = self.order.days();
        if digits > 0 && cell.len() <= 40 {
            self.order.see(cell);
        }
        self.typed_days += u32::from(typed && self.order.days() > days);
        let mark = if typed {
            DecimalMark::Point
        } else {
            DecimalMark::Comma
        };
        if digits > 0
            && (parse_decimal(cell, mark).is_some()
                || parse_decimal(cell, DecimalMark::Point).is_some())
        {
            self.numbers += 1;
            let separated = cell.contains([',', '.']);
            match mark_evidence(cell).filter(|_| !typed) {
                Some(DecimalMark::Comma) => self.marks.0 += 1,
                Some(DecimalMark::Point) => self.marks.1 += 1,
                None if separated && !typed => self.unclear_marks += 1,
                None => {}
            }
            self.decimals += u32::from(separated);
        }
    }

    /// The mark before the decimals, and whether that is certain.
    #[must_use]
    pub fn decimal(&self) -> (DecimalMark, bool) {
        let (comma, point) = self.marks;
        if comma == 0 && point == 0 && self.unclear_marks > 0 {
            // `1,234` alone: more often a thousand than thousandths.
            let comma = self.examples.iter().any(|example| example.contains(','));
            return (
                if comma {
                    DecimalMark::Point
                } else {
                    DecimalMark::Comma
                },
                false,
            );
        }
        if point > comma {
            (DecimalMark::Point, true)
        } else {
            (DecimalMark::Comma, true)
        }
    }

    /// The share of filled cells that make sense for this role, 0 to 1; 1 for an empty column.
    #[must_use]
    pub fn fits(&self, role: Role) -> f64 {
        if self.filled == 0 {
            return 1.0;
        }
        let count = match role {
            Role::Amount | Role::UnitPrice | Role::Quantity => self.numbers,
            Role::Day | Role::BirthDate | Role::PaidOn | Role::UnpaidOn => self
                .order
                .days()
                .max(self.order.serial)
                .max(self.typed_days),
            Role::Time => self.times,
            Role::Email => self.emails,
            Role::Phone => self.phones,
            Role::Postcode => self.codes,
            Role::ConsentEmail | Role::ConsentSms | Role::ConsentPhone => self.yes_no,
            Role::FullName | Role::FirstName | Role::LastName | Role::City => self.letters,
            _ => self.filled,
        };
        self.share(count)
    }

    /// `count` as a share of filled cells.
    #[must_use]
    pub fn share(&self, count: u32) -> f64 {
        f64::from(count) / f64::from(self.filled.max(1))
    }
}

fn hash(text: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
