//! Noting a moment: in full, or in a sentence that is understood.

mod sentence;

use fidele_core::Notebook;
use fidele_core::error::Reason;
use fidele_core::feeling::Feeling;
use fidele_core::ids::CustomerId;
use fidele_core::moment::{MomentDraft, MomentKey, Noting};
use fidele_core::money::Amount;
use serde::Serialize;

use super::notebook::invalid;
use super::who;
use crate::answer::Answer;
use crate::args::{Along, Note, What, When};
use crate::fault::Fault;
use crate::words::Maybe;
use crate::{say, words};

#[derive(Serialize)]
struct Noted {
    customer: CustomerId,
    #[serde(flatten)]
    key: MomentKey,
}

/// `note`.
pub async fn note(book: &Notebook, note: &Note) -> Result<Answer, Fault> {
    let customer = match &note.customer {
        Some(typed) => who::customer(book, typed).await?,
        None => return Err(Fault::usage("whose moment is it? name a customer")),
    };
    let name = say::plain(&book.customer(customer).await?.record.name);
    let Some(what) = &note.what else {
        return sentence::note(book, customer, &name, note).await;
    };
    if note.sentence.is_some() || note.said.any() {
        return Err(Fault::usage(
            "--kind, --day, --until, --amount, --channel, --direction and --dry-run before the kind go with a sentence only",
        ));
    }
    let mut noting = Noting::from(draft(book, what)?);
    along(&note.along, &mut noting)?;
    let key = book.note_moment(customer, noting).await?;
    let text = format!("noted for {name} ({})", key.id);
    Answer::new(&Noted { customer, key }, text)
}

/// What goes along with the moment, as the options have it.
fn along(options: &Along, noting: &mut Noting) -> Result<(), Fault> {
    noting.feeling = felt(options, noting.feeling)?;
    noting.files.clone_from(&options.attach);
    Ok(())
}

/// What was felt, as the options have it, where `before` was read from a sentence.
pub(super) fn felt(options: &Along, before: Option<Feeling>) -> Result<Option<Feeling>, Fault> {
    let mut feeling = match options.emotion {
        Some(Maybe(Some(emotion))) => Some(
            before
                .filter(|felt| felt.emotion == emotion)
                .unwrap_or_else(|| Feeling::plain(emotion)),
        ),
        Some(Maybe(None)) => None,
        None => before,
    };
    let details = options.intensity.is_some() || options.trigger.is_some() || options.told_around;
    match &mut feeling {
        Some(felt) => {
            felt.intensity = options.intensity.unwrap_or(felt.intensity);
            felt.trigger = options.trigger.or(felt.trigger);
            felt.told_around |= options.told_around;
        }
        None if details => return Err(invalid("emotion", Reason::Empty)),
        None => {}
    }
    Ok(feeling)
}

/// An amount as typed.
fn amount(book: &Notebook, typed: &str, field: &'static str) -> Result<Amount, Fault> {
    words::amount(typed, &book.settings().currency)
        .ok_or_else(|| invalid(field, Reason::OutOfRange))
}

fn draft(book: &Notebook, what: &What) -> Result<MomentDraft, Fault> {
    let today = book.today();
    let on = |when: &When| (when.day.unwrap_or(today), when.time);
    Ok(match what {
        What::Purchase {
            amount: typed,
            served_by,
            note,
            when,
        } => {
            let (day, minute) = on(when);
            MomentDraft::Purchase {
                day,
                minute,
                amount: amount(book, typed, "amount")?,
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
        What::Gesture {
            what,
            text,
            cost,
            who,
            when,
        } => {
            let (day, minute) = on(when);
            MomentDraft::Gesture {
                day,
                minute,
                what: *what,
                cost: amount(book, cost, "cost")?,
                text: text.clone(),
                who: who.clone(),
                complaint: None,
                purchase: None,
            }
        }
        What::Praise {
            text,
            channel,
            earned_by,
            when,
        } => {
            let (day, minute) = on(when);
            MomentDraft::Praise {
                day,
                minute,
                channel: *channel,
                earned_by: earned_by.clone(),
                text: text.clone(),
            }
        }
        What::Rating {
            scale,
            score,
            text,
            when,
        } => {
            let (day, minute) = on(when);
            MomentDraft::Rating {
                day,
                minute,
                scale: *scale,
                score: *score,
                text: text.clone(),
            }
        }
        What::Departure {
            reason,
            avoidable,
            gone_to,
            text,
            day,
        } => MomentDraft::Departure {
            day: day.unwrap_or(today),
            reason: *reason,
            avoidable: *avoidable,
            gone_to: gone_to.clone(),
            text: text.clone(),
        },
    })
}
