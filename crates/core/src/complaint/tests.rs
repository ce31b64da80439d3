mod clock;
mod figures;
mod hours;
mod life;

use chrono::NaiveDateTime;

use super::clock::When;

/// A moment, `2026-11-24 09:30`.
fn at(iso: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(iso, "%Y-%m-%d %H:%M").unwrap()
}

/// The same as people note it.
fn when(iso: &str) -> When {
    use chrono::Timelike as _;
    let moment = at(iso);
    When {
        day: moment.date(),
        minute: Some(moment.num_seconds_from_midnight() / 60),
    }
}

/// A day without a time.
fn day(iso: &str) -> When {
    When {
        day: iso.parse().unwrap(),
        minute: None,
    }
}
