use chrono::NaiveDate;

use super::{Cohort, Count, Share, period, start};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn counted(today: &str, shop: f64, all: &[&[&str]]) -> super::Cohorts {
    let mut count = Count::new(day(today), shop);
    for visits in all {
        let visits: Vec<NaiveDate> = visits.iter().map(|text| day(text)).collect();
        count.count(&visits);
    }
    count.finish()
}

#[test]
fn everybody_is_counted_in_the_month_they_first_came() {
    let told = counted(
        "2026-11-15",
        12.0,
        &[
            &["2026-08-03", "2026-08-20", "2026-09-01", "2026-10-31"],
            &["2026-08-31", "2026-10-01"],
            &["2026-10-05"],
            &["2026-11-02", "2026-11-14"],
        ],
    );
    assert_eq!(told.months, 1);
    let shown: Vec<(NaiveDate, u32, &[u32])> = told
        .cohorts
        .iter()
        .map(|cohort| (cohort.from, cohort.customers, cohort.back.as_slice()))
        .collect();
    assert_eq!(
        shown,
        [
            // November is not over.
            (day("2026-08-01"), 2, &[1, 2][..]),
            (day("2026-09-01"), 0, &[0][..]),
            (day("2026-10-01"), 1, &[][..]),
            (day("2026-11-01"), 1, &[][..]),
        ]
    );
}

#[test]
fn a_second_visit_counts_once_everybody_had_time_for_one() {
    let told = counted(
        "2026-11-15",
        12.0,
        &[
            &["2026-08-03", "2026-08-03", "2026-11-01"],
            &["2026-08-10", "2026-11-09"],
            &["2026-08-17"],
            &["2026-08-18"],
        ],
    );
    let [august, ..] = told.cohorts.as_slice() else {
        panic!("{told:?}")
    };
    // The last of August's had 89 days.
    assert_eq!(august.again, None);
    let again = told.again.expect("three had their days");
    assert_eq!((again.n, again.of), (1, 3), "one came after 91 days");
    assert!(again.low > 0.0 && again.low < 1.0 / 3.0 && again.high > 1.0 / 3.0);
}

#[test]
fn where_customers_come_seldom_periods_are_quarters_and_old_cohorts_are_left_out() {
    let told = counted(
        "2026-02-10",
        180.0,
        &[
            &["2019-01-01", "2026-01-02"],
            &["2025-04-01", "2025-09-30", "2025-12-31", "2026-01-01"],
        ],
    );
    assert_eq!(told.months, 3);
    let [
        Cohort {
            from,
            customers,
            back,
            again,
        },
        ..,
    ] = told.cohorts.as_slice()
    else {
        panic!("{told:?}")
    };
    assert_eq!((*from, *customers), (day("2025-04-01"), 1));
    assert_eq!(back.as_slice(), [1, 1]);
    assert_eq!(*again, Some(Share::new(0, 1)));
}

#[test]
fn an_empty_notebook_has_no_cohorts() {
    let told = counted("2026-11-15", 12.0, &[]);
    assert_eq!((told.cohorts.len(), told.again), (0, None));
}

#[test]
fn periods_begin_on_their_first_day_before_and_after_year_one() {
    for months in [1, 3] {
        for number in [-5, 0, 1, 24_311] {
            let first = start(number, months);
            if number > 0 {
                assert_eq!(period(first, months), number);
                assert_eq!(
                    period(first.pred_opt().expect("a day before"), months),
                    number - 1
                );
            }
        }
    }
}
