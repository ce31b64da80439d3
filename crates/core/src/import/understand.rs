//! From the cells of a record to what they mean, as the mapping tells.

mod columns;

use columns::SaleColumns;

use super::day::{DayOrder, minute_of, parse_day, parse_time};
use super::decimal::{Decimal, DecimalMark, Written, currency_named, parse_decimal};
use super::delimited::Fault;
use super::mapping::{Anonymous, LineAmounts, Mapping};

pub use super::outcome::{More, Outcome, Reason, Reject, Sale, Skip};
use super::record::Record;
use super::role::Role;
use super::values::{announces_total, undoes_sale};
use crate::field::Field;

/// What the notebook knows that the file does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The country phone numbers are of, ISO 3166 alpha-2.
    pub country: String,
    /// The currency of amounts that carry none, ISO 4217.
    pub currency: String,
    /// The notebook's own fields.
    pub fields: Vec<Field>,
}

/// Two-digit years of purchases up to this one are in the 2000s.
const SALE_PIVOT: i32 = 79;

/// A mapping made ready to be applied to many records.
#[derive(Debug)]
pub struct Understanding<'m> {
    mapping: &'m Mapping,
    sale: Option<SaleColumns>,
    customer: Vec<usize>,
    identifying: Vec<usize>,
    width: usize,
}

impl<'m> Understanding<'m> {
    /// Makes a mapping ready. Its questions must have been answered ([`Mapping::unanswered`]).
    #[must_use]
    pub fn new(mapping: &'m Mapping) -> Self {
        let columns = |keep: fn(Role) -> bool| {
            mapping
                .columns
                .iter()
                .enumerate()
                .filter(|(_, c)| keep(c.role))
                .map(|(at, _)| at)
                .collect::<Vec<_>>()
        };
        let sale = SaleColumns::of(mapping);
        Self {
            mapping,
            sale,
            customer: columns(Role::is_about_customer),
            identifying: columns(Role::identifies),
            width: mapping.columns.len(),
        }
    }

