//! Days as people say them: « hier », « lundi dernier », « le 3 novembre », `3 days ago`.

mod resolve;
mod words;

pub(super) use resolve::settle;

use chrono::{NaiveDate, Weekday};

use super::tokens::{Run, Said};
use super::{Answered, Proposed};
use words::{COUNTS, MONTHS, RELATIVE, WEEKDAYS};

/// A day as it was said: which one it is depends on whether it lies behind or ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spoken {
    /// So many days before today; ahead when below zero.
    Ago(i64),
    /// So many months before today.
    MonthsAgo(u32),
    /// A weekday; the second part is which way was said.
    On(Weekday, Option<Way>),
    /// A day of a month of any year.
    Yearly(u32, u32),
    /// A day of any month.
    Monthly(u32),
    /// A day there is but one of.
    Exact(NaiveDate),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Ahead,
}

/// A day found in the sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) run: Run,
    day: Spoken,
    /// « jusqu’au », « d’ici » stood before it.
    limit: bool,
}

fn known<T: Copy>(word: &str, list: &[(&str, T)]) -> Option<T> {
    list.iter()
        .find(|(name, _)| *name == word)
        .map(|(_, value)| *value)
}

/// All the days said, in order. What a rating was read from is none.
pub(super) fn spoken(said: &Said<'_>, rating: Option<&Proposed<Answered>>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < said.tokens.len() {
        let rated = rating.is_some_and(|rating| {
            said.tokens.get(at).is_some_and(|token| {
                (rating.from.start as usize..rating.from.end as usize).contains(&token.start)
            })
        });
        match one(said, at).filter(|_| !rated) {
            Some((run, day)) => {
                found.push(Found {
                    run,
                    day,
                    limit: limits(said, run.from),
                });
                at = run.to;
            }
            None => at += 1,
        }
    }
    from_to(said, &mut found);
    found
}

/// « du 3 au 17 décembre »: the first day is of the month of the second.
fn from_to(said: &Said<'_>, found: &mut Vec<Found>) {
    let Some((at, month)) = found
        .iter()
        .enumerate()
        .find_map(|(at, found)| match found.day {
            Spoken::Yearly(month, _) => Some((at, month)),
            _ => None,
        })
    else {
        return;
    };
    let Some(run) = found.get(at).map(|found| found.run) else {
        return;
    };
    // The number, the word that leads to the second day, and that day.
    let (first, link) = (run.from.wrapping_sub(2), run.from.wrapping_sub(1));
    if matches!(said.word(link), "au" | "to" | "until")
        && matches!(said.before(first, 1), "du" | "from")
        && let Some(day) = said.number(first).filter(|day| (1..=31).contains(day))
    {
        if let Some(second) = found.get_mut(at) {
            second.limit = true;
        }
        found.insert(
            at,
            Found {
                run: Run {
                    from: first,
                    to: link,
                },
                day: Spoken::Yearly(month, day),
                limit: false,
            },
        );
    }
}

fn limits(said: &Said<'_>, at: usize) -> bool {
    let near = |back| said.before(at, back);
    let before = |back| {
        matches!(
            near(back),
            "jusque" | "jusqu" | "until" | "till" | "avant" | "by" | "before" | "pour" | "au"
        )
    };
    before(1)
        || ((near(1) == "au" || near(1) == "a" || near(1) == "le" || near(1) == "the") && before(2))
        || (near(1) == "ici" && near(2) == "d")
        || (near(2) == "ici" && near(3) == "d")
}

fn one(said: &Said<'_>, at: usize) -> Option<(Run, Spoken)> {
    let run = |to| Run { from: at, to };
    numbers(said, at)
        .or_else(|| named_month(said, at))
        .or_else(|| ago(said, at))
        .or_else(|| {
            let (run, days) = said.longest(at, RELATIVE)?;
            Some((run, Spoken::Ago(days)))
        })
        .or_else(|| {
            let day = known(said.word(at), WEEKDAYS)?;
            let next = said.word(at + 1);
            let back = matches!(next, "dernier" | "passe");
            let ahead = matches!(next, "prochain");
            Some(if back || ahead {
                let way = if back { Way::Back } else { Way::Ahead };
                (run(at + 2), Spoken::On(day, Some(way)))
            } else {
                let way = match said.before(at, 1) {
                    "last" => Some(Way::Back),
                    "next" => Some(Way::Ahead),
                    _ => None,
                };
                let from = at - usize::from(way.is_some());
                (Run { from, to: at + 1 }, Spoken::On(day, way))
            })
        })
        .or_else(|| {
            // « le 12 », when no thing follows that there could be twelve of.
            let day = said.number(at).filter(|day| (1..=31).contains(day))?;
            let alone = said.tokens.get(at + 1).is_none_or(|next| next.breaks)
                && !said.gap(at + 1).contains(['€', '$', '£', '%', ',']);
            (alone && said.before(at, 1) == "le").then_some((run(at + 1), Spoken::Monthly(day)))
        })
}

