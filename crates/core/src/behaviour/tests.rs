use proptest::prelude::*;

use super::*;

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(n)
}

fn days(all: &[u64]) -> Vec<NaiveDate> {
    all.iter().map(|n| day(*n)).collect()
}

fn behaviour_on(visits: &[u64], today: u64) -> Behaviour {
    let pace = Pace::of(&days(visits), &[]).unwrap();
    Stand::of(&pace, 30.0, &[], day(today), &Bands::default()).behaviour
}

#[test]
fn the_rhythm_is_the_formula_of_the_domain() {
    // Gaps 10, 10, 40: own = 10, n = 3, shop = 30: (3·10 + 2·30)/5 = 18.
    let pace = Pace::of(&days(&[0, 10, 20, 60]), &[]).unwrap();
    assert_eq!((pace.gaps, pace.own), (3, Some(10.0)));
    assert!((pace.rhythm(30.0) - 18.0).abs() < 1e-12);
    // An even number of gaps: the mean of the two in the middle.
    let pace = Pace::of(&days(&[0, 10, 40]), &[]).unwrap();
    assert_eq!(pace.own, Some(20.0));
    // A single visit has no rhythm of its own.
    let pace = Pace::of(&days(&[5]), &[]).unwrap();
    assert_eq!((pace.own, pace.rhythm(30.0)), (None, 30.0));
    assert_eq!(Pace::of(&[], &[]), None);
}

#[test]
fn each_band_ends_where_the_domain_says() {
    // One visit, rhythm 30: 45 days are 1.5, 75 are 2.5, 120 are 4.
    for (today, expected) in [
        (0, Behaviour::New),
        (45, Behaviour::New),
        (46, Behaviour::Drifting),
        (75, Behaviour::Drifting),
        (76, Behaviour::OnHoliday),
        (120, Behaviour::OnHoliday),
        (121, Behaviour::Gone),
    ] {
        assert_eq!(behaviour_on(&[0], today), expected, "day {today}");
    }
}

#[test]
fn who_keeps_coming_becomes_loyal() {
    assert_eq!(behaviour_on(&[0, 30], 40), Behaviour::Regular);
    assert_eq!(behaviour_on(&[0, 30, 60, 90, 120], 130), Behaviour::Regular);
    assert_eq!(behaviour_on(&[0, 45, 90, 135, 180], 190), Behaviour::Loyal);
}

#[test]
fn who_returns_is_back_until_the_next_visit_or_the_next_silence() {
    let visits = [0, 30, 60, 300];
    assert_eq!(behaviour_on(&visits, 300), Behaviour::Back);
    assert_eq!(behaviour_on(&[0, 30, 60, 300, 310], 311), Behaviour::Loyal);
    assert_eq!(
        behaviour_on(&[0, 30, 60, 300, 310], 370),
        Behaviour::Drifting
    );
    let pace = Pace::of(&days(&visits), &[]).unwrap();
    let stand = Stand::of(&pace, 30.0, &[], day(301), &Bands::default());
    assert_eq!(stand.away, Some(240));
}

#[test]
fn known_absences_count_once_and_only_inside_the_silence() {
    let absences = [
        Away {
            day: day(0),
            until: day(20),
        },
        Away {
            day: day(15),
            until: day(25),
        },
        Away {
            day: day(90),
            until: day(200),
        },
    ];
    // After day 10 up to day 100: 11 to 25 and 90 to 100.
    assert_eq!(absent_between(day(10), day(100), &absences), 15 + 11);
    assert_eq!(absent_between(day(30), day(80), &absences), 0);
    assert_eq!(absent_between(day(10), day(10), &absences), 0);
}

#[test]
fn the_shop_speaks_from_ten_customers_on() {
    assert_eq!(shop_rhythm(vec![7.0; 9], 30.0), 30.0);
    assert_eq!(shop_rhythm(vec![7.0; 10], 30.0), 7.0);
}

#[test]
fn bands_out_of_order_are_refused() {
    assert!(Bands::default().in_order());
    for bands in [
        Bands {
            due: 0.5,
            ..Bands::default()
        },
        Bands {
            on_holiday: f64::NAN,
            ..Bands::default()
        },
        Bands {
            on_time: 0.0,
            ..Bands::default()
        },
        Bands {
            on_holiday: 1e9,
            ..Bands::default()
        },
    ] {
        assert!(!bands.in_order(), "{bands:?}");
    }
}

fn some_visits() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::btree_set(0u64..2_000, 1..40).prop_map(|set| set.into_iter().collect())
}

proptest! {
    #[test]
    fn the_rhythm_lies_between_their_own_and_the_shops(visits in some_visits(), shop in 1.0f64..400.0) {
        let pace = Pace::of(&days(&visits), &[]).unwrap();
        let (own, rhythm) = (pace.own.unwrap_or(shop), pace.rhythm(shop));
        prop_assert!(rhythm >= own.min(shop) - 1e-9 && rhythm <= own.max(shop) + 1e-9);
    }

    #[test]
    fn silence_only_ever_makes_later(visits in some_visits(), wait in 0u64..500, more in 1u64..500) {
        let pace = Pace::of(&days(&visits), &[]).unwrap();
        let last = *visits.last().unwrap();
        let on = |n| Stand::of(&pace, 30.0, &[], day(last + n), &Bands::default());
        let (sooner, later) = (on(wait), on(wait + more));
        prop_assert!(later.lateness > sooner.lateness);
        prop_assert!((later.rhythm - sooner.rhythm).abs() < 1e-12);
        prop_assert!(sooner.behaviour.slipping() <= later.behaviour.slipping());
    }

    #[test]
    fn the_median_halves(mut values in prop::collection::vec(0.0f64..1e6, 1..60)) {
        let middle = median(&mut values).unwrap();
        let below = values.iter().filter(|value| **value < middle).count();
        let above = values.iter().filter(|value| **value > middle).count();
        prop_assert!(below <= values.len() / 2 && above <= values.len() / 2);
    }

    #[test]
    fn an_absence_never_makes_later(visits in some_visits(), from in 0u64..2_400, length in 0u64..300) {
        let away = [Away { day: day(from), until: day(from + length) }];
        let visits = days(&visits);
        let pace = Pace::of(&visits, &[]).unwrap();
        let on = |away: &[Away]| Stand::of(&pace, 30.0, away, day(2_400), &Bands::default()).lateness;
        prop_assert!(on(&away) <= on(&[]));
    }
}
