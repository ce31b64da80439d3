use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;

use super::at;
use crate::complaint::hours::{Holidays, Opening, Span};

fn date(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

#[test]
fn the_holidays_of_france_are_the_eleven_of_the_law() {
    // As the government's calendar has them.
    for (year, days) in [
        (
            2026,
            [
                "01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01",
                "11-11", "12-25",
            ],
        ),
        (
            2027,
            [
                "01-01", "03-29", "05-01", "05-06", "05-08", "05-17", "07-14", "08-15", "11-01",
                "11-11", "12-25",
            ],
        ),
    ] {
        let all: Vec<String> = date(&format!("{year}-01-01"))
            .iter_days()
            .take(365)
            .filter(|day| Holidays::France.has(*day))
            .map(|day| day.format("%m-%d").to_string())
            .collect();
        assert_eq!(all, days, "{year}");
    }
    assert!(
        Holidays::AlsaceMoselle.has(date("2026-04-03"))
            && Holidays::AlsaceMoselle.has(date("2026-12-26"))
    );
    assert!(!Holidays::France.has(date("2026-04-03")) && !Holidays::None.has(date("2026-12-25")));
}

#[test]
fn evenings_nights_mondays_and_holidays_do_not_count() {
    let open = Opening::default();
    // Tuesday evening to Wednesday morning.
    assert_eq!(
        open.between(at("2026-11-24 18:50"), at("2026-11-25 09:05")),
        15
    );
    // Saturday evening to Tuesday morning, over Sunday and Monday.
    assert_eq!(
        open.between(at("2026-11-21 18:00"), at("2026-11-24 10:00")),
        120
    );
    // Armistice is a Wednesday in 2026.
    assert_eq!(
        open.between(at("2026-11-10 18:00"), at("2026-11-12 10:00")),
        120
    );
    assert_eq!(
        open.between(at("2026-11-25 10:00"), at("2026-11-24 10:00")),
        0
    );
    assert_eq!(open.usual_day(), 600);
    assert_eq!(
        open.after(at("2026-11-21 18:00"), 120),
        Some(at("2026-11-24 10:00"))
    );
    assert_eq!(
        open.after(at("2026-11-24 12:00"), 0),
        Some(at("2026-11-24 12:00"))
    );
}

#[test]
fn a_bar_is_open_across_midnight_and_when_clocks_change() {
    let late = vec![
        Span {
            from: 0,
            to: 4 * 60,
        },
        Span {
            from: 18 * 60,
            to: 1_440,
        },
    ];
    let bar = Opening {
        week: vec![late; 7],
        holidays: Holidays::None,
    };
    bar.check().unwrap();
    assert_eq!(
        bar.between(at("2026-11-24 23:30"), at("2026-11-25 00:30")),
        60
    );
    // 29 March and 25 October 2026, when clocks go from 2 to 3 and from 3 to 2: civil hours, as on the wall.
    assert_eq!(
        bar.between(at("2026-03-29 01:00"), at("2026-03-29 04:00")),
        180
    );
    assert_eq!(
        bar.between(at("2026-10-25 01:00"), at("2026-10-25 04:00")),
        180
    );
    // For a shop that sleeps then, the days around have the hours of any other.
    let shop = Opening {
        week: vec![
            vec![Span {
                from: 9 * 60,
                to: 19 * 60
            }];
            7
        ],
        holidays: Holidays::None,
    };
    for (from, to) in [
        ("2026-03-28 18:00", "2026-03-29 10:00"),
        ("2026-10-24 18:00", "2026-10-25 10:00"),
    ] {
        assert_eq!(shop.between(at(from), at(to)), 120);
    }
}

#[test]
fn hours_that_make_no_sense_are_refused() {
    let week = |spans: Vec<Span>| Opening {
        week: vec![spans; 7],
        holidays: Holidays::None,
    };
    let span = |from, to| Span { from, to };
    assert!(week(vec![span(540, 720), span(840, 1_140)]).check().is_ok());
    for wrong in [
        week(vec![]),
        week(vec![span(600, 600)]),
        week(vec![span(600, 1_441)]),
        week(vec![span(540, 720), span(700, 900)]),
        Opening {
            week: vec![vec![span(1, 2)]; 6],
            holidays: Holidays::None,
        },
    ] {
        assert!(wrong.check().is_err());
    }
}

proptest! {
    #[test]
    fn time_adds_up_and_runs_forward(from in 0_i64..1_000_000, a in 0_i64..20_000, b in 0_i64..20_000, ahead in 0_u32..6_000) {
        let open = Opening::default();
        let start = at("2026-01-01 00:00") + TimeDelta::minutes(from);
        let (middle, end) = (start + TimeDelta::minutes(a), start + TimeDelta::minutes(a + b));
        prop_assert_eq!(open.between(start, middle) + open.between(middle, end), open.between(start, end));
        prop_assert!(i64::from(open.between(start, end)) <= a + b);
        let later = open.after(start, ahead).unwrap();
        prop_assert!(later >= start);
        prop_assert_eq!(open.between(start, later), ahead);
    }
}
