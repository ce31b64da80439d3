//! Complaints.

mod causes;
mod figures;
mod goals;
mod tell;

use chrono::NaiveDate;
use fidele_core::Notebook;
use fidele_core::complaint::{
    ActionDraft, Complaint, ComplaintDraft, ComplaintRow, GestureDraft, StepDraft, When, Which,
};
use fidele_core::error::Reason;
use fidele_core::ids::{CustomerId, MomentId, StepId};
use fidele_core::journey::MomentBody;
use fidele_core::moment::MomentKind;
use fidele_core::money::Amount;
use serde::Serialize;
use serde_json::{Value, json};

use super::notebook::invalid;
use super::{note, who};
use crate::answer::Answer;
use crate::args::{ActWhat, ComplaintWhat, EditComplaint, Give, ListComplaints, Receive, TakeStep};
use crate::fault::{BAD_INPUT, Fault, NO};
use crate::{args, say, words};

#[derive(Serialize)]
struct One {
    complaint: Complaint,
}

#[derive(Serialize)]
struct List {
    complaints: Vec<ComplaintRow>,
}

/// `complaint`.
pub async fn complaint(book: &Notebook, what: &ComplaintWhat) -> Result<Answer, Fault> {
    match what {
        ComplaintWhat::New(how) => receive(book, how).await,
        ComplaintWhat::List(which) => list(book, which).await,
        ComplaintWhat::Show { complaint } => {
            let id = find(book, complaint).await?;
            show(book, id).await
        }
        ComplaintWhat::Edit(how) => edit(book, how).await,
        ComplaintWhat::Step(how) => step(book, how).await,
        ComplaintWhat::Gesture(how) => give(book, how).await,
        ComplaintWhat::Action(how) => act(book, &how.what).await,
        ComplaintWhat::Remove { complaint } => {
            let id = find(book, complaint).await?;
            let before = book.complaint(id).await?;
            book.remove_complaint(id).await?;
            let text = format!(
                "removed; `fidele undo` brings it back\n{}",
                tell::complaint(&before, &book.settings().currency)
            );
            Answer::new(&One { complaint: before }, text)
        }
        ComplaintWhat::Cause(how) => causes::causes(book, how.what.as_ref()).await,
        ComplaintWhat::Figures => figures::figures(book).await,
        ComplaintWhat::Goals(goals) => goals::goals(book, goals).await,
    }
}

async fn show(book: &Notebook, id: MomentId) -> Result<Answer, Fault> {
    let complaint = book.complaint(id).await?;
    let text = tell::complaint(&complaint, &book.settings().currency);
    Answer::new(&One { complaint }, text)
}

async fn receive(book: &Notebook, how: &Receive) -> Result<Answer, Fault> {
    let customer = who::customer(book, &how.customer).await?;
    let purchase = match how.purchase.as_deref() {
        Some(typed) => Some(purchase(book, customer, typed).await?),
        None => None,
    };
    let cause = match how.cause.as_deref() {
        Some(name) => Some(causes::named(book, name).await?),
        None => None,
    };
    let draft = ComplaintDraft {
        received: on(book, how.when),
        channel: how.channel,
        text: how.text.clone(),
        asked: how.asked.clone(),
        purchase,
        accountable: how.accountable.clone(),
        cause,
        update: how.update.map(|day| When {
            day,
            minute: how.update_time,
        }),
        feeling: note::felt(&how.along, None)?,
        files: how.along.attach.clone(),
    };
    let id = book.receive_complaint(customer, draft).await?;
    show(book, id).await
}

async fn list(book: &Notebook, which: &ListComplaints) -> Result<Answer, Fault> {
    let customer = match which.customer.as_deref() {
        Some(typed) => Some(who::customer(book, typed).await?),
        None => None,
    };
    let shown = match (which.all, which.open) {
        (true, _) => Which::All,
        (_, true) => Which::Open,
        _ => Which::Board,
    };
    let complaints = book.complaints(customer, shown).await?;
    let (text, any) = (tell::list(&complaints), !complaints.is_empty());
    Ok(Answer::new(&List { complaints }, text)?.yes(any))
}

async fn edit(book: &Notebook, how: &EditComplaint) -> Result<Answer, Fault> {
    let id = find(book, &how.complaint).await?;
    let before = book.complaint(id).await?;
    let cause = match how.to.cause.as_deref() {
        None => before.cause,
        Some("") => None,
        Some(name) => Some(causes::named(book, name).await?),
    };
    let draft = ComplaintDraft {
        received: before.row.received,
        channel: before.channel,
        text: how.to.text.clone().unwrap_or(before.row.text),
        asked: how.to.asked.clone().or(before.asked),
        purchase: before.purchase.map(|purchase| purchase.id),
        accountable: how.to.accountable.clone().or(before.row.accountable),
        cause,
        update: None,
        feeling: before.feeling,
        files: Vec::new(),
    };
    book.edit_complaint(id, draft).await?;
    show(book, id).await
}

