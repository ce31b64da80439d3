//! What the papers and other tools say of CDNOW. Values: Fader, Hardie & Lee 2005 (tables 2 and 3, and the spreadsheet that
//! goes with it); Schmittlein, Morrison & Colombo 1987 by the vignettes of BTYD and CLVTools; Fader & Hardie 2013. To more
//! digits than are published they are the optimum that several tools agree on.

use super::{apart, cdnow};
use crate::scoring::spend::{SpendFit, SpendPrior, Spends, fit_spend};
use crate::scoring::{Fit, History, Model, Prior, fit};

/// Model, parameters, how near, log-likelihood.
const FITS: [(Model, [f64; 4], f64, f64); 3] = [
    (
        Model::BgNbd,
        [0.2425945, 4.4136018, 0.7929221, 2.4259072],
        1e-3,
        -9582.4292067,
    ),
    (
        Model::MbgNbd,
        [0.5248431, 6.1830856, 0.8913594, 1.6140018],
        1e-3,
        -9582.1357156,
    ),
    (
        Model::ParetoNbd,
        [0.553277, 10.5776828, 0.6062401, 11.6687416],
        2e-3,
        -9594.9761788,
    ),
];

fn fitted(model: Model) -> Fit {
    fit(model, &cdnow::histories(7.0), &Prior::NONE).unwrap()
}

#[test]
fn parameters_and_likelihoods_are_found() {
    for (model, parameters, near, log_likelihood) in FITS {
        let found = fitted(model);
        for (found, told) in found.parameters.iter().zip(parameters) {
            assert!(
                apart(*found, told) < near / 100.0,
                "{model:?}: {found} for {told}"
            );
        }
        let off = (found.log_likelihood - log_likelihood).abs();
        assert!(off < 1e-5, "{model:?}: {}", found.log_likelihood);
        assert_eq!(found.border, None);
        assert!(found.evaluations < 25, "{} evaluations", found.evaluations);
        println!(
            "{model:?}: parameters within {:.1e}, log-likelihood within {off:.1e}, {} evaluations",
            found
                .parameters
                .iter()
                .zip(parameters)
                .map(|(a, b)| apart(*a, b))
                .fold(0.0, f64::max),
            found.evaluations
        );
    }
    // A regularity of 1 is the plain model.
    assert_eq!(
        fitted(Model::BgCnbd(1)).parameters,
        fitted(Model::BgNbd).parameters
    );
}

#[test]
fn customers_are_told_alike() {
    // x, t_x, T in days, then being there and expected purchases in 39 weeks of each model.
    let rows = [
        (
            2,
            213,
            272,
            [0.72662, 0.706139, 0.869134],
            [1.225994, 1.262759, 1.455202],
        ),
        (
            1,
            12,
            272,
            [0.212391, 0.170951, 0.167996],
            [0.203419, 0.188945, 0.171114],
        ),
        (
            0,
            0,
            272,
            [1.0, 0.389723, 0.295113],
            [0.194794, 0.153966, 0.10707],
        ),
        (
            7,
            206,
            272,
            [0.641835, 0.622680, 0.749453],
            [3.337571, 3.167170, 3.712087],
        ),
        (
            26,
            216,
            217,
            [0.968854, 0.965485, 0.997873],
            [20.748902, 19.446608, 20.114821],
        ),
    ];
    for (at, (model, ..)) in FITS.into_iter().enumerate() {
        let fit = fitted(model);
        for (repeats, last, span, alive, expected) in rows {
            let weeks = |days: i32| f64::from(days) / 7.0;
            let history = History::new(repeats, weeks(last), weeks(span)).unwrap();
            let (there, more) = (
                fit.alive(&history).value,
                fit.expected(&history, 39.0).value,
            );
            assert!(
                (there - alive[at]).abs() < 2e-6,
                "{model:?} {repeats}: {there}"
            );
            assert!(
                (more - expected[at]).abs() < 1e-5,
                "{model:?} {repeats}: {more}"
            );
        }
    }
}

#[test]
fn held_out_purchases_are_foretold_as_well() {
    let told = [(1653.41, 0.7855), (1576.73, 0.7648), (1665.51, 0.7545)];
    // By how often they had come, 0 to 6 and 7 or more (BTYD vignette, BG/NBD and Pareto/NBD).
    let tables = [
        Some([
            0.2251, 0.5231, 1.0441, 1.5203, 2.1638, 2.6538, 3.5040, 6.1570,
        ]),
        Some([
            0.1852, 0.5514, 1.0490, 1.4929, 2.1043, 2.5636, 3.3608, 5.8485,
        ]),
        Some([
            0.1384, 0.5995, 1.1958, 1.7138, 2.3983, 2.9072, 3.8186, 6.4031,
        ]),
    ];
    let customers = cdnow::customers(7.0);
    for (((model, ..), (total, mae)), table) in FITS.into_iter().zip(told).zip(tables) {
        let fit = fitted(model);
        let (mut sum, mut off) = (0.0, 0.0);
        let mut by_count = [(0.0, 0.0); 8];
        for one in &customers {
            let expected = fit.expected_value(&one.history, 39.0);
            sum += expected;
            off += (expected - f64::from(one.bought)).abs();
            let cell = &mut by_count[one.history.repeats().min(7) as usize];
            *cell = (cell.0 + expected, cell.1 + 1.0);
        }
        assert!((sum - total).abs() < 0.01, "{model:?}: {sum} of 1882");
        assert!(
            (off / 2357.0 - mae).abs() < 1e-4,
            "{model:?}: {}",
            off / 2357.0
        );
        for ((found, n), told) in by_count.iter().zip(table.unwrap()) {
            assert!(
                (found / n - told).abs() < 5e-4,
                "{model:?}: {} for {told}",
                found / n
            );
        }
    }
}

