//! Which customer or contact is meant.

use fidele_core::Notebook;
use fidele_core::contact::Contact;
use fidele_core::error::Error;
use fidele_core::fold::fold;
use fidele_core::ids::{ContactId, CustomerId};
use serde_json::{Value, json};

use crate::fault::{BAD_INPUT, Fault, NO};
use crate::say;

/// How many people are named when several may be meant.
const NAMED: usize = 5;

/// The customer of this id, or the only one these words find; a whole name counts before the beginning of others.
pub async fn customer(book: &Notebook, typed: &str) -> Result<CustomerId, Fault> {
    if let Ok(id) = typed.parse::<CustomerId>() {
        // Also tells an id that is nobody's.
        return Ok(book.customer(id).await?.id);
    }
    let found = book.search_to_the_letter(typed, 1_000).await?;
    let wanted = fold(typed.trim());
    let whole: Vec<_> = found
        .iter()
        .filter(|found| fold(&found.name) == wanted)
        .collect();
    match (whole.as_slice(), found.as_slice()) {
        ([one], _) => Ok(one.id),
        ([], [one]) => Ok(one.id),
        ([], []) => Err(Fault::new(
            "notFound",
            NO,
            json!({ "what": "customer", "id": typed }),
            format!("nobody answers to \"{typed}\""),
        )),
        (whole, _) => {
            let meant: Vec<_> = if whole.is_empty() {
                found.iter().collect()
            } else {
                whole.to_vec()
            };
            let candidates: Vec<Value> = meant
                .iter()
                .take(NAMED)
                .map(|found| json!({ "id": found.id, "name": found.name, "city": found.city }))
                .collect();
            let names: Vec<String> = meant
                .iter()
                .take(NAMED)
                .map(|found| format!("{} ({})", found.name, found.id))
                .collect();
            let more = if meant.len() > NAMED { ", …" } else { "" };
            Err(Fault::new(
                "ambiguous",
                BAD_INPUT,
                json!({ "what": "customer", "id": typed, "found": meant.len(), "candidates": candidates }),
                format!(
                    "\"{typed}\" may be {} people: {}{more}",
                    meant.len(),
                    names.join(", ")
                ),
            ))
        }
    }
}

/// The contact of this id, or the only one planned with the customer who is meant.
pub async fn contact(book: &Notebook, typed: &str) -> Result<Contact, Fault> {
    if let Ok(id) = typed.parse::<ContactId>() {
        match book.contact(id).await {
            Err(Error::NotFound { .. }) => {}
            found => return Ok(found?),
        }
    }
    let customer = customer(book, typed).await?;
    let mut planned = book.contacts_with(customer).await?;
    match (planned.len(), planned.pop()) {
        (1, Some(contact)) => Ok(contact),
        (_, None) => Err(Fault::new(
            "notFound",
            NO,
            json!({ "what": "contact", "id": typed }),
            format!("no contact is planned with \"{typed}\""),
        )),
        (many, Some(last)) => {
            planned.push(last);
            let candidates: Vec<Value> = planned
                .iter()
                .map(|contact| json!({ "id": contact.id, "day": contact.day, "minute": contact.minute }))
                .collect();
            let list: Vec<String> = planned
                .iter()
                .map(|contact| {
                    format!(
                        "{} ({})",
                        say::when(contact.day, contact.minute),
                        contact.id
                    )
                })
                .collect();
            Err(Fault::new(
                "ambiguous",
                BAD_INPUT,
                json!({ "what": "contact", "id": typed, "found": many, "candidates": candidates }),
                format!(
                    "{many} contacts are planned with \"{typed}\": {}",
                    list.join(", ")
                ),
            ))
        }
    }
}
