//! A line cut into the cells that matter, and what they mean.

use super::look::Look;
use super::names::text_of;
use super::number_of;
use super::packed::MOST;
use crate::defuse::armed;
use crate::import::day::{DayOrder, parse_day};
use crate::import::decimal::{Decimal, DecimalMark, parse_decimal};
use crate::import::delimited::Separator;
use crate::import::outcome::Reason;

/// What a line's cells can be: [`CUSTOMER`], [`DATE`] and the amounts after it.
pub(super) const KINDS: usize = 4;
pub(super) const CUSTOMER: usize = 0;
pub(super) const DATE: usize = 1;
pub(super) const AMOUNT: usize = 2;

/// Amounts are kept in ten-thousandths.
pub(super) const DECIMALS: u32 = 4;

/// Years of two digits up to this one are of the 2000s.
const PIVOT: i32 = 79;

/// The cells that matter of a line, as they stand; empty where it has none.
pub(super) type Cells<'l> = [&'l [u8]; KINDS];

/// Cuts lines without quotation marks.
#[derive(Debug)]
pub(super) struct Cutter {
    separator: Separator,
    /// The columns that matter and what they are, from the left.
    wanted: Vec<(usize, usize)>,
    /// How many columns there are.
    width: usize,
}

impl Cutter {
    pub fn new(look: &Look) -> Self {
        let amounts = look.amounts.iter().map(|(found, _)| found);
        let found = [&look.customer, &look.date].into_iter().chain(amounts);
        let mut wanted: Vec<(usize, usize)> = found
            .map(|found| found.column as usize)
            .zip(0..KINDS)
            .collect();
        wanted.sort_unstable();
        Self {
            separator: look.separator,
            wanted,
            width: look.width,
        }
    }

    /// The columns that matter, and what they are.
    pub fn wanted(&self) -> &[(usize, usize)] {
        &self.wanted
    }

    /// How many columns there should be.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// The cells of a line; `None` when it has more than there are columns.
    #[inline]
    pub fn cut<'l>(&self, line: &'l [u8]) -> Option<Cells<'l>> {
        if self.separator == Separator::Blanks {
            let cells = line.split(u8::is_ascii_whitespace);
            return self.pick(cells.filter(|cell| !cell.is_empty()));
        }
        let separator = self.separator.byte();
        self.pick(line.split(|byte| *byte == separator))
    }

    #[inline]
    fn pick<'l>(&self, cells: impl Iterator<Item = &'l [u8]>) -> Option<Cells<'l>> {
        let mut picked: Cells<'l> = [&[]; KINDS];
        let mut wanted = self.wanted.as_slice();
        for (at, cell) in cells.enumerate() {
            while let [(column, kind), rest @ ..] = wanted
                && *column == at
            {
                if let Some(slot) = picked.get_mut(*kind) {
                    *slot = bare(cell);
                }
                wanted = rest;
            }
            if at >= self.width && !cell.trim_ascii().is_empty() {
                return None;
            }
        }
        Some(picked)
    }
}

/// A cell without the blanks around it and the mark that keeps a spreadsheet from calculating it.
#[inline]
fn bare(cell: &[u8]) -> &[u8] {
    // Nearly every cell begins and ends with what is printed.
    let cell = match cell {
        [b'!'..=b'~', .., b'!'..=b'~'] | [b'!'..=b'~'] => cell,
        _ => cell.trim_ascii(),
    };
    match cell {
        // The mark is one byte, and so is what is left out.
        [b'\'', rest @ ..] if armed(&text_of(cell)).len() < text_of(cell).len() => rest,
        _ => cell,
    }
}

/// The name an id stands for: `17850.0`, as programs write a number, is `17850`.
pub(super) fn tidy(name: &[u8]) -> &[u8] {
    let Some(point) = memchr::memchr(b'.', name) else {
        return name;
    };
    let (whole, zeros) = (
        name.get(..point).unwrap_or_default(),
        name.get(point + 1..).unwrap_or_default(),
    );
    let number = !whole.is_empty() && whole.iter().all(u8::is_ascii_digit);
    if number && !zeros.is_empty() && zeros.iter().all(|byte| *byte == b'0') {
        whole
    } else {
        name
    }
}

/// Reads days, most of which are written alike.
#[derive(Debug)]
pub(super) struct Days {
    order: DayOrder,
    last: Vec<u8>,
    last_number: u32,
}

impl Days {
    pub fn new(order: DayOrder) -> Self {
        Self {
            order,
            last: Vec::new(),
            last_number: 0,
        }
    }

