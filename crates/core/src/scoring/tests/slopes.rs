//! Slopes worked out by hand against differences.

use super::{Model, models};
use crate::scoring::newton::Slope;
use crate::scoring::spend::{self, Spend, Spends};
use crate::scoring::{Histories, History, fit};

const STEP: f64 = 1e-5;

/// Histories with everything odd: nobody back, back at the very end, seen for no time, often, seldom, for long.
pub fn odd() -> Histories {
    Histories::gather(
        [
            (0, 0.0, 38.86),
            (0, 0.0, 0.0),
            (0, 0.0, 1e-3),
            (1, 1.7, 38.86),
            (1, 31.0, 31.0),
            (2, 30.43, 38.86),
            (3, 0.43, 200.0),
            (26, 30.86, 31.0),
            (60, 30.86, 39.0),
            (400, 500.0, 520.0),
            (400, 500.0, 1500.0),
        ]
        .map(|(repeats, last, span)| {
            History::new(repeats, last, span)
                .unwrap()
                .with_log_gaps(0.0)
                .unwrap()
        }),
    )
}

fn check<const N: usize>(what: &str, logs: [f64; N], hill: impl Fn(&[f64; N]) -> Slope<N>) {
    let here = hill(&logs);
    for i in 0..N {
        let moved = |by: f64| {
            let mut logs = logs;
            logs[i] += by;
            hill(&logs)
        };
        let (up, down) = (moved(STEP), moved(-STEP));
        let slope = (up.value - down.value) / (2.0 * STEP);
        let size = here.value.abs().max(1.0);
        assert!(
            (here.gradient[i] - slope).abs() < 1e-8 * size,
            "{what}, {i}: {} against {slope}",
            here.gradient[i]
        );
        for j in 0..N {
            let bend = (up.gradient[j] - down.gradient[j]) / (2.0 * STEP);
            let size = here.gradient[j].abs().max(bend.abs()).max(1.0);
            assert!(
                (here.hessian[i][j] - bend).abs() < 1e-6 * size,
                "{what}, {i} {j}: {} against {bend}",
                here.hessian[i][j]
            );
        }
    }
}

#[test]
fn of_every_model_are_those_of_differences() {
    let histories = odd();
    let wild = [
        [1.0, 1.0, 1.0, 1.0],
        [0.02, 0.3, 5.0, 0.04],
        [30.0, 400.0, 0.05, 60.0],
    ];
    let more = [Model::BgCnbd(5), Model::MbgCnbd(2)];
    for (model, at) in models()
        .into_iter()
        .chain(more.map(|model| (model, wild[0])))
    {
        for at in [at].into_iter().chain(wild) {
            check(&format!("{model:?} at {at:?}"), at.map(f64::ln), |logs| {
                fit::likelihood(model, &histories, &logs.map(f64::exp))
            });
        }
    }
}

#[test]
fn of_spending_are_those_of_differences() {
    let spends = Spends::gather(
        [(1, 12.5), (1, 0.01), (2, 40.0), (9, 33.3), (120, 5000.0)]
            .map(|(repeats, mean)| Spend::new(repeats, mean).unwrap()),
    );
    for at in [
        [6.25_f64, 3.74, 15.44],
        [0.1, 0.5, 300.0],
        [40.0, 30.0, 0.2],
    ] {
        check(&format!("spending at {at:?}"), at.map(f64::ln), |logs| {
            spend::likelihood(&spends, &logs.map(f64::exp))
        });
    }
}
