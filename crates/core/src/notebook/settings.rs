//! What the owner has set for one notebook.

use sqlx::SqliteConnection;

use crate::behaviour::Bands;
use crate::complaint::ComplaintGoals;
use crate::error::{Error, Reason, Result};
use crate::money::Amount;
use crate::referral::Reach;
use crate::trust::Weights;

/// The trade: how often customers of such a shop come, until the shop's own customers say better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Trade {
    /// Bread, groceries, newspapers.
    Bakery,
    /// Coffee, meals.
    Restaurant,
    /// Hair, beauty.
    Salon,
    /// Cars.
    Garage,
    /// Anything else sold over a counter.
    #[default]
    Shop,
}

impl Trade {
    /// Days between two visits that are usual in the trade. A starting point, replaced by the shop's own
    /// median as soon as ten customers have come twice.
    #[must_use]
    pub const fn usual_rhythm(self) -> f64 {
        match self {
            Self::Bakery => 7.0,
            Self::Restaurant => 21.0,
            Self::Salon => 42.0,
            Self::Garage => 240.0,
            Self::Shop => 30.0,
        }
    }
}

/// The settings of one notebook.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// The business's name.
    pub name: String,
    /// The first name of the person who opens it in the morning; empty when not told.
    pub owner: String,
    /// The trade.
    pub trade: Trade,
    /// Country of local phone numbers, ISO 3166 alpha-2.
    pub country: String,
    /// Currency of amounts that name none, ISO 4217.
    pub currency: String,
    /// How many contacts a week are possible, 1 to 500.
    pub contacts_per_week: u32,
    /// Days after a contact within which a purchase counts as having come back, 1 to 365.
    pub contact_window: u32,
    /// Days of peace between two contacts with one customer, 0 to 365.
    pub contact_pause: u32,
    /// What is left of a sale for the business, percent, 1 to 100: what a return is worth.
    pub margin: u32,
    /// What one contact costs, time included, 0 to 1,000 in the notebook's currency.
    pub contact_cost: Amount,
    /// Where one band of lateness ends and the next begins.
    pub bands: Bands,
    /// Whether this is the example, whose names are invented.
    pub example: bool,
    /// What is wanted of the handling of complaints, and when the business is open.
    pub complaints: ComplaintGoals,
    /// How many people happy and angry customers are taken to tell.
    pub reach: Reach,
    /// What each kind of moment weighs in trust.
    pub trust: Weights,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            owner: String::new(),
            trade: Trade::default(),
            country: "FR".to_owned(),
            currency: "EUR".to_owned(),
            contacts_per_week: 8,
            contact_window: 30,
            contact_pause: 14,
            margin: 50,
            contact_cost: Amount(200),
            bands: Bands::default(),
            example: false,
            complaints: ComplaintGoals::default(),
            reach: Reach::default(),
            trust: Weights::default(),
        }
    }
}

impl Settings {
    pub(super) fn check(&self) -> Result<()> {
        let within = |ok: bool, field| {
            if ok {
                Ok(())
            } else {
                Err(Error::invalid(field, Reason::OutOfRange))
            }
        };
        if self.name.trim().is_empty() {
            return Err(Error::invalid("name", Reason::Empty));
        }
        let code = |text: &str, length| {
            text.len() == length && text.chars().all(|letter| letter.is_ascii_uppercase())
        };
        within(self.name.chars().count() <= 200, "name")?;
        within(self.owner.chars().count() <= 200, "owner")?;
        within(code(&self.country, 2), "country")?;
        within(code(&self.currency, 3), "currency")?;
        within(
            (1..=500).contains(&self.contacts_per_week),
            "contactsPerWeek",
        )?;
        within((1..=365).contains(&self.contact_window), "contactWindow")?;
        within(self.contact_pause <= 365, "contactPause")?;
        within((1..=100).contains(&self.margin), "margin")?;
        within((0..=100_000).contains(&self.contact_cost.0), "contactCost")?;
        within(self.bands.in_order(), "bands")?;
        within(
            (1..=200).contains(&self.complaints.reply_hours),
            "replyHours",
        )?;
        within((1..=100).contains(&self.complaints.solve_days), "solveDays")?;
        self.complaints.opening.check()?;
        within(self.reach.sensible(), "reach")?;
        within(self.trust.in_range(), "trust")
    }
}

const KEY: &str = "settings";

pub(crate) async fn load(connection: &mut SqliteConnection) -> Result<Settings> {
    let stored = sqlx::query_scalar!("SELECT value FROM setting WHERE key = ?", KEY)
        .fetch_optional(connection)
        .await?;
    Ok(stored
        .map(|json| serde_json::from_str(&json))
        .transpose()?
        .unwrap_or_default())
}

pub(super) async fn store(connection: &mut SqliteConnection, settings: &Settings) -> Result<()> {
    let json = serde_json::to_string(settings)?;
    sqlx::query!(
        "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        KEY,
        json
    )
    .execute(connection)
    .await?;
    Ok(())
}
