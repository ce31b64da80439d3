//! What an import did or would do, in words.

use std::fmt::Write as _;

use fidele_core::import::mapping::Mapping;
use fidele_core::import::outcome::{Reason, Reject, Skip};
use fidele_core::import::who::MatchedBy;

use super::Told;
use crate::say;

/// The report for a person.
pub fn text(told: &Told<'_>) -> String {
    let counts = &told.counts;
    let name = say::plain(&told.file.display().to_string());
    let mut text = String::new();
    let head = match (told.dry_run, counts.changes_nothing()) {
        (true, false) => format!("{name}: nothing is written yet. It would bring"),
        (true, true) => format!("{name}: it would change nothing"),
        (false, false) => format!("{name}: imported"),
        (false, true) => format!("{name}: everything is in the notebook already"),
    };
    let mut line = |indent: &str, what: String| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{indent}{what}");
    };
    line("", head);
    let some = |n: u32, one: &str, many: &str| (n > 0).then(|| say::some(n, one, many));
    let span = match (counts.first_day, counts.last_day) {
        (Some(first), Some(last)) => format!(", from {first} to {last}"),
        _ => String::new(),
    };
    for what in [
        some(counts.new_customers, "new customer", "new customers"),
        some(
            counts.completed,
            "customer completed",
            "customers completed",
        ),
        some(counts.purchases, "purchase", "purchases").map(|what| what + &span),
        some(counts.refunds, "refund", "refunds").map(|what| match counts.refunds_tied {
            0 => what,
            tied => format!("{what}, {} tied to the purchase", say::count(tied)),
        }),
        some(
            counts.anonymous,
            "of them with nobody's name on it",
            "of them with nobody's name on them",
        ),
        some(counts.already_there, "already there", "already there"),
        some(
            counts.left_out,
            "cell not understood, kept in the customer's note",
            "cells not understood, kept in the customers' notes",
        ),
    ]
    .into_iter()
    .flatten()
    {
        line("  ", what);
    }
    for matched in &counts.matched {
        line(
            "  ",
            format!(
                "{} recognised by {}",
                say::some(matched.count, "customer", "customers"),
                by(matched.by)
            ),
        );
    }
    for skipped in &counts.skipped {
        line(
            "  ",
            format!(
                "{} passed over: {}",
                say::some(skipped.count, "line", "lines"),
                skip(skipped.why)
            ),
        );
    }
    for rejected in &counts.rejected {
        line(
            "  ",
            format!(
                "{} rejected: {}",
                say::some(rejected.count, "line", "lines"),
                why(rejected.why)
            ),
        );
    }
    for reject in told.rejects.iter().take(5) {
        line("    ", rejected(reject, &told.mapping));
    }
    if told.undecided_customers > 0 {
        let whom = say::some(
            told.undecided_customers,
            "customer may be",
            "customers may be",
        );
        line(
            "  ",
            format!("{whom} somebody known, and is kept apart until you decide"),
        );
    }
    for question in &told.questions {
        let heading = told.mapping.heading_asked_about(question);
        line("mind: ", say::question(question, heading));
    }
    if let Some(file) = &told.rejects_file {
        line(
            "",
            format!(
                "what was rejected is in {}",
                say::plain(&file.display().to_string())
            ),
        );
    }
    text
}

const fn by(key: MatchedBy) -> &'static str {
    match key {
        MatchedBy::ExternalId => "the till's number",
        MatchedBy::Phone => "phone",
        MatchedBy::Email => "e-mail",
        MatchedBy::NameAndPostcode => "name and postcode",
        MatchedBy::Decision => "what was decided before",
    }
}

const fn skip(why: Skip) -> &'static str {
    match why {
        Skip::Blank => "blank",
        Skip::Total => "a total",
        Skip::Header => "the header again",
        Skip::Anonymous => "nobody's name on it",
        Skip::Undone => "cancelled, failed or refunded",
        Skip::More => "goes on with the purchase above",
    }
}

/// A row that is not imported: where, what it holds, why, and what to do.
fn rejected(reject: &Reject, mapping: &Mapping) -> String {
    let mut text = format!("line {}", reject.line);
    if let Some(column) = reject.column {
        let place = say::place(column, mapping.heading(column));
        // Writing to a String cannot fail.
        let _ = write!(text, ", {place}");
    }
    if !reject.value.is_empty() {
        let _ = write!(text, ": {}", say::plain(&reject.value));
    }
    if let Some(known) = &reject.in_notebook {
        let _ = write!(text, " (in the notebook: {})", say::plain(known));
    }
    format!("{text}: {}", why(reject.reason))
}

/// Why a row is not imported, and what to do.
pub const fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::UnclosedQuote => "a quotation mark is not closed; close it or take it out",
        Reason::TooLong => "longer than 64 KB; look for a quotation mark that is not closed above",
        Reason::TooWide => "more than 1,024 cells; take out those that are empty",
        Reason::BrokenCard => "the card has no end; export it again from the address book",
        Reason::Damaged => "something in it was overwritten with zeros; export that period again",
        Reason::ExtraCells => {
            "more cells than there are columns; put a cell that holds the separator between quotation marks"
        }
        Reason::MissingAmount => "no amount; write one",
        Reason::UnreadableAmount => "the amount is no number; write it as in the other lines",
        Reason::MissingDay => "no day; write one",
        Reason::UnreadableDay => "the day is no day; write it as in the other lines",
        Reason::NothingKnown => "neither who nor what; write at least a name",
        Reason::Changed => {
            "the notebook says something else and stays as it is; correct whichever is wrong"
        }
    }
}

#[cfg(test)]
mod tests {
    use fidele_core::import::day::DayOrder;
    use fidele_core::import::decimal::DecimalMark;
    use fidele_core::import::mapping::{Anonymous, Column, LineAmounts};
    use fidele_core::import::role::Role;
    use fidele_core::import::table::Source;

    use super::*;

    #[test]
    fn every_refused_row_is_told_with_its_line_column_and_remedy() {
        let column = |header: &str| Column {
            header: header.to_owned(),
            role: Role::Ignore,
            field: None,
            decimal: DecimalMark::Comma,
            days: DayOrder::DayFirst,
            confidence: 1.0,
        };
        let mapping = Mapping {
            shape: String::new(),
            source: Source::Sheet {
                name: "Sheet1".to_owned(),
            },
            header_line: Some(1),
            first_line: 2,
            columns: vec![column("Client"), column("Montant TTC")],
            credit_prefix: None,
            anonymous: Anonymous::Keep,
            lines: LineAmounts::Added,
        };
        let mut said = std::collections::HashSet::new();
        for reason in Reason::ALL {
            let mut reject = Reject {
                line: 12,
                column: Some(1),
                value: "douze".to_owned(),
                reason,
                in_notebook: Some("12.00 EUR".to_owned()),
            };
            let text = rejected(&reject, &mapping);
            for name in [
                "line 12",
                "column 2 \"Montant TTC\"",
                "douze",
                "in the notebook: 12.00 EUR",
                why(reason),
            ] {
                assert!(text.contains(name), "{name:?} is not in {text:?}");
            }
            // What is wrong; what to do.
            assert!(why(reason).contains("; "), "{reason:?} names no remedy");
            assert!(said.insert(why(reason)), "{reason:?} sounds like another");
            reject.column = None;
            assert!(rejected(&reject, &mapping).starts_with("line 12: "));
        }
    }
}
