//! Working time: when the business is open, and how long that is between two moments.
//!
//! All of it is civil time, the one on the shop's wall. In the two nights in which the clocks change, nothing is added or
//! left out: a business that is open then has an hour between 2 and 3 in March that never was, and one in October
//! that was twice and counts once. Every other business sleeps.

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};

use crate::error::{Error, Reason, Result};

/// Minutes of a day.
const DAY: u32 = 1_440;

/// How far ahead an opening is looked for, days: no business sleeps longer than a year.
const FAR: u64 = 3_660;

/// A time of opening within one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Span {
    /// Minute of the day it begins, 0 to 1439.
    pub from: u32,
    /// Minute of the day it ends, after that, at most 1440.
    pub to: u32,
}

/// Which public holidays the business keeps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Holidays {
    /// None: open on every one of them.
    None,
    /// The eleven of France (article L3133-1 of its labour code).
    #[default]
    France,
    /// Those, Good Friday and the day after Christmas (article L3134-13: Alsace and Moselle).
    AlsaceMoselle,
}

impl Holidays {
    /// Whether the business stays closed on this day because of what day it is.
    #[must_use]
    pub fn has(self, day: NaiveDate) -> bool {
        const FIXED: [(u32, u32); 8] = [
            (1, 1),
            (5, 1),
            (5, 8),
            (7, 14),
            (8, 15),
            (11, 1),
            (11, 11),
            (12, 25),
        ];
        if self == Self::None {
            return false;
        }
        let fixed = FIXED.contains(&(day.month(), day.day()));
        let since = easter(day.year()).map(|easter| (day - easter).num_days());
        // Easter Monday, Ascension, Whit Monday.
        let moves = matches!(since, Some(1 | 39 | 50));
        let local = self == Self::AlsaceMoselle
            && (since == Some(-2) || (day.month(), day.day()) == (12, 26));
        fixed || moves || local
    }
}

/// Easter Sunday, in the years of the Gregorian calendar.
fn easter(year: i32) -> Option<NaiveDate> {
    let date = computus::gregorian(year).ok()?;
    NaiveDate::from_ymd_opt(date.year, date.month, date.day)
}

/// When the business is open.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct Opening {
    /// The times of each day of the week, Monday first, in order; none on a day it is closed.
    pub week: Vec<Vec<Span>>,
    /// Which public holidays it keeps.
    pub holidays: Holidays,
}

impl Default for Opening {
    /// Tuesday to Saturday, nine to seven, closed on the public holidays of France.
    fn default() -> Self {
        let day = vec![Span {
            from: 9 * 60,
            to: 19 * 60,
        }];
        let closed = Vec::new;
        Self {
            week: vec![
                closed(),
                day.clone(),
                day.clone(),
                day.clone(),
                day.clone(),
                day,
                closed(),
            ],
            holidays: Holidays::default(),
        }
    }
}

impl Opening {
    /// Whether it can be reckoned with.
    ///
    /// # Errors
    /// [`Error::Invalid`]: not seven days, a time that ends before it begins or overlaps the one before, or never open.
    pub fn check(&self) -> Result<()> {
        let in_order = |spans: &Vec<Span>| {
            let mut end = None;
            spans.iter().all(|span| {
                let fits =
                    span.from < span.to && span.to <= DAY && end.is_none_or(|end| end <= span.from);
                end = Some(span.to);
                fits
            })
        };
        let open = self.week.iter().any(|spans| !spans.is_empty());
        if self.week.len() == 7 && open && self.week.iter().all(in_order) {
            Ok(())
        } else {
            Err(Error::invalid("opening", Reason::OutOfRange))
        }
    }

    /// The times of opening of one day.
    #[must_use]
    pub fn of(&self, day: NaiveDate) -> &[Span] {
        if self.holidays.has(day) {
            return &[];
        }
        // Days of the week are 0 to 6.
        let at = day.weekday().num_days_from_monday() as usize;
        self.week.get(at).map_or(&[], Vec::as_slice)
    }

    /// Minutes it is open between two moments; none when the second is not after the first.
    #[must_use]
    pub fn between(&self, from: NaiveDateTime, to: NaiveDateTime) -> u32 {
        let (mut minutes, mut day) = (0_u32, from.date());
        while day <= to.date() {
            let begin = if day == from.date() { minute(from) } else { 0 };
            let end = if day == to.date() { minute(to) } else { DAY };
            for span in self.of(day) {
                let (a, b) = (span.from.max(begin), span.to.min(end));
                minutes = minutes.saturating_add(b.saturating_sub(a));
            }
            let Some(next) = day.succ_opt() else { break };
            day = next;
        }
        minutes
    }

    /// The moment at which it will have been open for so many minutes since `from`. None where that is further than
    /// anybody plans.
    #[must_use]
    pub fn after(&self, from: NaiveDateTime, mut minutes: u32) -> Option<NaiveDateTime> {
        for ahead in 0..FAR {
            let day = from.date().checked_add_days(Days::new(ahead))?;
            let begin = if ahead == 0 { minute(from) } else { 0 };
            for span in self.of(day) {
                let start = span.from.max(begin);
                let long = span.to.saturating_sub(start);
                if long == 0 {
                    continue;
                }
                if minutes <= long {
                    return Some(at(day, start + minutes));
                }
                minutes -= long;
            }
        }
        None
    }

    /// Minutes of an open day, on average over the week: what "within three open days" means.
    #[must_use]
    pub fn usual_day(&self) -> u32 {
        let long = |spans: &Vec<Span>| -> u32 {
            spans
                .iter()
                .map(|span| span.to.saturating_sub(span.from))
                .sum()
        };
        let open = self.week.iter().filter(|spans| !spans.is_empty()).count();
        let all: u32 = self.week.iter().map(long).sum();
        all / u32::try_from(open.max(1)).unwrap_or(1)
    }
}

/// The moment at this minute of the day; 1440 is the midnight that ends it.
#[must_use]
pub fn at(day: NaiveDate, minute: u32) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minute.into())
}

fn minute(moment: NaiveDateTime) -> u32 {
    moment.num_seconds_from_midnight() / 60
}
