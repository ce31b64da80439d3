//! What the cells of a column say about the order their days are written in.

use chrono::Datelike;

use super::day::{DayOrder, from_serial, parse_day};

/// What the values of a column say about the order of its days.
#[derive(Debug, Clone, Copy, Default)]
pub struct OrderEvidence {
    /// Days that read with the year first.
    pub year_first: u32,
    /// Days only `DayFirst` reads.
    pub day_first: u32,
    /// Days only `MonthFirst` reads.
    pub month_first: u32,
    /// Days both read.
    pub both: u32,
    /// Days both read alike: `05/05/2025`.
    pub alike: u32,
    /// Plain numbers that would be days between 1954 and 2064 as spreadsheets count them.
    pub serial: u32,
}

impl OrderEvidence {
    /// Takes one value into account.
    pub fn see(&mut self, text: &str) {
        let text = text.trim();
        if from_serial(text).is_some() && text.starts_with(['2', '3', '4', '5']) && text.len() >= 5
        {
            self.serial += 1;
            return;
        }
        let day = parse_day(text, DayOrder::DayFirst, 79);
        let month = parse_day(text, DayOrder::MonthFirst, 79);
        match (day, month) {
            (Some(day), Some(month)) if day != month => self.both += 1,
            (Some(day), Some(_)) => {
                let year = text
                    .get(..4)
                    .is_some_and(|head| head.parse() == Ok(day.0.year()));
                if year || text.contains(char::is_alphabetic) {
                    self.year_first += 1
                } else {
                    self.alike += 1
                }
            }
            (Some(_), None) => self.day_first += 1,
            (None, Some(_)) => self.month_first += 1,
            (None, None) => {}
        }
    }

    /// How many values were days in one order or another (serials aside).
    #[must_use]
    pub const fn days(&self) -> u32 {
        self.year_first + self.day_first + self.month_first + self.both + self.alike
    }

    /// The order, or `Ambiguous` when the values fit both or contradict each other.
    #[must_use]
    pub fn judge(&self) -> DayOrder {
        let (day, month) = (self.day_first, self.month_first);
        if self.days() == 0 && self.serial > 0 {
            DayOrder::Serial
        } else if day > 20 * month {
            DayOrder::DayFirst
        } else if month > 20 * day {
            DayOrder::MonthFirst
        } else if self.both > 0 || day > 0 {
            DayOrder::Ambiguous
        } else if self.alike > self.year_first {
            DayOrder::DayFirst
        } else {
            DayOrder::YearFirst
        }
    }
}
