//! The rows of each list.

use std::collections::HashMap;
use std::path::Path;

use serde::Serialize;
use sqlx::FromRow;

use super::{Cell, ExportList, ExportWords, Sheet};
use crate::error::{Error, Result};
use crate::ids::CustomerId;
use crate::money::{Amount, minor_digits};
use crate::notebook::Notebook;
use crate::standing::hex_list;

/// Rows read at a time.
pub(super) const PIECE: u32 = 1_000;

const WINBACK: [&str; 14] = [
    "name",
    "phone",
    "email",
    "city",
    "behaviour",
    "visits",
    "lastDay",
    "silent",
    "rhythm",
    "value",
    "stake",
    "chance",
    "gain",
    "approach",
];
const CONTACTS: [&str; 8] = [
    "day", "hour", "name", "phone", "email", "channel", "purpose", "script",
];

/// What the lists themselves do not have of a customer.
#[derive(Debug, FromRow)]
pub(super) struct Details {
    pub(super) id: CustomerId,
    pub(super) company: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) address: Option<String>,
    pub(super) postcode: Option<String>,
    pub(super) city: Option<String>,
    pub(super) country: Option<String>,
    pub(super) born_on: Option<chrono::NaiveDate>,
    pub(super) note: Option<String>,
    pub(super) phones: String,
    pub(super) emails: String,
}

/// The interface's words, looked up.
pub(super) struct Speech<'w> {
    pub(super) words: &'w ExportWords,
    digits: usize,
}

impl Speech<'_> {
    pub(super) fn heading<'k>(&'k self, key: &'k str) -> &'k str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// A choice in words: `behaviour.onHoliday`.
    pub(super) fn choice(&self, family: &str, value: &impl Serialize) -> Cell {
        let code = serde_json::to_value(value).ok();
        let code = code
            .as_ref()
            .and_then(|code| code.as_str())
            .unwrap_or_default();
        let word = self.words.get(&format!("{family}.{code}"));
        Cell::Text(word.map_or_else(|| code.to_owned(), Clone::clone))
    }

    pub(super) const fn amount(&self, amount: Amount) -> Cell {
        Cell::Amount(amount.0, self.digits)
    }
}

impl Notebook {
    /// Writes the headings and rows of a list; returns how many rows.
    pub(super) async fn write_rows(
        &self,
        list: &ExportList,
        words: &ExportWords,
        sheet: &mut Sheet,
        to: &Path,
    ) -> Result<u32> {
        let digits = usize::try_from(minor_digits(&self.settings().currency)).unwrap_or(2);
        let speech = Speech { words, digits };
        let refused = |error| Error::io(to, error);
        let columns: &[&str] = match list {
            ExportList::Customers { .. } | ExportList::Chosen { .. } => {
                return self.write_customers(list, &speech, sheet, to).await;
            }
            ExportList::Winback => &WINBACK,
            ExportList::Contacts => &CONTACTS,
        };
        let headings: Vec<&str> = columns.iter().map(|key| speech.heading(key)).collect();
        sheet.headings(&headings).map_err(refused)?;
        let mut written = 0;
        loop {
            let rows = match list {
                ExportList::Winback => self.winback_cells(&speech, written).await?,
                // All of them at once: nobody has planned a million calls.
                ExportList::Contacts if written == 0 => self.contact_cells(&speech).await?,
                _ => Vec::new(),
            };
            for row in &rows {
                sheet.row(row).map_err(refused)?;
            }
            let came = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            written = written.saturating_add(came);
            if came < PIECE || matches!(list, ExportList::Contacts) {
                return Ok(written);
            }
        }
    }

    async fn winback_cells(&self, speech: &Speech<'_>, offset: u32) -> Result<Vec<Vec<Cell>>> {
        let page = self.winback_queue(offset, PIECE).await?;
        let ids: Vec<CustomerId> = page.rows.iter().map(|row| row.customer).collect();
        let details = self.details(&ids).await?;
        page.rows
            .iter()
            .map(|row| {
                let about = details.get(&row.customer);
                let (phones, emails) = reached(about)?;
                Ok(vec![
                    Cell::text(Some(&row.name)),
                    Cell::text(phones.first().map(String::as_str)),
                    Cell::text(emails.first().map(String::as_str)),
                    Cell::text(about.and_then(|about| about.city.as_deref())),
                    speech.choice("behaviour", &row.behaviour),
                    Cell::whole(row.visits),
                    Cell::Day(row.last_day),
                    Cell::whole(row.silent),
                    Cell::Number(row.rhythm, 1),
                    speech.amount(row.value),
                    speech.amount(row.stake),
                    percent(row.chance),
                    row.gain.map_or(Cell::Empty, |gain| speech.amount(gain)),
                    speech.choice("approach", &row.suggestion.approach),
                ])
            })
            .collect()
    }

    async fn contact_cells(&self, speech: &Speech<'_>) -> Result<Vec<Vec<Cell>>> {
        let contacts = self.open_contacts(None).await?;
        Ok(contacts
            .iter()
            .map(|contact| {
                let hour = contact
                    .minute
                    .map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60));
                vec![
                    Cell::Day(contact.day),
                    Cell::text(hour.as_deref()),
                    Cell::text(Some(&contact.name)),
                    Cell::text(contact.phone.as_deref()),
                    Cell::text(contact.email.as_deref()),
                    speech.choice("channel", &contact.channel),
                    speech.choice("purpose", &contact.purpose),
                    Cell::text(Some(&contact.note)),
                ]
            })
            .collect())
    }

    pub(super) async fn details(&self, ids: &[CustomerId]) -> Result<HashMap<CustomerId, Details>> {
        let ids = hex_list(ids)?;
        let rows: Vec<Details> = sqlx::query_as(
            "SELECT c.id, company, external_id, address, postcode, city, country, born_on, note,
               (SELECT json_group_array(typed) FROM contact_point p WHERE p.customer_id = c.id AND kind = 'phone')
                 AS phones,
               (SELECT json_group_array(typed) FROM contact_point p WHERE p.customer_id = c.id AND kind = 'email')
                 AS emails
             FROM customer c WHERE c.id IN (SELECT unhex(value) FROM json_each(?))",
        )
        .bind(ids)
        .fetch_all(&self.db.reader)
        .await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

/// A chance as whole percent: no more is known.
pub(super) fn percent(chance: Option<f64>) -> Cell {
    chance.map_or(Cell::Empty, |chance| Cell::Number(100.0 * chance, 0))
}

/// The phones and addresses on a record, in the order they were entered.
pub(super) fn reached(about: Option<&Details>) -> Result<(Vec<String>, Vec<String>)> {
    about.map_or_else(
        || Ok((Vec::new(), Vec::new())),
        |about| {
            Ok((
                serde_json::from_str(&about.phones)?,
                serde_json::from_str(&about.emails)?,
            ))
        },
    )
}
