//! Figures against what becomes of customers that a model's own story makes up.

use super::{Model, apart, models, seen};
use crate::scoring::regularity::{fit_regular, wheat_morrison};
use crate::scoring::simulate::{Dice, Life};
use crate::scoring::spend::{Spend, SpendPrior, Spends, fit_spend};
use crate::scoring::{Border, Estimate, Fit, Histories, History, Prior, fit};

const NOW: f64 = 40.0;
const HORIZON: f64 = 30.0;

/// A sum of differences between what happened and what was foretold, with what it may be off by chance.
#[derive(Default, Clone, Copy)]
struct Off {
    sum: f64,
    squares: f64,
    n: f64,
}

impl Off {
    fn add(&mut self, off: f64) {
        self.sum += off;
        self.squares += off * off;
        self.n += 1.0;
    }

    fn check(&self, what: &str) {
        assert!(self.n > 500.0, "{what}: only {}", self.n);
        let by_chance = self.squares.sqrt();
        assert!(
            self.sum.abs() <= 4.0 * by_chance + 1e-9,
            "{what}: off by {} where {by_chance} is chance",
            self.sum
        );
    }
}

/// Being there, the chance of a purchase, the number expected and the date by which half are back are true on average:
/// of all who came equally often, and of those among them who came lately or long ago.
#[test]
fn figures_come_true_for_who_came_alike() {
    for (seed, (model, parameters)) in (1..).zip(models()) {
        let fit = Fit::known(model, parameters).unwrap();
        let mut dice = Dice::new(seed);
        let mut offs = [[[Off::default(); 4]; 2]; 5];
        for _ in 0..40_000 {
            let life = Life::of(model, &parameters, NOW + HORIZON, &mut dice);
            let history = seen(&life, NOW);
            let ahead = life.until(NOW + HORIZON) - life.until(NOW);
            let count = history.repeats().min(4) as usize;
            let late = usize::from(history.last() > NOW / 2.0);
            let off = &mut offs[count][late];
            off[0].add(f64::from(u8::from(life.leaves > NOW)) - fit.alive(&history).value);
            let chance = fit.chance(&history, HORIZON).value;
            off[1].add(f64::from(u8::from(ahead > 0)) - chance);
            off[2].add(ahead as f64 - fit.expected(&history, HORIZON).value);
            if let Some(half) = fit.back_by(&history, HORIZON) {
                let back = life.until(NOW + half.value) > life.until(NOW);
                off[3].add(f64::from(u8::from(back)) - chance / 2.0);
            }
        }
        for (count, by_last) in offs.iter().enumerate() {
            for (late, off) in by_last.iter().enumerate() {
                if count == 0 && late == 1 {
                    continue;
                }
                for (what, off) in ["alive", "chance", "expected", "back by"].iter().zip(off) {
                    off.check(&format!("{model:?}, {count} repeats, late {late}: {what}"));
                }
            }
        }
    }
}

#[test]
fn newcomers_come_as_often_as_told() {
    const N: u32 = 100_000;
    for (seed, (model, parameters)) in (10..).zip(models()) {
        let fit = Fit::known(model, parameters).unwrap();
        let mut dice = Dice::new(seed);
        let (mut counts, mut sum) = ([0_u32; 6], Off::default());
        let expected = fit.expected(&History::new_customer(), HORIZON).value;
        for _ in 0..N {
            let life = Life::of(model, &parameters, HORIZON, &mut dice);
            sum.add(life.purchases.len() as f64 - expected);
            if let Some(count) = counts.get_mut(life.purchases.len()) {
                *count += 1;
            }
        }
        sum.check(&format!("{model:?}: expected {expected}"));
        for (n, count) in (0..).zip(counts) {
            let chance = fit.count_chance(n, HORIZON);
            let off = f64::from(count) - f64::from(N) * chance;
            let by_chance = (f64::from(N) * chance).sqrt();
            assert!(
                off.abs() < 4.0 * by_chance,
                "{model:?}: {count} came {n} times, {chance}"
            );
        }
        let (all, mean) = (0..300).fold((0.0, 0.0), |(all, mean), n| {
            let chance = fit.count_chance(n, HORIZON);
            (all + chance, mean + f64::from(n) * chance)
        });
        assert!((all - 1.0).abs() < 1e-9, "{model:?}: chances sum to {all}");
        assert!(
            apart(mean, expected) < 1e-8,
            "{model:?}: mean {mean} of counts, {expected}"
        );
    }
}

