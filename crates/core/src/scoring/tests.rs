//! The models against what others published, against their own story told by dice, and against each other.

mod cdnow;
mod judge;
mod judged;
mod odd;
mod published;
mod same;
mod shops;
mod simulated;
mod slopes;
mod speaking;
mod special;
mod trial;

use super::*;
use crate::testing::shared;
use simulate::{Dice, Life};

/// What is known at `now` of a life.
fn seen(life: &Life, now: f64) -> History {
    let count = life.until(now);
    let times = &life.purchases[..count];
    let gaps = std::iter::once(0.0).chain(times.iter().copied());
    let log_gaps = gaps.zip(times).map(|(from, to)| (to - from).ln()).sum();
    History::new(count as u32, times.last().copied().unwrap_or_default(), now)
        .and_then(|history| history.with_log_gaps(log_gaps))
        .unwrap()
}

/// Parameters alike in nothing, for every model.
fn models() -> [(Model, [f64; 4]); 5] {
    [
        (Model::BgNbd, [0.2425945, 4.4136018, 0.7929221, 2.4259072]),
        (Model::MbgNbd, [0.5248431, 6.1830856, 0.8913594, 1.6140018]),
        (
            Model::ParetoNbd,
            [0.553277, 10.5776828, 0.6062401, 11.6687416],
        ),
        (Model::BgCnbd(2), [0.8, 3.0, 0.7, 2.5]),
        (Model::MbgCnbd(3), [1.4, 2.0, 0.9, 3.0]),
    ]
}

/// The difference of two numbers as a share of the second.
fn apart(one: f64, other: f64) -> f64 {
    (one - other).abs() / other.abs()
}
