//! Promises: make, list, word anew, settle, and how many are kept.

use std::fmt::Write as _;

use fidele_core::Notebook;
use fidele_core::error::Reason;
use fidele_core::ids::MomentId;
use fidele_core::promise::{Promise, PromiseDraft, PromiseRate, PromiseSpan, Settlement};
use serde::Serialize;
use serde_json::{Value, json};

use super::notebook::invalid;
use super::who;
use crate::answer::Answer;
use crate::args::{Promised, Promises};
use crate::fault::{BAD_INPUT, Fault, NO};
use crate::say;
use crate::table::table;

#[derive(Serialize)]
struct One {
    promise: Promise,
}

#[derive(Serialize)]
struct Moved {
    promise: Promise,
    /// The one in its place.
    instead: Option<Promise>,
}

#[derive(Serialize)]
struct List {
    promises: Vec<Promise>,
}

#[derive(Serialize)]
struct Counted {
    rate: PromiseRate,
    promises: Vec<Promise>,
}

/// `promise`.
pub async fn run(book: &Notebook, promises: &Promises) -> Result<Answer, Fault> {
    match &promises.what {
        Promised::Make {
            customer,
            text,
            due,
            due_time,
            who: by,
            complaint,
            when,
        } => {
            let customer = who::customer(book, customer).await?;
            let complaint = complaint
                .as_deref()
                .map(|typed| typed.parse::<MomentId>())
                .transpose()
                .map_err(|_| invalid("complaint", Reason::Unknown))?;
            let draft = PromiseDraft {
                day: when.day.unwrap_or(book.today()),
                minute: when.time,
                text: text.clone(),
                who: by.clone(),
                due: *due,
                due_minute: *due_time,
                complaint,
            };
            let id = book.make_promise(customer, draft).await?;
            told(book, id, "promised").await
        }
        Promised::List { customer, until } => {
            let mut promises = match customer {
                Some(typed) => {
                    let customer = who::customer(book, typed).await?;
                    book.promises_with(customer).await?
                }
                None => book.open_promises(*until).await?,
            };
            promises.retain(|promise| until.is_none_or(|until| promise.due <= until));
            list(promises)
        }
        Promised::Edit { promise, text, who } => {
            let promise = which(book, promise).await?;
            let text = text.as_deref().unwrap_or(&promise.text);
            let by = match who {
                Some(said) => said.0.as_deref(),
                None => promise.who.as_deref(),
            };
            book.edit_promise(promise.id, text, by).await?;
            told(book, promise.id, "worded anew").await
        }
        Promised::Keep { promise, on, note } => {
            let on = on.unwrap_or(book.today());
            settle(book, promise, &Settlement::Kept { on }, note.as_deref()).await
        }
        Promised::Break { promise, note } => {
            settle(book, promise, &Settlement::Broken, note.as_deref()).await
        }
        Promised::Move {
            promise,
            due,
            due_time,
            note,
        } => {
            let settlement = Settlement::Renegotiated {
                due: *due,
                due_minute: *due_time,
            };
            settle(book, promise, &settlement, note.as_deref()).await
        }
        Promised::Rate { days } => rate(book, *days).await,
    }
}

async fn told(book: &Notebook, id: MomentId, done: &str) -> Result<Answer, Fault> {
    let promise = book.promise(id).await?;
    let text = format!("{done}: {} ({id})", line(&promise));
    Answer::new(&One { promise }, text)
}

async fn settle(
    book: &Notebook,
    typed: &str,
    settlement: &Settlement,
    note: Option<&str>,
) -> Result<Answer, Fault> {
    let promise = which(book, typed).await?;
    book.settle_promise(promise.id, settlement, note).await?;
    let all = book.promises_with(promise.customer).await?;
    let instead = all
        .into_iter()
        .find(|other| other.instead_of == Some(promise.id));
    let promise = book.promise(promise.id).await?;
    let mut text = format!("{}: {}", say::promise(promise.state), line(&promise));
    if let Some(instead) = &instead {
        // Writing to a String cannot fail.
        let _ = write!(text, "\npromised: {} ({})", line(instead), instead.id);
    }
    Answer::new(&Moved { promise, instead }, text)
}

fn list(promises: Vec<Promise>) -> Result<Answer, Fault> {
    let rows: Vec<Vec<String>> = promises
        .iter()
        .map(|promise| {
            vec![
                say::when(promise.due, promise.due_minute),
                say::promise(promise.state).to_owned(),
                say::plain(&promise.name),
                say::plain(&promise.text),
                promise.id.to_string(),
            ]
        })
        .collect();
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let text = format!(
        "{}{}\n",
        table(&rows, &[]),
        say::some(total, "promise", "promises")
    );
    Ok(Answer::new(&List { promises }, text)?.yes(total > 0))
}

async fn rate(book: &Notebook, days: u32) -> Result<Answer, Fault> {
    let rate = book.promise_rate(days).await?;
    let text = format!("{}\nbefore: {}\n", span(&rate.now), span(&rate.before));
    let promises = book.promises_counted(days).await?;
    Answer::new(&Counted { rate, promises }, text)
}

fn span(span: &PromiseSpan) -> String {
    let (kept, of) = (span.kept.n, span.kept.of);
    let within = format!("{} to {}", span.from, span.to);
    if !span.enough {
        let due = say::some(of, "promise", "promises");
        return format!("{within}: {kept} kept on time of {due} due: not enough yet to say more");
    }
    format!(
        "{within}: {} kept on time ({kept} of {of}, {} to {} with 95 %), {} late, {} broken, {} moved, {} still open",
        say::percent(f64::from(kept) / f64::from(of)),
        say::percent(span.kept.low),
        say::percent(span.kept.high),
        span.kept_late,
        span.broken,
        span.moved,
        span.late
    )
}

/// The promise of this id, or the only open one to the customer these words find.
async fn which(book: &Notebook, typed: &str) -> Result<Promise, Fault> {
    if let Ok(id) = typed.parse::<MomentId>()
        && let Ok(promise) = book.promise(id).await
    {
        return Ok(promise);
    }
    let customer = who::customer(book, typed).await?;
    let mut open = book.promises_with(customer).await?;
    open.retain(|promise| promise.state.is_open());
    match open.len() {
        1 => Ok(open.remove(0)),
        0 => Err(Fault::new(
            "notFound",
            NO,
            json!({ "what": "promise", "id": typed }),
            format!("no promise to \"{typed}\" is open"),
        )),
        many => {
            let candidates: Vec<Value> = open
                .iter()
                .map(
                    |promise| json!({ "id": promise.id, "due": promise.due, "text": promise.text }),
                )
                .collect();
            let list: Vec<String> = open
                .iter()
                .map(|promise| {
                    let when = say::when(promise.due, promise.due_minute);
                    format!("{when} {} ({})", say::plain(&promise.text), promise.id)
                })
                .collect();
            Err(Fault::new(
                "ambiguous",
                BAD_INPUT,
                json!({ "what": "promise", "id": typed, "found": many, "candidates": candidates }),
                format!(
                    "{many} promises to \"{typed}\" are open: {}",
                    list.join(", ")
                ),
            ))
        }
    }
}

fn line(promise: &Promise) -> String {
    let by = promise
        .who
        .as_deref()
        .map(|who| format!(", by {}", say::plain(who)))
        .unwrap_or_default();
    format!(
        "{}, {}, due {}{by}",
        say::plain(&promise.name),
        say::plain(&promise.text),
        say::when(promise.due, promise.due_minute)
    )
}