fn shop(model: Model, parameters: &[f64; 4], customers: u32, seed: u64) -> Histories {
    let mut dice = Dice::new(seed);
    Histories::gather((0..customers).map(|_| {
        let span = 20.0 + 60.0 * dice.uniform();
        seen(&Life::of(model, parameters, span, &mut dice), span)
    }))
}

#[test]
fn parameters_are_found_again() {
    for (seed, (model, parameters)) in (20..).zip(models()) {
        let found = fit(model, &shop(model, &parameters, 30_000, seed), &Prior::NONE).unwrap();
        assert_eq!(found.border, None);
        for (i, told) in parameters.into_iter().enumerate() {
            let off = (found.parameters[i] / told).ln();
            let sure = found.covariance[i][i].sqrt();
            assert!(sure < 0.25, "{model:?}: unsure by {sure}");
            assert!(off.abs() < 4.0 * sure, "{model:?}: {:?}", found.parameters);
        }
    }
}

/// Of a hundred shops of 400 customers, about 95 have what is true in the interval.
#[test]
fn intervals_hold_what_is_true() {
    for (model, parameters) in [models()[1], models()[2]] {
        let told = Fit::known(model, parameters).unwrap();
        let history = History::new(2, 18.0, 40.0).unwrap();
        let mut held = [0; 4];
        for seed in 0..100 {
            let found = fit(
                model,
                &shop(model, &parameters, 400, 100 + seed),
                &Prior::NONE,
            )
            .unwrap();
            let figures = |fit: &Fit| {
                [
                    fit.alive(&history),
                    fit.chance(&history, HORIZON),
                    fit.expected(&history, HORIZON),
                    fit.back_by(&history, HORIZON).unwrap(),
                ]
            };
            for (held, (found, told)) in held
                .iter_mut()
                .zip(figures(&found).iter().zip(figures(&told)))
            {
                *held += i32::from(found.low <= told.value && told.value <= found.high);
            }
        }
        for held in held {
            assert!((86..=100).contains(&held), "{model:?}: {held} of 100");
        }
    }
}

/// The slope of a chance is worked out, that of the others is by differences: both have to lead to the same interval.
#[test]
fn intervals_follow_the_parameters() {
    for (model, parameters) in models() {
        let mut fit = fit(model, &shop(model, &parameters, 3000, 7), &Prior::NONE).unwrap();
        let history = History::new(2, 18.0, 40.0).unwrap();
        fit.covariance = [[0.0; 4]; 4];
        for i in 0..4 {
            let mut unsure = fit;
            unsure.covariance[i][i] = 1e-8;
            let mut moved = fit;
            moved.parameters[i] *= 1e-4_f64.exp();
            let pairs = [
                (
                    unsure.chance(&history, HORIZON),
                    moved.chance(&history, HORIZON),
                ),
                (unsure.alive(&history), moved.alive(&history)),
                (
                    unsure.expected(&history, HORIZON),
                    moved.expected(&history, HORIZON),
                ),
                (
                    unsure.back_by(&history, HORIZON).unwrap(),
                    moved.back_by(&history, HORIZON).unwrap(),
                ),
            ];
            for (unsure, moved) in pairs {
                let told = (unsure.high - unsure.low) / 2.0 / 1.96;
                let seen = (moved.value - unsure.value).abs();
                assert!(
                    (told - seen).abs() < 2e-3 * seen + 1e-9,
                    "{model:?} {i}: {told} for {seen}"
                );
            }
        }
    }
}

