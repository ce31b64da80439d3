//! How right whoever speaks has been, on the notebook's own past.

use chrono::NaiveDate;

use super::voice::Voice;

/// What the choice of a voice rests on. Everybody in it was spoken of knowing nothing later than the cut.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// The days from which the past was told ahead, the latest first.
    pub cuts: Vec<Cut>,
    /// How each candidate did over all cuts, the best first.
    pub candidates: Vec<Trial>,
    /// Announced against happened, of who speaks, over all cuts, by rising chance.
    pub bins: Vec<Bin>,
    /// Announced against happened over the last month; `None` while the past is too short to tell.
    pub last_month: Option<Month>,
    /// Customers heard.
    pub customers: u32,
    /// Visits after a first one heard.
    pub returns: u32,
}

/// A day from which the past was told ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Cut {
    /// The day; nothing later was known.
    pub day: NaiveDate,
    /// Customers spoken of.
    pub customers: u32,
}

/// How a candidate did over all cuts.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Trial {
    /// Who.
    pub voice: Voice,
    /// Mean of −ln of the chance given to what happened: lower is better.
    pub log_loss: f64,
    /// Mean of the squared difference of the chance and what happened: lower is better.
    pub brier: f64,
    /// How often somebody who returned had been given a higher chance than somebody who did not: 0.5 is drawing lots,
    /// 1 is always. Mean over the cuts.
    pub auc: f64,
    /// The share of what was spent afterwards that came from the tenth of customers of whom most was expected. Mean
    /// over the cuts.
    pub top_spend: f64,
}

/// Customers of alike chances, and how many of them returned.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Bin {
    /// How many there are.
    pub customers: u32,
    /// Their mean chance.
    pub announced: f64,
    /// The share that returned.
    pub returned: f64,
    /// With 95 %, the share is not below this (Wilson 1927).
    pub low: f64,
    /// With 95 %, the share is not above this.
    pub high: f64,
}

/// Announced against happened over one month.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Month {
    /// The day from which it was told; nothing later was known.
    pub since: NaiveDate,
    /// Customers spoken of.
    pub customers: u32,
    /// Returns announced: the sum of everybody's chance to return within the month.
    pub announced: f64,
    /// If the chances are right, with 95 % no fewer return than this.
    pub low: u32,
    /// If the chances are right, with 95 % no more return than this.
    pub high: u32,
    /// Customers who did return.
    pub returned: u32,
}
