//! The notebook's settings, shown and changed.

use fidele_core::Notebook;
use fidele_core::error::Reason;
use fidele_core::notebook::Settings;
use fidele_core::referral::Reach;
use serde::Serialize;

use super::notebook::invalid;
use crate::answer::Answer;
use crate::args::Set;
use crate::fault::Fault;
use crate::table::table;
use crate::{say, words};

#[derive(Serialize)]
struct Told {
    settings: Settings,
}

/// `settings`.
pub async fn settings(book: &Notebook, set: &Set) -> Result<Answer, Fault> {
    let before = book.settings();
    let upper = |typed: &Option<String>, before: &str| {
        typed
            .as_deref()
            .map_or_else(|| before.to_owned(), |typed| typed.trim().to_uppercase())
    };
    let text =
        |typed: &Option<String>, before: &str| typed.as_deref().unwrap_or(before).trim().to_owned();
    let currency = upper(&set.currency, &before.currency);
    let contact_cost = set
        .contact_cost
        .as_deref()
        .map_or(Some(before.contact_cost), |typed| {
            words::amount(typed, &currency)
        })
        .ok_or_else(|| invalid("contactCost", Reason::OutOfRange))?;
    let settings = Settings {
        name: text(&set.name, &before.name),
        owner: text(&set.owner, &before.owner),
        trade: set.trade.unwrap_or(before.trade),
        country: upper(&set.country, &before.country),
        currency,
        contacts_per_week: set.contacts_per_week.unwrap_or(before.contacts_per_week),
        contact_window: set.contact_window.unwrap_or(before.contact_window),
        contact_pause: set.contact_pause.unwrap_or(before.contact_pause),
        margin: set.margin.unwrap_or(before.margin),
        contact_cost,
        bands: set.bands.unwrap_or(before.bands),
        example: before.example,
        complaints: before.complaints.clone(),
        reach: Reach {
            happy: set.told_when_happy.unwrap_or(before.reach.happy),
            angry: set.told_when_angry.unwrap_or(before.reach.angry),
        },
        trust: before.trust.clone(),
    };
    // What changes nothing leaves nothing to undo.
    if settings != before {
        book.change_settings(&settings).await?;
    }
    let text = tell(&settings);
    Answer::new(&Told { settings }, text)
}

fn tell(settings: &Settings) -> String {
    let bands = settings.bands;
    let rows = [
        ("name", say::plain(&settings.name)),
        ("owner", say::plain(&settings.owner)),
        ("trade", say::trade(settings.trade).to_owned()),
        ("country", settings.country.clone()),
        ("currency", settings.currency.clone()),
        ("contacts per week", say::count(settings.contacts_per_week)),
        ("contact window", say::days(settings.contact_window)),
        ("contact pause", say::days(settings.contact_pause)),
        ("margin", format!("{} %", settings.margin)),
        (
            "contact cost",
            say::money(settings.contact_cost, &settings.currency),
        ),
        (
            "bands",
            format!(
                "on time to {}, due to {}, drifting to {}, on holiday to {} rhythms",
                bands.on_time, bands.due, bands.drifting, bands.on_holiday
            ),
        ),
        (
            "word of mouth",
            format!(
                "a happy customer tells {}, an angry one {}",
                settings.reach.happy, settings.reach.angry
            ),
        ),
    ];
    let rows: Vec<Vec<String>> = rows
        .into_iter()
        .map(|(what, value)| vec![what.to_owned(), value])
        .collect();
    table(&rows, &[])
}
