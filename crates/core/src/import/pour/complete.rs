//! Customers the notebook knows are completed with what the file says of them.

use std::sync::Arc;

use sqlx::SqliteConnection;

use super::fields::insert_entries;
use super::people::insert_points;
use super::{PEOPLE, Pour};
use crate::customer::ContactPointKind;
use crate::error::Result;
use crate::field::FieldEntry;
use crate::ids::CustomerId;
use crate::import::person::Person;
use crate::import::sql::{self, gap};
use crate::import::who::{Gaps, Registry};

/// A customer of the notebook about to be completed.
struct Filled {
    id: CustomerId,
    facts: Person,
    /// Which of their fields are empty.
    gaps: Gaps,
    referrer: Option<CustomerId>,
    /// The fields to fill, as in [`Gaps`].
    fields: u16,
    /// The note to write.
    note: Option<String>,
    /// How else they are reached: what kind, as typed, in its normal form.
    points: Vec<(ContactPointKind, String, String)>,
}

impl Pour<'_> {
    /// Fills empty fields of customers the notebook knows. What is filled in already stays.
    pub(super) async fn complete(&mut self, connection: &mut SqliteConnection) -> Result<()> {
        let registry = Arc::clone(&self.registry);
        let recognised: Vec<u32> = registry
            .roots()
            .take_while(|(at, _)| registry.existing(*at).is_some())
            .filter(|(_, identity)| identity.matched_by.is_some())
            .map(|(at, _)| at)
            .collect();
        for some in recognised.chunks(PEOPLE) {
            let mut filled = Vec::with_capacity(some.len());
            for at in some {
                filled.extend(self.missing_of(&registry, *at)?);
            }
            self.fill(connection, filled).await?;
        }
        self.counts.matched.sort_by_key(|matched| matched.by);
        Ok(())
    }

    fn missing_of(&mut self, registry: &Registry, at: u32) -> Result<Option<Filled>> {
        let (Some(id), Some(identity)) = (registry.existing(at), registry.get(at)) else {
            return Ok(None);
        };
        let (Some(by), Some(facts)) = (identity.matched_by, self.told_of(at, identity)?) else {
            return Ok(None);
        };
        self.counts.matched_one(by);
        let referrer = facts
            .referrer
            .as_deref()
            .and_then(|cell| registry.referrer(cell));
        let referrer = referrer
            .and_then(|at| self.id(at))
            .filter(|referrer| *referrer != id);
        let gaps = identity.gaps;
        let fields = (fills(&facts) | if referrer.is_some() { gap::REFERRER } else { 0 }) & gaps.0;
        Ok(Some(Filled {
            id,
            facts,
            gaps,
            referrer,
            fields,
            note: None,
            points: Vec::new(),
        }))
    }

    async fn fill(
        &mut self,
        connection: &mut SqliteConnection,
        mut filled: Vec<Filled>,
    ) -> Result<()> {
        write_notes(connection, &mut filled).await?;
        leave_entries(connection, &mut filled).await?;
        find_new_points(connection, &mut filled).await?;
        filled.retain(|one| {
            one.fields != 0
                || one.note.is_some()
                || !one.facts.fields.is_empty()
                || !one.points.is_empty()
        });
        self.counts.completed += u32::try_from(filled.len()).unwrap_or(u32::MAX);
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
            .flat_map(|Filled { id, points, .. }| {
                points
                    .iter()
                    .map(|(kind, typed, normal)| (*id, *kind, typed.as_str(), normal.as_str()))
            })
            .collect();
        insert_points(self.notebook, connection, inserts, &points).await?;
        let about: Vec<(CustomerId, &Person)> = filled
            .iter()
            .map(|filled| (filled.id, &filled.facts))
            .collect();
        let gaps = |at: usize| filled.get(at).map_or(0, |filled| filled.gaps.0);
        self.insert_rest(connection, inserts, &about, gaps).await?;
        let entries: Vec<(CustomerId, &FieldEntry)> = filled
            .iter()
            .flat_map(|one| one.facts.fields.iter().map(|entry| (one.id, entry)))
            .collect();
        insert_entries(connection, inserts, &entries).await
    }
}

/// Leaves fields of the notebook's own that have something in them as they are.
async fn leave_entries(connection: &mut SqliteConnection, filled: &mut [Filled]) -> Result<()> {
    let asked: Vec<CustomerId> = filled
        .iter()
        .filter(|one| !one.facts.fields.is_empty())
        .map(|one| one.id)
        .collect();
    let known = sql::filled_fields(connection, &asked).await?;
    for one in filled {
        let id = one.id;
        one.facts
            .fields
            .retain(|entry| !known.contains(&(id, entry.field)));
    }
    Ok(())
}

/// Finds the phones and addresses of the file that their customers do not have in the notebook.
async fn find_new_points(connection: &mut SqliteConnection, filled: &mut [Filled]) -> Result<()> {
    let reached: Vec<CustomerId> = filled
        .iter()
        .filter(|one| !one.facts.phones.is_empty() || !one.facts.emails.is_empty())
        .map(|one| one.id)
        .collect();
    let mut known = sql::known_points(connection, &reached).await?;
    for one in filled {
        for (kind, points) in [
            (ContactPointKind::Phone, &one.facts.phones),
            (ContactPointKind::Email, &one.facts.emails),
        ] {
            for (typed, normal) in points {
                let Some(normal) = normal else { continue };
                if known.insert((one.id, kind, normal.clone())) {
                    one.points.push((kind, typed.clone(), normal.clone()));
                }
            }
        }
    }
    Ok(())
}

/// Works out the notes: an empty one is filled, and any takes in the cells that could not be understood.
async fn write_notes(connection: &mut SqliteConnection, filled: &mut [Filled]) -> Result<()> {
    let asked: Vec<CustomerId> = filled
        .iter()
        .filter(|one| one.gaps.0 & gap::NOTE == 0 && !one.facts.left_out.is_empty())
        .map(|one| one.id)
        .collect();
    let notes = sql::notes(connection, &asked).await?;
    for one in filled {
        one.note = if one.gaps.0 & gap::NOTE != 0 {
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
