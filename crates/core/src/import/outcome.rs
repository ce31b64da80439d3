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
    /// It has more than 256 cells.
    TooWide,
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
    pub const ALL: [Self; 10] = [
        Self::UnclosedQuote,
        Self::TooLong,
        Self::TooWide,
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
    /// It is passed over.
    Skipped(Skip),
    /// It cannot be imported.
    Rejected(Reject),
}
