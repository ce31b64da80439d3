//! What somebody felt in a moment, of whatever kind: one emotion, its strength and what set it off. The owner notes
//! it; nothing guesses it behind their back.

pub(crate) mod sql;

use crate::error::{Error, Reason, Result};

/// An emotion, of those service literature tells apart.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    sqlx::Type,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum Emotion {
    /// They are angry.
    Anger,
    /// They have had enough.
    Exasperation,
    /// They are annoyed.
    Annoyance,
    /// They could not get what they came for.
    Frustration,
    /// They had expected better.
    Disappointment,
    /// A weight is off them.
    Relief,
    /// They are content.
    Contentment,
    /// They are grateful.
    Gratitude,
    /// They are delighted.
    Delight,
    /// They rely on us.
    Trust,
}

impl Emotion {
    /// All of them, those that hurt first.
    pub const ALL: [Self; 10] = [
        Self::Anger,
        Self::Exasperation,
        Self::Annoyance,
        Self::Frustration,
        Self::Disappointment,
        Self::Relief,
        Self::Contentment,
        Self::Gratitude,
        Self::Delight,
        Self::Trust,
    ];

    /// Whether it is one of those that hurt.
    #[must_use]
    pub const fn hurts(self) -> bool {
        matches!(
            self,
            Self::Anger
                | Self::Exasperation
                | Self::Annoyance
                | Self::Frustration
                | Self::Disappointment
        )
    }
}

/// What set an emotion off.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, sqlx::Type,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum Trigger {
    /// They were not believed.
    NotBelieved,
    /// They could reach nobody.
    Unreachable,
    /// They had to say it again.
    HasToRepeat,
    /// They could not cancel or change.
    CannotChange,
    /// A discount was offered on what they had just bought at full price.
    DiscountAfter,
    /// A refund or replacement came late.
    RefundLate,
    /// Loyal, and not recognised.
    NotRecognised,
    /// Their good faith was doubted.
    GoodFaithDoubted,
    /// They were kept waiting.
    KeptWaiting,
    /// They were passed from one to another.
    PassedAround,
    /// They were interrupted for somebody else.
    Interrupted,
    /// They were surprised kindly.
    SurprisedKindly,
    /// They were helped for free.
    HelpedForFree,
    /// They were remembered.
    Remembered,
    /// They were told the truth.
    ToldTheTruth,
}

/// What was felt in a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Feeling {
    /// Which emotion.
    pub emotion: Emotion,
    /// How strong: 1 a little, 2 clearly, 3 very.
    pub intensity: u32,
    /// What set it off, where known.
    pub trigger: Option<Trigger>,
    /// They say so around them.
    pub told_around: bool,
}

impl Feeling {
    /// An emotion felt clearly, nothing more known of it.
    #[must_use]
    pub const fn plain(emotion: Emotion) -> Self {
        Self {
            emotion,
            intensity: 2,
            trigger: None,
            told_around: false,
        }
    }

    /// The feeling, if it can be noted.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an intensity other than 1, 2 or 3.
    pub const fn tidied(self) -> Result<Self> {
        if self.intensity >= 1 && self.intensity <= 3 {
            Ok(self)
        } else {
            Err(Error::invalid("intensity", Reason::OutOfRange))
        }
    }
}