    /// The number of a day.
    #[inline]
    pub fn read(&mut self, cell: &[u8]) -> Result<u32, Reason> {
        if let Some(number) = self.plainly(cell) {
            return Ok(number);
        }
        if !cell.is_empty() && cell == self.last.as_slice() {
            return Ok(self.last_number);
        }
        if cell.is_empty() {
            return Err(Reason::MissingDay);
        }
        let (day, _) = parse_day(&text_of(cell), self.order, PIVOT).ok_or(Reason::UnreadableDay)?;
        self.last_number = number_of(day).ok_or(Reason::UnreadableDay)?;
        self.last.clear();
        self.last.extend_from_slice(cell);
        Ok(self.last_number)
    }

    /// A day in digits alone, which is how nearly all are written.
    #[inline]
    fn plainly(&self, cell: &[u8]) -> Option<u32> {
        if self.order == DayOrder::Serial {
            return None;
        }
        let (year, month, day) = match cell {
            [y @ .., b'-', m1, m2, b'-', d1, d2] if y.len() == 4 => {
                (digits(y)?, digits(&[*m1, *m2])?, digits(&[*d1, *d2])?)
            }
            [d1, d2, b'/', m1, m2, b'/', y @ ..] if y.len() == 4 => {
                let (first, second) = (digits(&[*d1, *d2])?, digits(&[*m1, *m2])?);
                if self.order == DayOrder::MonthFirst {
                    (digits(y)?, first, second)
                } else {
                    (digits(y)?, second, first)
                }
            }
            [y @ .., m1, m2, d1, d2] if y.len() == 4 => {
                (digits(y)?, digits(&[*m1, *m2])?, digits(&[*d1, *d2])?)
            }
            _ => return None,
        };
        number(year, month, day)
    }
}

#[inline]
fn digits(text: &[u8]) -> Option<u32> {
    let mut number = 0;
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + u32::from(digit);
    }
    Some(number)
}

/// Days since the first of 1900, of a year from then to 2200: Hinnant's "days from civil".
#[inline]
fn number(year: u32, month: u32, day: u32) -> Option<u32> {
    const LENGTHS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    /// From the first of March of year 0 to the first of 1900.
    const BEFORE: u32 = 693_901;
    if !(1900..=2200).contains(&year) || day == 0 {
        return None;
    }
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = LENGTHS.get(month.checked_sub(1)? as usize)? + u32::from(leap && month == 2);
    if day > length {
        return None;
    }
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let since_march = (153 * month + 2) / 5 + day - 1;
    Some(year * 365 + year / 4 - year / 100 + year / 400 + since_march - BEFORE)
}

/// What the amounts of a line come to, in ten-thousandths; below zero is money given back.
#[inline]
pub(super) fn amount(cells: &Cells<'_>, marks: &[DecimalMark]) -> Result<i64, (usize, Reason)> {
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let sound = |amount: Option<i64>| {
        amount
            .filter(|amount| (-most..=most).contains(amount))
            .ok_or((AMOUNT, Reason::UnreadableAmount))
    };
    match marks {
        [] => Ok(0),
        [mark] => {
            let cell = cells[AMOUNT];
            match plain_amount(cell, *mark) {
                Some(amount) => Ok(amount),
                None => sound(decimal(cells, AMOUNT, *mark)?.to_minor(DECIMALS)),
            }
        }
        [price, quantity, ..] => {
            let one = decimal(cells, AMOUNT, *price)?;
            let many = decimal(cells, AMOUNT + 1, *quantity)?;
            sound(one.times_in_minor(many, DECIMALS))
        }
    }
}

fn decimal(cells: &Cells<'_>, at: usize, mark: DecimalMark) -> Result<Decimal, (usize, Reason)> {
    let cell = cells.get(at).copied().unwrap_or_default();
    if cell.is_empty() {
        return Err((at, Reason::MissingAmount));
    }
    let written = parse_decimal(&text_of(cell), mark);
    Ok(written.ok_or((at, Reason::UnreadableAmount))?.value)
}

/// An amount in digits, with at most one mark and two decimals after it: how nearly all are written.
#[inline]
fn plain_amount(cell: &[u8], mark: DecimalMark) -> Option<i64> {
    let mark = match mark {
        DecimalMark::Comma => b',',
        DecimalMark::Point => b'.',
    };
    let (negative, cell) = match cell {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, cell),
    };
    let (whole, part) = match cell {
        [whole @ .., m, a, b] if *m == mark => (whole, digits(&[*a, *b])? * 100),
        [whole @ .., m, a] if *m == mark => (whole, digits(&[*a])? * 1000),
        whole => (whole, 0),
    };
    // Nine digits fit into 32 bits.
    if whole.is_empty() || whole.len() > 9 {
        return None;
    }
    let amount = i64::from(digits(whole)?) * 10_000 + i64::from(part);
    Some(if negative { -amount } else { amount })
}

#[cfg(test)]
mod tests;
