//! What an import did or would do, in words.

use std::fmt::Write as _;

use fidele_core::import::understand::{Reason, Skip};
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
            "cell not understood and left out",
            "cells not understood and left out",
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
        let value = say::plain(&reject.value);
        line(
            "    ",
            format!("line {}: {} {value}", reject.line, why(reject.reason)),
        );
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
        line("mind: ", say::question(question));
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
    }
}

/// Why a row cannot be imported.
pub const fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::UnclosedQuote => "a quotation mark is not closed",
        Reason::TooLong => "longer than 64 KB",
        Reason::TooWide => "more than 256 cells",
        Reason::ExtraCells => "more cells than there are columns",
        Reason::MissingAmount => "no amount",
        Reason::UnreadableAmount => "the amount is no number",
        Reason::MissingDay => "no day",
        Reason::UnreadableDay => "the day is no day",
        Reason::NothingKnown => "neither who nor what",
    }
}
