//! Customers the notebook knows are completed with what the file says of them.

use std::sync::Arc;

use sqlx::SqliteConnection;

use super::Pour;
use super::fields::insert_entries;
use super::people::insert_points;
use crate::customer::ContactPointKind;
use crate::error::Result;
use crate::field::FieldEntry;
use crate::ids::CustomerId;
use crate::import::person::Person;
use crate::import::sql::{self, gap};
use crate::import::who::Identity;

/// A customer of the notebook about to be completed.
struct Filled<'r> {
    id: CustomerId,
    identity: &'r Identity,
    facts: &'r Person,
    referrer: Option<CustomerId>,
    /// The fields to fill, as in [`super::who::Gaps`].
    fields: u16,
    /// What goes into fields of the notebook's own that are empty.
    entries: Vec<&'r FieldEntry>,
    /// The note to write.
    note: Option<String>,
}

impl Pour<'_> {
    /// Fills empty fields of customers the notebook knows. What is filled in already stays.
    pub(super) async fn complete(&mut self, connection: &mut SqliteConnection) -> Result<()> {
        let registry = Arc::clone(&self.registry);
        let mut filled: Vec<Filled<'_>> = Vec::new();
        for (at, identity) in registry.roots() {
            let facts = self.facts.get(at as usize).and_then(Option::as_deref);
            let (Some(id), Some(by), Some(facts)) = (identity.existing, identity.matched_by, facts)
            else {
                continue;
            };
            self.counts.matched_one(by);
            let referrer = facts
                .referrer
                .as_deref()
                .and_then(|cell| registry.referrer(cell));
            let referrer = referrer
                .and_then(|at| self.id(at))
                .filter(|referrer| *referrer != id);
            let fields = (fills(facts) | if referrer.is_some() { gap::REFERRER } else { 0 })
                & identity.gaps.0;
            filled.push(Filled {
                id,
                identity,
                facts,
                referrer,
                fields,
                entries: facts.fields.iter().collect(),
                note: None,
            });
        }
        write_notes(connection, &mut filled).await?;
        leave_entries(connection, &mut filled).await?;
        filled.retain(|one| {
            one.fields != 0
                || one.note.is_some()
                || !one.entries.is_empty()
                || !one.identity.new_contacts.is_empty()
        });
        self.counts.matched.sort_by_key(|matched| matched.by);
        self.counts.completed = u32::try_from(filled.len()).unwrap_or(u32::MAX);
        let Some(inserts) = &self.import else {
            return Ok(());
        };
        for Filled {
            id,
            facts,
            referrer,
            fields,
            note,
            ..
        } in &filled
        {
            if note.is_some() || fields & !(gap::CALL | gap::EMAIL | gap::SMS) != 0 {
                sqlx::query!(
                    "UPDATE customer SET company = coalesce(company, ?), external_id = coalesce(external_id, ?),
                       address = coalesce(address, ?), postcode = coalesce(postcode, ?), city = coalesce(city, ?),
                       country = coalesce(country, ?), born_on = coalesce(born_on, ?), note = coalesce(?, note),
                       referrer_id = coalesce(referrer_id, ?)
                     WHERE id = ?",
                    facts.company,
                    facts.external_id,
                    facts.address,
                    facts.postcode,
                    facts.city,
                    facts.country,
                    facts.born_on,
                    note,
                    referrer,
                    id
                )
                .execute(&mut *connection)
                .await?;
            }
        }
        let points: Vec<(CustomerId, ContactPointKind, &str, &str)> = filled
            .iter()
            .flat_map(|Filled { id, identity, .. }| {
                identity
                    .new_contacts
                    .iter()
                    .map(|(kind, typed, normal)| (*id, *kind, typed.as_str(), normal.as_str()))
            })
            .collect();
        insert_points(self.notebook, connection, inserts, &points).await?;
        let about: Vec<(CustomerId, &Person)> = filled
            .iter()
            .map(|filled| (filled.id, filled.facts))
            .collect();
        let gaps = |at: usize| filled.get(at).map_or(0, |filled| filled.identity.gaps.0);
        self.insert_rest(connection, inserts, &about, gaps).await?;
        let entries: Vec<(CustomerId, &FieldEntry)> = filled
            .iter()
            .flat_map(|one| one.entries.iter().map(|entry| (one.id, *entry)))
            .collect();
        insert_entries(connection, inserts, &entries).await
    }
}

/// Leaves fields of the notebook's own that have something in them as they are.
async fn leave_entries(connection: &mut SqliteConnection, filled: &mut [Filled<'_>]) -> Result<()> {
    let asked: Vec<CustomerId> = filled
        .iter()
        .filter(|one| !one.entries.is_empty())
        .map(|one| one.id)
        .collect();
    let known = sql::filled_fields(connection, &asked).await?;
    for one in filled {
        one.entries
            .retain(|entry| !known.contains(&(one.id, entry.field)));
    }
    Ok(())
}

/// Works out the notes: an empty one is filled, and any takes in the cells that could not be understood.
async fn write_notes(connection: &mut SqliteConnection, filled: &mut [Filled<'_>]) -> Result<()> {
    let asked: Vec<CustomerId> = filled
        .iter()
        .filter(|one| one.identity.gaps.0 & gap::NOTE == 0 && !one.facts.left_out.is_empty())
        .map(|one| one.id)
        .collect();
    let notes = sql::notes(connection, &asked).await?;
    for one in filled {
        one.note = if one.identity.gaps.0 & gap::NOTE != 0 {
            one.facts.whole_note()
        } else {
            notes.get(&one.id).and_then(|note| one.facts.added_to(note))
        };
    }
    Ok(())
}

/// The fields a file has something for, the note aside.
fn fills(facts: &Person) -> u16 {
    let bit = |has: bool, bit: u16| if has { bit } else { 0 };
    bit(facts.company.is_some(), gap::COMPANY)
        | bit(facts.external_id.is_some(), gap::EXTERNAL_ID)
        | bit(facts.address.is_some(), gap::ADDRESS)
        | bit(facts.postcode.is_some(), gap::POSTCODE)
        | bit(facts.city.is_some(), gap::CITY)
        | bit(facts.country.is_some(), gap::COUNTRY)
        | bit(facts.born_on.is_some(), gap::BORN_ON)
        | bit(facts.consent_phone.is_some(), gap::CALL)
        | bit(facts.consent_email.is_some(), gap::EMAIL)
        | bit(facts.consent_sms.is_some(), gap::SMS)
}
