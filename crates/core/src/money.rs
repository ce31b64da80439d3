//! Money: whole minor units (cents), never floating point.

use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

/// An amount in minor units of the currency beside it (1 234 is 12,34 €). Negative for refunds.
///
/// It crosses to the interface as a plain number, exact up to 2⁵³ minor units.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
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
#[serde(transparent)]
#[sqlx(transparent)]
pub struct Amount(
    // Described as i32 only because the bridge refuses i64 and makes f64 nullable; the number goes over whole.
    #[cfg_attr(feature = "ipc", specta(type = i32))] pub i64,
);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Whether this is money given back.
    #[must_use]
    pub const fn is_refund(self) -> bool {
        self.0 < 0
    }
}

impl Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Amount {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Amount {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// How many digits the minor unit of a currency takes, by ISO 4217: 2 for most, 0 for yen, 3 for dinars.
#[must_use]
pub fn minor_digits(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX"
        | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}
