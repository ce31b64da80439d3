//! The pure rules of payment plans.

use super::*;
use crate::testing::day;

fn draft(total: i64, instalments: u32, first: &str, every: Every) -> PlanDraft {
    PlanDraft {
        total: Amount(total),
        instalments,
        first: day(first),
        every,
        text: String::new(),
    }
}

#[test]
fn instalments_come_to_the_total_exactly_and_differ_by_a_coin_at_most() {
    for total in [1_i64, 7, 100, 9_999, 10_000, 123_457, 1_000_000_000] {
        for n in 1..=MOST_INSTALMENTS {
            if total < i64::from(n) {
                continue;
            }
            let schedule = draft(total, n, "2026-11-30", Every::Month).schedule();
            assert_eq!(schedule.len(), n as usize);
            let sum: Amount = schedule.iter().map(|(_, amount)| *amount).sum();
            assert_eq!(sum, Amount(total));
            let most = schedule.iter().map(|(_, amount)| amount.0).max().unwrap();
            let least = schedule.iter().map(|(_, amount)| amount.0).min().unwrap();
            assert!(least > 0 && most - least <= 1, "{total} in {n}");
            assert!(schedule.windows(2).all(|pair| pair[0].0 < pair[1].0));
        }
    }
}

#[test]
fn the_end_of_the_month_comes_back_after_a_short_one() {
    let days = |first: &str, every, n| -> Vec<String> {
        draft(10_000, n, first, every)
            .schedule()
            .into_iter()
            .map(|(day, _)| day.to_string())
            .collect()
    };
    assert_eq!(
        days("2026-12-31", Every::Month, 5),
        [
            "2026-12-31",
            "2027-01-31",
            "2027-02-28",
            "2027-03-31",
            "2027-04-30"
        ]
    );
    // A leap year.
    assert_eq!(days("2028-01-30", Every::Month, 2)[1], "2028-02-29");
    // Weeks go across daylight saving and the year's end by days alone.
    assert_eq!(
        days("2026-12-25", Every::Week, 3),
        ["2026-12-25", "2027-01-01", "2027-01-08"]
    );
}

#[test]
fn what_cannot_be_agreed_is_named() {
    let today = day("2026-11-22");
    let refused = |draft: PlanDraft| match draft.tidied(today) {
        Err(Error::Invalid { field, reason }) => (field, reason),
        other => panic!("{other:?}"),
    };
    let good = draft(10_000, 3, "2026-11-22", Every::Month);
    assert!(good.clone().tidied(today).is_ok());
    assert_eq!(
        refused(draft(2, 3, "2026-11-22", Every::Month)),
        ("total", Reason::OutOfRange)
    );
    assert_eq!(
        refused(draft(-5, 1, "2026-11-22", Every::Month)),
        ("total", Reason::OutOfRange)
    );
    for n in [0, MOST_INSTALMENTS + 1, u32::MAX] {
        let draft = draft(1_000_000, n, "2026-11-22", Every::Month);
        assert!(matches!(refused(draft).1, Reason::OutOfRange), "{n}");
    }
    assert_eq!(
        refused(draft(10_000, 3, "2026-11-21", Every::Month)),
        ("first", Reason::InThePast)
    );
    assert_eq!(
        refused(draft(10_000, 3, "2226-11-21", Every::Month)),
        ("first", Reason::OutOfRange)
    );
    assert_eq!(
        refused(PlanDraft {
            text: "x".repeat(1_000_000),
            ..good
        }),
        ("text", Reason::TooLong)
    );
}
