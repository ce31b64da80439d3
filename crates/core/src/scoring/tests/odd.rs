//! Data that teach nothing, and figures nobody should ask for: always an answer, never not-a-number.

use proptest::prelude::*;

use super::{Model, models};
use crate::scoring::spend::{Spend, SpendFit, SpendPrior, Spends, fit_spend};
use crate::scoring::{BadHistory, Border, Estimate, Fit, Histories, History, NoFit, Prior, fit};
use crate::testing::shared;

const MODELS: [Model; 5] = [
    Model::BgNbd,
    Model::MbgNbd,
    Model::ParetoNbd,
    Model::BgCnbd(2),
    Model::MbgCnbd(4),
];

#[test]
fn numbers_that_contradict_each_other_are_no_history() {
    for (repeats, last, span, why) in [
        (1, f64::NAN, 3.0, BadHistory::NoNumber),
        (1, 1.0, f64::INFINITY, BadHistory::NoNumber),
        (1, -1.0, 3.0, BadHistory::NoNumber),
        (0, 0.0, -3.0, BadHistory::NoNumber),
        (1, 4.0, 3.0, BadHistory::LastAfterEnd),
        (1, 0.0, 0.0, BadHistory::RepeatsInNoTime),
        (0, 1.0, 3.0, BadHistory::LastWithoutRepeat),
    ] {
        assert_eq!(History::new(repeats, last, span), Err(why));
    }
    let history = History::new(1, 1.0, 3.0).unwrap();
    assert_eq!(history.with_log_gaps(f64::NAN), Err(BadHistory::NoNumber));
    for weight in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let weighted = Histories::gather_weighted([(history, weight)]);
        assert_eq!(weighted, Err(BadHistory::NoNumber));
    }
    for (repeats, mean) in [(0, 3.0), (1, 0.0), (1, -3.0), (1, f64::NAN)] {
        assert!(Spend::new(repeats, mean).is_err());
    }
}

#[test]
fn nothing_to_learn_from_is_said() {
    let of = |rows: &[(u32, f64, f64)]| {
        Histories::gather(
            rows.iter()
                .map(|row| History::new(row.0, row.1, row.2).unwrap()),
        )
    };
    let bad = Prior {
        centre: [0.0; 4],
        ..Prior::NONE
    };
    for model in MODELS {
        assert_eq!(fit(model, &of(&[]), &Prior::NONE), Err(NoFit::NoCustomers));
        let once = of(&[(0, 0.0, 0.0), (0, 0.0, 40.0)]);
        assert_eq!(fit(model, &once, &Prior::NONE), Err(NoFit::NoRepeats));
        assert_eq!(
            fit(model, &of(&[(1, 1.0, 2.0)]), &bad),
            Err(NoFit::BadPrior)
        );
        assert_eq!(
            Fit::known(model, [1.0, 1.0, f64::NAN, 1.0]),
            Err(NoFit::BadParameter)
        );
    }
    let unknown = of(&[(2, 1.0, 2.0)]);
    assert_eq!(
        fit(Model::BgCnbd(2), &unknown, &Prior::NONE),
        Err(NoFit::GapsUnknown)
    );
    assert!(fit(Model::BgCnbd(1), &unknown, &Prior::NONE).is_ok());
    let none = Spends::gather([]);
    assert_eq!(fit_spend(&none, &SpendPrior::NONE), Err(NoFit::NoRepeats));
    assert_eq!(none.together(), None);
}

#[test]
fn a_horizon_of_nothing_holds_nothing() {
    let history = History::new(2, 1.0, 3.0).unwrap();
    for (model, at) in models() {
        let fit = Fit::known(model, at).unwrap();
        for horizon in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(fit.chance(&history, horizon), Estimate::sure(0.0));
            assert_eq!(fit.expected(&history, horizon), Estimate::sure(0.0));
            assert_eq!(fit.back_by(&history, horizon), None);
            assert_eq!(fit.count_chance(0, horizon), 1.0);
        }
    }
}

/// Without an opinion a few customers run to some border, which is said; with a gentle one they do not.
#[test]
fn thirty_customers_stay_sane_with_an_opinion() {
    let rows = (0..30_u32).map(|i| {
        let repeats = [0, 0, 1, 0, 3, 0][i as usize % 6];
        let span = f64::from(10 + i);
        let last = if repeats == 0 { 0.0 } else { span * 0.7 };
        History::new(repeats, last, span)
            .unwrap()
            .with_log_gaps(0.3)
            .unwrap()
    });
    let shop = Histories::gather(rows);
    let history = History::new(3, 7.0, 20.0).unwrap();
    for model in MODELS {
        let found = fit(model, &shop, &Prior::shop(model, 8.0)).unwrap();
        assert_eq!(found.border, None);
        let chance = found.chance(&history, 13.0);
        assert!((0.02..0.9).contains(&chance.value), "{model:?}: {chance:?}");
        assert!(
            chance.high - chance.low > 0.1,
            "{model:?}: too sure: {chance:?}"
        );
        let year = found.expected(&history, 52.0);
        assert!(year.value < 20.0 && year.high < 60.0, "{model:?}: {year:?}");
    }
    let alone = Histories::gather([History::new(3, 7.0, 8.0).unwrap()]);
    for model in [Model::BgNbd, Model::MbgNbd, Model::ParetoNbd] {
        let found = fit(model, &alone, &Prior::NONE).unwrap();
        assert!(found.border.is_some(), "{found:?}");
        sane(&found, &history, 10.0);
    }
    let spends = Spends::gather([Spend::new(2, 30.0).unwrap()]);
    let alone = fit_spend(&spends, &SpendPrior::NONE).unwrap();
    assert!(alone.at_border);
    let spends = fit_spend(&spends, &SpendPrior::shop(25.0)).unwrap();
    assert!(!spends.at_border);
    let mean = spends.mean(None).unwrap();
    assert!((10.0..60.0).contains(&mean.value), "{mean:?}");
    assert_eq!(SpendFit::known([2.0, 0.5, 10.0]).unwrap().mean(None), None);
}

