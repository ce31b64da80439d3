//! The measures of how right somebody was, and the weights that come of them.

use crate::scoring::pool::{MEMBERS, Tried, weigh};
use crate::scoring::trial::{
    Happened, auc, bins, brier, count_within, log_loss, top_spend, wilson,
};

fn happened(all: &[(bool, f64)]) -> Vec<Happened> {
    all.iter()
        .map(|(returned, spent)| Happened {
            returned: *returned,
            spent: *spent,
        })
        .collect()
}

#[test]
fn measures_of_four_customers() {
    let what = happened(&[(true, 30.0), (false, 0.0), (true, 10.0), (false, 0.0)]);
    let chances = [0.8, 0.4, 0.4, 0.1];
    let loss = -(0.8_f64.ln() + 0.6_f64.ln() + 0.4_f64.ln() + 0.9_f64.ln());
    assert!((log_loss(&chances, &what) - loss).abs() < 1e-12);
    assert!((brier(&chances, &what) - (0.04 + 0.16 + 0.36 + 0.01)).abs() < 1e-12);
    // Of the four pairs three are in order and one is a tie.
    assert!((auc(&chances, &what) - 3.5 / 4.0).abs() < 1e-12);
    assert!((top_spend(&chances, &what) - 0.75).abs() < 1e-12);
    // Given all alike, the tenth that is looked at has a quarter of everything.
    assert!((top_spend(&[0.5; 4], &what) - 0.25).abs() < 1e-12);
    assert!((auc(&chances, &happened(&[(false, 0.0); 4])) - 0.5).abs() < 1e-12);
    assert!(log_loss(&[0.0], &happened(&[(true, 1.0)])).is_finite());
}

#[test]
fn intervals_of_shares_and_counts() {
    // Newcombe 1998, table I: 81 of 263.
    let (low, high) = wilson(81.0, 263.0);
    assert!(
        (low - 0.2553).abs() < 1e-4 && (high - 0.3662).abs() < 1e-4,
        "{low} {high}"
    );
    assert_eq!(wilson(0.0, 10.0).0, 0.0);
    // Ten coins: between 2 and 8 heads.
    assert_eq!(count_within(&[0.5; 10]), (2, 8));
    assert_eq!(count_within(&[]), (0, 0));
    assert_eq!(count_within(&[1.0; 3]), (3, 3));
    // Where the bell curve takes over nothing jumps.
    let (exact, bell) = (count_within(&[0.3; 2_000]), count_within(&[0.3; 2_001]));
    assert!(
        exact.0.abs_diff(bell.0) <= 1 && exact.1.abs_diff(bell.1) <= 1,
        "{exact:?} {bell:?}"
    );
}

#[test]
fn bins_hold_everybody_once() {
    let mut told: Vec<(f64, bool)> = (0..1_003)
        .map(|i| (f64::from(i) / 1_003.0, i % 3 == 0))
        .collect();
    let bins = bins(&mut told);
    assert_eq!(bins.len(), 10);
    assert_eq!(bins.iter().map(|bin| bin.customers).sum::<u32>(), 1_003);
    assert!(bins.is_sorted_by(|one, other| one.announced < other.announced));
}

#[test]
fn weights_are_equal_until_somebody_was_right() {
    let equal = [1.0 / MEMBERS as f64; MEMBERS];
    assert_eq!(weigh(&[]), equal);
    // The third says what happens, the others the contrary.
    let tried = Tried {
        logits: (0..1_000)
            .map(|i| {
                let told = if i % 2 == 0 { 1.5 } else { -1.5 };
                [-told, -told, told, -told, -told]
            })
            .collect(),
        returned: (0..1_000).map(|i| i % 2 == 0).collect(),
    };
    let weights = weigh(&[&tried]);
    assert!(weights[2] > 0.9, "{weights:?}");
    assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
}
