//! Civil days and times of day as people write them.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

/// The order days are written in within a column.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum DayOrder {
    /// `2025-03-14`, `20250314`; also days with the month in words.
    #[default]
    YearFirst,
    /// `14/03/2025`, `14.3.25`
    DayFirst,
    /// `03/14/2025`
    MonthFirst,
    /// Days counted from the end of 1899, as spreadsheets do: `45730`.
    Serial,
    /// The values fit both `DayFirst` and `MonthFirst`: a person has to say which.
    Ambiguous,
}

/// Reads a day, and the time of day when one is written after it. Two-digit years up to `pivot` are in the 2000s.
///
/// `None` when it is no day, or no day of that order.
#[must_use]
pub fn parse_day(
    text: &str,
    order: DayOrder,
    pivot: i32,
) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let text = text.trim();
    if order == DayOrder::Serial {
        return from_serial(text).or_else(|| parse_day(text, DayOrder::YearFirst, pivot));
    }
    let (day, rest) = split_day(text)?;
    let date = match day {
        Written::Packed(digits) => packed(digits)?,
        Written::Three(parts, dotted) => {
            let [(a, a_len), (b, _), (c, c_len)] = parts;
            if a_len == 4 {
                NaiveDate::from_ymd_opt(year(a, a_len, pivot)?, b, c)?
            } else if order == DayOrder::MonthFirst && !dotted {
                NaiveDate::from_ymd_opt(year(c, c_len, pivot)?, a, b)?
            } else if order == DayOrder::YearFirst && c_len == 2 && !dotted {
                NaiveDate::from_ymd_opt(year(a, a_len, pivot)?, b, c)?
            } else {
                NaiveDate::from_ymd_opt(year(c, c_len, pivot)?, b, a)?
            }
        }
        Written::Worded {
            day,
            month,
            year: (y, len),
        } => NaiveDate::from_ymd_opt(year(y, len, pivot)?, month, day)?,
    };
    if !(1900..=2200).contains(&date.year()) {
        return None;
    }
    let rest = rest
        .trim_start_matches([' ', 'T', ',', '\u{a0}', '\u{202f}', '-'])
        .trim();
    if rest.is_empty() {
        return Some((date, None));
    }
    parse_time(rest.strip_prefix("à ").unwrap_or(rest)).map(|time| (date, Some(time)))
}

enum Written<'t> {
    Packed(&'t str),
    /// Three numbers with their lengths, and whether points separate them.
    Three([(u32, usize); 3], bool),
    Worded {
        day: u32,
        month: u32,
        year: (u32, usize),
    },
}

fn number(text: &str) -> Option<(u32, usize, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(len)?;
    (len > 0).then(|| (digits.parse().unwrap_or(u32::MAX), len, rest))
}

fn split_day(text: &str) -> Option<(Written<'_>, &str)> {
    let mut text = text;
    if text.starts_with(char::is_alphabetic) {
        // `lundi 3 mars 2025`, `March 3, 2025`
        let (word, rest) = take_word(text);
        let rest = rest.trim_start_matches([' ', ',', '.', '\u{a0}']);
        if let Some(month) = month_named(word) {
            let (day, len, rest) = number(rest)?;
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            let (y, y_len, rest) = number(rest.trim_start_matches([' ', ',']))?;
            return (len <= 2).then_some((
                Written::Worded {
                    day,
                    month,
                    year: (y, y_len),
                },
                rest,
            ));
        }
        text = rest;
    }
    let (first, first_len, rest) = number(text)?;
    if first_len == 8 || first_len == 14 {
        return Some((Written::Packed(text.get(..8)?), text.get(8..)?));
    }
    let rest_plain = rest.strip_prefix("er").unwrap_or(rest);
    let separator = rest_plain
        .chars()
        .next()
        .filter(|c| matches!(c, '/' | '-' | '.' | ' ' | '\u{a0}'))?;
    let rest = rest_plain.get(separator.len_utf8()..)?.trim_start();
    if rest.starts_with(char::is_alphabetic) {
        let (word, rest) = take_word(rest);
        let month = month_named(word)?;
        let (y, y_len, rest) =
            number(rest.trim_start_matches([' ', '-', '.', '/', ',', '\u{a0}']))?;
        return Some((
            Written::Worded {
                day: first,
                month,
                year: (y, y_len),
            },
            rest,
        ));
    }
    let (second, second_len, rest) = number(rest)?;
    let rest = rest.strip_prefix(separator)?.trim_start();
    let (third, third_len, rest) = number(rest)?;
    let plausible = |len| matches!(len, 1 | 2 | 4);
    (plausible(first_len) && second_len <= 2 && plausible(third_len)).then_some((
        Written::Three(
            [(first, first_len), (second, second_len), (third, third_len)],
            separator == '.',
        ),
        rest,
    ))
}

