//! Purchases the notebook has already, about which a file now says something else.

use chrono::NaiveDate;

use crate::money::Amount;

/// A purchase that is in the notebook with another amount, content or customer than in the file. It stays as it is
/// there: a person may have good reasons for either, and only a person can tell.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ChangedSale {
    /// The line it begins on in the file, from 1.
    pub line: u32,
    /// How many lines it has there.
    pub lines: u32,
    /// Ticket or invoice number.
    pub reference: Option<String>,
    /// The day.
    pub day: NaiveDate,
    /// The amount in the notebook, in minor units.
    pub in_notebook: Amount,
    /// The amount in the file, in minor units; the same when something else changed.
    pub in_file: Amount,
    /// The currency of the file's amount.
    pub currency: String,
}

/// Lines of a file, from the first to the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lines {
    pub first: u32,
    pub last: u32,
}

impl Lines {
    pub(crate) const fn has(self, line: u32) -> bool {
        self.first <= line && line <= self.last
    }
}
