//! What must not change the answer.

use super::{Model, apart, cdnow, models};
use crate::scoring::{Fit, Histories, History, Prior, fit};

#[test]
fn the_order_of_rows_does_not_matter() {
    let mut rows: Vec<History> = cdnow::customers(7.0)
        .iter()
        .map(|one| one.history)
        .collect();
    let histories = Histories::gather(rows.iter().copied());
    rows.reverse();
    rows.rotate_left(777);
    let turned = Histories::gather(rows);
    for model in [
        Model::BgNbd,
        Model::MbgNbd,
        Model::ParetoNbd,
        Model::MbgCnbd(2),
    ] {
        let one = fit(model, &histories, &Prior::NONE).unwrap();
        let other = fit(model, &turned, &Prior::NONE).unwrap();
        assert_eq!(one, other);
    }
}

#[test]
fn a_weight_is_so_many_rows() {
    let rows: Vec<History> = cdnow::customers(7.0)
        .iter()
        .map(|one| one.history)
        .collect();
    let twice = Histories::gather(rows.iter().chain(&rows).copied());
    let weighted = Histories::gather_weighted(rows.iter().map(|row| (*row, 2.0))).unwrap();
    assert_eq!(twice.customers(), weighted.customers());
    for model in [Model::BgNbd, Model::ParetoNbd, Model::BgCnbd(2)] {
        let one = fit(model, &twice, &Prior::NONE).unwrap();
        let other = fit(model, &weighted, &Prior::NONE).unwrap();
        assert_eq!(one.parameters, other.parameters);
        assert_eq!(one.covariance, other.covariance);
        assert!(apart(one.log_likelihood, other.log_likelihood) < 1e-13);
        let once = fit(
            model,
            &Histories::gather(rows.iter().copied()),
            &Prior::NONE,
        )
        .unwrap();
        assert!(apart(once.covariance[0][0], 2.0 * one.covariance[0][0]) < 1e-5);
    }
}

#[test]
fn days_and_weeks_are_the_same() {
    let (days, weeks) = (cdnow::histories(1.0), cdnow::histories(7.0));
    let models = [
        Model::BgNbd,
        Model::MbgNbd,
        Model::ParetoNbd,
        Model::MbgCnbd(2),
    ];
    for (model, prior) in models
        .into_iter()
        .flat_map(|model| [(model, false), (model, true)])
    {
        let opinion = |rhythm: f64| match prior {
            true => Prior::shop(model, rhythm),
            false => Prior::NONE,
        };
        let one = fit(model, &days, &opinion(70.0)).unwrap();
        let other = fit(model, &weeks, &opinion(10.0)).unwrap();
        let stay = if model == Model::ParetoNbd { 7.0 } else { 1.0 };
        for (i, scale) in [1.0, 7.0, 1.0, stay].into_iter().enumerate() {
            let off = apart(one.parameters[i], other.parameters[i] * scale);
            assert!(off < 1e-6, "{model:?}: {off:e}");
        }
        let history = |unit: f64| History::new(2, 213.0 / unit, 272.0 / unit).unwrap();
        let pairs = [
            (
                one.chance(&history(1.0), 90.0),
                other.chance(&history(7.0), 90.0 / 7.0),
            ),
            (
                one.expected(&history(1.0), 90.0),
                other.expected(&history(7.0), 90.0 / 7.0),
            ),
            (one.alive(&history(1.0)), other.alive(&history(7.0))),
        ];
        for (one, other) in pairs {
            assert!(apart(one.value, other.value) < 1e-6, "{model:?}");
            assert!(apart(one.low, other.low) < 1e-5, "{model:?}");
            assert!(apart(one.high, other.high) < 1e-5, "{model:?}");
        }
        let half = one.back_by(&history(1.0), 90.0).unwrap().value;
        let same = other.back_by(&history(7.0), 90.0 / 7.0).unwrap().value;
        assert!(apart(half, same * 7.0) < 1e-6, "{model:?}");
    }
}

/// Two threads and one: above ten thousand distinct histories the sum is in two halves.
#[test]
fn many_rows_are_the_sum_of_few() {
    let rows = |seed: u32| {
        (0..8000_u32).map(move |i| {
            let span = 10.0 + f64::from(i * 2 + seed) * 1e-3;
            History::new(i % 7, if i % 7 == 0 { 0.0 } else { span * 0.6 }, span).unwrap()
        })
    };
    let both = Histories::gather(rows(0).chain(rows(1)));
    assert_eq!(both.distinct(), 16_000);
    for (model, at) in models() {
        let of =
            |histories: &Histories| crate::scoring::fit::likelihood(model, histories, &at).value;
        let sum = of(&Histories::gather(rows(0))) + of(&Histories::gather(rows(1)));
        assert!(apart(of(&both), sum) < 1e-12, "{model:?}");
    }
}

/// The chance is that of the likelihood's quotient, and so is what the models say in other words.
#[test]
fn chances_agree_with_counts_and_being_there() {
    for (model, at) in models() {
        let fit = Fit::known(model, at).unwrap();
        let newcomer = History::new_customer();
        for horizon in [0.01, 1.0, 30.0, 1000.0] {
            let none = fit.count_chance(0, horizon);
            let chance = fit.chance(&newcomer, horizon).value;
            assert!((1.0 - none - chance).abs() < 1e-9, "{model:?} {horizon}");
        }
        let history = History::new(4, 20.0, 39.0).unwrap();
        let far = fit.chance(&history, 1e12).value;
        let alive = fit.alive(&history).value;
        if model != Model::ParetoNbd {
            assert!(apart(far, alive) < 1e-3, "{model:?}: {far} of {alive}");
        }
        let mut before = 0.0;
        for horizon in [1e-6, 0.1, 1.0, 5.0, 20.0, 100.0, 1e4] {
            let expected = fit.expected(&history, horizon).value;
            let chance = fit.chance(&history, horizon).value;
            assert!(
                before <= expected && chance <= expected * (1.0 + 1e-9),
                "{model:?} {horizon}"
            );
            before = expected;
        }
    }
}
