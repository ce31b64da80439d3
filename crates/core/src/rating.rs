//! Satisfaction: what customers answer when asked whether they would recommend the shop, how satisfied they are and how easy it was.
//!
//! Pure figures; each has its n and its interval, and below ten answers only counts are given.

mod ops;
mod sql;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::cohort::Share;
use crate::ids::{CustomerId, MomentId};
use crate::moment::RatingScale;

/// Fewer answers than this make counts, and no figure.
pub const FEW: u32 = 10;

/// Between what a normal variable lies with 95 %, in standard deviations.
const WIDTH: f64 = 1.959_963_984_540_054;

/// A figure, and between what it lies with 95 %.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Measured {
    /// As it came out: -100 to 100 for NPS, 0 to 100 % for CSAT, 1 (hard) to 7 (easy) for CES.
    pub value: f64,
    /// It is hardly less.
    pub low: f64,
    /// It is hardly more.
    pub high: f64,
}

/// What the answers to one question come to over a period. Each customer counts once, with the latest answer.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Reading {
    /// Which question.
    pub scale: RatingScale,
    /// Customers who answered.
    pub answered: u32,
    /// How many gave each answer, from the lowest of the scale to the highest.
    pub counts: Vec<u32>,
    /// The figure; none below [`FEW`] answers.
    pub figure: Option<Measured>,
    /// How many of the customers asked answered; none while only answers are noted, as then nobody knows how many were asked.
    pub response: Option<Share>,
}

/// Satisfaction over the last 12 months, beside the 12 before.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Satisfaction {
    /// After this day.
    pub since: NaiveDate,
    /// NPS, CSAT and CES.
    pub now: Vec<Reading>,
    /// The same for the 12 months before.
    pub before: Vec<Reading>,
    /// Behind all that: who answered what in the last 12 months, or has not yet; latest first, at most 1,000.
    pub list: Vec<Rated>,
}

/// Who was asked, and what they answered.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Rated {
    /// Which moment.
    pub id: MomentId,
    /// Who.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// When they were asked.
    pub day: NaiveDate,
    /// Which question.
    pub scale: RatingScale,
    /// The answer; none while there is none.
    pub score: Option<u32>,
    /// What they added.
    pub text: String,
}

/// The net promoter score, -100 to 100: the share of answers 9 and 10 less that of 0 to 6.
///
/// Its variance is p₊ + p₋ − (p₊ − p₋)², each share being of one multinomial draw. At small n the interval that follows is too
/// narrow, so three answers are added first, ¾ to either end and 1½ between: the adjusted Wald interval that did best among six in
/// B. Rocks (2016), "Interval estimation for the Net Promoter Score", *The American Statistician* 70.
#[must_use]
pub fn nps(promoters: u32, passives: u32, detractors: u32) -> Measured {
    let (up, down) = (f64::from(promoters), f64::from(detractors));
    let n = up + down + f64::from(passives);
    let (up_share, down_share) = ((up + 0.75) / (n + 3.0), (down + 0.75) / (n + 3.0));
    let middle = up_share - down_share;
    let variance = up_share + down_share - middle * middle;
    let away = WIDTH * (variance / (n + 3.0)).sqrt();
    let value = if n > 0.0 { (up - down) / n } else { 0.0 };
    Measured {
        value: 100.0 * value,
        low: 100.0 * (middle - away).clamp(-1.0, value),
        high: 100.0 * (middle + away).clamp(value, 1.0),
    }
}

/// The share of satisfied answers, 4 and 5 of 5, in percent, with the interval of Wilson (1927).
#[must_use]
pub fn csat(satisfied: u32, answers: u32) -> Measured {
    let share = Share::new(satisfied, answers);
    Measured {
        value: 100.0 * f64::from(satisfied) / f64::from(answers.max(1)),
        low: 100.0 * share.low,
        high: 100.0 * share.high,
    }
}

/// The mean of answers from 1 (very hard) to 7 (very easy), `counts` of each, with Student's interval; none of fewer than two.
#[must_use]
pub fn ces(counts: &[u32]) -> Option<Measured> {
    let n: f64 = counts.iter().map(|count| f64::from(*count)).sum();
    if n < 2.0 {
        return None;
    }
    let answers = || {
        counts
            .iter()
            .zip(1_u32..)
            .map(|(n, answer)| (f64::from(*n), f64::from(answer)))
    };
    let mean = answers().map(|(n, answer)| n * answer).sum::<f64>() / n;
    let square = answers()
        .map(|(n, answer)| n * (answer - mean).powi(2))
        .sum::<f64>();
    let away = student(n - 1.0) * (square / (n - 1.0) / n).sqrt();
    Some(Measured {
        value: mean,
        low: (mean - away).max(1.0),
        high: (mean + away).min(counts.len() as f64),
    })
}

/// Between what Student's variable with so many degrees of freedom lies with 95 %: the expansion around the normal one,
/// Abramowitz and Stegun 26.7.5. From nine degrees on it is right to three decimals.
fn student(degrees: f64) -> f64 {
    let z = WIDTH;
    let (z2, v) = (z * z, degrees);
    let first = (z2 + 1.0) * z / 4.0;
    let second = ((5.0 * z2 + 16.0) * z2 + 3.0) * z / 96.0;
    let third = (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) * z / 384.0;
    let fourth =
        ((((79.0 * z2 + 776.0) * z2 + 1_482.0) * z2 - 1_920.0) * z2 - 945.0) * z / 92_160.0;
    z + first / v + second / v.powi(2) + third / v.powi(3) + fourth / v.powi(4)
}

impl Reading {
    /// What answers come to: `counts` of each from the lowest up, and `silent` customers who were asked and have not answered.
    fn new(scale: RatingScale, counts: Vec<u32>, silent: u32) -> Self {
        let answered: u32 = counts.iter().sum();
        let from = |least: u32| -> u32 {
            let skipped = (least - scale.ends().0) as usize;
            counts.iter().skip(skipped).sum()
        };
        let figure = match scale {
            _ if answered < FEW => None,
            RatingScale::Nps => {
                let (promoters, warm) = (from(9), from(7));
                Some(nps(promoters, warm - promoters, answered - warm))
            }
            RatingScale::Csat => Some(csat(from(4), answered)),
            RatingScale::Ces => ces(&counts),
        };
        Self {
            scale,
            answered,
            figure,
            response: (silent > 0).then(|| Share::new(answered, answered + silent)),
            counts,
        }
    }

    /// The same from the answers themselves, one a customer, none for one still to come.
    fn of(scale: RatingScale, scores: &[Option<u32>]) -> Self {
        let (least, most) = scale.ends();
        let mut counts = vec![0; (most - least + 1) as usize];
        let mut silent = 0;
        for score in scores {
            let place = score.and_then(|score| score.checked_sub(least));
            match place.and_then(|place| counts.get_mut(place as usize)) {
                Some(count) => *count += 1,
                None => silent += 1,
            }
        }
        Self::new(scale, counts, silent)
    }
}
