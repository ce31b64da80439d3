//! What each kind of moment weighs: the owner's to change.

use super::MOST_RECOVERED;

/// What being let down costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "TrustBreach", rename_all = "camelCase")]
pub struct Breach {
    /// Points off trust, 0 to 50.
    pub points: u32,
    /// Points off the ceiling, 0 to 50.
    pub ceiling: u32,
}

/// What each kind of moment weighs. Good moments close a share of the distance to the ceiling, percent, 0 to 50.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "TrustWeights", rename_all = "camelCase", default)]
pub struct Weights {
    /// A gesture.
    pub gesture: u32,
    /// A thank-you received.
    pub praise: u32,
    /// An answer that they are content.
    pub good_rating: u32,
    /// An exchange to thank them.
    pub thanks: u32,
    /// An exchange to serve them.
    pub service: u32,
    /// An exchange to advise them.
    pub advice: u32,
    /// A promise kept in time.
    pub promise_kept: u32,
    /// Somebody they brought.
    pub referral: u32,
    /// Something good felt, for each degree of intensity; at most 16, as there are three.
    pub felt_well: u32,
    /// A complaint sincerely put right, on top of what the ceiling gets back.
    pub recovered: u32,
    /// Something bad felt: points off trust for each degree of intensity, 0 to 16.
    pub felt_ill: u32,
    /// An answer that they are not content: points off trust, 0 to 50.
    pub bad_rating: u32,
    /// A complaint; the same again when the error is denied.
    pub complaint: Breach,
    /// A promise broken or moved.
    pub promise_broken: Breach,
    /// A promise kept late, or overdue.
    pub promise_late: Breach,
    /// The share of what the ceiling lost that a sincere recovery gives back, percent, 0 to 80.
    pub given_back: u32,
    /// Trust from which somebody is attached, 1 to 100.
    pub attached: u32,
    /// Trust below which it is low, 0 to 99, and below the one above.
    pub low: u32,
}

impl Default for Weights {
    fn default() -> Self {
        let breach = |points, ceiling| Breach { points, ceiling };
        Self {
            gesture: 10,
            praise: 15,
            good_rating: 8,
            thanks: 5,
            service: 3,
            advice: 4,
            promise_kept: 12,
            referral: 20,
            felt_well: 4,
            recovered: 20,
            felt_ill: 3,
            bad_rating: 5,
            complaint: breach(12, 10),
            promise_broken: breach(12, 8),
            promise_late: breach(5, 3),
            given_back: MOST_RECOVERED,
            attached: 65,
            low: 40,
        }
    }
}

impl Weights {
    /// Whether every weight is within its range.
    #[must_use]
    pub fn in_range(&self) -> bool {
        let most = [
            (self.gesture, 50),
            (self.praise, 50),
            (self.good_rating, 50),
            (self.thanks, 50),
            (self.service, 50),
            (self.advice, 50),
            (self.promise_kept, 50),
            (self.referral, 50),
            (self.felt_well, 16),
            (self.recovered, 50),
            (self.felt_ill, 16),
            (self.bad_rating, 50),
            (self.given_back, MOST_RECOVERED),
            (self.attached, 100),
        ];
        let breaches = [self.complaint, self.promise_broken, self.promise_late];
        most.iter().all(|(weight, most)| weight <= most)
            && breaches
                .iter()
                .all(|breach| breach.points <= 50 && breach.ceiling <= 50)
            && self.low < self.attached
    }
}
