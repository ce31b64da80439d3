//! One customer's journey, and the queue of those who slip away.

mod moments;

use std::fmt::Write as _;

use chrono::NaiveDate;
use fidele_core::Notebook;
use fidele_core::chance::Saying;
use fidele_core::field::Field;
use fidele_core::journey::{Journal, Journey, Moment, MomentBody};
use fidele_core::money::Amount;
use fidele_core::winback::QueueRow;
use serde::Serialize;

use super::customers::{learnt, shown};
use super::{own, who};
use crate::answer::Answer;
use crate::args::{self, Page};
use crate::fault::Fault;
use crate::say;
use crate::table::table;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
    currency: String,
    #[serde(flatten)]
    journey: Journey,
    journal: Journal,
}

/// `journey`.
pub async fn show(book: &Notebook, whose: &args::Journey) -> Result<Answer, Fault> {
    let id = who::customer(book, &whose.customer).await?;
    learnt(book).await;
    let journey = book.journey(id).await?;
    let mut journal = Journal {
        total: 0,
        moments: Vec::new(),
    };
    let mut read = 0;
    while let Some(piece) = whose.page.next(read) {
        let page = book
            .journal(id, &[], whose.page.offset + read, piece)
            .await?;
        let came = u32::try_from(page.moments.len()).unwrap_or(u32::MAX);
        journal.total = page.total;
        journal.moments.extend(page.moments);
        read += came;
        if came < piece {
            break;
        }
    }
    let shown = Shown {
        currency: book.settings().currency,
        journey,
        journal,
    };
    let text = tell(&shown, &book.fields().await?);
    Answer::new(&shown, text)
}

fn tell(shown: &Shown, fields: &[Field]) -> String {
    let Shown {
        currency,
        journey,
        journal,
    } = shown;
    let standing = &journey.standing;
    let record = &journey.customer.record;
    let mut text = say::plain(&record.name);
    if let Some(city) = &record.city {
        text.push_str(&format!(", {}", say::plain(city)));
    }
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "\n{}: {}; {} in 12 months",
        say::behaviour(standing.behaviour),
        match standing.away {
            Some(away) => format!("came back after {}", say::days(away)),
            None => say::why(
                standing.visits,
                standing.rhythm,
                standing.silent,
                standing.absent
            ),
        },
        say::money(standing.value, currency),
    );
    text.push_str(&outlook(&journey.outlook, currency));
    for point in &record.contact_points {
        let _ = writeln!(text, "  {}", say::plain(&point.typed));
    }
    for entry in &record.fields {
        if let Some(field) = fields.iter().find(|field| field.id == entry.field) {
            let _ = writeln!(
                text,
                "  {}: {}",
                say::plain(&field.name),
                own::shown(&entry.value)
            );
        }
    }
    if let Some(next) = &journey.next {
        let _ = writeln!(
            text,
            "next: {}, by {}",
            say::approach(next.approach),
            say::channel(next.channel)
        );
    }
    for guardrail in &journey.guardrails {
        let _ = writeln!(text, "mind: {}", say::guard(guardrail.guard));
    }
    text.push('\n');
    let rows: Vec<Vec<String>> = journal.moments.iter().map(row).collect();
    text.push_str(&table(&rows, &[]));
    let _ = writeln!(text, "{}", shown_moments(journal));
    text
}

/// What can be said of their return; nothing where nobody is asked.
fn outlook(saying: &Saying, currency: &str) -> String {
    let outlook = match saying {
        Saying::Says { outlook } => outlook,
        Saying::Silent { why } => {
            return format!("chance of coming back: too little to tell: {why}\n");
        }
        Saying::Unprofiled => return "not assessed, as they asked\n".to_owned(),
        Saying::NotYet | Saying::NotAsked => return String::new(),
    };
    let mut text = format!(
        "chance of coming back within 90 days: {} ({} to {}){}\n",
        say::percent(outlook.chance.value),
        say::percent(outlook.chance.low),
        say::percent(outlook.chance.high),
        if outlook.rough { ", rough" } else { "" }
    );
    if let Some(day) = outlook.back_by {
        let _ = writeln!(text, "if they come back, probably before {day}");
    }
    if let Some(worth) = outlook.worth {
        let _ = writeln!(
            text,
            "expected in 12 months: {} ({} to {})",
            say::money(worth.value, currency),
            say::money(worth.low, currency),
            say::money(worth.high, currency)
        );
    }
    if let Some(gain) = outlook.gain {
        let _ = writeln!(
            text,
            "expected gain of a contact: {}",
            say::money(gain, currency)
        );
    }
    text
}

