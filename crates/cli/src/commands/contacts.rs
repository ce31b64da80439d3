//! Planned contacts: plan, put off, give up, record the outcome, list, put into a calendar.

use std::fmt::Write as _;
use std::path::Path;

use fidele_core::Notebook;
use fidele_core::contact::{Contact, ContactDraft};
use fidele_core::error::Error;
use fidele_core::reminder::Reminder;
use fidele_core::winback::Guardrail;
use serde::Serialize;

use super::who;
use crate::answer::Answer;
use crate::args::{Contacts, Done, Ics, Move, Plan};
use crate::fault::Fault;
use crate::say;
use crate::table::table;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Planned {
    contact: Contact,
    warnings: Vec<Guardrail>,
}

/// `plan`.
pub async fn plan(book: &Notebook, plan: &Plan) -> Result<Answer, Fault> {
    let customer = who::customer(book, &plan.customer).await?;
    let suggested = book.suggestion(customer).await?;
    let draft = ContactDraft {
        day: plan.day,
        minute: plan.time,
        channel: plan.channel.unwrap_or(suggested.channel),
        purpose: plan.purpose.unwrap_or(suggested.purpose),
        note: plan.note.clone(),
    };
    let warnings = book
        .guardrails(customer, Some((draft.channel, draft.purpose)))
        .await?;
    let id = book.plan_contact(customer, draft).await?;
    let planned = Planned {
        contact: book.contact(id).await?,
        warnings,
    };
    let mut text = format!("planned: {} ({id})\n", line(&planned.contact));
    for warning in &planned.warnings {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "mind: {}", say::guard(warning.guard));
    }
    Answer::new(&planned, text)
}

/// `move`.
pub async fn put_off(book: &Notebook, how: &Move) -> Result<Answer, Fault> {
    let before = who::contact(book, &how.contact).await?;
    let to = &how.to;
    let draft = ContactDraft {
        day: to.day.unwrap_or(before.day),
        minute: to.time.as_ref().map_or(before.minute, |time| time.0),
        channel: to.channel.unwrap_or(before.channel),
        purpose: to.purpose.unwrap_or(before.purpose),
        note: to.note.clone().unwrap_or(before.note),
    };
    book.move_contact(before.id, draft).await?;
    let contact = book.contact(before.id).await?;
    let text = format!("planned: {} ({})", line(&contact), contact.id);
    Answer::new(&Recorded { contact }, text)
}

/// `cancel`.
pub async fn cancel(book: &Notebook, typed: &str) -> Result<Answer, Fault> {
    let contact = who::contact(book, typed).await?;
    book.cancel_contact(contact.id).await?;
    let text = format!("given up: {}", line(&contact));
    Answer::new(&Recorded { contact }, text)
}

#[derive(Serialize)]
struct Recorded {
    contact: Contact,
}

/// `done`.
pub async fn done(book: &Notebook, done: &Done) -> Result<Answer, Fault> {
    let contact = who::contact(book, &done.contact).await?;
    book.record_outcome(contact.id, done.outcome, done.note.clone())
        .await?;
    let contact = book.contact(contact.id).await?;
    let text = format!("{}: {}", line(&contact), say::outcome(done.outcome));
    Answer::new(&Recorded { contact }, text)
}

#[derive(Serialize)]
struct Open {
    contacts: Vec<Contact>,
}

/// `contacts`.
pub async fn list(book: &Notebook, which: &Contacts) -> Result<Answer, Fault> {
    let open = Open {
        contacts: book.open_contacts(which.until).await?,
    };
    let rows: Vec<Vec<String>> = open
        .contacts
        .iter()
        .map(|contact| {
            vec![
                say::when(contact.day, contact.minute),
                say::plain(&contact.name),
                format!(
                    "{} to {}",
                    say::channel(contact.channel),
                    say::purpose(contact.purpose)
                ),
                say::plain(contact.phone.as_deref().unwrap_or_default()),
                contact.id.to_string(),
            ]
        })
        .collect();
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let text = format!(
        "{}{}\n",
        table(&rows, &[]),
        say::some(
            total,
            "contact still to be made",
            "contacts still to be made"
        )
    );
    Ok(Answer::new(&open, text)?.yes(total > 0))
}

#[derive(Serialize)]
struct Calendar<'c> {
    contacts: u32,
    promises: u32,
    file: Option<&'c Path>,
    calendar: Option<&'c str>,
}

/// `ics`.
pub async fn ics(book: &Notebook, which: &Ics) -> Result<Answer, Fault> {
    let one = match &which.contact {
        Some(typed) => Some(who::contact(book, typed).await?.id),
        None => None,
    };
    let calendar = book.calendar(one, title).await?;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (contacts, promises) = match one {
        Some(_) => (1, 0),
        None => (
            count(book.open_contacts(None).await?.len()),
            count(book.open_promises(None).await?.len()),
        ),
    };
    let Some(file) = &which.out else {
        let data = Calendar {
            contacts,
            promises,
            file: None,
            calendar: Some(&calendar),
        };
        return Answer::new(&data, calendar.clone());
    };
    if file
        .canonicalize()
        .is_ok_and(|file| Some(file) == book.path().canonicalize().ok())
    {
        return Err(Error::Exists(file.clone()).into());
    }
    std::fs::write(file, &calendar).map_err(|error| Error::io(file, error))?;
    let text = format!(
        "{}: {}, {}",
        say::plain(&file.display().to_string()),
        say::some(contacts, "contact", "contacts"),
        say::some(promises, "promise", "promises")
    );
    Answer::new(
        &Calendar {
            contacts,
            promises,
            file: Some(file),
            calendar: None,
        },
        text,
    )
}

fn title(entry: &Reminder) -> String {
    let contact = match entry {
        Reminder::Contact { contact } => contact,
        Reminder::Promise { promise } => return format!("Promise to {}", promise.name),
    };
    let phone = contact
        .phone
        .as_deref()
        .map(|phone| format!(", {phone}"))
        .unwrap_or_default();
    format!(
        "{} {} to {}{phone}",
        contact.name,
        say::channel(contact.channel),
        say::purpose(contact.purpose)
    )
}

fn line(contact: &Contact) -> String {
    format!(
        "{}, {}, {} to {}",
        say::plain(&contact.name),
        say::when(contact.day, contact.minute),
        say::channel(contact.channel),
        say::purpose(contact.purpose)
    )
}