#[test]
fn purchases_from_the_start_are_the_spreadsheets() {
    let fit = Fit::known(Model::BgNbd, FITS[0].1).unwrap();
    let times = [0.1429, 1.0, 3.0, 31.857142857, 32.0, 52.0, 78.0];
    let told = [
        0.007816, 0.053184, 0.150631, 1.040489, 1.043732, 1.444012, 1.857958,
    ];
    for (time, told) in times.into_iter().zip(told) {
        let found = fit.expected(&History::new_customer(), time).value;
        assert!((found - told).abs() < 2e-6, "{time}: {found}");
    }
    let fit = Fit::known(Model::BgNbd, [0.243, 4.414, 0.793, 2.426]).unwrap();
    for (time, n, told) in [(39.0, 0, 0.573786), (30.0, 12, 0.001517)] {
        let found = fit.count_chance(n, time);
        assert!((found - told).abs() < 1e-6, "{n} in {time}: {found}");
    }
    // mpmath with 40 digits, by the hypergeometric function of FHL 2005, eq. (10).
    let history = History::new(2, 30.43, 38.86).unwrap();
    let found = fit.expected(&history, 39.0).value;
    assert!(apart(found, 1.226_028_17) < 1e-8, "{found}");
    assert!((fit.alive(&history).value - 0.726_578_6).abs() < 1e-7);
    let vignette = Fit::known(Model::ParetoNbd, [0.5534, 10.5802, 0.6061, 11.6562]).unwrap();
    let history = History::new(26, 30.86, 31.0).unwrap();
    assert!((vignette.alive(&history).value - 0.9979).abs() < 1e-4);
    assert!((vignette.expected(&history, 52.0).value - 25.46).abs() < 1e-2);
}

#[test]
fn how_often_they_came_is_as_the_paper_has_it() {
    let fit = fitted(Model::BgNbd);
    let mut expected = [0.0; 8];
    for one in cdnow::customers(7.0) {
        let mut rest = 1.0;
        for (n, cell) in (0..).zip(&mut expected[..7]) {
            let chance = fit.count_chance(n, one.history.span());
            *cell += chance;
            rest -= chance;
        }
        expected[7] += rest;
    }
    let told = [1407.68, 460.32, 192.46, 101.16, 59.85, 38.12, 25.55, 71.85];
    for (found, told) in expected.into_iter().zip(told) {
        assert!((found - told).abs() < 0.01, "{found} for {told}");
    }
}

/// The more often they came, the surer it is that a silence means they left.
#[test]
fn a_silence_says_more_of_who_came_often() {
    for (model, told) in [
        (
            Model::BgNbd,
            [0.3474837, 0.04283701, 0.00415927, 0.00035839],
        ),
        (
            Model::ParetoNbd,
            [0.70588838, 0.14415074, 0.02249015, 0.00309007],
        ),
    ] {
        let fit = fitted(model);
        for (repeats, told) in [10, 15, 20, 25].into_iter().zip(told) {
            let history = History::new(repeats, 20.0, 39.0).unwrap();
            let found = fit.expected(&history, 52.0).value;
            assert!(apart(found, told) < 1e-4, "{model:?} {repeats}: {found}");
        }
    }
}

#[test]
fn spending_is_as_published() {
    let customers = cdnow::customers(7.0);
    let spends = Spends::gather(customers.iter().filter_map(|one| one.spend));
    assert_eq!(spends.customers(), 946);
    assert!((spends.together().unwrap() - 0.114).abs() < 1e-3);
    let found = fit_spend(&spends, &SpendPrior::NONE).unwrap();
    for (found, told) in found.parameters.iter().zip([6.249571, 3.744225, 15.443526]) {
        assert!(apart(*found, told) < 1e-5, "{found} for {told}");
    }
    assert!((found.log_likelihood - -4055.9176948).abs() < 1e-6);
    let paper = SpendFit::known([6.25, 3.74, 15.44]).unwrap();
    let told = [
        24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17,
    ];
    for (one, told) in customers.iter().zip(told) {
        let mean = paper.mean(one.spend.as_ref()).unwrap().value;
        assert!((mean - told).abs() < 0.1, "{mean} for {told}");
    }
}

#[test]
fn a_year_is_worth_what_lifetimes_says() {
    let customers = cdnow::customers(7.0);
    let spends = Spends::gather(customers.iter().filter_map(|one| one.spend));
    let spending = fit_spend(&spends, &SpendPrior::NONE).unwrap();
    let fit = fitted(Model::BgNbd);
    let worth: Vec<f64> = customers
        .iter()
        .map(|one| {
            let worth = spending.worth(&fit, &one.history, one.spend.as_ref(), (12, 4.345), 0.01);
            worth.unwrap().value
        })
        .collect();
    for (at, told) in [(0, 36.2740), (1, 4.6409), (2, 8.3445), (1515, 972.0454)] {
        assert!(
            apart(worth[at], told) < 1e-4,
            "{at}: {} for {told}",
            worth[at]
        );
    }
    let all: f64 = worth.iter().sum();
    assert!(apart(all, 71507.95) < 1e-5, "{all}");
}
