//! The columns a purchase is in.

use super::SALE_PIVOT;
use crate::import::day::{DayOrder, parse_day};
use crate::import::mapping::Mapping;
use crate::import::outcome::Settled;
use crate::import::record::Record;
use crate::import::role::Role;

/// Where each thing a record says of a purchase is.
#[derive(Debug)]
pub(super) struct SaleColumns {
    pub(super) reference: Option<usize>,
    pub(super) day: usize,
    pub(super) order: DayOrder,
    pub(super) time: Option<usize>,
    pub(super) amount: Option<usize>,
    pub(super) unit_price: Option<usize>,
    pub(super) quantity: Option<usize>,
    pub(super) currency: Option<usize>,
    pub(super) item: Option<usize>,
    pub(super) channel: Option<usize>,
    pub(super) served_by: Option<usize>,
    pub(super) note: Option<usize>,
    pub(super) status: Option<usize>,
    pub(super) paid: Option<(usize, DayOrder)>,
    pub(super) unpaid: Option<(usize, DayOrder)>,
}

impl SaleColumns {
    /// `None` when a mapping has no purchases.
    pub(super) fn of(mapping: &Mapping) -> Option<Self> {
        mapping
            .column(Role::Day)
            .filter(|_| mapping.has_purchases())
            .map(|day| Self {
                reference: mapping.column(Role::Reference),
                day,
                order: mapping
                    .columns
                    .get(day)
                    .map_or_else(DayOrder::default, |column| column.days),
                time: mapping.column(Role::Time),
                amount: mapping.column(Role::Amount),
                unit_price: mapping.column(Role::UnitPrice),
                quantity: mapping.column(Role::Quantity),
                currency: mapping.column(Role::Currency),
                item: mapping.column(Role::Item),
                channel: mapping.column(Role::Channel),
                served_by: mapping.column(Role::ServedBy),
                note: mapping.column(Role::PurchaseNote),
                status: mapping.column(Role::Status),
                paid: dated(mapping, Role::PaidOn),
                unpaid: dated(mapping, Role::UnpaidOn),
            })
    }

    /// Whether it was paid. What is no day says nothing: a sale is not turned away for it.
    pub(super) fn settled(&self, record: &Record) -> Option<Settled> {
        let day = |column: Option<(usize, DayOrder)>| {
            let (at, order) = column?;
            let order = if record.is_typed(at) && order != DayOrder::Serial {
                DayOrder::YearFirst
            } else {
                order
            };
            parse_day(record.get(at), order, SALE_PIVOT).map(|(day, _)| day)
        };
        day(self.paid)
            .map(Settled::On)
            .or_else(|| day(self.unpaid).map(Settled::NotBy))
    }
}

fn dated(mapping: &Mapping, role: Role) -> Option<(usize, DayOrder)> {
    let at = mapping.column(role)?;
    Some((at, mapping.columns.get(at)?.days))
}
