//! The rule, without a notebook.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::testing::{day, today};

fn known(n: u128, why: Why) -> Known {
    Known {
        customer: CustomerId::from(Uuid::from_u128(n)),
        name: format!("n{n}"),
        why,
        thanked: None,
        met: None,
        planned: false,
        waved: None,
    }
}

fn solved() -> Why {
    Why::Solved {
        complaint: MomentId::from(Uuid::nil()),
        day: day("2026-10-20"),
    }
}

fn back() -> Why {
    Why::Back {
        day: day("2026-11-18"),
        away: 200,
    }
}

fn best() -> Why {
    Why::Best {
        best: 3,
        value: Amount(90_000),
    }
}

fn praise() -> Why {
    Why::Praise {
        day: day("2026-11-10"),
        earned_by: Some("Léa".to_owned()),
    }
}

fn years() -> Why {
    Why::Years {
        day: day("2026-11-23"),
        years: 5,
    }
}

#[test]
fn what_was_done_about_it_ends_it() {
    let met = |why: Why, on: &str| Known {
        met: Some(day(on)),
        ..known(1, why)
    };
    let thanked = |why: Why, on: &str| Known {
        thanked: Some(day(on)),
        ..known(1, why)
    };
    let holds = |known: Known| known.holds(today());
    // The day a complaint is solved they are told; a word afterwards is what is asked for.
    assert!(holds(met(solved(), "2026-10-20")) && !holds(met(solved(), "2026-10-21")));
    assert!(holds(met(back(), "2026-11-17")) && !holds(met(back(), "2026-11-18")));
    assert!(holds(thanked(praise(), "2026-11-09")) && !holds(thanked(praise(), "2026-11-10")));
    // Talked to is not thanked.
    assert!(holds(met(praise(), "2026-11-20")));
    assert!(holds(known(1, years())) && !holds(thanked(years(), "2019-01-01")));
    assert!(holds(met(best(), "2025-11-21")) && !holds(met(best(), "2025-11-22")));
}

#[test]
fn what_is_planned_or_waved_away_is_not_named() {
    let planned = Known {
        planned: true,
        ..known(1, back())
    };
    assert!(!planned.holds(today()));
    let waved = |on: &str| Known {
        waved: Some(day(on)),
        ..known(1, best())
    };
    assert!(!waved("2025-11-23").holds(today()));
    assert!(waved("2025-11-22").holds(today()));
}

#[test]
fn years_are_whole_within_a_week() {
    assert_eq!(
        anniversary(day("2021-11-23"), today()),
        Some((day("2026-11-23"), 5))
    );
    assert_eq!(
        anniversary(day("2020-01-01"), day("2026-12-28")),
        Some((day("2027-01-01"), 7))
    );
    assert_eq!(anniversary(day("2021-11-29"), today()), None);
    assert_eq!(anniversary(day("2021-11-21"), today()), None);
}

#[test]
fn one_of_each_kind_comes_before_a_second_of_any() {
    let few = chosen(vec![
        vec![known(1, solved())],
        (2..20).map(|n| known(n, back())).collect(),
        vec![],
        vec![known(1, praise()), known(30, praise())],
        vec![known(31, years())],
        (40..50).map(|n| known(n, best())).collect(),
    ]);
    let names: Vec<&str> = few.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["n1", "n2", "n30", "n31", "n40"]);
}

#[test]
fn a_shop_where_all_is_well_is_not_told_of_its_best_all_day() {
    let few = chosen(vec![(40..50).map(|n| known(n, best())).collect()]);
    assert_eq!(few.len(), 2);
    assert!(few.iter().all(|one| one.purpose == ContactPurpose::Thanks));
}

proptest! {
    /// Whatever there is, a few are named, nobody twice, and nobody is left out while there is room but for the best.
    #[test]
    fn a_few_and_nobody_twice(lists in proptest::collection::vec(proptest::collection::vec(0_u128..12, 0..12), 0..5)) {
        let whys = [solved(), back(), praise(), years(), best()];
        let by_kind: Vec<Vec<Known>> = lists
            .iter()
            .zip(&whys)
            .map(|(list, why)| list.iter().map(|n| known(*n, why.clone())).collect())
            .collect();
        let others: HashSet<CustomerId> = by_kind.iter().flatten()
            .filter(|one| one.why.kind() != WhyKind::Best).map(|one| one.customer).collect();
        let few = chosen(by_kind);
        prop_assert!(few.len() <= A_DAY);
        let people: HashSet<CustomerId> = few.iter().map(|one| one.customer).collect();
        prop_assert_eq!(people.len(), few.len());
        prop_assert!(few.len() == A_DAY || others.is_subset(&people));
        prop_assert!(few.is_sorted_by_key(|one| one.why.kind()));
    }
}