#[test]
fn regularity_is_told() {
    let parameters = [1.4, 2.0, 0.9, 3.0];
    let mut dice = Dice::new(40);
    let lives: Vec<Life> = (0..4000)
        .map(|_| Life::of(Model::MbgCnbd(3), &parameters, 60.0, &mut dice))
        .collect();
    let pairs = lives.iter().filter(|life| life.purchases.len() > 1);
    let guessed = wheat_morrison(pairs.map(|life| {
        let [one, two, ..] = life.purchases[..] else {
            return (0.0, 0.0);
        };
        (one, two - one)
    }));
    assert!((2.4..4.0).contains(&guessed.unwrap()), "{guessed:?}");
    let histories = Histories::gather(lives.iter().map(|life| seen(life, 60.0)));
    for guessed in [None, guessed, Some(9.0)] {
        let found = fit_regular(Model::MbgNbd, &histories, |_| Prior::NONE, guessed).unwrap();
        assert_eq!(found.model, Model::MbgCnbd(3));
    }
}

#[test]
fn a_shop_nobody_leaves_is_told_as_such() {
    // Nobody leaves at these odds, and they come more regularly than the models think, so no silence looks like leaving.
    let parameters = [0.8, 3.0, 1e-9, 1e3];
    let mut dice = Dice::new(50);
    let shop = Histories::gather((0..2000).map(|_| {
        let span = 5.0 + 20.0 * dice.uniform();
        seen(
            &Life::of(Model::BgCnbd(2), &parameters, span, &mut dice),
            span,
        )
    }));
    let mut likelihoods = Vec::new();
    for model in [Model::BgNbd, Model::MbgNbd, Model::ParetoNbd] {
        let found = fit(model, &shop, &Prior::NONE).unwrap();
        assert_eq!(found.border, Some(Border::NoDepartures), "{found:?}");
        assert_eq!(found.parameters[2..], [0.0, 1.0]);
        let history = History::new(3, 4.0, 20.0).unwrap();
        assert_eq!(found.alive(&history), Estimate::sure(1.0));
        let chance = found.chance(&history, 10.0);
        assert!(0.0 < chance.low && chance.low < chance.value && chance.value < chance.high);
        let expected = found.expected(&history, 10.0).value;
        let [r, alpha, ..] = found.parameters;
        assert!(apart(expected, (r + 3.0) / (alpha + 20.0) * 10.0) < 1e-9);
        assert!(found.covariance[0][0] < 0.02);
        assert!(found.evaluations < 150, "{}", found.evaluations);
        likelihoods.push(found.log_likelihood);
    }
    assert!(apart(likelihoods[0], likelihoods[1]) < 1e-12);
    assert!(apart(likelihoods[0], likelihoods[2]) < 1e-12);
}

#[test]
fn spending_is_found_again() {
    let (p, q, v) = (6.0, 4.0, 15.0);
    let mut dice = Dice::new(60);
    let all = (0..20_000).map(|at| {
        let repeats = 1 + at % 5;
        let scale = dice.gamma(q) / v;
        let mean = dice.gamma(p * f64::from(repeats)) / scale / f64::from(repeats);
        Spend::new(repeats, mean).unwrap()
    });
    let spends = Spends::gather(all.collect::<Vec<_>>());
    let found = fit_spend(&spends, &SpendPrior::NONE).unwrap();
    for (i, told) in [p, q, v].into_iter().enumerate() {
        let off = (found.parameters[i] / told).ln();
        assert!(
            off.abs() < 4.0 * found.covariance[i][i].sqrt(),
            "{:?}",
            found.parameters
        );
    }
    let mean = found.mean(None).unwrap();
    assert!(
        mean.low < p * v / (q - 1.0) && p * v / (q - 1.0) < mean.high,
        "{mean:?}"
    );
}