fn ordered(what: &str, estimate: Estimate, least: f64, most: f64) {
    let Estimate { value, low, high } = estimate;
    assert!(
        least <= low && low <= value && value <= high && high <= most,
        "{what}: {estimate:?}"
    );
}

fn sane(fit: &Fit, history: &History, horizon: f64) {
    let what = format!("{fit:?} {history:?} {horizon}");
    ordered(&what, fit.alive(history), 0.0, 1.0);
    ordered(&what, fit.chance(history, horizon), 0.0, 1.0);
    ordered(&what, fit.expected(history, horizon), 0.0, f64::MAX);
    if let Some(back) = fit.back_by(history, horizon) {
        ordered(&what, back, 0.0, horizon);
    }
}

fn history() -> impl Strategy<Value = History> {
    let span = prop_oneof![Just(0.0), 1e-6..1e-2, 0.1..50.0, 50.0..1e5];
    let repeats = prop_oneof![3 => Just(0_u32), 5 => 1..6_u32, 1 => 6..3000_u32];
    (repeats, span, 0.0..=1.0).prop_map(|(repeats, span, share)| {
        let last: f64 = if repeats == 0 { 0.0 } else { span * share };
        let repeats = if last > 0.0 { repeats } else { 0 };
        History::new(repeats, last, span)
            .and_then(|history| history.with_log_gaps(f64::from(repeats)))
            .unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_shop_gets_a_sane_answer(
        rows in prop::collection::vec(history(), 1..25),
        model in prop::sample::select(MODELS.to_vec()),
        opinion in any::<bool>(),
        horizon in prop_oneof![1e-9..1e-3, 0.1..400.0],
    ) {
        let shop = Histories::gather(rows.iter().copied());
        let prior = if opinion { Prior::shop(model, 10.0) } else { Prior::NONE };
        match fit(model, &shop, &prior) {
            Ok(found) => {
                prop_assert!(found.parameters.iter().all(|p| p.is_finite()));
                prop_assert!(found.covariance.iter().flatten().all(|c| c.is_finite()));
                prop_assert!(found.log_likelihood.is_finite());
                for row in &rows {
                    sane(&found, row, horizon);
                }
            }
            Err(why) => prop_assert_eq!(why, NoFit::NoRepeats),
        }
    }

    #[test]
    fn any_parameters_give_sane_figures(
        history in history(),
        logs in prop::array::uniform4(-8.0..8.0_f64),
        model in prop::sample::select(MODELS.to_vec()),
        horizon in prop_oneof![1e-9..1e-3, 0.1..1e4],
    ) {
        sane(&Fit::known(model, logs.map(f64::exp)).unwrap(), &history, horizon);
    }
}

/// Everybody leaves within the minute: all that matters of the integral lies beside its lower end.
#[test]
fn departures_at_once_are_seen() {
    let fit = Fit::known(Model::ParetoNbd, [1.0, 1007.12, 572.6, 0.003_29]).unwrap();
    for (repeats, last) in [(0, 0.0), (3, 120.0)] {
        let history = History::new(repeats, last, 71_959.0).unwrap();
        sane(&fit, &history, 1e-9);
        sane(&fit, &history, 90.0);
        assert!(fit.alive(&history).value < 1e-6);
    }
}

/// Online Retail has no departures to be found (UCI, 2,800 customers until 9 June 2011).
#[test]
fn online_retail_shows_no_departures() {
    let Some(file) = shared("reference/online_retail_summary.csv") else {
        return;
    };
    let mut rows = csv::Reader::from_path(&file).unwrap();
    let (mut histories, mut spends) = (Vec::new(), Vec::new());
    for row in rows.records() {
        let row = row.unwrap();
        let cell = |at: usize| row[at].parse::<f64>().unwrap();
        let repeats = cell(1) as u32;
        histories.push(
            History::new(repeats, cell(2), cell(3))
                .and_then(|one| one.with_log_gaps(cell(4)))
                .unwrap(),
        );
        spends.extend(Spend::new(repeats, cell(5)));
    }
    let histories = Histories::gather(histories);
    assert_eq!(
        (histories.customers(), histories.distinct()),
        (2800.0, 1515)
    );
    for model in [Model::BgNbd, Model::MbgNbd, Model::ParetoNbd] {
        let found = fit(model, &histories, &Prior::NONE).unwrap();
        assert_eq!(found.border, Some(Border::NoDepartures), "{found:?}");
        let off = found.log_likelihood - -13255.61344;
        assert!(off.abs() < 1e-4, "{model:?}: {off}");
        println!(
            "{model:?}: log-likelihood within {off:.1e}, {} evaluations",
            found.evaluations
        );
    }
    let found = fit_spend(&Spends::gather(spends), &SpendPrior::NONE).unwrap();
    for (found, told) in found
        .parameters
        .iter()
        .zip([3.128379, 3.1157766, 284.576335])
    {
        assert!((found / told - 1.0).abs() < 1e-5, "{found} for {told}");
    }
    assert!((found.log_likelihood - -9686.1585191).abs() < 1e-5);
}
