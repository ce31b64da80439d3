//! What gestures, ratings and departures are told apart by.

/// What a gesture of goodwill consists of.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, sqlx::Type,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum GestureKind {
    /// Something given.
    Gift,
    /// Something taken off the price.
    Discount,
    /// Money given back.
    Refund,
    /// The same again, in order this time.
    Replacement,
    /// A card written by hand.
    Card,
    /// Work done for nothing.
    Service,
}

/// A question of satisfaction.
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
pub enum RatingScale {
    /// Would they recommend us: 0 to 10 (net promoter score).
    Nps,
    /// How satisfied are they: 1 to 5 (customer satisfaction).
    Csat,
    /// How easy was it: 1 to 7 (customer effort score).
    Ces,
}

impl RatingScale {
    /// The lowest and the highest answer.
    #[must_use]
    pub const fn ends(self) -> (u32, u32) {
        match self {
            Self::Nps => (0, 10),
            Self::Csat => (1, 5),
            Self::Ces => (1, 7),
        }
    }
}

/// Why somebody left.
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
pub enum DepartureReason {
    /// Too dear.
    Price,
    /// How they were served.
    Service,
    /// What they bought.
    Product,
    /// Somebody else does it better, or closer.
    Competitor,
    /// They live elsewhere now.
    Moved,
    /// They need it no longer.
    NeedEnded,
    /// Nobody knows.
    Unknown,
}
