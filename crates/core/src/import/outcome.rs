//! What can become of a record.

use chrono::NaiveDate;

use super::decimal::Decimal;
use super::delimited::Fault;

/// Why a record is passed over, nothing being wrong with it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Skip {
    /// It is blank.
    Blank,
    /// It is a total of other lines.
    Total,
    /// It repeats the header.
    Header,
    /// Nobody's name is on it, and such sales were to be left out.
    Anonymous,
    /// It was cancelled, failed or given back in full.
    Undone,
    /// It goes on with the purchase above.
    More,
}

/// Why a record cannot be imported.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "RejectReason", rename_all = "camelCase")]
pub enum Reason {
    /// A quotation mark opens a cell and nothing closes it.
    UnclosedQuote,
    /// It is longer than 64 KB.
    TooLong,
    /// It has more than 1,024 cells.
    TooWide,
    /// It is a card of an address book that nothing ends.
    BrokenCard,
    /// It holds zero bytes: something was overwritten.
    Damaged,
    /// It has more cells than there are columns.
    ExtraCells,
    /// The amount is missing.
    MissingAmount,
    /// The amount (or unit price, or quantity) is no number.
    UnreadableAmount,
    /// The day is missing.
    MissingDay,
    /// The day is no day, or none in the order of the column.
    UnreadableDay,
    /// It says neither who bought nor what.
    NothingKnown,
    /// The purchase is in the notebook with another amount, content or customer, and stays as it is there.
    Changed,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::UnclosedQuote,
        Self::TooLong,
        Self::TooWide,
        Self::BrokenCard,
        Self::Damaged,
        Self::ExtraCells,
        Self::MissingAmount,
        Self::UnreadableAmount,
        Self::MissingDay,
        Self::UnreadableDay,
        Self::NothingKnown,
        Self::Changed,
    ];
}

impl From<Fault> for Reason {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::UnclosedQuote => Self::UnclosedQuote,
            Fault::TooLong => Self::TooLong,
            Fault::TooWide => Self::TooWide,
            Fault::BrokenCard => Self::BrokenCard,
            Fault::Damaged => Self::Damaged,
        }
    }
}

/// A record that cannot be imported: where and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Reject {
    /// The line it begins on, from 1.
    pub line: u32,
    /// The column at fault, from 0, when it is one.
    pub column: Option<u32>,
    /// What that cell holds, at most 80 characters.
    pub value: String,
    /// Why.
    pub reason: Reason,
    /// What the notebook has instead, when it says something else; at most 80 characters.
    pub in_notebook: Option<String>,
}

impl Reject {
    /// A line of a purchase about which the notebook says something else.
    pub(crate) const fn changed(line: u32) -> Self {
        Self {
            line,
            column: None,
            value: String::new(),
            reason: Reason::Changed,
            in_notebook: None,
        }
    }
}

/// What a record's purchase cells say. Amounts are steps of 10⁻¹², for lines to be summed before rounding.
#[derive(Debug, Clone, PartialEq)]
pub struct Sale<'r> {
    /// Ticket or invoice number; empty when there is none.
    pub reference: &'r str,
    /// The day.
    pub day: NaiveDate,
    /// Minutes since midnight.
    pub minute: Option<u16>,
    /// The amount of the line.
    pub amount: i128,
    /// Its currency, when the file says.
    pub currency: Option<&'static str>,
    /// What was bought; empty when not said.
    pub item: &'r str,
    /// How many.
    pub quantity: Option<Decimal>,
    /// The price of one.
    pub unit_price: Option<Decimal>,
    /// Where; empty when not said.
    pub channel: &'r str,
    /// By whom; empty when not said.
    pub served_by: &'r str,
    /// Note; empty when none.
    pub note: &'r str,
    /// The day it was paid, or until when it was not, where the file says.
    pub settled: Option<Settled>,
}

/// One more article of the purchase above.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct More<'r> {
    /// The purchase's number; empty where it is not repeated.
    pub reference: &'r str,
    /// What was bought.
    pub item: &'r str,
    /// How many.
    pub quantity: Option<Decimal>,
    /// The price of one.
    pub unit_price: Option<Decimal>,
}

/// Whether an invoice was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// Paid in full on this day.
    On(NaiveDate),
    /// Not paid in full by this day, the last one the file knows of.
    NotBy(NaiveDate),
}

impl Settled {
    /// The columns of the notebook: paid on, unpaid as of.
    #[must_use]
    pub const fn days(settled: Option<Self>) -> (Option<NaiveDate>, Option<NaiveDate>) {
        match settled {
            Some(Self::On(day)) => (Some(day), None),
            Some(Self::NotBy(day)) => (None, Some(day)),
            None => (None, None),
        }
    }

    /// Of an invoice in parts: it is paid when the last of them is.
    #[must_use]
    pub fn together(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        match (one, other) {
            (Some(Self::NotBy(day)), _) | (_, Some(Self::NotBy(day))) => Some(Self::NotBy(day)),
            (Some(Self::On(one)), Some(Self::On(other))) => Some(Self::On(one.max(other))),
            (known, None) | (None, known) => known,
        }
    }
}

/// What became of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome<'r> {
    /// It was understood.
    Row {
        /// The customer's cells, as one number: equal cells, equal number. `None` when they say nothing about who it is.
        person: Option<u64>,
        /// The purchase, unless the record is about a customer only.
        sale: Option<Sale<'r>>,
    },
    /// It names one more article of the purchase above, and no amount of its own.
    More(More<'r>),
    /// It is passed over.
    Skipped(Skip),
    /// It cannot be imported.
    Rejected(Reject),
}
