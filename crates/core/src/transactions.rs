//! Plain files of purchases, one a line: who, when, how much. What the models of [`crate::scoring`] are fitted to without any
//! notebook, so that anybody can compare them with other tools on the same file.
//!
//! A file flows one way: its first lines tell its separator, columns and notation as an import's do (`look`) → every line is
//! cut and understood on one thread (`read`, `walk`, `cells`), who it is about found on another (`names`), each purchase packed into
//! twelve bytes and put in order (`packed`) → the customers as they were seen on some day ([`shop`]) → what a fit says
//! of each of them ([`scores`]), and how right it was of the time after ([`held_out`]). Two million lines of a million
//! customers take some fifty megabytes.

mod cells;
pub mod held_out;
mod look;
mod names;
mod packed;
mod read;
pub mod scores;
pub mod shop;
mod walk;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::import::ImportError;
use crate::import::day::DayOrder;
use crate::import::outcome::Reason;
use names::Names;
use packed::Packed;

/// What the columns of a file are, where its headings and values do not tell: each by its heading or its number from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Who bought.
    pub customer: Option<String>,
    /// On what day.
    pub date: Option<String>,
    /// For how much.
    pub amount: Option<String>,
    /// Not to look for how much: only who and when.
    pub no_amount: bool,
    /// How days are written, where they can be read two ways.
    pub order: Option<DayOrder>,
}

/// What a file's column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    /// Who bought.
    Customer,
    /// On what day.
    Date,
    /// For how much.
    Amount,
    /// For how much one piece; the amount is this times the quantity.
    UnitPrice,
    /// How many pieces.
    Quantity,
}

/// Why a file cannot be read. Nothing is left out in silence: the first line that is not understood ends it.
#[derive(Debug, thiserror::Error)]
pub enum TransactionsError {
    /// The file as a whole is none.
    #[error(transparent)]
    File(#[from] ImportError),
    /// No column is this, or none is called so.
    #[error("{}: no column for {field:?}", path.display())]
    NoColumn {
        /// The file.
        path: PathBuf,
        /// What for.
        field: Field,
        /// What was asked for; `None` when it was to be guessed.
        asked: Option<String>,
        /// The headings there are; empty where the file has none.
        headings: Vec<String>,
    },
    /// A line cannot be understood.
    #[error("{}, line {line}: {reason:?}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        reason: Reason,
        /// The cell at fault, where it is one.
        cell: Option<BadCell>,
    },
    /// It has more customers, or longer names of them, than there are numbers for.
    #[error("{}: more customers than can be told apart", .0.display())]
    TooMany(PathBuf),
}

/// A cell that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCell {
    /// What its column is.
    pub field: Field,
    /// Which column, from 0.
    pub column: u32,
    /// The column's heading; empty when it has none.
    pub heading: String,
    /// What it holds, at most 80 characters.
    pub value: String,
}

/// A column that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is for.
    pub field: Field,
    /// Which, from 0.
    pub column: u32,
    /// Its heading; empty when it has none.
    pub heading: String,
}

/// How many lines there were, and which were passed over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Lines {
    /// Lines of the file below its heading.
    pub read: u64,
    /// Of these, with nothing on them.
    pub blank: u64,
    /// With nobody's name on them.
    pub anonymous: u64,
    /// Money given back: less than nothing was paid.
    pub refunds: u64,
    /// Totals of other lines.
    pub totals: u64,
}

/// All purchases of a file, those of one customer together and in order.
#[derive(Debug)]
pub struct Transactions {
    names: Names,
    purchases: Vec<Packed>,
    /// What was read and what was not.
    pub lines: Lines,
    /// The columns that were read.
    pub columns: Vec<Found>,
    /// The first day with a purchase.
    pub first_day: NaiveDate,
    /// The last day with a purchase.
    pub last_day: NaiveDate,
}

impl Transactions {
    /// Read a file of purchases: delimited text in any of the encodings an import reads. Purchases of one customer on one
    /// day are one. Money given back is no purchase.
    ///
    /// # Errors
    /// When the file cannot be read or is no table, a column is missing, or a line is not understood.
    pub fn read(path: &Path, wanted: &Wanted) -> Result<Self, TransactionsError> {
        let look = look::look(path, wanted)?;
        read::read(path, &look)
    }

    /// Whether it says how much was paid.
    #[must_use]
    pub fn has_amounts(&self) -> bool {
        let paid = |found: &Found| matches!(found.field, Field::Amount | Field::UnitPrice);
        self.columns.iter().any(paid)
    }

    /// How many customers the file names.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.names.len()
    }
}

/// The first day that can be counted: what an import reads begins there too.
const FIRST_YEAR: i32 = 1900;

/// A day as days since the first of 1900; `None` before that. Those an import reads are below 2¹⁷.
fn number_of(day: NaiveDate) -> Option<u32> {
    let first = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1)?;
    u32::try_from((day - first).num_days()).ok()
}

/// The day of a number.
fn day_of(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1)
        .and_then(|first| first.checked_add_days(chrono::Days::new(u64::from(number))))
        .unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests;
