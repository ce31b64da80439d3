//! How far what customers felt may be heard: an estimate from quoted factors, never a measurement.

use chrono::NaiveDate;

use crate::ids::CustomerId;

/// How many people somebody is taken to tell. Quoted figures differ widely, so they are the owner's to adjust:
/// - 9 and 16: a published figure, what US consumers answered of themselves on average, American Express *Global Customer Service
///   Barometer*, May 2011;
/// - 3 and 11: a rule of thumb repeated in marketing handbooks (P. Kotler, *Marketing Management*), of no survey known to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct Reach {
    /// People a happy customer tells, 0 to 100.
    pub happy: u32,
    /// People an angry customer tells, 0 to 100.
    pub angry: u32,
}

impl Default for Reach {
    fn default() -> Self {
        Self {
            happy: 9,
            angry: 16,
        }
    }
}

impl Reach {
    /// Whether both are within what makes sense.
    #[must_use]
    pub const fn sensible(self) -> bool {
        self.happy <= 100 && self.angry <= 100
    }

    /// How many people somebody in this mood is taken to tell.
    #[must_use]
    pub const fn of(self, mood: Mood) -> u32 {
        match mood {
            Mood::Happy => self.happy,
            Mood::Angry => self.angry,
        }
    }
}

/// What somebody says around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum Mood {
    /// Good: the last thing noted was a pleasant feeling or a thank-you.
    Happy,
    /// Bad: the last thing noted was an unpleasant feeling or a complaint.
    Angry,
}

/// Somebody about whom a feeling, a complaint or a thank-you was noted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, sqlx::FromRow)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Heard {
    /// Who.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// What they say.
    pub mood: Mood,
    /// When it was noted.
    pub day: NaiveDate,
}

/// How far what customers felt in 12 months may be heard. Each customer counts once, by the last thing noted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct WordOfMouth {
    /// From this day on.
    pub since: NaiveDate,
    /// Happy customers.
    pub happy: u32,
    /// Angry customers.
    pub angry: u32,
    /// People who hear good of the shop.
    pub good: u32,
    /// People who hear bad of it.
    pub bad: u32,
    /// The factors behind that.
    pub factors: Reach,
    /// Behind all that: the customers, latest first; at most 1,000.
    pub list: Vec<Heard>,
}

impl WordOfMouth {
    /// What moods come to with these factors.
    pub(super) fn of(since: NaiveDate, factors: Reach, mut list: Vec<Heard>) -> Self {
        let count = |mood| {
            u32::try_from(list.iter().filter(|one| one.mood == mood).count()).unwrap_or(u32::MAX)
        };
        let (happy, angry) = (count(Mood::Happy), count(Mood::Angry));
        list.truncate(1_000);
        Self {
            since,
            happy,
            angry,
            good: happy.saturating_mul(factors.happy),
            bad: angry.saturating_mul(factors.angry),
            factors,
            list,
        }
    }
}
