//! What each column is, from its heading and from its values.

mod ask;

use super::column::ColumnStats;
use super::heading::role_of_heading;
use super::layout::Layout;
use super::mapping::{Anonymous, Column, LineAmounts, Mapping};
use super::rejects::REASON_HEADING;
use super::role::Role;
use super::shape::shape_of;
use super::table::Source;
use crate::field::Field;

pub use ask::questions;

/// A column that fits a role this well by its values may have it.
const FITS: f64 = 0.6;

struct Guess {
    role: Role,
    confidence: f64,
    heading: bool,
}

/// Guesses a whole mapping.
#[must_use]
pub fn guess(
    headers: &[String],
    stats: &[ColumnStats],
    references: &[String],
    source: Source,
    layout: Layout,
    fields: &[Field],
) -> Mapping {
    let mut guesses: Vec<Guess> = headers
        .iter()
        .zip(stats)
        .map(|(header, stats)| match role_of_heading(header) {
            _ if header.starts_with(REASON_HEADING) => Guess {
                role: Role::Ignore,
                confidence: 1.0,
                heading: true,
            },
            // A field of the notebook's own is known by its whole name.
            _ if !header.is_empty() && Field::named(fields, header).is_some() => Guess {
                role: Role::Field,
                confidence: 1.0,
                heading: true,
            },
            // A heading that says it outright needs less of its values.
            Some((role, sure))
                if stats.fits(role) >= if sure > 0.9 { FITS / 2.0 } else { FITS } =>
            {
                let confidence = if stats.filled == 0 {
                    0.5
                } else {
                    0.95 * sure * stats.fits(role)
                };
                Guess {
                    role,
                    confidence,
                    heading: true,
                }
            }
            _ => Guess {
                role: Role::Ignore,
                confidence: 0.3,
                heading: false,
            },
        })
        .collect();
    read_the_values(&mut guesses, stats);
    settle(&mut guesses, stats);
    keep_one_of_each(&mut guesses);
    let columns = headers
        .iter()
        .zip(stats)
        .zip(guesses)
        .map(|((header, stats), guess)| Column {
            header: header.clone(),
            role: guess.role,
            field: None,
            decimal: stats.decimal().0,
            days: stats.order.judge(),
            confidence: (guess.confidence * 100.0).round() / 100.0,
        })
        .collect::<Vec<_>>();
    let credit_prefix = columns
        .iter()
        .any(|column| column.role == Role::Reference)
        .then(|| credit_prefix(references))
        .flatten();
    Mapping {
        shape: shape_of(headers, layout.header_line.is_some(), &source),
        source,
        header_line: layout.header_line,
        first_line: layout.first_line,
        columns,
        credit_prefix,
        anonymous: Anonymous::Keep,
        lines: LineAmounts::Added,
    }
}

/// Columns whose heading says nothing: their values may.
fn read_the_values(guesses: &mut [Guess], stats: &[ColumnStats]) {
    for at in 0..guesses.len() {
        let (Some(stats), Some(guess)) = (stats.get(at), guesses.get_mut(at)) else {
            continue;
        };
        if guess.heading || stats.filled == 0 {
            continue;
        }
        if stats.fits(Role::Email) > 0.8 {
            *guess = Guess {
                role: Role::Email,
                confidence: 0.85,
                heading: false,
            };
        } else if stats.fits(Role::Phone) > 0.8 && stats.distinct.len() > 1 {
            *guess = Guess {
                role: Role::Phone,
                confidence: 0.7,
                heading: false,
            };
        }
    }
    let unknown = |guesses: &[Guess], at: usize| {
        guesses
            .get(at)
            .is_some_and(|g| !g.heading && g.role == Role::Ignore)
    };
    let has =
        |guesses: &[Guess], roles: &[Role]| guesses.iter().any(|guess| roles.contains(&guess.role));
    let set = |guesses: &mut [Guess], at: usize, role: Role, confidence: f64| {
        if let Some(guess) = guesses.get_mut(at) {
            *guess = Guess {
                role,
                confidence,
                heading: false,
            };
        }
    };
    let first = |guesses: &[Guess], fits: &dyn Fn(&ColumnStats) -> bool| {
        stats
            .iter()
            .enumerate()
            .position(|(at, stats)| stats.filled > 0 && unknown(guesses, at) && fits(stats))
    };
    let last = |guesses: &[Guess], fits: &dyn Fn(&ColumnStats) -> bool| {
        (0..stats.len()).rev().find(|at| {
            stats
                .get(*at)
                .is_some_and(|s| s.filled > 0 && unknown(guesses, *at) && fits(s))
        })
    };
    if !has(guesses, &[Role::Day, Role::BirthDate])
        && let Some(at) = first(guesses, &|stats| {
            stats.share(stats.order.days().max(stats.typed_days)) > 0.9
        })
    {
        set(guesses, at, Role::Day, 0.7);
    }
    if !has(guesses, &[Role::Amount, Role::UnitPrice]) && has(guesses, &[Role::Day]) {
        let with_decimals = last(guesses, &|stats| {
            stats.fits(Role::Amount) > 0.9 && stats.share(stats.decimals) > 0.3
        });
        if let Some(at) = with_decimals {
            set(guesses, at, Role::Amount, 0.6);
        }
    }
    if !has(
        guesses,
        &[
            Role::ExternalId,
            Role::FullName,
            Role::LastName,
            Role::Phone,
            Role::Email,
        ],
    ) {
        if let Some(at) = first(guesses, &|stats| stats.share(stats.names) > 0.7) {
            set(guesses, at, Role::FullName, 0.5);
        } else if let Some(at) = first(guesses, &|stats| {
            stats.share(stats.codes) > 0.9 && stats.share(stats.decimals) < 0.1
        }) {
            set(guesses, at, Role::ExternalId, 0.5);
        }
    }
}

