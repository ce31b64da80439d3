//! Noting a moment.

use fidele_core::Notebook;
use fidele_core::error::Reason;
use fidele_core::ids::CustomerId;
use fidele_core::moment::{MomentDraft, MomentKey};
use serde::Serialize;

use super::notebook::invalid;
use super::who;
use crate::answer::Answer;
use crate::args::{Note, What, When};
use crate::fault::Fault;
use crate::{say, words};

#[derive(Serialize)]
struct Noted {
    customer: CustomerId,
    #[serde(flatten)]
    key: MomentKey,
}

/// `note`.
pub async fn note(book: &Notebook, note: &Note) -> Result<Answer, Fault> {
    let customer = who::customer(book, &note.customer).await?;
    let draft = draft(book, &note.what)?;
    let key = book.note_moment(customer, draft).await?;
    let name = book.customer(customer).await?.record.name;
    let text = format!("noted for {} ({})", say::plain(&name), key.id);
    Answer::new(&Noted { customer, key }, text)
}

fn draft(book: &Notebook, what: &What) -> Result<MomentDraft, Fault> {
    let on = |when: &When| (when.day.unwrap_or_else(|| book.today()), when.time);
    Ok(match what {
        What::Purchase {
            amount,
            served_by,
            note,
            when,
        } => {
            let (day, minute) = on(when);
            let amount = words::amount(amount, &book.settings().currency)
                .ok_or_else(|| invalid("amount", Reason::OutOfRange))?;
            MomentDraft::Purchase {
                day,
                minute,
                amount,
                note: note.clone(),
                served_by: served_by.clone(),
            }
        }
        What::Exchange {
            text,
            channel,
            direction,
            purpose,
            who,
            when,
        } => {
            let (day, minute) = on(when);
            MomentDraft::Exchange {
                day,
                minute,
                channel: *channel,
                direction: *direction,
                purpose: *purpose,
                who: who.clone(),
                text: text.clone(),
            }
        }
        What::Text { text, when } => {
            let (day, minute) = on(when);
            MomentDraft::Note {
                day,
                minute,
                text: text.clone(),
            }
        }
        What::Absence {
            from,
            until,
            reason,
        } => MomentDraft::Absence {
            day: *from,
            until: *until,
            reason: reason.clone(),
        },
    })
}
