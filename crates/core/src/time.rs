//! Time is passed in: the notebook is given a clock, so that tests, screenshots and `--today` repeat.

use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, TimeZone, Utc};

/// What tells the notebook the time.
#[derive(Debug, Clone, Copy, Default)]
pub enum Clock {
    /// The computer's clock, in its own time zone.
    #[default]
    System,
    /// A clock that stands still at nine in the morning of this day.
    Fixed(NaiveDate),
}

impl Clock {
    /// The instant it is now.
    #[must_use]
    pub fn now(self) -> DateTime<Utc> {
        match self {
            #[allow(clippy::disallowed_methods)] // the one place that asks the computer
            Self::System => Utc::now(),
            Self::Fixed(day) => {
                let morning = day.and_time(NaiveTime::MIN) + chrono::TimeDelta::hours(9);
                Local
                    .from_local_datetime(&morning)
                    .earliest()
                    .map_or_else(|| morning.and_utc(), |local| local.to_utc())
            }
        }
    }

    /// The civil day it is here.
    #[must_use]
    pub fn today(self) -> NaiveDate {
        match self {
            Self::System => self.now().with_timezone(&Local).date_naive(),
            Self::Fixed(day) => day,
        }
    }

    /// The civil day and time it is here.
    #[must_use]
    pub fn here(self) -> NaiveDateTime {
        match self {
            Self::System => self.now().with_timezone(&Local).naive_local(),
            Self::Fixed(day) => day.and_time(NaiveTime::MIN) + chrono::TimeDelta::hours(9),
        }
    }

    /// Now as the notebook writes it: RFC 3339 in UTC, to the millisecond.
    #[must_use]
    pub fn stamp(self) -> String {
        self.now().to_rfc3339_opts(SecondsFormat::Millis, true)
    }
}