async fn step(book: &Notebook, how: &TakeStep) -> Result<Answer, Fault> {
    let id = find(book, &how.complaint).await?;
    let draft = StepDraft {
        kind: how.step,
        when: on(book, how.when),
        who: how.who.clone(),
        text: how.text.clone(),
        next: how.next.map(|day| When {
            day,
            minute: how.next_time,
        }),
    };
    book.step_complaint(id, draft).await?;
    show(book, id).await
}

async fn give(book: &Notebook, how: &Give) -> Result<Answer, Fault> {
    let id = find(book, &how.complaint).await?;
    let draft = GestureDraft {
        when: on(book, how.when),
        what: how.what,
        cost: cost(book, &how.cost)?,
        text: how.text.clone(),
        who: how.who.clone(),
        feeling: None,
    };
    book.give_after_complaint(id, draft).await?;
    show(book, id).await
}

async fn act(book: &Notebook, what: &ActWhat) -> Result<Answer, Fault> {
    let action = |typed: &str| {
        typed
            .parse::<StepId>()
            .map_err(|_| invalid("action", Reason::Unknown))
    };
    match what {
        ActWhat::Add {
            complaint,
            text,
            due,
            cost: typed,
        } => {
            let id = find(book, complaint).await?;
            let draft = ActionDraft {
                text: text.clone(),
                cost: cost(book, typed)?,
                due: *due,
            };
            book.add_corrective_action(id, draft).await?;
            return show(book, id).await;
        }
        ActWhat::Done { action: typed } => {
            book.complete_corrective_action(action(typed)?, true)
                .await?
        }
        ActWhat::Undone { action: typed } => {
            book.complete_corrective_action(action(typed)?, false)
                .await?
        }
        ActWhat::Remove { action: typed } => book.remove_corrective_action(action(typed)?).await?,
    };
    Answer::new(&json!({}), "done".to_owned())
}

fn on(book: &Notebook, when: args::When) -> When {
    When {
        day: when.day.unwrap_or_else(|| book.today()),
        minute: when.time,
    }
}

fn cost(book: &Notebook, typed: &str) -> Result<Amount, Fault> {
    words::amount(typed, &book.settings().currency)
        .ok_or_else(|| invalid("cost", Reason::OutOfRange))
}

/// The purchase of this id, or the one of this day.
async fn purchase(book: &Notebook, customer: CustomerId, typed: &str) -> Result<MomentId, Fault> {
    if let Ok(id) = typed.parse::<MomentId>() {
        return Ok(id);
    }
    let day: NaiveDate = words::day(typed).map_err(|_| invalid("purchase", Reason::NotADay))?;
    let journal = book
        .journal(customer, &[MomentKind::Purchase], 0, 1_000)
        .await?;
    let of_day = journal.moments.iter().find(|moment| {
        moment.day == day
            && matches!(&moment.body, MomentBody::Purchase { amount, .. } if !amount.is_refund())
    });
    of_day.map(|moment| moment.id).ok_or_else(|| {
        Fault::new(
            "notFound",
            NO,
            json!({ "what": "purchase", "id": typed }),
            format!("they bought nothing on {day}"),
        )
    })
}

/// The complaint of this id, or the only one of the customer who is meant that is not settled; where all are, their only one.
async fn find(book: &Notebook, typed: &str) -> Result<MomentId, Fault> {
    if let Ok(id) = typed.parse::<MomentId>() {
        match book.complaint(id).await {
            Err(fidele_core::Error::NotFound { .. }) => {}
            found => return Ok(found?.row.id),
        }
    }
    let customer = who::customer(book, typed).await?;
    let mut found = book.complaints(Some(customer), Which::Open).await?;
    if found.is_empty() {
        found = book.complaints(Some(customer), Which::All).await?;
    }
    match found.as_slice() {
        [one] => Ok(one.id),
        [] => Err(Fault::new(
            "notFound",
            NO,
            json!({ "what": "complaint", "id": typed }),
            format!("\"{typed}\" has not complained"),
        )),
        many => {
            let candidates: Vec<Value> = many
                .iter()
                .map(|one| json!({ "id": one.id, "day": one.received.day, "text": one.text }))
                .collect();
            let names: Vec<String> = many
                .iter()
                .map(|one| {
                    format!(
                        "{} {} ({})",
                        one.received.day,
                        tell::short(&one.text),
                        one.id
                    )
                })
                .collect();
            Err(Fault::new(
                "ambiguous",
                BAD_INPUT,
                json!({ "what": "complaint", "id": typed, "found": many.len(), "candidates": candidates }),
                format!(
                    "\"{typed}\" complained {} times: {}",
                    many.len(),
                    say::plain(&names.join(", "))
                ),
            ))
        }
    }
}
