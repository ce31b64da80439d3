//! Why no model can be fitted to a file, and the remedy.

use std::path::Path;

use chrono::NaiveDate;
use fidele_core::Error;
use fidele_core::scoring::NoFit;
use fidele_core::transactions::{Field, TransactionsError};
use serde_json::json;

use super::{BAD_INPUT, Fault, NO};
use crate::commands::why;
use crate::say;

/// The file cannot be read.
pub fn unread(error: &TransactionsError) -> Fault {
    match error {
        TransactionsError::File(error) => super::import::fault(error),
        TransactionsError::NoColumn {
            path,
            field,
            asked,
            headings,
        } => {
            let missing = match asked {
                Some(asked) => format!("no column is called \"{asked}\""),
                None => format!("no column says {}", what(*field)),
            };
            let there = match headings
                .iter()
                .filter(|heading| !heading.is_empty())
                .count()
            {
                0 => format!(
                    "it has {} without headings",
                    say::some(headings.len() as u64, "column", "columns")
                ),
                _ => format!("it has {}", headings.join(", ")),
            };
            Fault::new(
                "fitColumn",
                BAD_INPUT,
                json!({ "file": path.display().to_string(), "field": field, "asked": asked, "headings": headings }),
                format!(
                    "{}: {missing}; {there}: say which with --{}, by its heading or its number from 1",
                    path.display(),
                    option(*field)
                ),
            )
        }
        TransactionsError::Line {
            path,
            line,
            reason,
            cell,
        } => {
            let place = cell.as_ref().map_or_else(String::new, |cell| {
                let place = say::place(cell.column, &cell.heading);
                match cell.value.as_str() {
                    "" => format!(", {place}"),
                    value => format!(", {place}: \"{value}\""),
                }
            });
            let cell = cell.as_ref();
            Fault::new(
                "fitLine",
                BAD_INPUT,
                json!({
                    "file": path.display().to_string(),
                    "line": line,
                    "reason": reason,
                    "field": cell.map(|cell| cell.field),
                    "column": cell.map(|cell| cell.column),
                    "value": cell.map(|cell| &cell.value),
                }),
                format!("{}, line {line}{place}: {}", path.display(), why(*reason)),
            )
        }
        TransactionsError::TooMany(path) => {
            let path = path.clone();
            Error::Import(fidele_core::import::ImportError::TooHeavy(path)).into()
        }
    }
}

/// There is nothing to learn from.
pub fn unfit(file: &Path, end: NaiveDate, why: NoFit) -> Fault {
    let (reason, message) = match why {
        NoFit::NoCustomers => ("noCustomers", "there are no customers".to_owned()),
        NoFit::NoRepeats => (
            "noRepeats",
            format!(
                "nobody bought on a second day until {end}, so nothing can be said of coming back"
            ),
        ),
        _ => return Fault::ours("the likelihood could not be computed"),
    };
    Fault::new(
        "fitNothing",
        NO,
        json!({ "file": file.display().to_string(), "reason": reason }),
        format!("{}: {message}", file.display()),
    )
}

/// The last day that is to be seen lies before the first purchase.
pub fn too_early(end: NaiveDate, first: NaiveDate) -> Fault {
    Fault::new(
        "invalid",
        BAD_INPUT,
        json!({ "field": "calEnd", "reason": "tooEarly" }),
        format!("nothing was bought until {end}: the file's first purchase is on {first}"),
    )
}

/// Nothing was bought after the last day that is to be seen.
pub fn nothing_after(end: NaiveDate, last: NaiveDate) -> Fault {
    Fault::new(
        "invalid",
        BAD_INPUT,
        json!({ "field": "holdout", "reason": "outOfRange" }),
        format!("nothing is left to hold out after {end}: the file's last purchase is on {last}"),
    )
}

const fn what(field: Field) -> &'static str {
    match field {
        Field::Customer => "who bought",
        Field::Date => "on what day",
        Field::Amount | Field::UnitPrice => "for how much",
        Field::Quantity => "how many",
    }
}

const fn option(field: Field) -> &'static str {
    match field {
        Field::Customer => "customer",
        Field::Date => "date",
        Field::Amount | Field::UnitPrice | Field::Quantity => "amount",
    }
}
