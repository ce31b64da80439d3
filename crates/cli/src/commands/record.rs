//! One customer's record: its fields and tags, put aside, closed; and the tags there are.

use fidele_core::Notebook;
use fidele_core::customer::{
    Choice, ClosedReason, Consent, ContactPoint, ContactPointKind, Customer, CustomerDraft,
};
use fidele_core::error::Reason;
use fidele_core::ids::CustomerId;
use fidele_core::phone::to_e164;
use serde::Serialize;

use super::notebook::invalid;
use super::{own, who};
use crate::answer::Answer;
use crate::args::{Edit, Fields};
use crate::fault::Fault;
use crate::say;
use crate::table::table;
use crate::words;

#[derive(Serialize)]
struct Changed {
    customer: Customer,
}

/// `edit`.
pub async fn edit(book: &Notebook, edit: &Edit) -> Result<Answer, Fault> {
    let id = who::customer(book, &edit.customer).await?;
    let before = book.customer(id).await?.record;
    let mut record = before.clone();
    if let Some(words) = &edit.fields.referrer {
        record.referrer = match words.trim() {
            "" => None,
            words => Some(who::customer(book, words).await?),
        };
    }
    let country = book.settings().country;
    for typed in &edit.fields.drop {
        take_off(&mut record.contact_points, typed, &country)?;
    }
    fill(&mut record, &edit.fields, &country);
    own::fill(book, &mut record.fields, &edit.fields.field).await?;
    for (channel, answer) in &edit.fields.consent {
        record.consents.retain(|known| known.channel != *channel);
        record
            .consents
            .extend(answer.granted().map(|granted| Consent {
                channel: *channel,
                granted,
                day: book.today(),
                source: edit.source.clone(),
            }));
    }
    // What changes nothing leaves nothing to undo.
    if record != before {
        book.edit_customer(id, record).await?;
    }
    tell(book, id, "has this record now").await
}

fn fill(record: &mut CustomerDraft, fields: &Fields, country: &str) {
    let set = |slot: &mut Option<String>, typed: &Option<String>| {
        if let Some(typed) = typed {
            *slot = Some(typed.trim().to_owned()).filter(|text| !text.is_empty());
        }
    };
    if let Some(name) = &fields.name {
        record.name.clone_from(name);
    }
    set(&mut record.company, &fields.company);
    set(&mut record.external_id, &fields.external_id);
    set(&mut record.address, &fields.address);
    set(&mut record.postcode, &fields.postcode);
    set(&mut record.city, &fields.city);
    set(&mut record.country, &fields.country);
    set(&mut record.note, &fields.note);
    if let Some(day) = &fields.born_on {
        record.born_on = day.0;
    }
    if let Some(channel) = &fields.channel {
        record.preferred_channel = channel.0;
    }
    for (kind, all) in [
        (ContactPointKind::Phone, &fields.phone),
        (ContactPointKind::Email, &fields.email),
    ] {
        for typed in all {
            let normal = normal(typed, country);
            let known = &mut record.contact_points;
            if !known.iter().any(|point| point.normal == normal) {
                known.push(ContactPoint {
                    id: None,
                    kind,
                    typed: typed.clone(),
                    normal,
                });
            }
        }
    }
    record
        .tags
        .extend(fields.tag.iter().map(|tag| tag.trim().to_owned()));
    record
        .tags
        .retain(|tag| !fields.untag.iter().any(|untag| untag.trim() == tag));
    record.tags.sort_unstable();
    record.tags.dedup();
}

/// Takes a phone number, in any spelling, or an e-mail address off.
fn take_off(points: &mut Vec<ContactPoint>, typed: &str, country: &str) -> Result<(), Fault> {
    let (before, normal) = (points.len(), normal(typed, country));
    points.retain(|point| point.normal != normal && point.typed != typed.trim());
    if points.len() == before {
        return Err(invalid("drop", Reason::Unknown));
    }
    Ok(())
}

/// A phone number or e-mail address in the form in which it is compared, as far as it has one.
fn normal(typed: &str, country: &str) -> String {
    to_e164(typed, country).unwrap_or_else(|| typed.trim().to_lowercase())
}

/// `archive` and `unarchive`.
pub async fn archive(book: &Notebook, whose: &str, archived: bool) -> Result<Answer, Fault> {
    let id = who::customer(book, whose).await?;
    if book.customer(id).await?.archived_on.is_some() != archived {
        book.archive_customers(&[id], archived).await?;
    }
    let what = if archived {
        "is archived"
    } else {
        "is among the customers again"
    };
    tell(book, id, what).await
}

/// `close` and `reopen`.
pub async fn close(
    book: &Notebook,
    whose: &str,
    reason: Option<ClosedReason>,
) -> Result<Answer, Fault> {
    let id = who::customer(book, whose).await?;
    if book.customer(id).await?.closed.map(|closed| closed.reason) != reason {
        book.close_customer(id, reason).await?;
    }
    let what = match reason {
        Some(ClosedReason::Deceased) => "is closed (died): nobody contacts them any more",
        Some(ClosedReason::Moved) => "is closed (moved for good): nobody contacts them any more",
        Some(ClosedReason::Peace) => "is closed (wants peace): nobody contacts them any more",
        None => "is open again",
    };
    tell(book, id, what).await
}

async fn tell(book: &Notebook, id: CustomerId, what: &str) -> Result<Answer, Fault> {
    let customer = book.customer(id).await?;
    let text = format!("{} {what} ({id})", say::plain(&customer.record.name));
    Answer::new(&Changed { customer }, text)
}

#[derive(Serialize)]
struct Tags {
    tags: Vec<Choice>,
}

/// `tags`.
pub async fn tags(book: &Notebook) -> Result<Answer, Fault> {
    let tags = book.tags().await?;
    let rows: Vec<Vec<String>> = tags
        .iter()
        .map(|tag| vec![say::plain(&tag.value), say::count(tag.customers)])
        .collect();
    let any = !tags.is_empty();
    let text = if any {
        table(&rows, &[1])
    } else {
        "no tags\n".to_owned()
    };
    Ok(Answer::new(&Tags { tags }, text)?.yes(any))
}

impl words::Answer {
    /// What it says; `None` when nobody asked.
    const fn granted(self) -> Option<bool> {
        match self {
            Self::Yes => Some(true),
            Self::No => Some(false),
            Self::Unknown => None,
        }
    }
}
