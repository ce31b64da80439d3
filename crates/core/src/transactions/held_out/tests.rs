//! Figures against what can be counted by hand.

use super::*;

fn alike(chance: f64, customers: u32, returned: u32) -> Alike {
    Alike {
        customers,
        returned,
        purchases: u64::from(returned),
        chance,
        expected: chance,
    }
}

#[test]
fn ranks_are_counted_pair_by_pair() {
    // Of 2 × 3 pairs: 0.9 beats all three; 0.4 beats one, ties with one, loses to one.
    let all = [
        alike(0.2, 1, 0),
        alike(0.4, 2, 1),
        alike(0.6, 1, 0),
        alike(0.9, 1, 1),
    ];
    assert_eq!(auc(&all), Some((3.0 + 1.5) / 6.0));
    assert_eq!(auc(&[alike(0.4, 2, 2)]), None);
    assert_eq!(auc(&[]), None);
}

#[test]
fn tenths_keep_equal_chances_together() {
    let all: Vec<Alike> = (0..20).map(|i| alike(f64::from(i / 7), 5, 1)).collect();
    let tenths = tenths(&all, 100);
    let sizes: Vec<u32> = tenths.iter().map(|tenth| tenth.customers).collect();
    assert_eq!(sizes, [35, 35, 30]);
    let [none, ..] = tenths.as_slice() else {
        panic!("no tenths")
    };
    assert!(none.happened.low < 0.2 && none.happened.high > 0.2);
}

#[test]
fn the_top_tenth_shares_an_edge() {
    let ranked = vec![(1.0, 10, 0), (3.0, 1, 50), (2.0, 9, 45)];
    // One of twenty and a ninth of the nine.
    assert_eq!(top_tenth(ranked), Some(55.0 / 95.0));
    assert_eq!(top_tenth(vec![(1.0, 3, 0)]), None);
}

#[test]
fn the_interval_of_a_share_is_the_textbooks() {
    let found = wilson(10.0, 100.0);
    assert!(
        (found.low - 0.055_230).abs() < 1e-5 && (found.high - 0.174_368).abs() < 1e-5,
        "{found:?}"
    );
    assert_eq!(wilson(0.0, 5.0).low, 0.0);
    assert_eq!(wilson(5.0, 5.0).high, 1.0);
}
