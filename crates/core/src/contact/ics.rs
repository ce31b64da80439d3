//! Planned contacts and promises as a calendar file (iCalendar, RFC 5545), for the calendar a person already uses.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use icalendar::{Alarm, Calendar, Component as _, Event, EventLike as _};

use crate::reminder::Reminder;

/// How long a contact or a promise lasts in the calendar when it has a time, minutes.
const LENGTH: i64 = 30;

/// The longest line, in bytes without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// How long before its time the calendar reminds, minutes.
const REMINDER: i64 = 10;

/// The calendar file of these contacts and promises, made at `now`. `say` gives each its title.
///
/// Times are "floating" (RFC 5545, 3.3.5): ten in the morning stays ten in the morning wherever it is opened,
/// which is what is meant by a call from a shop. What has no time fills its day without blocking it.
#[must_use]
pub fn calendar(
    entries: &[Reminder],
    now: DateTime<Utc>,
    say: impl Fn(&Reminder) -> String,
) -> String {
    let mut calendar = Calendar::new();
    for entry in entries {
        let title = tidy(&say(entry));
        let (day, minute) = entry.when();
        let mut event = Event::new();
        // The same one exported again replaces itself instead of standing there twice.
        event
            .uid(&format!("{}@fidele.app", entry.id()))
            .timestamp(now)
            .summary(&title);
        if !entry.words().is_empty() {
            event.description(&tidy(entry.words()));
        }
        match minute.and_then(|m| NaiveTime::from_num_seconds_from_midnight_opt(m * 60, 0)) {
            Some(time) => {
                let start = day.and_time(time);
                event.starts(start).ends(start + TimeDelta::minutes(LENGTH));
                let mut alarm = Alarm::display(&title, -TimeDelta::minutes(REMINDER));
                // Left to itself it would look at the computer's clock.
                alarm.timestamp(now);
                event.alarm(alarm);
            }
            None => {
                event.starts(day).ends(day + Days::new(1));
                event.add_property("TRANSP", "TRANSPARENT");
            }
        }
        calendar.push(event.done());
    }
    folded(&calendar.to_string())
}

/// The lines folded anew: those that end a fold have come out a letter too long.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 32);
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > LINE {
                out.push_str("\r\n ");
                width = 1;
            }
            width += c.len_utf8();
            out.push(c);
        }
        out.push_str("\r\n");
    }
    out
}

/// The text without control characters. Whatever some program takes for the end of a line becomes a line break, which is
/// written as `\n`: a name cannot begin a line of its own, and say anything there.
fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| match c {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            c => c,
        })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

#[cfg(test)]
mod tests;