/// `3/11`, `03.11.2026`, `2026-11-03`.
fn numbers(said: &Said<'_>, at: usize) -> Option<(Run, Spoken)> {
    let first = said.number(at)?;
    let mark = said.gap(at + 1);
    if !matches!(mark, "/" | "-" | ".") {
        return None;
    }
    // Something before it makes it the tail of a longer number.
    if at > 0 && matches!(said.gap(at), "/" | "-" | "." | ",") {
        return None;
    }
    let second = said.number(at + 1)?;
    let third = (said.gap(at + 2) == mark)
        .then(|| said.number(at + 2))
        .flatten();
    let digits = |at: usize| said.word(at).len();
    if digits(at) == 4 {
        let day = NaiveDate::from_ymd_opt(i32::try_from(first).ok()?, second, third?)?;
        return Some((
            Run {
                from: at,
                to: at + 3,
            },
            Spoken::Exact(day),
        ));
    }
    if digits(at) > 2 || digits(at + 1) > 2 {
        return None;
    }
    // Day first, as both languages have it here, unless it can only be the other way round.
    let (day, month) = if second > 12 && first <= 12 {
        (second, first)
    } else {
        (first, second)
    };
    match third {
        Some(year) if matches!(digits(at + 2), 2 | 4) => {
            let year = if year < 100 { 2_000 + year } else { year };
            let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
            Some((
                Run {
                    from: at,
                    to: at + 3,
                },
                Spoken::Exact(day),
            ))
        }
        Some(_) => None,
        // `34.50` is money, `3-4` a span; `3/11` a day. Not followed by more of the same.
        None if mark == "/" && said.gap(at + 2) != "/" => {
            // Some year has it: 29 February is a day.
            NaiveDate::from_ymd_opt(2_024, month, day)?;
            Some((
                Run {
                    from: at,
                    to: at + 2,
                },
                Spoken::Yearly(month, day),
            ))
        }
        None => None,
    }
}

/// « 3 novembre 2025 », « 1er mai », `Nov 3`, `November 3rd`, `3rd of November`.
fn named_month(said: &Said<'_>, at: usize) -> Option<(Run, Spoken)> {
    let day_at = |at: usize| said.number(at).filter(|day| (1..=31).contains(day));
    let suffix = |at: usize| {
        usize::from(
            matches!(said.word(at), "er" | "st" | "nd" | "rd" | "th") && said.gap(at).is_empty(),
        )
    };
    let (from, day, month, mut to) = if let Some(day) = day_at(at) {
        let mut to = at + 1 + suffix(at + 1);
        to += usize::from(said.word(to) == "of");
        let month = known(said.word(to), MONTHS)?;
        (at, day, month, to + 1)
    } else {
        let month = known(said.word(at), MONTHS)?;
        let day = day_at(at + 1)?;
        // « mai 2025 » has no day; neither has « mars 3 euros ».
        if said.gap(at + 2).contains(['€', '$', '£', ',', '.']) && said.number(at + 2).is_some()
        {
            return None;
        }
        (at, day, month, at + 2 + suffix(at + 2))
    };
    if said.word(to.wrapping_sub(1)) == "mar" && said.word(to).starts_with("di") {
        return None;
    }
    let year = said
        .number(to)
        .filter(|year| (1_900..2_200).contains(year) && !said.gap(to + 1).starts_with(['€', '.']));
    NaiveDate::from_ymd_opt(2_024, month, day)?;
    let spoken = match year.and_then(|year| i32::try_from(year).ok()) {
        Some(year) => {
            to += 1;
            Spoken::Exact(NaiveDate::from_ymd_opt(year, month, day)?)
        }
        None => Spoken::Yearly(month, day),
    };
    Some((Run { from, to }, spoken))
}

/// « il y a 3 jours », `two weeks ago`.
fn ago(said: &Said<'_>, at: usize) -> Option<(Run, Spoken)> {
    let french = said.phrase(at, "il y a");
    let count_at = french.unwrap_or(at);
    let count = said
        .number(count_at)
        .or_else(|| known(said.word(count_at), COUNTS))
        .filter(|count| *count <= 1_000)?;
    let unit = count_at + 1;
    let to = if french.is_some() {
        unit + 1
    } else if said.word(unit + 1) == "ago" {
        unit + 2
    } else {
        return None;
    };
    let spoken = match said.word(unit) {
        "jour" | "jours" | "day" | "days" => Spoken::Ago(count.into()),
        "semaine" | "semaines" | "week" | "weeks" => Spoken::Ago(i64::from(count) * 7),
        "mois" | "month" | "months" => Spoken::MonthsAgo(count),
        "an" | "ans" | "year" | "years" if count <= 80 => Spoken::MonthsAgo(count * 12),
        _ => return None,
    };
    Some((Run { from: at, to }, spoken))
}
