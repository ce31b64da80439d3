//! The arguments of `fit`, which needs no notebook.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use fidele_core::import::day::DayOrder;
use fidele_core::transactions::shop::Unit;

use crate::words;

#[derive(Debug, Args)]
pub struct Fit {
    /// A text file of purchases, one a line: who, when, how much
    #[arg(long, value_name = "FILE")]
    pub transactions: PathBuf,
    /// Which model of how customers buy and leave
    #[arg(long, value_enum, default_value_t = Story::Bgnbd, ignore_case = true)]
    pub model: Story,
    /// What time is counted in
    #[arg(long, value_enum, default_value_t = Span::Week, ignore_case = true)]
    pub unit: Span,
    /// The last day that is seen [default: the file's last, less what is held out]
    #[arg(long, value_name = "DAY", value_parser = words::day)]
    pub cal_end: Option<NaiveDate>,
    /// Hold so many units after it back, and say how right the model was of them
    #[arg(long, value_name = "N", value_parser = some)]
    pub holdout: Option<f64>,
    /// How many units ahead chances and expected purchases look [default: what is held out, else 90 days]
    #[arg(long, value_name = "N", value_parser = some)]
    pub horizon: Option<f64>,
    /// The column that says who, by its heading or its number from 1 [default: guessed]
    #[arg(long, value_name = "COLUMN")]
    pub customer: Option<String>,
    /// The column that says when [default: guessed]
    #[arg(long, value_name = "COLUMN")]
    pub date: Option<String>,
    /// The column that says how much [default: guessed]
    #[arg(long, value_name = "COLUMN")]
    pub amount: Option<String>,
    /// Leave amounts aside: only who and when
    #[arg(long, conflicts_with = "amount")]
    pub no_amount: bool,
    /// dayFirst or monthFirst, where the days do not tell
    #[arg(long, value_parser = words::day_order)]
    pub date_order: Option<DayOrder>,
    /// Where to write what the model says of every customer, as CSV
    #[arg(long, value_name = "FILE")]
    pub scores: Option<PathBuf>,
}

/// A model, by the name other tools give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Story {
    /// They may leave after each repeat purchase
    Bgnbd,
    /// They may leave after each purchase, the first too
    Mbgnbd,
    /// They may leave at any time
    Paretonbd,
    /// BG/NBD with the regularity that fits best
    Bgcnbd,
    /// MBG/NBD with the regularity that fits best
    Mbgcnbd,
}

/// What time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Span {
    /// Days
    Day,
    /// Weeks
    Week,
}

impl From<Span> for Unit {
    fn from(span: Span) -> Self {
        match span {
            Span::Day => Self::Day,
            Span::Week => Self::Week,
        }
    }
}

/// A number of units above zero.
fn some(typed: &str) -> Result<f64, String> {
    let number: Option<f64> = typed.trim().replace(',', ".").parse().ok();
    number
        .filter(|number| *number > 0.0 && *number <= 100_000.0)
        .ok_or_else(|| "a number above 0, at most 100000".to_owned())
}
