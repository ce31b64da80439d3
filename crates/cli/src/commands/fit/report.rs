//! What a fit found, in words.

use std::fmt::Write as _;

use fidele_core::scoring::Border;
use fidele_core::transactions::Lines;
use fidele_core::transactions::held_out::HeldOut;
use fidele_core::transactions::shop::Unit;
use serde_json::{Map, Value};

use super::{After, Spending, Told};
use crate::args::Story;
use crate::say;
use crate::table::table;

/// The report for a person.
pub fn text(told: &Told<'_>) -> String {
    let name = say::plain(&told.file.display().to_string());
    let mut text = format!(
        "{name}: {}, who came back {} until {}; time in {}\n",
        say::some(told.customers, "customer", "customers"),
        say::some(told.repeats, "time", "times"),
        told.cal_end,
        match told.unit {
            Unit::Day => "days",
            Unit::Week => "weeks",
        }
    );
    // Writing to a String cannot fail.
    if let Some(passed_over) = passed_over(&told.lines) {
        let _ = writeln!(text, "passed over: {passed_over}");
    }
    let _ = writeln!(text, "\n{}", model(told));
    text.push_str(&parameters(
        &told.covariance.of,
        &told.parameters,
        &told.standard_errors,
    ));
    let _ = writeln!(text, "log-likelihood {:.4}", told.log_likelihood);
    if let Some(border) = &told.border {
        let _ = writeln!(text, "{}", border.said);
    }
    if let Some(spend) = &told.spend {
        text.push_str(&spending(spend));
    }
    if let Some(after) = &told.held_out {
        text.push_str(&held_out(after));
    }
    if let Some(scores) = told.scores {
        let scores = say::plain(&scores.display().to_string());
        let _ = writeln!(text, "\nevery customer's figures: {scores}");
    }
    text
}

/// What the file could not tell.
pub const fn border(border: Border) -> &'static str {
    match border {
        Border::NoDepartures => {
            "no sign of departures to learn from yet: in this fit nobody ever leaves"
        }
        Border::OnePace => "no sign that some buy more often than others",
        Border::OneDeparture => "no sign that some leave more readily than others",
        Border::Edge => "a parameter ran as far as is looked: these data hardly tell it",
    }
}

fn model(told: &Told<'_>) -> String {
    let name = match told.model {
        Story::Bgnbd => "BG/NBD",
        Story::Mbgnbd => "MBG/NBD",
        Story::Paretonbd => "Pareto/NBD",
        Story::Bgcnbd => "BG/CNBD",
        Story::Mbgcnbd => "MBG/CNBD",
    };
    match told.model {
        Story::Bgcnbd | Story::Mbgcnbd => format!("{name}, regularity {}", told.regularity),
        _ => name.to_owned(),
    }
}

fn passed_over(lines: &Lines) -> Option<String> {
    let some = |n: u64, what: &str| (n > 0).then(|| format!("{} {what}", say::count(n)));
    let all: Vec<String> = [
        some(lines.blank, "blank"),
        some(lines.anonymous, "with nobody's name"),
        some(lines.refunds, "of money given back"),
        some(lines.totals, "with totals"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let read = say::some(lines.read, "line", "lines");
    (!all.is_empty()).then(|| format!("{} of {read}", all.join(", ")))
}

fn parameters(names: &[&str], values: &Map<String, Value>, errors: &Map<String, Value>) -> String {
    let number = |of: &Map<String, Value>, name: &str| of.get(name).and_then(Value::as_f64);
    let rows: Vec<Vec<String>> = names
        .iter()
        .map(|name| {
            let value = number(values, name).map_or_else(String::new, figure);
            let error = number(errors, name)
                .map_or_else(String::new, |error| format!("± {}", figure(error)));
            vec![format!("  {name}"), value, error]
        })
        .collect();
    table(&rows, &[1])
}

/// A number with four decimals, or as it can be read where that says little.
fn figure(number: f64) -> String {
    if (0.001..1e7).contains(&number) || number == 0.0 {
        format!("{number:.4}")
    } else {
        format!("{number:.3e}")
    }
}

fn spending(spend: &Spending) -> String {
    let mut text = format!(
        "\nworth of a purchase (Gamma-Gamma), from {} who came back\n",
        say::some(spend.customers as u64, "customer", "customers")
    );
    text.push_str(&parameters(
        &super::SPEND,
        &spend.parameters,
        &spend.standard_errors,
    ));
    let _ = writeln!(text, "log-likelihood {:.4}", spend.log_likelihood);
    if let Some(mean) = spend.mean {
        let _ = writeln!(text, "anybody's next purchase: {mean:.2}");
    }
    if let Some(together) = spend.together {
        let _ = writeln!(
            text,
            "how often they come and what they spend go together by {together:.2} (the model takes it to be about 0)"
        );
    }
    text
}

fn held_out(after: &After) -> String {
    let held: &HeldOut = &after.figures;
    let (returns, purchases) = (held.returns, held.purchases);
    let mut text = format!("\nheld out, until {}\n", after.until);
    let whole = |number: f64| say::count(number.round() as u64);
    let share = |share: f64| format!("{:.1} %", 100.0 * share);
    let rows = [
        vec![
            "  customers who came back".to_owned(),
            format!(
                "{} announced ({} to {})",
                whole(returns.announced.value),
                whole(returns.announced.low),
                whole(returns.announced.high)
            ),
            format!("{} did", say::count(returns.happened)),
        ],
        vec![
            "  days with a purchase".to_owned(),
            format!("{} announced", whole(purchases.value)),
            format!("{} there were", say::count(purchases.happened)),
        ],
    ];
    text.push_str(&table(&rows, &[]));
    let _ = writeln!(
        text,
        "  log-loss {:.4}, Brier {:.4}",
        held.log_loss, held.brier
    );
    if let Some(auc) = held.auc {
        let _ = writeln!(
            text,
            "  of two customers, the one who came back ranked first in {} (AUC)",
            share(auc)
        );
    }
    if let Some(top) = held.top_tenth_purchases {
        let _ = writeln!(
            text,
            "  the tenth ranked first made {} of all purchases",
            share(top)
        );
    }
    if let Some(top) = held.top_tenth_spend {
        let _ = writeln!(
            text,
            "  the tenth ranked first by expected spend spent {} of all",
            share(top)
        );
    }
    let heading = ["  customers", "announced", "came back", "95 %"].map(str::to_owned);
    let tenths = held.tenths.iter().map(|tenth| {
        let happened = tenth.happened;
        vec![
            format!("  {}", say::count(tenth.customers)),
            share(tenth.announced),
            share(happened.value),
            format!("{} to {}", share(happened.low), share(happened.high)),
        ]
    });
    let rows: Vec<Vec<String>> = std::iter::once(heading.to_vec()).chain(tenths).collect();
    text.push('\n');
    text.push_str(&table(&rows, &[0, 1, 2]));
    text
}
