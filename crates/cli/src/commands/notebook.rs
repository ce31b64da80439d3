//! The notebook as a whole: make it, describe it, check it.

use fidele_core::Notebook;
use fidele_core::change::Undoable;
use fidele_core::error::Reason;
use fidele_core::money::Amount;
use fidele_core::notebook::Settings;
use fidele_core::time::Clock;
use fidele_core::winback::WinBackCounts;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::Path;

use crate::answer::Answer;
use crate::args::New;
use crate::fault::Fault;
use crate::say;
use crate::table::table;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Made<'n> {
    notebook: &'n Path,
    settings: Settings,
    customers: u32,
}

/// `new`.
pub async fn new(new: &New, clock: Clock) -> Result<Answer, Fault> {
    let stem = || {
        new.file
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
    };
    let name = new.name.clone().or_else(stem).unwrap_or_default();
    let book = if new.example {
        Notebook::create_example(&new.file, name, clock).await
    } else {
        let usual = Settings::default();
        let settings = Settings {
            name,
            trade: new.trade.unwrap_or_default(),
            country: upper(new.country.as_deref(), usual.country.clone()),
            currency: upper(new.currency.as_deref(), usual.currency.clone()),
            ..usual
        };
        Notebook::create(&new.file, &settings, clock).await
    }?;
    let customers = book.customer_counts().await?.customers;
    let settings = book.settings();
    let text = format!(
        "{}: a notebook for {}, with {}",
        say::plain(&new.file.display().to_string()),
        say::plain(&settings.name),
        say::some(customers, "customer", "customers"),
    );
    let made = Made {
        notebook: book.path(),
        settings,
        customers,
    };
    let answer = Answer::new(&made, text);
    book.close().await;
    answer
}

fn upper(typed: Option<&str>, otherwise: String) -> String {
    typed.map_or(otherwise, |typed| typed.trim().to_uppercase())
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Info<'n> {
    notebook: &'n Path,
    today: chrono::NaiveDate,
    settings: Settings,
    customers: u32,
    by_behaviour: Vec<ByBehaviour>,
    stake: Amount,
    winback: WinBackCounts,
    undoable: Option<Undoable>,
}

#[derive(Serialize)]
struct ByBehaviour {
    behaviour: fidele_core::behaviour::Behaviour,
    customers: u32,
}

/// `info`.
pub async fn info(book: &Notebook) -> Result<Answer, Fault> {
    let counts = book.customer_counts().await?;
    let info = Info {
        notebook: book.path(),
        today: book.today(),
        settings: book.settings(),
        customers: counts.customers,
        by_behaviour: counts
            .by_behaviour
            .iter()
            .map(|(behaviour, customers)| ByBehaviour {
                behaviour: *behaviour,
                customers: *customers,
            })
            .collect(),
        stake: counts.stake,
        winback: book.winback_counts().await?,
        undoable: book.undoable().await?,
    };
    let mut text = format!(
        "{} on {}: {}\n",
        say::plain(&info.settings.name),
        info.today,
        say::some(info.customers, "customer", "customers")
    );
    let rows: Vec<Vec<String>> = info
        .by_behaviour
        .iter()
        .map(|row| {
            vec![
                format!("  {}", say::behaviour(row.behaviour)),
                say::count(row.customers),
            ]
        })
        .collect();
    text.push_str(&table(&rows, &[1]));
    let winback = info.winback;
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "At stake: {}. To contact {}, planned {}, contacted and not yet come {}, came back {}.",
        say::money(info.stake, &info.settings.currency),
        say::count(winback.to_contact),
        say::count(winback.planned),
        say::count(winback.waiting),
        say::count(winback.came_back),
    );
    if let Some(undoable) = &info.undoable {
        let _ = writeln!(text, "Undo would take back: {}", say::change(undoable));
    }
    Answer::new(&info, text)
}

/// `check`.
pub async fn check(book: &Notebook) -> Result<Answer, Fault> {
    let health = book.check().await?;
    let what = format!(
        "{}, {}",
        say::some(health.customers, "customer", "customers"),
        say::some(health.purchases, "purchase", "purchases")
    );
    let mut text = if health.sound {
        format!("sound: {what}\n")
    } else {
        format!("NOT sound: {what}\n")
    };
    for line in &health.damage {
        let _ = writeln!(text, "  damage: {}", say::plain(line));
    }
    if health.orphans > 0 {
        let _ = writeln!(
            text,
            "  {}",
            say::some(health.orphans, "row points nowhere", "rows point nowhere")
        );
    }
    if health.stale_standings > 0 {
        let stale = say::some(
            health.stale_standings,
            "standing disagrees",
            "standings disagree",
        );
        let _ = writeln!(text, "  {stale} with the purchases");
    }
    Ok(Answer::new(&health, text)?.yes(health.sound))
}

/// A value typed on the command line that the core was never asked about.
pub fn invalid(field: &'static str, reason: Reason) -> Fault {
    fidele_core::Error::Invalid { field, reason }.into()
}
