//! Who still comes, by when they first came.

use chrono::{Datelike as _, NaiveDate};
use fidele_core::Notebook;
use fidele_core::cohort::{AGAIN_DAYS, Cohort, Cohorts, Share};
use std::fmt::Write as _;

use crate::answer::Answer;
use crate::fault::Fault;
use crate::say;
use crate::table::table;

/// Fewer customers than this make a count, and no percentage.
const FEW: u32 = 10;

/// `cohorts`.
pub async fn cohorts(book: &Notebook) -> Result<Answer, Fault> {
    let told = book.cohorts().await?;
    let any = !told.cohorts.is_empty();
    let text = text(&told);
    Ok(Answer::new(&told, text)?.yes(any))
}

fn text(told: &Cohorts) -> String {
    if told.cohorts.is_empty() {
        return "Nobody bought for the first time in the periods shown.\n".to_owned();
    }
    let mut text = told.again.map_or_else(
        || format!("No newcomer has had {AGAIN_DAYS} days yet to come a second time.\n"),
        |again| {
            format!(
                "{} came a second time within {AGAIN_DAYS} days ({:.0}-{:.0} %, {}).\n",
                part(again.n, again.of),
                100.0 * again.low,
                100.0 * again.high,
                say::some(again.of, "customer", "customers"),
            )
        },
    );
    let columns = told.cohorts.iter().map(|cohort| cohort.back.len()).max();
    let columns = columns.unwrap_or(0);
    let heads = ["first came", "customers", "again"].map(str::to_owned);
    let later = (1..=columns).map(|periods| format!("+{periods}"));
    let mut rows = vec![heads.into_iter().chain(later).collect::<Vec<_>>()];
    rows.extend(told.cohorts.iter().map(|cohort| row(cohort, told.months)));
    let right: Vec<usize> = (1..columns + 3).collect();
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "\nWho bought again, so many {} after the first purchase:\n{}",
        if told.months == 1 {
            "months"
        } else {
            "quarters"
        },
        table(&rows, &right)
    );
    text
}

fn row(cohort: &Cohort, months: u32) -> Vec<String> {
    let again = |again: Share| part(again.n, again.of);
    let mut row = vec![
        period(cohort.from, months),
        say::count(cohort.customers),
        cohort.again.map_or_else(|| "-".to_owned(), again),
    ];
    if cohort.customers > 0 {
        row.extend(cohort.back.iter().map(|n| part(*n, cohort.customers)));
    }
    row
}

/// `43 %`, or `3/7` of few.
fn part(n: u32, of: u32) -> String {
    if of < FEW {
        return format!("{n}/{of}");
    }
    format!("{:.0} %", 100.0 * f64::from(n) / f64::from(of))
}

/// `2026-08`, or `2026 Q3`.
fn period(from: NaiveDate, months: u32) -> String {
    if months == 1 {
        from.format("%Y-%m").to_string()
    } else {
        format!("{} Q{}", from.year(), from.month0() / 3 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn few_customers_are_counted_and_many_compared() {
        assert_eq!(part(3, 7), "3/7");
        assert_eq!(part(31, 50), "62 %");
    }

    #[test]
    fn a_period_is_a_month_or_a_quarter() {
        assert_eq!(period(day("2026-08-01"), 1), "2026-08");
        assert_eq!(period(day("2026-07-01"), 3), "2026 Q3");
    }

    #[test]
    fn the_table_has_a_column_for_each_period_after() {
        let share = Share {
            n: 21,
            of: 50,
            low: 0.29,
            high: 0.56,
        };
        let cohort = |from, customers, back: &[u32], again| Cohort {
            from: day(from),
            customers,
            back: back.to_vec(),
            again,
        };
        let told = Cohorts {
            months: 1,
            cohorts: vec![
                cohort("2026-08-01", 50, &[31, 20], Some(share)),
                cohort("2026-09-01", 7, &[3], None),
                cohort("2026-10-01", 0, &[], None),
            ],
            again: Some(share),
        };
        let text = text(&told);
        assert!(
            text.starts_with("42 % came a second time within 90 days (29-56 %, 50 customers).\n"),
            "{text}"
        );
        let lines: Vec<Vec<&str>> = text
            .lines()
            .skip(3)
            .map(|line| {
                line.split("  ")
                    .map(str::trim)
                    .filter(|cell| !cell.is_empty())
                    .collect()
            })
            .collect();
        assert_eq!(
            lines,
            [
                vec!["first came", "customers", "again", "+1", "+2"],
                vec!["2026-08", "50", "42 %", "62 %", "40 %"],
                vec!["2026-09", "7", "-", "3/7"],
                vec!["2026-10", "0", "-"],
            ]
        );
    }
}