fn take_word(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn packed(digits: &str) -> Option<NaiveDate> {
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
    let at = |y: u32, m: u32, d: u32| {
        NaiveDate::from_ymd_opt(i32::try_from(y).ok()?, m, d)
            .filter(|date| (1900..=2200).contains(&date.year()))
    };
    at(part(0, 4)?, part(4, 6)?, part(6, 8)?).or_else(|| at(part(4, 8)?, part(2, 4)?, part(0, 2)?))
}

fn year(written: u32, digits: usize, pivot: i32) -> Option<i32> {
    let written = i32::try_from(written).ok()?;
    match digits {
        4 => Some(written),
        1 | 2 => Some(if written <= pivot {
            2000 + written
        } else {
            1900 + written
        }),
        _ => None,
    }
}

/// The month a French or English word or abbreviation names.
fn month_named(word: &str) -> Option<u32> {
    let word = crate::fold::fold(word);
    if word.len() < 3 {
        return None;
    }
    const MONTHS: [&[&str]; 12] = [
        &["janvier", "january"],
        &["fevrier", "february"],
        &["mars", "march"],
        &["avril", "april"],
        &["mai", "may"],
        &["juin", "june"],
        &["juillet", "july"],
        &["aout", "august"],
        &["septembre", "september"],
        &["octobre", "october"],
        &["novembre", "november"],
        &["decembre", "december"],
    ];
    let word = match word.as_str() {
        "fev" | "feb" | "fevr" => "fevrier",
        "jul" | "juil" => "juillet",
        "jui" => return None, // June and July alike
        "jun" => "juin",
        "aug" => "aout",
        other => other,
    };
    let at = MONTHS
        .iter()
        .position(|names| names.iter().any(|name| name.starts_with(word)))?;
    u32::try_from(at + 1).ok()
}

pub(super) fn from_serial(text: &str) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if !(4..=5).contains(&whole.len()) || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let days: u32 = whole.parse().ok()?;
    let date = NaiveDate::from_ymd_opt(1899, 12, 30)?
        .checked_add_days(chrono::Days::new(u64::from(days)))?;
    if fraction.is_empty() {
        return Some((date, None));
    }
    let seconds = format!("0.{fraction}").parse::<f64>().ok()? * 86_400.0;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and 86,400
    let time =
        NaiveTime::from_num_seconds_from_midnight_opt((seconds.round() as u32).min(86_399), 0)?;
    Some((date, Some(time)))
}

/// Reads a time of day: `17:30`, `9h05`, `17:30:12`, `2:05 PM`, `8 h`. Seconds are read and dropped.
#[must_use]
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let (hour, len, rest) = number(text.trim())?;
    if len == 6 && rest.is_empty() {
        return NaiveTime::from_hms_opt(hour / 10_000, hour / 100 % 100, 0);
    }
    if len > 2 {
        return None;
    }
    let rest = rest.trim_start();
    let after = rest.strip_prefix([':', 'h', 'H', '.']);
    let (minute, rest) = match after {
        Some(after) => match number(after.trim_start()) {
            Some((minute, 2, rest)) => (minute, rest),
            Some(_) => return None,
            None => (0, after),
        },
        None => (0, rest),
    };
    let mut rest = rest;
    if let Some((_, _, more)) = rest.strip_prefix(':').and_then(number) {
        rest = more;
        if let Some((_, _, more)) = rest.strip_prefix(['.', ',']).and_then(number) {
            rest = more;
        }
    }
    let suffix = rest.trim().to_ascii_lowercase();
    let hour = match suffix.as_str() {
        "am" | "a.m." if (1..=12).contains(&hour) => hour % 12,
        "pm" | "p.m." if (1..=12).contains(&hour) => hour % 12 + 12,
        // The civil time written is the one meant, whatever its zone.
        "z" | "utc" | "min" if after.is_some() => hour,
        zone if after.is_some() && is_offset(zone) => hour,
        "" if after.is_some() => hour,
        _ => return None,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

fn is_offset(zone: &str) -> bool {
    zone.strip_prefix(['+', '-']).is_some_and(|rest| {
        !rest.is_empty()
            && rest.len() <= 5
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b':')
    })
}

/// Minutes since midnight, 0 to 1439.
#[must_use]
pub fn minute_of(time: NaiveTime) -> u16 {
    u16::try_from(time.num_seconds_from_midnight() / 60).unwrap_or(0)
}

#[cfg(test)]
mod tests;
