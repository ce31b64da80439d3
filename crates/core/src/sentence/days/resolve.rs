//! Which day is meant, and what it is of a moment.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::super::Proposed;
use super::super::tokens::Said;
use super::{Found, Spoken, Way};
use crate::moment::MomentKind;

/// The day meant, on the side of today it has to lie on; none where it cannot.
fn resolve(day: Spoken, ahead: bool, today: NaiveDate) -> Option<NaiveDate> {
    let fits = |day: &NaiveDate| if ahead { *day >= today } else { *day <= today };
    let found = match day {
        Spoken::Exact(day) => Some(day),
        Spoken::Ago(days) if days >= 0 => today.checked_sub_days(Days::new(days.unsigned_abs())),
        Spoken::Ago(days) => today.checked_add_days(Days::new(days.unsigned_abs())),
        Spoken::MonthsAgo(months) => today.checked_sub_months(Months::new(months)),
        Spoken::On(_, Some(Way::Back)) if ahead => None,
        Spoken::On(_, Some(Way::Ahead)) if !ahead => None,
        Spoken::On(weekday, way) => {
            let since = i64::from(today.weekday().num_days_from_monday())
                - i64::from(weekday.num_days_from_monday());
            let mut days = since.rem_euclid(7);
            if ahead {
                days = (-since).rem_euclid(7);
            }
            // « lundi dernier » said on a Monday, and a Monday to come, are a week away.
            if days == 0 && (way.is_some() || ahead) {
                days = 7;
            }
            let days = Days::new(days.unsigned_abs());
            if ahead {
                today.checked_add_days(days)
            } else {
                today.checked_sub_days(days)
            }
        }
        // Eight years reach over any gap between two 29ths of February.
        Spoken::Yearly(month, day) => (0..=8).find_map(|years| {
            let year = today.year() + if ahead { years } else { -years };
            NaiveDate::from_ymd_opt(year, month, day).filter(fits)
        }),
        Spoken::Monthly(day) => (0..=3).find_map(|months| {
            let first = today.with_day(1)?;
            let months = Months::new(months);
            let month = if ahead {
                first.checked_add_months(months)
            } else {
                first.checked_sub_months(months)
            }?;
            month.with_day(day).filter(fits)
        }),
    };
    found
        .filter(fits)
        .filter(|day| (1_900..2_200).contains(&day.year()))
}

/// The day of the moment, and the day an absence or a promise reaches to.
pub(in super::super) fn settle(
    said: &Said<'_>,
    found: &[Found],
    kind: Option<MomentKind>,
    today: NaiveDate,
) -> (Option<Proposed<NaiveDate>>, Option<Proposed<NaiveDate>>) {
    let propose = |found: &Found, ahead: bool| {
        resolve(found.day, ahead, today).map(|day| said.propose(found.run, day))
    };
    match kind {
        Some(MomentKind::Absence) => {
            let begins = found.iter().find(|found| !found.limit);
            let last = found.iter().find(|found| found.limit);
            // Announced ones lie ahead; told afterwards, behind.
            let day = begins.and_then(|found| {
                let ahead = propose(found, true);
                let near = |day: &Proposed<NaiveDate>| (day.value - today).num_days() <= 240;
                ahead.filter(near).or_else(|| propose(found, false))
            });
            let from = day.as_ref().map_or(today, |day| day.value);
            let until = last.and_then(|found| {
                resolve(found.day, true, from).map(|day| said.propose(found.run, day))
            });
            (day, until)
        }
        Some(MomentKind::Promise) => {
            let due = found
                .iter()
                .filter(|found| found.limit)
                .chain(found.iter())
                .find(|found| propose(found, true).is_some() && !behind(found.day));
            let day = found
                .iter()
                .filter(|found| due.is_none_or(|due| due.run != found.run))
                .find_map(|found| propose(found, false));
            (day, due.and_then(|due| propose(due, true)))
        }
        _ => (found.iter().find_map(|found| propose(found, false)), None),
    }
}

/// Whether it was said to lie behind.
const fn behind(day: Spoken) -> bool {
    match day {
        Spoken::Ago(days) => days > 0,
        Spoken::MonthsAgo(_) | Spoken::On(_, Some(Way::Back)) => true,
        _ => false,
    }
}
