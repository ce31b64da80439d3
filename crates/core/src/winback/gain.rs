//! What contacting somebody who slips away is expected to bring.

use crate::money::Amount;
use crate::notebook::Settings;

/// How much likelier a contact makes a return, as a ratio of odds, until a shop's own contacts beside customers left alone
/// tell: a cautious opinion. Of four in ten it makes four and a half in ten, of one in ten one and a fifth.
pub const LIFT: f64 = 1.2;

/// The chance of return of somebody contacted whose chance is `alone` (0 to 1) if left alone.
#[must_use]
pub fn if_contacted(alone: f64) -> f64 {
    let alone = alone.clamp(0.0, 1.0);
    LIFT * alone / (1.0 + (LIFT - 1.0) * alone)
}

/// `(chance of return if contacted − chance if left alone) × value over 12 months × margin − cost of the contact`.
///
/// `alone` is the chance if left alone, 0 to 1; `worth` what they would spend in 12 months once back, for
/// which what they spent in the 12 months up to their last visit stands. Below zero, the
/// contact costs more than it is expected to bring.
#[must_use]
pub fn gain(alone: f64, worth: Amount, settings: &Settings) -> Amount {
    let more = if_contacted(alone) - alone.clamp(0.0, 1.0);
    let margin = f64::from(settings.margin) / 100.0;
    let brought = more * worth.0.max(0) as f64 * margin;
    // Far below the largest whole number: a share of what one customer spends in a year.
    Amount(brought.round() as i64) - settings.contact_cost
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_never_makes_a_return_less_likely_or_certain() {
        for percent in 0..=100 {
            let alone = f64::from(percent) / 100.0;
            let contacted = if_contacted(alone);
            assert!((alone..=1.0).contains(&contacted), "{alone} {contacted}");
        }
        assert!((if_contacted(0.4) - 0.444_444).abs() < 1e-5);
    }

    #[test]
    fn the_gain_is_the_difference_times_what_is_earned_less_the_cost() {
        let settings = Settings {
            margin: 50,
            contact_cost: Amount(200),
            ..Settings::default()
        };
        // 312 € a year, 4 in 10 alone: 0.0444 x 312 x 0.5 - 2.
        assert_eq!(gain(0.4, Amount(31_200), &settings), Amount(693 - 200));
        assert_eq!(gain(0.0, Amount(31_200), &settings), Amount(-200));
        assert_eq!(gain(1.0, Amount(31_200), &settings), Amount(-200));
        assert_eq!(gain(f64::NAN, Amount(-5), &settings), Amount(-200));
    }
}
