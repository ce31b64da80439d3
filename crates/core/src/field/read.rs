//! Values as they are written: typed by a person, or in a file.

use super::{Field, FieldKind, FieldValue, LONGEST_WORD, tidy_number};
use crate::customer::one_line;
use crate::error::{Error, Reason, Result};
use crate::import::day::{DayOrder, parse_day};
use crate::import::decimal::{DecimalMark, parse_decimal};
use crate::import::values::parse_yes_no;

/// Two-digit years up to this one are in the 2000s.
const PIVOT: i32 = 79;

/// How numbers and days are written where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notation {
    /// The mark before decimals.
    pub decimal: DecimalMark,
    /// The order of days.
    pub days: DayOrder,
}

impl Field {
    /// The value a person types on one line: a number with a point or comma before its decimals, a day `YYYY-MM-DD`, a word of the
    /// choice in any case, yes or no in either language.
    ///
    /// # Errors
    /// [`Error::InvalidIn`] with the reason.
    pub fn typed(&self, text: &str) -> Result<FieldValue, Error> {
        let decimal = if text.contains(',') {
            DecimalMark::Comma
        } else {
            DecimalMark::Point
        };
        let notation = Notation {
            decimal,
            days: DayOrder::YearFirst,
        };
        self.read(text, notation)
            .map_err(|reason| self.refuses(reason))
    }

    /// The value a text means, written as `notation` says. A choice that has no words yet, being made from a file, takes any.
    ///
    /// # Errors
    /// The reason why it means none.
    pub fn read(&self, text: &str, notation: Notation) -> Result<FieldValue, Reason> {
        let value = match self.kind {
            FieldKind::Text => FieldValue::Text(text.to_owned()),
            FieldKind::Number => FieldValue::Number(decimal(text, notation.decimal)?),
            FieldKind::Date => parse_day(text, notation.days, PIVOT)
                .map(|(day, _)| FieldValue::Date(day))
                .ok_or(Reason::NotADay)?,
            FieldKind::Choice if self.choices.is_empty() => {
                let word = one_line(text);
                return match word.chars().count() {
                    0 => Err(Reason::Empty),
                    long if long > LONGEST_WORD => Err(Reason::TooLong),
                    _ => Ok(FieldValue::Choice(word)),
                };
            }
            FieldKind::Choice => FieldValue::Choice(text.to_owned()),
            FieldKind::YesNo => FieldValue::YesNo(parse_yes_no(text).ok_or(Reason::NotYesNo)?),
        };
        self.check(value)
    }
}

/// A number with a point or a comma before its decimals.
pub(super) fn number(text: &str) -> Result<f64, Reason> {
    let mark = if text.contains(',') {
        DecimalMark::Comma
    } else {
        DecimalMark::Point
    };
    decimal(text, mark)
}

fn decimal(text: &str, mark: DecimalMark) -> Result<f64, Reason> {
    let read = parse_decimal(text, mark).ok_or(Reason::NotANumber)?;
    tidy_number(read.value.approx())
}