    /// Says what a record means.
    #[must_use]
    pub fn read<'r>(&self, record: &'r Record, fault: Option<Fault>) -> Outcome<'r> {
        if let Some(fault) = fault {
            return Outcome::Rejected(reject(record, None, fault.into()));
        }
        if record.is_blank() {
            return Outcome::Skipped(Skip::Blank);
        }
        if let Some(extra) = (self.width..record.len()).find(|at| !record.get(*at).is_empty()) {
            return Outcome::Rejected(reject(record, Some(extra), Reason::ExtraCells));
        }
        if self.is_header(record) {
            return Outcome::Skipped(Skip::Header);
        }
        let person = self.person_key(record);
        let Some(columns) = &self.sale else {
            return match person {
                Some(_) if self.is_total(record, None) => Outcome::Skipped(Skip::Total),
                Some(_) => Outcome::Row { person, sale: None },
                None if self.is_total(record, None) => Outcome::Skipped(Skip::Total),
                None => Outcome::Rejected(reject(record, None, Reason::NothingKnown)),
            };
        };
        if columns.status.is_some_and(|at| undoes_sale(record.get(at))) {
            return Outcome::Skipped(Skip::Undone);
        }
        if let Some(more) = self.read_more(columns, record) {
            return Outcome::More(more);
        }
        let sale = match self.read_sale(columns, record) {
            Ok(sale) => sale,
            Err(_) if self.is_total(record, Some(columns)) => return Outcome::Skipped(Skip::Total),
            Err((_, Reason::MissingDay | Reason::MissingAmount))
                if person.is_some() && self.is_customer_only(columns, record) =>
            {
                return Outcome::Row { person, sale: None };
            }
            Err((column, reason)) => {
                return Outcome::Rejected(reject(record, Some(column), reason));
            }
        };
        if person.is_none() && self.mapping.anonymous == Anonymous::Skip {
            return Outcome::Skipped(Skip::Anonymous);
        }
        Outcome::Row {
            person,
            sale: Some(sale),
        }
    }

    fn is_header(&self, record: &Record) -> bool {
        let mut filled = 0;
        for (at, column) in self.mapping.columns.iter().enumerate() {
            if record.get(at) != column.header.trim() {
                return false;
            }
            filled += usize::from(!column.header.trim().is_empty());
        }
        filled >= 2
    }

    /// A total has its word in one of the first cells, and no day.
    fn is_total(&self, record: &Record, columns: Option<&SaleColumns>) -> bool {
        let mut filled = (0..record.len())
            .map(|at| record.get(at))
            .filter(|cell| !cell.is_empty());
        let announced = filled.by_ref().take(3).any(announces_total);
        announced
            && match columns {
                Some(columns) => {
                    parse_day(record.get(columns.day), columns.order, SALE_PIVOT).is_none()
                }
                None => filled.count() == 0,
            }
    }

    fn is_customer_only(&self, columns: &SaleColumns, record: &Record) -> bool {
        record.get(columns.day).is_empty()
            && [columns.amount, columns.unit_price]
                .into_iter()
                .flatten()
                .all(|at| record.get(at).is_empty())
    }

    fn person_key(&self, record: &Record) -> Option<u64> {
        if self.identifying.iter().all(|at| record.get(*at).is_empty()) {
            return None;
        }
        let mut hasher = blake3::Hasher::new();
        for at in &self.customer {
            hasher.update(record.get(*at).as_bytes());
            hasher.update(&[0x1f]);
        }
        let mut key = [0; 8];
        hasher.finalize_xof().fill(&mut key);
        Some(u64::from_le_bytes(key))
    }

    /// A line that only names one more article of the purchase above.
    fn read_more<'r>(&self, columns: &SaleColumns, record: &'r Record) -> Option<More<'r>> {
        let cell = |at: Option<usize>| at.map_or("", |at| record.get(at));
        let goes_on = self.mapping.lines == LineAmounts::Once
            && columns.amount.is_some()
            && cell(columns.amount).is_empty()
            && !cell(columns.item).is_empty();
        goes_on.then(|| More {
            reference: cell(columns.reference),
            item: cell(columns.item),
            quantity: self
                .number(record, columns.quantity)
                .ok()
                .flatten()
                .map(|w| w.value),
            unit_price: self
                .number(record, columns.unit_price)
                .ok()
                .flatten()
                .map(|w| w.value),
        })
    }

    fn read_sale<'r>(
        &self,
        columns: &SaleColumns,
        record: &'r Record,
    ) -> Result<Sale<'r>, (usize, Reason)> {
        let cell = |at: Option<usize>| at.map_or("", |at| record.get(at));
        let day_cell = record.get(columns.day);
        if day_cell.is_empty() {
            return Err((columns.day, Reason::MissingDay));
        }
        // What the spreadsheet knows to be a day comes with its year first.
        let order = if record.is_typed(columns.day) && columns.order != DayOrder::Serial {
            DayOrder::YearFirst
        } else {
            columns.order
        };
        let (day, time) =
            parse_day(day_cell, order, SALE_PIVOT).ok_or((columns.day, Reason::UnreadableDay))?;
        let time = columns
            .time
            .and_then(|at| parse_time(record.get(at)))
            .or(time);
        let amount = self.number(record, columns.amount)?;
        let unit_price = self.number(record, columns.unit_price)?;
        let quantity = self.number(record, columns.quantity)?;
        let value = match (amount, unit_price) {
            (Some(amount), _) => amount.value.times_fine(Decimal::ONE),
            (None, Some(price)) => price
                .value
                .times_fine(quantity.map_or(Decimal::ONE, |quantity| quantity.value)),
            (None, None) => {
                return Err((
                    columns.amount.or(columns.unit_price).unwrap_or(columns.day),
                    Reason::MissingAmount,
                ));
            }
        };
        let beside = amount.or(unit_price).and_then(|written| written.currency);
        Ok(Sale {
            reference: cell(columns.reference),
            day,
            minute: time.map(minute_of),
            amount: value,
            currency: columns
                .currency
                .and_then(|at| currency_named(record.get(at)))
                .or(beside),
            item: cell(columns.item),
            quantity: quantity.map(|written| written.value),
            unit_price: unit_price.map(|written| written.value),
            channel: cell(columns.channel),
            served_by: cell(columns.served_by),
            note: cell(columns.note),
            settled: columns.settled(record),
        })
    }

    fn number(
        &self,
        record: &Record,
        at: Option<usize>,
    ) -> Result<Option<Written>, (usize, Reason)> {
        let Some(at) = at else { return Ok(None) };
        let cell = record.get(at);
        if cell.is_empty() {
            return Ok(None);
        }
        let mark = match self.mapping.columns.get(at) {
            Some(column) if !record.is_typed(at) => column.decimal,
            _ => DecimalMark::Point,
        };
        // Past twelve digits before the point nothing fits the notebook's 64 bits with room to sum.
        parse_decimal(cell, mark)
            .filter(|written| {
                written
                    .value
                    .to_minor(3)
                    .is_some_and(|minor| minor.unsigned_abs() < 1 << 53)
            })
            .map(Some)
            .ok_or((at, Reason::UnreadableAmount))
    }
}

fn reject(record: &Record, column: Option<usize>, reason: Reason) -> Reject {
    Reject {
        line: record.line(),
        column: column.and_then(|at| u32::try_from(at).ok()),
        value: column.map_or_else(String::new, |at| record.get(at).chars().take(80).collect()),
        reason,
        in_notebook: None,
    }
}
