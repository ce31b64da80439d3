//! Satisfaction against worked examples, and how often its intervals hold.

use super::*;

fn near(found: f64, wanted: f64, by: f64) {
    assert!((found - wanted).abs() < by, "{found} is not {wanted}");
}

#[test]
fn the_net_promoter_score_is_promoters_less_detractors() {
    // Half promoters and a fifth detractors of 30: plus or minus 28 points by the plain interval, a little less after adding three.
    let told = nps(15, 9, 6);
    near(told.value, 30.0, 1e-9);
    let (up, down) = (15.75 / 33.0, 6.75 / 33.0);
    let middle: f64 = up - down;
    let away = 1.959_964 * ((up + down - middle * middle) / 33.0_f64).sqrt();
    near(told.low, 100.0 * (middle - away), 1e-3);
    near(told.high, 100.0 * (middle + away), 1e-3);
    near((told.high - told.low) / 2.0, 27.0, 0.5);
    // Ends hold, and the score lies within.
    for (up, middle, down) in [(10, 0, 0), (0, 10, 0), (0, 0, 10), (5, 0, 5), (0, 0, 0)] {
        let told = nps(up, middle, down);
        assert!(told.low >= -100.0 && told.high <= 100.0);
        assert!(told.low <= told.value && told.value <= told.high);
        assert!(told.low < told.high, "{up} {middle} {down}");
    }
    // Exchanging the ends turns everything round.
    let (one, other) = (nps(12, 5, 3), nps(3, 5, 12));
    near(one.low, -other.high, 1e-9);
    near(one.value, -other.value, 1e-9);
}

/// How often the interval holds, exactly: over all samples of `n` answers, weighed by how likely they are.
fn coverage(n: u32, up: f64, down: f64) -> f64 {
    let ln_factorial: Vec<f64> = (0..=n)
        .scan(0.0, |sum, k| {
            *sum += f64::from(k.max(1)).ln();
            Some(*sum)
        })
        .collect();
    let ln = |k: u32| ln_factorial[k as usize];
    let power = |p: f64, k: u32| if k == 0 { 0.0 } else { f64::from(k) * p.ln() };
    let truth = 100.0 * (up - down);
    let mut holds = 0.0;
    for promoters in 0..=n {
        for detractors in 0..=(n - promoters) {
            let passives = n - promoters - detractors;
            let told = nps(promoters, passives, detractors);
            if (told.low..=told.high).contains(&truth) {
                holds += (ln(n) - ln(promoters) - ln(detractors) - ln(passives)
                    + power(up, promoters)
                    + power(down, detractors)
                    + power(1.0 - up - down, passives))
                .exp();
            }
        }
    }
    holds
}

#[test]
fn the_interval_of_the_net_promoter_score_holds_19_times_in_20() {
    let (mut sum, mut cases, mut least) = (0.0, 0, 1.0_f64);
    for n in [10, 15, 30, 60, 100] {
        for up in 1..=8 {
            for down in 1..=(9 - up) {
                let held = coverage(n, f64::from(up) / 10.0, f64::from(down) / 10.0);
                least = least.min(held);
                sum += held;
                cases += 1;
            }
        }
    }
    let mean = sum / f64::from(cases);
    assert!((0.945..0.965).contains(&mean), "{mean}");
    assert!(least > 0.91, "{least}");
}

#[test]
fn satisfied_are_fours_and_fives_with_the_interval_of_wilson() {
    // 81 of 263 lies between 25.5 % and 36.6 % (Newcombe 1998, table I).
    let told = csat(81, 263);
    near(told.low, 25.53, 0.02);
    near(told.high, 36.62, 0.02);
    near(told.value, 30.80, 0.01);
    let reading = Reading::new(RatingScale::Csat, vec![1, 2, 3, 10, 4], 0);
    near(reading.figure.unwrap().value, 70.0, 1e-9);
}

#[test]
fn effort_is_a_mean_with_students_interval() {
    for (degrees, wanted) in [
        (9.0, 2.262_157),
        (14.0, 2.144_787),
        (29.0, 2.045_230),
        (1e6, 1.959_966),
    ] {
        near(student(degrees), wanted, 5e-4);
    }
    // Ten answers: mean 5, standard deviation 1.490712, so 5 plus or minus 2.262 x 0.471405.
    let told = ces(&[0, 0, 2, 2, 2, 2, 2]).unwrap();
    near(told.value, 5.0, 1e-9);
    near(told.low, 5.0 - 1.066_39, 1e-3);
    near(told.high, 5.0 + 1.066_39, 1e-3);
    // Never beyond the scale; of one answer nothing is said.
    let easy = ces(&[0, 0, 0, 0, 0, 3, 8]).unwrap();
    assert!(easy.high <= 7.0);
    assert_eq!(ces(&[0, 0, 0, 0, 0, 0, 1]), None);
}

#[test]
fn few_answers_are_counted_and_nothing_else() {
    let few: Vec<Option<u32>> = (0..9).map(|_| Some(10)).collect();
    let told = Reading::of(RatingScale::Nps, &few);
    assert_eq!((told.answered, told.figure), (9, None));
    assert_eq!(told.counts.last(), Some(&9));
    assert_eq!(told.counts.len(), 11);
    let mut enough = few;
    enough.push(Some(0));
    near(
        Reading::of(RatingScale::Nps, &enough).figure.unwrap().value,
        80.0,
        1e-9,
    );
}

#[test]
fn who_answers_is_told_only_where_silence_was_noted() {
    let told = Reading::of(RatingScale::Csat, &[Some(5), Some(1), None, None, None]);
    let response = told.response.unwrap();
    assert_eq!((response.n, response.of, told.answered), (2, 5, 2));
    assert_eq!(Reading::of(RatingScale::Csat, &[Some(5)]).response, None);
    assert_eq!(Reading::of(RatingScale::Ces, &[]).counts, vec![0; 7]);
}

#[test]
fn sevens_and_eights_of_ten_are_neither() {
    let scores: Vec<Option<u32>> = (0..=10).map(Some).collect();
    let told = Reading::of(RatingScale::Nps, &scores).figure.unwrap();
    // Two of eleven less seven of eleven.
    near(told.value, 100.0 * (2.0 - 7.0) / 11.0, 1e-9);
}