fn shown_moments(journal: &Journal) -> String {
    shown(journal.moments.len(), journal.total, "moment", "moments")
}

/// Whether an invoice was paid, and how long that took.
fn settled(moment: &Moment, paid: Option<NaiveDate>, unpaid: Option<NaiveDate>) -> String {
    let after = |day: NaiveDate| {
        let days = (day - moment.day).num_days().max(0);
        say::days(u32::try_from(days).unwrap_or(u32::MAX))
    };
    match (paid, unpaid) {
        (Some(day), _) => format!(", paid after {}", after(day)),
        (None, Some(day)) => format!(", unpaid for {} on {day}", after(day)),
        (None, None) => String::new(),
    }
}

fn row(moment: &Moment) -> Vec<String> {
    let what = match &moment.body {
        MomentBody::Purchase {
            amount,
            currency,
            note,
            paid_on,
            unpaid_on,
            ..
        } => {
            let what = if amount.is_refund() {
                "refund"
            } else {
                "purchase"
            };
            with(
                format!(
                    "{what} {}{}",
                    say::money(*amount, currency),
                    settled(moment, *paid_on, *unpaid_on)
                ),
                note.as_deref(),
            )
        }
        MomentBody::Exchange { channel, text, .. } => {
            with(say::channel(*channel).to_owned(), Some(text))
        }
        MomentBody::Note { text } => with("note".to_owned(), Some(text)),
        MomentBody::Absence { until, reason } => with(format!("away until {until}"), Some(reason)),
        MomentBody::Contact {
            channel,
            purpose,
            outcome,
            outcome_note,
            note,
            ..
        } => {
            let contact = format!("{} to {}", say::channel(*channel), say::purpose(*purpose));
            match outcome {
                Some(outcome) => with(
                    format!("{contact}: {}", say::outcome(*outcome)),
                    outcome_note.as_deref(),
                ),
                None => with(format!("planned: {contact}"), Some(note)),
            }
        }
        other => moments::told(other),
    };
    vec![
        say::when(moment.day, moment.minute),
        what + &moments::along(moment),
    ]
}

fn with(what: String, words: Option<&str>) -> String {
    match words.filter(|words| !words.is_empty()) {
        Some(words) => format!("{what}: {}", say::plain(words)),
        None => what,
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Waiting {
    currency: String,
    total: u32,
    stake: Amount,
    offset: u32,
    rows: Vec<QueueRow>,
}

/// `winback`.
pub async fn winback(book: &Notebook, page: Page) -> Result<Answer, Fault> {
    learnt(book).await;
    let mut waiting = Waiting {
        currency: book.settings().currency,
        total: 0,
        stake: Amount::ZERO,
        offset: page.offset,
        rows: Vec::new(),
    };
    let mut read = 0;
    while let Some(piece) = page.next(read) {
        let queue = book.winback_queue(page.offset + read, piece).await?;
        let came = u32::try_from(queue.rows.len()).unwrap_or(u32::MAX);
        (waiting.total, waiting.stake) = (queue.total, queue.stake);
        waiting.rows.extend(queue.rows);
        read += came;
        if came < piece {
            break;
        }
    }
    let currency = &waiting.currency;
    let rows: Vec<Vec<String>> = waiting
        .rows
        .iter()
        .map(|row| {
            vec![
                say::plain(&row.name),
                say::behaviour(row.behaviour).to_owned(),
                say::why(row.visits, Some(row.rhythm), Some(row.silent), row.absent),
                say::money(row.stake, currency),
                row.chance.map(say::percent).unwrap_or_default(),
                row.gain
                    .map(|gain| say::money(gain, currency))
                    .unwrap_or_default(),
                format!(
                    "{}: {}",
                    say::channel(row.suggestion.channel),
                    say::approach(row.suggestion.approach)
                ),
            ]
        })
        .collect();
    let text = format!(
        "{}{}, {} at stake\n",
        table(&rows, &[3, 4, 5]),
        shown(
            waiting.rows.len(),
            waiting.total,
            "customer slips away",
            "customers slip away"
        ),
        say::money(waiting.stake, currency)
    );
    let any = !waiting.rows.is_empty();
    Ok(Answer::new(&waiting, text)?.yes(any))
}