/// Headings that mean one thing in a list of customers and another in a list of purchases.
fn settle(guesses: &mut [Guess], stats: &[ColumnStats]) {
    let has = |guesses: &[Guess], role: Role| guesses.iter().any(|guess| guess.role == role);
    let names_split = has(guesses, Role::FirstName);
    let with_day = has(guesses, Role::Day);
    if with_day && !has(guesses, Role::Amount) && !has(guesses, Role::Quantity) {
        // The only price there is must be what was paid.
        rename(guesses, Role::UnitPrice, Role::Amount);
    }
    let purchases = with_day && (has(guesses, Role::Amount) || has(guesses, Role::UnitPrice));
    let knows_customer = has(guesses, Role::ExternalId);
    for (guess, stats) in guesses.iter_mut().zip(stats) {
        guess.role = match guess.role {
            Role::FullName if stats.share(stats.codes) > 0.8 && stats.share(stats.names) < 0.1 => {
                Role::ExternalId
            }
            Role::FullName if names_split => Role::LastName,
            Role::LastName if !names_split => Role::FullName,
            Role::Reference if !purchases && !knows_customer => Role::ExternalId,
            Role::PurchaseNote if !purchases => Role::CustomerNote,
            Role::Reference
            | Role::Day
            | Role::Time
            | Role::Amount
            | Role::UnitPrice
            | Role::Quantity
            | Role::Item
            | Role::Currency
            | Role::Channel
            | Role::ServedBy
            | Role::PaidOn
            | Role::Status
            | Role::UnpaidOn
                if !purchases =>
            {
                Role::Ignore
            }
            role => role,
        };
    }
}

fn rename(guesses: &mut [Guess], from: Role, to: Role) {
    guesses
        .iter_mut()
        .filter(|guess| guess.role == from)
        .for_each(|guess| guess.role = to);
}

/// Of several columns for one role the surest keeps it.
fn keep_one_of_each(guesses: &mut [Guess]) {
    for role in Role::ALL {
        if role.may_repeat() {
            continue;
        }
        let mut best: Option<(usize, f64)> = None;
        for (at, guess) in guesses.iter().enumerate() {
            if guess.role == role
                && best.is_none_or(|(_, confidence)| guess.confidence > confidence)
            {
                best = Some((at, guess.confidence));
            }
        }
        for (at, guess) in guesses.iter_mut().enumerate() {
            if guess.role == role && best.is_some_and(|(kept, _)| kept != at) {
                *guess = Guess {
                    role: Role::Ignore,
                    confidence: 0.4,
                    heading: guess.heading,
                };
            }
        }
    }
}

/// The prefix of credit notes among references: `C` beside plain numbers, `AV` beside `FA`.
fn credit_prefix(references: &[String]) -> Option<String> {
    let prefix = |reference: &str| {
        let end = reference
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(reference.len());
        let (letters, rest) = reference.split_at_checked(end)?;
        rest.trim_start_matches(['-', ' ', '/'])
            .starts_with(|c: char| c.is_ascii_digit())
            .then(|| letters.to_ascii_uppercase())
    };
    let prefixes: Vec<String> = references
        .iter()
        .filter_map(|reference| prefix(reference))
        .collect();
    ["AVO", "AV", "CN", "CR", "NC", "C"]
        .into_iter()
        .find_map(|credit| {
            let count = prefixes.iter().filter(|prefix| *prefix == credit).count();
            // Where nearly all begin alike, that is just how this till numbers.
            (count > 0 && count * 2 < prefixes.len()).then(|| credit.to_owned())
        })
}
